"""A parent answers on the worker's tablet, is interrupted and goes on; then all look at the picture together."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kinwork.measures.models import Completion
from kinwork.measures.queries import given_to

from .steps import given_families

pytestmark = pytest.mark.browser
PASSWORD = "eleven quiet herons wade"
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}


def when_begins(page: Page, family, name: str) -> Completion:
    page.goto(f"/family/{family.pk}/measures/")
    page.get_by_role("link", name="Begin a questionnaire").click()
    page.get_by_role("link", name=name).click()
    page.get_by_role("radio", name="SCORE-15").check()
    page.get_by_role("radio", name="At the start").check()
    page.get_by_role("radio", name="On this tablet").check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Lock the rest and hand over").click()
    expect(page.get_by_text("In my family we talk to each other")).to_be_visible()
    return Completion.objects.get(family=family)


def then_locked(page: Page) -> None:
    expect(page.get_by_role("heading", name="This tablet was handed over")).to_be_visible()


def test_a_parent_on_a_tablet_interrupted_and_gone_on_with(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    rowan.tom.set_password(PASSWORD)
    rowan.tom.save()
    tom = browser_of(rowan.tom, at=f"/family/{family.pk}/", **TABLET)
    beside = tom.context.new_page()
    beside.goto("/my-work/")
    asked = when_begins(tom, family, family.members.filter(is_child=False).first().person.short_name)
    # The page that was open in another tab is locked by itself, and so is what the back button brings.
    then_locked(beside)
    at = tom.url
    tom.go_back()
    then_locked(tom)
    tom.goto(at)
    # Each answer is a target for a thumb, and is saved as it is chosen: nobody pressed anything yet.
    answer = tom.get_by_text("Describes us: well", exact=True)
    height = answer.evaluate("el => el.closest('label').getBoundingClientRect().height")
    assert height >= 44
    answer.click()
    expect(tom.get_by_text("Saved.", exact=True)).to_be_visible()
    assert given_to([asked])[asked.pk] == {1: 2}
    # The page is loaded anew, as after a dead battery: it is all there. Then by the keyboard: a digit, and Enter.
    tom.reload()
    expect(tom.get_by_role("radio").nth(1)).to_be_checked()
    tom.get_by_role("button", name="Go on").last.click()
    expect(tom.get_by_text("Question 2 of 15")).to_be_visible()
    for number in range(2, 16):
        expect(tom.get_by_text(f"Question {number} of 15")).to_be_visible()
        tom.get_by_role("radio").first.focus()
        tom.keyboard.press("4")
        expect(tom.get_by_role("radio").nth(3)).to_be_checked()
        tom.keyboard.press("Enter")
    expect(tom.get_by_role("heading", name="That was the last")).to_be_visible()
    tom.get_by_role("button", name="I have finished").click()
    expect(tom.get_by_text("Give the tablet back now.")).to_be_visible()
    tom.goto(f"/family/{family.pk}/")
    then_locked(tom)
    tom.get_by_role("link", name="I am the worker").click()
    tom.get_by_label("Your password").fill("not it at all")
    tom.get_by_role("button", name="Take it back").click()
    expect(tom.get_by_text("That is not your password.").first).to_be_visible()
    tom.get_by_label("Your password").fill(PASSWORD)
    tom.get_by_role("button", name="Take it back").click()
    tom.wait_for_url(f"**{reverse('measure', args=[family.pk, asked.pk])}")
    expect(tom.get_by_role("img", name="SCORE-15")).to_be_visible()
    expect(tom.get_by_text("too few to say whether it changes")).to_be_visible()
    expect(tom.get_by_text("15 of 15", exact=True)).to_be_visible()
