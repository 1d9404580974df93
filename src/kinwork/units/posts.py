"""Verbs about posts: add one, end one; change the dates of who holds it, move somebody from one to another.

Nothing is deleted but what has not begun: an appointment for a day to come that is undone. The history keeps both.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import CHANGED_SINCE, WhatChanged, clean_reason, put_back_by, record_change
from kinwork.access.models import ChangeKind, GraveChange, User
from kinwork.access.permissions import Permission
from kinwork.access.reconnect import reconnect
from kinwork.access.roles import ROLES, Role
from kinwork.clocks.humanize import long_day

from .actions import STILL_HELD, days_of, during_of, fill_post
from .models import Post, PostHolding, Unit
from .queries import holders_of

HELD_THEN = "Someone else holds this post on some of those days. Choose other days, or add a post."
DAY = timedelta(days=1)


def heads_service(role: type[Role]) -> bool:
    """Whether this role staffs every unit: from it all other appointments follow."""
    return Permission.STAFF_UNIT in role.everywhere


def roles_of(unit: Unit) -> list[type[Role]]:
    """The roles of which there can be posts in a unit: its own, or in a team of the whole service the others."""
    is_service = unit.function == "service"
    return [role for role in ROLES.values() if bool(role.permissions) != is_service]


def has_head(on: date) -> bool:
    """Whether somebody who may sign in heads the service, today or from a later day. One statement."""
    heads = [key for key, role in ROLES.items() if heads_service(role)]
    later = Q(during__contains=on) | Q(during__startswith__gt=on)
    return PostHolding.objects.filter(later, post__role__in=heads, user__is_active=True).exists()


def may_appoint(actor: Actor, unit_id: int, role: type[Role], user_id: int | None = None) -> bool:
    """Whoever staffs the unit. An administrator appoints others as administrators, and a head of service while there
    is none: somebody has to be first.
    """
    if actor.can(Permission.STAFF_UNIT, unit_id):
        return True
    if not actor.may(Permission.MANAGE_ACCOUNTS) or user_id == actor.user_id or role.permissions:
        return False
    if all(actor.may(permission) for permission in role.everywhere):
        return True
    return heads_service(role) and not has_head(timezone.localdate())


def _staffs(actor: Actor, unit: Unit) -> None:
    if not actor.may(Permission.SET_UP_SERVICE):
        actor.require(Permission.STAFF_UNIT, unit.pk)


@transaction.atomic
def add_post(actor: Actor, unit: Unit, *, role: str, fte: Decimal, title: str = "", manages: bool = False) -> Post:
    """One more post, vacant. Whoever sets up the service does it, or staffs the unit.

    ``title``: what it is called, if not by its role. ``manages``: not counted among those who share the families.
    """
    _staffs(actor, unit)
    if role not in [kind.key for kind in roles_of(unit)]:
        raise ValidationError({"role": "Choose one of the posts in the list."})
    post = Post(unit=unit, role=role, fte=fte, title=title, counts=not manages)
    post.full_clean()
    post.save()
    log(actor, "added post", thing=post, words=f"{unit.name}: {post}")
    return post


@transaction.atomic
def end_post(actor: Actor, post: Post, *, last_day: date) -> None:
    """The unit has this post until a day. Nobody may hold it longer."""
    _staffs(actor, post.unit)
    post = Post.objects.select_for_update(of=("self",)).select_related("unit").get(pk=post.pk)
    longer = PostHolding.objects.filter(post=post).filter(
        Q(during__endswith=None) | Q(during__endswith__gt=last_day + DAY)
    )
    if holding := longer.select_related("user").first():
        raise ValidationError({"post_last": f"{holding.user.full_name} holds it longer. End their time in it first."})
    post.ended_on = last_day + DAY
    post.save(update_fields=["ended_on"])
    log(actor, "ended a post of the unit", thing=post, words=f"{post.unit.name}: {post} until {long_day(last_day)}")


@transaction.atomic
def keep_post(actor: Actor, post: Post) -> None:
    """The unit has the post after all."""
    _staffs(actor, post.unit)
    Post.objects.filter(pk=post.pk).update(ended_on=None)
    log(actor, "kept a post of the unit", thing=post, words=f"{post.unit.name}: {post}")


@transaction.atomic
def join_unit(
    actor: Actor, post: Post, user: User, *, start: date, last_day: date | None = None
) -> tuple[PostHolding, GraveChange | None]:
    """Put somebody in a post. Pressed twice, they are in it once; the second time there is no change to undo."""
    unit = Unit.objects.select_for_update(no_key=True).get(
        pk=post.unit_id
    )  # so that of two first heads one is too late
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    same = PostHolding.objects.filter(post=post, user=user, during__startswith=start).first()
    if same is not None and actor.may_ever(Permission.STAFF_UNIT):
        return same, None
    during = check_joining(actor, post, user, start=start, last_day=last_day)
    holding = fill_post(post, user, start=start, end=during.upper)
    log(actor, "put in post", thing=holding)
    reconnect(user.pk)
    until = f" until {long_day(last_day)}" if last_day else ""
    change = record_change(
        actor,
        ChangeKind.APPOINTED,
        WhatChanged(
            thing=holding,
            words=f"{unit.name}: {user.full_name}, {post.called}, from {long_day(start)}{until}.",
            reason="Appointed.",
            unit_id=unit.pk,
            answerable=[*holders_of(Permission.REVIEW_OPENING, unit.pk, timezone.localdate()), user.pk],
            became=days_of(during),
        ),
    )
    return holding, change


def check_joining(actor: Actor, post: Post, user: User, *, start: date, last_day: date | None) -> DateRange:
    """What is wrong with putting somebody in a post, before it is asked whether it is meant; gives the days."""
    if not may_appoint(actor, post.unit_id, ROLES[post.role], user.pk):
        raise NotAllowed(Permission.STAFF_UNIT)
    _is_held_when(post, start, last_day)
    during = DateRange(start, last_day + DAY if last_day else None)
    if not user.is_active:
        raise ValidationError({"user": f"{user.full_name} may not sign in. An administrator lets them in again first."})
    _holds_it_once(post, user, during)
    if PostHolding.objects.filter(post=post, during__overlap=during).exists():
        raise ValidationError({"start": STILL_HELD})
    return during


def _is_held_when(post: Post, start: date, last_day: date | None) -> None:
    if last_day is not None and last_day < start:
        raise ValidationError({"last_day": f"The last day cannot be before the first, {start:%-d %B %Y}."})
    if post.ended_on and (last_day is None or last_day >= post.ended_on):
        until = f"{post.ended_on - DAY:%-d %B %Y}"
        raise ValidationError(
            {"start": f"The unit has this post until {until} only. Say a last day, or keep the post."}
        )


def _holds_it_once(post: Post, user: User, during: DateRange, *, but: int | None = None) -> None:
    there = PostHolding.objects.filter(user=user, post__unit_id=post.unit_id, post__role=post.role)
    if there.filter(during__overlap=during).exclude(pk=but or 0).exists():
        raise ValidationError(
            {"user": f"{user.full_name} holds a post as {post.called.lower()} here on those days already."}
        )


def _held(pk: int) -> PostHolding:
    """The row as it is now, and for nobody else to change until this is done."""
    found = PostHolding.objects.select_for_update(of=("self",)).select_related("post__unit", "user")
    return found.get(pk=pk)


def _save(holding: PostHolding) -> None:
    try:
        with transaction.atomic():
            holding.save()
    except IntegrityError as problem:
        if "one_holder_of_a_post_at_a_time" not in str(problem):
            raise
        raise ValidationError({"last_day": HELD_THEN}) from problem


@transaction.atomic
def change_dates(
    actor: Actor, holding: PostHolding, *, first_day: date, last_day: date | None, because: str
) -> GraveChange | None:
    """From when until when somebody holds a post; without a last day, until further notice. None: it was so already."""
    actor.require(Permission.STAFF_UNIT, holding.post.unit_id)
    holding = _held(holding.pk)
    because = clean_reason(because)
    _is_held_when(holding.post, first_day, last_day)
    before, holding.during = holding.during, DateRange(first_day, last_day + DAY if last_day else None)
    if holding.during == before:
        return None
    _holds_it_once(holding.post, holding.user, holding.during, but=holding.pk)
    _save(holding)
    log(actor, "changed dates of post", thing=holding, words=because)
    reconnect(holding.user_id)
    unit, who = holding.post.unit, holding.user.full_name
    return record_change(
        actor,
        ChangeKind.POST_CHANGED,
        WhatChanged(
            thing=holding,
            words=f"{unit.name}: {who}, {holding.post.called}, {in_words(holding.during)}; before, {in_words(before)}.",
            reason=because,
            unit_id=unit.pk,
            answerable=[*holders_of(Permission.REVIEW_OPENING, unit.pk, timezone.localdate()), holding.user_id],
            was=days_of(before),
            became=days_of(holding.during),
        ),
    )


def in_words(during: DateRange) -> str:
    """'from 3 May 2026', 'from 3 May 2026 to 4 June 2026'."""
    until = f" to {during.upper - DAY:%-d %B %Y}" if during.upper else ""
    return f"from {during.lower:%-d %B %Y}{until}"


@transaction.atomic
def move(actor: Actor, holding: PostHolding, to: Post, *, first_day: date, because: str) -> GraveChange:
    """From one unit to another on a day: the old post ends the day before, the new one begins. Both or neither."""
    actor.require(Permission.STAFF_UNIT, holding.post.unit_id)
    actor.require(Permission.STAFF_UNIT, to.unit_id)
    to = Post.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=to.pk)
    holding = _held(holding.pk)
    because = clean_reason(because)
    if to.unit_id == holding.post.unit_id:
        raise ValidationError({"to": "This post is in the same unit. Choose one of another unit."})
    if first_day <= holding.during.lower:
        since = f"{holding.during.lower:%-d %B %Y}"
        raise ValidationError({"first_day": f"They began here on {since}. Choose a later day for the move."})
    if holding.during.upper and holding.during.upper < first_day:
        raise ValidationError(
            {"first_day": f"Their time here ends on {holding.during.upper - DAY:%-d %B %Y}. Choose a day until then."}
        )
    if first_day < timezone.localdate():
        raise ValidationError({"first_day": "Choose today or a day to come: what was open until now was open."})
    _is_held_when(to, first_day, None)
    _holds_it_once(to, holding.user, DateRange(first_day, None))
    before, holding.during = holding.during, DateRange(holding.during.lower, first_day)
    holding.save()
    try:
        new = fill_post(to, holding.user, start=first_day)
    except ValidationError as problem:
        raise ValidationError({"to": HELD_THEN}) from problem
    log(actor, "moved to another unit", thing=new, words=because)
    reconnect(holding.user_id)
    old, who = holding.post.unit, holding.user.full_name
    today = timezone.localdate()
    return record_change(
        actor,
        ChangeKind.MOVED,
        WhatChanged(
            thing=holding,
            words=f"{who} moves on {long_day(first_day)} from {old.name} ({holding.post.called}) to "
            f"{to.unit.name} ({to.called}).",
            reason=because,
            unit_id=old.pk,
            answerable=[
                *holders_of(Permission.REVIEW_OPENING, old.pk, today),
                *holders_of(Permission.REVIEW_OPENING, to.unit_id, today),
                holding.user_id,
            ],
            was=days_of(before),
            became={**days_of(holding.during), "new": new.pk, "new_days": days_of(new.during)},
        ),
    )


def _never_was(holding: PostHolding) -> None:
    """What has not begun, or began today, goes; of anything older the days until yesterday stand."""
    today = timezone.localdate()
    if holding.during.lower >= today:
        holding.delete()
    else:
        holding.during = DateRange(holding.during.lower, today)
        holding.save()
    reconnect(holding.user_id)


@put_back_by(ChangeKind.APPOINTED, Permission.STAFF_UNIT)
def _not_appointed(actor: Actor, change: GraveChange) -> None:
    holding = _held(change.object_id)
    if days_of(holding.during) != change.became:
        raise ValidationError(CHANGED_SINCE)
    log(actor, "ended post", thing=holding, words="Appointing them was undone.")
    _never_was(holding)


@put_back_by(ChangeKind.POST_CHANGED, Permission.STAFF_UNIT)
def _dates_of_before(actor: Actor, change: GraveChange) -> None:
    holding = _held(change.object_id)
    if days_of(holding.during) != change.became:
        raise ValidationError(CHANGED_SINCE)
    holding.during = during_of(change.was)
    _save(holding)
    log(actor, "changed dates of post", thing=holding, words="Changing them was undone.")
    reconnect(holding.user_id)


@put_back_by(ChangeKind.MOVED, Permission.STAFF_UNIT)
def _back_again(actor: Actor, change: GraveChange) -> None:
    became = dict(change.became)
    new_id, new_days = became.pop("new"), became.pop("new_days")
    new, holding = _held(new_id), _held(change.object_id)
    if days_of(holding.during) != became or days_of(new.during) != new_days:
        raise ValidationError(CHANGED_SINCE)
    _never_was(new)
    holding.during = during_of(change.was)
    _save(holding)
    log(actor, "put in post", thing=holding, words="Moving them was undone.")
    reconnect(holding.user_id)
