"""How near a unit's work is to the model, read from its record: who was there, what was talked of, who met whom.

Six features of systemic units (Forrester et al. 2013, chapter 5) and the good-practice pyramid (Bostock et al. 2017: a
trained consultant, group discussion and a clinician, on the support of a coordinator). Each number counts the rows of
the list behind it (docs/adr/0090), and none is a mark: what is not recorded in Kinwork is said to be not recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kinwork.access.permissions import Permission
from kinwork.access.replica import may_lag
from kinwork.access.roles import ROLES, keys_of
from kinwork.access.sql import tuples
from kinwork.clocks.humanize import count, short_day
from kinwork.instruments.discussion_quality import Level, level_of
from kinwork.meetings.models import Attendance
from kinwork.meetings.presenters.load import COMPARED, load_of
from kinwork.record.models import FACE_TO_FACE
from kinwork.training.queries import Trained, is_trained, trained_in
from kinwork.units.models import Unit
from kinwork.units.queries import Member, members_on

from .models import Rater


@dataclass(frozen=True)
class FamilyFact:
    """An open family of the unit: who met it, how often it was talked of."""

    family_id: int
    name: str
    children: int
    met_by: list[str]
    discussed: int
    last: date | None


@dataclass(frozen=True)
class MeetingFact:
    """A closed meeting of the unit: who was there, in which part."""

    pk: int
    on: date
    present: int
    expected: int
    led: bool
    coordinated: bool
    clinical: bool
    learning: int
    topic: str
    unit_id: int


@dataclass(frozen=True)
class DiscussionFact:
    """A family talked of in a closed meeting, and what came of it."""

    pk: int
    family_id: int
    family: str
    on: date
    hypotheses: int
    planned: int
    features: list[int] | None
    meeting_id: int
    unit_id: int


FAMILIES = """
SELECT f.id, f.name, (
    SELECT count(*) FROM families_familymember fm JOIN people_person p ON p.id = fm.person_id
    WHERE fm.family_id = f.id AND fm.is_child AND NOT fm.taken_back AND NOT p.is_deceased
), ARRAY(
    SELECT DISTINCT w.full_name FROM record_entry e JOIN access_user w ON w.id = e.by_id
    WHERE e.family_id = f.id AND e.kind = ANY (%(met)s) AND e.happened_on > %(since)s::date AND e.happened_on <= %(on)s
      AND EXISTS (
          SELECT 1 FROM units_postholding h JOIN units_post p ON p.id = h.post_id
          WHERE h.user_id = e.by_id AND p.unit_id = %(unit)s AND h.during @> e.happened_on)
    ORDER BY 1
), count(m.id) FILTER (WHERE m.held_on > %(since)s::date), max(m.held_on)
FROM cases_involvement i
JOIN cases_allocation a ON a.involvement_id = i.id AND a.unit_id = %(unit)s AND a.during @> %(on)s::date
JOIN families_family f ON f.id = i.family_id
LEFT JOIN meetings_discussion d ON d.family_id = f.id
LEFT JOIN meetings_meeting m
    ON m.id = d.meeting_id AND m.unit_id = %(unit)s AND m.closed_at IS NOT NULL AND m.held_on <= %(on)s::date
WHERE i.opened_on <= %(on)s AND (i.closed_on IS NULL OR i.closed_on > %(on)s)
GROUP BY f.id, f.name ORDER BY lower(f.name), f.id
"""
IN_UNITS = "(%(everywhere)s OR m.unit_id = ANY (%(units)s::bigint[]))"
MEETINGS = f"""
SELECT m.id, m.held_on, count(a.id) FILTER (WHERE there.is_here), count(a.id),
       coalesce(bool_or(there.is_here AND there.role = ANY (%(leads)s)), false),
       coalesce(bool_or(there.is_here AND there.role = ANY (%(coordinates)s)), false),
       coalesce(bool_or(there.is_here AND there.role = ANY (%(clinical)s)), false),
       m.learning_minutes, m.learning_topic, m.unit_id
