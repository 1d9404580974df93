"""Verb: write down what was agreed at a meeting: who does what by when. It is one of the unit's tasks from then on."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions.tasks import give_task
from kinwork.plans.actions.steps import make_step
from kinwork.plans.models import AimState

from ..live import tell
from ..models import Agreed, FormalMeeting
from ..queries import open_aims
from .arranging import locked


@transaction.atomic
def agree(
    held: HeldFamily,
    meeting: FormalMeeting,
    *,
    what: str,
    owner_id: int | None,
    who: str = "",
    due_on: date | None = None,
    aim_id: int | None = None,
    fits_none: bool = False,
    is_for_staff: bool = False,
) -> Agreed:
    """Of somebody of the unit a task; of anybody else (``who``) a step of the plan with their name, wherever it has an
    aim that fits. Done, carried, handed on and taken back as any task is; the same form sent twice is one.
    """
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    meeting, who = locked(meeting), " ".join(who.split())
    if meeting.is_cancelled:
        raise ValidationError("This meeting is cancelled. Restore it first.")
    if meeting.on > timezone.localdate():
        raise ValidationError("This meeting is in the future. Write down what was agreed once it has begun.")
    aims = {one.pk for one in open_aims(held.pk)}
    problems = {}
    if aim_id is not None and aim_id not in aims:
        problems["aim"] = f"This aim is no longer {AimState.OPEN.label.lower()}. Choose another."
    if owner_id is None and who and aims and aim_id is None and not fits_none:
        problems["aim"] = "Choose the aim: what someone outside the unit does is a step of the plan."
    if problems:
        raise ValidationError(problems)
    if aim_id is not None:
        step = make_step(
            held, aim_id, what=what, owner_id=owner_id, agency=who, due_on=due_on, is_for_staff=is_for_staff
        )  # fmt: skip
        task = step.task
    else:
        task = give_task(held.actor, held.unit_id, held.pk, what=what, owner_id=owner_id, agency=who, due_on=due_on)
    made, _ = Agreed.objects.get_or_create(
        task=task, defaults={"meeting": meeting, "by_id": held.actor.user_id, "at": timezone.now()}
    )
    log(held.actor, "noted what a meeting agreed", family_id=held.pk, thing=made)
    tell(meeting, "agreed")
    return made
