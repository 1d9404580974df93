"""What somebody is to somebody else: mother, half-brother, father's former partner, great-aunt, second cousin."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from .family import Family, Union
from .layout import shape_of
from .patience import go_on


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a person to the next: up to a parent, down to a child, across to a partner or sibling."""

    to: str
    way: str  # up, down, partner, sibling, half
    tie: str = "birth"
    over: bool = False  # a partnership that has ended


def steps(family: Family) -> dict[str, list[Step]]:
    """For each person every step to somebody else, nearest kinds of tie first."""
    made: dict[str, list[Step]] = {person_id: [] for person_id in family.people}
    for union in family.unions.values():
        for child in union.children:
            for parent in union.partners:
                made[child.person].append(Step(parent, "up", child.tie))
                made[parent].append(Step(child.person, "down", child.tie))
        if len(union.partners) == 2:
            a, b = union.partners
            made[a].append(Step(b, "partner", union.kind, _over(family, union)))
            made[b].append(Step(a, "partner", union.kind, _over(family, union)))
    for person_id in family.people:
        for other, way in _siblings(family, person_id).items():
            made[person_id].append(Step(other, way))
    rank = {"up": 0, "down": 1, "sibling": 2, "half": 3, "partner": 4}
    ties = {"birth": 0, "adopted": 1}
    for found in made.values():
        found.sort(key=lambda step: (rank[step.way], ties.get(step.tie, 2)))
    return made


def _over(family: Family, union: Union) -> bool:
    return bool(union.separated or union.divorced or union.ended)


def _siblings(family: Family, one: str) -> dict[str, str]:
    """Brothers and sisters: full where they share both birth parents, or one union, or are said to be so."""
    go_on()
    mine = {child.tie: union for union, child in reversed(family.child_of[one])}
    found: dict[str, str] = {}
    birth = mine.get("birth")
    for union, _ in family.child_of[one]:
        for child in union.children:
            if child.person != one:
                found[child.person] = "sibling"
    if birth is not None:
        for partner in birth.partners:
            for union in family.unions_of[partner]:
                for child in union.children:
                    if child.tie == "birth" and child.person != one and child.person not in found:
                        full = set(union.partners) == set(birth.partners)
                        found[child.person] = "sibling" if full else "half"
    for group in family.siblings:
        if one in group:
            for other in group:
                if other != one:
                    found[other] = "sibling"
    return found


def relations(family: Family, index: str) -> dict[str, str]:
    """What everybody is to ``index``, in words; people without any tie are not in it.

    >>> from kinwork.genogram import from_plain
    >>> family = from_plain({
    ...     "people": {"amy": {"sex": "F"}, "ann": {"sex": "F"}, "pat": {"sex": "M"}},
    ...     "unions": {"u": {"partners": ["ann", "pat"], "children": ["amy"]}}})
    >>> relations(family, "amy")
    {'ann': 'mother', 'pat': 'father'}
    """
    ways = steps(family)
    paths: dict[str, list[Step]] = {index: []}
    costs = {index: 0}
    waiting = deque([index])
    price = {"up": 4, "down": 4, "sibling": 5, "half": 5, "partner": 5}
    while waiting:
        go_on()
        one = waiting.popleft()
        for step in ways[one]:
            cost = (
                costs[one]
                + price[step.way]
                + (step.tie not in ("birth", "married", "cohabiting")) * (step.way in ("up", "down"))
            )
            if step.to not in costs or cost < costs[step.to]:
                costs[step.to] = cost
                paths[step.to] = [*paths[one], step]
                waiting.append(step.to)
    return {one: word(family, path) for one, path in paths.items() if path}


def word(family: Family, path: list[Step]) -> str:
    """A path in words: as few words for as many steps as English has."""
    go_on()
    terms: list[str] = []
    at = 0
    ways = "".join([WAYS[step.way] for step in path])
    while at < len(path):
        longest = ONE_TERM.match(ways, at)
        for length in range(max(1, longest.end() - at if longest else 0), 0, -1):
            found = _term(family, path[at : at + length], ways[at : at + length])
            if found:
                terms.append(found)
                at += length
                break
    return "'s ".join(terms)


def _gendered(family: Family, id_: str, man: str, woman: str, other: str) -> str:
    shape = shape_of(family, id_)
    if shape == "triangle":
        shape = {"M": "square", "F": "circle"}.get(family.people[id_].sex, "diamond")
    return {"square": man, "circle": woman}.get(shape, other)


WAYS = {"up": "u", "down": "d", "sibling": "s", "half": "h", "partner": "p"}
ONE_TERM = re.compile("u*[sh]d*|u+|d+")  # ways for which English may have a single word
TIE_WORDS = {"adopted": "adoptive ", "foster": "foster ", "step": "step-", "surrogate": "surrogate ", "unknown": ""}


def _term(family: Family, path: list[Step], ways: str) -> str:
    last = path[-1].to

    def by(man: str, woman: str, other: str) -> str:
        return _gendered(family, last, man, woman, other)

    if len(path) == 1:
        return _one_step(family, path[0], by)
    if any(step.tie not in ("birth", "adopted") for step in path if step.way in ("up", "down")):
        return ""
    ups, rest = len(ways) - len(ways.lstrip("u")), ways.lstrip("u")
    if not rest:
        return "great-" * (ups - 2) + by("grandfather", "grandmother", "grandparent")
    if ups == 0 and set(rest) == {"d"}:
        return "great-" * (len(rest) - 2) + by("grandson", "granddaughter", "grandchild")
    if rest[0] in "sh" and set(rest[1:]) <= {"d"}:
        half = "half-" if rest[0] == "h" else ""
        downs = len(rest) - 1
        if downs == 0:
            return half + "great-" * (ups - 1) + by("uncle", "aunt", "aunt or uncle")
        if ups == 0:
            return half + "great-" * (downs - 1) + by("nephew", "niece", "niece or nephew")
        order = min(ups, downs)
        removed = abs(ups - downs)
        name = half + {1: "cousin", 2: "second cousin", 3: "third cousin"}.get(order, "distant cousin")
        times = {0: "", 1: " once removed", 2: " twice removed"}.get(removed, f" {removed} times removed")
        return name + times
    return ""


def _one_step(family: Family, step: Step, by: Callable[[str, str, str], str]) -> str:
    person = family.people[step.to]
    tie = TIE_WORDS.get(step.tie, "")
    if step.way == "up":
        if step.tie == "foster":
            return "foster carer"
        name = by("father", "mother", "parent")
        return tie + name if step.tie != "unknown" else f"possible {name}"
    if step.way == "down":
        if person.pregnancy:
            return "expected baby"
        if person.loss:
            return f"child lost ({person.loss})"
        return tie + (by("son", "daughter", "child"))
    if step.way == "sibling":
        return by("brother", "sister", "sibling")
    if step.way == "half":
        return "half-" + (by("brother", "sister", "sibling"))
    former = "former " if step.over else ""
    if step.tie == "married":
        return former + (by("husband", "wife", "spouse"))
    return former + {"dating": (by("boyfriend", "girlfriend", "partner"))}.get(step.tie, "partner")
