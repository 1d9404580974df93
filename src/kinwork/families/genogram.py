"""From the record to the plain data that the genogram's engine draws (docs/genograms.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from kinwork.access.sql import columns, shaped, tuples, width
from kinwork.people.models import BirthKind, Person, Sex, known_to

from .facts import facts_of
from .genders import gender_on, genders_sql
from .households import homes, stays_sql
from .models import (
    Bond,
    Fact,
    FamilyMember,
    Loss,
    Parenthood,
    ParentKind,
    Partnership,
    Siblinghood,
    SiblingKind,
)

USUAL = {Sex.FEMALE: ("", "woman", "girl", "female"), Sex.MALE: ("", "man", "boy", "male"), Sex.UNKNOWN: ("",)}
SEXES = {Sex.FEMALE: "F", Sex.MALE: "M", Sex.UNKNOWN: "U"}
TIES = {ParentKind.ADOPTIVE.value: "adopted"}


@dataclass(frozen=True)
class FamilyGraph:
    """A family and those tied to them: everybody who is drawn, and every fact that stands."""

    family_id: int
    members: list[FamilyMember]
    people: dict[int, Person]
    parenthoods: list[Parenthood]
    partnerships: list[Partnership]
    siblinghoods: list[Siblinghood]
    bonds: list[Bond]
    losses: list[Loss]

    def called(self, person: Person) -> str:
        """A name to speak of somebody by; the role where there is no name."""
        role = next((one.role for one in self.members if one.person_id == person.pk), "")
        return person.name if person.given_name or person.family_name else role or person.name

    def birth_parents(self, child_id: int) -> list[Person]:
        """In the order in which they were told."""
        found = [one.parent for one in self.parenthoods if one.child_id == child_id and one.kind == ParentKind.BIRTH]
        return list({one.pk: one for one in found}.values())


@cache
def _members_sql(*, was: bool) -> str:
    by_then = "AND (m.change_set_id IS NULL OR c.at <= %(known)s)" if was else ""
    return f"""
        SELECT {columns(FamilyMember, "m")}, {columns(Person, "p")}, {stays_sql(was=was)}, {genders_sql(was=was)}
        FROM families_familymember m JOIN people_person p ON p.id = m.person_id
        LEFT JOIN families_changeset c ON c.id = m.change_set_id
        WHERE m.family_id = %(family)s AND NOT m.taken_back {by_then} ORDER BY m.position, m.id
    """  # noqa: S608 -- names from the models


def _members(family_id: int, known: datetime | None) -> list[FamilyMember]:
    """Members with their persons, where each lives and lived, and the genders noted of them. One statement."""
    given = {"family": family_id, **({"known": known} if known else {})}
    found, own = [], width(FamilyMember)
    for *values, stays, genders in tuples(_members_sql(was=known is not None), **given):
        member = shaped(FamilyMember, values[:own])
        member.person = shaped(Person, values[own:])
        vars(member).update(stays=stays, genders=genders)
        found.append(member)
    return found


def family_graph(family_id: int, known: datetime | None = None) -> FamilyGraph:
    """Members with their persons, and what stands of who is related to whom. Two statements, however many people;
    one more where a fact is about somebody who is no member any more.

    ``known`` leaves out what was told later, and puts back what was taken back later: as we knew it then.

    Facts are those told in this family's record, and who is whose parent or partner between two of its members as
    another record has it that may be known to whoever asks. How people are with each other stays where it was told.
    """
    members = _members(family_id, known)
    people = {one.person_id: one.person for one in members}
    told = facts_of(family_id, people, known)
    _put_people(told, people)
    graph = FamilyGraph(
        family_id,
        members,
        people,
        parenthoods=told[Parenthood],
        partnerships=told[Partnership],
        siblinghoods=told[Siblinghood],
        bonds=told[Bond],
        losses=told[Loss],
    )
    for person in _tied(graph):
        graph.people.setdefault(person.pk, person)
    return graph


def _put_people(told: dict[type[Fact], list[Any]], people: dict[int, Person]) -> None:
    """Each fact with its people, who are members already, or are read now."""
    facts = [fact for found in told.values() for fact in found]
    names = ("parent", "child", "one", "other", "mother", "other_parent", "person")
    keys = [(fact, name) for fact in facts for name in names if getattr(fact, f"{name}_id", None) is not None]
    missing = {getattr(fact, f"{name}_id") for fact, name in keys} - people.keys()
    others = Person.objects.in_bulk(sorted(missing)) if missing else {}
    for fact, name in keys:
        pk = getattr(fact, f"{name}_id")
        setattr(fact, name, people.get(pk) or others[pk])


def _tied(graph: FamilyGraph) -> Iterator[Person]:
    for birth in graph.parenthoods:
        yield from (birth.parent, birth.child)
    pairs: list[Partnership | Siblinghood | Bond] = [*graph.partnerships, *graph.siblinghoods, *graph.bonds]
    for pair in pairs:
        yield from (pair.one, pair.other)
    for loss in graph.losses:
        yield from (one for one in (loss.mother, loss.other_parent, loss.person) if one)


def id_of(person: Person) -> str:
    """A person's id in the drawing."""
    return f"p{person.pk}"


