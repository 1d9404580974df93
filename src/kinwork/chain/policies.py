"""Who sees the chain: of a unit whoever sees the unit; of all units whoever sees numbers, without a family’s name."""

from __future__ import annotations

from kinwork.access.permissions import Permission
from kinwork.access.policies import role_somewhere

SEES_CHAIN = role_somewhere(
    Permission.SEE_NUMBERS, "Managers and analysts; whoever is in a unit. It names no family.", "role:see_chain"
)
