"""Documents put themselves together from the record: drafts follow it, what was finalised stays as it was."""

from __future__ import annotations

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from kinwork.access.actor import NotAllowed
from kinwork.accounts.bootstrap import service_team
from kinwork.approvals.models import Approval
from kinwork.approvals.queries import waiting as approvals_of
from kinwork.cases.models import StatusDecision
from kinwork.confidentiality import restrictions
from kinwork.documents import actions
from kinwork.documents.composing import SIGNED, draft_of, sum_of
from kinwork.documents.models import Document, Final, Signature, Writing
from kinwork.documents.queries import document_in, last_finalised, layout_offered, people_of, reading_of
from kinwork.documents.rendering import html_of_blocks
from kinwork.documents.seen_by_all import as_everybody_sees
from kinwork.families import actions as relations
from kinwork.families import ties
from kinwork.families.hand_over import pack_of
from kinwork.families.held import HeldFamily
from kinwork.families.models import Agency, FamilyMember
from kinwork.layouts.blocks import pieces
from kinwork.layouts.reading import shipped
from kinwork.meetings.actions import discussing
from kinwork.meetings.history import Typed
from kinwork.people import actions as people
from kinwork.people.models import Address, SafetyWarning
from kinwork.plans.actions.planning import add_aim, write_plan
from kinwork.plans.actions.steps import make_step
from kinwork.plans.models import Plan
from kinwork.record.actions import Audience, Happened, amend_entry, write_entry
from kinwork.summaries.actions import writing as summaries
from kinwork.summaries.queries import draft_of as draft_of_summary
from kinwork.transfers import actions as transfers
from tests.factories import (
    PersonFactory,
    actor,
    discussion_of,
    family_in,
    meeting_of,
    put_in_post,
    unit_with_staff,
    user,
)

pytestmark = pytest.mark.django_db
WORD = "word/document.xml"


@pytest.fixture(scope="module")
def world(one_scene):
    """A family with a mother, a father, Kian and Mira, in a unit; somebody leads the service."""
    unit, staff = unit_with_staff()
    family = family_in(unit, "Quillfeather", children=0, with_mother=False)
    named = [("Tracy", 1988, "mother"), ("Dean", 1985, "father"), ("Kian", 2012, "son"), ("Mira", 2016, "daughter")]
    found = {}
    for position, (name, born, role) in enumerate(named):
        one = PersonFactory(given_name=name, family_name="Quillfeather", born_on=date(born, 5, 4))
        is_child = role in ("son", "daughter")
        FamilyMember.objects.create(family=family, person=one, role=role, is_child=is_child, position=position)
        found[name.lower()] = one
    at = relations.EditContext(family, unit.pk, actor(staff["tom"]), "Tracy")
    for child in ("kian", "mira"):
        relations.add_child(at, [found["tracy"], found["dean"]], found[child])
    head = user("head")
    put_in_post(head, service_team(), "hos")
    return SimpleNamespace(unit=unit, family=family, head=head, **found, **staff)


def held(world, who="tom"):
    return HeldFamily(world.family, world.unit.pk, actor(getattr(world, who)))


def wrote(world, text, *, seen=(), days=1, kind="visit", **more):
    on = timezone.localdate() - timedelta(days=days)
    what = Happened(kind, on, text, seen={one.pk: True for one in seen}, is_significant=True)
    return write_entry(actor(world.tom), world.family.pk, world.unit.pk, what, Audience(**more))


def begun(world, key, *about, readers=(), follows=None):
    return actions.begin(
        held(world), layout_key=key, child_ids=[one.pk for one in about or (world.kian, world.mira)],
        reader_ids=[one.pk for one in readers], token=uuid4(), follows=follows,
    )  # fmt: skip


def draft(world, document, who="tom", **more):
    at, found = held(world, who), document_in(world.family.pk, document.pk)
    today, last = timezone.localdate(), last_finalised(found)
    people = people_of(at, today)
    reading = reading_of(at, found, today, last, people)
    return draft_of(found, reading, people, before=last.final.data if last else None, **more)


def words(found, section=""):
    """All that is in a draft, or in one section of it."""
    parts = [one for one in found.parts if section in ("", one.key)]
    return "\n".join(piece.words for part in parts for piece in pieces(part.blocks))


