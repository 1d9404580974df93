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
            over = child.to is not None and family.on is None
            for parent in union.partners:
                made[child.person].append(Step(parent, "up", child.tie, over))
                made[parent].append(Step(child.person, "down", child.tie, over))
        if len(union.partners) == 2 and not only_parents(union):
            a, b = union.partners
            made[a].append(Step(b, "partner", union.kind, is_over(union)))
            made[b].append(Step(a, "partner", union.kind, is_over(union)))
    for person_id in family.people:
        for other, (way, tie) in _siblings(family, person_id).items():
            made[person_id].append(Step(other, way, tie))
    rank = {"up": 0, "down": 1, "sibling": 2, "half": 3, "partner": 4}
    ties = {"birth": 0, "adopted": 1}
    for found in made.values():
        found.sort(key=lambda step: (rank[step.way], ties.get(step.tie, 2)))
    return made


def is_over(union: Union) -> bool:
    """Whether they have parted."""
    return bool(union.separated or union.divorced or union.ended)


def only_parents(union: Union) -> bool:
    """Whether of two people nothing is known but that they have a child: that alone makes no couple of them."""
    return union.kind == "unknown" and bool(union.children) and not union.from_ and not is_over(union)


def _siblings(family: Family, one: str) -> dict[str, tuple[str, str]]:
    """Brothers and sisters, each with the way and the tie.

    Full where they share both birth parents, half where they share one; else by the union in which both are children,
    adoptive, step or foster as the looser of their two ties is; or where they are said to be so.
    """
    go_on()
    birth = next((union for union, child in family.child_of[one] if child.tie == "birth"), None)
    found: dict[str, tuple[str, str]] = {}
    for union, mine in family.child_of[one]:
        for child in union.children:
            if child.person != one:
                tie = max(mine.tie, child.tie, key=LOOSER.index)
                known = found.get(child.person, ("", LOOSER[-1]))
                if LOOSER.index(tie) <= LOOSER.index(known[1]):
                    found[child.person] = "sibling", tie
    for partner in birth.partners if birth is not None else ():
        for union in family.unions_of[partner]:
            for child in union.children:
                if child.tie == "birth" and child.person != one and birth is not None:
                    full = set(union.partners) == set(birth.partners)
                    if full or found.get(child.person) != ("sibling", "birth"):
                        found[child.person] = ("sibling" if full else "half"), "birth"
    for group in family.siblings:
        if one in group:
            for other in group:
                if other != one and found.get(other, ("", ""))[0] != "half":
                    found[other] = "sibling", "birth"
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
    found: dict[str, str] = {}
    blood = _by_blood(ways, index)
    for one, path in _paths(ways, index).items():
        if not path:
            continue
        direct = [step for step in ways[index] if step.to == one]
        if any(step.way == "partner" and not step.over for step in direct):  # together again
            direct = [step for step in direct if step.way != "partner" or not step.over]
        if any(step.tie == "birth" for step in direct) or (blood.get(one) and direct and direct[0].way == "sibling"):
            # whoever is one's mother is no step-mother too, whichever union one was told as a child of
            direct = [step for step in direct if step.tie == "birth" or step.way == "partner"]
        told = [word(family, way) for way in ([[step] for step in direct] + blood.get(one, []))]
        told = [said for said in told if "'s " not in said] or [word(family, path)]
        found[one] = " and ".join(dict.fromkeys(told))
    return found


def _by_blood(ways: dict[str, list[Step]], index: str) -> dict[str, list[list[Step]]]:
    """How somebody is related by birth, the nearest ways first: up, perhaps across to a brother or sister, and down."""
    found: dict[str, list[list[Step]]] = {}
    lines: list[list[Step]] = [[]]
    seen: set[tuple[str, int]] = set()
    for line in lines:  # which grows while it is read
        here = line[-1].to if line else index
        go_on()
        if line:
            found.setdefault(here, []).append(line)
        for step in ways[here]:
            if step.tie in BLOOD and step.way == "up" and (step.to, len(line)) not in seen:
                seen.add((step.to, len(line)))
                lines.append([*line, step])
    met = set(found) | {index}
    waiting = deque(lines)
    while waiting:
        go_on()
        line = waiting.popleft()
        for step in ways[line[-1].to if line else index]:
            is_down = step.way == "down" or (step.way in ("sibling", "half") and all(one.way == "up" for one in line))
            if step.tie in BLOOD and is_down and step.to not in met:
                met.add(step.to)
                found.setdefault(step.to, []).append([*line, step])
                waiting.append([*line, step])
    return found


def _paths(ways: dict[str, list[Step]], index: str) -> dict[str, list[Step]]:
    """The shortest way to everybody."""
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
    return paths


def word(family: Family, path: list[Step]) -> str:
    """A path in words: as few words for as many steps as English has."""
    go_on()
    terms: list[str] = []
    at = 0
    if [step.way for step in path] == ["down", "up"]:  # the other parent of a child, and no more is known of the two
        name = _gendered(family, path[-1].to, "father", "mother", "other parent")
        children = [step.to for step in _common(family, path)]
        if children:
            return f"{TIE_WORDS.get(path[-1].tie, '')}{name} of {_listed(family, children)}"
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


def _common(family: Family, path: list[Step]) -> list[Step]:
    """The children of the two ends of a way down to a child and up to its other parent, where they have a union."""
    other = path[1].to
    for union in family.unions_of[other]:
        is_theirs = any(child.person == path[0].to for child in union.children)
        if is_theirs and only_parents(union) and len(union.partners) == 2:
            return [Step(child.person, "down", child.tie) for child in union.children]
    return []


def _listed(family: Family, ids: list[str]) -> str:
    names = [family.people[one].called for one in ids]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _gendered(family: Family, id_: str, man: str, woman: str, other: str) -> str:
    shape = shape_of(family, id_)
    if shape == "triangle":
        shape = {"M": "square", "F": "circle"}.get(family.people[id_].sex, "diamond")
    return {"square": man, "circle": woman}.get(shape, other)


WAYS = {"up": "u", "down": "d", "sibling": "s", "half": "h", "partner": "p"}
ONE_TERM = re.compile("u*[sh]d*|u+|d+")  # ways for which English may have a single word
BLOOD = ("birth", "surrogate")
LOOSER = ("birth", "surrogate", "adopted", "unknown", "step", "foster")  # of the ties of two in one union
TIE_WORDS = {"adopted": "adoptive ", "foster": "foster ", "step": "step-", "surrogate": "surrogate ", "unknown": ""}


def _term(family: Family, path: list[Step], ways: str) -> str:
    last = path[-1].to

    def by(man: str, woman: str, other: str) -> str:
        return _gendered(family, last, man, woman, other)

    if len(path) == 1:
        return _one_step(family, path[0], by)
    if any(step.tie not in ("birth", "adopted") for step in path):
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
    former = "former " if step.over else ""
    if step.way == "up":
        if step.tie == "foster":
            return former + "foster carer"
        name = by("father", "mother", "parent")
        return former + tie + name if step.tie != "unknown" else f"possible {name}"
    if step.way == "down":
        if person.pregnancy:
            return "expected baby"
        if person.loss:
            return f"child lost ({person.loss})"
        return former + tie + (by("son", "daughter", "child"))
    if step.way == "sibling":
        return tie + by("brother", "sister", "sibling")
    if step.way == "half":
        return "half-" + (by("brother", "sister", "sibling"))
    if step.tie == "married":
        return former + (by("husband", "wife", "spouse"))
    return former + {"dating": (by("boyfriend", "girlfriend", "partner"))}.get(step.tie, "partner")
