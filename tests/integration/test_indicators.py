"""The extract out of the record, counted by hand; what is entered; who may; the pages."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent, Authority
from kinwork.accounts.bootstrap import service_team
from kinwork.children.models import CarePeriod, Episode, LegalStatus, Placement, ProtectionPlan
from kinwork.confidentiality import restrictions
from kinwork.indicators import files
from kinwork.indicators.engines import points
from kinwork.indicators.measures import INDICATORS
from kinwork.meetings.models import Discussion, Meeting
from kinwork.service_figures import actions, queries
from kinwork.service_figures.drawing import draw
from kinwork.service_figures.models import Count, CountedPoint, Milestone, ServiceFigure
from kinwork.units.models import Post, PostHolding
from tests.factories import actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)
Q3 = date(2026, 7, 1)  # the last whole quarter
LAST = date(2026, 9, 30)
TOMORROW = timezone.localdate() + timedelta(days=1)


def fact(model, child, family, start, end=None, **said):
    """A fact of a child's record."""
    noted = {"recorded_by": SCENE.grace, "recorded_at": timezone.now()}
    ended = {"ended_on": end, "end_recorded_at": timezone.now(), "end_recorded_by": SCENE.grace} if end else {}
    involvement = family.involvements.order_by("-opened_on").first()
    return model.objects.create(person=child, involvement=involvement, started_on=start, **noted, **ended, **said)


SCENE = SimpleNamespace()


@pytest.fixture(scope="module")
def scene(one_scene):
    """Two units; a family for each kind of thing, with days counted by hand."""
    unit, staff = unit_with_staff()
    other, _ = unit_with_staff("Hazel", "far-")
    Authority.objects.update(name="Linden Borough")
    head, analyst = user("head"), user("nikhil")
    put_in_post(head, service_team(), "hos")
    put_in_post(analyst, service_team(), "analyst")
    vars(SCENE).update(unit=unit, other=other, head=head, analyst=analyst, **staff)
    first = family_in(unit, "Firstly", opened=date(2024, 1, 10), children=2)
    a, b = [member.person for member in first.members.filter(is_child=True)]
    hidden = family_in(unit, "Hiddenly", opened=date(2025, 2, 1), children=1)
    fact(Episode, a, first, date(2024, 1, 10), date(2025, 8, 1))
    fact(Episode, a, first, date(2026, 7, 31))
    fact(Episode, b, first, date(2026, 2, 1), date(2026, 3, 1), is_no_further_action=True)
    fact(Episode, hidden.members.filter(is_child=True).first().person, hidden, date(2025, 2, 1))
    care = fact(CarePeriod, a, first, date(2025, 1, 1))
    fact(LegalStatus, a, first, date(2025, 1, 1), code="V2")
    fact(CarePeriod, b, first, date(2026, 4, 1), date(2026, 10, 1))  # there on the last day of September
    fact(LegalStatus, b, first, date(2026, 4, 1), date(2026, 10, 1), code="V4")
    for start, end, kind in [
        (date(2025, 1, 1), date(2025, 10, 1), "U1"),  # its last day is of the quarter before the year
        (date(2025, 10, 1), date(2025, 12, 1), "U1"),
        (date(2025, 12, 1), date(2026, 3, 1), "K2"),
        (date(2026, 3, 1), None, "U1"),
    ]:
        fact(Placement, a, first, start, end, type=kind, place="x")
    fact(Placement, a, first, date(2026, 5, 1), date(2026, 5, 8), type="T0")
    fact(ProtectionPlan, a, first, date(2024, 3, 1), date(2026, 8, 1), category="NEG", previous_plans=0)
    fact(ProtectionPlan, b, first, date(2026, 8, 2), category="NEG", previous_plans=1)
    # discussed on the first of September: 29 days before the last day, so not within four weeks; the other on the third
    second = family_in(unit, "Secondly", opened=date(2026, 1, 1), children=1)
    family_in(other, "Thirdly", opened=date(2026, 9, 20), children=1)
    for on, who in [(date(2026, 8, 1), [first]), (date(2026, 9, 1), [second]), (date(2026, 9, 3), [first])]:
        meeting = Meeting.objects.create(unit=unit, held_on=on, opened_by=staff["grace"], opened_at=timezone.now())
        for family in who:
            Discussion.objects.create(
                meeting=meeting, family=family, started_at=timezone.now(), started_by=staff["grace"]
            )
        Meeting.objects.filter(pk=meeting.pk).update(closed_at=timezone.now(), closed_by=staff["grace"])
    restrictions.restrict(
        actor(head), hidden.pk, unit.pk, cause="staff", words="x", guardian_id=head.pk, people=[head.pk]
    )
    vars(SCENE).update(first=first, hidden=hidden, care=care)
    return SCENE


