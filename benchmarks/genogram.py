"""``python -m benchmarks.genogram``: crossings, width and time of the genogram, beside kinship2 and Graphviz.

Every programme draws the same families. R's kinship2 (``align.pedigree``) is the pedigree alignment that geneticists
use: it draws people twice, with an arc between, where a family does not fit; an arc crosses whoever's lines lie under
it. Graphviz ``dot`` knows no drawing rules (no order of birth, partners anywhere) and stands beside as a floor. What
is not installed is skipped, and said.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import time
from typing import Any

from kinwork.genogram import Family, draw_svg, from_plain, lay_out
from kinwork.genogram.placing import STEP

# what must hold, in milliseconds, by size (issue: 60 people 50 ms, 200 people 500 ms)
LIMITS = {60: 50.0, 200: 500.0}


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


def ours(made: Family) -> tuple[int, float, float]:
    """Crossings, width in steps between people, processor milliseconds from family to SVG (best of 3)."""
    times = []
    for _ in range(3):
        start = time.process_time()
        layout = lay_out(made)
        draw_svg(layout)
        times.append((time.process_time() - start) * 1000)
    xs = [spot.x for spot in layout.spots.values()]
    return layout.crossings, (max(xs) - min(xs)) / STEP + 1, min(times)


def dot(data: dict[str, Any]) -> tuple[int, float] | None:
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


KINSHIP2 = """
suppressMessages(library(kinship2)); data <- jsonlite::fromJSON(file("stdin"), simplifyVector = TRUE)
ped <- pedigree(id = data$id, dadid = data$dad, momid = data$mom, sex = data$sex,
                relation = if (length(data$a)) cbind(data$a, data$b, 4) else NULL)
al <- align.pedigree(ped)
cat(jsonlite::toJSON(list(n = al$n, nid = al$nid, pos = al$pos, fam = al$fam, spouse = al$spouse), digits = 6))
"""


def kinship2(data: dict[str, Any]) -> tuple[int, float] | None:
    """Crossings and width of kinship2's alignment; None for families that it cannot take (one sex twice in a couple).

    A person drawn n times counts as n - 1 arcs, each at least one crossing of whatever stands between the copies.
    """
    sex = {one: {"M": 1, "F": 2}[person["sex"]] for one, person in data["people"].items()}
    if any({sex[one] for one in union["partners"]} != {1, 2} for union in data["unions"].values()):
        return None
    dad, mom, a, b = dict.fromkeys(sex, ""), dict.fromkeys(sex, ""), [], []
    for union in data["unions"].values():
        man, woman = sorted(union["partners"], key=lambda one: sex[one])
        for child in union["children"]:
            dad[child], mom[child] = man, woman
        if not union["children"]:
            a.append(man)
            b.append(woman)
    said = json.dumps({"id": list(sex), "dad": list(dad.values()), "mom": list(mom.values()),
                       "sex": list(sex.values()), "a": a, "b": b})  # fmt: skip
    found = subprocess.run(["Rscript", "-e", KINSHIP2], input=said, capture_output=True, text=True, check=False)
    if found.returncode:
        return None
    plot = json.loads(found.stdout)
    copies: dict[int, int] = {}
    crossed, width = 0, 0.0
    for row, count in enumerate(plot["n"]):
        here, fam, pos = plot["nid"][row][:count], plot["fam"][row][:count], plot["pos"][row][:count]
        for one in here:
            copies[int(one)] = copies.get(int(one), 0) + 1
        crossed += sum(0 < later < earlier for n, earlier in enumerate(fam) for later in fam[n + 1 :])
        width = max(width, pos[-1] - pos[0] + 1)
    return crossed + sum(count - 1 for count in copies.values()), width


def has_kinship2() -> bool:
    """Whether R and its packages kinship2 and jsonlite are here."""
    if not shutil.which("Rscript"):
        return False
    asked = ["Rscript", "-e", "library(kinship2); library(jsonlite)"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def main() -> int:
    """Print the comparison; status 1 where a time limit is missed."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.genogram", description=__doc__.splitlines()[0])
    asked.add_argument("--families", type=int, default=10, help="how many of each size")
    count = asked.parse_args().families
    with_dot, with_r = bool(shutil.which("dot")), has_kinship2()
    if not with_dot:
        print("Graphviz dot: skipped, not installed (Debian package graphviz)")
    if not with_r:
        print("R kinship2: skipped, not installed (needs Rscript with the packages kinship2 and jsonlite)")
    print("means per family; crossings ×, width in steps between people ↔\n")
    head = f"{'people':>6} {'ours ×':>8} {'↔':>6} {'ms':>7} {'worst ms':>9} {'dot ×':>8} {'↔':>6}"
    print(f"{head} {'kinship2 ×':>11} {'↔':>6}")
    missed = False
    for size in (12, 30, 60, 120, 200):
        rows, other, third = [], [], []
        for seed in range(count):
            data = family(size, seed)
            rows.append(ours(from_plain(data)))
            if with_dot and (found := dot(data)):
                other.append(found)
            if with_r and (found := kinship2(data)):
                third.append(found)
        times = [row[2] for row in rows]
        said = f"{size:6} {_mean(rows, 0):>8} {_mean(rows, 1):>6} {statistics.mean(times):7.1f} {max(times):9.1f}"
        print(
            f"{said} {_mean(other, 0):>8} {_mean(other, 1):>6} {_mean(third, 0):>11} {_mean(third, 1):>6}", flush=True
        )
        if size in LIMITS and statistics.median(times) > LIMITS[size]:
            print(f"       median {statistics.median(times):.0f} ms, expected at most {LIMITS[size]:.0f}")
            missed = True
    return int(missed)


def _mean(rows: list[Any], column: int) -> str:
    return f"{statistics.mean(row[column] for row in rows):.1f}" if rows else "–"


if __name__ == "__main__":
    sys.exit(main())
