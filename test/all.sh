#!/usr/bin/env bash
# Everything that must hold before a change lands: front end, Go on both databases, the browser on both databases.
set -euo pipefail
cd "$(dirname "$0")/.."

clock() { printf '%d:%02d' $((SECONDS / 60)) $((SECONDS % 60)); }
step() { printf '\n== %s (at %s)\n' "$*" "$(clock)"; }

step "Front end: types, style, unit tests, build, budgets"
npm --prefix web ci --loglevel error
npm --prefix web run lint
npm --prefix web test
npm --prefix web run build
npm --prefix web run budget

step "Go: format, vet, build"
unformatted=$(gofmt -l $(git ls-files '*.go'))
[ -z "$unformatted" ] || { echo "gofmt these: $unformatted" >&2; exit 1; }
go vet ./...
go build -o bin/veche ./cmd/veche

step "Go tests on SQLite and PostgreSQL"
server=$(mktemp -d /tmp/veche-postgres.XXXXXX)
VECHE_TEST_POSTGRES=$(test/postgres.sh start "$server")
export VECHE_TEST_POSTGRES
trap 'test/postgres.sh stop "$server"' EXIT
# The longest package goes first, that the others fill its pauses; vet has looked at everything above.
go test -json -vet=off -p 2 -timeout 15m ./test/faults ./... | go run ./test/tally

step "Go: the key server with a token (PKCS#11 needs cgo)"
go vet -tags pkcs11 ./internal/signing/pkcs11/... ./cmd/veche
go test -json -tags pkcs11 ./internal/signing/pkcs11/... | go run ./test/tally

step "Browser: the main job by keys and clicks, every screen through axe"
npm --prefix web run e2e

printf '\nEverything holds, after %s.\n' "$(clock)"
