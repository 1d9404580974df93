"""Verbs: record what a meeting decided, correct it, or that it was not held after all. Each child's record follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.grave_changes import clean_reason
from kinwork.access.permissions import Permission
from kinwork.cases import actions as cases
from kinwork.children.conferences import record_conference
from kinwork.children.kinds import KINDS as FACTS
from kinwork.children.models import Fact
from kinwork.children.recording import correct_fact, record_facts, withdraw_fact
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions.writing import clean_text
from kinwork.meetings.names import in_a_row
from kinwork.people.models import Person

from ..kinds import Part
from ..live import tell
from ..models import FormalMeeting, Invitation, Made, Move, State
from ..queries import facts_made
from ..quorum import missing_of
from .arranging import locked, note_of, still_arranged
from .writing import OUTCOME, put_text

LONGEST_NOTE, LONGEST_ROW = 4000, 300


@dataclass(frozen=True, kw_only=True)
class Decided:
    """Outcome: for all (``of_all``), and for each child by their key."""

    on: date
    quorum_because: str = ""
    of_all: Mapping[str, Any] = field(default_factory=dict)
    of_child: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


def of_child(name: str, person_id: int) -> str:
    """What a field of the form is called that is asked for each child."""
    return f"{name}-{person_id}"


@transaction.atomic
def hold(held: HeldFamily, meeting: FormalMeeting, decided: Decided) -> list[Fact]:
    """It was held: each child's record learns so, and what is due follows. Sent twice, it is once."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    meeting = locked(meeting)
    if meeting.is_held:
        return []
    meeting = still_arranged(meeting)
    asked = list(meeting.invitations.filter(ended_at=None))
    problems: dict[str, str] = {}
    if decided.on > timezone.localdate():
        problems["on"] = f"{long_day(decided.on)} is in the future. Record the outcome once it has been held."
    because = " ".join(decided.quorum_because.split())
    missing = missing_of(meeting.row, asked, at_meeting=True)
    if missing and not because:
        problems["quorum_because"] = "Say why it was held although someone was missing."
    if problems:
        raise ValidationError(problems)
    facts = _record(held, meeting, asked, decided)
    now = timezone.now()
    Made.objects.bulk_create(Made(meeting=meeting, kind=key, fact_id=fact.pk, made_at=now) for key, fact in facts)
    _onto_its_day(held, meeting, decided.on, "It was held on this day.")
    meeting.quorum_because = because[:500] if missing else ""
    meeting.state, meeting.ended_by_id, meeting.ended_at = State.HELD, held.actor.user_id, now
    meeting.save()
    _is_ahead(meeting, False)
    log(held.actor, "held meeting", family_id=held.pk, thing=meeting)
    tell(meeting, "about")
    return [fact for _, fact in facts]


def _is_ahead(meeting: FormalMeeting, ahead: bool) -> None:
    """Held, it is not the family's next date any more, on its very day."""
    meeting.key_date.is_over = not ahead
    meeting.key_date.save(update_fields=["is_over"])


def _onto_its_day(held: HeldFamily, meeting: FormalMeeting, on: date, because: str) -> None:
    """It stands on the day on which it was; the day that was arranged is kept."""
    if on == meeting.on:
        return
    Move.objects.create(
        meeting=meeting, was_on=meeting.on, was_at=meeting.at, on=on, at=meeting.at, because=because,
        by_id=held.actor.user_id, moved_at=timezone.now(),
    )  # fmt: skip
    meeting.on = on
    cases.change_date(
        held,
        meeting.key_date,
        on=on,
        note=note_of(meeting.kind, meeting.children.order_by("born_on", "pk"), meeting.at),
    )


def _record(
    held: HeldFamily, meeting: FormalMeeting, asked: list[Invitation], decided: Decided
) -> list[tuple[str, Fact]]:
    key = meeting.row.fact
    if not key:
        return []
    found: list[tuple[str, Fact]] = []
    for child in meeting.children.all():
        said = decided.of_child.get(child.pk, {})
        if key == "decision_to_apply" and not said.get("applies"):
            continue
        try:
            facts = _record_of_child(held, meeting, asked, child, decided, said)
        except ValidationError as problem:
            raise _at_child(problem, child) from problem
        found += [(key, fact) for fact in facts]
    return found


