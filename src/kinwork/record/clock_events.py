"""Visits in the record, by which clocks run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kinwork.access.sql import tuples
from kinwork.cases.models import Status
from kinwork.clocks.events import Event
from kinwork.obligations.sources import Told

from .models import Entry, EntryKind

OF_A_VISIT = (EntryKind.VISIT, EntryKind.ELSEWHERE)
# Which visit it was follows from what the child was on that day. Of an entry that not everybody in the unit may know
# of, nothing follows that everybody sees: its day would tell that there is one.
VISITS = f"""
SELECT DISTINCT i.id, s.person_id, CASE t.status WHEN '{Status.LAC}' THEN 'lac_visit' WHEN '{Status.CP}' THEN 'cp_visit'
    WHEN '{Status.CIN}' THEN 'cin_visit' END, e.happened_on
FROM cases_involvement i JOIN record_entry e ON e.family_id = i.family_id AND e.happened_on >= i.opened_on
    AND (i.closed_on IS NULL OR e.happened_on <= i.closed_on)
JOIN record_seen s ON s.entry_id = e.id
JOIN kinwork_statuses(NULL) t ON t.person_id = s.person_id AND t.involvement_id = i.id
    AND t.started_on <= e.happened_on AND (t.ended_on IS NULL OR t.ended_on > e.happened_on)
WHERE i.id = ANY (%(ids)s) AND e.kind IN ('{"', '".join(OF_A_VISIT)}')
    AND t.status IN ('{Status.LAC}', '{Status.CP}', '{Status.CIN}') AND NOT e.is_limited
    AND (t.status <> '{Status.CIN}' OR t.ended_on IS NULL)
"""  # noqa: S608 -- choices from their enum


def visits(involvement_ids: Sequence[int]) -> Iterable[Told]:
    """A child was seen. One statement."""
    for involvement_id, person_id, kind, day in tuples(VISITS, ids=list(involvement_ids)):
        yield Told(involvement_id, person_id, Event(kind, day))


def whom(verb: str, thing: object) -> Collection[int]:
    """Who was seen at a visit. From other entries nothing is due, nor met: of what kind one is stays as it is."""
    if not isinstance(thing, Entry) or thing.kind not in OF_A_VISIT:
        return ()
    return list(thing.seen.values_list("person_id", flat=True))
