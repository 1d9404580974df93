"""Lines of how people are with each other, and of what outsiders give: patterns that survive black and white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from .patience import go_on
from .svg import INK, PAPER, Point, element, line, shape, text


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a kind is drawn: parallel lines, zigzag, dashes, an arrow, a cut, a letter in a badge; and its name."""

    name: str
    lines: int = 1
    zigzag: bool = False
    dash: str | None = None
    arrow: bool = False
    cut: bool = False
    letter: str = ""
    width: float = 1.6
    colour: str = INK


RED, GREEN, BLUE = "#942514", "#00572f", "#144e81"  # dark enough to print black
PATTERNS = {
    "close": Pattern("close", lines=2, colour=GREEN),
    "fused": Pattern("fused", lines=3, colour=GREEN),
    "distant": Pattern("distant", dash="2 5", width=2),
    "hostile": Pattern("hostile", zigzag=True, colour=RED),
    "cutoff": Pattern("cut off", cut=True),
    "violent": Pattern("violent", zigzag=True, arrow=True, letter="V", colour=RED),
    "abuse_physical": Pattern("physical abuse", zigzag=True, arrow=True, letter="P", colour=RED),
    "abuse_sexual": Pattern("sexual abuse", zigzag=True, arrow=True, letter="S", colour=RED),
    "abuse_emotional": Pattern("emotional abuse", zigzag=True, arrow=True, letter="E", colour=RED),
    "neglect": Pattern("neglect", dash="9 5", arrow=True, letter="N", colour=RED),
    "caring": Pattern("caring for", lines=2, arrow=True, letter="C", colour=GREEN),
    "controlling": Pattern("controlling", arrow=True, letter="K", width=2, colour=RED),
    "strong": Pattern("strong support", width=4, colour=BLUE),
    "moderate": Pattern("moderate support", width=2, colour=BLUE),
    "low": Pattern("low support", width=1.4, dash="3 4", colour=BLUE),
    "unknown": Pattern("support not said", dash="1 5", width=1.6),
    "stressful": Pattern("stressful", zigzag=True, colour=RED),
}


def curve(a: Point, b: Point, bow: float, steps: int = 24) -> list[Point]:
    """Points of the line from ``a`` to ``b`` that bows ``bow`` pixels to its left."""
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    nx, ny = (b[1] - a[1]) / length, -(b[0] - a[0]) / length
    cx, cy = (a[0] + b[0]) / 2 + 2 * bow * nx, (a[1] + b[1]) / 2 + 2 * bow * ny
    if not bow:
        return [a, b]
    made = []
    for step in range(steps + 1):
        t = step / steps
        p, q, r = (1 - t) ** 2, 2 * t * (1 - t), t * t
        made.append((p * a[0] + q * cx + r * b[0], p * a[1] + q * cy + r * b[1]))
    return made


def evenly(points: Sequence[Point], step: float) -> list[Point]:
    """The same line as points ``step`` apart."""
    made = [points[0]]
    left = step
    for a, b in pairwise(points):
        length = hypot(b[0] - a[0], b[1] - a[1])
        done = 0.0
        while length - done >= left:
            done += left
            made.append((a[0] + (b[0] - a[0]) * done / length, a[1] + (b[1] - a[1]) * done / length))
            left = step
        left -= length - done
    if made[-1] != points[-1]:
        made.append(points[-1])
    return made


def beside(points: Sequence[Point], distance: float, alternating: bool = False) -> list[Point]:
    """The line moved sideways; or first to one side, then to the other."""
    made = []
    for number, (x, y) in enumerate(points):
        a, b = points[max(0, number - 1)], points[min(len(points) - 1, number + 1)]
        length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
        side = distance * ((1 if number % 2 else -1) if alternating else 1)
        made.append((x + side * (b[1] - a[1]) / length, y - side * (b[0] - a[0]) / length))
    return made


