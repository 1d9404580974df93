"""Verbs: note who adopts, and how far they have come; record the adoption order, with all that follows from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.cases.actions import NewMember, add_member_to
from kinwork.cases.models import Allocation, Involvement, Status
from kinwork.families.actions import EditContext, add_child
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family, ParentKind
from kinwork.people.models import Person, Sex
from kinwork.people.validation import check_person
from kinwork.units.models import Unit

from .deciding import DecidedStatus, decide_status
from .kinds import KINDS
from .models import (
    STANDS,
    STEPS,
    AdopterHousehold,
    Adopters,
    AdoptionOrder,
    CareEnd,
    CarePeriod,
    Episode,
    EpisodeEnd,
    Sealing,
    wrong_together,
)
from .recording import end_fact, record_facts
from .sealing import seal
from .statuses import standing_of

THE_COURT = "The court"
OF_SERVICE = "service"  # the team of the whole service
CODES = {
    (Sex.MALE,): Adopters.MAN,
    (Sex.FEMALE,): Adopters.WOMAN,
    (Sex.MALE, Sex.MALE): Adopters.MEN,
    (Sex.FEMALE, Sex.FEMALE): Adopters.WOMEN,
    (Sex.FEMALE, Sex.MALE): Adopters.BOTH,
}


def households_of(family_id: int) -> list[AdopterHousehold]:
    """Adopters in a family's record. One statement."""
    found = AdopterHousehold.objects.filter(involvement__family_id=family_id)
    return list(found.select_related("first", "second", "recorded_by"))


def _code(people: Sequence[Person]) -> str:
    code = CODES.get(tuple(sorted(Sex(one.sex) for one in people)))
    if code is None:
        raise ValidationError({"first_sex": "Say of each whether they are a woman or a man, as the return asks it."})
    return code


def _check(household: AdopterHousehold) -> None:
    labels = {field.name: str(field.verbose_name) for field in AdopterHousehold._meta.concrete_fields}
    problems: dict[str, str] = {}
    if wrong := wrong_together(household.adopters, household.adopters_status):
        problems["adopters_status"] = wrong
    today = timezone.localdate()
    for name in (*STEPS, "left_on"):
        said = getattr(household, name)
        if said is not None and said > today:
            problems[name] = "This date is in the future. Record it once it has happened."
    said = [(name, getattr(household, name)) for name in STEPS if getattr(household, name) is not None]
    for (before, earlier), (name, later) in pairwise(said):
        if later < earlier:
            problems[name] = f"This is before “{labels[before]}”, {earlier:%-d %B %Y}."
    if (household.left_on is None) != (not household.left_because):
        missing = "left_on" if household.left_on is None else "left_because"
        problems[missing] = "Say both when they left and why."
    if problems:
        raise ValidationError(problems)


@transaction.atomic
def record_household(
    held: HeldFamily, involvement: Involvement, people: Sequence[Person], values: dict[str, Any]
) -> AdopterHousehold:
    """Adopters as people of their own: one, or two together. Problems are said at each field."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    if not people:
        raise ValidationError({"first_given_name": "Type the name of the adopter."})
    for which, person in zip(("first", "second"), people, strict=False):
        if person.pk is None:
            _make(which, person)
    if len({person.pk for person in people}) != len(people):
        raise ValidationError({"second_given_name": "This is the same person twice."})
    household = AdopterHousehold(
        involvement=involvement,
        first=people[0],
        second=people[1] if len(people) > 1 else None,
        adopters=_code(people),
        recorded_by_id=held.actor.user_id,
        recorded_at=timezone.now(),
        **values,
    )
    _check(household)
    household.save()
    log(held.actor, "noted adopters", family_id=held.pk, thing=household)
    return household


def _make(which: str, person: Person) -> None:
    try:
        check_person(person, timezone.localdate())
    except ValidationError as problem:
        said = {f"{which}_{'born_on' if name == 'born' else name}": found for name, found in problem.error_dict.items()}
        raise ValidationError(said) from None
    if not (person.given_name or person.family_name):
        raise ValidationError({f"{which}_given_name": "Type the name of the adopter."})
    person.save()


@transaction.atomic
def change_household(held: HeldFamily, household: AdopterHousehold, values: dict[str, Any]) -> AdopterHousehold:
    """How far they have come, or a slip put right. How it stood before stays in the history."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    household = (
        AdopterHousehold.objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=household.pk)
    )
    for name, value in values.items():
        setattr(household, name, value)
    household.adopters = _code(household.people)
    _check(household)
    household.save()
    log(held.actor, "changed adopters", family_id=held.pk, thing=household)
    return household


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """What is said of an adoption order."""

    on: date
    household: AdopterHousehold
    court: str = ""
    is_consent_dispensed: bool = False
    note: str = ""
    given_name: str = ""  # by which the child is known from now on
    family_name: str = ""
    guardian_id: int | None = None
    people: Collection[int] = ()
    not_sealed_because: str = ""


