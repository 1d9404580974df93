"""How many lines must cross, given who stands where in each row: what the ordering makes least.

Only the order counts here, not the distances. Under each row lie two bands: first the couple lines, each with a leg
up to both partners and a stem down to the children, then the sibship lines, each with a stem up and a drop to each
child. Two lines in a band cross as often as the better of the two ways to stack them makes necessary.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from .web import Knot, Web

CROSSING = 100_000  # one crossing outweighs everything else
APART = 400  # partners who do not stand side by side
STRETCH = 40  # each person between them
SPREAD = 3  # each stranger among brothers and sisters
MAN_RIGHT = 1  # man left, where nothing else decides


class Counter:
    """Counts for one web; ``orders`` are places per row from left to right."""

    def __init__(self, web: Web) -> None:
        self.web = web
        depth = web.depth
        self.couples: list[list[Knot]] = [[] for _ in range(depth)]
        self.sibships: list[list[Knot]] = [[] for _ in range(depth + 1)]  # of children in row r; index r
        ties = [0] * len(web.names)
        for knot in web.knots:
            if knot.partners:
                self.couples[knot.row].append(knot)
            if knot.children:
                self.sibships[knot.row + 1].append(knot)
            for one in knot.partners:
                ties[one] += 1
        self.ties = ties
        self.at = [0] * len(web.names)

    def place(self, order: list[int]) -> None:
        """Take note of one row's order."""
        at = self.at
        for number, one in enumerate(order):
            at[one] = number

    def stem(self, knot: Knot) -> float:
        """Where between its partners a couple's children hang: beside the partner whom fewer unions claim."""
        a = knot.partners[0]
        if len(knot.partners) == 1:
            return float(self.at[a])
        b = knot.partners[1]
        i, j = self.at[a], self.at[b]
        if i > j:
            i, j, a, b = j, i, b, a
        return i + 0.5 if self.ties[a] < self.ties[b] else j - 0.5

    def couple_band(self, row: int) -> int:
        """Weighted cost of the couple lines under a row."""
        at, cost = self.at, 0
        spans = []
        male, female = self.web.male, self.web.female
        for knot in self.couples[row]:
            a = knot.partners[0]
            i = at[a]
            if len(knot.partners) == 1:
                spans.append((i, i, bool(knot.children), float(i)))
                continue
            b = knot.partners[1]
            j = at[b]
            if i > j:
                i, j, a, b = j, i, b, a
            if j - i > 1:
                cost += APART + STRETCH * (j - i - 1)
            if female[a] and male[b]:
                cost += MAN_RIGHT
            spans.append((i, j, bool(knot.children), i + 0.5 if self.ties[a] < self.ties[b] else j - 0.5))
        spans.sort()
        crossed = 0
        for number, (i, j, kids, stem) in enumerate(spans):
            for k, end, more, other in spans[number + 1 :]:
                if k >= j:
                    break
                crossed += couples_cross(i, j, kids, stem, k, end, more, other)
        return cost + CROSSING * crossed

    def sibship_band(self, row: int) -> int:
        """Weighted cost of the sibship lines above a row."""
        at, cost = self.at, 0
        found = []
        for knot in self.sibships[row]:
            drops = sorted([at[one] for one in knot.children])
            cost += SPREAD * (drops[-1] - drops[0] + 1 - len(drops))
            found.append((self.stem(knot) if knot.partners else -1.0, knot.number, drops))
        found.sort()
        crossed = 0
        for number, (stem, _, drops) in enumerate(found):
            last = drops[-1]
            for _, _, others in found[number + 1 :]:
                if stem < 0:
                    if not (last < others[0] or others[-1] < drops[0]):
                        crossed += min(inside(drops, others), inside(others, drops))
                elif last > others[0]:
                    crossed += sibships_cross(drops, others)
        return cost + CROSSING * crossed

    def total(self, orders: list[list[int]]) -> int:
        """Weighted cost of a whole drawing."""
        for order in orders:
            self.place(order)
        return sum(self.couple_band(row) + self.sibship_band(row) for row in range(len(orders)))

    def crossings(self, orders: list[list[int]]) -> int:
        """Lines that must cross in a whole drawing."""
        return self.total(orders) // CROSSING


def inside(drops: list[int], others: list[int]) -> int:
    """How many of ``drops`` lie strictly between the first and the last of ``others``."""
    return max(0, bisect_left(drops, others[-1]) - bisect_right(drops, others[0]))


def sibships_cross(left: list[int], right: list[int]) -> int:
    """Crossings of two sibship lines, the stem of ``left`` left of the other's; drops are sorted positions.

    >>> sibships_cross([0, 1], [2, 3]), sibships_cross([2, 3], [0, 1]), sibships_cross([0, 2], [1, 3])
    (0, 1, 1)
    """
    above = min(inside(left, right) + 1, len(left) - bisect_right(left, right[0]))
    below = min(inside(right, left) + 1, bisect_left(right, left[-1]))
    return min(above, below)


def couples_cross(i: int, j: int, kids: bool, stem: float, k: int, end: int, more: bool, other: float) -> int:
    """Crossings of two couple lines from ``i`` to ``j`` and from ``k`` to ``end``, where ``(i, j) <= (k, end)``.

    ``kids`` and ``more`` say whether a stem leaves them, at ``stem`` and ``other``. Equal ends are one person,
    whose legs stand side by side.

    >>> couples_cross(0, 3, True, 2.5, 1, 2, True, 1.5), couples_cross(0, 3, True, 2.5, 1, 2, False, 1.5)
    (1, 0)
    """
    if i == j or k == end:  # one parent alone: the stem runs straight down
        if i == j and k == end:
            return 0
        low, high, alone = (k, end, i) if i == j else (i, j, k)
        return int(low < alone < high)
    if k >= j:
        return 0
    if end <= j:  # the second within the first
        shallow = int(more)
        deep = (k > i) + (end < j) + (kids and k < stem < end)
        return min(shallow, deep)
    if i == k:  # the first within the second
        return min(int(kids), 1 + (more and i < other < j))
    return 1 + min(int(kids and stem > k), int(more and other < j))
