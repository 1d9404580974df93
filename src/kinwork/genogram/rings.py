"""Where everybody on a network map stands: in the ring of their closeness, in the sector of their kind, nobody over
anybody else. The same person keeps the same direction on the map before and on the map after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import cos, pi, sin

from .network_map import CLOSENESS, PARTS, Network, Tie, TieChange, changes
from .patience import go_on
from .svg import Point
from .wording import columns, wrap

MARK = 10.0  # radius of the mark that says how strong
LINE = 13.0
LETTER = 6.4
GAP = 5.0
INSET = 24.0  # of a mark from the rings on its two sides
LANE = 12.0
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MapSpot:
    """Somebody's mark at ``at``, their words below it, and the box around both (left, top, right, bottom)."""

    at: Point
    words: tuple[str, ...]
    news: tuple[str, ...]
    box: Rect


@dataclass(slots=True)
class Rings:
    """A map with everybody in place: ``rings`` by closeness with inner and outer radius around (0, 0)."""

    network: Network
    centre: tuple[str, ...]
    core: Rect
    spots: dict[str, MapSpot] = field(default_factory=dict)
    rings: dict[str, tuple[float, float]] = field(default_factory=dict)
    names: dict[str, tuple[Point, Rect]] = field(default_factory=dict)
    titles: dict[str, tuple[Point, Rect]] = field(default_factory=dict)
    borders: list[float] = field(default_factory=list)
    bounds: Rect = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Directions:
    """In which direction each tie is looked for (radians, clockwise from the right), and between which borders."""

    wanted: dict[str, float]
    sectors: dict[str, tuple[float, float]]


def directions(*networks: Network) -> Directions:
    """Shared directions of several maps of the same people, for instance before and after."""
    ties: dict[str, Tie] = {}
    for network in networks:
        for tie in network.ties.values():
            ties.setdefault(tie.id, tie)
    count = {part: sum(tie.part == part for tie in ties.values()) for part in PARTS}
    whole = sum(count.values()) or 1
    first = next((part for part in PARTS if count[part]), "family")
    start = -pi / 2 - pi * count[first] / whole
    wanted: dict[str, float] = {}
    sectors: dict[str, tuple[float, float]] = {}
    for part, number in count.items():
        if not number:
            continue
        width = 2 * pi * number / whole
        sectors[part] = (start, start + width)
        here = [tie.id for tie in ties.values() if tie.part == part]
        wanted |= {one: start + width * (place + 0.5) / number for place, one in enumerate(here)}
        start += width
    return Directions(wanted, sectors)


