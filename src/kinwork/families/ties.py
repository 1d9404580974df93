"""Verbs: note who is around the family, how that changes, when it ends; keep the register of agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.people.dates import must_be_in_order, must_have_happened
from kinwork.people.models import Person

from .actions import CONFIRM, EditContext
from .kinds import agency_kinds, kind_name
from .models import Agency, ChangeSet, Family, FamilyMember, Tie
from .network import Tied, agencies_known, ties_of
from .signals import publish

MOST_TIES = 150
A_TELEPHONE = re.compile(r"\+?[\d\s().\-/]{5,30}(\s*(ext|x|extension)\.?\s*\d{1,6})?", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """What is told of a tie. ``about`` None is the whole family; ``on`` is the day of which it tells."""

    on: str
    part: str
    about: Person | None = None
    somebody: Person | None = None
    name: str = ""
    role: str = ""
    agency: Agency | None = None
    telephone: str = ""
    email: str = ""
    is_lead: bool = False
    is_carer: bool = False
    begun: str = ""
    ended: str = ""
    support: str = ""
    closeness: str = ""
    flow: str = ""
    is_stressful: bool = False

    @property
    def who(self) -> str:
        return self.somebody.name if self.somebody else self.name or (self.agency.name if self.agency else "")


@contextmanager
def _noting(at: EditContext, verb: str, words: str) -> Iterator[ChangeSet]:
    """One transaction: permission asked, told, logged. Two who note at once wait for each other."""
    at.actor.require(Permission.EDIT_FAMILY, at.unit_id)
    with transaction.atomic():
        Family.objects.select_for_update().get(pk=at.family.pk)
        noted = {"words": words[:300], "by_id": at.actor.user_id, "at": timezone.now()}
        change_set = ChangeSet.objects.create(family=at.family, **noted)
        yield change_set
        log(at.actor, verb, family_id=at.family.pk, thing=change_set)
        publish(at.family.pk, at.page)


def add_tie(at: EditContext, said: Said) -> Tie:
    """Somebody more around the family, or a further tie of somebody who is."""
    _must_be_sound(at, said)
    with _noting(at, "noted tie", _words(said)) as change_set:
        known = ties_of(at.family.pk)
        today = timezone.localdate()
        if sum(not one.is_over(today) for one in known) >= MOST_TIES:
            raise ValidationError(f"A network can have up to {MOST_TIES} people. End the ones that are over first.")
        _must_be_new(said, known)
        return _told(at, change_set, said, first=None)


def change_tie(at: EditContext, tie_id: int, seen_id: int | None, said: Said) -> Tie:
    """A later account of a tie. The earlier stays; one of the same day is replaced."""
    _must_be_sound(at, said)
    with _noting(at, "noted change of tie", f"Changed: {_words(said)}") as change_set:
        known = ties_of(at.family.pk)
        bond = _found(known, tie_id)
        _must_be_seen(bond, seen_id)
        _must_be_new(said, [one for one in known if one.pk != tie_id])
        for account in bond.accounts:
            if account.on == said.on:
                _supersede(account, change_set)
        return _told(at, change_set, said, first=tie_id, heard=bond.last.heard)


def end_tie(at: EditContext, tie_id: int, seen_id: int | None, ended: str) -> Tie:
    """They are no longer around. What was stays to be read."""
    if not ended:
        raise ValidationError({"ended": "When did it end? A year is enough, such as 2024."})
    must_have_happened(ended=ended)
    return _again(at, tie_id, seen_id, "ended tie", "Over", ended=ended)


def hear_from(at: EditContext, tie_id: int, seen_id: int | None, day: str) -> Tie:
    """When they were last heard: for whoever has to decide whether to ring."""
    if not day:
        raise ValidationError({"heard": "When? Type a day such as today, mon or 12/3."})
    must_have_happened(heard=day)
    return _again(at, tie_id, seen_id, "noted when last in touch", "In touch", heard=day)


def _again(at: EditContext, tie_id: int, seen_id: int | None, verb: str, words: str, **new: Any) -> Tie:
    """The account told last once more, with something else in it: so both can be read, and it can be taken back."""
    bond = _found(ties_of(at.family.pk), tie_id)
    with _noting(at, verb, f"{words}: {bond.last.who}") as change_set:
        bond = _found(ties_of(at.family.pk), tie_id)
        _must_be_seen(bond, seen_id)
        last = bond.last
        _supersede(last, change_set)
        fields = {field.name: getattr(last, field.name) for field in Tie._meta.concrete_fields if field.name != "id"}
        fields |= {"change_set": change_set, "superseded_in": None, "first_id": tie_id}
        fields |= {"source": at.source or last.source}
        fields.pop("first")
        return _saved(Tie(**{**fields, **new}))


def never_so(at: EditContext, tie_id: int) -> ChangeSet:
    """A tie that never was, or is told of the wrong people. It stays in the history."""
    bond = _found(ties_of(at.family.pk), tie_id)
    with _noting(at, "took tie away", f"Removed: {bond.last.who}") as change_set:
        for account in _found(ties_of(at.family.pk), tie_id).accounts:
            _supersede(account, change_set)
    return change_set


def tie_of(family_id: int, tie_id: int) -> Tied | None:
    """A tie that stands, over or not. One statement."""
    return next((one for one in ties_of(family_id) if one.pk == tie_id), None)


def _found(known: list[Tied], tie_id: int) -> Tied:
    for one in known:
        if one.pk == tie_id:
            return one
    raise ValidationError("Someone has removed this in the meantime. Look at the network again.")


def _must_be_seen(bond: Tied, seen_id: int | None) -> None:
    if seen_id is not None and bond.last.pk != seen_id:
        raise ValidationError(
            "Someone has changed this in the meantime. Look at what it says now, then change it again."
        )


def _supersede(account: Tie, change_set: ChangeSet) -> None:
    account.superseded_in = change_set
    account.save(update_fields=["superseded_in"])


def _told(at: EditContext, change_set: ChangeSet, said: Said, *, first: int | None, heard: str = "") -> Tie:
    fields = {name: getattr(said, name) for name in Said.__dataclass_fields__}
    return _saved(Tie(change_set=change_set, source=at.source, first_id=first, heard=heard, **fields))


def _saved(account: Tie) -> Tie:
    must_have_happened(begun=account.begun, ended=account.ended, heard=account.heard, on=account.on)
    must_be_in_order(account.begun, account.ended)
    account.full_clean(validate_constraints=False)
    account.save()
    return account


def is_a_telephone(typed: str) -> bool:
    """Digits with the usual signs between them, and perhaps an extension."""
    return bool(A_TELEPHONE.fullmatch(typed)) and sum(map(str.isdigit, typed)) > 4


def _must_be_sound(at: EditContext, said: Said) -> None:
    """Everything that can be seen without the record's other ties, each at its field."""
    wrong: dict[str, str] = {}
    if not said.who:
        wrong["name"] = "Who is it? Choose someone in the record, type a name, or name the agency."
    if said.somebody is not None and said.name:
        wrong["name"] = f"This says both {said.somebody.name} and someone else. Keep one of the two."
    if said.about is not None and said.somebody is not None and said.about.pk == said.somebody.pk:
        wrong["somebody"] = "They cannot be connected to themselves. Choose someone else."
    if said.telephone and not is_a_telephone(said.telephone):
        wrong["telephone"] = "This is not a telephone number. Type digits, such as 020 7946 0018 or 07700 900123 ext 4."
    members = {one.pk for one in (said.about, said.somebody) if one is not None}
    if members and FamilyMember.objects.filter(family=at.family, person__in=members).count() != len(members):
        wrong["about"] = "This person is not in the family’s record. Choose someone who is."
    if wrong:
        raise ValidationError(wrong)
    must_have_happened(begun=said.begun, ended=said.ended, on=said.on)
    must_be_in_order(said.begun, said.ended)


