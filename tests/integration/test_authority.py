"""An authority from nothing, on pages."""

from __future__ import annotations

import html
import re
import threading
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent, Authority, GraveChange, User
from kinwork.access.permissions import Permission
from kinwork.access.roles import NEVER_BY_COVER
from kinwork.accounts.bootstrap import service_team
from kinwork.authority.first_start import AlreadySetUp, begin_authority, give_out_key
from kinwork.authority.models import SetupKey
from kinwork.cases.actions import FourQuestions, open_family
from kinwork.cases.models import Allocation, Involvement
from kinwork.clocks.humanize import long_day
from kinwork.meetings.actions.closing import close_meeting
from kinwork.meetings.models import Task
from kinwork.platform.embedded import APP_ROLE
from kinwork.units.absences import note_absence
from kinwork.units.actions import pair_as_buddies
from kinwork.units.authority_templates import AUTHORITY_TEMPLATES, planned
from kinwork.units.models import Absence, Post, PostHolding, Unit
from kinwork.units.posts import join_unit
from kinwork.units.queries import load_actor, members_on
from kinwork.units.setting_up import make_units
from tests.factories import PASSWORD, actor, family_in, meeting_of, put_in_post, unit_with_staff, user
from tests.integration.test_who_may import restrict
from tests.pages import Client, after_looking

pytestmark = pytest.mark.django_db
HTML = {"HTTP_ACCEPT": "text/html"}
SAID = {
    "authority": "Linden Borough", "full_name": "Sam O’Brien-Ńgwenya", "email": "Sam@Linden.example.org",
    "password": PASSWORD, "again": PASSWORD,
}  # fmt: skip


# -- the first start


def test_a_new_database_is_claimed_with_the_key_from_the_terminal_and_never_again(client):
    assert client.get("/", **HTML).headers["Location"].startswith("/sign-in/")
    assert client.get("/sign-in/", **HTML).headers["Location"] == "/sign-in/first-start/"
    assert "There is no key yet" in client.get("/sign-in/first-start/").content.decode()
    first, key = give_out_key(), give_out_key()
    assert re.fullmatch(r"(\w{4}-){5}\w{4}", key)
    assert key.replace("-", "") not in str(SetupKey.objects.values()), "only its fingerprint is kept"

    for wrong in ("", "AAAA-AAAA", first):
        answer = client.post("/sign-in/first-start/", {**SAID, "key": wrong})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "This is not the key" in page
        assert "Linden Borough" in page, "what was typed is still there"
        assert PASSWORD not in page
    assert not Authority.objects.exists()
    bad = {
        **SAID,
        "authority": " ",
        "full_name": "",
        "email": "sam",
        "password": "short",
        "again": "shorter",
        "key": key,
    }
    page = client.post("/sign-in/first-start/", bad).content.decode()
    for sentence in ("Type the authority’s name", "Type the name that", "not an email address", "not the same"):
        assert sentence in page
    assert not User.objects.exists(), "nothing half-saved"

    answer = client.post("/sign-in/first-start/", {**SAID, "key": key.lower().replace("-", " ")})
    assert answer.headers["Location"] == "/sign-in/"
    sam = User.objects.get()
    assert (sam.full_name, sam.email) == ("Sam O’Brien-Ńgwenya", "sam@linden.example.org")
    assert Authority.objects.get().name == "Linden Borough"
    assert list(PostHolding.objects.values_list("user", "during__startswith")) == [(sam.pk, timezone.localdate())]
    assert AuditEvent.objects.get(verb="set up the authority").actor == sam
    assert client.post("/sign-in/", {"login": sam.email, "password": PASSWORD}).status_code == 302

    again = Client().post("/sign-in/first-start/", {**SAID, "email": "eve@example.org", "key": key})
    assert again.headers["Location"] == "/sign-in/"
    assert give_out_key() == ""
    assert User.objects.count() == 1
    assert Client().get("/sign-in/first-start/").headers["Location"] == "/sign-in/"


