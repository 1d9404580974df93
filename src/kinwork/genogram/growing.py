"""A first order of each row: the family is grown from one person, each newcomer set beside those it is tied to."""

from __future__ import annotations

from random import Random

from .crossings import Counter
from .patience import go_on
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
        self.pairs: list[list[tuple[int, int]]] = [[] for _ in range(web.depth)]
        for a, b in sorted(web.before):
            self.pairs[web.rows[a]].append((a, b))
        for knot in web.knots:
            for one in knot.partners:
                self.knots_down[one].append(knot)
                self.down[one] += knot.children
            for one in knot.children:
                self.knots_up[one].append(knot)
                self.up[one] += knot.partners
        knots = zip(self.knots_up, self.knots_down, strict=True)
        self.kin = [  # everybody of one's knots, and oneself
            sorted({one, *(other for knot in (*up, *down) for other in (*knot.partners, *knot.children))})
            for one, (up, down) in enumerate(knots)
        ]

    def cuts(self, rows: list[list[int]], row: int, at: int, where: list[dict[int, int]] | None = None) -> list[int]:
        """A cut through all rows that runs before place ``at`` of one row and between families elsewhere.

        ``where`` each place stands in its row may be given, for many cuts through the same rows.
        """
        where = where or [{place: number for number, place in enumerate(order)} for order in rows]
        cuts = [0] * len(rows)
        cuts[row] = at
        for step, ties in ((-1, self.up), (1, self.down)):
            here = row
            while 0 <= here + step < len(rows):
                cuts[here + step] = self._next_cut(rows[here], where[here + step], cuts[here], ties)
                here += step
        return cuts

    @staticmethod
    def _next_cut(near: list[int], where: dict[int, int], at: int, ties: list[list[int]]) -> int:
        for one in reversed(near[:at]):
            found = [where[other] for other in ties[one] if other in where]
            if found:
                return max(found) + 1
        for one in near[at:]:
            found = [where[other] for other in ties[one] if other in where]
            if found:
                return min(found)
        return len(where) if at else 0


def grow(web: Web, start: int, near: Neighbours) -> tuple[list[list[int]], list[int]]:
    """Rows of places, and for each place the one from which it was reached (-1 for the first of each part)."""
    grower = Grower(web, near)
    for first in (start, *range(len(web.names))):
        if not grower.placed[first]:
            grower.part(first)
    return grower.by_birth(), grower.reached


def in_birth_order(row: list[int], pairs: list[tuple[int, int]]) -> list[int]:
    """A row changed as little as puts everybody behind those who must precede them."""
    here = {place: number for number, place in enumerate(row)}
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
        go_on()
        one = next(one for one in left if waiting[one] == 0)
        left.remove(one)
        made.append(one)
        for other in after.get(one, ()):
            waiting[other] -= 1
    return made


