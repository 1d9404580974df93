"""What people type, paste and click by mistake or with intent: a sensible result, or words beside the field."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kinwork.cases.closing import close_family
from kinwork.cases.models import Involvement
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions.writing import LIMIT
from kinwork.meetings.models import Decision, Hypothesis, Meeting, Passage, PlannedConversation, Step, Task
from kinwork.units.models import PostHolding
from tests.factories import actor, discussion_of, meeting_of

from .steps import (
    box,
    given_discussion,
    given_families,
    given_last_meeting,
    given_task,
    row,
    then_page_says,
    then_reads,
    then_record_holds,
    then_saved,
    then_soon,
    when_adds_task,
    when_signs_in,
    when_writes,
)

pytestmark = pytest.mark.browser
EVIL = "<b class=evil>bold</b><img src=x onerror=alert(1)><script>alert(2)</script>{{ 7*7 }} & \"'"
NEW = "What is new"


@pytest.fixture
def talk(rowan):
    return given_discussion(rowan)


@pytest.fixture
def page(rowan, talk, browser_of):
    return browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/")


# -- markup and scripts: a dialog or a script's error fails the test by itself (conftest.py)


def then_it_is_only_text(page: Page) -> None:
    expect(page.get_by_text("<b class=evil>bold</b>").locator("visible=true").first).to_be_visible()
    expect(page.locator(".evil, img[src=x]")).to_have_count(0)
    expect(page.get_by_text("&lt;b").or_(page.get_by_text("&amp;"))).to_have_count(0)


def test_markup_is_shown_as_text_everywhere(rowan, browser_of):
    talk = given_discussion(rowan, EVIL)
    person = talk.family.members.get(role="mother").person
    person.given_name, person.family_name = EVIL, ""
    person.save()
    rowan.tom.full_name = EVIL
    rowan.tom.save()
    page = browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/")
    grace = browser_of(rowan.grace, at=f"/discussion/{talk.pk}/")
    then_it_is_only_text(page)
    page.get_by_role("button", name="Add a hypothesis").click()
    box(page, "It might be that …").fill(EVIL)
    box(page, NEW).fill(EVIL)
    then_saved(page, NEW)
    page.get_by_role("button", name="Plan a conversation about it").click()
    box(page, "Purpose").fill(EVIL)
    page.get_by_role("group", name="Who with").locator("input").first.check()
    page.get_by_role("button", name="Write a decision").click()
    box(page, "Decision").fill(EVIL)
    box(page, "Because").fill(EVIL)
    when_adds_task(page, EVIL, f"{EVIL} (SW)", "fri")
    expect(page.locator("#tasks li")).to_contain_text("<script>")
    expect(grace.locator("#tasks li")).to_contain_text("<script>")
    then_reads(grace, "Because", EVIL)
    grace.get_by_role("button", name="Decide", exact=True).click()
    expect(page.locator("#decisions")).to_contain_text("Decided")
    for one in (page, grace):
        then_it_is_only_text(one)

    page.goto(f"/meeting/{talk.meeting_id}/")
    page.get_by_label("Guest", exact=True).fill(EVIL)
    page.get_by_label("Who they are").fill(EVIL[:60])
    page.get_by_role("button", name="Add guest").click()
    expect(page.locator("#attendance")).to_contain_text("(guest)")
    for path in (
        f"/meeting/{talk.meeting_id}/", f"/meeting/{talk.meeting_id}/minutes/", f"/discussion/{talk.pk}/minute/",
        f"/family/{talk.family_id}/", "/families/", f"/unit/{rowan.unit.pk}/", f"/unit/{rowan.unit.pk}/people/",
        f"/family/{talk.family_id}/new-task/", f"/meeting/of/{rowan.unit.pk}/?on=1w",
    ):  # fmt: skip
        page.goto(path)
        then_it_is_only_text(page)
    then_it_is_only_text(browser_of(rowan.tom))
    grace.goto(f"/meeting/{talk.meeting_id}/close/")
    grace.get_by_role("button", name="Confirm and close").click()
    then_it_is_only_text(grace)


def test_markup_in_the_address_is_shown_as_text(rowan, browser_of):
    page = browser_of(rowan.grace)
    page.goto("/search/")
    page.get_by_label("A name, date of birth").fill("<b class=evil>bold</b><script>alert(1)</script>")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#found")).not_to_be_empty()
    then_it_is_only_text(page)
    page.goto(f"/meeting/of/{rowan.unit.pk}/?on=%22%3E%3Cb%20class%3Devil%3Ebold%3C/b%3E")
    then_it_is_only_text(page)


def test_sign_in_leads_only_to_pages_of_kinwork(rowan, new_browser):
    page = new_browser().new_page()
    page.goto("/sign-in/?next=https://example.org/")
    when_signs_in(page, rowan.grace)
    expect(page.get_by_role("heading", name="My work")).to_be_visible()


# -- long texts


def test_a_hundred_thousand_characters_are_pasted_saved_and_seen_by_the_others(rowan, talk, page, browser_of):
    grace = browser_of(rowan.grace, at=f"/discussion/{talk.pk}/")
    long = ("Ada said “ą” – and then.\n" * 4_000)[:100_000]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", long)
    box(page, NEW).focus()
    page.keyboard.press("Control+V")
    then_saved(page, NEW)
    assert Passage.objects.get(discussion=talk, part="whats_new").text == long
    then_reads(grace, NEW, long)
    page.goto(f"/discussion/{talk.pk}/minute/")
    expect(page.locator(".kw-minute")).to_contain_text("and then.")


def test_more_than_a_box_holds_is_said_at_the_box_and_stays_there(talk, page):
    box(page, NEW).fill("x" * (LIMIT + 1))
    frame = page.locator(".kw-box").filter(has=box(page, NEW))
    expect(frame.locator(".kw-box__problem")).to_contain_text(
        "This box holds up to 200,000 characters; you have typed 200,001"
    )
    expect(box(page, NEW)).to_have_attribute("aria-invalid", "true")
    then_page_says(page, "Something could not be saved: see the box")
    assert len(box(page, NEW).input_value()) == LIMIT + 1
    page.reload()
    assert len(box(page, NEW).input_value()) == LIMIT + 1
    box(page, NEW).press("Control+End")
    page.keyboard.press("Backspace")
    then_saved(page, NEW)
    expect(frame.locator(".kw-box__problem")).to_have_text("")
    assert len(Passage.objects.get(discussion=talk, part="whats_new").text) == LIMIT


def test_a_whole_book_is_refused_in_words_and_the_rest_goes_on(talk, page):
    box(page, NEW).fill("x" * 3_000_000)
    frame = page.locator(".kw-box").filter(has=box(page, NEW))
    expect(frame.locator(".kw-box__problem")).to_contain_text("This box holds up to 200,000 characters")
    when_writes(page, "Current risk", "Low.")
    then_record_holds(page, talk, "current_risk", "Low.")


# -- the same thing twice


def test_double_click_on_opening_the_meeting_opens_one(rowan, browser_of):
    given_families(rowan, "Abbott")
    page = browser_of(rowan.maureen, at=f"/meeting/of/{rowan.unit.pk}/?on=today")
    page.get_by_role("button", name="Open the meeting of").dblclick()
    expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
    assert Meeting.objects.filter(unit=rowan.unit).count() == 1
    expect(page.get_by_text("was already opened")).to_have_count(0)


def test_the_second_coordinator_who_opens_the_meeting_is_told_and_taken_there(rowan, browser_of):
    at = f"/meeting/of/{rowan.unit.pk}/?on=today"
    first, second = browser_of(rowan.maureen, at=at), browser_of(rowan.grace, at=at)
    for page in (first, second):
        page.get_by_role("button", name="Open the meeting of").click()
        expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
    expect(second.get_by_text("was already opened, by Maureen O’Brien-Ńgwenya")).to_be_visible()
    assert first.url == second.url


def test_double_click_on_done_in_my_work_does_it_once(rowan, browser_of):
    task = given_task(rowan, *given_families(rowan, "Abbott"), "Ring the aunt")
    page = browser_of(rowan.tom)
    row(page, "Ring the aunt").get_by_role("button", name="Done").dblclick()
    expect(page.get_by_role("region", name="Done in the last week")).to_contain_text("Ring the aunt")
    then_done_once(page, task)


def test_double_click_on_done_in_the_discussion_does_it_once(rowan, browser_of):
    [cole] = given_families(rowan, "Cole")
    [task] = given_last_meeting(rowan, cole, "Ring the aunt")
    talk = discussion_of(cole, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    page = browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/")
    row(page, "Ring the aunt").get_by_role("button", name="Done").dblclick()
    expect(row(page, "Ring the aunt").locator(".kw-tag")).to_have_text("Done")
    then_done_once(page, task)


def then_done_once(page: Page, task: Task) -> None:
    then_soon(page, lambda: Task.objects.get(pk=task.pk).state == "done")
    when_the_page_has_nothing_more_to_send(page)
    assert [step.kind for step in Step.objects.filter(task=task)] == ["done"]
    assert Task.objects.get(pk=task.pk).state == "done"


def when_the_page_has_nothing_more_to_send(page: Page) -> None:
    """Whatever a second click had queued has been answered: a request sent after it has come back."""
    for _ in range(3):
        page.evaluate("fetch('/health/').then(answer => answer.text())")


def test_double_clicks_in_the_discussion_add_one_of_each(rowan, talk, page):
    page.get_by_role("button", name="Add a hypothesis").dblclick()
    expect(page.get_by_label("It might be that …")).not_to_have_count(0)
    page.get_by_role("button", name="Plan a conversation", exact=True).dblclick()
    expect(page.get_by_label("Purpose")).not_to_have_count(0)
    page.get_by_role("button", name="Write a decision").dblclick()
    expect(page.get_by_label("Because")).not_to_have_count(0)
    page.get_by_label("Task", exact=True).fill("Ring the aunt")
    page.get_by_label("Who in the unit").select_option(label="Tom Hollis (SW)")
    page.get_by_role("button", name="Add task").dblclick()
    expect(page.locator("#tasks li").first).to_contain_text("Ring the aunt")
    when_the_page_has_nothing_more_to_send(page)
    added = [
        Hypothesis.objects.filter(raised_in=talk).count(),
        PlannedConversation.objects.filter(discussion=talk).count(),
        Decision.objects.filter(discussion=talk).count(),
        Task.objects.filter(discussion=talk).count(),
    ]
    assert added == [1, 1, 1, 1]
    expect(page.locator(".govuk-error-message")).to_have_count(0)


def test_double_click_on_adding_a_task_to_a_family_adds_one(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    page = browser_of(rowan.tom, at=f"/family/{family.pk}/new-task/")
    page.get_by_label("What needs doing").fill("Ring the aunt")
    page.get_by_role("button", name="Add task").dblclick()
    expect(row(page, "Ring the aunt")).to_have_count(1)
    assert Task.objects.filter(family=family).count() == 1


def test_back_after_doing_a_task_shows_it_done_and_sends_nothing_again(rowan, browser_of):
    task = given_task(rowan, *given_families(rowan, "Abbott"), "Ring the aunt")
    page = browser_of(rowan.tom)
    page.get_by_role("article").get_by_role("link", name="Abbott").click()
    page.get_by_role("heading", level=1, name="Abbott").wait_for()
    row(page, "Ring the aunt").locator("summary").first.click()
    row(page, "Ring the aunt").get_by_label("What happened").fill("She will come.")
    row(page, "Ring the aunt").get_by_role("button", name="Done").click()
    expect(row(page, "Ring the aunt").get_by_role("button", name="Undo")).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.locator("article[data-keys]").filter(has_text="Ring the aunt")).to_have_count(0)
    page.get_by_role("button", name=re.compile("Undo.*Ring the aunt")).click()
    row(page, "Ring the aunt").get_by_role("button", name="Done").click()
    expect(page.get_by_role("region", name="Done in the last week")).to_contain_text("Ring the aunt")
    page.goto("/families/")
    page.go_back()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    expect(page.locator("article[data-keys]").filter(has_text="Ring the aunt")).to_have_count(0)
    assert [step.kind for step in Step.objects.filter(task=task)] == ["done", "reopened", "done"]


# -- fields


def test_a_date_that_does_not_exist_is_said_beside_it_and_all_that_was_typed_stays(rowan, talk, page):
    page.locator("#task-due").fill("30/2")
    expect(page.locator("#task-due-means")).to_contain_text("30")
    when_adds_task(page, "Ring the aunt", "Tom Hollis (SW)", "30/2")
    expect(page.locator("#task-due-error")).to_be_visible()
    expect(page.locator("#task-due")).to_have_value("30/2")
    expect(page.locator("#task-what")).to_have_value("Ring the aunt")
    expect(page.locator("#task-owner option:checked")).to_have_text("Tom Hollis (SW)")
    page.locator("#task-due").fill("fri")
    page.get_by_role("button", name="Add task").click()
    expect(page.locator("#tasks li")).to_contain_text("Ring the aunt")
    expect(page.locator("#task-what")).to_have_value("")


def test_an_owner_who_left_while_the_page_was_open_is_said_beside_the_choice(rowan, talk, page):
    PostHolding.objects.filter(user=rowan.tom).delete()
    when_adds_task(page, "Ring the aunt", "Tom Hollis (SW)", "fri")
    expect(page.locator("#task-owner-error")).to_contain_text("no longer in the unit")
    expect(page.locator("#task-what")).to_have_value("Ring the aunt")


def test_a_family_closed_during_the_meeting_keeps_what_is_said_and_takes_no_task(rowan, talk, page):
    involvement = Involvement.objects.get(family=talk.family)
    said = {"reason": "Moved away.", "changed": "", "if_rereferred": ""}
    close_family(
        HeldFamily(involvement.family, rowan.unit.pk, actor(rowan.grace)), involvement, on=timezone.localdate(), **said
    )
    when_writes(page, NEW, "They have moved to Leeds.")
    then_saved(page, NEW)
    when_adds_task(page, "Ring the aunt", "Tom Hollis (SW)", "fri")
    expect(page.locator("#task-what-error")).to_contain_text("is closed")
    expect(page.locator("#task-what")).to_have_value("Ring the aunt")


def test_a_person_without_a_surname_joins_a_family(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    page = browser_of(rowan.tom, at=f"/family/{family.pk}/member/")
    page.get_by_label("First names").fill("Suharto")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name=re.compile("^Suharto")).first).to_be_visible()
