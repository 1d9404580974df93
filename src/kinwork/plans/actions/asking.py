"""Verbs: the four questions are asked again, at a review or when the expected end has come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.cases.actions import answer_questions
from kinwork.cases.models import Involvement
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions.writing import clean_text

from ..models import QuestionsAsked, ReviewKind
from ..queries.facts import in_brief
from ..together import together
from .planning import may_plan
from .writing import Overtaken

SENT_TWICE = timedelta(seconds=10)
ANSWERS = ("why_open", "trying_to_do", "how", "expected_end")
WORDS = ("why_open", "trying_to_do", "how")
LIMIT = 4000  # characters in each answer
ASK = {
    "why_open": "Say why this family is open to us.",
    "trying_to_do": "Say what we are trying to do.",
    "how": "Say how.",
}


def _note(actor: Actor, involvement: Involvement, **more: Any) -> QuestionsAsked:
    return QuestionsAsked.objects.create(
        involvement=involvement, on=timezone.localdate(), by_id=actor.user_id, at=timezone.now(),
        **{name: getattr(involvement, name) for name in ANSWERS}, **_at_which_review(actor, involvement), **more,
    )  # fmt: skip


def _at_which_review(actor: Actor, involvement: Involvement) -> dict[str, Any]:
    """The last review, unless they were answered since; else the expected end, if it has come. One statement."""
    today = timezone.localdate()
    told = in_brief(actor, involvement.family_id, today)
    if told is not None and told.review is not None:
        kind, day = told.review
        if told.facts.asked_on is None or told.facts.asked_on < day:
            return {"review_kind": kind, "review_on": day}
    end = told.facts.expected_end if told is not None else None
    return {"review_kind": ReviewKind.END, "review_on": end} if end and end < today else {}


def _last(involvement: Involvement) -> QuestionsAsked | None:
    return QuestionsAsked.objects.filter(involvement=involvement).select_related("by").first()


def _has_just_said(actor: Actor, involvement: Involvement) -> bool:
    last = _last(involvement)
    return (
        last is not None
        and last.by_id == actor.user_id
        and last.at > timezone.now() - SENT_TWICE
        and all(getattr(last, name) == getattr(involvement, name) for name in ANSWERS)
    )


@transaction.atomic
def still_so(held: HeldFamily) -> None:
    """Everything is as it was answered last. Not where the expected end has passed: then it is not still so."""
    involvement = may_plan(held)
    if involvement.expected_end and involvement.expected_end < timezone.localdate():
        raise ValidationError(
            {
                "expected_end": f"The expected end, {long_day(involvement.expected_end)}, has passed. "
                "Say until when now, and why; or close the family."
            }
        )
    missing = {name: said for name, said in ASK.items() if not getattr(involvement, name).strip()}
    if missing:
        raise ValidationError(missing)
    if _has_just_said(held.actor, involvement):
        return
    noted = _note(held.actor, involvement, is_still_so=True)
    log(held.actor, "asked the four questions again", family_id=held.pk, thing=noted)


def _history() -> Any:
    return apps.get_model("cases", "InvolvementEvent").objects


def as_seen(involvement: Involvement) -> int | None:
    """Which of its states a page shows: for what others change while somebody writes. One statement."""
    states = _history().filter(pgh_obj_id=involvement.pk).order_by("-pgh_id")
    last: int | None = states.values_list("pgh_id", flat=True).first()
    return last


def _beside_others(involvement: Involvement, answers: dict[str, Any], seen: int | None) -> dict[str, Any]:
    """What was typed, with what somebody else answered meanwhile. Raises :class:`Overtaken` where both wrote."""
    was = _history().filter(pgh_obj_id=involvement.pk, pgh_id=seen).first() if seen else None
    if was is None:
        return answers
    now = {name: getattr(involvement, name) for name in answers}
    both = together({name: getattr(was, name) for name in answers}, now, answers)
    if both.rivals:
        last = _last(involvement)
        who = last.by.full_name if last else "Someone else"
        at = f"{timezone.localtime(last.at):%H:%M on %-d %B}" if last else "the same time"
        raise Overtaken(who, at, both.rivals, both.values, as_seen(involvement) or 0)
    return both.values


@transaction.atomic
def answer_again(held: HeldFamily, answers: dict[str, Any], *, because: str = "", seen: int | None = None) -> None:
    """New answers, kept with the day, who gave them and the review. A later end says why.

    ``seen``: what :func:`as_seen` said when the writer began; what somebody else changed since is not written over.
    """
    involvement = may_plan(held)
    answers = {name: clean_text(said).strip() if isinstance(said, str) else said for name, said in answers.items()}
    answers = _beside_others(involvement, answers, seen)
    because = " ".join(because.split())
    problems = {
        name: f"This box holds up to {LIMIT:,} characters; you have typed {len(answers[name]):,}. Shorten it."
        for name in WORDS
        if len(answers[name]) > LIMIT
    }
    end: date | None = answers["expected_end"]
    was = involvement.expected_end
    if end is not None and end < timezone.localdate() and end != was:
        problems["expected_end"] = "This day has passed. Say until when from now, or close the family."
    if was is not None and end != was and (end is None or end > was) and not because:
        problems["because"] = "Say briefly why it goes on for longer."
    if problems:
        raise ValidationError(problems)
    if _has_just_said(held.actor, involvement) and all(getattr(involvement, name) == answers[name] for name in ANSWERS):
        return
    for name, value in answers.items():
        setattr(involvement, name, value)
    noted = _note(held.actor, involvement, because=because[:500])
    answer_questions(held, involvement)
    log(held.actor, "asked the four questions again", family_id=held.pk, thing=noted)


def answered_elsewhere(actor: Actor | None, verb: str, family_id: int | None, thing: object | None) -> None:
    """Whoever answers the questions on another page has answered them too."""
    if verb != "answered why open" or actor is None or not isinstance(thing, Involvement):
        return
    if thing.closed_on is None and not _has_just_said(actor, thing):
        _note(actor, thing)
