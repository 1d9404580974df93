"""The unit's meeting from opening to closing, through its actions."""

from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.cases.closing import close_family
from kinwork.cases.models import Involvement
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions import closing, discussing, tasks
from kinwork.meetings.actions import meeting as act
from kinwork.meetings.models import AgendaItem, Attendance, BroughtForward, Discussion, Meeting, Minute, Why
from kinwork.meetings.queries.agenda import agenda_candidates
from tests.factories import actor, discussion_of, family_in, meeting_of

pytestmark = pytest.mark.django_db


def test_two_coordinators_opening_the_same_meeting_get_the_same_one(rowan):
    first, is_new = act.open_meeting(actor(rowan.maureen), rowan.unit, on=date(2026, 11, 24))
    second, again = act.open_meeting(actor(rowan.grace), rowan.unit, on=date(2026, 11, 24))
    assert (first.pk, is_new, again) == (second.pk, True, False)
    assert Attendance.objects.filter(meeting=first).count() == 5


def test_a_social_worker_does_not_open_meetings(rowan):
    with pytest.raises(NotAllowed):
        act.open_meeting(actor(rowan.tom), rowan.unit, on=date(2026, 11, 24))
    assert not Meeting.objects.exists()


def test_a_family_asked_for_in_a_crisis_stands_first_with_the_words_and_is_asked_for_once(rowan):
    quiet, urgent = family_in(rowan.unit, "Abbott"), family_in(rowan.unit, "Zeta")
    act.bring_to_next_meeting(
        HeldFamily(urgent, rowan.unit.pk, actor(rowan.tom)), kind="crisis", words="Dog let loose."
    )
    meeting = meeting_of(rowan.unit, rowan.maureen)
    first, second = AgendaItem.objects.filter(meeting=meeting)
    assert (first.family, first.why) == (urgent, Why.CRISIS)
    assert "Dog let loose." in first.reason
    assert "Tom" in first.reason
    assert second.family == quiet
    assert BroughtForward.objects.get().met_in == meeting
    later = meeting_of(rowan.unit, rowan.maureen, on=meeting.held_on + timedelta(days=7))
    assert "Dog" not in AgendaItem.objects.get(meeting=later, family=urgent).reason


def test_asking_after_the_agenda_was_made_adds_to_it(rowan):
    meeting = meeting_of(rowan.unit, rowan.maureen)
    family = family_in(rowan.unit)
    act.bring_to_next_meeting(
        HeldFamily(family, rowan.unit.pk, actor(rowan.priya)), kind="asked", words="Let us think."
    )
    assert AgendaItem.objects.get(meeting=meeting, family=family).reason.startswith("Let us think.")


def test_reordering_keeps_every_family_and_needs_the_role(rowan):
    for name in "ABCD":
        family_in(rowan.unit, name)
    meeting = meeting_of(rowan.unit, rowan.maureen)
    last = AgendaItem.objects.select_related("meeting").filter(meeting=meeting).last()
    act.move_item(actor(rowan.grace), last, to=1)
    assert [item.family.name for item in AgendaItem.objects.filter(meeting=meeting)] == ["A", "D", "B", "C"]
    with pytest.raises(NotAllowed):
        act.move_item(actor(rowan.tom), last, to=0)


def test_postponing_needs_a_reason_and_can_be_taken_back(rowan):
    family_in(rowan.unit)
    item = meeting_of(rowan.unit, rowan.maureen).items.select_related("meeting").get()
    with pytest.raises(ValidationError, match="Why is this family postponed"):
        act.postpone(actor(rowan.grace), item, because="  ")
    act.postpone(actor(rowan.grace), item, because="Waiting for the scan.")
    item.refresh_from_db()
    assert (item.postponed_because, item.postponed_by) == ("Waiting for the scan.", rowan.grace)
    act.take_back_postponement(actor(rowan.grace), item)
    item.refresh_from_db()
    assert item.postponed_because == ""


def test_what_was_postponed_stands_on_the_next_agenda_with_the_reason_until_it_is_talked_of(rowan):
    family = family_in(rowan.unit)
    meeting = meeting_of(rowan.unit, rowan.maureen)
    item = meeting.items.select_related("meeting").get()
    act.postpone(actor(rowan.grace), item, because="Waiting for the scan.")
    after = meeting_of(rowan.unit, rowan.maureen, on=meeting.held_on + timedelta(days=7))
    assert "Waiting for the scan." in after.items.get().reason
    discussion_of(family, after, rowan.maureen)
    later = meeting_of(rowan.unit, rowan.maureen, on=meeting.held_on + timedelta(days=14))
    assert "scan" not in later.items.get().reason


