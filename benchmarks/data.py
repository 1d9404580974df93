"""The invented authority that is measured: one unit with a long history, and eight units in their meetings."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.models import Authority, User
from kinwork.cases.models import Allocation, Involvement, KeyDate, KeyDateKind, StatusDecision
from kinwork.children.effects import put_into_effect
from kinwork.families.kinds import agency_kinds
from kinwork.families.models import (
    Agency,
    Bond,
    BondKind,
    ChangeSet,
    Family,
    FamilyMember,
    NetworkPart,
    Parenthood,
    Partnership,
    PartnershipKind,
    Tie,
)
from kinwork.meetings import parts
from kinwork.meetings.models import (
    AgendaItem,
    Attendance,
    Decision,
    Discussion,
    Hypothesis,
    HypothesisChange,
    Meeting,
    Minute,
    Passage,
    PlannedConversation,
    Step,
    Task,
    Why,
)
from kinwork.meetings.presenters.minute import minute_body
from kinwork.meetings.queries.discussion import discussion_in_full
from kinwork.people.models import Address, Contact, Person, SafetyWarning, WarningKind
from kinwork.record.models import Entry, EntryKind, Seen
from kinwork.units.actions import fill_post, make_unit
from kinwork.units.models import Unit

FAMILIES, WEEKS, WEEKS_OF_OTHERS, ROOMS = 60, 150, 40, 8
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
NAMES = {"csw": "Grace Adeyemi", "sw": "Tom Hollis", "cp": "Priya Nair", "clinician": "Leah Stern", "uc": "Mo Byrne"}
FIRST = ["Ada", "Kofi", "Lena", "Dylan", "Shanice", "Amir", "Rosie", "Tomasz", "Ife", "Joe", "Nadia", "Callum"]
LAST = [
    "Barrow",
    "Okoro",
    "Fenwick",
    "Jarvis",
    "Malik",
    "Pryce",
    "Sandhu",
    "Tully",
    "Usher",
    "Vance",
    "Wójcik",
    "Yates",
]
SENTENCES = [
    "Seen at home on Tuesday after school; the flat was warm and there was food in.",
    "Mum said that the evenings are the hardest and that she goes into the kitchen when it gets too much.",
    "The school counts nine late marks since half term, most of them on a Monday.",
    "Grandmother had both children from Friday to Sunday and would do so again.",
    "He told the health visitor that he has not been drinking since the letter came.",
    "We have not heard this from the children themselves, and should.",
    "The neighbour rang again; it was shouting and not more, as far as she could tell.",
    "She laughed when she told about the swimming lesson, and asked when the next one was.",
    "Dad’s shifts change from next month, which takes away the only adult who is calm at bedtime.",
    "It may be that the rows are about the money and stop when the money is sorted.",
    "The midwife is content with the weight; the next appointment is in two weeks.",
    "Nobody has asked the oldest what he does when it starts.",
    "Housing have written that the move will not be before the spring.",
    "What has worked before was the aunt coming at six, before anybody was tired.",
]


@dataclass(frozen=True)
class Room:
    """A unit in its meeting: the box that its first person types in, and everybody who is there."""

    meeting_id: int
    discussion_id: int
    passage_id: int
    people: list[User]


@dataclass(frozen=True)
class World:
    """What the measurements need to know of the data."""

    unit_id: int
    family_id: int
    discussion_id: int
    passage_id: int
    csw: User
    worker: User
    rooms: list[Room]


def paragraph(chance: random.Random, *, characters: int) -> str:
    """Prose of about so many characters."""
    text = chance.choice(SENTENCES)
    while len(text) < characters:
        text += " " + chance.choice(SENTENCES)
    return text[:characters]


def sign_in(user: User, csrf: str) -> str:
    """A session made in the database; its cookies, with one against forged requests, as a header's value."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]  # the first only counts failures
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    cookies = {settings.SESSION_COOKIE_NAME: str(session.session_key), settings.CSRF_COOKIE_NAME: csrf}
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def fill() -> World:
    """Everything, in one transaction, with the statistics that the database plans by."""
    Authority.objects.create(name="Benchmark")
    with transaction.atomic():
        story = Story(*unit_with_staff("Rowan"))
        story.tell()
        rooms = [room(number) for number in range(ROOMS)]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return World(
        unit_id=story.unit.pk,
        family_id=story.long.pk,
        discussion_id=story.now.pk,
        passage_id=Passage.objects.get(discussion=story.now, part="whats_new").pk,
        csw=story.staff["csw"],
        worker=story.staff["sw"],
        rooms=rooms,
    )


