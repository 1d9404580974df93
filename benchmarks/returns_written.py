"""``python -m benchmarks returns_written``: the five returns written from the record of the large invented authority.

Each in a process of its own, as ``kinwork returns write`` does it: seconds on the wall, most memory that was held at
once. Memory is flat: what the census holds more for the whole authority than for a day on which there was hardly anyone
is measured beside it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from django.utils import timezone

from kinwork.access.sql import tuples

from .report import Report

CENSUS_SECONDS, OF_CHILDREN = 10, 5_000
FLAT = 60.0  # megabytes above what writing for next to no one takes
OPEN = "SELECT count(*) FROM children_episode WHERE ended_on IS NULL AND withdrawn_at IS NULL"
EVER = "SELECT count(DISTINCT person_id) FROM children_episode"
# In the new process: what is imported is loaded before the clock starts, as `start` of `returns` measures that.
WRITE = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
import django
django.setup()
from kinwork.national_returns import writing
name, on, year, out = sys.argv[1], date.fromisoformat(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
begun = time.perf_counter()
{
    "cin": lambda: writing.write_cin(year, out / "cin.xml", on),
    "903": lambda: writing.write_903(year, out / "903", on),
    "annex-a": lambda: writing.write_annex_a(on, out / "annex-a.xlsx"),
    "csc-api": lambda: writing.write_csc_api(on, out / "api"),
    "ssd": lambda: writing.write_ssd(on, out / "ssd"),
}[name]()
took = time.perf_counter() - begun
print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
RETURNS = ("cin", "903", "annex-a", "csc-api", "ssd")


def written(name: str, on: date, year: int, out: Path) -> tuple[float, float]:
    """Seconds, and most megabytes held."""
    words = [sys.executable, "-c", WRITE, name, on.isoformat(), str(year), str(out)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    return seconds, megabytes


def _size(out: Path) -> float:
    return sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6


def run(report: Report) -> None:
    """Measured where an authority has been loaded."""
    from kinwork.returns.years import year_on

    today = timezone.localdate()
    year = year_on(today)
    [(children,)], [(ever,)] = tuples(OPEN), tuples(EVER)
    report.title("Statutory returns written from the record")
    report.note(f"{children:,} open children, {ever:,} ever")
    wanted = CENSUS_SECONDS * max(1.0, children / OF_CHILDREN)
    with tempfile.TemporaryDirectory() as place:
        _, alone = written("903", date(2023, 4, 1), 2024, Path(place) / "early")
        for name in RETURNS:
            out = Path(place) / name
            seconds, megabytes = written(name, today, year, out)
            detail = f"{_size(out):.1f} MB written"
            report.figure(f"write {name}", seconds, wanted if name == "cin" else None, unit=" s", detail=detail)
            report.figure(f"write {name}, memory above the least", max(0.0, megabytes - alone), FLAT, unit=" MB",
                          detail=f"{megabytes:.0f} MB in all")  # fmt: skip
