"""How far apart everybody stands: parents over their children, couples together, nobody closer than a step."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from .web import Knot, Web

STEP = 100.0  # between two people of a row
STRANGERS = 112.0  # between two who are neither partners nor brothers and sisters
WIRE = 58.0  # between a person and a line that passes
WIRES = 28.0  # between two such lines
ROUNDS = 10


@dataclass(slots=True)
class Block:
    """Places that move together: partners side by side."""

    places: list[int]
    offsets: list[float]
    x: float = 0.0


def positions(web: Web, rows: list[list[int]]) -> list[float]:
    """The x of every place, in pixels from 0, the orders of the rows kept.

    Rows pull at each other, from the top down and from the bottom up; each pull is answered exactly, in the sense of
    least squares under the minimal distances, by pooling adjacent violators (Barlow and others 1972).
    """
    return _Placer(web, rows).run()


class _Placer:
    def __init__(self, web: Web, rows: list[list[int]]) -> None:
        self.web = web
        self.rows = rows
        count = len(web.names)
        self.x = [0.0] * count
        self.at = [0] * count
        for row in rows:
            for number, one in enumerate(row):
                self.at[one] = number
        self.up: list[list[Knot]] = [[] for _ in range(count)]
        self.down: list[list[Knot]] = [[] for _ in range(count)]
        ties = [0] * count
        for knot in web.knots:
            for one in knot.partners:
                self.down[one].append(knot)
                ties[one] += 1
            for one in knot.children:
                self.up[one].append(knot)
        self.ties = ties
        self._fixed()
        self.blocks = [self._blocks(row) for row in rows]
        self.gaps = [
            [
                a.offsets[-1] + self._gap(a.places[-1], b.places[0])
                for a, b in pairwise(blocks)
            ]
            for blocks in self.blocks
        ]  # fmt: skip

    def _gap(self, one: int, other: int) -> float:
        names = self.web.names
        if not names[one] or not names[other]:
            return WIRES if not names[one] and not names[other] else WIRE
        if any(other in knot.partners for knot in self.down[one]):
            return STEP
        if any(other in knot.children for knot in self.up[one]):
            return STEP
        return STRANGERS

    def _blocks(self, row: list[int]) -> list[Block]:
        blocks: list[Block] = []
        for one in row:
            last = blocks[-1] if blocks else None
            if last and any(last.places[-1] in knot.partners for knot in self.down[one]):
                last.offsets.append(last.offsets[-1] + self._gap(last.places[-1], one))
                last.places.append(one)
            else:
                blocks.append(Block([one], [0.0]))
        return blocks

    def run(self) -> list[float]:
        for row in range(len(self.rows)):
            self._settle(row, [0.0] * len(self.blocks[row]), [1.0] * len(self.blocks[row]))
        depth = len(self.rows)
        for round_ in range(ROUNDS):
            for row in range(depth):
                self._pull(row, 1.0, 0.15 if round_ else 0.0)
            for row in reversed(range(depth)):
                self._pull(row, 0.3, 1.0)
        for row in range(depth):
            self._pull(row, 1.0, 0.6)
        least = min(self.x, default=0.0)
        return [round(x - least, 1) for x in self.x]

    def _fixed(self) -> None:
        """What stays the same while places move: between whom a stem hangs, and who stands first and last under it."""
        self.frame: list[tuple[int, int, int, int] | None] = []
        for knot in self.web.knots:
            if not knot.partners or not knot.children:
                self.frame.append(None)
                continue
            kids = sorted(knot.children, key=self.at.__getitem__)
            a, b = sorted((knot.partners[0], knot.partners[-1]), key=self.at.__getitem__)
            row = self.rows[knot.row]
            if self.at[b] - self.at[a] > 1:
                if self.ties[a] < self.ties[b]:
                    b = row[self.at[a] + 1]
                else:
                    a = row[self.at[b] - 1]
            self.frame.append((a, b, kids[0], kids[-1]))
        names = self.web.names
        self.above = [[k.number for k in found if self.frame[k.number]] for found in self.up]
        self.below = [
            [(k.number, (1.0 if names[one] else 2.0) / len(k.partners)) for k in found if self.frame[k.number]]
            for one, found in enumerate(self.down)
        ]
        self.far = [
            [k.partners[k.partners[0] == one] for k in found if len(k.partners) == 2 and self._apart(k)]
            for one, found in enumerate(self.down)
        ]

    def _apart(self, knot: Knot) -> bool:
        return abs(self.at[knot.partners[0]] - self.at[knot.partners[1]]) > 1

    def _pull(self, row: int, from_above: float, from_below: float) -> None:
        x, frames = self.x, self.frame
        wanted, weights = [], []
        for block in self.blocks[row]:
            total = pull = 0.0
            for one in block.places:
                if from_above:
                    for number in self.above[one]:
                        a, b, first, last = frames[number]  # type: ignore[misc]
                        pull += from_above * (x[a] + x[b] - x[first] - x[last]) / 2
                        total += from_above
                if from_below:
                    for number, share in self.below[one]:
                        a, b, first, last = frames[number]  # type: ignore[misc]
                        pull += from_below * share * (x[first] + x[last] - x[a] - x[b]) / 2
                        total += from_below * share
                for other in self.far[one]:
                    # partners who cannot stand side by side still stand as near as others let them
                    pull += 0.05 * (x[other] - x[one])
                    total += 0.05
            wanted.append(block.x + (pull / total if total else 0.0))
            weights.append(total or 0.05)
        self._settle(row, wanted, weights)

    def _settle(self, row: int, wanted: list[float], weights: list[float]) -> None:
        """The nearest positions to those wanted that keep all distances."""
        blocks, gaps = self.blocks[row], self.gaps[row]
        if not blocks:
            return
        start = [0.0]
        for gap in gaps:
            start.append(start[-1] + gap)
        pools: list[list[float]] = []  # mean, weight, how many
        for number, (want, weight) in enumerate(zip(wanted, weights, strict=True)):
            pools.append([want - start[number], weight, 1])
            while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
                mean, weight, count = pools.pop()
                last = pools[-1]
                last[0] = (last[0] * last[1] + mean * weight) / (last[1] + weight)
                last[1] += weight
                last[2] += count
        number = 0
        for mean, _, count in pools:
            for _ in range(int(count)):
                block = blocks[number]
                block.x = mean + start[number]
                for one, offset in zip(block.places, block.offsets, strict=True):
                    self.x[one] = block.x + offset
                number += 1
