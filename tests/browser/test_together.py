"""Several people in one discussion: nobody disturbs anybody, and nothing is overwritten unseen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kinwork.meetings.models import Decision, Passage, PlannedConversation

from .steps import (
    SOON,
    box,
    given_discussion,
    given_families,
    then_page_says,
    then_reads,
    then_record_holds,
    then_saved,
    then_soon,
    when_adds_task,
    when_writes,
    when_writes_at_start,
)

pytestmark = pytest.mark.browser
NEW = "What is new"
RISK = "Risk, past and now"


@pytest.fixture
def talk(rowan):
    return given_discussion(rowan)


@pytest.fixture
def maureen(rowan, talk, browser_of):
    return browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/")


@pytest.fixture
def grace(rowan, talk, browser_of, maureen):
    page = browser_of(rowan.grace, at=f"/discussion/{talk.pk}/")
    expect(maureen.get_by_role("list", name="Also here")).to_contain_text("Grace Adeyemi")
    return page


def who_writes_in(page: Page, label: str):
    return page.locator(".kw-box").filter(has=box(page, label)).locator(".kw-box__who")


def caret(page: Page, label: str) -> int:
    return box(page, label).evaluate("el => document.activeElement === el ? el.selectionStart : -1")


def test_the_second_in_a_box_is_told_who_is_there(maureen, grace):
    when_writes(maureen, NEW, "The school rang.")
    expect(who_writes_in(grace, NEW)).to_have_text("Maureen O’Brien-Ńgwenya is writing here too.")
    box(grace, NEW).focus()
    expect(who_writes_in(maureen, NEW)).to_have_text("Grace Adeyemi is writing here too.")
    box(maureen, RISK).focus()
    expect(who_writes_in(grace, NEW)).to_have_text("")


def test_two_who_write_in_one_box_at_once_both_keep_their_words(talk, maureen, grace):
    when_writes(maureen, NEW, "The school rang.")
    then_reads(grace, NEW, "The school rang.")
    box(grace, NEW).focus()
    grace.keyboard.press("Control+Home")
    box(maureen, NEW).press("Control+End")
    for mine, hers in zip("Grace asked why. ", " Ada was late. .."[:17], strict=True):
        grace.keyboard.insert_text(mine)
        maureen.keyboard.insert_text(hers)
    then_record_holds(maureen, talk, "whats_new", "Grace asked why. The school rang. Ada was late. ..")
    for page in (maureen, grace):
        then_reads(page, NEW, "Grace asked why. The school rang. Ada was late. ..")


def test_two_who_begin_an_empty_box_at_the_same_moment_both_keep_their_words(talk, maureen, grace):
    box(maureen, NEW).focus()
    box(grace, NEW).focus()
    maureen.keyboard.insert_text("Maureen heard it from the school.")
    grace.keyboard.insert_text("Grace heard it from the aunt.")
    then_record_holds(maureen, talk, "whats_new", "Maureen heard it from the school.", "Grace heard it from the aunt.")
    both = Passage.objects.get(discussion=talk, part="whats_new").text
    for page in (maureen, grace):
        then_reads(page, NEW, both)
        then_saved(page, NEW)


def test_writing_in_different_boxes_disturbs_nobody(maureen, grace):
    when_writes(maureen, NEW, "The school rang.")
    then_saved(maureen, NEW)
    for _ in " rang.":
        maureen.keyboard.press("ArrowLeft")
    place = caret(maureen, NEW)
    assert place == len("The school")
    when_writes(grace, RISK, "One slap, in May.")
    grace.get_by_role("button", name="Add a hypothesis").click()
    when_adds_task(grace, "Ring the aunt", "Tom Hollis (SW)", "fri")
    then_reads(maureen, RISK, "One slap, in May.")
    expect(maureen.get_by_label("It might be that …")).to_be_visible()
    expect(maureen.locator("#tasks")).to_contain_text("Ring the aunt")
    assert caret(maureen, NEW) == place


def test_the_caret_stays_with_its_words_when_somebody_writes_before_it(talk, maureen, grace):
    when_writes(maureen, NEW, "The school rang.")
    then_reads(grace, NEW, "The school rang.")
    for _ in " rang.":
        maureen.keyboard.press("ArrowLeft")
    when_writes_at_start(grace, NEW, "On Monday: ")
    then_reads(maureen, NEW, "On Monday: The school rang.")
    maureen.keyboard.type(" office")
    then_record_holds(maureen, talk, "whats_new", "On Monday: The school office rang.")


def test_a_task_half_typed_stays_while_others_add_theirs(maureen, grace):
    half = maureen.get_by_label("Task", exact=True)
    half.press_sequentially("Ask the hou")
    when_adds_task(grace, "Ring the aunt", "Tom Hollis (SW)", "fri")
    expect(maureen.locator("#tasks")).to_contain_text("Ring the aunt")
    maureen.keyboard.type("sing office")
    expect(half).to_have_value("Ask the housing office")


def when_arranges_a_conversation(page: Page) -> None:
    """Four changes as fast as a quick hand makes them."""
    page.get_by_role("group", name="Who with").get_by_label("Ada", exact=True).check()
    page.get_by_label("Leading").select_option(label="Tom Hollis (SW)")
    page.get_by_label("Reflecting").select_option(label="Leah Stern (Clinician)")
    by_when = page.locator("#conversations").get_by_label("By when")
    by_when.fill("2w")
    by_when.blur()


def test_choices_made_quickly_are_all_kept(rowan, talk, maureen):
    maureen.get_by_role("button", name="Plan a conversation").click()
    when_arranges_a_conversation(maureen)

    def arranged() -> list:
        said = PlannedConversation.objects.get(discussion=talk)
        return [[one.given_name for one in said.people.all()], said.lead, said.reflect, said.by_when is not None]

    then_soon(maureen, lambda: arranged() == [["Ada"], rowan.tom, rowan.leah, True], arranged)
    expect(maureen.get_by_label("Leading").locator("option:checked")).to_have_text("Tom Hollis (SW)")


def test_choices_of_one_reach_the_others(rowan, talk, maureen, grace):
    maureen.get_by_role("button", name="Plan a conversation").click()
    expect(grace.get_by_label("Leading")).to_be_visible()
    maureen.get_by_label("Leading").select_option(label="Tom Hollis (SW)")
    expect(grace.get_by_label("Leading").locator("option:checked")).to_have_text("Tom Hollis (SW)")
    grace.get_by_label("Reflecting").select_option(label="Leah Stern (Clinician)")
    expect(maureen.get_by_label("Reflecting").locator("option:checked")).to_have_text("Leah Stern (Clinician)")
    expect(maureen.get_by_label("Leading").locator("option:checked")).to_have_text("Tom Hollis (SW)")


def test_who_closes_the_page_is_not_here_any_more(maureen, grace):
    box(grace, NEW).focus()
    expect(who_writes_in(maureen, NEW)).to_contain_text("Grace")
    grace.close()
    expect(maureen.get_by_text("No one else has this open")).to_be_visible()
    expect(who_writes_in(maureen, NEW)).to_have_text("")


def test_deciding_at_once_after_the_last_word_decides_the_last_word(talk, grace):
    grace.get_by_role("button", name="Write a decision").click()
    when_writes(grace, "Decision", "Visit twice a week.")
    when_writes(grace, "Because", "He asked for it.")
    grace.get_by_role("button", name="Decide", exact=True).click()
    then_page_says(grace, "by Grace Adeyemi (CSW)")
    decision = Decision.objects.get(discussion=talk)
    assert (decision.words, decision.reason) == ("Visit twice a week.", "He asked for it.")


def test_a_long_text_reaches_the_others_too(maureen, grace):
    long = "The aunt told it at length. " * 400  # more than a notification carries
    box(maureen, NEW).fill(long)
    then_saved(maureen, NEW)
    then_reads(grace, NEW, long, within=2 * SOON)


def test_the_agenda_moves_for_everybody(rowan, talk, maureen, grace):
    given_families(rowan, "Bell")
    for page in (maureen, grace):
        page.goto(f"/meeting/{talk.meeting_id}/")
    maureen.get_by_label("Family", exact=True).select_option(label="Bell")
    maureen.get_by_role("button", name="Add", exact=True).click()
    expect(grace.locator("#agenda")).to_contain_text("Bell")
    grace.get_by_label("Guest", exact=True).fill("Dr Odu")
    grace.get_by_role("button", name="Add guest").click()
    expect(maureen.locator("#attendance")).to_contain_text("Dr Odu")