def unit_with_staff(name: str) -> tuple[Unit, dict[str, User]]:
    """A systemic unit and its five members by role."""
    unit = make_unit(name=name, function="child_in_need", template="systemic", days=[1], minutes=180)
    staff = {}
    for post in unit.posts.all():
        user = User(email=f"{post.role}@{name.lower()}.example.org", full_name=NAMES[post.role])
        user.set_unusable_password()
        user.save()
        fill_post(post, user, start=date(2020, 1, 1))
        staff[post.role] = user
    return unit, staff


def families(unit: Unit, number: int, *, since: date, staff: dict[str, User]) -> list[Family]:
    """Families of four, open to the unit."""
    chance, today = random.Random(unit.pk), timezone.localdate()
    made = Family.objects.bulk_create(Family(name=f"{LAST[n % 12]}-{LAST[n // 12]}") for n in range(number))
    roles = [("mother", 34), ("father", 37), ("daughter", 9), ("son", 5)]
    people = Person.objects.bulk_create(
        Person(given_name=chance.choice(FIRST), family_name=family.name, born_on=today - age * 365 * DAY)
        for family in made
        for _, age in roles
    )
    FamilyMember.objects.bulk_create(
        FamilyMember(family=family, person=people[4 * n + place], role=role, is_child=age < 18, position=place)
        for n, family in enumerate(made)
        for place, (role, age) in enumerate(roles)
    )
    open_now = Involvement.objects.bulk_create(
        Involvement(
            family=family,
            opened_on=since,
            why_open=paragraph(chance, characters=300),
            trying_to_do=paragraph(chance, characters=160),
            how=paragraph(chance, characters=200),
            expected_end=today + chance.randrange(10, 200) * DAY,
            decided_by=staff["csw"],
            key_worker=staff["sw"],
        )
        for family in made
    )
    Allocation.objects.bulk_create(
        Allocation(involvement=each, unit=unit, during=DateRange(since, None)) for each in open_now
    )
    KeyDate.objects.bulk_create(
        KeyDate(involvement=each, kind=kind, on=today + chance.randrange(1, 90) * DAY)
        for each in open_now
        for kind in (KeyDateKind.REVIEW, KeyDateKind.SCHOOL)
    )
    return made


def meetings(unit: Unit, staff: dict[str, User], days: list[date]) -> list[Meeting]:
    """A meeting on each day with the whole unit there."""
    made = Meeting.objects.bulk_create(
        Meeting(unit=unit, held_on=day, opened_by=staff["uc"], clinician_present=True) for day in days
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, user=user, name=user.full_name, role=role)
        for meeting in made
        for role, user in staff.items()
    )
    return made


def room(number: int) -> Room:
    """A unit of its own that has opened its meeting and talks of a family."""
    unit, staff = unit_with_staff(f"Room {number}")
    (family,) = families(unit, 1, since=timezone.localdate() - 20 * WEEK, staff=staff)
    (meeting,) = meetings(unit, staff, [timezone.localdate()])
    talk = Discussion.objects.create(meeting=meeting, family=family, started_by=staff["uc"], started_at=timezone.now())
    passages = Passage.objects.bulk_create(Passage(discussion=talk, part=part) for part in parts.part_keys())
    return Room(meeting.pk, talk.pk, passages[0].pk, [staff["uc"], *[u for r, u in staff.items() if r != "uc"]])


