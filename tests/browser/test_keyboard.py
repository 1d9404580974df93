"""A meeting without a mouse: nothing here but keys."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from kinwork.meetings.models import Passage
from tests import factories

from .steps import box, given_discussion, given_families, given_last_meeting, row, when_tabs_to

pytestmark = pytest.mark.browser


def test_from_sign_in_to_what_came_of_last_time_with_keys_alone(rowan, new_browser):
    given_families(rowan, "Abbott", "Bell")
    [cole] = given_families(rowan, "Cole")
    given_last_meeting(rowan, cole, "Ring the aunt", "Book the nursery", weeks_ago=5)
    page = new_browser().new_page()
    page.goto("/")
    keys = page.keyboard

    when_signs_in_with_keys(page, rowan.maureen)
    when_tabs_to(page, page.get_by_role("link", name="Meeting", exact=True))
    keys.press("Enter")
    when_tabs_to(page, page.get_by_label("Another day"))
    keys.type("today")
    keys.press("Enter")
    when_tabs_to(page, page.get_by_role("button", name="Open the meeting of"))
    keys.press("Enter")

    cole_line = row(page, "Cole")
    when_tabs_to(page, cole_line)
    then_order_is(page, "Abbott", "Bell", "Cole")
    keys.press("Alt+ArrowUp")
    then_order_is(page, "Abbott", "Cole", "Bell")
    expect(cole_line).to_be_focused()
    keys.press("Alt+ArrowUp")
    then_order_is(page, "Cole", "Abbott", "Bell")
    expect(cole_line).to_be_focused()
    keys.press("ArrowDown")
    expect(row(page, "Abbott")).to_be_focused()
    keys.press("ArrowUp")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Cole")).to_be_visible()

    when_tabs_to(page, row(page, "Ring the aunt"))
    keys.press("d")
    expect(row(page, "Ring the aunt")).to_contain_text("Done")
    when_tabs_to(page, row(page, "Book the nursery"))
    keys.press("c")
    expect(row(page, "Book the nursery")).to_contain_text("carried from")

    when_tabs_to(page, page.get_by_label("What is new", exact=True))
    keys.type("Ada said d and c, and nothing was done or carried.")
    expect(row(page, "Book the nursery").locator(".kw-tag")).to_have_count(0)

    when_tabs_to(page, page.get_by_label("Task", exact=True))
    keys.type("Ask the housing office")
    when_tabs_to(page, page.get_by_label("Who in the unit"))
    keys.type("Tom")
    when_tabs_to(page, page.locator("#task-due"))
    keys.type("2w")
    keys.press("Enter")
    expect(page.locator("#tasks")).to_contain_text("Ask the housing office")
    expect(page.locator("#tasks li")).to_contain_text("Tom Hollis")


def when_signs_in_with_keys(page, who) -> None:
    when_tabs_to(page, page.get_by_label("Email address"))
    page.keyboard.type(who.email)
    when_tabs_to(page, page.get_by_label("Password", exact=True))
    page.keyboard.type(factories.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="My work")).to_be_visible()


def then_order_is(page, *names: str) -> None:
    expect(page.locator(".kw-agenda__name")).to_contain_text(list(names))


def test_what_was_done_by_a_slip_is_undone_with_a_key(rowan, browser_of):
    [cole] = given_families(rowan, "Cole")
    given_last_meeting(rowan, cole, "Ring the aunt", weeks_ago=5)
    page = browser_of(rowan.maureen)
    talk = factories.discussion_of(cole, factories.meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    page.goto(f"/discussion/{talk.pk}/")
    when_tabs_to(page, row(page, "Ring the aunt"))
    for key, tag in (("x", "No longer needed"), ("u", None), ("d", "Done"), ("u", None)):
        page.keyboard.press(key)
        if tag:
            expect(row(page, "Ring the aunt").locator(".kw-tag")).to_have_text(tag)
        else:
            expect(row(page, "Ring the aunt").locator(".kw-tag")).to_have_count(0)
        expect(row(page, "Ring the aunt")).to_be_focused()


def test_my_work_is_done_with_keys(rowan, browser_of):
    [cole] = given_families(rowan, "Cole")
    given_last_meeting(rowan, cole, "Ring the aunt")
    page = browser_of(rowan.tom)
    when_tabs_to(page, page.locator("article[data-keys]").filter(has_text="Ring the aunt"))
    page.keyboard.press("d")
    expect(page.get_by_role("region", name="Done in the last week")).to_contain_text("Ring the aunt")
    expect(page.get_by_role("button", name=re.compile("Undo.*Ring the aunt"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("article[data-keys]").filter(has_text="Ring the aunt")).to_be_visible()


def test_the_parts_of_a_discussion_stay_in_sight_and_a_key_goes_on_to_the_next(rowan, browser_of):
    talk = given_discussion(rowan)
    page = browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/")
    parts = page.get_by_role("navigation", name="Parts of the discussion")
    box(page, "What is new").focus()
    page.keyboard.press("Control+Enter")  # the family
    page.keyboard.press("Control+Enter")
    expect(box(page, "The child’s experience")).to_be_focused()
    expect(parts).to_be_in_viewport()
    expect(parts.get_by_role("link", name="The child (written)")).to_have_count(0)
    page.keyboard.type("He hides when it knocks.")
    expect(parts.get_by_role("link", name="The child (written)")).to_be_visible()
    page.keyboard.press("Control+Shift+Enter")
    expect(box(page, "The family and its context")).to_be_focused()
    parts.get_by_role("link", name="Not known yet").click()
    expect(page.get_by_role("heading", name="What do we not know yet?")).to_be_in_viewport()
    for width in 390, 320:
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        expect(parts).to_be_in_viewport()


def test_a_discussion_is_printed_whole(rowan, browser_of):
    talk = given_discussion(rowan)
    lines = [f"Line {n} of it all." for n in range(400)]
    Passage.objects.filter(discussion=talk, part="whats_new").update(text="\n".join(lines))
    page = browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/")
    paper = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages)
    assert [line for line in lines if line not in paper] == []
    expect(box(page, "What is new")).to_have_value("\n".join(lines))
    expect(page.locator(".kw-printed")).to_have_count(0)
