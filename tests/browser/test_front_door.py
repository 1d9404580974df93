"""A nursery rings about a child nobody knows: the call, the decision, the unit. And nothing that was typed is lost."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from kinwork.accounts.bootstrap import service_team
from kinwork.cases.models import Involvement
from kinwork.front_door.models import Contact, Draft
from tests import factories

from .steps import when_session_ends, when_signs_in

pytestmark = pytest.mark.browser


@pytest.fixture
def dana(rowan):
    who = factories.user(f"dana{time.monotonic_ns()}")
    factories.put_in_post(who, service_team(), "frontdoor")
    return who


def when_takes_the_call(page: Page, surname: str) -> None:
    """By keys alone, from the first box on."""
    page.goto("/contacts/new/")
    expect(page.get_by_label("Who it comes from")).to_be_focused()
    keys = page.keyboard
    keys.type("Educ")  # the select goes to what begins so
    for words in ("Sunflower Nursery", "Jean Ames", "01632 960123", "manager"):
        keys.press("Tab")
        keys.type(words)
    page.get_by_label("First name").first.focus()
    keys.type("Mia")
    keys.press("Tab")
    keys.type(surname)
    keys.press("Tab")
    keys.type("3")


def then_kept(page: Page) -> None:
    expect(page.locator("#kept")).to_contain_text("Draft kept at")


def test_a_nursery_rings_about_a_child_nobody_knows_and_a_unit_sees_it(rowan, dana, browser_of):
    surname = f"Kestrel{time.monotonic_ns() % 100_000}"
    page = browser_of(dana)
    started = time.monotonic()
    when_takes_the_call(page, surname)
    expect(page.locator("#a0-found")).to_contain_text("No one like that is in the records")
    then_kept(page)
    assert "/contacts/draft/" in page.url, "whoever loads the page again goes on with this call"
    page.get_by_label("What they said, in their words").fill("Mia came with a bruise on her arm.")
    then_kept(page)
    # The session ends in the middle of a sentence; signed in again, on the same address, all of it is there.
    when_session_ends(page)
    page.get_by_label("What they want to happen").fill("Somebody to see her.")
    expect(page.locator("#kept")).to_contain_text("signed out")
    address = page.url
    page.goto(address)
    when_signs_in(page, dana)
    page.goto(address)
    expect(page.get_by_label("What they said, in their words")).to_have_value("Mia came with a bruise on her arm.")
    expect(page.get_by_label("What they want to happen")).to_have_value("Somebody to see her.")
    expect(page.get_by_label("Surname").first).to_have_value(surname)
    page.get_by_label("If not given, why not").fill("Asking could put her at risk.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: "/draft/" not in url)
    assert time.monotonic() - started < 120, "under two minutes, a session's end included"
    contact = Contact.objects.get(about__family_name=surname)
    assert contact.source == "2B"
    assert Draft.objects.get(contact=contact).typed == {}
    page.get_by_role("link", name="Decide").first.click()
    page.get_by_label("Referral to a unit").check()
    page.get_by_label("Why?", exact=True).fill("A bruise that no one explains.")
    page.get_by_role("button", name="Save the decision").click()
    page.get_by_label(rowan.unit.name).check()
    page.get_by_label("What the family is called").fill(surname)
    page.get_by_label("If another than suggested").or_(page.get_by_label("Why is this family open")).first.fill("Turn.")
    page.get_by_role("button", name="Open the family to this unit").click()
    expect(page.get_by_text(f"{rowan.unit.name} holds the family now")).to_be_visible()
    involvement = Involvement.objects.get(family__name=surname)
    unit = browser_of(rowan.grace)
    unit.goto("/notices/")
    unit.get_by_role("link", name=surname).first.click()
    unit.wait_for_url(f"**/family/{involvement.family_id}/**")
    expect(unit.get_by_role("heading", name="Contacts")).to_be_visible()
    expect(unit.get_by_text("Mia came with a bruise on her arm.")).to_be_visible()
    expect(unit.get_by_text("Jean Ames, manager, 01632 960123")).to_be_visible()
