"""What happened with a demo family, and what each child is to the service."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from kinwork.access.models import User
from kinwork.cases.models import GRAVE, Involvement, StatusDecision
from kinwork.children.effects import put_into_effect
from kinwork.children.models import NamedWorker, WorkerChange
from kinwork.people.models import Person
from kinwork.record.models import Entry, HiddenFrom, Reader, Seen
from kinwork.units.queries import load_actor


def record(
    told: dict[str, Any], involvement: Involvement, people: dict[str, Person], staff: dict[str, User], today: date
) -> None:
    """Entries and statuses of a family's file, each noted on the day on which it happened."""
    for said in told.get("statuses") or []:
        on = today - timedelta(days=said["days_ago"])
        decision = StatusDecision.objects.create(
            involvement=involvement,
            person=people[said["who"]],
            status=said["status"],
            category=said.get("category", ""),
            on=on,
            decided_by=said["by"],
            reason=said.get("reason", ""),
            recorded_by=staff[told["decided_by"]],
            recorded_at=_at(on, time(17)),
        )
        put_into_effect(decision)
        if decision.status in GRAVE:
            _name_worker(decision)
    for said in told.get("entries") or []:
        _entry(said, involvement, people, staff, today)


def _name_worker(decision: StatusDecision) -> None:
    """The consultant who recorded the decision answers for the child by name, once."""
    if NamedWorker.objects.filter(person_id=decision.person_id).exists():
        return
    NamedWorker.objects.create(
        person_id=decision.person_id, involvement_id=decision.involvement_id, started_on=decision.on,
        worker_id=decision.recorded_by_id, registration="SW100200", change=WorkerChange.FIRST,
        recorded_by_id=decision.recorded_by_id, recorded_at=decision.recorded_at,
    )  # fmt: skip


def _entry(
    said: dict[str, Any], involvement: Involvement, people: dict[str, Person], staff: dict[str, User], today: date
) -> None:
    on = today - timedelta(days=said["days_ago"])
    begun = time.fromisoformat(said["at"]) if "at" in said else None
    load_actor(staff[said["by"]], today)  # the database asks who writes what not everybody may know
    entry = Entry.objects.create(
        family_id=involvement.family_id,
        kind=said["kind"],
        happened_on=on,
        happened_at=begun,
        place=said.get("place", ""),
        present=said.get("present", ""),
        text=said["text"],
        said_by=said.get("said_by", ""),
        not_seen_because=said.get("not_seen", ""),
        is_significant=said.get("significant", False),
        is_limited="limited" in said,
        why_limited=said.get("why", ""),
        by=staff[said["by"]],
        recorded_at=_at(on, time(17, 30)),
    )
    for key, how in (said.get("seen") or {}).items():
        Seen.objects.create(entry=entry, person=people[key], alone=how == "alone")
    for key in said.get("hidden") or []:
        HiddenFrom.objects.create(entry=entry, person=people[key])
    for key in said.get("limited") or []:
        Reader.objects.create(entry=entry, user=staff[key])


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
