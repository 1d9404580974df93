"""Verbs: begin a plan, write its boxes and its aims; an aim is reached or given up; the plan ends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.cases.models import Involvement
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.meetings.actions.writing import clean_text

from ..models import Aim, AimChild, AimKeptFrom, AimState, Plan
from ..together import chosen_together
from .writing import box_problems, write

BOXES = ("danger", "contingency", "ending", "for_staff")
CLOSED = "This family is closed. Open it again before you change its plan."
ENDED = "This plan has ended. Take it up again before you change it."


def may_plan(held: HeldFamily) -> Involvement:
    """The open involvement, which nobody closes until we are done. Raises unless this person may change its plan."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    found = Involvement.objects.select_for_update(no_key=True).filter(family=held.family, closed_on=None).first()
    if found is None:
        raise ValidationError(CLOSED)
    return found


def running(held: HeldFamily, *, begins: bool = False) -> Plan:
    """The plan that runs, locked; ``begins`` one where there is none."""
    involvement = may_plan(held)
    plan = Plan.objects.select_for_update().filter(involvement=involvement, ended_on=None).first()
    if plan is not None:
        return plan
    if not begins:
        raise ValidationError(ENDED)
    now = timezone.now()
    plan = Plan.objects.create(
        involvement=involvement,
        started_on=timezone.localdate(),
        written_by_id=held.actor.user_id,
        written_at=now,
    )
    log(held.actor, "began plan", family_id=held.pk, thing=plan)
    return plan


@transaction.atomic
def write_plan(
    held: HeldFamily, values: dict[str, Any], *, plan_id: int | None, version: int | None
) -> tuple[Plan, Sequence[str]]:
    """What is feared, what if it goes wrong, what would end it, when it is looked at again. Begins the plan if need be.

    Also gives the boxes that somebody else changed meanwhile and that stand as they left them.
    """
    values = {name: clean_text(value).strip() if isinstance(value, str) else value for name, value in values.items()}
    if problems := box_problems(values):
        raise ValidationError(problems)
    plan = running(held, begins=True)
    if plan_id != plan.pk:
        # Begun by somebody else while this was written: every plan is empty in its first version.
        version = 1
    kept = write(held.actor, plan, values, version=version)
    log(held.actor, "changed plan", family_id=held.pk, thing=plan)
    return plan, kept


def children_in(held: HeldFamily, person_ids: Collection[int]) -> set[int]:
    """These people, if all of them are children of the family. Raises otherwise."""
    asked = set(person_ids)
    found = set(
        FamilyMember.objects.filter(family=held.family, is_child=True, person_id__in=asked).values_list(
            "person_id", flat=True
        )
    )
    if found != asked:
        raise ValidationError({"children": "Choose children of this family, or none for all of them."})
    return found


def _name_children(aim: Aim, mine: set[int], had: set[int]) -> None:
    now = set(AimChild.objects.filter(aim=aim).values_list("person_id", flat=True))
    then = chosen_together(had, now, mine)
    AimChild.objects.filter(aim=aim, person_id__in=now - then).delete()
    AimChild.objects.bulk_create([AimChild(aim=aim, person_id=pk) for pk in sorted(then - now)])


def _people_in(held: HeldFamily, person_ids: Collection[int], kept: Collection[int] = ()) -> set[int]:
    """These people, if all of them are in the family, or had the aim kept from them already. Raises otherwise."""
    asked = set(person_ids)
    members = FamilyMember.objects.filter(family=held.family, person_id__in=asked)
    if asked - set(kept) - set(members.values_list("person_id", flat=True)):
        raise ValidationError({"kept_from": "Choose people in this family."})
    return asked


def _keep_from(aim: Aim, mine: set[int], had: set[int]) -> None:
    now = set(AimKeptFrom.objects.filter(aim=aim).values_list("person_id", flat=True))
    then = chosen_together(had, now, mine)
    AimKeptFrom.objects.filter(aim=aim, person_id__in=now - then).delete()
    AimKeptFrom.objects.bulk_create([AimKeptFrom(aim=aim, person_id=pk) for pk in sorted(then - now)])


def _aim_problems(values: dict[str, Any]) -> dict[str, str]:
    if not values["words"]:
        return {"words": "Say what is to be different, in the family’s own words if you can."}
    return box_problems(values)


def _clean(words: str, said_by: str, *, is_for_staff: bool) -> dict[str, Any]:
    values = {"words": clean_text(words).strip(), "said_by": said_by.strip()[:200], "is_for_staff": is_for_staff}
    if problems := _aim_problems(values):
        raise ValidationError(problems)
    return values


@transaction.atomic
def add_aim(
    held: HeldFamily,
    *,
    words: str,
    said_by: str = "",
    is_for_staff: bool = False,
    children: Collection[int] = (),
    kept_from: Collection[int] = (),
) -> Aim:
    """One more aim. Begins the plan if there is none; the same form sent twice is one aim.

    ``kept_from``: from whom in the family; said of an aim that is there already, it is kept from them too.
    """
    values = _clean(words, said_by, is_for_staff=is_for_staff)
    chosen, kept = children_in(held, children), _people_in(held, kept_from)
    plan = running(held, begins=True)
    again = plan.aims.filter(state=AimState.OPEN, **values).first()
    if again is not None:
        _keep_from(again, kept, set())
        return again
    last = plan.aims.aggregate(last=Max("position"))["last"]
    aim = Aim.objects.create(
        plan=plan,
        position=0 if last is None else last + 1,
        written_by_id=held.actor.user_id,
        written_at=timezone.now(),
        **values,
    )
    _name_children(aim, chosen, set())
    _keep_from(aim, kept, set())
    log(held.actor, "added aim", family_id=held.pk, thing=aim)
    return aim


