"""How many lines must cross, given who stands where in each row: what the ordering makes least.

Only the order counts here, not the distances. Under each row lie two bands: first the couple lines, each with a leg
up to both partners and a stem down to the children, then the sibship lines, each with a stem up and a drop to each
child. Two lines in a band cross as often as the better of the two ways to stack them makes necessary.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from .patience import go_on
from .web import Knot, Web

CROSSING = 100_000  # one crossing outweighs everything else
APART = 400  # partners who do not stand side by side
STRETCH = 40  # each person between them
SPREAD = 3  # each stranger among brothers and sisters
MAN_RIGHT = 1  # man left, where nothing else decides
ANY = 10**9  # crossings: more than any drawing has
NOWHERE = -9.0  # where a stem hangs that nobody has, of brothers and sisters whose parents are not known
BESIDE = 1e-4  # from a partner to the stem beside it: less than between any two places that are tried

_Span = tuple[float, float, bool, float, int]  # ends, whether there are children, stem, number
_Sibship = tuple[float, int, list[float], float, float]  # stem, number, children, the first and the last of them
_Pair = tuple[int, int, bool, bool, bool, int]
_Kids = tuple[int, int, bool, bool, int, list[int]]


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
        male, female = web.male, web.female
        self.pairs = [
            [(number, a, b, fewer_a, fewer_b, b >= 0 and female[a] and male[b], b >= 0 and female[b] and male[a])
             for number, a, b, fewer_a, fewer_b in (_claims(knot, ties) for knot in knots)]
            for knots in self.couples
        ]  # fmt: skip
        self.parents = [[_claims(knot, ties) for knot in knots] for knots in self.sibships]
        # children who stand at one place (see :mod:`.together`) are no less spread than those who stand side by side
        self.folded = SPREAD * sum(len(knot.children) - len(set(knot.children)) for knot in web.knots)
        self.at: list[float] = [0] * len(web.names)
        self.kids: list[list[int]] = [[] if empty else knot.children for knot in web.knots]
        self.whole = [not empty] * len(web.knots)

    def place(self, order: list[int]) -> None:
        """Take note of one row's order."""
        at = self.at
        for number, place in enumerate(order):
            at[place] = number

    def stem(self, knot: Knot) -> float:
        """Where between its partners a couple's children hang: beside the partner whom fewer unions claim."""
        a = knot.partners[0]
        if len(knot.partners) == 1:
            return float(self.at[a])
        b = knot.partners[1]
        i, j = self.at[a], self.at[b]
        if i > j:
            i, j, a, b = j, i, b, a
        return i + BESIDE if self.ties[a] < self.ties[b] else j - BESIDE

    def couple_band(
        self, row: int, moved: set[int] | None = None, trouble: set[int] | None = None, *, apart: bool = True
    ) -> int:
        """Weighted cost of the couple lines under a row; of crossings only those with the ``moved`` knots.

        Knots with a crossing, or with partners ``apart``, are added to ``trouble``.
        """
        at = self.at
        cost = 0
        spans = []
        kids_of, whole = self.kids, self.whole
        for number, a, b, fewer_a, fewer_b, woman_a, woman_b in self.pairs[row]:
            if not whole[number]:
                continue
            i = at[a]
            kids = bool(kids_of[number])
            if b < 0:
                if kids:
                    spans.append((i, i, True, i, number))
                continue
            j = at[b]
            woman_left, fewer = woman_a, fewer_a
            if i > j:
                i, j = j, i
                woman_left, fewer = woman_b, fewer_b
            if j - i > 1:
                cost += int(APART + STRETCH * (j - i - 1))
                if trouble is not None and apart:
                    trouble.add(number)
            if woman_left:
                cost += MAN_RIGHT
            spans.append((i, j, kids, i + BESIDE if fewer else j - BESIDE, number))
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
        return cost + CROSSING * crossed

    def sibship_band(self, row: int, moved: set[int] | None = None, trouble: set[int] | None = None) -> int:
        """Weighted cost of the sibship lines above a row; see :meth:`couple_band`."""
        at = self.at
        spread = 0.0
        found = []
        kids_of, whole = self.kids, self.whole
        for number, a, b, fewer_a, fewer_b in self.parents[row]:
            kids = kids_of[number]
            if not kids or not whole[number]:
                continue
            drops = [at[one] for one in kids]
            if len(drops) > 1:
                drops.sort()
                spread += drops[-1] - drops[0] + 1 - len(drops)
            if b >= 0:
                i, j, fewer = (at[a], at[b], fewer_a) if at[a] < at[b] else (at[b], at[a], fewer_b)
                stem = i + BESIDE if fewer else j - BESIDE
            else:
                stem = at[a] if a >= 0 else NOWHERE
            found.append((stem, number, drops))
        crossed = 0
        mine = found if moved is None else [one for one in found if one[1] in moved]
        for one in mine:
            go_on()
            stem, number, drops = one
            first, last = drops[0], drops[-1]
            for other in found:
                their_stem, their_number, theirs = other
                if stem < their_stem or (stem == their_stem and number < their_number):
                    if last <= theirs[0]:
                        continue
                    if trouble is None:
                        crossed += sibling_lines_cross(stem, drops, theirs)
                    elif times := sibling_lines_cross(stem, drops, theirs):
                        crossed += times
                        trouble |= {number, their_number}
                elif moved is not None and their_number not in moved and theirs[-1] > first:
                    crossed += sibling_lines_cross(their_stem, theirs, drops)
        return int(SPREAD * spread) + CROSSING * crossed

    def around(self, rows: list[int], moved: set[int] | None = None) -> int:
        """Weighted cost of everything that lines touching these rows (from the top) are part of."""
        cost, last = 0, -1
        depth = len(self.couples)
        for row in rows:
            cost += self.couple_band(row, moved)
            if row != last:
                cost += self.sibship_band(row, moved)
            if row + 1 < depth:
                cost += self.sibship_band(row + 1, moved)
            last = row + 1
        return cost

    def looseness(self, rows: list[int]) -> int:
        """What these rows cost besides crossings: partners apart, strangers among brothers and sisters."""
        at, kids_of = self.at, self.kids
        cost, spread = 0, 0.0
        for row in rows:
            for _, a, b, _, _, woman_a, woman_b in self.pairs[row]:
                if b < 0:
                    continue
                far = at[b] - at[a]
                if far > 1:
                    cost += int(APART + STRETCH * (far - 1))
                elif far < -1:
                    cost += int(APART + STRETCH * (-far - 1))
                if woman_a if far > 0 else woman_b:
                    cost += MAN_RIGHT
            for number, *_ in self.parents[row]:
                kids = kids_of[number]
                if len(kids) > 1:
                    drops = [at[one] for one in kids]
                    spread += max(drops) - min(drops) + 1 - len(drops)
        return cost + int(SPREAD * spread)

    def troubled(self, *, apart: bool = True) -> list[Knot]:
        """Knots whose lines cross another's, or (``apart``) whose partners stand apart."""
        found: set[int] = set()
        for row in range(self.web.depth):
            self.couple_band(row, None, found, apart=apart)
            self.sibship_band(row, None, found)
        return [self.web.knots[number] for number in sorted(found)]

    def spans(self, row: int) -> list[_Span]:
        """Ends, whether there are children, stem and number of the couple lines under a row."""
        at, made = self.at, []
        for number, a, b, fewer_a, fewer_b, *_ in self.pairs[row]:
            if not self.whole[number]:
                continue
            kids = bool(self.kids[number])
            i = at[a]
            if b < 0:
                if kids:
                    made.append((i, i, True, i, number))
                continue
            i, j, fewer = (i, at[b], fewer_a) if i < at[b] else (at[b], i, fewer_b)
            made.append((i, j, kids, i + BESIDE if fewer else j - BESIDE, number))
        return made

    def drops(self, row: int) -> list[_Sibship]:
        """Stem, number, children from the left, the first and the last of them, of the sibships of a row."""
        at, made = self.at, []
        for number, a, b, fewer_a, fewer_b in self.parents[row]:
            if not self.whole[number] or not self.kids[number]:
                continue
            if b >= 0:
                i, j, fewer = (at[a], at[b], fewer_a) if at[a] < at[b] else (at[b], at[a], fewer_b)
                stem = i + BESIDE if fewer else j - BESIDE
            else:
                stem = at[a] if a >= 0 else NOWHERE
            drops = sorted([at[one] for one in self.kids[number]])
            made.append((stem, number, drops, drops[0], drops[-1]))
        return made

    def total(self, orders: list[list[int]]) -> int:
        """Weighted cost of a whole drawing."""
        for order in orders:
            self.place(order)
        return self.folded + sum(self.couple_band(row) + self.sibship_band(row) for row in range(len(orders)))

    def crossings(self, orders: list[list[int]]) -> int:
        """Lines that must cross in a whole drawing."""
        return self.total(orders) // CROSSING


