"""The dashed loop around people who live together, and around nobody else."""

from __future__ import annotations

from math import hypot

from .layout import LINE, SIZE, Layout
from .patience import go_on
from .svg import Point, number

PAD = 30.0  # around the centre of a symbol, beyond its rim
Box = tuple[float, float, float, float]


def boxes(layout: Layout, members: tuple[str, ...]) -> list[Box]:
    """Rectangles that together hold the symbols of all members and no other symbol.

    Members beside each other share one; the rest are joined by narrow bridges, above a row's symbols along it and
    between symbols down from row to row.
    """
    rows: dict[int, list[str]] = {}
    for spot in layout.spots.values():
        rows.setdefault(spot.generation, []).append(spot.id)
    found: list[Box] = []
    runs: list[tuple[Box, int]] = []
    wanted = set(members)
    for generation, people in sorted(rows.items()):
        people.sort(key=lambda one: layout.spots[one].x)
        run: list[str] = []
        for name in [*people, ""]:
            if name in wanted:
                run.append(name)
            elif run:
                spots = [layout.spots[inner] for inner in run]
                box = (spots[0].x - PAD - 8, spots[0].y - PAD, spots[-1].x + PAD + 8, bottom(layout, run))
                runs.append((box, generation))
                run = []
    found = [box for box, _ in runs]
    joined, rest = runs[:1], runs[1:]
    centres = [(spot.x, spot.y) for spot in layout.spots.values() if spot.id not in wanted]
    while rest:
        a, b = min(
            ((a, b) for a in joined for b in rest),
            key=lambda pair: hypot(_middle(pair[0][0])[0] - _middle(pair[1][0])[0],
                                   4 * (_middle(pair[0][0])[1] - _middle(pair[1][0])[1])),
        )  # fmt: skip
        found += bridge(a[0], b[0], centres)
        joined.append(b)
        rest.remove(b)
    return found


def bottom(layout: Layout, run: list[str]) -> float:
    """Under the words of everybody in a run."""
    lines = max(len(layout.spots[one].words) for one in run)
    return layout.spots[run[0]].y + SIZE / 2 + 12 + LINE * layout.lettering * lines


def _middle(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def bridge(a: Box, b: Box, others: list[Point]) -> list[Box]:
    """Narrow boxes from one to the other, clear of other symbols."""
    go_on()
    wide = 8.0
    if abs(a[1] - b[1]) < 1:
        left, right = (a, b) if a[0] < b[0] else (b, a)
        return [(left[2] - 20, a[1], right[0] + 20, a[1] + 7)]
    upper, lower = (a, b) if a[1] < b[1] else (b, a)
    turn = lower[1] - 4  # the way along runs right above the lower row

    def clear(x: float) -> bool:
        return all(abs(x - cx) > 22 + wide + 2 for cx, cy in others if upper[1] < cy < lower[1] - 2)

    middle = (max(upper[0], lower[0]) + min(upper[2], lower[2])) / 2
    tried = sorted((middle + 6 * k for k in range(-200, 201)), key=lambda x: abs(x - middle))
    inside = [x for x in tried if upper[0] + wide <= x <= upper[2] - wide]
    x = next((x for x in inside if clear(x)), None)
    if x is not None:
        made = [(x - wide, upper[3] - 4, x + wide, lower[1] + 4)]
        if not lower[0] + wide <= x <= lower[2] - wide:
            near = lower[0] + wide if x < lower[0] else lower[2] - wide
            made.append((min(x, near) - wide, turn - 6, max(x, near) + wide, lower[1] + 4))
        return made
    # a symbol stands right below everywhere: along under the upper row first, then down where it is clear
    x = next((x for x in tried if clear(x)), middle)
    near = min(max(x, upper[0] + wide), upper[2] - wide)
    made = [
        (min(x, near) - wide, upper[3] - 4, max(x, near) + wide, upper[3] + 8),
        (x - wide, upper[3] - 4, x + wide, lower[1] + 4),
    ]
    if not lower[0] + wide <= x <= lower[2] - wide:
        near = lower[0] + wide if x < lower[0] else lower[2] - wide
        made.append((min(x, near) - wide, turn - 6, max(x, near) + wide, lower[1] + 4))
    return made


def outline(found: list[Box]) -> str:
    """The path around overlapping boxes, with round corners."""
    xs = sorted({x for box in found for x in (box[0], box[2])})
    ys = sorted({y for box in found for y in (box[1], box[3])})

    def full(i: int, j: int) -> bool:
        if not (0 <= i < len(xs) - 1 and 0 <= j < len(ys) - 1):
            return False
        x, y = (xs[i] + xs[i + 1]) / 2, (ys[j] + ys[j + 1]) / 2
        return any(box[0] < x < box[2] and box[1] < y < box[3] for box in found)

    after: dict[Point, list[Point]] = {}
    for i in range(len(xs) - 1):
        go_on()
        for j in range(len(ys) - 1):
            if not full(i, j):
                continue
            left, right, top, low = xs[i], xs[i + 1], ys[j], ys[j + 1]
            if not full(i, j - 1):
                after.setdefault((left, top), []).append((right, top))
            if not full(i + 1, j):
                after.setdefault((right, top), []).append((right, low))
            if not full(i, j + 1):
                after.setdefault((right, low), []).append((left, low))
            if not full(i - 1, j):
                after.setdefault((left, low), []).append((left, top))
    made = []
    while after:
        start = min(after)
        ring = [start]
        here = start
        while True:
            following = after[here].pop()
            if not after[here]:
                del after[here]
            here = following
            if here == start:
                break
            ring.append(here)
        made.append(_rounded(ring))
    return " ".join(made)


def _rounded(ring: list[Point]) -> str:
    corners = []
    for k, point in enumerate(ring):
        a, b = ring[k - 1], ring[(k + 1) % len(ring)]
        if (a[0] == point[0]) != (point[0] == b[0]) or (a[1] == point[1]) != (point[1] == b[1]):
            corners.append(point)
    made = ""
    for k, point in enumerate(corners):
        a, b = corners[k - 1], corners[(k + 1) % len(corners)]
        for end, verb in ((a, "L" if made else "M"), (b, "Q")):
            length = hypot(end[0] - point[0], end[1] - point[1])
            r = min(12.0, length / 2)
            x, y = point[0] + (end[0] - point[0]) * r / length, point[1] + (end[1] - point[1]) * r / length
            mid = f"{number(point[0])} {number(point[1])} " if verb == "Q" else ""
            made += f"{verb}{mid}{number(x)} {number(y)} "
    return made + "Z"