def test_the_learning_slot_takes_its_time_from_the_meeting_and_must_leave_some(rowan):
    meeting = meeting_of(rowan.unit, rowan.maureen)
    act.plan_time(actor(rowan.grace), meeting, minutes=150, learning_minutes=45, learning_topic=" Circular questions ")
    meeting.refresh_from_db()
    assert (meeting.minutes, meeting.learning_minutes, meeting.learning_topic) == (150, 45, "Circular questions")
    with pytest.raises(ValidationError, match="leave time for families"):
        act.plan_time(actor(rowan.grace), meeting, minutes=45, learning_minutes=45, learning_topic="")
    with pytest.raises(ValidationError, match="480"):
        act.plan_time(actor(rowan.grace), meeting, minutes=900, learning_minutes=0, learning_topic="")


def test_apologies_of_the_clinician_are_what_the_quality_figures_will_see(rowan):
    meeting = meeting_of(rowan.unit, rowan.maureen)
    assert meeting.clinician_present is True
    leah = meeting.attendance.select_related("meeting").get(user=rowan.leah)
    act.mark_attendance(actor(rowan.maureen), leah, status="apologies")
    meeting.refresh_from_db()
    assert meeting.clinician_present is False


def test_only_the_csw_or_a_deputy_decides_and_a_decision_has_words_and_reason(rowan):
    meeting = meeting_of(rowan.unit, rowan.maureen)
    talk = discussion_of(family_in(rowan.unit), meeting, rowan.maureen)
    draft = discussing.draft_decision(actor(rowan.tom), talk, words="Keep the plan.")
    with pytest.raises(NotAllowed, match="Only the consultant social worker"):
        discussing.decide(actor(rowan.tom), draft)
    with pytest.raises(ValidationError, match="reason"):
        discussing.decide(actor(rowan.grace), draft)
    draft.reason = "It works."
    draft.save()
    discussing.decide(actor(rowan.grace), draft)
    draft.refresh_from_db()
    assert (draft.decided_by, draft.decided_as) == (rowan.grace, "CSW")

    from kinwork.units.actions import name_deputy

    today = timezone.localdate()
    name_deputy(actor(rowan.grace), rowan.unit, rowan.priya, first_day=today, last_day=today)
    other = discussing.draft_decision(actor(rowan.priya), talk, words="Visit twice.", reason="He asked.")
    discussing.decide(actor(rowan.priya), other)
    assert other.decided_as == "Child practitioner, deputy"


def test_a_task_needs_an_owner_who_is_in_the_unit_and_a_family_that_is_open(rowan):
    from tests.factories import user

    family = family_in(rowan.unit)
    stranger = user("stranger")
    me = actor(rowan.maureen)
    with pytest.raises(ValidationError) as nobody:
        tasks.give_task(me, rowan.unit.pk, family.pk, what="Ring school", owner_id=None)
    assert "owner" in nobody.value.error_dict
    with pytest.raises(ValidationError, match="no longer in the unit"):
        tasks.give_task(me, rowan.unit.pk, family.pk, what="Ring school", owner_id=stranger.pk)
    close_family(
        HeldFamily(family, rowan.unit.pk, actor(rowan.grace)), Involvement.objects.get(family=family),
        on=timezone.localdate(), reason="Done.", changed="", if_rereferred="",
    )  # fmt: skip
    with pytest.raises(ValidationError, match="family is closed"):
        tasks.give_task(me, rowan.unit.pk, family.pk, what="Ring school", owner_id=rowan.tom.pk)


def test_the_same_task_sent_twice_is_one_and_given_again_later_is_another(rowan):
    family = family_in(rowan.unit)

    def ring_school(who=rowan.tom, owner=rowan.tom):
        return tasks.give_task(actor(who), rowan.unit.pk, family.pk, what="Ring school", owner_id=owner.pk)

    with time_machine.travel(timezone.now(), tick=False) as clock:
        first = ring_school()
        assert ring_school() == first
        assert ring_school(owner=rowan.priya) != first
        assert ring_school(who=rowan.priya) != first
        clock.shift(11)
        assert ring_school() != first


