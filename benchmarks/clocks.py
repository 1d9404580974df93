"""``python -m benchmarks clocks``: `kinwork due` on files of many children's lives. Needs no database.

A life has 41 events: a referral and its assessment, a conference and its plan, the unit's discussions, a placement with
a year of visits, reviews, a health assessment, a night missing. Rows are in no order, so that a file beyond one run of
rows is sorted on disk. Seconds are the processor's for the whole command, from its start to the last letter of its
answer (beside them those on the wall, which a busy machine makes longer); memory is the most that it held at once.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from .report import Report

CHILDREN = 5_000
SECONDS = 5.0  # for 200,000 events of so many children
TIMES = 5  # a file so many times as long, of which memory must not speak
MANY = 100_000  # with --full
MEGABYTES = 200.0  # at most, whatever the length of the file
AS_OF = "2026-11-28"

LIFE: tuple[tuple[str, int, str], ...] = (
    ("opened", 0, ""), ("referral", 0, ""), ("referral_decided", 1, "outcome=assessment"),
    ("assessment_started", 2, ""), ("assessment_completed", 52, ""), ("strategy", 5, "s47=yes"), ("icpc", 24, ""),
    ("core_group", 35, ""), ("cp_visit", 30, ""), ("cp_visit", 44, ""), ("rcpc", 110, ""), ("cp_plan_ended", 200, ""),
    ("looked_after", 201, ""), ("care_plan", 205, ""), ("placement_plan", 206, ""), ("placement_notified", 203, ""),
    ("lac_review", 220, ""), ("lac_review", 300, ""), ("health_assessment", 215, ""), ("pep", 225, ""),
    ("missing", 300, ""),
    *(("unit_discussion", 20 + 27 * n, "") for n in range(4)),
    *(("lac_visit", 205 + 40 * n, "") for n in range(12)),
)  # fmt: skip
PLACEMENTS = ("", "regime=temporary_connected", "regime=care_order_parent", "to_18=yes")


def rows(children: int) -> Iterator[tuple[str, str, str, str, str]]:
    """Child, event, date, time, detail: a little different for each child."""
    dice = random.Random(7)
    for n in range(children):
        child, start = f"C{n:06}", date(2022, 1, 1) + timedelta(days=dice.randrange(1200))

        def day(after: int, start: date = start) -> str:
            return (start + timedelta(days=after)).isoformat()

        yield child, "born", day(-dice.randrange(200, 6000)), "", ""
        yield child, "placement", day(201), "", dice.choice(PLACEMENTS)
        yield child, "missing_returned", day(302), f"{dice.randrange(24):02}:15", ""
        yield child, "return_interview", day(304 + dice.randrange(3)), "10:00", ""
        for kind, after, detail in LIFE:
            yield child, kind, day(after + dice.randrange(4)), "", detail


def write(path: Path, children: int) -> int:
    """An event file in no order; how many rows it has. Shuffled in blocks, not to need the memory that it is about."""
    dice, count = random.Random(11), 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("child", "event", "date", "time", "detail"))
        held: list[tuple[str, str, str, str, str]] = []
        for row in rows(children):
            held.append(row)
            if len(held) == 500_000:
                dice.shuffle(held)
                out.writerows(held)
                count, held = count + len(held), []
        dice.shuffle(held)
        out.writerows(held)
    return count + len(held)


def run(path: Path, format: str) -> tuple[float, float, float]:
    """Seconds of the processor and on the wall, and megabytes held at most."""
    code = "from kinwork.operations.cli import main; main()"
    command = [sys.executable, "-c", code, "due", "--rules", "england", "--events", str(path), "--on", AS_OF]
    start = time.perf_counter()
    with subprocess.Popen([*command, "--format", format], stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"kinwork due ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024


def measure(report: Report, *, full: bool = False) -> None:
    """Each format on the short file, then the long one; with ``full`` 100,000 children."""
    report.title("What is due: `kinwork due`, the whole command")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        events = write(path, CHILDREN)
        report.note(f"{events:,} events of {CHILDREN:,} children, in no order")
        for format in ("json", "csv", "text"):
            seconds, wall, held = min(run(path, format) for _ in range(3))
            report.figure(format, seconds, SECONDS, unit=" s", detail=f"{wall:.2f} s on the wall, {held:.0f} MB")
        for children in (CHILDREN * TIMES, *([MANY] if full else [])):
            events = write(path, children)
            seconds, wall, held = run(path, "json")
            times = children / CHILDREN
            detail = f"{wall:.1f} s on the wall, {events:,} events"
            report.figure(f"{children:,} children", seconds, SECONDS * times, unit=" s", detail=detail)
            report.figure(f"{children:,} children, memory", held, MEGABYTES, unit=" MB")
