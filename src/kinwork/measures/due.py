"""Which questionnaires a unit would ask now, by its plan: facts in, suggestions out. Pure; nothing waits for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from kinwork.instruments import Instrument
from kinwork.people.models import BirthKind, short_name_of

from .choosing import NEEDS_CHILD, is_parent, named, of_person
from .models import As, Occasion

WEEK = timedelta(days=7)
SHORTLY = timedelta(days=28)  # what was filled in so short a time before counts for the occasion
AHEAD = timedelta(days=14)  # an end that is expected is spoken of as long before
LATE_START = 6 * WEEK  # a family that came so long before the unit made its plan is still asked at the start


@dataclass(frozen=True)
class Member:
    """One of the family: alive, born, not hidden from whoever asks."""

    person_id: int
    name: str
    role: str
    is_child: bool
    age: int | None

    @property
    def is_parent(self) -> bool:
        return not self.is_child and is_parent(self.role)


@dataclass(frozen=True)
class Planned:
    """A row of the unit’s plan."""

    instrument: str
    asked_of: str
    at_start: bool
    at_review: bool
    at_end: bool
    every_weeks: int | None
    from_on: date


@dataclass(frozen=True)
class FilledIn:
    """A questionnaire of this family: by whom (none: a worker), about whom, when it was finished, if it was."""

    instrument: str
    person_id: int | None
    about_id: int | None
    finished_on: date | None


@dataclass(frozen=True)
class Moments:
    """Of one involvement: when it began, was looked at, ends."""

    opened_on: date
    closed_on: date | None = None
    expected_end: date | None = None
    review_on: date | None = None  # when the plan is to be looked at
    reviewed_on: date | None = None  # when it was, last

    def ends_on(self, on: date) -> date | None:
        """When it ended, or ends shortly."""
        if self.closed_on is not None:
            return self.closed_on
        return self.expected_end if self.expected_end is not None and self.expected_end - AHEAD <= on else None

    def review(self, on: date) -> date | None:
        """The review of the plan that is now."""
        if self.review_on is not None and self.review_on - WEEK <= on:
            return self.review_on
        return self.reviewed_on if self.reviewed_on is not None and on - self.reviewed_on <= SHORTLY else None


@dataclass(frozen=True)
class Facts:
    """What must be known of one family."""

    family_id: int
    moments: Moments
    planned: Sequence[Planned]
    members: Sequence[Member] = ()
    filled_in: Sequence[FilledIn] = ()
    refused: frozenset[tuple[str, int]] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Due:
    """What could be asked now: of whom, about which child, on what occasion, since when."""

    family_id: int
    instrument: Instrument
    occasion: Occasion
    since: date
    member: Member | None = None  # none: the worker answers
    about: Member | None = None

    @property
    def words(self) -> str:
        who = "you, as the worker" if self.member is None else self.member.name
        about = f", about {self.about.name}" if self.about is not None else ""
        return f"{self.instrument.name}: {who}{about}"

    @property
    def when(self) -> str:
        return {Occasion.START: "at the start", Occasion.REVIEW: "at a review"}.get(self.occasion, "at the end")

    @property
    def query(self) -> str:
        """For the page that begins it: all is chosen there but how."""
        said: dict[str, Any] = {
            "who": self.member.person_id if self.member else As.WORKER.value,
            "instrument": self.instrument.key,
            "occasion": self.occasion.value,
        }
        if self.about is not None:
            said["about"] = self.about.person_id
        return urlencode(said)


def due(facts: Facts, on: date, *, is_ending: bool = False) -> list[Due]:
    """By the order of the plan, then of the family. ``is_ending``: somebody is about to close the family."""
    return [one for planned in facts.planned for one in _of_row(facts, planned, on, is_ending)]


def _of_row(facts: Facts, planned: Planned, on: date, is_ending: bool) -> Iterator[Due]:
    instrument = named(planned.instrument)
    if instrument is None:
        return
    children = [one for one in facts.members if one.is_child]
    for member in _asked(planned, facts.members, instrument):
        if member is not None and (planned.instrument, member.person_id) in facts.refused:
            continue
        for about in children if planned.instrument in NEEDS_CHILD else [None]:
            found = _occasion(facts, planned, member, about, on, is_ending)
            if found is not None:
                yield Due(facts.family_id, instrument, *found, member=member, about=about)


def _asked(planned: Planned, members: Sequence[Member], instrument: Instrument) -> list[Member | None]:
    """Who of the family it is asked of and is for; None: the worker."""
    if planned.asked_of == As.WORKER:
        return [None]
    return [
        one for one in members
        if _is_asked(planned, one)
        and of_person(instrument, is_child=one.is_child, role=one.role, age=one.age)[0] is not None
    ]  # fmt: skip


def _is_asked(planned: Planned, one: Member) -> bool:
    if planned.asked_of == As.PARENT:
        return one.is_parent
    return one.is_child == (planned.asked_of == As.CHILD)


def _occasion(
    facts: Facts, planned: Planned, member: Member | None, about: Member | None, on: date, is_ending: bool
) -> tuple[Occasion, date] | None:  # fmt: skip
    who = member.person_id if member else None
    own = [
        one for one in facts.filled_in
        if (one.instrument, one.person_id) == (planned.instrument, who)
        and (about is None or one.about_id == about.person_id)
    ]  # fmt: skip
    if any(one.finished_on is None for one in own):
        return None  # begun, and told of as such
    moments = facts.moments
    days = [one.finished_on for one in own if one.finished_on is not None and one.finished_on >= moments.opened_on]
    last = max(days, default=None)
    ends = on if is_ending else moments.ends_on(on)
    if planned.at_end and ends is not None and (moments.closed_on is None or on - ends <= SHORTLY):
        return (Occasion.END, ends) if last is None or last < ends - SHORTLY else None
    if moments.closed_on is not None or is_ending:
        return None
    if planned.at_start and last is None and moments.opened_on >= planned.from_on - LATE_START:
        return Occasion.START, moments.opened_on
    if not planned.at_review:
        return None
    if planned.every_weeks is not None:
        since = (last or max(moments.opened_on, planned.from_on)) + planned.every_weeks * WEEK
        return (Occasion.REVIEW, since) if since <= on else None
    review = moments.review(on)
    return (Occasion.REVIEW, review) if review is not None and (last is None or last < review - SHORTLY) else None


# -- as the database tells it

# One value; nothing where the unit plans nothing.
FACTS = """CASE WHEN EXISTS (
    SELECT 1 FROM measures_plannedmeasure pm WHERE pm.unit_id = {unit} AND pm.ended_on IS NULL
) THEN json_build_object(
    'planned', (SELECT json_agg(json_build_array(
        pm.instrument, pm.asked_of, pm.at_start, pm.at_review, pm.at_end, pm.every_weeks, pm.from_on) ORDER BY pm.id)
        FROM measures_plannedmeasure pm WHERE pm.unit_id = {unit} AND pm.ended_on IS NULL),
    'members', (SELECT json_agg(json_build_array(
        mp.id, mp.given_name, mp.family_name, mm.role, mm.is_child, mp.born_on, mp.born_kind
        ) ORDER BY mm.position, mm.id)
        FROM families_familymember mm JOIN people_person mp ON mp.id = mm.person_id
        WHERE mm.family_id = {family} AND NOT mp.is_deceased
          AND mp.id <> ALL ((SELECT kinwork_sealed())::bigint[])),
    'filled_in', (SELECT json_agg(json_build_array(mc.instrument, mc.person_id, mc.about_id,
        (mc.finished_at AT TIME ZONE 'Europe/London')::date))
        FROM measures_completion mc WHERE mc.family_id = {family} AND mc.removed_at IS NULL
          AND (mc.finished_at IS NULL OR mc.finished_at >= {opened}::date)),
    'refused', (SELECT json_agg(json_build_array(mr.instrument, mr.person_id))
        FROM measures_refusal mr WHERE mr.family_id = {family} AND mr.wishes_again_at IS NULL)
) END"""


def facts_from(family_id: int, told: dict[str, Any] | None, moments: Moments, on: date) -> Facts | None:
    """None where the unit plans nothing."""
    if told is None:
        return None
    planned = [
        Planned(key, of, start, review, end, weeks, date.fromisoformat(since))
        for key, of, start, review, end, weeks, since in told["planned"] or ()
    ]
    members = []
    for pk, given, surname, role, is_child, born, kind in told["members"] or ():
        born_on = date.fromisoformat(born) if born else None
        if born_on is not None and (born_on > on or kind == BirthKind.EXPECTED):
            continue
        age = _age(born_on, on) if born_on else None
        members.append(Member(pk, short_name_of(given, surname), role, is_child, age))
    filled_in = [
        FilledIn(key, person, about, date.fromisoformat(finished) if finished else None)
        for key, person, about, finished in told["filled_in"] or ()
    ]
    refused = frozenset((key, person) for key, person in told["refused"] or ())
    return Facts(family_id, moments, planned, members, filled_in, refused)


def _age(born_on: date, on: date) -> int:
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


OF_HELD = FACTS.format(unit="held.unit_id", family="held.family_id", opened="held.opened_on")
# For the family’s own page, closed or not: with the moments of its last involvement.
OF_FAMILY = f"""
SELECT json_build_array(md.opened_on, md.closed_on, md.expected_end, (
    SELECT mpp.review_on FROM plans_plan mpp WHERE mpp.involvement_id = md.id AND mpp.ended_on IS NULL
), (
    SELECT max(mpr.on) FROM plans_planreview mpr JOIN plans_plan mpp ON mpp.id = mpr.plan_id
    WHERE mpp.involvement_id = md.id AND mpr.mistaken_at IS NULL
), {FACTS.format(unit="%(unit)s", family="md.family_id", opened="md.opened_on")})
FROM (
    SELECT mi.* FROM cases_involvement mi WHERE mi.family_id = %(family)s
    ORDER BY mi.opened_on DESC, mi.id DESC LIMIT 1
) md
"""  # noqa: S608 -- put together from constants


def of_family(family_id: int, told: list[Any] | None, on: date, *, is_ending: bool = False) -> list[Due]:
    """What could be asked of one family now, from what was read along with its page."""
    if told is None:
        return []
    days = [date.fromisoformat(one) if one else None for one in told[:5]]
    opened_on = days[0]
    assert opened_on is not None
    facts = facts_from(family_id, told[5], Moments(opened_on, *days[1:]), on)
    return due(facts, on, is_ending=is_ending) if facts else []
