"""A bundle of two thousand pages: how long it takes to make, and how much memory, beside one of a quarter of that.

In a process of its own, with what a worker does: parts from HTML, kept one by one, and bound into one file.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from .report import Report

PAGES = 2000
OF_A_PART = 25
SENTENCE = "We met at home and talked about the week; the children were there, and what was agreed last time was done. "
MOST_MEMORY = 1.35  # of a bundle four times as long


def make(pages: int) -> dict[str, float]:
    """Make one, and say what it took."""
    from kinwork.paper import as_loose_sheets
    from kinwork.paper.binding import Bound, Numbers, bind, pages_of

    start = time.perf_counter()
    with TemporaryDirectory() as name:
        folder = Path(name)
        parts: list[Bound] = []
        there = 0
        while there < pages:
            file = folder / f"{len(parts)}.pdf"
            text = "".join(f"<h3>{n} March</h3><p>{SENTENCE * 18}</p>" for n in range(OF_A_PART))
            file.write_bytes(as_loose_sheets(f"<html><body>{text}</body></html>"))
            parts.append(Bound(file, pages_of(file), f"Part {len(parts)}", "F", "Other documents"))
            there += parts[-1].pages
        made = time.perf_counter() - start
        front = folder / "front.pdf"
        front.write_bytes(as_loose_sheets("<html><body><h1>Index</h1></body></html>"))
        bind(front, Numbers(1, parts), folder / "out.pdf", title="Bundle", foot="Confidential")
        size = (folder / "out.pdf").stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    total = time.perf_counter() - start
    return {"pages": there, "seconds": total, "binding": total - made, "peak": peak, "size": size / 1e6}


def _apart(pages: int) -> dict[str, float]:
    code = f"import json; from benchmarks.bundles import make; print(json.dumps(make({pages})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(report: Report) -> None:
    """Two lengths; memory must not grow with them."""
    short, long = _apart(PAGES // 4), _apart(PAGES)
    report.title("A bundle, made and bound as a worker does it")
    report.note(f"{long['pages']:.0f} pages, {long['size']:.0f} MB; beside it {short['pages']:.0f} pages")
    report.figure("making and binding", long["seconds"], unit=" s", detail=f"binding {long['binding']:.0f} s of it")
    report.figure("peak memory", long["peak"], unit=" MB", detail=f"{short['peak']:.0f} MB for a quarter of the pages")
    report.figure("memory for four times the pages", long["peak"] / short["peak"], MOST_MEMORY, unit=" times")
