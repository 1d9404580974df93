"""At the width of a phone: nothing to scroll sideways, and the meeting can be written in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kinwork.meetings.models import Task

from .steps import (
    box,
    given_discussion,
    given_last_meeting,
    row,
    then_record_holds,
    then_saved,
    when_adds_task,
)

pytestmark = pytest.mark.browser
WIDTH = 390
PHONE = {"viewport": {"width": WIDTH, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-Featherstonehaugh"


def then_nothing_to_scroll_sideways(page: Page, path: str) -> None:
    wide = page.evaluate("""() => {
        const far = [...document.querySelectorAll('main *, header *, nav *')].filter(el =>
            el.getBoundingClientRect().right > %d + 1 && !el.closest('.kw-scroll, .govuk-visually-hidden'));
        return [document.documentElement.scrollWidth, far.slice(0, 5).map(el => el.outerHTML.slice(0, 120))];
    }""" % WIDTH)
    assert wide[0] <= WIDTH, f"{path} is {wide[0]} wide: {wide[1]}"


def test_no_page_scrolls_sideways(rowan, browser_of):
    talk = given_discussion(rowan, LONG)
    family, unit, meeting = talk.family, rowan.unit.pk, talk.meeting_id
    given_last_meeting(rowan, family, f"Write to {LONG} at {LONG.lower()}@{LONG.lower()}.example.org")
    page = browser_of(rowan.grace, at=f"/discussion/{talk.pk}/", **PHONE)
    page.get_by_role("button", name="Add a hypothesis").tap()
    box(page, "It might be that …").fill(f"the move from {LONG} frightens her")
    then_saved(page, "It might be that …")
    page.get_by_role("button", name="Plan a conversation about it").tap()
    page.get_by_role("button", name="Write a decision").tap()
    expect(box(page, "Because")).to_be_visible()
    tom = browser_of(rowan.tom, **PHONE)
    then_nothing_to_scroll_sideways(tom, "My work with a task")
    for path in (
        "/my-work/", f"/unit/{unit}/", f"/unit/{unit}/people/", f"/unit/{unit}/quality/", f"/meeting/of/{unit}/",
        f"/meeting/{meeting}/", f"/meeting/{meeting}/minutes/", f"/meeting/{meeting}/close/",
        f"/discussion/{talk.pk}/", f"/discussion/{talk.pk}/minute/", f"/discussion/{talk.pk}/quality/",
        f"/family/{family.pk}/", "/families/", "/search/?q=Llan", "/search/?q=" + "x" * 90,
        f"/families/open/{unit}/", f"/family/{family.pk}/member/", f"/family/{family.pk}/questions/",
        f"/family/{family.pk}/date/", f"/family/{family.pk}/close/", f"/family/{family.pk}/new-task/",
        f"/family/{family.pk}/bring-to-meeting/", "/nowhere/", "/sign-out/",
    ):  # fmt: skip
        page.goto(path)
        then_nothing_to_scroll_sideways(page, path)
        page.evaluate("document.querySelectorAll('details').forEach(el => el.open = true)")
        then_nothing_to_scroll_sideways(page, f"{path}, unfolded")


def test_the_meeting_is_written_in_with_a_thumb(rowan, browser_of):
    talk = given_discussion(rowan)
    page = browser_of(rowan.maureen, **PHONE)
    page.get_by_role("navigation", name="Kinwork").get_by_role("link", name="Meeting").tap()
    page.get_by_role("link", name="Go to the meeting").tap()
    row(page, "Abbott").get_by_role("link", name="Abbott").tap()
    box(page, "What is new").tap()
    page.keyboard.type("Seen at home, all well.")
    then_saved(page, "What is new")
    then_record_holds(page, talk, "whats_new", "Seen at home, all well.")
    when_adds_task(page, "Ring the aunt", "Tom Hollis (SW)", "2w")
    expect(page.locator("#tasks li")).to_contain_text("Ring the aunt")
    assert Task.objects.get(discussion=talk).owner == rowan.tom
