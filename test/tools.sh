#!/usr/bin/env bash
# Installs what the tests need on Debian and is not there yet. Go and Node come first: see README.
set -euo pipefail
command -v dpkg-query >/dev/null || { echo "The tests need the tools of Debian, and this is none: $0 names its packages." >&2; exit 1; }
wanted=(postgresql postgresql-client chromium libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils qpdf
  libengine-gost-openssl openssl libxml2-utils libwoodstox-java libbcprov-java libbcpkix-java gostsum unzip softhsm2 opensc gcc libc6-dev)
command -v javac >/dev/null || wanted+=(default-jdk-headless) # the peer of the signature tests is written in Java
missing=()
for package in "${wanted[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
as_root=()
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "Not installed: ${missing[*]}. Install them as root: apt-get install ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "Installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
