"""What the pages of a formal meeting show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from kinwork.access.permissions import Permission
from kinwork.cases.models import Status
from kinwork.children.kinds import KINDS as FACTS
from kinwork.children.statuses import Standing
from kinwork.clocks.humanize import count, long_day, lower_first
from kinwork.clocks.periods import LONDON
from kinwork.families.models import FamilyMember
from kinwork.meetings.names import in_a_row
from kinwork.meetings.queries.work import Just
from kinwork.people.models import Person
from kinwork.plans.models import Aim
from kinwork.plans.queries.plan import named
from kinwork.units.queries import Member

from .kinds import KINDS, Kind
from .models import Agreed, Answer, Attendance, FormalMeeting, How, Invitation, Report, View
from .policies import MeetingOfFamily
from .queries import Whole
from .quorum import Missing, missing_of, unanswered, unmarked
from .suggesting import Due, working_day_for


@dataclass(frozen=True)
class Next:
    """What may be arranged from this meeting: in one press, where the record says by when it is due."""

    kind: Kind
    due: Due | None
    on: date | None
    arranged: FormalMeeting | None


@dataclass(frozen=True)
class Agreeing:
    """What is needed to write down who does what by when: whom of the unit one can choose, under which aims it can
    stand; and what was done to one of the tasks a moment ago.
    """

    unit: list[Member] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)
    just: dict[int, Just] = field(default_factory=dict)


@dataclass(frozen=True)
class MeetingPage:
    """The page of one meeting."""

    whole: Whole
    at: MeetingOfFamily
    today: date
    nexts: list[Next]
    members: list[FamilyMember]
    agreeing: Agreeing = Agreeing()

    @property
    def meeting(self) -> FormalMeeting:
        return self.whole.meeting

    @property
    def family(self) -> Any:
        return self.at.held.family

    @property
    def children(self) -> list[Person]:
        return list(self.meeting.children.all())

    @property
    def children_called(self) -> list[str]:
        return [self.called(one) for one in self.children]

    @property
    def may_edit(self) -> bool:
        return self.at.held.may(Permission.EDIT_FAMILY) and self.meeting.involvement.closed_on is None

    @property
    def may_write(self) -> bool:
        return self.may_edit and not self.meeting.is_cancelled

    @property
    def is_now(self) -> bool:
        """Its day has come: now it matters who is there."""
        return self.meeting.on <= self.today

    @property
    def columns(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Its parts by what comes next at this moment; on a telephone those of the second column stand below."""
        if self.meeting.is_held:
            return ("agreed", "after", "notes", "views"), ("people", "reports")
        if self.is_now or self.meeting.is_cancelled:
            return ("views", "notes", "agreed", "after"), ("people", "reports")
        last_time = ("agreed",) if self.agreed_before else ()
        return ("people", *last_time, "views", "notes"), ("reports",)

    @property
    def untold(self) -> list[Invitation]:
        """Who is invited, does not sign in here, and does not know of it as it is arranged now."""
        return [one for one in self.whole.invitations if one.user_id is None and not self.knows(one)]

    def knows(self, one: Invitation) -> bool:
        """Whether they were told, and nothing has changed since; who has answered had heard of it somehow."""
        since = [move.moved_at for move in self.whole.moves]
        since += [self.meeting.ended_at] if self.meeting.is_cancelled and self.meeting.ended_at else []
        if one.told_at is None:
            return one.answer != Answer.INVITED and not since
        return not any(at > one.told_at for at in since)

    def called(self, person: Person) -> str:
        """A child who has no first name yet, by what they are in the family: 'the unborn child'."""
        role = next((one.role for one in self.members if one.person_id == person.pk), "")
        return named(person, role).name

    @property
    def views(self) -> list[View]:
        """Of the children, of who of the family is invited, of whoever was asked besides; and what was written."""
        invited = {one.person_id for one in self.whole.invitations if one.person_id}
        return [
            one
            for one in self.whole.views
            if one.is_child or one.is_asked or one.words or one.how or one.person_id in invited
        ]

    @property
    def agreed(self) -> list[Agreed]:
        return [one for one in self.whole.agreed if one.meeting_id == self.meeting.pk]

    @property
    def agreed_before(self) -> list[Agreed]:
        """At the meeting that it follows: what has come of it."""
        return [one for one in self.whole.agreed if one.meeting_id != self.meeting.pk]

    @property
    def who_does_it(self) -> list[tuple[str, str]]:
        """Whom one can choose: the unit, then who is invited from outside of it."""
        unit = {one.user_id for one in self.agreeing.unit}
        found = [(f"u{one.user_id}", f"{one.name} ({one.role_short})") for one in self.agreeing.unit]
        return found + [
            (f"i{one.pk}", ", ".join(word for word in (one.name, one.agency) if word))
            for one in self.whole.invitations
            if one.user_id not in unit or one.user_id is None
        ]

    @property
    def who(self) -> str:
        """What the list of people is called: before, at and after it."""
        if not self.is_now:
            return "Who is invited"
        return "Who is here" if self.meeting.is_arranged and self.meeting.on == self.today else "Who was there"

    @property
    def missing(self) -> list[Missing]:
        return missing_of(self.meeting.row, self.whole.invitations, at_meeting=self.is_now)

    @property
    def unanswered(self) -> list[Invitation]:
        return unanswered(self.whole.invitations)

    @property
    def unmarked(self) -> list[Invitation]:
        return unmarked(self.whole.invitations)

    @property
    def coming(self) -> list[Invitation]:
        """Who said that they come, and is not marked yet."""
        return [one for one in self.whole.invitations if one.answer == Answer.COMING and not one.attendance]

    @property
    def came(self) -> list[Invitation]:
        return [one for one in self.whole.invitations if one.is_present]

    @property
    def did_not_come(self) -> list[Invitation]:
        return [one for one in self.whole.invitations if one.attendance == Attendance.ABSENT]

    @property
    def said(self) -> list[View]:
        """The views that are known, or of which it is known why not."""
        return [one for one in self.views if one.words or one.how]

    @property
    def reports(self) -> list[Report]:
        return [one for one in self.whole.reports if one.ended_at is None]

    @property
    def dropped(self) -> list[Report]:
        return [one for one in self.whole.reports if one.ended_at is not None]

    @property
    def without_views(self) -> list[FamilyMember]:
        """Of the family, whose views nobody asks for yet."""
        asked = {one.person_id for one in self.views}
        return [one for one in self.members if one.person_id not in asked]

    @property
    def answers(self) -> dict[str, str]:
        return dict(Answer.choices)

    @property
    def attendances(self) -> list[tuple[str, str]]:
        return list(Attendance.choices)

    @property
    def hows(self) -> list[tuple[str, str]]:
        return list(How.choices)

    @property
    def facts(self) -> list[tuple[str, Any]]:
        """What it became in the children’s records: the name of the kind, and the fact."""
        return [(FACTS[key].title, fact) for key, fact in self.whole.facts]

    def others(self) -> list[FamilyMember]:
        return [one for one in self.members if not one.is_child]


