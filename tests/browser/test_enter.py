"""Enter in a box does what the box is for, with scripts and without."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kinwork.meetings.actions import discussing
from kinwork.meetings.models import PlannedConversation, Task
from tests.factories import actor, discussion_of, meeting_of

from .steps import given_discussion, given_families, given_last_meeting, given_task, row, then_page_says, then_soon

pytestmark = pytest.mark.browser
with_scripts_and_without = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def given_conversation(rowan, family) -> PlannedConversation:
    """Tom is to talk with the aunt, as the unit agreed last week."""
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    planned = discussing.plan_conversation(actor(rowan.grace), talk, purpose="To hear what she fears.")
    discussing.arrange_conversation(
        actor(rowan.grace), talk, planned, people=[], with_others="the aunt", lead_id=rowan.tom.pk, reflect_id=None,
        by_when=timezone.localdate(), tests_id=None,
    )  # fmt: skip
    return planned


@with_scripts_and_without
def test_enter_in_the_new_date_carries_and_does_not_mark_as_done(rowan, browser_of, scripts):
    task = given_task(rowan, *given_families(rowan, "Abbott"), "Ring the aunt")
    page = browser_of(rowan.tom, java_script_enabled=scripts)
    row(page, "Ring the aunt").get_by_text("Choose another date").click()
    page.get_by_label("New date").fill("4w")
    page.get_by_label("New date").press("Enter")
    then_is(page, task, "open", due_in=28)


@with_scripts_and_without
def test_enter_in_what_happened_is_done(rowan, browser_of, scripts):
    task = given_task(rowan, *given_families(rowan, "Abbott"), "Ring the aunt")
    page = browser_of(rowan.tom, java_script_enabled=scripts)
    page.get_by_label("What happened").fill("She will come.")
    page.get_by_label("What happened").press("Enter")
    then_is(page, task, "done", due_in=1)
    task.refresh_from_db()
    assert task.outcome == "She will come."


@with_scripts_and_without
def test_enter_where_a_conversation_is_written_up_makes_a_new_line(rowan, browser_of, scripts):
    [family] = given_families(rowan, "Abbott")
    planned = given_conversation(rowan, family)
    page = browser_of(rowan.tom, java_script_enabled=scripts)
    written = page.get_by_label("What happened")
    written.press_sequentially("She was afraid of the stairs.")
    before = written.bounding_box()
    for line in ("It is the dark.", "She wants a lamp.", "And her aunt."):
        written.press("Enter")
        written.press_sequentially(line)
    after = written.bounding_box()
    assert after["width"] > 400, "wide enough for sentences"
    assert after["height"] > before["height"], "it grows with what is written"
    planned.refresh_from_db()
    assert planned.state == "planned"
    page.get_by_role("button", name="It happened").click()
    then_soon(page, lambda: PlannedConversation.objects.get(pk=planned.pk).state == "happened")
    planned.refresh_from_db()
    assert planned.what_happened.splitlines() == [
        "She was afraid of the stairs.", "It is the dark.", "She wants a lamp.", "And her aunt.",
    ]  # fmt: skip


@with_scripts_and_without
def test_enter_in_carry_to_of_the_discussion_carries_with_the_note(rowan, browser_of, scripts):
    [cole] = given_families(rowan, "Cole")
    [task] = given_last_meeting(rowan, cole, "Ring the aunt")
    talk = discussion_of(cole, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    page = browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/", java_script_enabled=scripts)
    row(page, "Ring the aunt").get_by_label("What came of it").fill("She was away.")
    row(page, "Ring the aunt").get_by_text("Choose another date").click()
    row(page, "Ring the aunt").get_by_label("New date").fill("4w")
    row(page, "Ring the aunt").get_by_label("New date").press("Enter")
    then_is(page, task, "open", due_in=28)
    if scripts:
        assert task.steps.get().note == "She was away."


@with_scripts_and_without
def test_enter_in_we_now_know_decides_nothing(rowan, browser_of, scripts):
    talk = given_discussion(rowan)
    hypothesis = discussing.raise_hypothesis(actor(rowan.maureen), talk, statement="The move frightens her.")
    page = browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/", java_script_enabled=scripts)
    page.get_by_label("We now know").fill("She said so twice.")
    page.get_by_label("We now know").press("Enter")
    if scripts:
        expect(page.get_by_role("button", name="Supported")).to_be_focused()
    page.wait_for_timeout(300)
    hypothesis.refresh_from_db()
    assert hypothesis.state == "open"
    expect(page.get_by_label("We now know")).to_have_value("She said so twice.")
    page.get_by_role("button", name="Weakened").click()
    then_soon(page, lambda: type(hypothesis).objects.get(pk=hypothesis.pk).state == "weakened")
    then_page_says(page, "She said so twice.")


@with_scripts_and_without
def test_enter_in_the_search_box_searches(rowan, browser_of, scripts):
    given_families(rowan, "Abbott")
    page = browser_of(rowan.tom, at="/search/", java_script_enabled=scripts)
    page.get_by_label("A name, date of birth").fill("Abbott")
    page.get_by_label("A name, date of birth").press("Enter")
    expect(page.locator("#found")).to_contain_text("Abbott")


def then_is(page: Page, task: Task, state: str, *, due_in: int) -> None:
    wanted = (state, timezone.localdate() + timedelta(days=due_in))
    then_soon(page, lambda: Task.objects.filter(pk=task.pk, state=wanted[0], due_on=wanted[1]).exists())
