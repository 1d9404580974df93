"""Verb: record a conference about some children, with what it decided of each."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from kinwork.cases.models import Involvement, Status
from kinwork.families.held import HeldFamily

from .deciding import DecidedStatus, decide_status
from .kinds import KINDS
from .models import Abuse, Conference, ConferenceKind, Fact
from .recording import record_facts
from .statuses import status_on

BY = {
    ConferenceKind.INITIAL: "The initial conference",
    ConferenceKind.REVIEW: "The review conference",
    ConferenceKind.TRANSFER: "The transfer-in conference",
}


@transaction.atomic
def record_conference(
    held: HeldFamily,
    involvement: Involvement,
    person_ids: Collection[int],
    values: dict[str, Any],
    *,
    category: str,
    then: str,
) -> list[Fact]:
    """A plan begins, goes on (perhaps with another category) or ends by it; its chair is not asked twice."""
    has_plan = values.get("has_plan")
    if has_plan is None:
        raise ValidationError({"has_plan": "Say whether there is a child protection plan after it."})
    kind = ConferenceKind(values["kind"])
    if has_plan and category not in Abuse.values and kind != ConferenceKind.REVIEW:
        raise ValidationError({"category": "Choose the category of the child protection plan."})
    if not has_plan and category:
        raise ValidationError({"category": "A category is of a plan. Leave it empty where there is none."})
    facts = record_facts(held, involvement, KINDS["conference"], person_ids, values)
    before = status_on(held.pk, values["on"])
    for fact in facts:
        assert isinstance(fact, Conference)
        standing = before.get(fact.person_id)
        is_on_plan = standing is not None and standing.status == Status.CP
        if has_plan and (category or not is_on_plan):
            if not category:
                raise ValidationError({"category": f"{fact.person.name} has no plan yet. Choose its category."})
            _decide(held, involvement, fact, Status.CP, category)
        elif not has_plan and is_on_plan:
            if then not in (Status.CIN, Status.NONE):
                raise ValidationError({"then": f"{fact.person.name}’s plan ends with this. Say what comes after it."})
            _decide(held, involvement, fact, Status(then), "")
    return facts


def _decide(held: HeldFamily, involvement: Involvement, fact: Conference, status: Status, category: str) -> None:
    decide_status(
        held.actor,
        involvement,
        held.unit_id,
        DecidedStatus(
            person_id=fact.person_id,
            status=status,
            category=category,
            placed="",
            on=fact.on,
            decided_by=BY[ConferenceKind(fact.kind)],
            reason=fact.note[:500] or "Decided at the conference.",
        ),
    )
