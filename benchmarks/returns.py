"""``python -m benchmarks returns``: statutory returns checked, beside the sector's own validators in the same run.

The whole command, from its start to the last letter of its answer; seconds are the processor's, so that a busy machine
makes no difference to them, and memory is the most that was held at once. The files are invented (``return_files.py``):
a census of 8,000 children and an SSDA903 of 10,700 with last year beside it, then ten times as many. Needs no database.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import return_files
from .report import Report

YEAR = 2026
CIN_CHILDREN, LAC_CHILDREN = 8_000, 10_700
CIN_SHARE, LAC_SHARE, LAC_MEMORY = 1 / 50, 1 / 10, 1 / 4  # of the sector's validators'
CIN_MEGABYTES = 200.0
START = 0.3  # seconds above importing polars and lxml
TIMES, LINEAR = 10, 1.3  # so many times the children take at most so many times as long, and a third more
COMMAND = "from kinwork.operations.cli import main; main()"
ROOT = Path(__file__).parent.parent


def run(*words: object) -> tuple[float, float, str]:
    """Seconds of the processor, most megabytes held, and what was written."""
    with tempfile.TemporaryFile() as out, subprocess.Popen([str(word) for word in words], stdout=out) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        written = out.read().decode()
    if process.returncode:
        raise RuntimeError(f"{words[:4]} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, written


def ours(*words: object) -> tuple[float, float, str]:
    return min((run(sys.executable, "-c", COMMAND, "returns", *words) for _ in range(3)), key=lambda one: one[0])


def peers(report: Report) -> str:
    """The Python of the sector's validators; nothing where they cannot be installed."""
    try:
        done = subprocess.run(["sh", "scripts/peers.sh"], cwd=ROOT, capture_output=True, text=True, check=True)
    except subprocess.CalledProcessError as problem:
        report.note(f"The sector's validators could not be installed: {problem.stderr.strip()[-200:]}")
        return ""
    return done.stdout.strip()


def cin_words(path: Path) -> list[object]:
    return ["check", "cin", path, "--year", YEAR, "--format", "json"]


def lac_words(folder: Path) -> list[object]:
    asked = ["check", "903", folder / "now", "--year", YEAR, "--authority", "E09000027"]
    return [*asked, "--last", folder / "last", "--format", "json"]


def measure(report: Report) -> None:
    """Both returns beside the sector's validators, then ten times as long."""
    report.title("Statutory returns: `kinwork returns check`, the whole command")
    python = peers(report)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        planted = return_files.cin(folder / "cin.xml", CIN_CHILDREN, YEAR)
        return_files.ssda903(folder / "903", LAC_CHILDREN, YEAR)
        seconds, held, written = ours(*cin_words(folder / "cin.xml"))
        found = json.loads(written)["counts"]["by_rule"]
        if found != {"8925": 2 * planted}:
            raise RuntimeError(f"planted {planted} faults of rule 8925, found {found}")
        _beside(report, "CIN", python, ["cin", folder / "cin.xml"], (seconds, held), CIN_SHARE)
        report.figure("CIN, memory", held, CIN_MEGABYTES, unit=" MB", detail=f"{CIN_CHILDREN:,} children")
        lac_seconds, lac_held, _ = ours(*lac_words(folder / "903"))
        theirs = _beside(report, "903", python, ["903", folder / "903"], (lac_seconds, lac_held), LAC_SHARE)
        if theirs:
            report.figure("903, memory", lac_held, LAC_MEMORY * theirs, unit=" MB", detail=f"theirs {theirs:.0f} MB")
        return_files.cin(folder / "cin.xml", CIN_CHILDREN * TIMES, YEAR)
        return_files.ssda903(folder / "903", LAC_CHILDREN * TIMES, YEAR)
        (folder / "none.xml").write_text("<Message><Children/></Message>")
        start = min(ours(*cin_words(folder / "none.xml"))[0] for _ in range(2))
        bare = min(run(sys.executable, "-c", "import polars, lxml.etree")[0] for _ in range(5))
        report.figure("start, above polars and lxml", max(0.0, start - bare), START, unit=" s")
        for name, words, once in (
            ("CIN", cin_words(folder / "cin.xml"), seconds),
            ("903", lac_words(folder / "903"), lac_seconds),
        ):
            long, held, _ = run(sys.executable, "-c", COMMAND, "returns", *words)
            detail = f"{held:.0f} MB"
            report.figure(f"{name}, ten times the children", long, once * TIMES * LINEAR, unit=" s", detail=detail)


def _beside(
    report: Report, name: str, python: str, words: list[object], own: tuple[float, float], share: float
) -> float:
    """Beside the sector's validator: how long, and how much memory it takes; 0 where it is not there."""
    seconds, held = own
    if not python:
        report.figure(name, seconds, unit=" s", detail=f"{held:.0f} MB")
        return 0.0
    begun = time.perf_counter()
    theirs, megabytes, written = run(python, Path(__file__).with_name("peer_run.py"), *words, YEAR)
    ended, crashed = written.split()[-2:]
    detail = (
        f"{theirs / seconds:.0f} times as fast: theirs {theirs:.1f} s, {megabytes:.0f} MB, {ended} rules, "
        f"{crashed} crashed ({time.perf_counter() - begun:.0f} s on the wall)"
    )
    report.figure(name, seconds, theirs * share, unit=" s", detail=detail)
    return megabytes
