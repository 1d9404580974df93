"""The people and agencies around a family, in rows under it, and the lines of what they give or cost."""

from __future__ import annotations

from . import bonds
from .layout import Layout
from .svg import INK, Point, element, text
from .wording import columns, wrap

HEIGHT = 44.0
STEP = 150.0


def place(layout: Layout) -> tuple[dict[str, Point], float, float, float]:
    """The centre of every outsider, and the drawing's bottom, left and right with them.

    They stand under the family in rows, each as near as may be to whom it is linked to.
    """
    others = layout.family.others
    if not others:
        return {}, layout.height - 10, 0.0, layout.width
    want = {}
    for id_ in others:
        ends = [
            layout.spots[end].x
            for link in layout.family.links
            if id_ in (link.from_, link.to)
            for end in (link.from_, link.to)
            if end in layout.spots
        ]
        want[id_] = sum(ends) / len(ends) if ends else layout.width / 2
    order = sorted(others, key=lambda one: want[one])
    rows = max(1, -(-len(order) * int(STEP) // int(1.5 * max(layout.width, 3 * STEP))))
    spots: dict[str, Point] = {}
    top = layout.height + 40
    for row in range(rows):
        here = order[row::rows]
        middle = sum(want[one] for one in here) / len(here)
        middle = min(max(middle, layout.width / 2 - 200), layout.width / 2 + 200)
        for number, one in enumerate(here):
            spots[one] = (middle + STEP * (number - (len(here) - 1) / 2), top + 82 * row)
    left = min(x for x, _ in spots.values()) - STEP / 2
    right = max(x for x, _ in spots.values()) + STEP / 2
    return spots, top + 82 * (rows - 1) + HEIGHT, left, right


def draw(layout: Layout, spots: dict[str, Point]) -> str:
    """Outsiders as rounded boxes, the links behind them."""
    made = ""
    ends: dict[str, tuple[Point, float]] = {
        spot.id: ((spot.x, spot.y), spot.size / 2) for spot in layout.spots.values()
    }
    ends.update({other_id: (spot, 26.0) for other_id, spot in spots.items()})
    for link in layout.family.links:
        if link.from_ not in ends or link.to not in ends:
            continue
        (a, ra), (b, rb) = ends[link.from_], ends[link.to]
        symbols = [
            ((spot.x, spot.y), spot.size / 2) for spot in layout.spots.values() if spot.id not in (link.from_, link.to)
        ]
        made += bonds.draw(link.support, bonds.route(a, b, (ra, rb), symbols, 0))
    for id_, (x, y) in spots.items():
        other = layout.family.others[id_]
        words = wrap(other.name or id_, 18, 2)
        made += element(
            "rect",
            x=x - 64,
            y=y - HEIGHT / 2,
            width=128,
            height=HEIGHT,
            rx=20,
            fill="#ffffff",
            stroke=INK,
            stroke_width=1.6,
        )
        for number, line in enumerate(words):
            made += text(x, y + 4 + 14 * (number - (len(words) - 1) / 2), line, 12)
        if other.kind and columns(other.kind) < 24:
            made += text(x, y + HEIGHT / 2 + 12, other.kind, 10)
    return made
