"""Verbs and reads: an adopted child's earlier record is sealed, opened for a while, kept by named people, unsealed.

Who has not opened it meets neither the facts of the earlier record nor who the child is now; from neither side does
anything lead to the other (docs/adr/0109).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import clean_reason
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.sql import rows
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember, Tie, in_force
from kinwork.notices.actions import notify
from kinwork.people.models import Person
from kinwork.units.queries import who_work_with_families

from .models import AdoptionOrder, CameFrom, Sealing, SealKeeper, SealOpening
from .notice_kinds import OPENED, SEALED

OPEN_FOR = timedelta(hours=8)
NOT_YOURS = "Only the people named for this record can open it."


@dataclass(frozen=True)
class Seal:
    """What a child's page must know: since when the record is sealed from whoever asks; what they keep of it."""

    since: date | None  # it is sealed, and they have not opened it
    before: int | None  # the sealing of this record, where they are named for it
    after: int | None  # the sealing of an earlier record of this child, where they are named for it


def seal_of(person_id: int) -> Seal:
    """One statement."""
    [row] = rows(
        "SELECT kinwork_sealed_since(%(person)s) AS since, "
        "(SELECT id FROM children_sealing WHERE person_id = %(person)s AND lifted_at IS NULL) AS before, "
        "(SELECT id FROM children_sealing WHERE adopted_as_id = %(person)s AND lifted_at IS NULL) AS after",
        person=person_id,
    )
    return Seal(**row)


def not_sealed(members: QuerySet[FamilyMember]) -> QuerySet[FamilyMember]:
    """Without those whose record is sealed from whoever asks: nothing more is written there."""
    return members.exclude(person_id__in=RawSQL("SELECT unnest(kinwork_sealed())", []))


def kept_by(actor: Actor) -> list[Sealing]:
    """The sealings that somebody is named for, the last first, with their openings. Four statements."""
    mine = Sealing.objects.filter(keepers__user_id=actor.user_id, lifted_at=None)
    mine = mine.select_related("person", "adopted_as", "guardian", "sealed_by", "involvement__family")
    return list(mine.prefetch_related("keepers__user", "openings__user"))


def who_would_tell(person_id: int, adopters: Collection[Person]) -> list[str]:
    """Who of the adopters stands in a family of the child, as one of it or around it. Two statements."""
    families = FamilyMember.objects.filter(person_id=person_id).values("family_id")
    ids = [one.pk for one in adopters]
    members = FamilyMember.objects.filter(family_id__in=families, person_id__in=ids).values_list("person_id", flat=True)
    around = Tie.objects.filter(in_force(), change_set__family_id__in=families, somebody_id__in=ids)
    found = {*members, *around.values_list("somebody_id", flat=True)}
    return [one.name for one in adopters if one.pk in found]


