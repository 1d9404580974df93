"""The history in words: names for ids, what a choice says, days and times as people write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Field, Model
from django.utils import timezone
from psycopg.types.range import Range

from kinwork.access.models import User
from kinwork.access.sql import rows
from kinwork.clocks.humanize import short_day
from kinwork.people import codes
from kinwork.people.models import Person
from kinwork.people.models.partial import in_words
from kinwork.people.models.particulars import CODED
from kinwork.units.models import Unit

NAMED: tuple[type[Model], ...] = (User, Unit, Person)  # an id of anything else says nothing to anybody
PARTIAL = frozenset({"begun", "ended", "heard", "on"})  # where they are text, as well known as they are


@cache
def _columns(table: str) -> dict[str, Field[Any, Any]]:
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    return {field.column: field for field in model._meta.concrete_fields if field.column}


def _named(field: Field[Any, Any] | None) -> type[Model] | None:
    """Of whom or what a column holds the id, where that has a name."""
    return next((one for one in NAMED if field is not None and field.related_model is one), None)


def says_something(table: str, column: str) -> bool:
    """Whether a column is told at all: not an id that nobody can read."""
    field = _columns(table).get(column)
    return field is None or not field.is_relation or _named(field) is not None


class Words:
    """What the rows of a history say, once the names of everybody in them are read: one statement for each kind."""

    def __init__(self, found: Iterable[tuple[str, list[dict[str, Any]]]]) -> None:
        last: dict[type[Model], dict[int, datetime]] = defaultdict(dict)  # when each was named last
        for table, told in found:
            for column, field in _columns(table).items():
                if (kind := _named(field)) is not None:
                    for row in told:
                        if row.get(column):
                            known = last[kind].setdefault(row[column], row["pgh_created_at"])
                            last[kind][row[column]] = max(known, row["pgh_created_at"])
        self.names = {
            kind: people_as_of(when)
            if kind is Person
            else {pk: _called(one) for pk, one in kind._base_manager.in_bulk(sorted(when)).items()}
            for kind, when in last.items()
        }

    def of(self, table: str, row: dict[str, Any], column: str) -> Any:
        """What a column of a row says; yes, no and nothing are left to the page."""
        value, field = row[column], _columns(table).get(column)
        if value is None or value == "" or isinstance(value, bool):
            return value
        if (kind := _named(field)) is not None:
            return self.names[kind].get(value, "somebody" if kind is not Unit else "another unit")
        if field is not None and field.choices:
            return dict(field.flatchoices).get(value, value)
        if column == "code":
            return codes.label(row["what"], value) if row["what"] in CODED else in_words(value)
        return in_words(value) if column in PARTIAL and isinstance(value, str) else plainly(value)


def people_as_of(when: dict[int, datetime]) -> dict[int, str]:
    """By the names that they had then: what they are called since, another record may have learned."""
    found = rows(
        "SELECT DISTINCT ON (w.id) w.id, concat_ws(' ', nullif(p.given_name, ''), nullif(p.family_name, '')) AS name "
        "FROM unnest(%(ids)s::bigint[], %(times)s::timestamptz[]) AS w (id, at) JOIN people_personevent p "
        "ON p.pgh_obj_id = w.id AND p.pgh_created_at <= w.at ORDER BY w.id, p.pgh_id DESC",
        ids=list(when),
        times=list(when.values()),
    )
    return {row["id"]: row["name"] for row in found if row["name"]}


def _called(one: Any) -> str:
    return str(one.full_name if isinstance(one, User) else one.name)


def plainly(value: Any) -> Any:
    """A day, a time or a stretch of days as people write them; anything else as it is.

    >>> plainly(date(2026, 10, 15)), plainly(time(16, 30)), plainly("a note")
    ('Thu 15 Oct 2026', '16:30', 'a note')
    >>> plainly(Range(date(2026, 10, 15), None)), plainly(Range(date(2026, 10, 15), date(2026, 11, 1)))
    ('since Thu 15 Oct 2026', 'Thu 15 Oct 2026 to Sat 31 Oct 2026')
    """
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{_day(local.date())}, {local:%H:%M}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Range) and value.lower:
        last = value.upper - timedelta(days=1) if value.upper else None
        return f"{_day(value.lower)} to {_day(last)}" if last else f"since {_day(value.lower)}"
    return value


def _day(day: date) -> str:
    return f"{short_day(day)} {day.year}"
