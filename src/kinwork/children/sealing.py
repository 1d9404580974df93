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
from kinwork.access.sql import rows, tuples
from kinwork.cases.answerable import guardians_of
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember, Tie, in_force
from kinwork.notices.actions import notify
from kinwork.people.models import Person
from kinwork.units.queries import who_restrict_families, who_work_with_families

from .models import AdoptionOrder, CameFrom, Sealing, SealKeeper, SealOpening
from .notice_kinds import GUARDIAN_OPENED, OPENED, SEALED, TAKEN_OVER

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


def any_sealed_in(family_id: int) -> bool:
    """Whether somebody of the family has a record that is sealed from whoever asks. One statement."""
    here = FamilyMember.objects.filter(family_id=family_id)
    return here.filter(person_id__in=RawSQL("SELECT unnest(kinwork_sealed())", [])).exists()


def kept_by(actor: Actor) -> list[Sealing]:
    """The sealings that somebody is named for, the last first, with their openings. Four statements."""
    mine = Sealing.objects.filter(keepers__user_id=actor.user_id, lifted_at=None)
    mine = mine.select_related("person", "adopted_as", "guardian", "sealed_by", "involvement__family")
    return list(mine.prefetch_related("keepers__user", "openings__user"))


def other_sides(person_id: int) -> list[int]:
    """Who somebody was before an adoption, or is since, where that is sealed: to be compared with by nobody.

    One statement.
    """
    return list(tuples("SELECT kinwork_other_sides(%(person)s)", person=person_id)[0][0])


def stays_apart(person_ids: Collection[int]) -> bool:
    """Whether one of these is a side of a sealing that whoever asks is not named for. One statement."""
    return bool(tuples("SELECT kinwork_stays_apart(%(ids)s::bigint[])", ids=list(person_ids))[0][0])


def joins_sealed(one: int, other: int) -> bool:
    """Whether the two, put together, would join the sides of a sealing. One statement."""
    return bool(tuples("SELECT kinwork_joins_sealed(%(one)s, %(other)s)", one=one, other=other)[0][0])


@dataclass(frozen=True)
class Named:
    """Somebody who is named in a family's record: where, as what, and what else is written there."""

    place: str
    called: str
    person_id: int | None = None
    written: str = ""


GENOGRAM, NETWORK, INVITED = "genogram", "network", "invited"
# Not the meetings that are about the child alone: they are sealed too.
ASKED_TO_MEETINGS = """
SELECT DISTINCT v.name, v.person_id, concat_ws(' ', v.name, v.role) FROM formal_meetings_invitation v
JOIN formal_meetings_formalmeeting m ON m.id = v.meeting_id JOIN cases_involvement i ON i.id = m.involvement_id
WHERE v.ended_at IS NULL AND i.family_id = ANY (%(families)s) AND EXISTS (
    SELECT 1 FROM formal_meetings_formalmeeting_children c
    WHERE c.formalmeeting_id = m.id AND c.person_id <> %(person)s)
ORDER BY 1
"""
FOLDED = "SELECT kinwork_fold(said) FROM unnest(%(said)s::text[]) WITH ORDINALITY x(said, n) ORDER BY n"


def who_would_tell(child: Person, adopters: Collection[Person], now: Person | None = None) -> list[Named]:
    """Who is named in a family of the child as an adopter or the child's new self is, as one of it, around it or asked
    to a meeting: by the record, by the whole name, or by the surname, unless the child had that one before.

    Five statements.
    """
    families = list(FamilyMember.objects.filter(person=child).values_list("family_id", flat=True))
    of_them = FamilyMember.objects.filter(family_id__in=families).exclude(person=child).select_related("person")
    around = Tie.objects.filter(in_force(), change_set__family_id__in=families).select_related("somebody")
    known = [Named(GENOGRAM, one.person.name, one.person_id, one.person.name) for one in of_them]
    for tie in around:
        called = tie.somebody.name if tie.somebody else tie.name
        known.append(Named(NETWORK, called or tie.role, tie.somebody_id, f"{called} {tie.role}"))
    asked = tuples(ASKED_TO_MEETINGS, families=families, person=child.pk)
    known += [Named(INVITED, called, person_id, written) for called, person_id, written in asked]
    secret = [*adopters, *([now] if now else [])]
    said = [child.family_name, *(one.family_name for one in secret), *(one.name for one in secret)]
    folded = [one for (one,) in tuples(FOLDED, said=[*said, *(one.written for one in known)])]
    surnames = {one for one in folded[1 : len(secret) + 1] if one and one != folded[0]}
    full = [set(one.split()) for one in folded[len(secret) + 1 : len(said)] if " " in one]
    ids = {one.pk for one in secret if one.pk}
    found = []
    for one, words in zip(known, folded[len(said) :], strict=True):
        by_surname = any(f" {name}{more} " in f" {words} " for name in surnames for more in ("", "s"))
        if one.person_id in ids or by_surname or any(name <= set(words.split()) for name in full):
            found.append(one)
    return found


