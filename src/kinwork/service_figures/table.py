"""Figures as a spreadsheet has them: figure, quarter, number, where from; each wrong one said with its line. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kinwork.clocks.periods import quarter_of
from kinwork.delimited import NotDelimited
from kinwork.delimited import read as read_table
from kinwork.indicators.series import quarter_name
from kinwork.indicators.tables import FIGURES
from kinwork.whole_numbers import plain_number

LONGEST = 2000  # lines
EARLIEST = 1990
COLUMNS = ("figure", "quarter", "number", "source")
# Other names for a column; a spreadsheet of indicators has two more, of which nothing is entered here.
CALLED = {
    "indicator": "figure", "numerator": "number", "value": "number", "from": "source", "where it is from": "source",
}  # fmt: skip
NOT_HERE = {
    "unit": "a figure is of the whole service. Leave the unit empty.",
    "denominator": "a figure is a number by itself; what divides it has its own line. Leave the denominator empty.",
}
QUARTER = re.compile(
    r"(?P<year>\d{4})\s*[-/ ]?\s*q(?P<of>[1-4])|q(?P<of2>[1-4])\s*[-/ ]?\s*(?P<year2>\d{4})", re.IGNORECASE
)
DAY = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})|(?P<day2>\d{1,2})/(?P<month2>\d{1,2})/(?P<year2>\d{4})"
)
NUMBER = re.compile(r"[0-9]{1,10}(?:[.][0-9]{1,2})?")
SHORT = {key: name.partition(",")[0] for key, name in FIGURES.items()}
BY_NAME = {said.casefold(): key for key, name in FIGURES.items() for said in (key, name, SHORT[key])}


@dataclass(frozen=True)
class Line:
    """A figure of a quarter, and on which line it stands."""

    line: int
    figure: str
    quarter: date
    value: Decimal
    source: str


def read(content: bytes, today: date) -> tuple[list[Line], list[str]]:
    """What the lines say, and what is wrong with which: all of it at once."""
    try:
        table = read_table(content)
    except NotDelimited as problem:
        return [], [f"Line {problem.line}: {problem.found}. Save the sheet as CSV, and choose that file."]
    if not table.rows:
        return [], [f"There is nothing in this file. Its first line names the columns: {', '.join(COLUMNS)}."]
    if len(table.rows) > LONGEST:
        return [], [f"{LONGEST:,} lines fit at once; this has {len(table.rows):,}. Load them in parts."]
    head = [CALLED.get(said, said) for said in (" ".join(cell.split()).casefold() for cell in table.rows[0])]
    if missing := [one for one in COLUMNS if one not in head]:
        return [], [
            f"Line {table.lines[0]}: there is no column “{missing[0]}”. The first line names the columns: "
            f"{', '.join(COLUMNS)}."
        ]  # fmt: skip
    if unknown := [one for one in head if one and one not in COLUMNS and one not in NOT_HERE]:
        return [], [f"Line {table.lines[0]}: “{unknown[0][:40]}” is not a column here. Remove it."]
    if twice := next((one for one in head if one and head.count(one) > 1), ""):
        return [], [f"Line {table.lines[0]}: the column “{twice}” stands here twice. Keep one."]
    found: list[Line] = []
    wrong: list[str] = []
    first: dict[tuple[str, date], int] = {}
    for cells, line in zip(table.rows[1:], table.lines[1:], strict=True):
        said = _line(head, cells, line, today)
        if isinstance(said, str):
            wrong.append(f"Line {line}: {said}")
        elif (said.figure, said.quarter) in first:
            before = first[said.figure, said.quarter]
            wrong.append(f"Line {line}: this figure of {quarter_name(said.quarter)} stands on line {before} already.")
        else:
            first[said.figure, said.quarter] = line
            found.append(said)
    if not found and not wrong:
        wrong.append("There is no line below the names of the columns.")
    return found, wrong


def _line(head: Sequence[str], cells: Sequence[str], line: int, today: date) -> Line | str:
    if len(cells) > len(head) and any(cell.strip() for cell in cells[len(head) :]):
        return (
            f"{len(cells)} cells under {len(head)} columns. A number with a comma stands in quotes, such as "
            "“41,250”; or leave the comma out."
        )  # fmt: skip
    said = {name: cell.strip() for name, cell in zip(head, cells, strict=False)}
    for name, why in NOT_HERE.items():
        if said.get(name):
            return why
    figure = BY_NAME.get(" ".join(said.get("figure", "").split()).casefold())
    if figure is None:
        known = "; ".join(f"{key} ({name})" for key, name in SHORT.items())
        return f"“{said.get('figure', '')[:60]}” is not a figure that is entered. There are: {known}."
    quarter = quarter_in(said.get("quarter", ""))
    if quarter is None or not quarter.year >= EARLIEST:
        return f"“{said.get('quarter', '')[:40]}” is not a quarter. Type it like 2026 Q3, or a day like 30/9/2026."
    if quarter > today:
        return f"{quarter_name(quarter)} is in the future. Enter a figure once it is known."
    number = plain_number(said.get("number", ""))
    if not NUMBER.fullmatch(number):
        return f"“{said.get('number', '')[:40]}” is not a number. Type one, nought or more, such as 41.5 or 41,250."
    if not (source := said.get("source", "")):
        return "there is no source. Say where the figure is from, such as: HR, 30 September."
    if len(source) > 200:
        return f"200 characters fit for the source; this has {len(source)}."
    return Line(line, figure, quarter, Decimal(number), source)


def quarter_in(said: str) -> date | None:
    """The first day of the quarter of the calendar that is written there, or in which a day lies.

    >>> quarter_in("2026 Q3"), quarter_in("30/9/2026") == quarter_in("2026-07-01") == quarter_in("Q3 2026")
    (datetime.date(2026, 7, 1), True)
    >>> quarter_in("2026 Q5"), quarter_in("31/9/2026"), quarter_in("")
    (None, None, None)
    """
    said = " ".join(said.split())
    if match := QUARTER.fullmatch(said):
        year, of = int(match["year"] or match["year2"]), int(match["of"] or match["of2"])
        return date(year, 3 * of - 2, 1) if year else None
    if match := DAY.fullmatch(said):
        parts = (int(match[name] or match[f"{name}2"]) for name in ("year", "month", "day"))
        try:
            return quarter_of(date(*parts))
        except ValueError:
            return None
    return None
