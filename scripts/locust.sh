#!/bin/sh
# locust, which drives the Monday morning of the benchmarks, in an environment of its own: the product never needs it.
# Prints where it is. Quick when it is there.
set -eu
cd "$(dirname "$0")/.."
UV=$(command -v uv || echo var/uv/bin/uv)
place=var/locust
wanted=$(cksum <requirements/bench.txt)
if [ "$(cat "$place/.stamp" 2>/dev/null)" != "$wanted" ]; then
    echo "Installing locust…" >&2
    rm -rf "$place"
    "$UV" venv --quiet --python .venv/bin/python "$place" >&2
    VIRTUAL_ENV=$place "$UV" pip sync --quiet --require-hashes requirements/bench.txt >&2
    printf '%s' "$wanted" >"$place/.stamp"
fi
echo "$PWD/$place/bin/locust"