def _claims(knot: Knot, ties: list[int]) -> tuple[int, int, int, bool, bool]:
    """A knot's number, its partners (-1: none), and whether fewer unions claim the one, the other."""
    a, b = (*knot.partners, -1, -1)[:2]
    return knot.number, a, b, b >= 0 and ties[a] < ties[b], b >= 0 and ties[b] < ties[a]


class Lines:
    """The lines of each band as they stand, until a row changes."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self._spans: dict[int, list[_Span]] = {}
        self._drops: dict[int, list[_Sibship]] = {}

    def spans(self, row: int) -> list[_Span]:
        if row not in self._spans:
            self._spans[row] = self.counter.spans(row)
        return self._spans[row]

    def drops(self, row: int) -> list[_Sibship]:
        if row not in self._drops:
            self._drops[row] = self.counter.drops(row)
        return self._drops[row]

    def forget(self, row: int) -> None:
        """Another order of this row."""
        self._spans.pop(row, None)
        self._drops.pop(row, None)
        self._drops.pop(row + 1, None)


class Probe:
    """How often the lines of some knots cross, wherever their places are tried, while all others stand still."""

    def __init__(self, counter: Counter, rows: list[int], moved: set[int], lines: Lines) -> None:
        self.at = counter.at
        self.couples: list[tuple[list[_Pair], list[_Span]]] = []
        self.sibships: list[tuple[list[_Kids], list[_Sibship]]] = []
        others = 0
        for row in rows:
            if pairs := _pairs(counter, row, moved):
                still = [span for span in lines.spans(row) if span[4] not in moved]
                self.couples.append((pairs, still))
                others += len(still)
        depth = len(counter.couples)
        for band in sorted({band for row in rows for band in (row, row + 1) if band < depth}):
            if kids := _kids(counter, band, moved):
                there = [sibship for sibship in lines.drops(band) if sibship[1] not in moved]
                self.sibships.append((kids, there))
                others += len(there)
        self.size = 4 + len(moved) * others

    def count(self, limit: int = ANY) -> int:
        """Crossings at the positions that the counter knows now; counting stops at the first above ``limit``."""
        crossed = 0
        at = self.at
        for pairs, still in self.couples:
            seen: list[_Span] = []
            for a, b, kids, fewer_a, fewer_b, number in pairs:
                i = at[a]
                if b < 0:
                    j = stem = i
                else:
                    i, j, fewer = (i, at[b], fewer_a) if i < at[b] else (at[b], i, fewer_b)
                    stem = i + BESIDE if fewer else j - BESIDE
                for spans in (still, seen) if seen else (still,):
                    for k, end, more, other, _ in spans:
                        if k >= j or end <= i:
                            continue
                        if i < k or (i == k and j <= end):
                            crossed += couples_cross(i, j, kids, stem, k, end, more, other)
                        else:
                            crossed += couples_cross(k, end, more, other, i, j, kids, stem)
                seen.append((i, j, kids, stem, number))
            if crossed > limit:
                return crossed
        for sibships, there in self.sibships:
            met: list[_Sibship] = []
            for a, b, fewer_a, fewer_b, number, children in sibships:
                drops = [at[one] for one in children]
                drops.sort()
                first, last = drops[0], drops[-1]
                if a < 0:
                    stem = NOWHERE
                elif b < 0:
                    stem = at[a]
                else:
                    i, j, fewer = (at[a], at[b], fewer_a) if at[a] < at[b] else (at[b], at[a], fewer_b)
                    stem = i + BESIDE if fewer else j - BESIDE
                for found in (there, met) if met else (there,):
                    for their_stem, their_number, theirs, their_first, their_last in found:
                        if stem < their_stem or (stem == their_stem and number < their_number):
                            if last > their_first:
                                crossed += sibling_lines_cross(stem, drops, theirs)
                        elif their_last > first:
                            crossed += sibling_lines_cross(their_stem, theirs, drops)
                met.append((stem, number, drops, first, last))
            if crossed > limit:
                return crossed
        return crossed


def _pairs(counter: Counter, row: int, knots: set[int]) -> list[_Pair]:
    """Couples of some knots: who (-1: nobody), whether children hang there, and whom fewer unions claim."""
    made = []
    for number, a, b, fewer_a, fewer_b, *_ in counter.pairs[row]:
        if number in knots and counter.whole[number] and (b >= 0 or counter.kids[number]):
            made.append((a, b, bool(counter.kids[number]), fewer_a, fewer_b, number))
    return made


def _kids(counter: Counter, band: int, knots: set[int]) -> list[_Kids]:
    """Sibships of some knots: the parents as in :func:`_pairs`, the knot's number, the children."""
    made = []
    for number, a, b, fewer_a, fewer_b in counter.parents[band]:
        if number in knots and counter.whole[number] and counter.kids[number]:
            made.append((a, b, fewer_a, fewer_b, number, counter.kids[number]))
    return made


def sibling_lines_cross(stem: float, left: list[float], right: list[float]) -> int:
    if stem > NOWHERE:
        return 1 if len(left) == len(right) == 1 else sibships_cross(left, right)
    return 0 if right[-1] < left[0] else min(inside(left, right), inside(right, left))


def inside(drops: list[float], others: list[float]) -> int:
    """How many of ``drops`` lie strictly between the first and the last of ``others``."""
    within = bisect_left(drops, others[-1]) - bisect_right(drops, others[0])
    return within if within > 0 else 0


def sibships_cross(left: list[float], right: list[float]) -> int:
    """Crossings of two sibship lines, the stem of ``left`` left of the other's; drops are sorted positions.

    >>> sibships_cross([0, 1], [2, 3]), sibships_cross([2, 3], [0, 1]), sibships_cross([0, 2], [1, 3])
    (0, 1, 1)
    """
    above, below = len(left) - bisect_right(left, right[0]), bisect_left(right, left[-1])
    if above <= 1 or below <= 1:
        return above if above < below else below
    return min(above, below, inside(left, right) + 1, inside(right, left) + 1)


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