FROM meetings_meeting m LEFT JOIN meetings_attendance a ON a.meeting_id = m.id AND NOT a.is_guest
LEFT JOIN LATERAL (
    SELECT a.status = '{Attendance.Status.PRESENT}' AS is_here, (
        SELECT p.role FROM units_postholding h JOIN units_post p ON p.id = h.post_id
        WHERE h.user_id = a.user_id AND p.unit_id = m.unit_id AND h.during @> m.held_on ORDER BY p.id LIMIT 1
    ) AS role
) there ON true
WHERE {IN_UNITS} AND m.closed_at IS NOT NULL AND m.held_on > %(since)s::date AND m.held_on <= %(on)s
GROUP BY m.id ORDER BY m.held_on DESC, m.id
"""  # noqa: S608 -- a choice from its enum
DISCUSSIONS = f"""
SELECT d.id, f.id, f.name, m.held_on,
       (SELECT count(*) FROM meetings_hypothesis x WHERE x.raised_in_id = d.id AND x.statement <> ''),
       (SELECT count(*) FROM meetings_plannedconversation c WHERE c.discussion_id = d.id), r.features,
       m.id, m.unit_id
FROM meetings_discussion d JOIN meetings_meeting m ON m.id = d.meeting_id JOIN families_family f ON f.id = d.family_id
LEFT JOIN practice_discussionrating r ON r.discussion_id = d.id AND r.rater = '{Rater.UNIT}'
WHERE {IN_UNITS} AND m.closed_at IS NOT NULL AND m.held_on > %(since)s::date AND m.held_on <= %(on)s
ORDER BY m.held_on DESC, lower(f.name), d.id
"""  # noqa: S608 -- a choice from its enum


@dataclass(frozen=True)
class Facts:
    """What the record holds of a unit's work between two days."""

    unit: Unit
    on: date
    weeks: int
    every_weeks: int
    members: list[Member]
    families: list[FamilyFact]
    meetings: list[MeetingFact]
    discussions: list[DiscussionFact]
    training: list[Trained]


def _between(units: Sequence[int] | None, since: date, on: date) -> dict[str, Any]:
    return {"units": list(units or []), "everywhere": units is None, "since": since, "on": on}


@may_lag
def meetings_held(units: Sequence[int] | None, since: date, on: date) -> list[MeetingFact]:
    """Closed meetings of some units, or of all, after the one day until the other. One statement."""
    parts = {
        "leads": keys_of(lambda role: role.leads),
        "coordinates": keys_of(lambda role: Permission.ORDER_AGENDA in role.permissions and not role.decides()),
        "clinical": keys_of(lambda role: role.is_clinical),
    }
    return [MeetingFact(*row) for row in tuples(MEETINGS, **_between(units, since, on), **parts)]


@may_lag
def discussions_held(units: Sequence[int] | None, since: date, on: date) -> list[DiscussionFact]:
    """The discussions in those meetings, with the unit’s own rating. One statement."""
    return [DiscussionFact(*row) for row in tuples(DISCUSSIONS, **_between(units, since, on))]


@may_lag
def facts_of(unit: Unit, on: date, *, weeks: int, every_weeks: int) -> Facts:
    """Everything that the profile counts. Five statements, however many families and meetings."""
    since = on - timedelta(weeks=weeks)
    asked: dict[str, Any] = {"unit": unit.pk, "on": on, "since": since}
    return Facts(
        unit=unit,
        on=on,
        weeks=weeks,
        every_weeks=every_weeks,
        members=members_on(unit.pk, on),
        families=[FamilyFact(*row) for row in tuples(FAMILIES, **asked, met=list(FACE_TO_FACE))],
        meetings=meetings_held([unit.pk], since, on),
        discussions=discussions_held([unit.pk], since, on),
        training=trained_in([unit.pk], on),
    )


@dataclass(frozen=True)
class Row:
    """One row behind a number: what it is, what the record says of it, whether it counts, where it leads."""

    what: str
    says: str
    counts: bool
    to: str = ""
    id: int = 0
    number: float = 1


def one_decimal(number: float) -> str:
    """As people round: a quarter is 0.3.

    >>> one_decimal(0.25), one_decimal(2)
    ('0.3', '2.0')
    """
    return f"{number + 1e-9:.1f}"


