"""Verbs: note a grave change for who answers for it, put it back for a while, say "I did not decide this".

A room says how its kinds of change are put back by :func:`put_back_by`; nothing here knows families or meetings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone

from .actor import Actor, NotAllowed
from .audit_log import log
from .models import ChangeKind, GraveChange
from .permissions import Permission
from .sql import tuples

# Long enough that somebody who was away at the weekend still sees it in time (docs/adr/0056).
UNDO_FOR = timedelta(days=7)
LIMIT = 500  # characters of a reason
TOO_LATE = "This can no longer be undone. Record what is right as a new change, and say why."
CHANGED_SINCE = "This has been changed again since, so it cannot simply be undone. Go to it and correct it there."

OF_RESTRICTION = frozenset({ChangeKind.RESTRICTED, ChangeKind.RESTRICTION_CHANGED, ChangeKind.RESTRICTION_LIFTED})

PutBack = Callable[[Actor, GraveChange], None]


@dataclass(frozen=True)
class Undoing:
    """How a kind of change is put back, and the permission that who made it must still have."""

    permission: Permission
    put_back: PutBack


_undoings: dict[str, Undoing] = {}


def put_back_by(kind: ChangeKind, permission: Permission) -> Callable[[PutBack], PutBack]:
    """Name the function that puts a kind of change back. It raises ``ValidationError`` where that cannot be."""

    def mark(put_back: PutBack) -> PutBack:
        _undoings[kind] = Undoing(permission, put_back)
        return put_back

    return mark


def clean_reason(because: str, *, field: str = "because", sentence: str = "") -> str:
    """A reason as it was typed, without the spaces around. Raises where there is none."""
    because = " ".join(because.split())
    if not because:
        raise ValidationError({field: sentence or "Say why, in a few words. It stays in the history."})
    if len(because) > LIMIT:
        raise ValidationError({field: f"Up to {LIMIT} characters; this has {len(because)}."})
    return because


@dataclass(frozen=True, kw_only=True)
class WhatChanged:
    """What was changed, why, of whose record, and who answers for it; how it stood, and how it stands now."""

    thing: Any
    words: str
    reason: str
    family_id: int | None = None
    unit_id: int | None = None
    answerable: Iterable[int] = ()
    was: dict[str, Any] | None = None
    became: dict[str, Any] | None = None
    decided_by_id: int | None = None


def record_change(actor: Actor, kind: ChangeKind, what: WhatChanged) -> GraveChange:
    """Write down a grave change, in the transaction that makes it, and tell who answers for it."""
    now = timezone.now()
    change = GraveChange.objects.create(
        kind=kind,
        family_id=what.family_id,
        unit_id=what.unit_id,
        object_type=type(what.thing).__name__,
        object_id=what.thing.pk,
        words=what.words[:400],
        reason=what.reason[:LIMIT],
        by_id=actor.user_id,
        at=now,
        answerable_ids=sorted(set(what.answerable) - {actor.user_id}),
        decided_by_id=None if what.decided_by_id == actor.user_id else what.decided_by_id,
        was=what.was or {},
        became=what.became or {},
        undo_until=now + UNDO_FOR if kind in _undoings else None,
    )
    _publish(ChangeNotice.MADE, actor, change, set(change.answerable_ids) - {change.decided_by_id})
    _publish(ChangeNotice.IN_YOUR_NAME, actor, change, {change.decided_by_id})
    return change


class ChangeNotice(StrEnum):
    """What somebody is told of a grave change."""

    MADE = "grave_change"  # to who answers for it
    IN_YOUR_NAME = "decided_in_your_name"
    UNDONE = "grave_change_undone"  # to who made it, and who had been told
    DISPUTED = "decision_disputed"  # to who recorded it, and who answers for it


Subscriber = Callable[[ChangeNotice, Actor, GraveChange, set[int]], None]
_subscribers: list[Subscriber] = []


def subscribe(teller: Subscriber) -> None:
    """Name who carries the news: a room further up, which knows where people look."""
    if teller not in _subscribers:
        _subscribers.append(teller)


def _publish(what: ChangeNotice, actor: Actor, change: GraveChange, people: Iterable[int | None]) -> None:
    to = {user_id for user_id in people if user_id is not None and user_id != actor.user_id}
    for teller in _subscribers if to else ():
        teller(what, actor, change, to)


def answers_for(actor: Actor, change: GraveChange) -> bool:
    """Whether it is this person's to look at: a leader of the unit now, or the guardian of a restricted record."""
    looks = actor.somewhere(Permission.SEE_FAMILY) or actor.may(Permission.OPEN_WITH_REASON)
    if change.kind in OF_RESTRICTION:
        return actor.user_id in change.answerable_ids and looks
    if actor.can(Permission.REVIEW_OPENING, change.unit_id) or actor.may(Permission.REVIEW_OPENING):
        return True
    if actor.user_id not in change.answerable_ids:
        return False
    [(guardian,)] = tuples("SELECT kinwork_guardian(%(family)s)", family=change.family_id)
    return bool(guardian == actor.user_id)


def may_undo(actor: Actor, change: GraveChange) -> bool:
    """Who made it, while they may still make such a change, and who answers for it; as long as it can be undone."""
    way = _undoings.get(change.kind)
    if way is None or change.undone_at or change.undo_until is None or change.undo_until < timezone.now():
        return False
    if change.by_id == actor.user_id and (actor.can(way.permission, change.unit_id) or actor.may(way.permission)):
        return True
    return answers_for(actor, change)


@transaction.atomic
def undo(actor: Actor, change_id: int) -> GraveChange:
    """Put a change back exactly as it was before. Pressed twice, it is undone once."""
    change = GraveChange.objects.select_for_update().get(pk=change_id)
    way = _undoings.get(change.kind)
    if change.undone_at is not None:
        return change
    if way is None or change.undo_until is None or change.undo_until < timezone.now():
        raise ValidationError(TOO_LATE)
    if not may_undo(actor, change):
        raise NotAllowed(
            way.permission, "Only the person who made this change, or the person responsible for it, can undo it."
        )
    try:
        way.put_back(actor, change)
    except ObjectDoesNotExist as gone:
        raise ValidationError(CHANGED_SINCE) from gone
    change.undone_by_id, change.undone_at = actor.user_id, timezone.now()
    change.save(update_fields=["undone_by", "undone_at"])
    log(actor, "undid change", family_id=change.family_id, thing=change, words=change.words)
    _publish(ChangeNotice.UNDONE, actor, change, {change.by_id, change.decided_by_id, *change.answerable_ids})
    return change


@transaction.atomic
def dispute(actor: Actor, change_id: int, words: str) -> GraveChange:
    """Who is named as having decided says that they did not. What was recorded stands until somebody puts it right."""
    change = GraveChange.objects.select_for_update().get(pk=change_id)
    if change.decided_by_id != actor.user_id:
        raise NotAllowed(Permission.DECIDE, "Only the person named as having decided can say that they did not.")
    if change.disputed_at is None:
        change.disputed_at, change.dispute = timezone.now(), " ".join(words.split())[:LIMIT]
        change.save(update_fields=["disputed_at", "dispute"])
        log(actor, "said they did not decide", family_id=change.family_id, thing=change, words=change.words)
        _publish(ChangeNotice.DISPUTED, actor, change, {change.by_id, *change.answerable_ids})
    return change
