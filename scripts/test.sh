#!/bin/sh
# Everything that CI runs.
set -eu
cd "$(dirname "$0")/.."
mkdir -p var
if ! command -v chromium >/dev/null 2>&1 && [ -z "${KINWORK_CHROMIUM:-}" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing Debian's Chromium for the browser tests…" >&2
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >var/apt.txt 2>&1 || cat var/apt.txt >&2
    else
        echo "The browser tests need Chromium: apt-get install chromium, or KINWORK_CHROMIUM=/path/to/chromium" >&2
    fi
fi
sh scripts/lint.sh
# These tests need no database: they run beside the others, on the second core.
DATABASE_URL=postgresql://nobody@127.0.0.1:1/none .venv/bin/python -m pytest tests/unit tests/property >var/pure.txt 2>&1 &
pure=$!
trap 'kill $pure 2>/dev/null || true' EXIT
others=0
.venv/bin/python -m pytest tests/integration tests/browser || others=$?
pures=0
wait $pure || pures=$?
echo "Unit and property tests:"
cat var/pure.txt
[ "$others" = 0 ] && [ "$pures" = 0 ]