class _Boxes:
    """Boxes that are taken, found quickly by where they are."""

    SIDE = 96.0

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[Rect]] = {}

    def _around(self, box: Rect) -> Iterator[tuple[int, int]]:
        for x in range(int(box[0] // self.SIDE), int(box[2] // self.SIDE) + 1):
            for y in range(int(box[1] // self.SIDE), int(box[3] // self.SIDE) + 1):
                yield x, y

    def add(self, box: Rect) -> None:
        for cell in self._around(box):
            self.cells.setdefault(cell, []).append(box)

    def free(self, box: Rect) -> bool:
        wide = (box[0] - GAP, box[1] - GAP, box[2] + GAP, box[3] + GAP)
        return not any(overlap(wide, other) for cell in self._around(wide) for other in self.cells.get(cell, ()))


def overlap(a: Rect, b: Rect) -> bool:
    """Whether two boxes share more than an edge."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def put_alike(before: Network, after: Network) -> tuple[Rings, Rings]:
    """Two maps in one frame: the same directions, rings as wide as the wider of the two, the same bounds."""
    plan, news = directions(before, after), changes(before, after)
    least: dict[str, float] = {}
    for _ in range(8):
        made = put(before, plan, least=least), put(after, plan, news, least)
        reach = {key: max(rings.rings[key][1] for rings in made) for key in made[0].rings}
        if reach == least:
            break
        least = reach
    for index, choose in enumerate((min, min, max, max)):
        edge = choose(rings.bounds[index] for rings in made)
        for rings in made:
            rings.bounds = (*rings.bounds[:index], edge, *rings.bounds[index + 1 :])  # type: ignore[assignment]
    return made


def put(
    network: Network,
    plan: Directions | None = None,
    news: dict[str, TieChange] | None = None,
    least: dict[str, float] | None = None,
) -> Rings:
    """Everybody in place. ``least``: how far a ring reaches at least, by closeness.

    >>> from .network_map import Tie
    >>> made = put(Network("Kim", {"n": Tie("n", "Nan", "family", closeness="very_close")}))
    >>> made.rings["very_close"][0] < abs(made.spots["n"].at[1]) < made.rings["very_close"][1]
    True
    """
    plan = plan or directions(network)
    words = tuple(wrap(network.centre, 14, 2)) or ("",)
    half = max(columns(one) for one in words) * LETTER / 2 + 12
    core = (-half, -10.0 - 7 * len(words), half, 10.0 + 7 * len(words))
    made = Rings(network, words, core)
    taken = _Boxes()
    taken.add(core)
    rim = max(core[2], core[3]) * 0.9
    order = [one for one in plan.wanted if one in network.ties]
    for closeness in (*CLOSENESS, ""):
        here = [network.ties[one] for one in order if network.ties[one].closeness == closeness]
        outside = closeness in ("nowhere", "")
        if outside and not here:
            continue
        reach = max(rim + 2 * INSET, (least or {}).get(closeness, 0.0))
        for tie in here:
            change = news.get(tie.id) if news else None
            spot = _find(tie, rim + INSET, plan, taken, change.what if change else ())
            taken.add(spot.box)
            made.spots[tie.id] = spot
            reach = max(reach, (spot.at[0] ** 2 + spot.at[1] ** 2) ** 0.5 + INSET)
        if not outside:
            made.rings[closeness] = (rim, reach)
            made.names[closeness] = _word(CLOSENESS[closeness], reach, pi / 2, taken)
        rim = reach
    if len(plan.sectors) > 1:
        made.borders = [start for start, _ in plan.sectors.values()]
    for part, (start, end) in plan.sectors.items():
        if any(tie.part == part for tie in network.ties.values()):
            made.titles[part] = _word(PARTS[part], rim + 16, (start + end) / 2, taken, 8.2)
    edge = max((outer for _, outer in made.rings.values()), default=0.0)
    boxes = [spot.box for spot in made.spots.values()] + [box for _, box in (made.names | made.titles).values()]
    boxes += [core, (-edge, -edge, edge, edge)]
    made.bounds = (
        min(one[0] for one in boxes),
        min(one[1] for one in boxes),
        max(one[2] for one in boxes),
        max(one[3] for one in boxes),
    )
    return made


def name_lines(tie: Tie) -> list[str]:
    """The lines of somebody's name, before those of their role."""
    return wrap(tie.name, 16, 2)


def _find(tie: Tie, radius: float, plan: Directions, taken: _Boxes, news: tuple[str, ...]) -> MapSpot:
    """The place nearest to the wanted direction, as far in as may be, that is free."""
    role = wrap(tie.role, 18, 2) if tie.role and tie.role.lower() != tie.name.lower() else []
    words = (*name_lines(tie), *role)
    marked = 2 * MARK + (30 if tie.stressful else 0)
    lines = [*words, *news]
    wide = max([marked, *(columns(line) * LETTER for line in lines)]) / 2 + 2
    high = MARK + 3 + LINE * len(lines) + 3
    wanted = plan.wanted[tie.id]
    start, end = plan.sectors.get(tie.part, (wanted - pi, wanted + pi))
    while True:
        go_on()
        step = LANE / radius
        for number in range(int((end - start) / step) + 2):
            for angle in {wanted + number * step: 0, wanted - number * step: 0}:
                if not start <= angle <= end:
                    continue
                x, y = round(radius * cos(angle), 1), round(radius * sin(angle), 1)
                box = (x - wide, y - MARK - 2, x + wide, y + high)
                if taken.free(box):
                    return MapSpot((x, y), words, news, box)
        radius += LANE


def _word(words: str, radius: float, wanted: float, taken: _Boxes, letter: float = 6.0) -> tuple[Point, Rect]:
    """A free place for the name of a ring or of a sector, on a circle; on a wider one where that is full."""
    wide = columns(words) * letter / 2 + 3
    while True:
        go_on()
        step = LANE / radius
        for number in range(int(pi / step) + 2):
            for angle in {wanted + number * step: 0, wanted - number * step: 0}:
                x, y = round(radius * cos(angle), 1), round(radius * sin(angle), 1)
                # A word beside the circle rather than across it where the circle goes up and down.
                box = (x - wide, y - 9, x + wide, y + 5)
                if taken.free(box):
                    taken.add(box)
                    return (x, y), box
        radius += LANE
