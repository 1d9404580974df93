"""An ecomap: the household in the middle, who and what is around it, and what each gives and costs.

After Hartman (1978), *Diagrammatic assessment of family relationships*: a loop around the household's genogram, the
systems of its life around that, thick lines for strong, thin for moderate, dashed for weak support, strokes across or
a zigzag for stress, arrows for the way in which help and energy flow.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from math import hypot
from xml.sax.saxutils import escape

from . import bonds
from .describing import describe, listed
from .drawing import FONT, family_parts
from .family import WHOLE, Family, Link, Union
from .layout import Layout, lay_out
from .legend import Sample, legend
from .patience import go_on
from .svg import INK, PAPER, Point, element, line, shape, text
from .wording import wrap

WIDE, HIGH = 132.0, 54.0  # a system's box
APART = WIDE + HIGH + 24  # along the way around: two that are so far apart cannot touch, not even at a corner
AWAY = 112.0  # from the loop to where the systems stand
LOOP = 12.0


def part_of(family: Family, ids: set[str]) -> Family:
    """The same family with only some of its people, and all that is around it.

    >>> from kinwork.genogram import from_plain
    >>> family = from_plain({"people": {"a": {}, "b": {}}, "unions": {"u": {"partners": ["a"],
    ...     "children": ["b"]}}})
    >>> part_of(family, {"a"}).unions
    {}
    """
    unions: dict[str, Union] = {}
    for id_, union in family.unions.items():
        partners = tuple(person_id for person_id in union.partners if person_id in ids)
        children = tuple(child for child in union.children if child.person in ids)
        if partners == union.partners and (children or len(partners) > 1):
            unions[id_] = replace(union, children=children)
        elif partners and children:  # what the couple was is not to be seen where one of it stands outside
            unions[id_] = Union(id_, partners, children=children)
    groups = (tuple(one for one in group if one in ids) for group in family.siblings)
    return replace(
        family,
        people={id_: person for id_, person in family.people.items() if id_ in ids},
        unions=unions,
        siblings=tuple(group for group in groups if len(group) > 1),
        bonds=tuple(bond for bond in family.bonds if bond.from_ in ids and bond.to in ids),
        households=(),
        links=tuple(link for link in family.links if all(end in ids or end in _ends(family) for end in _both(link))),
        index=tuple(person_id for person_id in family.index if person_id in ids),
    )


def _ends(family: Family) -> set[str]:
    return {*family.others, WHOLE}


def _both(link: Link) -> tuple[str, str]:
    return link.from_, link.to


def ecomap_title(family: Family) -> str:
    """``Ecomap of Amy and Bob, on 1 May 2013``."""
    names = [family.people[person_id].called for person_id in family.index if person_id in family.people]
    return "Ecomap" + (f" of {listed(names)}" if names else "") + (f", {family.on.dated}" if family.on else "")


def place_around(layout: Layout) -> dict[str, Point]:
    """The centre of every system, around the family, each as near as may be to whom it is tied to.

    They stand evenly on a way around the family that is as long as they need, so that none touches another.
    """
    others = list(layout.family.others)
    if not others:
        return {}
    away = AWAY
    width, height = layout.width, layout.height
    while 2 * (width + height + 4 * away) < APART * len(others) + APART:
        away += 10
    slots = _slots((-away, -away, width + away, height + away), len(others))
    wants = [_wanted(layout, other_id) for other_id in others]
    seat = list(range(len(others)))

    def cost(one: int, slot: int) -> float:
        near = wants[one]
        return min((hypot(slots[slot][0] - x, slots[slot][1] - y) for x, y in near), default=0.0)

    better = len(others) > 1
    rounds = 0
    while better and rounds < 40:
        better, rounds = False, rounds + 1
        for one, other in combinations(range(len(others)), 2):
            go_on()
            now = cost(one, seat[one]) + cost(other, seat[other])
            if cost(one, seat[other]) + cost(other, seat[one]) < now - 1e-6:
                seat[one], seat[other] = seat[other], seat[one]
                better = True
    return {other_id: slots[seat[number]] for number, other_id in enumerate(others)}


def _slots(around: tuple[float, float, float, float], count: int) -> list[Point]:
    """Places at even distances on the way around a rectangle, from the middle of its top, clockwise."""
    left, top, right, bottom = around
    wide, high = right - left, bottom - top
    made = []
    for number in range(count):
        at = (wide / 2 + number * 2 * (wide + high) / count) % (2 * (wide + high))
        if at < wide:
            made.append((left + at, top))
        elif at < wide + high:
            made.append((right, top + at - wide))
        elif at < 2 * wide + high:
            made.append((right - (at - wide - high), bottom))
        else:
            made.append((left, bottom - (at - 2 * wide - high)))
    return [(round(x, 1), round(y, 1)) for x, y in made]


def _wanted(layout: Layout, other: str) -> list[Point]:
    ends = [end for link in layout.family.links if other in _both(link) for end in _both(link)]
    return [(layout.spots[end].x, layout.spots[end].y) for end in ends if end in layout.spots]


def draw_ecomap(family: Family, *, title: str = "", prefix: str = "ecomap") -> str:
    """The ecomap as one SVG element, with a legend of what is used. Raises :class:`ImpossibleFamily`.

    >>> from kinwork.genogram import from_plain
    >>> family = from_plain({"people": {"amy": {"sex": "F"}}, "others": {"school": {"name": "Hill School"}},
    ...                             "links": [{"from": "school", "to": "amy", "support": "strong", "flow": "to"}]})
    >>> draw_ecomap(family).count('class="system"')
    1
    """
    layout = lay_out(family)
    family = layout.family
    title = title or ecomap_title(family)
    spots = place_around(layout)
    loop = (-LOOP, -LOOP, layout.width + LOOP, layout.height - 10 + LOOP)
    parts = [_loop(loop)]
    parts += family_parts(layout, "".join(_link(layout, spots, loop, link) for link in family.links))
    parts += [_system(family, other_id, spot) for other_id, spot in spots.items()]
    boxes = [(x - WIDE / 2, y - HIGH / 2, x + WIDE / 2, y + HIGH / 2) for x, y in spots.values()] + [loop]
    left, top = min(one[0] for one in boxes) - 16, min(one[1] for one in boxes) - 44
    width = max(max(one[2] for one in boxes) + 16 - left, 420.0)
    bottom = max(one[3] for one in boxes)
    words, end = legend(layout, bottom + 24, left + 30, width, _more(family))
    description = element("title", escape(title), id=f"{prefix}-title")
    description += element("desc", escape(describe_ecomap(family)), id=f"{prefix}-desc")
    paper = element("rect", x=left, y=top, width=width, height=end - top, fill=PAPER)
    heading = text(left + 16, top + 22, wrap(title, max(20, int(width / 7.5)), 1)[0], 13, "start", "bold")
    return element(
        "svg",
        description + paper + "".join(part for part in parts if part) + words + heading,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{left:.0f} {top:.0f} {width:.0f} {end - top:.0f}",
        width=round(width),
        height=round(end - top),
        role="img",
        aria_labelledby=f"{prefix}-title {prefix}-desc",
        font_family=FONT,
        fill=INK,
    )


def describe_ecomap(family: Family) -> str:
    """The ecomap in words: who is in the middle, then what is around them, as the genogram's text has it."""
    lines = describe(family).splitlines()
    start = lines.index("Around the family") if "Around the family" in lines else len(lines)
    people = listed([person.called for person in family.people.values()])
    return "\n".join([f"{ecomap_title(family)}.", f"In the middle: {people}.", "", *lines[start:]]).rstrip() + "\n"


