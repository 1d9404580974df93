"""What the database itself promises: each test tries to break a rule with raw SQL."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from kinwork.access.models import AuditEvent
from kinwork.meetings.actions import closing, discussing, tasks
from kinwork.meetings.models import Passage, Revision
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user


def refused(sql: str, *values: object) -> str:
    """Run it; give the database's reason for refusing, fail when it does not."""

    def attempt() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError) as problem:
        attempt()
    return str(problem.value)


pytestmark = pytest.mark.django_db


def test_a_post_has_one_holder_at_a_time(rowan):
    holding = rowan.tom.holdings.get()
    sql = "INSERT INTO units_postholding (post_id, user_id, during) VALUES (%s, %s, %s)"
    assert "one_holder_of_a_post_at_a_time" in refused(sql, holding.post_id, rowan.tom.pk, "[2026-01-01,)")
    assert "one_holder_of_a_post_at_a_time" in refused(sql, holding.post_id, rowan.priya.pk, "[2026-01-01,2026-01-02)")


def test_one_person_may_fill_halves_of_two_units_posts(rowan):
    willow, _ = unit_with_staff("Willow", "w")
    put_in_post(rowan.leah, willow, "clinician")
    assert set(actor(rowan.leah).unit_ids) == {rowan.unit.pk, willow.pk}


def test_a_family_has_one_open_involvement_and_one_unit(rowan):
    family = family_in(rowan.unit)
    opened = family.involvements.get()
    assert "one_open_involvement_per_family" in refused(
        "INSERT INTO cases_involvement (family_id, opened_on, why_open, trying_to_do, how, tell_once, closing_reason,"
        " what_changed, if_rereferred, told_how, told_what, step_down_name, step_down_agency, step_down_telephone)"
        " VALUES (%s, now(), '', '', '', '', '', '', '', '', '', '', '', '')",
        family.pk,
    )
    assert "one_unit_holds_an_involvement" in refused(
        "INSERT INTO cases_allocation (involvement_id, unit_id, during) VALUES (%s, %s, '[2026-11-01,)')",
        opened.pk,
        rowan.unit.pk,
    )


def test_a_task_belongs_to_the_family_discussed(rowan):
    one, other = family_in(rowan.unit), family_in(rowan.unit)
    talk = discussion_of(one, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    me = actor(rowan.maureen)
    task = tasks.give_task(me, rowan.unit.pk, one.pk, what="x", owner_id=rowan.tom.pk, discussion=talk)
    hypothesis = discussing.raise_hypothesis(me, talk, statement="y")
    planned = discussing.plan_conversation(me, talk)
    for table, pk in (
        ("meetings_task", task.pk),
        ("meetings_hypothesis", hypothesis.pk),
        ("meetings_plannedconversation", planned.pk),
    ):
        assert "of_the_family_discussed" in refused(f"UPDATE {table} SET family_id = %s WHERE id = %s", other.pk, pk)


def test_a_task_has_one_owner_and_says_when_it_ended(rowan):
    family = family_in(rowan.unit)
    task = tasks.give_task(actor(rowan.tom), rowan.unit.pk, family.pk, what="x", owner_id=rowan.tom.pk)
    assert "a_task_has_one_owner" in refused("UPDATE meetings_task SET agency = 'Police' WHERE id = %s", task.pk)
    assert "a_task_has_one_owner" in refused("UPDATE meetings_task SET owner_id = NULL WHERE id = %s", task.pk)
    assert "an_ended_task_says_when" in refused("UPDATE meetings_task SET state = 'done' WHERE id = %s", task.pk)


def test_a_hypothesis_is_never_deleted(rowan):
    talk = discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    hypothesis = discussing.raise_hypothesis(actor(rowan.leah), talk, statement="It might be that")
    assert "Cannot" in refused("DELETE FROM meetings_hypothesis WHERE id = %s", hypothesis.pk)


def test_a_decision_has_words_reason_and_decider(rowan):
    talk = discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    draft = discussing.draft_decision(actor(rowan.tom), talk, words="Yes")
    assert "a_decision_has_words_reason_and_decider" in refused(
        "UPDATE meetings_decision SET decided_at = now(), decided_by_id = %s WHERE id = %s", rowan.grace.pk, draft.pk
    )


def test_a_closed_meeting_cannot_be_changed_by_anything(rowan, as_owner):
    meeting = meeting_of(rowan.unit, rowan.maureen)
    talk = discussion_of(family_in(rowan.unit), meeting, rowan.maureen)
    draft = discussing.draft_decision(actor(rowan.tom), talk, words="Yes")
    closing.close_meeting(actor(rowan.grace), meeting)
    closing.amend_minute(actor(rowan.tom), talk.minute, text="More.")
    passage = Passage.objects.filter(discussion=talk).first()
    closed = "the meeting is closed"
    assert closed in refused("UPDATE meetings_passage SET text = 'x' WHERE id = %s", passage.pk)
    delete = "DELETE FROM meetings_passage WHERE id = %s"
    assert "permission denied" in refused(delete, passage.pk)
    with as_owner():
        assert closed in refused(delete, passage.pk)
    assert closed in refused("UPDATE meetings_decision SET words = 'No' WHERE id = %s", draft.pk)
    frozen = [
        ("UPDATE meetings_minute SET body = '{}' WHERE discussion_id = %s", [talk.pk]),
        ("DELETE FROM meetings_minute WHERE discussion_id = %s", [talk.pk]),
        ("UPDATE meetings_amendment SET text = 'x'", []),
    ]
    for change, values in frozen:
        assert "permission denied" in refused(change, *values)
    with as_owner():  # whom the triggers refuse too
        for change, values in frozen:
            assert "Cannot" in refused(change, *values)
    assert "Cannot" in refused(
        "UPDATE meetings_meeting SET closed_at = NULL, closed_by_id = NULL WHERE id = %s", meeting.pk
    )


def test_the_audit_log_and_the_revisions_are_append_only(rowan, as_owner):
    AuditEvent.objects.create(actor=rowan.tom, verb="x")
    Revision.objects.create(box="meeting.learning_notes", object_id=1, text="x", written_at=timezone.now())
    changes = {"access_auditevent": "verb = 'y'", "meetings_revision": "text = 'y'"}
    assert "permission denied" in refused("DELETE FROM access_auditevent")
    assert "permission denied" in refused("UPDATE access_auditlink SET event_id = 1")
    with as_owner():
        for table, change in changes.items():
            assert "Cannot" in refused(f"DELETE FROM {table}")
            assert "Cannot" in refused(f"UPDATE {table} SET {change}")


def test_changes_of_a_family_are_kept_whoever_makes_them(rowan):
    family = family_in(rowan.unit, "Before")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE families_family SET name = 'After' WHERE id = %s", [family.pk])
        cursor.execute("SELECT name FROM families_familyevent WHERE pgh_obj_id = %s ORDER BY pgh_id", [family.pk])
        assert [row[0] for row in cursor.fetchall()] == ["Before", "After"]


def test_one_meeting_of_a_unit_a_day(rowan):
    meeting_of(rowan.unit, rowan.maureen, on=date(2026, 11, 24))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO meetings_meeting (version, unit_id, held_on, minutes, learning_minutes, learning_topic,"
            " learning_notes, opened_by_id, opened_at) VALUES (0, %s, '2026-11-24', 60, 0, '', '', %s, now())",
            [rowan.unit.pk, user("x").pk],
        )
