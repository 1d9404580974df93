"""What an audit found, for people at a terminal."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence

from .results import CONSISTENT, VERDICTS, Result
from .table import Table

WIDTH = 110


def report(table: Table, results: Sequence[Result]) -> str:
    """One table: a heading, a line of counts, then each check; what does not hold is explained under its line."""
    lines = [f"Table {table.number}. {table.title}".rstrip(". "), *([table.source] if table.source else [])]
    lines += [f"{table.file}: {counted(results)}", ""]
    width = min(44, max((len(result.id) for result in results), default=0))
    for result in results:
        lines += _lines(result, width)
    return "\n".join(lines) + "\n"


def _lines(result: Result, width: int) -> Iterable[str]:
    figure = f'printed "{result.printed}"' if result.printed is not None else "nothing printed"
    yield f"{result.verdict:12}  {result.id:{width}}  {result.check}, {figure}"
    others = [
        (n, v) for n, v in (("p", result.p_verdict), ("df", result.df_verdict), ("stars", result.stars_verdict)) if v
    ]
    if any(verdict != result.verdict for _, verdict in others):
        yield f"{'':12}  {'':{width}}  " + ", ".join(f"{name} {verdict}" for name, verdict in others)
    if result.verdict != CONSISTENT or result.is_inconsistent:
        yield from textwrap.wrap(result.message, WIDTH, initial_indent="    ", subsequent_indent="    ")


def counted(results: Sequence[Result]) -> str:
    """How many checks came to which verdict.

    >>> counted([Result("a", "sum", "consistent", "3"), Result("b", "sum", "inconsistent", "4")])
    '2 checks: 1 inconsistent, 1 consistent'
    """
    found = Counter("inconsistent" if result.is_inconsistent else result.verdict for result in results)
    checks = f"{len(results)} check{'' if len(results) == 1 else 's'}"
    return checks + (": " if found else "") + ", ".join(f"{found[v]} {v}" for v in VERDICTS if found[v])


def report_across(results: Sequence[Result]) -> str:
    """What was compared between tables: a heading, then each comparison."""
    width = min(60, max((len(result.id) for result in results), default=0))
    lines = ["Between the tables", counted(results), ""]
    for result in results:
        lines += _lines(result, width)
    return "\n".join(lines) + "\n"
