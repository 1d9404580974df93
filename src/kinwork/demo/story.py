"""Tells one family's story to the database, event by event, in the order in which things happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.roles import ConsultantSocialWorker
from kinwork.cases.models import Allocation, Involvement, KeyDate
from kinwork.clocks.working_days import add_working_days, is_working_day
from kinwork.families.actions import EditContext
from kinwork.families.as_entered import draw_as_entered
from kinwork.families.models import (
    Bond,
    ChangeSet,
    Family,
    FamilyMember,
    Household,
    Living,
    Loss,
    Parenthood,
    Partnership,
    Siblinghood,
)
from kinwork.instruments.discussion_quality import VERSION
from kinwork.meetings import parts as discussion_parts
from kinwork.meetings.models import (
    BroughtForward,
    Decision,
    Discussion,
    Hypothesis,
    HypothesisChange,
    Meeting,
    Passage,
    PlannedConversation,
    Step,
    Task,
)
from kinwork.people.dates import must_have_happened
from kinwork.people.models import BirthKind, OtherName, Person
from kinwork.practice.models import DiscussionRating
from kinwork.units.queries import load_actor

from .network import surround
from .recorded import record


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def prose(text: str | None) -> str:
    return " ".join((text or "").split()) if "\n\n" not in (text or "") else (text or "").strip()


@dataclass
class Story:
    """A family being told: what its file says, and what has been written of it so far."""

    told: dict[str, Any]
    staff: dict[str, User]
    family: Family
    involvement: Involvement
    people: dict[str, Person]
    hypotheses: dict[str, Hypothesis] = field(default_factory=dict)
    pending: list[tuple[date, Any]] = field(default_factory=list)

    def happen_until(self, day: date) -> None:
        """Let everything come about that was to happen up to a day: tasks done, conversations held."""
        due = sorted((event for event in self.pending if event[0] <= day), key=lambda event: event[0])
        self.pending = [event for event in self.pending if event[0] > day]
        for when, event in due:
            event(when)


def begin(told: dict[str, Any], staff: dict[str, User], unit_id: int, today: date) -> Story:
    """The family, its members, why it is open, and the dates ahead."""
    family = Family.objects.create(name=told["name"])
    people: dict[str, Person] = {}
    for position, member in enumerate(told["members"]):
        person = _person(member, today)
        people[member["key"]] = person
        FamilyMember.objects.create(
            family=family,
            person=person,
            role=member.get("role", ""),
            is_child=bool(member.get("child")),
            lives_here=not member.get("lives_elsewhere", False),
            position=position,
        )
    opened = today - timedelta(weeks=told["opened_weeks_ago"], days=2)
    end = told.get("expected_end_in_weeks")
    involvement = Involvement.objects.create(
        family=family,
        opened_on=opened,
        why_open=prose(told.get("why_open")),
        trying_to_do=prose(told.get("trying_to_do")),
        how=prose(told.get("how")),
        expected_end=today + timedelta(weeks=end) if end is not None else None,
        decided_by=staff[told["decided_by"]],
        key_worker=staff.get(told.get("key_worker") or ""),
        tell_once=prose(told.get("tell_once")),
    )
    Allocation.objects.create(involvement=involvement, unit_id=unit_id, during=DateRange(opened, None))
    for key_date in told.get("key_dates") or []:
        KeyDate.objects.create(
            involvement=involvement,
            kind=key_date["kind"],
            on=_day_of(key_date, today),
            note=key_date.get("note", "")[:200],
        )
    if told.get("relations"):
        _relate(told, family, people, today)
    else:  # drawn as it would be of what is entered when a family is opened
        by = load_actor(staff[told["decided_by"]], today)
        joined = [person.pk for person in people.values()]
        draw_as_entered(EditContext(family, unit_id, by), joined, Permission.OPEN_FAMILY)
    record(told, involvement, people, staff, today)
    surround(told, family, people, today)
    return Story(told, staff, family, involvement, people)


def _relate(told: dict[str, Any], family: Family, people: dict[str, Person], today: date) -> None:
    """Who is related to whom, each as it was told and by whom."""
    for said in told.get("relations") or []:
        change_set = ChangeSet.objects.create(family=family, words="When the family was opened", at=timezone.now())
        how: dict[str, Any] = {"change_set": change_set, "source": said.get("said", "")}
        of = said.get("of")
        if "child" in said:
            for parent in of:
                Parenthood.objects.create(parent=people[parent], child=people[said["child"]], **how)
        elif "couple" in said:
            one, other = (people[key] for key in said["couple"])
            ended = str(today.year - said["years_ago"]) if "ended" in said else ""
            begun = str(today.year - said["began_years_ago"]) if "began_years_ago" in said else ""
            must_have_happened(begun=begun, ended=ended)
            dates = {"begun": begun, "how_ended": said.get("ended", ""), "ended": ended}
            Partnership.objects.create(one=one, other=other, kind=said["kind"], **dates, **how)
        elif "siblings" in said:
            one, other = (people[key] for key in said["siblings"])
            Siblinghood.objects.create(one=one, other=other, **how)
        elif "loss" in said:
            Loss.objects.create(mother=people[of], kind=said["loss"], person=people.get(said.get("who", "")), **how)
        elif "moved" in said:
            _move(said, family, people, today, how)
        else:
            one, other = (people[key] for key in of)
            Bond.objects.create(one=one, other=other, kind=said["bond"], **how)


def _move(said: dict[str, Any], family: Family, people: dict[str, Person], today: date, how: dict[str, Any]) -> None:
    """People came to a household, from another one of the family's or from elsewhere."""
    main = said["to"] == "main"
    homes = Household.objects.filter(change_set__family=family, is_main=main, name="" if main else said["to"])
    home = homes.first() or Household.objects.create(
        change_set=how["change_set"], is_main=main, name="" if main else said["to"]
    )
    begun = (today - timedelta(weeks=said["weeks_ago"])).isoformat()[:7] if "weeks_ago" in said else ""
    must_have_happened(begun=begun)
    for key in said["moved"]:
        old = Living.objects.filter(person=people[key], ended="").first()
        if old:
            old.ended = begun
            old.save()
        Living.objects.create(person=people[key], household=home, begun=begun, **how)
        FamilyMember.objects.filter(family=family, person=people[key]).update(lives_here=main)


