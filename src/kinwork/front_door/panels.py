"""What the front door brings to a family's page: what came in about it. Who rang anonymously stays behind."""

from __future__ import annotations

from kinwork.children.models import ReferralSource
from kinwork.families.panels import FamilyPage, Panel

from .models import Consent, FamilyKnows
from .queries.contacts import contacts_of_family


def came_in(page: FamilyPage) -> Panel:
    """The last contacts about the family, and what was decided. One statement."""
    return Panel(
        "front_door/parts/came_in.html",
        {
            "contacts": contacts_of_family(page.held.family.pk),
            "sources": dict(ReferralSource.choices),
            "knows": dict(FamilyKnows.choices),
            "consents": dict(Consent.choices),
        },
    )
