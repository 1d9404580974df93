"""What each child is to the service: decided on a day, asked of any day, also as it was known then."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit import log
from kinwork.access.permissions import Permission
from kinwork.families.models import FamilyMember

from .models import CP_CATEGORIES, LEGAL_STATUSES, Category, Involvement, Status, StatusDecision

ORDER = [status.value for status in Status]


@transaction.atomic
def decide_status(
    actor: Actor,
    involvement: Involvement,
    unit_id: int | None,
    *,
    person_id: int,
    status: str,
    category: str,
    placed: str,
    on: date,
    decided_by: str,
    reason: str,
) -> StatusDecision:
    """Note what was decided of a child, by whom and from when. Problems are said at each field."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    problems = {}
    child = FamilyMember.objects.filter(family_id=involvement.family_id, person_id=person_id, is_child=True)
    if not child.select_related("person").exists():
        problems["person"] = "Choose a child of this family."
    if status not in Status.values:
        problems["status"] = "Choose what was decided."
    if status == Status.CP and category not in CP_CATEGORIES:
        problems["category"] = "Choose the category of the child protection plan."
    elif status == Status.LAC and category not in LEGAL_STATUSES:
        problems["category"] = "Choose the legal ground on which the child is looked after."
    if on > timezone.localdate():
        problems["on"] = "This day is still to come. Note a decision when it has been made."
    if not decided_by.strip():
        problems["decided_by"] = "Say who decided, such as the conference, the court, or a name."
    if problems:
        raise ValidationError(problems)
    lac = status == Status.LAC
    decision = StatusDecision.objects.create(
        involvement=involvement,
        person_id=person_id,
        status=status,
        category=category if lac or status == Status.CP else "",
        placed=placed.strip() if lac else "",
        on=on,
        decided_by=decided_by.strip(),
        reason=reason.strip(),
        recorded_by_id=actor.user_id,
        recorded_at=timezone.now(),
    )
    log(actor, "noted status", family_id=involvement.family_id, thing=decision)
    return decision


@transaction.atomic
def take_back_status(actor: Actor, decision: StatusDecision, unit_id: int | None) -> None:
    """It was a slip: what stood before stands again. The slip stays in the history."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    if decision.taken_back_at is None:
        decision.taken_back_at, decision.taken_back_by_id = timezone.now(), actor.user_id
        decision.save(update_fields=["taken_back_at", "taken_back_by"])
        log(actor, "took status back", family_id=decision.involvement.family_id, thing=decision)


def decisions_of(involvement_id: int) -> list[StatusDecision]:
    """All decisions that stand, newest first. One statement."""
    return list(
        StatusDecision.objects.filter(involvement_id=involvement_id, taken_back_at=None).select_related(
            "person", "recorded_by"
        )
    )


def status_on(family_id: int, day: date, *, known_at: datetime | None = None) -> dict[int, StatusDecision]:
    """What each child was on a day; ``known_at``: as far as was written down, and not taken back, by then.

    One statement.
    """
    made = StatusDecision.objects.filter(involvement__family_id=family_id, on__lte=day)
    if known_at is None:
        made = made.filter(taken_back_at=None)
    else:
        made = made.filter(recorded_at__lte=known_at).exclude(taken_back_at__lte=known_at)
    return {one.person_id: one for one in made.order_by("person_id", "-on", "-id").distinct("person_id")}


def highest_in(involvement_id: int) -> dict[int, str]:
    """The gravest status that each child had in an involvement. One statement."""
    highest: dict[int, str] = {}
    for one in decisions_of(involvement_id):
        before = highest.get(one.person_id, Status.NONE.value)
        highest[one.person_id] = max(before, one.status, key=ORDER.index)
    return highest


def in_words(status: str, category: str, placed: str) -> str:
    """'Child protection plan: neglect', 'Looked after: full care order, with Mrs Ade'."""
    words = Status(status).label
    if category:
        label = Category(category).label
        words += f": {label[0].lower()}{label[1:]}"
    return f"{words}, {placed}" if placed else words
