"""Somebody outside is asked by a link that runs out, with a code told by another way: one page, and nothing else."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.confidentiality import restrictions
from kinwork.documents import actions as documents
from kinwork.documents.composing import draft_of
from kinwork.documents.models import Writing
from kinwork.documents.queries import document_in, people_of, reading_of
from kinwork.faces import actions, keeping, linking
from kinwork.faces.models import FaceComment, Link
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.light_text import JOINER, as_html
from kinwork.notices.models import Notice
from kinwork.record.actions import Audience, Happened, write_entry
from kinwork.record.models import Entry
from kinwork.record.queries import entries_for
from kinwork.units.models import PostHolding
from tests.factories import PersonFactory, actor, family_in, put_in_post, unit_with_staff, user
from tests.pages import Client

pytestmark = pytest.mark.django_db
SECRET = "Tracy and Kian sleep at her sister Molly Larkrise."


@pytest.fixture(scope="module")
def world(one_scene):
    unit, staff = unit_with_staff()
    family = family_in(unit, "Quillfeather", children=0, with_mother=False)
    found = {}
    for position, (name, born, role) in enumerate(
        [("Tracy", 1988, "mother"), ("Dean", 1985, "father"), ("Kian", 2012, "son")]
    ):
        one = PersonFactory(given_name=name, family_name="Quillfeather", born_on=date(born, 5, 4))
        FamilyMember.objects.create(
            family=family, person=one, role=role, is_child=role == "son", position=position
        )  # fmt: skip
        found[name.lower()] = one
    world = SimpleNamespace(unit=unit, family=family, **found, **staff)
    hidden = Audience(hidden_from=frozenset({world.dean.pk}))
    write_entry(
        actor(world.tom), family.pk, unit.pk, Happened("visit", timezone.localdate(), SECRET), hidden
    )  # fmt: skip
    world.face = actions.begin(held(world), kind="letter", person_id=world.dean.pk, token=uuid4())
    actions.write(held(world), world.face, "letter", "We come on Mondays.", leans_on=(), version=0)
    return world


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


def held(world, who="tom"):
    return HeldFamily(world.family, world.unit.pk, actor(getattr(world, who)))


def asked(world, *, days=7, **more):
    until = timezone.localdate() + timedelta(days=days)
    said = {"name": "Dean Quillfeather", "agency": "", "asks": "What is wrong in it?", "face": world.face, **more}
    return linking.ask_by_link(held(world), until=until, **said)


def outside(shown):
    """Somebody in a browser of their own, and where their link leads."""
    return Client(HTTP_ACCEPT="text/html"), reverse("by_link", args=[shown.token])


def let_in(shown):
    somebody, at = outside(shown)
    assert somebody.post(at, {"code": shown.code}).status_code == 302
    return somebody, at


def test_of_address_and_code_only_hashes_are_kept_and_the_address_says_nothing(world):
    shown = asked(world)
    with connection.cursor() as cursor:
        cursor.execute("SELECT l::text FROM faces_link l WHERE id = %s", [shown.link.pk])
        row = cursor.fetchone()[0]
    assert shown.token not in row
    assert shown.code not in row.replace(str(shown.link.pk), "")
    assert len(shown.token) >= 43, "thirty-two bytes of chance"
    assert re.fullmatch(r"\d{6}", shown.code)
    _, at = outside(shown)
    assert at == f"/link/{shown.token}/"
    assert asked(world).token != shown.token


def test_without_the_code_there_is_nothing_of_the_family(world):
    shown = asked(world)
    somebody, at = outside(shown)
    for answer in (somebody.get(at), somebody.post(at, {"text": "Let me in."})):
        assert answer.status_code == 200
        for word in ("Quillfeather", "Dean", "Monday", "Tom Hollis", world.unit.name):
            assert word not in answer.text, word
        assert not re.search(r'<a\b|href="/(?!static)', answer.text), "no way anywhere else"
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "same-origin", "the address is told nobody else"
    assert "Let me in." in answer.text, "and what they wrote is not lost"
    assert Link.objects.get(pk=shown.link.pk).tries == 0


def test_what_they_write_is_in_the_record_as_theirs_and_with_the_page(world):
    shown = asked(world)
    somebody, at = let_in(shown)
    page = somebody.get(at)
    assert "We come on Mondays." in page.text
    assert SECRET not in page.text
    assert not re.search(r'<a\b|href="/(?!static)', page.text)
    assert somebody.post(at, {"text": "  "}).status_code == 422
    too_long = somebody.post(at, {"text": "x" * 5000})
    assert too_long.status_code == 422
    assert "x" * 5000 in too_long.text
    done = somebody.post(at, {"text": "Come on Tuesdays <b>please</b>."}, follow=True)
    assert "Thank you" in done.text
    entry = Entry.objects.latest("pk")
    assert entry.text == "Come on Tuesdays <b>please</b>."
    assert entry.said_by == "Dean Quillfeather (through a link), asked for by Tom Hollis"
    said = FaceComment.objects.get(face=world.face)
    assert (said.text, said.said_by) == (entry.text, "Dean Quillfeather (through a link)")
    assert Notice.objects.filter(kind="answer_by_link", to_ids__contains=[world.tom.pk]).exists()
    me = actor(world.tom)
    for person, is_theirs in ((world.dean, True), (world.tracy, False)):
        texts = [one["text"] for one in entries_for(me, world.family.pk, [person.pk])]
        assert (entry.text in texts) is is_theirs
    verbs = set(AuditEvent.objects.filter(family_id=world.family.pk).values_list("verb", flat=True))
    assert {"asked by link", "opened by link", "answered by link"} <= verbs
    assert "has arrived" in somebody.get(at).text  # this browser is told so, also after a reload
    again = somebody.post(at, {"text": "And Tuesdays."})
    assert "And Tuesdays." in again.text, "not lost"
    assert Entry.objects.filter(text__contains="And Tuesdays.").count() == 0, "once"
    stranger, _ = outside(shown)
    assert stranger.get(at).status_code == 404
    hers = actions.begin(held(world), kind="letter", person_id=world.tracy.pk, token=uuid4())
    secret = "I shout when I am afraid that they take him away."
    again = asked(world)
    somebody, at = let_in(again)
    somebody.post(at, {"text": secret})
    actor(world.tom)
    with pytest.raises(ValidationError, match="must not read"):
        actions.write(held(world), hers, "letter", secret, leans_on=(), version=0)


def test_five_wrong_codes_lock_it_also_for_the_right_one(world):
    shown = asked(world)
    wrong = "000000" if shown.code != "000000" else "111111"
    somebody, at = outside(shown)
    for _ in range(5):
        assert somebody.post(at, {"code": wrong}).status_code in (422, 404)
    locked = somebody.post(at, {"code": shown.code})
    assert locked.status_code == 404
    assert Link.objects.get(pk=shown.link.pk).tries == 5
    assert "no longer works" in somebody.get(at).text
    assert AuditEvent.objects.filter(verb="wrong code for link", object_id=shown.link.pk).count() == 5
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=shown.link.pk).update(tries=6)


def test_one_link_lets_nobody_into_another(world):
    one, other = asked(world), asked(world)
    somebody, _ = let_in(one)
    _, at = outside(other)
    kept = somebody.cookies[("kinwork_link")].value
    somebody.cookies.clear()
    somebody.cookies["kinwork_link"] = kept
    assert "We come on Mondays." not in somebody.get(at).text


@pytest.mark.parametrize("why", ["unknown", "run out", "withdrawn", "left", "put away", "restricted"])
def test_what_opens_nothing_says_the_same_whatever_the_reason(why, world):
    shown = asked(world, days=2)
    somebody, at = let_in(shown)
    assert somebody.get(at).status_code == 200
    days = 0
    if why == "unknown":
        at = reverse("by_link", args=["x" * 43])
    elif why == "run out":
        days = 3
    elif why == "withdrawn":
        assert linking.withdraw_link(held(world), shown.link.pk)
        assert not linking.withdraw_link(held(world), shown.link.pk)
    elif why == "left":
        PostHolding.objects.filter(user=world.tom).update(during=("2020-01-01", "2020-02-01"))
    elif why == "put away":
        actions.put_away(held(world), world.face, because="Another was begun.")
    else:
        manager = user("manager")
        put_in_post(manager, world.unit, "gm")
        restrictions.restrict(
            actor(manager), world.family.pk, world.unit.pk, cause="police", words="Witness.", guardian_id=manager.pk,
            people=[world.grace.pk],
        )  # fmt: skip
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        for answer in (somebody.get(at), somebody.post(at, {"text": "More."}), somebody.post(at, {"code": shown.code})):
            assert answer.status_code == 404
            assert "This link no longer works" in answer.text
            assert "Quillfeather" not in answer.text


def test_it_lasts_until_the_end_of_its_day_and_two_weeks_at_most(world, client):
    for days in (-1, 15):
        with pytest.raises(ValidationError, match="14 days at most"):
            asked(world, days=days)
    too_long = Link(
        family=world.family, face=world.face, name="x", asks="x", token_hash="y", code_hash="y", by=world.tom,
        until=timezone.localdate() + timedelta(days=40), at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        too_long.save()
    shown = asked(world, days=14)
    end = timezone.now().replace(hour=23, minute=30) + timedelta(days=14)
    with time_machine.travel(end):
        assert linking.is_open(shown.link, timezone.now())
    with time_machine.travel(end + timedelta(hours=1)):
        assert not linking.is_open(shown.link, timezone.now())


def test_asking_often_waits_and_nothing_kept_is_asked(world):
    shown = asked(world)
    somebody, at = outside(shown)
    assert {somebody.get(at).status_code for _ in range(61)} == {200, 429}
    with pytest.raises(ValidationError, match="must not read"):
        asked(world, asks=SECRET)
    colleague = HeldFamily(world.family, world.unit.pk, actor(user("somebody-else")))
    with pytest.raises(NotAllowed):
        linking.ask_by_link(
            colleague, name="x", agency="", asks="x", until=timezone.localdate(), face=world.face
        )  # fmt: skip


def drafted(world, document):
    found = document_in(world.family.pk, document.pk)
    people = people_of(held(world), timezone.localdate())
    return draft_of(found, reading_of(held(world), found, timezone.localdate(), None, people), people)


def test_an_agency_writes_its_section_and_somebody_reads_it_before_the_family(world, client):
    document = documents.begin(
        held(world), layout_key="conference_report", child_ids=[world.kian.pk], reader_ids=[world.tracy.pk],
        token=uuid4(),
    )  # fmt: skip
    section = next(one.key for one in document.layout.sections if one.is_own_words)
    with pytest.raises(ValidationError, match="for which agency"):
        asked(world, face=None, document=document, section=section)
    client.force_login(world.tom)
    new = reverse("ask_by_link", args=[world.family.pk])
    sent = {"section": f"{document.pk}:{section}", "name": "Jo Marsh", "agency": "", "asks": "How is Kian at school?"}
    wrong = client.post(new, {**sent, "until": "30/2"})
    assert wrong.status_code == 422
    assert "How is Kian at school?" in wrong.text
    made = client.post(new, {**sent, "agency": "Ely Primary", "until": "in 3 days"}).text
    token = re.search(r"/link/([\w-]+)/", made)[1]
    code = re.search(r'id="code">\s*(\d{6})', made)[1]
    assert code not in client.get(reverse("links", args=[world.family.pk])).text, "shown once"
    somebody, at = let_in(SimpleNamespace(token=token, code=code))
    page = somebody.get(at).text
    assert "How is Kian at school?" in page
    assert "Quillfeather" not in page
    somebody.post(at, {"text": "He is often late, and bright."})
    actor(world.tom)
    written = Writing.objects.get(document=document, section=section)
    assert "Jo Marsh, Ely Primary" in written.text
    part = next(one for one in drafted(world, document).parts if one.key == section)
    assert part.has_to_be_read
    assert part.blocks == (), "nothing of it is in what the mother gets until somebody has read it"
    assert Entry.objects.latest("pk").said_by == "Jo Marsh, Ely Primary (through a link), asked for by Tom Hollis"
    assert "answered" in client.get(reverse("links", args=[world.family.pk])).text


def test_a_partner_is_asked_from_the_section_itself_which_says_what_came_of_it(world, client):
    document = documents.begin(
        held(world), layout_key="conference_report", child_ids=[world.kian.pk], reader_ids=[], token=uuid4()
    )
    own = [one for one in document.layout.sections if one.is_own_words]
    page, section = reverse("document", args=[world.family.pk, document.pk]), own[0]
    client.force_login(world.tom)
    shown = client.get(page).text
    assert shown.count("Ask a partner for this section") == len(own), "of what comes from a source no one is asked"
    new = re.search(rf'href="([^"]+\?section={document.pk}:{section.key})"', shown)[1]
    form = client.get(new).text
    assert re.search(rf'<option value="{document.pk}:{section.key}" selected', form)
    assert f"Your part of “{document.layout_name}”: {section.title}." in form
    assert f'href="{page}#{section.key}"' in form, "back to where one came from"
    sent = {
        "section": f"{document.pk}:{section.key}", "name": "Jo Marsh", "agency": "Ely Primary", "asks": "How is he?",
        "until": "in 3 days",
    }  # fmt: skip
    sent["token"] = re.search(r'name="token" value="(\w+)"', form)[1]
    made = client.post(new, sent).text
    assert f'href="{page}#{section.key}"' in made
    again = client.post(new, sent, follow=True).text
    assert "This link was made before" in again
    assert Link.objects.filter(document=document).count() == 1, "the page loaded anew makes no second one"
    assert "Jo Marsh, Ely Primary was asked for this by a link" in client.get(page).text
    code = re.search(r'id="code">\s*(\d{6})', made)[1]
    somebody, at = let_in(SimpleNamespace(token=re.search(r"/link/([\w-]+)/", made)[1], code=code))
    somebody.post(at, {"text": "He is often late, and bright."})
    actor(world.tom)
    shown = client.get(page).text
    assert "He is often late, and bright." in shown
    assert "Jo Marsh, Ely Primary wrote this by a link" in shown
    elsewhere = HeldFamily(world.family, world.unit.pk + 1, actor(world.tom))
    assert linking.beside_sections(elsewhere, document) == {}, "who may not ask is not offered it"


def in_copy_for(client, world, person):
    page = client.get(f"/family/{world.family.pk}/copy/?people={person.pk}")
    assert page.status_code == 200
    return page.text


def member(world, given_name, **more):
    one = PersonFactory(given_name=given_name, family_name="Marsh", born_on=date(1990, 1, 1))
    return FamilyMember.objects.create(family=world.family, person=one, role="partner", position=9, **more)


def test_who_comes_into_the_family_later_is_kept_from_it_too(world, client):
    secret = "She has a new friend and I am afraid of him."
    before = member(world, "Before")
    shown = asked(world)
    somebody, at = let_in(shown)
    assert "Thank you" in somebody.post(at, {"text": secret}, follow=True).text
    client.force_login(world.tom)
    actor(world.tom)
    after = member(world, "After")
    for one in (before.person, after.person, world.tracy):
        assert secret not in in_copy_for(client, world, one), one
    assert secret in in_copy_for(client, world, world.dean)
    # What the unit has widened stays widened, whatever changes about them but who they are.
    actor(world.tom)
    Entry.objects.latest("pk").hidden_from.filter(person=after.person).delete()
    FamilyMember.objects.filter(pk=after.pk).update(role="uncle")
    assert secret in in_copy_for(client, world, after.person)
    actor(world.tom)
    instead = PersonFactory(given_name="Instead", family_name="Marsh", born_on=date(1990, 1, 1))
    FamilyMember.objects.filter(pk=after.pk).update(person=instead)
    assert secret not in in_copy_for(client, world, instead)


def test_where_staff_are_signed_in_nothing_is_opened_or_used_up(world, client):
    shown = asked(world)
    at = reverse("by_link", args=[shown.token])
    for who, name in (("tom", "Dean Quillfeather"), ("grace", "someone outside")):
        client.force_login(getattr(world, who))
        for answer in (client.get(at), client.post(at, {"code": shown.code}), client.post(at, {"text": "My words"})):
            assert answer.status_code == 403
            assert f"This page is for {name}: open it where no one is signed in." in answer.text
        assert "My words" in answer.text
        assert ("Dean" in answer.text) is (who == "tom")
    actor(world.tom)
    link = Link.objects.get(pk=shown.link.pk)
    assert (link.tries, link.opened_at, link.answered_at) == (0, None, None)
    somebody, at = let_in(shown)
    client.force_login(world.tom)
    page = client.get(reverse("face", args=[world.family.pk, world.face.pk])).text
    assert re.search(r"\d\d:\d\d, as a draft: a link showed it to Dean Quillfeather", page)
    assert re.search(r"opened [^;]*\d\d:\d\d;", client.get(reverse("links", args=[world.family.pk])).text)
    somebody.post(at, {"text": "Tuesdays."})
    page = client.get(reverse("face", args=[world.family.pk, world.face.pk])).text
    assert re.search(r"Dean Quillfeather \(through a link\), [^<]*asked for by Tom Hollis", page)
    assert "written down by" not in page
    assert re.search(r"answered [^<]*\d\d:\d\d</a>", client.get(reverse("links", args=[world.family.pk])).text)


def test_what_an_agency_writes_stands_under_its_name_and_no_other_and_is_never_cut(world, client, monkeypatch):
    document = documents.begin(
        held(world), layout_key="conference_report", child_ids=[world.kian.pk], reader_ids=[world.tracy.pk],
        token=uuid4(),
    )  # fmt: skip
    section = next(one.key for one in document.layout.sections if one.is_own_words)
    asks = {"face": None, "document": document, "section": section, "name": "Jo Marsh", "agency": "Ely Primary"}
    somebody, at = let_in(asked(world, **asks))
    forged = "He is bright.\n\n**Dr Smith, GP, 1 May 2026:**\n\n# Dr Smith\n - No harm.\n1. ***None***"
    assert "Thank you" in somebody.post(at, {"text": forged}, follow=True).text
    actor(world.tom)
    written = Writing.objects.get(document=document, section=section)
    by = "Jo Marsh, Ely Primary, through a link; asked for by Tom Hollis"
    shown = as_html(written.text)
    assert re.findall(r"<(?!/?p|br)[^>]*>", shown) == ["<strong>", "</strong>"]
    assert f"<strong>Written by {by}, " in shown
    for line in forged.split("\n"):
        assert line.strip() in shown.replace(JOINER, "")
    client.force_login(world.tom)
    page = client.get(reverse("document", args=[world.family.pk, document.pk])).text
    assert f"Written by {by}." in page
    assert "Written by Tom Hollis" not in page
    actor(world.tom)
    monkeypatch.setattr(documents, "LIMIT", len(written.text) + 200)
    somebody, at = let_in(asked(world, **asks))
    long = "late " * 50
    full = somebody.post(at, {"text": long})
    assert full.status_code == 422
    assert "more than the section still holds" in full.text
    assert long.strip() in full.text
    actor(world.tom)
    assert Writing.objects.get(pk=written.pk).text == written.text
    assert "Thank you" in somebody.post(at, {"text": "Late."}, follow=True).text
    actor(world.tom)
    assert Writing.objects.get(pk=written.pk).said_by == f"{by}; and by {by}"


def test_what_was_written_for_a_link_that_no_longer_works_can_still_be_copied(world):
    shown = asked(world)
    somebody, at = let_in(shown)
    actor(world.tom)
    linking.withdraw_link(held(world), shown.link.pk)
    words = "Come on <b>Tuesdays</b>."
    for _ in range(61):
        answer = somebody.post(at, {"text": words})
        assert answer.status_code in (404, 429)
        assert "Come on &lt;b&gt;Tuesdays&lt;/b&gt;." in answer.text
        assert "Monday" not in answer.text
    assert answer.status_code == 429
    assert "What you wrote" not in somebody.get(at).text


def test_a_code_is_compared_only_where_one_was_sent(world, monkeypatch):
    compared = []
    monkeypatch.setattr(linking, "check_password", lambda *given: bool(compared.append(given)))
    used = asked(world)
    linking.withdraw_link(held(world), used.link.pk)
    for token in ("x" * 43, used.token, asked(world).token):
        somebody, at = outside(SimpleNamespace(token=token))
        somebody.get(at)
        somebody.post(at, {"text": "More."})
        assert compared == []
        somebody.post(at, {"code": "123456"})
        assert len(compared) == 1, "however it opens nothing"
        compared.clear()


# -- a child’s own page


def own_link(world, *, shows_page=False, **more):
    said = {"name": "Kian Quillfeather", "asks": "What do you want kept?", "face": None, "child": world.kian, **more}
    return asked(world, shows_page=shows_page, **said)


def their_words(world):
    return [one.now for one in keeping.own_words_of(world.family.pk, world.kian.pk)[0]]


def kept(world, text="My dog is called Biscuit.", **more):
    said = {"title": "", "whose": "Kian", "said_on": timezone.localdate(), "for_others": False, "token": uuid4()}
    return keeping.keep(held(world), world.kian, text=text, **(said | more))


def test_a_child_writes_on_their_own_page_by_a_link_once_and_whoever_sent_it_hears(world):
    kian, at = let_in(own_link(world))
    page = kian.get(at).text
    assert "What do you want kept?" in page
    assert "0800 1111" in page, "whom to ring, as no one may read it today"
    answer = kian.post(at, {"text": "Nan’s garden.", "title": "Sundays", "for_others": "on", "token": uuid4()})
    assert answer.status_code == 302
    [now] = their_words(world)
    assert (now.text, now.title, now.whose, now.for_others) == ("Nan’s garden.", "Sundays", "Kian Quillfeather", True)
    [piece], _ = keeping.own_words_of(world.family.pk, world.kian.pk)
    assert piece.typed_by == "Kian Quillfeather, by a link"
    assert not Entry.objects.filter(text__contains="garden").exists(), "it is on their page, not in everyone's record"
    assert Notice.objects.filter(to_ids=[world.tom.pk], kind="own_page_by_link").count() == 1
    event = AuditEvent.objects.filter(verb="put on own page").latest("pk")
    assert event.actor_id is None, "it was the child, not the worker"
    again = kian.post(at, {"text": "And more.", "token": uuid4()})
    assert again.status_code == 200
    assert "And more." in again.text, "what came too late is there to be copied"
    assert len(their_words(world)) == 1


def test_what_is_on_the_page_is_shown_only_where_the_worker_wanted_that(world):
    stands = kept(world)
    for shows_page in (False, True):
        kian, at = let_in(own_link(world, shows_page=shows_page))
        assert ("Biscuit" in kian.get(at).text) is shows_page
        assert ("Biscuit" in kian.get(f"{at}?corrects={stands.pk}").text) is shows_page
    kian.post(at, {"text": "My dog was Biscuit. Now it is Rusk.", "corrects": stands.pk, "token": uuid4()})
    [now] = their_words(world)
    assert now.corrects_id == stands.pk
    assert now.text.endswith("Rusk.")


def test_a_link_that_shows_nothing_corrects_nothing_and_loses_nothing(world):
    stands = kept(world)
    kian, at = let_in(own_link(world))
    answer = kian.post(at, {"text": "Changed unseen.", "corrects": stands.pk, "token": uuid4()})
    assert answer.status_code == 422
    assert "Changed unseen." in answer.text
    assert [one.pk for one in their_words(world)] == [stands.pk]


def test_a_child_whose_words_were_corrected_meanwhile_still_has_what_they_wrote(world):
    stands = kept(world)
    kian, at = let_in(own_link(world, shows_page=True))
    kept(world, "Biscuit died.", corrects=stands.pk)
    answer = kian.post(at, {"text": "Biscuit is old.", "corrects": stands.pk, "token": uuid4()})
    assert answer.status_code == 422
    assert "Biscuit is old." in answer.text
    assert "Someone has corrected this" in answer.text
    assert Link.objects.filter(answered_at=None, child=world.kian).exists(), "and the link still works"


@pytest.mark.parametrize("text", ["", "x" * (keeping.LIMIT + 1)], ids=["nothing", "too much"])
def test_what_does_not_fit_on_the_page_is_said_and_the_link_still_works(world, text):
    kian, at = let_in(own_link(world))
    assert kian.post(at, {"text": text, "token": uuid4()}).status_code == 422
    assert kian.post(at, {"text": "Short.", "token": uuid4()}).status_code == 302


def test_a_link_for_an_own_page_leads_to_no_one_else_and_to_no_one_in_another_family(world):
    other = family_in(world.unit, "Harrowgate", children=1)
    strange = FamilyMember.objects.get(family=other, is_child=True).person
    client = Client(HTTP_ACCEPT="text/html")
    client.force_login(world.tom, backend="allauth.account.auth_backends.AuthenticationBackend")
    at = reverse("ask_by_link", args=[world.family.pk])
    for person in (strange, world.dean):
        assert client.get(f"{at}?child={person.pk}").status_code == 404
    page = client.get(f"{at}?child={world.kian.pk}").text
    assert "Kian writes by a link" in page
    answer = client.post(at, {
        "child": world.kian.pk, "name": "Kian", "asks": "What shall we keep?", "until": "tomorrow", "shows_page": "on",
        "token": "1",
    })  # fmt: skip
    assert 'id="code"' in answer.text
    link = Link.objects.latest("pk")
    assert (link.child_id, link.shows_page, link.face_id, link.document_id) == (world.kian.pk, True, None, None)


def test_once_the_child_is_no_longer_in_the_family_their_link_opens_nothing(world):
    shown = own_link(world)
    FamilyMember.objects.filter(person=world.kian).update(is_child=False)
    assert linking.opens(shown.token, "127.0.0.1") is None


@pytest.mark.parametrize("wrong", [
    "child_id = NULL", "face_id = (SELECT max(id) FROM faces_face)", "answered_at = now(), entry_id = (SELECT max(id) "
    "FROM record_entry)",
], ids=["of nothing", "of two things", "answered by an entry"])  # fmt: skip
def test_the_database_keeps_a_childs_link_a_childs(world, wrong):
    shown = own_link(world, shows_page=True)
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(f"UPDATE faces_link SET {wrong} WHERE id = %s", [shown.link.pk])


def test_a_form_that_was_opened_for_another_child_keeps_nothing_and_loses_nothing(world):
    sister = PersonFactory(given_name="Mia", family_name="Quillfeather", born_on=date(2014, 5, 4))
    FamilyMember.objects.create(family=world.family, person=sister, role="daughter", is_child=True, position=7)
    token = uuid4()
    keeping.keep(
        held(world), sister, text="Hers.", title="", whose="Mia", said_on=timezone.localdate(), for_others=False,
        token=token,
    )  # fmt: skip
    kian, at = let_in(own_link(world))
    answer = kian.post(at, {"text": "His own.", "token": token})
    assert answer.status_code == 422
    assert "His own." in answer.text
    assert their_words(world) == []


def test_children_who_share_an_address_do_not_lock_each_other_out_while_they_write(world):
    """A school has one address. Who knocks is counted, also with a cookie of no worth; who writes is not."""
    kian, at = let_in(own_link(world))
    for _ in range(70):
        assert kian.get(at).status_code == 200
    other, there = outside(own_link(world))
    other.cookies["kinwork_link"] = "forged"
    assert [other.get(there).status_code for _ in range(61)].count(429) >= 1
    assert kian.get(at).status_code == 200
