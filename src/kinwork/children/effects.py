"""What a decision about a child brings about: which plans, legal statuses and placements begin and end with it.

Of one child one status at a time is decided. A plan that was recorded later than the day of an earlier decision stays:
the earlier one then holds until that begins. Taken back, everything stands as it stood before the decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from kinwork.cases.models import PanelAnswer, Status, StatusDecision

from .models import (
    STANDS,
    CarePeriod,
    Fact,
    LeavingCare,
    LegalStatus,
    NeedPlan,
    Period,
    Placement,
    PlanCategory,
    ProtectionPlan,
)

# What shows a status, and what ends where another is decided.
SHOWS: dict[str, type[Period]] = {
    Status.CIN: NeedPlan,
    Status.CP: ProtectionPlan,
    Status.LAC: LegalStatus,
    Status.LEAVER: LeavingCare,
}
# A child on a plan who becomes looked after keeps the plan until a conference ends it.
GOES_ON = {Status.LAC: (ProtectionPlan,)}
OF_CARE: tuple[type[Period], ...] = (LegalStatus, Placement, CarePeriod)
BY_DECISION: tuple[type[Period], ...] = (NeedPlan, ProtectionPlan, LeavingCare, *OF_CARE)


def put_into_effect(decision: StatusDecision) -> None:
    """Begin and end what follows from a decision, in its transaction; nothing while a panel has yet to agree."""
    if not decision.has_effect:
        return
    goes_on = GOES_ON.get(Status(decision.status), ())
    shown = SHOWS.get(decision.status)
    for kind in BY_DECISION:
        if kind is shown or kind in goes_on or (decision.status == Status.LAC and kind in OF_CARE):
            continue
        _end(kind, decision)
    if decision.status == Status.CP:
        _protect(decision)
    elif decision.status == Status.LAC:
        _look_after(decision)
    elif shown is not None and not _at(shown, decision):
        _begin(shown, decision)


def take_out_of_effect(decision: StatusDecision) -> None:
    """What began with a decision is withdrawn with it, and what ended with it goes on."""
    withdrawn = {
        "withdrawn_at": decision.taken_back_at,
        "withdrawn_by_id": decision.taken_back_by_id,
        "withdrawn_because": decision.taken_back_because,
    }
    began: tuple[type[Fact], ...] = (*BY_DECISION, PlanCategory)
    for fact in began:
        fact._default_manager.filter(STANDS, decision=decision).update(**withdrawn)
    for kind in BY_DECISION:
        for period in kind._default_manager.filter(STANDS, end_decision=decision):
            _set_end(period, _next(kind, period.person_id, period.started_on))


def _protect(decision: StatusDecision) -> None:
    """A plan begins, or goes on with another category."""
    plan = _at(ProtectionPlan, decision)
    if plan is None:
        _begin(ProtectionPlan, decision, category=decision.category)
        return
    said = PlanCategory.objects.filter(STANDS, person_id=decision.person_id, on__range=(plan.started_on, decision.on))
    last = said.order_by("-on", "-id").values_list("category", flat=True).first()
    if decision.category != (last or getattr(plan, "category", "")):
        PlanCategory.objects.create(on=decision.on, category=decision.category, **_told(decision))


def _look_after(decision: StatusDecision) -> None:
    """The period of care begins if there is none; the legal status changes, and the placement if one is named."""
    if not _at(CarePeriod, decision):
        _begin(CarePeriod, decision)
    before = _at(LegalStatus, decision)
    if before is None or getattr(before, "code", "") != decision.category:
        _end(LegalStatus, decision)
        _begin(LegalStatus, decision, code=decision.category)
    placed = _at(Placement, decision)
    if decision.placed and (placed is None or getattr(placed, "place", "") != decision.placed):
        _end(Placement, decision)
        _begin(Placement, decision, place=decision.placed)


def _at(kind: type[Period], decision: StatusDecision) -> Period | None:
    """What holds on the day of the decision."""
    found: Period | None = (
        kind._default_manager.filter(STANDS, person_id=decision.person_id, started_on__lte=decision.on)
        .exclude(ended_on__lte=decision.on)
        .order_by("-started_on", "-id")
        .first()
    )
    return found


# With what else a period ends, beside a decision that the child has no status.
ENDS_WITH: dict[type[Period], tuple[type[Period], ...]] = {
    NeedPlan: tuple(SHOWS.values()),
    LeavingCare: tuple(SHOWS.values()),
    ProtectionPlan: (ProtectionPlan, NeedPlan, LeavingCare),
    **{kind: (kind, NeedPlan, LeavingCare, ProtectionPlan) for kind in OF_CARE},
}


@dataclass(frozen=True)
class End:
    """When a period ends, by which decision (if by one), and who wrote it down when."""

    on: date
    decision_id: int | None
    said_by: str
    recorded_by_id: int
    recorded_at: datetime


def _next(kind: type[Period], person_id: int, after: date) -> End | None:
    """The next thing with which a period of this kind ends."""
    found = []
    for one in ENDS_WITH[kind]:
        begun = one._default_manager.filter(STANDS, person_id=person_id, started_on__gt=after)
        if first := begun.order_by("started_on", "id").first():
            found.append(
                End(first.started_on, first.decision_id, first.said_by, first.recorded_by_id, first.recorded_at)
            )
    decided = StatusDecision.objects.filter(person_id=person_id, on__gt=after, status=Status.NONE, taken_back_at=None)
    decided = decided.filter(Q(panel="") | Q(panel_answer=PanelAnswer.AGREED))
    if none := decided.order_by("on", "id").first():
        found.append(_end_by(none))
    return min(found, key=lambda end: end.on, default=None)


def _end_by(decision: StatusDecision) -> End:
    return End(decision.on, decision.pk, decision.decided_by, decision.recorded_by_id, decision.recorded_at)


def _told(decision: StatusDecision) -> dict[str, Any]:
    return {
        "person_id": decision.person_id,
        "involvement_id": decision.involvement_id,
        "said_by": decision.decided_by,
        "note": decision.reason,
        "decision": decision,
        "recorded_by_id": decision.recorded_by_id,
        "recorded_at": decision.recorded_at,
    }


def _begin(kind: type[Period], decision: StatusDecision, **said: Any) -> None:
    period = kind(started_on=decision.on, **_told(decision), **said)
    end = _next(kind, decision.person_id, decision.on)
    if end is not None:
        _put_end(period, end)
    period.save(force_insert=True)


def _end(kind: type[Period], decision: StatusDecision) -> None:
    """What holds on the day of the decision ends with it."""
    period = _at(kind, decision)
    if period is not None:
        _set_end(period, _end_by(decision))


def _set_end(period: Period, end: End | None) -> None:
    _put_end(period, end)
    period.save(update_fields=["ended_on", "end_decision", "end_said_by", "end_recorded_by", "end_recorded_at"])


def _put_end(period: Period, end: End | None) -> None:
    period.ended_on = end.on if end else None
    period.end_decision_id = end.decision_id if end else None
    period.end_said_by = end.said_by if end else ""
    period.end_recorded_by_id = end.recorded_by_id if end else None
    period.end_recorded_at = end.recorded_at if end else None
