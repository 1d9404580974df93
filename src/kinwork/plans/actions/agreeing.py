"""Verbs: the plan is agreed on, as it stands; it is looked at together again."""

from __future__ import annotations

from datetime import date, timedelta

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions.writing import clean_text

from ..models import Agreement, Plan, PlanReview
from ..queries.plan import body_of, plan_in_full
from .planning import running
from .writing import box_problems

SENT_TWICE = timedelta(seconds=10)


def _day_problem(on: date, began: date) -> dict[str, str]:
    if on > timezone.localdate():
        return {"on": "This date is in the future. Record it once it has happened."}
    if on < began:
        return {"on": f"The plan began on {long_day(began)}. Type that day or a later one."}
    return {}


@transaction.atomic
def agree(
    held: HeldFamily, *, on: date, agreed_with: str, their_words: str = "", disagreement: str = ""
) -> Agreement:  # fmt: skip
    """It is agreed as it stands now, and kept so: what changes later can be seen beside it."""
    words = {"their_words": clean_text(their_words).strip(), "disagreement": clean_text(disagreement).strip()}
    plan = running(held)
    agreed_with = " ".join(agreed_with.split())
    problems = _day_problem(on, plan.started_on) | box_problems(words)
    if not agreed_with:
        problems["agreed_with"] = "Say who in the family agreed; or that no one did, and why."
    full = plan_in_full(plan)
    if not any(line.is_open for line in full.aims):
        problems["form"] = "There is no aim in the plan yet. Add the first one, then agree on it."
    if problems:
        raise ValidationError({("__all__" if name == "form" else name): said for name, said in problems.items()})
    last = full.agreements[0] if full.agreements else None
    if full.agreed is not None and last == full.agreed and _is_sent_twice(held, full.agreed, on, agreed_with):
        return full.agreed
    agreement = Agreement.objects.create(
        plan=plan, number=last.number + 1 if last else 1, on=on, agreed_with=agreed_with[:300], body=body_of(full),
        by_id=held.actor.user_id, at=timezone.now(), **words,
    )  # fmt: skip
    log(held.actor, "agreed plan", family_id=held.pk, thing=agreement)
    return agreement


def _is_sent_twice(held: HeldFamily, last: Agreement, on: date, agreed_with: str) -> bool:
    return (
        last.by_id == held.actor.user_id
        and last.at > timezone.now() - SENT_TWICE
        and (last.on, last.agreed_with) == (on, agreed_with[:300])
    )


@transaction.atomic
def review(held: HeldFamily, *, on: date, found: str, took_part: str = "", next_on: date | None = None) -> PlanReview:
    """It was looked at together; when next, if that is said, stands in the plan from now on."""
    found = clean_text(found).strip()
    plan = running(held)
    problems = _day_problem(on, plan.started_on) | box_problems({"found": found})
    if not found:
        problems["found"] = "Say what you and the family found."
    if next_on is not None and next_on <= on:
        problems["next_on"] = "The next time must be after this review."
    if problems:
        raise ValidationError(problems)
    again = plan.reviews.filter(on=on, found=found, by_id=held.actor.user_id, mistaken_at=None).first()
    if again is not None:
        return again
    done = PlanReview.objects.create(
        plan=plan, on=on, took_part=" ".join(took_part.split())[:300], found=found, next_on=next_on,
        by_id=held.actor.user_id, at=timezone.now(),
    )  # fmt: skip
    _look_again_on(held, plan, next_on)
    log(held.actor, "reviewed plan", family_id=held.pk, thing=done)
    return done


@transaction.atomic
def mark_mistaken(held: HeldFamily, noted: Agreement | PlanReview) -> None:
    """It was entered in error: it stays to be read, marked, and nothing follows from it any more."""
    plan = running(held)
    noted = type(noted)._default_manager.select_for_update().get(pk=noted.pk, plan=plan)
    if noted.mistaken_at is not None:
        return
    noted.mistaken_at, noted.mistaken_by_id = timezone.now(), held.actor.user_id
    noted.save(update_fields=["mistaken_at", "mistaken_by"])
    if isinstance(noted, PlanReview) and plan.review_on == noted.next_on:
        _look_again_on(held, plan, _review_on_before(plan, noted))
    log(held.actor, "marked as entered in error", family_id=held.pk, thing=noted)


@transaction.atomic
def let_stand(held: HeldFamily, noted: Agreement | PlanReview) -> None:
    """Undo: it was no error."""
    plan = running(held)
    noted = type(noted)._default_manager.select_for_update().get(pk=noted.pk, plan=plan)
    if noted.mistaken_at is None:
        return
    noted.mistaken_at = noted.mistaken_by = None
    noted.save(update_fields=["mistaken_at", "mistaken_by"])
    if isinstance(noted, PlanReview) and plan.review_on == _review_on_before(plan, noted):
        _look_again_on(held, plan, noted.next_on)
    log(held.actor, "undid", family_id=held.pk, thing=noted)


def _review_on_before(plan: Plan, noted: PlanReview) -> date | None:
    """When the plan was to be looked at, before a review said otherwise: from the history. One statement."""
    history = apps.get_model("plans", "PlanEvent")._default_manager
    before = history.filter(pgh_obj_id=plan.pk, written_at__lt=noted.at).order_by("-pgh_id").first()
    found: date | None = getattr(before, "review_on", None)
    return found


def _look_again_on(held: HeldFamily, plan: Plan, on: date | None) -> None:
    plan.review_on = on
    plan.version += 1
    plan.written_by_id, plan.written_at = held.actor.user_id, timezone.now()
    plan.save()
