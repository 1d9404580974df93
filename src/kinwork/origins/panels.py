"""What was brought in, on a family’s page and beside its entries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.clocks.humanize import short_day
from kinwork.families.panels import FamilyPage, Panel
from kinwork.family_pages.panels import along
from kinwork.record.beside import Beside

from .kinds import BY_KEY
from .queries import came_from, progress_in_words


@dataclass(frozen=True)
class Waiting:
    """A text that waits, as the family’s page shows it."""

    pk: int
    label: str
    on: date
    bringer: str
    progress: str
    is_limited: bool


def of_family(page: FamilyPage) -> Panel:
    """What waits to be checked. Read with why the family is open: no statement of its own."""
    waiting = [
        Waiting(
            pk, BY_KEY[kind].label, date.fromisoformat(on), bringer, progress_in_words(checked, to_check), is_limited
        )
        for pk, kind, on, bringer, checked, to_check, is_limited in along(page, "brought_in")
    ]
    return Panel("origins/parts/panel.html", {"waiting": waiting, "may_edit": page.held.may(Permission.EDIT_FAMILY)})


def beside_entries(entry_ids: Collection[int]) -> dict[int, Beside]:
    """From which text each of these came, and the way to its passages. One statement."""
    return {
        pk: Beside(
            f"{came.words} on {short_day(came.on, timezone.localdate())}",
            "Whose words, and what was changed",
            reverse("brought_in_text", args=[came.family_id, came.pk]),
        )
        for pk, came in came_from(entry_ids).items()
    }
