"""What a reviewer found by reading as an attacker would: each once open, each shut."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AccessGrant, AuditEvent
from kinwork.confidentiality import access_grants as opening_room
from kinwork.confidentiality import restrictions
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family
from kinwork.meetings.actions import closing
from kinwork.meetings.actions.meeting import bring_to_next_meeting, open_meeting
from kinwork.meetings.models import BroughtForward
from kinwork.units.actions import leave_post, make_unit, name_deputy, pair_as_buddies
from kinwork.units.models import PostHolding
from tests.factories import PASSWORD, actor, discussion_of, family_in, meeting_of, put_in_post, unit_with_staff, user
from tests.pages import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def manager(rowan):
    who = user("manager")
    put_in_post(who, rowan.unit, "gm")
    return who


def restrict(manager, family, unit, people):
    restrictions.restrict(
        actor(manager), family.pk, unit.pk, cause="police", words="Asked for.", guardian_id=manager.pk,
        people=[who.pk for who in people],
    )  # fmt: skip


def emergency(who, family):
    me = actor(who)
    unit_id = opening_room.unit_for_emergency(family.pk)
    return opening_room.break_glass(me, family.pk, unit_id=unit_id, reason="risk", words="A call at night.")


def test_what_was_opened_in_an_emergency_before_it_was_restricted_is_closed_by_that(rowan, manager):
    _, staff = unit_with_staff("Elm", "elm-")
    family = family_in(rowan.unit, "Kept")
    emergency(staff["tom"], family)
    restrict(manager, family, rowan.unit, [rowan.grace])
    actor(staff["tom"])
    assert not Family.objects.filter(pk=family.pk).exists()


@pytest.mark.django_db(transaction=True)  # PostgreSQL tells the time by the beginning of the transaction
def test_not_right_ends_the_opening_there_and_then(rowan, manager):
    _, staff = unit_with_staff("Elm", "elm-")
    family = family_in(rowan.unit)
    opened = emergency(staff["tom"], family)
    client = Client(HTTP_ACCEPT="text/html")
    client.force_login(staff["tom"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"/family/{family.pk}/").status_code == 200
    opening_room.review_access_grant(
        actor(manager), AccessGrant.objects.get(pk=opened.pk), was_right=False, review="There was no call that night."
    )
    assert "You need a reason" in client.get(f"/family/{family.pk}/").content.decode()


def test_an_emergency_lets_nobody_change_the_list(rowan, manager):
    other = user("other-manager")
    put_in_post(other, rowan.unit, "gm")
    family = family_in(rowan.unit, "Kept")
    restrict(manager, family, rowan.unit, [rowan.grace])
    emergency(other, family)
    with pytest.raises(NotAllowed, match="guardian"):
        restrictions.lift_restriction(actor(other), family.pk, rowan.unit.pk, because="Why not.")
    with pytest.raises(NotAllowed, match="guardian"):
        restrict(other, family, rowan.unit, [other])


def test_a_guardian_who_may_not_sign_in_any_more_is_not_the_one_who_is_told(rowan, manager):
    head = user("head")
    put_in_post(head, make_unit(name="S", function="service", template="own", days=[1], minutes=60), "hos")
    family = family_in(rowan.unit, "Kept")
    restrict(manager, family, rowan.unit, [rowan.grace])
    manager.is_active = False
    manager.save()
    actor(rowan.tom)
    assert opening_room.guardians_of(family.pk, rowan.unit.pk, without=rowan.tom.pk) == [head.pk]


def test_a_deputy_who_has_left_the_unit_is_its_deputy_no_longer(rowan, manager):
    today = timezone.localdate()
    other, _ = unit_with_staff("Elm", "elm-")
    name_deputy(actor(rowan.grace), rowan.unit, rowan.tom, first_day=today, last_day=today + timedelta(days=20))
    holding = PostHolding.objects.select_related("post").get(user=rowan.tom)
    leave_post(actor(manager), holding, last_day=today - timedelta(days=1), because="She has left.")
    put_in_post(rowan.tom, other, "sw")
    assert not actor(rowan.tom).can("close_meeting", rowan.unit.pk)
    assert rowan.unit.pk not in actor(rowan.tom).reach


def test_a_post_that_sees_no_families_sees_none_of_a_buddy_unit_either(rowan):
    hall = make_unit(name="Hall", function="assessment", template="own", days=[1], minutes=60)
    pair_as_buddies(hall, rowan.unit)
    for role in ("partner", "evaluator", "analyst", "sysadmin"):
        who = user(f"buddy-{role}")
        put_in_post(who, hall, role)
        assert not actor(who).can("see_family", rowan.unit.pk), role


def test_a_hidden_familys_crisis_survives_a_closing_by_somebody_who_may_not_know(rowan, manager):
    family = family_in(rowan.unit, "Kept")
    bring_to_next_meeting(HeldFamily(family, rowan.unit.pk, actor(rowan.tom)), kind="crisis", words="Evicted.")
    meeting, _ = open_meeting(actor(manager), rowan.unit, on=timezone.localdate())
    restrict(manager, family, rowan.unit, [rowan.tom])
    closing.close_meeting(actor(rowan.grace), meeting)
    actor(rowan.tom)
    assert BroughtForward.objects.get().met_in is None


@pytest.mark.parametrize("part", ["history/", "readers/", "questions/"])
def test_every_part_of_a_record_leaves_a_trace_once_in_a_while(rowan, sign_in, part):
    family = family_in(rowan.unit)
    client = sign_in(rowan.tom)
    for _ in range(3):
        assert client.get(f"/family/{family.pk}/{part}").status_code == 200
    seen = AuditEvent.objects.filter(verb="read in record", family_id=family.pk, actor=rowan.tom)
    assert [event.words for event in seen] == [part.strip("/")]


def test_the_present_state_of_a_discussion_leaves_a_trace(rowan, sign_in):
    talk = discussion_of(family_in(rowan.unit), meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    sign_in(rowan.tom).get(f"/discussion/{talk.pk}/state/")
    assert AuditEvent.objects.filter(verb="read in record", family_id=talk.family_id, words="discussion_state").exists()


def test_a_failed_sign_in_of_somebody_known_is_in_the_log(rowan, client):
    client.post("/sign-in/", {"login": rowan.tom.email, "password": "wrong"})
    client.post("/sign-in/", {"login": "nobody@example.org", "password": "wrong"})
    assert AuditEvent.objects.filter(verb="sign-in refused").count() == 1


def test_the_old_password_cannot_be_guessed_at_a_screen_left_open(rowan, client):
    rowan.tom.set_password(PASSWORD)
    rowan.tom.save()
    client.force_login(rowan.tom, backend="allauth.account.auth_backends.AuthenticationBackend")
    new = "four words nobody guesses"
    for _ in range(8):
        client.post("/my-account/password/", {"old_password": "x", "new_password1": new, "new_password2": new})
    last = client.post("/my-account/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert last.status_code == 429
    rowan.tom.refresh_from_db()
    assert rowan.tom.check_password(PASSWORD)


def test_links_in_emails_begin_where_the_operator_says(rowan, client, settings, mailoutbox):
    settings.KINWORK_ADDRESS = "https://kinwork.example.gov.uk"
    from django.test import TestCase

    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post("/sign-in/forgotten/", {"email": rowan.tom.email}, HTTP_HOST="testserver:4444")
    assert "https://kinwork.example.gov.uk/set-password/" in mailoutbox[0].body
    assert "4444" not in mailoutbox[0].body
