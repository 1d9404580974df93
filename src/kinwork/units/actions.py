"""Verbs: make a unit, fill and empty its posts, name a deputy."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.again import ask_again
from kinwork.access.audit import log
from kinwork.access.models import User
from kinwork.access.permissions import Permission

from .models import Deputy, Post, PostHolding, Unit
from .templates import UNIT_TEMPLATES


@transaction.atomic
def make_unit(*, name: str, function: str, template: str, weekday: int, minutes: int, area: str = "") -> Unit:
    """A unit with the posts and planned load of its template. For setting an authority up: no actor yet."""
    shape = UNIT_TEMPLATES[template]
    low, high = shape.planned_families or (None, None)
    unit = Unit(
        name=name,
        function=function,
        template=template,
        area=area,
        meeting_weekday=weekday,
        meeting_minutes=minutes,
        planned_families_low=low,
        planned_families_high=high,
    )
    unit.full_clean()
    unit.save()
    Post.objects.bulk_create(Post(unit=unit, role=role, fte=Decimal(fte)) for role, fte in shape.posts)
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
        raise ValidationError(
            {"start": "Somebody holds this post on that day. End their time in it first, or choose a later day."}
        ) from problem


@transaction.atomic
def join_unit(actor: Actor, post: Post, user: User, *, start: date) -> PostHolding:
    """A group manager puts somebody in a post."""
    actor.require(Permission.STAFF_UNIT, post.unit_id)
    holding = fill_post(post, user, start=start)
    log(actor, "put in post", thing=holding)
    return holding


@transaction.atomic
def leave_post(actor: Actor, holding: PostHolding, *, last_day: date) -> None:
    """End somebody's time in a post; their access by it ends with that day."""
    actor.require(Permission.STAFF_UNIT, holding.post.unit_id)
    if last_day < holding.during.lower:
        raise ValidationError(
            {"last_day": f"The last day cannot be before the first, {holding.during.lower:%-d %B %Y}."}
        )
    holding.during = DateRange(holding.during.lower, last_day + timedelta(days=1))
    holding.save()
    log(actor, "ended post", thing=holding)
    ask_again(holding.user_id)


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
def withdraw_deputy(actor: Actor, deputy: Deputy) -> None:
    """End a deputyship today; one that has not begun is taken away. What was decided meanwhile stands."""
    actor.require(Permission.NAME_DEPUTY, deputy.unit_id)
    today = timezone.localdate()
    log(actor, "withdrew deputy", thing=deputy)
    if deputy.during.lower >= today:
        deputy.delete()
    else:
        deputy.during = DateRange(deputy.during.lower, today)
        deputy.save()
