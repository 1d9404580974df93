"""A role is added by one class in ``access/roles.py``: decided, minuted, counted and asked as what it says it is."""

from __future__ import annotations

import pytest
from django.db import connection

from kinwork.access.models import ChangeKind, GraveChange
from kinwork.access.roles import ANY_FAMILY, DECIDES, EVERYONE_IN_A_UNIT, ROLES, Role
from kinwork.meetings.actions import closing, discussing
from kinwork.meetings.actions import meeting as act
from kinwork.notices.queries import lines_for
from kinwork.units.models import Post, PostHolding
from tests.factories import actor, discussion_of, family_in, meeting_of, put_in_post, user

pytestmark = pytest.mark.django_db


class AdvancedPractitioner(Role):
    """Works with families and decides about those of the unit; does not lead it."""

    key = "ap"
    name = "Advanced practitioner"
    short = "AP"
    held_by = "A registered social worker with the authority's assessment."
    permissions = EVERYONE_IN_A_UNIT | DECIDES
    everywhere = ANY_FAMILY


@pytest.fixture
def scene(rowan, monkeypatch, as_owner):
    """The unit with somebody in the new role, as after an upgrade with its migration."""
    monkeypatch.setitem(ROLES, AdvancedPractitioner.key, AdvancedPractitioner)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table is not altered while a check of it waits
        cursor.execute("ALTER TABLE units_post DROP CONSTRAINT post_role_is_known")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    rowan.jo = user("jo")
    put_in_post(rowan.jo, rowan.unit, AdvancedPractitioner.key)
    rowan.family = family_in(rowan.unit)
    return rowan


def test_a_new_deciding_role_is_minuted_by_its_own_name_and_not_as_a_deputys(scene, sign_in):
    talk = discussion_of(scene.family, meeting_of(scene.unit, scene.maureen), scene.maureen)
    draft = discussing.draft_decision(actor(scene.tom), talk, words="Visit twice.", reason="He asked.")
    discussing.decide(actor(scene.jo), draft)
    assert draft.decided_as == "AP"
    # Decided in the place of who leads the unit, who is told so.
    change = GraveChange.objects.get(kind=ChangeKind.DECIDED_FOR_CSW)
    assert "Decided by Jo, AP: Visit twice." in change.words
    closing.close_meeting(actor(scene.grace), talk.meeting)
    minute = sign_in(scene.grace).get(f"/discussion/{talk.pk}/minute/").content.decode()
    assert "Decided by Jo (AP)" in " ".join(minute.split())


def test_while_nobody_leads_the_unit_a_draft_waits_for_them(scene, as_owner):
    talk = discussion_of(scene.family, meeting_of(scene.unit, scene.maureen), scene.maureen)
    discussing.draft_decision(actor(scene.tom), talk, words="Visit twice.", reason="He asked.")
    assert not lines_for(actor(scene.jo))
    with as_owner():
        PostHolding.objects.filter(user=scene.grace).delete()
    discussing.draft_decision(actor(scene.tom), talk, words="Visit daily.", reason="He asked again.")
    assert [line.kind.key for line in lines_for(actor(scene.jo))] == ["decision_to_make"]


def test_they_are_expected_at_the_meeting_and_not_offered_as_deputy(scene, sign_in):
    meeting = meeting_of(scene.unit, scene.maureen)
    assert meeting.attendance.get(user=scene.jo).role == "Advanced practitioner"
    page = sign_in(scene.grace).get(f"/unit/{scene.unit.pk}/people/").content.decode()
    choice = page.split('id="deputy-user"')[1].split("</select>")[0]
    assert f'value="{scene.tom.pk}"' in choice
    assert f'value="{scene.jo.pk}"' not in choice
    assert f'value="{scene.grace.pk}"' not in choice


def workers_on_board(page: str) -> str:
    return " ".join(page.split("families to a full-time worker (")[1].split(")")[0].split())


def test_the_board_counts_as_workers_who_work_with_families(scene, sign_in, monkeypatch):
    """CSW, SW, CP, clinician and the new role; neither the unit coordinator nor the manager."""
    put_in_post(user("manager"), scene.unit, "gm")
    for name in ("Abbott", "Baker", "Cole", "Dunn"):
        family_in(scene.unit, name)
    board = f"/unit/{scene.unit.pk}/"
    page = sign_in(scene.grace).get(board).content.decode()
    assert workers_on_board(page) == "5 ÷ 4.5"
    assert " 1.1 families to a full-time worker" in " ".join(page.split())
    monkeypatch.setattr(AdvancedPractitioner, "is_worker", False)
    assert workers_on_board(sign_in(scene.grace).get(board).content.decode()) == "5 ÷ 3.5"


def test_posts_in_part_count_in_part(rowan, sign_in):
    """The clinician is there half the week, Tom for three days of five."""
    family_in(rowan.unit)
    Post.objects.filter(holdings__user=rowan.tom).update(fte=0.6)
    page = sign_in(rowan.grace).get(f"/unit/{rowan.unit.pk}/").content.decode()
    assert workers_on_board(page) == "1 ÷ 3.1"
    assert " 0.3 families to a full-time worker" in " ".join(page.split())


def test_a_clinician_is_who_holds_that_post_whatever_a_guest_is_called(rowan):
    meeting = meeting_of(rowan.unit, rowan.maureen)
    act.add_guest(actor(rowan.maureen), meeting, name="Dr Patel", role="Clinician")
    leah = meeting.attendance.select_related("meeting").get(user=rowan.leah)
    act.mark_attendance(actor(rowan.maureen), leah, status="absent")
    meeting.refresh_from_db()
    assert meeting.clinician_present is False
    tom = meeting.attendance.select_related("meeting").get(user=rowan.tom)
    act.mark_attendance(actor(rowan.maureen), tom, status="absent")
    act.mark_attendance(actor(rowan.maureen), leah, status="present")
    meeting.refresh_from_db()
    assert meeting.clinician_present is True
