"""What is taken away in an open meeting is put back by one press, exactly as it was; nothing that was typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.confidentiality import restrictions
from kinwork.meetings.actions import closing, discussing
from kinwork.meetings.actions.meeting import add_guest, remove_guest
from kinwork.meetings.actions.putting_back import put_back
from kinwork.meetings.actions.writing import save_box
from kinwork.meetings.history import Typed
from kinwork.meetings.models import Attendance, Decision, Hypothesis, PlannedConversation, Revision, Undoable
from kinwork.people.models import Person
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
WORDS = "We ask the aunt to have both children from Friday to Sunday."


@pytest.fixture
def talk(rowan):
    family = family_in(rowan.unit, "Abbott")
    return discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)


def every_row(table: str) -> list[str]:
    """The whole table, as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(x)::text FROM {table} x ORDER BY id")
        return [row for (row,) in cursor.fetchall()]


def a_draft(rowan, talk) -> Decision:
    draft = discussing.draft_decision(actor(rowan.tom), talk)
    typed = Typed(WORDS, "Tom")
    save_box(actor(rowan.tom), talk.meeting, talk, box="decision.words", pk=draft.pk, version=0, typed=typed)
    return Decision.objects.select_related("discussion__meeting").get(pk=draft.pk)


def a_conversation(rowan, talk) -> PlannedConversation:
    planned = discussing.plan_conversation(
        actor(rowan.grace), talk, tests=discussing.raise_hypothesis(actor(rowan.tom), talk)
    )
    people = Person.objects.filter(memberships__family_id=talk.family_id)
    discussing.arrange_conversation(
        actor(rowan.grace), talk, planned, people=list(people), with_others="the aunt", lead_id=rowan.tom.pk,
        reflect_id=rowan.priya.pk, by_when=timezone.localdate() + timedelta(days=3), tests_id=planned.tests_id,
    )  # fmt: skip
    return planned


def a_guest(rowan, talk) -> Attendance:
    guest = add_guest(actor(rowan.tom), talk.meeting, name="Dr Odu", role="Paediatrician")
    Attendance.objects.filter(pk=guest.pk).update(status="apologies")
    return Attendance.objects.select_related("meeting").get(pk=guest.pk)


GIVEN = {
    "hypothesis": lambda rowan, talk: discussing.raise_hypothesis(actor(rowan.tom), talk),
    "conversation": a_conversation,
    "decision": a_draft,
    "guest": a_guest,
}
TAKE_AWAY = {
    "hypothesis": lambda me, talk, row: discussing.take_back_hypothesis(me, talk, row),
    "conversation": lambda me, talk, row: discussing.take_back_conversation(me, talk, row),
    "decision": lambda me, talk, row: discussing.drop_draft(me, row),
    "guest": lambda me, talk, row: remove_guest(me, row),
}
TABLES = {
    "hypothesis": "meetings_hypothesis",
    "conversation": "meetings_plannedconversation",
    "decision": "meetings_decision",
    "guest": "meetings_attendance",
}


@pytest.mark.parametrize("kind", GIVEN)
def test_what_is_taken_away_is_put_back_exactly_as_it_was_and_twice_is_once(rowan, talk, kind):
    row = GIVEN[kind](rowan, talk)
    before, people = every_row(TABLES[kind]), set(people_of(row))
    TAKE_AWAY[kind](actor(rowan.priya), talk, row)
    assert len(every_row(TABLES[kind])) == len(before) - 1
    undoable = Undoable.objects.get()
    for press in "press", "press again":
        put_back(actor(rowan.grace), talk.meeting, undoable)
        assert every_row(TABLES[kind]) == before, press
        assert set(people_of(type(row).objects.get(pk=undoable.row))) == people
    undoable.refresh_from_db()
    assert (undoable.by, undoable.undone_by) == (rowan.priya, rowan.grace), "who did which stays"


def people_of(row) -> list[int]:
    return list(row.people.values_list("pk", flat=True)) if isinstance(row, PlannedConversation) else []


@pytest.mark.parametrize("kind", GIVEN)
def test_the_undo_stands_in_its_part_and_works_without_a_script(rowan, talk, kind, sign_in):
    client, row = sign_in(rowan.maureen), GIVEN[kind](rowan, talk)
    page = f"/meeting/{talk.meeting_id}/" if kind == "guest" else f"/discussion/{talk.pk}/"
    before = every_row(TABLES[kind])
    address, sent = {
        "hypothesis": (f"{page}hypothesis/{row.pk}/", {"state": "remove"}),
        "conversation": (f"{page}conversation/{row.pk}/remove/", {}),
        "decision": (f"{page}decision/{row.pk}/remove/", {}),
        "guest": (f"{page}who/{row.pk}/", {"status": "remove"}),
    }[kind]
    client.post(address, sent)
    undo = f"{page}{'who/' if kind == 'guest' else ''}undo/{Undoable.objects.get().pk}/"
    shown = client.get(page).content.decode()
    assert f'action="{undo}"' in shown
    assert "Removed:" in shown
    assert client.post(undo, follow=True).status_code == 200
    assert every_row(TABLES[kind]) == before
    assert f'action="{undo}"' not in client.get(page).content.decode()
    assert client.post(undo, follow=True).status_code == 200, "a second press does nothing"
    assert every_row(TABLES[kind]) == before


