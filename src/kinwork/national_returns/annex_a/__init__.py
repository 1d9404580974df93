"""Ofsted's Annex A from the record: eleven lists as of a day, a line of each from one child's facts.

Early help assessments (list 2) have no place in the record yet: that list is empty, and docs/returns.md says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, Any

from kinwork.returns import annex_a as lists

from ..around import Around, around, in_batches
from ..facts import FACTS, FROM, came_from
from ..reading import AT_ONCE, Child, Tell, children, people_with, sealed_people, untold
from . import care, need, others
from .day import As, Line, as_of, disabled, who

__all__ = ["As", "Line", "as_of", "lines", "lines_of_others", "lines_of_people", "people_in", "places_of", "write"]
KINDS = tuple(kind for kind in FACTS if not kind.startswith("ehc_"))
_FACTS = ("episode", "assessment", "enquiry", "protection_plan", "care_period", "leaving_care", "adoption_decision")
_PEOPLE = " UNION ALL ".join(
    [
        f"SELECT person_id FROM {FACTS[kind].table} WHERE withdrawn_at IS NULL AND started_on <= %(on)s "  # noqa: S608
        "AND (ended_on IS NULL OR ended_on >= %(since)s)"
        for kind in _FACTS
    ]
    + [f'SELECT person_id FROM {FACTS["eligibility"].table} WHERE withdrawn_at IS NULL AND "on" <= %(on)s']  # noqa: S608
)


def lines_of(child: Child, near: Around, at: As) -> Iterator[tuple[str, Line]]:
    """The lines of one child: list and cells."""
    said = who(child, at)
    full = {**said, "Does the Child have a Disability": disabled(child, at)}

    def held(fact: Any) -> Line:
        day = fact.ended_on or at.on if hasattr(fact, "ended_on") else at.on
        worker = near.worker(child, fact.involvement_id, day)
        return {"Allocated Team": near.team(fact.involvement_id), "Allocated Worker": worker, **came_from(fact)}

    yield from need.referrals(child, said, held, at)
    yield from need.assessments(child, full, held, near, at)
    yield from need.enquiries(child, full, held, at)
    yield from need.in_need(child, full, held, near, at)
    yield from need.plans(child, full, held, near, at)
    yield from care.looked_after(child, full, held, near, at)
    yield from care.leavers(child, full, held, at)
    yield from care.adoption(child, full, near, at)


def people_in(at: As) -> list[int]:
    """Everyone of whom a list may have a line. One statement."""
    return people_with(_PEOPLE, on=at.on, since=at.year)


def lines_of_people(people: Sequence[int], at: As) -> Iterator[tuple[str, Line]]:
    """The lines that some people have themselves. For every 500 a statement for each kind of fact and six."""
    for some in in_batches(children(people, at.on, KINDS)):
        near = around(some, at.on)
        for child in some:
            yield from lines_of(child, near, at)


def lines_of_others(at: As) -> Iterator[tuple[str, Line]]:
    """Those of contacts and adopters. Three statements."""
    for line in others.contacts(at):
        yield "List 1", line
    for line in others.adopters(at, sealed_people()):
        yield "List 11", line


def lines(at: As, tell: Tell = untold) -> Iterator[tuple[str, Line]]:
    """The lines of all eleven lists. For every 500 people a statement for each kind of fact and six; and four."""
    yield from lines_of_others(at)
    people = people_in(at)
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        yield from lines_of_people(some, at)
        tell(len(some))


def write(at: As, file: IO[bytes], tell: Tell = untold) -> None:
    """The workbook, into a file."""
    with lists.Written() as book:
        for name, line in lines(at, tell):
            line.pop(FROM, None)  # of which fact it is: not a column
            book.add(name, line)
        book.save(file)


def places_of(path: Any) -> dict[str, str]:
    """From a table of postcodes, the authority of each."""
    from kinwork.returns.lookups import read_places

    table = read_places(path)
    keys = table.get_column("postcode").str.replace_all(r"\s", "").str.to_uppercase()
    return dict(zip(keys, table.get_column("laua"), strict=True))