def _day_of(key_date: dict[str, Any], today: date) -> date:
    """Meetings are on working days; babies come when they come."""
    day = today + timedelta(days=key_date["in_days"])
    return day if key_date["kind"] == "birth" or is_working_day(day) else add_working_days(day, 1)


def _person(member: dict[str, Any], today: date) -> Person:
    born_on, kind = _birth(member, today)
    deceased = member.get("deceased_years_ago")
    person = Person.objects.create(
        given_name=member.get("given") or "",
        family_name=member.get("family") or "",
        born_on=born_on,
        born_kind=kind,
        sex=member.get("sex", "unknown"),
        is_deceased=deceased is not None,
    )
    for other in member.get("other_names") or []:
        OtherName.objects.create(
            person=person,
            given_name=other.get("given") or "",
            family_name=other.get("family") or "",
            kind=other.get("kind", "also known as"),
        )
    return person


def _birth(member: dict[str, Any], today: date) -> tuple[date | None, str]:
    if member.get("expected_in_weeks") is not None:
        return today + timedelta(weeks=member["expected_in_weeks"]), BirthKind.EXPECTED
    age = member.get("age")
    if age is None:
        return None, BirthKind.EXACT
    if member.get("estimated"):
        return date(today.year - age, 1, 1) if today.month > 1 else date(
            today.year - age - 1, 7, 1
        ), BirthKind.ESTIMATED
    if age == 0 and not member.get("birthday"):
        return today - timedelta(days=19), BirthKind.EXACT
    month, day = (int(part) for part in member.get("birthday", "06-17").split("-"))
    passed = (month, day) <= (today.month, today.day)
    return date(today.year - age - (0 if passed else 1), month, day), BirthKind.EXACT


def discuss(story: Story, told: dict[str, Any], meeting: Meeting, start: datetime) -> Discussion:
    """One discussion of the story in a meeting, with everything raised, planned, decided and given in it."""
    day = meeting.held_on
    unit_coordinator = meeting.opened_by
    discussion = Discussion.objects.create(
        meeting=meeting,
        family=story.family,
        started_by=unit_coordinator,
        started_at=start,
        ended_at=start + timedelta(minutes=told.get("minutes", 20)),
    )
    written = told.get("parts") or {}
    Passage.objects.bulk_create(
        Passage(
            discussion=discussion,
            part=part,
            text=prose(written.get(part)),
            version=1 if part in written else 0,
            written_by=unit_coordinator if part in written else None,
            written_at=start if part in written else None,
        )
        for part in discussion_parts.part_keys()
    )
    for said in told.get("hypotheses") or []:
        _hypothesis(story, said, discussion, start)
    for said in told.get("conversations") or []:
        _conversation(story, said, discussion, day)
    csw = story.staff[story.told["decided_by"]]
    for said in told.get("decisions") or []:
        Decision.objects.create(
            discussion=discussion,
            words=prose(said["words"]),
            reason=prose(said["reason"]),
            drafted_by=unit_coordinator,
            decided_by=csw,
            decided_at=discussion.ended_at,
            decided_as=ConsultantSocialWorker.short,
        )
    for said in told.get("tasks") or []:
        _task(story, said, discussion, day)
    if told.get("quality"):
        DiscussionRating.objects.create(
            discussion=discussion,
            rater="unit",
            by=unit_coordinator,
            features=sorted(told["quality"]),
            version=VERSION,
            at=discussion.ended_at or start,
        )
    return discussion