def rows(scene, table):
    """Rows of a table without the authority and pseudonyms."""
    drawn = draw(TODAY)
    return drawn, [row[1:] for row in drawn.data[table]]


def test_each_table_says_what_the_record_says(scene):
    drawn = draw(TODAY)
    over = [row[1] for row in drawn.data["periods"]]
    assert (over[0], over[-1]) == (date(2024, 4, 1), Q3), "those that are whole"
    assert {row[0] for row in drawn.data["periods"]} == {"linden-borough"}
    referred = sorted(row[2:] for row in drawn.data["referrals"])
    assert (date(2026, 7, 1), 30, 30) in referred, "a year and more after: thirty whole months"
    families = sorted(row[2:] for row in drawn.data["family_referrals"])
    assert (date(2026, 7, 1), 5, 30) in families, "the family was referred in February, with the other child"
    assert sorted(row[2:] for row in drawn.data["care"]) == [
        (date(2025, 1, 1), None, False), (date(2026, 4, 1), None, True),
    ]  # fmt: skip
    assert sorted(row[2:] for row in drawn.data["placements"])[:2] == [
        (date(2025, 1, 1), date(2025, 7, 1)), (date(2025, 10, 1), date(2025, 10, 1)),
    ]  # fmt: skip
    assert len(drawn.data["placements"]) == 4, "without the temporary one"
    assert sorted(row[2:] for row in drawn.data["plans"]) == [
        (date(2024, 1, 1), Q3, 29, False), (Q3, None, None, True),
    ]  # fmt: skip
    last = [row for row in drawn.data["open_families"] if row[3] == Q3]
    units = drawn.units
    assert sorted((units.get(row[2], 0), *row[4:]) for row in last) == sorted([
        (scene.unit.pk, 52, 4, True), (scene.unit.pk, 38, 5, True), (scene.other.pk, 1, None, False),
        (0, 52, None, True),
    ])  # fmt: skip
    workers = {units[row[1]]: row[3] for row in drawn.data["unit_workers"] if row[2] == Q3}
    assert workers == {scene.unit.pk: 3.5, scene.other.pk: 3.5}, "half a clinician, no coordinator"


def test_posts_and_who_left(scene):
    tom = PostHolding.objects.get(user=scene.tom)
    tom.during = DateRange(date(2020, 1, 1), date(2026, 9, 1))
    tom.save()
    Post.objects.create(unit=scene.unit, role="sw", fte=Decimal("0.5"))  # written down today: not there in September
    found = {row[1]: row[2:] for row in draw(TODAY).data["workforce"]}
    assert found[Q3] == (4.0, 1.0, 3, 1), "four social work posts, one empty, three people, one left"
    assert found[date(2026, 4, 1)] == (4.0, 0.0, 4, 0)


def test_what_was_entered_holds_for_its_quarter_and_the_population_until_a_newer_one(scene):
    me = actor(scene.analyst)
    for figure, on, value in [
        ("population", date(2025, 6, 30), "120000"), ("population", date(2026, 6, 30), "121000"),
        ("employed_fte", date(2026, 6, 30), "40.5"),
    ]:  # fmt: skip
        actions.enter_figure(me, figure=figure, on=on, value=Decimal(value), source="ONS")
    found = {(row[1], row[2]): row[3] for row in draw(TODAY).data["entered"]}
    assert found["population", date(2026, 1, 1)] == 120000
    assert found["population", Q3] == 121000
    assert ("population", date(2025, 1, 1)) not in found, "nothing is said of a time before"
    assert found["employed_fte", date(2026, 4, 1)] == 40.5
    assert ("employed_fte", Q3) not in found