def to_dict(graph: FamilyGraph, *, on: str, is_now: bool = True) -> dict[str, Any]:
    """The family as plain data, as of a date."""
    lost = {loss.person_id: loss for loss in graph.losses if loss.person_id}
    genders = {member.person_id: gender_on(member, on) for member in graph.members}
    data: dict[str, Any] = {
        "on": on,
        "index": [id_of(one.person) for one in graph.members if one.is_child],
        "people": {
            id_of(one): _person(graph, one, lost.get(one.pk), genders.get(one.pk, "")) for one in graph.people.values()
        },
        "unions": _unions(graph),
        "bonds": [
            {"from": id_of(one.one), "to": id_of(one.other), "kind": one.kind, "on": one.on or None}
            for one in graph.bonds
        ],
    }
    for loss in graph.losses:
        if not loss.person_id:
            data["people"][f"l{loss.pk}"] = {"name": loss.name, "loss": loss.kind, "died": loss.on or None}
    shared = {frozenset(ids) for union in data["unions"].values() for ids in _pairs(union)}
    data["siblings"] = [
        [id_of(one.one), id_of(one.other)]
        for one in graph.siblinghoods
        if frozenset((id_of(one.one), id_of(one.other))) not in shared
    ]
    data["households"] = list(_households(graph, on, lost, is_now=is_now))
    return data


def _households(graph: FamilyGraph, on: str, lost: dict[int, Loss], *, is_now: bool) -> Iterator[list[str]]:
    for home in homes(graph.members, on, is_now=is_now):
        people = [graph.people[one] for one in home.people if one not in lost]
        if is_now:  # on another date the engine leaves out who was not yet there, or no longer
            people = [one for one in people if not one.is_deceased and one.born_kind != BirthKind.EXPECTED]
        if len(people) > 1:
            yield [id_of(one) for one in people]


def _pairs(union: dict[str, Any]) -> Iterator[tuple[str, str]]:
    ids = [one["person"] for one in union["children"]]
    return ((a, b) for a in ids for b in ids if a != b)


def _person(graph: FamilyGraph, one: Person, loss: Loss | None, gender: str) -> dict[str, Any]:
    has_name = bool(one.given_name or one.family_name)
    expected = one.born_kind == BirthKind.EXPECTED
    name = graph.called(one) if has_name or not expected else ""
    if not has_name and name == one.name:
        name = ""
    said: dict[str, Any] = {"name": name, "sex": SEXES[Sex(one.sex)]}
    if loss:
        return {**said, "loss": loss.kind, "died": loss.on or None}
    if gender.casefold() not in USUAL.get(Sex(one.sex), ()):
        said["gender"] = gender
    if one.born_on:
        said["expected" if expected else "born"] = one.born_said
    if one.died_on:
        said["died"] = known_to(one.died_on, one.died_kind)
    elif one.is_deceased:
        said["name"] = f"{name} (has died)".strip()  # a family file knows no death without a date
    if not has_name and not expected:
        said["unknown"] = True
    return said


class _Unions:
    """Couples and lone parents by what makes them one, in the order in which they were told."""

    def __init__(self, graph: FamilyGraph) -> None:
        self.found: dict[str, dict[str, Any]] = {}
        self.couples: dict[frozenset[int], list[tuple[Partnership, str]]] = {}
        for one in graph.partnerships:
            key = f"u{one.pk}"
            self.found[key] = {
                "partners": [id_of(one.one), id_of(one.other)], "kind": one.kind, "from": one.begun or None,
                "children": [],
            }  # fmt: skip
            if one.how_ended and one.ended:
                self.found[key][one.how_ended] = one.ended
            self.couples.setdefault(frozenset((one.one_id, one.other_id)), []).append((one, key))

    def of(self, parents: Iterable[Person], born: date | None) -> dict[str, Any]:
        """The union of these parents; where the same two were a couple twice, the one in which a child was born."""
        parents = list(parents)
        known = self.couples.get(frozenset(one.pk for one in parents), [])
        if known:
            begun = [key for one, key in known if not (born and one.begun and born.isoformat() < one.begun)]
            return self.found[begun[-1] if begun else known[0][1]]
        key = "s" + "-".join(str(pk) for pk in sorted(one.pk for one in parents))
        return self.found.setdefault(
            key, {"partners": [id_of(one) for one in parents], "kind": "unknown", "children": []}
        )

    def add(self, union: dict[str, Any], child: dict[str, Any]) -> None:
        if all(one["person"] != child["person"] for one in union["children"]):
            union["children"].append(child)


def _twins(graph: FamilyGraph) -> dict[int, tuple[str, bool]]:
    """Of each twin the set that they are of, and whether the set is identical."""
    sets: dict[int, set[int]] = {}
    identical: set[int] = set()
    for one in graph.siblinghoods:
        if one.kind != SiblingKind.SIBLINGS:
            both = sets.get(one.one_id, {one.one_id}) | sets.get(one.other_id, {one.other_id})
            sets |= dict.fromkeys(both, both)
            if one.kind == SiblingKind.IDENTICAL:
                identical |= {one.one_id, one.other_id}
    return {pk: (f"t{min(both)}", bool(both & identical)) for pk, both in sets.items()}


