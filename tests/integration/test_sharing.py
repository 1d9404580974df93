"""Partners' face: what was shared with them by name, for a time, and nothing else of anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.accounts.bootstrap import service_team
from kinwork.cases.models import Involvement
from kinwork.confidentiality import restrictions
from kinwork.record import sharing_views
from kinwork.record.actions import Audience, Happened, change_audience, write_entry
from kinwork.record.models import Share
from kinwork.record.sharing import end_share, share
from tests.factories import actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def scene(rowan):
    """A family with two entries; the school's lead, and another partner."""
    rowan.family, rowan.other = family_in(rowan.unit, "Sharedfam"), family_in(rowan.unit, "Otherfam")
    Involvement.objects.filter(family=rowan.family).update(key_worker=rowan.tom)
    rowan.school, rowan.nurse = user("school"), user("nurse")
    for who in (rowan.school, rowan.nurse):
        put_in_post(who, service_team(), "partner")
    me = actor(rowan.tom)
    rowan.told, rowan.kept = (
        write_entry(me, rowan.family.pk, rowan.unit.pk, Happened("visit", TODAY, text))
        for text in ("He likes school on Tuesdays.", "What is not for the school.")
    )
    return rowan


def shared(scene, *entries, who=None, until=TODAY + timedelta(days=7), words="Core group") -> Share:
    return share(
        actor(scene.grace), scene.family.pk, scene.unit.pk, user_id=(who or scene.school).pk,
        entry_ids={one.pk for one in entries or (scene.told,)}, words=words, until=until,
    )  # fmt: skip


def sees(client, scene) -> str:
    answer = client.get(f"/shared/{scene.family.pk}/")
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_a_partner_reads_what_was_shared_and_nothing_else(scene, sign_in):
    shared(scene)
    client = sign_in(scene.school)
    assert client.get("/").headers["Location"] == "/shared/"
    front = client.get("/shared/").content.decode()
    assert "Sharedfam" in front
    assert "Otherfam" not in front
    page = sees(client, scene)
    assert "He likes school on Tuesdays." in page
    assert "Rowan unit works with the family; ask for Tom Hollis" in " ".join(page.split())
    assert "What is not for the school." not in page
    assert "Ada" not in page, "no particulars of anybody"
    for path in ("", "entries/", "genogram/", "copy/", "sharing/", "history/", "open/"):
        assert client.get(f"/family/{scene.family.pk}/{path}").status_code in (403, 404, 405), path
    assert client.get("/search/?q=Sharedfam").status_code == 403
    event = AuditEvent.objects.get(verb="read what is shared")
    assert (event.actor_id, event.family_id) == (scene.school.pk, scene.family.pk)


def test_another_partner_and_an_unknown_family_are_alike(scene, sign_in):
    shared(scene)
    client = sign_in(scene.nurse)
    assert sees(client, scene) == "404"
    assert client.get("/shared/999999/").status_code == 404
    assert "Sharedfam" not in client.get("/shared/").content.decode()


def test_staff_have_no_business_there(scene, sign_in):
    shared(scene)
    assert sees(sign_in(scene.tom), scene) == "403"


def test_it_ends_by_its_day_by_a_click_and_with_the_post(scene, sign_in):
    mine = shared(scene)
    client = sign_in(scene.school)
    assert "Tuesdays" in sees(client, scene)
    Share.objects.filter(pk=mine.pk).update(until=TODAY - timedelta(days=1))
    assert sees(client, scene) == "404"
    again = shared(scene)
    assert again.pk != mine.pk, "the one that ran out stays as it was"
    assert "Tuesdays" in sees(client, scene)
    end_share(actor(scene.grace), again, scene.unit.pk, because="She has moved on.")
    assert sees(client, scene) == "404"
    shared(scene)
    holding = scene.school.holdings.get()
    holding.during = type(holding.during)(holding.during.lower, TODAY)
    holding.save()
    assert sees(client, scene) == "403"


def test_what_becomes_limited_or_restricted_is_gone_for_them_at_once(scene, sign_in):
    shared(scene, scene.told, scene.kept)
    client = sign_in(scene.school)
    change_audience(actor(scene.tom), scene.kept, scene.unit.pk, Audience(is_limited=True, why="A colleague."))
    page = sees(client, scene)
    assert "Tuesdays" in page
    assert "not for the school" not in page
    manager = user("manager")
    put_in_post(manager, scene.unit, "gm")
    restrictions.restrict(
        actor(manager), scene.family.pk, scene.unit.pk,
        cause="staff", words="A colleague.", guardian_id=manager.pk, people=[scene.grace.pk],
    )  # fmt: skip
    assert sees(client, scene) == "404"
    assert "Sharedfam" not in client.get("/shared/").content.decode()


def test_what_only_named_staff_may_know_is_never_shared(scene):
    change_audience(actor(scene.tom), scene.kept, scene.unit.pk, Audience(is_limited=True, why="A colleague."))
    with pytest.raises(ValidationError, match="cannot be shared"):
        shared(scene, scene.kept)


def test_slips_are_said_and_what_was_ticked_stays(scene, sign_in):
    client = sign_in(scene.grace)
    path = f"/family/{scene.family.pk}/sharing/"
    wrong = client.post(path, {"user": scene.school.pk, "entries": [scene.told.pk], "until": "12/3/2020"})
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert "Say what for" in page
    assert f'value="{scene.told.pk}" checked' in page
    far = client.post(path, {"user": scene.school.pk, "words": "Core group", "until": "1/1/2090"})
    assert "for a year at most" in far.content.decode()
    stranger = client.post(path, {"user": scene.tom.pk, "words": "Core group"})
    assert stranger.status_code == 422
    assert not Share.objects.exists()
    right = client.post(path, {"user": scene.school.pk, "words": "Core group", "entries": [scene.told.pk]}, follow=True)
    assert "1 entry until" in right.content.decode()


def test_only_the_unit_shares(scene):
    """Not a partner, nor somebody of another unit who was let in for some hours: what they share would outlast that."""
    stranger = user("stranger")
    put_in_post(stranger, unit_with_staff("Elm", "elm-")[0], "sw")
    for who in (actor(scene.nurse), actor(stranger).with_opened(scene.unit.pk, 1)):
        with pytest.raises(NotAllowed):
            share(
                who, scene.family.pk, scene.unit.pk, user_id=scene.nurse.pk,
                entry_ids={scene.kept.pk}, words="Me", until=TODAY,
            )  # fmt: skip


def test_what_stands_shared_is_listed_however_old_it_is(scene, sign_in, monkeypatch):
    """So that a share which is made longer keeps it."""
    monkeypatch.setattr(sharing_views, "SHOWN", 1)
    shared(scene, scene.told)
    client = sign_in(scene.tom)
    for n in range(2):
        write_entry(actor(scene.tom), scene.family.pk, scene.unit.pk, Happened("note", TODAY, f"Later {n}."))
    page = client.get(f"/family/{scene.family.pk}/sharing/?with={scene.school.pk}").content.decode()
    assert f'value="{scene.told.pk}" checked' in page
    assert "Later 1." in page
    assert "Later 0." not in page


def test_whoever_adds_to_a_shared_entry_is_told_who_reads_it(scene, sign_in):
    shared(scene)
    client = sign_in(scene.priya)
    path = f"/family/{scene.family.pk}/entries/"
    assert f"Shared with {scene.school.full_name}." in client.get(f"{path}{scene.told.pk}/amend/").content.decode()
    assert "Shared with" not in client.get(f"{path}{scene.kept.pk}/amend/").content.decode()
