"""A register as a spreadsheet has it: lines of colleague, day and date, each wrong one said with its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from kinwork.access.forms import read_box
from kinwork.clocks.natural_dates import Looks
from kinwork.delimited import NotDelimited
from kinwork.delimited import read as read_table
from kinwork.whole_numbers import whole

LONGEST = 2000  # lines
HEADS = {"name", "email", "colleague", "who", "person"}


@dataclass(frozen=True)
class Line:
    """Who took which day when, and on which line it stands."""

    line: int
    user_id: int
    day: int
    on: date


def called(name: str) -> str:
    """A name or an email address as it is looked up."""
    return " ".join(name.split()).casefold()


def read(pasted: str, people: Mapping[str, Sequence[int]], *, days: int) -> tuple[list[Line], list[str]]:
    """What the lines say, and what is wrong with which. ``people``: ids by ``called`` name and email address."""
    try:
        table = read_table(pasted.encode())
    except NotDelimited as problem:
        return [], [f"Line {problem.line}: {problem.found}. Paste lines of colleague, day and date."]
    if len(table.rows) > LONGEST:
        return [], [f"{LONGEST:,} lines fit at once; this has {len(table.rows):,}. Paste them in parts."]
    found: list[Line] = []
    wrong: list[str] = []
    first: dict[tuple[int, int], int] = {}
    for at, (cells, line) in enumerate(zip(table.rows, table.lines, strict=True)):
        if at == 0 and cells and called(cells[0]) in HEADS:
            continue
        said = _line(cells, people, days)
        if isinstance(said, str):
            wrong.append(f"Line {line}: {said}")
            continue
        user_id, day, on = said
        if (user_id, day) in first:
            wrong.append(
                f"Line {line}: day {day} of “{cells[0].strip()}” stands on line {first[user_id, day]} already."
            )
            continue
        first[user_id, day] = line
        found.append(Line(line, user_id, day, on))
    return found, wrong


def _line(cells: Sequence[str], people: Mapping[str, Sequence[int]], days: int) -> tuple[int, int, date] | str:
    parts = [cell.strip() for cell in cells]
    if len(parts) < 3 or not all(parts[:3]):
        return f"{len([part for part in parts if part])} of three parts: colleague, day, date."
    who, number, typed = parts[:3]
    ids = people.get(called(who), ())
    if not ids:
        return f"no colleague is called “{who}” here. Type the whole name or the email address, as in the list below."
    if len(set(ids)) > 1:
        return f"{len(set(ids))} colleagues are called “{who}”. Type the email address."
    day = whole(number)
    if day is None or not 1 <= day <= days:
        return f"“{number}” is not a day of this programme. Type a number from 1 to {days}."
    try:
        when = read_box({"on": typed}, "on", Looks.PAST)
    except ValidationError as problem:
        return " ".join(problem.messages)
    return (ids[0], day, when) if when else f"“{typed}” is not a whole date. Type it like 12/3/2026."
