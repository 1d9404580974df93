"""Conferences ahead with the report that is due before them; offers of a family meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kinwork.access.sql import tuples
from kinwork.cases.models import KeyDateKind
from kinwork.clocks.events import Event
from kinwork.obligations.sources import Told

from .kinds import KINDS
from .models import State

_KINDS = [key for key, kind in KINDS.items() if kind.date_kind == KeyDateKind.CONFERENCE]

# Of a conference that was held without a report nothing is due any more, and it is told no longer: the report stands
# on its page as one that did not come. One that came late was due, and was late.
CONFERENCES = f"""
SELECT m.involvement_id, c.person_id, m.on, (m.arranged_at AT TIME ZONE 'Europe/London')::date, r.received_on
FROM formal_meetings_formalmeeting m
JOIN formal_meetings_formalmeeting_children c ON c.formalmeeting_id = m.id
LEFT JOIN LATERAL (
    SELECT min(r.received_on) AS received_on FROM formal_meetings_report r
    WHERE r.meeting_id = m.id AND r.is_ours AND r.ended_at IS NULL
) r ON true
WHERE m.involvement_id = ANY (%(ids)s) AND m.kind = ANY (%(kinds)s)
  AND (m.state = '{State.ARRANGED}' OR (m.state = '{State.HELD}' AND r.received_on IS NOT NULL))
"""  # noqa: S608 -- choices from their enum


def conferences(involvement_ids: Sequence[int]) -> Iterable[Told]:
    """Each child's conferences as they were arranged, and the unit's own report when it came. One statement."""
    for involvement_id, person_id, day, known, received in tuples(CONFERENCES, ids=list(involvement_ids), kinds=_KINDS):
        yield Told(involvement_id, person_id, Event("conference_arranged", day, recorded=min(known, day)))
        if received:
            yield Told(involvement_id, person_id, Event("conference_report", received))


OFFERS = """
SELECT involvement_id, person_id, "on" FROM children_familymeetingoffer
WHERE withdrawn_at IS NULL AND involvement_id = ANY (%(ids)s)
"""


def family_meetings_offered(involvement_ids: Sequence[int]) -> Iterable[Told]:
    """A family meeting was offered, or it was decided not to, and why. One statement."""
    for involvement_id, person_id, day in tuples(OFFERS, ids=list(involvement_ids)):
        yield Told(involvement_id, person_id, Event("family_meeting_offered", day))
