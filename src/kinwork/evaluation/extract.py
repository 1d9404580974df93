"""Drawing the data of a study: the families that have agreed, as of now, without names. One statement a file.

Everything is asked of the record as the evaluator may know it: rows of hidden families and entries are not there for
them (``row_level_security.py`` of each room); what is kept back in code besides is said at each statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kinwork.access.sql import rows
from kinwork.cases.models import Status
from kinwork.instruments.discussion_quality import FEATURES, level_of
from kinwork.meetings.models import ConversationState, StepKind, TaskState
from kinwork.meetings.models.meeting import AttendanceStatus
from kinwork.people.models import BirthKind, What
from kinwork.record.models import EntryKind
from kinwork.without_names.columns import Value
from kinwork.without_names.pseudonyms import Pseudonyms

from .queries import Agreed
from .tables import group_of

ABOUT = (BirthKind.YEAR, BirthKind.ESTIMATED)
# The families asked for, each from its opening until the last day that it is told of.
GIVEN = """
WITH given AS (
    SELECT * FROM unnest(%(families)s::bigint[], %(involvements)s::bigint[], %(opened)s::date[], %(until)s::date[])
        AS given (family_id, involvement_id, opened_on, until)
)
"""
DAY = "({} AT TIME ZONE 'Europe/London')::date"

FAMILIES = """
SELECT f.family_id, (
    SELECT a.unit_id FROM cases_allocation a WHERE a.involvement_id = f.involvement_id AND lower(a.during) <= f.until
    ORDER BY lower(a.during) DESC LIMIT 1
) AS unit_id, (
    SELECT count(DISTINCT a.unit_id) FROM cases_allocation a
    WHERE a.involvement_id = f.involvement_id AND lower(a.during) <= f.until
) AS units, count(m.id) FILTER (WHERE m.is_child) AS children, count(m.id) FILTER (WHERE m.lives_here) AS household
FROM given f LEFT JOIN families_familymember m ON m.family_id = f.family_id AND NOT m.taken_back
GROUP BY f.family_id, f.involvement_id, f.until
"""
# What was noted of somebody in another family's record is not this family's to give.
CHILDREN = f"""
SELECT f.family_id, m.person_id, f.opened_on, p.born_on, p.born_kind, p.sex, m.lives_here, (
    SELECT n.code FROM people_particular n
    WHERE n.person_id = p.id AND n.what = '{What.ETHNICITY}' AND NOT n.is_mistaken AND n.ended = ''
      AND (n.family_id IS NULL OR n.family_id = f.family_id) ORDER BY n.id DESC LIMIT 1
) AS ethnicity
FROM given f JOIN families_familymember m ON m.family_id = f.family_id JOIN people_person p ON p.id = m.person_id
WHERE m.is_child AND NOT m.taken_back
"""  # noqa: S608 -- choices from their enums
IS_A_CHILD = """EXISTS (SELECT 1 FROM families_familymember m WHERE m.family_id = f.family_id
    AND m.person_id = {}.person_id AND m.is_child AND NOT m.taken_back)"""
# Every day on which something of it changed, with what held from then on.
STATUSES = f"""
, changes AS (
    SELECT involvement_id, person_id, started_on AS day FROM kinwork_statuses(NULL)
    UNION SELECT involvement_id, person_id, ended_on FROM kinwork_statuses(NULL) WHERE ended_on IS NOT NULL
    UNION SELECT involvement_id, person_id, "on" FROM children_plancategory WHERE withdrawn_at IS NULL
), became AS (
    SELECT f.family_id, c.person_id, c.day - f.opened_on AS day, coalesce(s.status, '{Status.NONE}') AS status,
           CASE WHEN s.category ~ '^[VLJ]' THEN left(s.category, 1) ELSE coalesce(s.category, '') END AS category
    FROM given f JOIN changes c ON c.involvement_id = f.involvement_id
    LEFT JOIN LATERAL kinwork_status(c.person_id, c.involvement_id, c.day, NULL) s ON true
    WHERE c.day <= f.until AND {IS_A_CHILD.format("c")}
), told AS (
    SELECT *, lag((status, category)) OVER (PARTITION BY family_id, person_id ORDER BY day) AS before FROM became
)
SELECT family_id, person_id, day, status, category FROM told
WHERE before IS NULL OR before <> (status, category)
"""  # noqa: S608 -- put together from the constants above, here and below
# What is not closed can still be changed.
TALKED_OF = """
FROM given f JOIN meetings_discussion d ON d.family_id = f.family_id JOIN meetings_meeting t ON t.id = d.meeting_id
"""
WHEN_CLOSED = "WHERE t.closed_at IS NOT NULL AND t.held_on BETWEEN f.opened_on AND f.until"
DISCUSSIONS = f"""
SELECT f.family_id, t.held_on - f.opened_on AS day, t.clinician_present,
       round(extract(epoch FROM d.ended_at - d.started_at) / 60)::int AS minutes,
       (SELECT count(*) FROM meetings_attendance a
        WHERE a.meeting_id = t.id AND a.status = '{AttendanceStatus.PRESENT}' AND NOT a.is_guest) AS present,
       (SELECT count(*) FROM meetings_attendance a
        WHERE a.meeting_id = t.id AND a.status = '{AttendanceStatus.PRESENT}' AND a.is_guest) AS guests,
       (SELECT count(*) FROM meetings_hypothesis h WHERE h.raised_in_id = d.id) AS hypotheses,
       (SELECT count(*) FROM meetings_plannedconversation c WHERE c.discussion_id = d.id) AS conversations,
       (SELECT count(*) FROM meetings_decision x WHERE x.discussion_id = d.id AND x.decided_at IS NOT NULL)
           AS decisions,
       (SELECT count(*) FROM meetings_task k WHERE k.discussion_id = d.id) AS tasks
{TALKED_OF} {WHEN_CLOSED}
"""  # noqa: S608
QUALITY = f"""
SELECT f.family_id, t.held_on - f.opened_on AS day, r.rater, r.by_id, r.features
{TALKED_OF} JOIN practice_discussionrating r ON r.discussion_id = d.id {WHEN_CLOSED}
"""
CONVERSATIONS = f"""
SELECT f.family_id, {DAY.format("c.planned_at")} - f.opened_on AS planned, c.by_when - f.opened_on AS by_when,
       (SELECT count(*) FROM meetings_plannedconversation_people w WHERE w.plannedconversation_id = c.id) AS people,
       c.lead_id, c.reflect_id, c.tests_id IS NOT NULL AS tests,
       CASE WHEN {DAY.format("c.ended_at")} <= f.until THEN c.state ELSE '{ConversationState.PLANNED}' END AS state,
       CASE WHEN {DAY.format("c.ended_at")} <= f.until THEN {DAY.format("c.ended_at")} - f.opened_on END AS ended
