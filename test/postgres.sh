#!/usr/bin/env bash
# Starts a throw-away PostgreSQL for tests and prints its URL; `test/postgres.sh stop DIR` ends it.
# The cluster lives in its own folder, listens on a Unix socket only, and forgets everything when it stops.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || { echo "PostgreSQL is not installed: run make tools" >&2; exit 1; }

# initdb and postgres refuse to run as root.
as_owner() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

case "${1:-start}" in
start)
  dir=${2:-$(mktemp -d /tmp/veche-postgres.XXXXXX)}
  mkdir -p "$dir"
  [ "$(id -u)" = 0 ] && chown postgres "$dir"
  chmod 755 "$dir"
  as_owner "$bin/initdb" -D "$dir/db" -U veche --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$dir.log" 2>&1
  as_owner "$bin/pg_ctl" -D "$dir/db" -w -l "$dir/db.log" start -o \
    "-c listen_addresses='' -c unix_socket_directories='$dir' -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=256MB" >>"$dir.log" 2>&1
  echo "postgres://veche@/postgres?host=$dir"
  ;;
stop)
  as_owner "$bin/pg_ctl" -D "$2/db" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$2" "$2.log"
  ;;
*)
  echo "usage: $0 [start [DIR] | stop DIR]" >&2; exit 2 ;;
esac