@transaction.atomic
def record_adoption(held: HeldFamily, involvement: Involvement, child: Person, said: Adopted) -> Sealing | None:
    """The court made an adoption order: being looked after and the episode of need end with it; the child is known by
    a new name in a record of its own; and the earlier record is sealed, unless it was within the family.
    """
    wrong = {}
    if AdoptionOrder.objects.filter(STANDS, person=child).exists():
        wrong["on"] = f"{child.name} was adopted already. Correct that order instead."
    if bool(said.guardian_id) == bool(said.not_sealed_because.strip()):
        wrong["guardian"] = (
            "Choose a guardian of the sealed record, or say below why it is not sealed."
            if not said.guardian_id
            else "Either the record has a guardian and is sealed, or you say why it is not."
        )
    new_name = (said.given_name.strip(), said.family_name.strip())
    if any(new_name) and [one.casefold() for one in new_name] == [
        child.given_name.casefold(), child.family_name.casefold()
    ]:  # fmt: skip
        wrong["new_given_name"] = (
            f"The record is under the name {child.name} already. Put back there the name from before the adoption "
            "first: the earlier record keeps it."
        )
    if wrong:
        raise ValidationError(wrong)
    before = standing_of(involvement.pk, child.pk, said.on)
    values = {
        "on": said.on,
        "household_id": said.household.pk,
        "court": said.court,
        "is_consent_dispensed": said.is_consent_dispensed,
        "not_sealed_because": said.not_sealed_because.strip(),
        "said_by": THE_COURT,
        "note": said.note,
    }
    [order] = record_facts(held, involvement, KINDS["adoption_order"], [child.pk], values)
    assert isinstance(order, AdoptionOrder)
    if before is not None:
        reason = "An adoption order was made."
        decided = DecidedStatus(
            person_id=child.pk,
            status=Status.NONE,
            category="",
            placed="",
            on=said.on,
            decided_by=THE_COURT,
            reason=reason,
        )
        decide_status(held.actor, involvement, held.unit_id, decided)
    why = CareEnd.ADOPTED_DISPENSED if said.is_consent_dispensed else CareEnd.ADOPTED
    CarePeriod.objects.filter(STANDS, person=child, ended_on=said.on, end_reason="").update(end_reason=why)
    for episode in Episode.objects.filter(STANDS, person=child, involvement=involvement, ended_on=None):
        if episode.started_on <= said.on:
            ended = {"end_reason": EpisodeEnd.ADOPTED}
            end_fact(held, KINDS["episode"], episode, on=said.on, said_by=THE_COURT, values=ended)
    if said.not_sealed_because.strip():
        return None
    now = _as_from_now_on(held, child, said) if any(new_name) else None
    return seal(held, order, adopted_as=now, guardian_id=said.guardian_id, people=said.people)


def _as_from_now_on(held: HeldFamily, child: Person, said: Adopted) -> Person:
    """Who the child is from now on: a person of their own, in the adopters' family."""
    person = Person(
        given_name=said.given_name.strip(),
        family_name=said.family_name.strip(),
        born_on=child.born_on,
        born_kind=child.born_kind,
        sex=child.sex,
    )
    try:
        check_person(person, timezone.localdate())
    except ValidationError as problem:
        raise ValidationError({f"new_{name}": found for name, found in problem.error_dict.items()}) from None
    parents = said.household.people
    family = Family.objects.create(name=person.family_name or parents[0].family_name or parents[0].name)
    for position, parent in enumerate(parents):
        add_member_to(family, NewMember(parent, role="adoptive parent"), position)
    add_member_to(family, NewMember(person, role="child", is_child=True), len(parents))
    theirs = EditContext(family, held.unit_id, held.actor, "the adoption order")
    add_child(
        theirs, parents, person, kind=ParentKind.ADOPTIVE, begun=said.on.isoformat(), lives_here=True, confirmed=True
    )
    # Known, and not open to us. The team of the whole service has it: in no unit's list does it stand beside the
    # family from before.
    known = Involvement.objects.create(
        family=family, opened_on=said.on, closed_on=said.on, closing_reason="Adoption order; no social work is needed.",
        closed_by_id=held.actor.user_id,
    )  # fmt: skip
    team = Unit.objects.filter(function=OF_SERVICE).order_by("pk").values_list("pk", flat=True).first()
    unit_id = team or held.unit_id
    if unit_id is not None:
        during = DateRange(said.on, said.on + timedelta(days=1))
        Allocation.objects.create(involvement=known, unit_id=unit_id, during=during)
    log(held.actor, "opened family", family_id=family.pk, thing=family)
    return person
