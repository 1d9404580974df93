#!/bin/sh
# Sets everything up: uv (through pip if missing), locked dependencies into .venv, the front end. Quick when nothing changed.
set -eu
cd "$(dirname "$0")/.."
PYTHON="${PYTHON:-python3}"
VENV=.venv
say() { printf '%s\n' "$*" >&2; }

version_ok() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }
if ! version_ok "$PYTHON"; then
    for other in python3.13 python3.12 python3.11; do
        if version_ok "$other"; then PYTHON=$other; break; fi
    done
fi
version_ok "$PYTHON" || { say "Kinwork needs Python 3.11, 3.12 or 3.13 ($PYTHON is something else). Say PYTHON=/path/to/python3.11 make run"; exit 2; }

find_uv() {
    if command -v uv >/dev/null 2>&1; then UV=uv; return; fi
    if [ -x var/uv/bin/uv ]; then UV=var/uv/bin/uv; return; fi
    say "Installing uv…"
    if "$PYTHON" -m venv var/uv >/dev/null 2>&1; then
        var/uv/bin/python -m pip install --quiet uv
    elif "$PYTHON" -m pip --version >/dev/null 2>&1; then
        rm -rf var/uv
        "$PYTHON" -m pip install --quiet --target var/uv uv
    else
        rm -rf var/uv
        say "Neither pip nor venv is there to install uv with. On Debian or Ubuntu: apt-get install python3-venv"
        exit 2
    fi
    UV=var/uv/bin/uv
}

stamp=$VENV/.kinwork-stamp
wanted="$(cat requirements/dev.txt pyproject.toml | cksum) $("$PYTHON" -c 'import sys; print(sys.version)')"
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    find_uv
    say "Installing locked dependencies…"
    [ -x $VENV/bin/python ] || "$UV" venv --quiet --python "$PYTHON" $VENV
    # Compiled once, here: otherwise every start on a machine that keeps no bytecode costs a second or two.
    VIRTUAL_ENV=$VENV "$UV" pip sync --quiet --compile-bytecode --require-hashes requirements/dev.txt
    VIRTUAL_ENV=$VENV "$UV" pip install --quiet --no-deps --no-build-isolation --editable .
    printf '%s' "$wanted" > "$stamp"
fi

$VENV/bin/python -m compileall -q src

assets=src/kinwork/platform/static/build/.stamp
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    say "Installing the front end's parts…"
    $VENV/bin/python scripts/npm.py ci --no-audit --no-fund --loglevel=error
    touch node_modules/.package-lock.json
    rm -f "$assets"
fi
if [ ! -f "$assets" ] || [ -n "$(find src/kinwork/platform/assets package.json -newer "$assets" -type f | head -n 1)" ]; then
    say "Building the front end…"
    $VENV/bin/python scripts/npm.py run --silent build
    touch "$assets"
fi
