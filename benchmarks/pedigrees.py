"""What R's kinship2 makes of a family: which families it can take, its drawing as lines, and what is counted in it.

kinship2 (Sinnwell, Therneau and Schaid 2014, doi 10.1159/000363105) aligns pedigrees: every child has a father and a
mother who are there, or neither; who does not fit beside both parents and partner is drawn twice, with an arc between
the copies. Its lines are those that its ``plot`` draws; they are counted as those of the genogram are. Of somebody's
third partner it draws the line to the second, which is counted as if it led where it should (see :func:`couples`); it
puts brothers and sisters out of the order of birth where that helps (``by_birth``). A family of which it leaves people
or couples out is not compared.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kinwork.genogram import Layout, from_plain
from kinwork.genogram.crossings import couples_cross
from kinwork.genogram.generations import generations
from kinwork.genogram.growing import Neighbours, grow
from kinwork.genogram.layout import arrange
from kinwork.genogram.ordering import RowSearch
from kinwork.genogram.placing import STEP
from kinwork.genogram.web import by_birth, spin

Plain = dict[str, Any]
SYMBOL, BRANCH, CONNECT = 0.17, 0.6, 0.5  # height of a symbol in rows on a usual page; plot's branch and pconnect
ARC = 15  # points of an arc between two copies

R = """
suppressMessages(library(kinship2))
asked <- jsonlite::fromJSON(file("stdin"), simplifyDataFrame = FALSE, simplifyMatrix = FALSE)
drawn <- lapply(asked, function(data) tryCatch({
  ped <- suppressWarnings(if (length(data$a)) pedigree(id = data$id, dadid = data$dad, momid = data$mom, sex = data$sex,
           relation = data.frame(id1 = data$a, id2 = data$b, code = 4))
         else pedigree(id = data$id, dadid = data$dad, momid = data$mom, sex = data$sex))
  al <- suppressWarnings(align.pedigree(ped))
  list(n = al$n, nid = al$nid, pos = al$pos, fam = al$fam, spouse = al$spouse)
}, error = function(e) list(error = conditionMessage(e))))
cat(jsonlite::toJSON(drawn, digits = 8, auto_unbox = FALSE))
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight piece of line of one net: lines of one net meet, they do not cross."""

    net: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a drawing has: crossings (``arcs``: those of arcs between copies), width in steps, people drawn again.

    ``by_birth``: whether all brothers and sisters stand in the order of birth; ``level``: whether nobody stands in two
    rows, so that a generation is a row.
    """

    crossings: int
    arcs: int
    width: float
    copies: int
    by_birth: bool
    level: bool


