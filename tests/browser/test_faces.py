"""A restricted sentence that never reaches the father: not by hand, not by paper, not by what he is sent."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from kinwork.faces.models import Face
from kinwork.families.models import Family, FamilyMember
from kinwork.record.actions import Audience, Happened, write_entry
from kinwork.record.models import Entry
from tests.factories import PersonFactory, actor

from .steps import given_families

pytestmark = pytest.mark.browser
SHE_SAID = "Ada and the children sleep at her sister’s in Ely since Friday."
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def given_a_father_who_must_not_know(rowan) -> Family:
    [family] = given_families(rowan, "Abbott")
    mark = PersonFactory(given_name="Mark", family_name="Abbott")
    FamilyMember.objects.create(family=family, person=mark, role="father", position=9)
    visit = Happened("visit", timezone.localdate(), SHE_SAID)
    kept = Audience(hidden_from=frozenset({mark.pk}))
    write_entry(actor(rowan.tom), family.pk, rowan.unit.pk, visit, kept)
    return family


def when_begins_a_letter(page: Page, family: Family, to: str) -> str:
    page.goto(f"/family/{family.pk}/plain/")
    page.get_by_role("link", name="Write in plain words").click()
    page.get_by_role("radio", name="A letter").check()
    page.get_by_role("radio", name=to).check()
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/plain/*/")
    return page.url


def when_writes(page: Page, letter: str, words: str) -> None:
    page.goto(f"{letter}section/letter/")
    page.get_by_label("One point to a line").fill(words)
    page.get_by_role("button", name="Save").click()


def then_it_is_in(page: Page, letter: str, words: str, *, there: bool) -> None:
    """On the page as they read it, in every shape, and on paper with all that it says of itself."""
    for shape in ("plain", "large", "easy"):
        page.goto(f"{letter}as-read/?shape={shape}")
        expect(page.locator(".kw-face").get_by_text(words)).to_have_count(1 if there else 0)
        paper = page.request.get(f"{letter}pdf/?shape={shape}", timeout=60_000)
        pdf = PdfReader(BytesIO(paper.body()))
        said = " ".join("".join(one.extract_text() for one in pdf.pages).split())
        assert (words in said) is there
        assert words not in str(pdf.metadata) + paper.headers["content-disposition"]
        assert "Mark" not in str(pdf.metadata) + paper.headers["content-disposition"]


def test_a_restricted_sentence_never_reaches_the_father(rowan, browser_of, new_browser):
    family = given_a_father_who_must_not_know(rowan)
    tom = browser_of(rowan.tom, at="/my-work/")
    letter = when_begins_a_letter(tom, family, "Mark Abbott")
    tom.goto(f"{letter}section/letter/")
    expect(tom.get_by_text(SHE_SAID)).to_have_count(0)  # not offered beside the box
    when_writes(tom, letter, f"We come on Monday.\n{SHE_SAID}")
    expect(tom.get_by_text("stands in something that Mark must not read").first).to_be_visible()
    expect(tom.get_by_label("One point to a line")).to_have_value(f"We come on Monday.\n{SHE_SAID}")
    tom.get_by_label("One point to a line").fill("We come on Monday.\nTell us what you think.")
    expect(tom.get_by_text("Reading age about")).to_be_visible()
    tom.get_by_role("button", name="Save").click()
    expect(tom.get_by_text("Saved.")).to_be_visible()
    then_it_is_in(tom, letter, "We come on Monday.", there=True)
    # As if it had been written before Ada asked that he must not know.
    Face.objects.get(person__given_name="Mark").parts.update(text=f"We come on Monday.\n{SHE_SAID}")
    then_it_is_in(tom, letter, SHE_SAID, there=False)
    tom.goto(letter)
    expect(tom.get_by_text("Not all of it reaches Mark")).to_be_visible()
    # Her own letter may say it.
    hers = when_begins_a_letter(tom, family, family.members.filter(role="mother").get().person.name)
    when_writes(tom, hers, SHE_SAID)
    then_it_is_in(tom, hers, SHE_SAID, there=True)
    # He is asked by a link what he thinks, on his telephone.
    tom.goto(letter)
    tom.get_by_role("link", name="Ask Mark by a link").click()
    tom.get_by_role("button", name="Make the link").click()
    address, code = tom.locator("#address").inner_text(), tom.locator("#code").inner_text()
    his = new_browser(**PHONE).new_page()
    his.goto(address)
    expect(his.get_by_text("We come on Monday.")).to_have_count(0)
    his.get_by_label("Code").fill(code)
    his.get_by_role("button", name="Go on").click()
    expect(his.get_by_text("We come on Monday.")).to_be_visible()
    expect(his.get_by_text("Ely")).to_have_count(0)
    expect(his.get_by_role("link")).to_have_count(0)
    his.get_by_role("textbox").fill("Mondays I work. Come on Tuesday.")
    his.reload()
    expect(his.get_by_role("textbox")).to_have_value("Mondays I work. Come on Tuesday.")
    his.get_by_role("button", name="Send").click()
    expect(his.get_by_text("Thank you")).to_be_visible()
    his.reload()
    expect(his.get_by_text("Thank you")).to_be_visible()
    assert his.evaluate("sessionStorage.length") == 0
    tom.goto(letter)
    expect(tom.get_by_text("Mondays I work. Come on Tuesday.")).to_be_visible()
    assert Entry.objects.latest("pk").said_by == "Mark Abbott (through a link), asked for by Tom Hollis"
