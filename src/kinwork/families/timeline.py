"""The dates at which something changed in a family: the stops of the time slider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinwork.people.models import BirthKind, known_to

from .genogram import FamilyGraph
from .households import stays

MOST_STOPS = 300
OVER = {"separated": "separated", "divorced": "divorced", "ended": "no longer together"}


@dataclass(frozen=True)
class Stop:
    """A date, as well known as it is, and what changed then."""

    on: str
    words: str


def stops(graph: FamilyGraph, until: str) -> list[Stop]:
    """Every date up to a day at which the drawing changes, the earliest first. No statement.

    A year stands behind the days of that year: it says what was so by the end of it.
    """
    by_date: dict[str, list[str]] = {}
    for on, words in _changes(graph):
        if on and on <= until and words not in by_date.setdefault(on, []):
            by_date[on].append(words)
    made = [Stop(on, "; ".join(words)) for on, words in by_date.items() if words]
    return sorted(made, key=lambda one: (one.on + "-99-99")[:10])[-MOST_STOPS:]


def _changes(graph: FamilyGraph) -> Iterator[tuple[str, str]]:
    called = graph.called
    lost = {one.person_id for one in graph.losses}
    for person in graph.people.values():
        if person.born_on and person.born_kind != BirthKind.EXPECTED and person.pk not in lost:
            yield person.born_said, f"{called(person)} born"
        if person.died_on:
            yield known_to(person.died_on, person.died_kind), f"{called(person)} died"
    for couple in graph.partnerships:
        names = f"{called(couple.one)} and {called(couple.other)}"
        yield couple.begun, f"{names}, {couple.get_kind_display().lower()}"
        yield couple.ended, f"{names} {OVER.get(couple.how_ended, 'parted')}"
    for tie in graph.parenthoods:
        yield tie.begun, f"{called(tie.child)} with {called(tie.parent)}"
        yield tie.ended, f"{called(tie.child)} no longer with {called(tie.parent)}"
    for bond in graph.bonds:
        yield bond.on, f"{called(bond.one)} and {called(bond.other)}: {bond.get_kind_display().lower()}"
    for loss in graph.losses:
        yield loss.on, loss.get_kind_display().lower()
    for stay in stays(graph.members):
        where = "the family’s household" if stay.is_main else stay.household or "another household"
        yield stay.begun, f"{called(graph.people[stay.person_id])} moved to {where}"
