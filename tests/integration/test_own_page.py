"""A child's own page: whose words, typed by whom, of which day; put right and never lost; walled like the child."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from kinwork.access.actor import NotAllowed
from kinwork.confidentiality import restrictions
from kinwork.faces import actions, keeping
from kinwork.faces.models import Face, FacePart, OwnWords
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from tests.factories import PersonFactory, actor, family_in, put_in_post, unit_with_staff, user

pytestmark = pytest.mark.django_db
DEN = "My den is behind the shed and only Mira knows the way in."


@pytest.fixture(scope="module")
def world(one_scene):
    unit, staff = unit_with_staff()
    family = family_in(unit, "Quillfeather", children=0)
    kian = PersonFactory(given_name="Kian", family_name="Quillfeather", born_on=date(2012, 5, 4))
    FamilyMember.objects.create(family=family, person=kian, role="son", is_child=True, position=3)
    return SimpleNamespace(unit=unit, family=family, kian=kian, mother=family.members.first().person, **staff)


def held(world, who="tom"):
    return HeldFamily(world.family, world.unit.pk, actor(getattr(world, who)))


def kept(world, text=DEN, **said):
    said = {
        "title": "", "whose": "Kian", "said_on": timezone.localdate(), "for_others": False, "token": uuid4(), **said
    }  # fmt: skip
    return keeping.keep(held(world), world.kian, text=text, **said)


def address(world, name="own_page", *more):
    return reverse(name, args=[world.family.pk, world.kian.pk, *more])


def test_it_says_whose_words_typed_by_whom_on_which_day(client, world):
    client.force_login(world.tom)
    at, token = address(world, "add_to_own_page"), str(uuid4())
    sent = {"text": DEN, "title": "The den", "whose": "", "said_on": "30/2", "token": token}
    wrong = client.post(at, sent)
    assert wrong.status_code == 422
    assert DEN in wrong.text, "what was typed is still there"
    assert OwnWords.objects.count() == 0
    for _ in range(2):  # sent twice
        client.post(at, {**sent, "whose": "Kian", "said_on": "yesterday"})
    [one] = OwnWords.objects.all()
    assert (one.whose, one.by, one.said_on) == ("Kian", world.tom, timezone.localdate() - timedelta(days=1))
    shown = client.get(address(world)).text
    assert "The den" in shown
    assert "Typed by Tom Hollis" in shown


def test_put_right_the_earlier_words_stay_beside_it(client, world):
    first = kept(world)
    second = kept(world, "My den is gone. They built a garage.", corrects=first.pk)
    with pytest.raises(ValidationError, match="since you opened it"):
        kept(world, "Else.", corrects=first.pk)
    [piece], taken_off = keeping.own_words_of(world.family.pk, world.kian.pk)
    assert (piece.now, piece.before, taken_off) == (second, (first,), [])
    kept(world, "", corrects=second.pk)
    on_it, [gone] = keeping.own_words_of(world.family.pk, world.kian.pk)
    assert on_it == []
    assert gone.before == (second, first), "off the page, and in the record"
    client.force_login(world.tom)
    assert DEN in client.get(address(world)).text
    assert "den" not in b"".join(client.get(address(world, "own_page_file", "txt"))).decode()
    for do in (lambda: OwnWords.objects.update(text="x"), lambda: OwnWords.objects.filter(pk=first.pk).delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            do()


def test_each_file_is_whole_and_leads_nowhere_else(client, world):
    kept(world, "I have “two” dogs & a cat <3", title="Pets")
    client.force_login(world.tom)
    files = {kind: client.get(address(world, "own_page_file", kind)) for kind in ("pdf", "html", "txt")}
    content = {kind: b"".join(answer) for kind, answer in files.items()}
    for answer in files.values():
        assert "kian" not in answer["Content-Disposition"].lower()
    page = content["html"].decode()
    assert "I have “two” dogs &amp; a cat &lt;3" in page
    assert not re.search(r"\b(?:src|href)=|https?:|<script|<link|url\(", page)
    text = content["txt"].decode()
    assert "I have “two” dogs & a cat <3" in text
    assert "The words of Kian" in text
    pdf = PdfReader(BytesIO(content["pdf"]))
    assert "dogs & a cat <3" in " ".join(pdf.pages[0].extract_text().split())
    assert "Kian" not in str(pdf.metadata)
    with pikepdf.open(BytesIO(content["pdf"])) as made:
        with made.open_metadata() as said:
            assert said.pdfa_status == "2A", "made to last"
        fonts = [font for page in made.pages for font in page.resources.Font.values()]
        assert fonts
        assert all("/FontFile" in str(font.DescendantFonts[0].FontDescriptor.keys()) for font in fonts), "and embedded"


def test_others_in_the_family_are_not_given_it_unless_the_child_says_so(world):
    kept(world)
    hers = actions.begin(held(world), kind="letter", person_id=world.mother.pk, token=uuid4())
    with pytest.raises(ValidationError, match="must not read"):
        actions.write(held(world), hers, "letter", f"He says: {DEN}", leans_on=(), version=0)
    his = actions.begin(held(world), kind="letter", person_id=world.kian.pk, token=uuid4())
    actions.write(held(world), his, "letter", f"You said: {DEN}", leans_on=(), version=0)
    told = "On Sundays we all go swimming at the lido in town."
    kept(world, told, for_others=True)
    actions.write(held(world), hers, "letter", told, leans_on=(), version=0)


def test_it_is_walled_like_the_child(client, world):
    kept(world)
    _, strangers = unit_with_staff("Hazel", "h")
    client.force_login(strangers["tom"])
    assert DEN not in client.get(address(world)).text
    client.force_login(world.tom)
    assert client.get(reverse("own_page", args=[world.family.pk, world.mother.pk])).status_code == 404, "no child"
    manager = user("manager")
    put_in_post(manager, world.unit, "gm")
    restrictions.restrict(
        actor(manager), world.family.pk, world.unit.pk, cause="police", words="Witness.", guardian_id=manager.pk,
        people=[world.grace.pk],
    )  # fmt: skip
    assert client.get(address(world)).status_code == 404
    actor(world.tom)
    assert OwnWords.objects.count() == 0, "PostgreSQL itself has none for him"


def test_sealed_with_the_child_it_is_read_by_nobody_else(world):
    kept(world)
    face = actions.begin(held(world), kind="letter", person_id=world.kian.pk, token=uuid4())
    actions.write(held(world), face, "letter", "Dear Kian", leans_on=(), version=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('kinwork.sealed', %s, true)", [f"{{{world.kian.pk}}}"])
    assert keeping.own_words_of(world.family.pk, world.kian.pk) == ([], [])
    assert not Face.objects.exists()
    assert not FacePart.objects.exists(), "nor the words without the page"


def test_who_came_by_an_opening_reads_it_and_writes_nothing_there(world):
    _, strangers = unit_with_staff("Hazel", "h")
    opened = actor(strangers["tom"]).with_opened(world.unit.pk, 1)
    with pytest.raises(NotAllowed, match="Its own unit writes"):
        keeping.keep(
            HeldFamily(world.family, world.unit.pk, opened), world.kian, text=DEN, title="", whose="Kian",
            said_on=timezone.localdate(), for_others=False, token=uuid4(),
        )  # fmt: skip
