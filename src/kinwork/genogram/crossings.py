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
    """Counts for one web, of the places that stand somewhere so far.

    ``at`` is everybody's position in the row; ``kids`` the children of each knot who stand somewhere, and ``whole``
    whether its partners all do. A move changes only the pairs of lines of which one is tied to what moves, so counts
    can be had of those alone.
    """

    def __init__(self, web: Web, empty: bool = False) -> None:
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
        self.at: list[float] = [0] * len(web.names)
        self.kids: list[list[int]] = [[] if empty else knot.children for knot in web.knots]
        self.whole = [not empty] * len(web.knots)

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
        return i + 0.25 if self.ties[a] < self.ties[b] else j - 0.25

    def couple_band(self, row: int, moved: set[int] | None = None, trouble: set[int] | None = None) -> int:
        """Weighted cost of the couple lines under a row; of crossings only those with the ``moved`` knots.

        Knots with a crossing, or with partners apart, are added to ``trouble``.
        """
        at = self.at
        cost = 0.0
        spans = []
        male, female, ties = self.web.male, self.web.female, self.ties
        for knot in self.couples[row]:
            number = knot.number
            if not self.whole[number]:
                continue
            a = knot.partners[0]
            i = at[a]
            kids = bool(self.kids[number])
            if len(knot.partners) == 1:
                if kids:
                    spans.append((i, i, True, i, number))
                continue
            b = knot.partners[1]
            j = at[b]
            if i > j:
                i, j, a, b = j, i, b, a
            if j - i > 1:
                cost += APART + STRETCH * (j - i - 1)
                if trouble is not None:
                    trouble.add(number)
            if female[a] and male[b]:
                cost += MAN_RIGHT
            spans.append((i, j, kids, i + 0.25 if ties[a] < ties[b] else j - 0.25, number))
        spans.sort()
        crossed = 0
        for index, (i, j, kids, stem, number) in enumerate(spans):
            every = moved is None or number in moved
            for k, end, more, other, later in spans[index + 1 :]:
                if k >= j:
                    break
                if every or later in moved:  # type: ignore[operator]
                    times = couples_cross(i, j, kids, stem, k, end, more, other)
                    if times:
                        crossed += times
                        if trouble is not None:
                            trouble |= {number, later}
        return int(cost) + CROSSING * crossed

    def sibship_band(self, row: int, moved: set[int] | None = None, trouble: set[int] | None = None) -> int:
        """Weighted cost of the sibship lines above a row; see :meth:`couple_band`."""
        at = self.at
        cost = 0.0
        found = []
        for knot in self.sibships[row]:
            number = knot.number
            kids = self.kids[number]
            if not kids or not self.whole[number]:
                continue
            if len(kids) == 1:
                drops = [at[kids[0]]]
            else:
                drops = sorted([at[one] for one in kids])
                cost += SPREAD * (drops[-1] - drops[0] + 1 - len(drops))
            found.append((self.stem(knot) if knot.partners else -1.0, number, drops))
        found.sort()
        crossed = 0
        for index, (stem, number, drops) in enumerate(found):
            last = drops[-1]
            every = moved is None or number in moved
            for _, later, others in found[index + 1 :]:
                if last <= others[0] or not (every or later in moved):  # type: ignore[operator]
                    continue
                if stem < 0:
                    times = 0 if others[-1] < drops[0] else min(inside(drops, others), inside(others, drops))
                else:
                    times = sibships_cross(drops, others)
                if times:
                    crossed += times
                    if trouble is not None:
                        trouble |= {number, later}
        return int(cost) + CROSSING * crossed

    def around(self, rows: list[int], moved: set[int] | None = None) -> int:
        """Weighted cost of everything that lines touching these rows (from the top) are part of."""
        cost, last = 0, -1
        depth = self.web.depth
        for row in rows:
            cost += self.couple_band(row, moved)
            if row != last:
                cost += self.sibship_band(row, moved)
            if row + 1 < depth:
                cost += self.sibship_band(row + 1, moved)
            last = row + 1
        return cost

    def troubled(self) -> list[Knot]:
        """Knots whose lines cross another's, or whose partners stand apart."""
        found: set[int] = set()
        for row in range(self.web.depth):
            self.couple_band(row, None, found)
            self.sibship_band(row, None, found)
        return [self.web.knots[number] for number in sorted(found)]

    def spans(self, row: int, knots: set[int], without: bool) -> list[tuple[float, float, bool, float]]:
        """Ends, whether there are children, and stem, of the couple lines of some knots (or of all others)."""
        at, made = self.at, []
        for knot in self.couples[row]:
            number = knot.number
            if (number in knots) is without or not self.whole[number]:
                continue
            kids = bool(self.kids[number])
            i = at[knot.partners[0]]
            if len(knot.partners) == 1:
                if kids:
                    made.append((i, i, True, i))
                continue
            j = at[knot.partners[1]]
            made.append((i, j, kids, self.stem(knot)) if i < j else (j, i, kids, self.stem(knot)))
        return made

    def drops(self, row: int, knots: set[int], without: bool) -> list[tuple[float, int, list[float]]]:
        """Stem, number and sorted children of the sibships of some knots (or of all others)."""
        at, made = self.at, []
        for knot in self.sibships[row]:
            number = knot.number
            if (number in knots) is without or not self.whole[number] or not self.kids[number]:
                continue
            made.append(
                (self.stem(knot) if knot.partners else -1.0, number, sorted([at[one] for one in self.kids[number]]))
            )
        return made

    def total(self, orders: list[list[int]]) -> int:
        """Weighted cost of a whole drawing."""
        for order in orders:
            self.place(order)
        return sum(self.couple_band(row) + self.sibship_band(row) for row in range(len(orders)))

    def crossings(self, orders: list[list[int]]) -> int:
        """Lines that must cross in a whole drawing."""
        return self.total(orders) // CROSSING


