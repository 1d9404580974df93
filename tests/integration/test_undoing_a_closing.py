"""A meeting is closed on its day or later, knowingly; a closing that was a mistake is undone, for a while, wholly."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent, GraveChange
from kinwork.confidentiality.restrictions import restrict
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions import closing, discussing
from kinwork.meetings.actions.meeting import bring_to_next_meeting, open_meeting
from kinwork.meetings.actions.writing import MeetingIsClosed, save_box
from kinwork.meetings.history import Typed
from kinwork.meetings.models import (
    AgendaItem,
    BroughtForward,
    Discussion,
    Meeting,
    Minute,
    Passage,
    Reopening,
    WithdrawnMinute,
)
from kinwork.notices.queries import lines_for
from kinwork.units.actions import name_deputy
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def scene(rowan):
    rowan.family = family_in(rowan.unit, "Stonefam")
    rowan.other = family_in(rowan.unit, "Waitfam")
    rowan.wish = bring_to_next_meeting(
        HeldFamily(rowan.other, rowan.unit.pk, actor(rowan.tom)), kind="crisis", words="Evicted on Friday."
    )
    rowan.meeting = meeting_of(rowan.unit, rowan.maureen)
    rowan.talk = discussion_of(rowan.family, rowan.meeting, rowan.maureen)
    return rowan


def write(scene, words: str, who=None):
    talk = Discussion.objects.get(pk=scene.talk.pk)
    passage = Passage.objects.get(discussion=talk, part="whats_new")
    return save_box(
        actor(who or scene.tom), Meeting.objects.get(pk=scene.meeting.pk), talk, box="passage", pk=passage.pk,
        version=passage.version, typed=Typed(words, "Tom Hollis"),
    )  # fmt: skip


def close(scene, who=None, **more) -> Meeting:
    closing.close_meeting(actor(who or scene.grace), Meeting.objects.get(pk=scene.meeting.pk), **more)
    return Meeting.objects.get(pk=scene.meeting.pk)


def moved(scene, as_owner, days: int) -> None:
    """The meeting was, or will be, so many days from today."""
    with as_owner():
        Meeting.objects.filter(pk=scene.meeting.pk).update(held_on=TODAY + timedelta(days=days))


def everything(scene) -> dict:
    """All rows that a closing may touch."""
    kept = {
        "meeting": Meeting.objects.filter(pk=scene.meeting.pk),
        "talks": Discussion.objects.filter(meeting=scene.meeting),
        "minutes": Minute.objects.all(),
        "wishes": BroughtForward.objects.order_by("pk"),
        "items": AgendaItem.objects.filter(meeting=scene.meeting),
        "passages": Passage.objects.order_by("pk"),
    }
    return {name: list(found.values()) for name, found in kept.items()}


# -- closing on another day than the meeting's


def test_on_its_day_closing_asks_nothing(scene, sign_in):
    grace = sign_in(scene.grace)
    address = f"/meeting/{scene.meeting.pk}/close/"
    page = grace.get(address).content.decode()
    assert 'name="because"' not in page
    assert "This meeting was on" not in page
    assert "Undo" in grace.post(address, follow=True).content.decode()
    assert not GraveChange.objects.exists()


def test_the_next_day_it_warns_and_days_after_it_asks_why_and_keeps_that(scene, sign_in, as_owner):
    grace = sign_in(scene.grace)
    address = f"/meeting/{scene.meeting.pk}/close/"
    moved(scene, as_owner, -1)
    page = grace.get(address).content.decode()
    assert "This meeting was on" in page
    assert "yesterday" in page
    assert 'name="because"' not in page
    moved(scene, as_owner, -4)
    page = grace.get(address).content.decode()
    assert "4 days ago" in page
    assert "Its minutes will say that they were confirmed today" in page
    asked = grace.post(address)
    assert asked.status_code == 422
    assert "Say briefly why it is being closed late" in asked.content.decode()
    assert Meeting.objects.get().is_open
    grace.post(address, {"because": "We ran out of time on Tuesday."})
    meeting = Meeting.objects.get()
    assert meeting.closed_because == "We ran out of time on Tuesday."
    assert "We ran out of time on Tuesday." in grace.get(f"/meeting/{meeting.pk}/").content.decode()


def test_a_deputy_who_closes_is_seen_by_the_consultant(scene):
    name_deputy(actor(scene.grace), scene.unit, scene.tom, first_day=TODAY, last_day=TODAY)
    close(scene, who=scene.tom)
    assert "serious change" in lines_for(actor(scene.grace))[0].words


def test_a_meeting_that_is_still_to_come_is_not_closed(scene, sign_in, as_owner):
    moved(scene, as_owner, 3)
    grace = sign_in(scene.grace)
    assert "Close the meeting" not in grace.get(f"/meeting/{scene.meeting.pk}/").content.decode()
    page = grace.get(f"/meeting/{scene.meeting.pk}/close/").content.decode()
    assert "It can be closed on that day or afterwards." in page
    assert "Confirm and close" not in page
    assert grace.post(f"/meeting/{scene.meeting.pk}/close/", {"because": "Now."}).status_code == 422
    assert Meeting.objects.get().is_open
    with pytest.raises(DatabaseError, match="not closed before its day"), transaction.atomic():
        Meeting.objects.update(closed_at=timezone.now(), closed_by=scene.grace)


@pytest.mark.parametrize("days", [-4000, -61, 61, 26_000])
def test_no_meeting_is_opened_for_a_day_that_nobody_means(scene, sign_in, days):
    day = TODAY + timedelta(days=days)
    maureen = sign_in(scene.maureen)
    page = maureen.get(f"/meeting/of/{scene.unit.pk}/?on={day.isoformat()}").content.decode()
    assert f'<input type="hidden" name="on" value="{day.isoformat()}"' not in page
    maureen.post(f"/meeting/of/{scene.unit.pk}/open/", {"on": day.isoformat()})
    assert Meeting.objects.count() == 1
    with pytest.raises(ValidationError, match="within 60 days"):
        open_meeting(actor(scene.maureen), scene.unit, on=day)


def test_the_page_of_a_day_whose_meeting_is_closed_does_not_offer_to_open_it(scene, sign_in):
    close(scene)
    for who in (scene.grace, scene.maureen):
        page = sign_in(who).get(f"/meeting/of/{scene.unit.pk}/?on={TODAY.isoformat()}").content.decode()
        assert "Closed by Grace Adeyemi" in page
        assert "Open the meeting of" not in page
        assert ("Undo closing" in page) == (who == scene.grace)
    page = sign_in(scene.maureen).get(f"/meeting/of/{scene.unit.pk}/").content.decode()
    assert "Open the meeting of" in page, "the next one is offered"
    assert f'name="on" value="{TODAY.isoformat()}"' not in page


# -- undoing


def test_undone_it_is_open_exactly_as_it_was_and_what_had_been_confirmed_is_kept(scene, sign_in):
    write(scene, "Seen at school.")
    before = everything(scene)
    closed = close(scene)
    minute = Minute.objects.values("body", "frozen_at", "discussion_id").get()
    assert BroughtForward.objects.get().met_in is None
    with pytest.raises(MeetingIsClosed):
        write(scene, "Seen at school. By Tom.")
    page = sign_in(scene.grace).post(f"/meeting/{closed.pk}/open-again/", follow=True).content.decode()
    assert "The meeting is open again" in page
    assert everything(scene) == before
    [kept] = WithdrawnMinute.objects.values("body", "frozen_at", "discussion_id")
    assert kept == minute
    again = Reopening.objects.get()
    assert (again.closed_by, again.closed_at, again.reopened_by) == (scene.grace, closed.closed_at, scene.grace)
    assert again.because
    assert write(scene, "Seen at school. By Tom.").text == "Seen at school. By Tom.", "somebody else's saving goes on"
    assert AuditEvent.objects.filter(verb="opened meeting again", object_id=closed.pk).exists()
    close(scene)
    assert "By Tom." in str(Minute.objects.get().body)
    assert WithdrawnMinute.objects.count() == 1


def test_the_next_agenda_is_what_it_would_have_been(scene):
    close(scene)
    closing.open_again(actor(scene.grace), Meeting.objects.get())
    discussion_of(scene.other, Meeting.objects.get(), scene.maureen)
    close(scene)
    later = meeting_of(scene.unit, scene.maureen, on=TODAY + timedelta(days=7))
    assert all("Evicted" not in item.reason for item in later.items.all())


def test_the_closer_and_who_may_close_undo_it_and_nobody_else(scene, sign_in):
    name_deputy(actor(scene.grace), scene.unit, scene.tom, first_day=TODAY, last_day=TODAY)
    address = f"/meeting/{scene.meeting.pk}/open-again/"
    closed = close(scene, who=scene.tom)
    _, strangers = unit_with_staff("Oak", "o")
    for who in (scene.maureen, scene.priya, strangers["grace"]):
        assert sign_in(who).post(address).status_code == 403
        with pytest.raises(NotAllowed):
            closing.open_again(actor(who), closed)
    assert not Meeting.objects.get().is_open
    closing.open_again(actor(scene.tom), closed)
    assert Meeting.objects.get().is_open
    assert "serious change" in lines_for(actor(scene.grace))[0].words
    closed = close(scene, who=scene.tom)
    closing.open_again(actor(scene.grace), closed, because="We had not finished.")
    assert Reopening.objects.first().because == "We had not finished."
    assert "serious change" in lines_for(actor(scene.tom))[0].words


def test_pressed_twice_it_is_undone_once(scene):
    closed = close(scene)
    for _ in range(2):
        closing.open_again(actor(scene.grace), closed)
    assert Reopening.objects.count() == 1


def test_not_once_somebody_has_added_to_the_minutes(scene, sign_in):
    close(scene)
    closing.amend_minute(actor(scene.tom), Minute.objects.get(), text="More.")
    page = sign_in(scene.grace).post(f"/meeting/{scene.meeting.pk}/open-again/", follow=True).content.decode()
    assert "Someone has added to the minutes" in page
    assert not Meeting.objects.get().is_open
    assert Minute.objects.count() == 1


def test_not_once_the_next_meeting_has_been_opened(scene):
    closed = close(scene)
    meeting_of(scene.unit, scene.maureen, on=TODAY + timedelta(days=7))
    with pytest.raises(ValidationError, match="next meeting has been opened"):
        closing.open_again(actor(scene.grace), closed)


def test_not_the_day_after(scene, as_owner, sign_in):
    close(scene)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE meetings_meeting DISABLE TRIGGER USER")
        cursor.execute("UPDATE meetings_meeting SET closed_at = closed_at - interval '25 hours'")
        cursor.execute("ALTER TABLE meetings_meeting ENABLE TRIGGER USER")
    meeting = Meeting.objects.get()
    with pytest.raises(ValidationError, match="on the same day, or within the hour"):
        closing.open_again(actor(scene.grace), meeting)
    assert not closing.may_open_again(actor(scene.grace), meeting)
    assert "Undo closing" not in sign_in(scene.grace).get(f"/meeting/{meeting.pk}/").content.decode()


def test_python_and_the_database_agree_until_when(scene):
    meeting = Meeting(closed_by=scene.grace)
    for at in ("2026-11-24 11:30", "2026-11-24 23:40", "2026-06-30 23:40", "2026-03-28 23:30", "2026-10-25 00:30"):
        meeting.closed_at = timezone.make_aware(timezone.datetime.fromisoformat(at))
        with connection.cursor() as cursor:
            cursor.execute("SELECT kinwork_may_open_again_until(%s)", [meeting.closed_at])
            assert cursor.fetchone()[0] == closing.open_again_until(meeting), at


def test_the_minute_of_a_family_that_the_undoer_must_not_know_of_is_withdrawn_too(scene):
    manager = user("manager")
    put_in_post(manager, scene.unit, "gm")
    close(scene)
    restrict(
        actor(manager), scene.family.pk, scene.unit.pk, cause="staff", words="A colleague.",
        guardian_id=manager.pk, people=[scene.tom.pk],
    )  # fmt: skip
    closing.open_again(actor(scene.grace), Meeting.objects.get())
    assert not WithdrawnMinute.objects.exists(), "of which she must not know"
    actor(scene.tom)
    assert WithdrawnMinute.objects.count() == 1
    assert not Minute.objects.exists()
    write(scene, "And it goes on.")


def refused(sql: str) -> str:
    with pytest.raises(DatabaseError) as problem, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(problem.value)


OPEN = "UPDATE meetings_meeting SET closed_at = NULL, closed_by_id = NULL, closed_because = ''"
REOPEN = (
    "INSERT INTO meetings_reopening (meeting_id, closed_by_id, closed_at, closed_because, reopened_by_id, reopened_at, "
    "because) SELECT id, closed_by_id, closed_at, '', closed_by_id, greatest(now(), closed_at), '{because}' "
    "FROM meetings_meeting"
)


def test_everything_else_stays_refused_by_the_database(scene, as_owner):
    close(scene)
    assert "stays closed" in refused(OPEN)
    assert "stays closed" in refused("UPDATE meetings_meeting SET minutes = 60")
    assert "permission denied" in refused(REOPEN.format(because="x"))
    assert "permission denied" in refused("DELETE FROM meetings_minute")
    assert "permission denied" in refused(
        "INSERT INTO meetings_withdrawnminute (discussion_id, reopening_id, body, frozen_at) "
        "SELECT discussion_id, 1, body, frozen_at FROM meetings_minute"
    )
    with as_owner():  # whom the triggers refuse too
        assert "never edited" in refused("DELETE FROM meetings_minute")
        assert "never edited" in refused("UPDATE meetings_minute SET body = '{}'")
        assert "a_reopening_says_why" in refused(REOPEN.format(because=""))
        assert "stays closed" in refused(f"{REOPEN.format(because='x')}; {OPEN}, minutes = 60")
        assert "never edited" in refused(f"{REOPEN.format(because='x')}; DELETE FROM meetings_minute")


def test_what_was_undone_is_kept_as_it_was(scene, as_owner):
    close(scene)
    closing.open_again(actor(scene.grace), Meeting.objects.get())
    for sql in ("UPDATE meetings_reopening SET because = 'x'", "DELETE FROM meetings_withdrawnminute"):
        assert "permission denied" in refused(sql)
        with as_owner():
            assert "Cannot" in refused(sql)
    close(scene)
    with as_owner():
        assert "stays closed" in refused(OPEN), "an earlier reopening opens nothing"


def test_decided_in_her_place_the_consultant_sees_it(scene):
    manager = user("manager")
    put_in_post(manager, scene.unit, "gm")
    draft = discussing.draft_decision(actor(scene.tom), scene.talk, words="Go on.", reason="It helps.")
    discussing.decide(actor(manager), draft)
    change = GraveChange.objects.get()
    assert (change.kind, change.answerable_ids) == ("decided_for_csw", [scene.grace.pk])
    draft = discussing.draft_decision(actor(scene.tom), scene.talk, words="Stop.", reason="It does not.")
    discussing.decide(actor(scene.grace), draft)
    assert GraveChange.objects.count() == 1
