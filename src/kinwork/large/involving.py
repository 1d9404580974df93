"""Rows of an involvement: why, what for, how, until when; the units that held it; dates ahead; how it closed."""

from __future__ import annotations

from datetime import date, timedelta

from kinwork.cases.models import KeyDateKind, RoleKind
from kinwork.during import During

from .facts import Telling
from .life import ASSESSED, NOTHING, working
from .words import text

DAY = timedelta(days=1)


def involve(telling: Telling) -> None:
    """One row with its answers, one allocation for each unit, whoever leads."""
    stay, chance, holding, rows = telling.stay, telling.family.chance, telling.holding, telling.rows
    who = {**telling.family.who, "worker": holding.name(holding.worker(stay.opened)).split()[0]}
    closed = stay.closed
    answered = stay.level not in (NOTHING, ASSESSED)
    last = stay.last(telling.today)
    unit = holding.unit(last)
    rows.add(
        "cases.involvement",
        id=telling.involvement, family_id=telling.family.id, opened_on=stay.opened, closed_on=closed,
        why_open=text("why_open", chance, who), decided_by_id=holding.leader(stay.opened),
        trying_to_do=text("trying", chance, who) if answered else "",
        how=text("how", chance, who) if answered else "",
        expected_end=_expected_end(telling) if closed is None else None,
        key_worker_id=holding.worker(last) if unit.shape in ("neighbourhood", "borough_assess") else None,
        closing_reason=text("closing", chance, who) if closed else "",
        what_changed=text("changed", chance, who) if closed and answered else "",
        closed_by_id=holding.leader(last) if closed else None,
    )  # fmt: skip
    for held in holding.held:
        rows.add(
            "cases.allocation",
            id=telling.family.ids(), involvement_id=telling.involvement, unit_id=held.unit.id,
            during=During(held.start, held.end),
        )  # fmt: skip
    if stay.level != NOTHING:
        _lead(telling)
    if closed is None:
        _dates_ahead(telling)


def _expected_end(telling: Telling) -> date:
    """Most have one to come; of some it has passed, and nobody has asked again."""
    chance = telling.family.chance
    days = chance.randrange(-40, 0) if chance.random() < 0.12 else chance.randrange(10, 240)
    return max(telling.stay.opened, telling.today + timedelta(days=days))


def _lead(telling: Telling) -> None:
    """Who leads, one after the other as they come and go."""
    stay, holding = telling.stay, telling.holding
    day, last = stay.opened, stay.last(telling.today)
    user, since = holding.worker(day), day
    while (day := day + timedelta(days=28)) < last:
        if (now := holding.worker(day)) != user:
            _lead_role(telling, user, since, day)
            user, since = now, day
    _lead_role(telling, user, since, stay.closed if stay.closed is None or stay.closed > since else since + DAY)


def _lead_role(telling: Telling, user: int, start: date, end: date | None) -> None:
    telling.rows.add(
        "cases.familyrole",
        id=telling.family.ids(), involvement_id=telling.involvement, kind=RoleKind.LEAD, user_id=user,
        during=During(start, end), recorded_by_id=user, recorded_at=telling.moment(start),
    )  # fmt: skip


def _dates_ahead(telling: Telling) -> None:
    stay, chance = telling.stay, telling.family.chance
    ahead: list[tuple[str, int, str]] = []
    if stay.plan is not None and stay.plan.end is None:
        ahead.append((KeyDateKind.CONFERENCE, chance.randrange(5, 160), "Review conference"))
    if any(care.whole.end is None for care in stay.care):
        ahead.append((KeyDateKind.REVIEW, chance.randrange(5, 170), "Looked-after review"))
    if any(care.legal and care.legal[-1].code == "C1" and care.legal[-1].end is None for care in stay.care):
        ahead.append((KeyDateKind.COURT, chance.randrange(3, 80), ""))
    ahead += [
        (KeyDateKind.BIRTH, (child.born - telling.today).days, "")
        for child in telling.family.children
        if child.is_expected and child.born
    ]
    if chance.random() < 0.3:
        ahead.append((KeyDateKind.SCHOOL, chance.randrange(2, 40), "Meeting at school"))
    for kind, days, note in ahead:
        on = telling.today + timedelta(days=days)
        telling.rows.add(
            "cases.keydate",
            id=telling.family.ids(), involvement_id=telling.involvement, kind=kind, note=note,
            on=on if kind == KeyDateKind.BIRTH else working(on),
        )  # fmt: skip
