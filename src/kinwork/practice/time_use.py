"""Does time saved at the computer become time with families? Told of many together only (docs/adr/0113).

A figure is shown where at least five people stand behind it, of whom each wrote at least five entries that month, and
nobody wrote more than half of the time. Nor may it be worked out: where the whole service is shown, whoever is in it
and in none of the units that are shown must be five again, or nobody; else one unit more is left out (Hundepool et al.
2012, chapter 4: secondary suppression). Months are whole and over, by the day of recording, so that no two figures
differ by a day's entries; which are shown is decided for all units together, whoever looks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kinwork.access.replica import may_lag
from kinwork.access.sql import tuples

LEAST_PEOPLE = 5
LEAST_ENTRIES = 5
LARGEST_SHARE = 0.5
MONTHS = 12


@dataclass(frozen=True)
class Group:
    """What one unit (none: the whole service) wrote in a month; not yet to be shown."""

    what: str
    month: date
    unit_id: int | None
    people: frozenset[int]
    entries: int
    median_written: float  # seconds
    written: int  # seconds
    largest_share: float
    with_minutes: int
    with_families: int  # minutes

    @property
    def is_large_enough(self) -> bool:
        return (
            len(self.people) >= LEAST_PEOPLE
            and self.entries >= LEAST_PEOPLE * LEAST_ENTRIES
            and self.largest_share <= LARGEST_SHARE
        )


@dataclass(frozen=True)
class Figures:
    """What is shown of a group: rounded, with how many people and entries stand behind it."""

    people: int
    entries: int
    median_minutes: int
    written_hours: float  # for each person
    family_hours: float
    with_minutes: int

    @classmethod
    def of(cls, group: Group) -> Figures:
        each = len(group.people)
        return cls(
            each,
            group.entries,
            max(1, round(group.median_written / 60)),
            _half_hours(group.written / 3600 / each),
            _half_hours(group.with_families / 60 / each),
            group.with_minutes,
        )


def _half_hours(hours: float) -> float:
    """To the nearest half hour.

    >>> _half_hours(3.2), _half_hours(3.26)
    (3.0, 3.5)
    """
    return round(hours * 2) / 2


Shown = Mapping[tuple[str, date, int | None], Figures]


def shown(groups: Iterable[Group]) -> Shown:
    """Of all groups, those that may be shown."""
    found: dict[tuple[str, date, int | None], Figures] = {}
    together: dict[tuple[str, date], list[Group]] = defaultdict(list)
    for group in groups:
        together[group.what, group.month].append(group)
    for (what, month), every in together.items():
        for group in _together(every):
            found[what, month, group.unit_id] = Figures.of(group)
    return found


def _together(every: Sequence[Group]) -> list[Group]:
    """The groups of one month that may be shown beside one another."""
    whole = next((group for group in every if group.unit_id is None), None)
    units = sorted(
        (group for group in every if group.unit_id is not None and group.is_large_enough),
        key=lambda group: (len(group.people), group.entries, -(group.unit_id or 0)),
        reverse=True,
    )
    if whole is None or not whole.is_large_enough:
        return units
    others = [group for group in every if group.unit_id is not None]
    while units and not _is_safe(others, units):
        units.pop()  # the smallest
    return [whole, *units]


def _is_safe(every: Sequence[Group], units: Sequence[Group]) -> bool:
    """Whether what the whole has beside these units is of nobody, or itself large enough."""
    shown_ids = {group.unit_id for group in units}
    rest = [group for group in every if group.unit_id not in shown_ids]
    if not rest:
        return True
    people = frozenset[int]().union(*(group.people for group in rest))
    written = sum(group.written for group in rest)
    most = max(group.largest_share * group.written for group in rest)
    return len(people) >= LEAST_PEOPLE and most <= LARGEST_SHARE * written


@dataclass(frozen=True)
class MonthRow:
    """One month of the page: entries of every kind, and visits; nothing where too few stand behind it."""

    month: date
    entries: Figures | None
    visits: Figures | None


def months_before(today: date) -> list[date]:
    """The first days of the last twelve months that are over, the newest last.

    >>> months_before(date(2026, 3, 9))[0], months_before(date(2026, 3, 9))[-1]
    (datetime.date(2025, 3, 1), datetime.date(2026, 2, 1))
    """
    found, day = [], today.replace(day=1)
    for _ in range(MONTHS):
        day = (day - timedelta(days=1)).replace(day=1)
        found.append(day)
    return found[::-1]


TIME = """
SELECT what, month, unit_id, people, entries, median_written, written, largest_share, with_minutes, with_families
FROM kinwork_writing_time(%(since)s::date, %(before)s::date, %(least)s::integer)
"""


@may_lag
def time_use(today: date) -> Shown:
    """What may be shown of all units and the whole service, for a year of months. One statement."""
    return time_between(months_before(today)[0], today.replace(day=1))


def time_between(since: date, before: date) -> Shown:
    """The same for the months from one first day of a month to before another. One statement."""
    rows = tuples(TIME, since=since, before=before, least=LEAST_ENTRIES)
    return shown(
        Group(what, month, unit, frozenset(people), entries, float(median), int(written), float(share), minutes,
              int(families))
        for what, month, unit, people, entries, median, written, share, minutes, families in rows
    )  # fmt: skip


def months_of(found: Shown, unit_id: int | None, today: date) -> list[MonthRow]:
    """The rows of a unit's page, or of the whole service's."""
    return [
        MonthRow(month, found.get(("entries", month, unit_id)), found.get(("visits", month, unit_id)))
        for month in months_before(today)
    ]


def bars(values: Sequence[float], most: float, *, up: bool = False) -> str:
    """A bar for each month in 120 by 40, up or down from the middle, as the path of one shape.

    >>> bars([0, 2], 4, up=True)
    'M11 20h8v-9.5h-8z'
    """
    sign = "-" if up else ""
    return "".join(f"M{n * 10 + 1} 20h8v{sign}{19 * value / most:.1f}h-8z" for n, value in enumerate(values) if value)