def test_another_of_the_same_takes_its_place_and_what_stood_there_stays_to_be_read(scene):
    me = actor(scene.analyst)
    said = {"figure": "agency_fte", "on": LAST, "source": "HR"}
    first = actions.enter_figure(me, value=Decimal("7"), **said)
    assert actions.enter_figure(me, value=Decimal("7"), **said) == first, "sent twice is entered once"
    second = actions.enter_figure(me, value=Decimal("8.5"), **said)
    first.refresh_from_db()
    assert first.removed_by == scene.analyst
    assert [one.pk for one in queries.entered()] == [second.pk]
    actions.remove_figure(me, second.pk)
    assert queries.entered() == []
    said = {"figure": "population", "value": 1, "source": "x", "entered_by": scene.head, "entered_at": timezone.now()}
    ServiceFigure.objects.create(quarter=Q3, **said)
    for quarter in (Q3, LAST):
        with pytest.raises(IntegrityError), transaction.atomic():
            ServiceFigure.objects.create(quarter=quarter, **said)


def test_bad_figures_are_said_at_their_boxes(scene):
    with pytest.raises(ValidationError) as problem:
        actions.enter_figure(
            actor(scene.head),
            figure="weather",
            on=TOMORROW,
            value=Decimal(-1),
            source=" ",
        )
    assert set(problem.value.message_dict) == {"figure", "on", "value", "source"}


def test_who_may_enter_who_may_draw_and_who_may_see(scene, tmp_path, sign_in):
    with pytest.raises(NotAllowed):
        actions.enter_figure(actor(scene.grace), figure="population", on=LAST, value=Decimal(1), source="x")
    for who in (scene.grace, scene.analyst):
        with pytest.raises(NotAllowed):
            actions.draw_extract(actor(who), tmp_path / "linden", TODAY)
    client = sign_in(scene.grace)
    assert {client.get(at).status_code for at in ("/indicators/", "/indicators/moves/", "/indicators/figures/")} == {
        403
    }
    assert list(tmp_path.iterdir()) == []


def test_the_extract_is_written_whole_logged_and_tells_no_name_and_no_day(scene, tmp_path):
    folder = tmp_path / "linden"
    assert actions.draw_extract(actor(scene.head), folder, TODAY) == 10
    assert AuditEvent.objects.filter(verb="drew extract of the service", actor_id=scene.head.pk).exists()
    told = "".join(str(pq.read_table(path).to_pylist()) for path in folder.glob("*.parquet"))
    for secret in ("Firstly", "Hiddenly", scene.tom.full_name, str(scene.first.pk), "2026, 7, 31", "2025, 2, 1"):
        assert secret not in told
    again = tmp_path / "again"
    actions.draw_extract(actor(scene.head), again, TODAY)
    pseudonyms = [set(pq.read_table(at / "care.parquet")["child"].to_pylist()) for at in (folder, again)]
    assert pseudonyms[0].isdisjoint(pseudonyms[1]), "two extracts cannot be put together"
    found = {(p.indicator, p.unit): p for p in points([folder]) if p.quarter == Q3}
    assert (found["moves", None].numerator, found["moves", None].n) == (1, 1)
    assert found["discussed", None].value == pytest.approx(100 / 3), "one of three: restricted ones count"
    assert found["looked-after", None].value is None, "nobody entered how many children there are"
    with pytest.raises(files.BadExtract, match="found something there already"):
        actions.draw_extract(actor(scene.head), folder, TODAY)


def test_counting_keeps_the_last_count_only_and_drawing_takes_thirteen_statements(scene):
    with CaptureQueriesContext(connection) as drawing:
        draw(TODAY)
    assert len(drawing) == 13
    first = actions.count_now(actor(scene.head), TODAY)
    assert actions.count_now(None, TODAY) == first, "pressed twice"
    Count.objects.update(at=timezone.now() - timedelta(minutes=1))
    actions.count_now(None, TODAY)
    assert set(CountedPoint.objects.values_list("indicator", flat=True)) == {one.key for one in INDICATORS}
    assert queries.last_count().by is None
    point = CountedPoint.objects.get(indicator="discussed", unit=scene.unit, quarter=Q3)
    assert (point.numerator, point.denominator, point.value) == (1, 2, 50)


