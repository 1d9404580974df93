"""Verbs: a family goes to another unit; several do at once. Each can be undone for a while."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import CHANGED_SINCE, WhatChanged, clean_reason, put_back_by, record_change
from kinwork.access.models import ChangeKind, GraveChange
from kinwork.access.permissions import Permission
from kinwork.clocks.humanize import count, long_day
from kinwork.notices.actions import notify
from kinwork.people.dates import must_have_happened
from kinwork.units.models import Unit

from .actions import may_hold_families, name_key_worker
from .answerable import answerable_for, knows_of
from .models import Allocation, Involvement
from .notice_kinds import MOVED_HERE

MOVED = "moved family"
MOVED_BACK = "took move back"


@dataclass(frozen=True)
class Move:
    """One family on its way to another unit: which allocation ends, and which begins; for undoing."""

    involvement_id: int
    family_id: int
    before_id: int
    before_unit: int
    began_on: date
    after_id: int
    after_unit: int
    key_worker_before: int | None = None
    key_worker_after: int | None = None
    handed: list[dict[str, Any]] = field(default_factory=list)  # what a room above has handed on with it

    def kept(self) -> dict[str, Any]:
        return {**vars(self), "began_on": self.began_on.isoformat()}

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> Move:
        return cls(**{**kept, "began_on": date.fromisoformat(kept["began_on"])})


@dataclass(frozen=True)
class Now:
    """Who is key worker from then on, and what a room above has handed on in the same transaction."""

    key_worker_id: int | None
    handed: list[dict[str, Any]] = field(default_factory=list)


TakeBack = Callable[[Actor, list[dict[str, Any]]], None]
_takes_back: list[TakeBack] = []


def when_undone(take_back: TakeBack) -> None:
    """How a room above takes back what it handed on, once the family is where it was."""
    if take_back not in _takes_back:
        _takes_back.append(take_back)


def _held_now(involvement: Involvement) -> QuerySet[Allocation]:
    return Allocation.objects.filter(involvement=involvement, during__endswith__isnull=True, during__isempty=False)


def _must_hold_it_still(involvement: Involvement, away_from: int | None, now: Allocation) -> None:
    """Of two who move one family at once, the second hears what the first has done."""
    if away_from is None or now.unit_id == away_from:
        return
    moved = GraveChange.objects.filter(kind=ChangeKind.FAMILY_MOVED, object_id=involvement.pk, undone_at=None)
    last = moved.select_related("by").first()
    by = f" by {last.by.full_name}" if last and last.was["moves"][0]["after_unit"] == now.unit_id else ""
    raise ValidationError(
        f"In the meantime {involvement.family.name} was moved to {now.unit.name}{by}. What you pressed was not saved. "
        "Look at the family’s page before you move it again."
    )


def _move(
    actor: Actor,
    involvement: Involvement,
    unit: Unit,
    on: date,
    because: str,
    *,
    away_from: int | None,
    then: Now | None = None,
) -> Move:
    """The allocation ends on a day, and another begins. There is never a day with no unit, or with two."""
    involvement = Involvement.objects.select_for_update(of=("self",)).select_related("family").get(pk=involvement.pk)
    name = involvement.family.name
    if involvement.closed_on is not None:
        raise ValidationError(f"{name} is closed. Open the family again before it goes to another unit.")
    must_have_happened(on=on)
    now = _held_now(involvement).select_related("unit").first()
    if now is None:
        raise ValidationError(f"No unit holds {name} now.")
    _must_hold_it_still(involvement, away_from, now)
    if now.unit_id == unit.pk:
        raise ValidationError({"unit": f"{unit.name} holds {name} already."})
    if on < now.during.lower:
        raise ValidationError(
            {"on": f"{name} has been with this unit since {long_day(now.during.lower)}. Type that day or a later one."}
        )
    may_hold_families(unit, on, field="on")
    began_on = now.during.lower
    now.during = DateRange(began_on, on) if began_on < on else DateRange(empty=True)
    now.save(update_fields=["during"])
    after = Allocation.objects.create(involvement=involvement, unit=unit, during=DateRange(on, None))
    log(actor, MOVED, family_id=involvement.family_id, thing=involvement, words=because)
    notify(MOVED_HERE.key, actor=actor, family_id=involvement.family_id, unit_id=unit.pk, thing=involvement)
    was = involvement.key_worker_id
    if then is not None:
        name_key_worker(actor, involvement, then.key_worker_id)
    return Move(
        involvement.pk, involvement.family_id, now.pk, now.unit_id, began_on, after.pk, unit.pk,
        was, involvement.key_worker_id, then.handed if then else [],
    )  # fmt: skip


@transaction.atomic
def move_family(
    actor: Actor,
    involvement: Involvement,
    unit: Unit,
    *,
    on: date,
    because: str,
    is_agreed: bool = False,
    away_from: int | None = None,
    then: Now | None = None,
) -> GraveChange:
    """The family is another unit's from a day on.

    At once, it needs somebody who may do so in both units; what the units have agreed (``is_agreed``), either does.
    ``away_from``: the unit that held it when whoever moves it looked. ``then``: who has what of it from then on.
    """
    because = clean_reason(because, sentence="Say briefly why the family goes to another unit.")
    before = _held_now(involvement).values_list("unit_id", flat=True).first()
    either = any(actor.can(Permission.TRANSFER_FAMILY, unit_id) for unit_id in (before, unit.pk))
    if not (is_agreed and either):
        actor.require(Permission.TRANSFER_FAMILY, before)
        actor.require(Permission.TRANSFER_FAMILY, unit.pk)
    made = _move(actor, involvement, unit, on, because, away_from=away_from, then=then)
    names = dict(Unit.objects.filter(pk__in=(made.before_unit, unit.pk)).values_list("pk", "name"))
    return record_change(
        actor,
        ChangeKind.FAMILY_MOVED,
        WhatChanged(
            thing=involvement,
            words=f"The family went from {names[made.before_unit]} to {unit.name} on {on:%-d %B %Y}.",
            reason=because,
            family_id=made.family_id,
            unit_id=unit.pk,
            answerable=_answer_for(actor, made),
            was={"moves": [made.kept()]},
        ),
    )


def _answer_for(actor: Actor, made: Move) -> list[int]:
    found = {
        user_id
        for unit_id in (made.before_unit, made.after_unit)
        for user_id in answerable_for(made.family_id, unit_id, without=actor.user_id)
    }
    return sorted(user_id for user_id in found if knows_of(made.family_id, user_id))


@transaction.atomic
def move_families(
    actor: Actor, unit: Unit, where: Sequence[tuple[Involvement, Unit]], *, on: date, because: str
) -> GraveChange:
    """Several families of a unit go to others on one day, all or none; put back together."""
    because = clean_reason(because, sentence="Say briefly why these families go to other units.")
    if not where:
        raise ValidationError("Choose for one family at least where it goes.")
    actor.require(Permission.TRANSFER_FAMILY, unit.pk)
    for unit_id in {to.pk for _, to in where}:
        actor.require(Permission.TRANSFER_FAMILY, unit_id)
    made = []
    for involvement, to in sorted(where, key=lambda one: one[0].pk):  # everybody locks in the same order
        made.append(_move(actor, involvement, to, on, because, away_from=unit.pk))
    answerable = {user_id for move in made for user_id in _answer_for(actor, move)}
    names = sorted({to.name for _, to in where})
    return record_change(
        actor,
        ChangeKind.FAMILIES_MOVED,
        WhatChanged(
            thing=unit,
            words=f"{count(len(made), 'family', 'families')} went from {unit.name} to {', '.join(names)}"
            f" on {on:%-d %B %Y}.",
            reason=because,
            unit_id=unit.pk,
            answerable=answerable,
            was={"moves": [move.kept() for move in made]},
        ),
    )


@put_back_by(ChangeKind.FAMILY_MOVED, Permission.TRANSFER_FAMILY)
def _move_back(actor: Actor, change: GraveChange) -> None:
    """As before it: the unit that had it holds it as if it had never gone. What the other did meanwhile stays."""
    for kept in change.was["moves"]:
        move = Move.from_kept(kept)
        involvement = Involvement.objects.select_for_update().get(pk=move.involvement_id)
        after = Allocation.objects.select_for_update().get(pk=move.after_id)
        before = Allocation.objects.select_for_update().get(pk=move.before_id)
        if involvement.closed_on is not None or after.during.isempty or after.during.upper is not None:
            raise ValidationError(CHANGED_SINCE)
        unit = Unit.objects.get(pk=move.before_unit)
        if unit.ended_on is not None and unit.ended_on <= timezone.localdate():
            raise ValidationError(f"{unit.name} has ended since. Move the family to a unit that is there.")
        after.during = DateRange(empty=True)
        after.save(update_fields=["during"])
        before.during = DateRange(move.began_on, None)
        before.save(update_fields=["during"])
        if involvement.key_worker_id == move.key_worker_after:
            name_key_worker(actor, involvement, move.key_worker_before)
        for take_back in _takes_back:
            take_back(actor, move.handed)
        log(actor, MOVED_BACK, family_id=move.family_id, thing=involvement, words="Undone.")


put_back_by(ChangeKind.FAMILIES_MOVED, Permission.TRANSFER_FAMILY)(_move_back)
