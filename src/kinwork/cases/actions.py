"""Verbs: open a family to a unit, say what for, name dates, close it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit import log
from kinwork.access.models import AuditEvent
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.families.models import Family, FamilyMember
from kinwork.people.models import OtherName, Person
from kinwork.units.models import Unit

from .models import Allocation, Involvement, KeyDate

SENT_TWICE = timedelta(seconds=10)
KNOWN_ALREADY = "A family of this name is known already. Look whether it is this one; if it is another, say so below."


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
    """Why is this family open to us, what are we trying to do, how, until when (domain.md section 2)."""

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
) -> Involvement:
    """A family, its members, an open involvement and its allocation to the unit, all or nothing.

    A family of a name that is known already is opened only when somebody says that it ``is_another``. The same form
    sent again within moments gives the family that its first copy opened.
    """
    actor.require(Permission.OPEN_FAMILY, unit.pk)
    tuples("SELECT pg_advisory_xact_lock(7204, %(user)s::int)", user=actor.user_id)
    known = list(Family.objects.filter(name__iexact=name.strip()).values_list("pk", flat=True)[:10])
    again = opened_just_now(actor, name)
    if again is not None and not is_another:
        return again
    if known and not is_another:
        raise ValidationError({"name": ValidationError(KNOWN_ALREADY, code="known")})
    family = Family.objects.create(name=name)
    for position, member in enumerate(members):
        add_member_to(family, member, position)
    involvement = Involvement(family=family, opened_on=opened_on, **vars(answers))
    involvement.full_clean(exclude=["family"])
    involvement.save()
    Allocation.objects.create(involvement=involvement, unit=unit, during=DateRange(opened_on, None))
    log(actor, "opened family", family_id=family.pk, thing=involvement)
    return involvement


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


@transaction.atomic
def add_member(actor: Actor, family: Family, unit_id: int, member: NewMember) -> FamilyMember:
    """Somebody more in the family."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    added = add_member_to(family, member, family.members.count())
    log(actor, "added family member", family_id=family.pk, thing=added)
    return added


@transaction.atomic
def change_member(actor: Actor, member: FamilyMember, unit_id: int) -> None:
    """Save what was changed of a member and of the person."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    member.person.save()
    member.save()
    log(actor, "changed family member", family_id=member.family_id, thing=member)


@transaction.atomic
def answer_questions(actor: Actor, involvement: Involvement, unit_id: int) -> None:
    """Save new answers to the four questions; the old ones stay in the record's history."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    involvement.save()
    log(actor, "answered why open", family_id=involvement.family_id, thing=involvement)


@transaction.atomic
def note_date(actor: Actor, involvement: Involvement, unit_id: int, *, kind: str, on: date, note: str) -> KeyDate:
    """A conference, review, court or other date of a family."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    key_date = KeyDate.objects.create(involvement=involvement, kind=kind, on=on, note=note)
    log(actor, "noted date", family_id=involvement.family_id, thing=key_date)
    return key_date


@transaction.atomic
def cancel_date(actor: Actor, key_date: KeyDate, unit_id: int) -> None:
    """A date that will not take place."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    key_date.cancelled = True
    key_date.save()
    log(actor, "cancelled date", family_id=key_date.involvement.family_id, thing=key_date)


@transaction.atomic
def close_family(
    actor: Actor, involvement: Involvement, unit_id: int, *, on: date, reason: str, changed: str, if_rereferred: str
) -> None:
    """End the involvement: why, what changed, and what to do if the family is referred again."""
    actor.require(Permission.CLOSE_FAMILY, unit_id)
    if on < involvement.opened_on:
        raise ValidationError(
            {"on": f"The family was opened on {involvement.opened_on:%-d %B %Y}; it cannot close before."}
        )
    if on > timezone.localdate():
        raise ValidationError({"on": "This day is still to come. Close the family on the day, or give today’s date."})
    involvement.closed_on = on
    involvement.closing_reason = reason
    involvement.what_changed = changed
    involvement.if_rereferred = if_rereferred
    involvement.closed_by_id = actor.user_id
    involvement.save()
    log(actor, "closed family", family_id=involvement.family_id, thing=involvement)


@transaction.atomic
def reopen_family(actor: Actor, involvement: Involvement, unit_id: int) -> None:
    """Take a closing back: it was a slip."""
    actor.require(Permission.CLOSE_FAMILY, unit_id)
    if Involvement.objects.filter(family_id=involvement.family_id, closed_on=None).exists():
        raise ValidationError("The family is open already.")
    involvement.closed_on = None
    involvement.closed_by = None
    involvement.save()
    log(actor, "took closing back", family_id=involvement.family_id, thing=involvement)
