"""Discussion quality over time, beside who was there and how many conversations were planned."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from kinwork.access.replica import may_lag
from kinwork.instruments.discussion_quality import FEATURES, Level, level_of
from kinwork.meetings.models import Discussion, Meeting

from .models import DiscussionRating, Rater


@dataclass
class MeetingQuality:
    """One meeting: its discussions, those rated, their levels and profile; n always beside."""

    meeting: Meeting
    discussions: int = 0
    planned: int = 0
    rated: int = 0
    levels: Counter[Level] = field(default_factory=Counter)
    profile: Counter[int] = field(default_factory=Counter)

    @property
    def planned_each(self) -> float | None:
        """Planned conversations per discussion; None when nothing was discussed."""
        return round(self.planned / self.discussions, 1) if self.discussions else None


@dataclass
class QualityOverTime:
    """A unit's meetings, newest first, and their sum."""

    meetings: list[MeetingQuality]
    total: MeetingQuality
    by_clinician: dict[bool, Counter[Level]]


@may_lag
def quality_of(unit_id: int, *, since: date, rater: str = Rater.UNIT) -> QualityOverTime:
    """Every closed meeting of a unit since a day. Three statements."""
    meetings = list(
        Meeting.objects.filter(unit_id=unit_id, held_on__gte=since, closed_at__isnull=False).order_by("-held_on")
    )
    rows = {meeting.pk: MeetingQuality(meeting) for meeting in meetings}
    for meeting_id, planned in (
        Discussion.objects.filter(meeting__in=meetings)
        .order_by()
        .annotate(planned=Count("conversations"))
        .values_list("meeting_id", "planned")
    ):
        rows[meeting_id].discussions += 1
        rows[meeting_id].planned += planned
    by_clinician: dict[bool, Counter[Level]] = defaultdict(Counter)
    total = MeetingQuality(Meeting())
    for meeting_id, there, features in DiscussionRating.objects.filter(
        discussion__meeting__in=meetings, rater=rater
    ).values_list("discussion__meeting_id", "discussion__meeting__clinician_present", "features"):
        level = level_of(features)
        for row in (rows[meeting_id], total):
            row.rated += 1
            row.levels[level] += 1
            row.profile.update(features)
        if there is not None:
            by_clinician[there][level] += 1
    total.discussions = sum(row.discussions for row in rows.values())
    total.planned = sum(row.planned for row in rows.values())
    return QualityOverTime(list(rows.values()), total, dict(by_clinician))


def share_of_features(quality: MeetingQuality) -> list[tuple[str, int, int]]:
    """Each feature with how many of the rated discussions had it, and of how many."""
    return [(feature.label, quality.profile[feature.number], quality.rated) for feature in FEATURES]
