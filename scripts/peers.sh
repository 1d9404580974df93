#!/bin/sh
# The sector's own validators of returns, to compare with, in an environment of their own: they need an old pandas.
# Prints its Python. Quick when it is there.
set -eu
cd "$(dirname "$0")/.."
UV=$(command -v uv || echo var/uv/bin/uv)
place=var/peers
wanted=$(cksum <requirements/peers.txt)
if [ "$(cat "$place/.stamp" 2>/dev/null)" != "$wanted" ]; then
    echo "Installing the sector's validators…" >&2
    rm -rf "$place"
    "$UV" venv --quiet --python 3.11 "$place" >&2
    VIRTUAL_ENV=$place "$UV" pip sync --quiet --require-hashes requirements/peers.txt >&2
    printf '%s' "$wanted" >"$place/.stamp"
fi
echo "$PWD/$place/bin/python"
