"""The genogram on the family's page: seen, drawn with plain forms, taken back, printed."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinwork.access.models import AuditEvent
from kinwork.families.genogram import family_graph
from kinwork.families.models import Bond, Parenthood, Partnership, in_force
from kinwork.genograms.presenters.drawing import AsOf, picture
from kinwork.people.models import Person
from tests.factories import family_in

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>\"' onload=x"


@pytest.fixture
def page(rowan, sign_in):
    rowan.family = family_in(rowan.unit, "Scene")
    rowan.ada, rowan.first, rowan.second = [one.person for one in rowan.family.members.all()]
    rowan.client = sign_in(rowan.tom)
    rowan.path = f"/family/{rowan.family.pk}/genogram/"
    return rowan


def draw(page, what: str, htmx: bool = True, **said):
    data = {f"{what}-{name}": value for name, value in said.items()}
    headers = {"HTTP_HX_REQUEST": "true"} if htmx else {}
    return page.client.post(f"{page.path}draw/{what}/", data, **headers)


def test_a_partner_is_drawn_and_taken_back(page):
    answer = draw(
        page, "partner", person=page.ada.pk, given_name="Ben", sex="male", born_on="34", kind="married", begun="3/2012",
        source="Ada",
    )  # fmt: skip
    assert answer.status_code == 200, answer.content
    couple = Partnership.objects.get()
    assert (couple.begun, couple.source, couple.other.born_kind) == ("2012-03", "Ada", "estimated")
    assert 'Undo<span class="kw-geno__what">: Ben, partner of Ada' in answer.content.decode()
    answer = page.client.post(f"{page.path}turn/back/")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("#genogram")
    assert not Partnership.objects.filter(in_force()).exists()
    assert page.client.post(f"{page.path}turn/again/").status_code == 302
    assert page.client.post(f"{page.path}turn/again/").status_code == 422


def test_every_form_draws(page):
    ada, first, second = page.ada.pk, page.first.pk, page.second.pk
    said = [
        ("partner", {"person": ada, "given_name": "Ben", "sex": "male", "kind": "cohabiting"}),
        ("child", {"person": ada, "other": first, "kind": "birth"}),
        ("sibling", {"person": first, "other": second}),
        ("parent", {"person": ada, "given_name": "Gran", "kind": "birth", "born_on": "1960"}),
        ("pregnancy", {"person": ada, "due": "2w"}),
        ("loss", {"person": ada, "kind": "stillbirth", "name": "Skye", "on": "2015"}),
        ("bond", {"person": ada, "other": first, "kind": "close"}),
    ]
    for what, one in said:
        answer = draw(page, what, **one)
        assert answer.status_code == 200, (what, answer.content.decode()[-3000:])
    couple = Partnership.objects.get()
    assert draw(page, "part", couple=couple.pk, how="separated", on="2020", htmx=False).status_code == 302
    assert Bond.objects.exists()
    shown = page.client.get(page.path).content.decode()
    for words in ("Skye", "Gran", "baby expected", "separated 2020"):
        assert words in shown, words


def test_what_cannot_be_is_said_at_the_field_and_what_was_typed_stays(page):
    answer = draw(page, "child", htmx=False, person=page.ada.pk, given_name="Zoë", born_on="1/2/1985", kind="birth")
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "would be born before Ada" in body
    assert "Zoë" in body
    assert 'id="child-born_on-error"' in body
    assert "save it anyway" not in body
    answer = draw(page, "child", person=page.ada.pk, given_name="Zoë 👶", kind="birth")
    assert 'id="child-given_name-error"' in answer.content.decode()
    assert "Zoë 👶" in answer.content.decode()
    young = {"person": page.ada.pk, "given_name": "Y", "born_on": "1/2/1999", "kind": "birth"}
    answer = draw(page, "child", **young)
    assert answer.status_code == 422
    assert "save it anyway" in answer.content.decode()
    assert draw(page, "child", **young, confirmed="on").status_code == 200
    assert Parenthood.objects.count() == 1
    shown = page.client.get(f"/family/{page.family.pk}/").content.decode()
    assert re.search(r"worth checking</span> Ada [^<]* was at most 9 when Y was born, improbable for a parent\.", shown)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("partner", {}),
        ("partner", {"person": "x"}),
        ("partner", {"person": "99999999999999999999"}),
        ("child", {"born_on": "99/99/9999"}),
        ("child", {"born_on": "4000"}),
        ("bond", {"kind": "friends"}),
        ("part", {"couple": "7"}),
        ("pregnancy", {"due": "when it comes"}),
        ("loss", {"on": "31/2/2010"}),
    ],
)
def test_nonsense_gets_words_not_an_error(page, what, said):
    assert draw(page, what, **said).status_code == 422


def test_names_cannot_break_out_and_the_drawing_needs_no_inline_style(page):
    Person.objects.filter(pk=page.ada.pk).update(given_name=EVIL, family_name="")
    draw(page, "child", person=page.ada.pk, other=page.first.pk, kind="birth")
    for path in (page.path, f"/family/{page.family.pk}/"):
        answer = page.client.get(path)
        body = answer.content.decode()
        assert "<script>alert" not in body
        svg = re.search(r"<svg.*?</svg>", body, re.DOTALL)[0]
        assert not re.search(r"<[^>]*\s(style|on\w+)=(?=[^>]*>)", re.sub(r'"[^"]*"', '""', svg))
        assert "<style" not in svg
        assert "<script" not in svg
        assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]


def test_on_a_page_names_can_be_read_and_the_legend_is_beside_the_drawing_on_paper_in_it(page):
    answer = page.client.get(f"/family/{page.family.pk}/").content.decode()
    svg, rest = re.search(r"<svg.*?</svg>", answer, re.DOTALL)[0], answer.split('id="genogram-legend"')[1]
    drawn, shown = re.search(r'viewBox="\S+ \S+ (\d+) \d+" width="(\d+)"', svg).groups()
    assert 12 * int(shown) / int(drawn) >= 14
    assert 'class="legend"' not in svg
    assert "the person this is about" in rest.split("</details>")[0]
    assert 'class="legend"' in picture(family_graph(page.family.pk), AsOf(), None).svg


def test_as_it_was_on_a_date(page):
    draw(page, "partner", person=page.ada.pk, given_name="Ben", kind="married", begun="2012")
    draw(page, "part", couple=Partnership.objects.get().pk, how="divorced", on="2019")
    assert "divorced 2019" in page.client.get(page.path).content.decode()
    then = page.client.get(f"{page.path}?on=5/2015").content.decode()
    assert "divorced 2019" not in then
    assert "as it was: May 2015" in then
    wrong = page.client.get(f"{page.path}?on=soonish")
    assert wrong.status_code == 422
    assert "soonish" in wrong.content.decode()


def test_the_family_page_costs_the_same_however_large_the_family(page):
    path = f"/family/{page.family.pk}/"

    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert page.client.get(path).status_code == 200
        return len(seen)

    draw(page, "child", person=page.ada.pk, other=page.first.pk, kind="birth")
    draw(page, "bond", person=page.ada.pk, other=page.first.pk, kind="close")
    few = statements()
    for n in range(6):
        draw(page, "child", person=page.ada.pk, given_name=f"C{n}", kind="birth", born_on=f"{2010 + n}")
    assert statements() == few <= 20


def test_on_one_page_of_paper_and_noted_in_the_log(page):
    draw(page, "child", person=page.ada.pk, other=page.first.pk, kind="birth")
    answer = page.client.get(f"{page.path}pdf/?on=2020")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert len(re.findall(rb"/Type\s*/Page\b", answer.content)) <= 1
    assert AuditEvent.objects.filter(verb="printed genogram", family_id=page.family.pk).exists()
    page.client.get(page.path)
    assert AuditEvent.objects.filter(verb="looked at genogram", family_id=page.family.pk).exists()


def test_who_only_reads_gets_no_forms_and_may_not_draw(page, sign_in, rowan):
    from tests.factories import put_in_post, user

    head = user("head")
    put_in_post(head, rowan.unit, "hos")
    client = sign_in(head)
    assert ">Save<" not in client.get(page.path).content.decode()
    assert client.post(f"{page.path}draw/bond/", {}).status_code == 403
