"""Writes the table of instruments into docs/instruments.md: `python scripts/instruments_page.py`."""

from __future__ import annotations

import sys
from pathlib import Path

from kinwork.instruments.library import shipped
from kinwork.instruments.model import Instrument, Wording
from kinwork.instruments.plain_data import in_short

PAGE = Path(__file__).parent.parent / "docs" / "instruments.md"
BEGINS, ENDS = "<!-- instruments begins -->", "<!-- instruments ends -->"
WORDS = {Wording.SHIPS: "yes", Wording.LICENSED: "licensed", Wording.TOTALS: "totals"}


def table() -> str:
    """One row for each instrument."""
    lines = ["| id | what | items | range; direction | words here | by |", "|---|---|---|---|---|---|"]
    return "\n".join([*lines, *map(_row, shipped().all)])


def _row(one: Instrument) -> str:
    by = "; ".join(map(str, one.filled_in_by))
    return f"| `{one.key}` | {one.name} | {len(one.items)} | {in_short(one)} | {WORDS[one.licence.wording]} | {by} |"


def written(page: str) -> str:
    """The page with its table as the instruments are now."""
    before, _, rest = page.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return f"{before}{BEGINS}\n\n{table()}\n\n{ENDS}{after}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit(0)
