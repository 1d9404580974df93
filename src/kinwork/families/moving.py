"""Verbs: who lives with whom from when on, and taking somebody out of the drawing again."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import Q

from kinwork.people.dates import must_have_happened
from kinwork.people.models import Person, known_to
from kinwork.people.models.partial import in_order, in_words

from .actions import EditContext, _change_set, _joins, _told
from .models import (
    Bond,
    ChangeSet,
    FamilyMember,
    Household,
    Living,
    Loss,
    Parenthood,
    Partnership,
    Siblinghood,
    in_force,
)

MAIN = "main"  # the household of which members say that they live in it
FACTS: dict[type[Parenthood | Partnership | Siblinghood | Bond | Loss | Living], tuple[str, ...]] = {
    Parenthood: ("parent", "child"),
    Partnership: ("one", "other"),
    Siblinghood: ("one", "other"),
    Bond: ("one", "other"),
    Loss: ("mother", "person"),
    Living: ("person",),
}


def move_home(
    at: EditContext,
    people: Sequence[Person],
    *,
    on: str,
    to: Household | str | None = None,
    with_person: Person | None = None,
    name: str = "",
) -> ChangeSet:
    """People live in another household from a date on: one that is known, somebody's, or a new one with a name.

    What was told of where they lived before ends on that date, and comes back if this is taken back.
    """
    movers = list({one.pk: one for one in people}.values())
    if not movers:
        raise ValidationError({"person": "Choose who moves."})
    if not on:
        raise ValidationError({"on": "When did it start? A year is enough, such as 2024."})
    must_have_happened(on=on)
    if to is None and with_person is None and not name.strip():
        raise ValidationError({"home": "Where to? Choose a household, choose who they are joining, or name a new one."})
    if with_person is not None and with_person.pk in {one.pk for one in movers}:
        raise ValidationError({"with_person": f"{with_person.name} is the one moving. Choose someone else."})
    for one in movers:
        if one.born_on and on < one.born_on.isoformat()[: len(on)]:
            raise ValidationError({"on": f"That is before {one.name} was born."})
        if one.died_on and not in_order(on, known_to(one.died_on, one.died_kind)):
            raise ValidationError({"on": f"{one.name} had died by then, {one.died_in_words}."})
    names = " and ".join(one.short_name for one in movers)
    verb = "moves" if len(movers) == 1 else "move"
    where = f" in with {with_person.short_name}" if with_person else f" to {name.strip() or _called(to)}"
    with _change_set(at, "drew move", f"{names} {verb}{where}") as change_set:
        for one in movers:
            _joins(change_set, one, "")
        household = _household(at, change_set, to, with_person, name)
        for one in movers:
            _moves(at, change_set, one, household, on)
    return change_set


def _called(to: Household | str | None) -> str:
    return "the family’s household" if to == MAIN or (isinstance(to, Household) and to.is_main) else str(to)


def _main(change_set: ChangeSet) -> Household:
    known = Household.objects.filter(change_set__family_id=change_set.family_id, is_main=True).first()
    return known or Household.objects.create(change_set=change_set, is_main=True)


def _household(
    at: EditContext, change_set: ChangeSet, to: Household | str | None, with_person: Person | None, name: str
) -> Household:
    """Where they go. Somebody of whom no household is known gets one, joined."""
    if isinstance(to, Household):
        return to
    if to == MAIN:
        return _main(change_set)
    if with_person is None:
        return Household.objects.create(change_set=change_set, name=name.strip()[:80])
    _joins(change_set, with_person, "")
    stay = _present(change_set, with_person)
    if stay is not None:
        return stay.household
    member = FamilyMember.objects.get(family_id=change_set.family_id, person=with_person)
    if member.lives_here:
        return _main(change_set)
    called = name.strip() or f"{with_person.short_name}’s"
    household = Household.objects.create(change_set=change_set, name=called[:80])
    _told(Living(person=with_person, household=household), change_set, at.source)
    return household


def _present(change_set: ChangeSet, person: Person) -> Living | None:
    told = Living.objects.filter(in_force(), change_set__family_id=change_set.family_id, person=person, ended="")
    return told.select_related("household").order_by("id").last()


def _moves(at: EditContext, change_set: ChangeSet, person: Person, household: Household, on: str) -> None:
    member = FamilyMember.objects.get(family_id=change_set.family_id, person=person)
    before = _present(change_set, person)
    if (before and before.household_id == household.pk) or (not before and member.lives_here and household.is_main):
        raise ValidationError({"home": f"{person.name} already lives there."})
    if before is not None:
        if not in_order(before.begun, on):
            moved = in_words(before.begun)
            raise ValidationError({"on": f"{person.name} moved to {before.household} after that, {moved}."})
        before.superseded_in = change_set
        before.save(update_fields=["superseded_in"])
        old = Living(person=person, household=before.household, begun=before.begun, ended=on)
        _told(old, change_set, before.source)
    elif member.lives_here:
        _told(Living(person=person, household=_main(change_set), ended=on), change_set, at.source)
    new = Living(person=person, household=household, begun=on, lived_here=member.lives_here)
    _told(new, change_set, at.source)
    member.lives_here = household.is_main
    member.save(update_fields=["lives_here"])


def take_person_away(at: EditContext, person: Person) -> ChangeSet:
    """Somebody who is not of this family after all: they and what was told of them here. It stays in the history."""
    with _change_set(at, "took person away", f"Removed: {person.name}") as change_set:
        found = FamilyMember.objects.filter(family_id=at.family.pk, person=person).first()
        if found is None:
            raise ValidationError("This person is no longer in the family. Look at the genogram again.")
        if found.is_child:
            raise ValidationError(
                f"{person.name} is a child of concern and cannot be removed here. If that is wrong, correct it in "
                f"their details first."
            )
        for kind, ends in FACTS.items():
            mine = Q()
            for end in ends:
                mine |= Q(**{end: person})
            told = kind._default_manager.filter(in_force(), mine, change_set__family_id=at.family.pk)
            ids = list(told.values_list("pk", flat=True))
            kind._default_manager.filter(pk__in=ids).update(superseded_in=change_set)
        for loss in Loss.objects.filter(in_force(), other_parent=person, change_set__family_id=at.family.pk):
            loss.superseded_in = change_set  # it is still the mother's
            loss.save(update_fields=["superseded_in"])
            same = Loss(mother_id=loss.mother_id, person_id=loss.person_id, kind=loss.kind, name=loss.name, on=loss.on)
            _told(same, change_set, loss.source)
        found.taken_back, found.taken_away_in = True, change_set
        found.save(update_fields=["taken_back", "taken_away_in"])
    return change_set
