"""``python -m benchmarks.genogram``: crossings, width and time of the genogram, beside kinship2 and Graphviz.

Every programme draws the same families: random ones of each size, and the published ones. R's kinship2 is the pedigree
alignment that geneticists use (see :mod:`.pedigrees`): for every family that it can take, ours must not have more
crossings nor be wider than 1.3 times. Graphviz ``dot`` knows no drawing rules (no order of birth, partners anywhere)
and stands beside as a floor. What is not installed is skipped, and said.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import kinwork.genogram
import kinwork.platform
from kinwork.genogram import draw_svg, from_plain, lay_out
from kinwork.genogram.placing import STEP

from . import pedigrees

LIMITS = {"60": 150.0, "200": 500.0}  # what must hold, in milliseconds (median), by size
WIDER = 1.3  # times kinship2's width at most


class Tools(NamedTuple):
    """What is installed."""

    dot: bool
    kinship2: bool


class Row(NamedTuple):
    """A family: ours, Graphviz's crossings and width, kinship2's drawing."""

    crossings: int
    width: float
    ms: float
    dot: tuple[int, float] | None
    kinship2: pedigrees.Drawing | None
    births: bool  # ours has more crossings, but would not if it set brothers and sisters out of the order of birth too

    @property
    def more(self) -> bool:
        return self.kinship2 is not None and self.crossings > self.kinship2.crossings

    @property
    def times(self) -> float:
        """How many times as wide as kinship2's; 0 where there is none."""
        return self.width / self.kinship2.width if self.kinship2 else 0.0


def family(size: int, seed: int, tangle: float = 0.05) -> dict[str, Any]:
    """A family as a genogram has it: some generations, some with several partners, few who marry within."""
    dice = random.Random(seed)
    people: dict[str, dict[str, Any]] = {}
    unions: dict[str, dict[str, Any]] = {}
    level: dict[str, int] = {}
    partners: dict[str, int] = {}
    has_parents: set[str] = set()

    def new(row: int, sex: str = "") -> str:
        id_ = f"p{len(people)}"
        people[id_] = {"name": f"Person {len(people)}", "sex": sex or dice.choice("MF")}
        people[id_]["born"] = str(1900 + 28 * row + dice.randrange(12))
        level[id_], partners[id_] = row, 0
        return id_

    def couple(one: str, other: str, children: int) -> None:
        made = [new(level[one] + 1) for _ in range(children)]
        has_parents.update(made)
        unions[f"u{len(unions)}"] = {"partners": [one, other], "kind": "married", "children": made}
        partners[one] += 1
        partners[other] += 1

    def other_sex(one: str) -> str:
        return "F" if people[one]["sex"] == "M" else "M"

    first = new(0)
    couple(first, new(0, other_sex(first)), 3)
    while len(people) < size:
        one = dice.choice(list(people))
        room = size - len(people)
        if dice.random() < 0.75:
            if partners[one] and dice.random() > 0.35 / partners[one]:
                continue
            peers = [p for p in people if level[p] == level[one] and people[p]["sex"] == other_sex(one)]
            other = dice.choice(peers) if peers and dice.random() < tangle else new(level[one], other_sex(one))
            if any(set(union["partners"]) == {one, other} for union in unions.values()):
                continue
            couple(one, other, min(max(0, room - 1), dice.choice((0, 1, 2, 2, 3))))
        elif one not in has_parents and room > 2 and level[one] > 0:
            a, b = new(level[one] - 1, "M"), new(level[one] - 1, "F")
            made = [new(level[one]) for _ in range(min(room - 2, dice.choice((0, 1, 2))))]
            has_parents.update([one, *made])
            unions[f"u{len(unions)}"] = {"partners": [a, b], "kind": "married", "children": [one, *made]}
            partners[a] += 1
            partners[b] += 1
    return {"people": people, "unions": unions, "index": [first]}