def _take_out_first(found: Collection[Named], child: Person) -> str:
    by_place = {
        place: " and ".join(dict.fromkeys(one.called for one in found if one.place == place))
        for place in (GENOGRAM, NETWORK, INVITED)
    }
    first = [f"take {by_place[place]} out of the {place}" for place in (GENOGRAM, NETWORK) if by_place[place]]
    if by_place[INVITED]:
        first.append(f"withdraw the invitation of {by_place[INVITED]} to a meeting that is also about others")
    return (
        f"{' and '.join(dict.fromkeys(one.called for one in found))} would be read in the family’s record, and has the "
        f"name of the adopters or the child’s new name. First {', and '.join(first)}. If {child.name} was adopted "
        "within the family, say so below."
    )


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
    if guardian_id is not None and guardian_id == held.actor.user_id:
        problems["guardian"] = "Choose a colleague: whoever seals a record does not answer for it as well."
    would_tell = who_would_tell(order.person, order.household.people, adopted_as)
    if would_tell:
        problems["household_id"] = _take_out_first(would_tell, order.person)
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


def _wrong_in(guardian_id: int | None, people: Collection[int], *, now: int | None = None) -> dict[str, str]:
    """What cannot be so, at each field. ``now``: who is its guardian, and may stay so."""
    if guardian_id is None:
        return {"guardian": "Choose a guardian: the person responsible for the sealed record and who may open it."}
    may = set(
        who_work_with_families(timezone.localdate()).filter(pk__in={guardian_id, *people}).values_list("pk", flat=True)
    )
    if guardian_id != now and not who_can_guard().filter(pk=guardian_id).exists():
        return {"guardian": "Only a manager, or the head of service, can be the guardian of a sealed record."}
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
    """For one working day, by somebody who is named for it, for the reason given. Its guardian hears of it.

    Where it is the guardian, the others who are named hear of it, and the head of service.
    """
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
    if actor.user_id != sealing.guardian_id:
        notify(OPENED.key, actor=actor, to=sealing.guardian_id, thing=sealing)
    else:
        # Nobody opens one without somebody else who hears of it: the others named, and who answers above the guardian.
        others = SealKeeper.objects.filter(sealing=sealing).exclude(user_id=actor.user_id)
        above = guardians_of(sealing.involvement.family_id, None, without=actor.user_id)
        notify(GUARDIAN_OPENED.key, actor=actor, to={*others.values_list("user_id", flat=True), *above}, thing=sealing)
    return opening


@transaction.atomic
def name_keepers(
    actor: Actor, sealing_id: int, *, guardian_id: int | None, people: Collection[int], because: str
) -> Sealing:
    """Who may open it, and who answers for that. By its guardian, or a manager who is named for it."""
    sealing = _kept(actor, sealing_id)
    _must_be_guardian(actor, sealing)
    because = clean_reason(because, sentence="Say why you are changing who may open it.")
    if problems := _wrong_in(guardian_id, people, now=sealing.guardian_id):
        raise ValidationError(problems)
    assert guardian_id is not None
    log(actor, "changed who opens sealed record", family_id=sealing.involvement.family_id, thing=sealing, words=because)
    before = sealing.guardian_id
    sealing.guardian_id = guardian_id
    sealing.save(update_fields=["guardian"])
    new = _name(actor, sealing, {guardian_id, *people})
    notify(SEALED.key, actor=actor, to=new, thing=sealing)
    if before != actor.user_id:
        notify(TAKEN_OVER.key, actor=actor, to=before, thing=sealing)
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
    if sealing.guardian_id != actor.user_id:
        notify(TAKEN_OVER.key, actor=actor, to=sealing.guardian_id, thing=sealing)


def _must_be_guardian(actor: Actor, sealing: Sealing) -> None:
    if not may_change(actor, sealing):
        raise NotAllowed(
            Permission.RESTRICT_FAMILY, "Only the record’s guardian, or a manager who is named for it, can change this."
        )


def may_change(actor: Actor, sealing: Sealing) -> bool:
    """Its guardian; and a manager who is named for it, so that it is not left alone once its guardian has gone."""
    return sealing.guardian_id == actor.user_id or who_can_guard().filter(pk=actor.user_id).exists()


def who_can_guard() -> QuerySet[User]:
    """Who may answer for a sealed record: whose post lets them restrict families' records. One statement."""
    return who_restrict_families(timezone.localdate()).order_by("full_name", "pk")


def who_can_be_named() -> QuerySet[User]:
    """Whose post lets them look into families' records. One statement."""
    return who_work_with_families(timezone.localdate()).order_by("full_name", "pk")
