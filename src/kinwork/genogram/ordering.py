"""Who stands where in each row: the fewest crossings, then partners side by side, then the shortest lines.

A first order is grown from the index; then single people, couples and whole branches are moved to wherever that is
better, and where nothing better is near, branches are thrown to another place and the search goes on from there.
The dice are seeded alike every time and the search is bounded by counted trials, never by the clock: the same family
gives the same drawing.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from .crossings import APART, CROSSING, Counter, Probe
from .growing import Grower, Neighbours, grow, in_birth_order
from .patience import go_on
from .web import Knot, Web

SHORT = 9  # a row of which every gap is tried
ROOM = 1024  # from place to place while a block is tried between them
IDLE = 80  # attempts without gain after which the search ends
TRIALS = 9_000  # what a search of up to 60 places may spend, in pairs of lines looked at
LARGE = 450  # and more for each place beyond sixty


def order(web: Web, start: int, like: Mapping[str, float] | None = None, *, settled: bool = False) -> list[list[int]]:
    """Places of each row from left to right.

    ``like`` says where people stood in an earlier drawing: they stay in that order wherever lines need not cross more
    often for it, nor couples part. ``settled``: they stay in any case, because that was asked when it was drawn.
    """
    near = Neighbours(web)
    known = _as_they_stood(web, near, like) if like else None
    if known and settled:
        return known
    best, reached = _searched(web, start, near)
    if not known:
        return best
    search = RowSearch(web, near, best, reached)
    best_cost = search.cost
    search.take(known)
    if search.cost >= best_cost + APART:
        search.budget = TRIALS
        search.climb()
    return search.rows if search.cost < best_cost + APART else best


def _searched(web: Web, start: int, near: Neighbours) -> tuple[list[list[int]], list[int]]:
    """The best rows that a search finds, and for each place the one from which it was reached.

    Families that are not tied to each other are searched one by one and stand side by side, that of ``start`` at the
    left: what is near in one of them is nothing to the others, and none of their lines can cross.
    """
    rows: list[list[int]] = [[] for _ in range(web.depth)]
    reached = [-1] * len(web.names)
    for places, alone in web.by_part(start):
        around = near if alone is web else Neighbours(alone)
        grown, whence = grow(alone, places.index(start) if start in places else 0, around)
        for row, found in enumerate(RowSearch(alone, around, grown, whence).run()):
            rows[row] += [places[one] for one in found]
        for one, source in enumerate(whence):
            reached[places[one]] = places[source] if source >= 0 else -1
    return rows, reached


def _as_they_stood(web: Web, near: Neighbours, like: Mapping[str, float]) -> list[list[int]]:
    """Rows in the order of an earlier drawing, whoever is new beside those they are tied to."""
    where = [like.get(name or web.wires[one]) for one, name in enumerate(web.names)]
    rows: list[list[int]] = [[] for _ in range(web.depth)]
    for one, x in enumerate(where):
        if x is not None:
            rows[web.rows[one]].append(one)
    for row in rows:
        row.sort(key=lambda one: (where[one], one))
    fresh = {one for one, x in enumerate(where) if x is None}
    rows = [in_birth_order(row, [pair for pair in near.pairs[n] if not fresh & {*pair}]) for n, row in enumerate(rows)]
    return Grower(web, near).again(rows, fresh)


class RowSearch:
    """Local search with restarts over the orders of all rows."""

    def __init__(self, web: Web, near: Neighbours, rows: list[list[int]], reached: list[int]) -> None:
        self.web, self.near = web, near
        self.counter = Counter(web)
        self.rows = rows
        self.dice = Random(20130501)  # noqa: S311 - dice of a search, not of a secret
        count = len(web.names)
        self.budget = TRIALS + LARGE * max(0, count - 60)
        self.branches = _branches(reached)
        self.elder: list[list[int]] = [[] for _ in web.names]
        self.younger: list[list[int]] = [[] for _ in web.names]
        for a, b in sorted(web.before):
            self.elder[b].append(a)
            self.younger[a].append(b)
        self.cost = self.counter.total(rows)
        # of three partners or more only two can stand beside somebody
        self.floor = APART * (1 + sum(max(0, couples - 2) for couples in _couples(web)))

    def run(self) -> list[list[int]]:
        """The best rows that the budget finds."""
        self.climb()
        best, best_cost = [row[:] for row in self.rows], self.cost
        idle = 0
        grower = Grower(self.web, self.near)
        while self.budget > 0 and best_cost >= self.floor and idle < IDLE:
            troubled = self.counter.troubled()
            if not troubled:
                break
            out = self.around(self.dice.choice(troubled))
            self.take(grower.again(self.rows, out, self.dice))
            self.budget -= 60 * len(out)
            if self.cost < best_cost + 2 * APART:
                self.climb()
            if self.cost < best_cost:
                best, best_cost, idle = [row[:] for row in self.rows], self.cost, 0
            else:
                idle += 1
                if self.cost > best_cost:
                    self.take(best)
        self.take(best)
        self.men_left()
        return self.rows

    def men_left(self) -> None:
        """Change over couples whose woman stands left, where that costs nothing else."""
        at = self.counter.at
        for knot in self.web.knots:
            if len(knot.partners) < 2:
                continue
            a, b = sorted(knot.partners, key=lambda place: at[place])
            if at[b] - at[a] != 1 or not (self.web.female[a] and self.web.male[b]):
                continue
            order_ = self.rows[knot.row][:]
            spot = int(at[a])
            order_[spot : spot + 2] = [b, a]
            moved = {k.number for one in (a, b) for k in (*self.near.knots_up[one], *self.near.knots_down[one])}
            before = self.counter.around([knot.row], moved)
            self.counter.place(order_)
            gain = self.counter.around([knot.row], moved) - before
            if gain < 0 and all(at[a] < at[b] for a, b in self.near.pairs[knot.row]):
                self.accept({knot.row: order_}, gain)
            else:
                self.counter.place(self.rows[knot.row])

    def around(self, knot: Knot) -> set[int]:
        """A handful of places tied to each other, around a knot in trouble."""
        most = self.dice.randint(2, max(3, min(16, len(self.web.names) // 2)))
        waiting = [*knot.partners, *knot.children]
        self.dice.shuffle(waiting)
        out: set[int] = set()
        while waiting and len(out) < most:
            one = waiting.pop(self.dice.randrange(min(3, len(waiting))))
            if one in out:
                continue
            out.add(one)
            tied = [other for near in (self.near.knots_up[one], self.near.knots_down[one]) for k in near
                    for other in (*k.partners, *k.children) if other not in out]  # fmt: skip
            self.dice.shuffle(tied)
            waiting += tied
        return out

    def take(self, rows: list[list[int]]) -> None:
        """Stand at these rows."""
        self.rows = [row[:] for row in rows]
        self.cost = self.counter.total(self.rows)

    def accept(self, changed: dict[int, list[int]], gain: int) -> None:
        """Stand so from now on, which is better by ``gain`` (below 0)."""
        for row, order_ in changed.items():
            self.rows[row] = order_
            self.counter.place(order_)
        self.cost += gain

    def climb(self) -> None:
        """Move whoever is in trouble to a better place, until nothing is better."""
        moved = True
        while moved and self.budget > 0 and self.cost >= self.floor:
            moved = False
            suspects = {one: None for knot in self.counter.troubled() for one in (*knot.partners, *knot.children)}
            for one in suspects:
                if self.improve(one):
                    moved = True

    def improve(self, one: int) -> bool:
        """Move one place alone, with its partners beside it, or with its branch, to the best gap of its row."""
        counter = self.counter
        for block in self.blocks(one):
            go_on()
            rows = sorted({self.web.rows[place] for place in block})
            gain, tried = self.shifts(one, block, rows[0]) if len(rows) == 1 else self.branchings(one, block, rows)
            best: dict[int, list[int]] | None = None
            most = 0
            before = counter.looseness(rows) if tried else 0
            for changed in tried:
                go_on()
                for order_ in changed.values():
                    counter.place(order_)
                cost = counter.looseness(rows) - before - CROSSING * gain
                if cost < most:
                    best, most = changed, cost
            if tried:
                for row in rows:
                    counter.place(self.rows[row])
            if best is not None:
                self.accept(best, most)
                return True
            if self.budget < 0:
                break
        return False

    def probe(self, block: frozenset[int], rows: list[int]) -> Probe:
        """A probe for a block, the places of its rows so far from each other that it has room between any two."""
        at, near = self.counter.at, self.near
        for row in rows:
            for number, place in enumerate(self.rows[row], 1):
                at[place] = number * ROOM
        moved = {knot.number for place in block for knot in (*near.knots_up[place], *near.knots_down[place])}
        return Probe(self.counter, rows, moved)

    def shifts(self, one: int, block: frozenset[int], row: int) -> tuple[int, list[dict[int, list[int]]]]:
        """How many crossings less are the most to be had in a block's row, and where: as it is, and mirrored.

        ``one`` leads the block. Places with more crossings than now are left out.
        """
        here, at = self.rows[row], self.counter.at
        rest = [place for place in here if place not in block]
        part = [place for place in here if place in block]
        low, high = self.between_births(part, rest)
        ways = [part] if len(part) == 1 else [part, part[::-1]]
        ways = [way for way in ways if self.in_order(way)]
        gaps = self.gaps(one, rest)
        probe = self.probe(block, [row])
        now = least = probe.count()
        found: list[tuple[int, list[int]]] = []
        for gap in gaps:
            go_on()
            if gap < low or gap > high:
                continue
            left = at[rest[gap - 1]] if gap else 0
            for way in ways:
                if way is part and here[gap : gap + len(part)] == part:
                    continue
                for number, place in enumerate(way, 1):
                    at[place] = left + number
                self.budget -= probe.size
                crossed = probe.count(least)
                if crossed < least:
                    least, found = crossed, []
                if crossed == least:
                    found.append((gap, way))
        self.budget -= 2 * probe.size * len(found)
        self.counter.place(here)
        return now - least, [{row: rest[:gap] + way + rest[gap:]} for gap, way in found]

    def between_births(self, part: list[int], rest: list[int]) -> tuple[int, int]:
        """The first and the last gap among the ``rest`` that keep everybody in ``part`` in the order of birth."""
        where = {place: number for number, place in enumerate(rest)}
        low, high = 0, len(rest)
        for place in part:
            for elder in self.elder[place]:
                if elder in where and where[elder] >= low:
                    low = where[elder] + 1
            for younger in self.younger[place]:
                if younger in where and where[younger] < high:
                    high = where[younger]
        return low, high

    def in_order(self, way: list[int]) -> bool:
        return not any(
            younger in self.elder[place] for number, place in enumerate(way) for younger in way[number + 1 :]
        )

    def branchings(self, one: int, block: frozenset[int], rows: list[int]) -> tuple[int, list[dict[int, list[int]]]]:
        """The same for a branch of several rows, which is cut in elsewhere in each of them."""
        at, pairs = self.counter.at, self.near.pairs
        left = [[place for place in order if place not in block] for order in self.rows]
        where = [{place: number for number, place in enumerate(order)} for order in left]
        part = {n: [place for place in self.rows[n] if place in block] for n in rows}
        bounds = [(n, *self.between_births(part[n], left[n])) for n in rows]
        inner = {n: [pair for pair in pairs[n] if pair[0] in block and pair[1] in block] for n in rows}
        mirrored = {n: in_birth_order(part[n][::-1], inner[n]) for n in rows}
        ways = [part] if mirrored == part else [part, mirrored]
        row = self.web.rows[one]
        low_here, high_here = next((low, high) for n, low, high in bounds if n == row)
        gaps = [gap for gap in self.gaps(one, left[row]) if low_here <= gap <= high_here]
        probe = self.probe(block, rows)
        now = least = probe.count()
        found: list[tuple[list[int], dict[int, list[int]]]] = []
        for gap in gaps:
            go_on()
            cuts = self.near.cuts(left, row, gap, where)
            if any(not low <= cuts[n] <= high for n, low, high in bounds):
                continue
            for way in ways:
                for n in rows:
                    before = at[left[n][cuts[n] - 1]] if cuts[n] else 0
                    for number, place in enumerate(way[n], 1):
                        at[place] = before + number
                self.budget -= probe.size
                crossed = probe.count(least)
                if crossed < least:
                    least, found = crossed, []
                if crossed == least:
                    found.append((cuts, way))
        self.budget -= 2 * probe.size * len(found)
        for n in rows:
            self.counter.place(self.rows[n])
        made = [{n: left[n][: cuts[n]] + way[n] + left[n][cuts[n] :] for n in rows} for cuts, way in found]
        return now - least, [changed for changed in made if any(changed[n] != self.rows[n] for n in rows)]

    def blocks(self, one: int) -> list[frozenset[int]]:
        row = self.rows[self.web.rows[one]]
        at = row.index(one)
        low = high = at
        while low and self.tied(row[low - 1], row[low]):
            low -= 1
        while high + 1 < len(row) and self.tied(row[high], row[high + 1]):
            high += 1
        found = {frozenset((one,)): None, frozenset(row[low : high + 1]): None}
        for branch in self.branches[one]:
            found[branch] = None
        return list(found)

    def tied(self, one: int, other: int) -> bool:
        return any(other in knot.partners for knot in self.near.knots_down[one])

    def gaps(self, one: int, rest: list[int]) -> list[int]:
        """Where in its row somebody may well stand: all gaps of a short row, else those near whoever is tied."""
        if len(rest) <= SHORT:
            return list(range(len(rest) + 1))
        where = {place: number for number, place in enumerate(rest)}
        found = {0, len(rest)}
        for knot in (*self.near.knots_up[one], *self.near.knots_down[one]):
            kin = knot.children if self.web.rows[one] == knot.row + 1 else knot.partners
            found |= {where[place] + side for place in kin if place in where for side in (-1, 0, 1, 2)}
        at = self.counter.at
        for number, place in enumerate(rest):
            if at[place] > at[one]:
                found |= {number - 2, number - 1, number, number + 1, number + 2}
                break
        for ties in (self.near.up, self.near.down):
            # under one's parents, over one's children: where their neighbours' kin stand
            for tied in ties[one][:2] + ties[one][-1:]:
                row = self.rows[self.web.rows[tied]]
                spot = int(at[tied])
                for step in (-1, 1):
                    k = spot + step
                    while 0 <= k < len(row):
                        kin = [where[p] for p in self.kin_between(row[k], self.web.rows[one]) if p in where]
                        if kin:
                            found |= {min(kin), max(kin) + 1}
                            break
                        k += step
        return sorted(gap for gap in found if 0 <= gap <= len(rest))

    def kin_between(self, place: int, row: int) -> list[int]:
        return self.near.down[place] if self.web.rows[place] < row else self.near.up[place]


def _couples(web: Web) -> list[int]:
    """How many partners each place has."""
    count = [0] * len(web.names)
    for knot in web.knots:
        if len(knot.partners) == 2:
            for one in knot.partners:
                count[one] += 1
    return count


def _branches(reached: list[int]) -> list[list[frozenset[int]]]:
    """For each place the whole branch that was reached through it, where that is more than itself."""
    under: list[set[int]] = [{one} for one in range(len(reached))]
    depth = []
    for source in reached:
        steps = 0
        while source >= 0:
            source = reached[source]
            steps += 1
        depth.append(steps)
    for one in sorted(range(len(reached)), key=lambda place: -depth[place]):
        if reached[one] >= 0:
            under[reached[one]] |= under[one]
    return [[frozenset(found)] if 1 < len(found) < len(reached) else [] for found in under]
