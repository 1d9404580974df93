"""What was done to a task or a planned conversation is undone with one press; a second press undoes nothing more."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinwork.meetings.actions import closing, discussing, tasks
from kinwork.meetings.actions.undoing import just_done, take_back
from kinwork.meetings.just_done import WHEN
from kinwork.meetings.models import Meeting, PlannedConversation, Step, Task
from kinwork.meetings.presenters.minute import minute_body
from kinwork.meetings.queries.discussion import discussion_in_full
from tests.factories import actor, discussion_of, family_in, meeting_of

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=3)
LATER = SOON + timedelta(days=7)


@pytest.fixture
def task(rowan) -> Task:
    family = family_in(rowan.unit, "Abbott")
    return tasks.give_task(
        actor(rowan.maureen), rowan.unit.pk, family.pk, what="Ring the aunt", owner_id=rowan.tom.pk, due_on=SOON
    )


@pytest.fixture
def talk(rowan) -> PlannedConversation:
    """Agreed last week, and to come."""
    family = family_in(rowan.unit, "Bell")
    last = discussion_of(
        family, meeting_of(rowan.unit, rowan.maureen, on=timezone.localdate() - timedelta(days=7)), rowan.maureen
    )
    planned = discussing.plan_conversation(actor(rowan.grace), last, purpose="To hear what she fears.")
    discussing.arrange_conversation(
        actor(rowan.grace), last, planned, people=[], with_others="the aunt", lead_id=rowan.tom.pk, reflect_id=None,
        by_when=SOON, tests_id=None,
    )  # fmt: skip
    closing.close_meeting(actor(rowan.grace), Meeting.objects.get(pk=last.meeting_id), because="Written up late.")
    planned.refresh_from_db()
    return planned


def as_it_is(thing) -> dict:
    """All but what was written of it: those words stay in their box whatever is undone."""
    thing.refresh_from_db()
    fields = {"what", "state", "ended_at", "due_on", "by_when", "owner_id", "agency"}
    return {name: getattr(thing, name) for name in fields if hasattr(thing, name)}


VERBS = {
    "done": lambda me, unit, task, rowan: tasks.do_task(me, unit, task, note="She will come."),
    "not needed": lambda me, unit, task, rowan: tasks.drop_task(me, unit, task, note="She rang."),
    "carried": lambda me, unit, task, rowan: tasks.carry_task(me, unit, task, to=LATER),
    "reworded": lambda me, unit, task, rowan: tasks.reword_task(me, unit, task, what="Visit the aunt"),
    "entered in error": lambda me, unit, task, rowan: tasks.enter_task_in_error(me, unit, task),
    "given to a colleague": lambda me, unit, task, rowan: tasks.hand_task(
        me, unit, task, owner_id=rowan.priya.pk, due_on=LATER
    ),
    "given to an agency": lambda me, unit, task, rowan: tasks.hand_task(
        me, unit, task, owner_id=None, agency="Health visitor", due_on=SOON
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_of_a_task_is_undone_and_twice_is_once(rowan, task, verb):
    me, unit, before = actor(rowan.tom), rowan.unit.pk, as_it_is(task)
    VERBS[verb](me, unit, task, rowan)
    assert as_it_is(task) != before
    [step] = just_done(me)
    for _ in "press", "press again":
        take_back(me, unit, step)
        assert as_it_is(task) == before
    assert not just_done(me), "there is nothing more to undo"
    assert Step.objects.filter(task=task).count() == 2, "what was done and its undoing both stay in the history"


@pytest.mark.parametrize("verb", ["happened", "did not happen", "carried"])
def test_each_verb_of_a_conversation_is_undone_and_its_words_stay(rowan, talk, verb):
    me, unit, before = actor(rowan.tom), rowan.unit.pk, as_it_is(talk)
    if verb == "carried":
        tasks.carry_conversation(me, unit, talk, to=LATER)
    else:
        tasks.tell_conversation(me, unit, talk, happened=verb == "happened", what="She spoke of the stairs.")
    [step] = just_done(me)
    take_back(me, unit, step)
    assert as_it_is(talk) == before
    talk.refresh_from_db()
    assert talk.what_happened == ("" if verb == "carried" else "She spoke of the stairs.")


def test_opened_again_by_a_slip_is_as_it_was_with_what_was_said(rowan, task):
    me, unit = actor(rowan.tom), rowan.unit.pk
    tasks.do_task(me, unit, task, note="She will come.")
    before = as_it_is(task)
    tasks.reopen_task(me, unit, task)
    take_back(me, unit, just_done(me)[0])
    now = as_it_is(task)
    assert now.pop("ended_at") - before.pop("ended_at") < timedelta(seconds=1)
    assert now == before


def test_one_after_another_back_to_the_beginning(rowan, task):
    me, unit, before = actor(rowan.tom), rowan.unit.pk, as_it_is(task)
    tasks.carry_task(me, unit, task, to=LATER)
    tasks.hand_task(me, unit, task, owner_id=rowan.priya.pk, due_on=LATER)
    tasks.do_task(me, unit, task, note="Done after all.")
    for _ in range(3):
        take_back(me, unit, just_done(me)[0])
    assert as_it_is(task) == before


def test_what_somebody_else_did_since_is_not_undone_unseen(rowan, task):
    tasks.carry_task(actor(rowan.tom), rowan.unit.pk, task, to=LATER)
    [step] = just_done(actor(rowan.tom))
    tasks.do_task(actor(rowan.priya), rowan.unit.pk, task)
    with pytest.raises(ValidationError, match="Something else has changed here since"):
        take_back(actor(rowan.tom), rowan.unit.pk, step)
    task.refresh_from_db()
    assert task.state == "done"
    assert just_done(actor(rowan.tom)) == [], "then no undo is offered either"


def test_a_carrying_that_was_undone_is_not_told_in_the_minute(rowan, talk):
    today = discussion_of(talk.family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    unit, me = rowan.unit.pk, actor(rowan.maureen)
    task = tasks.give_task(me, unit, talk.family_id, what="Ring the aunt", owner_id=rowan.tom.pk, due_on=SOON)
    tasks.carry_task(me, unit, task, to=LATER, discussion=today)
    [shown] = discussion_in_full(today.pk).earlier_tasks
    assert [step.kind for step in shown.steps.all()] == ["carried"]
    take_back(me, unit, just_done(me)[0], discussion=today)
    [shown] = discussion_in_full(today.pk).earlier_tasks
    assert shown.steps.all() == []


def test_lines_do_not_move_while_they_are_talked_of(rowan, talk):
    today = discussion_of(talk.family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    unit, me = rowan.unit.pk, actor(rowan.maureen)
    for day, what in ((1, "First"), (2, "Second"), (3, "Third")):
        due = timezone.localdate() + timedelta(days=day)
        tasks.give_task(me, unit, talk.family_id, what=what, owner_id=rowan.tom.pk, due_on=due)
    first = Task.objects.get(what="First")
    for weeks in 1, 2:
        tasks.carry_task(me, unit, first, to=timezone.localdate() + timedelta(weeks=weeks), discussion=today)
    shown = discussion_in_full(today.pk).earlier_tasks
    assert [task.what for task in shown] == ["First", "Second", "Third"]


def test_written_up_twice_in_the_same_words_is_written_up_once(rowan, talk):
    for _ in "press", "press again":
        tasks.tell_conversation(actor(rowan.tom), rowan.unit.pk, talk, happened=True, what="She spoke.")
    assert Step.objects.filter(conversation=talk).count() == 1


# -- in other words, and never meant


@pytest.mark.parametrize("given", ["before", "in the meeting"])
def test_what_was_entered_in_error_is_in_no_minute_and_one_press_puts_it_back(rowan, talk, sign_in, given):
    today = discussion_of(talk.family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    unit, me, client = rowan.unit.pk, actor(rowan.maureen), sign_in(rowan.maureen)
    task = tasks.give_task(
        me, unit, talk.family_id, what="Rign the ant", owner_id=rowan.tom.pk, due_on=SOON,
        discussion=None if given == "before" else today,
    )  # fmt: skip
    verbs = f"/discussion/{today.pk}/earlier/task/{task.pk}/"
    for refused, why in (("", "Say what needs doing."), ("x" * 501, "up to 500 characters")):
        page = client.post(f"{verbs}reword/", {"what": refused}, headers={"HX-Request": "true"})
        assert why in page.content.decode()
        assert Task.objects.get().what == "Rign the ant"
    client.post(f"{verbs}reword/", {"what": "Ring the aunt"})
    body = minute_body(discussion_in_full(today.pk))
    assert "Ring the aunt" in [one["what"] for one in (*body["came_of"], *body["tasks"])]
    assert Step.objects.get(task=task).note == "Rign the ant", "how it read before stays in its history"

    part = client.post(f"{verbs}mistaken/", {"what": "Ring the aunt"}, headers={"HX-Request": "true"}).content.decode()
    assert "Entered in error:</strong> Ring the aunt" in part
    assert "Ring the aunt" not in str(minute_body(discussion_in_full(today.pk)))
    assert "Ring the aunt" not in sign_in(rowan.tom).get("/my-work/").content.decode()
    assert [step.kind for step in Step.objects.filter(task=task)] == ["reworded", "mistaken"]
    sign_in(rowan.maureen).post(f"{verbs}reopen/")
    assert "Ring the aunt" in str(minute_body(discussion_in_full(today.pk)))


def test_a_task_that_was_ended_is_opened_again_before_it_is_reworded(rowan, task):
    tasks.do_task(actor(rowan.tom), rowan.unit.pk, task)
    with pytest.raises(ValidationError, match="Open it again to reword it"):
        tasks.reword_task(actor(rowan.tom), rowan.unit.pk, task, what="Visit the aunt")


# -- on the pages, without a script


@pytest.mark.parametrize("verb", ["done", "drop", "carry", "reword", "mistaken"])
@pytest.mark.parametrize("back", ["/my-work/", ""])
def test_without_scripts_the_undo_stands_above_the_page_and_beside_the_line(rowan, task, sign_in, verb, back):
    client, before = sign_in(rowan.tom), as_it_is(task)
    page = client.post(
        f"/family/{task.family_id}/task/{task.pk}/{verb}/", {"to": "4w", "what": "Visit", "back": back}, follow=True
    )
    html = page.content.decode()
    assert as_it_is(task) != before
    undo = f"/family/{task.family_id}/task/{task.pk}/undo/"
    step = Step.objects.get(task=task)
    assert f'action="{undo}?step={step.pk}&amp;back={back.replace("/", "%2F")}"' in html, "above the page"
    assert f'action="{undo}"' in html, "and beside the line"
    client.post(f"{undo}?step={step.pk}&back={back}", {"do": "put_back"})
    assert as_it_is(task) == before


def test_a_step_of_another_family_is_not_undone_from_here(rowan, task, talk, sign_in):
    tasks.carry_task(actor(rowan.tom), rowan.unit.pk, task, to=LATER)
    step = Step.objects.get(task=task)
    there = f"/family/{talk.family_id}/conversation/{talk.pk}/undo/"
    assert sign_in(rowan.tom).post(there, {"step": step.pk}).status_code == 404


def test_my_work_and_the_family_cost_no_more_with_many_things_just_done(rowan, sign_in, django_assert_max_num_queries):
    family, client = family_in(rowan.unit, "Cole"), sign_in(rowan.tom)
    for n in range(12):
        given = tasks.give_task(
            actor(rowan.maureen), rowan.unit.pk, family.pk, what=f"Task {n}", owner_id=rowan.tom.pk, due_on=SOON
        )
        tasks.carry_task(actor(rowan.tom), rowan.unit.pk, given, to=LATER)
    session = client.session  # as the pages note it on which something is done
    session[WHEN] = int(time.time())
    session.save()
    with django_assert_max_num_queries(11):
        page = client.get("/my-work/").content.decode()
    assert page.count("<strong>Carried to") == 12


def test_what_was_written_of_a_task_stays_in_its_box_when_it_is_undone_or_carried(rowan):
    family = family_in(rowan.unit)
    task = tasks.give_task(
        actor(rowan.tom), rowan.unit.pk, family.pk, what="Ring the clinic", owner_id=rowan.tom.pk,
        due_on=timezone.localdate(),
    )  # fmt: skip
    tasks.do_task(actor(rowan.tom), rowan.unit.pk, task, note="Rang: Thursday at two.")
    tasks.reopen_task(actor(rowan.tom), rowan.unit.pk, task)
    task.refresh_from_db()
    assert (task.state, task.outcome) == ("open", "Rang: Thursday at two.")
    tasks.carry_task(
        actor(rowan.tom), rowan.unit.pk, task, to=timezone.localdate() + timedelta(days=7), note="No one in."
    )
    task.refresh_from_db()
    assert task.outcome == "No one in."
