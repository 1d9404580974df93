"""The family as it was on a date: facts not yet true, and facts no longer true, are left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from .family import WHOLE, Child, Family, Person, Union, When, not_after, surely_before

TERM = timedelta(days=290)  # a pregnancy is drawn from here before the expected date: never longer than one lasts


def as_on(family: Family) -> tuple[Family, list[str]]:
    """The family on its own ``on`` date, and who was left out because not yet there.

    A family without ``on`` stays as it is. Parents of somebody already born stay parents, even where the
    couple is said to begin later; what ends later has not yet ended.
    """
    on = family.on
    if on is None:
        return family, []
    people = {id_: _person(person, on) for id_, person in family.people.items() if _there(person, on)}
    left_out = [person.called for id_, person in family.people.items() if id_ not in people]
    unions = {}
    for id_, union in family.unions.items():
        partners = tuple(person_id for person_id in union.partners if person_id in people)
        children = tuple(child for child in union.children if child.person in people and _holds(child, on))
        begun = not_after(union.from_, on)
        whole = begun and len(partners) == len(union.partners) and (len(partners) > 1 or not union.children)
        if partners and (children or whole):
            unions[id_] = _union(union, on, partners, children, begun)

    def still(group: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in group if one in people)

    def anyone(one: str) -> bool:
        return one in people or one in family.others or one == WHOLE

    return replace(
        family,
        people=people,
        unions=unions,
        siblings=tuple(group for one in family.siblings if len(group := still(one)) > 1),
        bonds=tuple(bond for bond in family.bonds if not_after(bond.on, on) and anyone(bond.from_) and anyone(bond.to)),
        households=tuple(
            group
            for one in family.households
            if (group := tuple(id_ for id_ in still(one) if people[id_].died is None))
        ),
        links=tuple(link for link in family.links if anyone(link.from_) and anyone(link.to)),
        index=still(family.index),
    ), left_out


def _there(person: Person, on: When) -> bool:
    if not_after(person.born, on) and (person.born or not person.expected):
        return not (person.loss and person.born is None and not not_after(person.died, on))
    return person.expected is not None and person.expected.earliest - on.latest <= TERM


def _person(person: Person, on: When) -> Person:
    if person.born and not not_after(person.born, on):
        return replace(person, born=None, died=None, loss="")  # still expected
    return replace(person, died=None) if person.died and not not_after(person.died, on) else person


def _holds(child: Child, on: When) -> bool:
    return not_after(child.from_, on) and not surely_before(child.to, on)


def _union(union: Union, on: When, partners: tuple[str, ...], children: tuple[Child, ...], begun: bool) -> Union:
    def past(end: When | None) -> When | None:
        return end if not_after(end, on) else None

    return replace(
        union,
        partners=partners,
        children=children,
        kind=union.kind if begun else "unknown",
        from_=union.from_ if begun else None,
        separated=past(union.separated),
        divorced=past(union.divorced),
        ended=past(union.ended),
    )
