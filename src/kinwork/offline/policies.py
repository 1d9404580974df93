"""What needs no sign-in of this: an empty form, its pieces, and whether a phone's store has ended."""

from __future__ import annotations

from kinwork.access.policies import OpenPolicy

EMPTY = OpenPolicy("offline:empty", "Open to all: an empty form and what it is made of; says nothing about anyone.")
HAS_ENDED = OpenPolicy(
    "offline:has_ended", "Whoever has a phone’s own number: only whether what lies on it is to be wiped."
)