def _must_be_new(said: Said, known: list[Tied]) -> None:
    """Somebody is tied to the same person once; a second account belongs to the tie that is there."""
    mine = Tied(0, (Tie(**{name: getattr(said, name) for name in Said.__dataclass_fields__}),))
    about = said.about.pk if said.about else None
    today = timezone.localdate()
    for one in known:
        if one.key == mine.key and one.last.about_id == about and not one.is_over(today):
            whom = said.about.name if said.about else "the whole family"
            field = "somebody" if said.somebody else "name" if said.name else "agency"
            raise ValidationError({field: f"{said.who} is already recorded for {whom}. Change that line instead."})


def _words(said: Said) -> str:
    whom = said.about.short_name if said.about else "the whole family"
    support = f", {said.support} support" if said.support else ""
    return f"{said.who}{', ' + said.role if said.role else ''}, around {whom}{support}"


# -- the register of agencies


def _tidy(words: str) -> str:
    return " ".join(words.split())


def agency_called(
    family: Family, name: str, kind: str, place: str = "", telephone: str = "", *, confirmed: bool = False
) -> Agency:
    """The agency of that name, kind and place; a new row of the register where there is none.

    Where the register holds one of almost the same name, it is asked whether that is meant. One of a confidential kind
    is new to each family's record: the register must not tell that there is one.
    """
    name, place, telephone = _tidy(name), _tidy(place), _tidy(telephone)
    kinds = agency_kinds()
    same = [one for one in agencies_known(family).filter(name__iexact=name) if kind in ("", one.kind)]
    fitting = [one for one in same if place.lower() in ("", one.place.lower())]
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        rows = ", ".join(f"{one.place or 'no place recorded'} ({kind_name(one.kind)})" for one in fitting)
        raise ValidationError({"agency_place": f"Several are called {name}: {rows}. Choose which by kind and place."})
    if kind not in kinds:
        raise ValidationError({"agency_kind": f"{name} is not in the register yet. Choose what kind of agency it is."})
    if not confirmed:
        near = _near(family, name, kind)
        if near:
            words = (
                f"The register already has {near}. If you mean that one, type it like that; if it is a different "
                f"agency, say so below."
            )
            raise ValidationError({"agency": ValidationError(words, code=CONFIRM)})
    within = family if kinds[kind].is_confidential else None
    try:
        with transaction.atomic():
            return Agency.objects.create(name=name, kind=kind, place=place, telephone=telephone, family=within)
    except IntegrityError:  # somebody was quicker
        return Agency.objects.get(name__iexact=name, kind=kind, place__iexact=place, family=within)


