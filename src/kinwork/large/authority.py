"""Everything of the invented authority in rows: first what all families share, then the families, in any order."""

from __future__ import annotations

from datetime import timedelta

from kinwork.access.roles import PerformanceAnalyst
from kinwork.clocks.periods import quarter_of
from kinwork.copying import Rows
from kinwork.during import During
from kinwork.indicators.tables import POPULATION
from kinwork.units.unit_shapes import UNIT_SHAPES

from .care import tell_care
from .door import tell_contact, tell_other_contacts
from .facts import Telling, tell_facts, tell_statuses
from .family import make_family
from .holding import holding_of
from .involving import involve
from .life import live
from .opening import agencies, open_family
from .owed import LEA, ONS, tell_owed
from .record import tell_record
from .rows import at
from .service import AREAS, Service
from .talks import tell_meetings, tell_talks

WEEK = timedelta(weeks=1)
KEPT_CONTACTS = timedelta(days=1096)  # how far back the front door's own records go


def tell_service(service: Service) -> Rows:
    """Units, posts, staff, who held what, duty, meetings; the register of agencies; calls that came to nothing."""
    rows = Rows()
    for somebody in service.staff.values():
        here = any(one.user == somebody.id and one.end is None for one in service.holdings)
        rows.add(
            "access.user",
            id=somebody.id, email=somebody.email, full_name=somebody.name, password=f"!{somebody.id:040d}",
            is_active=here, date_joined=at(service.begins, 12),
        )  # fmt: skip
    buddies = _buddies(service)
    for unit in service.units:
        shape = UNIT_SHAPES.get(unit.shape)
        low, high = (shape.planned_families or (None, None)) if shape else (None, None)
        rows.add(
            "units.unit",
            id=unit.id, name=unit.name, function=unit.function, area=unit.area, template=unit.shape,
            holds=shape.holds if shape else "joint", meeting_days=[unit.weekday], meeting_minutes=180,
            planned_families_low=low, planned_families_high=high,
            planned_children=shape.planned_children.get(unit.function) if shape else None,
            is_active=unit.ended is None, began_on=None if unit.function == "service" else unit.began,
            ended_on=unit.ended, buddy_id=buddies.get(unit.id),
        )  # fmt: skip
        for post in unit.posts:
            rows.add(
                "units.post",
                id=post.id, unit_id=unit.id, role=post.role, fte=post.fte, title=post.title, counts=post.counts,
                ended_on=unit.ended,
            )  # fmt: skip
    number = 0
    for holding in service.holdings:
        for post_id in holding.posts:
            number += 1
            rows.add(
                "units.postholding",
                id=number, post_id=post_id, user_id=holding.user, during=During(holding.start, holding.end),
            )  # fmt: skip
    _duty(rows, service)
    rows.add("national_returns.returningauthority", id=1, lea=LEA, ons=ONS)
    for agency in agencies():
        rows.add("families.agency", **agency)
    rows.add(
        "service_figures.servicefigure",
        id=1, figure=POPULATION, quarter=quarter_of(service.begins), value=service.size.children,
        source="How large the invented authority is", entered_at=at(service.begins, 12),
        entered_by_id=service.of_service(PerformanceAnalyst.key, 0, service.begins),
    )  # fmt: skip
    tell_meetings(rows, service)
    tell_other_contacts(rows, service, round(service.size.children / 90))
    return rows


def _buddies(service: Service) -> dict[int, int]:
    """Two units of an area that do the same, for one another."""
    found: dict[int, int] = {}
    waiting: dict[tuple[str, str], int] = {}
    for unit in service.units:
        if unit.area and unit.ended is None:
            kind = (unit.area, unit.function)
            if kind in waiting:
                other = waiting.pop(kind)
                found |= {unit.id: other, other: unit.id}
            else:
                waiting[kind] = unit.id
    return found


def _duty(rows: Rows, service: Service) -> None:
    """One assessment unit of each area is on duty each week, this one and the next five."""
    monday = service.today - timedelta(days=service.today.weekday())
    number = 0
    for area in AREAS[: service.size.areas]:
        units = [one for one in service.units if one.area == area and one.function == "assessment" and not one.ended]
        for week in range(-12, 6):
            number += 1
            first = monday + week * WEEK
            rows.add(
                "units.dutyturn",
                id=number, unit_id=units[week % len(units)].id, during=During(first, first + WEEK),
            )  # fmt: skip


def tell_family(service: Service, number: int, rows: Rows) -> bool:
    """All rows of one family; false where nothing of it is kept."""
    size, today = service.size, service.today
    family = make_family(number, size, AREAS[: size.areas], today)
    stays = live(family, today)
    if not stays:
        return False
    holdings = [holding_of(service, family, stay) for stay in stays]
    open_family(rows, family, stays, holdings[0].worker(stays[0].opened), today)
    for stay, holding in zip(stays, holdings, strict=True):
        telling = Telling(rows, family, stay, holding, today, family.ids(), stays[0].opened)
        involve(telling)
        tell_statuses(telling)
        tell_facts(telling)
        tell_care(telling)
        tell_owed(telling)
        if stay.opened > today - KEPT_CONTACTS:
            tell_contact(telling)
        tell_record(telling)
        tell_talks(telling)
    return True
