"""Rows of the Standard Safeguarding Dataset, and how one becomes a fact of the extract. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kinwork.returns import ssd
from kinwork.returns.annex_a import as_date
from kinwork.whole_numbers import whole

from .extract import SSD, At, Extract, Fact, Note, digest_of, plain_text, sensible

YES, NO = frozenset({"y", "yes", "1", "true", "t"}), frozenset({"n", "no", "0", "false", "f"})
Cells = dict[str, str]


@dataclass(frozen=True)
class Line:
    """A row of an object, with the names of its columns cut off at the front."""

    at: At
    cells: Cells

    def text(self, column: str, most: int = 0) -> str:
        said = plain_text(self.cells.get(column, ""))
        return said[:most] if most else said

    def day(self, column: str) -> date | None:
        return sensible(as_date(self.cells.get(column, "")))

    def code(self, column: str) -> str:
        return self.text(column).upper()

    def yes(self, column: str) -> bool | None:
        said = self.text(column).lower()
        return True if said in YES else False if said in NO else None

    def json(self, column: str) -> dict[str, Any]:
        try:
            found = json.loads(self.cells.get(column) or "{}")
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {"": found}

    def number(self, column: str) -> int | None:
        return whole(self.text(column), most=99_999)


class Lines:
    """A dataset, object by object, on its way into an extract."""

    def __init__(self, found: dict[str, ssd.Lines]) -> None:
        self.found = found
        self.out = Extract(SSD)

    def lines(self, name: str) -> Iterator[Line]:
        """The rows of an object, each taken once, so that what was read is let go."""
        rows = self.found.pop(name, [])
        self.out.rows += len(rows)
        rows.reverse()
        while rows:
            line, cells = rows.pop()
            yield Line(At(name, line, digest_of(cells)), cells)

    def particular(self, one: Line, child: str, what: str, code: str, begun: str = "", ended: str = "") -> None:
        if code:
            values: dict[str, Any] = {"what": what, "code": code, "begun": begun, "ended": ended}
            self.out.notes.append(
                Note("people.particular", f"{one.at.list}/{child}/{what}/{code}", one.at, child, values)
            )

    def known(self, one: Line, child: str) -> bool:
        """Whether the row's child is among the people; otherwise it is left out."""
        if child in self.out.people:
            return True
        self.out.leave_out(one.at, child, "its person is not in ssd_person")
        return False

    def fact(
        self, one: Line, table: str, key: str, child: str, start: date | None, values: dict[str, Any], *, part: str = ""
    ) -> Fact | None:
        """A fact on a day."""
        if start is None:
            self.out.leave_out(one.at, child, "no date that can be read")
            return None
        made = Fact(table, f"{one.at.list}/{key}{part}", one.at, child, start, on_a_day=True, values=values)
        self.out.facts.append(made)
        return made

    def period(
        self,
        one: Line,
        table: str,
        key: str,
        child: str,
        start: date | None,
        ended: date | None,
        values: dict[str, Any],
        *,
        opens: bool = False,
        part: str = "",
    ) -> None:
        if start is None:
            self.out.leave_out(one.at, child, "no date of the beginning that can be read")
        elif ended is not None and ended < start:
            self.out.leave_out(one.at, child, "it ends before it begins")
        else:
            made = Fact(table, f"{one.at.list}/{key}{part}", one.at, child, start, ended, opens=opens, values=values)
            self.out.facts.append(made)

    def each(self, name: str, person: str) -> Iterator[tuple[Line, str]]:
        for one in self.lines(name):
            child = one.text(person)
            if self.known(one, child):
                yield one, child


def iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
