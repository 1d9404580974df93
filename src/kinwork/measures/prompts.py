"""What the unit’s plan of questionnaires brings to My work, what needs attention, the family’s page and its closing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.families.panels import FamilyPage, Panel
from kinwork.plans.suggestions import Suggestion

from .due import OF_FAMILY, Due, Moments, due, facts_from, of_family


def says(told: Any, row: dict[str, Any], on: date) -> list[Suggestion]:
    """Of one open family, from what was read with what needs attention."""
    moments = Moments(row["opened_on"], None, row["expected_end"], row["review_on"], row["review_day"])
    facts = facts_from(row["family_id"], told, moments, on)
    return suggestions(due(facts, on)) if facts else []


def suggestions(found: Iterable[Due]) -> list[Suggestion]:
    """Each leads to the page that begins it, with everything chosen but how."""
    return [
        Suggestion(one.family_id, one.words, one.when, "Ask",
                   f"{reverse('new_measure', args=[one.family_id])}?{one.query}")
        for one in found
    ]  # fmt: skip


def at_closing(page: FamilyPage) -> Panel:
    """What could be asked at the end. One statement."""
    held = page.held
    if not held.may(Permission.EDIT_FAMILY):
        return Panel("measures/parts/at_closing.html", {})
    [(told,)] = tuples(f"SELECT ({OF_FAMILY})", family=held.pk, unit=held.unit_id)
    found = of_family(held.pk, told, timezone.localdate(), is_ending=True)
    return Panel("measures/parts/at_closing.html", {"suggestions": suggestions(found)} if found else {})
