"""What is wished of a drawing but never at the price of a line that crosses, nor of a couple parted.

Of somebody's several families the earlier stands left of the later; children whose birth is not known stand where they
were written down among their brothers and sisters. Branches change places for it once the search has found its best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from .crossings import Counter
from .family import Family, Union
from .growing import Neighbours
from .patience import go_on
from .web import Knot, Web, birth_key, by_birth

Branch = frozenset[int]
SAME = 60  # what a wish may cost of everything that weighs less than a couple parted


class Standing(Protocol):
    """Rows as they stand, which may be changed."""

    near: Neighbours
    counter: Counter
    rows: list[list[int]]

    def replace(self, changed: dict[int, list[int]], more: int) -> bool: ...


@dataclass(frozen=True, slots=True)
class Wish:
    """Places that are to stand in this order from the left, each with the branch that hangs on it.

    ``around`` is whose partners they are, or the parents whose children they are: no branch goes through them.
    """

    order: tuple[int, ...]
    around: tuple[int, ...]
    partners: bool = False


def wishes(family: Family, web: Web) -> list[Wish]:
    """The wishes for a family as it was written down."""
    asked = [*_families_in_time(family, web), *_children_as_written(family, web)]
    return sorted(asked, key=lambda wish: (not wish.partners, wish.around, sorted(wish.order), wish.order))


def _begun(family: Family, union: Union) -> tuple[int, ...] | None:
    """When a family began: by its own date, else by its eldest child."""
    if union.from_:
        return union.from_.year, union.from_.month or 6, union.from_.day or 15
    born = [family.people[child.person] for child in union.children if child.tie == "birth"]
    return min((birth_key(one) for one in born if one.came), default=None)


def _families_in_time(family: Family, web: Web) -> Iterator[Wish]:
    of: dict[int, list[Knot]] = {}
    for knot in web.knots:
        if len(knot.partners) == 2 and knot.unions:
            for one in knot.partners:
                of.setdefault(one, []).append(knot)
    for one, knots in of.items():
        begun = {}
        for knot in knots:
            dates = [date for union in knot.unions if (date := _begun(family, family.unions[union]))]
            if dates:
                begun[knot.partners[knot.partners[0] == one]] = min(dates)
        if len(set(begun.values())) > 1:
            yield Wish(tuple(sorted(begun, key=lambda other: (begun[other], other))), (one,), partners=True)


def _children_as_written(family: Family, web: Web) -> Iterator[Wish]:
    place = {name: number for number, name in enumerate(web.names) if name}
    groups: list[tuple[list[str], tuple[str, ...]]] = [
        ([child.person for child in union.children], union.partners) for union in family.unions.values()
    ]
    groups += [(list(group), ()) for group in family.siblings]
    for children, parents in groups:
        if all(family.people[one].came for one in children):
            continue
        ordered = [place[one] for one in by_birth(family, children)]
        level = [one for one in ordered if web.rows[one] == web.rows[ordered[0]]]
        if len(level) > 1:
            yield Wish(tuple(level), tuple(place[one] for one in parents))


def heed(search: Standing, asked: Sequence[Wish]) -> None:
    """Fulfil what costs nothing."""
    for wish in asked:
        go_on()
        at = search.counter.at
        if all(at[a] < at[b] for a, b in pairwise(wish.order)):
            continue
        for branches in _ways(search, wish):
            if not (branches and (_tried(search, wish, branches) or _by_turns(search, wish, branches))):
                continue
            if all(at[a] < at[b] for a, b in pairwise(wish.order)):
                break


def _ways(search: Standing, wish: Wish) -> Iterator[list[Branch]]:
    """What may move with each: all that hangs on them, or only their own descent, or nobody else."""
    for walk in (_everybody, _descent):
        branches = [walk(search, one, wish) for one in wish.order]
        if sum(map(len, branches)) == len(frozenset().union(*branches)):
            yield branches
    yield [frozenset((one,)) for one in wish.order]


def _everybody(search: Standing, start: int, wish: Wish) -> Branch:
    """All who are tied to a place otherwise than through whom the wish is around, or brothers and sisters."""
    near, stop = search.near, set(wish.around)
    found, waiting = {start}, [start]
    while waiting:
        one = waiting.pop()
        for knot in (*near.knots_up[one], *near.knots_down[one]):
            if not wish.partners and one == start and (stop.issuperset(knot.partners)):
                continue
            fresh = {*knot.partners, *knot.children} - found - stop
            found |= fresh
            waiting += fresh
    return frozenset(found)


def _descent(search: Standing, start: int, wish: Wish) -> Branch:
    """A place with the children whom it has with the one in the middle, their partners and descendants."""
    near = search.near
    found, waiting = {start}, [start]
    while waiting:
        one = waiting.pop()
        for knot in near.knots_down[one]:
            fresh = {*knot.partners, *knot.children} - found - set(wish.around)
            found |= fresh
            waiting += fresh
    return frozenset(found)


def _tried(search: Standing, wish: Wish, branches: list[Branch]) -> bool:
    """Set the branches into the places that they have together, in the order wished; whether that is as good."""
    whose = {one: number for number, branch in enumerate(branches) for one in branch}
    changed: dict[int, list[int]] = {}
    for number, row in enumerate(search.rows):
        here = [one for one in row if one in whose]
        there = iter(sorted(here, key=whose.__getitem__))
        fresh = [next(there) if one in whose else one for one in row]
        if fresh != row:
            changed[number] = fresh
    if not changed:
        return False
    return search.replace(changed, SAME)


def _by_turns(search: Standing, wish: Wish, branches: list[Branch]) -> bool:
    """The same two by two, for as long as that brings the order nearer."""
    at, moved = search.counter.at, False
    for _ in wish.order:
        better = False
        for number in range(len(branches) - 1):
            a, b = wish.order[number], wish.order[number + 1]
            if at[a] > at[b] and _tried(search, wish, branches[number : number + 2]):
                better = moved = True
        if not better:
            break
    return moved


__all__ = ["Wish", "heed", "wishes"]
