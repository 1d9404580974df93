"""``python -m benchmarks instruments``: scoring many completions, with and without checking answers. No database."""

from __future__ import annotations

import random
import time

from kinwork.instruments import Scorer, instrument
from kinwork.instruments.library import shipped

from .report import Report

MANY = 100_000
SECONDS = 2.0
ALL_READ = 1.0


def measure(report: Report) -> None:
    """Seconds of the processor for so many completions of SCORE-15, and for reading every instrument's file."""
    report.title(f"Scoring {MANY:,} completions of SCORE-15")
    rng = random.Random(7)
    ready = Scorer(instrument("score-15"))
    rows = [{n: rng.randint(1, 5) for n in range(1, 16)} for _ in range(MANY)]
    start = time.process_time()
    for row in rows:
        ready.score(row)
    report.figure("checked and scored", time.process_time() - start, SECONDS, unit=" s")
    start = time.process_time()
    for row in rows:
        ready.scores_of(row)
    report.figure("scored", time.process_time() - start, SECONDS, unit=" s")
    shipped.cache_clear()
    start = time.process_time()
    shipped()
    report.figure("every instrument read from its file", time.process_time() - start, ALL_READ, unit=" s")