def _near(family: Family, name: str, kind: str) -> Agency | None:
    known = {one.name.lower(): one for one in agencies_known(family).filter(kind=kind)[:2000]}
    found = get_close_matches(name.lower(), known, n=1, cutoff=0.86)
    return known[found[0]] if found else None


@transaction.atomic
def correct_agency(
    actor: Actor, agency: Agency, *, name: str, kind: str, place: str, telephone: str, email: str
) -> Agency:
    """A new number, another name: for every family that knows the agency."""
    if not actor.somewhere(Permission.EDIT_FAMILY):
        raise NotAllowed(Permission.EDIT_FAMILY)
    name, place = _tidy(name), _tidy(place)
    if agency_kinds()[kind].is_confidential:
        raise ValidationError(
            {
                "kind": "A refuge or another confidential place does not stay in the register. Note it anew on the "
                "page of each family that knows it, end this one there, and overwrite its name, place and numbers here."
            }
        )
    twin = agencies_known(None).filter(name__iexact=name, kind=kind, place__iexact=place).exclude(pk=agency.pk)
    if twin.exists():
        raise ValidationError({"name": "Another agency in the register has this name, kind and place."})
    agency.name, agency.kind, agency.place, agency.telephone, agency.email = name, kind, place, _tidy(telephone), email
    agency.full_clean(validate_constraints=False)
    agency.save()
    log(actor, "corrected agency", thing=agency)
    return agency
