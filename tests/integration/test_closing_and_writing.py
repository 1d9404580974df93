"""Writing and closing at the same moment: what was accepted is in the minutes, what was not is said to be too late."""

import threading
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from kinwork.confidentiality.restrictions import restrict
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions import closing, discussing, tasks
from kinwork.meetings.actions.meeting import bring_to_next_meeting, open_meeting
from kinwork.meetings.actions.writing import MeetingIsClosed, save_box
from kinwork.meetings.history import Typed
from kinwork.meetings.models import Discussion, Hypothesis, Meeting, Minute, Passage, Task
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user

together = pytest.mark.django_db(transaction=True)


class Elsewhere(threading.Thread):
    """Somebody else's request: its own connection, its own transaction."""

    def __init__(self, what):
        super().__init__(daemon=True)
        self.what, self.problem = what, None
        self.start()

    def run(self):
        try:
            self.what()
        except Exception as problem:
            self.problem = problem
        finally:
            connection.close()


@pytest.fixture
def scene():
    unit, staff = unit_with_staff()
    talk = discussion_of(family_in(unit), meeting_of(unit, staff["maureen"]), staff["maureen"])
    return unit, staff, talk


def write(who, talk, words, box="passage", pk=None):
    pk = pk or Passage.objects.get(discussion=talk, part="whats_new").pk
    return save_box(actor(who), talk.meeting, talk, box=box, pk=pk, version=0, typed=Typed(words, who.full_name))


@together
@pytest.mark.parametrize("what", ["words", "hypothesis", "task"])
def test_closing_waits_for_what_is_being_saved_and_takes_it_into_the_minutes(scene, what):
    unit, staff, talk = scene
    hypothesis = discussing.raise_hypothesis(actor(staff["tom"]), talk)
    with transaction.atomic():
        if what == "words":
            write(staff["tom"], talk, "Accepted in the last second.")
        elif what == "hypothesis":
            write(staff["tom"], talk, "Accepted in the last second.", "hypothesis.statement", hypothesis.pk)
        else:
            tasks.give_task(
                actor(staff["tom"]), unit.pk, talk.family_id, what="Accepted in the last second.",
                owner_id=staff["tom"].pk, discussion=talk,
            )  # fmt: skip
        closer = Elsewhere(lambda: closing.close_meeting(actor(staff["grace"]), talk.meeting))
        closer.join(0.4)
        assert closer.is_alive(), "closing must wait for the save that is under way"
    closer.join(10)
    assert closer.problem is None
    assert "Accepted in the last second." in str(Minute.objects.get(discussion=talk).body)


@together
@pytest.mark.parametrize("what", ["words", "hypothesis", "task"])
def test_what_comes_while_the_meeting_is_being_closed_is_told_that_it_is_too_late(scene, what):
    unit, staff, talk = scene
    hypothesis = discussing.raise_hypothesis(actor(staff["tom"]), talk)

    def late():
        if what == "words":
            write(staff["tom"], talk, "Too late.")
        elif what == "hypothesis":
            write(staff["tom"], talk, "Too late.", "hypothesis.statement", hypothesis.pk)
        else:
            tasks.give_task(
                actor(staff["tom"]), unit.pk, talk.family_id, what="Too late.",
                owner_id=staff["tom"].pk, discussion=talk,
            )  # fmt: skip

    with transaction.atomic():
        closing.close_meeting(actor(staff["grace"]), talk.meeting)
        writer = Elsewhere(late)
        time.sleep(0.4)
        assert writer.is_alive(), "a save must wait for the closing that is under way"
    writer.join(10)
    assert isinstance(writer.problem, MeetingIsClosed)
    assert not Passage.objects.filter(text="Too late.").exists()
    assert not Hypothesis.objects.filter(statement="Too late.").exists()
    assert not Task.objects.exists()


@pytest.mark.django_db
def test_a_crisis_that_the_meeting_did_not_reach_is_a_crisis_on_the_next_agenda(rowan):
    family = family_in(rowan.unit)
    bring_to_next_meeting(
        HeldFamily(family, rowan.unit.pk, actor(rowan.tom)), kind="crisis", words="Evicted on Friday."
    )
    today = timezone.localdate()
    first, _ = open_meeting(actor(rowan.grace), rowan.unit, on=today)
    assert first.items.get().why == "crisis"
    closing.close_meeting(actor(rowan.grace), first)
    second, _ = open_meeting(actor(rowan.grace), rowan.unit, on=today + timezone.timedelta(days=7))
    item = second.items.get()
    assert (item.why, "Evicted on Friday." in item.reason) == ("crisis", True)


