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
    people = {id_: _person(one, on) for id_, one in family.people.items() if _there(one, on)}
    left_out = [one.called for id_, one in family.people.items() if id_ not in people]
    unions = {}
    for id_, union in family.unions.items():
        partners = tuple(one for one in union.partners if one in people)
        children = tuple(one for one in union.children if one.person in people and _holds(one, on))
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
        bonds=tuple(one for one in family.bonds if not_after(one.on, on) and anyone(one.from_) and anyone(one.to)),
        households=tuple(
            group
            for one in family.households
            if (group := tuple(id_ for id_ in still(one) if people[id_].died is None))
        ),
        links=tuple(one for one in family.links if anyone(one.from_) and anyone(one.to)),
        index=still(family.index),
    ), left_out


def _there(one: Person, on: When) -> bool:
    if not_after(one.born, on) and (one.born or not one.expected):
        return not (one.loss and one.born is None and not not_after(one.died, on))
    return one.expected is not None and one.expected.earliest - on.latest <= TERM


def _person(one: Person, on: When) -> Person:
    if one.born and not not_after(one.born, on):
        return replace(one, born=None, died=None, loss="")  # still expected
    return replace(one, died=None) if one.died and not not_after(one.died, on) else one


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