def part(found, key):
    return next(one for one in found.parts if one.key == key)


def finalised(world, document, **more):
    seen = actions.print_of_draft(draft(world, document))
    return actions.finalise(held(world), document, seen=seen, as_what="Social worker", without_empty=True, **more)


def page(client, world, document, name="document", who="tom", **said):
    client.force_login(getattr(world, who))
    answer = client.get(reverse(name, args=[world.family.pk, document.pk]), said)
    assert answer.status_code == 200
    return answer


def bytes_of(answer):
    return b"".join(answer) if answer.streaming else answer.content


def in_pdf(content):
    """Its words, and what it says of itself."""
    pdf = PdfReader(BytesIO(content))
    return "\n".join([*(one.extract_text() for one in pdf.pages), str(pdf.metadata), str(pdf.xmp_metadata or "")])


def in_word(content):
    """Everything in the file, whichever part of it, without marks between letters."""
    with zipfile.ZipFile(BytesIO(content)) as found:
        return "\n".join(
            re.sub(r"<[^>]+>", "", found.read(name).decode(errors="replace")) + name
            for name in found.namelist()
            if name.endswith((".xml", ".rels"))
        )


def test_one_visit_is_written_once_and_its_words_are_where_they_are_needed(world):
    """Amended, it is amended in every draft; what was finalised stays, and says that there is something since."""
    visit = wrote(world, "Kian showed the den behind the shed: Wychwood.", seen=[world.kian])
    conference = begun(world, "conference_report", readers=[world.tracy])
    chronology = begun(world, "court_chronology")
    of_kian = begun(world, "care_review_report", world.kian)
    of_mira = begun(world, "care_review_report", world.mira)
    own_pack = begun(world, "familys_own_pack", readers=[world.tracy, world.dean])
    having = [conference, chronology, of_kian, own_pack]
    assert all("Wychwood" in words(draft(world, one)) for one in having)
    assert "Wychwood" not in words(draft(world, of_mira)), "she was not there"
    final = finalised(world, conference)
    amend_entry(actor(world.tom), visit, world.unit.pk, text="The den is called Hollowmere.")
    assert "Hollowmere" in words(draft(world, of_kian))
    assert "Hollowmere" not in final.html
    assert "Wychwood" in Final.objects.get(document=conference).html
    assert Writing.objects.count() == 0, "nowhere was it typed twice"


def test_what_was_finalised_is_signed_says_what_changed_since_and_cannot_be_changed(client, world):
    visit = wrote(world, "They cooked together.", seen=[world.kian, world.mira])
    document = begun(world, "conference_report")
    final = finalised(world, document, to_sign=[world.grace.pk])
    assert final.sha256 == sum_of(final.data, final.html)
    assert final.data["sections"][-1]["key"] == SIGNED
    shown = page(client, world, document).text
    assert "The record says nothing different since" in shown
    amend_entry(actor(world.tom), visit, world.unit.pk, text="And washed up.")
    wrote(world, "They rang.", kind="telephone")
    shown = page(client, world, document).text
    assert "1 entry was amended" in shown
    assert "1 entry is new" in shown
    assert "And washed up" not in shown
    assert "Unchanged: what you read is what was signed" in shown
    client.force_login(world.grace)
    signs = reverse("sign_document", args=[world.family.pk, document.pk])
    client.post(signs, {"as_what": "Manager", "seen": "0" * 64})
    assert Signature.objects.filter(document=document).count() == 1, "what one has not read one does not sign"
    client.post(signs, {"as_what": "Manager", "seen": final.sha256})
    assert [one.as_what for one in document.signatures.all()] == ["Social worker", "Manager"]
    for do in (
        lambda: actions.write(held(world), document, draft(world, document), "why", "Else.", version=0),
        lambda: actions.finalise(held(world), document, seen=""),
        lambda: actions.say_who_reads(held(world), document, [world.tracy.pk]),
    ):
        with pytest.raises(ValidationError, match="stays as it was"):
            do()
    for sql in (
        "UPDATE documents_final SET html = 'x'",
        f"INSERT INTO documents_reader (document_id, person_id) VALUES ({document.pk}, {world.dean.pk})",
        "UPDATE documents_document SET layout_text = 'x'",
    ):
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    again = begun(world, "conference_report", follows=Document.objects.get(pk=document.pk))
    assert "And washed up" in words(draft(world, again))
    changed = part(draft(world, again), "happened").since_last
    assert len(changed.new) == 2, "the amended entry and the new one"
    assert len(changed.gone) == 1, "as it was before"


