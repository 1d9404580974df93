"""How much is recorded of the work with a family: what was agreed, what holds without, and whether the two fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kinwork.access.sql import tuples
from kinwork.clocks.humanize import lower_first, short_day

from .models import Answer, Level


@dataclass(frozen=True)
class Agreement:
    """A level that was agreed, or is proposed: then ``by`` is empty."""

    pk: int
    level: Level
    because: str
    from_on: date
    proposed_by: str
    proposed_at: datetime
    by: str
    at: datetime | None
    as_: str


@dataclass(frozen=True)
class Recording:
    """Where a family stands: what holds today, what holds from a later day, what waits for an answer."""

    agreed: Agreement | None
    later: Agreement | None
    waiting: Agreement | None
    grounds: Sequence[str]  # for the full log: an enquiry, proceedings, each with its day
    default: Level

    @property
    def level(self) -> Level:
        if self.agreed:
            return self.agreed.level
        return Level.FULL if self.grounds else self.default

    @property
    def contradicts(self) -> bool:
        """A shorter record was agreed, and now every step may have to be shown. Advice; nothing is stopped by it."""
        return self.level == Level.SUMMARY and bool(self.grounds)

    def words(self, today: date) -> str:
        """One sentence for everybody, on every page and in print."""
        if self.agreed:
            one = self.agreed
            because = one.because.rstrip(". ")
            day = short_day(one.at.date() if one.at else one.from_on, today)
            return f"{lower_first(one.level.label)}, agreed by {one.by} on {day} because {lower_first(because)}."
        if self.grounds:
            return f"full log, because of {' and '.join(self.grounds)}; nothing else has been agreed."
        return f"{lower_first(self.level.label)}, as everywhere here; nothing else has been agreed."


_ROW = """json_build_array(l.id, l.level, l.because, l.from_on, p.full_name, l.proposed_at, coalesce(a.full_name, ''),
    l.answered_at, l.answered_as)"""
_OF = """FROM summaries_recordinglevel l JOIN access_user p ON p.id = l.proposed_by_id
    LEFT JOIN access_user a ON a.id = l.answered_by_id WHERE l.involvement_id = i.id"""
# What is worked out for one involvement, as JSON. What speaks for a full log is what the child's record says today.
RECORDING = f"""
SELECT json_build_array(
    (SELECT {_ROW} {_OF} AND l.answer = '{Answer.AGREED}' AND l.from_on <= %(today)s
     ORDER BY l.from_on DESC, l.answered_at DESC, l.id DESC LIMIT 1),
    (SELECT {_ROW} {_OF} AND l.answer = '{Answer.AGREED}' AND l.from_on > %(today)s
     ORDER BY l.from_on DESC, l.answered_at DESC, l.id DESC LIMIT 1),
    (SELECT {_ROW} {_OF} AND l.answer = '' LIMIT 1),
    (SELECT json_agg(json_build_array(what, since) ORDER BY since, what) FROM (
        SELECT 'enquiry' AS what, min(f.started_on) AS since FROM children_enquiry f
        WHERE f.involvement_id = i.id AND f.withdrawn_at IS NULL AND f.started_on <= %(today)s
          AND (f.ended_on IS NULL OR f.ended_on > %(today)s)
        UNION ALL
        SELECT 'court', min(f.started_on) FROM children_application f
        WHERE f.involvement_id = i.id AND f.withdrawn_at IS NULL AND f.started_on <= %(today)s
          AND (f.ended_on IS NULL OR f.ended_on > %(today)s)) g WHERE since IS NOT NULL),
    (SELECT coalesce(max(recording), '{Level.FULL}') FROM access_authority))
"""  # noqa: S608 -- choices from their enums
OF_FAMILY = f"""{RECORDING}
FROM cases_involvement i WHERE i.family_id = %(family)s ORDER BY i.opened_on DESC, i.id DESC LIMIT 1
"""
GROUNDS = {"enquiry": "a section 47 enquiry", "court": "court proceedings"}


def recording_of(family_id: int, today: date) -> Recording | None:
    """Of the open involvement, or the last one; none where there was none. One statement."""
    found = tuples(OF_FAMILY, family=family_id, today=today)
    return recording_from(found[0][0], today) if found else None


def recording_from(said: list[Any], today: date) -> Recording:
    """What :data:`RECORDING` gives."""
    agreed, later, waiting, grounds, default = said
    return Recording(
        _agreement(agreed),
        _agreement(later),
        _agreement(waiting),
        [f"{GROUNDS[what]} since {short_day(date.fromisoformat(since), today)}" for what, since in grounds or ()],
        Level(default),
    )


def _agreement(row: list[Any] | None) -> Agreement | None:
    if row is None:
        return None
    pk, level, because, from_on, proposed_by, proposed_at, by, at, as_ = row
    return Agreement(
        pk,
        Level(level),
        because,
        date.fromisoformat(from_on),
        proposed_by,
        datetime.fromisoformat(proposed_at),
        by,
        datetime.fromisoformat(at) if at else None,
        as_,
    )
