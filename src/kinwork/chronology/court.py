"""A chronology in a court's form, read again: the same numbers, the words as they stand now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinwork.access.actor import Actor
from kinwork.people.models import Person

from .events import Event
from .models import CourtChronology, CourtLine
from .queries import Wanted, chronology_of


@dataclass(frozen=True)
class Numbered:
    """An event under its number, with its exhibit; whether anything was added to it since the numbers were given."""

    number: int
    exhibit: int | None
    event: Event
    is_changed: bool


@dataclass(frozen=True)
class ForCourt:
    """All of it. ``is_whole``: everything that was numbered may still be given to everybody whom it is for."""

    made: CourtChronology
    parties: list[Person]
    lines: list[Numbered]
    is_whole: bool


def court_chronology(family_id: int, pk: int) -> CourtChronology | None:
    """One statement."""
    return CourtChronology.objects.select_related("child", "made_by").filter(pk=pk, family_id=family_id).first()


def court_chronologies(family_id: int) -> list[CourtChronology]:
    """Those that were made of a family, the newest first. Two statements."""
    found = CourtChronology.objects.filter(family_id=family_id).select_related("child", "made_by")
    return list(found.prefetch_related("parties__person"))


def read_again(actor: Actor, made: CourtChronology, today: date) -> ForCourt:
    """As it is printed now. Five statements."""
    parties = [one.person for one in made.parties.select_related("person").order_by("pk")]
    lines = {f"{one.source}-{one.thing_id}": one for one in CourtLine.objects.filter(chronology=made)}
    everything = Wanted(only_significant=False)
    readers = [one.pk for one in parties]
    events = chronology_of(actor, made.family_id, today, everything, readers=readers, keys=list(lines)).events
    numbered = [
        Numbered(
            lines[event.key].number,
            lines[event.key].exhibit,
            event,
            any(at > made.made_at for *_, at in event.added),
        )
        for event in events
    ]
    numbered.sort(key=lambda one: one.number)
    count = max((line.number for line in lines.values()), default=0)
    return ForCourt(made, parties, numbered, len(numbered) == count)
