"""``python -m benchmarks archive``: everything exported, of an invented authority and of one three times as large.

The whole command, into an encrypted file, and its check; in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from kinwork.large import loader
from kinwork.large.size import SMALL
from kinwork.operations.backup_keys import new_key

from .report import Report

TIMES = 3
LINEAR = 1.3  # so many times the families take at most so many times as long, and a third more
MEGABYTES = 300.0
COMMAND = "from kinwork.operations.cli import main; main()"


# By a small process between: a child's memory counts from what its parent held.
BETWEEN = """
import os, subprocess, sys
with subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL) as one:
    _, status, used = os.wait4(one.pid, 0)
    one.returncode = os.waitstatus_to_exitcode(status)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(one.returncode)
"""


def run(*words: object) -> tuple[float, float]:
    """Seconds of the processor, and most megabytes held."""
    command = [sys.executable, "-c", BETWEEN, sys.executable, "-c", COMMAND, *map(str, words)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    if said.returncode:
        raise RuntimeError(f"{words[:3]} ended with {said.returncode}: {said.stderr[-500:]}")
    seconds, held = said.stdout.split()
    return float(seconds), float(held)


def measure(report: Report, before: float = 0.0) -> float:
    """An authority in the database as it is, empty; with ``before``, what the smaller one took, a larger one. Returns
    seconds of the processor.
    """
    times = TIMES if before else 1
    size = replace(SMALL, families=SMALL.families * times, children=SMALL.children * times)
    report.title(f"An archive of {size.families:,} families")
    loader.load(size)
    with tempfile.TemporaryDirectory() as place:
        key, to = Path(place) / "key", Path(place) / "linden.zip.age"
        key.write_text(new_key())
        seconds, held = run("export", "archive", "--to", to, "--reason", "Benchmark", "--key", key)
        wanted = before * TIMES * LINEAR if before else None
        report.figure("exported", seconds, wanted, unit=" s", detail=f"{to.stat().st_size / 1e6:.0f} MB")
        report.figure("memory", held, MEGABYTES, unit=" MB")
        checked, held = run("export", "verify", to, "--key", key)
        report.figure("verified", checked, unit=" s", detail=f"{held:.0f} MB")
    return seconds
