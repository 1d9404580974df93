"""Verbs of absence: who of a unit is away from a day to a day, and which colleague covers. It ends by itself."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import CHANGED_SINCE, WhatChanged, put_back_by, record_change
from kinwork.access.models import ChangeKind, GraveChange, User
from kinwork.access.permissions import Permission
from kinwork.access.reconnect import reconnect
from kinwork.access.roles import ROLES, by_cover
from kinwork.clocks.humanize import long_day

from .actions import days_of, during_of
from .models import Absence, PostHolding, Unit
from .queries import holders_of

DAY = timedelta(days=1)
LONGEST = timedelta(days=366)


def what_cover_may(unit_id: int, away: User, cover: User, on: date) -> frozenset[Permission]:
    """What somebody may do in a unit on a day by covering for a colleague there. One statement."""
    held = PostHolding.objects.filter(user__in=[away, cover], during__contains=on, post__unit__is_active=True)
    posts = list(held.values_list("user_id", "post__unit_id", "post__role"))
    own = [ROLES[role] for who, _, role in posts if who == cover.pk]
    theirs = [ROLES[role] for who, unit, role in posts if who == away.pk and unit == unit_id]
    return frozenset[Permission]().union(*(by_cover(role, own) for role in theirs))


@transaction.atomic
def note_absence(
    actor: Actor, unit: Unit, user: User, *, first_day: date, last_day: date, covered_by: User | None
) -> GraveChange:
    """Somebody is away; whoever covers may do in the unit what both may by their posts, for those days."""
    actor.require(Permission.ARRANGE_COVER, unit.pk)
    during = DateRange(first_day, last_day + DAY)
    if last_day < first_day:
        raise ValidationError({"last_day": f"The last day cannot be before the first, {first_day:%-d %B %Y}."})
    if last_day - first_day > LONGEST:
        raise ValidationError({"last_day": "At most a year at a time. Note the rest when it comes."})
    if last_day < timezone.localdate():
        raise ValidationError({"last_day": "These days have passed. Type a last day that is in the future, or today."})
    here = PostHolding.objects.filter(user=user, post__unit=unit, during__overlap=during)
    if not here.exists():
        raise ValidationError({"user": f"{user.full_name} holds no post in {unit.name} on those days."})
    if covered_by is not None:
        _can_cover(unit, user, covered_by, during, first_day)
    try:
        with transaction.atomic():
            absence = Absence.objects.create(
                unit=unit, user=user, covered_by=covered_by, arranged_by_id=actor.user_id, during=during
            )
    except IntegrityError as problem:
        if "somebody_is_away_once_at_a_time" not in str(problem):
            raise
        raise ValidationError(
            {"user": f"{user.full_name} is already recorded as away on some of those days."}
        ) from problem
    log(actor, "noted absence", thing=absence, words=f"{user.full_name}; covers: {covered_by or 'nobody'}")
    days = f"from {long_day(first_day)} to {long_day(last_day)}"
    covers = f"{covered_by.full_name} covers" if covered_by else "no one covers"
    if covered_by:
        reconnect(covered_by.pk)
    return record_change(
        actor,
        ChangeKind.COVER_ARRANGED,
        WhatChanged(
            thing=absence,
            words=f"{unit.name}: {user.full_name} is away {days}; {covers}.",
            reason="Cover while a colleague is away.",
            unit_id=unit.pk,
            answerable=[*_told(unit, absence)],
            became=days_of(during),
        ),
    )


def _told(unit: Unit, absence: Absence) -> list[int]:
    answers = holders_of(Permission.REVIEW_OPENING, unit.pk, timezone.localdate())
    return [*answers, absence.user_id, *([absence.covered_by_id] if absence.covered_by_id else [])]


def _can_cover(unit: Unit, away: User, cover: User, during: DateRange, first_day: date) -> None:
    if cover.pk == away.pk:
        raise ValidationError({"covered_by": "They cannot cover for themselves. Choose a colleague."})
    if not cover.is_active:
        raise ValidationError({"covered_by": f"{cover.full_name} may not sign in. Choose someone else."})
    if Absence.objects.filter(user=cover, during__overlap=during).exists():
        raise ValidationError({"covered_by": f"{cover.full_name} is away on some of those days. Choose someone else."})
    on = max(first_day, timezone.localdate())
    if Permission.SEE_FAMILY not in what_cover_may(unit.pk, away, cover, on):
        said = f"{cover.full_name} holds no post in a unit on those days. Choose someone who works in one."
        raise ValidationError({"covered_by": said})


@transaction.atomic
def end_absence(actor: Actor, absence: Absence) -> GraveChange:
    """Back earlier: the cover ends today. What has not begun is taken off."""
    actor.require(Permission.ARRANGE_COVER, absence.unit_id)
    absence = Absence.objects.select_for_update(of=("self",)).select_related("unit", "user").get(pk=absence.pk)
    today = timezone.localdate()
    if absence.during.upper <= today:
        raise ValidationError("This has ended already.")
    log(actor, "ended absence", thing=absence, words=absence.user.full_name)
    change = record_change(
        actor,
        ChangeKind.COVER_ENDED,
        WhatChanged(
            thing=absence,
            words=f"{absence.unit.name}: {absence.user.full_name} is no longer away; cover has ended.",
            reason="Back earlier, or not away after all.",
            unit_id=absence.unit_id,
            answerable=_told(absence.unit, absence),
            was={
                **days_of(absence.during), "user_id": absence.user_id, "covered_by_id": absence.covered_by_id,
                "arranged_by_id": absence.arranged_by_id,
            },
        ),
    )  # fmt: skip
    _is_over(absence)
    return change


def _is_over(absence: Absence) -> None:
    today = timezone.localdate()
    if absence.during.lower >= today:
        absence.delete()
    else:
        absence.during = DateRange(absence.during.lower, today)
        absence.save()
    if absence.covered_by_id:
        reconnect(absence.covered_by_id)


@put_back_by(ChangeKind.COVER_ARRANGED, Permission.ARRANGE_COVER)
def _not_arranged(actor: Actor, change: GraveChange) -> None:
    absence = Absence.objects.select_for_update(of=("self",)).get(pk=change.object_id)
    if days_of(absence.during) != change.became:
        raise ValidationError(CHANGED_SINCE)
    log(actor, "ended absence", thing=absence, words="Arranging it was undone.")
    _is_over(absence)


@put_back_by(ChangeKind.COVER_ENDED, Permission.ARRANGE_COVER)
def _away_again(actor: Actor, change: GraveChange) -> None:
    was = change.was
    absence = Absence.objects.select_for_update(of=("self",)).filter(pk=change.object_id).first()
    if absence is None:  # it had not begun, and was taken off
        absence = Absence(
            unit_id=change.unit_id or 0, user_id=was["user_id"], covered_by_id=was["covered_by_id"],
            arranged_by_id=was["arranged_by_id"],
        )  # fmt: skip
    absence.during = during_of(was)
    try:
        with transaction.atomic():
            absence.save()
    except IntegrityError as problem:
        raise ValidationError(CHANGED_SINCE) from problem
    log(actor, "noted absence", thing=absence, words="Ending it was undone.")
    if absence.covered_by_id:
        reconnect(absence.covered_by_id)
