#!/bin/sh
# Locks the dependencies of pyproject.toml with hashes, and those of package.json. Run after changing either.
set -eu
cd "$(dirname "$0")/.."
UV=$(command -v uv || echo var/uv/bin/uv)
lock() { "$UV" pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" "$@"; }
lock --extra dev pyproject.toml -o requirements/dev.txt
lock pyproject.toml -c requirements/dev.txt -o requirements/base.txt
lock --group bench -o requirements/bench.txt
lock --group spark -c requirements/dev.txt -o requirements/spark.txt
lock --group peers -o requirements/peers.txt
.venv/bin/python scripts/npm.py install --package-lock-only --no-audit --no-fund
