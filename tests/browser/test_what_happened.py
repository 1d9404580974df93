"""Writing down what happened: nothing typed is lost, and what somebody must not read is not in their copy."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from kinwork.families.models import FamilyMember
from kinwork.record.models import Entry
from tests.factories import PersonFactory

from .steps import given_families, when_session_ends, when_signs_in

pytestmark = pytest.mark.browser
LONG = "Ada says that he must never hear of the flat in Alder Street. " * 40


@pytest.fixture
def family(rowan):
    [family] = given_families(rowan, "Abbott")
    mark = PersonFactory(given_name="Mark", family_name="O’Brien-Ńgwenya")
    FamilyMember.objects.create(family=family, person=mark, role="father", lives_here=False, position=9)
    return family


def test_the_session_ends_while_writing_and_no_word_is_lost(rowan, family, browser_of):
    page = browser_of(rowan.tom, at=f"/family/{family.pk}/entries/new/")
    page.get_by_role("textbox", name="What happened").fill(LONG)
    when_session_ends(page)
    page.get_by_role("button", name="Save to record").click()
    when_signs_in(page, rowan.tom)
    page.wait_for_url("**/entries/new/**")
    expect(page.get_by_role("textbox", name="What happened")).to_have_value(LONG)
    page.get_by_role("button", name="Save to record").click()
    expect(page.get_by_text("Saved to the record.")).to_be_visible()
    assert Entry.objects.get(family=family).text == LONG.strip()
    page.goto(f"/family/{family.pk}/entries/new/")
    expect(page.get_by_role("textbox", name="What happened")).to_have_value("")


def test_hidden_from_the_father_by_keyboard_alone(rowan, family, browser_of):
    page = browser_of(rowan.tom, at=f"/family/{family.pk}/entries/new/")
    page.get_by_role("textbox", name="What happened").focus()
    page.keyboard.type("The flat is in Alder Street.")
    page.get_by_text("Restrict this entry").focus()
    page.keyboard.press("Enter")
    page.get_by_role("group", name="Never show it to").get_by_role("checkbox", name="Mark O’Brien-Ńgwenya").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save to record").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("not for Mark O’Brien-Ńgwenya")).to_be_visible()
    page.get_by_role("link", name="Copy for a family member").click()
    page.get_by_role("checkbox", name="Ada").check()
    page.get_by_role("button", name="Show what is in it").click()
    expect(page.get_by_text("The flat is in Alder Street.")).to_be_visible()
    page.get_by_role("checkbox", name="Mark O’Brien-Ńgwenya").check()
    page.get_by_role("button", name="Show what is in it").click()
    expect(page.get_by_text("There is nothing from that time they can be given.")).to_be_visible()
    ada = FamilyMember.objects.get(family=family, role="mother").person_id
    paper = page.request.get(f"/family/{family.pk}/copy/?people={ada}&as=pdf", timeout=60_000)  # the first is slow
    assert "Alder Street" in PdfReader(BytesIO(paper.body())).pages[0].extract_text()