def installed() -> bool:
    """Whether R and its packages kinship2 and jsonlite are here."""
    if not shutil.which("Rscript"):
        return False
    asked = ["Rscript", "-e", "library(kinship2); library(jsonlite)"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


# ---- which families kinship2 can take -------------------------------------------------------------------------------


def as_pedigree(data: Plain) -> Plain | None:
    """A family file's family as kinship2 can take it; None where it cannot (two partners of one sex).

    Each child keeps one couple of parents, those by birth if they are known; a parent alone gets a partner who is not
    known, brothers and sisters without parents get both; twins are brothers and sisters; who is tied to nobody is left
    out. Everything else stays, so that both programmes draw the same.
    """
    people = {one: dict(person or {}) for one, person in data["people"].items()}
    couples: dict[frozenset[str], Plain] = {}
    parents: dict[str, frozenset[str]] = {}
    said: list[tuple[bool, str, frozenset[str]]] = []

    def stranger() -> str:
        id_ = f"stranger{len(people)}"
        people[id_] = {"unknown": True, "sex": "U"}
        return id_

    for union in (data.get("unions") or {}).values():
        partners = list(union["partners"])
        children = [one if isinstance(one, dict) else {"person": one} for one in union.get("children") or ()]
        if len(partners) == 1:
            if not children:
                continue
            partners.append(stranger())
        pair = frozenset(partners)
        if len(pair) != 2:
            return None
        couples.setdefault(pair, {"partners": partners, "kind": "married", "children": []})
        said += [(one.get("tie", "birth") != "birth", one["person"], pair) for one in children]
    for _, child, pair in sorted(said, key=lambda one: one[0]):
        parents.setdefault(child, pair)
    for group in data.get("siblings") or ():
        orphans = [one for one in group if one not in parents]
        pair = next((parents[one] for one in group if one in parents), frozenset())
        if not pair:
            partners = [stranger(), stranger()]
            pair = frozenset(partners)
            couples[pair] = {"partners": partners, "kind": "married", "children": []}
        parents.update(dict.fromkeys(orphans, pair))
    for child, pair in parents.items():
        couples[pair]["children"].append(child)
    tied = {one for pair in couples for one in pair} | set(parents)
    if not tied or not _sexes(people, couples):
        return None
    plain = {one: people[one] for one in people if one in tied}
    return {"people": plain, "unions": {f"u{n}": couple for n, couple in enumerate(couples.values())}}


def _sexes(people: Plain, couples: Iterable[frozenset[str]]) -> bool:
    """Give partners whose sex is not known the one that their partner's leaves; whether that can be done for all."""
    waiting = True
    while waiting:
        waiting = False
        for pair in couples:
            a, b = sorted(pair)
            known = [one for one in (a, b) if people[one].get("sex") in ("M", "F")]
            if len(known) == 2 and people[a]["sex"] == people[b]["sex"]:
                return False
            if len(known) == 1:
                other = b if known == [a] else a
                people[other]["sex"] = "M" if people[known[0]]["sex"] == "F" else "F"
                waiting = True
        if not waiting:
            free = next(
                (sorted(pair)[0] for pair in couples if people[sorted(pair)[0]].get("sex") not in ("M", "F")), None
            )
            if free:
                people[free]["sex"] = "M"
                waiting = True
    return True


# ---- what kinship2 draws --------------------------------------------------------------------------------------------


def kinship2(families: list[Plain]) -> list[Drawing | None]:
    """Its drawing of each family (see :func:`as_pedigree`), all in one process; None where it gives up."""
    asked = []
    for data in families:
        sex = {one: {"M": 1, "F": 2}.get(person.get("sex", "U"), 3) for one, person in data["people"].items()}
        dad, mom, a, b = dict.fromkeys(sex, ""), dict.fromkeys(sex, ""), [], []
        for union in data["unions"].values():
            man, woman = sorted(union["partners"], key=lambda one: sex[one])
            for child in union["children"]:
                dad[child], mom[child] = man, woman
            if not union["children"]:
                a.append(man)
                b.append(woman)
        asked.append({"id": list(sex), "dad": list(dad.values()), "mom": list(mom.values()),
                      "sex": list(sex.values()), "a": a, "b": b})  # fmt: skip
    found = subprocess.run(["Rscript", "-e", R], input=json.dumps(asked), capture_output=True, text=True, check=True)
    return [_drawing(plot, data) for plot, data in zip(json.loads(found.stdout), families, strict=True)]


def _drawing(plot: Plain, data: Plain) -> Drawing | None:
    if "error" in plot:
        return None
    ids = list(data["people"])
    rows = [[ids[one - 1] for one in row[:count]] for row, count in zip(plot["nid"], plot["n"], strict=True)]
    spans = [couples(plot, row, rows[row], data) for row in range(len(rows))]
    drawn = [one for row in rows for one in row]
    tied = {frozenset((row[i], row[j])) for row, found in zip(rows, spans, strict=True) for i, j, _, _ in found}
    if set(drawn) != set(ids) or tied != {frozenset(union["partners"]) for union in data["unions"].values()}:
        return None  # it left somebody out, or a couple
    lines = plot_lines(plot)
    xs = [x for pos, count in zip(plot["pos"], plot["n"], strict=True) for x in pos[:count]]
    plain = crossings(lines)
    crossed = crossings(lines + arc_lines(plot))
    return Drawing(
        crossed + sum(map(far_couples, spans)),
        crossed - plain,
        max(xs) - min(xs) + 1,
        len(drawn) - len(ids),
        _by_birth(plot, data),
        sum(len(set(row)) for row in rows) == len(ids),
    )


Span = tuple[int, int, bool, float]  # places of the partners in their row, whether they have children, where these hang


def couples(plot: Plain, row: int, here: list[str], data: Plain) -> list[Span]:
    """The couples of a row, as they are meant.

    Of three partners only two can stand beside somebody; the third stands beyond the second, and kinship2 draws the
    line, and hangs the children, between these two.
    """
    pairs = {frozenset(union["partners"]) for union in data["unions"].values()}
    below = plot["fam"][row + 1] if row + 1 < len(plot["n"]) else []
    spans = []
    for n, tied in enumerate(plot["spouse"][row][: len(here) - 1]):
        if tied:
            ends = [(n - back, n + 1) for back in range(n + 1) if {here[n - back], here[n + 1]} in pairs]
            ends += [(n, far) for far in range(n + 1, len(here)) if {here[n], here[far]} in pairs]
            i, j = min(ends, key=lambda one: one[1] - one[0])
            spans.append((i, j, n + 1 in below, n + 0.5))
    return sorted(spans)


def far_couples(spans: list[Span]) -> int:
    """Crossings of couple lines with those that lead past somebody, if these were drawn: the better of two heights.

    See :func:`kinwork.genogram.crossings.couples_cross`, which counts ours so.
    """
    return sum(
        couples_cross(*one, *other)
        for number, one in enumerate(spans)
        for other in spans[number + 1 :]
        if one[1] - one[0] > 1 or other[1] - other[0] > 1
    )


def _by_birth(plot: Plain, data: Plain) -> bool:
    family, ids = from_plain(data), list(data["people"])
    for row, fam, count in zip(plot["nid"], plot["fam"], plot["n"], strict=True):
        for one in {one for one in fam[:count] if one}:
            children = [ids[person - 1] for person, parents in zip(row, fam, strict=True) if parents == one]
            if children != by_birth(family, sorted(children, key=ids.index)):
                return False
    return True


def plot_lines(plot: Plain) -> list[Line]:
    """The couple lines, and those from couples to children, of its ``plot`` (y downwards, a row is 1)."""
    leg = min(0.25, 1.5 * SYMBOL)
    lines = []
    for row, (pos, spouse) in enumerate(zip(plot["pos"], plot["spouse"], strict=True)):
        y = row + SYMBOL / 2
        lines += [Line(f"{row} {n}", pos[n], y, pos[n + 1], y) for n, tied in enumerate(spouse) if tied]
    for row in range(1, len(plot["n"])):
        above, pos = plot["pos"][row - 1], plot["pos"][row]
        fam = [int(one) for one in plot["fam"][row][: plot["n"][row]]]
        for family in sorted({one for one in fam if one > 0}):
            net = f"{row - 1} {family - 1}"
            feet = [pos[n] for n, one in enumerate(fam) if one == family]
            low, high, y = min(feet), max(feet), row - leg
            lines += [Line(net, x, row, x, y) for x in feet]
            lines.append(Line(net, low, y, high, y))
            stem = (above[family - 1] + above[family]) / 2
            foot = (low + high) / 2 if high - low < 2 * CONNECT else max(low + CONNECT, min(high - CONNECT, stem))
            top = row - 1 + SYMBOL / 2
            part = (top - y) * BRANCH / 2
            lines.append(Line(net, foot, y, foot, y + part))
            lines.append(Line(net, foot, y + part, stem, top - part))
            lines.append(Line(net, stem, top - part, stem, top))
    return [one for one in lines if (one.x1, one.y1) != (one.x2, one.y2)]


def arc_lines(plot: Plain) -> list[Line]:
    """The dotted arcs that join the copies of a person."""
    places: dict[int, list[tuple[float, float]]] = {}
    for row, count in enumerate(plot["n"]):
        for one, x in zip(plot["nid"][row][:count], plot["pos"][row][:count], strict=True):
            places.setdefault(int(one), []).append((x, float(row)))
    lines = []
    for one, found in places.items():
        found.sort()
        for number, ((x1, y1), (x2, y2)) in enumerate(pairwise(found)):
            points = [
                (x1 + (x2 - x1) * n / (ARC - 1), y1 + (y2 - y1) * n / (ARC - 1) + (n - 7) ** 2 / 98 - 0.5)
                for n in range(ARC)
            ]
            net = f"arc {one} {number}"
            lines += [Line(net, *a, *b) for a, b in pairwise(points)]
    return lines


# ---- counted alike --------------------------------------------------------------------------------------------------


def genogram_lines(layout: Layout) -> list[Line]:
    """All couple lines and lines to children of a genogram; y downwards, in pixels."""
    lines = [Line(str(one.net), *one.start, *one.end) for one in layout.strokes]
    return lines + [Line(str(one.net), *one.top, *foot) for one in layout.twins for foot in one.feet]


def without_births(data: Plain) -> Layout:
    """A genogram that need not keep the order of birth, to tell what that rule costs: searched for long."""
    family = from_plain(data)
    web = spin(family, generations(family))
    web.before.clear()
    near = Neighbours(web)
    search = RowSearch(web, near, *grow(web, 0, near))
    search.budget *= 20
    return arrange(family, web, search.run())


def genogram_width(layout: Layout) -> float:
    """From the first person to the last, in steps between two neighbours, as kinship2's."""
    xs = [spot.x for spot in layout.spots.values()]
    return (max(xs) - min(xs)) / STEP + 1


def crossings(lines: list[Line]) -> int:
    """How often two lines of different nets cross; ends that touch do not.

    Where two level bars lie on each other (kinship2 draws all brothers and sisters of a row at one height), they count
    as if the one were drawn a little higher for which fewer lines cross.

    >>> cross = [Line("a", 0, 0, 2, 2), Line("b", 0, 2, 2, 0), Line("b", 2, 0, 3, 0)]
    >>> crossings(cross), crossings(cross[1:])
    (1, 0)
    """
    boxes = sorted((min(one.x1, one.x2), max(one.x1, one.x2), number) for number, one in enumerate(lines))
    total = 0
    laid: set[tuple[str, str, float]] = set()
    for index, (_, right, number) in enumerate(boxes):
        one = lines[number]
        for left, _, other_number in boxes[index + 1 :]:
            if left > right:
                break
            other = lines[other_number]
            if one.net == other.net:
                continue
            if one.y1 == one.y2 == other.y1 == other.y2:
                if min(right, max(other.x1, other.x2)) > left:
                    a, b = sorted((one.net, other.net))
                    laid.add((a, b, one.y1))
            else:
                total += _cross(one, other)
    return total + sum(_on_each_other(lines, *found) for found in sorted(laid))


def _cross(one: Line, other: Line) -> bool:
    def side(line: Line, x: float, y: float) -> float:
        return (line.x2 - line.x1) * (y - line.y1) - (line.y2 - line.y1) * (x - line.x1)

    return (
        side(one, other.x1, other.y1) * side(one, other.x2, other.y2) < -1e-12
        and side(other, one.x1, one.y1) * side(other, one.x2, one.y2) < -1e-12
    )


def _on_each_other(lines: list[Line], a: str, b: str, y: float) -> int:
    """Crossings of two bars at one height, the better of the two above."""

    def bar(net: str) -> tuple[float, float]:
        ends = [x for one in lines if one.net == net and one.y1 == one.y2 == y for x in (one.x1, one.x2)]
        return min(ends), max(ends)

    def from_bar(net: str, down: bool) -> list[float]:
        here = [one for one in lines if one.net == net and one.y1 != one.y2 and y in (one.y1, one.y2)]
        return [one.x1 if one.y1 == y else one.x2 for one in here if (max(one.y1, one.y2) > y) is down]

    def above(upper: str, lower: str) -> int:
        low, high = bar(lower)
        crossed = sum(low < x < high for x in from_bar(upper, True))
        low, high = bar(upper)
        return crossed + sum(low < x < high for x in from_bar(lower, False))

    return min(above(a, b), above(b, a))
