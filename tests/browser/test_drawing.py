"""Drawing the genogram live: by keyboard alone, seen by everybody, taken back, looked at through time."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kinwork.families.models import Parenthood, in_force

from .steps import SOON, given_discussion
from .test_accessible import TAGS

pytestmark = pytest.mark.browser


@pytest.fixture
def talk(rowan):
    return given_discussion(rowan)


def drawing(page: Page):
    return page.locator("#genogram [data-picture] svg")


def symbol_of(page: Page, name: str):
    """Of somebody by their whole first name: Ada is not Mr Adams."""
    return page.locator(f'#genogram a[data-person][aria-label^="{name} "]')


def when_presses(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def when_goes_to(page: Page, name: str) -> None:
    symbol_of(page, name).focus()


def then_focus_is_on(page: Page, name: str) -> None:
    focused = page.locator("#genogram a[data-person]:focus")
    expect(focused).to_have_attribute("aria-label", re.compile(f"^{name}"))


def when_draws_by_keyboard(page: Page, verb: str, name: str, age: str) -> None:
    """From whom the focus is on: Enter, down to the verb, Enter, type, Enter."""
    when_presses(page, "Enter")
    expect(page.locator(".kw-geno__verbs a").first).to_be_focused()
    for _ in range(10):
        if page.evaluate("document.activeElement.textContent").strip() == verb:
            break
        when_presses(page, "ArrowDown")
    when_presses(page, "Enter")
    expect(page.get_by_label("First names")).to_be_focused()
    page.keyboard.type(name)
    when_presses(page, "Tab")
    page.keyboard.type(age)
    when_presses(page, "Enter")


def then_nothing_is_inaccessible(page: Page) -> None:
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, context="#genogram", options=options).response["violations"]
    assert not found, [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]


def test_drawn_by_keyboard_seen_by_the_others_and_taken_back(rowan, talk, browser_of):
    maureen = browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/")
    grace = browser_of(rowan.grace, at=f"/discussion/{talk.pk}/")
    tom = browser_of(rowan.tom, at=f"/family/{talk.family_id}/")
    for page in (maureen, grace, tom):
        expect(drawing(page)).to_contain_text("Ada")
    expect(grace.get_by_role("list", name="Also here")).to_contain_text("Maureen")
    expect(tom.locator("html[data-listens]")).to_have_count(1)

    when_goes_to(maureen, "Ada")
    when_draws_by_keyboard(maureen, "Parent", "Morag", "61")
    expect(drawing(maureen)).to_contain_text("Morag")
    expect(drawing(grace)).to_contain_text("Morag", timeout=SOON)
    expect(drawing(tom)).to_contain_text("Morag", timeout=SOON)
    then_focus_is_on(maureen, "Ada")
    expect(maureen.locator("#kw-said")).to_have_text(re.compile("^Drawn: Morag, .* of Ada"))
    when_presses(maureen, "ArrowUp")
    then_focus_is_on(maureen, "Morag")

    # while Grace is at a form, what Maureen draws does not take it from her
    when_goes_to(grace, "Ada")
    when_presses(grace, "Enter")
    grace.locator(".kw-geno__verbs a", has_text="Child").click()
    grace.get_by_label("First names").fill("Half typed")
    when_presses(maureen, "ArrowDown", "Control+z")
    expect(drawing(grace)).not_to_contain_text("Morag")
    expect(grace.get_by_label("First names")).to_have_value("Half typed")
    expect(grace.get_by_label("First names")).to_be_focused()
    when_presses(maureen, "Control+y")
    expect(drawing(grace)).to_contain_text("Morag")
    when_presses(grace, "Enter")
    expect(drawing(maureen)).to_contain_text("Half typed")
    assert Parenthood.objects.filter(in_force()).count() == 2


def test_what_is_wrong_is_said_at_the_field_and_escape_gives_the_focus_back(rowan, talk, browser_of):
    page = browser_of(rowan.maureen, at=f"/family/{talk.family_id}/genogram/")
    when_goes_to(page, "Ada")
    when_draws_by_keyboard(page, "Child", "Zoë", "1/2/1980")
    expect(page.get_by_text("would be born before Ada")).to_be_visible()
    expect(page.get_by_label("First names")).to_have_value("Zoë")
    expect(page.locator(".govuk-input--error")).to_be_focused()
    then_nothing_is_inaccessible(page)
    when_presses(page, "Escape")
    then_focus_is_on(page, "Ada")
    expect(page.locator(".kw-geno__card")).to_have_count(0)


def test_seen_larger_on_the_whole_screen_and_through_time(rowan, talk, browser_of):
    page = browser_of(rowan.maureen, at=f"/family/{talk.family_id}/genogram/", reduced_motion="reduce")
    expect(drawing(page)).to_be_visible()
    then_nothing_is_inaccessible(page)
    before = drawing(page).bounding_box()["width"]
    when_goes_to(page, "Ada")
    when_presses(page, "+", "+")
    assert drawing(page).bounding_box()["width"] > 1.4 * before
    when_presses(page, "0")
    assert drawing(page).bounding_box()["width"] == pytest.approx(before, abs=2)
    page.get_by_label("Through time").focus()
    when_presses(page, "Home")
    expect(page).to_have_url(re.compile(r"\?on=1990-01-01$"))
    expect(page.get_by_role("heading", name="as it was: 1 January 1990")).to_be_visible()
    expect(page.get_by_label("Through time")).to_be_focused()
    page.get_by_role("link", name="Back to now").click()
    expect(page).to_have_url(re.compile(r"/genogram/$"))


def test_by_touch_on_a_phone(rowan, talk, new_browser, browser_of):
    page = browser_of(
        rowan.maureen, at=f"/family/{talk.family_id}/genogram/", viewport={"width": 390, "height": 844}, has_touch=True
    )
    symbol_of(page, "Ada").tap()
    page.locator(".kw-geno__verbs a", has_text="Partner").tap()
    page.get_by_label("First names").fill("Ben")
    page.get_by_role("button", name="Save").tap()
    expect(drawing(page)).to_contain_text("Ben")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing runs off the screen"
