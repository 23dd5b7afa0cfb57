#!/usr/bin/env bash
# Says what is missing before anything is built: Go and Node, as new as go.mod and web/package.json ask.
set -euo pipefail
cd "$(dirname "$0")/.."

refuse() { echo "$*" >&2; exit 1; }

go=$(sed -n 's/^go //p' go.mod)
node=$(sed -n 's/.*"node": ">=\(.*\)".*/\1/p' web/package.json)

command -v go >/dev/null || refuse "Go is not installed: $go or newer is needed, see https://go.dev/dl"
go version >/dev/null || refuse "Go $go or newer is needed, see https://go.dev/dl"
command -v node >/dev/null || refuse "Node is not installed: $node or newer is needed, see https://nodejs.org"
command -v npm >/dev/null || refuse "npm is not installed; it comes with Node, see https://nodejs.org"
have=$(node -p process.versions.node)
[ "$(printf '%s\n' "$node" "$have" | sort -V | head -n 1)" = "$node" ] || refuse "Node $have is too old: $node or newer is needed, see https://nodejs.org"
