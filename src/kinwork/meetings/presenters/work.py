"""My work: tasks and planned conversations of one person, by date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from kinwork.access.lists import Asked
from kinwork.clocks.humanize import short_day

from ..models import PlannedConversation, Step, StepKind, Task
from ..queries.work import Just, WorkItem

DUE_WITHIN = {"late": -1, "today": 0, "week": 7}  # days from today


@dataclass
class Stretch:
    """Work that falls into one stretch of time."""

    title: str
    items: list[WorkItem]
    is_late: bool = False

    @property
    def open(self) -> int:
        return sum(1 for item in self.items if not item.is_gone)


ENDED_WORDS = {
    StepKind.DONE: "Done",
    StepKind.DROPPED: "No longer needed",
    StepKind.MISTAKEN: "Entered in error",
    StepKind.REWORDED: "Reworded",
    StepKind.MISSED: "Did not happen",
    StepKind.REOPENED: "Opened again",
}


def just(step: Step, today: date) -> Just:
    """What was done, in the words beside its undo."""
    if step.kind == StepKind.CARRIED:
        words = f"Carried to {short_day(step.due_after, today)}" if step.due_after else "Carried"
    elif step.kind == StepKind.GIVEN:
        words = "Given to someone else"
    elif step.kind == StepKind.DONE and step.conversation_id:
        words = "It happened"
    else:
        words = ENDED_WORDS[StepKind(step.kind)]
    return Just(step.pk, words)


def anchor_of(step: Step) -> str:
    return f"task-{step.task_id}" if step.task_id else f"conversation-{step.conversation_id}"


def with_just_done(work: list[WorkItem], steps: Iterable[Step], today: date) -> list[WorkItem]:
    """The list with, at the place that each thing had, what was done to it a moment ago."""
    by_anchor = {anchor_of(step): step for step in steps}
    shown = []
    for item in work:
        step = by_anchor.get(item.anchor)
        if step is None:
            shown += [item] if item.is_open else []
        elif step.kind == StepKind.CARRIED:
            shown += [item, replace(item, due=step.due_before, just=just(step, today), is_gone=True)]
        else:
            shown.append(replace(item, just=just(step, today), is_gone=not item.is_open))
    return shown


@dataclass(frozen=True)
class WorkLine:
    """A task or conversation of a family; or, ``is_gone``, only what was done to it a moment ago, where it stood."""

    thing: Task | PlannedConversation
    just: Just | None = None
    is_gone: bool = False

    @property
    def place(self) -> tuple[date, int]:
        due = self.thing.due_on if isinstance(self.thing, Task) else self.thing.by_when
        return due or date.max, self.thing.pk


def with_their_undo(
    still_open: Iterable[Task] | Iterable[PlannedConversation], steps: Iterable[tuple[Any, Step]], today: date
) -> list[WorkLine]:
    """What is open, with what was done to it a moment ago; what was ended then keeps its place.

    ``steps``: each with the task or conversation that it was done to.
    """
    done = {thing.pk: (thing, just(step, today)) for thing, step in steps}
    lines = [WorkLine(thing, done.pop(thing.pk, (None, None))[1]) for thing in still_open]
    lines += [WorkLine(thing, said, is_gone=True) for thing, said in done.values()]
    return sorted(lines, key=lambda line: line.place)


def next_after(stretches: list[Stretch], anchor: str) -> str:
    """Where the eyes go on: the line after the one that was acted on, or the one before it."""
    rows = [item for stretch in stretches for item in stretch.items]
    at = next((n for n, item in enumerate(rows) if item.anchor == anchor and item.just), None)
    if at is None:
        return ""
    around = [*rows[at + 1 :], *reversed(rows[:at])]
    return next((item.anchor for item in around if not item.is_gone and item.anchor != anchor), "")


def narrowed(work: list[WorkItem], asked: Asked, today: date) -> list[WorkItem]:
    """What was asked for of somebody's work: its kind, its family, its unit, what is due."""
    family, unit, until = asked.id("family"), asked.id("unit"), DUE_WITHIN.get(asked["due"])

    def fits(item: WorkItem) -> bool:
        return (
            asked["kind"] in ("", item.kind)
            and family in (None, item.family_id)
            and unit in (None, item.unit_id)
            and (until is None or (item.due is not None and item.due <= today + timedelta(days=until)))
        )

    return [item for item in work if fits(item)]


def in_order(work: list[WorkItem], asked: Asked) -> list[WorkItem]:
    """By day, as the stretches of time have it; or family by family."""
    if asked.sort == "family":
        return [item for stretch in by_family(work, is_down=asked.is_down) for item in stretch.items]
    return sorted(work, key=lambda item: (item.due or date.max, item.kind, item.id))


def by_family(work: list[WorkItem], *, is_down: bool = False) -> list[Stretch]:
    """The same work family by family."""
    found: dict[tuple[str, int], Stretch] = {}
    ordered = sorted(work, key=lambda item: (item.due or date.max, item.kind, item.id))
    for item in sorted(ordered, key=lambda item: (item.family.casefold(), item.family_id), reverse=is_down):
        found.setdefault((item.family, item.family_id), Stretch(item.family, [])).items.append(item)
    return list(found.values())


def stretches(work: list[WorkItem], today: date) -> list[Stretch]:
    """Overdue, today, this week, later, no date; empty stretches left out."""
    items = sorted(work, key=lambda item: (item.due or date.max, item.kind, item.id))
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
