"""Reads of what is due, each with its number of statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from kinwork.access.sql import rows, tuples
from kinwork.clocks.humanize import long_day
from kinwork.clocks.obligation import State
from kinwork.clocks.rules import Rule

from .rebuilding import rules_today
from .ways import arranged_at

# Of siblings for whom the same thing falls due on the same day, for the same reason, one line.
OPEN = f"""
SELECT o.rule, o.name, o.falls_due, o.due, o.because, o.because_on, o.expires, o.state, o.varied_by, o.varied_because,
       array_agg(o.person_id ORDER BY m.position, m.id) FILTER (WHERE o.person_id IS NOT NULL) AS person_ids,
       array_agg(coalesce(nullif(p.given_name, ''), nullif(p.family_name, ''), m.role) ORDER BY m.position, m.id)
           FILTER (WHERE o.person_id IS NOT NULL) AS names
FROM cases_involvement i JOIN obligations_obligation o ON o.involvement_id = i.id
LEFT JOIN people_person p ON p.id = o.person_id
LEFT JOIN families_familymember m ON m.family_id = i.family_id AND m.person_id = o.person_id AND NOT m.taken_back
WHERE i.family_id = %(family)s AND i.closed_on IS NULL AND (o.is_open OR o.state = '{State.COMING}')
  AND NOT (o.expires AND o.falls_due < %(today)s)
GROUP BY o.rule, o.name, o.falls_due, o.due, o.because, o.because_on, o.expires, o.state, o.varied_by, o.varied_because
ORDER BY o.state = '{State.COMING}', o.falls_due NULLS LAST, o.name
"""  # noqa: S608 -- a choice from its enum
DONE = f"""
SELECT o.rule, o.name, o.due, o.because, o.because_on, o.state, o.met_on, o.met_by, o.ended_on, o.late_by,
       array_agg(coalesce(nullif(p.given_name, ''), nullif(p.family_name, ''), m.role) ORDER BY m.position, m.id)
           FILTER (WHERE o.person_id IS NOT NULL) AS names
FROM cases_involvement i JOIN obligations_obligation o ON o.involvement_id = i.id
LEFT JOIN people_person p ON p.id = o.person_id
LEFT JOIN families_familymember m ON m.family_id = i.family_id AND m.person_id = o.person_id AND NOT m.taken_back
WHERE i.family_id = %(family)s AND NOT o.is_open AND o.state <> '{State.COMING}'
GROUP BY o.rule, o.name, o.due, o.because, o.because_on, o.state, o.met_on, o.met_by, o.ended_on, o.late_by
ORDER BY coalesce(o.met_on, o.ended_on, o.due) DESC, o.name LIMIT 100
"""  # noqa: S608 -- a choice from its enum


@dataclass(frozen=True)
class DueLine:
    """Something due, of one or more children, or of the family."""

    rule: str
    name: str
    falls_due: date | None
    due: date | None
    because: str
    because_on: date
    expires: bool
    state: str
    varied_by: str
    varied_because: str
    person_ids: list[int]
    names: list[str]

    @property
    def is_coming(self) -> bool:
        return self.state == State.COMING

    def arranged_at(self, family_id: int) -> str:
        """Where the meeting that meets it is arranged; empty where none does."""
        return "" if self.is_coming or self.falls_due is None else arranged_at(self.rule, family_id)

    def is_overdue(self, today: date) -> bool:
        return not self.is_coming and not self.expires and self.falls_due is not None and self.falls_due < today


def with_rules(lines: list[DueLine]) -> list[tuple[DueLine, Rule | None]]:
    """Each with the row from which it follows: as it was in force on that day, else its last version. One statement."""
    rules = rules_today()
    last = {one.rule: rules.latest(one.rule) for one in lines if one.rule in rules.computed}
    return [(one, rules.version(one.rule, one.because_on) or last.get(one.rule)) for one in lines]


def due_in(family_id: int, today: date) -> list[DueLine]:
    """What is open in a family, the earliest first; law that is coming last. One statement."""
    return [
        DueLine(**{**row, "person_ids": row["person_ids"] or [], "names": row["names"] or []})
        for row in rows(OPEN, family=family_id, today=today)
    ]


def done_in(family_id: int) -> list[dict[str, object]]:
    """What was met, late or in time, or fell away; the latest first. One statement."""
    return rows(DONE, family=family_id)


NINE_WEEKS = timedelta(weeks=9)

# Family by family, so that PostgreSQL does not go through everything that is due in the service for each of them.
NEXT = """
SELECT i.family_id, o.name, o.falls_due
FROM cases_involvement i CROSS JOIN LATERAL (
    SELECT name, falls_due FROM (SELECT * FROM obligations_obligation WHERE involvement_id = i.id OFFSET 0) owed
    WHERE is_open AND falls_due IS NOT NULL AND NOT (expires AND falls_due < %(today)s)
    ORDER BY falls_due, id LIMIT 1
) o
WHERE i.family_id = ANY (%(families)s) AND i.closed_on IS NULL
"""


def next_of(family_ids: list[int], today: date) -> dict[int, tuple[str, date]]:
    """What falls due next in each family. One statement."""
    return {pk: (name, on) for pk, name, on in tuples(NEXT, families=family_ids, today=today)}


# Walls leave out the families that the person who asks must not know of.
IN_UNIT = """
SELECT i.family_id, f.name AS family, o.rule, o.name, o.falls_due,
       array_agg(coalesce(nullif(p.given_name, ''), nullif(p.family_name, ''), 'unborn child') ORDER BY p.id)
           FILTER (WHERE o.person_id IS NOT NULL) AS names
