"""Who reads a family's summary and writes it, and who says how much is recorded."""

from __future__ import annotations

from kinwork.access.permissions import Permission
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY, in_family
from kinwork.units.policies import SEES_UNIT

__all__ = ["AGREES_LEVEL", "EDITS_FAMILY", "SEES_FAMILY", "SEES_UNIT"]

AGREES_LEVEL = in_family(Permission.DECIDE, "The CSW of the unit that holds the family, a deputy, the group manager.")
