"""A button that is pressed without a connection: it is said, and done once when the connection is back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kinwork.meetings.models import Step
from tests.factories import discussion_of, meeting_of

from .steps import (
    A_WHILE,
    button_in,
    given_discussion,
    given_families,
    given_last_meeting,
    given_task,
    row,
    then_soon,
    when_session_ends,
)

pytestmark = pytest.mark.browser
WAITS = "No connection: this will be sent when you are back online."


def test_done_without_a_connection_is_done_once_when_it_is_back(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    [task] = given_last_meeting(rowan, family, "Ring the aunt")
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    page = browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/")
    status = page.locator(".kw-live__status")
    page.context.set_offline(True)
    button_in(row(page, "Ring the aunt"), "Done").click()
    expect(row(page, "Ring the aunt")).to_contain_text(WAITS)
    expect(status).to_contain_text("Not everything is saved")
    assert not Step.objects.filter(task=task).exists()
    page.context.set_offline(False)
    expect(row(page, "Ring the aunt").locator(".kw-tag")).to_have_text("Done", timeout=A_WHILE)
    expect(row(page, "Ring the aunt")).not_to_contain_text(WAITS)
    expect(status).to_contain_text("Everything is saved")
    assert Step.objects.filter(task=task).count() == 1


def test_an_answer_that_was_lost_is_no_second_deed(rowan, browser_of):
    """The server has done it, and the connection broke before the page heard of it: it is sent again, and done once."""
    task = given_task(rowan, *given_families(rowan, "Abbott"), "Ring the aunt")
    page = browser_of(rowan.tom)
    lost = []

    def lose(route) -> None:
        lost.append(route.fetch().status)
        route.abort() if len(lost) == 1 else route.fulfill(response=route.fetch())

    page.route("**/done/", lose)
    button_in(row(page, "Ring the aunt"), "Done").click()
    expect(page.locator(".kw-row--just")).to_contain_text("Done", timeout=A_WHILE)
    assert Step.objects.filter(task=task).count() == 1


def test_what_waits_can_be_left(rowan, browser_of):
    task = given_task(rowan, *given_families(rowan, "Abbott"), "Ring the aunt")
    page = browser_of(rowan.tom)
    page.context.set_offline(True)
    page.get_by_label("What happened").fill("She will come.")
    button_in(row(page, "Ring the aunt"), "Done").click()
    button_in(row(page, "Ring the aunt"), "Do not send it").click()
    page.context.set_offline(False)
    expect(row(page, "Ring the aunt")).not_to_contain_text(WAITS)
    expect(page.get_by_label("What happened")).to_have_value("She will come.")
    assert not Step.objects.filter(task=task).exists()


def test_what_cannot_be_sent_twice_is_said_not_to_be_done_and_its_words_stay(rowan, browser_of):
    talk = given_discussion(rowan)
    page = browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/")
    page.context.set_offline(True)
    page.get_by_label("Task", exact=True).fill("Ring the aunt")
    page.get_by_role("button", name="Add task").click()
    expect(page.locator("#tasks")).to_contain_text("Not done: there is no connection.")
    expect(page.get_by_label("Task", exact=True)).to_have_value("Ring the aunt")


def test_signed_out_meanwhile_it_is_said_in_the_line(rowan, browser_of):
    given_task(rowan, *given_families(rowan, "Abbott"), "Ring the aunt")
    page = browser_of(rowan.tom)
    page.get_by_label("What happened").fill("She will come.")
    when_session_ends(page)
    button_in(row(page, "Ring the aunt"), "Done").click()
    expect(row(page, "Ring the aunt")).to_contain_text("Not done: you are signed out.")
    then_soon(page, lambda: page.get_by_label("What happened").input_value() == "She will come.")
