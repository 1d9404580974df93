"""At the width of a phone: nothing to scroll sideways, and the meeting can be written in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kinwork.accounts.bootstrap import service_team
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family
from kinwork.formal_meetings.actions.arranging import Arranged, arrange
from kinwork.formal_meetings.actions.inviting import Asked
from kinwork.meetings.actions import discussing
from kinwork.meetings.models import Discussion, Task
from kinwork.people import actions
from kinwork.people.actions import InRecord
from kinwork.people.models import Address, Contact, SafetyWarning
from kinwork.practice.actions import rate_discussion
from kinwork.retention.actions import place_hold, set_period
from tests.factories import actor, given_status, put_in_post, user

from .steps import (
    box,
    given_asked_for,
    given_discussion,
    given_document,
    given_face,
    given_last_meeting,
    given_measures,
    given_plan,
    given_sessions,
    given_text_brought_in,
    given_transfer,
    row,
    then_record_holds,
    then_saved,
    when_adds_task,
)

pytestmark = pytest.mark.browser
WIDTH, NARROWEST = 390, 320
PHONE = {"viewport": {"width": WIDTH, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
MONTH = timedelta(days=30)
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
        for width in (NARROWEST, WIDTH):
            self.page.set_viewport_size({"width": width, "height": 844})
            wide, far = self.page.evaluate(HOW_WIDE, width)
            if wide > width:
                self.found.append(f"{name} at {width} is {wide} wide: {far}")

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
    rate_discussion(me, talk, rater="unit", features={1, 2})
    child = talk.family.members.filter(is_child=True).first().person
    given_status(
        involvement=talk.family.involvements.get(), person=child, status="cp", category="MUL", on=date(2020, 1, 1),
        decided_by="The conference", recorded_by=rowan.maureen, recorded_at=timezone.now(),
    )  # fmt: skip
    return talk, talk.family


def test_no_page_scrolls_sideways(rowan, browser_of):
    talk, family = given_pages_full_of_long_words(rowan)
    unit, meeting = rowan.unit.pk, talk.meeting_id
    child = family.members.filter(is_child=True).first().person_id
    step = given_plan(rowan.tom, family, LONG)
    held = HeldFamily(family, unit, actor(rowan.grace))
    asked = [Asked(name=LONG[:200], part="police", agency=LONG[:120])]
    said = Arranged(kind="initial", children=[child], on=timezone.localdate(), place=LONG[:200], asked=asked)
    met = arrange(held, family.involvements.get(), said, token=uuid4())
    meets = f"/family/{family.pk}/meetings/{met.pk}/"
    text = given_text_brought_in(rowan.grace, family, unit, LONG)
    drafted = f"/family/{family.pk}/documents/{given_document(rowan.grace, family, unit).pk}/"
    plain = f"/family/{family.pk}/plain/{given_face(rowan.grace, family, unit, LONG).pk}/"
    widths = Widths(browser_of(rowan.grace, **PHONE))
    measures = given_measures(rowan.grace, family, unit)
    heard = given_sessions(rowan, family).session.pk
    for path in (
        *(f"/family/{family.pk}/measures/{path}" for path in measures),
        *(f"/family/{family.pk}/observations/{path}" for path in ("", "new/", f"{heard}/")), "/my-practice/",
        f"/family/{family.pk}/child/{child}/own-page/", f"/family/{family.pk}/child/{child}/own-page/keep/",
        f"/family/{family.pk}/links/", f"/family/{family.pk}/links/new/",
        f"/family/{family.pk}/links/new/?child={child}", f"/family/{family.pk}/plain/", plain,
        f"{plain}section/letter/", f"{plain}as-read/?shape=easy&language=Polish",
        f"{plain}as-read/?shape=large", f"{plain}pictures/", f"{plain}language/?language=Polish", f"{plain}given/",
        "/my-work/", f"/unit/{unit}/", f"/unit/{unit}/people/", f"/unit/{unit}/quality/", f"/meeting/of/{unit}/",
        f"/unit/{unit}/training/", f"/unit/{unit}/chain/", f"/unit/{unit}/chain/discussion/", "/my-training/",
        "/training/", "/units/chain/", "/units/chain/side-by-side/", "/units/chain/discussion/",
        f"/meeting/{meeting}/", f"/meeting/{meeting}/minutes/", f"/meeting/{meeting}/close/",
        f"/discussion/{talk.pk}/", f"/discussion/{talk.pk}/minute/", f"/discussion/{talk.pk}/quality/",
        f"/family/{family.pk}/", "/families/", "/units/", "/units/children/", "/units/overdue/", "/search/",
        f"/families/open/{unit}/", f"/family/{family.pk}/member/", f"/family/{family.pk}/questions/",
        f"/family/{family.pk}/date/", f"/family/{family.pk}/close/", f"/family/{family.pk}/new-task/",
        f"/family/{family.pk}/bring-to-meeting/", "/nowhere/", "/sign-out/",
        f"/family/{family.pk}/summary/", f"/family/{family.pk}/summary/write/", f"/family/{family.pk}/recording/",
        f"/unit/{unit}/summaries/",
        f"/family/{family.pk}/entries/", f"/family/{family.pk}/entries/new/", f"/family/{family.pk}/status/",
        f"/family/{family.pk}/brought-in/", f"/family/{family.pk}/brought-in/new/", "/brought-in/",
        f"/family/{family.pk}/brought-in/{text.pk}/", "/brought-in/how-often-wrong/",
        f"/family/{family.pk}/child/{child}/", f"/family/{family.pk}/facts/conference/", f"/family/{family.pk}/due/",
        f"/family/{family.pk}/due/UNIT-4W/put-off/", f"/unit/{unit}/due/",
        f"/family/{family.pk}/copy/", f"/family/{family.pk}/chronology/", f"/family/{family.pk}/chronology/patterns/",
        f"/family/{family.pk}/find/", f"/family/{family.pk}/documents/", drafted, f"{drafted}section/analysis/",
        f"{drafted}finalise/", f"/family/{family.pk}/bundles/", f"/family/{family.pk}/?show=everything",
        f"/family/{family.pk}/network/",
        f"/family/{family.pk}/genogram/", f"/family/{family.pk}/readers/", f"/family/{family.pk}/history/",
        f"/person/{family.members.first().person_id}/", "/notices/", "/agencies/", "/my-account/", "/approvals/",
        "/offline/", "/offline/phones/",
        "/approvals/mine/", f"/family/{family.pk}/adopters/", f"/family/{family.pk}/child/{child}/adopted/", "/sealed/",
        f"/family/{family.pk}/plan/", f"/family/{family.pk}/plan/for-them/",
        f"/family/{family.pk}/plan/aim/{step.aim_id}/step/", f"/family/{family.pk}/questions/again/",
        f"/unit/{unit}/attention/", *given_transfer(rowan, family),
        meets, f"{meets}invite/", f"{meets}who/{met.invitations.get().pk}/tell/",
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


def test_no_page_of_the_head_of_service_scrolls_sideways(rowan, browser_of):
    _, family = given_pages_full_of_long_words(rowan)
    head = user(f"{LONG[:20].lower()}{rowan.unit.pk}")
    put_in_post(head, service_team(), "hos")
    place_hold(actor(head), scope="family", family_id=family.pk, asked_by=LONG[:120], reason=LONG)
    set_period(actor(head), kind="open", counts_from="last", years=25, reason=LONG)
    person, request = given_asked_for(head, family)
    widths = Widths(browser_of(head, at="/records/", **PHONE))
    asked = f"/access-request/{request.pk}/"
    for path in (
        "/records/", "/records/periods/", "/records/holds/", "/records/erased/", f"/records/{family.pk}/", "/rules/",
        "/units/time/", f"/unit/{rowan.unit.pk}/time/", "/access-requests/", f"/access-requests/for/{person.pk}/",
        asked, f"{asked}words/", f"{asked}read/", "/indicators/", "/indicators/moves/", "/indicators/figures/",
    ):  # fmt: skip
        widths.page.goto(path)
        widths.look(path)
    widths.then_none_was_too_wide()


def test_the_first_screen_of_a_family_answers_the_telephone(rowan, browser_of):
    """Warnings, who, where, numbers, who holds it, last contact, next date: without a touch. The rest by a link, or on
    paper whole.
    """
    talk = given_discussion(rowan, "Abbott")
    family, today = talk.family, timezone.localdate()
    mother = family.members.first().person
    at = InRecord(actor(rowan.tom), family.pk, rowan.unit.pk)
    noted: list[Any] = [
        SafetyWarning(person=mother, kind="dogs", words="Two dogs, loose in the yard. " * 3, review_on=today + MONTH),
        Contact(person=mother, value="07700 900142", safe="care", how="Text only, never voicemail."),
        Address(person=mother, lines="4 Mill Lane", postcode="CB2 1TN"),
    ]
    actions.note(at, noted)
    discussing.raise_hypothesis(actor(rowan.maureen), talk, statement="The dogs keep people away.")
    page = browser_of(rowan.tom, **PHONE)
    page.goto(f"/family/{family.pk}/")
    for said in ("Two dogs", "07700 900142", "Text only", "4 Mill Lane", "Rowan", "Last contact", "Next date"):
        place = page.locator("main").get_by_text(said).first.bounding_box()
        assert place is not None
        assert place["y"] + place["height"] < PHONE["viewport"]["height"], f"{said} is below the first screen"

    parts = page.get_by_role("navigation", name="Parts of this page")
    parts.get_by_role("link", name="Hypotheses").press("Enter")
    expect(page.get_by_text("The dogs keep people away.")).to_be_in_viewport()
    expect(page.locator("#open-ideas")).to_be_focused()
    expect(parts).to_be_in_viewport()
    parts.get_by_role("link", name="To do").press("Enter")
    under = page.evaluate("document.getElementById('part-tasks').getBoundingClientRect().top")
    assert under >= page.evaluate("document.querySelector('.kw-jump').getBoundingClientRect().bottom")
    page.reload()
    expect(page.get_by_text("The dogs keep people away.")).to_have_count(0)
    page.pdf()
    expect(page.get_by_text("The dogs keep people away.")).to_be_visible()


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