def test_the_pages_say_what_is_known_with_n_and_what_has_to_be_entered(scene, sign_in):
    actions.count_now(None, TODAY)
    client = sign_in(scene.head)
    page = client.get("/indicators/").content.decode()
    assert "enter how many children aged 0 to 17 live in the area" in page
    with CaptureQueriesContext(connection) as few:
        page = client.get("/indicators/discussed/").content.decode()
    assert "n = 3" in page
    assert "Too few" in page
    with CaptureQueriesContext(connection) as of_unit:
        page = client.get(f"/indicators/discussed/unit/{scene.unit.pk}/").content.decode()
    assert len(of_unit) <= len(few) + 1
    assert scene.unit.name in page
    assert client.get(f"/indicators/moves/unit/{scene.unit.pk}/").status_code == 404
    assert client.get("/indicators/weather/").status_code == 404
    assert "Not known: enter" in client.get("/indicators/agency/").content.decode()
    table = client.get("/indicators/discussed/?as=csv").content.decode()
    assert '"2026 Q3","1.0","3.0","3"' in table
    svg = client.get("/indicators/discussed/?as=svg")
    assert svg["Content-Type"] == "image/svg+xml"
    assert "n 3" in svg.content.decode()
    assert client.get("/indicators/discussed/?as=png").content.startswith(b"\x89PNG")
    assert client.get("/indicators/agency/?as=png").status_code == 404


def test_a_file_of_figures_is_looked_through_first_and_saved_whole_or_not_at_all(scene, sign_in):
    client, at = sign_in(scene.analyst), "/indicators/figures/file/"
    actions.enter_figure(actor(scene.analyst), figure="population", on=LAST, value=Decimal(41_000), source="ONS")
    client = sign_in(scene.analyst)
    good = 'figure,quarter,number,source\npopulation,2026 Q3,"41,250",ONS 2026\nemployed_fte,2026 Q3,86.5,HR\n'
    wrong = client.post(at, {"list": good + "agency_fte,2026 Q3,few,HR\n"})
    assert wrong.status_code == 422
    assert "Line 4: “few” is not a number" in wrong.text
    assert "agency_fte,2026 Q3,few,HR" in wrong.text, "it is still there to be corrected"
    looked = client.post(at, {"list": good})
    assert looked.status_code == 200
    assert "replaces 41,000, ONS" in looked.text
    assert "1 new figure, 1 replaced; nothing is saved yet" in " ".join(looked.text.split())
    assert ServiceFigure.objects.count() == 1
    seen = looked.content.decode().split('name="seen" value="')[1].split('"')[0]
    assert client.post(at, {"list": good + "agency_fte,2026 Q3,4,HR\n", "seen": seen}).status_code == 200
    assert ServiceFigure.objects.count() == 1, "what is saved is what was looked at"
    assert client.post(at, {"list": good, "seen": seen}).status_code == 302
    assert dict(ServiceFigure.objects.filter(removed_at=None).values_list("figure", "value")) == {
        "population": 41_250, "employed_fte": Decimal("86.5"),
    }  # fmt: skip
    assert "stands there already" in client.post(at, {"list": good}).text
    assert sign_in(scene.grace).get(at).status_code == 403


def test_a_figure_typed_wrong_stays_typed(scene, sign_in):
    client = sign_in(scene.analyst)
    said = {"figure": "population", "on": "30/9/2026", "value": "-3", "source": "ONS estimate"}
    page = client.post("/indicators/figures/", said)
    assert page.status_code == 422
    assert "Type a number, nought or more" in page.content.decode()
    assert 'value="ONS estimate"' in page.content.decode()
    assert ServiceFigure.objects.count() == 0
    for no_number in ("1e3", "１２", "15,1,000", "many"):
        assert client.post("/indicators/figures/", said | {"value": no_number}).status_code == 422, no_number
    assert client.post("/indicators/figures/", said | {"value": "151,000"}).status_code == 302  # as people write it
    assert ServiceFigure.objects.get().value == 151_000
    assert "151,000" in client.get("/indicators/figures/").content.decode()
    started = {"on": "1/4/2025", "words": "Units began", "is_start": "on", "unit": ""}
    assert client.post("/indicators/figures/milestone/", started | {"words": ""}).status_code == 422
    assert client.post("/indicators/figures/milestone/", started).status_code == 302
    assert queries.told((INDICATORS[0],))[0].series.start == date(2025, 4, 1)
    assert client.post("/indicators/figures/milestone/", started | {"on": "1/7/2025"}).status_code == 302
    assert queries.told((INDICATORS[0],))[0].series.start == date(2025, 7, 1), "it started once"
    [event] = queries.all_milestones()
    assert client.post(f"/indicators/figures/milestone/{event.pk}/remove/").status_code == 302
    assert queries.told((INDICATORS[0],))[0].series.start is None
    assert Milestone.objects.count() == 2, "what was entered stays to be read"
