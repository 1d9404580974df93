#!/bin/sh
# Lint, format, types, who may know whom, migrations; that the style sheet can be made, and the
# scripts' own tests, because each takes a second or two.
set -eu
cd "$(dirname "$0")/.."
export KINWORK_ENV=development
BIN=.venv/bin
$BIN/ruff check --quiet src tests benchmarks scripts manage.py
$BIN/ruff format --quiet --check src tests benchmarks scripts manage.py
$BIN/python scripts/templates.py
$BIN/mypy --no-error-summary
$BIN/lint-imports --no-cache >var/lint-imports.txt 2>&1 || { cat var/lint-imports.txt; exit 1; }
$BIN/python scripts/npm.py run --silent types
$BIN/python scripts/npm.py run --silent lint >var/scripts-lint.txt 2>&1 || { cat var/scripts-lint.txt; exit 1; }
$BIN/python scripts/npm.py run --silent styles >var/styles.txt 2>&1 || { cat var/styles.txt; exit 1; }
$BIN/python scripts/npm.py run --silent test >var/scripts.txt 2>&1 || { cat var/scripts.txt; exit 1; }
$BIN/python -m django makemigrations --check --dry-run --settings=tests.settings
echo "lint, types, import contracts, migrations: fine"
