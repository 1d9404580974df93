"""A table of completions, one a row, into a table of scores: each with range, direction, counts and rule beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kinwork.whole_numbers import whole

from .answering import Answer, BadAnswer, read_answer
from .model import Instrument, Item, Method
from .scoring import Score, Scorer, rule_in_words

ITEM = re.compile(r"q0*(\d{1,4})", re.IGNORECASE)
ID, AGE = "id", "age"
COLUMNS = ("range", "high_is", "answered", "items", "filled", "rule", "band", "why")  # beside each score


class BadTable(ValueError):
    """What is wrong in a table: row, column, what was found, what was expected."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Row:
    """One completion: its id, its answers, the age where the table has one, and the cells that are none of these."""

    id: str
    answers: dict[int, Answer]
    age: int | None
    others: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Completions, and the names of the columns that are neither id, age nor answers: they are handed on."""

    rows: tuple[Row, ...]
    others: tuple[str, ...]


def read_table(instrument: Instrument, rows: Sequence[Sequence[str]], lines: Sequence[int]) -> Table:
    """The completions of a table whose first row names its columns. Raises :class:`BadTable`."""
    if not rows:
        raise BadTable(["line 1: empty, expected a header: id, q1, q2, …"])
    head = [cell.strip() for cell in rows[0]]
    items, others, id_at, age_at = _columns(instrument, head, lines[0])
    if len(rows) == 1:
        raise BadTable([f"line {lines[0]}: no rows below the header, expected one for each completion"])
    problems: list[str] = []
    found: list[Row] = []
    seen: dict[str, int] = {}
    for cells, line in zip(rows[1:], lines[1:], strict=True):
        if len(cells) != len(head):
            problems.append(f"line {line}: {len(cells)} cells, expected {len(head)}")
            continue
        name = cells[id_at].strip()
        if not name:
            problems.append(f"line {line}, {head[id_at]}: found nothing, expected the id of the completion")
        elif name in seen:
            problems.append(
                f"line {line}, {head[id_at]}: found '{name}', which is on line {seen[name]} too, expected each once"
            )
        seen.setdefault(name, line)
        answers: dict[int, Answer] = {}
        for at, item, quick in items:
            answer: Answer | BadAnswer | None = quick.get(cells[at])
            if answer is None:
                answer = read_answer(item, cells[at])
            if isinstance(answer, BadAnswer):
                problems.append(
                    f"line {line} (id {name}), {head[at]}: found {answer.found}, expected {answer.expected}"
                )
            elif answer is not None:
                answers[item.number] = answer
        age = _age(cells[age_at], f"line {line} (id {name}), {head[age_at]}", problems) if age_at is not None else None
        found.append(Row(name, answers, age, tuple(cells[at] for at, _ in others)))
    if problems:
        raise BadTable(problems)
    return Table(tuple(found), tuple(name for _, name in others))


def _columns(
    instrument: Instrument, head: list[str], line: int
) -> tuple[list[tuple[int, Item, dict[str, int]]], list[tuple[int, str]], int, int | None]:
    problems = []
    items: list[tuple[int, Item, dict[str, int]]] = []  # what nearly every cell holds is looked up
    others: list[tuple[int, str]] = []
    id_at = age_at = None
    there: set[str] = set()
    for at, name in enumerate(head):
        low = name.casefold()
        number = ITEM.fullmatch(name)
        plainly = f"q{int(number[1])}" if number else low
        if plainly in there:
            problems.append(f"line {line}: '{name}' stands there twice, expected each column once")
        there.add(plainly)
        if low == ID:
            id_at = at
        elif low == AGE:
            age_at = at
        elif number:
            item = instrument.by_number.get(int(number[1]))
            if item is None:
                problems.append(f"line {line}: found column '{name}', expected q1 to q{len(instrument.items)}")
            else:
                items.append((at, item, {str(value): value for value in item.answers.values}))
        elif not name:
            problems.append(f"line {line}: column {at + 1} has no name, expected id, q1, q2, …")
        else:
            others.append((at, name))
    if id_at is None:
        problems.append(f"line {line}: no column 'id', expected one that names each completion")
    scored = {number for scale in instrument.scales for number in scale.items}
    if without := sorted(scored - {item.number for _, item, _ in items}):
        shown = ", ".join(f"q{number}" for number in without[:5]) + (", …" if len(without) > 5 else "")
        problems.append(f"line {line}: no column {shown}, expected all that {instrument.key} scores (blank is missing)")
    if problems or id_at is None:
        raise BadTable(problems)
    return items, others, id_at, age_at


def _age(cell: str, where: str, problems: list[str]) -> int | None:
    if not cell.strip():
        return None
    age = whole(cell, 120)
    if age is None:
        problems.append(f"{where}: found '{cell.strip()[:40]}', expected whole years from 0 to 120 or blank")
    return age


@dataclass(frozen=True)
class Scored:
    """Scores of a table, row by row."""

    instrument: Instrument
    table: Table
    scores: tuple[tuple[Score, ...], ...]

    @property
    def columns(self) -> list[str]:
        """Names of the columns: for each scale its score, then what keeps it from being a bare number."""
        found = [ID, "instrument", "version", *self.table.others]
        for scale in self.instrument.scales:
            found += [scale.key, *(f"{scale.key}_{what}" for what in COLUMNS)]
        return found

    def rows(self) -> Iterator[list[object]]:
        """One row for each completion, in their order."""
        for row, scores in zip(self.table.rows, self.scores, strict=True):
            cells: list[object] = [row.id, self.instrument.key, self.instrument.version, *row.others]
            for score in scores:
                found = score.as_dict()
                cells += [None if score.value is None else _number(score.value), *(found[what] for what in COLUMNS)]
            yield cells

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data; what is true of every row is said once."""
        return {
            "instrument": self.instrument.key,
            "version": self.instrument.version,
            "beware": list(self.instrument.beware),
            "scales": [
                {
                    "key": scale.key,
                    "name": scale.name,
                    "low": scale.low,
                    "top": scale.top,
                    "direction": scale.direction_in_words,
                    "missing": None if scale.method == Method.ITEM else rule_in_words(scale.missing),
                    "cut_offs": [one.source for one in scale.cut_offs] or None,
                    "norms": [{"people": n.people, "mean": n.mean, "source": n.source} for n in scale.norms],
                }
                for scale in self.instrument.scales
            ],
            "completions": [
                {
                    "id": row.id,
                    **({"others": dict(zip(self.table.others, row.others, strict=True))} if row.others else {}),
                    "scores": {score.scale.key: score.as_dict() for score in scores},
                }
                for row, scores in zip(self.table.rows, self.scores, strict=True)
            ],
        }


def _number(value: float) -> float:
    """With no more decimals than anyone reads; a number all the same, which a spreadsheet may begin with a minus."""
    return int(value) if value == int(value) else round(value, 4)


def scored(instrument: Instrument, table: Table, *, complete_only: bool = False) -> Scored:
    """The scores of every completion of a table."""
    ready = Scorer(instrument)
    found = tuple(ready.scores_of(row.answers, age=row.age, complete_only=complete_only) for row in table.rows)
    return Scored(instrument, table, found)
