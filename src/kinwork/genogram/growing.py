"""A first order of each row: the family is grown from one person, each newcomer set beside those it is tied to."""

from __future__ import annotations

from .web import Knot, Web


class Neighbours:
    """Who is tied to whom in the row above and below, and where one cut runs through all rows."""

    def __init__(self, web: Web) -> None:
        count = len(web.names)
        self.web = web
        self.knots_down: list[list[Knot]] = [[] for _ in range(count)]
        self.knots_up: list[list[Knot]] = [[] for _ in range(count)]
        self.up: list[list[int]] = [[] for _ in range(count)]
        self.down: list[list[int]] = [[] for _ in range(count)]
        for knot in web.knots:
            for one in knot.partners:
                self.knots_down[one].append(knot)
                self.down[one] += knot.children
            for one in knot.children:
                self.knots_up[one].append(knot)
                self.up[one] += knot.partners

    def cuts(self, rows: list[list[int]], row: int, at: int) -> list[int]:
        """A cut through all rows that runs before place ``at`` of one row and between families elsewhere."""
        cuts = [0] * len(rows)
        cuts[row] = at
        for step, ties in ((-1, self.up), (1, self.down)):
            here = row
            while 0 <= here + step < len(rows):
                cuts[here + step] = self._next_cut(rows[here], rows[here + step], cuts[here], ties)
                here += step
        return cuts

    @staticmethod
    def _next_cut(near: list[int], far: list[int], at: int, ties: list[list[int]]) -> int:
        where = {one: number for number, one in enumerate(far)}
        for one in reversed(near[:at]):
            found = [where[other] for other in ties[one] if other in where]
            if found:
                return max(found) + 1
        for one in near[at:]:
            found = [where[other] for other in ties[one] if other in where]
            if found:
                return min(found)
        return len(far) if at else 0


def grow(web: Web, start: int, near: Neighbours) -> tuple[list[list[int]], list[int]]:
    """Rows of places, and for each place the one from which it was reached (-1 for the first of each part)."""
    grower = _Grower(web, near)
    for first in (start, *range(len(web.names))):
        if not grower.placed[first]:
            grower.part(first)
    return [in_birth_order(row, web.before) for row in grower.rows], grower.reached


def in_birth_order(row: list[int], before: set[tuple[int, int]]) -> list[int]:
    """A row changed as little as puts everybody behind those who must precede them."""
    here = {one: number for number, one in enumerate(row)}
    pairs = [(a, b) for a, b in before if a in here and b in here]
    if all(here[a] < here[b] for a, b in pairs):
        return row
    waiting = dict.fromkeys(row, 0)
    after: dict[int, list[int]] = {}
    for a, b in pairs:
        waiting[b] += 1
        after.setdefault(a, []).append(b)
    made: list[int] = []
    left = list(row)
    while left:
        one = next(one for one in left if waiting[one] == 0)
        left.remove(one)
        made.append(one)
        for other in after.get(one, ()):
            waiting[other] -= 1
    return made


class _Grower:
    def __init__(self, web: Web, near: Neighbours) -> None:
        self.web, self.near = web, near
        self.rows: list[list[int]] = [[] for _ in range(web.depth)]
        self.reached = [-1] * len(web.names)
        self.placed = [False] * len(web.names)
        self.waiting: list[int] = []
        self.start = [0] * web.depth

    def part(self, first: int) -> None:
        """A family without ties to those already there stands to their right."""
        self.start = [len(row) for row in self.rows]
        self.waiting = []
        self.put(first, len(self.rows[self.web.rows[first]]), -1)
        for one in self.waiting:  # which grows while it is read
            for knot in self.near.knots_down[one]:
                for other in knot.partners:
                    if not self.placed[other]:
                        self.partner(one, other)
            for knot in self.near.knots_up[one]:
                self.children(knot, one)
                self.parents(knot, one)
            for knot in self.near.knots_down[one]:
                self.children(knot, one)

    def put(self, one: int, at: int, source: int) -> None:
        self.rows[self.web.rows[one]].insert(at, one)
        self.placed[one] = True
        self.reached[one] = source
        self.waiting.append(one)

    def tied(self, one: int, other: int) -> bool:
        return any(other in knot.partners for knot in self.near.knots_down[one])

    def partner(self, one: int, other: int) -> None:
        """Beside ``one``: away from the siblings where the newcomer brings parents, else the man left."""
        row = self.rows[self.web.rows[one]]
        at = low = row.index(one)
        high = at + 1
        while low > self.start[self.web.rows[one]] and self.tied(one, row[low - 1]):
            low -= 1
        while high < len(row) and self.tied(one, row[high]):
            high += 1
        go_left = self.web.male[other] or (self.web.female[one] and not self.web.female[other])
        siblings = sorted(row.index(p) for knot in self.near.knots_up[one] for p in knot.children if self.placed[p])
        if len(siblings) > 1 and self.near.knots_up[other]:
            go_left = at - siblings[0] < siblings[-1] - at
        if (low < at) != (high > at + 1):
            go_left = low == at
        self.put(other, low if go_left else high, one)

    def parents(self, knot: Knot, child: int) -> None:
        fresh = [one for one in knot.partners if not self.placed[one]]
        if len(fresh) == 1 and len(knot.partners) == 2:
            self.partner(next(one for one in knot.partners if self.placed[one]), fresh[0])
        elif fresh:
            if len(fresh) == 2 and (self.web.female[fresh[0]] and self.web.male[fresh[1]]):
                fresh.reverse()
            at = self.near.cuts(self.rows, self.web.rows[child], self.index(child))[knot.row]
            at = max(at, self.start[knot.row])
            for one in reversed(fresh):
                self.put(one, at, child)

    def index(self, one: int) -> int:
        return self.rows[self.web.rows[one]].index(one)

    def children(self, knot: Knot, source: int) -> None:
        """Brothers and sisters by birth, around those who already stand there."""
        if not knot.children:
            return
        row = self.rows[knot.row + 1]
        for number, one in enumerate(knot.children):
            if self.placed[one]:
                continue
            left = next((p for p in reversed(knot.children[:number]) if self.placed[p]), None)
            right = next((p for p in knot.children[number:] if self.placed[p]), None)
            if left is not None:
                at = row.index(left) + 1
                while at < len(row) and self.tied(left, row[at]):
                    at += 1
            elif right is not None:
                at = row.index(right)
                while at > self.start[knot.row + 1] and self.tied(right, row[at - 1]):
                    at -= 1
            else:
                at = self.near.cuts(self.rows, knot.row, self.index(source) + 1)[knot.row + 1]
                at = max(at, self.start[knot.row + 1])
            self.put(one, at, source)
