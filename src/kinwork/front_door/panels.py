"""What the front door brings to a family's page: what came in about it. Never who rang."""

from __future__ import annotations

from kinwork.families.panels import FamilyPage, Panel

from .models import Consent, FamilyKnows, Source
from .queries.contacts import contacts_of_family


def came_in(page: FamilyPage) -> Panel:
    """The last contacts about the family, and what was decided. One statement."""
    return Panel(
        "front_door/parts/came_in.html",
        {
            "contacts": contacts_of_family(page.held.family.pk),
            "sources": dict(Source.choices),
            "knows": dict(FamilyKnows.choices),
            "consents": dict(Consent.choices),
        },
    )