def draw(kind: str, points: list[Point]) -> str:
    """A bond or link along a line of points."""
    pattern = PATTERNS[kind]
    made = []
    if pattern.zigzag:
        fine = evenly(points, 5)
        body = [points[0], *beside(fine[2:-3], 4, alternating=True), *fine[-3:]] if len(fine) > 8 else fine
        made.append(line(body, 3.6, None, PAPER) + line(body, 1.4, None, pattern.colour))
    else:
        smooth = evenly(points, 6) if len(points) > 2 else points
        middle = (pattern.lines - 1) / 2
        made += [
            line(beside(smooth, 3.6 * (number - middle)), pattern.width, pattern.dash, pattern.colour)
            for number in range(pattern.lines)
        ]
    fine = evenly(points, 2)
    if pattern.arrow:
        made.append(_arrow(fine, pattern.colour))
    half = len(fine) // 2
    if pattern.cut:
        made.append(_cut(fine, half))
    if pattern.letter:
        x, y = fine[half]
        made.append(element("circle", cx=x, cy=y, r=7.5, fill=PAPER, stroke=pattern.colour, stroke_width=1.2))
        made.append(text(x, y + 3.7, pattern.letter, 10.5, weight="bold"))
    return "".join(made)


def _arrow(fine: list[Point], colour: str) -> str:
    (x, y), (a, b) = fine[-1], fine[max(0, len(fine) - 6)]
    length = hypot(x - a, y - b) or 1.0
    ux, uy = (x - a) / length, (y - b) / length
    return shape(
        [(x, y), (x - 10 * ux + 5 * uy, y - 10 * uy - 5 * ux), (x - 10 * ux - 5 * uy, y - 10 * uy + 5 * ux)],
        1,
        colour,
        colour,
    )


def _cut(fine: list[Point], half: int) -> str:
    (x, y), (a, b) = fine[half], fine[max(0, half - 2)]
    length = hypot(x - a, y - b) or 1.0
    ux, uy = (x - a) / length, (y - b) / length
    made = line([(x - 4 * ux, y - 4 * uy), (x + 4 * ux, y + 4 * uy)], 4, None, PAPER)
    for side in (-4, 4):
        cx, cy = x + side * ux, y + side * uy
        made += line([(cx - 8 * uy, cy + 8 * ux), (cx + 8 * uy, cy - 8 * ux)], 2)
    return made


def route(
    a: Point, b: Point, radii: tuple[float, float], others: Sequence[tuple[Point, float]], taken: int
) -> list[Point]:
    """A line from the rim of one symbol to the rim of another that passes through no third."""
    same_row = abs(a[1] - b[1]) < 1
    bows = [0.0, *(sign * size for size in range(20, 300, 28) for sign in ((1, -1) if a[0] <= b[0] else (-1, 1)))]
    if same_row:  # above the row: below it are the names
        bows = [0.0, *(float(size) if a[0] <= b[0] else -float(size) for size in range(30, 320, 24))]
    elif abs(a[0] - b[0]) < 16:  # one right above the other: beside the line of descent and the words, not on them
        bows = [bow for bow in bows if abs(bow) >= 76]
    start = bows[min(2 * taken, len(bows) - 1)]
    low_x, high_x = min(a[0], b[0]), max(a[0], b[0])
    low_y, high_y = min(a[1], b[1]), max(a[1], b[1])
    free, bow = False, start
    for bow in [start, *bows]:
        go_on()
        if taken and abs(bow) < abs(start):
            continue
        points = evenly(curve(a, b, bow), 14)
        reach = abs(bow) + 30
        near = [
            (x, y, (radius + (17 if same_row else 7)) ** 2)  # squares have corners, and a bond its letter
            for (x, y), radius in others
            if low_x - reach < x < high_x + reach and low_y - reach < y < high_y + reach
        ]
        free = not any((px - x) ** 2 + (py - y) ** 2 < rim for x, y, rim in near for px, py in points)
        if free:
            break
    points = evenly(curve(a, b, bow if free else start), 2)
    inside = [
        (x, y)
        for x, y in points
        if hypot(x - a[0], y - a[1]) > radii[0] + 3 and hypot(x - b[0], y - b[1]) > radii[1] + 3
    ]
    return inside if len(inside) > 3 else [a, b]