def test_doing_a_task_twice_is_doing_it_once_and_undo_opens_it_again(rowan):
    family = family_in(rowan.unit)
    task = tasks.give_task(actor(rowan.tom), rowan.unit.pk, family.pk, what="Ring school", owner_id=rowan.tom.pk)
    tasks.do_task(actor(rowan.priya), rowan.unit.pk, task, note="Rang, they will look.")
    tasks.do_task(actor(rowan.priya), rowan.unit.pk, task, note="a second click")
    task.refresh_from_db()
    assert (task.state, task.outcome, task.steps.count()) == ("done", "Rang, they will look.", 1)
    tasks.reopen_task(actor(rowan.tom), rowan.unit.pk, task)
    task.refresh_from_db()
    assert (task.state, task.ended_at) == ("open", None)
    assert [step.kind for step in task.steps.all()] == ["done", "reopened"]


def test_what_is_carried_keeps_its_history_and_what_is_overdue_rises_to_the_next_agenda(rowan):
    family = family_in(rowan.unit)
    meeting = meeting_of(rowan.unit, rowan.maureen)
    talk = discussion_of(family, meeting, rowan.maureen)
    me, today = actor(rowan.maureen), timezone.localdate()
    task = tasks.give_task(
        me, rowan.unit.pk, family.pk, what="Book", owner_id=rowan.tom.pk, due_on=today, discussion=talk
    )
    tasks.carry_task(me, rowan.unit.pk, task, to=today + timedelta(days=3), discussion=talk)
    step = task.steps.get()
    assert (step.due_before, step.due_after) == (today, today + timedelta(days=3))
    [candidate] = agenda_candidates(rowan.unit.pk, today + timedelta(days=7))
    assert candidate.overdue == ((today + timedelta(days=3), "task"),)


def test_closing_freezes_every_minute_and_later_changes_do_not_touch_it(rowan):
    family = family_in(rowan.unit, "Stone")
    meeting = meeting_of(rowan.unit, rowan.maureen)
    talk = discussion_of(family, meeting, rowan.maureen)
    hypothesis = discussing.raise_hypothesis(actor(rowan.leah), talk, statement="She is afraid.")
    tasks.give_task(actor(rowan.maureen), rowan.unit.pk, family.pk, what="Ring", owner_id=rowan.tom.pk, discussion=talk)
    with pytest.raises(NotAllowed):
        closing.close_meeting(actor(rowan.maureen), meeting)
    closing.close_meeting(actor(rowan.grace), meeting)
    closing.close_meeting(actor(rowan.grace), meeting)  # a double click
    minute = Minute.objects.get(discussion=talk)
    hypothesis.statement = "She was never afraid."
    hypothesis.save()
    rowan.tom.full_name = "Thomas Renamed"
    rowan.tom.save()
    minute.refresh_from_db()
    assert minute.body["hypotheses"][0]["statement"] == "She is afraid."
    assert minute.body["tasks"][0]["owner"] == "Tom Hollis"
    assert minute.body["closed"]["by"] == "Grace Adeyemi"
    added = closing.amend_minute(actor(rowan.tom), minute, text="It was Tuesday.")
    assert list(minute.amendments.all()) == [added]
    with pytest.raises(ValidationError):
        closing.amend_minute(actor(rowan.tom), minute, text="   ")


def test_a_planned_conversation_has_two_different_people_of_the_unit(rowan):
    family = family_in(rowan.unit)
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    planned = discussing.plan_conversation(actor(rowan.tom), talk)
    how = {"people": [], "with_others": "", "by_when": None, "tests_id": None}
    with pytest.raises(ValidationError, match="two people"):
        discussing.arrange_conversation(
            actor(rowan.tom), talk, planned, lead_id=rowan.tom.pk, reflect_id=rowan.tom.pk, **how
        )
    from tests.factories import user

    with pytest.raises(ValidationError, match="no longer in the unit"):
        discussing.arrange_conversation(
            actor(rowan.tom), talk, planned, lead_id=user("gone").pk, reflect_id=None, **how
        )


