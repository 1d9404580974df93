"""Verbs: a task is put under an aim, and is a step of the plan; or a step is made, and is a task from then on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions.tasks import give_task
from kinwork.meetings.models import Task, TaskState

from ..models import PlanStep, StepChild
from ..together import chosen_together
from .planning import ENDED, aim_of, children_in, running


@transaction.atomic
def make_step(
    held: HeldFamily,
    aim_id: int,
    *,
    what: str,
    owner_id: int | None,
    agency: str = "",
    due_on: date | None = None,
    is_for_staff: bool = False,
    children: Collection[int] = (),
) -> PlanStep:
    """A new task of the unit or of an agency, under an aim."""
    chosen = children_in(held, children)
    aim_of(held, aim_id)
    task = give_task(
        held.actor, held.unit_id, held.pk, what=what, owner_id=owner_id, agency=agency, due_on=due_on
    )  # fmt: skip
    return _put(held, aim_id, task, is_for_staff=is_for_staff, chosen=chosen)


@transaction.atomic
def put_task_under(
    held: HeldFamily, aim_id: int, task_id: int, *, is_for_staff: bool = False, children: Collection[int] = ()
) -> PlanStep:
    """A task that is there already becomes a step; from under another aim it moves."""
    chosen = children_in(held, children)
    aim_of(held, aim_id)
    task = Task.objects.filter(pk=task_id, family_id=held.pk).exclude(state=TaskState.MISTAKEN).first()
    if task is None:
        raise ValidationError({"task": "Choose one of this family’s tasks."})
    return _put(held, aim_id, task, is_for_staff=is_for_staff, chosen=chosen)


def _put(held: HeldFamily, aim_id: int, task: Task, *, is_for_staff: bool, chosen: set[int]) -> PlanStep:
    step = PlanStep.objects.select_for_update().filter(task=task, taken_out_at=None).first()
    if step is not None and step.aim_id == aim_id:
        return step  # sent twice
    if step is None:
        step = PlanStep(task=task, put_by_id=held.actor.user_id, put_at=timezone.now())
    step.aim_id, step.is_for_staff = aim_id, is_for_staff
    step.save()
    _name_children(step, chosen, set())
    log(held.actor, "put step in plan", family_id=held.pk, thing=step)
    return step


def _name_children(step: PlanStep, mine: set[int], had: set[int]) -> None:
    now = set(StepChild.objects.filter(step=step).values_list("person_id", flat=True))
    then = chosen_together(had, now, mine)
    StepChild.objects.filter(step=step, person_id__in=now - then).delete()
    StepChild.objects.bulk_create([StepChild(step=step, person_id=pk) for pk in sorted(then - now)])


@transaction.atomic
def change_step(
    held: HeldFamily, pk: int, *, aim_id: int | None, is_for_staff: bool, children: Collection[int],
    had: Collection[int],
) -> None:  # fmt: skip
    """Under which aim it stands, of which children it is, whether the family reads it. What the task says is the
    task's: reworded, carried and given to somebody else where tasks are.
    """
    chosen = children_in(held, children)
    plan = running(held)
    step = _step(plan.pk, pk)
    if aim_id is None or not plan.aims.filter(pk=aim_id).exists():
        raise ValidationError({"aim": "Choose the aim that this step belongs to."})
    if (step.aim_id, step.is_for_staff) != (aim_id, is_for_staff):
        step.aim_id, step.is_for_staff = aim_id, is_for_staff
        step.save()
    _name_children(step, chosen, set(had))
    log(held.actor, "changed step of plan", family_id=held.pk, thing=step)


def _step(plan_id: int, pk: int) -> PlanStep:
    step = PlanStep.objects.select_for_update().filter(pk=pk, aim__plan_id=plan_id).first()
    if step is None:
        raise ValidationError(ENDED)
    return step


@transaction.atomic
def take_out(held: HeldFamily, pk: int) -> None:
    """It is no step of the plan any more; the task goes on."""
    step = _step(running(held).pk, pk)
    if step.taken_out_at is None:
        step.taken_out_at, step.taken_out_by_id = timezone.now(), held.actor.user_id
        step.save()
        log(held.actor, "took step out of plan", family_id=held.pk, thing=step)


@transaction.atomic
def put_back(held: HeldFamily, pk: int) -> None:
    """Undo: a step after all, unless the task stands elsewhere by now."""
    step = _step(running(held).pk, pk)
    if step.taken_out_at is None:
        return
    if PlanStep.objects.filter(task_id=step.task_id, taken_out_at=None).exists():
        raise ValidationError("This task stands under an aim already.")
    step.taken_out_at = step.taken_out_by = None
    step.save()
    log(held.actor, "put step in plan", family_id=held.pk, thing=step)