def _loop(box: tuple[float, float, float, float]) -> str:
    left, top, right, bottom = box
    return element("rect", x=left, y=top, width=right - left, height=bottom - top,
                   rx=min(60.0, (bottom - top) / 3), fill=PAPER, stroke=INK, stroke_width=2)  # fmt: skip


def _system(family: Family, id_: str, spot: Point) -> str:
    (x, y), other = spot, family.others[id_]
    made = element("rect", x=x - WIDE / 2, y=y - HIGH / 2, width=WIDE, height=HIGH, rx=23, fill=PAPER, stroke=INK,
                   stroke_width=1.8)  # fmt: skip
    kind = other.kind if other.kind.lower() not in (other.name or id_).lower() else ""
    lines = [(words, 12.0) for words in wrap(other.name or id_, 18, 2)]
    lines += [(words, 10.0) for words in wrap(kind, 22, 1)]
    for number, (words, size) in enumerate(lines):
        made += text(x, y + 4 + 14 * (number - (len(lines) - 1) / 2), words, size)
    return element("g", made, class_="system", data_system=id_)


def _link(layout: Layout, spots: dict[str, Point], loop: tuple[float, float, float, float], link: Link) -> str:
    a, b = (_end(layout, spots, end) for end in _both(link))
    if a is None and b is None:
        return ""
    one = a or _on_loop(loop, b)
    other = b or _on_loop(loop, a)
    radii = (
        _radius(layout, spots, link.from_, one, other, link.flow in ("from", "both")),
        _radius(layout, spots, link.to, other, one, link.flow in ("to", "both")),
    )
    avoid = [((s.x, s.y), s.size / 2) for s in layout.spots.values() if s.id not in _both(link)]
    points = bonds.route(one, other, radii, avoid, 0)
    kind = "stressful" if link.stress and link.support == "unknown" else link.support
    made = bonds.draw(kind, points)
    if link.stress and kind != "stressful":
        made += strokes_across(points)
    fine = bonds.evenly(points, 2)
    made += _head(fine) if link.flow in ("to", "both") else ""
    return made + (_head(fine[::-1]) if link.flow in ("from", "both") else "")


