"""Verbs: record facts of a child, end one, correct it, withdraw it as entered in error, and take that back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.grave_changes import clean_reason
from kinwork.access.permissions import Permission
from kinwork.cases.models import Involvement
from kinwork.clocks.humanize import long_day, lower_first
from kinwork.clocks.rules import england
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.people.models import BirthKind, Person

from .kinds import KINDS, Kind
from .models import (
    STANDS,
    AdopterHousehold,
    EhcAssessment,
    EhcPlan,
    EhcRequest,
    EhcReview,
    Enquiry,
    Fact,
    NoPupilNumber,
    Period,
    StrategyDiscussion,
)
from .pupil_numbers import wrong_with
from .sealing import not_sealed

EIGHTEEN = 18


@transaction.atomic
def record_facts(
    held: HeldFamily,
    involvement: Involvement,
    kind: Kind,
    person_ids: Collection[int],
    values: dict[str, Any],
    *,
    ends_earlier: bool = False,
) -> list[Fact]:
    """The same of each of these children, or of none. Problems are said at each field.

    ``ends_earlier``: what goes on and cannot be at the same time ends on the day on which this begins.
    """
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    if involvement.closed_on is not None:
        raise ValidationError("The family is closed. Open it again before you record this.")
    children = _children(held, person_ids)
    if ends_earlier and kind.is_period:
        for child in children:
            _end_earlier(held, kind, child, values)
    return [_record(held, involvement, kind, child, values) for child in children]


def _end_earlier(held: HeldFamily, kind: Kind, child: Person, values: dict[str, Any]) -> None:
    fact = kind.fact(person=child, **values)
    assert isinstance(fact, Period)
    other = _overlapped(fact)
    if other is not None and _may_give_way(kind, other, fact):
        other = _locked(kind, other)
        end_fact(held, kind, other, on=fact.started_on, said_by=values.get("said_by", ""), values={})


GOES_ON = "goes_on"  # the code of a problem that ends with what stands in the way


def goes_on(problem: ValidationError) -> bool:
    """Whether something that has not ended stands in the way, and could end on that day."""
    found = problem.error_dict.values() if hasattr(problem, "error_dict") else [problem.error_list]
    return any(one.code == GOES_ON for errors in found for one in errors)


def _may_give_way(kind: Kind, other: Period, fact: Period) -> bool:
    """Whether what stands in the way can end on the day on which this begins."""
    return bool(kind.end) and other.ended_on is None and other.started_on <= fact.started_on


def _children(held: HeldFamily, person_ids: Collection[int]) -> list[Person]:
    members = not_sealed(FamilyMember.objects.filter(family=held.family, person_id__in=person_ids, is_child=True))
    children = [one.person for one in members.select_related("person").order_by("position")]
    if not children or len(children) != len(set(person_ids)):
        raise ValidationError({"children": "Choose the children this is about."})
    # One after the other, wherever else something of them is written down.
    list(Person.objects.select_for_update().filter(pk__in=person_ids).order_by("pk"))
    return children


def _record(
    held: HeldFamily, involvement: Involvement, kind: Kind, child: Person, values: dict[str, Any], **more: Any
) -> Fact:
    values = _of_household(values)
    fact = kind.fact(
        person=child,
        involvement=involvement,
        recorded_by_id=held.actor.user_id,
        recorded_at=timezone.now(),
        **values,
        **more,
    )
    if isinstance(fact, Period) and fact.ended_on is not None:
        fact.end_recorded_by_id, fact.end_recorded_at = held.actor.user_id, fact.recorded_at
    _check(kind, fact, child)
    _save(kind, fact, child)
    log(held.actor, "recorded fact", family_id=held.pk, thing=fact)
    if isinstance(fact, StrategyDiscussion) and fact.begins_enquiry:
        _begin_enquiry(held, fact, child)
    return fact


def _of_household(values: dict[str, Any]) -> dict[str, Any]:
    """A match says of the adopters what their own record says."""
    if not values.get("household_id") or "were_carers" not in values:
        return values
    household = AdopterHousehold.objects.get(pk=values["household_id"])
    return {**values, "adopters": household.adopters, "adopters_status": household.adopters_status}


def _begin_enquiry(held: HeldFamily, discussion: StrategyDiscussion, child: Person) -> None:
    """The discussion at which it is decided begins it; another one meanwhile begins nothing."""
    standing = Enquiry.objects.filter(STANDS, person=child, started_on__lte=discussion.on)
    if standing.exclude(ended_on__lte=discussion.on).exists():
        return
    _record(
        held,
        discussion.involvement,
        KINDS["enquiry"],
        child,
        {"started_on": discussion.on, "said_by": discussion.said_by},
        conference_target=_conference_by(discussion.on),
    )


def _conference_by(on: date) -> date | None:
    """By when the rules of that day want a conference; as it stood then, for the census asks it so."""
    rule = england().version("ICPC", on)
    return rule.period.after(on)[0] if rule and rule.period else None


@transaction.atomic
def end_fact(held: HeldFamily, kind: Kind, fact: Period, *, on: date, said_by: str, values: dict[str, Any]) -> Period:
    """It ends on a day; what is only known then is said with it."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    fact = _locked(kind, fact)
    if fact.ended_on is not None:
        raise ValidationError({"on": f"This ended on {long_day(fact.ended_on)} already. Correct it instead."})
    if on < fact.started_on:
        raise ValidationError({"on": f"This is before it began, on {long_day(fact.started_on)}."})
    _not_to_come("on", on)
    for name, value in values.items():
        setattr(fact, name, value)
    fact.ended_on, fact.end_said_by = on, said_by
    if wrong := fact.wrong():
        raise ValidationError(wrong)
    fact.end_recorded_by_id, fact.end_recorded_at = held.actor.user_id, timezone.now()
    fact.save(update_fields=["ended_on", "end_said_by", "end_recorded_by", "end_recorded_at", *values])
    log(held.actor, "ended fact", family_id=held.pk, thing=fact)
    return fact


