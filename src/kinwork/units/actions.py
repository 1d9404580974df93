"""Verbs: make a unit, fill and empty its posts, name a deputy."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import CHANGED_SINCE, WhatChanged, clean_reason, put_back_by, record_change
from kinwork.access.models import ChangeKind, GraveChange, User
from kinwork.access.permissions import Permission
from kinwork.access.reconnect import reconnect
from kinwork.clocks.humanize import long_day

from .models import Deputy, Post, PostHolding, Unit
from .queries import holders_of
from .unit_shapes import UNIT_SHAPES

STILL_HELD = "Someone holds this post on that day. End their time in it first, choose a later day, or add a post."


@transaction.atomic
def make_unit(
    *, name: str, function: str, template: str, days: list[int], minutes: int, area: str = "", at: time | None = None
) -> Unit:
    """A unit with the posts and planned load of its template. For setting an authority up: no actor yet."""
    shape = UNIT_SHAPES[template]
    low, high = shape.planned_families or (None, None)
    unit = Unit(
        name=name,
        function=function,
        template=template,
        area=area,
        holds=shape.holds,
        meeting_days=days,
        meeting_minutes=minutes,
        meeting_at=at,
        planned_families_low=low,
        planned_families_high=high,
        planned_children=shape.planned_children.get(function),
    )
    unit.full_clean()
    unit.save()
    Post.objects.bulk_create(
        Post(unit=unit, role=post.role, fte=Decimal(post.fte), title=post.title, counts=post.counts)
        for post in shape.posts
    )
    return unit


@transaction.atomic
def pair_as_buddies(first: Unit, second: Unit) -> None:
    """Two units that cover for one another."""
    Unit.objects.filter(pk=first.pk).update(buddy=second)
    Unit.objects.filter(pk=second.pk).update(buddy=first)


def fill_post(post: Post, user: User, *, start: date, end: date | None = None) -> PostHolding:
    """Put a person in a post from a day on (until the day before ``end``).

    Raises ``ValidationError`` on field ``start`` when the post is held by somebody then.
    """
    try:
        with transaction.atomic():
            return PostHolding.objects.create(post=post, user=user, during=DateRange(start, end))
    except IntegrityError as problem:
        if "one_holder_of_a_post_at_a_time" not in str(problem):
            raise
        raise ValidationError({"start": STILL_HELD}) from problem


@transaction.atomic
def leave_post(actor: Actor, holding: PostHolding, *, last_day: date, because: str) -> GraveChange:
    """End somebody's time in a post; their access by it ends with that day. Who answers for the unit sees why."""
    actor.require(Permission.STAFF_UNIT, holding.post.unit_id)
    if last_day < holding.during.lower:
        raise ValidationError(
            {"last_day": f"The last day cannot be before the first, {holding.during.lower:%-d %B %Y}."}
        )
    because = clean_reason(because)
    before = holding.during
    holding.during = DateRange(holding.during.lower, last_day + timedelta(days=1))
    holding.save()
    log(actor, "ended post", thing=holding, words=because)
    reconnect(holding.user_id)
    unit, who, role = holding.post.unit, holding.user.full_name, holding.post.called
    return record_change(
        actor,
        ChangeKind.POST_ENDED,
        WhatChanged(
            thing=holding,
            words=f"{unit.name}: {who}, {role}, until {long_day(last_day)}.",
            reason=because,
            unit_id=unit.pk,
            answerable=holders_of(Permission.REVIEW_OPENING, unit.pk, timezone.localdate()),
            was=days_of(before),
            became=days_of(holding.during),
        ),
    )


def days_of(during: DateRange) -> dict[str, str]:
    """A span as undoing keeps it."""
    return {name: day.isoformat() if (day := getattr(during, name)) else "" for name in ("lower", "upper")}


def during_of(days: dict[str, str]) -> DateRange:
    """The span that was kept."""
    lower, upper = (date.fromisoformat(days[name]) if days[name] else None for name in ("lower", "upper"))
    return DateRange(lower, upper)


@put_back_by(ChangeKind.POST_ENDED, Permission.STAFF_UNIT)
def _hold_on(actor: Actor, change: GraveChange) -> None:
    """In the post until the day that stood there before, if nobody else holds it by then."""
    holding = PostHolding.objects.select_for_update().filter(pk=change.object_id).first()
    if holding is None or days_of(holding.during) != change.became:
        raise ValidationError(CHANGED_SINCE)
    holding.during = during_of(change.was)
    try:
        with transaction.atomic():
            holding.save()
    except IntegrityError as problem:
        raise ValidationError("Someone else now holds this post. End their time in it first.") from problem
    log(actor, "put in post", thing=holding, words="Ending it was undone.")
    reconnect(holding.user_id)


@transaction.atomic
def name_deputy(actor: Actor, unit: Unit, user: User, *, first_day: date, last_day: date) -> Deputy:
    """Let a member decide in the CSW's place for some days."""
    actor.require(Permission.NAME_DEPUTY, unit.pk)
    if last_day < first_day:
        raise ValidationError({"last_day": "The last day cannot be before the first."})
    try:
        with transaction.atomic():
            deputy = Deputy.objects.create(
                unit=unit,
                user=user,
                named_by_id=actor.user_id,
                during=DateRange(first_day, last_day + timedelta(days=1)),
            )
    except IntegrityError as problem:
        raise ValidationError({"user": f"{user.full_name} is already deputy on some of those days."}) from problem
    log(actor, "named deputy", thing=deputy)
    return deputy


@transaction.atomic
def withdraw_deputy(actor: Actor, deputy: Deputy, *, because: str) -> GraveChange:
    """End a deputyship today; one that has not begun is taken away. What was decided meanwhile stands."""
    actor.require(Permission.NAME_DEPUTY, deputy.unit_id)
    because = clean_reason(because)
    today = timezone.localdate()
    log(actor, "withdrew deputy", thing=deputy, words=because)
    change = record_change(
        actor,
        ChangeKind.DEPUTY_WITHDRAWN,
        WhatChanged(
            thing=deputy,
            words=f"{deputy.unit.name}: {deputy.user.full_name} is no longer deputy.",
            reason=because,
            unit_id=deputy.unit_id,
            answerable=[*holders_of(Permission.REVIEW_OPENING, deputy.unit_id, today), deputy.user_id],
            was={**days_of(deputy.during), "user_id": deputy.user_id, "named_by_id": deputy.named_by_id},
        ),
    )
    if deputy.during.lower >= today:
        deputy.delete()
    else:
        deputy.during = DateRange(deputy.during.lower, today)
        deputy.save()
    reconnect(deputy.user_id)
    return change


@put_back_by(ChangeKind.DEPUTY_WITHDRAWN, Permission.NAME_DEPUTY)
def _deputy_again(actor: Actor, change: GraveChange) -> None:
    """Deputy for the same days as before."""
    was = change.was
    deputy = Deputy.objects.select_for_update().filter(pk=change.object_id).first()
    if deputy is None:  # it had not begun, and was taken away
        unit = Unit.objects.get(pk=change.unit_id or 0)
        deputy = Deputy(unit=unit, user_id=was["user_id"], named_by_id=was["named_by_id"])
    deputy.during = during_of(was)
    try:
        with transaction.atomic():
            deputy.save()
    except IntegrityError as problem:
        raise ValidationError(CHANGED_SINCE) from problem
    log(actor, "named deputy", thing=deputy, words="Withdrawing it was undone.")
    reconnect(deputy.user_id)
