"""Who stands where in each row: the fewest crossings, then partners side by side, then the shortest lines.

A first order is grown from one person, and single people, couples and whole branches are moved to wherever that is
better. Where lines cross then, those who stand together in any case become one place (:mod:`.together`), orders grown
from people all over the family are walked from (:mod:`.annealing`), and the best of their ends are climbed from in the
same way. Where nothing better is near, a handful is taken out and set anew, and the search goes on from there. The dice
are seeded alike every time and the search is bounded by counted trials, never by the clock: the same family gives the
same drawing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from .annealing import Annealing
from .crossings import APART, CROSSING, Counter, Lines, Probe
from .growing import Grower, Neighbours, grow, in_birth_order
from .patience import go_on
from .together import Together
from .web import Knot, Web
from .wishes import Wish, heed

SHORT = 9  # a row of which every gap is tried
WALK = 60  # steps for each place of a walk from one first order
STEP = 7  # what a step costs, in pairs of lines looked at
WALKED, CLIMBED = 0.6, 0.9  # how much of what may be spent goes into walks, and into these and climbing from their ends
REST = 0.04  # and into handfuls taken out of the best in the end, at most
ENDS_ALIKE, CLIMBS_ALIKE = 8, 3  # how many that find the same are enough
ROUND = 60  # attempts without gain after which the search begins again from the best
IDLE = 6  # rounds without gain after which it ends; fewer of less than sixty places
TRIALS = 430_000  # what a search of up to 60 places may spend, in pairs of lines looked at
LARGE = 450  # and more for each place beyond sixty
LIGHT = 9_000  # the same where no lines cross and only partners stand apart
WORSE = 3 * CROSSING  # what is so much worse when it is set anew is not worth climbing from
BRAVE = 0.2  # how often the search goes on from what has one crossing more


def order(
    web: Web,
    start: int,
    like: Mapping[str, float] | None = None,
    *,
    settled: bool = False,
    wishes: Sequence[Wish] = (),
) -> list[list[int]]:
    """Places of each row from left to right.

    ``like`` says where people stood in an earlier drawing: they stay in that order wherever lines need not cross more
    often for it, nor couples part. ``settled``: they stay in any case, because that was asked when it was drawn.
    """
    near = Neighbours(web)
    known = _as_they_stood(web, near, like) if like else None
    if known and settled:
        return known
    best, reached = _searched(web, start, near)
    search = RowSearch(web, near, best, reached)
    heed(search, wishes)
    best = search.rows
    if not known:
        return best
    best_cost = search.cost
    search.take(known)
    if search.cost >= best_cost + APART:
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
        found = best_search(alone, near if alone is web else Neighbours(alone))
        for row, order_ in enumerate(found.rows):
            rows[row] += [places[one] for one in order_]
        for one, source in enumerate(found.reached):
            reached[places[one]] = places[source] if source >= 0 else -1
    return rows, reached


def best_search(web: Web, near: Neighbours) -> RowSearch:
    """One family, climbed from one first order; where lines cross then, from many, of those who stand together as one.

    What is left of what may be spent goes into the best of them.
    """
    best = RowSearch(web, near, *grow(web, 0, near))
    best.climb()
    if best.cost >= CROSSING:
        together = Together(web)
        found, spent = _from_many(together.web, best.budget)
        rows = [in_birth_order(row, near.pairs[number]) for number, row in enumerate(together.spread(found.rows))]
        budget = best.budget - spent
        other = RowSearch(web, near, rows, best.reached)
        other.budget = other.most = max(budget, LIGHT)
        other.climb()
        if other.cost < best.cost:
            best = other
        best.budget = min(budget - other.spent, int(best.most * REST))
    best.search_on()
    best.men_left()
    return best


def _from_many(web: Web, budget: int) -> tuple[RowSearch, int]:
    """The best that is found from many first orders, and what that cost: each is walked from, the best are climbed."""
    near, walks, count = Neighbours(web), Annealing(web), len(web.names)
    steps = WALK * count
    each = STEP * steps + 30 * count  # what it costs to grow one and to walk from there
    most = max(1, int(budget * WALKED) // each)
    ends: list[tuple[int, int, list[list[int]], list[int]]] = []
    for seed in range(most):
        rows, reached = grow(web, (seed if most > count else seed * count // most) % count, near)
        fewest, rows = walks.walk(rows, steps, seed)
        ends.append((fewest, seed, rows, reached))
        if fewest == 0 or _agreed([end[0] for end in ends], ENDS_ALIKE):
            break
    spent = each * len(ends)
    climbed: dict[int, RowSearch] = {}  # by what they cost before: what costs the same is the same drawing
    for _, _, rows, reached in sorted(ends):
        search = RowSearch(web, near, rows, reached)
        if search.cost in climbed:
            continue
        climbed[search.cost] = search
        search.budget = search.most = max(int(budget * CLIMBED) - spent, LIGHT)
        search.climb()
        spent += search.spent
        reached_so_far = [one.cost // CROSSING for one in climbed.values()]
        if 0 in reached_so_far or spent > budget * CLIMBED or _agreed(reached_so_far, CLIMBS_ALIKE):
            break
    return min(climbed.values(), key=lambda one: one.cost), spent


def _agreed(found: list[int], enough: int) -> bool:
    """Whether so many found the same that looking on is hardly worth it."""
    return found.count(min(found)) >= enough


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
        self.web, self.near, self.reached = web, near, reached
        self.counter = Counter(web)
        self.lines = Lines(self.counter)
        self.rows = rows
        self.dice = Random(20130501)  # noqa: S311 - dice of a search, not of a secret
        count = len(web.names)
        self.budget = self.most = TRIALS + LARGE * max(0, count - 60)
        self.branches = _branches(reached)
        self.elder: list[list[int]] = [[] for _ in web.names]
        self.younger: list[list[int]] = [[] for _ in web.names]
        for a, b in sorted(web.before):
            self.elder[b].append(a)
            self.younger[a].append(b)
        self.cost = self.counter.total(rows)
        bands = (*self.counter.couples, *self.counter.sibships)
        self.look = sum(len(knots) ** 2 for knots in bands) // 4  # what it costs to look at everything
        # of three partners or more only two can stand beside somebody
        self.floor = APART * (1 + sum(max(0, couples - 2) for couples in _couples(web)))

    @property
    def spent(self) -> int:
        return self.most - self.budget

    def run(self) -> list[list[int]]:
        """The best rows that the budget finds from here."""
        self.climb()
        self.search_on()
        self.men_left()
        return self.rows

    def search_on(self) -> None:
        """Take handfuls around what is in trouble out, set them anew, and go on from what is better or as good."""
        best = here = [row[:] for row in self.rows]
        best_cost = here_cost = self.cost
        idle = 0
        grower = Grower(self.web, self.near)
        patient = ROUND * (1 + min(len(self.web.names), 60) * (IDLE - 1) // 60)
        while self.budget > 0 and best_cost >= self.floor and idle < patient:
            if best_cost < CROSSING:
                self.budget = min(self.budget, LIGHT)
            troubled = self.counter.troubled(apart=best_cost < CROSSING)
            if not troubled:
                break
            out = self.around(self.dice.choice(troubled))
            self.take(grower.again(self.rows, out, self.dice))
            self.budget -= 60 * len(out) + 2 * self.look
            if self.cost < here_cost + WORSE:
                self.settle(out.union(*(self.near.kin[one] for one in out)))
            if self.cost < best_cost:
                self.climb()
                best, best_cost, idle = [row[:] for row in self.rows], self.cost, 0
            else:
                idle += 1
            if self.cost <= here_cost or (self.cost < here_cost + 1.5 * CROSSING and self.dice.random() < BRAVE):
                here, here_cost = [row[:] for row in self.rows], self.cost
            else:
                self.take(here)
            if idle % ROUND == ROUND - 1:
                self.take(best)
                here, here_cost = best, best_cost
        self.take(best)
        self.climb()

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
        self.lines = Lines(self.counter)
        self.cost = self.counter.total(self.rows)

    def accept(self, changed: dict[int, list[int]], gain: int) -> None:
        """Stand so from now on, which is better by ``gain`` (below 0)."""
        for row, order_ in changed.items():
            self.rows[row] = order_
            self.counter.place(order_)
            self.lines.forget(row)
        self.cost += gain

    def replace(self, changed: dict[int, list[int]], more: int) -> bool:
        """Stand at other orders of some rows, unless they break the order of birth or cost ``more`` than now."""
        counter, near = self.counter, self.near
        for row, order_ in changed.items():
            here = {place: number for number, place in enumerate(order_)}
            if any(here[a] > here[b] for a, b in near.pairs[row]):
                return False
        before = self.cost
        rows = [changed.get(number, row) for number, row in enumerate(self.rows)]
        cost = counter.total(rows)
        if cost > before + more or cost // CROSSING > before // CROSSING:
            counter.total(self.rows)
            return False
        self.rows, self.cost, self.lines = rows, cost, Lines(counter)
        return True

    def climb(self) -> None:
        """Move whoever is in trouble to a better place, until nothing is better."""
        while self.budget > 0 and self.cost >= self.floor and self.settle(range(len(self.web.names))):
            pass

    def settle(self, some: Iterable[int]) -> bool:
        """Move whoever of ``some`` is in trouble to a better place, and then whoever is tied to those who moved."""
        troubled = self.counter.troubled(apart=self.cost < CROSSING)
        self.budget -= self.look
        suspects = {one for knot in troubled for one in (*knot.partners, *knot.children, *self.between(knot))}
        waiting = deque(sorted(suspects.intersection(some)))
        queued = set(waiting)
        moved = False
        while waiting and self.budget > 0 and self.cost >= self.floor:
            one = waiting.popleft()
            queued.discard(one)
            if self.improve(one):
                moved = True
                waiting += [other for other in self.near.kin[one] if other not in queued]
                queued.update(self.near.kin[one])
        return moved

    def between(self, knot: Knot) -> list[int]:
        """Whoever stands between two partners, where no line crosses any more."""
        if self.cost >= CROSSING or len(knot.partners) < 2:
            return []
        low, high = sorted(int(self.counter.at[one]) for one in knot.partners)
        return self.rows[knot.row][low + 1 : high]

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
        """A probe for a block, wherever its places are set between two others."""
        near = self.near
        moved = {knot.number for place in block for knot in (*near.knots_up[place], *near.knots_down[place])}
        return Probe(self.counter, rows, moved, self.lines)

    def set_between(self, way: list[int], rest: list[int], gap: int) -> None:
        """Places of one row, from the left, between two others: there is room for many from one place to the next."""
        at = self.counter.at
        left, step = at[rest[gap - 1]] if gap else -1.0, 1 / (len(way) + 1)
        for number, place in enumerate(way, 1):
            at[place] = left + number * step

    def shifts(self, one: int, block: frozenset[int], row: int) -> tuple[int, list[dict[int, list[int]]]]:
        """How many crossings less are the most to be had in a block's row, and where: as it is, and mirrored.

        ``one`` leads the block. Places with more crossings than now are left out.
        """
        here = self.rows[row]
        rest = [place for place in here if place not in block]
        part = [place for place in here if place in block]
        low, high = self.between_births(part, rest)
        ways = [part] if len(part) == 1 else [part, part[::-1]]
        ways = [way for way in ways if self.in_order(way)]
        gaps = [gap for gap in self.gaps(one, rest) if low <= gap <= high]
        if not gaps or (len(gaps) == len(ways) == 1 and here[gaps[0] : gaps[0] + len(part)] == part):
            return 0, []
        probe = self.probe(block, [row])
        now = least = probe.count()
        found: list[tuple[int, list[int]]] = []
        for gap in gaps:
            go_on()
            for way in ways:
                if way is part and here[gap : gap + len(part)] == part:
                    continue
                self.set_between(way, rest, gap)
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
        pairs = self.near.pairs
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
                    self.set_between(way[n], left[n], cuts[n])
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