@transaction.atomic
def put_end_back(held: HeldFamily, kind: Kind, fact: Period, *, because: str) -> Period:
    """It has not ended after all: it goes on, unless something else stands there since."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    because = clean_reason(because)
    fact = _locked(kind, fact)
    fact.ended_on = fact.end_recorded_at = fact.end_recorded_by_id = fact.end_decision_id = None
    fact.end_said_by = ""
    if clash := clash_at(kind, fact):
        raise ValidationError(clash)
    fact.save(update_fields=["ended_on", "end_said_by", "end_decision", "end_recorded_by", "end_recorded_at"])
    log(held.actor, "undid", family_id=held.pk, thing=fact, words=because)
    return fact


@transaction.atomic
def correct_fact(held: HeldFamily, kind: Kind, fact: Fact, values: dict[str, Any], *, because: str) -> Fact:
    """What was written is withdrawn with the reason, and this stands in its place."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    because = clean_reason(because)
    fact = _locked(kind, fact)
    values = _of_household(values)
    kept = {
        field.attname: getattr(fact, field.attname)
        for field in fact._meta.concrete_fields
        if field.name not in OWN and not {field.name, field.attname} & set(values)
    }
    _withdraw(held, fact, because)
    corrected = type(fact)(
        **{**kept, "replaces_id": fact.pk}, **values, recorded_by_id=held.actor.user_id, recorded_at=timezone.now()
    )
    if isinstance(corrected, Period):
        if corrected.ended_on is None:
            corrected.end_recorded_by_id = corrected.end_recorded_at = corrected.end_decision_id = None
            corrected.end_said_by = ""
        elif corrected.end_recorded_at is None:
            corrected.end_recorded_by_id, corrected.end_recorded_at = held.actor.user_id, corrected.recorded_at
    _check(kind, corrected, fact.person)
    _save(kind, corrected, fact.person)
    log(held.actor, "corrected fact", family_id=held.pk, thing=corrected, words=because)
    return corrected


# What belongs to the writing down of a fact, not to what it says.
OWN = frozenset({"id", "recorded_by", "recorded_at", "withdrawn_at", "withdrawn_by", "withdrawn_because", "replaces"})


@transaction.atomic
def withdraw_fact(held: HeldFamily, kind: Kind, fact: Fact, *, because: str) -> None:
    """Entered in error: it stays in the history, with the reason. Twice is once."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    because = clean_reason(because)
    fact = kind.fact._default_manager.select_for_update(of=("self",)).get(pk=fact.pk)
    if fact.withdrawn_at is not None:
        return
    if fact.decision_id is not None:
        raise ValidationError("This follows from a decision. Remove the decision instead.")
    _withdraw(held, fact, because)
    log(held.actor, "withdrew fact", family_id=held.pk, thing=fact, words=because)


@transaction.atomic
def put_fact_back(held: HeldFamily, kind: Kind, fact: Fact) -> None:
    """It was withdrawn by a slip: it stands again, unless something else stands there now."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    fact = kind.fact._default_manager.select_for_update(of=("self",)).select_related("person").get(pk=fact.pk)
    if fact.withdrawn_at is None:
        return
    is_replaced = {"replaces": fact.pk}
    if kind.fact._default_manager.filter(**is_replaced).exists():
        raise ValidationError("This was corrected; what it was corrected to stands in its place.")
    fact.withdrawn_at, fact.withdrawn_by_id, fact.withdrawn_because = None, None, ""
    _check(kind, fact, fact.person)
    _save(kind, fact, fact.person, ["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    log(held.actor, "undid", family_id=held.pk, thing=fact)


def _withdraw(held: HeldFamily, fact: Fact, because: str) -> None:
    fact.withdrawn_at, fact.withdrawn_by_id, fact.withdrawn_because = timezone.now(), held.actor.user_id, because
    fact.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])


