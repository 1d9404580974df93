"""Which instruments there are for one of the family or for a worker; and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from kinwork.families.models import FamilyMember
from kinwork.instruments import (
    Form,
    Instrument,
    NoSuchInstrument,
    NotToBeAsked,
    When,
    Who,
    for_filling_in,
    library,
    why_not,
)
from kinwork.instruments.model import Kind

from .models import As, Completion

PARENTS = ("mother", "father", "parent", "carer", "guardian", "mum", "dad")
IN_FAMILIES = frozenset({Who.PARENT, Who.FAMILY_MEMBER, Who.CHILD})
WITH_FAMILIES = frozenset({When.START, When.REVIEW, When.END, When.SESSION})
# Of the parent’s report on one child: it says nothing without which.
NEEDS_CHILD = frozenset({"sdq-parent"})


def folder() -> Path | None:
    """An authority’s own instruments and licensed words."""
    return Path(settings.KINWORK_INSTRUMENTS) if settings.KINWORK_INSTRUMENTS else None


def instrument_of(completion: Completion) -> Instrument | None:
    """The instrument in the version in which it was asked; None where it is not here any longer."""
    try:
        return library(folder()).instrument(completion.instrument, completion.version)
    except NoSuchInstrument:
        return None


def named(key: str) -> Instrument | None:
    """The version of it that is used today."""
    return next((one for one in used_with_families() if one.key == key), None)


def used_with_families() -> list[Instrument]:
    """Questionnaires that someone in a family fills in, or a worker about a family; none that is of staff alone."""
    found = [
        one
        for one in library(folder()).current
        if not one.anonymous
        and one.kind != Kind.CODING_FRAME
        and (
            any(by.who in IN_FAMILIES for by in one.filled_in_by)
            or (any(by.who == Who.WORKER for by in one.filled_in_by) and WITH_FAMILIES & set(one.when))
        )
    ]
    return sorted(found, key=lambda one: one.name)


def is_parent(role: str) -> bool:
    """Whether somebody of this part in the family is asked as a parent."""
    return any(one in role.lower() for one in PARENTS) and "grand" not in role.lower()


def of_person(instrument: Instrument, *, is_child: bool, role: str, age: int | None) -> tuple[As | None, str]:
    """As who someone in the family answers it; or None, and why not."""
    ways = [As.CHILD] if is_child else [As.PARENT, As.FAMILY_MEMBER] if is_parent(role) else [As.FAMILY_MEMBER]
    why = ""
    for way in ways:
        why = why_not(instrument, Who(way), age)
        if not why:
            return way, ""
    return None, why


def asked_of(instrument: Instrument) -> list[As]:
    """Of whom a unit may plan to ask it."""
    by = {one.who for one in instrument.filled_in_by}
    found = [one for one in As if Who(one) in by]
    return [one for one in found if one != As.WORKER or WITH_FAMILIES & set(instrument.when)]


def form_of(instrument: Instrument, answers_as: str, age: int | None = None) -> Form:
    """As it is asked. Raises ``NotToBeAsked``."""
    wording = library(folder()).wording_for(instrument)
    return for_filling_in(instrument, who=Who(answers_as), age=age, wording=wording)


def has_words(instrument: Instrument) -> bool:
    """Whether there is wording to ask it by, of at least one of those who may be asked."""
    for way in asked_of(instrument):
        try:
            form_of(instrument, way)
        except NotToBeAsked:
            continue
        return True
    return False


@dataclass(frozen=True)
class Choice:
    """An instrument for someone: as who they answer it, or why it is not for them."""

    instrument: Instrument
    answers_as: As | None
    why_not: str

    @property
    def key(self) -> str:
        return self.instrument.key


def choices(member: FamilyMember | None, today: date) -> list[Choice]:
    """Every instrument for one of the family, or (None) for the worker. No statement."""
    found = []
    for one in used_with_families():
        if member is None:
            why = why_not(one, Who.WORKER)
            found.append(_asked(one, None if why else As.WORKER, why, None))
        else:
            age = member.person.age_on(today)
            way, why = of_person(one, is_child=member.is_child, role=member.role, age=age)
            found.append(_asked(one, way, why, age))
    return found


def _asked(instrument: Instrument, way: As | None, why: str, age: int | None) -> Choice:
    if way is None:
        return Choice(instrument, None, why)
    try:
        form_of(instrument, way, age)
    except NotToBeAsked as wrong:
        return Choice(instrument, None, str(wrong))
    return Choice(instrument, way, "")
