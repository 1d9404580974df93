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
from .models import STANDS, Abuse, Conference, ConferenceKind, Fact, ProtectionPlan
from .recording import end_fact, record_facts
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
        plan = _plan_on(fact)
        if has_plan and not category and plan is None:
            raise ValidationError({"category": f"{fact.person.name} has no plan yet. Choose its category."})
        standing = before.get(fact.person_id)
        if standing is not None and standing.status == Status.LAC:
            _beside_care(held, involvement, fact, plan, category)
        elif has_plan and category:
            _decide(held, involvement, fact, Status.CP, category)
        elif not has_plan and plan is not None:
            if then not in (Status.CIN, Status.NONE):
                raise ValidationError({"then": f"{fact.person.name}’s plan ends with this. Say what comes after it."})
            _decide(held, involvement, fact, Status(then), "")
    return facts


def _plan_on(fact: Conference) -> ProtectionPlan | None:
    """The plan that the child had when the conference began."""
    plans = ProtectionPlan.objects.filter(STANDS, person_id=fact.person_id, started_on__lte=fact.on)
    return plans.exclude(ended_on__lte=fact.on).first()


def _beside_care(
    held: HeldFamily, involvement: Involvement, fact: Conference, plan: ProtectionPlan | None, category: str
) -> None:
    """A child who is looked after stays so, whatever a conference decides of the plan."""
    said = {"said_by": BY[ConferenceKind(fact.kind)], "note": fact.note}
    if not fact.has_plan:
        if plan is not None:
            end_fact(held, KINDS["protection_plan"], plan, on=fact.on, said_by=said["said_by"], values={})
    elif plan is None:
        began = {"started_on": fact.on, "category": category, **said}
        record_facts(held, involvement, KINDS["protection_plan"], [fact.person_id], began)
    elif category:
        changed = {"on": fact.on, "category": category, **said}
        record_facts(held, involvement, KINDS["plan_category"], [fact.person_id], changed)


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
