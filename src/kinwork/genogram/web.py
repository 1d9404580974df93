"""The family as rows of places and knots between them: what ordering and placing work on.

A *place* is a person, or a wire: a line that passes through a row on its way (a grandchild adopted by the
grandparents, partners of different generations). A *knot* ties one or two places of a row to children in the next
row. Two unions of the same two people are one knot: they are drawn as one couple line with two histories.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import TypeVar

from .family import Child, Family, Person, Union, When
from .patience import go_on

FAR = 10**9
T = TypeVar("T")


@dataclass(slots=True)
class Knot:
    """One couple (or parent, or only brothers and sisters) and the children in the row below.

    ``partners`` and ``children`` are numbers of places; ``unions`` the ids drawn here, empty for the
    continuation of a line; ``person_of`` says to whom each child's line leads.
    """

    number: int
    row: int
    partners: tuple[int, ...]
    children: list[int] = field(default_factory=list)
    unions: list[str] = field(default_factory=list)
    ties: dict[int, Child] = field(default_factory=dict)
    siblings: bool = False
    wire: bool = False


@dataclass(slots=True)
class Web:
    """All places (``names``: id of the person, empty for a wire), their rows, the knots, and who precedes whom.

    ``wires`` says of each wire whence it comes, so that it is known again in a later drawing; empty for a person.
    """

    names: list[str]
    rows: list[int]
    knots: list[Knot]
    before: set[tuple[int, int]]
    male: list[bool]
    female: list[bool]
    part: list[int]
    wires: list[str]

    @property
    def depth(self) -> int:
        return max(self.rows, default=-1) + 1

    def by_part(self, first: int = 0) -> list[tuple[list[int], Web]]:
        """Each family that is tied to none of the others: its places here, and a web of it alone.

        That of place ``first`` comes first, then in the order written.
        """
        found: dict[int, list[int]] = {}
        for place, part in enumerate(self.part):
            found.setdefault(part, []).append(place)
        if len(found) < 2:
            return [(list(range(len(self.names))), self)]
        leads = sorted(found, key=lambda part: (part != self.part[first], part))
        return [(found[part], self._of(part, found[part])) for part in leads]

    def _of(self, part: int, places: list[int]) -> Web:
        new = {place: number for number, place in enumerate(places)}
        knots: list[Knot] = []
        for knot in self.knots:
            if self.part[(*knot.partners, *knot.children)[0]] != part:
                continue
            knots.append(
                replace(
                    knot,
                    number=len(knots),
                    partners=tuple(new[one] for one in knot.partners),
                    children=[new[one] for one in knot.children],
                    ties={new[one]: child for one, child in knot.ties.items()},
                )
            )

        def own(values: list[T]) -> list[T]:
            return [values[place] for place in places]

        return Web(
            own(self.names),
            own(self.rows),
            knots,
            {(new[a], new[b]) for a, b in self.before if a in new},
            own(self.male),
            own(self.female),
            [0] * len(places),
            own(self.wires),
        )


def birth_key(person: Person) -> tuple[int, int, int]:
    """Children stand by birth: a year alone is taken as its middle."""
    came: When | None = person.came
    return (came.year, came.month or 6, came.day or 15) if came else (FAR, 0, 0)


def by_birth(family: Family, children: list[str], twins: dict[str, str] | None = None) -> list[str]:
    """Children from the eldest; where a birth is not known, the place in the order written counts.

    ``twins`` names the set that a child is of: twins stand together.

    >>> family = Family(people={one: Person(one, born=When(born) if born else None)
    ...                         for one, born in (("c", 2003), ("x", 0), ("a", 2001), ("b", 2002))})
    >>> by_birth(family, ["c", "x", "a", "b"])
    ['a', 'b', 'c', 'x']
    """
    known = [one for one in children if family.people[one].came]
    made = sorted(known, key=lambda one: birth_key(family.people[one]))
    for place, one in enumerate(children):
        if family.people[one].came is None:
            made.insert(made.index(children[place - 1]) + 1 if place else 0, one)  # after whoever it is written after
    if twins:
        first: dict[str, int] = {}
        for place, one in enumerate(made):
            if one in twins:
                first.setdefault(twins[one], place)
        at = {one: first[twins[one]] if one in twins else place for place, one in enumerate(made)}
        made.sort(key=at.__getitem__)
    return made


def spin(family: Family, row: dict[str, int]) -> Web:
    """The web of a family whose people stand in ``row`` (see :func:`~.generations.generations`)."""
    return _Spinner(family, row).web


class _Spinner:
    def __init__(self, family: Family, row: dict[str, int]) -> None:
        self.family, self.row = family, row
        self.names = list(family.people)
        self.place = {name: number for number, name in enumerate(self.names)}
        self.rows = [row[name] for name in self.names]
        self.wires = [""] * len(self.names)
        self.knots: list[Knot] = []
        couples: dict[frozenset[str], list[Union]] = {}
        for union in family.unions.values():
            couples.setdefault(frozenset(union.partners), []).append(union)
        for unions in couples.values():
            self._couple(unions)
        for group in family.siblings:
            self._siblings(group)
        people = [family.people[name] if name else None for name in self.names]
        self.web = Web(
            self.names,
            self.rows,
            self.knots,
            _precedence(self.knots, self._ages()),
            [person is not None and person.sex == "M" for person in people],
            [person is not None and person.sex == "F" for person in people],
            _parts(self.knots, len(self.names)),
            self.wires,
        )

    def _ages(self) -> list[tuple[int, int, int] | None]:
        people = [self.family.people[name] for name in self.names if name]
        return [birth_key(person) if person.came else None for person in people]

    def _knot(self, at: int, partners: tuple[int, ...]) -> Knot:
        self.knots.append(Knot(len(self.knots), at, partners))
        return self.knots[-1]

    def _down_to(self, goal: int, start: int) -> int:
        """A line from a place down to row ``goal``; the place itself where it stands there."""
        while self.rows[start] < goal:
            go_on()
            step = self._knot(self.rows[start], (start,))
            step.wire = True
            start = self._wire_under(step)
        return start

    def _wire_under(self, knot: Knot) -> int:
        whence = "~" + "+".join(self.names[one] or self.wires[one] for one in knot.partners)
        self.wires.append(f"{whence}#{sum(known.startswith(whence + '#') for known in self.wires)}")
        self.names.append("")
        self.rows.append(knot.row + 1)
        knot.children.append(len(self.names) - 1)
        return len(self.names) - 1

    def _couple(self, unions: list[Union]) -> None:
        level = max(self.row[person_id] for person_id in unions[0].partners)
        partners = tuple(self._down_to(level, self.place[person_id]) for person_id in unions[0].partners)
        knot = self._knot(level, partners)
        knot.unions = [union.id for union in unions]
        ties = {child.person: child for union in unions for child in union.children}
        twins = {one: f"{child.twins}" for one, child in ties.items() if child.twins}
        below: dict[int, list[str]] = {}
        for one in by_birth(self.family, list(ties), twins):
            below.setdefault(self.row[one], []).append(one)
        for row, children in sorted(below.items()):
            last = knot
            if row > level + 1:
                wire = self._down_to(row - 1, self._wire_under(knot))
                last = self._knot(row - 1, (wire,))
                last.wire = True
            last.children += [self.place[one] for one in children]
            last.ties.update({self.place[one]: ties[one] for one in children})

    def _siblings(self, group: tuple[str, ...]) -> None:
        ids = {id(union) for one in group for union, _ in self.family.child_of[one][:1]}
        if len(ids) == 1 and all(self.family.child_of[one] for one in group):
            return  # their parents are known after all, and say the same
        knot = self._knot(self.row[group[0]] - 1, ())
        knot.siblings = True
        level = [one for one in group if self.row[one] == self.row[group[0]]]
        knot.children = [self.place[one] for one in by_birth(self.family, level)]


def _precedence(knots: list[Knot], age: list[tuple[int, int, int] | None]) -> set[tuple[int, int]]:
    """Who stands left of whom by birth; an order that contradicts an earlier one is dropped.

    Whose birth is not known may stand anywhere among brothers and sisters, but not between twins.
    """
    after: dict[int, set[int]] = {}
    pairs: set[tuple[int, int]] = set()

    def reaches(start: int, goal: int) -> bool:
        go_on()
        seen, stack = {start}, [start]
        while stack:
            for one in after.get(stack.pop(), ()):
                if one == goal:
                    return True
                if one not in seen:
                    seen.add(one)
                    stack.append(one)
        return False

    for knot in knots:
        people = [child for child in knot.children if child < len(age)]
        if any(knot.ties[child].twins for child in people if child in knot.ties):
            chain = list(pairwise(people))
        else:
            groups = [list(same) for _, same in groupby((one for one in people if age[one]), key=age.__getitem__)]
            chain = [(one, other) for elder, younger in pairwise(groups) for one in elder for other in younger]
        for one, other in chain:
            if not reaches(other, one):
                after.setdefault(one, set()).add(other)
                pairs.add((one, other))
    return pairs


def _parts(knots: list[Knot], count: int) -> list[int]:
    """For each place the number of the family it is tied to, counted in the order written."""
    part = list(range(count))

    def root(one: int) -> int:
        while part[one] != one:
            part[one] = part[part[one]]
            one = part[one]
        return one

    for knot in knots:
        tied = [*knot.partners, *knot.children]
        for one in tied[1:]:
            a, b = sorted((root(tied[0]), root(one)))
            part[b] = a
    return [root(one) for one in range(count)]