def ours(data: dict[str, Any]) -> tuple[int, float, float]:
    """Crossings, width in steps between people, processor milliseconds from family to SVG (best of 3)."""
    made, times = from_plain(data), []
    for _ in range(3):
        start = time.process_time()
        layout = lay_out(made)
        draw_svg(layout)
        times.append((time.process_time() - start) * 1000)
    return pedigrees.crossings(pedigrees.genogram_lines(layout)), pedigrees.genogram_width(layout), min(times)


def dot(data: dict[str, Any]) -> tuple[int, float]:
    """Crossings of Graphviz's drawing, counted as straight lines between its ranks, and its width in the same steps."""
    lines = [
        "graph {",
        'nodesep=0.777; ranksep=0.6; node [shape=box width=0.611 height=0.611 fixedsize=true label=""];',
    ]
    edges = []
    for id_, union in data["unions"].items():
        lines.append(f"{id_} [shape=point width=0.01 height=0.01];")
        edges += [(one, id_) for one in union["partners"]] + [(id_, one) for one in union["children"]]
    lines += [f"{one};" for one in data["people"]] + [f"{a} -- {b};" for a, b in edges] + ["}"]
    found = subprocess.run(["dot", "-Tplain"], input="\n".join(lines), capture_output=True, text=True, check=True)
    at = {}
    for line in found.stdout.splitlines():
        if line.startswith("node "):
            _, name, x, y, *_ = line.split()
            at[name] = (float(x), float(y))
    crossed = 0
    for n, (a, b) in enumerate(edges):
        for c, d in edges[n + 1 :]:
            if len({a, b, c, d}) == 4:
                crossed += _cross(at[a], at[b], at[c], at[d])
    xs = [at[one][0] for one in data["people"]]
    return crossed, (max(xs) - min(xs)) / (STEP / 72) + 1


