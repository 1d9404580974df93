"""A family written down anew in an order of its own, so that nothing depends on how it happened to be entered.

Whoever is like nobody else is told apart by who they are tied to (colour refinement, after Weisfeiler and Leman 1968);
people who are alike in that stand in the order in which one comes upon them from those who are not. Names, dates and
whom the drawing is about do not count: only who is whose child, brother, sister and partner, and who is older.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from dataclasses import replace

from .family import Child, Family, Union
from .patience import go_on

Key = tuple[Hashable, ...]


def canonical(family: Family) -> Family:
    """The same family with its people, unions, partners, children and siblings in an order of its own.

    >>> from kinwork.genogram import from_plain
    >>> unions = {"u": {"partners": ["a", "b"], "children": ["c"]}}
    >>> one = from_plain({"people": {"a": {"sex": "F"}, "b": {}, "c": {}}, "unions": unions})
    >>> other = from_plain({"people": {"c": {}, "b": {}, "a": {"sex": "F"}}, "unions": unions})
    >>> list(canonical(one).people) == list(canonical(other).people)
    True
    """
    colour = _refined(family)
    place = {one: number for number, one in enumerate(_met(family, colour))}

    def partners(union: Union) -> list[str]:
        return sorted(union.partners, key=place.__getitem__)

    written = {union: number for number, union in enumerate(family.unions)}

    def when(union: Union) -> Key:
        pair = [place[one] for one in partners(union)]
        began = union.from_ or union.separated or union.divorced or union.ended
        return pair[0], len(pair), pair[-1], str(began or ""), written[union.id]

    unions = {
        union.id: replace(
            union,
            partners=tuple(partners(union)),
            children=tuple(sorted(union.children, key=lambda child: place[child.person])),
        )
        for union in sorted(family.unions.values(), key=when)
    }
    groups = [tuple(sorted(group, key=place.__getitem__)) for group in family.siblings]
    return replace(
        family,
        people={one: family.people[one] for one in sorted(family.people, key=place.__getitem__)},
        unions=unions,
        siblings=tuple(sorted(groups, key=lambda group: [place[one] for one in group])),
    )


def _ages(family: Family, children: tuple[Child, ...]) -> dict[str, int]:
    """How many dates of birth in a sibship come before somebody's own; -1 where it is not known."""
    came = {child.person: family.people[child.person].came for child in children}
    known = sorted({when for when in came.values() if when})
    return {one: known.index(when) if when else -1 for one, when in came.items()}


def _ranked(signatures: dict[str, Key]) -> dict[str, int]:
    order = {signature: number for number, signature in enumerate(sorted(set(signatures.values())))}
    return {one: order[signature] for one, signature in signatures.items()}


def _refined(family: Family) -> dict[str, int]:
    """A number for each person, alike only for those whom their ties do not tell apart."""
    ages = {union.id: _ages(family, union.children) for union in family.unions.values()}
    groups_of: dict[str, list[tuple[str, ...]]] = {one: [] for one in family.people}
    for group in family.siblings:
        for one in group:
            groups_of[one].append(group)
    colour = _ranked(
        {
            id_: (one.sex, one.loss, one.pregnancy, len(family.unions_of[id_]), len(family.child_of[id_]))
            for id_, one in family.people.items()
        }
    )
    while True:
        go_on()
        seen = {
            union.id: (
                tuple(sorted(colour[one] for one in union.partners)),
                tuple(
                    sorted((ages[union.id][child.person], child.tie, colour[child.person]) for child in union.children)
                ),
            )
            for union in family.unions.values()
        }
        finer = _ranked(
            {
                one: (
                    colour[one],
                    tuple(sorted(seen[union.id] for union in family.unions_of[one])),
                    tuple(
                        sorted(
                            (child.tie, ages[union.id][one], seen[union.id]) for union, child in family.child_of[one]
                        )
                    ),
                    tuple(sorted(tuple(sorted(colour[other] for other in group)) for group in groups_of[one])),
                )
                for one in family.people
            }
        )
        if len(set(finer.values())) == len(set(colour.values())):
            return finer
        colour = finer


def _met(family: Family, colour: dict[str, int]) -> list[str]:
    """Everybody, in the order in which one comes upon them: each family tied together in one go, the largest first."""
    kin: dict[str, set[str]] = {one: set() for one in family.people}
    for union in family.unions.values():
        members = {*union.partners, *(child.person for child in union.children)}
        for one in members:
            kin[one] |= members
    for group in family.siblings:
        for one in group:
            kin[one] |= set(group)
    parts: list[list[str]] = []
    met: set[str] = set()
    for start in sorted(family.people, key=lambda one: (colour[one], one)):
        if start in met:
            continue
        part, waiting = [], deque([start])
        met.add(start)
        while waiting:
            one = waiting.popleft()
            part.append(one)
            for other in sorted(kin[one] - met, key=lambda near: (colour[near], near)):
                met.add(other)
                waiting.append(other)
        parts.append(part)
    parts.sort(key=len, reverse=True)
    return [one for part in parts for one in part]