FROM given f JOIN meetings_plannedconversation c ON c.family_id = f.family_id
WHERE {DAY.format("c.planned_at")} BETWEEN f.opened_on AND f.until
"""  # noqa: S608
TASKS = f"""
SELECT f.family_id, {DAY.format("k.given_at")} - f.opened_on AS given, k.due_on - f.opened_on AS due,
       (SELECT count(*) FROM meetings_step s
        WHERE s.task_id = k.id AND s.kind = '{StepKind.CARRIED}' AND {DAY.format("s.at")} <= f.until) AS carried,
       k.owner_id, k.discussion_id IS NOT NULL AS from_a_meeting,
       CASE WHEN {DAY.format("k.ended_at")} <= f.until THEN k.state ELSE '{TaskState.OPEN}' END AS state,
       CASE WHEN {DAY.format("k.ended_at")} <= f.until THEN {DAY.format("k.ended_at")} - f.opened_on END AS ended
FROM given f JOIN meetings_task k ON k.family_id = f.family_id AND k.state <> '{TaskState.MISTAKEN}'
WHERE {DAY.format("k.given_at")} BETWEEN f.opened_on AND f.until
"""  # noqa: S608
# What somebody must not know of, of the family or of the staff, is no entry here either.
OPEN_ENTRY = """
JOIN record_entry e ON e.family_id = f.family_id AND e.happened_on BETWEEN f.opened_on AND f.until
    AND NOT e.is_limited AND NOT EXISTS (SELECT 1 FROM record_hiddenfrom h WHERE h.entry_id = e.id)
"""
HAPPENED = f"""
SELECT f.family_id, e.happened_on - f.opened_on AS day, e.kind, e.by_id, count(s.id) AS seen,
       count(s.id) FILTER (WHERE s.alone) AS seen_alone
