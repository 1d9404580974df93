"""A laid-out family as SVG: crisp on a projector and on paper, in black and white too."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from . import bonds, ecomap, households
from .describing import describe, heading
from .family import Union
from .layout import Couple, Layout, Spot, Stroke
from .legend import legend
from .svg import GREY, INK, PAPER, Point, element, line, text
from .svg import number as decimal
from .symbols import DASHES, symbol
from .wording import age, columns

AROUND = 14.0  # a bond's line: its zigzag, its arrow, its letter
LEAST_WIDTH = 460.0  # so that a legend fits under the smallest family
FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"


def draw_svg(
    layout: Layout,
    title: str = "",
    prefix: str = "genogram",
    links: Mapping[str, tuple[str, str]] | None = None,
    *,
    has_legend: bool = True,
    magnified: float = 1.0,
) -> str:
    """The drawing as one SVG element, in the standard symbols, with a legend of what is used.

    ``title`` replaces the spoken title; ``prefix`` begins the ids in the drawing, for pages with several. ``links``
    makes people links: by id, where each leads and what it says to whoever does not see the drawing. A page that has
    its legend elsewhere (``signs``) leaves it out here. ``magnified``: how many times its own size it is shown.
    """
    family = layout.family
    title = title or heading(family)
    outside, bottom, left, right = ecomap.place(layout)
    ways = bond_ways(layout)
    parts = family_parts(layout, ecomap.draw(layout, outside), links, ways)
    room = [(min(x for x, _ in way) - AROUND, min(y for _, y in way) - AROUND, max(x for x, _ in way) + AROUND)
            for _, way in ways]  # fmt: skip
    left = min([left, 0.0, *(low for low, _, _ in room)])
    top = min([0.0, *(high for _, high, _ in room)])
    width = max([layout.width, right, LEAST_WIDTH * has_legend, *(high for _, _, high in room)]) - left
    height = bottom + 10
    if has_legend:
        words, height = legend(layout, bottom + 16, left + 30, width)
        parts.append(words)
    if family.on:
        parts.append(text(left + 16, top + 22, f"As {family.on.dated}", 12 * layout.lettering, "start"))
    description = element("title", escape(title), id=f"{prefix}-title")
    description += element("desc", escape(describe(family)), id=f"{prefix}-desc")
    paper = element("rect", x=left, y=top, width=width, height=height - top, fill=PAPER)
    return element(
        "svg",
        description + paper + "".join(part for part in parts if part),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{left:.0f} {top:.0f} {width:.0f} {height - top:.0f}",
        width=round(width * magnified),
        height=round((height - top) * magnified),
        role="group" if links else "img",
        aria_labelledby=f"{prefix}-title {prefix}-desc",
        font_family=FONT,
        fill=INK,
    )


def family_parts(
    layout: Layout,
    between: str = "",
    links: Mapping[str, tuple[str, str]] | None = None,
    ways: list[tuple[str, list[Point]]] | None = None,
) -> list[str]:
    """The family itself, from back to front, ``between`` over its lines and under its symbols."""
    parts = [_households(layout)]
    parts += [_stroke(stroke) for stroke in layout.strokes]
    parts += [_twins(layout, number) for number in range(len(layout.twins))]
    parts += [_couple(layout, couple) for couple in layout.couples]
    parts.append(between)
    parts += [bonds.draw(kind, points) for kind, points in (bond_ways(layout) if ways is None else ways)]
    parts += _all_couple_words(layout)
    return parts + [_person(layout, spot, (links or {}).get(spot.id)) for spot in layout.spots.values()]


def _stroke(stroke: Stroke) -> str:
    width = 1.0 if stroke.kind == "couple unknown" else 1.8
    return line([stroke.start, stroke.end], width, DASHES.get(stroke.kind))


def _twins(layout: Layout, number: int) -> str:
    twins = layout.twins[number]
    made = "".join(
        line([twins.top, foot], 1.8, DASHES.get(kind)) for foot, kind in zip(twins.feet, twins.kinds, strict=True)
    )
    if twins.identical:
        share = 0.55
        a, b = twins.feet[0], twins.feet[-1]
        y = twins.top[1] + share * (a[1] - twins.top[1])
        ends = [(twins.top[0] + share * (end[0] - twins.top[0]), y) for end in (a, b)]
        made += line(ends, 1.8)
    return made


def _couple(layout: Layout, couple: Couple) -> str:
    unions = [layout.family.unions[union_id] for union_id in couple.unions]
    slashes = [_ending(union) for union in unions]
    count = max(slashes)
    if len(couple.unions) > 1 and slashes[-1] == 0:
        count = -max(slashes)  # parted, and together again: the slash is crossed out
    made = ""
    if count and couple.left != couple.right:
        left, right = couple.left, couple.right
        if couple.stem is not None:
            left, right = max(((left, couple.stem), (couple.stem, right)), key=lambda side: side[1] - side[0])
        x = (left + right) / 2
        for number in range(abs(count)):
            at = x + 7 * (number - (abs(count) - 1) / 2)
            made += line([(at - 4, couple.y + 9), (at + 4, couple.y - 9)], 1.8)
        if count < 0:
            made += line([(x - 9, couple.y - 7), (x + 9, couple.y + 7)], 1.8)
    return made


def _all_couple_words(layout: Layout) -> list[str]:
    """What is written on the couple lines: near the middle, where no line of another couple runs through it."""
    made = []
    size = layout.lettering
    taken: list[tuple[float, float, float, float]] = []
    nets = {stroke.union: stroke.net for stroke in layout.strokes if stroke.union}
    for couple in layout.couples:
        if not couple.words:
            continue
        net = nets.get(couple.unions[0])
        wide = max(columns(words) for words in couple.words) * 10 * size * 0.56 + 4
        high = 11 * size * len(couple.words) + 5
        foreign = [stroke for stroke in layout.strokes if stroke.net != net] if net is not None else []
        boxes = [(min(one.start[0], one.end[0]), min(one.start[1], one.end[1]),
                  max(one.start[0], one.end[0]), max(one.start[1], one.end[1])) for one in foreign]  # fmt: skip
        boxes += taken
        middle = (couple.left + couple.right) / 2
        reach = max(0.0, (couple.right - couple.left - wide) / 2)
        tried = sorted((middle + 4.0 * n for n in range(-int(reach // 4), int(reach // 4) + 1)),
                       key=lambda x, middle=middle: abs(x - middle))  # type: ignore[misc]  # fmt: skip

        def struck(x: float, couple: Couple = couple, wide: float = wide, high: float = high,
                   boxes: list[tuple[float, float, float, float]] = boxes) -> bool:  # fmt: skip
            left, right, top, bottom = x - wide / 2, x + wide / 2, couple.y - high, couple.y - 2
            return any(a < right and c > left and b < bottom and d > top for a, b, c, d in boxes)

        x = next((x for x in tried if not struck(x)), middle)
        taken.append((x - wide / 2, couple.y - high, x + wide / 2, couple.y - 2))
        lines = len(couple.words)
        made.append(
            "".join(
                _words(x, couple.y - 5 - 11 * size * (lines - 1 - number), words, 10 * size)
                for number, words in enumerate(couple.words)
            )
        )
    return made


def _ending(union: Union) -> int:
    return 2 if union.divorced else 1 if union.separated or union.ended else 0


def _words(x: float, y: float, words: str, size: float) -> str:
    """Words on a piece of paper of their own, so that lines behind them do not run through the letters."""
    wide = columns(words) * size * 0.56 + 4
    corner = f'x="{decimal(x - wide / 2)}" y="{decimal(y - size * 0.82)}"'
    paper = f'<rect {corner} width="{decimal(wide)}" height="{decimal(size * 1.06)}" fill="{PAPER}"/>'
    return paper + text(x, y, words, size)


def _person(layout: Layout, spot: Spot, link: tuple[str, str] | None = None) -> str:
    family, lettering = layout.family, layout.lettering
    person = family.people[spot.id]
    inside = age(person, family.on)
    made = symbol(person, spot.x, spot.y, spot.size, spot.id in family.index, inside, 13 * min(lettering, 1.4))
    y = spot.y + 22 + 3 + 12 * lettering
    for number, words in enumerate(spot.words):
        size = 12 if number < len(spot.words) - 1 or not person.came else 11
        made += _words(spot.x, y + 14 * lettering * number, words, size * lettering)
    of = "person person--index" if spot.id in family.index else "person"
    if link:
        return element("a", made, class_=of, data_person=spot.id, href=link[0], aria_label=link[1])
    return element("g", made, class_=of, data_person=spot.id)


def _households(layout: Layout) -> str:
    made = ""
    for members in layout.family.households:
        path = households.outline(households.boxes(layout, members))
        made += element("path", d=path, fill="none", stroke=GREY, stroke_width=1.6, stroke_dasharray="7 5")
    return made


def bond_ways(layout: Layout) -> list[tuple[str, list[Point]]]:
    """Each bond's kind and the points along its line, from the rim of one symbol to the rim of the other."""
    spots = layout.spots
    made: list[tuple[str, list[Point]]] = []
    taken: dict[frozenset[str], int] = {}
    letters: list[tuple[Point, float]] = []  # the next bond runs clear of the letters of those before
    for bond in layout.family.bonds:
        if bond.from_ not in spots or bond.to not in spots:
            continue
        a, b = spots[bond.from_], spots[bond.to]
        others = [((spot.x, spot.y), spot.size / 2) for spot in spots.values() if spot is not a and spot is not b]
        others += letters
        pair = frozenset((bond.from_, bond.to))
        points = bonds.route((a.x, a.y), (b.x, b.y), (a.size / 2, b.size / 2), others, taken.get(pair, 0))
        taken[pair] = taken.get(pair, 0) + 1
        made.append((bond.kind, points))
        if bonds.PATTERNS[bond.kind].letter:
            letters.append((points[len(points) // 2], 8.0))
    return made
