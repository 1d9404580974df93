"""Verbs: open a family to a unit, say what for, name dates. Closing it: closing.py; moving it: moving.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import CHANGED_SINCE, WhatChanged, clean_reason, put_back_by, record_change
from kinwork.access.models import OPENED_IT, AccessGrant, AccessGrantKind, AuditEvent, ChangeKind, GraveChange, User
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.clocks.humanize import long_day
from kinwork.families.actions import EditContext, take_back
from kinwork.families.as_entered import draw_as_entered
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family, FamilyMember
from kinwork.families.moving import take_person_away
from kinwork.notices.actions import notify
from kinwork.people import actions as people
from kinwork.people.actions import InRecord
from kinwork.people.dates import must_have_happened
from kinwork.people.models import OtherName, Person
from kinwork.people.validation import check_person
from kinwork.units.in_post import not_in_post
from kinwork.units.models import Unit
from kinwork.units.queries import has_posts, without_posts

from .answerable import answerable_for, knows_of
from .coming_back import tell_units_before
from .models import Allocation, Involvement, KeyDate, StatusDecision
from .notice_kinds import KEY_WORKER, OPENED, notify_of_death

SENT_TWICE = timedelta(seconds=10)
KNOWN_ALREADY = "There is already a family with this name. Check whether it is the same one; if not, say so below."


@dataclass
class NewMember:
    """Somebody who comes into a family: new to the records, or known already; then perhaps by another name here."""

    person: Person
    role: str = ""
    is_child: bool = False
    lives_here: bool = True
    called: OtherName | None = None


@dataclass
class FourQuestions:
    """Why is this family open to us, what are we trying to do, how, until when (SW:WFF 2014, managers' interviews)."""

    why_open: str = ""
    trying_to_do: str = ""
    how: str = ""
    tell_once: str = ""
    expected_end: date | None = None
    decided_by_id: int | None = None
    key_worker_id: int | None = None


@transaction.atomic
def open_family(
    actor: Actor,
    unit: Unit,
    *,
    name: str,
    opened_on: date,
    answers: FourQuestions,
    members: Sequence[NewMember] = (),
    is_another: bool = False,
    coming_back: Family | None = None,
) -> Involvement:
    """A family, its members as they are related, an open involvement, its allocation to the unit, all or nothing.

    A family of a name that is known already is opened only when somebody says that it ``is_another``. The same form
    sent again within moments gives the family that its first copy opened. One that was closed and comes back is
    ``coming_back``: it gets a new involvement, and whoever of the members is not in it yet.
    """
    actor.require(Permission.OPEN_FAMILY, unit.pk)
    must_have_happened(opened_on=opened_on)
    may_hold_families(unit, opened_on)
    _must_have_been_in_post(answers.decided_by_id, opened_on)
    if coming_back is not None:
        _must_be_closed(coming_back, opened_on)
        involvement = _open(actor, unit, coming_back, members, opened_on, answers)
        tell_units_before(actor, involvement, unit)
        return involvement
    tuples("SELECT pg_advisory_xact_lock(7204, %(user)s::int)", user=actor.user_id)
    known = list(Family.objects.filter(name__iexact=name.strip()).values_list("pk", flat=True)[:10])
    again = opened_just_now(actor, name)
    if again is not None and not is_another:
        return again
    if known and not is_another:
        raise ValidationError({"name": ValidationError(KNOWN_ALREADY, code="known")})
    involvement = _open(actor, unit, Family.objects.create(name=name), members, opened_on, answers)
    tell_units_before(actor, involvement, unit)
    return involvement


def _must_have_been_in_post(user_id: int | None, on: date) -> None:
    """Whoever decided that the family is open was there on that day. Two statements at most."""
    name = User.objects.filter(pk=user_id).values_list("full_name", flat=True).first() if user_id else None
    if user_id and name and (gap := not_in_post(user_id, name, on)):
        raise ValidationError({"decided_by": f"{gap} Check the date, or choose who did decide."})


def _must_be_closed(family: Family, opened_on: date) -> None:
    """A family comes back after it was closed, and is open once at a time. Two statements; who comes second waits."""
    Family.objects.select_for_update().get(pk=family.pk)
    last = Involvement.objects.filter(family=family).order_by("-opened_on", "-pk").first()
    if last is None:
        return
    if last.closed_on is None:
        raise ValidationError("The family is already open.")
    if opened_on < last.closed_on:
        raise ValidationError(
            {"opened_on": f"The family was closed on {last.closed_on:%-d %B %Y}; it cannot open again before that."}
        )


def _open(
    actor: Actor,
    unit: Unit,
    family: Family,
    members: Sequence[NewMember],
    opened_on: date,
    answers: FourQuestions,
) -> Involvement:
    joined = []
    for position, member in enumerate(members, start=family.members.count()):
        try:
            joined.append(add_member_to(family, member, position).person_id)
        except ValidationError as problem:  # of one of several people: it has no field of its own
            raise ValidationError(problem.messages) from problem
    involvement = Involvement(family=family, opened_on=opened_on, **vars(answers))
    involvement.full_clean(exclude=["family"])
    involvement.save()
    Allocation.objects.create(involvement=involvement, unit=unit, during=DateRange(opened_on, None))
    log(actor, "opened family", family_id=family.pk, thing=involvement)
    keep_open_today(actor, family.pk, unit)
    entered = EditContext(family, unit.pk, actor, f"{actor.name}, as entered when the family was opened"[:200])
    draw_as_entered(entered, joined, Permission.OPEN_FAMILY)
    notify(OPENED.key, actor=actor, family_id=family.pk, unit_id=unit.pk, thing=involvement)
    _tell_key_worker(actor, involvement)
    _tell_decider(actor, involvement, unit.pk, f"Opened to {unit.name}")
    return involvement


def may_hold_families(unit: Unit, on: date, *, field: str = "opened_on") -> None:
    """A unit that is there on the day and has a post, or nobody would ever see the family. One statement."""
    if unit.began_on and on < unit.began_on:
        raise ValidationError(
            {field: f"{unit.name} has been there since {long_day(unit.began_on)}. Type that day or a later one."}
        )
    if unit.ended_on and on >= unit.ended_on:
        last = long_day(unit.ended_on - timedelta(days=1))
        raise ValidationError({field: f"{unit.name} ended on {last}. Choose another unit."})
    if not has_posts(unit, on):
        raise ValidationError(without_posts(unit))


def _tell_key_worker(actor: Actor, involvement: Involvement) -> None:
    named = involvement.key_worker_id
    if named is not None:
        notify(KEY_WORKER.key, actor=actor, family_id=involvement.family_id, to=named, thing=involvement)


def name_key_worker(actor: Actor, involvement: Involvement, user_id: int | None) -> None:
    """Who it is from now on, or no one; they are told. Of an involvement that is locked, by who may say so."""
    if involvement.key_worker_id == user_id:
        return
    involvement.key_worker_id = user_id
    involvement.save(update_fields=["key_worker"])
    log(actor, "named key worker", family_id=involvement.family_id, thing=involvement)
    _tell_key_worker(actor, involvement)


def _tell_decider(actor: Actor, involvement: Involvement, unit_id: int | None, what: str) -> None:
    """Who is named as having decided is told, unless they recorded it themselves or must not know of the family."""
    who = involvement.decided_by
    if who is None or who.pk == actor.user_id or not knows_of(involvement.family_id, who.pk):
        return
    record_change(
        actor,
        ChangeKind.DECIDER_NAMED,
        WhatChanged(
            thing=involvement,
            words=f"{what}, recorded as decided by {who.full_name}.",
            reason=involvement.why_open or "Why it is open has not been answered yet.",
            family_id=involvement.family_id,
            unit_id=unit_id,
            decided_by_id=who.pk,
        ),
    )


def opened_just_now(actor: Actor, name: str) -> Involvement | None:
    """What the first copy of a form opened that was sent again within moments. Two statements at most."""
    just_now = timezone.now() - SENT_TWICE
    mine = AuditEvent.objects.filter(actor_id=actor.user_id, verb="opened family", at__gt=just_now)
    known = Family.objects.filter(name__iexact=name.strip(), pk__in=list(mine.values_list("family_id", flat=True)))
    return Involvement.objects.filter(family__in=known).order_by("-opened_on", "-pk").first()


def add_member_to(family: Family, member: NewMember, position: int) -> FamilyMember:
    """Somebody new, or somebody who is in the records already: then nothing of what is noted of them changes."""
    if member.called is not None:
        member.called.family_id = family.pk
        member.called.save()
    if member.person.pk is None:
        _must_be_possible(member.person)
        member.person.save()
    elif (known := FamilyMember.all_objects.filter(family=family, person=member.person).first()) is not None:
        if not known.taken_back:
            raise ValidationError(f"{member.person.name} is in this family already.")
        known.role, known.is_child, known.lives_here = member.role, member.is_child, member.lives_here
        known.taken_back = False
        known.save()
        return known
    return FamilyMember.objects.create(
        family=family,
        person=member.person,
        role=member.role,
        is_child=member.is_child,
        lives_here=member.lives_here,
        position=position,
    )


def _must_be_possible(person: Person) -> None:
    """Names, birth and death, each problem at the field where a member's is typed."""
    try:
        check_person(person, timezone.localdate())
    except ValidationError as problem:
        fields = {"born": "born_on", "died": "died_on"}
        raise ValidationError({fields.get(name, name): found for name, found in problem.error_dict.items()}) from None


@transaction.atomic
def add_member(held: HeldFamily, member: NewMember) -> FamilyMember:
    """Somebody more in the family; what their role says of how they are related is drawn."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    added = add_member_to(held.family, member, held.family.members.count())
    log(held.actor, "added family member", family_id=held.family.pk, thing=added)
    source = f"{held.actor.name}, as entered on the family’s page"
    draw_as_entered(EditContext(held.family, held.unit_id, held.actor, source[:200]), [added.person_id])
    return added


@transaction.atomic
def change_member(held: HeldFamily, member: FamilyMember, *, because: str = "") -> GraveChange | None:
    """Save what was changed of a member and of the person.

    A child who has a status and is no longer one whom the unit is concerned for loses it on every page: with a reason.
    """
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    before = FamilyMember.objects.select_for_update().get(pk=member.pk)
    has_status = before.is_child and not member.is_child and _has_status(member)
    because = clean_reason(because) if has_status else ""
    was_deceased = Person.objects.values_list("is_deceased", flat=True).get(pk=member.person_id)
    _must_be_possible(member.person)
    member.person.save()
    member.save()
    log(held.actor, "changed family member", family_id=member.family_id, thing=member)
    notify_of_death(held.actor, member.person, was_deceased=was_deceased)
    if not has_status:
        return None
    return record_change(
        held.actor,
        ChangeKind.MEMBER_REMOVED,
        WhatChanged(
            thing=member,
            words=f"{member.person.name} is no longer recorded as a child of concern.",
            reason=because,
            family_id=member.family_id,
            unit_id=held.unit_id,
            answerable=answerable_for(member.family_id, held.unit_id, without=held.actor.user_id),
            was={"is_child": True},
        ),
    )


def _has_status(member: FamilyMember) -> bool:
    return StatusDecision.objects.filter(
        person_id=member.person_id,
        involvement__family_id=member.family_id,
        involvement__closed_on=None,
        taken_back_at=None,
    ).exists()


@transaction.atomic
def remove_member(at: EditContext, person: Person, *, because: str) -> GraveChange:
    """Somebody who is not of this family after all: out of it, with what was told of them here, and why."""
    because = clean_reason(because, sentence=f"Say briefly why {person.name} is not part of this family.")
    change_set = take_person_away(at, person)
    return record_change(
        at.actor,
        ChangeKind.MEMBER_REMOVED,
        WhatChanged(
            thing=change_set,
            words=f"{person.name} was removed from the family.",
            reason=because,
            family_id=at.family.pk,
            unit_id=at.unit_id,
            answerable=answerable_for(at.family.pk, at.unit_id, without=at.actor.user_id),
        ),
    )


@put_back_by(ChangeKind.MEMBER_REMOVED, Permission.EDIT_FAMILY)
def _member_again(actor: Actor, change: GraveChange) -> None:
    if change.object_type == FamilyMember.__name__:
        changed = FamilyMember.objects.filter(pk=change.object_id, is_child=False)
        member = changed.select_for_update().first()
        if member is None:
            raise ValidationError(CHANGED_SINCE)
        member.is_child = True
        member.save(update_fields=["is_child"])
        return
    # As the genogram's own Undo: only while nothing else has been drawn since.
    at = EditContext(Family.objects.get(pk=change.family_id or 0), change.unit_id or 0, actor)
    take_back(at, change.object_id)


@transaction.atomic
def change_person(at: InRecord, person: Person) -> None:
    """Save name, birth, sex and death; whoever works with them hears of a death."""
    was_deceased = Person.objects.values_list("is_deceased", flat=True).get(pk=person.pk)
    people.change_person(at, person)
    notify_of_death(at.actor, person, was_deceased=was_deceased)


@transaction.atomic
def answer_questions(held: HeldFamily, involvement: Involvement) -> None:
    """Save new answers to the four questions; the old ones stay in the record's history."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    before = Involvement.objects.select_for_update().get(pk=involvement.pk)
    involvement.save()
    log(held.actor, "answered why open", family_id=involvement.family_id, thing=involvement)
    if involvement.decided_by_id != before.decided_by_id:
        _tell_decider(held.actor, involvement, held.unit_id, "Why the family is open")
    if involvement.key_worker_id != before.key_worker_id:
        _tell_key_worker(held.actor, involvement)


@transaction.atomic
def note_date(
    held: HeldFamily, involvement: Involvement, *, kind: str, on: date, note: str, is_arranged: bool = False
) -> KeyDate:
    """A conference, review, court or other date of a family."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    key_date = KeyDate.objects.create(involvement=involvement, kind=kind, on=on, note=note, is_arranged=is_arranged)
    log(held.actor, "noted date", family_id=involvement.family_id, thing=key_date)
    return key_date


@transaction.atomic
def change_date(held: HeldFamily, key_date: KeyDate, *, on: date, note: str) -> None:
    """It is on another day, or called otherwise; how it stood is kept in its history."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    if (key_date.on, key_date.note) == (on, note):
        return
    key_date.on, key_date.note = on, note
    key_date.save()
    log(held.actor, "changed date", family_id=held.pk, thing=key_date)


@transaction.atomic
def cancel_date(held: HeldFamily, key_date: KeyDate) -> None:
    """A date that will not take place."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    key_date.cancelled = True
    key_date.save()
    log(held.actor, "cancelled date", family_id=key_date.involvement.family_id, thing=key_date)


@transaction.atomic
def put_date_back(held: HeldFamily, key_date: KeyDate) -> None:
    """It was taken off by a slip: it takes place after all. Twice is once; a closed family has no dates to come."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    key_date = KeyDate.objects.select_for_update(of=("self",)).select_related("involvement").get(pk=key_date.pk)
    if not key_date.cancelled:
        return
    if key_date.involvement.closed_on is not None:
        raise ValidationError("The family has been closed since. Open it again before you put its dates back.")
    key_date.cancelled = False
    key_date.save()
    log(held.actor, "undid", family_id=key_date.involvement.family_id, thing=key_date)


def keep_open_today(actor: Actor, family_id: int, unit: Unit) -> AccessGrant | None:
    """Who opens a family to a unit that is not theirs sees it for the rest of the day, in the unit's sight.

    There is always something more to add when one has just put the receiver down.
    """
    if actor.can(Permission.SEE_FAMILY, unit.pk):
        return None
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return AccessGrant.objects.create(
        user_id=actor.user_id,
        family_id=family_id,
        kind=AccessGrantKind.REASON,
        reason=next(iter(OPENED_IT)),
        words=f"Opened it to {unit.name}, and sees it until midnight.",
        opened_at=now,
        ends_at=midnight,
    )