def _cross(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    def side(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b)


def published() -> dict[str, dict[str, Any]]:
    """The families of published cases that come with the genogram, and those of the demonstration."""
    found = {}
    for path in sorted(Path(kinwork.genogram.__file__).parent.glob("data/*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        if "people" in data and (made := pedigrees.as_pedigree(data)):
            found[path.stem] = made
    for path in sorted(Path(kinwork.platform.__file__).parent.glob("demo/families/*.yaml")):
        told = yaml.safe_load(path.read_text("utf-8"))
        sexes = {one["key"]: {"female": "F", "male": "M"}.get(one.get("sex"), "U") for one in told["members"]}
        unions = {}
        for one in told.get("relations", ()):
            if pair := one.get("couple") or one.get("of"):
                children = unions.setdefault(frozenset(pair), {"partners": pair, "children": []})["children"]
                children += [one["child"]] if "child" in one else []
        data = {"people": {key: {"sex": sex} for key, sex in sexes.items()}, "unions": dict(enumerate(unions.values()))}
        if made := pedigrees.as_pedigree(data):
            found[f"demo {path.stem}"] = made
    return found


def compare(families: dict[str, dict[str, Any]], tools: Tools) -> tuple[list[Row], list[str]]:
    """Each family as each programme draws it, and what is worse than it must be."""
    others = pedigrees.kinship2(list(families.values())) if tools.kinship2 else [None] * len(families)
    rows, worse = [], []
    for (name, data), other in zip(families.items(), others, strict=True):
        mine = ours(data)
        births = bool(other) and mine[0] > other.crossings and not other.by_birth and _free(data) <= other.crossings
        row = Row(*mine, dot(data) if tools.dot else None, other, births)
        rows.append(row)
        if row.more and not row.births:
            worse.append(f"{name}: {row.crossings} crossings, kinship2 {other.crossings}")
        if row.times > WIDER and other.level:
            worse.append(f"{name}: {row.width:.1f} steps wide, kinship2 {other.width:.1f}")
    return rows, worse


def line(title: str, rows: list[Row]) -> str:
    """One line of the table: means over the families."""
    times = [row.ms for row in rows]
    said = f"{title:>10} {_mean(row.crossings for row in rows):>6} {_mean(row.width for row in rows):>6}"
    said += f" {statistics.median(times):7.1f} {max(times):7.1f}"
    drawn = [row.dot for row in rows if row.dot]
    said += f" {_mean(one[0] for one in drawn):>7} {_mean(one[1] for one in drawn):>6}"
    found = [row.kinship2 for row in rows if row.kinship2]
    if not found:
        return said
    said += f" {_mean(one.crossings for one in found):>8} {_mean(one.arcs for one in found):>6}"
    said += f" {_mean(one.width for one in found):>6} {_mean(one.copies for one in found):>6}"
    more, births = sum(row.more and not row.births for row in rows), sum(row.births for row in rows)
    wide = [row.kinship2.level for row in rows if row.kinship2 and row.times > WIDER]
    said += f" {f'{len(found)}/{len(rows)}':>7} {more:>6} {births:>6} {sum(wide):>6} {len(wide) - sum(wide):>6}"
    return f"{said} {max(row.times for row in rows):>6.2f}"


def _free(data: dict[str, Any]) -> int:
    return pedigrees.crossings(pedigrees.genogram_lines(pedigrees.without_births(data)))


def main() -> int:
    """Print the comparison; status 1 where a family is worse than kinship2's, or a time limit is missed."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.genogram", description=__doc__.splitlines()[0])
    asked.add_argument("--families", type=int, default=20, help="how many of each size")
    asked.add_argument("--tangle", type=float, default=0.05, help="how often somebody marries within the family")
    asked.add_argument("--sizes", type=int, nargs="*", default=[12, 30, 60, 120, 200])
    said = asked.parse_args()
    tools = Tools(bool(shutil.which("dot")), pedigrees.installed())
    if not tools.dot:
        print("Graphviz dot: skipped, not installed (Debian package graphviz)")
    if not tools.kinship2:
        print("R kinship2: skipped, not installed (needs Rscript with the packages kinship2 and jsonlite)")
    print("the same families; means per family: crossings ×, width in steps ↔; ms: median and worst of ours;")
    print("kinship2: its crossings, how many of them of arcs, width, people drawn again, families that it can take; of")
    print("these: with more crossings in ours; with more only because of the order of birth, which kinship2 gives up;")
    print(f"wider than {WIDER} times in ours; wider where kinship2 draws one person in two rows; most times as wide\n")
    head = f"{'people':>10} {'×':>6} {'↔':>6} {'ms':>7} {'worst':>7} {'dot ×':>7} {'↔':>6} {'kinship2':>8} {'arcs':>6}"
    print(f"{head} {'↔':>6} {'again':>6} {'of':>7} {'× more':>6} {'births':>6} {'↔ more':>6} {'rows':>6} {'most':>6}")
    missed = []
    sets = {str(size): _random(size, said.families, said.tangle) for size in said.sizes}
    for title, families in {"published": published(), **sets}.items():
        rows, worse = compare(families, tools)
        print(line(title, rows), flush=True)
        missed += [f"{title} people, {one}" if title in sets else one for one in worse]
        limit, took = LIMITS.get(title), statistics.median(row.ms for row in rows)
        if limit and took > limit:
            missed.append(f"{title} people: median {took:.0f} ms, expected at most {limit:.0f}")
    print("\n".join(["", *missed] if missed else []))
    return int(bool(missed))


def _random(size: int, count: int, tangle: float) -> dict[str, dict[str, Any]]:
    made = {f"family {seed}": pedigrees.as_pedigree(family(size, seed, tangle)) for seed in range(count)}
    return {name: data for name, data in made.items() if data}


def _mean(values: Iterable[float]) -> str:
    found = list(values)
    return f"{statistics.mean(found):.1f}" if found else "–"


if __name__ == "__main__":
    sys.exit(main())
