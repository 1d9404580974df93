#!/bin/sh
# Builds the wheel into dist/, with the locked dependencies (and their hashes) that it is installed with.
set -eu
cd "$(dirname "$0")/.."
into="${1:-dist}"
mkdir -p "$into"
rm -f "$into"/kinwork-*.whl
.venv/bin/python -m hatchling build --target wheel --directory "$into" >&2
cp requirements/base.txt "$into/requirements.txt"
echo "In $into: $(cd "$into" && ls kinwork-*.whl), and requirements.txt. How to install it: docs/operating.md."
