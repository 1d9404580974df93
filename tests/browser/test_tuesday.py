"""The unit's whole Tuesday, and what came of it a week later."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from kinwork.meetings.models import Task

from .steps import (
    SOON,
    box,
    button_in,
    given_families,
    row,
    then_page_says,
    then_reads,
    then_saved,
    when_adds_task,
    when_writes,
)

pytestmark = pytest.mark.browser
WRITES_HERE = "is writing here too."


def test_a_unit_runs_its_meeting_and_next_week_sees_what_came_of_it(rowan, browser_of):
    given_families(rowan, "Abbott", "Bell", "Cole")
    maureen = browser_of(rowan.maureen)
    when_coordinator_opens_the_meeting(maureen, "today")
    maureen.get_by_role("button", name="Start with Abbott").first.click()

    grace = browser_of(rowan.grace)
    when_joins_the_discussion(grace, "Abbott")
    then_both_see_each_other(maureen, grace)
    then_words_arrive_soon(maureen, grace, "What is new", "School rang: Ada came late twice.")
    then_words_arrive_soon(grace, maureen, "Risk, past and now", "One slap, in May.")
    when_raises_a_hypothesis_and_plans_a_conversation(maureen, grace)
    when_coordinator_drafts_and_csw_decides(maureen, grace)
    when_gives_task_for_friday(maureen, grace)
    assert Task.objects.get(what="Ring the aunt", owner=rowan.tom).due_on.strftime("%a") == "Fri"

    maureen.get_by_role("button", name="Move on to Bell").click()
    grace.get_by_role("link", name="Agenda").click()
    when_follows(grace, "Bell")
    then_words_arrive_soon(maureen, grace, "Current situation", "Bell is settled with grandmother.")

    maureen.get_by_role("button", name="Move on to Cole").click()
    grace.get_by_role("link", name="Agenda").click()
    when_follows(grace, "Cole")
    then_words_arrive_soon(grace, maureen, "Current risk", "Low, while the brother stays away.")

    when_csw_closes(grace)
    then_page_says(maureen, "The meeting has been closed by Grace Adeyemi")
    then_minute_is_in_the_record(grace)
    when_somebody_else_does_the_task_from_the_familys_page(browser_of(rowan.priya))
    then_it_is_off_the_owners_list(browser_of(rowan.tom))

    when_coordinator_opens_the_meeting(maureen, "1w")
    expect(row(maureen, "Abbott")).to_contain_text("1 planned conversation overdue")
    row(maureen, "Abbott").get_by_role("button", name="Start").click()
    then_last_time_is_told(maureen)


def when_coordinator_opens_the_meeting(page: Page, day: str) -> None:
    page.goto("/my-work/")
    page.get_by_role("navigation", name="Kinwork").get_by_role("link", name="Meeting").click()
    page.get_by_label("Another day").fill(day)
    page.get_by_role("button", name="See that day’s agenda").click()
    page.get_by_role("button", name=re.compile("^Open the meeting of")).click()
    if day != "today":
        page.get_by_role("button", name="Open it today").click()
    expect(page.get_by_role("heading", name="Agenda")).to_be_visible()


def when_joins_the_discussion(page: Page, family: str) -> None:
    page.get_by_role("navigation", name="Kinwork").get_by_role("link", name="Meeting").click()
    page.get_by_role("link", name="Go to the meeting").click()
    when_follows(page, family)


def when_follows(page: Page, family: str) -> None:
    expect(row(page, family)).to_contain_text("Under way")
    row(page, family).get_by_role("link", name=family).click()
    expect(page.get_by_role("heading", level=1, name=family)).to_be_visible()


def then_both_see_each_other(maureen: Page, grace: Page) -> None:
    expect(maureen.get_by_role("list", name="Also here")).to_contain_text("Grace Adeyemi")
    expect(grace.get_by_role("list", name="Also here")).to_contain_text("Maureen O’Brien-Ńgwenya")


def then_words_arrive_soon(of: Page, to: Page, label: str, words: str) -> None:
    """Within a second of being saved; and while somebody writes, the others see who and where."""
    box(of, label).focus()
    expect(to.locator(".kw-box").filter(has=box(to, label)).locator(".kw-box__who")).to_contain_text(WRITES_HERE)
    when_writes(of, label, words)
    then_saved(of, label)
    then_reads(to, label, words, within=SOON)


def when_raises_a_hypothesis_and_plans_a_conversation(maureen: Page, grace: Page) -> None:
    maureen.get_by_role("button", name="Add a hypothesis").click()
    when_writes(maureen, "It might be that …", "she stays home to look after her mother")
    when_writes(maureen, "What speaks for it", "She is late on the days after bad nights.")
    then_saved(maureen, "What speaks for it")
    then_reads(grace, "What speaks for it", "She is late on the days after bad nights.")
    maureen.get_by_role("button", name="Plan a conversation about it").click()
    maureen.get_by_role("group", name="Who with").get_by_label("Ada", exact=True).check()
    maureen.get_by_label("Leading").select_option(label="Tom Hollis (SW)")
    maureen.get_by_label("Reflecting").select_option(label="Leah Stern (Clinician)")
    by_when = maureen.locator("#conversations").get_by_label("By when")
    by_when.fill("3d")
    by_when.blur()
    when_writes(maureen, "Questions, one a line", "Who would notice first if you slept well?")
    then_saved(maureen, "Questions, one a line")
    then_reads(grace, "Questions, one a line", "Who would notice first if you slept well?")
    expect(grace.get_by_label("Leading").locator("option:checked")).to_contain_text("Tom Hollis")


def when_coordinator_drafts_and_csw_decides(maureen: Page, grace: Page) -> None:
    maureen.get_by_role("button", name="Write a decision").click()
    when_writes(maureen, "Decision", "Ada’s aunt is asked to take her to school.")
    when_writes(maureen, "Because", "Ada trusts her, and she lives next door.")
    then_saved(maureen, "Because")
    expect(maureen.get_by_role("button", name="Decide", exact=True)).to_have_count(0)
    then_reads(grace, "Because", "Ada trusts her, and she lives next door.")
    grace.get_by_role("button", name="Decide", exact=True).click()
    for page in (grace, maureen):
        expect(page.locator("#decisions")).to_contain_text("by Grace Adeyemi (CSW)")


def when_gives_task_for_friday(maureen: Page, grace: Page) -> None:
    maureen.get_by_label("By when").last.fill("fri")
    expect(maureen.locator("#task-due-means")).to_contain_text("Friday")
    when_adds_task(maureen, "Ring the aunt", "Tom Hollis (SW)", "fri")
    for page in (maureen, grace):
        expect(page.locator("#tasks")).to_contain_text("Ring the aunt")


def when_csw_closes(grace: Page) -> None:
    grace.get_by_role("link", name="Agenda").click()
    expect(grace.get_by_text("Every family on the agenda has been discussed.")).to_be_visible()
    grace.get_by_role("link", name="Close the meeting").first.click()
    grace.get_by_role("button", name="Confirm and close").click()
    expect(grace.get_by_text("Closed by Grace Adeyemi")).to_be_visible()


def then_minute_is_in_the_record(page: Page) -> None:
    page.get_by_role("navigation", name="Kinwork").get_by_role("link", name="Families").click()
    page.get_by_role("link", name="Abbott", exact=True).click()
    page.get_by_role("navigation", name="Parts of this page").get_by_role("link", name="Discussions").click()
    discussions = page.get_by_role("region", name="Discussions")
    expect(discussions).to_contain_text("Ada’s aunt is asked to take her to school.")
    discussions.get_by_role("link").first.click()
    minute = page.locator(".kw-minute").first
    for words in (
        "School rang: Ada came late twice.",
        "One slap, in May.",
        "she stays home to look after her mother",
        "Who would notice first if you slept well?",
        "Because: Ada trusts her, and she lives next door.",
        "Decided by Grace Adeyemi (CSW)",
        "Ring the aunt: Tom Hollis",
    ):
        expect(minute).to_contain_text(words)
    expect(page.get_by_text("Draft.")).to_have_count(0)


def when_somebody_else_does_the_task_from_the_familys_page(priya: Page) -> None:
    priya.goto("/families/")
    priya.get_by_role("link", name="Abbott", exact=True).click()
    task = row(priya, "Ring the aunt")
    task.get_by_text("Done, or give it to someone else").click()
    task.get_by_label("What happened").fill("She will, from Monday.")
    button_in(task, "Done").click()
    expect(button_in(task, "Undo")).to_be_visible()


def then_it_is_off_the_owners_list(tom: Page) -> None:
    expect(tom.get_by_role("heading", name="My work")).to_be_visible()
    expect(tom.locator("article[data-keys]").filter(has_text="Conversation with Ada")).to_have_count(1)
    expect(tom.locator("article[data-keys]").filter(has_text="Ring the aunt")).to_have_count(0)


def then_last_time_is_told(maureen: Page) -> None:
    task = row(maureen, "Ring the aunt")
    expect(task).to_contain_text("Done")
    expect(task).to_contain_text("She will, from Monday.")
    expect(row(maureen, "Conversation with Ada")).to_contain_text("Planned")
    expect(maureen.locator("#hypotheses")).to_contain_text("she stays home to look after her mother")
