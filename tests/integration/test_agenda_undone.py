"""An agenda that was changed by a slip is as it was before with one press: its order, its minutes, who is on it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from kinwork.access.actor import NotAllowed
from kinwork.confidentiality import restrictions
from kinwork.meetings.actions import closing, discussing
from kinwork.meetings.actions import meeting as act
from kinwork.meetings.actions.putting_back import put_back
from kinwork.meetings.models import AgendaItem, Meeting, Undoable
from tests.factories import actor, family_in, meeting_of, put_in_post, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(rowan) -> Meeting:
    """Three families on the agenda, and a fourth that came to the unit after it was made."""
    for name in "Abbott", "Bell", "Cole":
        family_in(rowan.unit, name)
    made = meeting_of(rowan.unit, rowan.maureen)
    family_in(rowan.unit, "Dunn")
    return made


def as_it_is(meeting: Meeting) -> list[str]:
    """Every line of the agenda and the meeting itself, as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_jsonb(x)::text FROM meetings_agendaitem x WHERE meeting_id = %s ORDER BY id", [meeting.pk]
        )
        lines = [row for (row,) in cursor.fetchall()]
        cursor.execute("SELECT to_jsonb(x)::text FROM meetings_meeting x WHERE id = %s", [meeting.pk])
        return [*lines, cursor.fetchone()[0]]


def item(meeting: Meeting, name: str) -> AgendaItem:
    return AgendaItem.objects.select_related("meeting").get(meeting=meeting, family__name=name)


def dunn(rowan) -> int:
    from kinwork.families.models import Family

    return Family.objects.get(name="Dunn").pk


def first_waits(me, meeting: Meeting) -> None:
    act.postpone(me, item(meeting, "Bell"), because="Away until Friday.")


