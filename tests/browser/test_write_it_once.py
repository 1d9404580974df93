"""What happened is written once, by whoever was there; everything else is made of it."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from kinwork.documents.models import Document
from kinwork.record.actions import Audience, Happened, write_entry
from kinwork.record.models import Confirmation, Entry, EntryAmendment
from tests.factories import actor

from .steps import given_families

pytestmark = pytest.mark.browser
SHE_SAID = "Ada said that she sleeps at her sister’s when Mark drinks."
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def family(rowan):
    [family] = given_families(rowan, "Abbott")
    return family


def when_records(page: Page, words: str, **boxes: str) -> None:
    """On the form, as it opened."""
    for label, choice in boxes.items():
        page.get_by_label(label.replace("_", " "), exact=True).select_option(choice)
    page.get_by_role("textbox", name="What happened").fill(words)
    page.get_by_role("button", name="Save to record").click()


def test_two_workers_write_up_a_joint_visit_as_one_entry(rowan, family, browser_of):
    new = f"/family/{family.pk}/entries/new/"
    tom, priya = browser_of(rowan.tom, at=new), browser_of(rowan.priya, at=new)
    when_records(tom, SHE_SAID)
    expect(tom.get_by_text("Saved to the record.")).to_be_visible()
    # Priya began before Tom had saved: her words stay, and she is asked before there are two of one visit.
    when_records(priya, "Ada’s hands shook when the door went.")
    expect(priya.get_by_text("Tom Hollis has recorded this day")).to_be_visible()
    expect(priya.get_by_text(SHE_SAID)).to_be_visible()
    expect(priya.get_by_role("textbox", name="What happened")).to_have_value("Ada’s hands shook when the door went.")
    priya.get_by_role("radio", name="We went together: add mine to what Tom Hollis wrote").check()
    priya.get_by_role("button", name="Save to record").click()
    expect(priya.get_by_text("Added by Priya Nair")).to_be_visible()
    entry = Entry.objects.get(family=family)
    assert (entry.text, entry.by) == (SHE_SAID, rowan.tom)
    assert EntryAmendment.objects.get(entry=entry).text == "Ada’s hands shook when the door went."


def test_the_coordinator_writes_down_what_a_colleague_says_on_the_telephone(rowan, family, browser_of):
    maureen = browser_of(rowan.maureen, at=f"/family/{family.pk}/")
    maureen.get_by_role("link", name="Record what happened").first.click()
    maureen.get_by_label("What it was", exact=True).select_option(label="Visit at home")
    maureen.get_by_text("Where, how long, source, chronology").click()
    maureen.get_by_label("Recorded for").select_option(label="Tom Hollis")
    when_records(maureen, "No one came to the door; the curtains were drawn.")
    expect(maureen.get_by_text("for Tom Hollis")).to_be_visible()
    # On his telephone, between two visits: he is told, and one press says that it is so.
    tom = browser_of(rowan.tom, at="/notices/", **PHONE)
    tom.get_by_role("link", name="Abbott").first.click()
    expect(tom.get_by_text("No one came to the door")).to_be_visible()
    tom.get_by_role("button", name="I have read it, and it is right").click()
    expect(tom.get_by_text("Confirmed.")).to_be_visible()
    entry = Entry.objects.get(family=family)
    assert (entry.by, entry.on_behalf_of) == (rowan.maureen, rowan.tom)
    assert Confirmation.objects.get(entry=entry)


def test_a_sentence_that_no_one_said_is_caught_before_it_is_in_the_record(rowan, family, browser_of):
    """A machine's transcript with one invented sentence. The checking is by keyboard alone."""
    page = browser_of(rowan.tom, at=f"/family/{family.pk}/brought-in/new/")
    page.get_by_label("What it is", exact=True).select_option(label="Transcript made by a machine")
    page.get_by_label("Who wrote it, or which tool made it").fill("Minutely")
    page.get_by_role("textbox", name="The text").fill(
        "Ada: I sleep at my sister’s.\n\nAda: Mark has never hit me.\n\nTom: When was that?"
    )
    page.get_by_label("Did they agree to be recorded?").select_option(label="They agreed")
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_text("brought in, not checked yet")).to_be_visible()
    checking = page.url
    expect(page.get_by_role("button", name="Write to the record")).to_have_count(0)
    page.goto(f"/family/{family.pk}/entries/")
    expect(page.get_by_text("I sleep at my sister’s")).to_have_count(0)
    page.goto(checking)
    page.get_by_role("article", name="Passage 1 of 2").focus()
    page.keyboard.press("c")
    box = page.get_by_role("textbox", name="As it is right").first
    expect(box).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("I sleep at my sister’s.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("0 kept, 1 corrected, 0 struck out")).to_be_visible()
    expect(page.get_by_role("article", name="Passage 2 of 2")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Write to the record").press("Enter")
    expect(page.get_by_text("Written to the record.")).to_be_visible()
    expect(page.get_by_text("I sleep at my sister’s")).to_be_visible()
    assert "never hit" not in Entry.objects.get(family=family).text
    page.get_by_role("link", name="Whose words, and what was changed").press("Enter")
    expect(page.get_by_role("deletion")).to_contain_text("Mark has never hit me.")


def test_from_the_record_to_a_finalised_report_the_day_before_conference(rowan, family, browser_of):
    page = browser_of(rowan.tom, at=f"/family/{family.pk}/entries/new/")
    page.get_by_text("Where, how long, source, chronology").click()
    page.get_by_label("Include in the chronology").check()
    when_records(page, SHE_SAID)
    expect(page.get_by_text("Saved to the record.")).to_be_visible()
    page.goto(f"/family/{family.pk}/documents/")
    page.get_by_role("link", name="Begin a document").click()
    page.get_by_role("link", name="Report for the initial child protection conference").click()
    for child in page.get_by_role("group", name="Which children is it about?").get_by_role("checkbox").all():
        child.check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text(SHE_SAID)).to_be_visible()
    page.get_by_role("link", name="Finalise").click()
    page.get_by_label("I sign as").fill("Social worker")
    page.get_by_role("button", name="Finalise and sign").click()
    expect(page.get_by_role("alert")).to_contain_text("sections are empty: ")
    expect(page.get_by_label("I sign as")).to_have_value("Social worker")
    page.get_by_label("Yes, without them").check()
    page.get_by_role("button", name="Finalise and sign").click()
    expect(page.get_by_text("It stays as it was then.")).to_be_visible()
    document = Document.objects.get(involvement__family=family)
    paper = page.request.get(f"/family/{family.pk}/documents/{document.pk}/pdf/", timeout=60_000)
    assert SHE_SAID in " ".join("".join(one.extract_text() for one in PdfReader(BytesIO(paper.body())).pages).split())


def test_the_summary_is_brought_up_to_date_by_keyboard_and_a_stranger_reads_it(rowan, family, browser_of):
    me = actor(rowan.tom)
    write_entry(me, family.pk, rowan.unit.pk, Happened("visit", timezone.localdate(), SHE_SAID), Audience())
    page = browser_of(rowan.tom, at=f"/family/{family.pk}/summary/")
    page.get_by_role("button", name="Write a summary").press("Enter")
    risk = page.get_by_role("textbox", name="Risk").first
    risk.focus()
    page.keyboard.type("He drinks on Fridays.")
    page.keyboard.press("Control+Enter")  # to what was recorded since
    page.keyboard.press("f")
    expect(page.get_by_text("In risk", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox", name="Risk: from visit at home")).to_have_value(SHE_SAID)
    expect(page.get_by_text("Everything is saved")).to_be_visible()
    page.get_by_role("button", name="This is how it is today").press("Enter")
    page.wait_for_url("**/summary/")
    # On her telephone, on duty: first on the family's page, with the day and the name.
    duty = browser_of(rowan.grace, at=f"/family/{family.pk}/", **PHONE)
    expect(duty.get_by_text("He drinks on Fridays.")).to_be_visible()
    expect(duty.get_by_text(SHE_SAID).first).to_be_visible()
