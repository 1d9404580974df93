"""Where everything stands in the drawing: people, couple lines, lines to children; and how often lines cross.

Ours, because layouts for graphs know no couples and no order of birth, and pedigree programmes draw a person twice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from .canonical import canonical
from .checking import check
from .family import TIES, Child, Family, Person, Union
from .findings import Finding, ImpossibleFamily
from .generations import generations
from .nets import Net, stack
from .on_date import as_on
from .ordering import order
from .patience import go_on
from .placing import STEP, positions
from .web import Knot, Web, spin
from .wishes import wishes
from .wording import couple_words, person_words

SIZE = 44.0  # of a symbol
SMALL = 26.0  # of a loss
LINE = 14.0  # from one line of words to the next
COUPLE_LEVEL = 20.0
SIBSHIP_LEVEL = 16.0
MARGIN = 60.0
CLEAR = 14.0  # between a stem and somebody else's line, where there is room
STEPLESS = 12.0
HIGH = 0.866  # of a hexagon: half its height, by half its width
FAR = 1e9  # beyond every drawing
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A person's symbol: its centre, its size, its generation (from 0), and the words under it."""

    id: str
    x: float
    y: float
    generation: int
    size: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Couple:
    """A couple line: its height ``y`` from ``left`` to ``right``, the legs up, the words on it.

    Two unions of the same two people share one line. ``stem`` is where the children hang (None without any).
    """

    unions: tuple[str, ...]
    y: float
    left: float
    right: float
    stem: float | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight piece of line of one net; ``kind`` is ``couple``, ``siblings`` or a tie (``birth``, ``foster``…)."""

    net: int
    start: Point
    end: Point
    kind: str
    union: str = ""
    child: str = ""


@dataclass(frozen=True, slots=True)
class Twins:
    """Children from one point: where they part, and where each arrives; ``bar`` joins identical ones."""

    net: int
    top: Point
    feet: tuple[Point, ...]
    identical: bool
    kinds: tuple[str, ...]
    union: str


@dataclass(frozen=True)
class Layout:
    """A family laid out: everything that a drawing, a page or a test needs."""

    family: Family
    width: float
    height: float
    spots: dict[str, Spot]
    couples: tuple[Couple, ...]
    strokes: tuple[Stroke, ...]
    twins: tuple[Twins, ...]
    crossings: int
    warnings: tuple[Finding, ...] = ()
    left_out: tuple[str, ...] = ()
    standing: dict[str, float] = field(default_factory=dict, repr=False)  # x of people and of lines that pass
    lettering: float = 1.0

    def as_plain(self) -> dict[str, Any]:
        """What ``kinwork genogram --format json`` prints."""
        return {
            "width": self.width,
            "height": self.height,
            "people": [
                {"id": spot.id, "x": spot.x, "y": spot.y, "generation": spot.generation} for spot in self.spots.values()
            ],
            "unions": [
                {"id": union, "y": couple.y, "left": couple.left, "right": couple.right, "stem": couple.stem}
                for couple in self.couples
                for union in couple.unions
            ],
            "edges": [
                {
                    "kind": stroke.kind,
                    "union": stroke.union,
                    "child": stroke.child,
                    "from": list(stroke.start),
                    "to": list(stroke.end),
                }
                for stroke in self.strokes
            ]
            + [
                {"kind": kind, "union": twins.union, "child": "", "from": list(twins.top), "to": list(foot)}
                for twins in self.twins
                for foot, kind in zip(twins.feet, twins.kinds, strict=True)
            ],
            "crossings": self.crossings,
            "warnings": [str(finding) for finding in self.warnings]
            + [f"{one}: not there yet" for one in self.left_out],
        }


def lay_out(
    family: Family, like: Mapping[str, float] | None = None, *, settled: bool = False, lettering: float = 1.0
) -> Layout:
    """Everybody's place in the drawing, on the family's own date if it has one.

    ``like`` is the ``standing`` of an earlier layout: whoever stood there keeps the order, unless lines would cross
    more often for it. ``settled`` keeps it in any case, and is quick: to draw the same again, or as it was on a date.
    ``lettering`` above 1 makes the words larger beside the symbols: for paper on which a wide drawing becomes small.
    Raises :class:`ImpossibleFamily` for what cannot be (see :func:`~.checking.check`).

    >>> from kinwork.genogram import from_plain
    >>> family = from_plain({"people": {"amy": {"sex": "F"}, "bob": {"sex": "M"}},
    ...                             "unions": {"u": {"partners": ["amy", "bob"]}}})
    >>> spots = lay_out(family).spots
    >>> spots["bob"].x < spots["amy"].x, spots["bob"].y == spots["amy"].y
    (True, True)
    """
    findings = check(family)
    if any(finding.impossible for finding in findings):
        raise ImpossibleFamily([finding for finding in findings if finding.impossible])
    then, left_out = as_on(family)
    own = canonical(then)
    web = spin(own, generations(own))
    start = web.names.index(then.index[0]) if then.index else 0
    rows = order(web, start, like, settled=settled, wishes=wishes(then, web)) if then.people else []
    return arrange(then, web, rows, tuple(findings), tuple(left_out), lettering)


def arrange(
    family: Family,
    web: Web,
    rows: list[list[int]],
    findings: tuple[Finding, ...] = (),
    left_out: tuple[str, ...] = (),
    lettering: float = 1.0,
) -> Layout:
    """The drawing of one given order of every row."""
    return _Draughtsman(family, web, rows, lettering).layout(findings, left_out)


class _Draughtsman:
    def __init__(self, family: Family, web: Web, rows: list[list[int]], lettering: float = 1.0) -> None:
        self.family, self.web, self.rows, self.lettering = family, web, rows, lettering
        self.x = positions(web, rows)
        self.at = {place: number for row in rows for number, place in enumerate(row)}
        self.words = [person_words(family.people[name], family.on, lettering) if name else () for name in web.names]
        self.owner = self._owners()
        self.couples: list[list[Net]] = [[] for _ in rows]
        self.sibships: list[list[Net]] = [[] for _ in range(len(rows) + 1)]
        self.strokes: list[Stroke] = []
        self.twins: list[Twins] = []
        self.lines: list[Couple] = []
        self.stem: dict[int, float] = {}
        self.leg: dict[tuple[int, int], float] = {}
        self.drop: dict[tuple[int, int], float] = {}

    def _owners(self) -> dict[int, int]:
        """A wire's knots belong to the couple from whom it comes, or to the couple to whom it leads."""
        owner = {knot.number: knot.number for knot in self.web.knots}
        into = {one: knot for knot in self.web.knots if knot.wire for one in knot.children}
        from_ = {one: knot for knot in self.web.knots for one in knot.children if not self.web.names[one]}

        def root(number: int) -> int:
            while owner[number] != number:
                number = owner[number]
            return number

        for knot in self.web.knots:
            for one in knot.partners:
                above = from_.get(one) or into.get(one)
                if above is not None and not self.web.names[one]:
                    a, b = root(above.number), root(knot.number)
                    if a != b:
                        owner[a] = b
        return {number: root(number) for number in owner}

    # ---- across -------------------------------------------------------------------------------------------------

    def _legs(self) -> None:
        """Each partner's legs side by side, so that no leg crosses a line of the same person."""
        of: dict[int, list[Knot]] = {}
        for knot in self.web.knots:
            for one in knot.partners:
                of.setdefault(one, []).append(knot)
        for one, knots in of.items():

            def where(knot: Knot, one: int = one) -> tuple[int, float]:
                if len(knot.partners) == 1:
                    return (1, 0.0)
                other = knot.partners[knot.partners[0] == one]
                far = self.at[other] - self.at[one]
                return (0, -far) if far < 0 else (2, -far)

            knots = sorted(knots, key=where)
            space = min(10.0, 30.0 / max(1, len(knots) - 1))
            for number, knot in enumerate(knots):
                self.leg[one, knot.number] = self.x[one] + space * (number - (len(knots) - 1) / 2)

    def _drops(self) -> None:
        """Lines from several unions to one child arrive side by side."""
        of: dict[int, list[Knot]] = {}
        for knot in self.web.knots:
            for one in knot.children:
                of.setdefault(one, []).append(knot)
        for one, knots in of.items():
            knots.sort(key=lambda knot: (self._middle(knot), knot.number))
            space = min(14.0, 30.0 / max(1, len(knots) - 1))
            for number, knot in enumerate(knots):
                self.drop[one, knot.number] = self.x[one] + space * (number - (len(knots) - 1) / 2)

    def _middle(self, knot: Knot) -> float:
        ends = [self.x[one] for one in knot.partners or knot.children]
        return (min(ends) + max(ends)) / 2

    def _stems(self, row: int) -> None:
        """Where children hang: over the middle of them if the couple line reaches, clear of all other lines."""
        knots = [knot for knot in self.web.knots if knot.row == row and knot.partners and knot.children]
        taken = [(self.drop[one, knot.number], knot.number)
                 for knot in self.web.knots if knot.row == row for one in knot.children]  # fmt: skip
        taken += [(self.leg[one, knot.number], knot.number)
                  for knot in self.web.knots if knot.row == row for one in knot.partners]  # fmt: skip
        order_ = self.rows[row]
        for knot in knots:
            go_on()
            ends = [self.drop[one, knot.number] for one in knot.children]
            want = (min(ends) + max(ends)) / 2
            legs = sorted(self.leg[one, knot.number] for one in knot.partners)
            if len(legs) == 1:
                self.stem[knot.number] = legs[0]
                taken.append((legs[0], knot.number))
                continue
            low, high = legs[0] + 8, legs[1] - 8
            a, b = sorted(knot.partners, key=lambda one: self.at[one])
            if self.at[b] - self.at[a] > 1:
                fewer = sum(a in k.partners for k in self.web.knots) < sum(b in k.partners for k in self.web.knots)
                if fewer:
                    high = min(high, self.x[order_[self.at[a] + 1]] - SIZE / 2 - 4)
                else:
                    low = max(low, self.x[order_[self.at[b] - 1]] + SIZE / 2 + 4)
            want = min(max(want, low), high)
            foreign = [x for x, number in taken if number != knot.number]
            tried = sorted((want + 8 * k for k in range(-12, 13)), key=lambda x: abs(x - want))
            inside = [x for x in tried if low <= x <= high]
            clear = (x for air in (CLEAR, 6) for x in inside if all(abs(x - other) > air for other in foreign))
            self.stem[knot.number] = round(next(clear, want), 1)
            taken.append((self.stem[knot.number], knot.number))

    # ---- down ---------------------------------------------------------------------------------------------------

    def _straighten(self) -> None:
        """An only child's line runs straight down where it would step aside by no more than can be seen."""
        above: dict[int, int] = {}
        for knot in self.web.knots:
            for one in knot.children:
                above[one] = above.get(one, 0) + 1
        for knot in self.web.knots:
            if knot.partners and len(knot.children) == 1 and above[knot.children[0]] == 1:
                one = knot.children[0]
                if abs(self.stem[knot.number] - self.x[one]) < STEPLESS:
                    self.drop[one, knot.number] = self.stem[knot.number]

    def layout(self, findings: tuple[Finding, ...], left_out: tuple[str, ...]) -> Layout:
        self._legs()
        self._drops()
        for row in range(len(self.rows)):
            self._stems(row)
        self._straighten()
        for knot in self.web.knots:
            owner = self.owner[knot.number]
            if knot.partners:
                legs = [self.leg[one, knot.number] for one in knot.partners]
                stem = [self.stem[knot.number]] if knot.children else []
                self.couples[knot.row].append(Net(knot, owner, legs, stem))
            if knot.children:
                drops = [self.drop[one, knot.number] for one in knot.children]
                stem = [self.stem[knot.number]] if knot.partners else []
                self.sibships[knot.row + 1].append(Net(knot, owner, stem, drops))
        levels = [(stack(self.couples[row]), stack(self.sibships[row])) for row in range(len(self.rows))]
        words = {knot.number: self._couple_words(knot) for knot in self.web.knots}
        tops, y = [], MARGIN
        bottoms = []
        for row, (couple_levels, sibship_levels) in enumerate(levels):
            y += sibship_levels * SIBSHIP_LEVEL + (14.0 if sibship_levels else 0.0)
            tops.append(y + SIZE / 2)
            lines = max((len(self.words[place]) for place in self.rows[row]), default=0)
            y += SIZE + 8 + lines * LINE * self.lettering
            bottoms.append(y)
            most_words = max((len(words[net.knot.number]) for net in self.couples[row]), default=0)
            y += couple_levels * self._couple_gap(most_words) + 14
        for row in range(len(self.rows)):
            self._strokes(row, tops, bottoms, words)
        left = MARGIN
        spots = {}
        for one, name in enumerate(self.web.names):
            if name:
                person = self.family.people[name]
                size = SMALL if person.loss else SIZE
                spots[name] = Spot(name, round(self.x[one] + left, 1), round(tops[self.web.rows[one]], 1),
                                   self.web.rows[one], size, self.words[one])  # fmt: skip
        spots = {name: spots[name] for name in self.family.people}
        width = round(max(self.x, default=0.0) + 2 * MARGIN, 1)
        return Layout(
            self.family,
            width,
            round(y + 20, 1),
            spots,
            tuple(self.lines),
            tuple(self.strokes),
            tuple(self.twins),
            count_crossings(self.strokes),
            findings,
            left_out,
            {name or self.web.wires[one]: self.x[one] for one, name in enumerate(self.web.names)},
            self.lettering,
        )

    def _couple_gap(self, lines: int) -> float:
        return COUPLE_LEVEL + 11.0 * (max(0, lines - 1) * self.lettering + (self.lettering - 1) * bool(lines))

    def _couple_words(self, knot: Knot) -> tuple[str, ...]:
        unions = [self.family.unions[union] for union in knot.unions]
        return tuple(line for union in unions for line in couple_words(union, self.lettering))

    def _strokes(self, row: int, tops: list[float], bottoms: list[float], words: dict[int, tuple[str, ...]]) -> None:
        lines = max((len(words[net.knot.number]) for net in self.couples[row]), default=0)
        gap = self._couple_gap(lines)
        heights: dict[int, float] = {}
        for net in self.couples[row]:
            heights[net.knot.number] = bottoms[row] + (net.level + 1) * gap
            self._couple(net, heights[net.knot.number], tops[row], words[net.knot.number])
        if row + 1 < len(self.rows):
            for net in self.sibships[row + 1]:
                self._sibship(net, heights.get(net.knot.number), tops[row + 1])
        if row == 0:
            for net in self.sibships[0]:
                self._sibship(net, None, tops[0])

    def _stroke(self, net: Net, x1: float, y1: float, x2: float, y2: float, kind: str, child: str = "") -> None:
        if (x1, y1) == (x2, y2):
            return
        union = net.knot.unions[0] if net.knot.unions else ""
        start = (round(x1 + MARGIN, 1), round(y1, 1))
        self.strokes.append(Stroke(net.owner, start, (round(x2 + MARGIN, 1), round(y2, 1)), kind, union, child))

    def _couple(self, net: Net, y: float, top: float, words: tuple[str, ...]) -> None:
        knot = net.knot
        kind = couple_kind([self.family.unions[union_id] for union_id in knot.unions]) if knot.unions else "birth"
        single = kind if len(net.ups) == 2 else shared(self._kinds(knot))
        for one, x in zip(knot.partners, net.ups, strict=True):
            start = foot(self.family, self.web.names[one], x - self.x[one], top) if self.web.names[one] else top - 40
            if len(net.ups) == 2 or net.downs:
                self._stroke(net, x, start, x, y, single)
        if len(net.ups) == 2:
            self._stroke(net, min(net.ups), y, max(net.ups), y, kind)
        if knot.unions:
            stem = round(net.downs[0] + MARGIN, 1) if net.downs else None
            left, right = round(min(net.ups) + MARGIN, 1), round(max(net.ups) + MARGIN, 1)
            self.lines.append(Couple(tuple(knot.unions), round(y, 1), left, right, stem, words))

    def _sibship(self, net: Net, from_y: float | None, top: float) -> None:
        knot = net.knot
        y = top - SIZE / 2 - 14 - SIBSHIP_LEVEL * (self._levels(net) - net.level - 0.5)
        ties = {one: knot.ties.get(one, Child("")) for one in knot.children}
        kinds = self._kinds(knot)
        if net.ups and from_y is not None:
            self._stroke(net, net.ups[0], from_y, net.ups[0], y, shared(kinds))
        sets: dict[str, list[int]] = {}
        for number, one in enumerate(knot.children):
            sets.setdefault(ties[one].twins or f"alone {number}", []).append(number)
        ends: list[tuple[float, str]] = []
        for members in sets.values():
            feet = [self.drop[knot.children[number], knot.number] for number in members]
            if len(members) == 1:
                one = knot.children[members[0]]
                name = self.web.names[one]
                end = head(self.family, name, feet[0] - self.x[one], top) if name else top - 40
                self._stroke(net, feet[0], y, feet[0], end, kinds[members[0]], name)
                ends.append((feet[0], kinds[members[0]]))
                continue
            middle = (feet[0] + feet[-1]) / 2
            ends.append((middle, shared([kinds[number] for number in members])))
            points = []
            for number, x in zip(members, feet, strict=True):
                one = knot.children[number]
                points.append((round(x + MARGIN, 1), round(head(self.family, self.web.names[one], 0, top), 1)))
            self.twins.append(
                Twins(
                    net.owner,
                    (round(middle + MARGIN, 1), round(y, 1)),
                    tuple(points),
                    any(ties[knot.children[number]].identical for number in members),
                    tuple(kinds[number] for number in members),
                    knot.unions[0] if knot.unions else "",
                )
            )
        self._bar(net, y, sorted(ends))

    def _bar(self, net: Net, y: float, ends: list[tuple[float, str]]) -> None:
        """The level line over brothers and sisters, each piece as the lines are to which it leads."""
        stem = net.ups[0] if net.ups else ends[0][0]
        marks = sorted({stem, *(x for x, _ in ends)})
        pieces: list[tuple[float, float, str]] = []
        for a, b in pairwise(marks):
            kind = shared([kind for x, kind in ends if (x <= a if b <= stem else x >= b)])
            if pieces and pieces[-1][2] == kind:
                pieces[-1] = (pieces[-1][0], b, kind)
            else:
                pieces.append((a, b, kind))
        for a, b, kind in pieces:
            self._stroke(net, a, y, b, y, kind)

    def _levels(self, net: Net) -> int:
        return 1 + max(other.level for other in self.sibships[net.knot.row + 1])

    def _kinds(self, knot: Knot) -> list[str]:
        """How the line to each of a knot's children looks."""
        if knot.siblings:
            return ["siblings"] * len(knot.children)
        return [
            knot.ties[one].tie if one in knot.ties else "birth" if self.web.names[one] else self._wire_kind(one)
            for one in knot.children
        ]

    def _wire_kind(self, wire: int) -> str:
        """How the line looks that passes through a wire: as where it arrives, at children or at a couple."""
        for knot in self.web.knots:
            if wire in knot.partners:
                if knot.unions:
                    return couple_kind([self.family.unions[union] for union in knot.unions])
                return shared(self._kinds(knot))
        return "birth"


