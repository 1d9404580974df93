"""A parent on a small phone with a slow line answers by a link: interrupted, without a signal, and once more."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import CDPSession, Page, expect

from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.measures import actions, linking
from kinwork.measures.models import Completion, Refusal
from kinwork.measures.queries import given_to
from tests.factories import PersonFactory, actor

from .steps import given_families

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
# As Chromium's "Slow 3G": 400 kilobits a second, 400 ms until anything comes back.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
HEARD = "SpeechSynthesis.prototype.speak = (said) => { window.heard = said.text; };"


def given_link(rowan, family, person, instrument):
    held = HeldFamily(family, rowan.unit.pk, actor(rowan.tom))
    asked = actions.begin(
        held, instrument=instrument, who=str(person.pk), about=None, occasion="start", how="link", interpreter="",
        language="", token=uuid4(),
    )  # fmt: skip
    return asked, linking.make_link(held, asked, until=timezone.localdate() + timedelta(days=2))


def on_phone(new_browser, link) -> tuple[Page, CDPSession]:
    """Another phone, or the same after it was switched off: the code is asked again. With its line."""
    page = new_browser(**PHONE).new_page()
    page.set_default_timeout(20_000)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    page.add_init_script(HEARD)
    page.goto(f"/answer/{link.token}/")
    page.get_by_label("Code").fill(link.code)
    page.get_by_role("button", name="Go on").click()
    return page, line


def then_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.eval_on_selector_all(
        ".kw-answer, .kw-button:not([hidden])",
        "found => found.map(one => one.getBoundingClientRect().height).filter(height => height && height < 44)",
    )
    assert small == []


def test_a_parent_answers_by_a_link_on_a_slow_phone_that_is_switched_off_half_way(rowan, new_browser):
    [family] = given_families(rowan, "Ffrench")
    parent = family.members.filter(is_child=False).first().person
    asked, link = given_link(rowan, family, parent, "score-15")
    phone, _ = on_phone(new_browser, link)
    expect(phone.get_by_text("Question 1 of 15")).to_be_visible()
    then_fits(phone)
    phone.get_by_role("button", name="Read it to me").tap()
    assert phone.evaluate("window.heard").startswith("In my family we talk to each other")
    phone.get_by_text("Describes us: well", exact=True).tap()
    expect(phone.get_by_text("Saved.", exact=True)).to_be_visible()
    phone.get_by_role("button", name="Go on").last.tap()
    expect(phone.get_by_text("Question 2 of 15")).to_be_visible()
    phone.get_by_role("radio").nth(3).tap()
    expect(phone.get_by_text("Saved.", exact=True)).to_be_visible()
    # The battery is empty. What was answered is there, and it goes on where it was left, after the code.
    phone.context.close()
    assert given_to([asked])[asked.pk] == {1: 2, 2: 4}
    phone, line = on_phone(new_browser, link)
    expect(phone.get_by_text("Question 3 of 15")).to_be_visible()
    # In the lift there is no signal: it says so, waits there, and saves by itself afterwards.
    expect(phone.get_by_role("button", name="Read it to me")).to_be_visible()  # the scripts have come
    line.send("Network.emulateNetworkConditions", {**SLOW, "offline": True})
    phone.get_by_role("radio").nth(1).tap()
    expect(phone.get_by_text("No connection: not saved yet")).to_be_visible()
    phone.get_by_role("button", name="Go on").last.tap()
    expect(phone.get_by_text("No connection: wait here")).to_be_visible()
    expect(phone.get_by_text("Question 3 of 15")).to_be_visible()
    line.send("Network.emulateNetworkConditions", SLOW)
    expect(phone.get_by_text("Saved.", exact=True)).to_be_visible(timeout=15_000)
    assert given_to([asked])[asked.pk] == {1: 2, 2: 4, 3: 2}
    # All at once: what was answered is ticked; the rest is answered there, and one is left out.
    phone.get_by_role("link", name="All questions at once").tap()
    expect(phone.get_by_role("group")).to_have_count(15)
    then_fits(phone)
    expect(phone.locator("input[name=q2][value='4']")).to_be_checked()
    for number in range(4, 15):
        phone.locator(f"input[name=q{number}][value='3']").tap()
    phone.get_by_role("button", name="Go on").last.tap()
    expect(phone.get_by_role("heading", name="You have answered 14 of 15")).to_be_visible()
    then_fits(phone)
    phone.get_by_role("button", name="I have finished").tap()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Completion.objects.get(pk=asked.pk).finished_at is not None
    assert given_to([asked])[asked.pk] == {1: 2, 2: 4, 3: 2, **dict.fromkeys(range(4, 15), 3)}
    phone.goto(f"/answer/{link.token}/")
    expect(phone.get_by_role("heading", name="Thank you")).to_be_hidden()


def test_a_child_answers_in_a_childs_words_and_another_would_rather_not(rowan, new_browser):
    [family] = given_families(rowan, "Gwynne")
    ten_years_ago = timezone.localdate() - timedelta(days=3700)
    kid = PersonFactory(given_name="Ottoline", family_name="Gwynne", born_on=ten_years_ago)
    FamilyMember.objects.create(family=family, person=kid, role="daughter", is_child=True, position=7)
    asked, link = given_link(rowan, family, kid, "life-rating")
    phone, _ = on_phone(new_browser, link)
    question = actions.form_for(asked).questions[0]
    assert question.text == question.item.child_text != question.item.text
    expect(phone.get_by_text(question.text)).to_be_visible()
    then_fits(phone)
    phone.get_by_role("button", name="Read it to me").click()
    assert question.text.rstrip(".?") in phone.evaluate("window.heard")
    phone.get_by_role("radio").nth(6).tap()
    expect(phone.get_by_text("Saved.", exact=True)).to_be_visible()
    phone.get_by_role("link", name="Stop here").tap()
    phone.get_by_role("button", name="I would rather not fill this in").tap()
    expect(phone.get_by_role("heading", name="That is all right")).to_be_visible()
    assert Refusal.objects.filter(person=kid, wishes_again_at=None).exists()