class Grower:
    """Sets every newcomer at the best of a few likely places."""

    def __init__(self, web: Web, near: Neighbours) -> None:
        self.web, self.near = web, near
        self.counter = Counter(web, empty=True)
        self.rows: list[list[int]] = [[] for _ in range(web.depth)]
        self.reached = [-1] * len(web.names)
        self.placed = [False] * len(web.names)
        self.waiting: list[int] = []
        self.start = [0] * web.depth
        self.dice: Random | None = None
        self.missing = [len(knot.partners) for knot in web.knots]
        for knot in web.knots:
            if not knot.partners:
                self.counter.whole[knot.number] = True

    def part(self, first: int) -> None:
        """A family without ties to those already there stands to their right."""
        self.start = [len(row) for row in self.rows]
        self.waiting = []
        self.put([first], [len(self.rows[self.web.rows[first]])], -1)
        self.spread()

    def again(self, rows: list[list[int]], out: set[int], dice: Random | None = None) -> list[list[int]]:
        """Rows from which some were taken ``out`` and set anew, one by one; with ``dice`` in a random order.

        Whoever is tied to nobody who stands, because all of that part was taken out, begins the part anew.
        """
        self.rows = [[place for place in row if place not in out] for row in rows]
        self.dice = dice
        self.start = [0] * self.web.depth
        counter = self.counter
        for one in range(len(self.placed)):
            self.placed[one] = one not in out
        for knot in self.web.knots:
            counter.kids[knot.number] = [one for one in knot.children if one not in out]
            self.missing[knot.number] = sum(one in out for one in knot.partners)
            counter.whole[knot.number] = self.missing[knot.number] == 0
        for row in self.rows:
            counter.place(row)
        border = {
            other
            for one in out
            for knots in (self.near.knots_up[one], self.near.knots_down[one])
            for knot in knots
            for other in (*knot.partners, *knot.children)
            if other not in out
        }
        self.waiting = sorted(border)
        if dice:
            dice.shuffle(self.waiting)
        self.spread()
        for one in sorted(out):
            if not self.placed[one]:
                self.part(one)
        return self.by_birth()

    def by_birth(self) -> list[list[int]]:
        """The rows with everybody behind those who must precede them."""
        return [in_birth_order(row, self.near.pairs[number]) for number, row in enumerate(self.rows)]

    def spread(self) -> None:
        """Set everybody who is tied to somebody who stands."""
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

    def put(self, fresh: list[int], places: list[int], source: int) -> None:
        """Set newcomers, together, at the cheapest of some places of their row."""
        go_on()
        row_number = self.web.rows[fresh[0]]
        row = self.rows[row_number]
        counter = self.counter
        moved = set()
        for one in fresh:
            self.placed[one] = True
            self.reached[one] = source
            self.waiting.append(one)
            for knot in self.near.knots_up[one]:
                counter.kids[knot.number] = [*counter.kids[knot.number], one]
                moved.add(knot.number)
            for knot in self.near.knots_down[one]:
                self.missing[knot.number] -= 1
                counter.whole[knot.number] = self.missing[knot.number] == 0
                moved.add(knot.number)
        best = None
        low = self.start[row_number]
        if self.dice:
            places = [*places, self.dice.randint(low, len(row))]
            self.dice.shuffle(places)
        for at in dict.fromkeys(max(place, low) for place in places):
            order = row[:at] + fresh + row[at:]
            if best is not None or len(places) > 1:
                counter.place(order)
                cost = counter.around([row_number], moved)
            else:
                cost = 0
            if best is None or cost < best[0]:
                best = (cost, order)
        assert best is not None
        self.rows[row_number] = best[1]
        counter.place(best[1])

    def tied(self, one: int, other: int) -> bool:
        return any(other in knot.partners for knot in self.near.knots_down[one])

    def edges(self, one: int) -> tuple[int, int]:
        """Where somebody with the partners standing beside begins and ends."""
        row = self.rows[self.web.rows[one]]
        low = row.index(one)
        high = low + 1
        while low and self.tied(row[low], row[low - 1]):
            low -= 1
        while high < len(row) and self.tied(row[high - 1], row[high]):
            high += 1
        return low, high

    def partner(self, one: int, other: int) -> None:
        """Beside ``one``, or outside all the brothers and sisters where the newcomer brings parents."""
        row = self.rows[self.web.rows[one]]
        at = row.index(one)
        low, high = self.edges(one)
        beside = [at + 1, at] if not self.web.male[other] else [at, at + 1]
        beside += [high, low] if not self.web.male[other] else [low, high]
        siblings = [row.index(p) for knot in self.near.knots_up[one] for p in knot.children if self.placed[p]]
        if len(siblings) > 1:
            first, last = min(siblings), max(siblings)
            ends = [self.edges(row[first])[0], self.edges(row[last])[1]]
            if at - first > last - at:
                ends.reverse()
            if self.near.knots_up[other]:
                beside = [*ends, *beside] if at in (first, last) else [*beside, *ends]
                if at == last:
                    beside = [high, *beside]
                if at == first:
                    beside = [low, *beside]
            else:
                beside += ends
        self.put([other], beside, one)

    def parents(self, knot: Knot, child: int) -> None:
        fresh = [one for one in knot.partners if not self.placed[one]]
        if len(fresh) == 1 and len(knot.partners) == 2:
            self.partner(next(one for one in knot.partners if self.placed[one]), fresh[0])
        elif fresh:
            if len(fresh) == 2 and (self.web.female[fresh[0]] and self.web.male[fresh[1]]):
                fresh.reverse()
            at = self.index(child)
            row = self.web.rows[child]
            places = [self.near.cuts(self.rows, row, at)[knot.row], self.near.cuts(self.rows, row, at + 1)[knot.row]]
            low, high = self.edges(child)
            places += [self.near.cuts(self.rows, row, low)[knot.row], self.near.cuts(self.rows, row, high)[knot.row]]
            self.put(fresh, places, child)

    def index(self, one: int) -> int:
        return self.rows[self.web.rows[one]].index(one)

    def children(self, knot: Knot, source: int) -> None:
        """Brothers and sisters by birth, around those who already stand there."""
        for number, one in enumerate(knot.children):
            if self.placed[one]:
                continue
            left = next((p for p in reversed(knot.children[:number]) if self.placed[p]), None)
            right = next((p for p in knot.children[number:] if self.placed[p]), None)
            if left is not None:
                places = [self.edges(left)[1], self.index(left) + 1]
            elif right is not None:
                places = [self.edges(right)[0], self.index(right)]
            else:
                at = self.index(source)
                places = [self.near.cuts(self.rows, knot.row, here)[knot.row + 1] for here in (at + 1, at)]
            self.put([one], places, source)
