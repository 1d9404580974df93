"""Verbs: a unit says which questionnaires it asks of its families and when; and that it no longer does."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.instruments import NotToBeAsked
from kinwork.units.models import Unit
from kinwork.whole_numbers import whole

from . import choosing
from .models import MOST_WEEKS, As, PlannedMeasure


def planned_of(unit_id: int) -> list[PlannedMeasure]:
    """What a unit plans now. One statement."""
    return list(PlannedMeasure.objects.filter(unit_id=unit_id, ended_on=None).select_related("by"))


@transaction.atomic
def plan_measure(
    actor: Actor, unit: Unit, *, instrument: str, asked_of: str, at_start: bool, at_review: bool, at_end: bool,
    every_weeks: str,
) -> PlannedMeasure:  # fmt: skip
    """One line of the plan. Said again of the same people, it stands as said last."""
    actor.require(Permission.DECIDE, unit.pk)
    problems = {}
    found = choosing.named(instrument)
    weeks = whole(every_weeks) if every_weeks.strip() else None
    if found is None:
        problems["instrument"] = "Choose a questionnaire."
    if asked_of not in As.values:
        problems["asked_of"] = "Choose who is asked."
    elif found is not None and As(asked_of) not in choosing.asked_of(found):
        those = " or ".join(one.label.lower() for one in choosing.asked_of(found))
        problems["asked_of"] = f"{found.name} is for: {those}."
    elif found is not None:
        try:
            choosing.form_of(found, asked_of)
        except NotToBeAsked as wrong:
            problems["instrument"] = str(wrong)
    if not (at_start or at_review or at_end):
        problems["when"] = "Choose when: at the start, at reviews, at the end."
    if every_weeks.strip() and (weeks is None or not 1 <= weeks <= MOST_WEEKS):
        problems["every_weeks"] = f"Type a whole number of weeks from 1 to {MOST_WEEKS}, or leave it empty."
    elif weeks is not None and not at_review:
        problems["every_weeks"] = "Weeks are those between reviews: choose “At reviews”, or leave this empty."
    if problems:
        raise ValidationError(problems)
    assert found is not None
    today = timezone.localdate()
    before = PlannedMeasure.objects.select_for_update(of=("self",)).filter(
        unit=unit, instrument=found.key, asked_of=asked_of, ended_on=None
    ).first()  # fmt: skip
    from_on = today
    if before is not None:
        from_on = before.from_on
        before.ended_on, before.ended_by_id = today, actor.user_id
        before.save(update_fields=["ended_on", "ended_by"])
    made = PlannedMeasure.objects.create(
        unit=unit, instrument=found.key, asked_of=asked_of, at_start=at_start, at_review=at_review, at_end=at_end,
        every_weeks=weeks, from_on=from_on, by_id=actor.user_id,
    )  # fmt: skip
    log(actor, "planned questionnaire", thing=made)
    return made


@transaction.atomic
def no_longer_plan(actor: Actor, unit: Unit, pk: int) -> bool:
    """It is suggested no longer. Whether it was planned."""
    actor.require(Permission.DECIDE, unit.pk)
    found = PlannedMeasure.objects.select_for_update(of=("self",)).filter(pk=pk, unit=unit, ended_on=None).first()
    if found is None:
        return False
    found.ended_on, found.ended_by_id = timezone.localdate(), actor.user_id
    found.save(update_fields=["ended_on", "ended_by"])
    log(actor, "ended planned questionnaire", thing=found)
    return True