def decided_in_words(page: MeetingPage, standing: Mapping[int, Standing]) -> list[tuple[str, str]]:
    """Of each child what the meeting decided, as the paper after it says: 'child protection plan: neglect'."""
    found = []
    for _, fact in page.facts:
        if fact.withdrawn_at is not None:
            continue
        words = ""
        if hasattr(fact, "has_plan"):
            now = standing.get(fact.person_id)
            named_plan = now is not None and now.status == Status.CP
            words = "no child protection plan"
            if fact.has_plan:
                words = lower_first(now.words) if now is not None and named_plan else "child protection plan"
        elif hasattr(fact, "begins_enquiry"):
            words = "a section 47 enquiry" if fact.begins_enquiry else "no section 47 enquiry"
        elif page.meeting.row.fact == "decision_to_apply":
            words = "an application to court"
        if words:
            found.append((page.called(fact.person), words))
    return found


def nexts_of(whole: Whole, due: Collection[Due], today: date) -> list[Next]:
    """What may follow it, those that are due first."""
    children = {one.pk for one in whole.meeting.children.all()}
    found = []
    for key in whole.meeting.row.next:
        kind = KINDS[key]
        of_it = next((one for one in due if one.kind is kind and children & set(one.person_ids)), None)
        arranged = next((one for one in whole.following if one.kind == key), None)
        if kind.rules and of_it is None and arranged is None and whole.meeting.kind != key:
            continue
        on = working_day_for(of_it.by, today) if of_it else None
        found.append(Next(kind, of_it, on, arranged))
    return found


def when_in_words(on: date, at: time | None, minutes: int | None = None) -> str:
    """'Tuesday 3 March 2026, 10:00 to 11:30'; of a night in which clocks change the hour that they show then."""
    words = long_day(on)
    if at is None:
        return words
    if minutes is None:
        return f"{words}, {at:%H:%M}"
    end = datetime.combine(on, at, LONDON).timestamp() + minutes * 60
    return f"{words}, {at:%H:%M} to {datetime.fromtimestamp(end, LONDON):%H:%M}"


def by_day(lines: Iterable[Any]) -> list[tuple[date, list[Any]]]:
    """In order, each day once."""
    days: dict[date, list[Any]] = {}
    for line in lines:
        days.setdefault(line.on, []).append(line)
    return list(days.items())


def invited_in_words(made: list[Invitation], known: Iterable[Any]) -> str:
    """Who is invited now, and who was already invited."""
    words = [f"Invited: {in_a_row([one.name for one in made])}."] if made else []
    before = [one.name for one in known]
    if before:
        words.append(f"{in_a_row(before)} {'was' if len(before) == 1 else 'were'} already invited.")
    return " ".join(words)


def late_in_words(meeting: FormalMeeting, due: Collection[Due]) -> str:
    """That it is later than the record wants it; empty where it is not."""
    children = {one.pk for one in meeting.children.all()}
    of_it = next((one for one in due if one.kind.key == meeting.kind and children & set(one.person_ids)), None)
    if of_it is None or meeting.on <= of_it.by:
        return ""
    days = count((meeting.on - of_it.by) // timedelta(days=1), "day")
    return f"It is due by {long_day(of_it.by)}: this is {days} later."
