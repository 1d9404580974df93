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
sh scripts/lint.sh
# Two lanes, one for each core, about as long as each other. The browser has a database server of its own; pure rooms
# must not need any.
pure() { DATABASE_URL=postgresql://nobody@127.0.0.1:1/none .venv/bin/python -m pytest "$@"; }
beside() {
    browsers=0
    KINWORK_VAR="$PWD/var/browser" .venv/bin/python -m pytest tests/browser >var/browser.txt 2>&1 || browsers=$?
    properties=0
    pure tests/property >var/property.txt 2>&1 || properties=$?
    # All migrations one by one, on an empty database of its own.
    tables=0
    .venv/bin/python scripts/schema.py --check >var/schema.txt 2>&1 || tables=$?
    [ "$browsers" = 0 ] && [ "$properties" = 0 ] && [ "$tables" = 0 ]
}
beside &
lane=$!
trap 'kill $lane 2>/dev/null || true' EXIT
units=0
pure tests/unit || units=$?
others=0
.venv/bin/python -m pytest tests/integration || others=$?
besides=0
wait $lane || besides=$?
echo "In the browser:"
cat var/browser.txt
echo "Property tests:"
cat var/property.txt var/schema.txt
[ "$units" = 0 ] && [ "$others" = 0 ] && [ "$besides" = 0 ]