VERBS = {
    "moved up": lambda me, meeting, rowan: act.move_item(me, item(meeting, "Cole"), to=0),
    "moved down": lambda me, meeting, rowan: act.move_item(me, item(meeting, "Abbott"), to=1),
    "minutes": lambda me, meeting, rowan: act.set_minutes(me, item(meeting, "Bell"), minutes=45),
    "added": lambda me, meeting, rowan: act.add_family(me, meeting, dunn(rowan), reason="They rang."),
    "for today after all": lambda me, meeting, rowan: act.take_back_postponement(me, item(meeting, "Bell")),
    "added after all": lambda me, meeting, rowan: act.add_family(me, meeting, item(meeting, "Bell").family_id),
    "the meeting’s time": lambda me, meeting, rowan: act.plan_time(
        me, meeting, minutes=200, learning_minutes=45, learning_topic="Scaling questions"
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_change_of_the_agenda_is_undone_and_twice_is_once(rowan, meeting, verb):
    me = actor(rowan.maureen)
    if "after all" in verb:
        first_waits(me, meeting)
    before = as_it_is(meeting)
    VERBS[verb](me, meeting, rowan)
    assert as_it_is(meeting) != before
    undoable = Undoable.objects.get()
    for press in "press", "press again":
        put_back(actor(rowan.grace), meeting, undoable)
        assert as_it_is(meeting) == before, press


@pytest.mark.parametrize("verb", VERBS)
def test_its_undo_stands_on_the_agenda_and_works_without_a_script(rowan, meeting, verb, sign_in):
    me, client, page = actor(rowan.maureen), sign_in(rowan.maureen), f"/meeting/{meeting.pk}/"
    if "after all" in verb:
        first_waits(me, meeting)
    before = as_it_is(meeting)
    VERBS[verb](me, meeting, rowan)
    undo = f"{page}agenda/undo/{Undoable.objects.get().pk}/"
    assert f'action="{undo}"' in client.get(page).content.decode()
    assert client.post(undo, follow=True).status_code == 200
    assert as_it_is(meeting) == before
    assert f'action="{undo}"' not in client.get(page).content.decode()


def test_moves_are_undone_the_last_first(rowan, meeting, sign_in):
    me, before = actor(rowan.maureen), as_it_is(meeting)
    act.move_item(me, item(meeting, "Cole"), to=0)
    act.move_item(me, item(meeting, "Abbott"), to=2)
    last, first = Undoable.objects.all()
    address = f"/meeting/{meeting.pk}/agenda/undo/"
    page = sign_in(rowan.maureen).get(f"/meeting/{meeting.pk}/").content.decode()
    assert f"{address}{last.pk}/" in page
    assert f"{address}{first.pk}/" not in page
    refused = sign_in(rowan.maureen).post(f"{address}{first.pk}/")
    assert (refused.status_code, "changed again since" in refused.content.decode()) == (422, True)
    put_back(me, meeting, last)
    put_back(me, meeting, first)
    assert as_it_is(meeting) == before


def test_what_would_not_change_anything_leaves_nothing_to_undo(rowan, meeting):
    me, line = actor(rowan.maureen), item(meeting, "Abbott")
    act.move_item(me, line, to=0)
    act.set_minutes(me, item(meeting, "Abbott"), minutes=line.minutes)
    assert not Undoable.objects.exists()


def test_it_is_refused_when_something_else_has_happened_since(rowan, meeting):
    me = actor(rowan.maureen)
    act.set_minutes(me, item(meeting, "Bell"), minutes=45)
    act.set_minutes(me, item(meeting, "Bell"), minutes=60)
    act.add_family(me, meeting, dunn(rowan))
    discussing.start_discussion(me, item(meeting, "Dunn"))
    added, _, minutes = Undoable.objects.all()
    with pytest.raises(ValidationError, match="Something else has changed"):
        put_back(me, meeting, minutes)
    with pytest.raises(ValidationError, match="already been discussed"):
        put_back(me, meeting, added)
    assert item(meeting, "Bell").minutes == 60
    assert item(meeting, "Dunn")


def test_it_is_undone_by_whoever_orders_the_agenda_while_the_meeting_is_open(rowan, meeting, sign_in):
    act.set_minutes(actor(rowan.maureen), item(meeting, "Bell"), minutes=45)
    undoable = Undoable.objects.get()
    undo = f"/meeting/{meeting.pk}/agenda/undo/{undoable.pk}/"
    assert undo not in sign_in(rowan.tom).get(f"/meeting/{meeting.pk}/").content.decode()
    assert sign_in(rowan.tom).post(undo).status_code == 403
    with pytest.raises(NotAllowed):
        put_back(actor(rowan.tom), meeting, undoable)
    closing.close_meeting(actor(rowan.grace), meeting)
    sign_in(rowan.maureen).post(undo)
    assert item(meeting, "Bell").minutes == 45


def test_what_was_done_to_the_line_of_a_hidden_family_is_hidden_and_other_moves_go_past_it(rowan, meeting, sign_in):
    act.move_item(actor(rowan.maureen), item(meeting, "Cole"), to=0)
    act.set_minutes(actor(rowan.maureen), item(meeting, "Bell"), minutes=45)
    minutes, moved = Undoable.objects.all()
    hidden = item(meeting, "Bell")
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    restrictions.restrict(
        actor(manager), hidden.family_id, rowan.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[rowan.grace.pk],
    )  # fmt: skip
    client = sign_in(rowan.maureen)
    address = f"/meeting/{meeting.pk}/agenda/undo/"
    assert f"{address}{minutes.pk}/" not in client.get(f"/meeting/{meeting.pk}/").content.decode()
    assert client.post(f"{address}{minutes.pk}/").status_code == 404
    assert client.post(f"{address}{moved.pk}/").status_code == 302
    sign_in(rowan.grace).get("/my-work/")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    left = AgendaItem.objects.filter(meeting=meeting).order_by("position").values_list("family__name", "minutes")
    assert [name for name, _ in left] == ["Abbott", "Cole", "Bell"], "where the hidden one stands is not touched"
    assert dict(left)["Bell"] == 45
