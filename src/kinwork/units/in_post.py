"""Who could do something in a unit on a day that may have passed: also somebody who has left since, and nobody who came
later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.access.roles import AS_DEPUTY, ROLES
from kinwork.access.sql import tuples
from kinwork.clocks.humanize import long_day

from .models import PostHolding


@dataclass(frozen=True)
class InPost:
    """Somebody who could, and until when they held the post that let them; None where they still do."""

    user_id: int
    name: str
    last_day: date | None

    @property
    def label(self) -> str:
        """As a list of names has it: 'Anna Kerr (until 12 May 2026)'."""
        return f"{self.name} (until {self.last_day:%-d %B %Y})" if self.last_day else self.name


WHO_COULD = """
SELECT w.id, w.full_name, bool_or(p.unit_id = ANY (%(units)s::bigint[])) AS is_here,
       CASE WHEN bool_or(upper_inf(h.during)) THEN NULL ELSE max(upper(h.during)) END
FROM units_postholding h JOIN units_post p ON p.id = h.post_id JOIN units_unit u ON u.id = p.unit_id
JOIN access_user w ON w.id = h.user_id
WHERE h.during && daterange(%(since)s::date, %(until)s::date, '[]')
  AND ((w.is_active AND u.is_active) OR upper(h.during) <= %(today)s::date) AND (
    (p.unit_id = ANY (%(units)s::bigint[]) AND p.role = ANY (%(here)s)) OR p.role = ANY (%(everywhere)s)
    OR (%(deputies)s AND p.unit_id = ANY (%(units)s::bigint[]) AND EXISTS (
        SELECT 1 FROM units_deputy d WHERE d.user_id = h.user_id AND d.unit_id = p.unit_id
          AND d.during && daterange(%(since)s::date, %(until)s::date, '[]'))))
GROUP BY w.id, w.full_name ORDER BY 4 NULLS FIRST, is_here DESC, w.full_name, w.id
"""


def who_could(permission: Permission, unit_ids: Sequence[int | None], since: date, until: date) -> list[InPost]:
    """Who could do it in one of the units on some day of these; those still in post first. One statement."""
    today = timezone.localdate()
    found = tuples(
        WHO_COULD,
        units=[pk for pk in unit_ids if pk is not None],
        since=min(since, until),
        until=until,
        today=today,
        here=[key for key, role in ROLES.items() if permission in role.permissions],
        everywhere=[key for key, role in ROLES.items() if permission in role.everywhere],
        deputies=permission in AS_DEPUTY,
    )
    day = timedelta(days=1)
    return [InPost(pk, name, end - day if end and end <= today else None) for pk, name, _, end in found]


def not_in_post(user_id: int, name: str, on: date) -> str:
    """That somebody held no post on a day, and until or since when they did; nothing for who did. One statement."""
    held = [one.during for one in PostHolding.objects.filter(user_id=user_id).order_by("during")]
    if not held or any(on in one for one in held):
        return ""
    before = [one.upper for one in held if one.upper is not None and one.upper <= on]
    if before:
        return f"{name} was in post until {long_day(max(before) - timedelta(days=1))}, so not on {long_day(on)}."
    return f"{name} has been in post since {long_day(_first(one.lower for one in held))}, so not on {long_day(on)}."


def _first(days: Iterable[date | None]) -> date:
    return min(day for day in days if day is not None)
