#!/bin/sh
# Everything that CI runs.
set -eu
cd "$(dirname "$0")/.."
mkdir -p var
if ! command -v chromium-headless-shell >/dev/null 2>&1 && [ -z "${KINWORK_CHROMIUM:-}" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing Debian's Chromium for the browser tests…" >&2
        get() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1"; }
        { apt-get update -qq && { get chromium-headless-shell || get chromium; }; } >var/apt.txt 2>&1 || cat var/apt.txt >&2
    elif ! command -v chromium >/dev/null 2>&1; then
        echo "The browser tests need Chromium: apt-get install chromium-headless-shell, or KINWORK_CHROMIUM=/path/to/chromium" >&2
    fi
fi
if ! PATH="$PATH:/usr/sbin" command -v nginx >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing Debian's nginx, for the test of docs/operating.md…" >&2
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light; } \
            >var/apt-nginx.txt 2>&1 || cat var/apt-nginx.txt >&2
    else
        echo "A test needs nginx: apt-get install nginx-light" >&2
    fi
fi
# On every core; whoever has nothing left to do takes the next file (tests/conftest.py). With one core it is one after
# another. What failed stands at the end of each part.
CORES="${CORES:-$(getconf _NPROCESSORS_ONLN)}"
[ "$CORES" -le 4 ] || CORES=4
run() { .venv/bin/python -m pytest -n "$CORES" "$@"; }
# Lint is on one core; beside it what must not need any database.
sh scripts/lint.sh >var/lint.txt 2>&1 &
beside=$!
trap 'kill $beside 2>/dev/null || true' EXIT
pure=0
DATABASE_URL=postgresql://nobody@127.0.0.1:1/none run tests/unit tests/property || pure=$?
linted=0
wait $beside || linted=$?
cat var/lint.txt
[ "$linted" = 0 ] || exit 1
rest=0
run tests/integration tests/browser || rest=$?
[ "$pure" = 0 ] || echo "Unit or property tests failed as well: see further up." >&2
[ "$pure" = 0 ] && [ "$rest" = 0 ]
