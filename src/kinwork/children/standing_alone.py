"""What a conference decided, and stands though the conference was corrected or removed: said, and offered to go too.

A conference and what it decided are two things, each with its own history. Where one goes and the other stays, nobody
meant it to: so the child's record asks, and one press removes it, moves it to the new day, or leaves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.cases.models import Status, StatusDecision
from kinwork.clocks.humanize import long_day, lower_first
from kinwork.families.held import HeldFamily

from .conferences import BY
from .deciding import DecidedStatus, decide_status, take_back_status
from .kinds import KINDS
from .models import STANDS, Conference, ConferenceKind, LeftStanding, PlanCategory, ProtectionPlan
from .recording import correct_fact, put_end_back, withdraw_fact
from .statuses import in_words


@dataclass(frozen=True)
class StandsAlone:
    """Something that a conference decided which no conference of that day says now."""

    conference: Conference  # that was corrected or removed
    now: Conference | None  # what it was corrected to, if it says the same of another day
    words: str
    thing: StatusDecision | ProtectionPlan | PlanCategory
    ends: bool = False  # the thing is a plan that ended by it, not one that began

    @property
    def gone(self) -> str:
        """How the conference went, in words."""
        kind = lower_first(ConferenceKind(self.conference.kind).label)
        return f"The {kind} of {long_day(self.conference.on)} was {'corrected' if self.is_corrected else 'removed'}"

    @property
    def is_corrected(self) -> bool:
        return hasattr(self.conference, "replaced_by")


def standing_alone(family_id: int, person_id: int) -> list[StandsAlone]:
    """Of one child. One statement where no conference was corrected or removed, else five."""
    every = Conference.objects.filter(person_id=person_id, involvement__family_id=family_id)
    every = every.select_related("replaced_by", "person", "involvement", "left_standing")
    gone = [one for one in every if one.withdrawn_at is not None and not hasattr(one, "left_standing")]
    if not gone:
        return []
    stands = [one for one in every if one.withdrawn_at is None]
    found: list[StandsAlone] = []
    for conference in gone:
        if any(one.on == conference.on and one.has_plan == conference.has_plan for one in stands):
            continue
        now = getattr(conference, "replaced_by", None)
        if now is not None and (now.withdrawn_at is not None or now.has_plan != conference.has_plan):
            now = None
        found += [StandsAlone(conference, now, words, thing, ends) for words, thing, ends in _decided(conference)]
    # Two versions of one conference speak of the same thing: it is offered once, as the last one has it.
    return list({(type(one.thing).__name__, one.thing.pk): one for one in reversed(found)}.values())


def _decided(conference: Conference) -> list[tuple[str, Any, bool]]:
    by, child, on = BY[ConferenceKind(conference.kind)], conference.person_id, conference.on
    decisions = StatusDecision.objects.filter(person_id=child, on=on, decided_by=by, taken_back_at=None)
    found: list[tuple[str, Any, bool]] = [
        (f"“{in_words(one.status, one.category, one.placed)}” from {long_day(on)}", one, False)
        for one in decisions.select_related("person", "involvement")
        if (one.status == Status.CP) == bool(conference.has_plan)
    ]
    if conference.has_plan:
        plans = ProtectionPlan.objects.filter(STANDS, person_id=child, started_on=on, said_by=by, decision=None)
        found += [(f"the child protection plan from {long_day(on)}", one, False) for one in plans]
        changes = PlanCategory.objects.filter(STANDS, person_id=child, on=on, said_by=by, decision=None)
        found += [(f"the category “{one.get_category_display()}” from {long_day(on)}", one, False) for one in changes]
    else:
        ended = ProtectionPlan.objects.filter(STANDS, person_id=child, ended_on=on, end_said_by=by, end_decision=None)
        found += [(f"that the child protection plan ended on {long_day(on)}", one, True) for one in ended]
    return found


def _this(held: HeldFamily, person_id: int, kind: str, pk: int) -> StandsAlone:
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    for one in standing_alone(held.pk, person_id):
        if (type(one.thing).__name__, one.thing.pk) == (kind, pk):
            return one
    raise ValidationError("This was changed in the meantime. Look at the record again.")


@transaction.atomic
def remove_too(held: HeldFamily, person_id: int, kind: str, pk: int) -> Any:
    """It goes with the conference, for the reason given there. What can be undone for a while is given back."""
    one = _this(held, person_id, kind, pk)
    because = f"{one.gone}: {one.conference.withdrawn_because}"[:500]
    if isinstance(one.thing, StatusDecision):
        return take_back_status(held.actor, one.thing, held.unit_id, because=because)
    if one.ends:
        assert isinstance(one.thing, ProtectionPlan)
        put_end_back(held, KINDS["protection_plan"], one.thing, because=because)
        return None
    key = "protection_plan" if isinstance(one.thing, ProtectionPlan) else "plan_category"
    withdraw_fact(held, KINDS[key], one.thing, because=because)
    return None


@transaction.atomic
def move_too(held: HeldFamily, person_id: int, kind: str, pk: int) -> None:
    """The conference was on another day: what it decided holds from that day."""
    one = _this(held, person_id, kind, pk)
    if one.now is None:
        raise ValidationError("The conference no longer says this. It can only be removed, or left as it is.")
    because = f"{one.gone}: {one.conference.withdrawn_because}"[:500]
    thing = one.thing
    if isinstance(thing, StatusDecision):
        take_back_status(held.actor, thing, held.unit_id, because=because)
        again = DecidedStatus(
            person_id=thing.person_id, status=thing.status, category=thing.category, placed=thing.placed, on=one.now.on,
            decided_by=thing.decided_by, reason=thing.reason, level=thing.level, alternatives=thing.alternatives,
        )  # fmt: skip
        decide_status(held.actor, thing.involvement, held.unit_id, again)
        return
    column = "ended_on" if one.ends else "on" if isinstance(thing, PlanCategory) else "started_on"
    key = "plan_category" if isinstance(thing, PlanCategory) else "protection_plan"
    correct_fact(held, KINDS[key], thing, {column: one.now.on}, because=because)


@transaction.atomic
def leave_standing(held: HeldFamily, person_id: int, kind: str, pk: int) -> None:
    """It was decided all the same. It is not asked again."""
    one = _this(held, person_id, kind, pk)
    LeftStanding.objects.create(conference=one.conference, by_id=held.actor.user_id, at=timezone.now())
    log(held.actor, "left standing", family_id=held.pk, thing=one.conference)
