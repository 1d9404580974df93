"""Somebody's symbol, chosen: what is known of them here, and what can be drawn from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.cases.queries import families_also
from kinwork.families.genogram import FamilyGraph
from kinwork.families.households import Stay, homes, stays
from kinwork.families.models import Fact, FamilyMember, Loss
from kinwork.genogram import When
from kinwork.people.models import BirthKind, Person, Sex
from kinwork.whole_numbers import whole

from ..fields import Draws
from ..forms import FORMS


@dataclass
class Symbol:
    """A person whose symbol was chosen: what is known of them here, and what can be drawn from them."""

    id: str
    name: str
    about: str
    person: Person | None
    member: FamilyMember | None
    verbs: list[tuple[str, str]]
    facts: list[StatedFact]
    also: list[tuple[int, str]]
    may_edit: bool


@dataclass(frozen=True)
class StatedFact:
    """Something told of a person, with who said so; ``take`` names it where it can be taken away here."""

    words: str
    source: str
    noted: date
    take: tuple[str, int] | None


def by_person(graph: FamilyGraph, who: str, actor: Actor, unit_id: int | None) -> Symbol | None:
    """Somebody in the drawing by id (``p12``, or ``l3`` for a loss without a person). One statement more."""
    may_edit = actor.can(Permission.EDIT_FAMILY, unit_id)
    if who.startswith("l"):
        loss = next((one for one in graph.losses if f"l{one.pk}" == who), None)
        if loss is None:
            return None
        facts = [_fact(graph, loss, loss_words(graph, loss))]
        return Symbol(
            who,
            loss.name or loss.get_kind_display(),
            spoken(loss.on) if loss.on else "",
            None,
            None,
            [],
            facts,
            [],
            may_edit,
        )
    person = graph.people.get(whole(who[1:]) or 0)
    if person is None:
        return None
    member = next((one for one in graph.members if one.person_id == person.pk), None)
    return Symbol(
        who,
        graph.called(person),
        ", ".join(filter(None, (person.age_in_words(timezone.localdate()), member.role if member else ""))),
        person,
        member,
        _verbs(graph, person) if member else [],
        facts_of(graph, person),
        families_also(person.pk, graph.family_id, actor),
        may_edit,
    )


def _verbs(graph: FamilyGraph, person: Person) -> list[tuple[str, str]]:
    """What can be drawn from somebody: an unborn child has parents and a twin, and nothing else yet."""
    if any(one.person_id == person.pk for one in graph.losses):
        return []
    if person.born_kind == BirthKind.EXPECTED:
        return [(what, FORMS[what].title) for what in ("parent", "sibling", "twin")]
    leave = {"pregnancy", "loss"} if person.sex == Sex.MALE else set()
    if not any(not one.how_ended and person.pk in (one.one_id, one.other_id) for one in graph.partnerships):
        leave.add("part")
    if person.is_deceased:
        leave |= {"move", "pregnancy"}
    if person.sex == Sex.MALE and partner_of(graph, person):
        leave.discard("pregnancy")  # it is his too: drawn from him, of both
    return [(what, form.title) for what, form in FORMS.items() if what not in leave]


def partner_of(graph: FamilyGraph, person: Person) -> bool:
    return any(person.pk in (one.one_id, one.other_id) for one in graph.partnerships)


def loss_words(graph: FamilyGraph, loss: Loss) -> str:
    return f"{loss.get_kind_display()} of {graph.called(loss.mother)}{f', {spoken(loss.on)}' if loss.on else ''}"


def facts_of(graph: FamilyGraph, person: Person) -> list[StatedFact]:
    """All that stands here of somebody's relations, in words. No statement."""
    called, pk = graph.called, person.pk
    found = []
    for tie in graph.parenthoods:
        if pk in (tie.parent_id, tie.child_id):
            kind = "" if tie.kind == "birth" else f"{tie.get_kind_display().lower()} "
            words = f"{called(tie.parent)} is {kind}parent of {called(tie.child)}{_dates(tie.begun, tie.ended)}"
            found.append(_fact(graph, tie, words))
    for couple in graph.partnerships:
        if pk in (couple.one_id, couple.other_id):
            kind = couple.get_kind_display().lower() if couple.kind != "unknown" else "a couple"
            how = couple.get_how_ended_display().lower() if couple.how_ended else ""
            words = f"{called(couple.one)} and {called(couple.other)}: {kind}{_dates(couple.begun, couple.ended, how)}"
            found.append(_fact(graph, couple, words))
    found += [
        _fact(graph, one, f"{called(one.one)} and {called(one.other)}: {one.get_kind_display().lower()}")
        for one in graph.siblinghoods
        if pk in (one.one_id, one.other_id)
    ]
    for bond in graph.bonds:
        if pk in (bond.one_id, bond.other_id):
            words = f"{called(bond.one)}, {called(bond.other)}: {bond.get_kind_display().lower()}"
            found.append(_fact(graph, bond, words + (f", {spoken(bond.on)}" if bond.on else "")))
    lost = [one for one in graph.losses if pk in (one.mother_id, one.other_parent_id, one.person_id)]
    return [*found, *(_fact(graph, one, loss_words(graph, one)) for one in lost)]


def spoken(on: str) -> str:
    """A date as well known as it is, as people say it: 2012, March 2012, 5 March 2012."""
    when = When.parse(on)
    return f"{when.earliest:{'%-d ' if when.day else ''}{'%B ' if when.month else ''}%Y}"


def _dates(begun: str, ended: str, how: str = "") -> str:
    if ended or how:
        until = f", {how or 'until'} {spoken(ended) if ended else ''}".rstrip()
        return (f", from {spoken(begun)}" if begun else "") + until
    return f", since {spoken(begun)}" if begun else ""


def _fact(graph: FamilyGraph, fact: Fact, words: str) -> StatedFact:
    here = fact.change_set.family_id == graph.family_id
    kind = str(fact._meta.model_name)
    on = timezone.localtime(fact.change_set.at).date()
    return StatedFact(words, fact.source, on, (kind, fact.pk) if here else None)


def living_of(graph: FamilyGraph, person: Person) -> list[str]:
    """Where somebody lives and has lived, in words. No statement."""
    said = [_stay(one) for one in stays(graph.members) if one.person_id == person.pk]
    if said:
        return said
    now = homes(graph.members, timezone.localdate().isoformat())
    is_here = any(one.is_main and person.pk in one.people for one in now)
    return ["Lives in the family’s household"] if is_here else []


def _stay(one: Stay) -> str:
    where = "the family’s household" if one.is_main else one.household or "another household"
    verb = "Lived in" if one.ended else "Lives in"
    return f"{verb} {where}{_dates(one.begun, one.ended)}{f' (said by {one.source})' if one.source else ''}"


def form_by(graph: FamilyGraph, what: str, by: Symbol, data: Any = None) -> Draws:
    """The short form of a verb for the person chosen."""
    return FORMS[what](data, prefix=what, graph=graph, by=by.person)
