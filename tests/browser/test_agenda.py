"""The agenda in the coordinator's hands: order, time, what waits and why, who is there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from kinwork.meetings.models import Meeting
from tests.factories import meeting_of

from .steps import box, given_families, row, then_page_says, then_saved

pytestmark = pytest.mark.browser


@pytest.fixture
def meeting(rowan) -> Meeting:
    given_families(rowan, "Abbott", "Bell", "Cole")
    return meeting_of(rowan.unit, rowan.maureen)


@pytest.fixture
def page(rowan, meeting, browser_of) -> Page:
    return browser_of(rowan.maureen, at=f"/meeting/{meeting.pk}/")


def then_order_is(page: Page, *names: str) -> None:
    expect(page.locator(".kw-agenda__name")).to_contain_text(list(names))
    page.reload()
    expect(page.locator(".kw-agenda__name")).to_contain_text(list(names))


def test_each_line_says_why_it_is_here(page):
    for name in ("Abbott", "Bell", "Cole"):
        expect(row(page, name)).to_contain_text("New to the unit since")


def test_a_family_is_dragged_to_another_place(page):
    handle, onto = row(page, "Cole").locator(".kw-handle"), row(page, "Abbott")
    handle.hover()
    page.mouse.down()
    onto.hover()
    page.mouse.up()
    then_order_is(page, "Cole", "Abbott", "Bell")


def test_a_family_is_moved_with_the_buttons(page):
    page.get_by_role("button", name="move Abbott down").click()
    then_order_is(page, "Bell", "Abbott", "Cole")
    page.get_by_role("button", name="move Cole up").click()
    then_order_is(page, "Bell", "Cole", "Abbott")


def test_postponing_needs_a_reason_and_is_taken_back(page):
    row(page, "Bell").get_by_text("Change time or postpone").click()
    row(page, "Bell").get_by_role("button", name="Postpone").click()
    then_page_says(page, "Why is this family postponed?")
    row(page, "Bell").get_by_label("Why postpone?").fill("The scan is not in yet.")
    row(page, "Bell").get_by_role("button", name="Postpone").click()
    then_page_says(page, "The scan is not in yet.")
    then_order_is(page, "Abbott", "Cole")
    page.get_by_role("button", name=re.compile("Discuss today after all.*Bell")).click()
    then_order_is(page, "Abbott", "Bell", "Cole")


def test_time_for_a_family_counts_against_the_meeting(page):
    row(page, "Bell").get_by_text("Change time or postpone").click()
    row(page, "Bell").get_by_label("Minutes").fill("200")
    row(page, "Bell").get_by_role("button", name="Set time").click()
    expect(row(page, "Bell").locator(".kw-agenda__time")).to_contain_text("200 min")
    expect(page.locator("#agenda .kw-late").first).to_be_visible()


def test_the_learning_slot_is_planned_and_its_notes_are_kept(page, meeting):
    page.get_by_text("Length of the meeting and learning slot").click()
    page.get_by_label("Learning slot, minutes").fill("45")
    page.get_by_label("Topic").fill("Reflecting teams")
    with page.expect_response("**/time/") as saving:
        page.get_by_role("button", name="Save", exact=True).click()
    assert saving.value.status == 200
    page.reload()
    expect(page.get_by_role("heading", name="Learning slot, 45 min")).to_be_visible()
    box(page, "What we take from it").press_sequentially("Ask before telling.")
    then_saved(page, "What we take from it")
    meeting.refresh_from_db()
    assert (meeting.learning_minutes, meeting.learning_notes) == (45, "Ask before telling.")


def test_who_is_here(page, meeting):
    who = page.get_by_role("region", name="Who is here").last  # while it changes the old one is still there
    expect(who).to_contain_text("Leah Stern")
    who.get_by_role("group", name="Leah Stern").get_by_role("button", name="Apologies").click()
    expect(who.get_by_role("group", name="Leah Stern").get_by_role("button", pressed=True)).to_contain_text("Apologies")
    expect(who).to_contain_text("No clinician")
    page.get_by_label("Guest", exact=True).fill("Dr Odu")
    page.get_by_label("Who they are").fill("Paediatrician")
    page.get_by_role("button", name="Add guest").click()
    expect(who).to_contain_text("Paediatrician")
    expect(page.get_by_label("Guest", exact=True)).to_have_value("")
    who.get_by_role("group", name="Dr Odu").get_by_role("button", name="Remove").click()
    expect(who).not_to_contain_text("Paediatrician")
    meeting.refresh_from_db()
    assert meeting.clinician_present is False


def test_who_may_not_order_the_agenda_reads_it_and_writes_minutes(rowan, meeting, browser_of):
    page = browser_of(rowan.tom, at=f"/meeting/{meeting.pk}/")
    expect(row(page, "Abbott").get_by_role("button", name="Start")).to_be_visible()
    for name in ("Up", "Down", "Postpone", "Close the meeting"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
