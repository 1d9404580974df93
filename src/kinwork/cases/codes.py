"""Why there is a child protection plan, and on what ground a child is looked after, as England's returns call them.

Sources: Department for Education, Children in need census; Children looked-after data return (SSDA903).
"""

from __future__ import annotations

from django.db import models


class Abuse(models.TextChoices):
    """The category of a child protection plan. Children in need census."""

    NEGLECT = "NEG", "Neglect"
    PHYSICAL = "PHY", "Physical abuse"
    SEXUAL = "SAB", "Sexual abuse"
    EMOTIONAL = "EMO", "Emotional abuse"
    MULTIPLE = "MUL", "More than one category"


class LegalStatusCode(models.TextChoices):
    """On what ground a child is looked after. SSDA903.

    The last two come from records that did not say which of the group it was.
    """

    VOLUNTARY = "V2", "Section 20, with the parents’ agreement"
    INTERIM = "C1", "Interim care order"
    FULL = "C2", "Full care order"
    PLACEMENT = "E1", "Placement order"
    POLICE = "L1", "Police protection"
    EMERGENCY = "L2", "Emergency protection order"
    ASSESSMENT = "L3", "Child assessment order"
    REMAND = "J1", "Remanded"
    DETAINED = "J2", "Detained under PACE"
    RESIDENCE = "J3", "Youth rehabilitation order with residence"
    SHORT_BREAKS = "V3", "Short breaks, each recorded"
    SHORT_BREAKS_AGREED = "V4", "Short breaks, by agreement"
    FREEING = "D1", "Freeing order (before 2013)"
    SOME_PROTECTION = "L", "Emergency protection, police protection or assessment order"
    SOME_REMAND = "J", "Remanded or detained"


NO_LONGER_GIVEN = (LegalStatusCode.FREEING, LegalStatusCode.SOME_PROTECTION, LegalStatusCode.SOME_REMAND)
CATEGORIES: dict[str, str] = {**dict(Abuse.choices), **dict(LegalStatusCode.choices)}
