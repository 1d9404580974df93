"""Before somebody is entered: is it perhaps one of these, who are in the records already? Asked in the form itself.

Two fields come with the form once somebody likely was found: ``same_as`` (the id of the one it is, or ``new``), and
``asked_about`` (of whom it was asked). Whoever changes the name or the date of birth is asked anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from kinwork.access.actor import Actor
from kinwork.cases.person_policies import family_accesses
from kinwork.people.models import OtherName, Person

from .duplicates import LikelyDuplicate, likely

NEW = "new"
ASKED = "There is already someone like this in the records. Say below whether it is the same person."


class AsksWho(Protocol):
    """A form in which somebody is entered."""

    likely: list[LikelyDuplicate]
    asked_about: str

    def add_prefix(self, name: str) -> str: ...

    def add_error(self, field: str | None, error: Any) -> None: ...


def _signature(person: Person) -> str:
    said = f"{person.given_name}|{person.family_name}|{person.born_on}".casefold()
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def settle(actor: Actor, form: AsksWho, data: Mapping[str, str], typed: Person, today: date) -> Person | None:
    """The person whom a form means: somebody new, or who was chosen. None while it is open; then the form asks.

    Six statements at most.
    """
    form.asked_about = _signature(typed)
    answer = data.get(form.add_prefix("same_as"), "")
    is_answered = data.get(form.add_prefix("asked_about")) == form.asked_about
    if answer == NEW and is_answered:
        return typed
    form.likely = likely(actor, typed, today)
    if not form.likely:
        return typed
    chosen = next((one for one in form.likely if str(one.person_id) == answer and is_answered), None)
    if chosen is None:
        form.add_error(None, ASKED)
        return None
    if not any(way.actor is not None for way in family_accesses([chosen.person_id], actor)[chosen.person_id]):
        form.add_error(
            None,
            f"{chosen.name} is in a family that you have not opened. Open it with a reason first, so that its unit "
            "knows; then choose again.",
        )
        return None
    return Person.objects.get(pk=chosen.person_id)


def likely_families(form: AsksWho) -> set[int]:
    """The families that a form names because somebody of them is like who was typed."""
    return {family.family_id for one in form.likely or () for family in one.families}


def called(known: Person, typed: Person, actor: Actor) -> OtherName | None:
    """The name that was typed for somebody who is known by another one: to be noted in the family where it was typed.

    Two statements at most.
    """
    if known.pk == typed.pk or not (typed.given_name or typed.family_name):
        return None
    if typed.name.casefold() == known.name.casefold():
        return None
    same = OtherName.objects.filter(person=known, given_name__iexact=typed.given_name)
    if same.filter(family_name__iexact=typed.family_name).exists():
        return None
    return OtherName(
        person=known, given_name=typed.given_name, family_name=typed.family_name, noted_by_id=actor.user_id
    )
