"""Pages in plain words: for each reader their own, and nothing in them that is kept from that reader."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from kinwork.access.actor import NotAllowed
from kinwork.access.models import AuditEvent
from kinwork.documents import actions as documents
from kinwork.documents.composing import draft_of
from kinwork.documents.queries import document_in, people_of, reading_of
from kinwork.faces import actions, keeping, linking, refusing
from kinwork.faces.models import Face, FaceGiven, FacePart
from kinwork.faces.pictures import PICTURES
from kinwork.faces.reading import sources_of
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.people import actions as people
from kinwork.people.models import Address
from kinwork.plans.actions.planning import add_aim, write_plan
from kinwork.plans.actions.steps import make_step
from kinwork.plans.models import AimKeptFrom, Plan
from kinwork.record.actions import Audience, Happened, amend_entry, change_audience, write_entry
from kinwork.record.attaching import attach
from tests.factories import PersonFactory, actor, family_in, unit_with_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(one_scene):
    """A mother, a father from whom things are kept, and Kian, with a plan."""
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
    add_aim(held(world), words="Everyone sleeps through the night.")
    open_aim = add_aim(held(world), words="Kian is at school each morning.")
    make_step(held(world), open_aim.pk, what="Walk with Kian", owner_id=world.tom.pk, due_on=None)
    plan = Plan.objects.get(involvement__family=family)
    boxes = {
        "danger": "Kian was alone at night.", "contingency": "", "ending": "Three months without a call.",
        "for_staff": "Staffnote about the informant next door.", "review_on": None,
    }  # fmt: skip
    write_plan(held(world), boxes, plan_id=plan.pk, version=plan.version)
    return world


def held(world, who="tom"):
    return HeldFamily(world.family, world.unit.pk, actor(getattr(world, who)))


def begun(world, person=None, kind="plan"):
    return actions.begin(held(world), kind=kind, person_id=(person or world.tracy).pk, token=uuid4())


def part(world, face, section, who="tom"):
    return actions.part_of(actions.composed(held(world, who), face), section)


def wrote_part(world, face, section, text, *leans_on):
    stands = face.parts.filter(section=section).first()
    return actions.write(
        held(world), face, section, text, leans_on=leans_on, version=stands.version if stands else 0
    )  # fmt: skip


def entry(world, text, *, hidden_from=(), **more):
    what = Happened("visit", timezone.localdate() - timedelta(days=1), text)
    audience = Audience(hidden_from=frozenset(one.pk for one in hidden_from), **more)
    return write_entry(actor(world.tom), world.family.pk, world.unit.pk, what, audience)


def page(client, world, face, name="face", who="tom", **said):
    client.force_login(getattr(world, who))
    answer = client.get(reverse(name, args=[world.family.pk, face.pk]), said)
    assert answer.status_code == 200
    return answer


def test_it_begins_with_what_the_plan_says_to_this_reader(world):
    face = begun(world)
    assert part(world, face, "worry").lines == ("Kian was alone at night.",)
    assert part(world, face, "change").lines == (
        "Everyone sleeps through the night.",
        "Kian is at school each morning.",
    )
    assert part(world, face, "do").lines[0].endswith("Walk with Kian")
    assert part(world, face, "end").lines == ("Three months without a call.",)
    assert part(world, face, "why").row is None
    for_child = begun(world, world.kian)
    assert part(world, for_child, "end").title == "When we will stop coming"
    token = uuid4()
    twice = [actions.begin(held(world), kind="plan", person_id=world.dean.pk, token=token).pk for _ in range(2)]
    assert len(set(twice)) == 1


@pytest.mark.parametrize(("said", "field"), [({"kind": "poem"}, "kind"), ({"person": "0"}, "person"), ({}, "kind")])
def test_what_is_missing_is_said_beside_its_field(client, world, said, field):
    client.force_login(world.tom)
    sent = {"token": str(uuid4()), "kind": "", "person": "", **said}
    answer = client.post(reverse("new_face", args=[world.family.pk]), sent)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not Face.objects.exists()


def test_when_the_source_changes_it_says_so_and_somebody_goes_over_it(client, world):
    visit = entry(world, "They cooked together.")
    face = begun(world)
    wrote_part(world, face, "good", "You cook together. That is good.", f"entry:{visit.pk}")
    assert part(world, face, "good").changed == []
    amend_entry(actor(world.tom), visit, world.unit.pk, text="It was burnt.")
    assert [one.ref for one in part(world, face, "good").changed] == [f"entry:{visit.pk}"]
    assert part(world, face, "good").lines, "it is still what was said"
    shown = page(client, world, face).text
    assert "The record says something else now" in shown
    assert "It was burnt." in shown
    stays = reverse("face_part_stays", args=[world.family.pk, face.pk, "good"])
    client.post(stays, {"version": 0})
    assert part(world, face, "good").changed, "another version than they saw"
    client.post(stays, {"version": 1})
    assert part(world, face, "good").changed == []
    change_audience(actor(world.tom), visit, world.unit.pk, Audience(hidden_from=frozenset({world.tracy.pk})))
    gone = part(world, face, "good")
    assert gone.lines == (), "what it leans on is kept from her now: until one of them has gone over it, it is left out"
    assert "burnt" not in page(client, world, face, "face_as_read").text
    assert "gone over it" in page(client, world, face).text


SECRETS = {
    "hidden entry": "Tracy and Kian sleep at her sister Molly Larkrise.",
    "amendment": "The women's aid worker drives them there on Thursdays.",
    "limited entry": "A colleague's daughter goes out with Mr Foxglove.",
    "kept aim": "Kian never stays alone with his uncle Bartholomew again.",
    "staff aim": "We find out whether Dean still sees that dealer.",
    "staff step": "Ask the police for the log of last night",
    "staff note": "Staffnote about the informant next door.",
    "short": "She lives in Ely.",
    "address": "14 Hollowmere Lane",
    "postcode": "CB7 4ZZ",
    "why not seen": "Kian was hiding with the neighbours upstairs then.",
    "why not seen, of all": "Everyone had gone to the refuge by bus.",
    "who was there": "The refuge worker called Hepzibah from Marlow Trust",
    "where": "The yellow house behind Saint Radegund church",
    "who said so": "Her friend Araminta from the swimming club",
    "caption": "The bruise on her arm, photographed on Sunday.",
    "name of a file": "her new flat by the old mill.txt",
    "said of another's page": "I am frightened of what he does when you leave.",
}


@pytest.fixture(scope="module")
def smuggled(world):
    """In every place that is kept from Dean a sentence of its own."""
    dean = [world.dean]
    visit = entry(world, SECRETS["hidden entry"], hidden_from=dean)
    amend_entry(actor(world.tom), visit, world.unit.pk, text=SECRETS["amendment"])
    entry(world, SECRETS["short"], hidden_from=dean)
    around(world, hidden_from=dean)
    entry(world, SECRETS["limited entry"], is_limited=True, why="A colleague.")
    add_aim(held(world), words=SECRETS["kept aim"], kept_from=[world.dean.pk])
    add_aim(held(world), words=SECRETS["staff aim"], is_for_staff=True)
    aim = add_aim(held(world), words="Bedtime at eight.")
    make_step(held(world), aim.pk, what=SECRETS["staff step"], owner_id=world.tom.pk, due_on=None, is_for_staff=True)
    people.note(
        people.InRecord(actor(world.tom), world.family.pk, world.unit.pk),
        [Address(person=world.tracy, lines=SECRETS["address"], postcode=SECRETS["postcode"], is_confidential=True)],
    )
    hers = begun(world)
    actions.comment(held(world), hers, section="worry", text=SECRETS["said of another's page"], said_by="Tracy")
    return world


# Of these it is not said which words they are, though Tom sees the entry.
QUIET = ("who was there", "where", "who said so", "name of a file", "address", "postcode")


def around(world, hidden_from):
    """An entry of which all that is told stands around its text."""
    name = SECRETS["name of a file"]
    file = attach(
        actor(world.tom), world.family.pk, world.unit.pk, uuid4(), BytesIO(b"a letter"), name=name, size=8
    )  # fmt: skip
    what = Happened(
        "visit", timezone.localdate(), "Short.", place=SECRETS["where"], present=SECRETS["who was there"],
        said_by=SECRETS["who said so"], not_seen={world.kian.pk: SECRETS["why not seen"]}, draft=file.draft.token,
        captions={file.pk: SECRETS["caption"]}, not_seen_because=SECRETS["why not seen, of all"],
    )  # fmt: skip
    write_entry(
        actor(world.tom), world.family.pk, world.unit.pk, what,
        Audience(hidden_from=frozenset(one.pk for one in hidden_from)),
    )  # fmt: skip


def everything_for(client, world, face):
    """All that its reader can get: pages, papers with all that they say of themselves, and the names of files."""
    found = []
    for shape in ("plain", "large", "easy"):
        asked = {"shape": shape, "language": "Polish"}
        body = page(client, world, face, "face_as_read", **asked).text
        found.append(body.partition('class="kw-face')[2].partition("</article>")[0])
        paper = page(client, world, face, "face_pdf", **asked)
        content = b"".join(paper) if paper.streaming else paper.content
        pdf = PdfReader(BytesIO(content))
        found += [one.extract_text() for one in pdf.pages]
        found += [str(pdf.metadata), str(pdf.xmp_metadata.stream.get_data().decode() if pdf.xmp_metadata else "")]
        found.append(paper["Content-Disposition"])
    return found


def bare(text):
    return " ".join("".join(one if one.isalnum() else " " for one in text.lower()).split())


@pytest.mark.parametrize("name", SECRETS)
def test_what_is_kept_from_the_father_is_not_taken(name, smuggled):
    """Typed, pasted with other letters around it, leaned on, translated, said in an answer."""
    world, secret = smuggled, SECRETS[name]
    face = begun(world, world.dean)
    offered = " ".join(one.words for one in actions.sources_of(held(world), face).values())
    assert bare(secret) not in bare(offered), "it is not offered"
    refused = "Something in this text is kept from Dean" if name in QUIET else "must not read"
    for typed in (secret, f"Tom says: “{secret.upper()}” And more.", secret.replace(" ", "\n- **", 1) + "**"):
        with pytest.raises(ValidationError, match=refused):
            wrote_part(world, face, "why", typed)
    wrote_part(world, face, "why", "We came because the school rang.")
    with pytest.raises(ValidationError, match=refused):
        actions.translate(
            held(world), face, language="Polish", translated_by="Ola", on=timezone.localdate(),
            texts={"why": secret}, seen={},
        )  # fmt: skip
    said = actions.comment(held(world), face, section="why", text="Why?", said_by="Dean")
    with pytest.raises(ValidationError, match=refused):
        actions.answer(held(world), face, said.pk, text=secret)
    with pytest.raises(ValidationError, match=refused):
        actions.comment(held(world), face, section="why", text=secret, said_by="Dean")


def test_no_secret_sentence_reaches_the_father_by_any_way(client, smuggled):
    """Whatever stands in the rows: hidden only afterwards."""
    world = smuggled
    face = begun(world, world.dean)
    # By raw rows, as from a time when none of it was kept from anybody.
    sections, secrets = ("why", "good", "worry", "change", "do", "if", "end", "say"), list(SECRETS.values())
    for n, section in enumerate(sections):
        text = "\n".join((f"Openline {section}.", *secrets[n :: len(sections)]))
        if not face.parts.filter(section=section).update(text=text):
            FacePart.objects.create(face=face, section=section, text=text, by=world.tom, at=timezone.now())
    found = bare("\n".join(everything_for(client, world, face)))
    assert "openline why" in found
    assert [name for name, secret in SECRETS.items() if bare(secret) in found] == []
    assert "quillfeather" not in face_name(client, world, face)
    part_why = part(world, face, "why")
    assert part_why.lines == ("Openline why.",)
    assert "left out" in page(client, world, face).text.lower()


def face_name(client, world, face):
    return page(client, world, face, "face_pdf")["Content-Disposition"].lower()


def test_what_is_hidden_later_leaves_what_was_written_and_the_mother_keeps_hers(client, smuggled):
    world = smuggled
    aim = add_aim(held(world), words="He stays away from the blue gate at home time.")
    visit = entry(world, "Kian told us of the man with the green van by the gate.")
    his, hers = begun(world, world.dean), begun(world)
    for face in (his, hers):
        wrote_part(world, face, "good", "Kian told us of the man with the green van by the gate.")
        assert "green van" in " ".join(part(world, face, "good").lines)
    change_audience(actor(world.tom), visit, world.unit.pk, Audience(hidden_from=frozenset({world.dean.pk})))
    AimKeptFrom.objects.create(aim=aim, person=world.dean)
    assert part(world, his, "good").lines == ()
    assert "blue gate" not in " ".join(part(world, his, "change").lines)
    assert "green van" in " ".join(part(world, hers, "good").lines)
    assert "blue gate" in " ".join(part(world, hers, "change").lines)
    for one in (his, hers):
        assert ("green van" in "\n".join(everything_for(client, world, one))) is (one == hers)


GENERAL = "Something in this text is kept from Dean. Ask whoever answers for the record."
REFUSALS = (refusing.IN_SIGHT, refusing.OUT_OF_SIGHT, refusing.TOO_OFTEN)


def refusals(world, who="priya"):
    asked = AuditEvent.objects.filter(family_id=world.family.pk, actor=getattr(world, who), verb__in=REFUSALS)
    return list(asked.order_by("id").values_list("verb", "words", "object_type"))


def refused(client, world, face, name, who="priya", **said):
    """What a page says to words that it does not take."""
    client.force_login(getattr(world, who))
    answer = client.post(reverse(name, args=[world.family.pk, face.pk, *said.pop("at", ())]), said)
    assert answer.status_code == 422
    return answer.text


def test_the_check_tells_nothing_of_a_limited_entry_whatever_was_guessed(client, smuggled):
    """Who may not know of it hears one sentence, wherever and however much of it they had; and it is in the log."""
    world, secret = smuggled, SECRETS["limited entry"]
    face = begun(world, world.dean)
    wrote_part(world, face, "why", "Something harmless.")
    wrote_part(world, face, "good", "And this.")
    guesses = (
        secret,
        "So a colleague's daughter goes out with a bear.",
        f"Decoy.\n{SECRETS['hidden entry']}\n{secret}\n{SECRETS['staff note']}\n{SECRETS['where']}",
    )
    for guess in guesses:
        assert refused(client, world, face, "face_part", at=["why"], text=guess, version=1).count(GENERAL) == 1
    both = {
        "language": "Polish", "translated_by": "Ola", "translated_on": "today", "text-why": SECRETS["hidden entry"],
        "text-good": secret,
    }  # fmt: skip
    assert refused(client, world, face, "face_language", **both).count(GENERAL) == 1
    assert refused(client, world, face, "face_comment", text=secret, said_by="Dean").count(GENERAL) == 1
    assert refusals(world) == [(refusing.OUT_OF_SIGHT, "", "Face")] * (len(guesses) + 2)
    # Of what she may see she is told which words they are; and this too is in the log.
    said = refused(client, world, face, "face_part", at=["why"], text=SECRETS["hidden entry"], version=1)
    assert "tracy and kian sleep at her" in said
    assert refusals(world)[-1] == (refusing.IN_SIGHT, "", "Face")
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("SELECT * FROM kinwork_kept_from(%s, %s)", [world.family.pk, world.dean.pk])
    # What was written before it was limited shows her no word of it either.
    face.parts.filter(section="why").update(text=f"{secret}\n{SECRETS['staff note']}")
    assert part(world, face, "why", "priya").kept == ("Something in this section",)
    assert part(world, face, "why", "tom").kept != part(world, face, "why", "priya").kept


def test_after_ten_refusals_the_eleventh_is_not_even_looked_at(smuggled):
    world, face = smuggled, begun(smuggled, smuggled.dean)

    def tries(text, match, who="priya"):
        with pytest.raises(ValidationError, match=match):
            actions.write(held(world, who), face, "why", text, leans_on=(), version=0)

    for _ in range(10):
        tries(SECRETS["limited entry"], "kept from Dean")
    for text in (SECRETS["limited entry"], "Nothing at all."):
        tries(text, "guardian")
    with pytest.raises(ValidationError, match="guardian"):
        linking.ask_by_link(
            held(world, "priya"), name="Dean", agency="", asks="Is it right?", until=timezone.localdate(), face=face
        )
    assert [verb for verb, *_ in refusals(world)[-4:]] == [refusing.OUT_OF_SIGHT, *[refusing.TOO_OFTEN] * 3]
    wrote_part(world, face, "why", "Another hand writes on.")
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        tries(SECRETS["limited entry"], "kept from Dean")


def test_who_came_by_an_opening_reads_and_does_not_write_what_the_family_is_given(client, world):
    _, strangers = unit_with_staff("Hazel", "h")
    opened = actor(strangers["tom"]).with_opened(world.unit.pk, 1)
    by_reason = HeldFamily(world.family, world.unit.pk, opened)
    face = begun(world)
    with pytest.raises(NotAllowed, match="Its own unit writes"):
        actions.write(by_reason, face, "why", "x", leans_on=(), version=0)
    with pytest.raises(NotAllowed, match="Its own unit writes"):
        actions.begin(by_reason, kind="plan", person_id=world.dean.pk, token=uuid4())


def test_a_translation_stands_beside_the_very_words_that_were_translated(client, world):
    face = begun(world)
    wrote_part(world, face, "good", "You cook together.")
    client.force_login(world.tom)
    at = reverse("face_language", args=[world.family.pk, face.pk])
    sent = {"language": "Polish", "translated_by": "", "translated_on": "30/2", "text-good": "Gotujecie razem."}
    answer = client.post(at, sent)
    assert answer.status_code == 422
    assert "Gotujecie razem." in answer.text, "what was typed is still there"
    seen = part(world, face, "good").print
    client.post(at, {**sent, "translated_by": "Ola Nowak, Babel", "translated_on": "today", "seen-good": seen})
    shown = page(client, world, face, "face_as_read", language="Polish").text
    assert "Gotujecie razem." in shown
    assert "Ola Nowak, Babel" in shown
    assert "Gotujecie" not in page(client, world, face, "face_as_read").text
    wrote_part(world, face, "good", "You cook together on Sundays.")
    assert "Gotujecie" not in page(client, world, face, "face_as_read", language="Polish").text
    assert "of earlier words" in page(client, world, face).text


def test_what_they_said_is_kept_with_the_answer_and_what_they_got_as_it_was(client, world):
    face = begun(world)
    client.force_login(world.tom)
    at = reverse("face_comment", args=[world.family.pk, face.pk])
    assert client.post(at, {"section": "worry", "text": " ", "said_by": "Tracy"}).status_code == 422
    client.post(at, {"section": "worry", "text": "He was not alone.", "said_by": "Tracy"})
    said = face.comments.get()
    actions.answer(held(world, "grace"), face, said.pk, text="We changed it.")
    with pytest.raises(ValidationError, match="in the meantime"):
        actions.answer(held(world, "priya"), face, said.pk, text="No.")
    shown = page(client, world, face).text
    assert "He was not alone." in shown
    assert "We changed it." in shown
    give = reverse("give_face", args=[world.family.pk, face.pk])
    seen = actions.composed(held(world), face).print()
    assert client.post(give, {"on": "today", "how": "", "is_draft": "on", "seen": seen}).status_code == 422
    assert client.post(give, {"on": "today", "how": "At home", "seen": "0" * 16}).status_code == 422, (
        "not what they saw"
    )
    client.post(give, {"on": "today", "how": "Read together at home", "is_draft": "on", "seen": seen})
    got = FaceGiven.objects.get(face=face)
    wrote_part(world, face, "worry", "Kian was up late.")
    assert "Kian was alone at night." in got.html
    shown = client.get(reverse("face_given", args=[world.family.pk, face.pk, got.pk])).text
    assert "Read together at home" in shown
    assert "Kian was alone at night." in shown
    with pytest.raises(DatabaseError), transaction.atomic():
        FaceGiven.objects.filter(pk=got.pk).update(html="x")


def test_two_who_write_at_once_and_what_is_too_long(client, world):
    face = begun(world)
    wrote_part(world, face, "why", "First.")
    with pytest.raises(actions.Overtaken) as overtaken:
        actions.write(held(world, "priya"), face, "why", "Else.", leans_on=(), version=0)
    assert overtaken.value.theirs == "First."
    with pytest.raises(ValidationError, match="Say less"):
        wrote_part(world, face, "why", "x " * 5000)
    client.force_login(world.tom)
    answer = client.post(reverse("reading_age"), {"text": "We will come on Monday."})
    assert "Reading age about" in answer.text


def test_who_may_not_write_in_the_record_gives_nothing_and_all_is_logged(client, world):
    _, strangers = unit_with_staff("Hazel", "h")
    face = begun(world)
    with pytest.raises(NotAllowed):
        actions.begin(
            HeldFamily(world.family, world.unit.pk, actor(strangers["tom"])), kind="plan", person_id=world.dean.pk,
            token=uuid4(),
        )  # fmt: skip
    page(client, world, face, "face_pdf")
    actions.put_away(held(world), face, because="Begun twice.")
    with pytest.raises(ValidationError, match="put away"):
        wrote_part(world, face, "why", "More.")
    verbs = set(AuditEvent.objects.filter(family_id=world.family.pk).values_list("verb", flat=True))
    assert {"began plain page", "printed plain page", "put plain page away"} <= verbs
    client.post(reverse("take_face_up", args=[world.family.pk, face.pk]))
    wrote_part(world, face, "why", "More.")


def assessment_for(world, *readers):
    """A finalised assessment that says something of the plan."""
    document = documents.begin(
        held(world), layout_key="child_and_family_assessment", child_ids=[world.kian.pk],
        reader_ids=[one.pk for one in readers], token=uuid4(),
    )  # fmt: skip
    today = timezone.localdate()
    found = document_in(world.family.pk, document.pk)
    people = people_of(held(world), today)

    def draft():
        return draft_of(found, reading_of(held(world), found, today, None, people), people)

    documents.write(held(world), found, draft(), "conclusion", "We go on **with** the plan.", version=0)
    documents.finalise(
        held(world), found, seen=documents.print_of_draft(draft()), as_what="Social worker", without_empty=True
    )  # fmt: skip
    return document


def test_a_finalised_assessment_is_said_in_plain_words_beside_what_it_says(client, world):
    document = assessment_for(world, world.tracy)
    client.force_login(world.tom)
    shown = client.get(reverse("document", args=[world.family.pk, document.pk])).text
    address = reverse("new_face", args=[world.family.pk])
    assert f'href="{address}?document={document.pk}"' in shown
    form = client.get(f"{address}?document={document.pk}").text
    assert re.search(r'value="assessment"\s+checked', form)
    said = {"document": document.pk, "kind": "assessment", "token": uuid4()}
    assert client.post(address, said | {"kind": "letter", "person": world.tracy.pk}).status_code == 422
    client.post(address, said | {"person": world.tracy.pk})
    face = Face.objects.get(document=document)
    beside = client.get(reverse("face_part", args=[world.family.pk, face.pk, "think"])).text
    assert "We go on with the plan." in beside
    ref = f"document:{document.pk}.conclusion"
    wrote_part(world, face, "think", "We want to go on.", ref)
    assert [one.ref for one in part(world, face, "think").leans_on] == [ref]
    # For whom it was not made, nothing of it is offered: it may hold what is hidden from them.
    for_dean = actions.begin(
        held(world), kind="assessment", person_id=world.dean.pk, token=uuid4(), document=document
    )  # fmt: skip
    assert not [one for one in sources_of(held(world), for_dean) if one.startswith("document:")]
    documents.put_away(held(world), document, because="Entered in error.")
    assert part(world, face, "think").gone, "what it leant on is no longer there"
    assert client.get(f"{address}?document={document.pk}").status_code == 404


def test_what_was_finalised_for_professionals_only_is_offered_to_no_one_in_the_family(world):
    document = assessment_for(world)
    face = actions.begin(
        held(world), kind="assessment", person_id=world.tracy.pk, token=uuid4(), document=document
    )  # fmt: skip
    assert not [one for one in sources_of(held(world), face) if one.startswith("document:")]


def test_the_picture_beside_a_sentence_is_chosen_until_its_words_change(client, world):
    face = begun(world, kind="letter")
    wrote_part(world, face, "letter", "Ring us on Monday. We eat together.")
    client.force_login(world.tom)
    address = reverse("face_pictures", args=[world.family.pk, face.pk])

    def shown():
        read = client.get(reverse("face_as_read", args=[world.family.pk, face.pk]), {"shape": "easy"}).text
        rows = re.findall(r'face__picture">(.*?)</div>\s*<p class="face__said">(.*?)</p>', read, re.S)
        found = {said: next((one.key for one in PICTURES if one.shapes in svg), "") for svg, said in rows}
        return {said: key for said, key in found.items() if said.startswith(("Ring", "We eat"))}

    assert shown() == {"Ring us on Monday.": "phone", "We eat together.": "food"}
    names = re.findall(r'<select[^>]*name="(picture-\w+)"', client.get(address).text)
    client.post(address, {names[0]: "day", names[1]: "none"})
    assert shown() == {"Ring us on Monday.": "day", "We eat together.": ""}
    client.post(address, {names[0]: "../../etc", names[1]: "as it comes"})
    assert shown() == {"Ring us on Monday.": "phone", "We eat together.": "food"}, "what is no picture is not taken"
    client.post(address, {names[0]: "day"})
    wrote_part(world, face, "letter", "Ring us on Tuesday. We eat together.")
    assert shown()["Ring us on Tuesday."] == "phone", "other words choose anew"
    assert (
        'href="' + address
        in client.get(reverse("face_as_read", args=[world.family.pk, face.pk]), {"shape": "easy"}).text
    )


def test_the_title_of_a_childs_own_page_reaches_no_one_else_either(world):
    keeping.keep(
        held(world), world.kian, text="My den.", title="Where I hide when Dad is shouting", whose="Kian",
        said_on=timezone.localdate(), for_others=False, token=uuid4(),
    )  # fmt: skip
    face = begun(world, world.dean, kind="letter")
    with pytest.raises(ValidationError, match="must not read"):
        wrote_part(world, face, "letter", "He told us where I hide when Dad is shouting.")
    wrote_part(world, begun(world, world.kian, kind="letter"), "letter", "Where I hide when Dad is shouting.")
