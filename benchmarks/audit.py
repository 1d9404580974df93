"""``python -m benchmarks audit``: how long it takes to audit published tables. Needs no database."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .report import Report

CLAIMS = 500


def measure(report: Report) -> None:
    """The gallery through the command, and one table of 500 claims that are nearly all wrong: the slowest case."""
    from kinwork.audit import gallery

    report.title("Audit of published tables, start-up included, best of three")
    seconds = best_of(3, [str(path) for path in gallery.paths()])
    report.figure("kinwork audit, the whole gallery", seconds, 3.0, unit=" s", detail=f"{len(gallery.paths())} tables")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.yaml"
        path.write_text(large(CLAIMS), encoding="utf-8")
        seconds = best_of(3, [str(path)])
        detail = "nearly all of them wrong, each with a search for the slip"
        report.figure(f"kinwork audit, {CLAIMS} claims", seconds, 2.0, unit=" s", detail=detail)


def best_of(times: int, files: list[str]) -> float:
    """Seconds of the fastest run in a process of its own."""
    command = [sys.executable, "-c", "from kinwork.operations.cli import main; main()", "audit", *files]
    found = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        found.append(time.perf_counter() - start)
    return min(found)


def large(claims: int) -> str:
    """A table with a claim of every common kind in turn."""
    dice = random.Random(7)
    rows = max(1, claims // 5)
    lines = ['table: "1"', "groups:", *(f"  LA{g}: {{n: {dice.randint(20, 230)}}}" for g in range(1, 5)), "rows:"]
    for row in range(rows):
        cells = ", ".join(
            f'LA{g}: {{mean: "{dice.uniform(1.5, 3.5):.2f}", sd: "{dice.uniform(0.5, 1.3):.2f}"}}' for g in range(1, 4)
        )
        lines += [f"  q{row}:", f"    scale: {{min: 1, max: 5, step: 1}}\n    cells: {{{cells}}}"]
        counts = ", ".join(f"LA{g}: {{count: {dice.randint(1, 19)}}}" for g in range(1, 4))
        lines += [f"  c{row}:", f"    cells: {{{counts}, LA4: {{count: {dice.randint(10, 50)}}}}}"]
    lines.append("claims:")
    for row in range(rows):
        wrong = f"{dice.uniform(0.1, 9):.2f}"
        lines += [
            f'  - {{id: f{row}, test: anova, row: q{row}, groups: [LA1, LA2, LA3], statistic: "{wrong}", p: ns}}',
            f'  - {{id: t{row}, test: t, row: q{row}, groups: [LA1, LA2], statistic: "{wrong}", stars: "*"}}',
            f"  - {{id: s{row}, test: sum, row: c{row}, groups: [LA1, LA2, LA3], equals: {{row: c{row}, group: LA4}}}}",
            f"  - {{id: x{row}, test: chi2, rows: [c{row}], groups: [LA1, LA2, LA3], complement: true, "
            f'statistic: "{wrong}"}}',
            f"  - {{id: r{row}, test: ratio, left: {{row: c{row}, group: LA1}}, right: {{row: c{row}, group: LA4}}, "
            f'scale: 100, value: "{wrong}"}}',
        ]
    return "\n".join(lines) + "\n"
