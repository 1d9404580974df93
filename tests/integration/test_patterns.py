"""What stands out in the log: own surname, own address, many families, many searches; and that a home stays private."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.models import AuditEvent, Home
from kinwork.accounts.bootstrap import service_team
from kinwork.accounts.home_address import say_home, take_home_back
from kinwork.confidentiality import restrictions
from kinwork.confidentiality.unusual_access import LOOKS_BACK, MANY_SEARCHES, UnusualAccess, unusual_access
from kinwork.families.models import FamilyMember
from kinwork.people.models import Address
from tests.factories import PersonFactory, actor, family_in, put_in_post, user

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "CB2 1TN", "M1 1AE"


@pytest.fixture
def manager(rowan):
    who = user("manager")
    put_in_post(who, rowan.unit, "gm")
    return who


def lives(family, postcode=HERE, lines="14 Mill Lane", **more):
    """Somebody of a family lives there."""
    person = family.members.first().person
    return Address.objects.create(
        person=person, lines=lines, postcode=postcode, family_id=family.pk, noted_by_id=more.pop("by", None),
        noted_at=timezone.now(), **more,
    )  # fmt: skip


AT_NIGHT = "between eleven at night and six"


def standing_out() -> list[UnusualAccess]:
    """All but that it is night where this test happens to run."""
    return [one for one in unusual_access(timezone.now() - LOOKS_BACK) if AT_NIGHT not in one.what]


def whats(manager) -> list[str]:
    actor(manager)
    return [one.what for one in standing_out()]


# -- one's own address


@pytest.mark.parametrize(
    ("house", "lines", "said"),
    [
        ("", "14 Mill Lane", "near where they live"),
        ("14", "14 Mill Lane", "at the house where they live"),
        ("Flat 2", "FLAT 2, 14 Mill Lane", "at the house where they live"),
        ("rose cottage", "Rose Cottage\nMill Lane", "at the house where they live"),
        ("1", "14 Mill Lane", "near where they live"),
        ("14", "", "near where they live"),
    ],
)
def test_opening_a_neighbour_is_reported(rowan, manager, sign_in, house, lines, said):
    family = family_in(rowan.unit, "Abbott")
    lives(family, lines=lines, by=rowan.grace.pk)
    say_home(actor(rowan.tom), postcode="cb21tn", house=house)
    assert whats(manager) == []
    sign_in(rowan.tom).get(f"/family/{family.pk}/")
    [what] = whats(manager)
    assert said in what
    page = sign_in(manager).get("/looked-at/").content.decode()
    assert said in page
    assert f"family {family.pk}" in page
    assert HERE not in page


def test_an_address_of_the_past_counts_and_a_mistaken_one_does_not(rowan, manager, sign_in):
    past, mistaken, far = (family_in(rowan.unit, name) for name in ("Past", "Mistaken", "Far"))
    lives(past, by=rowan.grace.pk, begun="2019", ended="2020")
    lives(mistaken, by=rowan.grace.pk, is_mistaken=True)
    lives(far, ELSEWHERE, by=rowan.grace.pk)
    say_home(actor(rowan.tom), postcode=HERE, house="")
    client = sign_in(rowan.tom)
    for family in (past, mistaken, far):
        client.get(f"/family/{family.pk}/")
    actor(manager)
    [found] = standing_out()
    assert found.families == [past.pk]


def test_a_confidential_address_is_never_said_to_be_the_very_house(rowan, manager, sign_in):
    family = family_in(rowan.unit, "Abbott")
    lives(family, by=rowan.grace.pk, is_confidential=True)
    say_home(actor(rowan.tom), postcode=HERE, house="14")
    sign_in(rowan.tom).get(f"/family/{family.pk}/")
    assert whats(manager) == ["opened a family with an address near where they live"]


def test_nothing_of_a_restricted_family_is_told_to_whom_it_is_hidden_from(rowan, manager, sign_in):
    hidden, open_one = family_in(rowan.unit, "Hidden"), family_in(rowan.unit, "Open")
    shared = hidden.members.first().person
    FamilyMember.objects.create(family=open_one, person=shared, position=9)
    lives(hidden, by=rowan.grace.pk)  # noted in the restricted record, of somebody who is in both
    say_home(actor(rowan.tom), postcode=HERE, house="14")
    client = sign_in(rowan.tom)
    for family in (hidden, open_one):
        client.get(f"/family/{family.pk}/")
    assert whats(manager) == ["opened a family with an address at the house where they live"]
    restrictions.restrict(
        actor(manager), hidden.pk, rowan.unit.pk, cause="staff", words="x", guardian_id=manager.pk,
        people=[rowan.grace.pk],
    )  # fmt: skip
    other = user("other-manager")
    put_in_post(other, rowan.unit, "gm")
    assert whats(other) == []
    assert len(whats(manager)) == 1


def test_moving_does_not_hide_what_was_looked_at_before(rowan, manager, sign_in):
    family = family_in(rowan.unit, "Abbott")
    lives(family, by=rowan.grace.pk)
    me = actor(rowan.tom)
    say_home(me, postcode=HERE, house="")
    sign_in(rowan.tom).get(f"/family/{family.pk}/")
    say_home(actor(rowan.tom), postcode=ELSEWHERE, house="")
    assert len(whats(manager)) == 1
    take_home_back(actor(rowan.tom))
    assert len(whats(manager)) == 1
    actor(rowan.tom)
    Home.objects.update(said_at=timezone.now() - timedelta(days=90), ended_at=timezone.now() - timedelta(days=40))
    assert whats(manager) == []
    say_home(actor(rowan.tom), postcode=HERE, house="")
    assert Home.objects.count() == 1, "what the report does not look back to is not kept"


def test_searching_for_ones_own_postcode_is_reported(rowan, manager, sign_in):
    say_home(actor(rowan.tom), postcode=HERE, house="")
    sign_in(rowan.tom).post("/search/", {"q": "cb21tn"})
    assert whats(manager) == ["searched for the postcode where they live"]


# -- a home is nobody's to see


def test_one_says_it_on_ones_own_page_and_takes_it_back(rowan, sign_in):
    client = sign_in(rowan.tom)
    assert "accused of looking up your neighbours" in client.get("/my-account/").content.decode()
    answer = client.post("/my-account/home/", {"home_postcode": "cb2 1tn", "home_house": "14"})
    assert answer.headers["Location"] == "/my-account/"
    page = client.get("/my-account/").content.decode()
    assert "a postcode that ends in 1TN" in page
    assert HERE not in page, "somebody may look over one's shoulder"
    client.post("/my-account/home/", {"take_back": "1"})
    assert "You have told us where you live" not in client.get("/my-account/").content.decode()


@pytest.mark.parametrize(
    ("postcode", "house", "said"),
    [
        ("", "14", "Type the postcode"),
        ("Mill Lane", "14", "“Mill Lane” cannot be a postcode. One looks like CB2 1TN.<"),
        (HERE, "x" * 61, "up to 60 characters"),
        ("<b>", "<i>", "cannot be a postcode"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_kept(rowan, sign_in, postcode, house, said):
    answer = sign_in(rowan.tom).post("/my-account/home/", {"home_postcode": postcode, "home_house": house})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert f'value="{house}"'.replace("<i>", "&lt;i&gt;") in page
    actor(rowan.tom)
    assert not Home.objects.exists()


def test_nobody_else_can_read_it_by_any_page_or_by_raw_sql(rowan, manager, sign_in, caplog):
    admin, head = user("sam"), user("helen")
    put_in_post(admin, service_team(), "sysadmin")
    put_in_post(head, service_team(), "hos")
    sign_in(rowan.tom).post("/my-account/home/", {"home_postcode": HERE, "home_house": "Rosehouse"})
    actor(rowan.tom)
    [home] = Home.objects.all()
    assert HERE not in str(home) + repr(home)
    pages = {manager: ["/looked-at/", f"/looked-at/by/{rowan.tom.pk}/"], head: ["/looked-at/"], admin: ["/accounts/"]}
    for who, paths in pages.items():
        for path in [*paths, "/my-account/"]:
            page = sign_in(who).get(path).content.decode()
            assert "1TN" not in page, (who, path)
            assert "Rosehouse" not in page, (who, path)
        actor(who)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM access_home")
            assert cursor.fetchone() == (0,)
            cursor.execute("UPDATE access_home SET postcode = 'M1 1AE'")
            assert cursor.rowcount == 0
    actor(manager)
    with pytest.raises(DatabaseError, match="row-level security"):
        Home.objects.create(user_id=rowan.tom.pk, postcode=ELSEWHERE, said_at=timezone.now())
    assert HERE not in caplog.text


def test_nothing_of_it_is_in_the_log_or_in_the_history(rowan):
    say_home(actor(rowan.tom), postcode=HERE, house="Rosehouse")
    written = str(list(AuditEvent.objects.values_list()))
    assert "said where they live" in written
    assert "1TN" not in written
    assert "Rosehouse" not in written
    assert not any(model._meta.db_table == "access_homeevent" for model in apps.get_models())


# -- searches


def test_a_search_for_ones_own_surname_is_reported_once_however_it_was_typed(rowan, manager, sign_in):
    client = sign_in(rowan.tom)
    for typed in ("h", "hol", "Hollis", "hollis amy"):
        client.post("/search/", {"q": typed})
    client.post("/search/", {"q": "hollister"})
    actor(manager)
    [found] = unusual_access(timezone.now() - LOOKS_BACK)
    assert (found.name, found.what, found.how_often) == ("Tom Hollis", "searched for their own surname", 1)
    sign_in(rowan.priya).post("/search/", {"q": "Ńair"})
    actor(manager)
    assert len(unusual_access(timezone.now() - LOOKS_BACK)) == 2


def test_many_searches_in_a_day_are_reported_and_typing_is_not(rowan, manager, as_owner):
    def searched(*words: str) -> None:
        AuditEvent.objects.bulk_create([AuditEvent(actor=rowan.tom, verb="searched", words=one) for one in words])

    searched(*("abcdefghijklmnopqrstuvwxyz"[: n + 1] for n in range(26)))
    searched(*(f"w{n}x" for n in range(MANY_SEARCHES - 2)))
    assert whats(manager) == []
    searched("one more")
    assert whats(manager) == [f"searched {MANY_SEARCHES} times in one day"]


def test_the_report_costs_the_same_however_much_was_looked_at(rowan, manager, sign_in):
    client = sign_in(manager)

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get("/looked-at/")
        return len(seen)

    few = statements()
    say_home(actor(rowan.tom), postcode=HERE, house="14")
    tom = sign_in(rowan.tom)
    for n in range(8):
        family = family_in(rowan.unit, f"Family {n}")
        FamilyMember.objects.create(family=family, person=PersonFactory(family_name="Hollis"), position=9)
        lives(family, by=rowan.grace.pk)
        tom.get(f"/family/{family.pk}/")
        tom.post("/search/", {"q": f"Hollis {n}"})
    client = sign_in(manager)
    assert statements() == few <= 14
    assert "and 3 others" in client.get("/looked-at/").content.decode()
