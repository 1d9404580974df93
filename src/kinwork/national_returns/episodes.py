"""Episodes of the looked-after return: legal statuses and placements, cut at every change within a period of care.

Pure: days in, stretches out. Nothing of it is stored; the record holds the statuses and the placements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

TEMPORARY = frozenset({"T0", "T1", "T2", "T3", "T4"})
SHORT_BREAKS = frozenset({"V3", "V4"})
STARTS, LEGAL, PLACED, SAME_CARER, BOTH, BOTH_SAME_CARER = "S", "L", "P", "T", "B", "U"
GOES_ON = "X1"


class Lasts(Protocol):
    """What holds from a day until the day on which it ends, which is the first that it no longer holds."""

    @property
    def started_on(self) -> date: ...
    @property
    def ended_on(self) -> date | None: ...


@dataclass(frozen=True)
class Episode:
    """A stretch of care with one legal status and one placement: why it began, why it ended."""

    started_on: date
    ended_on: date | None
    legal: Any | None
    placement: Any | None
    began: str  # RNE
    ended: str  # REC, of what has ended
    involvement_id: int = 0

    @property
    def is_last(self) -> bool:
        return self.ended != GOES_ON


def _covers(one: Lasts, day: date) -> bool:
    return one.started_on <= day and (one.ended_on is None or day < one.ended_on)


def _at(found: Sequence[Any], day: date) -> Any | None:
    return next((one for one in reversed(found) if _covers(one, day)), None)


def placed_on(placements: Sequence[Any], day: date) -> Any | None:
    """Where a child lives on a day: in a temporary placement while there is one, else in the other."""
    temporary = [one for one in placements if one.type in TEMPORARY]
    return _at(temporary, day) or _at([one for one in placements if one.type not in TEMPORARY], day)


def _same_place(one: Any | None, other: Any | None) -> bool:
    if one is None or other is None:
        return one is other
    if one is other:
        return True
    return not other.is_same_carer and _where(one) == _where(other)


def _where(one: Any) -> tuple[Any, ...]:
    return one.type, one.provider, one.urn, one.postcode, one.place


def _same_law(one: Any | None, other: Any | None) -> bool:
    return (one.code if one else None) == (other.code if other else None)


def cut(care: Any, legal: Sequence[Any], placements: Sequence[Any]) -> list[Episode]:
    """The episodes of a period of care, the first one first: they fill it from its first day to its last, once each.

    Where no status or no placement is recorded, the stretch stands without it.
    """
    first, last = care.started_on, care.ended_on
    days = {first}
    for one in (*legal, *placements):
        for day in (one.started_on, one.ended_on):
            if day is not None and first < day and (last is None or day < last):
                days.add(day)
    found: list[Episode] = []
    for day in sorted(days):
        made = Episode(day, None, _at(legal, day), placed_on(placements, day), STARTS, "", care.involvement_id)
        if found:
            before = found[-1]
            law, place = _same_law(before.legal, made.legal), _same_place(before.placement, made.placement)
            if law and place:
                continue
            found[-1] = replace(before, ended_on=day, ended=GOES_ON)
            made = replace(made, began=_why(made.placement, before.placement, law=law, place=place))
        found.append(made)
    if last is not None:
        found[-1] = replace(found[-1], ended_on=last, ended=care.end_reason or "")
    return found


def _why(now: Any | None, before: Any | None, *, law: bool, place: bool) -> str:
    if place:
        return LEGAL
    same = now is not None and before is not None and now.is_same_carer and now.started_on > before.started_on
    if law:
        return SAME_CARER if same else PLACED
    return BOTH_SAME_CARER if same else BOTH


def episodes_of(care_periods: Sequence[Any], legal: Sequence[Any], placements: Sequence[Any]) -> Iterator[Any]:
    """Each period of care with its episodes."""
    for care in care_periods:
        yield care, cut(care, legal, placements)
