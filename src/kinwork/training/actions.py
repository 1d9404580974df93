"""Verbs: take up or make a programme, enter who took which days, tick an induction, record a session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.units.models import Unit

from .models import Attendance, Day, Group, Programme, Session, SessionKind, Tick
from .policies import may_record_for, supports
from .queries import Induction, colleagues_of
from .shipped import Module, Shipped, induction

MOST_DAYS = 60


def _keeps_everywhere(actor: Actor) -> None:
    if not actor.may(Permission.KEEP_TRAINING):
        raise NotAllowed(Permission.KEEP_TRAINING)


@transaction.atomic
def make_programme(
    actor: Actor, *, name: str, provider: str, about: str, group: str, modules: Sequence[Module], source: str = ""
) -> Programme:
    """A programme with its days, as this authority has it."""
    _keeps_everywhere(actor)
    name = " ".join(name.split())
    problems = {}
    if not name:
        problems["name"] = "Give the programme a name."
    elif Programme.objects.filter(name__iexact=name).exists():
        problems["name"] = "There is a programme of this name already. Choose another name."
    if group and group not in Group.values:
        problems["group"] = "Choose one of these."
    if not modules:
        problems["modules"] = "Type at least one module, with its days: Supervision, 3."
    elif sum(module.days for module in modules) > MOST_DAYS:
        problems["modules"] = f"{MOST_DAYS} days at most."
    if problems:
        raise ValidationError(problems)
    made = Programme.objects.create(
        name=name, provider=provider.strip(), about=about.strip(), group=group, source=source,
        made_by_id=actor.user_id, made_at=timezone.now(),
    )  # fmt: skip
    names = [module.name for module in modules for _ in range(module.days)]
    Day.objects.bulk_create(
        Day(programme=made, number=number, module=module) for number, module in enumerate(names, start=1)
    )
    log(actor, "made training programme", thing=made, words=made.name)
    return made


def take_up(actor: Actor, shipped: Shipped) -> Programme:
    """A published programme becomes this authority's own."""
    return make_programme(
        actor, name=shipped.name, provider=shipped.provider, about=shipped.about, group=shipped.group,
        modules=shipped.modules, source=shipped.source,
    )  # fmt: skip


@transaction.atomic
def end_programme(actor: Actor, programme: Programme) -> None:
    """It is no longer given; who took part of it still has."""
    _keeps_everywhere(actor)
    if programme.ended_on is None:
        programme.ended_on = timezone.localdate()
        programme.save(update_fields=["ended_on"])
        log(actor, "ended training programme", thing=programme, words=programme.name)


@transaction.atomic
def note_days(
    actor: Actor, programme: Programme, taken: Iterable[tuple[int, int, date]]
) -> tuple[int, int]:  # fmt: skip
    """Who (id) took which day (number) when: all of them or none. How many were new, how many were there already."""
    actor.require_ever(Permission.KEEP_TRAINING)
    taken = list(taken)
    theirs = {one.pk for one in colleagues_of(actor, timezone.localdate())}
    days = {day.number: day for day in Day.objects.filter(programme=programme)}
    problems = []
    if any(user_id not in theirs for user_id, _, _ in taken):
        problems.append("Choose colleagues of your own units: you do not keep the register of all of these.")
    if any(number not in days for _, number, _ in taken):
        problems.append(f"Choose a day of this programme, 1 to {len(days)}.")
    if any(on > timezone.localdate() for *_, on in taken):
        problems.append("This date is in the future. Enter a day once it has been taken.")
    if problems:
        raise ValidationError(problems)
    there = set(
        Attendance.objects.filter(day__programme=programme, removed_at=None).values_list("user_id", "day__number")
    )
    now = timezone.now()
    new = [
        Attendance(day=days[number], user_id=user_id, on=on, by_id=actor.user_id, at=now)
        for user_id, number, on in taken
        if (user_id, number) not in there
    ]
    try:
        with transaction.atomic():
            Attendance.objects.bulk_create(new)
    except IntegrityError as problem:
        raise ValidationError(
            "A colleague entered one of these in the meantime. Look at the list and try again."
        ) from problem
    if new:
        log(actor, "entered training", thing=programme, words=f"{programme.name}: {len(new)}")
    return len(new), len(taken) - len(new)


@transaction.atomic
def remove_day(actor: Actor, taken: Attendance) -> None:
    """Entered in error."""
    actor.require_ever(Permission.KEEP_TRAINING)
    if taken.user_id not in {one.pk for one in colleagues_of(actor, timezone.localdate())}:
        raise NotAllowed(Permission.KEEP_TRAINING)
    found = Attendance.objects.select_for_update().get(pk=taken.pk)
    if found.removed_at is None:
        found.removed_by_id, found.removed_at = actor.user_id, timezone.now()
        found.save(update_fields=["removed_by", "removed_at"])
        log(actor, "removed training", thing=found)


@transaction.atomic
def tick(actor: Actor, unit: Unit, one: Induction, items: set[str]) -> None:
    """These lines of an induction are done, the others not: by who joined, or who supports them in the unit."""
    if actor.user_id != one.user_id and not supports(actor, unit.pk):
        raise NotAllowed(Permission.SUPPORT_STAFF)
    known = {item.key for item in induction()}
    if not items <= known:
        raise ValidationError({"items": "Tick lines of this list."})
    of = Tick.objects.filter(unit=unit, user_id=one.user_id, joined_on=one.joined)
    there = set(of.values_list("item", flat=True))
    if there == items:
        return
    of.exclude(item__in=items).delete()
    now = timezone.now()
    Tick.objects.bulk_create(
        [
            Tick(unit=unit, user_id=one.user_id, joined_on=one.joined, item=item, by_id=actor.user_id, at=now)
            for item in sorted(items - there)
        ],
        ignore_conflicts=True,
    )
    log(actor, "updated induction", thing=unit)


@transaction.atomic
def note_session(
    actor: Actor, *, user_id: int, with_user_id: int | None, with_name: str, kind: str, on: date
) -> Session:
    """Coaching or supervision that was held. Recorded by either of the two, or by who supports staff in the unit."""
    with_name = " ".join(with_name.split())
    problems = {}
    if not may_record_for(actor, user_id, with_user_id):
        raise NotAllowed(Permission.SUPPORT_STAFF)
    if kind not in SessionKind.values:
        problems["kind"] = "Choose what kind it was."
    if (with_user_id is None) == (not with_name):
        problems["with_user"] = "Choose a colleague, or type the name of a coach from outside: one of the two."
    elif with_user_id == user_id:
        problems["with_user"] = "Choose two different people."
    if on > timezone.localdate():
        problems["on"] = "This date is in the future. Record a session once it has been held."
    if problems:
        raise ValidationError(problems)
    made, is_new = Session.objects.get_or_create(
        user_id=user_id, with_user_id=with_user_id, with_name=with_name, kind=kind, on=on, removed_at=None,
        defaults={"by_id": actor.user_id, "at": timezone.now()},
    )  # fmt: skip
    if is_new:
        log(actor, "recorded session of support", thing=made)
    return made


@transaction.atomic
def remove_session(actor: Actor, session: Session) -> None:
    """Entered in error: by either of the two, or by who entered it."""
    if actor.user_id not in (session.user_id, session.with_user_id, session.by_id):
        raise NotAllowed(Permission.SUPPORT_STAFF)
    found = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if found.removed_at is None:
        found.removed_by_id, found.removed_at = actor.user_id, timezone.now()
        found.save(update_fields=["removed_by", "removed_at"])
        log(actor, "removed session of support", thing=found)
