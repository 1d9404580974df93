"""Which generation everybody stands in: parents above children, partners and siblings level where that can be."""

from __future__ import annotations

from .family import Family
from .patience import go_on


def generations(family: Family) -> dict[str, int]:
    """For each person a row, from 0 at the top.

    Partners, brothers and sisters share a row unless that would put somebody beside or above an own ancestor (an
    uncle and his niece, say): then they stand in different rows. The rows are as close together as can be.
    """
    if not family.people:  # on a date before everybody
        return {}
    groups = _Groups(family)
    for union in family.unions.values():
        for person_id in union.partners[1:]:
            groups.join(union.partners[0], person_id)
    for siblings in family.siblings:
        for person_id in siblings[1:]:
            groups.join(siblings[0], person_id)
    rows = _tightened(groups, _from_the_top(groups))
    return _beside(family, groups, rows)


class _Groups:
    """People who share a row, and which group stands above which."""

    def __init__(self, family: Family) -> None:
        self.of = {person_id: number for number, person_id in enumerate(family.people)}
        self.below: dict[int, dict[int, int]] = {number: {} for number in self.of.values()}
        for union in family.unions.values():
            for parent in union.partners:
                for child in union.children:
                    edges = self.below[self.of[parent]]
                    edges[self.of[child.person]] = edges.get(self.of[child.person], 0) + 1

    def _reaches(self, start: int, goal: int) -> bool:
        seen, stack = {start}, [start]
        while stack:
            for one in self.below[stack.pop()]:
                if one == goal:
                    return True
                if one not in seen:
                    seen.add(one)
                    stack.append(one)
        return False

    def join(self, one: str, other: str) -> None:
        """Put two people in one row, unless one descends from the other's row."""
        go_on()
        a, b = sorted((self.of[one], self.of[other]))
        if a == b or self._reaches(a, b) or self._reaches(b, a):
            return
        for person, group in self.of.items():
            if group == b:
                self.of[person] = a
        for child, count in self.below.pop(b).items():
            self.below[a][child] = self.below[a].get(child, 0) + count
        for edges in self.below.values():
            if b in edges:
                edges[a] = edges.get(a, 0) + edges.pop(b)


def _from_the_top(groups: _Groups) -> dict[int, int]:
    waiting = dict.fromkeys(groups.below, 0)
    for edges in groups.below.values():
        for child in edges:
            waiting[child] += 1
    rows = dict.fromkeys(groups.below, 0)
    ready = [group for group, count in waiting.items() if count == 0]
    while ready:
        group = ready.pop()
        for child in groups.below[group]:
            rows[child] = max(rows[child], rows[group] + 1)
            waiting[child] -= 1
            if waiting[child] == 0:
                ready.append(child)
    return rows


def _tightened(groups: _Groups, rows: dict[int, int]) -> dict[int, int]:
    """Move whole clusters down while that shortens more lines than it lengthens.

    The shift of network simplex (Gansner and others 1993, *A technique for drawing directed graphs*), made simple:
    families are small.
    """
    edges = [(a, b, count) for a, found in groups.below.items() for b, count in found.items()]
    for _ in range(len(rows)):
        go_on()
        cluster = {one: one for one in rows}

        def root(one: int, cluster: dict[int, int] = cluster) -> int:
            while cluster[one] != one:
                cluster[one] = cluster[cluster[one]]
                one = cluster[one]
            return one

        for a, b, _count in edges:
            if rows[b] - rows[a] == 1:
                cluster[root(a)] = root(b)
        gain: dict[int, int] = {}
        room: dict[int, int] = {}
        for a, b, count in edges:
            above, under = root(a), root(b)
            if above != under:
                gain[above] = gain.get(above, 0) + count
                gain[under] = gain.get(under, 0) - count
                room[above] = min(room.get(above, 10**6), rows[b] - rows[a] - 1)
        best = max((one for one in room if gain[one] > 0), key=lambda one: (gain[one], -one), default=None)
        if best is None:
            break
        for one in rows:
            if root(one) == best:
                rows[one] += room[best]
    return rows


def _beside(family: Family, groups: _Groups, rows: dict[int, int]) -> dict[str, int]:
    """Give families without ties to each other a common top, lone people the row of those they live with."""
    tied: dict[str, str] = {person_id: person_id for person_id in family.people}

    def root(one: str) -> str:
        while tied[one] != one:
            tied[one] = tied[tied[one]]
            one = tied[one]
        return one

    for union in family.unions.values():
        for person in (*union.partners[1:], *(child.person for child in union.children)):
            tied[root(person)] = root(union.partners[0])
    for group in family.siblings:
        for person in group[1:]:
            tied[root(person)] = root(group[0])
    parts: dict[str, list[str]] = {}
    for person_id in family.people:
        parts.setdefault(root(person_id), []).append(person_id)
    row = {person_id: rows[groups.of[person_id]] for person_id in family.people}
    for part in parts.values():
        top = min(row[one] for one in part)
        for person_id in part:
            row[person_id] -= top
    large = max(parts.values(), key=len)
    usual = next(
        (row[person_id] for person_id in family.index if root(person_id) == root(large[0])),
        max(row[one] for one in large),
    )
    together = [*family.households, *((bond.from_, bond.to) for bond in family.bonds)]
    near = {
        person_id: [
            other
            for group in together
            if person_id in group
            for other in group
            if other != person_id and len(parts[root(other)]) > 1
        ]
        for person_id in family.people
    }
    for part in parts.values():
        if part is large or root(part[0]) == root(large[0]):
            continue
        # a row of brothers and sisters, a couple without children, a lone person: beside those they live with
        if len({row[one] for one in part}) == 1:
            beside = [other for one in part for other in near[one]]
            for person_id in part:
                row[person_id] = row[beside[0]] if beside else usual
    return row
