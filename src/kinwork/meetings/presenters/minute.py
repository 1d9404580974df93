"""The minute of one discussion as plain data: shown while it is a draft, frozen when the meeting closes."""

from __future__ import annotations

from typing import Any

from kinwork.light_text import plain

from .. import parts
from ..minute_parts import brought_to
from ..models import HypothesisState, PlannedConversation, Task
from ..names import in_a_row, leads_and_reflects
from ..queries.discussion import DiscussionInFull

SCHEMA = 1


def minute_body(full: DiscussionInFull) -> dict[str, Any]:
    """JSON-ready; everything by name and date, so that it reads the same in ten years."""
    discussion, meeting = full.discussion, full.discussion.meeting
    return {
        "schema": SCHEMA,
        "family": {"id": discussion.family_id, "name": discussion.family.name},
        "unit": meeting.unit.name,
        "held_on": meeting.held_on.isoformat(),
        "present": full.attendance,
        "clinician_present": meeting.clinician_present,
        "purpose": full.involvement.trying_to_do if full.involvement else "",
        **{place.value: _written(full, place) for place in parts.InMinute},
        "brought": brought_to(discussion, full.previous),
        "came_of": [_came_of_task(task) for task in full.earlier_tasks]
        + [_came_of_talk(talk) for talk in full.earlier_conversations],
        "hypotheses": [
            {
                "statement": h.statement,
                "state": h.get_state_display(),
                "for": h.speaks_for,
                "against": h.speaks_against,
                "find_out": h.find_out,
                "new": h.raised_in_id == discussion.pk,
                "changed": [
                    f"{HypothesisState(c.before).label} to {c.after}" + (f": {c.because}" if c.because else "")
                    for c in h.story
                    if c.discussion_id == discussion.pk
                ],
            }
            for h in full.hypotheses
            if h.statement.strip() and (h.state != "dropped" or _touched(h, discussion.pk))
        ],
        "conversations": [conversation_body(talk) for talk in full.conversations],
        "decisions": [
            {
                "words": d.words,
                "reason": d.reason,
                "by": d.decided_by.full_name if d.decided_by else "",
                "as": d.decided_as,
                "at": d.decided_at.isoformat() if d.decided_at else "",
            }
            for d in full.decisions
            if d.words.strip() or d.reason.strip()
        ],
        "tasks": [task_body(task) for task in full.tasks],
    }


def _written(full: DiscussionInFull, place: parts.InMinute) -> list[dict[str, str]]:
    """The parts of this place in which something was written, each with its title as it is today."""
    texts = {key: passage.text.strip() for key, passage in full.passages.items()}
    return [
        {"title": part.title_in_minute or part.label, "part": part.key, "text": texts[part.key]}
        for part in parts.PARTS
        if part.in_minute == place and texts.get(part.key)
    ]


def _touched(hypothesis: Any, discussion_id: int) -> bool:
    return hypothesis.raised_in_id == discussion_id or any(
        change.discussion_id == discussion_id for change in hypothesis.story
    )


def task_body(task: Task) -> dict[str, str]:
    return {
        "what": task.what,
        "owner": task.owner.full_name if task.owner else task.agency,
        "due": task.due_on.isoformat() if task.due_on else "",
        "state": task.get_state_display(),
    }


def _came_of_task(task: Task) -> dict[str, str]:
    carried = [step for step in task.steps.all() if step.kind == "carried"]
    note = plain(task.outcome) or (carried[-1].note if carried else "")
    return {
        "what": task.what,
        "who": task.owner.full_name if task.owner else task.agency,
        "state": "Carried" if carried and task.state == "open" else task.get_state_display(),
        "due": task.due_on.isoformat() if task.due_on else "",
        "note": note,
    }


def _came_of_talk(talk: PlannedConversation) -> dict[str, str]:
    note = plain(talk.recorded) or talk.what_happened.strip()
    if talk.effect.strip():
        note = f"{note}\n{talk.effect.strip()}".strip()
    return {
        "what": f"Conversation with {with_whom(talk)}" + (f": {talk.purpose.strip()}" if talk.purpose.strip() else ""),
        "who": leads(talk),
        "state": talk.get_state_display(),
        "due": talk.by_when.isoformat() if talk.by_when else "",
        "note": note,
    }


def with_whom(talk: PlannedConversation) -> str:
    """'Amy, Jo and Dr Patel', or 'nobody named yet'."""
    return in_a_row(
        [person.short_name for person in talk.people.all()] + ([talk.with_others] if talk.with_others else [])
    )


def leads(talk: PlannedConversation) -> str:
    """'Tom leads, Priya reflects'."""
    return leads_and_reflects(
        talk.lead.full_name if talk.lead else None, talk.reflect.full_name if talk.reflect else None
    )


def conversation_body(talk: PlannedConversation) -> dict[str, Any]:
    return {
        "with": with_whom(talk),
        "leads": leads(talk),
        "purpose": talk.purpose,
        "questions": [line.strip() for line in talk.questions.splitlines() if line.strip()],
        "if_yes": talk.if_yes,
        "if_no": talk.if_no,
        "by_when": talk.by_when.isoformat() if talk.by_when else "",
        "tests": talk.tests.statement if talk.tests else "",
    }