def shared(kinds: list[str]) -> str:
    """How the piece looks that lines of these kinds have in common: as all of them, else as the nearest tie."""
    return min(kinds, key=lambda kind: TIES.index(kind) if kind in TIES else -1, default="birth")


def couple_kind(unions: list[Union]) -> str:
    """How a couple line is drawn: solid for the married, else dashed."""
    kinds = {union.kind for union in unions}
    return next(f"couple {kind}" for kind in ("married", "cohabiting", "dating", "unknown") if kind in kinds)


def head(family: Family, name: str, aside: float, y: float) -> float:
    """Where a line from above meets a symbol, ``aside`` of its middle."""
    return y - _reach(family, name, aside, up=True)


def foot(family: Family, name: str, aside: float, y: float) -> float:
    """Where a line to below leaves a symbol."""
    return y + _reach(family, name, aside, up=False)


def _reach(family: Family, name: str, aside: float, up: bool) -> float:
    person = family.people[name]
    half = (SMALL if person.loss else SIZE) / 2
    aside = min(abs(aside), half)
    shape = shape_of(family, name)
    if shape == "circle":
        return float((half * half - aside * aside) ** 0.5)
    if shape == "diamond":
        return half - aside
    if shape == "triangle":
        return half - 2 * aside if up else half
    if shape == "hexagon":
        return min(half * HIGH, (half - aside) * 2 * HIGH)
    return half


