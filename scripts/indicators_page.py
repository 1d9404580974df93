"""Writes the tables of indicators and of the extract into docs/indicators.md: `python scripts/indicators_page.py`."""

from __future__ import annotations

import sys
from pathlib import Path

from kinwork.indicators.measures import INDICATORS, Indicator
from kinwork.indicators.tables import TABLES
from kinwork.without_names.columns import Table

PAGE = Path(__file__).parent.parent / "docs" / "indicators.md"
BEGINS, ENDS = "<!-- tables begin -->", "<!-- tables end -->"


def tables() -> str:
    """The indicators, then each table of the extract."""
    head = ["| indicator | counts | of | n | when | better | by |", "|---|---|---|---|---|---|---|"]
    return "\n".join([*head, *map(_row, INDICATORS), "", "## The extract", *map(_columns, TABLES)])


def _row(one: Indicator) -> str:
    unit = "" if one.scale == 1 else f" ({one.unit})"
    return (
        f"| `{one.key}` {one.name}{unit} | {one.numerator} | {one.denominator} | {one.counted} | {one.period} "
        f"| {one.better} | {one.source} |"
    )


def _columns(table: Table) -> str:
    rows = [f"| `{one.name}` | {one.meaning} | {one.unit} | {one.takes} |" for one in table.columns]
    head = ["| column | says | unit | takes |", "|---|---|---|---|"]
    return "\n".join(["", f"### {table.name}.parquet", "", f"One row: {table.a_row_is}", "", *head, *rows])


def written(page: str) -> str:
    """The page with its tables as they are now."""
    before, _, rest = page.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return f"{before}{BEGINS}\n\n{tables()}\n\n{ENDS}{after}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit(0)