def _end(layout: Layout, spots: dict[str, Point], end: str) -> Point | None:
    if end in spots:
        return spots[end]
    return (layout.spots[end].x, layout.spots[end].y) if end in layout.spots else None


def _on_loop(loop: tuple[float, float, float, float], point: Point | None) -> Point:
    """The loop's point nearest to one outside it."""
    left, top, right, bottom = loop
    x, y = point or (left, top)
    corner = min(60.0, (bottom - top) / 3) * 0.3
    x, y = min(max(x, left), right), min(max(y, top), bottom)
    if x in (left, right) and y in (top, bottom):  # a round corner
        x += corner if x == left else -corner
        y += corner if y == top else -corner
    return x, y


def _radius(layout: Layout, spots: dict[str, Point], end: str, at: Point, towards: Point, arrow: bool) -> float:
    """How far from its middle a line may begin: under a system's box, or at its edge where there is an arrow."""
    if end in spots and not arrow:
        return 0.0
    if end in spots:
        dx, dy = towards[0] - at[0], towards[1] - at[1]
        length = hypot(dx, dy) or 1.0
        ways = [WIDE / 2 * length / abs(dx)] if dx else []
        ways += [HIGH / 2 * length / abs(dy)] if dy else []
        return min(ways, default=HIGH / 2)
    return layout.spots[end].size / 2 + 4 if end in layout.spots else 0.0


def strokes_across(points: list[Point]) -> str:
    """Short strokes across a line: what is given there costs as well."""
    fine = bonds.evenly(points, 15)
    made = ""
    for (ax, ay), (bx, by) in pairwise(fine[1:-1]):
        length = hypot(bx - ax, by - ay) or 1.0
        ux, uy = (bx - ax) / length, (by - ay) / length
        made += line([(ax - 6 * uy, ay + 6 * ux), (ax + 6 * uy, ay - 6 * ux)], 1.4, None, bonds.RED)
    return made


def _head(fine: list[Point]) -> str:
    (x, y), (a, b) = fine[-1], fine[max(0, len(fine) - 7)]
    length = hypot(x - a, y - b) or 1.0
    ux, uy = (x - a) / length, (y - b) / length
    return shape([(x, y), (x - 11 * ux + 5.5 * uy, y - 11 * uy - 5.5 * ux),
                  (x - 11 * ux - 5.5 * uy, y - 11 * uy + 5.5 * ux)], 1, INK, INK)  # fmt: skip


def _more(family: Family) -> list[tuple[str, Sample]]:
    found: list[tuple[str, Sample]] = []
    if any(link.stress and link.support not in ("stressful", "unknown") for link in family.links):
        found.append(("stressful as well", lambda x, y: line([(x, y), (x + 38, y)], 2, None, bonds.BLUE)
                      + strokes_across([(x - 12, y), (x + 58, y)])))  # fmt: skip
    if any(link.flow for link in family.links):
        found.append(("which way help flows", lambda x, y: line([(x, y), (x + 36, y)], 2, None, bonds.BLUE)
                      + _head([(x + n * 2, y) for n in range(20)])))  # fmt: skip
    if family.others:
        found.append(("around the family", lambda x, y: element("rect", x=x, y=y - 8, width=36, height=16, rx=8,
                      fill=PAPER, stroke=INK, stroke_width=1.6)))  # fmt: skip
    found.append(("the household", lambda x, y: element("rect", x=x, y=y - 9, width=36, height=18, rx=6, fill=PAPER,
                  stroke=INK, stroke_width=2)))  # fmt: skip
    return found


__all__ = ["describe_ecomap", "draw_ecomap", "ecomap_title", "part_of", "place_around"]