@pytest.mark.django_db
def test_a_crisis_that_was_talked_of_is_not_brought_again(rowan):
    family = family_in(rowan.unit)
    bring_to_next_meeting(
        HeldFamily(family, rowan.unit.pk, actor(rowan.tom)), kind="crisis", words="Evicted on Friday."
    )
    meeting, _ = open_meeting(actor(rowan.grace), rowan.unit, on=timezone.localdate())
    discussing.start_discussion(actor(rowan.grace), meeting.items.select_related("meeting").get())
    closing.close_meeting(actor(rowan.grace), Meeting.objects.get(pk=meeting.pk))
    later, _ = open_meeting(actor(rowan.grace), rowan.unit, on=timezone.localdate() + timezone.timedelta(days=7))
    assert "Evicted" not in later.items.get().reason


@pytest.mark.django_db
def test_buttons_of_a_page_from_before_the_closing_say_so_in_words(rowan, sign_in):
    family = family_in(rowan.unit)
    meeting, _ = open_meeting(actor(rowan.grace), rowan.unit, on=timezone.localdate())
    talk = discussion_of(family_in(rowan.unit), meeting, rowan.grace)
    item = meeting.items.get(family=family)
    closing.close_meeting(actor(rowan.grace), meeting)
    client = sign_in(rowan.grace)
    for address in (f"/meeting/{meeting.pk}/item/{item.pk}/start/", f"/discussion/{talk.pk}/end/"):
        response = client.post(address, follow=True)
        assert response.status_code == 200
        assert "has been closed in the meantime" in response.content.decode()


@pytest.mark.django_db
def test_an_empty_hypothesis_can_be_taken_away_and_a_written_one_not(rowan):
    talk = discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    empty = discussing.raise_hypothesis(actor(rowan.tom), talk)
    written = discussing.raise_hypothesis(actor(rowan.tom), talk, statement="It might be that")
    discussing.take_back_hypothesis(actor(rowan.tom), talk, empty)
    with pytest.raises(ValidationError, match="in use"):
        discussing.take_back_hypothesis(actor(rowan.tom), talk, written)
    assert list(Hypothesis.objects.all()) == [written]


@pytest.mark.django_db
def test_a_hypothesis_with_a_conversation_about_it_is_in_use_though_nothing_is_written_in_it(rowan):
    talk = discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    hypothesis = discussing.raise_hypothesis(actor(rowan.tom), talk)
    conversation = discussing.plan_conversation(actor(rowan.tom), talk, tests=hypothesis)
    with pytest.raises(ValidationError, match="in use"):
        discussing.take_back_hypothesis(actor(rowan.tom), talk, hypothesis)
    assert Hypothesis.objects.get() == hypothesis
    discussing.take_back_conversation(actor(rowan.tom), talk, conversation)
    discussing.take_back_hypothesis(actor(rowan.tom), talk, hypothesis)
    assert not Hypothesis.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("box", ["statement", "speaks_for", "speaks_against", "find_out"])
def test_a_word_in_any_of_its_boxes_keeps_a_hypothesis(rowan, box):
    talk = discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    hypothesis = discussing.raise_hypothesis(actor(rowan.tom), talk)
    Hypothesis.objects.filter(pk=hypothesis.pk).update(**{box: "A word."})
    with pytest.raises(ValidationError, match="in use"):
        discussing.take_back_hypothesis(actor(rowan.tom), talk, hypothesis)


@pytest.mark.django_db
def test_a_hypothesis_of_an_earlier_discussion_is_not_taken_away_in_this_one(rowan):
    family = family_in(rowan.unit)
    earlier = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    hypothesis = discussing.raise_hypothesis(actor(rowan.tom), earlier)
    next_week = timezone.localdate() + timezone.timedelta(days=7)
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen, on=next_week), rowan.maureen)
    with pytest.raises(ValidationError, match="in use"):
        discussing.take_back_hypothesis(actor(rowan.tom), talk, hypothesis)


@pytest.mark.django_db
def test_the_minute_of_a_family_that_the_closer_does_not_know_of_is_frozen_all_the_same(rowan):
    family = family_in(rowan.unit, "Kept")
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    write(rowan.tom, talk, "Said in the meeting.")
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    restrict(
        actor(manager), family.pk, rowan.unit.pk,
        cause="staff", words="Her cousin.", guardian_id=manager.pk, people=[rowan.tom.pk],
    )  # fmt: skip
    closing.close_meeting(actor(rowan.grace), talk.meeting)
    assert not Minute.objects.exists()
    actor(rowan.tom)
    talk = Discussion.objects.select_related("meeting__closed_by").get(pk=talk.pk)
    frozen = closing.minute_of(talk)
    assert "Said in the meeting." in str(frozen.body)
    assert frozen.body["closed"]["by"] == "Grace Adeyemi"
    assert closing.minute_of(talk) == frozen
    with pytest.raises(MeetingIsClosed):
        write(rowan.tom, talk, "Afterwards.")
