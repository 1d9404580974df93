"""Words that are kept from a reader are not taken; and nobody finds out by trying what they may not know of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.models import AuditEvent
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.families.held import HeldFamily
from kinwork.people.models import Person

from .models import Face
from .reading import kept_words

MOST = 10  # refusals of one person in one family within a day for what they may not know of
WITHIN = timedelta(days=1)
IN_SIGHT, OUT_OF_SIGHT, TOO_OFTEN = "was refused kept words", "was refused words out of sight", "was refused unread"
STOPPED = (
    "Saving in this family’s plain pages is closed to you for a day: too often there was something in what you wrote "
    "that you may not know of. Ask the record’s guardian or your consultant social worker."
)


def writes_faces(held: HeldFamily) -> bool:
    """Whoever may write in the record, but by an opening alone: the family’s unit speaks to the family."""
    return held.may(Permission.EDIT_FAMILY) and held.actor.opening_id is None


def require_writing(held: HeldFamily) -> None:
    """Raise :class:`NotAllowed` unless :func:`writes_faces`."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    if held.actor.opening_id is not None:
        raise NotAllowed(
            Permission.EDIT_FAMILY,
            "You opened this family with a reason, to read it. Its own unit writes what the family is given: ask them.",
        )


def refuse_kept(held: HeldFamily, face: Face, texts: Mapping[str, str], where: str = "{}") -> None:
    """Words that are kept from the face’s reader are not taken. ``texts`` by field.

    Called before the transaction of what is saved, so that the refusal is in the log whatever becomes of that. One of
    a person’s looks into a family waits for the one before: they are counted.
    """
    refuse_kept_from(held, face.person, face, texts, where)


def refuse_kept_from(
    held: HeldFamily, reader: Person, thing: Model, texts: Mapping[str, str], where: str = "{}"
) -> None:
    """The same of whatever else somebody in the family reads; ``thing`` is what the log names."""
    there = {name: text for name, text in texts.items() if text}
    if not there:
        return
    with transaction.atomic():
        problem = _refusal(held, reader, thing, there, where)
    if problem is not None:
        raise problem


def _refusal(
    held: HeldFamily, reader: Person, thing: Model, texts: Mapping[str, str], where: str
) -> ValidationError | None:
    who, family = held.actor.user_id, held.pk
    tuples("SELECT pg_advisory_xact_lock(hashtextextended(%(key)s, 0))", key=f"faces_refused:{who}:{family}")
    before = AuditEvent.objects.filter(
        actor_id=who, family_id=family, verb=OUT_OF_SIGHT, at__gt=timezone.now() - WITHIN
    )  # fmt: skip
    if before.count() >= MOST:
        log(held.actor, TOO_OFTEN, family_id=family, thing=thing)
        return ValidationError(STOPPED)
    found = {
        name: kept
        for name, kept in zip(texts, kept_words(family, reader.pk, list(texts.values())), strict=True)
        if kept is not None
    }
    if not found:
        return None
    is_out_of_sight = any(kept.is_out_of_sight for kept in found.values())
    log(held.actor, OUT_OF_SIGHT if is_out_of_sight else IN_SIGHT, family_id=family, thing=thing)
    name = reader.short_name
    if not all(kept.words for kept in found.values()):  # of none of them any word, nor in which field it is
        return ValidationError(f"Something in this text is kept from {name}. Ask whoever answers for the record.")
    return ValidationError(
        {
            where.format(field): f"“{kept.words}” stands in something that {name} must not read. "
            "Leave it out, or say it in other words that give nothing away."
            for field, kept in found.items()
        }
    )