def test_what_nobody_looked_at_is_not_signed_and_approval_holds_nothing_up(world):
    document = begun(world, "conference_report")
    wrote(world, "First.")
    seen = actions.print_of_draft(draft(world, document))
    wrote(world, "Something that came in while they read.")
    with pytest.raises(ValidationError, match="has changed since you looked"):
        actions.finalise(held(world), document, seen=seen)
    finalised(world, document)
    waiting = Approval.objects.get(thing_type="Document", thing_id=document.pk)
    assert waiting.is_open
    assert Document.objects.get(pk=document.pk).is_final, "it holds, approved or not"
    other = begun(world, "child_and_family_assessment")
    finalised(world, other)
    both = {Final.objects.get(document=one).title for one in (document, other)}
    assert {line.called for line in approvals_of(actor(world.grace))} == both, "which of them it is stands in the queue"


def test_sections_that_are_empty_are_asked_about_before_anything_is_final(client, world):
    """Nothing has to be filled in; nothing is left out unasked; what was typed is still there when it is asked."""
    document = begun(world, "conference_report")
    wrote(world, "They cooked together.", seen=[world.kian])
    found = draft(world, document)
    empty = [one.section.title for one in found.empty]
    assert len(empty) > 2
    assert all(not part(found, one.key).section.optional for one in found.empty)
    client.force_login(world.tom)
    address = reverse("finalise_document", args=[world.family.pk, document.pk])
    said = {
        "seen": actions.print_of_draft(found), "as_what": "Duty social worker", "to_sign": str(world.grace.pk),
    }  # fmt: skip
    answer = client.post(address, said)
    assert answer.status_code == 422
    assert f"{len(empty)} sections are empty: {'; '.join(empty)}. Tick the box" in answer.text
    assert 'value="Duty social worker"' in answer.text
    assert re.search(rf'name="to_sign"\s+value="{world.grace.pk}"\s+checked', answer.text)
    assert Document.objects.get(pk=document.pk).is_draft
    assert client.post(address, said | {"without_empty": "on"}).status_code == 302
    final = Final.objects.get(document=document)
    assert not {one.key for one in found.empty} & {one["key"] for one in final.data["sections"]}
    assert final.data["sections"][-1]["key"] == SIGNED


def test_hypotheses_that_have_a_section_of_their_own_are_not_told_twice(world):
    """Before there is a summary they stand for its analysis, but not where they are told anyhow."""
    talk = discussion_of(world.family, meeting_of(world.unit, world.maureen), world.maureen)
    discussing.raise_hypothesis(actor(world.grace), talk, statement="Dean may be afraid of Larkrise.")
    for key, times in (("section_47_enquiry", 1), ("hand_over_pack", 1), ("child_and_family_assessment", 1)):
        assert words(draft(world, begun(world, key))).count("afraid of Larkrise") == times, key


def test_what_was_written_for_professionals_is_read_by_somebody_before_the_family_reads_it(world):
    talk = discussion_of(world.family, meeting_of(world.unit, world.maureen), world.maureen)
    idea = discussing.raise_hypothesis(actor(world.grace), talk, statement="Dean may be afraid of Larkrise.")
    document = begun(world, "child_and_family_assessment", readers=[world.tracy])
    found = draft(world, document)
    waits = part(found, "analysis")
    assert waits.has_to_be_read
    assert "Larkrise" not in words(found)
    actions.look_through(held(world), document, found, "analysis", seen=waits.waiting_print)
    assert "Larkrise" in words(draft(world, document), "analysis")
    idea.statement = "Dean may be afraid of Foxglove."
    idea.save(update_fields=["statement"])
    found = draft(world, document)
    assert part(found, "analysis").has_to_be_read, "these words nobody has read"
    assert "Foxglove" not in words(found)
    with pytest.raises(ValidationError, match="has changed since you read it"):
        actions.look_through(held(world), document, found, "analysis", seen=waits.waiting_print)
    for_staff = begun(world, "child_and_family_assessment")
    assert "Foxglove" in words(draft(world, for_staff), "analysis"), "professionals read it as it stands"
    actions.write(held(world), for_staff, draft(world, for_staff), "analysis", "He fears Thistledown.", version=0)
    actions.say_who_reads(held(world), for_staff, [world.tracy.pk])
    found = draft(world, for_staff)
    assert part(found, "analysis").has_to_be_read
    assert "Thistledown" not in words(found), "written for professionals, and now the mother reads it"


