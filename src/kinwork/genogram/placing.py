"""How far apart everybody stands: parents over their children, couples together, nobody closer than a step."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from .patience import go_on
from .web import Knot, Web

STEP = 100.0  # between two people of a row
STRANGERS = 112.0  # between two who are neither partners nor brothers and sisters
WIRE = 58.0  # between a person and a line that passes
WIRES = 28.0  # between two such lines
ROUNDS = 8
STILL = 1.0  # pixels: less than this is no move
AIR = 1.2  # a drawing may be so many times as wide as its longest row,
FEW = 4  # or as a row of so many
SHARE = 1.5  # of n brothers and sisters each is pulled n ** -SHARE as hard as an only child (as in kinship2)
APART = 0.05  # how hard partners pull who do not stand side by side


@dataclass(slots=True)
class Block:
    """Places that move together: partners side by side.

    ``ups`` are the place, number and weight of each knot above, ``downs`` number and weight of each knot below,
    ``far`` a place here and its partner elsewhere.
    """

    places: list[int]
    offsets: list[float]
    x: float = 0.0
    ups: list[tuple[int, int, float]] = field(default_factory=list)
    downs: list[tuple[int, float]] = field(default_factory=list)
    far: list[tuple[int, int]] = field(default_factory=list)
    weight: float = 0.0


def positions(web: Web, rows: list[list[int]]) -> list[float]:
    """The x of every place, in pixels from 0, the orders of the rows kept.

    Every child wants to stand under its parents, every couple over the middle of its children. Rows pull at each other,
    from the top down and from the bottom up; each pull is answered exactly, in the sense of least squares under the
    minimal distances and within the room that the longest row makes, by pooling adjacent violators (Barlow and others
    1972).
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
            for number, place in enumerate(row):
                self.at[place] = number
        self.up: list[list[Knot]] = [[] for _ in range(count)]
        self.down: list[list[Knot]] = [[] for _ in range(count)]
        for knot in web.knots:
            for place in knot.partners:
                self.down[place].append(knot)
            for place in knot.children:
                self.up[place].append(knot)
        self.stems: list[list[tuple[int, int]]] = [[] for _ in rows]  # the places between which each knot's stem hangs
        self.kids: list[list[list[int]]] = [[] for _ in rows]
        self.number = [-1] * len(web.knots)  # of a knot among those of its row that have both
        for knot in web.knots:
            if knot.partners and knot.children:
                self.number[knot.number] = len(self.stems[knot.row])
                self.stems[knot.row].append(self._stem(knot))
                self.kids[knot.row].append(sorted(knot.children, key=self.at.__getitem__))
        self.blocks = [self._blocks(row) for row in rows]
        self.starts = [self._starts(blocks) for blocks in self.blocks]
        self.half = self._room() / 2

    def _gap(self, one: int, other: int) -> float:
        names = self.web.names
        if not names[one] or not names[other]:
            return WIRES if not names[one] and not names[other] else WIRE
        if any(other in knot.partners for knot in self.down[one]):
            return STEP
        if any(other in knot.children for knot in self.up[one]):
            return STEP
        return STRANGERS

    def _stem(self, knot: Knot) -> tuple[int, int]:
        """Between partners side by side; else beside the one whom fewer unions claim."""
        a, b = sorted((knot.partners[0], knot.partners[-1]), key=self.at.__getitem__)
        if self.at[b] - self.at[a] <= 1:
            return a, b
        row = self.rows[knot.row]
        return (a, row[self.at[a] + 1]) if len(self.down[a]) < len(self.down[b]) else (row[self.at[b] - 1], b)

    def _blocks(self, row: list[int]) -> list[Block]:
        blocks: list[Block] = []
        for place in row:
            last = blocks[-1] if blocks else None
            if last and any(last.places[-1] in knot.partners for knot in self.down[place]):
                last.offsets.append(last.offsets[-1] + self._gap(last.places[-1], place))
                last.places.append(place)
            else:
                blocks.append(Block([place], [0.0]))
        for block in blocks:
            for place in block.places:
                self._tie(block, place)
            block.weight = sum(share for _, _, share in block.ups) + sum(share for _, share in block.downs)
            block.weight += APART * len(block.far)
        return blocks

    def _tie(self, block: Block, one: int) -> None:
        """Note what pulls at a block through one of its places."""
        for knot in self.up[one]:
            if knot.partners:
                block.ups.append((one, self.number[knot.number], len(knot.children) ** -SHARE))
        for knot in self.down[one]:
            if knot.children:
                share = (1.0 if self.web.names[one] else 2.0) / len(knot.partners)
                block.downs.append((self.number[knot.number], share * len(knot.children) ** (1 - SHARE)))
            if len(knot.partners) == 2:
                other = knot.partners[knot.partners[0] == one]
                if abs(self.at[one] - self.at[other]) > 1:
                    block.far.append((one, other))

    def _starts(self, blocks: list[Block]) -> list[float]:
        """Where each block begins, and the last ends, if all stand as near to each other as they may."""
        made = [0.0][: len(blocks)]
        for a, b in pairwise(blocks):
            made.append(made[-1] + a.offsets[-1] + self._gap(a.places[-1], b.places[0]))
        return [*made, made[-1] + blocks[-1].offsets[-1]] if blocks else []

    def _room(self) -> float:
        """How wide the drawing may become: what the longest row needs, and a little air."""
        most = max((sum(bool(self.web.names[place]) for place in row) for row in self.rows), default=0)
        return max([STEP * (AIR * max(most, FEW) - 1), *(starts[-1] for starts in self.starts if starts)])

    def run(self) -> list[float]:
        depth = len(self.rows)
        for row in range(depth):
            self._settle(row, [0.0] * len(self.blocks[row]))
        for _ in range(ROUNDS):
            before = self.x[:]
            for row in range(depth):
                self._pull(row)
            for row in reversed(range(depth - 1)):
                self._pull(row)
            if all(abs(x - old) < STILL for x, old in zip(self.x, before, strict=True)):
                break
        least = min(self.x, default=0.0)
        return [round(x - least, 1) for x in self.x]

    def _pull(self, row: int) -> None:
        go_on()
        x = self.x
        middles = [(x[a] + x[b]) / 2 for a, b in self.stems[row - 1]] if row else []
        tugs = [
            sum([x[kid] for kid in kids]) / len(kids) - (x[a] + x[b]) / 2
            for (a, b), kids in zip(self.stems[row], self.kids[row], strict=True)
        ]
        wanted = []
        for block in self.blocks[row]:
            pull = 0.0
            for one, number, share in block.ups:
                pull += share * (middles[number] - x[one])
            for number, share in block.downs:
                pull += share * tugs[number]
            for one, other in block.far:
                # partners who cannot stand side by side still stand as near as others let them
                pull += APART * (x[other] - x[one])
            wanted.append(block.x + pull / block.weight if pull else block.x)
        self._settle(row, wanted)

    def _settle(self, row: int, wanted: list[float]) -> None:
        """The nearest positions to those wanted that keep all distances and the room."""
        blocks, starts = self.blocks[row], self.starts[row]
        pools: list[tuple[float, float, int]] = []  # mean, weight, how many
        for block, want, start in zip(blocks, wanted, starts, strict=False):
            mean, weight, count = want - start, block.weight or APART, 1
            while pools and pools[-1][0] > mean:
                other, more, others = pools.pop()
                mean = (other * more + mean * weight) / (more + weight)
                weight += more
                count += others
            pools.append((mean, weight, count))
        number, x = 0, self.x
        low, high = -self.half, self.half - starts[-1] if starts else 0.0
        for mean, _, count in pools:
            mean = low if mean < low else high if mean > high else mean
            for at in range(number, number + count):
                block = blocks[at]
                block.x = here = mean + starts[at]
                x[block.places[0]] = here
                if len(block.places) > 1:
                    for one, offset in zip(block.places, block.offsets, strict=True):
                        x[one] = here + offset
            number += count
