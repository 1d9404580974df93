"""Verbs: note something of a person, change it, end it, say that it was a mistake, put it back; put right who they are.

Each is one transaction: permission asked, checked, kept with who noted it and in which family's record, logged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import CHANGED_SINCE, WhatChanged, clean_reason, put_back_by, record_change
from kinwork.access.models import ChangeKind, GraveChange
from kinwork.access.permissions import Permission

from .models import Address, Noted, Person, SafetyWarning
from .validation import check_noted, check_person

SENT_TWICE = timedelta(seconds=10)
OF_THE_NOTE = {"id", "noted_by", "noted_at", "is_mistaken"}


@dataclass(frozen=True)
class InRecord:
    """In whose record something is noted, by whom; and the unit that holds the family."""

    actor: Actor
    family_id: int
    unit_id: int | None
    because: str = ""  # asked for where a confidential address or a warning goes
    answerable: tuple[int, ...] = ()  # who answers for the family, and is then told


def _called(noted: Noted) -> str:
    return str(noted._meta.verbose_name)


@transaction.atomic
def note(at: InRecord, things: Sequence[Noted]) -> list[Noted]:
    """Something new of a person, or the same of several (a household that moves). What is sent twice is noted once."""
    at.actor.require(Permission.EDIT_FAMILY, at.unit_id)
    return [_note_one(at, thing) for thing in things]


def _note_one(at: InRecord, thing: Any) -> Noted:
    person = thing.person
    # Two who note the same at once wait for each other, and the second finds what the first has noted.
    Person.objects.select_for_update().get(pk=person.pk)
    thing.family_id, thing.noted_by_id, thing.noted_at = at.family_id, at.actor.user_id, timezone.now()
    _check(thing)
    same: Noted | None = type(thing).objects.filter(**_said(thing)).order_by("-noted_at").first()
    if same is not None:
        if same.noted_by_id == at.actor.user_id and timezone.now() - same.noted_at < SENT_TWICE:
            return same
        raise ValidationError("This is already recorded, word for word.")
    noted: Noted = thing
    noted.save()
    log(at.actor, f"noted {_called(thing)}", family_id=at.family_id, thing=thing)
    return noted


def _said(thing: Noted) -> dict[str, Any]:
    return {
        field.attname: getattr(thing, field.attname)
        for field in thing._meta.concrete_fields
        if field.name not in OF_THE_NOTE
    }


def _check(thing: Any) -> None:
    for field in thing._meta.concrete_fields:
        value = getattr(thing, field.attname)
        if isinstance(value, str):
            setattr(thing, field.attname, value.strip())
    check_noted(thing, thing.person, timezone.localdate())
    thing.full_clean(exclude=["person", "noted_by"], validate_constraints=False, validate_unique=False)


@transaction.atomic
def change(at: InRecord, thing: Any) -> GraveChange | None:
    """What was noted is put right, or has ended. How it stood before stays in the history."""
    _may_change(at, thing)
    _check(thing)
    opens = isinstance(thing, Address) and not thing.is_confidential and _protects(thing)
    before = _last_event(thing) if opens else None
    because = clean_reason(at.because) if opens else ""
    thing.noted_by_id, thing.noted_at = at.actor.user_id, timezone.now()
    thing.save()
    log(at.actor, f"changed {_called(thing)}", family_id=at.family_id, thing=thing)
    if not opens:
        return None
    words = f"{thing.person.name}: an address is no longer confidential."
    return _note_grave(at, ChangeKind.NOTE_CHANGED, thing, words, because, before)


def _protects(thing: Any) -> bool:
    """Whether what stands there keeps somebody safe: an address that must not become known, or a warning."""
    if isinstance(thing, Address):
        return bool(type(thing).all_objects.filter(pk=thing.pk, is_confidential=True).exists())
    return isinstance(thing, SafetyWarning)


def _last_event(thing: Any) -> int:
    """How it stands now, as the history has it."""
    return int(thing.events.order_by("-pgh_id").values_list("pgh_id", flat=True)[0])


def _note_grave(
    at: InRecord, kind: ChangeKind, thing: Any, words: str, because: str, before: int | None
) -> GraveChange:
    return record_change(
        at.actor,
        kind,
        WhatChanged(
            thing=thing,
            words=words,
            reason=because,
            family_id=at.family_id,
            unit_id=at.unit_id,
            answerable=at.answerable,
            was={"event": before},
            became={"event": _last_event(thing)},
        ),
    )


@put_back_by(ChangeKind.NOTE_REMOVED, Permission.EDIT_FAMILY)
@put_back_by(ChangeKind.NOTE_CHANGED, Permission.EDIT_FAMILY)
def _note_as_before(actor: Actor, done: GraveChange) -> None:
    """As the history has it: word for word."""
    kind = {model.__name__: model for model in (Address, SafetyWarning)}[done.object_type]
    thing: Any = kind.all_objects.select_for_update().filter(pk=done.object_id).first()
    if thing is None or _last_event(thing) != done.became["event"]:
        raise ValidationError(CHANGED_SINCE)
    stood = thing.events.get(pgh_id=done.was["event"])
    for field in thing._meta.concrete_fields:
        setattr(thing, field.attname, getattr(stood, field.attname))
    thing.save()
    log(actor, f"put back {_called(thing)}", family_id=done.family_id, thing=thing)


@transaction.atomic
def end(at: InRecord, thing: Any) -> GraveChange | None:
    """It is no longer so, from today. Of what keeps somebody safe, with a reason."""
    _may_change(at, thing)
    protects = _protects(thing)
    because, before = (clean_reason(at.because), _last_event(thing)) if protects else ("", None)
    thing.ended = timezone.localdate().isoformat()
    _check(thing)
    thing.save()
    log(at.actor, f"ended {_called(thing)}", family_id=at.family_id, thing=thing)
    if not protects:
        return None
    words = f"{thing.person.name}: {_which(thing)} was ended."
    return _note_grave(at, ChangeKind.NOTE_REMOVED, thing, words, because, before)


def _which(thing: Any) -> str:
    return "a confidential address" if isinstance(thing, Address) else "a safety warning"


@transaction.atomic
def take_for_mistake(at: InRecord, thing: Any) -> GraveChange | None:
    """It never was so: it goes from every page but the history. Of what keeps somebody safe, with a reason."""
    _may_change(at, thing)
    protects = _protects(thing)
    because, before = (clean_reason(at.because), _last_event(thing)) if protects else ("", None)
    thing.is_mistaken = True
    thing.save(update_fields=["is_mistaken"])
    log(at.actor, f"took {_called(thing)} for a mistake", family_id=at.family_id, thing=thing)
    if not protects:
        return None
    words = f"{thing.person.name}: {_which(thing)} was removed as entered in error."
    return _note_grave(at, ChangeKind.NOTE_REMOVED, thing, words, because, before)


@transaction.atomic
def put_back(at: InRecord, thing: Any) -> None:
    """It was so after all: it is on the pages again, as it was noted."""
    _may_change(at, thing)
    if not thing.is_mistaken:
        return  # Undo, twice
    thing.is_mistaken = False
    thing.save(update_fields=["is_mistaken"])
    log(at.actor, f"put back {_called(thing)}", family_id=at.family_id, thing=thing)


def _may_change(at: InRecord, thing: Noted) -> None:
    """Through the record in which it stands. Others note their own account beside it."""
    at.actor.require(Permission.EDIT_FAMILY, at.unit_id)
    if thing.family_id not in (None, at.family_id):
        raise ValidationError("This is in another family’s record. Add what you have been told alongside it.")
    if isinstance(thing, Address) and type(thing).all_objects.filter(pk=thing.pk, is_confidential=True).exists():
        at.actor.require(Permission.SEE_CONFIDENTIAL, at.unit_id)


@transaction.atomic
def change_person(at: InRecord, person: Person) -> None:
    """Name, birth, sex and death are put right. How they stood before stays in the history."""
    at.actor.require(Permission.EDIT_FAMILY, at.unit_id)
    check_person(person, timezone.localdate())
    person.full_clean(validate_constraints=False)
    person.save()
    log(at.actor, "changed person", family_id=at.family_id, thing=person)