def _unions(graph: FamilyGraph) -> dict[str, dict[str, Any]]:
    unions = _Unions(graph)
    twins = _twins(graph)
    by_child: dict[int, list[Parenthood]] = {}
    for one in graph.parenthoods:
        by_child.setdefault(one.child_id, []).append(one)
    for facts in by_child.values():
        child = facts[0].child
        births = list({one.parent_id: one for one in facts if one.kind == ParentKind.BIRTH}.values())
        accounts = _accounts([one.parent for one in births], unions)
        for number, parents in enumerate(accounts):
            # A second account of who the father is cannot be a second birth: it is drawn as a tie not known.
            tie: dict[str, Any] = {"person": id_of(child), "tie": "unknown" if number else "birth"}
            if child.pk in twins:
                tie |= dict(zip(("twins", "identical"), twins[child.pk], strict=True))
            union = unions.of(parents, child.born_on)
            unions.add(union, tie)
            if len(accounts) > 1 and (said := _said(accounts, parents, births)):
                union["said"] = said
        _other_ties(unions, child, births, [one for one in facts if one.kind != ParentKind.BIRTH])
    for loss in graph.losses:
        who = id_of(loss.person) if loss.person else f"l{loss.pk}"
        parents = [one for one in (loss.other_parent, loss.mother) if one]
        unions.add(unions.of(parents, None), {"person": who, "tie": "birth"})
    return unions.found


def _said(accounts: list[list[Person]], parents: list[Person], births: list[Parenthood]) -> str:
    """Who gave this account, where there is another."""
    others = {one.pk for account in accounts if account is not parents for one in account}
    return ", ".join(
        dict.fromkeys(
            one.source for one in births if one.source and one.parent in parents and one.parent_id not in others
        )
    )


def _accounts(parents: list[Person], unions: _Unions) -> list[list[Person]]:
    """Who the parents by birth are, by the first account and then by each other that contradicts it."""
    if not parents:
        return []
    first = parents[0]
    partners = [one for one in parents[1:] if _can_be_two(first, one, unions)]
    accounts = [[first, *partners[:1]]]
    for one in parents:
        if all(one not in account for account in accounts):
            base = next((other for other in accounts[0] if _can_be_two(other, one, unions)), None)
            accounts.append([base, one] if base else [one])
    return [sorted(account, key=lambda one: one.sex != Sex.MALE) for account in accounts]


def _can_be_two(one: Person, other: Person, unions: _Unions) -> bool:
    """Whether two can both be parents by birth: not two fathers or two mothers, unless they are a couple."""
    same = one.sex == other.sex != Sex.UNKNOWN
    return not same or frozenset((one.pk, other.pk)) in unions.couples


def _other_ties(unions: _Unions, child: Person, births: list[Parenthood], facts: list[Parenthood]) -> None:
    waiting = list(facts)
    while waiting:
        one = waiting.pop(0)
        mate = next((two for two in waiting if _together(one, two, unions)), None)
        parents = [one.parent]
        if mate:
            waiting.remove(mate)
            parents.append(mate.parent)
        elif one.kind == ParentKind.STEP:  # a step-parent is so through a parent
            through = (b.parent for b in births if frozenset((b.parent_id, one.parent_id)) in unions.couples)
            parents += list(through)[:1]
        tie = {"person": id_of(child), "tie": TIES.get(one.kind, one.kind)}
        tie |= {key: value for key, value in (("from", one.begun), ("to", one.ended)) if value}
        union = unions.of(parents, child.born_on)
        if any(known["person"] == tie["person"] for known in union["children"]):  # with them again, after a while away
            key = f"a{one.pk}"
            union = unions.found.setdefault(key, {**union, "children": []})
        unions.add(union, tie)


def _together(one: Parenthood, two: Parenthood, unions: _Unions) -> bool:
    if one.kind != two.kind or one.parent_id == two.parent_id:
        return False
    at_once = (one.begun, one.ended) == (two.begun, two.ended)
    return at_once or frozenset((one.parent_id, two.parent_id)) in unions.couples


def contradictions(graph: FamilyGraph) -> list[str]:
    """Where accounts differ, said with their sources."""
    said = []
    unions = _Unions(graph)
    for child in graph.people.values():
        births = [one for one in graph.parenthoods if one.child_id == child.pk and one.kind == ParentKind.BIRTH]
        accounts = _accounts(list({one.parent_id: one.parent for one in births}.values()), unions)
        if len(accounts) < 2:
            continue
        every = [{one.pk for one in account} for account in accounts]
        differ = set[int]().union(*every) - every[0].intersection(*every[1:])
        told = [
            f"{graph.called(one.parent)} ({one.source or 'no source recorded'})"
            for one in births
            if one.parent_id in differ
        ]
        said.append(f"{graph.called(child)}: accounts differ of who the parent is: {'; '.join(told)}.")
    return said
