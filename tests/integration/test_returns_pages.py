"""The returns all year round: numbers for whoever sends them, the unit's own findings, explanations, what was sent."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.accounts.bootstrap import service_team
from kinwork.cases.models import Involvement
from kinwork.children.models import Assessment, Disabilities, Episode
from kinwork.national_returns import actions, looking
from kinwork.national_returns.models import Explanation, Finding, Look, Sent
from kinwork.national_returns.queries import findings_in_unit, latest
from kinwork.people.models import Identifier, Particular, Person
from kinwork.returns.cin_file import read
from tests.factories import actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LATE = TODAY - timedelta(days=100)
NAMES = ("Iolanthe", "Peregrine", "Araminta")


def fact(model, person, involvement, by, **more):
    return model.objects.create(
        person=person, involvement=involvement, recorded_by=by, recorded_at=timezone.now(), **more
    )


def open_child(unit, by, given, **more):
    """A family with one child of nine, in need since a hundred days, whose assessment is late."""
    family = family_in(unit, f"{given}s", children=1, opened=LATE)
    involvement = Involvement.objects.get(family=family)
    Involvement.objects.filter(pk=involvement.pk).update(key_worker=by)
    child = family.members.get(is_child=True).person
    Person.objects.filter(pk=child.pk).update(
        given_name=given,
        family_name="Quillfeather",
        born_on=date(TODAY.year - 9, 1, 2),
        born_kind="exact",
        sex="female",
    )
    fact(Episode, child, involvement, by, started_on=LATE, source="6", need="N1")
    assessed = fact(Assessment, child, involvement, by, started_on=LATE)
    if more.get("disability", True):
        fact(Disabilities, child, involvement, by, on=LATE, codes=["NONE"])
    Particular.objects.create(person=child, what="ethnicity", code="WBRI")
    Identifier.objects.create(person=child, kind="upn", value=more.get("upn", "A801200005001"))
    return SimpleNamespace(family=family, child=child, assessed=assessed, involvement=involvement)


@pytest.fixture(scope="module")
def made(one_scene):
    unit, staff = unit_with_staff()
    other, _ = unit_with_staff("Hazel", "hazel-")
    it = SimpleNamespace(unit=unit, other=other, **staff)
    it.analyst = user("counter")
    put_in_post(it.analyst, service_team(), "analyst")
    numbers = ("P001000000001", "K001000000002", "F001000000003")
    it.one, it.two = (
        open_child(unit, it.tom, given, upn=good(number)) for given, number in zip(NAMES[:2], numbers, strict=False)
    )
    it.far = open_child(other, it.tom, NAMES[2], upn=good(numbers[2]), disability=False)
    return it


def good(number: str) -> str:
    from kinwork.people.numbers import upn_check_letter

    return upn_check_letter(number[1:]) + number[1:]


def looked(made, **more) -> Look:
    look = actions.look_now(actor(made.analyst), **more)
    looking.look(look.pk)
    look.refresh_from_db()
    return look


@pytest.fixture
def scene(made, client):
    def as_(who):
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.defaults["HTTP_ACCEPT"] = "text/html"
        actor(who)
        return client

    made.as_ = as_
    return made


def test_numbers_for_the_analyst_and_names_for_the_unit(scene):
    look = looked(scene)
    assert (look.state, look.done, look.total) == ("done", 12, 12)
    page = scene.as_(scene.analyst).get("/returns/")
    shown = page.content.decode()
    assert page.status_code == 200
    for words in (
        "older than 45 working days",
        "8670Q",
        "3 children",
        "no valid disability code",
        "Rowan",
        "Hazel",
    ):
        assert words in shown, words
    for name in (*NAMES, "Quillfeather", "Rowan: ", "Hazel: "):  # a number by unit would tell of a restricted family
        assert name not in shown
    assert "Nothing has been kept yet" in shown
    unit = scene.as_(scene.tom).get(f"/unit/{scene.unit.pk}/returns/").content.decode()
    assert "Iolanthe" in unit
    assert "Peregrine" in unit
    assert "Araminta" not in unit
    # Two with one cause are one line, and each leads to the very assessment.
    assert unit.count("The assessment is older than 45 working days") == 1
    assert f"assessment started {LATE} <small>AssessmentActualStartDate</small>" in " ".join(unit.split())
    mended = f"/family/{scene.one.family.pk}/facts/assessment/{scene.one.assessed.pk}/"
    assert mended in unit
    assert scene.as_(scene.tom).get(mended).status_code == 200
    seen = AuditEvent.objects.filter(words__startswith="returns: what is found").latest("id")
    assert seen.actor_id == scene.tom.pk


def test_another_unit_s_finding_leads_to_where_it_is_recorded(scene):
    looked(scene)
    done, _ = latest()
    actor(scene.analyst)
    [cause] = [one for one in findings_in_unit(done, scene.other.pk) if one.rule == "8540"]
    assert cause.lines[0].address == f"/family/{scene.far.family.pk}/facts/disabilities/?child={scene.far.child.pk}"


def test_what_is_asked_for_twice_is_kept_once_and_another_year_besides(scene):
    me = actor(scene.analyst)
    one = actions.look_now(me, keeps="cin", year=2027, note="First")
    assert actions.look_now(me, keeps="cin", year=2027, note="First") == one
    assert actions.look_now(me, keeps="cin", year=2026, note="Again") != one


def test_who_sends_returns_and_who_does_not(scene):
    for who in (scene.tom, scene.grace, scene.maureen):
        assert scene.as_(who).get("/returns/").status_code == 403
        assert scene.as_(who).post("/returns/look/").status_code == 403
        with pytest.raises(NotAllowed):
            actions.look_now(actor(who))
    assert scene.as_(scene.analyst).get(f"/unit/{scene.unit.pk}/returns/").status_code == 403
    assert scene.as_(scene.tom).get(f"/unit/{scene.other.pk}/returns/").status_code == 403


def test_a_query_is_explained_once_and_stays_explained(scene):
    looked(scene)
    tom = scene.as_(scene.tom)
    [finding] = Finding.objects.filter(rule="8670Q", person=scene.one.child)
    address = f"/unit/{scene.unit.pk}/returns/{finding.pk}/explain/"
    empty = tom.post(address, {"words": " "})
    assert empty.status_code == 422
    assert "Say why it is right" in empty.content.decode()
    long = tom.post(address, {"words": "x" * 501})
    assert "these are 501" in long.content.decode()
    assert "x" * 501 in long.content.decode(), "what was typed is still there"
    assert tom.post(address, {"words": "Agreed with the manager."}).status_code == 302
    with pytest.raises(ValidationError):
        actions.explain(actor(scene.tom), scene.unit.pk, finding.pk, "Again.")
    shown = tom.get(f"/unit/{scene.unit.pk}/returns/").content.decode()
    assert "Right because: Agreed with the manager." in shown
    # The next look finds it anew, and it is explained; so is the same of another year.
    look = looked(scene)
    [line] = [one for one in look.numbers["cin"]["lines"] if one["rule"] == "8670Q"]
    assert (line["children"], line["explained"]) == (3, 1)
    assert {"unit": "Rowan", "children": 1} in look.numbers["units"]
    again = looked(scene, year=look.year - 1)
    assert again.state == "done"
    # What stands there is another: it is asked again.
    actor(scene.tom)
    Assessment.objects.filter(pk=scene.one.assessed.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=scene.tom, withdrawn_because="The wrong day."
    )
    fact(Assessment, scene.one.child, scene.one.involvement, scene.tom, started_on=LATE + timedelta(days=1))
    [line] = [one for one in looked(scene).numbers["cin"]["lines"] if one["rule"] == "8670Q"]
    assert line["explained"] == 0
    explanation = Explanation.objects.get()
    assert scene.as_(scene.tom).post(f"/unit/{scene.other.pk}/returns/{explanation.pk}/back/").status_code == 403
    assert scene.as_(scene.tom).post(f"/unit/{scene.unit.pk}/returns/{explanation.pk}/back/").status_code == 302
    explanation.refresh_from_db()
    assert explanation.taken_back_by_id == scene.tom.pk


def test_an_error_cannot_be_explained_away_nor_another_unit_s_finding(scene):
    looked(scene)
    actor(scene.analyst)
    [error] = Finding.objects.filter(rule="8540")
    with pytest.raises(Finding.DoesNotExist):
        actions.explain(actor(scene.tom), scene.unit.pk, error.pk, "It is right.")
    hazel = user("hazelworker")
    put_in_post(hazel, scene.other, "sw")
    with pytest.raises(ValidationError, match="This is an error"):
        actions.explain(actor(hazel), scene.other.pk, error.pk, "It is right.")


def test_what_was_sent_is_frozen_and_compared_with_today(scene, tmp_path):
    look = looked(scene, keeps="cin", note="Second upload")
    assert look.state == "done"
    sent = Sent.objects.get()
    assert (sent.which, sent.children, sent.by_id, sent.note) == ("cin", 3, scene.analyst.pk, "Second upload")
    assert look.numbers["cin"]["since"] == []
    client = scene.as_(scene.analyst)
    answer = client.get(f"/returns/sent/{sent.pk}/")
    assert sha256(answer.content).hexdigest() == sent.sha256
    (tmp_path / "sent.xml").write_bytes(answer.content)
    assert read(tmp_path / "sent.xml")["ChildIdentifiers"].height == 3
    assert "Quillfeather" not in answer.content.decode()
    assert AuditEvent.objects.filter(verb="fetched a return as it was sent").exists()
    assert scene.as_(scene.tom).get(f"/returns/sent/{sent.pk}/").status_code == 403
    with pytest.raises(DatabaseError), transaction.atomic():
        Sent.objects.filter(pk=sent.pk).update(children=2)
    # Somebody mends the record: what was sent stays, and the page says how many lines are others now.
    actor(scene.tom)
    fact(Disabilities, scene.far.child, scene.far.involvement, scene.tom, on=LATE, codes=["AUT"])
    assert looked(scene).numbers["cin"]["since"] == [{"table": "Disabilities", "new": 1, "gone": 0, "children": 1}]
    shown = scene.as_(scene.analyst).get("/returns/").content.decode()
    assert "Disabilities: 1 line new, 0 no longer there, of 1 child" in shown
    assert sent.sha256 in shown


def test_one_that_was_cut_off_is_begun_again(scene):
    look = actions.look_now(actor(scene.analyst))
    assert actions.look_now(actor(scene.analyst)).pk == look.pk, "one at a time"
    with pytest.raises(looking.Stopped):
        looking.look(look.pk, lambda: True)
    look.refresh_from_db()
    assert (look.state, look.total) == ("working", 12)
    client = scene.as_(scene.analyst)
    shown = client.get("/returns/", headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="every 2s"' in shown
    assert "<h1" not in shown
    looking.look(look.pk)
    look.refresh_from_db()
    assert look.state == "done"


def test_bad_input_is_said_beside_its_box(scene):
    client = scene.as_(scene.analyst)
    wrong = client.post("/returns/codes/", {"lea": "33", "ons": "Birmingham"})
    assert wrong.status_code == 422
    shown = wrong.content.decode()
    assert "three digits, such as 330" in shown
    assert 'value="Birmingham"' in shown
    assert client.post("/returns/codes/", {"lea": "330", "ons": "e08000025"}).status_code == 302
    assert client.post("/returns/keep/", {"which": "cin", "year": "1999"}).status_code == 422
    assert (
        client.post("/returns/keep/", {"which": "ofsted", "year": str(TODAY.year + (TODAY.month > 3))}).status_code
        == 422
    )


def test_statements_do_not_grow_with_findings(scene):
    looked(scene)
    client = scene.as_(scene.tom)
    address = f"/unit/{scene.unit.pk}/returns/"
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    actor(scene.tom)
    for number in range(4, 7):
        open_child(scene.unit, scene.tom, f"Nth{number}", upn=good(f"P00100000000{number}"))
    looked(scene)
    client = scene.as_(scene.tom)
    client.get(address)
    with CaptureQueriesContext(connection) as many:
        assert "Nth5" in client.get(address).content.decode()
    assert len(many) == len(few)


def test_restricted_families_count_and_are_named_to_no_one_else(scene, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_restriction (family_id, cause, words, imposed_at, guardian_id, imposed_by_id, "
            "lifted_because) VALUES (%s, 'staff', 'Known here.', now(), %s, %s, '')",
            [scene.two.family.pk, scene.grace.pk, scene.grace.pk],
        )
    look = looked(scene)
    assert look.numbers["cin"]["children"] == 3
    # No number of findings has the restricted family in it: taken from the units' pages it would tell.
    assert {line["children"] for line in look.numbers["cin"]["lines"] if line["rule"] == "8670Q"} == {2}
    assert look.numbers["cin"]["apart"] == "fewer than five"
    assert look.numbers["903"]["apart"] == ""
    analyst = scene.as_(scene.analyst).get("/returns/").content.decode()
    assert "restricted families are not in these numbers: fewer than five" in analyst
    shown = scene.as_(scene.tom).get(f"/unit/{scene.unit.pk}/returns/").content.decode()
    assert "Iolanthe" in shown
    assert "Peregrine" not in shown
    assert "Peregrine" in scene.as_(scene.grace).get(f"/unit/{scene.unit.pk}/returns/").content.decode()
