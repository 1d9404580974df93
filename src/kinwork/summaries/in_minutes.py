"""What changed in the summary since the family was last discussed, in the minute of a discussion.

With the two sentences it is the unit's weekly record: nobody writes a third text (Bostock et al. 2017, on recording).
Only what the unit itself wrote: a minute is kept word for word, and what comes of an entry follows the entry.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from kinwork.access.sql import tuples
from kinwork.clocks.humanize import long_day
from kinwork.meetings.models import Discussion

from .changes import marked
from .models import Part

LONGEST_SAME = 240  # of words that stand as they stood, around what changed
_VERSION = """
SELECT s.standing_on, b.full_name, (
    SELECT json_object_agg(x.part, x.text) FROM summaries_summarypassage x
    WHERE x.summary_id = s.id AND x.entry_id IS NULL)
FROM summaries_summary s JOIN cases_involvement i ON i.id = s.involvement_id
JOIN access_user b ON b.id = s.standing_by_id
WHERE i.family_id = %(family)s"""
NEWEST_AND_BEFORE = f"""
SELECT true, n.* FROM ({_VERSION} AND s.standing_at > %(since)s ORDER BY s.standing_at DESC LIMIT 1) n
UNION ALL
SELECT false, b.* FROM ({_VERSION} AND s.standing_at <= %(since)s ORDER BY s.standing_at DESC LIMIT 1) b
"""  # noqa: S608 -- put together from the constant above


def summary(discussion: Discussion, before: Discussion | None) -> dict[str, Any] | None:
    """The parts that read otherwise; none where no version was made standing since. One statement."""
    found = {
        is_new: (on, by, words or {})
        for is_new, on, by, words in tuples(NEWEST_AND_BEFORE, family=discussion.family_id, since=_since(before))
    }
    if True not in found:
        return None
    on, by, now = found[True]
    was = found[False][2] if False in found else {}
    texts = [(part, was.get(part, "").strip(), now.get(part, "").strip()) for part in Part]
    parts = [{"title": part.label, "marked": _short(marked(old, new))} for part, old, new in texts if old != new]
    return {"title": "What changed in the summary", "parts": parts, "by": f"{by}, {long_day(on)}"} if parts else None


def _since(before: Discussion | None) -> datetime:
    """When the family was talked of before: when that was over, or else the end of its day."""
    if before is None:
        return datetime.min.replace(tzinfo=UTC)
    next_day = before.meeting.held_on + timedelta(days=1)
    return before.ended_at or timezone.make_aware(datetime.combine(next_day, time.min))


def _short(words: list[tuple[str, str]]) -> list[list[str]]:
    """What stands as it stood is cut down to what is next to a change."""
    cut = []
    for n, (kind, text) in enumerate(words):
        if kind == "same" and len(text) > LONGEST_SAME:
            before = text[: LONGEST_SAME // 2].rstrip() if n else ""
            after = text[-LONGEST_SAME // 2 :].lstrip() if n < len(words) - 1 else ""
            text = f"{before} … {after}"
        cut.append([kind, text])
    return cut
