"""The meetings that the demo's families had with others, and have ahead: arranged and held by the same verbs as any."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from kinwork.cases.queries import unit_holding
from kinwork.clocks.working_days import add_working_days, is_working_day
from kinwork.families.held import HeldFamily
from kinwork.formal_meetings.actions.agreeing import agree
from kinwork.formal_meetings.actions.arranging import Arranged, arrange
from kinwork.formal_meetings.actions.holding import Decided, hold
from kinwork.formal_meetings.actions.inviting import Asked, answer, invite, mark, note_views
from kinwork.formal_meetings.actions.telling import note_told
from kinwork.formal_meetings.actions.writing import NOTES, OUTCOME, WORDS, put_text
from kinwork.formal_meetings.models import Agreed, FormalMeeting, Invitation
from kinwork.meetings.actions.tasks import do_task
from kinwork.meetings.models import Task
from kinwork.notices.models import Notice
from kinwork.people.models import Person
from kinwork.plans.models import Aim
from kinwork.units.queries import load_actor

from .story import Story, at, prose

ARRANGED_BEFORE = timedelta(days=12)  # as a rule


def meet_others(story: Story, today: date) -> None:
    """In the order of the file; what follows another is the next of the one before of its name."""
    before = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    made: dict[str, FormalMeeting] = {}
    for said in story.told.get("meetings") or []:
        made[said["key"]] = _meeting(story, said, made.get(said.get("after", "")), today)
    # Whoever was invited weeks ago has seen it; what is new in the demo is told in its own file.
    Notice.objects.filter(pk__gt=before).delete()


def _meeting(story: Story, said: dict[str, Any], follows: FormalMeeting | None, today: date) -> FormalMeeting:
    actor = load_actor(story.staff[said["by"]], today)
    held = HeldFamily(story.family, unit_holding(story.family.pk), actor)
    on = _day(today, said["in_days"])
    children = [story.people[key] for key in said["children"]]
    arranged = Arranged(
        kind=said["kind"], children=[one.pk for one in children], on=on, at=time.fromisoformat(said["at"]),
        minutes=said.get("minutes", 60), place=said["place"], ring=said.get("ring", ""),
        agenda=said.get("agenda", "").strip(),
    )  # fmt: skip
    token = uuid5(NAMESPACE_URL, f"{story.told['name']} {said['key']}")
    meeting = arrange(held, story.involvement, arranged, token=token, follows=follows)
    asked = [(one, _asked(story, one)) for one in said["asked"]]
    invite(held, meeting, [one for _, one in asked], apart=said.get("apart", ""))
    for told, one in asked:
        found = Invitation.objects.get(meeting=meeting, name=one.name)
        answer(held, found, told.get("answer", "coming"), because=told.get("because", ""),
               sends_report=told.get("sends_report", False))  # fmt: skip
        if "told" in told:
            note_told(held, found, how=told["told"], on=min(today, on - timedelta(days=7)))
        if said.get("held"):
            mark(held, found, told.get("there", "here"))
    for key, view in (said.get("views") or {}).items():
        row = meeting.views.get(person=story.people[key])
        put_text(held, meeting, row, WORDS, prose(view["words"]))
        note_views(held, row, how=view["how"], why_not="")
    if said.get("held"):
        _hold(story, held, meeting, said["held"], children)
    _as_if_then(meeting, on, today)
    return FormalMeeting.objects.get(pk=meeting.pk)


def _day(today: date, in_days: int) -> date:
    """A working day: one to come on the next, one that was on the last."""
    day = today + timedelta(days=in_days)
    return day if is_working_day(day) else add_working_days(day, 1 if in_days > 0 else -1)


def _asked(story: Story, said: dict[str, Any]) -> Asked:
    person: Person | None = story.people.get(said.get("who", ""))
    user = story.staff.get(said.get("staff", ""))
    name = user.full_name if user else person.name if person else said["name"]
    return Asked(
        name=name, part=said["part"], person_id=person.pk if person else None, user_id=user.pk if user else None,
        role=said.get("role", ""), agency=said.get("agency", ""), reach=said.get("reach", ""),
    )  # fmt: skip


def _hold(story: Story, held: HeldFamily, meeting: FormalMeeting, said: dict[str, Any], children: list[Person]) -> None:
    for box in (NOTES, OUTCOME):
        put_text(held, meeting, FormalMeeting.objects.get(pk=meeting.pk), box, prose(said[box.split(".")[1]]))
    for one in said.get("agreed") or []:
        owner = story.staff.get(one.get("owner", ""))
        aim = (
            Aim.objects.get(plan__involvement=story.involvement, words__startswith=one["aim"]) if "aim" in one else None
        )
        made = agree(
            held, meeting, what=one["what"], owner_id=owner.pk if owner else None, who=one.get("who", ""),
            due_on=meeting.on + timedelta(days=one["due_days"]), aim_id=aim.pk if aim else None, fits_none=aim is None,
        )  # fmt: skip
        if "done" in one:
            do_task(held.actor, held.unit_id, made.task, note=one["done"])
            Task.objects.filter(pk=made.task_id).update(ended_at=at(meeting.on + timedelta(days=one["due_days"]), 17))
    of_child = {child.pk: said.get("of_child") or {} for child in children}
    because = said.get("quorum_because", "")
    hold(
        held, meeting,
        Decided(on=meeting.on, quorum_because=because, of_all=said.get("of_all") or {}, of_child=of_child),
    )  # fmt: skip


def _as_if_then(meeting: FormalMeeting, on: date, today: date) -> None:
    """What was written down by these verbs just now was written then."""
    arranged = at(min(on, today) - ARRANGED_BEFORE if on <= today else today - timedelta(days=3), 11)
    FormalMeeting.objects.filter(pk=meeting.pk).update(arranged_at=arranged)
    Invitation.objects.filter(meeting=meeting).update(invited_at=arranged)
    if on <= today:
        FormalMeeting.objects.filter(pk=meeting.pk, ended_at__isnull=False).update(ended_at=at(on, 16))
        Task.objects.filter(pk__in=Agreed.objects.filter(meeting=meeting).values("task")).update(given_at=at(on, 15))
