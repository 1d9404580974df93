"""What is taken away at the table is put back where it stood, by pointer, by keys, and without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kinwork.meetings.actions import discussing
from kinwork.meetings.actions.meeting import add_family, add_guest
from kinwork.meetings.models import Decision, Hypothesis, PlannedConversation
from tests.factories import actor

from .steps import given_discussion, given_families

pytestmark = pytest.mark.browser
WORDS = "We ask the aunt to have both children."
SIZES = [{"width": 1280, "height": 860}, {"width": 390, "height": 844}]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_the_draft_that_a_colleague_was_writing_is_put_back_with_the_keyboard_alone(rowan, browser_of, size):
    talk = given_discussion(rowan)
    draft = discussing.draft_decision(actor(rowan.tom), talk, words=WORDS)
    grace, tom = browser_of(rowan.grace), browser_of(rowan.tom)
    for page in grace, tom:
        page.set_viewport_size(size)
        page.goto(f"/discussion/{talk.pk}/")
    away = grace.locator("#decisions").get_by_role("button", name="Remove draft")
    away.focus()
    grace.keyboard.press("Enter")
    for page in grace, tom:
        expect(page.locator("#decisions")).to_contain_text(f"Removed: The draft “{WORDS}”")
        expect(page.locator(f"#decision-{draft.pk}")).to_have_count(0)
    undo = grace.locator("#decisions").get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    wide = (
        "[...document.querySelectorAll('#decisions *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    )
    assert grace.evaluate(f"{wide}.map(e => e.outerHTML.slice(0, 90))") == []
    grace.keyboard.press("Enter")
    for page in grace, tom:
        expect(page.locator(f"#decision-{draft.pk}").get_by_label("Decision")).to_have_value(WORDS)
        expect(page.locator("#decisions")).not_to_contain_text("Removed")
    expect(grace.locator(f"#decision-{draft.pk}")).to_be_focused()
    assert Decision.objects.get(pk=draft.pk).drafted_by == rowan.tom


def test_hypothesis_conversation_and_guest_too(rowan, browser_of):
    talk = given_discussion(rowan)
    hypothesis = discussing.raise_hypothesis(actor(rowan.tom), talk)
    discussing.plan_conversation(actor(rowan.tom), talk)
    add_guest(actor(rowan.tom), talk.meeting, name="Dr Odu", role="Paediatrician")
    page = browser_of(rowan.grace)
    page.goto(f"/discussion/{talk.pk}/")
    for part in "#hypotheses", "#conversations":
        section = page.locator(part)
        section.get_by_role("button", name="Remove").click()
        expect(section.get_by_role("button", name="Undo")).to_be_focused()
        section.get_by_role("button", name="Undo").click()
        expect(section.get_by_role("button", name="Remove")).to_be_visible()
        expect(section.get_by_role("button", name="Undo")).to_have_count(0)
    assert Hypothesis.objects.get(raised_in=talk) == hypothesis
    assert PlannedConversation.objects.filter(discussion=talk).count() == 1
    page.goto(f"/meeting/{talk.meeting_id}/")
    who = page.locator("#attendance")
    who.get_by_role("button", name="Remove").click()
    expect(who).to_contain_text("Removed: Dr Odu")
    expect(who).not_to_contain_text("Paediatrician")
    who.get_by_role("button", name="Undo").click()
    expect(who).to_contain_text("Paediatrician")


def test_a_family_moved_by_a_slip_goes_back_with_one_key(rowan, browser_of):
    talk = given_discussion(rowan)
    first, second = (item_of(talk, family) for family in given_families(rowan, "Bell", "Cole"))
    page = browser_of(rowan.maureen)
    page.goto(f"/meeting/{talk.meeting_id}/")
    names = page.locator(".kw-agenda__name")
    before = names.all_inner_texts()
    page.locator(f"#item-{second}").focus()
    page.keyboard.press("Alt+ArrowUp")
    line = page.locator(f"#item-{second}")
    expect(line.get_by_role("button", name="Moved up")).to_be_visible()
    expect(line).to_be_focused()
    assert names.all_inner_texts() != before
    page.keyboard.press("u")
    expect(line).to_contain_text("Put on the agenda")
    assert names.all_inner_texts() == before
    expect(line).to_be_focused()
    expect(page.locator(f"#item-{first}")).to_be_visible()


def item_of(talk, family) -> int:
    return add_family(actor(talk.started_by), talk.meeting, family.pk).pk