def aim_of(held: HeldFamily, pk: int) -> Aim:
    """An aim of the plan that runs, locked. Raises where its plan has ended."""
    plan = running(held)
    aim = Aim.objects.select_for_update().filter(pk=pk, plan=plan).first()
    if aim is None:
        raise ValidationError(ENDED)
    return aim


@transaction.atomic
def change_aim(
    held: HeldFamily,
    pk: int,
    *,
    words: str,
    said_by: str,
    is_for_staff: bool,
    children: Collection[int],
    had: Collection[int],
    version: int | None,
    kept_from: Collection[int] | None = None,
    kept_before: Collection[int] = (),
) -> Sequence[str]:
    """Say it in other words, of whom it is, or from whom it is kept (None: as it stands). ``had`` and ``kept_before``:
    who was ticked when the writer began.
    """
    values = _clean(words, said_by, is_for_staff=is_for_staff)
    chosen = children_in(held, children)
    aim = aim_of(held, pk)
    if kept_from is not None:
        known = aim.kept_from.values_list("person_id", flat=True)
        _keep_from(aim, _people_in(held, kept_from, known), set(kept_before))
    kept = write(held.actor, aim, values, version=version)
    _name_children(aim, chosen, set(had))
    log(held.actor, "changed aim", family_id=held.pk, thing=aim)
    return kept


@transaction.atomic
def end_aim(held: HeldFamily, pk: int, *, state: str, because: str) -> None:
    """It is reached, or given up; and how that is known. Its open steps stay the tasks that they are."""
    aim = aim_of(held, pk)
    because = " ".join(because.split())
    if state not in (AimState.REACHED, AimState.GIVEN_UP):
        raise ValidationError({"state": "Say whether it is reached or given up."})
    if not because:
        asks = "how you and the family know" if state == AimState.REACHED else "why it is given up"
        raise ValidationError({"because": f"Say briefly {asks}."})
    if aim.state == state:
        return
    aim.state, aim.ended_on, aim.ended_because = state, timezone.localdate(), because[:500]
    _saved(held, aim, "ended aim")


@transaction.atomic
def open_aim_again(held: HeldFamily, pk: int) -> None:
    """It was not so after all."""
    aim = aim_of(held, pk)
    if aim.state == AimState.OPEN:
        return
    aim.state, aim.ended_on, aim.ended_because = AimState.OPEN, None, ""
    _saved(held, aim, "opened aim again")


def _saved(held: HeldFamily, aim: Aim, verb: str) -> None:
    aim.version += 1
    aim.written_by_id, aim.written_at = held.actor.user_id, timezone.now()
    aim.save()
    log(held.actor, verb, family_id=held.pk, thing=aim)


@transaction.atomic
def end_plan(held: HeldFamily, *, on: date, because: str) -> None:
    """The plan ends and the family stays open: another may begin."""
    plan = running(held)
    because = " ".join(because.split())
    problems = {}
    if not because:
        problems["because"] = "Say briefly why the plan ends."
    if on < plan.started_on:
        problems["on"] = f"The plan began on {long_day(plan.started_on)}; it cannot end before then."
    elif on > timezone.localdate():
        problems["on"] = "This date is in the future. End the plan when the day has come."
    if problems:
        raise ValidationError(problems)
    put_to_end(plan, held.actor.user_id, on, because)
    log(held.actor, "ended plan", family_id=held.pk, thing=plan)


def put_to_end(plan: Plan, user_id: int, on: date, because: str) -> None:
    plan.ended_on, plan.ended_because, plan.ended_by_id = max(on, plan.started_on), because[:500], user_id
    plan.version += 1
    plan.written_by_id, plan.written_at = user_id, timezone.now()
    plan.save()


@transaction.atomic
def take_up_again(held: HeldFamily, pk: int) -> None:
    """A plan that ended runs again, as it was: where no other runs, in the involvement that it is of."""
    involvement = may_plan(held)
    plan = Plan.objects.select_for_update().filter(pk=pk, involvement=involvement).first()
    if plan is None:
        raise ValidationError("That plan is of an earlier time. Begin a new one: its words can be copied.")
    if plan.ended_on is None:
        return
    if Plan.objects.filter(involvement=involvement, ended_on=None).exists():
        raise ValidationError("Another plan runs now. End that first.")
    run_again(held, plan)


def run_again(held: HeldFamily, plan: Plan) -> None:
    """As it was before it ended."""
    plan.ended_on, plan.ended_because, plan.ended_by = None, "", None
    plan.version += 1
    plan.written_by_id, plan.written_at = held.actor.user_id, timezone.now()
    plan.save()
    log(held.actor, "took up plan again", family_id=held.pk, thing=plan)