def shape_of(family: Family, name: str) -> str:
    """The shape of somebody's symbol, by id."""
    return shape_of_person(family.people[name])


def shape_of_person(person: Person) -> str:
    """square, circle, hexagon, diamond or triangle: as gender says where it differs from sex."""
    if person.pregnancy or person.loss:
        return "triangle"
    gender = person.gender.casefold()
    if gender in ("man", "boy", "male", "m", "trans man"):
        return "square"
    if gender in ("woman", "girl", "female", "f", "trans woman"):
        return "circle"
    if gender:
        return "hexagon"
    return {"M": "square", "F": "circle"}.get(person.sex, "diamond")


def count_crossings(strokes: list[Stroke]) -> int:
    """How often a horizontal and a vertical line of different nets cross, in the drawing as it stands."""
    tall = sorted(
        (stroke.start[0], stroke.start[1], stroke.end[1], stroke.net)
        for stroke in strokes
        if stroke.start[1] != stroke.end[1]
    )
    total = 0
    for across in strokes:
        go_on()
        y = across.start[1]
        if across.end[1] != y:
            continue
        low, high = sorted((across.start[0], across.end[0]))
        for _, a, b, net in tall[bisect_right(tall, (low, FAR)) : bisect_left(tall, (high,))]:
            if (a < y < b or b < y < a) and net != across.net:
                total += 1
    return total


__all__ = ["STEP", "Layout", "Spot", "arrange", "lay_out"]
