"""From person to person along relationships: where an arrow key leads from each symbol of a drawing."""

from __future__ import annotations

from collections.abc import Callable

from .layout import Layout, Spot

Steps = dict[str, dict[str, str]]


def steps(layout: Layout) -> Steps:
    """For each person whom ``up`` (a parent), ``down`` (a child), ``left`` and ``right`` lead to.

    Sideways come brothers, sisters and partners, the nearest first; where there is none on that side, whoever stands
    next in the row, so that everybody can be reached.

    >>> from .layout import lay_out
    >>> from kinwork.genogram import from_plain
    >>> found = steps(lay_out(from_plain({"people": {"ann": {"sex": "F"}, "bob": {"sex": "M"}, "cy": {}},
    ...     "unions": {"u": {"partners": ["ann", "bob"], "children": ["cy"]}}})))
    >>> found["cy"], found["ann"]
    ({'up': 'bob'}, {'down': 'cy', 'left': 'bob'})
    """
    family, spots = layout.family, layout.spots
    parents: dict[str, list[str]] = {person_id: [] for person_id in spots}
    children: dict[str, list[str]] = {person_id: [] for person_id in spots}
    beside: dict[str, set[str]] = {person_id: set() for person_id in spots}
    for union in family.unions.values():
        young = [child.person for child in union.children]
        for partner in union.partners:
            children[partner] += young
            beside[partner] |= set(union.partners)
        for one in young:
            parents[one] += union.partners
            beside[one] |= set(young)
    for group in family.siblings:
        for one in group:
            beside[one] |= set(group)
    rows: dict[int, list[Spot]] = {}
    for spot in spots.values():
        rows.setdefault(spot.generation, []).append(spot)
    found: Steps = {}
    for spot in spots.values():
        row = rows[spot.generation]
        kin = [spots[one] for one in beside[spot.id] if one != spot.id and spots[one].generation == spot.generation]
        to: dict[str, str | None] = {
            "up": _nearest(spot, [spots[one] for one in parents[spot.id]], lambda _: True),
            "down": _nearest(spot, [spots[one] for one in children[spot.id]], lambda _: True),
        }
        for side, lies in (("left", _left_of(spot)), ("right", _right_of(spot))):
            to[side] = _nearest(spot, kin, lies) or _nearest(spot, row, lies)
        found[spot.id] = {side: one for side, one in to.items() if one}
    return found


def _left_of(spot: Spot) -> Callable[[Spot], bool]:
    return lambda other: other.x < spot.x


def _right_of(spot: Spot) -> Callable[[Spot], bool]:
    return lambda other: other.x > spot.x


def _nearest(spot: Spot, among: list[Spot], lies: Callable[[Spot], bool]) -> str | None:
    there = [spot for spot in among if lies(spot)]
    return min(there, key=lambda one: (abs(one.x - spot.x), one.x)).id if there else None
