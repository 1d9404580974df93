"""Into another unit's family with a reason; into anything in an emergency; who is told, who reviews, who can see it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AccessGrant, AuditEvent, Authority, Reach, Restriction
from kinwork.confidentiality import access_grants, restrictions
from kinwork.families.models import FamilyMember
from tests.factories import (
    PersonFactory,
    actor,
    discussion_of,
    family_in,
    meeting_of,
    put_in_post,
    unit_with_staff,
    user,
)

pytestmark = pytest.mark.django_db
WHY = {"reason": "duty", "words": "Grandmother rings, he has not come home."}
NOW = {"reason": "risk", "words": "Police at the door, is there a plan?"}


@pytest.fixture
def family(rowan):
    return family_in(rowan.unit, "Abbott")


@pytest.fixture
def duty(db, rowan):
    """A worker of another unit."""
    _, staff = unit_with_staff("Oak", "o")
    return staff["tom"]


@pytest.fixture
def manager(rowan):
    who = user("manager")
    put_in_post(who, rowan.unit, "gm")
    return who


def verbs(family) -> list[str]:
    return list(AuditEvent.objects.filter(family_id=family.pk).order_by("id").values_list("verb", flat=True))


# -- with a reason


def test_a_duty_worker_says_why_and_is_in(family, duty, sign_in):
    client = sign_in(duty)
    asked = client.get(f"/family/{family.pk}/")
    assert asked.status_code == 403
    page = asked.content.decode()
    assert "You need a reason to open this family. It will be visible to its unit." in page
    assert "A family in Rowan unit" in page
    assert "Abbott" not in page
    answer = client.post(f"/family/{family.pk}/open/", {**WHY, "to": f"/family/{family.pk}/"})
    assert answer.headers["Location"] == f"/family/{family.pk}/"
    assert client.get(f"/family/{family.pk}/").status_code == 200
    event = AuditEvent.objects.get(verb="opened family page")
    assert event.opening_id == AccessGrant.objects.get().pk
    assert event.address == "127.0.0.1"


def test_the_unit_sees_who_when_and_why(family, rowan, duty, sign_in):
    access_grants.open_with_reason(actor(duty), family.pk, **WHY)
    page = sign_in(rowan.maureen).get(f"/family/{family.pk}/readers/").content.decode()
    assert duty.full_name in page
    assert WHY["words"] in page
    assert duty.full_name in sign_in(rowan.maureen).get(f"/family/{family.pk}/").content.decode()


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"reason": "", "words": WHY["words"]}, "Choose the closest reason"),
        ({"reason": "curiosity", "words": WHY["words"]}, "Choose the closest reason"),
        ({"reason": "duty", "words": "duty"}, "Say briefly"),
        ({"reason": "duty", "words": " " * 40}, "Say briefly"),
        ({"reason": "duty", "words": "x" * 501}, "Up to 500 characters"),
    ],
)
def test_no_reason_no_opening_and_what_was_typed_is_kept(family, duty, sign_in, said, problem):
    answer = sign_in(duty).post(f"/family/{family.pk}/open/", said)
    assert answer.status_code == 422
    assert problem in answer.content.decode()
    assert said["words"].strip() in answer.content.decode()
    assert not AccessGrant.objects.exists()


def test_it_ends(family, duty, sign_in, as_owner):
    client = sign_in(duty)
    access_grants.open_with_reason(actor(duty), family.pk, **WHY)
    assert client.get(f"/family/{family.pk}/").status_code == 200
    with as_owner():
        days_ago, just_now = timezone.now() - timedelta(days=2), timezone.now() - timedelta(minutes=10)
        AccessGrant.objects.update(opened_at=days_ago, ends_at=just_now)
    assert client.get(f"/family/{family.pk}/").status_code == 403


def test_it_opens_the_familys_minutes_and_nothing_else_of_the_unit(family, rowan, duty, sign_in):
    meeting = meeting_of(rowan.unit, rowan.maureen)
    talk = discussion_of(family, meeting, rowan.maureen)
    other = discussion_of(family_in(rowan.unit, "Bell"), meeting, rowan.maureen)
    access_grants.open_with_reason(actor(duty), family.pk, **WHY)
    client = sign_in(duty)
    assert client.get(f"/discussion/{talk.pk}/minute/").status_code == 200
    assert client.get(f"/discussion/{other.pk}/minute/").status_code == 403
    assert client.get(f"/meeting/{meeting.pk}/").status_code == 403
    assert client.get(f"/family/{family.pk}/close/").status_code == 403
    assert client.post(f"/discussion/{talk.pk}/save/", "{}", content_type="application/json").status_code == 403


def test_after_the_reason_one_goes_where_one_wanted_but_never_off_the_site(family, duty, sign_in):
    client = sign_in(duty)
    answer = client.post(f"/family/{family.pk}/open/", {**WHY, "to": "https://elsewhere.example/"})
    assert answer.headers["Location"] == f"/family/{family.pk}/"


@pytest.mark.parametrize(("reach", "own", "buddy", "other"), [
    (Reach.UNIT, 200, 403, 403), (Reach.BUDDY, 200, 200, 403), (Reach.SERVICE, 200, 200, 200),
])  # fmt: skip
def test_an_authority_makes_the_reach_wider_or_narrower(rowan, sign_in, reach, own, buddy, other):
    from kinwork.units.actions import pair_as_buddies

    hazel, _ = unit_with_staff("Hazel", "h")
    oak, _ = unit_with_staff("Oak", "k")
    pair_as_buddies(rowan.unit, hazel)
    Authority.objects.update(reach=reach)
    client = sign_in(rowan.tom)
    happens = [client.get(f"/family/{family_in(unit).pk}/").status_code for unit in (rowan.unit, hazel, oak)]
    assert happens == [own, buddy, other]


# -- in an emergency


def test_an_emergency_opens_at_once_and_its_guardians_are_told(
    family, rowan, manager, duty, sign_in, django_capture_on_commit_callbacks
):
    client = sign_in(duty)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/family/{family.pk}/emergency/", NOW)
    assert client.get(f"/family/{family.pk}/").status_code == 200
    opened = AccessGrant.objects.get()
    assert set(opened.guardian_ids) == {rowan.grace.pk, manager.pk}
    mailed = {address for message in mail.outbox for address in message.to}
    assert mailed == {rowan.grace.email, manager.email, rowan.maureen.email}, "also whoever is at the unit's telephone"
    assert all("Abbott" not in message.subject + message.body for message in mail.outbox)
    assert "An emergency opening waits for your review" in sign_in(rowan.grace).get("/my-work/").content.decode()


def test_the_guardian_reviews_it_and_once_is_enough(family, rowan, duty, sign_in):
    opened = access_grants.break_glass(actor(duty), family.pk, unit_id=rowan.unit.pk, **NOW)
    client = sign_in(rowan.grace)
    assert NOW["words"] in client.get("/reviews/").content.decode()
    wrong = client.post(f"/reviews/{opened.pk}/", {"was_right": "no", "review": "no"})
    assert wrong.status_code == 422
    assert "Say what was wrong" in wrong.content.decode()
    client.post(f"/reviews/{opened.pk}/", {"was_right": "yes", "review": "He was safe."})
    opened.refresh_from_db()
    assert (opened.was_right, opened.reviewed_by) == (True, rowan.grace)
    again = client.post(f"/reviews/{opened.pk}/", {"was_right": "no", "review": "I have changed my mind."})
    assert again.status_code == 422
    assert verbs(family) == ["opened in emergency", "reviewed opening"]


def test_nobody_reviews_their_own(family, rowan, sign_in):
    mine = access_grants.break_glass(actor(rowan.grace), family.pk, unit_id=rowan.unit.pk, **NOW)
    assert rowan.grace.pk not in mine.guardian_ids
    with pytest.raises(NotAllowed):
        access_grants.review_access_grant(actor(rowan.grace), mine, was_right=True, review="")
    with pytest.raises(IntegrityError, match="nobody_reviews_their_own"), transaction.atomic():
        AccessGrant.objects.update(reviewed_by=rowan.grace, reviewed_at=timezone.now(), was_right=True)
    assert sign_in(rowan.grace).post(f"/reviews/{mine.pk}/", {"was_right": "yes"}).status_code == 404


def test_without_leaders_the_head_of_service_reviews(family, rowan):
    head = user("head")
    put_in_post(head, rowan.unit, "hos")
    assert access_grants.guardians_of(family.pk, rowan.unit.pk, without=rowan.grace.pk) == [head.pk]


@pytest.fixture
def hidden(family, rowan, manager):
    """Restricted; in it Ada Stone, born on 2 March 2015."""
    person = PersonFactory(given_name="Ada", family_name="Stone", born_on=date(2015, 3, 2))
    FamilyMember.objects.create(family=family, person=person, position=9)
    restrictions.restrict(
        actor(manager), family.pk, rowan.unit.pk,
        cause="police", words="Witness.", guardian_id=manager.pk, people=[rowan.grace.pk],
    )  # fmt: skip
    return family


def test_an_emergency_search_finds_a_restricted_record_by_exact_identity_only(hidden, manager, duty, sign_in):
    client = sign_in(duty)
    who = {"given": "ada", "surname": "STONE", "born": "2/3/2015"}
    assert client.get(f"/family/{hidden.pk}/").status_code == 404
    assert client.post(f"/family/{hidden.pk}/emergency/", NOW).status_code == 404, (
        "an id that was not found is no way in"
    )
    for miss in ({"born": "3/3/2015"}, {"given": "Ad"}, {"surname": "Ston"}):
        assert "0 records" in client.post("/emergency/", {**NOW, **who, **miss}).content.decode()
    page = client.post("/emergency/", {**NOW, **who}).content.decode()
    assert "1 record found" in page
    assert "Abbott" not in page
    assert client.post(f"/family/{hidden.pk}/emergency/", NOW).status_code == 302
    assert client.get(f"/family/{hidden.pk}/").status_code == 200
    actor(manager)
    assert AccessGrant.objects.get().guardian_ids == [manager.pk]
    assert "found in emergency" in verbs(hidden)


@pytest.mark.parametrize("known", ["2015", "about 2015", "March 2015"])
def test_with_less_than_a_whole_date_of_birth_an_emergency_leads_to_the_search(hidden, rowan, duty, sign_in, known):
    page = sign_in(duty).post("/emergency/", {**NOW, "given": "Ada", "surname": "Stone", "born": known})
    assert page.status_code == 422
    words = page.content.decode()
    assert "needs the whole date of birth" in words
    assert 'name="q" value="Ada Stone born 2015"' in words
    assert f'value="{known}"' in words, "what was typed is still there"
    assert "records found" not in words
    assert "is not a date" in sign_in(duty).post("/emergency/", {**NOW, "born": "soon"}).content.decode()


def test_when_it_has_ended_the_restricted_family_is_gone_again(hidden, duty, sign_in, as_owner):
    """Restricted three days ago, opened two days ago: nothing closes the opening but its end."""
    access_grants.break_glass(actor(duty), hidden.pk, unit_id=None, **NOW)
    client, now = sign_in(duty), timezone.now()

    def opened_until(end: datetime) -> int:
        with as_owner():
            Restriction.objects.update(imposed_at=now - timedelta(days=3))
            AccessGrant.objects.update(opened_at=now - timedelta(days=2), ends_at=end)
        return client.get(f"/family/{hidden.pk}/").status_code

    assert opened_until(now + timedelta(hours=1)) == 200
    assert opened_until(now - timedelta(seconds=1)) == 404


def test_what_was_opened_before_it_was_restricted_is_closed_by_that(family, rowan, manager, duty, sign_in):
    access_grants.break_glass(actor(duty), family.pk, unit_id=rowan.unit.pk, **NOW)
    client = sign_in(duty)
    assert client.get(f"/family/{family.pk}/").status_code == 200
    restrictions.restrict(
        actor(manager), family.pk, rowan.unit.pk,
        cause="police", words="Witness.", guardian_id=manager.pk, people=[rowan.grace.pk],
    )  # fmt: skip
    assert client.get(f"/family/{family.pk}/").status_code == 404


# -- nothing of a restricted family leaks


def test_for_who_is_not_listed_it_does_not_exist(hidden, rowan, sign_in):
    meeting = meeting_of(rowan.unit, rowan.maureen)
    actor(rowan.grace)
    talk = discussion_of(hidden, meeting, rowan.grace)
    client = sign_in(rowan.tom)
    missing = client.get("/family/999999/")
    family, discussion = f"/family/{hidden.pk}/", f"/discussion/{talk.pk}/"
    for path in (
        family,
        discussion,
        f"{discussion}minute.pdf",
        f"{discussion}state/",
        f"{family}open/",
        f"{family}readers/",
    ):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert len(answer.content) == len(missing.content) or path.endswith(("pdf", "state/"))
    for path in ("/families/", f"/unit/{rowan.unit.pk}/", f"/meeting/{meeting.pk}/", f"/meeting/{meeting.pk}/minutes/",
                 "/my-work/", f"/meeting/of/{rowan.unit.pk}/"):  # fmt: skip
        page = client.get(path).content.decode()
        assert "Stone" not in page.replace("“Stone”", "").replace('value="Stone"', ""), path
        assert "Abbott" not in page.replace("“Abbott”", "").replace('value="Abbott"', ""), path
    assert "0 families" in client.get(f"/unit/{rowan.unit.pk}/").content.decode()
    assert "1 family" in sign_in(rowan.grace).get(f"/unit/{rowan.unit.pk}/").content.decode()


def test_live_messages_about_it_go_to_listed_people_only(hidden, rowan):
    from kinwork.families.queries import hidden_families
    from kinwork.meetings import live

    actor(rowan.tom)
    assert hidden_families() == {hidden.pk}
    ear, hub = live.Subscriber(hidden_families()), live.Hub()
    hub.queues[1].add(ear)
    for what in ({"what": "text", "text": "secret"}, {"what": "section", "name": "tasks"}):
        hub._hand_out({"meeting": 1, "family": hidden.pk, **what})
    assert ear.empty()
    tom = {"page": "p", "user": 1, "name": "Tom", "box": "passage:1"}
    hub._hand_out({"meeting": 1, "what": "here", "family": hidden.pk, **tom})
    assert "passage" not in ear.get_nowait()
    actor(rowan.grace)
    assert hidden_families() == frozenset()


# -- looking after it


def test_only_managers_see_what_somebody_looked_at_and_never_their_own(family, rowan, manager, duty, sign_in):
    client = sign_in(rowan.tom)
    client.get(f"/family/{family.pk}/")
    client.post("/search/", {"q": "Stone"})
    page = sign_in(manager).get(f"/looked-at/by/{rowan.tom.pk}/").content.decode()
    assert "opened the family’s page" in page
    assert "“Stone”" in page
    looked = AuditEvent.objects.filter(actor=manager, verb="looked at a colleague's log", object_id=rowan.tom.pk)
    assert looked.exists(), "looking at that is looking too"
    assert sign_in(manager).get(f"/looked-at/by/{manager.pk}/").status_code == 404
    assert sign_in(manager).get(f"/looked-at/by/{duty.pk}/").status_code == 404, "not in their units"
    assert sign_in(rowan.grace).get(f"/looked-at/by/{rowan.tom.pk}/").status_code == 403


def test_looking_up_ones_own_surname_stands_out(rowan, manager, sign_in):
    namesakes = family_in(rowan.unit, "Quiet")
    FamilyMember.objects.create(family=namesakes, person=PersonFactory(family_name="Hollis"), position=9)
    assert "own surname" not in sign_in(manager).get("/looked-at/").content.decode()
    sign_in(rowan.tom).get(f"/family/{namesakes.pk}/")
    page = sign_in(manager).get("/looked-at/").content.decode()
    assert "Tom Hollis" in page
    assert "own surname" in page


def test_the_history_tells_who_changed_what_and_how_it_was_on_a_day(family, rowan, sign_in):
    with time_machine.travel(timezone.now()):
        client = sign_in(rowan.tom)
        client.post(
            f"/family/{family.pk}/questions/",
            {"why_open": "Because she asked.", "trying_to_do": "Nights that hold.", "how": "", "expected_end": ""},
        )
    page = sign_in(rowan.grace).get(f"/family/{family.pk}/history/").content.decode()
    assert "Tom Hollis" in page
    assert "<del>Because.</del>" in page
    assert "<ins>Because she asked.</ins>" in page
    # Names, not ids; days as people write them; and of whom it is.
    member = family.members.select_related("person").first()
    assert f"A member: {member.person.name}" in page
    assert "unit: <ins>Rowan</ins>" in page
    assert "from and until: <ins>since " in page
    opened = family.involvements.get().opened_on
    assert f"opened: <ins>{opened:%a} {opened.day} {opened:%b %Y}</ins>" in page
    told = re.sub(r"<[^>]+>", "", page[page.index("Every change") :])
    for raw in (r"None\)", r"\d{4}-\d\d-\d\d", r"(by|unit|worker|involvement): \d", r"\+00:00"):
        assert not re.search(raw, told), f"{raw} is no word"
    before = sign_in(rowan.grace).get(f"/family/{family.pk}/history/", {"on": "1/1/2020"}).content.decode()
    assert "There was no record yet." in before
    wrong = sign_in(rowan.grace).get(f"/family/{family.pk}/history/", {"on": "the day before"})
    assert wrong.status_code == 422
    assert "the day before" in wrong.content.decode()
