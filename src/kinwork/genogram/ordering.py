"""Who stands where in each row: the fewest crossings, then partners side by side, then the shortest lines.

A first order is grown from the index; then single people, couples and whole branches are moved to wherever that is
better, and where nothing better is near, branches are thrown to another place and the search goes on from there.
The dice are seeded alike every time and the search is bounded by counted trials, never by the clock: the same family
gives the same drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .crossings import CROSSING, Counter
from .growing import Neighbours, grow, in_birth_order
from .web import Web

SMALL = 16  # people: from here down the search is as good as exhaustive
TRIALS = 40_000  # a family's budget, in places looked at


def order(web: Web, start: int) -> list[list[int]]:
    """Places of each row from left to right."""
    near = Neighbours(web)
    rows, reached = grow(web, start, near)
    return Search(web, near, rows, reached).run()


class Search:
    """Local search with restarts over the orders of all rows."""

    def __init__(self, web: Web, near: Neighbours, rows: list[list[int]], reached: list[int]) -> None:
        self.web, self.near = web, near
        self.counter = Counter(web)
        self.rows = rows
        self.dice = Random(20130501)  # noqa: S311 - dice of a search, not of a secret
        self.budget = TRIALS + 300 * len(web.names)
        self.branches = _branches(reached)
        self.pairs: list[list[tuple[int, int]]] = [[] for _ in rows]
        for a, b in sorted(web.before):
            self.pairs[web.rows[a]].append((a, b))
        depth = len(rows)
        for order_ in rows:
            self.counter.place(order_)
        self.couples = [self.counter.couple_band(row) for row in range(depth)]
        self.sibships = [self.counter.sibship_band(row) for row in range(depth)]
        self.cost = sum(self.couples) + sum(self.sibships)

    def run(self) -> list[list[int]]:
        self.climb()
        best, best_cost = [row[:] for row in self.rows], self.cost
        idle = 0
        while self.budget > 0 and best_cost >= APART_ENOUGH and idle < 60:
            self.throw()
            self.climb()
            if self.cost < best_cost:
                best, best_cost, idle = [row[:] for row in self.rows], self.cost, 0
            else:
                idle += 1
                if self.cost > best_cost:
                    self.take(best)
        return best

    def take(self, rows: list[list[int]]) -> None:
        """Stand at these rows."""
        self.rows = [row[:] for row in rows]
        for order_ in self.rows:
            self.counter.place(order_)
        for row in range(len(rows)):
            self.couples[row] = self.counter.couple_band(row)
            self.sibships[row] = self.counter.sibship_band(row)
        self.cost = sum(self.couples) + sum(self.sibships)

    def try_rows(self, changed: dict[int, list[int]], limit: int) -> int | None:
        """The cost with some rows changed, if it is below ``limit``; the rows stay as they were."""
        counter, rows = self.counter, self.rows
        for row, order in changed.items():
            counter.place(order)
            at = counter.at
            for a, b in self.pairs[row]:
                if at[a] > at[b]:
                    for back in changed:
                        counter.place(rows[back])
                    return None
        cost = self.cost
        touched = set()
        for row in changed:
            self.budget -= len(rows[row])
            cost += counter.couple_band(row) - self.couples[row]
            touched.add(row)
            if row + 1 < len(rows):
                touched.add(row + 1)
        for row in touched:
            cost += counter.sibship_band(row) - self.sibships[row]
        for row in changed:
            counter.place(rows[row])
        return cost if cost < limit else None

    def accept(self, changed: dict[int, list[int]]) -> None:
        for row, order in changed.items():
            self.rows[row] = order
            self.counter.place(order)
        for row in changed:
            self.couples[row] = self.counter.couple_band(row)
            for band in (row, row + 1):
                if band < len(self.rows):
                    self.sibships[band] = self.counter.sibship_band(band)
        self.cost = sum(self.couples) + sum(self.sibships)

    def climb(self) -> None:
        """Move whatever can be moved to a better place, until nothing can."""
        moved = True
        while moved and self.budget > 0 and self.cost:
            moved = False
            for one in self.suspects():
                if self.improve(one):
                    moved = True

    def suspects(self) -> list[int]:
        """Places whose row, or the row beside it, costs anything."""
        dear = set()
        for row, cost in enumerate(self.couples):
            if cost > 50:
                dear |= {row - 1, row, row + 1}
        for row, cost in enumerate(self.sibships):
            if cost > 50:
                dear |= {row - 1, row}
        return [one for row in sorted(dear) if 0 <= row < len(self.rows) for one in self.rows[row]] or [
            one for row in self.rows for one in row if len(row) < 12
        ]

    def improve(self, one: int) -> bool:
        """Try one place alone, with its partners beside it, and with its branch, at every gap of its row."""
        best: dict[int, list[int]] | None = None
        limit = self.cost
        for block in self.blocks(one):
            for changed in self.moves(one, block):
                cost = self.try_rows(changed, limit)
                if cost is not None:
                    best, limit = changed, cost
                if self.budget < 0:
                    break
        if best is None:
            return False
        self.accept(best)
        return True

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

    def moves(self, one: int, block: frozenset[int]) -> Iterator[dict[int, list[int]]]:
        """Every other place for a block, led by ``one``: as it is, and mirrored."""
        row = self.web.rows[one]
        rest = [[place for place in order if place not in block] for order in self.rows]
        parts = [[place for place in order if place in block] for order in self.rows]
        touched = [number for number, part in enumerate(parts) if part]
        here = len([place for place in self.rows[row][: self.rows[row].index(one)] if place not in block])
        for at in range(len(rest[row]) + 1):
            if len(touched) == 1:
                made = {row: rest[row][:at] + parts[row] + rest[row][at:]}
                if made[row] != self.rows[row]:
                    yield made
                if len(parts[row]) > 1:
                    yield {row: rest[row][:at] + parts[row][::-1] + rest[row][at:]}
                continue
            cuts = self.near.cuts(rest, row, at)
            made = {n: rest[n][: cuts[n]] + parts[n] + rest[n][cuts[n] :] for n in touched}
            if at != here or any(made[n] != self.rows[n] for n in touched):
                yield made
            yield {
                n: in_birth_order(rest[n][: cuts[n]] + parts[n][::-1] + rest[n][cuts[n] :], self.web.before)
                for n in touched
            }

    def throw(self) -> None:
        """Set a few branches somewhere else, whatever that costs."""
        for _ in range(self.dice.choice((1, 1, 2, 3))):
            one = self.dice.randrange(len(self.web.names))
            moves = list(self.moves(one, self.dice.choice(self.blocks(one))))
            self.dice.shuffle(moves)
            for changed in moves[:8]:
                if self.try_rows(changed, 10**12) is not None:
                    self.accept(changed)
                    break


APART_ENOUGH = 400  # below this nothing crosses and all partners stand side by side


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


__all__ = ["CROSSING", "Search", "order"]
