"""Fewer crossings by neighbours who change places, at first now and then for the worse (simulated annealing).

After Kirkpatrick, Gelatt and Vecchi 1983. Two neighbours who change places change nothing but how the lines of the one
cross those of the other, so that one step costs next to nothing, and a short walk from each of several first orders
leaves what climbing alone would not. The dice are seeded; how far it goes is counted in steps.
"""

from __future__ import annotations

from math import exp
from random import Random

from .crossings import BESIDE, NOWHERE, couples_cross, sibling_lines_cross
from .patience import go_on
from .web import Web

HOT, COLD = 0.5, 0.25  # temperatures, in crossings
FAR = 0.2  # what a step between two partners weighs, in crossings
BREATH = 1000  # steps between two looks at whether anybody still waits

_Lines = tuple[bool, int, int]  # whether lines to children (else couple lines), and two knots


class Annealing:
    """Walks over the orders of all rows of one web."""

    def __init__(self, web: Web) -> None:
        count = len(web.names)
        self.at: list[float] = [0] * count
        self.up: list[list[int]] = [[] for _ in range(count)]
        self.down: list[list[int]] = [[] for _ in range(count)]
        self.mates: list[list[int]] = [[] for _ in range(count)]
        self.younger: list[set[int]] = [set() for _ in range(count)]
        for one, other in web.before:
            self.younger[one].add(other)
        for knot in web.knots:
            for one in knot.partners:
                self.down[one].append(knot.number)
                self.mates[one] += [other for other in knot.partners if other != one]
            for one in dict.fromkeys(knot.children):
                self.up[one].append(knot.number)
        ties = [len(knots) for knots in self.down]
        self.knots = []
        for knot in web.knots:
            a, b = (*knot.partners, -1, -1)[:2]
            self.knots.append((a, b, ties[a] < ties[b], ties[b] < ties[a], knot.children, bool(knot.children)))
        self._between: dict[tuple[int, int], list[_Lines]] = {}

    def walk(self, rows: list[list[int]], steps: int, seed: int) -> tuple[int, list[list[int]]]:
        """The fewest crossings come upon in so many steps from these rows, and the rows that have them."""
        dice = Random(seed)  # noqa: S311 - dice of a search, not of a secret
        rows = [row[:] for row in rows]
        cost = self._stand(rows)
        fewest = now = sum(cost.values())
        best = [row[:] for row in rows]
        spots = [(row, spot) for row in rows for spot in range(len(row) - 1)]
        if not spots:
            return fewest, best
        at, mates, between, crossed, roll = self.at, self.mates, self._between, self.crossed, dice.random
        heat, cooling = HOT, (COLD / HOT) ** (1 / steps)
        for step in range(steps):
            if not step % BREATH:
                go_on()
            heat *= cooling
            row, spot = spots[int(roll() * len(spots))]
            a, b = row[spot], row[spot + 1]
            if b in self.younger[a]:
                continue
            at[a], at[b] = spot + 1, spot
            more, changed = 0, []
            for lines in between[a, b] if (a, b) in between else self.between(a, b):
                times = crossed(*lines)
                if times != cost[lines]:
                    more += times - cost[lines]
                    changed.append((lines, times))
            far = 0
            for mate in mates[a]:
                if mate != b:
                    far += 1 if at[mate] < spot else -1
            for mate in mates[b]:
                if mate != a:
                    far += 1 if at[mate] > spot else -1
            weight = more + FAR * far
            if weight <= 0 or roll() < exp(-weight / heat):
                row[spot], row[spot + 1] = b, a
                now += more
                cost.update(changed)
                if now < fewest:
                    fewest, best = now, [one[:] for one in rows]
                    if not fewest:
                        break
            else:
                at[a], at[b] = spot, spot + 1
        return fewest, best

    def _stand(self, rows: list[list[int]]) -> dict[_Lines, int]:
        """Stand at these rows: how often any two lines cross."""
        for row in rows:
            for spot, one in enumerate(row):
                self.at[one] = spot
        lines = {
            lines
            for row in rows
            for spot, one in enumerate(row)
            for other in row[spot + 1 :]
            for lines in self.between(one, other)
        }
        return {pair: self.crossed(*pair) for pair in lines}

    def between(self, one: int, other: int) -> list[_Lines]:
        """The pairs of lines that may cross otherwise when these two change places."""
        if (one, other) not in self._between:
            found: set[_Lines] = set()
            for ties in (self.up, self.down):
                for a in ties[one]:
                    for b in ties[other]:
                        if a == b:
                            continue
                        (_, mate, _, _, _, has), (_, their_mate, _, _, _, more) = self.knots[a], self.knots[b]
                        if has and more:
                            found.add((True, min(a, b), max(a, b)))
                        # one parent alone has no line to cross, only a stem, and two stems do not cross here
                        drawn = (mate >= 0 or has) and (their_mate >= 0 or more)
                        if ties is self.down and drawn and max(mate, their_mate) >= 0:
                            found.add((False, min(a, b), max(a, b)))
            self._between[one, other] = self._between[other, one] = sorted(found)
        return self._between[one, other]

    def crossed(self, children: bool, one: int, other: int) -> int:
        """How often two lines cross where everybody stands now."""
        at = self.at
        a, b, fewer_a, fewer_b, kids, has = self.knots[one]
        if a < 0:
            i = j = stem = NOWHERE
        elif b < 0:
            i = j = stem = at[a]
        else:
            i, j, fewer = (at[a], at[b], fewer_a) if at[a] < at[b] else (at[b], at[a], fewer_b)
            stem = i + BESIDE if fewer else j - BESIDE
        c, d, fewer_c, fewer_d, theirs, more = self.knots[other]
        if c < 0:
            k = end = their_stem = NOWHERE
        elif d < 0:
            k = end = their_stem = at[c]
        else:
            k, end, fewer = (at[c], at[d], fewer_c) if at[c] < at[d] else (at[d], at[c], fewer_d)
            their_stem = k + BESIDE if fewer else end - BESIDE
        if children:
            left = [at[child] for child in kids]
            left.sort()
            right = [at[child] for child in theirs]
            right.sort()
            if their_stem < stem or (stem == their_stem and other < one):
                left, right, stem = right, left, their_stem
            return 0 if left[-1] <= right[0] else sibling_lines_cross(stem, left, right)
        if k >= j or end <= i:
            return 0
        if i < k or (i == k and j <= end):
            return couples_cross(i, j, has, stem, k, end, more, their_stem)
        return couples_cross(k, end, more, their_stem, i, j, has, stem)