def test_opening_a_discussion_page_is_logged_with_the_policy(rowan, sign_in):
    family = family_in(rowan.unit)
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    sign_in(rowan.priya).get(f"/discussion/{talk.pk}/")
    sign_in(rowan.priya).get(f"/family/{family.pk}/")
    verbs = AuditEvent.objects.filter(actor=rowan.priya, family_id=family.pk).values_list("verb", "policy")
    assert set(verbs) == {("opened discussion", "discussion:see_family"), ("opened family page", "family:see_family")}


def test_going_on_to_the_next_family_ends_the_one_before(rowan, sign_in):
    meeting = meeting_of(rowan.unit, rowan.maureen)
    first = discussion_of(family_in(rowan.unit, "Abbott"), meeting, rowan.maureen)
    item = AgendaItem.objects.create(
        meeting=meeting, family=family_in(rowan.unit, "Bell"), position=9, why="turn", reason="turn", minutes=20
    )
    path = f"/meeting/{meeting.pk}/item/{item.pk}/start/"
    sign_in(rowan.maureen).post(path, {"after": first.pk})
    first.refresh_from_db()
    assert first.ended_at is not None
    second = Discussion.objects.get(meeting=meeting, family=item.family)
    sign_in(rowan.maureen).post(path, {"after": second.pk})  # pressed once more: it is the same
    second.refresh_from_db()
    assert second.ended_at is None


def test_what_is_overdue_in_a_meeting_is_so_as_of_its_day(rowan, sign_in):
    today = timezone.localdate()
    tuesday = today - timedelta(days=4)
    family, me = family_in(rowan.unit), actor(rowan.maureen)
    for what, due_on in ("Late then", tuesday - timedelta(days=1)), ("Late since", today - timedelta(days=1)):
        tasks.give_task(me, rowan.unit.pk, family.pk, what=what, owner_id=rowan.tom.pk, due_on=due_on)
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen, on=tuesday), rowan.maureen)
    assert "1 task overdue" in AgendaItem.objects.get(family=family).reason
    page = sign_in(rowan.tom).get(f"/discussion/{talk.pk}/").content.decode()
    assert page.count("(overdue)") == 1, "only what was late on the day of the meeting"
    on_page = sign_in(rowan.tom).get(f"/family/{family.pk}/").content.decode()
    assert on_page.count("(overdue)") == 2, "on the family's page it is today"


def test_opening_a_meeting_before_its_day_asks_first_and_what_is_typed_in_it_counts_from_its_day(rowan, sign_in):
    today = timezone.localdate()
    ahead, family = today + timedelta(days=3), family_in(rowan.unit)
    client, there = sign_in(rowan.maureen), f"/meeting/of/{rowan.unit.pk}/open/"
    asked = client.post(there, {"on": ahead.isoformat()}).content.decode()
    assert f"This is {ahead:%A}’s meeting. Open it" in asked
    assert not Meeting.objects.exists()
    assert client.post(there, {"on": ahead.isoformat(), "early": "yes"}).status_code == 302
    meeting = Meeting.objects.get(held_on=ahead)
    assert client.post(there, {"on": ahead.isoformat()}).status_code == 302, "it is open: there is nothing to ask"
    assert client.post(there, {"on": today.isoformat()}).status_code == 302, "on its day nothing is asked"

    talk = discussion_of(family, meeting, rowan.maureen)
    assert "counted from" in client.get(f"/discussion/{talk.pk}/").content.decode()
    sooner = (today + timedelta(days=1)).isoformat()
    for what, due, meant in ("A", "1w", ahead + timedelta(days=7)), ("B", sooner, today + timedelta(days=1)):
        given = {"what": what, "owner": rowan.tom.pk, "due": due}
        assert client.post(f"/discussion/{talk.pk}/add/tasks/", given).status_code == 302
        assert talk.tasks.get(what=what).due_on == meant
    said = {"typed": "1w", "looks": "future", "from": ahead.isoformat()}
    beside = client.post("/words/date/", said, content_type="application/json").json()["means"]
    assert f"{ahead + timedelta(days=7):%A}" in beside
    assert "in 10 days" in beside
    said["from"] = "9999-12-31"
    assert client.post("/words/date/", said, content_type="application/json").status_code == 400