def _record_of_child(
    held: HeldFamily, meeting: FormalMeeting, asked: list[Invitation], child: Person, decided: Decided,
    said: Mapping[str, Any],
) -> list[Fact]:  # fmt: skip
    kind = meeting.row
    fact = FACTS[kind.fact]
    chair = next((one.name for one in asked if one.part == Part.CHAIR), "")
    values: dict[str, Any] = {"on": decided.on, "note": meeting.outcome.strip()[:LONGEST_NOTE]}
    here = [one.name for one in asked if one.is_present]
    columns = {column.name for column in fact.fact._meta.concrete_fields}
    if "took_part" in columns:
        values["took_part"] = in_a_row(here)[:LONGEST_ROW] if here else ""
    if "chair" in columns:
        values["chair"] = chair[:120]
    else:
        values["said_by"] = chair[:200]
    if kind.fact == "conference":
        values |= {"kind": kind.which, "has_plan": said.get("has_plan"), "participation": said.get("participation", "")}
        return record_conference(
            held, meeting.involvement, [child.pk], values,
            category=said.get("category", ""), then=said.get("then", ""),
        )  # fmt: skip
    for name in ("participation", "begins_enquiry"):
        if name in said:
            values[name] = said[name]
    if kind.fact == "hearing":
        values["kind"] = decided.of_all.get("hearing", "")
    values |= {name: decided.of_all[name] for name in ("proposal", "answer") if name in decided.of_all}
    return record_facts(held, meeting.involvement, fact, [child.pk], values)


def _at_child(problem: ValidationError, child: Person) -> ValidationError:
    """Said beside what was asked of this child."""
    if not hasattr(problem, "error_dict"):
        return ValidationError(problem.messages)
    own = ("has_plan", "category", "then", "participation", "begins_enquiry", "applies")
    return ValidationError(
        {(of_child(name, child.pk) if name in own else name): errors for name, errors in problem.error_dict.items()}
    )


@transaction.atomic
def correct(
    held: HeldFamily, meeting: FormalMeeting, *, on: date, outcome: str, of_child: Mapping[int, Mapping[str, Any]],
    of_all: Mapping[str, Any], because: str,
) -> None:  # fmt: skip
    """What was recorded of it was wrong: each child's record is corrected with it, and what was written stays there."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    because = clean_reason(because)
    meeting = locked(meeting)
    if not meeting.is_held:
        raise ValidationError("This meeting is not recorded as held.")
    if on > timezone.localdate():
        raise ValidationError({"on": f"{long_day(on)} is in the future."})
    for key, fact in facts_made(meeting):
        if fact.withdrawn_at is not None:
            continue
        said = {**of_child.get(fact.person_id, {}), **of_all, "on": on, "note": outcome.strip()[:LONGEST_NOTE]}
        columns = {column.name for column in fact._meta.concrete_fields}
        values = {name: value for name, value in said.items() if name in columns and value != getattr(fact, name)}
        if values:
            correct_fact(held, FACTS[key], fact, values, because=because)
    _onto_its_day(held, meeting, on, because)
    meeting.save()
    put_text(held, meeting, meeting, OUTCOME, clean_text(outcome))
    log(held.actor, "corrected meeting", family_id=held.pk, thing=meeting, words=because)
    tell(meeting, "about")


@transaction.atomic
def not_held(held: HeldFamily, meeting: FormalMeeting, *, because: str) -> None:
    """Recorded by a slip: what it made of the children's record is withdrawn with the reason. Twice is once."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    because = clean_reason(because)
    meeting = locked(meeting)
    if not meeting.is_held:
        return
    for key, fact in facts_made(meeting):
        if fact.withdrawn_at is None:
            withdraw_fact(held, FACTS[key], fact, because=because)
    meeting.state, meeting.ended_by, meeting.ended_at, meeting.quorum_because = State.ARRANGED, None, None, ""
    meeting.save()
    _is_ahead(meeting, True)
    log(held.actor, "meeting not held", family_id=held.pk, thing=meeting, words=because)
    tell(meeting, "about")
