"""My work: tasks and planned conversations of one person, by date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ..models import PlannedConversation, Task
from ..queries import Work


@dataclass
class Piece:
    """One line of somebody's work: a task or a conversation."""

    kind: str
    thing: Task | PlannedConversation
    due: date | None

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.thing.pk}"


@dataclass
class Stretch:
    """Work that falls into one stretch of time."""

    title: str
    pieces: list[Piece]
    is_late: bool = False


def stretches(work: Work, today: date) -> list[Stretch]:
    """Overdue, today, this week, later, no date; empty stretches left out."""
    pieces = [Piece("task", task, task.due_on) for task in work.tasks]
    pieces += [Piece("conversation", talk, talk.by_when) for talk in work.conversations]
    pieces.sort(key=lambda piece: (piece.due or date.max, piece.kind, piece.thing.pk))
    sunday = today + timedelta(days=6 - today.weekday())
    bounds: list[tuple[str, Callable[[date | None], bool]]] = [
        ("Overdue", lambda due: due is not None and due < today),
        ("Today", lambda due: due == today),
        ("This week", lambda due: due is not None and today < due <= sunday),
        ("Next week", lambda due: due is not None and sunday < due <= sunday + timedelta(days=7)),
        ("Later", lambda due: due is not None and due > sunday + timedelta(days=7)),
        ("No date", lambda due: due is None),
    ]
    found = [
        Stretch(title, [piece for piece in pieces if belongs(piece.due)], title == "Overdue")
        for title, belongs in bounds
    ]
    return [stretch for stretch in found if stretch.pieces]
