"""Every view names its policy, and the policies hold."""

import copy
import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.access.policies import Guarded
from kinwork.access.roles import ROLES
from kinwork.confidentiality.views import PARTS_OF_RECORD
from kinwork.meetings.models import AgendaItem
from kinwork.operations.checks import views_of
from kinwork.units.absences import note_absence
from kinwork.units.actions import make_unit, name_deputy, pair_as_buddies
from tests.factories import actor, discussion_of, family_in, meeting_of, unit_with_staff
from tests.pages import Client
from tests.permission_table import permission_table

VIEWS = list(views_of(get_resolver().url_patterns))


def test_there_are_views_to_walk():
    assert len(VIEWS) > 50


@pytest.mark.parametrize(("address", "view"), VIEWS, ids=[address for address, _ in VIEWS])
def test_every_view_names_the_policy_that_lets_a_person_in(address, view):
    assert view.policy.sentence
    if view.policy.name in ("anyone", "demo_only"):
        assert address.startswith(("/health/", "/sign-in/", "/sign-out/", "/set-password/"))


@pytest.mark.parametrize(("address", "view"), VIEWS, ids=[address for address, _ in VIEWS])
def test_every_view_says_the_methods_that_it_takes_where_it_names_its_policy(address, view):
    assert isinstance(view, Guarded), "methods stand in @require_policy(policy, ...): a decorator around it is not seen"
    assert set(view.methods) <= {"GET", "POST", "HEAD"}
    assert "HEAD" not in view.methods or not view.needs_sign_in


def _named(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _named(pattern.url_patterns)
        else:
            yield pattern.name, pattern.callback


def test_what_can_be_read_of_a_record_has_words_in_its_log():
    """'Read the form for a task': no name of the code's, and not just 'a part of the record'."""
    of_a_record = ("family:", "person:", "discussion:", "merging:", "document:")
    read = {name for name, view in _named(get_resolver().url_patterns) if view.policy.name.startswith(of_a_record)}
    assert len(read) > 50
    assert read - {"family_live"} <= set(PARTS_OF_RECORD)


@pytest.fixture(scope="module")
def signed_in_once(one_scene):
    """What the browser of somebody who signed in keeps for it: in each test there are the same person and session."""
    client = Client()
    who = get_user_model().objects.create(email="any@example.org")
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize(("address", "view"), VIEWS, ids=[address for address, _ in VIEWS])
def test_other_methods_are_refused_before_anything_is_read(address, view, signed_in, signed_in_once, client, db):
    if signed_in:
        client.cookies = copy.deepcopy(signed_in_once)
    path = re.sub(r"<id:\w+>", "1", re.sub(r"<slug:\w+>", "task", address))
    for method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"} - set(view.methods):
        with CaptureQueriesContext(connection) as asked:
            answer = client.generic(method, path, "x=1", content_type="application/x-www-form-urlencoded")
        assert (answer.status_code, answer.content) == (405, b""), (method, path)
        assert set(answer.headers["Allow"].split(", ")) == set(view.methods)
        tables = {words for query in asked for words in query["sql"].split() if words.startswith('"')}
        assert not {name for name in tables if re.match(r'"(families|cases|people|meetings|record)_', name)}, tables


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "view"), VIEWS, ids=[address for address, _ in VIEWS])
def test_nobody_gets_in_without_signing_in(address, view, client):
    if not view.needs_sign_in:
        return
    path = re.sub(r"<id:\w+>", "1", re.sub(r"<slug:\w+>", "task", address))
    for method in (client.get, client.post):
        response = method(path, HTTP_ACCEPT="text/html")
        assert response.status_code in (302, 405), response.status_code
        if response.status_code == 302:
            assert response.headers["Location"].startswith("/sign-in/")
    assert client.get(path, HTTP_ACCEPT="application/json").status_code in (401, 405)


