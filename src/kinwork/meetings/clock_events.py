"""The unit's discussions of a family, by which a clock runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kinwork.access.sql import tuples
from kinwork.clocks.events import Event
from kinwork.obligations.sources import Told

DISCUSSED = """
SELECT i.id, m.held_on FROM cases_involvement i
JOIN meetings_discussion d ON d.family_id = i.family_id JOIN meetings_meeting m ON m.id = d.meeting_id
WHERE i.id = ANY (%(ids)s) AND m.held_on >= i.opened_on
"""


def discussions(involvement_ids: Sequence[int]) -> Iterable[Told]:
    """The unit talked about the family. One statement."""
    for involvement_id, day in tuples(DISCUSSED, ids=list(involvement_ids)):
        yield Told(involvement_id, None, Event("unit_discussion", day))