@transaction.atomic
def seal(
    held: HeldFamily,
    order: AdoptionOrder,
    *,
    adopted_as: Person | None,
    guardian_id: int | None,
    people: Collection[int],
) -> Sealing:
    """From now on the earlier record is there only for named people. Problems are said at each field."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    problems = _wrong_in(guardian_id, people)
    would_tell = who_would_tell(order.person_id, order.household.people)
    if would_tell:
        problems["household_id"] = (
            f"{' and '.join(would_tell)} would be read in the family’s record: take them out of the genogram and the "
            f"network first. If {order.person.name} was adopted within the family, say so below."
        )
    if problems:
        raise ValidationError(problems)
    assert guardian_id is not None
    sealing = Sealing(
        person_id=order.person_id,
        involvement_id=order.involvement_id,
        household_id=order.household_id,
        adopted_as=adopted_as,
        adopted_on=order.on,
        guardian_id=guardian_id,
        sealed_by_id=held.actor.user_id,
        sealed_at=timezone.now(),
    )
    sealing.save(force_insert=True)
    # Written before it hides: who seals it need not be named for it.
    log(held.actor, "sealed record", family_id=held.pk, thing=sealing)
    _name(held.actor, sealing, {guardian_id, *people})
    notify(SEALED.key, actor=held.actor, to={guardian_id, *people}, thing=sealing)
    return sealing


def _wrong_in(guardian_id: int | None, people: Collection[int]) -> dict[str, str]:
    if guardian_id is None:
        return {"guardian": "Choose a guardian: the person responsible for the sealed record and who may open it."}
    may = set(
        who_work_with_families(timezone.localdate()).filter(pk__in={guardian_id, *people}).values_list("pk", flat=True)
    )
    if guardian_id not in may:
        return {"guardian": "Only people whose post lets them look into families’ records can be named."}
    if set(people) - may:
        return {"people": "Only people whose post lets them look into families’ records can be named."}
    return {}


def _name(actor: Actor, sealing: Sealing, people: Collection[int]) -> set[int]:
    """Make the list so, and say who is new on it. Added before others go: or nobody could see it half-way."""
    before = set(SealKeeper.objects.filter(sealing_id=sealing.pk).values_list("user_id", flat=True))
    new = set(people) - before
    SealKeeper.objects.bulk_create(
        [SealKeeper(sealing_id=sealing.pk, user_id=pk, added_by_id=actor.user_id) for pk in sorted(new)]
    )
    SealKeeper.objects.filter(sealing_id=sealing.pk, user_id__in=before - set(people)).delete()
    return new


def _kept(actor: Actor, sealing_id: int) -> Sealing:
    """A sealing, locked, that this person is named for."""
    sealing = (
        Sealing.objects.select_for_update(of=("self",)).select_related("involvement").filter(pk=sealing_id).first()
    )
    if sealing is None or not SealKeeper.objects.filter(sealing=sealing, user_id=actor.user_id).exists():
        raise NotAllowed(Permission.SEE_FAMILY, NOT_YOURS)
    if sealing.lifted_at is not None:
        raise ValidationError("This record is no longer sealed.")
    return sealing


@transaction.atomic
def open_sealed(actor: Actor, sealing_id: int, *, came_from: str, reason: str) -> SealOpening:
    """For one working day, by somebody who is named for it, for the reason given. Its guardian hears of it."""
    sealing = _kept(actor, sealing_id)
    reason = clean_reason(reason, sentence="Say why you need to read it. The record’s guardian sees this.")
    if came_from not in CameFrom.values:
        came_from = CameFrom.BEFORE
    now = timezone.now()
    opening = SealOpening.objects.create(
        sealing=sealing,
        user_id=actor.user_id,
        came_from=came_from,
        reason=reason,
        opened_at=now,
        ends_at=now + OPEN_FOR,
    )
    log(actor, "opened sealed record", family_id=sealing.involvement.family_id, thing=sealing, words=reason)
    notify(OPENED.key, actor=actor, to=sealing.guardian_id, thing=sealing)
    return opening


@transaction.atomic
def name_keepers(
    actor: Actor, sealing_id: int, *, guardian_id: int | None, people: Collection[int], because: str
) -> Sealing:
    """Who may open it, and who answers for that. By its guardian."""
    sealing = _kept(actor, sealing_id)
    _must_be_guardian(actor, sealing)
    because = clean_reason(because, sentence="Say why you are changing who may open it.")
    if problems := _wrong_in(guardian_id, people):
        raise ValidationError(problems)
    assert guardian_id is not None
    log(actor, "changed who opens sealed record", family_id=sealing.involvement.family_id, thing=sealing, words=because)
    sealing.guardian_id = guardian_id
    sealing.save(update_fields=["guardian"])
    new = _name(actor, sealing, {guardian_id, *people})
    notify(SEALED.key, actor=actor, to=new, thing=sealing)
    return sealing


@transaction.atomic
def unseal(actor: Actor, sealing_id: int, *, because: str) -> None:
    """The order was set aside, or it was a slip: the record is like any other again. By its guardian."""
    sealing = _kept(actor, sealing_id)
    _must_be_guardian(actor, sealing)
    because = clean_reason(
        because, sentence="Say why the record is to be unsealed, such as that the order was set aside."
    )
    sealing.lifted_at, sealing.lifted_by_id, sealing.lifted_because = timezone.now(), actor.user_id, because
    sealing.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    log(actor, "unsealed record", family_id=sealing.involvement.family_id, thing=sealing, words=because)


def _must_be_guardian(actor: Actor, sealing: Sealing) -> None:
    if sealing.guardian_id != actor.user_id:
        raise NotAllowed(Permission.RESTRICT_FAMILY, "Only the guardian of the record can change this.")


def who_can_be_named() -> QuerySet[User]:
    """Whose post lets them look into families' records. One statement."""
    return who_work_with_families(timezone.localdate()).order_by("full_name", "pk")
