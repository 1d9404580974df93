"""A staff survey from beginning to end: asked, half filled in and gone on with, sent, and read by everyone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kinwork.accounts.bootstrap import service_team
from kinwork.measures.planning import plan_measure
from kinwork.surveys.models import Asked, Round
from tests import factories
from tests.factories import actor

from .test_accessible import Walk

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_staff_are_asked_and_no_one_can_tell_who_answered_what(rowan, browser_of):
    head = factories.user(f"head of {rowan.unit.pk}")
    factories.put_in_post(head, service_team(), "hos")
    asks = Walk(browser_of(head, at="/surveys/new/"))
    page = asks.page
    page.get_by_role("button", name="Save and invite").click()
    expect(page.get_by_text("Give the survey a name.").first).to_be_visible()
    asks.look("asking staff, with mistakes")
    page.get_by_label("Name", exact=True).fill(f"Our work {rowan.unit.pk}")
    page.get_by_label("What it is for").fill("To make it better.")
    page.get_by_role("checkbox", name="SWWFF Staff Experiences").check()
    units = page.locator("input[name=unit_ids]")
    for number in range(units.count()):
        units.nth(number).set_checked(units.nth(number).get_attribute("value") == str(rowan.unit.pk))
    page.get_by_role("checkbox", name="Ask for words as well").check()
    page.get_by_label("Last day").fill("2w")
    page.get_by_role("button", name="Save and invite").click()
    expect(page.get_by_text("Fewer than 5 of 5 have answered.")).to_be_visible()
    asks.look("a survey that is open")
    one = Round.objects.get(name=f"Our work {rowan.unit.pk}")

    # Tom begins it on his phone and is called away; it is still there, on his phone alone.
    tom = browser_of(rowan.tom, at=f"/surveys/{one.pk}/answer/", **PHONE)
    fits(tom)
    expect(tom.get_by_text("If a child or an adult may be at risk of harm")).to_be_visible()
    tom.locator("input[name=a0-q1][value='3']").tap()
    tom.get_by_label("Is there anything else that you want to say?").fill("The printer is far away.")
    tom.wait_for_timeout(900)
    tom.goto("/my-work/")
    tom.goto(f"/surveys/{one.pk}/answer/")
    expect(tom.locator("input[name=a0-q1][value='3']")).to_be_checked()
    expect(tom.get_by_label("Is there anything else that you want to say?")).to_have_value("The printer is far away.")
    answering = Walk(tom)
    answering.look("answering a survey")
    tom.get_by_role("button", name="Send my answers").tap()
    expect(tom.get_by_role("heading", name="Thank you")).to_be_visible()
    answering.to(f"/surveys/{one.pk}/answer/")
    expect(tom.get_by_text("You have answered.")).to_be_visible()

    others = Asked.objects.filter(round=one).exclude(user=rowan.tom).select_related("user")
    for number, row in enumerate(others):
        answers = browser_of(row.user, at=f"/surveys/{one.pk}/answer/")
        for item in range(1, 6):
            answers.locator(f"input[name=a0-q{item}][value='{2 + (number + item) % 3}']").check()
        answers.get_by_role("button", name="Send my answers").click()
        expect(answers.get_by_role("heading", name="Thank you")).to_be_visible()
        answers.context.close()
    page.goto(f"/surveys/{one.pk}/")
    page.get_by_role("button", name="Close the survey now").click()
    expect(page.get_by_text("5 of 5 answered (100%)")).to_be_visible()
    expect(page.get_by_role("img", name="I feel well supported at work")).to_be_visible()
    expect(page.get_by_text("The printer is far away.")).to_be_hidden()  # one wrote: no one reads it
    asks.look("what came of a survey")
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("", "new/", f"{one.pk}/", f"{one.pk}/results/"):
        asks.to(f"/surveys/{path}")
        fits(page)
    asks.then_nothing_was_wrong()
    answering.to(f"/surveys/{one.pk}/results/")
    fits(tom)
    answering.then_nothing_was_wrong()


def test_a_unit_plans_what_it_asks_and_one_press_begins_it(rowan, browser_of):
    today = timezone.localdate()
    family = factories.family_in(rowan.unit, "Hathersage", opened=today - timedelta(days=3), key_worker=rowan.grace)
    walk = Walk(browser_of(rowan.grace, at=f"/unit/{rowan.unit.pk}/measures/", **PHONE))
    page = walk.page
    fits(page)
    page.get_by_label("Questionnaire", exact=True).select_option(label="SCORE-15")
    page.get_by_label("Asked of").select_option(label="Parent")
    page.get_by_label("At the start").check()
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_text("of parents: at the start")).to_be_visible()
    walk.look("what a unit asks")
    plan_measure(
        actor(rowan.grace), rowan.unit, instrument="family-issues", asked_of="worker", at_start=True, at_review=False,
        at_end=False, every_weeks="",
    )  # fmt: skip
    for path in ("/my-work/", f"/unit/{rowan.unit.pk}/attention/", f"/family/{family.pk}/?show=measures"):
        walk.to(path)
        fits(page)
        expect(page.get_by_text("SCORE-15: Ada").first).to_be_attached()
    page.goto("/my-work/")
    page.get_by_role("link", name=re.compile("Ask ?: SCORE-15: Ada")).tap()
    expect(page.get_by_role("radio", name="SCORE-15")).to_be_checked()
    expect(page.get_by_role("radio", name="At the start")).to_be_checked()
    page.get_by_role("button", name="Begin").tap()
    expect(page.get_by_text("In my family we talk to each other")).to_be_visible()
    walk.then_nothing_was_wrong()