@dataclass
class Story:
    """The long history of one unit: a family talked of every week, the others every fourth."""

    unit: Unit
    staff: dict[str, User]
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def tell(self) -> None:
        self.today = timezone.localdate()
        weeks = range(WEEKS - 1, -1, -1)
        self.families = families(self.unit, FAMILIES, since=self.today - WEEKS * WEEK, staff=self.staff)
        self.long, *self.others = self.families
        self.meetings = meetings(self.unit, self.staff, [self.today - week * WEEK for week in weeks])
        self.talks = Discussion.objects.bulk_create(
            Discussion(
                meeting=meeting,
                family=family,
                started_by=self.staff["uc"],
                started_at=_at(meeting.held_on),
                ended_at=_at(meeting.held_on) + timedelta(minutes=20) if week else None,
            )
            for week, meeting in zip(weeks, self.meetings, strict=True)
            for family in self._turn(week)
        )
        self.of_long = [talk for talk in self.talks if talk.family_id == self.long.pk]
        self.now = self.of_long[-1]
        self.people = {
            family.pk: list(Person.objects.filter(memberships__family=family)[:2]) for family in self.families
        }
        self._agendas()
        self._passages()
        self._decisions()
        self._hypotheses()
        self._conversations()
        self._tasks()
        self._close()
        self._around()

    def _turn(self, week: int) -> Iterator[Family]:
        """Who is talked of so many weeks ago; today only the long family so far."""
        yield self.long
        if 0 < week < WEEKS_OF_OTHERS:
            yield from self.others[week % 4 :: 4]

    def _agendas(self) -> None:
        AgendaItem.objects.bulk_create(
            AgendaItem(
                meeting=self.meetings[-1],
                family=family,
                position=place,
                why=Why.TURN,
                reason="Last talked of four weeks ago.",
                minutes=15,
            )
            for place, family in enumerate([self.long, *self.others[::4]])
        )

    def _passages(self) -> None:
        """Every part of every discussion written, some at length."""
        Passage.objects.bulk_create(
            Passage(
                discussion=talk,
                part=part,
                text=self._words(120 if parts.part(part).in_minute == parts.InMinute.SUMMARY else 450)
                if (talk, part) != (self.now, "whats_new")
                else "",
                version=0 if (talk, part) == (self.now, "whats_new") else 6,
                written_by=self.staff["uc"],
                written_at=talk.started_at,
            )
            for talk in self.talks
            for part in parts.part_keys()
        )

    def _decisions(self) -> None:
        """One in each discussion, decided; and a draft in today's."""
        csw = self.staff["csw"]
        made = [
            Decision(
                discussion=talk,
                words=self._words(140),
                reason=self._words(220),
                drafted_by=self.staff["uc"],
                decided_by=csw,
                decided_at=talk.started_at + timedelta(minutes=15),
                decided_as="CSW",
                version=3,
            )
            for talk in self.talks
        ]
        draft = Decision(discussion=self.now, words=self._words(140), drafted_by=self.staff["uc"])
        Decision.objects.bulk_create([*made, draft])

    def _hypotheses(self) -> None:
        """One in three discussions of the long family, all but six dropped by now; one of each other family."""
        raised = self.of_long[::3] + [talk for talk in self.talks if talk.family_id != self.long.pk][: len(self.others)]
        living = {talk.pk for talk in self.of_long[::3][-6:]}
        self.raised = Hypothesis.objects.bulk_create(
            Hypothesis(
                family_id=talk.family_id,
                raised_in=talk,
                raised_by=self.chance.choice(list(self.staff.values())),
                statement=self._words(150),
                speaks_for=self._words(260),
                speaks_against=self._words(200),
                find_out=self._words(120),
                state="dropped" if talk.family_id == self.long.pk and talk.pk not in living else "open",
                version=5,
            )
            for talk in raised
        )
        steps = (("open", "weakened"), ("weakened", "dropped"))
        HypothesisChange.objects.bulk_create(
            HypothesisChange(
                hypothesis=hypothesis,
                discussion=hypothesis.raised_in,
                before=before,
                after=after,
                because=self._words(110),
                by=self.staff["csw"],
                at=hypothesis.raised_in.started_at,
            )
            for hypothesis in self.raised
            if hypothesis.state == "dropped"
            for before, after in steps
        )

    def _conversations(self) -> None:
        """One of each discussion. Held, but for the last three of the long family and the last of fifteen others.

        The worker leads or reflects in two of three.
        """
        csw, sw, cp = (self.staff[role] for role in ("csw", "sw", "cp"))
        latest = {talk.family_id: talk for talk in self.talks}
        ahead = {latest[family.pk].pk for family in self.others[:15]} | {talk.pk for talk in self.of_long[-3:]}
        hypothesis_of = {hypothesis.family_id: hypothesis for hypothesis in self.raised}
        made = PlannedConversation.objects.bulk_create(
            PlannedConversation(
                family_id=talk.family_id,
                discussion=talk,
                lead=(sw, cp, cp)[number % 3],
                reflect=(csw, sw, csw)[number % 3],
                purpose=self._words(130),
                questions=self._words(90) + "\n" + self._words(90),
                if_yes=self._words(120),
                if_no=self._words(120),
                by_when=talk.started_at.date() + (7 + number % 9) * DAY,
                tests=hypothesis_of[talk.family_id],
                state="planned" if talk.pk in ahead else "happened",
                what_happened="" if talk.pk in ahead else self._words(300),
                effect="" if talk.pk in ahead else self._words(150),
                ended_at=None if talk.pk in ahead else talk.started_at + 4 * DAY,
                planned_by=csw,
                planned_at=talk.started_at,
                version=4,
            )
            for number, talk in enumerate(self.talks)
        )
        invited = PlannedConversation.people.through
        invited.objects.bulk_create(
            invited(plannedconversation_id=talk.pk, person_id=person.pk)
            for talk in made
            for person in self.people[talk.family_id]
        )

    def _tasks(self) -> None:
        """Two from each discussion, done within the week; and open ones: with conversations the worker has forty."""
        sw, cp, csw = (self.staff[role] for role in ("sw", "cp", "csw"))
        now, before = timezone.now(), [talk for talk in self.talks if talk is not self.now]
        done = [
            self._task(
                talk,
                owner,
                talk.started_at.date() + 6 * DAY,
                state="done",
                ended_at=min(now, talk.started_at + 5 * DAY),
            )
            for number, talk in enumerate(before)
            for owner in ((sw, cp) if number % 2 else (csw, cp))
        ]
        latest = {talk.family_id: talk for talk in before}
        ahead = [
            self._task(latest[family.pk], sw if n < 24 else cp, self.today + (n % 40 - 8) * DAY)
            for n, family in enumerate(self.others)
        ]
        ahead += [self._task(latest[family.pk], csw, self.today + 9 * DAY) for family in self.others[::2]]
        ahead += [
            self._task(talk, sw if n % 2 else csw, talk.started_at.date() + 10 * DAY)
            for n, talk in enumerate([*self.of_long[-4:], *self.of_long[-4:]])
        ]
        tasks = Task.objects.bulk_create([*done, *ahead])
        Step.objects.bulk_create(
            Step(task=task, kind="done" if task.ended_at else "carried", note=self._words(80), by=sw, at=task.given_at)
            for task in tasks
        )

    def _task(
        self, talk: Discussion, owner: User, due: date, state: str = "open", ended_at: datetime | None = None
    ) -> Task:
        return Task(
            family_id=talk.family_id,
            discussion=talk,
            what=self._words(90),
            owner=owner,
            due_on=due,
            state=state,
            ended_at=ended_at,
            outcome=self._words(100) if ended_at else "",
            given_by=self.staff["csw"],
            given_at=talk.started_at,
        )

    def _close(self) -> None:
        """All meetings but today's. The long family’s minutes freeze: one body in ten worked out, others like it."""
        bodies = [minute_body(discussion_in_full(talk.pk)) for talk in self.of_long[:-1:10]]
        Minute.objects.bulk_create(
            Minute(discussion=talk, body=bodies[number // 10], frozen_at=talk.started_at + timedelta(minutes=90))
            for number, talk in enumerate(self.of_long[:-1])
        )
        Meeting.objects.filter(unit=self.unit, held_on__lt=self.today).update(
            closed_at=timezone.now(), closed_by=self.staff["csw"]
        )

    def _around(self) -> None:
        """The long family as a unit knows one after three years: four generations drawn, who is around them, what
        happened lately, how they are reached, and what must be known before a visit.
        """
        told = ChangeSet.objects.create(
            family=self.long, words="three generations", by=self.staff["uc"], at=timezone.now()
        )
        mother, father, *children = Person.objects.filter(memberships__family=self.long).order_by(
            "memberships__position"
        )
        elders = Person.objects.bulk_create(
            Person(given_name=FIRST[n], family_name=self.long.name, born_on=self.today - (55 + n) * 365 * DAY)
            for n in range(12)
        )
        FamilyMember.objects.bulk_create(
            FamilyMember(
                family=self.long, person=one, role="relative", lives_here=False, position=10 + n, change_set=told
            )
            for n, one in enumerate(elders)
        )
        parents = [(mother, elders[:2]), (father, elders[2:4]), *((child, (mother, father)) for child in children)]
        parents += [(one, elders[:2]) for one in elders[4:7]] + [(one, elders[2:4]) for one in elders[7:10]]
        Parenthood.objects.bulk_create(
            Parenthood(change_set=told, child=child, parent=parent, source="the mother")
            for child, both in parents
            for parent in both
        )
        Partnership.objects.bulk_create(
            Partnership(change_set=told, one=one, other=other, kind=PartnershipKind.MARRIED, begun="1990")
            for one, other in ((mother, father), elders[:2], elders[2:4])
        )
        Bond.objects.bulk_create(
            Bond(change_set=told, one=one, other=children[0], kind=BondKind.CLOSE, on="2024") for one in elders[:4]
        )
        agencies = Agency.objects.bulk_create(
            Agency(name=f"Office {n}", kind=kind, telephone="01632 960100") for n, kind in enumerate(agency_kinds())
        )
        Tie.objects.bulk_create(
            Tie(
                change_set=told,
                part=NetworkPart.PROFESSIONAL,
                agency=agency,
                name=f"{FIRST[n % 12]} {LAST[n % 12]}",
                role="worker",
                on="2024",
                heard=(self.today - n * WEEK).isoformat(),
            )
            for n, agency in enumerate(agencies)
        )
        self._kept_of(mother, children)

    def _kept_of(self, mother: Person, children: list[Person]) -> None:
        """What stands in the record of the long family: entries, where it lives, numbers, a warning, statuses."""
        noted = {"family_id": self.long.pk, "noted_by": self.staff["sw"]}
        for one in (mother, *children):
            Address.objects.create(person=one, lines="7 Benchmark Road", postcode="RW1 4AB", begun="2024", **noted)
        Contact.objects.create(person=mother, value="07700 900142", safe="care", how="Text only.", **noted)
        Contact.objects.create(person=mother, value="01632 960011", kind="landline", safe="yes", **noted)
        SafetyWarning.objects.create(
            person=mother, kind=WarningKind.AGGRESSION, words=self._words(120), review_on=self.today + 30 * DAY, **noted
        )
        involvement = Involvement.objects.get(family=self.long)
        for child in children:
            decision = StatusDecision.objects.create(
                involvement=involvement, person=child, status="cin", on=self.today - 20 * WEEK,
                decided_by="initial conference", recorded_by=self.staff["csw"], recorded_at=timezone.now(),
            )  # fmt: skip
            put_into_effect(decision)
        entries = Entry.objects.bulk_create(
            Entry(
                family=self.long,
                kind=EntryKind.VISIT,
                happened_on=self.today - n * 3 * DAY,
                text=self._words(400),
                by=self.staff["sw"],
                recorded_at=timezone.now(),
            )
            for n in range(100)
        )
        Seen.objects.bulk_create(Seen(entry=entry, person=child) for entry in entries for child in children)

    def _words(self, characters: int) -> str:
        return paragraph(self.chance, characters=characters)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 30)))
