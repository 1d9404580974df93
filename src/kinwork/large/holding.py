"""Which unit holds a family through an involvement, and who of it works with the family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .family import Family
from .life import ASSESSED, NOTHING, Stay
from .service import Service, UnitPlan


@dataclass(frozen=True)
class Held:
    """A unit holds the family from a day until another (none: to the end)."""

    unit: UnitPlan
    start: date
    end: date | None


@dataclass(frozen=True)
class Holding:
    """The units of one involvement, one after the other."""

    service: Service
    hand: float
    held: tuple[Held, ...]

    def unit(self, day: date) -> UnitPlan:
        return next((one for one in reversed(self.held) if one.start <= day), self.held[0]).unit

    def worker(self, day: date) -> int:
        return self.service.worker(self.unit(day), self.hand, day)

    def leader(self, day: date) -> int:
        return self.service.leader(self.unit(day), day)

    def name(self, user: int) -> str:
        return self.service.staff[user].name


def holding_of(service: Service, family: Family, stay: Stay) -> Holding:
    """Assessed in one unit and passed on, or in the same unit from the first day; later in one for children in care."""
    chance, today = family.chance, service.today
    if stay.level == NOTHING:
        return Holding(service, family.hand, (Held(service.front_door, stay.opened, None),))
    moves = [(stay.opened, _first(family))]
    last = stay.last(today)
    if moves[0][1] == "assessment" and stay.level != ASSESSED:
        oldest = max(child.age(stay.opened) for child in stay.children)
        then = "edge_of_care" if oldest > 13 and chance.random() < 0.2 else "child_in_need"
        moves.append((stay.opened + timedelta(days=chance.randrange(20, 60)), then))
    long = [care for care in stay.care if ((care.whole.end or today) - care.whole.start).days > 200]
    if long and family.kind != "disability" and chance.random() < 0.65:
        moves.append((long[0].whole.start + timedelta(days=150), "looked_after"))
    if stay.leaving:
        moves.append((min(spell.start for spell in stay.leaving.values()), "leaving_care"))
    moves = sorted(move for move in moves if move[0] == stay.opened or move[0] < last)
    found: list[Held] = []
    for place, (day, function) in enumerate(moves):
        stop = moves[place + 1][0] if place + 1 < len(moves) else None
        _hold(service, family, found, function, day, stop, last)
    return Holding(service, family.hand, tuple(found))


def _first(family: Family) -> str:
    if family.kind == "disability":
        return "disability"
    if family.kind == "unaccompanied":
        return "looked_after"
    return "assessment" if family.chance.random() < 0.5 else "child_in_need"


def _hold(
    service: Service, family: Family, found: list[Held], function: str, day: date, stop: date | None, last: date
) -> None:
    """With a unit of that function; when the unit ends, with the one that follows it."""
    while True:
        unit = service.unit_for(function, family.area, day, family.chance.random())
        if found and found[-1].unit is unit:
            start = found.pop().start
        else:
            start = day
            if found:
                before = found.pop()
                found.append(Held(before.unit, before.start, day))
        ended = unit.ended if unit.ended is not None and unit.ended <= last else None
        if ended is not None and (stop is None or ended < stop):
            found.append(Held(unit, start, None))
            day = ended
            continue
        found.append(Held(unit, start, None))
        return