def test_a_database_to_which_somebody_was_invited_by_the_command_gives_out_no_key_and_takes_none(client):
    key = give_out_key()
    User.objects.create_user("jo@example.org", "Jo Reed")
    assert give_out_key() == ""
    assert client.post("/sign-in/first-start/", {**SAID, "key": key}).headers["Location"] == "/sign-in/"
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_people_with_the_key_at_once_one_gets_it_and_the_other_is_told():
    key = give_out_key()
    told: list[str] = []
    start = threading.Barrier(2)

    def claim(name: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {APP_ROLE}")
        start.wait()
        try:
            begin_authority(**{**SAID, "email": f"{name}@example.org", "key": key}, address=None)
            told.append("set up")
        except AlreadySetUp:
            told.append("too late")
        finally:
            connection.close()

    both = [threading.Thread(target=claim, args=(name,)) for name in ("ann", "bea")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(told) == ["set up", "too late"]
    assert User.objects.count() == Authority.objects.count() == PostHolding.objects.count() == 1


# -- from nothing to a service


@pytest.fixture
def sam(client):
    """The first administrator of a new database, signed in."""
    key = give_out_key()
    client.post("/sign-in/first-start/", {**SAID, "key": key})
    client.post("/sign-in/", {"login": SAID["email"], "password": PASSWORD})
    return client


def signed_in(email: str) -> Client:
    client = Client(HTTP_ACCEPT="text/html")
    client.force_login(User.objects.get(email=email), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


ROWAN = {
    "name": "Rowan", "function": "child_in_need", "template": "systemic", "area": "North", "days": ["1"],
    "at": "9.30", "minutes": "180",
}  # fmt: skip
LIST = """\
Name;Email;Unit;Post;FTE;From
Grace Adeyemi;grace@linden.example.org;Rowan;Consultant social worker;1;
Tom Hollis;tom@linden.example.org;rowan;SW;1;1.12.2026
Priya Nair;priya@linden.example.org;Rowan;Child practitioner;1;
Maureen O’Brien-Ńgwenya;maureen@linden.example.org;Rowan;Unit coordinator;1;
Leah Stern;leah@linden.example.org;Rowan;Clinician;0,5;
Leah Stern;leah@linden.example.org;Hazel;Clinician;0,5;
Olu Bankole;olu@linden.example.org;Rowan;Group manager;;
"""


def test_an_empty_authority_leads_by_the_hand_until_everything_is_set_up(sam):
    page = sam.get("/", follow=True, **HTML).content.decode()
    assert "Linden Borough" in page
    steps = [step for step in ("Appoint the head of service", "Make the first unit") if f">{step}</a>" in page]
    assert len(steps) == 2
    said = {"full_name": "Ama Boateng", "email": "ama@linden.example.org", "start": "today"}
    form = sam.get("/authority/people/").content.decode()
    place = re.search(r'value="(0:\w+)"[^>]*>Whole service: Head of service', form)
    after_looking(sam, "/authority/people/", {**said, "place": place[1]})
    assert "Head of service" not in sam.get("/authority/people/").content.decode(), "she appoints the next"

    ama = signed_in("ama@linden.example.org")
    assert ama.get("/").headers["Location"] == "/authority/", "there is nothing else for her yet"
    assert ama.post("/authority/unit/", {**ROWAN, "name": " ", "days": []}).status_code == 422
    for name in ("Rowan", "Hazel"):
        ama.post("/authority/unit/", {**ROWAN, "name": name})
    assert ama.post("/authority/unit/", {**ROWAN, "name": "rowan"}).status_code == 422
    page = ama.get("/authority/").content.decode()
    assert "meets on tuesdays at 09:30 for 180 minutes" in page.lower()
    assert "Add people to each unit" in page

    after_looking(ama, "/authority/people/list/", {"list": LIST})
    rowan, hazel = Unit.objects.get(name="Rowan"), Unit.objects.get(name="Hazel")
    assert {m.name: m.role for m in members_on(rowan.pk, date(2026, 12, 1))} == {
        "Grace Adeyemi": "csw", "Tom Hollis": "sw", "Priya Nair": "cp", "Maureen O’Brien-Ńgwenya": "uc",
        "Leah Stern": "clinician", "Olu Bankole": "gm",
    }  # fmt: skip
    buddy = {"buddy": hazel.pk}
    assert "open" in ama.post(f"/authority/unit/{rowan.pk}/buddy/", buddy).content.decode()
    ama.post(f"/authority/unit/{rowan.pk}/buddy/", {**buddy, "sure": "yes"})
    assert dict(Unit.objects.exclude(buddy=None).values_list("name", "buddy__name")) == {
        "Rowan": "Hazel",
        "Hazel": "Rowan",
    }
    ama.post("/authority/duty/", {"units": [rowan.pk, hazel.pk], "first_day": "today", "weeks": "4"})
    page = ama.get("/authority/").content.decode()
    assert page.count("On duty") == 4
    assert "Hazel: no consultant social worker" in page
    assert "Rowan: no consultant" not in page
    assert "Vacant: social worker until Tom Hollis begins" in page or timezone.localdate() >= date(2026, 12, 1)
    history = ama.get("/authority/history/").content.decode()
    for sentence in (
        "Sam O’Brien-Ńgwenya set Kinwork up.", "Ama Boateng made the unit Rowan.", "Ama Boateng invited Tom Hollis.",
        "Ama Boateng put Tom Hollis (Rowan) in a post.", "Ama Boateng chose a buddy unit: Rowan: Hazel.",
    ):  # fmt: skip
        assert sentence in history


def test_a_unit_is_there_from_its_first_day_and_its_families_not_before(sam):
    client, first = sam, date(2026, 3, 2)
    client.post("/authority/unit/", {**ROWAN, "name": "Birch", "began": "2/3/2026"})
    birch = Unit.objects.get(name="Birch")
    assert birch.began_on == first
    page = client.get(f"/authority/unit/{birch.pk}/").content.decode()
    assert 'value="2/3/2026"' in page
    family_in(birch, opened=date(2026, 4, 1))
    said = {**ROWAN, "name": "Birch", "holds": birch.holds}
    late = client.post(f"/authority/unit/{birch.pk}/", {**said, "began": "1/5/2026"})
    assert late.status_code == 422
    assert "A family was allocated to this unit before that day" in late.content.decode()
    assert 'value="1/5/2026"' in late.content.decode(), "what was typed stays"
    client.post(f"/authority/unit/{birch.pk}/", {**said, "began": "1/4/2026"})
    birch.refresh_from_db()
    assert birch.began_on == date(2026, 4, 1)


def test_a_unit_may_meet_every_morning_hold_families_one_by_one_and_be_planned_for_so_many(sam):
    rowan, staff = unit_with_staff()
    ama = User.objects.create_user("ama@linden.example.org", "Ama Boateng")
    put_in_post(ama, service_team(), "hos")
    hers, path = signed_in(ama.email), f"/authority/unit/{rowan.pk}/"
    said = {
        "name": "Rowan", "function": "child_in_need", "area": "", "days": ["0", "1", "2", "3", "4"], "at": "9",
        "minutes": "30", "holds": "individual", "families_low": "", "families_high": "75", "children": "1,5",
    }  # fmt: skip
    answer = hers.post(path, said)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "How many children it is planned for at most, such as 28. Type the number without a comma" in page
    assert 'value="1,5"' in page, "what was typed is still there"
    for name, wrong, words in (
        ("days", [], "Tick the day or days"), ("days", ["6"], "Tick working days only"),
        ("minutes", "3,5", "15 to 480"), ("families_low", "80", "At most is less than at least, 80"),
        ("holds", "both", "Choose one."),
    ):  # fmt: skip
        answer = hers.post(path, {**said, "children": "", name: wrong})
        assert (answer.status_code, words in html.unescape(answer.content.decode())) == (422, True), name
    assert Unit.objects.get(pk=rowan.pk).meeting_days == [1], "nothing half-saved"
    assert hers.post(path, {**said, "children": "150"}).status_code == 302
    pod = Unit.objects.get(pk=rowan.pk)
    assert (pod.meets, pod.names_workers, pod.planned_families_low) == ("every working day", True, 75)
    assert (pod.planned_families_high, pod.planned_children) == (75, 150)
    page = " ".join(hers.get("/authority/").content.decode().split())
    assert "Meets every working day at 09:00 for 30 minutes" in page
    with time_machine.travel(datetime(2026, 11, 27, 12, tzinfo=UTC), tick=False):  # a Friday
        page = signed_in(staff["grace"].email).get(f"/meeting/of/{rowan.pk}/").content.decode()
        assert "Friday 27 November" in page
        meeting = meeting_of(rowan, staff["maureen"], on=date(2026, 11, 27))
        close_meeting(actor(staff["grace"]), meeting)
        page = signed_in(staff["grace"].email).get(f"/meeting/of/{rowan.pk}/").content.decode()
        assert "Monday 30 November" in page, "the next morning, not the next week"


# -- a whole service from a template


@pytest.fixture
def ama(sam):
    """The head of service, signed in; there is no unit yet."""
    head = User.objects.create_user("ama@linden.example.org", "Ama Boateng")
    put_in_post(head, service_team(), "hos")
    return signed_in(head.email)


def boxes(page: str) -> dict[str, str]:
    """What a page of a template would send: its hidden field, numbers, names and days as they stand."""
    found = dict(re.findall(r'<input[^>]*? name="((?:n|name)-[\w-]+|seen)"[^>]*? value="([^"]*)"', page))
    chosen = r'name="(days-[\w-]+)">(?:(?!</select>).)*?<option value="(\w+)" selected'
    return found | dict(re.findall(chosen, page, re.DOTALL))


@pytest.mark.parametrize(
    ("key", "units", "posts"),
    [("hackney", 33, 179), ("cambridgeshire", 46, 244), ("boroughs", 12, 110), ("conventional", 7, 112),
     ("mixed", 9, 101)],
)  # fmt: skip
def test_every_template_shows_its_units_and_makes_them_all_vacant(ama, key, units, posts):
    page = ama.get(f"/authority/template/{key}/").content.decode()
    assert f"{units} units with" in page
    said = boxes(page)
    assert len([name for name in said if name.startswith("name-")]) == units
    assert ama.post(f"/authority/template/{key}/", said | {"make": "yes"}).headers["Location"] == "/authority/"
    made = Unit.objects.exclude(function="service")
    assert (made.count(), Post.objects.filter(unit__in=made).count()) == (units, posts)
    assert not PostHolding.objects.filter(post__unit__in=made).exists()
    assert {day for unit in made for day in unit.meeting_days} == {0, 1, 2, 3, 4}, "spread over the week"
    back = ama.get("/authority/").content.decode()
    for unit in made:
        assert f">{unit.name}</h2>" in back, "it all reads back on the one page"


def test_a_template_is_made_as_it_was_changed_on_the_page_once_however_often_it_is_pressed(ama):
    at = "/authority/template/hackney/"
    few = {"n-front": "0", "n-assess": "2", "n-cin": "3", "n-lac": "0", "n-leaving": "0", "n-disability": "0"}
    wrong = ama.post(at, few | {"n-assess": "1,5", "make": "yes", "seen": ""})
    page = html.unescape(wrong.content.decode())
    assert wrong.status_code == 422
    assert "Assessment: a whole number from 0 to 30. Type it without a comma" in page
    assert 'value="1,5"' in page, "what was typed is still there"
    page = ama.post(at, few | {"make": "yes", "seen": boxes(page)["seen"]}).content.decode()
    assert "The numbers have changed. Look at the units below" in page, "nothing is made that was not seen"
    assert not Unit.objects.exclude(function="service").exists()
    for bad, words in (
        (dict.fromkeys(few, "0"), "At least one unit"),
        (dict.fromkeys(few, "30"), "180 units at once are too many: up to 80"),
    ):
        assert words in ama.post(at, bad).content.decode()
    said = boxes(ama.post(at, few).content.decode())
    assert said["seen"] == "assess-1 assess-2 cin-1 cin-2 cin-3"
    said |= {"name-cin-1": "  Rowan ", "name-cin-2": "rowan", "name-cin-3": "", "days-cin-1": "all", "make": "yes"}
    answer = ama.post(at, said)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert page.count("Two of these units are called rowan") == 2, "at the top and beside the field"
    assert "Type the unit’s name" in page
    assert not Unit.objects.exclude(function="service").exists(), "all of them or none"
    said |= {"name-cin-2": "Hazel", "name-cin-3": "Willow"}
    assert "5 units made, with 25 vacant posts" in ama.post(at, said, follow=True).content.decode()
    made = {unit.name: unit for unit in Unit.objects.exclude(function="service").select_related("buddy")}
    assert set(made) == {"Assessment 1", "Assessment 2", "Rowan", "Hazel", "Willow"}
    assert (made["Rowan"].meets, made["Hazel"].buddy, made["Willow"].buddy) == (
        "every working day", made["Rowan"], None,
    )  # fmt: skip
    assert (made["Rowan"].planned_families_high, made["Rowan"].planned_children) == (18, 28)

    again = ama.post(at, said, follow=True).content.decode()
    assert "These 5 units are there already. Nothing was made twice." in again
    answer = ama.post(at, said | {"name-cin-3": "Oak"})
    assert answer.status_code == 422
    assert "There is a unit called Rowan already" in html.unescape(answer.content.decode())
    assert Unit.objects.exclude(function="service").count() == 5
    history = ama.get("/authority/history/").content.decode()
    assert history.count("Ama Boateng made the unit") == 5
    # What was made is changed by its own people as if it had been made one by one.
    assert ama.get(f"/authority/unit/{made['Rowan'].pk}/").status_code == 200
    assert ama.get("/authority/template/atlantis/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_once_one_makes_the_units_and_the_other_nothing():
    head = User.objects.create_user("ama@linden.example.org", "Ama Boateng")
    put_in_post(head, service_team(), "hos")
    who = actor(head)
    units = planned(AUTHORITY_TEMPLATES["mixed"], {})
    start, made = threading.Barrier(2), []

    def press() -> None:
        start.wait()
        try:
            made.append(len(make_units(who, units)))
        finally:
            connection.close()

    both = [threading.Thread(target=press) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(made) == [0, 9]
    assert Unit.objects.exclude(function="service").count() == 9


def test_a_unit_ends_when_its_families_and_people_are_elsewhere_and_takes_none_after(ama):
    rowan, _ = unit_with_staff()
    oak, _ = unit_with_staff("Oak", "o")
    pair_as_buddies(rowan, oak)
    family = family_in(rowan)
    at, today = f"/authority/unit/{rowan.pk}/end/", timezone.localdate()

    def refused(day: str) -> str:
        answer = ama.post(at, {"unit_last": day})
        assert (answer.status_code, Unit.objects.get(pk=rowan.pk).is_active) == (422, True)
        return html.unescape(answer.content.decode())

    assert "Grace Adeyemi, Tom Hollis, " in refused("today")
    assert "Choose today or a day that has passed" in refused(f"{today + timedelta(days=9):%-d/%-m/%Y}")
    PostHolding.objects.filter(post__unit=rowan).update(during=DateRange(date(2020, 1, 1), date(2021, 1, 1)))
    assert "Families are open here, or came after that day" in refused("today")
    with pytest.raises(IntegrityError, match="a_unit_ends_after_its_families"), transaction.atomic():
        Unit.objects.filter(pk=rowan.pk).update(ended_on=today, is_active=False)
    involvement = family.involvements.get()
    involvement.allocations.update(during=DateRange(involvement.opened_on, today))
    Allocation.objects.create(involvement=involvement, unit=oak, during=DateRange(today, None))
    assert "came after that day" in refused(f"{involvement.opened_on - timedelta(days=1):%-d/%-m/%Y}")
    assert ama.post(at, {"unit_last": "today"}).status_code == 302
    assert not Unit.objects.get(pk=oak.pk).buddy
    assert "Units that have ended" in ama.get("/authority/").content.decode()
    with pytest.raises(IntegrityError, match="allocated_while_the_unit_is_there"), transaction.atomic():
        Allocation.objects.filter(unit=oak).update(unit=rowan, during=DateRange(today + timedelta(days=1), None))
    rowan.refresh_from_db()
    with time_machine.travel(datetime.combine(today + timedelta(days=2), datetime.min.time(), UTC)):
        door = user("yusuf")
        put_in_post(door, service_team(), "frontdoor")
        with pytest.raises(ValidationError, match="Rowan ended on"):
            open_family(actor(door), rowan, name="Stone", opened_on=timezone.localdate(), answers=FourQuestions())
    ama.post(f"/authority/unit/{rowan.pk}/go-on/")
    assert Unit.objects.get(pk=rowan.pk).is_active


def test_no_family_is_opened_to_a_unit_before_it_is_there_or_without_posts_and_what_was_typed_stays(rowan, sign_in):
    bare = Unit.objects.create(name="Bare", function="assessment", template="own")
    door = user("yusuf")
    put_in_post(door, service_team(), "frontdoor")
    rowan.unit.began_on = timezone.localdate() - timedelta(days=3)
    rowan.unit.save()
    client = sign_in(door)
    page = html.unescape(client.post("/families/open/", {"unit": bare.pk}).content.decode())
    assert "Bare has no posts, so no one there would see the family" in page
    assert re.search(rf'<option value="{bare.pk}" selected', page)
    said = {"name": "Stone", "why_open": "A call.", "opened_on": "today"}
    answer = client.post(f"/families/open/{bare.pk}/", said)
    assert (answer.status_code, "Bare has no posts" in answer.content.decode()) == (422, True)
    too_early = f"{rowan.unit.began_on - timedelta(days=1):%-d/%-m/%Y}"
    answer = client.post(f"/families/open/{rowan.unit.pk}/", said | {"opened_on": too_early})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"Rowan has been there since {long_day(rowan.unit.began_on)}" in page
    assert 'aria-describedby="opened_on-means opened_on-error"' in page, "beside the field"
    assert "A call." in page
    assert not Involvement.objects.exists(), "nothing half-saved"
    assert client.post(f"/families/open/{rowan.unit.pk}/", said).status_code == 302


def test_a_post_may_be_called_otherwise_and_not_be_counted_and_lets_its_holder_do_what_its_role_does(sam):
    rowan, staff = unit_with_staff()
    ama = User.objects.create_user("ama@linden.example.org", "Ama Boateng")
    put_in_post(ama, service_team(), "hos")
    hers = signed_in(ama.email)
    said = {"role": "csw", "fte": "0,5", "title": "Team leader", "manages": "yes"}
    assert hers.post(f"/authority/unit/{rowan.pk}/posts/", said).status_code == 302
    put_in_post(ama, rowan, "csw")
    [leader] = [member for member in members_on(rowan.pk, timezone.localdate()) if member.user_id == ama.pk]
    assert (leader.role_name, leader.decides, leader.is_worker) == ("Team leader", True, False)
    assert "Team leader, 0.5" in hers.get(f"/unit/{rowan.pk}/people/").content.decode()
    board = signed_in(staff["grace"].email).get(f"/unit/{rowan.pk}/").content.decode()
    assert "Team leader" in board


@pytest.mark.parametrize(
    ("column", "value"),
    [("meeting_days", "'{}'"), ("meeting_days", "'{5}'"), ("meeting_days", "'{0,1,2,3,4,0}'"), ("holds", "'both'"),
     ("template", "'pilot'"), ("planned_families_low", "19")],
)  # fmt: skip
def test_no_unit_meets_on_no_day_or_is_planned_from_more_to_less(rowan, column, value):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE units_unit SET {column} = {value} WHERE id = %s", [rowan.unit.pk])


def test_the_page_of_the_authority_asks_the_database_as_often_for_twenty_units_as_for_two(sam):
    ama = User.objects.create_user("ama@linden.example.org", "Ama Boateng")
    put_in_post(ama, service_team(), "hos")
    hers = signed_in(ama.email)
    asked = []
    for number in (2, 18):
        for nth in range(number):
            unit, staff = unit_with_staff(f"U{number}-{nth}", f"u{number}{nth}")
        today = timezone.localdate()
        note_absence(actor(ama), unit, staff["tom"], first_day=today, last_day=today, covered_by=None)
        hers.get("/authority/")
        with CaptureQueriesContext(connection) as found:
            assert hers.get("/authority/").status_code == 200
        asked.append(len(found))
    assert asked[0] == asked[1]


# -- a list of people


def test_every_fault_of_a_list_is_named_with_line_and_column_and_nobody_is_invited(sam):
    unit_with_staff()
    ama = User.objects.create_user("ama@linden.example.org", "Ama Boateng")
    put_in_post(ama, service_team(), "hos")
    before = User.objects.count()
    bad = (
        "\ufeffName,Email,Unit,Post,FTE,From\r\n"
        '"Reed, Ann",ann@example.org,Rowan,Social worker,1,\r\n'
        ",nobody@example.org,Rowan,Social worker,1,\r\n"
        "Bea Moss,bea(at)example.org,Rowen,Social wroker,half,31/2/2026\r\n"
        "Cal Dunn,ann@example.org,,,,\r\n"
        "Tom Hollis,tom@example.org,,Social worker,,\r\n"
        "Someone Else,tom@example.org,,,,\r\n"
        '"Reed, Ann",ann@example.org,rowan,SW,1,\r\n'
    )
    answer = signed_in(ama.email).post("/authority/people/list/", {"list": bad})
    assert answer.status_code == 422
    faults = re.findall(
        r'data-label="Line">(\d+)</td><td data-label="Column">(\w+)</td>', answer.content.decode()
    )  # fmt: skip
    assert faults == [
        ("3", "Name"), ("4", "Email"), ("4", "Unit"), ("4", "Post"), ("4", "FTE"), ("4", "From"), ("5", "Email"),
        ("6", "Unit"), ("7", "Email"), ("8", "Name"),
    ]  # fmt: skip
    page = answer.content.decode()
    for right in ("Is it Rowan?", "Is it Social worker?", "0,6", "The same as line 2", "This is Tom Hollis’s address"):
        assert right in page
    assert "bea(at)example.org" in page, "what was sent is still there to be put right"
    assert User.objects.count() == before


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Name;Email\r\nMaureen O’Brien-Ńgwenya;mo@example.org\r\n".encode("utf-8-sig"), "Maureen O’Brien-Ńgwenya"),
        ("Name\tEmail\nMaureen O’Brien-Ńgwenya\tmo@example.org\n".encode("utf-16"), "Maureen O’Brien-Ńgwenya"),
        ("sep=;\nEmail;Name\nmo@example.org;Zoë O’Brien\n".encode("cp1252"), "Zoë O’Brien"),
        (b'Full name,"E-mail"\n"O\'Brien, Zo",MO@example.org\n', "O'Brien, Zo"),
    ],
)
def test_a_list_is_read_as_excel_saves_it_anywhere(sam, raw, name):
    file = SimpleUploadedFile("people.csv", raw)
    shown = sam.post("/authority/people/list/", {"file": file}).content.decode()
    found = re.search(r'value="(\w+)">\s*<textarea name="list" hidden>\n?(.*?)</textarea>', shown, re.DOTALL)
    with TestCase.captureOnCommitCallbacks(execute=True):
        sam.post("/authority/people/list/", {"seen": found[1], "list": html.unescape(found[2])})
    assert User.objects.get(email="mo@example.org").full_name == name
    assert mail.outbox[0].to == ["mo@example.org"]
    again = sam.post("/authority/people/list/", {"seen": found[1], "list": html.unescape(found[2])})
    assert "0 people are invited" in again.content.decode(), "sent twice, they are there once"


@pytest.mark.parametrize(
    ("raw", "said"),
    [(b"PK\x03\x04rest", "Save as"), (b"", "no one in it"), (b"Name;Email\n", "no one below"),
     (b"Name;Mobile\nJo;1\n", "“Mobile” is not known"), (b"Unit\nRowan\n", "no Name and no Email"),
     (b"\x89PNG\x00\x00", "not text")],
)  # fmt: skip
def test_what_is_no_list_says_what_would_be(sam, raw, said):
    answer = sam.post("/authority/people/list/", {"file": SimpleUploadedFile("x", raw)} if raw else {"list": ""})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_an_administrator_invites_people_and_puts_nobody_near_a_family(sam):
    unit_with_staff()
    page = sam.post("/authority/people/list/", {"list": LIST}).content.decode()
    assert "the head of service puts them in posts" in page
    assert not User.objects.filter(email="olu@linden.example.org").exists()
    me = User.objects.get(email="sam@linden.example.org")
    rowan = Unit.objects.get(name="Rowan")
    post = Post.objects.create(unit=service_team(), role="hos", fte=1)
    for target, who in ((post, me), (rowan.posts.first(), me)):
        with pytest.raises(NotAllowed):
            join_unit(actor(me), target, who, start=timezone.localdate())
    for path in (f"/unit/{rowan.pk}/people/", f"/unit/{rowan.pk}/people/{rowan.posts.first().holdings.get().pk}/"):
        assert sam.get(path, **HTML).status_code == 403
    family_in(rowan, "Secretname")
    for path in ("/authority/", f"/authority/unit/{rowan.pk}/", "/authority/people/", "/authority/history/"):
        assert "Secretname" not in sam.get(path).content.decode()


def test_without_a_mail_server_a_link_is_shown_once_to_whoever_invites_and_that_is_in_the_log(sam, settings):
    said = {"full_name": "Ann Reed", "email": "ann@example.org"}
    sam.post("/accounts/invite/", said)
    assert "shown a sign-in link" not in str(AuditEvent.objects.values_list("verb", flat=True)), "it was sent by email"
    settings.KINWORK_SHOWS_LINKS = True
    assert "Name a mail server" in sam.get("/authority/").content.decode()
    page = sam.post("/accounts/invite/", {"full_name": "Bea Moss", "email": "bea@example.org"}).content.decode()
    bea = User.objects.get(email="bea@example.org")
    assert Client().get(re.search(r"/set-password/\S+?/\S+?/", page)[0]).status_code == 302
    assert AuditEvent.objects.get(verb="was shown a sign-in link").object_id == bea.pk
    bea.last_login = timezone.now()
    bea.save()
    assert "/set-password/" not in sam.post(f"/accounts/{bea.pk}/link/", follow=True).content.decode(), "nobody else’s"


# -- what a change of posts means


@pytest.fixture
def head(rowan):
    """Ama heads a service of three units; Hazel is Rowan's buddy."""
    who = user("ama")
    put_in_post(who, service_team(), "hos")
    hazel, theirs = unit_with_staff("Hazel", "h")
    oak, strangers = unit_with_staff("Oak", "o")
    pair_as_buddies(rowan.unit, hazel)
    return SimpleNamespace(
        ama=who, client=signed_in(who.email), hazel=hazel, theirs=theirs, oak=oak, strangers=strangers, rowan=rowan
    )


def test_moving_somebody_shows_what_opens_closes_and_stays_and_does_it_on_the_day(head):
    rowan, tom, today = head.rowan.unit, head.rowan.tom, timezone.localdate()
    ours = family_in(rowan, "Ashfam")
    family_in(head.hazel, "Budfam")
    family_in(head.oak, "Elmfam")
    Involvement.objects.filter(family=ours).update(key_worker=tom)
    Task.objects.create(family=ours, what="Ring", owner=tom, given_by=tom, given_at=timezone.now())
    to = Post.objects.create(unit=head.oak, role="sw", fte=1)
    holding = tom.holdings.get()
    path = f"/unit/{rowan.pk}/people/{holding.pk}/move/"
    day = today + timedelta(days=10)
    said = {"to": to.pk, "first_day": "10d", "because": "Oak is short."}
    page = head.client.post(path, said).content.decode()
    for words in (
        f"From {day:%A} {day.day} {day:%B %Y}", "1 family of Oak open for them without a reason: Elmfam.",
        "1 family of Rowan close for them; after that they need a reason: Ashfam.", "Hazel close for them",
        "Ends: Social worker in Rowan; it meets on Tuesdays.", "Begins: Social worker in Oak",
        "1 open task stays with Rowan", "1 family in Rowan needs another key worker",
    ):  # fmt: skip
        assert words in page
    assert AuditEvent.objects.filter(actor=head.ama, verb="saw on a list").exists(), "families were named to her"
    after_looking(head.client, path, said)
    head.client.post(path, said)  # pressed twice
    assert [m.name for m in members_on(rowan.pk, day - timedelta(days=1))].count("Tom Hollis") == 1
    assert actor(tom).can(Permission.SEE_UNIT, rowan.pk), "until then nothing changes"
    assert load_actor(tom, day).unit_ids == [head.oak.pk]
    change = GraveChange.objects.get(kind="moved")
    assert {head.rowan.grace.pk, head.strangers["grace"].pk, tom.pk} <= set(change.answerable_ids)
    head.client.post(f"/changes/{change.pk}/undo/")
    assert load_actor(tom, day).unit_ids == [rowan.pk]
    assert tom.holdings.get().during == holding.during


def test_a_preview_tells_nobody_of_a_restricted_family_that_they_or_the_worker_may_not_know_of(head, as_owner):
    tom, to = head.rowan.tom, Post.objects.create(unit=head.oak, role="sw", fte=1)
    hidden, known, open_to_all = (family_in(head.oak, name) for name in ("Hiddenfam", "Knownfam", "Openfam"))
    guardian = head.strangers["grace"]
    with as_owner():
        restrict(hidden, guardian, tom)
        restrict(known, guardian, head.ama)
    path = f"/unit/{head.rowan.unit.pk}/people/{tom.holdings.get().pk}/move/"
    page = head.client.post(path, {"to": to.pk, "first_day": "today", "because": "Short."}).content.decode()
    assert "1 family of Oak open for them without a reason: Openfam." in page
    assert "Hiddenfam" not in page, "the head of service must not know of it"
    assert "Knownfam" not in page, "it does not open for Tom"
    assert open_to_all.name in page


def test_a_post_that_is_held_is_doubled_an_end_is_cleared_and_each_is_undone(head):
    rowan, tom = head.rowan.unit, head.rowan.tom
    people = f"/unit/{rowan.pk}/people/"
    post = tom.holdings.get().post
    sid = user("sid")
    answer = head.client.post(f"{people}join/", {"post": post.pk, "user": sid.pk, "start": "today"})
    assert (answer.status_code, "or add a post" in answer.content.decode()) == (422, True)
    head.client.post(f"/authority/unit/{rowan.pk}/posts/", {"role": "sw", "fte": "0,6"})
    new = rowan.posts.latest("pk")
    assert (new.role, str(new.fte)) == ("sw", "0.60")
    said = {"post": new.pk, "user": sid.pk, "start": "today", "last_day": "5w"}
    page = after_looking(head.client, f"{people}join/", said).content.decode()
    assert "Undo" in page
    head.client.post(f"{people}join/", said)  # pressed twice
    assert sid.holdings.count() == 1
    holding = sid.holdings.get()
    ends = holding.during.upper

    path = f"{people}{holding.pk}/dates/"
    said = {"first_day": "today", "last_day": "", "because": "Stays for good."}
    page = head.client.post(path, said).content.decode()
    assert f"From {long_day(ends)}" in page
    assert "Goes on, and would have ended: Social worker in Rowan" in page
    assert "stay open for them" in page
    assert "may look for families" not in page, "he could before"
    after_looking(head.client, path, said)
    assert sid.holdings.get().during.upper is None
    change = GraveChange.objects.get(kind="post_changed")
    assert "before, from" in change.words
    head.client.post(f"/changes/{change.pk}/undo/")
    assert sid.holdings.get().during.upper == ends
    head.client.post(f"/changes/{GraveChange.objects.get(kind='appointed').pk}/undo/")
    assert not sid.holdings.exists(), "it began today, and never was"

    end = f"/authority/unit/{rowan.pk}/posts/{new.pk}/end/"
    assert head.client.post(f"/authority/unit/{rowan.pk}/posts/{post.pk}/end/", {"post_last": "fri"}).status_code == 422
    head.client.post(end, {"post_last": "yesterday"})
    answer = head.client.post(f"{people}join/", {"post": new.pk, "user": sid.pk, "start": "today"})
    assert answer.status_code == 422
    head.client.post(end.replace("/end/", "/keep/"))
    after_looking(head.client, f"{people}join/", {"post": new.pk, "user": sid.pk, "start": "today"})


def test_what_changed_since_it_was_looked_at_is_looked_at_again(head):
    tom = head.rowan.tom
    path = f"/unit/{head.rowan.unit.pk}/people/{tom.holdings.get().pk}/leave/"
    said = {"last_day": "today", "because": "Left."}
    seen = re.search(r'name="seen" value="(\w+)"', head.client.post(path, said).content.decode())[1]
    family_in(head.rowan.unit, "Newfam")
    page = head.client.post(path, {**said, "seen": seen}).content.decode()
    assert "Something has changed since you looked" in page
    assert "Newfam" in page
    assert tom.holdings.get().during.upper is None


# -- away, and covered


def test_a_cover_may_what_both_may_for_those_days_and_no_longer(head):
    rowan, today = head.rowan, timezone.localdate()
    family = family_in(rowan.unit, "Ashfam")
    sid = head.strangers["grace"]  # leads Oak, which is nobody's buddy
    last = today + timedelta(days=3)
    path = f"/unit/{rowan.unit.pk}/people/absence/"
    said = {"user": rowan.grace.pk, "covered_by": sid.pk, "first_day": "today", "last_day": "3d"}
    hers = signed_in(rowan.grace.email)
    for wrong, words in (
        ({"covered_by": rowan.grace.pk}, "They cannot cover for themselves"),
        ({"last_day": "yesterday", "last_day-meant": "yesterday"}, "cannot be before the first"),
        ({"covered_by": user("desk").pk}, "holds no post in a unit"),
    ):
        answer = hers.post(path, {**said, **wrong})
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    shown = hers.post(path, said).content.decode()
    assert "They also decide in Rowan" not in shown
    assert "opens Rowan’s families without a reason" in shown
    assert not actor(sid).can(Permission.SEE_FAMILY, rowan.unit.pk)
    after_looking(hers, path, said)
    covering = actor(sid)
    assert covering.can(Permission.DECIDE, rowan.unit.pk), "both lead a unit"
    assert covering.decides_as(rowan.unit.pk) == "CSW, covering"
    assert rowan.unit.pk in covering.reach
    for never in NEVER_BY_COVER:
        assert not covering.can(never, rowan.unit.pk)
    assert signed_in(sid.email).get(f"/family/{family.pk}/").status_code == 200
    assert not load_actor(sid, last + timedelta(days=1)).can(Permission.SEE_FAMILY, rowan.unit.pk), "it ends by itself"
    page = signed_in(rowan.tom.email).get(f"/unit/{rowan.unit.pk}/people/").content.decode()
    assert "Grace Adeyemi" in page.partition("Away, and who covers")[2]
    assert {sid.pk, rowan.grace.pk} & set(GraveChange.objects.get(kind="cover_arranged").answerable_ids)
    assert signed_in(rowan.tom.email).post(path, said).status_code == 403

    absence = Absence.objects.get()
    hers.post(f"{path}{absence.pk}/end/")
    assert not actor(sid).can(Permission.SEE_FAMILY, rowan.unit.pk)
    hers.post(f"/changes/{GraveChange.objects.get(kind='cover_ended').pk}/undo/")
    assert actor(sid).can(Permission.DECIDE, rowan.unit.pk)
    holding = rowan.grace.holdings.get()
    holding.during = DateRange(holding.during.lower, today)
    holding.save()
    assert not actor(sid).can(Permission.SEE_FAMILY, rowan.unit.pk), "no one covers for who has left"
