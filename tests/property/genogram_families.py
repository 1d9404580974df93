"""Random families of every kind that a family file can hold, as plain data."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

from kinwork.genogram.family import BONDS, LOSSES, SUPPORTS

NAMES = [
    "Ann",
    "Böb",
    "李安",
    "Ó Súilleabháin-Featherstonehaugh",
    "👩‍👧 Zed",
    "<b>&amp;",
    "",
    "Oluwaseun Adébáyọ̀ the Younger",
]
UNBORN = 10**6  # the generation of those who have no children


def family(size: int, seed: int, tangle: float = 0.2, extras: bool = True) -> dict[str, Any]:
    """A family of about ``size`` people; ``tangle`` is how often cousins marry or children have further parents."""
    dice = random.Random(seed)
    people: dict[str, dict[str, Any]] = {}
    unions: dict[str, dict[str, Any]] = {}
    generation: dict[str, int] = {}
    parents: set[str] = set()

    def new(level: int, **more: Any) -> str:
        id_ = f"p{len(people)}"
        people[id_] = {"name": dice.choice(NAMES), "sex": dice.choice("MFMFMFU"), **more}
        if dice.random() < 0.8:
            people[id_]["born"] = f"{1930 + 30 * level + dice.randrange(12)}-{dice.randrange(1, 13):02d}"
        generation[id_] = level
        return id_

    def level_of(union: dict[str, Any]) -> int:
        return max(generation[one] for one in union["partners"])

    new(0)
    for _ in range(40 * size):
        if len(people) >= size:
            break
        one = dice.choice([id_ for id_ in people if generation[id_] < UNBORN])
        act = dice.random()
        if act < 0.5:
            level = generation[one]
            peers = [other for other in people if generation[other] == level and other != one]
            partners = [one]
            if dice.random() < 0.9:
                partners.append(dice.choice(peers) if peers and dice.random() < tangle else new(level))
            dice.shuffle(partners)
            if any(set(union["partners"]) == set(partners) for union in unions.values()) and dice.random() < 0.7:
                continue
            children = []
            for _ in range(dice.choice((0, 1, 1, 2, 3))):
                children.append(new(level + 1))
                parents.add(children[-1])
            kind = dice.choice(("married", "cohabiting", "dating", "unknown"))
            unions[f"u{len(unions)}"] = {"partners": partners, "kind": kind, "children": list(children)}
        elif act < 0.7 and one not in parents:
            level = generation[one] - 1
            children = [one]
            for _ in range(dice.choice((0, 0, 1, 2))):
                children.append(new(level + 1))
            parents |= set(children)
            dice.shuffle(children)
            unions[f"u{len(unions)}"] = {"partners": [new(level), new(level)], "children": list(children)}
        elif act < 0.8 and unions:
            union = dice.choice(list(unions.values()))
            more = dice.choice(({"loss": dice.choice(LOSSES)}, {"expected": "2230-04"}, {"unknown": True}))
            baby = new(level_of(union) + 1, **more)
            if "unknown" not in more:
                people[baby].pop("born", None)
            generation[baby] = UNBORN if "unknown" not in more else generation[baby]
            parents.add(baby)
            union["children"].append(baby)
        elif dice.random() < tangle and unions:
            union = dice.choice(list(unions.values()))
            here = [child if isinstance(child, str) else child["person"] for child in union["children"]]
            if level_of(union) < generation[one] < UNBORN and one not in here:
                tie = dice.choice(("adopted", "foster", "step", "surrogate", "unknown"))
                union["children"].append({"person": one, "tie": tie})
    data: dict[str, Any] = {"people": people, "unions": unions}
    if extras:
        _extras(dice, data)
    return data


def _extras(dice: random.Random, data: dict[str, Any]) -> None:
    ids = list(data["people"])
    data["index"] = dice.sample(ids, min(len(ids), dice.choice((0, 1, 1, 2))))
    for union in data["unions"].values():
        plain = [child for child in union["children"] if isinstance(child, str)]
        if len(plain) > 1 and dice.random() < 0.2:
            pair = plain[:2]
            union["children"] = [{"person": one, "twins": "a", "identical": dice.random() < 0.5} for one in pair] + [
                child for child in union["children"] if child not in pair
            ]
        if dice.random() < 0.3:
            union["from"] = "2401"
            union[dice.choice(("separated", "divorced", "ended"))] = "2411"
    if len(ids) > 1:
        pairs = [dice.sample(ids, 2) for _ in range(dice.randrange(4))]
        data["bonds"] = [{"from": a, "to": b, "kind": dice.choice(BONDS)} for a, b in pairs]
        data["households"] = [dice.sample(ids, dice.randint(1, min(4, len(ids)))) for _ in range(dice.randrange(3))]
        if dice.random() < 0.3:
            data["siblings"] = [dice.sample(ids, 2)]
    data["others"] = {f"o{n}": {"name": dice.choice(NAMES), "kind": "agency"} for n in range(dice.randrange(4))}
    data["links"] = [{"from": one, "to": dice.choice(ids), "support": dice.choice(SUPPORTS)} for one in data["others"]]


def families(most: int = 80, tangle: float = 0.2) -> st.SearchStrategy[dict[str, Any]]:
    """Any family of up to ``most`` people, small ones first when a failure is made smaller."""
    return st.builds(family, st.integers(1, most), st.integers(0, 10**9), st.just(tangle))


def scattered(sizes: list[int], seed: int, tangle: float = 0.2) -> dict[str, Any]:
    """Several families without ties to each other, of about these sizes, written down in any order.

    People live together, and are close or at odds, across them; partners are of two generations at times; there is
    an index in one of them, in the smallest, in several, or none.
    """
    dice = random.Random(seed)
    parts = [_prefixed(family(size, dice.randrange(10**9), tangle), f"f{n}") for n, size in enumerate(sizes)]
    for part in parts:
        if dice.random() < 0.3:
            _across_generations(dice, part)
    people = _shuffled(dice, {id_: one for part in parts for id_, one in part["people"].items()})
    ids = list(people)
    smallest = list(min(parts, key=lambda part: len(part["people"]))["people"])
    some = dice.sample(ids, min(len(ids), 3))
    pairs = [dice.sample(ids, 2) for _ in range(dice.randrange(6))] if len(ids) > 1 else []
    return {
        "index": dice.choice(([], some[:1], some[:1], smallest[:1], some)),
        "people": people,
        "unions": _shuffled(dice, {id_: one for part in parts for id_, one in part["unions"].items()}),
        "siblings": [group for part in parts for group in part["siblings"]],
        "bonds": [{"from": a, "to": b, "kind": dice.choice(BONDS)} for a, b in pairs],
        "households": [dice.sample(ids, dice.randint(1, min(5, len(ids)))) for _ in range(dice.randrange(4))],
    }


def _shuffled(dice: random.Random, found: dict[Any, Any]) -> dict[Any, Any]:
    keys = list(found)
    dice.shuffle(keys)
    return {key: found[key] for key in keys}


def _prefixed(data: dict[str, Any], mark: str) -> dict[str, Any]:
    """The same family under ids that no other has; of its extras, the brothers and sisters only."""

    def child(one: Any) -> Any:
        return mark + one if isinstance(one, str) else {**one, "person": mark + one["person"]}

    return {
        "people": {mark + id_: one for id_, one in data["people"].items()},
        "unions": {
            mark + id_: {
                **one,
                "partners": [mark + partner for partner in one["partners"]],
                "children": [child(each) for each in one["children"]],
            }
            for id_, one in data["unions"].items()
        },
        "siblings": [[mark + one for one in group] for group in data.get("siblings", ())],
    }


def _across_generations(dice: random.Random, part: dict[str, Any]) -> None:
    """Two of a family become a couple whoever they are to each other, and at times foster a third."""
    grown = [id_ for id_, one in part["people"].items() if not {"loss", "expected"} & one.keys()]
    if len(grown) < 3:
        return
    one, other, third = dice.sample(grown, 3)
    children = [{"person": third, "tie": "foster"}] if dice.random() < 0.3 else []
    part["unions"][f"{one}+{other}"] = {"partners": [one, other], "children": children}


def parts_of(data: dict[str, Any]) -> list[set[str]]:
    """Who is tied to whom by descent, partnership or as brothers and sisters, in the order of people."""
    groups = [set(group) for group in data.get("siblings", ())]
    for union in data["unions"].values():
        children = (child if isinstance(child, str) else child["person"] for child in union["children"])
        groups.append({*union["partners"], *children})
    parts: list[set[str]] = [{one} for one in data["people"]]
    for group in groups:
        joined = [part for part in parts if part & group]
        rest = [part for part in parts if not part & group]
        parts = [set().union(*joined), *rest]
    order = list(data["people"])
    return sorted(parts, key=lambda part: min(map(order.index, part)))


def scattered_families(most: int = 12) -> st.SearchStrategy[dict[str, Any]]:
    """Families of up to eight parts, from people without a tie to whole trees."""
    sizes = st.lists(st.sampled_from([1, 1, 1, 2, 2, 3, 4, 6, 9, most]), min_size=1, max_size=8)
    return st.builds(scattered, sizes, st.integers(0, 10**9), st.sampled_from([0.0, 0.2, 0.6]))
