"""The network's pages: seen, noted with short forms, compared at two dates, printed; and the register of agencies."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinwork.access.models import AuditEvent
from kinwork.families.models import Agency, Tie
from kinwork.families.network import ties_of
from kinwork.people.models import Person
from tests.factories import family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>\"' onload=x"


@pytest.fixture
def page(rowan, sign_in):
    rowan.family = family_in(rowan.unit, "Scene")
    rowan.ada, rowan.first, rowan.second = [one.person for one in rowan.family.members.all()]
    rowan.client = sign_in(rowan.tom)
    rowan.path = f"/family/{rowan.family.pk}/network/"
    return rowan


def note(page, path: str = "add/", htmx: bool = False, seen: int | None = None, **said):
    data = {f"tie-{name}": value for name, value in {"part": "community", **said}.items()}
    if seen:
        data["seen"] = seen
    return page.client.post(page.path + path, data, **({"HTTP_HX_REQUEST": "true"} if htmx else {}))


def body(answer) -> str:
    return answer.content.decode()


def only(page):
    (tie,) = ties_of(page.family.pk)
    return tie


def test_a_professional_of_a_new_agency_in_one_form(page):
    answer = note(
        page, part="professional", name="Mo Hall", role="health visitor", agency="Fen Health",
        agency_kind="health_visiting", agency_place="Ely",
        telephone="01353 000 001", about=page.first.pk, support="strong", closeness="close",
        begun="3/2015", on="2015-09", source="Ada", is_lead="on", flow="to",
    )  # fmt: skip
    assert answer.status_code == 302, body(answer)
    tie = only(page).last
    assert (tie.agency.name, tie.begun, tie.on, tie.source, tie.is_lead) == (
        "Fen Health",
        "2015-03",
        "2015-09",
        "Ada",
        True,
    )
    shown = body(page.client.get(page.path))
    for words in ("Mo Hall", "health visitor, Fen Health", "tel:01353000001", "since March 2015", "Ada said so",
                  "leads", "Undo: Mo Hall", "Health visiting and school nursing", "strong support"):  # fmt: skip
        assert words in shown, words


def test_the_family_page_lists_who_to_ring_with_one_statement_more(page):
    def opened() -> tuple[str, list[str]]:
        sent: list[str] = []
        with connection.execute_wrapper(lambda run, sql, *more: sent.append(sql) or run(sql, *more)):
            return body(page.client.get(f"/family/{page.family.pk}/")), sent

    _, before = opened()
    note(page, part="professional", name="Mo Hall", telephone="01353 000 001", about=page.first.pk)
    for n in range(15):
        note(page, name=f"Neighbour {n}")
    shown, after = opened()
    assert len(after) == len(before)
    assert sum("families_tie x" in sql for sql in after) == 1
    assert "Who else knows them" in shown
    assert "tel:01353000001" in shown
    assert "4 more" in shown


def test_the_page_costs_the_same_however_many_ties(page):
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert page.client.get(f"{page.path}?before=2014").status_code == 200
        return len(seen)

    note(page, name="First")
    statements()  # the first reading in a while is noted besides
    few = statements()
    for n in range(9):
        note(page, name=f"N{n}", about=page.first.pk, agency=f"{'ABCDEFGHI'[n] * 5} School", agency_kind="school")
    assert statements() == few <= 20


def test_before_and_after_side_by_side_with_their_figures(page):
    note(page, name="Nan", support="strong", closeness="very_close", on="2015-01-01")
    note(page, name="Church", support="low", closeness="loose", on="2016-02-01")
    nan = ties_of(page.family.pk)[0]
    note(page, f"{nan.pk}/", name="Nan", support="low", closeness="loose", on="2016-02-01", seen=nan.last.pk)
    answer = page.client.get(f"{page.path}?before=2015&on=6/2016")
    shown = body(answer)
    assert answer.status_code == 200
    assert shown.count("Network map of") == 3  # in each picture and in words
    rows = re.findall(r"<tr><td>(\w[^<]*)</td><td>(\d+)</td><td>(\d+)</td><td>([^<]+)</td></tr>", shown)
    assert ("Size", "1", "2", "+1") in rows
    assert ("Strong", "1", "0", "−1") in rows
    assert ("Moderate", "0", "0", "0") in rows
    assert "Nan: further away, less support" in shown
    assert "Church: new" in shown


@pytest.mark.parametrize(
    ("query", "words"),
    [("?on=soonish", "soonish"), ("?before=x", "“x”"), ("?on=2014&before=2015", "not before the other date")],
)
def test_a_date_that_cannot_be_read_is_said_at_its_field(page, query, words):
    note(page, name="Nan")
    answer = page.client.get(page.path + query)
    assert answer.status_code == 422
    assert words in body(answer)
    assert page.client.get(f"{page.path}?of=nobody").status_code == 200
    assert page.client.get(f"{page.path}?of={'9' * 30}").status_code == 200


def test_of_one_person(page):
    note(page, name="Hall", about=page.first.pk)
    note(page, name="Other", about=page.second.pk)
    shown = body(page.client.get(f"{page.path}?of={page.first.pk}"))
    picture = re.search(r'id="map".*?</section>', shown, re.DOTALL)[0]
    assert "Hall" in picture
    assert ">Other<" not in picture


def test_change_end_hear_and_never(page):
    note(page, name="Nan", support="strong", on="2015")
    tie = only(page)
    path = f"{tie.pk}/"
    form = body(page.client.get(page.path + path))
    assert 'value="Nan"' in form
    assert "Strong support" in form
    assert note(page, path, name="Nan", support="low", seen=tie.last.pk).status_code == 302
    stale = note(page, path, name="Nanna", support="moderate", seen=tie.last.pk)
    assert stale.status_code == 422
    assert "changed this in the meantime" in body(stale)
    assert 'value="Nanna"' in body(stale)
    seen = {"seen": only(page).last.pk}
    assert page.client.post(f"{page.path}{path}heard/", {**seen, "heard": "today"}).status_code == 302
    assert only(page).last.heard == timezone.localdate().isoformat()
    assert page.client.post(f"{page.path}{path}end/", {"ended": "2020", "source": "Ada"}).status_code == 302
    shown = body(page.client.get(page.path))
    assert "No longer around: 1" in shown
    assert "until 2020" in shown
    assert page.client.post(f"{page.path}{path}never/").status_code == 302
    assert page.client.get(page.path + path).status_code == 404
    for _ in range(2):
        assert page.client.post(f"{page.path}turn/back/").status_code == 302
    assert not only(page).last.ended
    assert page.client.post(f"{page.path}turn/again/").status_code == 302
    assert only(page).last.ended == "2020"
    assert page.client.post(f"{page.path}turn/sideways/").status_code == 404


@pytest.mark.parametrize(
    ("what", "said", "words"),
    [
        ("end", {"ended": ""}, "When did it end?"),
        ("end", {"ended": "when he left"}, "when he left"),
        ("end", {"ended": "1999"}, "before the start"),
        ("end", {"ended": "tomorrow"}, "in the future"),
        ("heard", {"heard": ""}, "Type a day"),
        ("heard", {"heard": "tomorrow"}, "in the future"),
        ("heard", {"heard": "31/2/2010"}, "31/2/2010"),
    ],
)
def test_what_cannot_be_keeps_what_was_typed(page, what, said, words):
    note(page, name="Nan", begun="2015")
    answer = page.client.post(f"{page.path}{only(page).pk}/{what}/", said)
    assert answer.status_code == 422
    assert words in body(answer)
    (typed,) = said.values()
    assert f'value="{typed}"' in body(answer)
    assert not only(page).last.ended


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({}, "name", "Who is it?"),
        ({"name": "Zoë 👶", "telephone": "none"}, "telephone", "not a telephone number"),
        ({"name": "x", "email": "at home"}, "email", "name@example.org"),
        ({"name": "x", "agency": "Hill"}, "agency_kind", "Choose what kind"),
        ({"name": "x", "support": "immense"}, "support", "Choose one from the list"),
        ({"name": "x", "about": "999999999"}, "about", "no longer in the family"),
        ({"name": "x", "begun": "long ago"}, "begun", "long ago"),
        ({"name": "x", "on": "tomorrow"}, "on", "in the future"),
        ({"name": "x" * 200}, "name", "at most 120"),
    ],
)
@pytest.mark.parametrize("htmx", [True, False])
def test_problems_stand_at_their_fields_and_nothing_is_half_saved(page, said, field, words, htmx):
    answer = note(page, htmx=htmx, **said)
    shown = body(answer)
    assert answer.status_code == 422
    assert f'id="tie-{field}-error"' in shown
    assert words in shown
    assert not Tie.objects.exists()
    assert not Agency.objects.exists()
    if said.get("name", "").startswith("Zo"):
        assert "Zoë 👶" in shown


def test_a_new_agency_is_not_left_behind_when_the_tie_is_refused(page):
    answer = note(page, name="Hall", agency="Hill School", agency_kind="school", telephone="no")
    assert answer.status_code == 422
    assert not Agency.objects.exists()
    note(page, name="Hall", agency="Hill School", agency_kind="school")
    asked = note(page, name="Lee", agency="Hil School", agency_kind="school")
    assert "The register already has Hill School" in body(asked)
    assert "It is another agency" in body(asked)
    assert note(page, name="Lee", agency="Hil School", agency_kind="school", confirmed="on").status_code == 302
    assert Agency.objects.count() == 2


def test_names_cannot_break_out_and_the_drawings_need_no_inline_style(page):
    Person.objects.filter(pk=page.ada.pk).update(given_name=EVIL, family_name="")
    note(
        page,
        name=EVIL,
        role=EVIL,
        agency=EVIL,
        agency_kind="other",
        support="strong",
        is_stressful="on",
        about=page.ada.pk,
    )
    for path in (page.path, f"{page.path}?of={page.ada.pk}&before=2014", f"/family/{page.family.pk}/", "/agencies/"):
        shown = body(page.client.get(path))
        assert "<script>alert" not in shown
        for svg in re.findall(r"<svg.*?</svg>", shown, re.DOTALL):
            assert not re.search(r"<[^>]*\s(style|on\w+)=(?=[^>]*>)", re.sub(r'"[^"]*"', '""', svg))
            assert "<style" not in svg


def test_ids_in_the_page_are_once(page):
    note(page, name="Nan", support="strong", on="2015")
    shown = body(page.client.get(f"{page.path}?before=2016"))
    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))


def test_each_on_one_page_of_paper_and_reading_is_noted(page):
    for n in range(20):
        note(page, name=f"Neighbour {n}", closeness="close", support="low", on="2015")
    for path, verb in (
        ("pdf/", "printed network map"), ("pdf/?before=2014&on=2016", "printed network map"),
        ("ecomap/pdf/?on=2020", "printed ecomap"), ("", "looked at network"),
    ):  # fmt: skip
        answer = page.client.get(page.path + path)
        assert answer.status_code == 200
        if path:
            assert answer.headers["Content-Type"] == "application/pdf"
            assert len(re.findall(rb"/Type\s*/Page\b", answer.content)) <= 1, path
        assert AuditEvent.objects.filter(verb=verb, family_id=page.family.pk).exists()


def test_the_history_tells_it(page, sign_in, rowan):
    note(page, name="Nan", role="neighbour", support="strong")
    shown = body(page.client.get(f"/family/{page.family.pk}/history/"))
    assert "Someone around the family" in shown
    assert "neighbour" in shown


def test_who_only_reads_gets_no_forms_and_others_need_a_reason(page, sign_in, rowan):
    note(page, name="Nan")
    tie = only(page).pk
    head = user("head")
    put_in_post(head, rowan.unit, "hos")
    client = sign_in(head)
    shown = body(client.get(page.path))
    assert "Nan" in shown
    assert "Save" not in shown
    assert "In touch today" not in shown
    for path in ("add/", f"{tie}/", f"{tie}/end/", "turn/back/"):
        assert client.post(page.path + path).status_code == 403
    _, strangers = unit_with_staff("Oak", "o")
    client = sign_in(strangers["tom"])
    for path in ("", "pdf/", "ecomap/pdf/", f"{tie}/"):
        answer = client.get(page.path + path)
        assert answer.status_code == 403
        assert b"You need a reason" in answer.content
        assert b"Nan" not in answer.content


def test_a_tie_is_not_reached_through_another_family(page):
    note(page, name="Nan")
    tie = only(page).pk
    other = family_in(page.unit, "Others")
    assert page.client.get(f"/family/{other.pk}/network/{tie}/").status_code == 404
    assert page.client.post(f"/family/{other.pk}/network/{tie}/end/", {"ended": "2020"}).status_code == 404


def test_the_register(page, sign_in):
    note(page, name="Hall", part="professional", agency="Hill School", agency_kind="school")
    school = Agency.objects.get()
    assert "Hill School" in body(page.client.get("/agencies/?q=hill"))
    assert "None with that name" in body(page.client.get("/agencies/?q=mountain"))
    path = f"/agencies/{school.pk}/"
    said = {"name": "Hill School", "kind": "school", "place": "Ely", "telephone": "x"}
    wrong = page.client.post(path, said)
    assert wrong.status_code == 422
    assert "not a telephone number" in body(wrong)
    assert page.client.post(path, {**said, "telephone": "01353 000 000"}).status_code == 302
    assert "tel:01353000000" in body(page.client.get(page.path))
    analyst = user("ana")
    put_in_post(analyst, page.unit, "analyst")
    client = sign_in(analyst)
    assert client.get("/agencies/").status_code == 403
    assert client.post(path, said).status_code == 403


def test_a_day_without_a_year_is_one_that_has_been(page):
    soon = timezone.localdate() + timedelta(days=20)
    soon += timedelta(days=(soon.month, soon.day) == (2, 29))  # which the year before did not have
    note(page, name="Nan", on=f"{soon.day}/{soon.month}")
    assert only(page).last.on == soon.replace(year=soon.year - 1).isoformat()
