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
exec .venv/bin/python -m pytest tests
