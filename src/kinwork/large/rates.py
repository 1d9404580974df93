"""How the invented authority compares with England: the figures of ``england.py``, counted of its lives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from kinwork.clocks.working_days import working_days_between

from .family import Family, make_family
from .life import Care, Stay, live
from .service import AREAS
from .size import Size

YEAR = timedelta(days=365)
Life = tuple[Family, list[Stay]]


def lives(size: Size, today: date) -> Iterable[Life]:
    """Every family of which something is kept, with its involvements."""
    for number in range(size.families):
        family = make_family(number, size, AREAS[: size.areas], today)
        if stays := live(family, today):
            yield family, stays


def measured(told: Iterable[Life], children: int, today: date) -> dict[str, float]:
    """Each figure, of the day and of the year before it."""
    seen: Counter[str] = Counter()
    for _, stays in told:
        last: dict[int, date] = {}
        for stay in stays:
            _refer(seen, stay, last, today)
            _protect(seen, stay, today)
            for care in stay.care:
                _look_after(seen, care, today)
            for child in stay.everyone():
                seen["in_need"] += stay.ended(child) is None
    rate, share = 10_000 / children, 100.0
    return {
        **{key: seen[key] * rate for key in (
            "in_need", "referrals", "enquiries", "conferences", "plans", "in_care", "into_care", "out_of_care",
        )},
        "again": share * seen["again"] / seen["referrals"],
        "conferences_in_time": share * seen["in_time"] / seen["conferences"],
        "boys_in_care": share * seen["boys"] / seen["in_care"],
        "voluntary": share * seen["V2"] / seen["in_care"],
        "care_orders": share * (seen["C1"] + seen["C2"]) / seen["in_care"],
        "moved": share * seen["moved"] / seen["two_years"],
    }  # fmt: skip


def _refer(seen: Counter[str], stay: Stay, last: dict[int, date], today: date) -> None:
    for child in stay.children:
        if stay.opened > today - YEAR:
            seen["referrals"] += 1
            seen["again"] += child.id in last and stay.opened - last[child.id] <= YEAR
        last[child.id] = stay.opened


def _protect(seen: Counter[str], stay: Stay, today: date) -> None:
    number = len(stay.children)
    for made in stay.enquiries:
        if made.on > today - YEAR:
            seen["enquiries"] += number
        if made.conference is not None and made.conference > today - YEAR:
            seen["conferences"] += number
            seen["in_time"] += number * (working_days_between(made.on, made.conference) <= 15)
    if stay.plan is not None and stay.plan.end is None:
        seen["plans"] += number


def _look_after(seen: Counter[str], care: Care, today: date) -> None:
    start, end = care.whole.start, care.whole.end
    seen["into_care"] += start > today - YEAR
    seen["out_of_care"] += end is not None and end > today - YEAR
    if end is not None:
        return
    seen["in_care"] += 1
    seen["boys"] += care.child.sex == "male"
    seen[care.legal[-1].code] += 1
    if start <= today - 2 * YEAR:
        seen["two_years"] += 1
        seen["moved"] += sum(one.end is None or one.end > today - 2 * YEAR for one in care.placements) >= 3
