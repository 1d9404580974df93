"""Nothing that somebody typed is lost: the session, the server, the network or the meeting may end in mid-sentence."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kinwork.meetings.actions.writing import save_box
from kinwork.meetings.history import Typed
from kinwork.meetings.models import Passage
from tests.factories import actor

from .steps import (
    box,
    given_discussion,
    then_page_says,
    then_reads,
    then_record_holds,
    then_saved,
    when_closed_by_the_csw,
    when_session_ends,
    when_signs_in,
    when_writes,
)

pytestmark = pytest.mark.browser
NEW = "What is new"
FIRST = "The neighbour says that"
SECOND = " the dog was let loose."
OFFLINE = "What you type is kept on this device"
PUT_BACK = "What you had typed before the page closed has been put back."
NOT_SAVED = "Not saved to a record yet"


@pytest.fixture
def talk(rowan):
    return given_discussion(rowan)


@pytest.fixture
def page(rowan, talk, browser_of):
    """Maureen has written half a sentence, and it is saved."""
    page = browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/")
    when_writes(page, NEW, FIRST)
    then_saved(page, NEW)
    return page


def test_session_ends_in_mid_sentence(rowan, talk, page):
    when_session_ends(page)
    when_writes(page, NEW, SECOND)
    then_page_says(page, "You have been signed out, for safety.")
    then_reads(page, NEW, FIRST + SECOND)
    page.get_by_role("link", name="Sign in again").click()
    when_signs_in(page, rowan.maureen)
    then_page_says(page, PUT_BACK)
    then_reads(page, NEW, FIRST + SECOND)
    then_saved(page, NEW)
    then_record_holds(page, talk, "whats_new", FIRST + SECOND)


def test_somebody_else_who_signs_in_on_the_same_computer_does_not_get_the_words(rowan, talk, page):
    when_session_ends(page)
    when_writes(page, NEW, SECOND)
    then_page_says(page, "You have been signed out, for safety.")
    page.get_by_role("link", name="Sign in again").click()
    when_signs_in(page, rowan.tom)
    then_reads(page, NEW, FIRST)
    page.goto("/my-work/")
    expect(page.get_by_text(NOT_SAVED)).to_be_hidden()


def test_server_killed_in_mid_sentence_and_started_again(talk, page, server):
    server.kill()
    when_writes(page, NEW, SECOND)
    then_page_says(page, OFFLINE)
    server.start()
    then_saved(page, NEW)
    then_record_holds(page, talk, "whats_new", FIRST + SECOND)


def test_server_killed_and_the_page_closed_before_it_comes_back(talk, page, server):
    server.kill()
    when_writes(page, NEW, SECOND)
    then_page_says(page, OFFLINE)
    page.close()
    server.start()
    again = page.context.new_page()
    again.goto(f"/discussion/{talk.pk}/")
    then_page_says(again, PUT_BACK)
    then_reads(again, NEW, FIRST + SECOND)
    then_saved(again, NEW)
    then_record_holds(again, talk, "whats_new", FIRST + SECOND)


def test_words_left_behind_arrive_from_whichever_page_is_opened_next(talk, page, server):
    server.kill()
    when_writes(page, NEW, SECOND)
    then_page_says(page, OFFLINE)
    page.close()
    server.start()
    again = page.context.new_page()
    again.goto("/my-work/")
    then_record_holds(again, talk, "whats_new", FIRST + SECOND)
    expect(again.get_by_text(NOT_SAVED)).to_be_hidden()


def test_connection_drops_and_comes_back(rowan, talk, page):
    page.context.set_offline(True)
    when_writes(page, NEW, SECOND)
    then_page_says(page, OFFLINE)
    page.context.set_offline(False)
    then_saved(page, NEW)
    then_record_holds(page, talk, "whats_new", FIRST + SECOND)


def test_connection_drops_while_somebody_else_writes_in_the_same_box(rowan, talk, page):
    page.context.set_offline(True)
    when_writes(page, NEW, SECOND)
    then_page_says(page, OFFLINE)
    passage = Passage.objects.get(discussion=talk, part="whats_new")
    typed = Typed(f"Tom was there on Monday. {passage.text}", rowan.tom.full_name)
    save_box(actor(rowan.tom), talk.meeting, talk, box="passage", pk=passage.pk, version=passage.version, typed=typed)
    page.context.set_offline(False)
    both = f"Tom was there on Monday. {FIRST}{SECOND}"
    then_reads(page, NEW, both)
    then_saved(page, NEW)
    then_record_holds(page, talk, "whats_new", both)


def test_what_others_wrote_during_an_absence_is_there_afterwards(rowan, talk, page, browser_of):
    page.context.set_offline(True)
    grace = browser_of(rowan.grace, at=f"/discussion/{talk.pk}/")
    when_writes(grace, "Current risk", "Low this week.")
    then_saved(grace, "Current risk")
    grace.get_by_role("button", name="Add a hypothesis").click()
    when_writes(grace, "It might be that …", "the move frightens her")
    then_saved(grace, "It might be that …")
    page.context.set_offline(False)
    then_reads(page, "Current risk", "Low this week.")
    then_reads(page, "It might be that …", "the move frightens her")


def test_leaving_the_page_in_mid_sentence_saves_and_raises_no_alarm(talk, page):
    when_writes(page, NEW, SECOND)
    page.goto(f"/meeting/{talk.meeting_id}/")  # at once: no pause in which the page could save by itself
    then_record_holds(page, talk, "whats_new", FIRST + SECOND)
    page.goto("/my-work/")
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    expect(page.get_by_text(NOT_SAVED)).to_be_hidden()


def test_meeting_closed_while_somebody_types_without_connection(rowan, talk, page):
    page.context.set_offline(True)
    when_writes(page, NEW, SECOND)
    then_page_says(page, OFFLINE)
    when_closed_by_the_csw(rowan, talk)
    page.context.set_offline(False)
    then_page_says(page, "The meeting has been closed")
    then_reads(page, NEW, FIRST + SECOND)
    page.goto(f"/discussion/{talk.pk}/minute/")
    then_can_be_added_to_the_minute(page)


def test_meeting_closed_while_the_page_was_shut(rowan, talk, page):
    page.context.set_offline(True)
    when_writes(page, NEW, SECOND)
    then_page_says(page, OFFLINE)
    page.close()
    when_closed_by_the_csw(rowan, talk)
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(f"/discussion/{talk.pk}/")
    then_can_be_added_to_the_minute(again)


def then_can_be_added_to_the_minute(page) -> None:
    """What came too late is shown beside the minute, and goes into it as an amendment."""
    expect(page.get_by_role("heading", name="Add or correct")).to_be_visible()
    then_page_says(page, NOT_SAVED)
    late = page.get_by_label("What you typed").input_value()
    assert late == FIRST + SECOND
    page.get_by_role("button", name="Add it to the minute").click()
    expect(page.get_by_label("What do you want to add?")).to_have_value(late)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".kw-minute").first).to_contain_text(FIRST + SECOND)
    page.get_by_role("button", name="I do not need it").click()
    expect(page.get_by_text(NOT_SAVED)).to_be_hidden()


def test_what_is_typed_after_the_meeting_was_closed_is_refused_in_words_and_kept(rowan, talk, page):
    when_closed_by_the_csw(rowan, talk)
    then_page_says(page, "The meeting has been closed by Grace Adeyemi")
    when_writes(page, NEW, SECOND)
    then_page_says(page, "add it to the minutes")
    expect(box(page, NEW)).to_have_value(FIRST + SECOND)