def test_the_history_of_a_draft_is_there_again_with_it(rowan, talk):
    draft = a_draft(rowan, talk)
    history = Revision.objects.filter(object_id=draft.pk, box="decision.words")
    was = list(history)
    discussing.drop_draft(actor(rowan.tom), draft)
    put_back(actor(rowan.tom), talk.meeting, Undoable.objects.get())
    assert list(history.all()) == was != []


def test_what_was_typed_is_kept_when_nobody_undoes_it_and_nobody_writes_over_it(rowan, talk):
    discussing.drop_draft(actor(rowan.tom), a_draft(rowan, talk))
    for change in "DELETE FROM meetings_undoable", "UPDATE meetings_undoable SET before = NULL":
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            connection.cursor().execute(change)
    assert Undoable.objects.get().before["words"] == WORDS


def test_what_points_to_something_that_has_gone_since_is_put_back_after_it(rowan, talk):
    me, planned = actor(rowan.grace), a_conversation(rowan, talk)
    discussing.take_back_conversation(me, talk, planned)
    discussing.take_back_hypothesis(me, talk, Hypothesis.objects.get())
    hypothesis, conversation = Undoable.objects.all()
    with pytest.raises(ValidationError, match="Put that back first"):
        put_back(me, talk.meeting, conversation)
    assert not PlannedConversation.objects.exists()
    put_back(me, talk.meeting, hypothesis)
    put_back(me, talk.meeting, conversation)
    assert PlannedConversation.objects.get().tests == Hypothesis.objects.get()


def test_a_guest_who_is_on_the_list_again_is_not_put_on_it_twice(rowan, talk, sign_in):
    remove_guest(actor(rowan.tom), a_guest(rowan, talk))
    add_guest(actor(rowan.tom), talk.meeting, name="dr odu", role="")
    response = sign_in(rowan.tom).post(f"/meeting/{talk.meeting_id}/who/undo/{Undoable.objects.get().pk}/")
    assert response.status_code == 422
    assert "Dr Odu is already back on the list." in response.content.decode()
    assert Attendance.objects.filter(is_guest=True).count() == 1


def test_it_is_undone_while_the_meeting_is_open_by_whoever_may_write_in_it(rowan, talk, sign_in):
    discussing.drop_draft(actor(rowan.tom), a_draft(rowan, talk))
    undoable = Undoable.objects.get()
    undo = f"/discussion/{talk.pk}/undo/{undoable.pk}/"
    stranger = unit_with_staff("Hazel", "hazel-")[1]["tom"]
    assert sign_in(stranger).post(undo).status_code == 403
    with pytest.raises(NotAllowed):
        put_back(actor(stranger), talk.meeting, undoable)
    other = discussion_of(family_in(rowan.unit, "Bell"), talk.meeting, rowan.maureen)
    assert sign_in(rowan.tom).post(f"/discussion/{other.pk}/undo/{undoable.pk}/").status_code == 404
    assert sign_in(rowan.tom).post(f"/meeting/{talk.meeting_id}/who/undo/{undoable.pk}/").status_code == 404
    closing.close_meeting(actor(rowan.grace), talk.meeting)
    assert sign_in(rowan.tom).post(undo).status_code == 422
    assert not Decision.objects.exists()


def test_what_was_taken_away_of_a_hidden_family_is_hidden_with_it(rowan, talk, sign_in):
    discussing.drop_draft(actor(rowan.tom), a_draft(rowan, talk))
    undoable = Undoable.objects.get()
    manager = user("manager")
    put_in_post(manager, rowan.unit, "gm")
    restrictions.restrict(
        actor(manager), talk.family_id, rowan.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[rowan.grace.pk],
    )  # fmt: skip
    assert sign_in(rowan.tom).post(f"/discussion/{talk.pk}/undo/{undoable.pk}/").status_code in (403, 404)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kinwork.asking', %s, false)", [str(rowan.tom.pk)])
        cursor.execute("SELECT set_config('kinwork.hidden', '', false)")
        cursor.execute("SELECT count(*) FROM meetings_undoable")
        assert cursor.fetchone() == (0,)