@dataclass(frozen=True)
class Measure:
    """A number of the profile with its rows: so many of them, or (``is_mean``) so much to each of them."""

    key: str
    label: str
    rows: Sequence[Row]
    is_mean: bool = False
    beside: str = ""  # what was published, to read it by

    @property
    def counted(self) -> float:
        return sum(row.number for row in self.rows if row.counts)

    @property
    def words(self) -> str:
        """'7 of 12'; '1.8 (22 ÷ 12)'; nothing to count is said so."""
        if not self.rows:
            return "nothing to count"
        if self.is_mean:
            return f"{one_decimal(self.counted / len(self.rows))} ({self.counted:g} ÷ {len(self.rows)})"
        return f"{self.counted:g} of {len(self.rows)}"


@dataclass(frozen=True)
class Feature:
    """One of the six, with its measures; ``note``: what the record does not hold of it."""

    name: str
    measures: Sequence[Measure]
    note: str = ""


def profile(facts: Facts) -> list[Feature]:
    """The six features in their order. No statement."""
    return [
        Feature("Shared work", [_met(facts)]),
        Feature("Case discussion", [_in_time(facts), _how_often(facts), _there(facts)]),
        Feature("Systemic approach", [_hypotheses(facts), _planned(facts), _systemic(facts)]),
        Feature("Special roles", [_part(facts, key) for key in PARTS]),
        Feature("Skills development", [_learning(facts), _trained(facts)]),
        Feature("Caseloads", [_load(facts)]),
    ]  # fmt: skip


@dataclass(frozen=True)
class Stone:
    """A part of the good-practice pyramid, and the measure that says whether it is there; none: not recorded."""

    name: str
    measure: Measure


def pyramid(facts: Facts) -> tuple[list[Stone], Stone]:
    """The three that interlock, and the support that they rest on (Bostock et al. 2017)."""
    upper = [
        Stone("A systemically trained consultant", _led_by_trained(facts)),
        Stone("Group case discussion", _in_time(facts)),
        Stone("A clinician", _part(facts, "clinician")),
    ]
    return upper, Stone("A coordinator’s support", _part(facts, "coordinator"))


def measures_of(facts: Facts) -> dict[str, Measure]:
    """All of them by key."""
    found = {measure.key: measure for feature in profile(facts) for measure in feature.measures}
    upper, base = pyramid(facts)
    return found | {stone.measure.key: stone.measure for stone in (*upper, base)}


def is_clinician_there(meeting: MeetingFact) -> bool:
    """Whether a meeting counts as one with a clinician: of the pyramid, the profile and the chain alike."""
    return PARTS["clinician"][1](meeting)


def is_systemic(talk: DiscussionFact) -> bool:
    """Whether a rated discussion was systemic."""
    return level_of(talk.features or ()) is Level.SYSTEMIC


def _training_rows(facts: Facts, which: Callable[[Trained], bool]) -> list[Row]:
    return [
        Row(f"{one.name}, {one.role_name}", one.in_words, is_trained(one), "unit_training", one.unit_id)
        for one in facts.training
        if which(one)
    ]


def _trained(facts: Facts) -> Measure:
    return Measure("trained", "Members with the whole of a systemic training", _training_rows(facts, lambda one: True))


def _led_by_trained(facts: Facts) -> Measure:
    rows = _training_rows(facts, lambda one: ROLES[one.role].leads)
    return Measure("led-by-trained", "Consultants with the whole of a systemic training", rows)


def _met(facts: Facts) -> Measure:
    rows = [
        Row(one.name, ", ".join(one.met_by) or "no one", len(one.met_by) > 1, "family", one.family_id)
        for one in facts.families
    ]
    return Measure("met", "Families met by two or more members of the unit", rows)


def _in_time(facts: Facts) -> Measure:
    since = facts.on - timedelta(weeks=facts.every_weeks)
    rows = [
        Row(
            one.name, f"last discussed {short_day(one.last, facts.on)}" if one.last else "not yet discussed",
            one.last is not None and one.last > since, "family", one.family_id,
        )
        for one in facts.families
    ]  # fmt: skip
    return Measure("in-time", f"Families discussed in the last {count(facts.every_weeks, 'week')}", rows)


