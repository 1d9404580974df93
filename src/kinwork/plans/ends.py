"""A family that closes needs no plan any more: it ends with it, and is there to read when the family comes back."""

from __future__ import annotations

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.cases.models import Involvement

from .actions.planning import put_to_end
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