def test_whoever_is_still_at_a_family_is_told_that_the_meeting_has_gone_on(rowan, sign_in):
    meeting = meeting_of(rowan.unit, rowan.maureen)
    first = discussion_of(family_in(rowan.unit, "Abbott"), meeting, rowan.maureen)
    smith = act.add_family(actor(rowan.maureen), meeting, family_in(rowan.unit, "Smith").pk)
    tom, there = sign_in(rowan.tom), f"/discussion/{first.pk}/gone-on/"
    page = tom.get(f"/discussion/{first.pk}/").content.decode()
    assert f'"gone-on": "{there}"' in unescape(page), "the page asks again when it hears of the agenda"
    assert 'id="gone-on"' in page
    assert "gone on to" not in page
    sign_in(rowan.maureen).post(f"/meeting/{meeting.pk}/item/{smith.pk}/start/", {"after": first.pk})
    second = Discussion.objects.get(meeting=meeting, family=smith.family)
    told = tom.get(there).content.decode()
    assert "The meeting has gone on to" in told
    assert f'href="/discussion/{second.pk}/"' in told
    assert tom.get(f"/discussion/{first.pk}/").status_code == 200, "nobody is moved"
    assert "gone on to" not in tom.get(f"/discussion/{second.pk}/gone-on/").content.decode()
    closing.close_meeting(actor(rowan.grace), meeting)
    assert "gone on to" not in tom.get(there).content.decode()


def test_what_was_brought_to_a_meeting_is_withdrawn_and_brought_after_all(rowan, sign_in):
    new, known = family_in(rowan.unit, "Abbott"), family_in(rowan.unit, "Bell")
    discussion_of(
        known, meeting_of(rowan.unit, rowan.maureen, on=timezone.localdate() - timedelta(days=3)), rowan.maureen
    )
    for family in new, known:
        act.bring_to_next_meeting(
            HeldFamily(family, rowan.unit.pk, actor(rowan.tom)), kind="crisis", words="Dog loose."
        )
    meeting = meeting_of(rowan.unit, rowan.maureen)

    def lines() -> list[tuple[str, ...]]:
        return list(meeting.items.order_by("family__name").values_list("family__name", "why", "reason", "position"))

    def press(who, family, verb: str) -> int:
        asked = BroughtForward.objects.get(family=family)
        there = f"/family/{family.pk}/meeting/{asked.pk}/{verb}/"
        if verb == "withdraw" and asked.withdrawn_at is None:
            page = sign_in(who).get(f"/family/{family.pk}/").content.decode()
            assert (there in page) == (who not in (rowan.priya,)), "offered to whom it is allowed"
        return sign_in(who).post(there).status_code

    before = lines()
    assert [why for _, why, _, _ in before] == ["crisis", "crisis"]
    assert press(rowan.priya, new, "withdraw") == 403
    assert lines() == before
    for who, family in (rowan.tom, new), (rowan.maureen, known):  # who brought it; who orders the agenda
        assert [press(who, family, "withdraw") for _ in range(2)] == [302, 302]
    assert [line[:2] for line in lines()] == [("Abbott", "new")], "no other reason was there for the other"
    assert "Dog" not in lines()[0][2]
    page = sign_in(rowan.priya).get(f"/family/{known.pk}/").content.decode()
    assert "Withdrawn</strong> by Maureen" in page, "it is kept, with who withdrew it"
    assert AuditEvent.objects.filter(verb="withdrew from next meeting").count() == 2
    later = agenda_candidates(rowan.unit.pk, meeting.held_on + timedelta(days=7))
    assert not any(candidate.asked for candidate in later)
    for family in known, new:
        assert [press(rowan.tom, family, "bring-after-all") for _ in range(2)] == [302, 302]
    assert lines() == before

    discussing.start_discussion(actor(rowan.maureen), meeting.items.select_related("meeting").get(family=new))
    press(rowan.tom, new, "bring-after-all")
    sign_in(rowan.tom).post(f"/family/{new.pk}/meeting/{BroughtForward.objects.get(family=new).pk}/withdraw/")
    closing.close_meeting(actor(rowan.grace), meeting)
    given_back = BroughtForward.objects.get(family=known)
    assert given_back.met_in is None
    assert not BroughtForward.objects.exclude(withdrawn_at=None).exists(), "what has been talked of stands"
    with pytest.raises(ValidationError, match="closed in the meantime"):
        act.withdraw_from_next_meeting(
            HeldFamily(new, rowan.unit.pk, actor(rowan.tom)), BroughtForward.objects.get(family=new)
        )
