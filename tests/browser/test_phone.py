"""At the width of a phone: nothing to scroll sideways, and the meeting can be written in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kinwork.families.models import Family
from kinwork.meetings.actions import discussing
from kinwork.meetings.models import Discussion, Task
from tests.factories import actor

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


class Widths:
    """Measures page after page and tells all that were too wide at the end."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []

    def look(self, name: str) -> None:
        self._measure(name)
        self.page.evaluate("document.querySelectorAll('details').forEach(el => el.open = true)")
        self._measure(f"{name}, unfolded")

    def _measure(self, name: str) -> None:
        wide, far = self.page.evaluate(HOW_WIDE, WIDTH)
        if wide > WIDTH:
            self.found.append(f"{name} is {wide} wide: {far}")

    def then_none_was_too_wide(self) -> None:
        assert not self.found, "\n" + "\n".join(self.found)


HOW_WIDE = """width => [
    document.documentElement.scrollWidth,
    [...document.querySelectorAll('body *')].filter(el => el.getBoundingClientRect().right > width + 1)
        .slice(-3).map(el => el.outerHTML.slice(0, 120)),
]"""


def given_pages_full_of_long_words(rowan) -> tuple[Discussion, Family]:
    talk = given_discussion(rowan, LONG)
    given_last_meeting(rowan, talk.family, f"Write to {LONG} at {LONG.lower()}@{LONG.lower()}.example.org")
    me = actor(rowan.maureen)
    hypothesis = discussing.raise_hypothesis(me, talk, statement=f"The move from {LONG} frightens her.")
    discussing.plan_conversation(me, talk, tests=hypothesis, purpose=LONG)
    discussing.draft_decision(me, talk, words=LONG, reason=LONG)
    return talk, talk.family


def test_no_page_scrolls_sideways(rowan, browser_of):
    talk, family = given_pages_full_of_long_words(rowan)
    unit, meeting = rowan.unit.pk, talk.meeting_id
    widths = Widths(browser_of(rowan.grace, **PHONE))
    for path in (
        "/my-work/", f"/unit/{unit}/", f"/unit/{unit}/people/", f"/unit/{unit}/quality/", f"/meeting/of/{unit}/",
        f"/meeting/{meeting}/", f"/meeting/{meeting}/minutes/", f"/meeting/{meeting}/close/",
        f"/discussion/{talk.pk}/", f"/discussion/{talk.pk}/minute/", f"/discussion/{talk.pk}/quality/",
        f"/family/{family.pk}/", "/families/", "/units/", "/units/children/", "/units/overdue/", "/search/",
        f"/families/open/{unit}/", f"/family/{family.pk}/member/", f"/family/{family.pk}/questions/",
        f"/family/{family.pk}/date/", f"/family/{family.pk}/close/", f"/family/{family.pk}/new-task/",
        f"/family/{family.pk}/bring-to-meeting/", "/nowhere/", "/sign-out/",
        f"/family/{family.pk}/entries/", f"/family/{family.pk}/entries/new/", f"/family/{family.pk}/status/",
        f"/family/{family.pk}/copy/",
    ):  # fmt: skip
        widths.page.goto(path)
        widths.look(path)
    for typed in ("Llan", "x" * 90):
        widths.page.goto("/search/")
        widths.page.get_by_label("A name, date of birth").fill(typed)
        widths.page.get_by_role("button", name="Search").tap()
        expect(widths.page.locator("#found")).not_to_be_empty()
        widths.look(f"search for {typed}")
    widths.page = browser_of(rowan.tom, **PHONE)
    widths.look("My work with a task")
    widths.then_none_was_too_wide()


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