@pytest.mark.django_db
def test_the_table_of_permissions(rowan):
    from tests.factories import put_in_post, user

    hazel, buddies = unit_with_staff("Hazel", "h")
    pair_as_buddies(rowan.unit, hazel)
    _, strangers = unit_with_staff("Oak", "o")
    people = {"csw": rowan.grace, "sw": rowan.tom, "cp": rowan.priya, "clinician": rowan.leah, "uc": rowan.maureen}
    hall = make_unit(name="Hall", function="service", template="systemic", days=[1], minutes=60)
    for role in ROLES.keys() - people.keys():
        people[role] = user(f"the-{role}")
        put_in_post(people[role], rowan.unit if ROLES[role].permissions else hall, role)
    people |= {"buddy": buddies["grace"], "stranger": strangers["grace"]}
    actors = {key: actor(who) for key, who in people.items()}
    today = timezone.localdate()
    name_deputy(actors["csw"], rowan.unit, rowan.tom, first_day=today, last_day=today)
    actors["deputy"] = actor(rowan.tom)
    note_absence(
        actors["csw"], rowan.unit, rowan.priya, first_day=today, last_day=today, covered_by=strangers["tom"]
    )  # fmt: skip
    actors["cover"] = actor(strangers["tom"])
    columns = [*ROLES, "deputy", "buddy", "stranger", "cover"]
    happens = {
        permission.value: {c: "y" if actors[c].can(permission, rowan.unit.pk) else "-" for c in columns}
        for permission in Permission
    }
    table = "\n".join(
        f"{p:19} " + " ".join(cell.ljust(len(c)) for c, cell in cells.items()) for p, cells in happens.items()
    )
    assert happens == permission_table(), f"what happens now:\n{' ' * 20}{' '.join(columns)}\n{table}"


@pytest.mark.django_db
def test_leaving_the_post_ends_the_access_that_day(rowan):
    from datetime import timedelta

    from django.db.backends.postgresql.psycopg_any import DateRange

    holding = rowan.tom.holdings.get()
    holding.during = DateRange(holding.during.lower, timezone.localdate())
    holding.save()
    assert not actor(rowan.tom).can(Permission.SEE_UNIT, rowan.unit.pk)
    holding.during = DateRange(holding.during.lower, timezone.localdate() + timedelta(days=1))
    holding.save()
    assert actor(rowan.tom).can(Permission.SEE_UNIT, rowan.unit.pk)


@pytest.mark.django_db
def test_a_strange_unit_gets_a_helpful_refusal_and_nothing_of_the_family(rowan, sign_in):
    family = family_in(rowan.unit, "Secretname")
    meeting = meeting_of(rowan.unit, rowan.maureen)
    talk = discussion_of(family, meeting, rowan.maureen)
    item = AgendaItem.objects.get(meeting=meeting)
    _, strangers = unit_with_staff("Oak", "o")
    client = sign_in(strangers["grace"])
    for path in (
        f"/family/{family.pk}/", f"/meeting/{meeting.pk}/", f"/meeting/{meeting.pk}/minutes/",
        f"/discussion/{talk.pk}/",
        f"/discussion/{talk.pk}/minute/", f"/discussion/{talk.pk}/minute.pdf", f"/discussion/{talk.pk}/state/",
        f"/unit/{rowan.unit.pk}/", f"/unit/{rowan.unit.pk}/quality/", f"/meeting/of/{rowan.unit.pk}/",
        f"/meeting/{meeting.pk}/live/", f"/discussion/{talk.pk}/part/tasks/",
    ):  # fmt: skip
        response = client.get(path)
        assert response.status_code == 403, path
        assert b"Secretname" not in response.content
        assert b"ring the unit" in response.content
    for path in (f"/meeting/{meeting.pk}/item/{item.pk}/start/", f"/meeting/{meeting.pk}/close/"):
        assert client.post(path).status_code == 403
    hit = client.post("/search/", {"q": "Secret"}).content.decode()
    assert "opens with a reason" in hit  # findable, so that nobody makes the family twice, and nothing more
    assert "/discussion/" not in hit
    assert b"Secretname" not in client.get("/families/").content


@pytest.mark.django_db
def test_an_item_of_another_meeting_is_not_reached_through_mine(rowan, sign_in):
    _, strangers = unit_with_staff("Oak", "o")
    from kinwork.units.models import Unit

    oak = Unit.objects.get(name="Oak")
    family_in(oak)
    family_in(rowan.unit)
    theirs = meeting_of(oak, strangers["maureen"]).items.get()
    mine = meeting_of(rowan.unit, rowan.maureen)
    client = sign_in(rowan.maureen)
    assert client.post(f"/meeting/{mine.pk}/item/{theirs.pk}/move/", {"to": 0}).status_code == 404
    assert client.post(f"/meeting/{mine.pk}/item/{theirs.pk}/start/").status_code == 404