class Probe:
    """How often the lines of some knots cross, wherever their places are tried, while all others stand still."""

    def __init__(self, counter: Counter, rows: list[int], moved: set[int]) -> None:
        self.counter, self.moved = counter, moved
        self.couple_rows = [row for row in rows if any(k.number in moved for k in counter.couples[row])]
        bands = {band for row in rows for band in (row, row + 1) if band < counter.web.depth}
        self.bands = sorted(band for band in bands if any(k.number in moved for k in counter.sibships[band]))
        self.still = {row: counter.spans(row, moved, True) for row in self.couple_rows}
        self.others = {band: counter.drops(band, moved, True) for band in self.bands}
        self.size = 4 + len(moved) * (sum(map(len, self.still.values())) + sum(map(len, self.others.values())))

    def count(self) -> int:
        """Crossings at the positions that the counter knows now."""
        crossed = 0
        counter, moved = self.counter, self.moved
        for row in self.couple_rows:
            mine = counter.spans(row, moved, False)
            still = self.still[row]
            for index, one in enumerate(mine):
                i, j = one[0], one[1]
                for other in (still if index == 0 else still + mine[:index]) if still or index else ():
                    k, end = other[0], other[1]
                    if k > j or end < i:
                        continue
                    if (i, j) <= (k, end):
                        crossed += couples_cross(*one, *other)
                    else:
                        crossed += couples_cross(*other, *one)
        for band in self.bands:
            found = counter.drops(band, moved, False)
            still_there = self.others[band]
            for index, sibship in enumerate(found):
                stem, number, drops = sibship
                first, last = drops[0], drops[-1]
                for other_sibship in still_there + found[:index]:
                    their_stem, their_number, theirs = other_sibship
                    if (stem, number) < (their_stem, their_number):
                        if last > theirs[0]:
                            crossed += _sibships(stem, drops, theirs)
                    elif theirs[-1] > first:
                        crossed += _sibships(their_stem, theirs, drops)
        return crossed


def _sibships(stem: float, left: list[float], right: list[float]) -> int:
    if stem >= 0:
        return sibships_cross(left, right)
    return 0 if right[-1] < left[0] else min(inside(left, right), inside(right, left))


def inside(drops: list[float], others: list[float]) -> int:
    """How many of ``drops`` lie strictly between the first and the last of ``others``."""
    return max(0, bisect_left(drops, others[-1]) - bisect_right(drops, others[0]))


def sibships_cross(left: list[float], right: list[float]) -> int:
    """Crossings of two sibship lines, the stem of ``left`` left of the other's; drops are sorted positions.

    >>> sibships_cross([0, 1], [2, 3]), sibships_cross([2, 3], [0, 1]), sibships_cross([0, 2], [1, 3])
    (0, 1, 1)
    """
    above = min(inside(left, right) + 1, len(left) - bisect_right(left, right[0]))
    below = min(inside(right, left) + 1, bisect_left(right, left[-1]))
    return min(above, below)


def couples_cross(i: float, j: float, kids: bool, stem: float, k: float, end: float, more: bool, other: float) -> int:
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