FROM obligations_obligation o JOIN cases_involvement i ON i.id = o.involvement_id AND i.closed_on IS NULL
JOIN families_family f ON f.id = i.family_id
JOIN cases_allocation a ON a.involvement_id = i.id AND a.during @> %(today)s::date AND a.unit_id = %(unit)s
LEFT JOIN people_person p ON p.id = o.person_id
WHERE o.is_open AND NOT (o.expires AND o.falls_due < %(today)s)
  AND (o.falls_due <= %(until)s OR (o.rule = %(assessment)s AND o.falls_due <= %(far)s))
GROUP BY i.family_id, f.name, o.rule, o.name, o.falls_due ORDER BY o.falls_due, f.name, o.name
"""


@dataclass(frozen=True)
class UnitLine:
    """Something due in one of a unit's families."""

    family_id: int
    family: str
    rule: str
    name: str
    falls_due: date
    names: list[str] | None


def due_in_unit(unit_id: int, today: date, *, and_assessments: bool = False) -> list[UnitLine]:
    """What is overdue in a unit, and what falls due within nine weeks, or every assessment beyond too; the earliest
    first. One statement.
    """
    until = today + NINE_WEEKS
    far = today + LOOKS_AHEAD if and_assessments else until
    found = rows(IN_UNIT, unit=unit_id, today=today, until=until, assessment=ASSESSMENT, far=far)
    return [UnitLine(**row) for row in found]


@dataclass(frozen=True)
class SameThing:
    """What falls due under one name on one day, in how many families it may be."""

    name: str
    lines: list[UnitLine]


def by_name(lines: Iterable[UnitLine]) -> list[SameThing]:
    """Ten assessments of one day are one line with ten families, not ten among others."""
    found: dict[str, list[UnitLine]] = {}
    for line in lines:
        found.setdefault(line.name, []).append(line)
    return [SameThing(name, same) for name, same in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))]


# What is due in some units by day: of siblings for whom the same falls due, one thing; an assessment is one a family.
BY_DAY = """
SELECT a.unit_id, o.falls_due, count(DISTINCT (i.family_id, o.rule)),
       count(DISTINCT i.family_id) FILTER (WHERE o.rule = %(assessment)s)
FROM obligations_obligation o JOIN cases_involvement i ON i.id = o.involvement_id AND i.closed_on IS NULL
JOIN cases_allocation a ON a.involvement_id = i.id AND a.during @> %(today)s::date
WHERE a.unit_id = ANY (%(units)s::bigint[]) AND o.is_open AND o.falls_due <= %(until)s
  AND NOT (o.expires AND o.falls_due < %(today)s)
GROUP BY a.unit_id, o.falls_due
"""
ASSESSMENT = "CFA-END"
LOOKS_AHEAD = timedelta(weeks=16)  # 45 working days over Christmas are more than nine weeks


# For the lines of a unit (units/lines.py): the days on which several assessments fall due, and those that are overdue.
PILE = 5
PILES = f"""
SELECT json_build_array(x.unit_id, x.name, x.day, x.many) FROM (
    SELECT a.unit_id, u.name, CASE WHEN o.falls_due >= %(on)s THEN o.falls_due END AS day,
           count(DISTINCT i.family_id) AS many
    FROM obligations_obligation o JOIN cases_involvement i ON i.id = o.involvement_id AND i.closed_on IS NULL
    JOIN cases_allocation a ON a.involvement_id = i.id AND a.during @> %(on)s::date
    JOIN units_unit u ON u.id = a.unit_id
    WHERE a.unit_id = ANY (%(units)s::bigint[]) AND o.is_open AND o.rule = '{ASSESSMENT}'
    GROUP BY 1, 2, 3 HAVING count(DISTINCT i.family_id) >= {PILE}
) x ORDER BY x.day NULLS FIRST, x.name
"""  # noqa: S608 -- the id of a rule, a number


@dataclass
class Forecast:
    """What falls due in a unit within nine weeks, week by week from this Monday; and assessments by the day."""

    weeks: list[int] = field(default_factory=lambda: [0] * (NINE_WEEKS.days // 7))
    overdue: int = 0
    assessments: dict[date, int] = field(default_factory=dict)

    @property
    def all_in_all(self) -> int:
        return sum(self.weeks)

    def with_one_more(self, day: date | None) -> int:
        """How many assessments would be due on a day if one came whose assessment is due then."""
        return self.assessments.get(day, 0) + 1 if day else 0

    def warns_of(self, day: date | None) -> str:
        """'Taking this one makes 10 assessments due on Friday 29 January 2027.' Nothing, where it stands alone."""
        number = self.with_one_more(day)
        return f"Taking this one makes {number} assessments due on {long_day(day)}." if day and number > 1 else ""


def forecast(unit_ids: Collection[int], today: date) -> dict[int, Forecast]:
    """What is due in each of these units. One statement, however many."""
    found = {pk: Forecast() for pk in unit_ids}
    monday = today - timedelta(days=today.weekday())
    weeks = NINE_WEEKS.days // 7
    for unit_id, day, things, assessments in tuples(
        BY_DAY, units=list(found), today=today, until=today + LOOKS_AHEAD, assessment=ASSESSMENT
    ):
        one = found[unit_id]
        if day < today:
            one.overdue += things
        elif (week := (day - monday).days // 7) < weeks:
            one.weeks[week] += things
        if assessments:
            one.assessments[day] = assessments
    return found


def assessment_due(referred_on: date) -> date | None:
    """By when the assessment of a family that is referred on a day is to be finished. One statement."""
    rule = rules_today().version(ASSESSMENT, referred_on)
    return rule.period.after(referred_on)[0] if rule and rule.period else None


def open_assessment_of(family_id: int, today: date) -> date | None:
    """When the assessment of a family is due that is open now; the first. One statement."""
    return next((one.falls_due for one in due_in(family_id, today) if one.rule == ASSESSMENT and one.falls_due), None)
