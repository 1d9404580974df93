"""What is new in the demo: something of several kinds, so that the page shows what it is for."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kinwork.access.models import User
from kinwork.cases import notice_kinds as of_cases
from kinwork.cases.models import Involvement
from kinwork.clocks.expected import NEXT_STEPS
from kinwork.meetings import notice_kinds as of_meetings
from kinwork.meetings.models import Task, TaskState
from kinwork.notices.models import Notice
from kinwork.notices.outside_changes import CHANGE
from kinwork.units.models import Unit

from .story import at

TASKS = 6  # the last ones that were given


def note_news(unit: Unit, brings: User, front_door: User, at_night: User, today: date) -> None:
    """Put down as if it had happened since yesterday; nobody is written to."""
    yesterday = today - timedelta(days=1)
    held = Involvement.objects.filter(closed_on=None, allocations__unit=unit).order_by("-opened_on", "-pk")
    newest, next_one, third = held[:3]

    def put(kind: str, involvement: Involvement, actor: User, when: datetime, due: date | None = None) -> None:
        Notice.objects.create(
            kind=kind, family_id=involvement.family_id, unit=unit, actor=actor, at=when, due=due,
        )  # fmt: skip

    put(of_cases.OPENED.key, newest, front_door, at(yesterday, 16, 10), NEXT_STEPS.by(yesterday))
    put(CHANGE.key, next_one, at_night, at(today, 2, 40))
    put(of_meetings.BROUGHT.key, third, brings, at(yesterday, 14, 5))
    given = Task.objects.filter(state=TaskState.OPEN, owner__isnull=False, family__involvements__in=held)
    for task in given.exclude(owner_id=None).select_related("given_by").order_by("-given_at", "-pk")[:TASKS]:
        if task.owner_id == task.given_by_id:
            continue
        Notice.objects.create(
            kind=of_meetings.TASK.key,
            family_id=task.family_id,
            to_ids=[task.owner_id],
            actor_id=task.given_by_id,
            at=max(task.given_at, at(yesterday, 12)),
            object_type="Task",
            object_id=task.pk,
            due=task.due_on,
        )