def test_a_section_can_be_changed_here_only_and_says_so(client, world):
    visit = wrote(world, "The kettle was on.", seen=[world.kian])
    document = begun(world, "conference_report")
    first = draft(world, document)
    wrote_there = actions.write(held(world), document, first, "happened", "In short: **tea**.", version=0)
    found = draft(world, document)
    assert words(found, "happened") == "In short: **tea**."
    assert not part(found, "happened").source_changed
    amend_entry(actor(world.tom), visit, world.unit.pk, text="It was cold.")
    assert part(draft(world, document), "happened").source_changed
    shown = page(client, world, document).text
    assert "Changed here only" in shown
    assert "The source has changed since" in shown
    with pytest.raises(actions.Overtaken) as overtaken:
        actions.write(held(world, "priya"), document, found, "happened", "Else.", version=0)
    assert overtaken.value.theirs == "In short: **tea**."
    actions.back_to_source(held(world), document, "happened")
    assert "It was cold." in words(draft(world, document), "happened")
    actions.take_writing_up_again(held(world), document, wrote_there.pk)
    assert words(draft(world, document), "happened") == "In short: **tea**."


def test_comments_are_kept_with_what_was_answered(client, world):
    document = begun(world, "family_help_plan", readers=[world.tracy])
    said = actions.comment(held(world), document, section="plan", text="Not every week.", said_by="Tracy")
    actions.answer(held(world, "grace"), document, said.pk, text="Every other week then.")
    with pytest.raises(ValidationError, match="in the meantime"):
        actions.answer(held(world, "priya"), document, said.pk, text="No.")
    wrote(world, "Something to read.")
    actions.write(held(world), document, draft(world, document), "children_say", "A dog.", version=0)
    final = finalised(world, document)
    shown = page(client, world, document).text
    assert "Not every week." in shown
    assert "Every other week then." in shown
    assert "Not every week" not in final.html, "what was said about it is not in it"


SECRETS = ("Secretvisit", "Namedonly", "Staffaim", "Keptaim", "Staffstep", "Forstaff", "Hiddenlane", "Safehaven",
           "Panelword", "Bulldogs", "Whosaidso", "Neighbourxyz", "Foldedword")  # fmt: skip


def summarised(world, into, entry=None, words=""):
    """An entry's words in the summary that is being written, or own words."""
    at = held(world)
    summaries.begin(at)
    if entry:
        summaries.fold_in(at, entry.pk, into)
    else:
        box = draft_of_summary(at.actor, at.pk)[into].own
        summaries.save_passage(at, box.pk, box.version, Typed(words, at.actor.name))


