"""A family that closes needs no plan any more: it ends with it, and runs again when the closing is undone."""

from __future__ import annotations

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.cases.closing import Ended, EndsWithFamily
from kinwork.cases.models import Involvement
from kinwork.cases.queries import latest_involvement
from kinwork.families.held import HeldFamily

from .actions.planning import put_to_end, run_again
from .models import Plan

BECAUSE = "The family was closed."


def with_the_family(actor: Actor | None, verb: str, family_id: int | None, thing: object | None) -> None:
    """Called with whatever is logged, in its transaction."""
    if verb != "closed family" or actor is None or not isinstance(thing, Involvement) or thing.closed_on is None:
        return
    plan = Plan.objects.select_for_update().filter(involvement=thing, ended_on=None).first()
    if plan is not None:
        put_to_end(plan, actor.user_id, thing.closed_on, BECAUSE)
        log(actor, "ended plan", family_id=family_id, thing=plan)


def _bring_back(held: HeldFamily, ended: Ended) -> None:
    """The family is open again as it was: so is its plan, unless another runs by now."""
    involvement = latest_involvement(held.pk)
    plans = Plan.objects.select_for_update().filter(involvement=involvement).order_by("-ended_on", "-pk")
    last = plans.first()
    if last is not None and last.ended_because == BECAUSE and not plans.filter(ended_on=None).exists():
        run_again(held, last)


def _end_again(held: HeldFamily, ended: Ended) -> None:
    """It is logged that the family is closed, and with that the plan ends."""


WITH_FAMILY = EndsWithFamily(_bring_back, _end_again)
