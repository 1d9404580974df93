"""Brothers and sisters of whom a file says no family: those who live at one address under one name. Pure.

Careful, since a wrong family shows one child's record to who works with the other: where something speaks against it,
that is said and they are not joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from .extract import Extract, Someone, folded

ADULT_AT = 18
MOST = 8  # more of one name at one address are no family that an address alone could tell
IN_CARE = "children.careperiod"
JOINED = "in one family with child {}: the same current address and family name"
APART = {
    "many": f"the same address and family name as more than {MOST - 1} others: not joined with child {{}}",
    "care": "the same address and family name, and looked after: not joined with child {}",
    "mothers": "the same address and family name, and another mother: not joined with child {}",
    "name": "the same current address, and another family name: not joined with child {}",
}


def households(extract: Extract, free: list[str], today: date) -> Iterator[list[str]]:
    """Of who is in no family yet, those who are one. Who is here already has a family, and nothing is added to it."""
    at: dict[tuple[str, str], list[Someone]] = defaultdict(list)
    places = _places(extract)
    for number in free:
        one = extract.people[number]
        if number in places and _is_child(one, today):
            at[places[number]].append(one)
    in_care = {fact.child for fact in extract.facts if fact.table == IN_CARE and fact.ended is None}
    mothers = {one.child: one.mother for one in extract.mothers}
    for found in at.values():
        named: dict[str, list[Someone]] = defaultdict(list)
        for one in found:
            named[folded(one.surname)].append(one)
        for name, some in named.items():
            first, *rest = some
            if len(named) > 1 and first is not found[0]:
                extract.doubt(first.at, first.number, APART["name"].format(found[0].number))
            if not rest or not name:
                continue
            if why := _against(some, in_care, mothers):
                for one in rest:
                    extract.doubt(one.at, one.number, APART[why].format(first.number))
                continue
            for one in rest:
                extract.doubt(one.at, one.number, JOINED.format(first.number))
            yield [one.number for one in some]


def _places(extract: Extract) -> dict[str, tuple[str, str]]:
    """Where each lives now, as far as it is said once: the first line and the postcode."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for note in extract.notes:
        if note.table == "people.address" and not note.values["ended"] and note.values["kind"] in ("", "home"):
            lines, postcode = folded(note.values["lines"]), note.values["postcode"].replace(" ", "").upper()
            if lines and postcode:
                found[note.child].add((lines, postcode))
    return {child: next(iter(some)) for child, some in found.items() if len(some) == 1}


def _is_child(one: Someone, today: date) -> bool:
    return one.born is not None and one.died is None and today.year - one.born.year < ADULT_AT


def _against(some: list[Someone], in_care: set[str], mothers: dict[str, str]) -> str:
    if len(some) > MOST:
        return "many"
    if any(one.number in in_care for one in some):
        return "care"
    return "mothers" if len({mothers[one.number] for one in some if one.number in mothers}) > 1 else ""