@pytest.fixture(scope="module")
def smuggled(world):
    """In every place that is kept from Dean, or from the family, a word of its own; and one that he may read."""
    me, unit = actor(world.tom), world.unit.pk
    wrote(world, "Secretvisit to the refuge.", seen=[world.kian], hidden_from=frozenset({world.dean.pk}))
    wrote(world, "Namedonly: about a colleague.", is_limited=True, why="A colleague.")
    on = timezone.localdate() - timedelta(days=2)
    happened = Happened("visit", on, "Openword for all.", said_by="Neighbourxyz", seen={world.kian.pk: True},
                        is_significant=True)  # fmt: skip
    write_entry(me, world.family.pk, unit, happened)
    hidden = Happened("visit", on, "x", said_by="Whosaidso", present="Whosaidso", place="Whosaidso")
    write_entry(me, world.family.pk, unit, hidden, Audience(hidden_from=frozenset({world.dean.pk})))
    add_aim(held(world), words="Staffaim", is_for_staff=True)
    add_aim(held(world), words="Keptaim", kept_from=[world.dean.pk])
    aim = add_aim(held(world), words="Openaim: bedtime.")
    make_step(held(world), aim.pk, what="Staffstep", owner_id=world.tom.pk, agency="", due_on=None, is_for_staff=True)
    plan = Plan.objects.get(involvement__family=world.family)
    boxes = {"danger": "Openworry", "contingency": "", "ending": "", "for_staff": "Forstaff", "review_on": None}
    write_plan(held(world), boxes, plan_id=plan.pk, version=plan.version)
    soon = timezone.localdate() + timedelta(days=90)
    people.note(
        people.InRecord(me, world.family.pk, unit),
        [
            Address(person=world.tracy, lines="Hiddenlane 4", is_confidential=True),
            SafetyWarning(person=world.dean, kind="dogs", words="Bulldogs", review_on=soon),
        ],
    )
    refuge = Agency.objects.create(name="Safehaven", kind="refuge", family=world.family)
    at = relations.EditContext(world.family, unit, me, "Tracy")
    ties.add_tie(at, ties.Said(on=on.isoformat(), part="professional", agency=refuge, role="Safehaven worker"))
    for text, kept_from in (("Foldedword of the refuge.", [world.dean.pk]), ("Breadword on Sundays.", [])):
        entry = write_entry(me, world.family.pk, unit, Happened("note", on, text),
                            Audience(hidden_from=frozenset(kept_from)))  # fmt: skip
        for folded_into in ("situation", "strengths", "analysis", "risk"):
            summarised(world, folded_into, entry)
    summaries.make_standing(held(world))
    involvement = world.family.involvements.get()
    StatusDecision.objects.create(
        involvement=involvement, person=world.kian, status="cp", category="NEG", on=on, decided_by="Panelword",
        panel="Panelword", reason="Panelword", recorded_by=world.grace, recorded_at=timezone.now(),
    )  # fmt: skip
    return world


@pytest.mark.parametrize("key", sorted(shipped()))
def test_nothing_hidden_gets_into_anything_made_for_the_father(client, smuggled, key):
    """As page, PDF and Word, with their metadata and names; whoever reads it through has put in all that they can."""
    world = smuggled
    document = begun(world, key, world.kian, readers=[world.dean])
    for waits in draft(world, document).to_read:
        actions.look_through(held(world), document, draft(world, document), waits.key, seen=waits.waiting_print)
    actions.write(held(world), document, draft(world, document), draft(world, document).parts[0].key, "Hm.", version=0)
    final = finalised(world, document)
    pdf, word = page(client, world, document, "document_pdf"), page(client, world, document, "document_word")
    names = f"{pdf.headers['Content-Disposition']}{word.headers['Content-Disposition']}"
    everywhere = "\n".join([str(final.data), final.html, in_pdf(bytes_of(pdf)), in_word(bytes_of(word)), names])
    assert [one for one in SECRETS if one in everywhere] == []
    assert "Quillfeather" not in names
    assert "For Dean Quillfeather" in final.html


def test_professionals_read_what_only_the_family_must_not(smuggled):
    found = draft(smuggled, begun(smuggled, "hand_over_pack"))
    said = words(found)
    assert {one for one in SECRETS if one in said} == {
        "Secretvisit", "Staffaim", "Keptaim", "Staffstep", "Forstaff", "Bulldogs", "Whosaidso", "Neighbourxyz",
        "Foldedword",
    }  # fmt: skip
    court = words(draft(smuggled, begun(smuggled, "conference_report", readers=[smuggled.dean])))
    assert "Openword" in court
    assert "Openaim" in court
    assert "Openworry" in court
    document = begun(smuggled, "conference_report", readers=[smuggled.dean])
    waits = part(draft(smuggled, document), "analysis")
    assert "kept from a person who will read it" in waits.heed
    assert [one.text for one in waits.waiting if hasattr(one, "text")] == ["Breadword on Sundays."]


