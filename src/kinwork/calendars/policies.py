"""Who reads a feed: whoever has its address, for as long as whose it is holds the post."""

from __future__ import annotations

from kinwork.access.policies import OpenPolicy

BY_ADDRESS = OpenPolicy(
    "calendar:address", "Whoever has the private address: days and counts, no names; ends with the post."
)