FROM given f {OPEN_ENTRY} LEFT JOIN record_seen s ON s.entry_id = e.id AND {IS_A_CHILD.format("s")}
GROUP BY f.family_id, f.opened_on, e.id
"""  # noqa: S608
SEEN = f"""
SELECT f.family_id, s.person_id, e.happened_on - f.opened_on AS day, e.kind, s.alone
FROM given f {OPEN_ENTRY} JOIN record_seen s ON s.entry_id = e.id AND {IS_A_CHILD.format("s")}
"""  # noqa: S608

Rows = list[list[Value]]


@dataclass(frozen=True)
class FamilyPeriod:
    """A family, and the last day that it is told of."""

    family: Agreed
    until: date
    is_closed: bool

    @property
    def days(self) -> int:
        return (self.until - self.family.opened_on).days


def period_of(agreed: Agreed, names: Pseudonyms, today: date) -> FamilyPeriod:
    """From its opening until its closing, or until a day of its own within the last four weeks."""
    until = max(names.told_until(agreed.family_id, today), agreed.opened_on)
    is_closed = agreed.closed_on is not None and agreed.closed_on <= until
    return FamilyPeriod(agreed, agreed.closed_on if agreed.closed_on and is_closed else until, is_closed)


@dataclass
class Extract:
    """The data of some families. Nine statements, however many they are."""

    families: list[FamilyPeriod]
    names: Pseudonyms
    data: dict[str, Rows] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by_id = {one.family.family_id: one for one in self.families}
        for row in self._read(FAMILIES):
            one = by_id[row["family_id"]]
            closed = one.days if one.is_closed else None
            unit = None if row["unit_id"] is None else self.names.of("U", row["unit_id"])
            numbers = [row["units"], row["children"], row["household"], one.days, closed]
            self._add("families", row, unit, *numbers)
        for row in self._read(CHILDREN):
            self._add("children", row, self._child(row), *_childhood(row), row["lives_here"])
        for row in self._read(STATUSES):
            status, category = Status(row["status"]).value, row["category"] or None
            self._add("statuses", row, self._child(row), row["day"], status, category)
        for row in self._read(DISCUSSIONS):
            there = [row["minutes"], row["present"], row["guests"], row["clinician_present"]]
            came = [row["hypotheses"], row["conversations"], row["decisions"], row["tasks"]]
            self._add("discussions", row, row["day"], *there, *came)
        for row in self._read(QUALITY):
            were = [one.number in row["features"] for one in FEATURES]
            level = level_of(row["features"]).value
            self._add("quality", row, row["day"], row["rater"], self._staff(row["by_id"]), *were, level)
        for row in self._read(CONVERSATIONS):
            hands = [self._staff(row["lead_id"]), self._staff(row["reflect_id"])]
            became = [row["tests"], row["state"], row["ended"]]
            self._add("conversations", row, row["planned"], row["by_when"], row["people"], *hands, *became)
        for row in self._read(TASKS):
            when = [row["given"], row["due"], row["carried"]]
            became = [row["from_a_meeting"], row["state"], row["ended"]]
            self._add("tasks", row, *when, self._staff(row["owner_id"]), *became)
        for row in self._read(HAPPENED):
            kind, seen = EntryKind(row["kind"]).value, [row["seen"], row["seen_alone"]]
            self._add("happened", row, row["day"], kind, self._staff(row["by_id"]), *seen)
        for row in self._read(SEEN):
            self._add("seen", row, self._child(row), row["day"], EntryKind(row["kind"]).value, row["alone"])

    def _read(self, sql: str) -> Iterator[dict[str, Any]]:
        yield from rows(
            GIVEN + sql,
            families=[one.family.family_id for one in self.families],
            involvements=[one.family.involvement_id for one in self.families],
            opened=[one.family.opened_on for one in self.families],
            until=[one.until for one in self.families],
        )

    def _add(self, table: str, row: dict[str, Any], *cells: Value) -> None:
        self.data.setdefault(table, []).append([self.names.of("F", row["family_id"]), *cells])

    def _child(self, row: dict[str, Any]) -> str:
        """In each family another, so that two families are not put together by a child whom both have."""
        return self.names.of("C", row["family_id"], row["person_id"])

    def _staff(self, user_id: int | None) -> str | None:
        return None if user_id is None else self.names.of("S", user_id)


def _childhood(row: dict[str, Any]) -> list[Value]:
    """Age, whether it is about, whether born later, sex, ethnicity."""
    born, opened = row["born_on"], row["opened_on"]
    is_later = row["born_kind"] == BirthKind.EXPECTED or (born is not None and born > opened)
    age = None
    if born is not None and not is_later:
        age = opened.year - born.year - ((opened.month, opened.day) < (born.month, born.day))
    return [age, row["born_kind"] in ABOUT, is_later, row["sex"], group_of(row["ethnicity"] or "") or None]
