"""The demo authority: complete, consistent, and only in an empty database."""

import os
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.db.models import Count
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from kinwork.access.models import Authority, User
from kinwork.access.roles import ROLES
from kinwork.cases.models import Involvement
from kinwork.demo import loader
from kinwork.families.models import ChangeSet, Family
from kinwork.meetings.agenda import build
from kinwork.meetings.models import Discussion, Meeting, Minute, PlannedConversation, Task
from kinwork.meetings.queries.agenda import agenda_candidates
from kinwork.platform.embedded import APP_ROLE
from kinwork.transfers.models import Transfer
from kinwork.units.models import Post, Unit
from tests.factories import actor

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo_database(django_db_setup, django_db_blocker):
    """A copy of the empty database, with the demo in it: made once, since making it takes seconds."""
    name = connection.settings_dict["NAME"]
    url = make_conninfo(os.environ["DATABASE_URL"], dbname="postgres")
    with django_db_blocker.unblock(), psycopg.connect(url, autocommit=True) as admin:
        connection.close()
        admin.execute(f'CREATE DATABASE "{name}_demo" TEMPLATE "{name}"')
        connection.settings_dict["NAME"] = f"{name}_demo"
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {APP_ROLE}")
        loader.load()
        connection.close()
        yield
        connection.close()
        connection.settings_dict["NAME"] = name
        admin.execute(f'DROP DATABASE "{name}_demo" WITH (FORCE)')


@pytest.fixture
def demo(demo_database, db):
    actor(User.objects.get(email="alison@linden.example"))  # who may know of every family in it


def test_somebody_in_every_role(demo):
    held = set(Post.objects.filter(holdings__isnull=False).values_list("role", flat=True))
    assert held == set(ROLES)


def test_no_family_of_the_demo_is_without_lines_in_its_genogram(demo):
    """Where a story tells nobody's relations, they are drawn of what is entered, as when a family is opened."""
    drawn = set(ChangeSet.objects.values_list("family__name", flat=True))
    several = Family.objects.annotate(people=Count("members")).filter(people__gt=1).values_list("name", flat=True)
    assert set(several) - drawn == set()
    assert ChangeSet.objects.filter(by__isnull=False).exists()


def test_one_family_is_known_to_a_few_only(demo):
    assert Family.objects.filter(name="Lisowska").exists()
    actor(User.objects.get(email="tom@linden.example"))
    assert not Family.objects.filter(name="Lisowska").exists()


def test_every_screen_has_a_history(demo, client):
    assert Authority.objects.get().is_demo
    assert Unit.objects.exclude(function="service").count() == 3
    assert 20 <= Involvement.objects.filter(closed_on=None).count() <= 25
    assert Meeting.objects.filter(closed_at__isnull=False).count() == 24
    assert Minute.objects.count() == Discussion.objects.count() > 50
    assert Task.objects.filter(state="open", due_on__lt=timezone.localdate()).exists()
    assert PlannedConversation.objects.filter(state="planned").exists()
    assert set(Transfer.objects.values_list("state", "times_returned")) == {("offered", 0), ("accepted", 1)}
    for unit in Unit.objects.exclude(function="service"):
        assert build(agenda_candidates(unit.pk, timezone.localdate()), on=timezone.localdate(), minutes=180)
        assert unit.meetings.first().held_on < timezone.localdate()


def test_the_published_families_are_there(demo):
    names = set(Involvement.objects.values_list("family__name", flat=True))
    for published in ("Stone", "Ocho", "McLennan", "Smith"):
        assert published in names


def test_minutes_tell_only_what_had_come_about_by_then(demo):
    for minute in Minute.objects.select_related("discussion__meeting"):
        for line in minute.body["came_of"]:
            assert line["state"], line
        assert minute.frozen_at.date() == minute.discussion.meeting.held_on


def test_a_demo_fills_only_an_empty_database(demo):
    with pytest.raises(loader.NotEmpty, match="a demo"):
        loader.load()


def test_one_click_in_a_demo(demo, client):
    grace = User.objects.get(email="grace@linden.example")
    page = client.get("/sign-in/").content.decode()
    assert "Grace Adeyemi" in page
    response = client.post(f"/sign-in/demo/{grace.pk}/", {"next": "https://evil.example/"})
    assert response.headers["Location"] == "/"
    assert client.get("/my-work/").status_code == 200
    assert client.get("/sign-in/demo/1/").status_code == 405


def test_the_published_families_are_drawn(demo):
    from kinwork.families.genogram import family_graph, to_dict
    from kinwork.genogram import from_plain, lay_out

    drawn = {"Stone": 3, "Ocho": 1, "McLennan": 3, "Smith": 2, "Pemble": 3, "X (evicted family)": 1}
    for name, unions in drawn.items():
        data = to_dict(family_graph(Family.objects.get(name=name).pk), on=timezone.localdate().isoformat())
        assert len(data["unions"]) == unions, (name, data["unions"])
        assert set(lay_out(from_plain(data)).spots) == set(data["people"])
        assert data["households"], name
    losses = Family.objects.get(name="Stone").pk
    assert sum("loss" in one for one in to_dict(family_graph(losses), on="2026-01-01")["people"].values()) == 6


def test_the_network_map_of_family_x_says_what_was_printed(demo):
    """Cameron et al. 2016: at first the child in the middle, sister, mother and self close by, wider family,
    nursery teachers and social workers in the next circle, the father nowhere; later a new baby and a friend."""
    from kinwork.families.network import network_on, ties_of
    from kinwork.genogram.network_map import changes, measures

    family = Family.objects.get(name="X (three generations)")
    alfie = family.members.get(person__given_name="Alfie").person
    today = timezone.localdate()
    before, now = (
        network_on(ties_of(family.pk), day, today, of=alfie, centre="Alfie")
        for day in (today - timedelta(days=100), today)
    )

    def ring(network, closeness):
        return {one.name for one in network.ties.values() if one.closeness == closeness}

    assert ring(before, "very_close") == {"Kerry X", "Pauline X", "Leanne X"}
    assert ring(before, "close") == {"Wider family", "Nursery teachers", "Social workers"}
    assert ring(before, "nowhere") == ring(now, "nowhere") == {"Darren Moss"}
    found = measures(before), measures(now)
    assert [one.size for one in found] == [6, 8]
    assert [one.parts["professional"] for one in found] == [2, 2]  # no new professionals
    assert [one.nowhere for one in found] == [1, 1]
    assert {one.name for one in changes(before, now).values() if "new" in one.what} == {"Millie X", "Friend N"}
    assert next(one for one in now.ties.values() if one.name == "Pauline X").closeness == "very_close"
    assert next(one for one in now.ties.values() if one.name == "Friend N").support == "strong"