def test_the_pack_of_a_transfer_is_that_document_and_no_second_text(client, smuggled):
    """From the same layout, with what the unit wrote in it, and nothing that is limited to some of the unit."""
    world = smuggled
    hazel, theirs = unit_with_staff("Hazel", "h")
    why = {"why": "They moved north.", "wanted_from": timezone.localdate()}
    offered = transfers.offer(held(world, "grace"), world.family.involvements.get(), hazel, **why)
    address = reverse("hand_over_pack", args=[offered.pk])
    pack = pack_of(held(world), timezone.localdate())
    document = begun(world, "hand_over_pack")
    parts = [one for one in draft(world, document).parts if not (one.is_empty and one.section.optional)]
    assert [one.title for one in pack.sections] == [one.section.title for one in parts]
    assert [one.html for one in pack.sections if one.html] == [
        html_of_blocks(one.blocks, is_kept=True) for one in parts if not one.is_empty
    ]
    whole = "".join(one.html for one in pack.sections)
    assert "Openaim" in whole
    assert "They moved north." in whole
    assert [one for one in ("Namedonly", "Hiddenlane", "Safehaven") if one in whole] == []
    actions.write(held(world), document, draft(world, document), "story", "Told by hand.", version=0)
    client.force_login(world.tom)
    shown = client.get(address).text
    assert "Told by hand." in shown
    assert reverse("document", args=[world.family.pk, document.pk]) in shown
    client.force_login(theirs["grace"])
    shown = client.get(address).text
    assert "Told by hand." in shown
    assert "Change what it says" not in shown, "it is not theirs yet"
    actions.put_away(held(world), document, because="Not needed.")
    assert "Told by hand." not in client.get(address).text


def test_the_summary_that_stands_is_what_documents_say_and_the_chronology_is_of_everything(client, world):
    """Before the first, what was said in a meeting; a later version is in every draft, not in what was finalised."""
    report, court = begun(world, "conference_report"), begun(world, "court_chronology")
    summarised(world, "situation", words="With her sister at Larkmead.")
    assert "Larkmead" not in words(draft(world, report)), "a summary that is being written is none yet"
    summaries.make_standing(held(world))
    assert "Larkmead" in words(draft(world, report), "worries")
    assert reverse("summary", args=[world.family.pk]) in page(client, world, report).text
    final = finalised(world, report)
    summarised(world, "situation", words="Home again at Thornhythe.")
    summaries.make_standing(held(world))
    assert "Larkmead" in Final.objects.get(pk=final.pk).html
    assert "1 part of the summary was changed" in page(client, world, report).text
    wrote(world, "They came to the Bridgefoot office.", seen=[world.kian])
    told = words(draft(world, court))
    assert "Opened to us" in told, "what is no entry is in it as what it was"
    assert "Bridgefoot" in told


def test_a_word_document_is_one_that_word_reads_by_its_structure(client, smuggled):
    document = begun(smuggled, "hand_over_pack")
    content = bytes_of(page(client, smuggled, document, "document_word"))
    with zipfile.ZipFile(BytesIO(content)) as found:
        body, styles = found.read(WORD).decode(), found.read("word/styles.xml").decode()
        core, foot = found.read("docProps/core.xml").decode(), found.read("word/footer1.xml").decode()
        ElementTree.fromstring(body)
        pictures = [name for name in found.namelist() if name.startswith("word/media/")]
    assert 'w:val="Heading1"' in body
    assert "<w:tblHeader/>" in body
    assert "<w:cantSplit/>" in body
    assert 'w:lang w:val="en-GB"' in styles
    assert "<dc:language>en-GB</dc:language>" in core
    assert "PAGE" in foot
    assert len(pictures) >= 1
    assert re.search(r'<wp:docPr [^>]*descr="[^"]+Kian', body), "the genogram says who is in it"


def test_a_page_of_a_document_costs_the_same_however_much_is_in_it(client, world):
    def cost(number):
        for n in range(number):
            wrote(world, f"Visit {n}", seen=[world.kian], days=n)
        with CaptureQueriesContext(connection) as asked:
            page(client, world, document)
        return len(asked)

    document = begun(world, "conference_report", readers=[world.tracy])
    page(client, world, document)
    few = cost(1)
    assert cost(12) == few
    assert few <= 70