def _how_often(facts: Facts) -> Measure:
    rows = [
        Row(one.name, count(one.discussed, "time"), bool(one.discussed), "family", one.family_id, one.discussed)
        for one in facts.families
    ]
    return Measure("how-often", "Times each family was discussed", rows, is_mean=True)


def _meeting_rows(facts: Facts, says: Callable[[MeetingFact], str], counts: Callable[[MeetingFact], bool]) -> list[Row]:
    return [
        Row(f"Meeting of {short_day(one.on, facts.on)}", says(one), counts(one), "meeting_minutes", one.pk)
        for one in facts.meetings
    ]


def _there(facts: Facts) -> Measure:
    whole = _meeting_rows(
        facts, lambda one: f"{one.present} of {one.expected} there", lambda one: one.present == one.expected > 0
    )
    return Measure("there", "Meetings at which every member was there", whole)


def _discussion_rows(facts: Facts, says: Callable[[DiscussionFact], tuple[str, bool, float]]) -> list[Row]:
    rows = []
    for one in facts.discussions:
        words, counts, number = says(one)
        rows.append(Row(f"{one.family}, {short_day(one.on, facts.on)}", words, counts, "minute", one.pk, number))
    return rows


def _hypotheses(facts: Facts) -> Measure:
    rows = _discussion_rows(
        facts,
        lambda one: (count(one.hypotheses, "new hypothesis", "new hypotheses"), bool(one.hypotheses), one.hypotheses),
    )
    return Measure("hypotheses", "New hypotheses in each discussion", rows, is_mean=True)


def _planned(facts: Facts) -> Measure:
    rows = _discussion_rows(
        facts, lambda one: (count(one.planned, "conversation") + " planned", bool(one.planned), one.planned)
    )
    words = "what tells systemic discussion from talk (Bostock et al. 2017)"
    return Measure("planned", "Conversations planned in each discussion", rows, is_mean=True, beside=words)


def _systemic(facts: Facts) -> Measure:
    rated = [one for one in facts.discussions if one.features is not None]
    rows = [
        Row(
            f"{one.family}, {short_day(one.on, facts.on)}", str(level_of(one.features or ())),
            is_systemic(one), "rate_discussion", one.pk,
        )
        for one in rated
    ]  # fmt: skip
    return Measure("systemic", "Discussions that the unit rated systemic, of those rated", rows)


PARTS: dict[str, tuple[str, Callable[[MeetingFact], bool]]] = {
    "consultant": ("Meetings with the consultant there", lambda one: one.led),
    "coordinator": ("Meetings with the unit coordinator there", lambda one: one.coordinated),
    "clinician": ("Meetings with a clinician there", lambda one: one.clinical),
}


def _part(facts: Facts, key: str) -> Measure:
    label, counts = PARTS[key]
    return Measure(key, label, _meeting_rows(facts, lambda one: "there" if counts(one) else "not there", counts))


def _learning(facts: Facts) -> Measure:
    def says(one: MeetingFact) -> str:
        return f"{one.learning} minutes: {one.topic or 'no topic noted'}" if one.learning else "none"

    return Measure(
        "learning", "Meetings with a learning slot", _meeting_rows(facts, says, lambda one: one.learning > 0)
    )


def _load(facts: Facts) -> Measure:
    """Families to a full-time worker: the families are what counts, the workers what they are divided by."""
    children = sum(one.children for one in facts.families)
    load = load_of(facts.unit, len(facts.families), children, facts.members, [], facts.on)
    number, where = COMPARED.get(facts.unit.function, ("", ""))
    beside = f"{number} in the {where} of the evaluation (Forrester et al. 2013, table 5.1)" if number else ""
    rows = [
        Row(one.name, f"{one.role_name}, {one.fte:g} of a week", one.is_worker, number=one.fte) for one in facts.members
    ]
    return LoadMeasure("load", "Families to a full-time worker", rows, beside=beside, families=load.families)


@dataclass(frozen=True)
class LoadMeasure(Measure):
    """The one that divides by its rows."""

    families: int = 0

    @property
    def words(self) -> str:
        if not self.counted:
            return "no workers"
        return f"{one_decimal(self.families / self.counted)} ({self.families} ÷ {self.counted:g})"
