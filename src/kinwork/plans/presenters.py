"""Flags with the way to each remedy, and the families that have them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from kinwork.access.permissions import Permission
from kinwork.families.held import HeldFamily

from .flags import Facts, Flag, FlagKind, Remedy, flags_of


@dataclass(frozen=True)
class Way:
    """A button beside a flag: a link, or with ``words`` a form that puts them on the next agenda."""

    label: str
    address: str
    words: str = ""


@dataclass(frozen=True)
class FlagLine:
    """A flag as pages show it."""

    flag: Flag
    ways: list[Way]


@dataclass(frozen=True)
class FlaggedFamily:
    """A family with what needs attention."""

    facts: Facts
    lines: list[FlagLine]


def task_for(flag: Flag) -> str:
    """What somebody would be asked to do about it."""
    if flag.kind == FlagKind.NOT_SEEN:
        return f"See {flag.about}"
    if flag.kind == FlagKind.NOT_ALONE:
        return f"See {flag.about} alone"
    return "Talk with the family"


def way_of(remedy: Remedy, flag: Flag, facts: Facts) -> Way | None:
    """Where one press leads; none where it is done already."""
    family = facts.family_id
    if remedy == Remedy.AGENDA:
        # What is asked at the next meeting already need not be asked again.
        address = reverse("bring_forward", args=[family])
        return None if facts.is_on_next else Way("Put on the next agenda", address, flag.words)
    if remedy == Remedy.TASK:
        label = "Plan a conversation" if flag.kind == FlagKind.CLINICIAN else "Give someone the task"
        asked = {"for": flag.kind.value} | ({"of": flag.person_id} if flag.person_id else {})
        return Way(label, f"{reverse('task_for_flag', args=[family])}?{urlencode(asked)}")
    if remedy == Remedy.PLAN:
        return Way("Make the plan" if facts.plan_id is None else "Go to the plan", reverse("plan", args=[family]))
    if remedy == Remedy.WORKER:
        address = reverse("new_fact", args=[family, "named_worker"])
        return Way("Name the social worker", f"{address}?child={flag.person_id}")
    names = {
        Remedy.VISIT: ("Record a visit", "new_entry"),
        Remedy.ASK: ("Ask them again", "ask_questions"),
        Remedy.NEW_END: ("Say until when now", "ask_questions"),
        Remedy.CLOSE: ("Close the family", "close_family"),
        Remedy.REVIEW: ("Record the review", "review_plan"),
    }
    label, name = names[remedy]
    return Way(label, reverse(name, args=[family]))


def lines_of(facts: Facts, on: date, *, may_edit: bool, may_close: bool) -> list[FlagLine]:
    """Each flag with what this reader can do about it."""
    return [
        FlagLine(
            flag,
            [
                way
                for remedy in flag.remedies
                if may_edit and (may_close or remedy != Remedy.CLOSE)
                if (way := way_of(remedy, flag, facts)) is not None
            ],
        )
        for flag in flags_of(facts, on)
    ]


def may(held: HeldFamily) -> dict[str, bool]:
    return {
        "may_edit": held.may(Permission.EDIT_FAMILY),
        "may_close": held.may(Permission.CLOSE_FAMILY),
    }


def flagged(every: Iterable[Facts], on: date, *, may_edit: bool, may_close: bool) -> list[FlaggedFamily]:
    """The families with anything that needs attention, the gravest first."""
    all_lines = ((facts, lines_of(facts, on, may_edit=may_edit, may_close=may_close)) for facts in every)
    found = [FlaggedFamily(facts, lines) for facts, lines in all_lines if lines]
    order = list(FlagKind)
    return sorted(found, key=lambda one: (order.index(one.lines[0].flag.kind), one.lines[0].flag.since))