def _locked(kind: Kind, fact: Any) -> Any:
    found = kind.fact._default_manager.select_for_update(of=("self",)).select_related("person").get(pk=fact.pk)
    if found.withdrawn_at is not None:
        raise ValidationError("This was withdrawn in the meantime. Look at the record again.")
    return found


def _not_to_come(field: str, on: date) -> None:
    if on > timezone.localdate():
        raise ValidationError({field: "This date is in the future. Record it once it has happened."})


OF_EHC = (EhcRequest, EhcAssessment, EhcPlan, EhcReview)
EHC_SINCE = date(2014, 9, 1)  # Children and Families Act 2014, part 3


def _not_before_ehc(column: str, on: date, child: Person) -> None:
    if child.born_on and child.born_kind == BirthKind.EXACT and on < child.born_on:
        raise ValidationError({column: f"This is before {child.name} was born, on {long_day(child.born_on)}."})
    if on < EHC_SINCE:
        raise ValidationError({column: f"Education, health and care plans began on {long_day(EHC_SINCE)}."})


def _check(kind: Kind, fact: Fact, child: Person) -> None:
    """What cannot be, in words, before the database refuses it."""
    column = kind.day_column
    begun: date = getattr(fact, column)
    _not_to_come(column, begun)
    if child.born_on and child.born_kind == BirthKind.EXACT and kind.until_eighteen:
        grown = _birthday(child.born_on, EIGHTEEN)
        if begun >= grown:
            raise ValidationError({column: f"{child.name} was 18 on {long_day(grown)}, and is no child from then on."})
    if isinstance(fact, OF_EHC):
        _not_before_ehc(column, begun, child)
    if isinstance(fact, Period):
        if fact.ended_on is not None:
            _not_to_come("ended_on", fact.ended_on)
            if fact.ended_on < fact.started_on:
                raise ValidationError({"ended_on": f"This is before it began, on {long_day(fact.started_on)}."})
        other = _overlapped(fact)
        if other is not None:
            code = GOES_ON if _may_give_way(kind, other, fact) else None
            raise ValidationError({column: ValidationError(_already(kind, other, child), code=code)})
    fact.clean_fields(exclude=["decision", "replaces", "person", "involvement", "recorded_by"])
    wrong = fact.wrong() or (wrong_with(fact) if isinstance(fact, NoPupilNumber) else {})
    if wrong:
        raise ValidationError(wrong)


def _birthday(born: date, years: int) -> date:
    """29 February is 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def clash_of(kept: Person, dropped: Person) -> str:
    """What two records cannot both keep as one person's, in words: two plans at the same time. A statement a kind."""
    for kind in KINDS.values():
        if not kind.is_period:
            continue
        for fact in kind.fact._default_manager.filter(STANDS, person=dropped):
            assert isinstance(fact, Period)
            fact.person = kept
            other = _overlapped(fact)
            if other is not None:
                return (
                    f"Both records have {_a(kind)} at the same time, from {long_day(other.started_on)} and from "
                    f"{long_day(fact.started_on)}. Correct or remove one of them first."
                )
    return ""


def clash_at(kind: Kind, fact: Period) -> str:
    """What stands in the way of a period, in words; nothing where nothing does. One statement."""
    other = _overlapped(fact)
    return _already(kind, other, fact.person) if other is not None else ""


def _overlapped(fact: Period) -> Period | None:
    """Another period of the child with which this cannot be at the same time."""
    others = type(fact)._default_manager.filter(STANDS, fact.rivals(), person_id=fact.person_id).exclude(pk=fact.pk)
    others = others.exclude(ended_on__lte=fact.started_on)
    if fact.ended_on is not None:
        others = others.filter(started_on__lt=fact.ended_on)
    return others.order_by("started_on").first()


def _already(kind: Kind, other: Period, child: Person) -> str:
    until = f" until {long_day(other.ended_on)}" if other.ended_on else ", which has not ended"
    then = "End that first, or check the date." if other.ended_on is None else "Check the dates."
    return f"{child.name} already has {_a(kind)} from {long_day(other.started_on)}{until}. {then}"


def _a(kind: Kind) -> str:
    return f"{'an' if kind.name[0] in 'aeiou' else 'a'} {lower_first(kind.name)}"


def _save(kind: Kind, fact: Fact, child: Person, update_fields: list[str] | None = None) -> None:
    """The database has the last word: somebody else may have written the same at the same moment."""
    try:
        with transaction.atomic():
            fact.save(force_insert=update_fields is None, update_fields=update_fields)
    except IntegrityError as problem:
        if "at_a_time" not in str(problem):
            raise
        raise ValidationError(
            {kind.day_column: f"{child.name} already has one at that time. Look at the record again."}
        ) from problem