def _hypothesis(story: Story, said: dict[str, Any], discussion: Discussion, when: datetime) -> None:
    known = story.hypotheses.get(said["key"])
    if known is None:
        story.hypotheses[said["key"]] = Hypothesis.objects.create(
            family=story.family,
            raised_in=discussion,
            raised_by=discussion.started_by,
            statement=prose(said["statement"]),
            speaks_for=prose(said.get("for")),
            speaks_against=prose(said.get("against")),
            find_out=prose(said.get("find_out")),
            version=1,
            written_by=discussion.started_by,
            written_at=when,
        )
        return
    after = said.get("state", known.state)
    if after != known.state:
        HypothesisChange.objects.create(
            hypothesis=known,
            discussion=discussion,
            before=known.state,
            after=after,
            because=prose(said.get("because"))[:500],
            by=discussion.started_by,
            at=when,
        )
        known.state = after
        known.save(update_fields=["state"])


def _conversation(story: Story, said: dict[str, Any], discussion: Discussion, day: date) -> None:
    talk = PlannedConversation.objects.create(
        family=story.family,
        discussion=discussion,
        with_others=said.get("with_others", "")[:200],
        lead=story.staff.get(said.get("lead", "")),
        reflect=story.staff.get(said.get("reflect", "")),
        purpose=prose(said.get("purpose")),
        questions="\n".join(prose(question) for question in said.get("questions") or []),
        if_yes=prose(said.get("if_yes")),
        if_no=prose(said.get("if_no")),
        by_when=day + timedelta(days=said["by_days"]) if said.get("by_days") is not None else None,
        tests=story.hypotheses.get(said.get("tests") or ""),
        planned_by=discussion.started_by,
        planned_at=discussion.started_at,
        version=1,
    )
    talk.people.set([story.people[key] for key in said.get("with") or []])
    outcome = said.get("outcome")
    if outcome:
        story.pending.append((day + timedelta(days=outcome["after_days"]), _told(talk, outcome, discussion.started_by)))


def _told(talk: PlannedConversation, outcome: dict[str, Any], scribe: User) -> Any:
    def happens(day: date) -> None:
        happened = outcome.get("happened", True)
        talk.state = "happened" if happened else "missed"
        talk.what_happened, talk.effect = prose(outcome.get("what")), prose(outcome.get("effect"))
        talk.ended_at = at(day, 16)
        talk.save()
        Step.objects.create(
            conversation=talk,
            kind="done" if happened else "missed",
            note=talk.what_happened,
            by=talk.lead or scribe,
            at=at(day, 16),
        )

    return happens


def _task(story: Story, said: dict[str, Any], discussion: Discussion, day: date) -> None:
    owner = story.staff.get(said.get("owner", ""))
    due = said.get("due_days")
    task = Task.objects.create(
        family=story.family,
        discussion=discussion,
        what=prose(said["what"])[:500],
        owner=owner,
        agency="" if owner else said["agency"][:120],
        due_on=day + timedelta(days=due) if due is not None else None,
        given_by=discussion.started_by,
        given_at=discussion.started_at,
    )
    if said.get("carried_to_days"):
        story.pending.append((day + timedelta(days=due or 7), _carried(task, day, said["carried_to_days"], discussion)))
    if said.get("done"):
        story.pending.append((day + timedelta(days=said["done"]["after_days"]), _done(task, said["done"], discussion)))


def _carried(task: Task, day: date, to_days: int, discussion: Discussion) -> Any:
    def happens(when: date) -> None:
        before, task.due_on = task.due_on, day + timedelta(days=to_days)
        task.save()
        by = task.owner or discussion.started_by
        Step.objects.create(task=task, kind="carried", due_before=before, due_after=task.due_on, by=by, at=at(when, 15))

    return happens


def _done(task: Task, done: dict[str, Any], discussion: Discussion) -> Any:
    def happens(when: date) -> None:
        task.state, task.ended_at, task.outcome = "done", at(when, 15), prose(done.get("note"))[:500]
        task.save()
        Step.objects.create(
            task=task, kind="done", note=task.outcome, by=task.owner or discussion.started_by, at=at(when, 15)
        )

    return happens


def ask_for_next(story: Story, today: date) -> None:
    """Somebody wants the family talked of at the next meeting."""
    wish = story.told.get("bring_to_next")
    if wish:
        BroughtForward.objects.create(
            family=story.family,
            kind=wish["kind"],
            words=prose(wish["words"])[:300],
            by=story.staff[wish["by"]],
            at=at(today - timedelta(days=wish.get("days_ago", 1)), 17),
        )
