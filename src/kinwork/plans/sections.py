"""What the family's plan brings to the pack that a unit hands over with a family."""

from __future__ import annotations

from datetime import date
from typing import Any

from kinwork.families.hand_over import Section, register
from kinwork.families.held import HeldFamily

from .queries.facts import in_brief


def plan(held: HeldFamily, today: date) -> dict[str, Any] | None:
    """Its aims, with whom it was agreed, and when it is looked at together again. One statement."""
    told = in_brief(held.actor, held.pk, today)
    return {"told": told} if told is not None and told.facts.plan_id else None


def start() -> None:
    register(Section(65, "plan", "The family’s plan", "plans/pack.html", plan, "There is no plan yet."))
