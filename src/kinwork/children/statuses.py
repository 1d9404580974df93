"""Reads: what each child is to the service on a day, also as it was known then; the decisions behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kinwork.access.models import GraveChange
from kinwork.access.sql import rows, tuples
from kinwork.cases.codes import CATEGORIES
from kinwork.cases.models import GRAVE, Status, StatusDecision
from kinwork.clocks.humanize import lower_first

ORDER = [status.value for status in Status]


@dataclass(frozen=True)
class Standing:
    """What a child is to the service on a day: since when, on what ground, placed where, as who said or decided."""

    person_id: int
    name: str
    status: str
    category: str
    placed: str
    started_on: date
    said_by: str

    @property
    def words(self) -> str:
        return in_words(self.status, self.category, self.placed)

    @property
    def is_grave(self) -> bool:
        return self.status in GRAVE


# Within the open involvement, or the last.
ON_A_DAY = """
SELECT p.id AS person_id, concat_ws(' ', nullif(p.given_name, ''), nullif(p.family_name, '')) AS name,
       s.status, s.category, s.placed, s.started_on, s.said_by
FROM cases_involvement i JOIN families_familymember m ON m.family_id = i.family_id AND NOT m.taken_back
JOIN people_person p ON p.id = m.person_id
CROSS JOIN LATERAL kinwork_status(p.id, i.id, %(day)s, %(known)s) s
WHERE i.family_id = %(family)s ORDER BY m.position, m.id, i.opened_on
"""


def status_on(family_id: int, day: date, *, known_at: datetime | None = None) -> dict[int, Standing]:
    """What each child of a family is on a day; ``known_at``: as far as was known at that moment. One statement."""
    found = rows(ON_A_DAY, family=family_id, day=day, known=known_at)
    return {row["person_id"]: Standing(**row) for row in found}


def standing_of(involvement_id: int, person_id: int, day: date) -> Standing | None:
    """What one child is on a day. One statement."""
    found = rows(
        "SELECT %(person)s::bigint AS person_id, '' AS name, s.status, s.category, s.placed, s.started_on, s.said_by "
        "FROM kinwork_status(%(person)s, %(involvement)s, %(day)s, NULL) s",
        person=person_id,
        involvement=involvement_id,
        day=day,
    )
    return Standing(**found[0]) if found else None


def highest_in(involvement_id: int) -> dict[int, str]:
    """The gravest status that each child had in an involvement. One statement."""
    found = tuples(
        "SELECT DISTINCT ON (person_id) person_id, status FROM kinwork_statuses(NULL) "
        "WHERE involvement_id = %(involvement)s ORDER BY person_id, grade DESC",
        involvement=involvement_id,
    )
    return dict(found)


def decisions_of(involvement_id: int) -> list[StatusDecision]:
    """All decisions that stand, newest first. One statement."""
    return list(
        StatusDecision.objects.filter(involvement_id=involvement_id, taken_back_at=None).select_related(
            "person", "recorded_by"
        )
    )


def removed_from(involvement_id: int) -> list[StatusDecision]:
    """Decisions that were removed, the last first, with who removed them and why. One statement."""
    removed = StatusDecision.objects.filter(involvement_id=involvement_id, taken_back_at__isnull=False)
    return list(removed.select_related("person", "taken_back_by").order_by("-taken_back_at"))


def disputed(decisions: list[StatusDecision]) -> dict[int, GraveChange]:
    """Of which decisions somebody says that they did not make them. One statement."""
    told = GraveChange.objects.filter(
        object_type=StatusDecision.__name__, object_id__in=[one.pk for one in decisions], disputed_at__isnull=False
    )
    return {one.object_id: one for one in told.select_related("decided_by")}


def in_words(status: str, category: str, placed: str) -> str:
    """'Child protection plan: neglect', 'Looked after: full care order, with Mrs Ade'."""
    words = Status(status).label
    if category:
        words += f": {lower_first(CATEGORIES[category])}"
    return f"{words}, {placed}" if placed else words
