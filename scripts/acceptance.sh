#!/bin/sh
# What is too long for `make test`. HOURS=0.1 makes it shorter.
set -eu
cd "$(dirname "$0")/.."
mkdir -p var
echo "All migrations one by one on an empty database: do they make the tables that an empty database gets at once?"
.venv/bin/python scripts/schema.py --check
hours="${HOURS:-1}"
seconds=$(.venv/bin/python -c "print(round(3600 * $hours))")
echo "Writing in one box for $seconds seconds, in two and in three real browsers over a slow line…"
KINWORK_WRITING_SECONDS="$seconds" KINWORK_VAR="$PWD/var/browser" \
    .venv/bin/python -m pytest tests/browser/test_one_box.py -k slow_line
echo "The same without browsers, a hundred thousand times…"
KINWORK_SCENES=$(.venv/bin/python -c "print(round(100_000 * $hours))") \
    DATABASE_URL=postgresql://nobody@127.0.0.1:1/none .venv/bin/python -m pytest tests/property/test_merge.py
echo "All kinds of nonsense to all addresses, of which each meets a third in every run…"
KINWORK_WHOLE_CRAWL=1 .venv/bin/python -m pytest -n0 tests/integration/test_nonsense.py
echo "A worker killed in the middle of a bundle, and in the middle of a return that is kept as sent…"
KINWORK_KILLED=1 .venv/bin/python -m pytest -n0 tests/integration/test_worker_killed.py
echo "The census and the looked-after return from the record, through the sector’s own validators…"
KINWORK_PEERS="$(sh scripts/peers.sh)" .venv/bin/python -m pytest -n0 tests/integration/test_returns_from_record.py -k sectors
echo "Ten years of lives, all of them counted and compared with England’s figures…"
KINWORK_WHOLE_AUTHORITY=1 .venv/bin/python -m pytest -n0 tests/unit/test_large_rates.py
echo "The five returns of that authority: do they say the same of every child…"
KINWORK_WHOLE_AUTHORITY=1 .venv/bin/python -m pytest -n0 tests/integration/test_returns_from_record.py -k same
echo "A study on the large authority, from sampling to a table and a figure…"
KINWORK_WHOLE_STUDY=1 .venv/bin/python -m pytest -n0 tests/integration/test_large.py -k a_study_runs
minutes=$(.venv/bin/python -c "print(max(2, round(30 * $hours)))")
echo "The same loaded: what its pages, its front door and its clocks cost, and $minutes minutes of 200 people at work in it…"
.venv/bin/python -m benchmarks large monday --minutes "$minutes"
