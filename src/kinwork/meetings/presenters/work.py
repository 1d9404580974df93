"""My work: tasks and planned conversations of one person, by date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ..lists import WorkItem


@dataclass
class Stretch:
    """Work that falls into one stretch of time."""

    title: str
    items: list[WorkItem]
    is_late: bool = False


def stretches(work: list[WorkItem], today: date) -> list[Stretch]:
    """Overdue, today, this week, later, no date; empty stretches left out."""
    items = sorted((item for item in work if item.is_open), key=lambda item: (item.due or date.max, item.kind, item.id))
    sunday = today + timedelta(days=6 - today.weekday())
    bounds: list[tuple[str, Callable[[date | None], bool]]] = [
        ("Overdue", lambda due: due is not None and due < today),
        ("Today", lambda due: due == today),
        ("This week", lambda due: due is not None and today < due <= sunday),
        ("Next week", lambda due: due is not None and sunday < due <= sunday + timedelta(days=7)),
        ("Later", lambda due: due is not None and due > sunday + timedelta(days=7)),
        ("No date", lambda due: due is None),
    ]
    found = [Stretch(title, [i for i in items if belongs(i.due)], title == "Overdue") for title, belongs in bounds]
    return [stretch for stretch in found if stretch.items]