def test_who_is_only_in_a_restricted_family_is_in_nothing_that_others_read(world):
    """Somebody on the list composes; a colleague who may not know of that family would read it."""
    other = family_in(world.unit, "Hushington", children=0, with_mother=False)
    uncle = PersonFactory(given_name="Ulric", family_name="Hushington")
    FamilyMember.objects.create(family=other, person=uncle, role="uncle", position=1)
    manager = user("manager")
    put_in_post(manager, world.unit, "gm")
    restrictions.restrict(
        actor(manager), other.pk, world.unit.pk, cause="police", words="Witness.", guardian_id=manager.pk,
        people=[world.grace.pk],
    )  # fmt: skip

    def is_there():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_person WHERE id = %s", [uncle.pk])
            return cursor.fetchone()[0] == 1

    document = begun(world, "hand_over_pack")
    _ = actor(world.grace)
    assert is_there(), "she is on the list"
    with as_everybody_sees(world.family.pk):
        assert not is_there()
    assert is_there(), "and knows of him again"
    draft(world, document, who="grace")
    assert is_there()


OWN = """key: conference_report
name: Our conference report
version: 2
about: either
sections:
  - key: happened
    title: What happened here
    source: entries
"""


def test_an_authority_changes_a_layout_and_drafts_keep_the_one_they_began_with(client, world):
    before = begun(world, "conference_report")
    client.force_login(world.head)
    at = reverse("layout", args=["conference_report"])
    assert "version: 2" in client.get(at).text, "the next version is proposed"
    wrong = client.post(at, {"text": OWN.replace("source: entries", "source: entrys"), "seen": "0"})
    assert wrong.status_code == 422
    assert "line 8, section “happened”: There is no source “entrys”. Did you mean “entries”?" in wrong.text
    assert "What happened here" in wrong.text, "what was typed is still there"
    same = client.post(at, {"text": OWN.replace("version: 2", "version: 1"), "seen": "0"})
    assert "version 1 is in use. Write “version: 2”" in same.text
    assert client.post(at, {"text": OWN, "because": "Shorter.", "seen": "0"}).status_code == 302
    assert [one.key for one in begun(world, "conference_report").layout.sections] == ["happened"]
    assert len(Document.objects.get(pk=before.pk).layout.sections) == 15
    client.post(reverse("put_layout_away", args=["conference_report"]))
    assert layout_offered("conference_report").text == shipped()["conference_report"]
    client.force_login(world.tom)
    assert client.get(at).status_code == 403
    with pytest.raises(NotAllowed):
        actions.change_layout(actor(world.tom), OWN)


def test_beginning_says_what_is_missing_and_sent_twice_is_one(client, world):
    client.force_login(world.tom)
    at = reverse("new_document", args=[world.family.pk])
    assert "Report for the initial child protection conference" in client.get(at).text
    token = str(uuid4())
    both = {"layout": "care_review_report", "token": token, "children": [world.kian.pk, world.mira.pk]}
    wrong = client.post(at, both)
    assert wrong.status_code == 422
    assert "is about one child" in wrong.text
    for _ in range(2):
        assert client.post(at, {**both, "children": [world.kian.pk]}).status_code == 302
    assert Document.objects.filter(token=token).count() == 1
    one = Document.objects.get(token=token)
    client.post(reverse("put_document_away", args=[world.family.pk, one.pk]), {"because": "Begun by mistake."})
    assert one.layout_name not in client.get(reverse("documents", args=[world.family.pk])).text
    client.post(reverse("take_document_up", args=[world.family.pk, one.pk]))
    assert one.layout_name in client.get(reverse("documents", args=[world.family.pk])).text


def test_since_somebody_opened_it_last_what_is_new_is_shown_to_them(world):
    document = begun(world, "conference_report")
    wrote(world, "Old news.")
    seen = draft(world, document)
    wrote(world, "Brand new.")
    now = draft(world, document, opened=seen.prints())
    assert part(now, "happened").new_pieces == 1
    assert sum(one.new_pieces for one in now.parts) == 1
