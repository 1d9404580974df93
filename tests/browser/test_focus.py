"""The focus stays where the eyes are, and the undo stands beside what was done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from kinwork.meetings.actions import discussing
from kinwork.meetings.models import Task
from tests.factories import actor, discussion_of, meeting_of

from .steps import given_discussion, given_families, given_last_meeting, given_task, row, then_soon

pytestmark = pytest.mark.browser
MANY = [f"Task {n:02}" for n in range(1, 13)]
PHONES = [{"width": 1280, "height": 700}, {"width": 390, "height": 844}, {"width": 320, "height": 640}]


@pytest.fixture
def work(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    for what in MANY:
        given_task(rowan, family, what)
    return browser_of(rowan.tom)


def line(page: Page, what: str) -> Locator:
    return page.locator("#work > section:not([aria-labelledby=lately]) > .kw-row").filter(has_text=what)


def state_of(what: str, page: Page) -> str:
    address = page.locator("#work article").get_by_role("link", name="Abbott").first.get_attribute("href")
    return Task.objects.get(what=what, family_id=int(address.strip("/").split("/")[-1])).state


@pytest.mark.parametrize("size", PHONES, ids=lambda size: str(size["width"]))
def test_my_work_line_after_line_stays_in_place(work, size):
    """Done with the pointer on the eighth line: it stays where it was as what was done, and the ninth has the focus."""
    work.set_viewport_size(size)
    eighth = line(work, "Task 08")
    eighth.scroll_into_view_if_needed()
    eighth.get_by_label("What happened").fill("She will come.")
    top = eighth.bounding_box()["y"]
    eighth.get_by_role("button", name="Done").click()
    expect(line(work, "Task 09")).to_be_focused()
    expect(line(work, "Task 09")).to_be_in_viewport(ratio=0.9)
    expect(line(work, "Task 08")).to_contain_text("Done: Task 08")
    assert abs(line(work, "Task 08").bounding_box()["y"] - top) < 60, "nothing has jumped away from under the eyes"
    wide = "[...document.querySelectorAll('#work *')].filter(el => el.getBoundingClientRect().right > innerWidth + 1)"
    assert work.evaluate(f"{wide}.map(el => el.outerHTML.slice(0, 90))") == []
    line(work, "Task 08").get_by_role("button", name="Undo").click()
    expect(line(work, "Task 08")).to_be_focused()
    expect(line(work, "Task 08").get_by_role("button", name="Done")).to_be_visible()
    assert state_of("Task 08", work) == "open"


def test_my_work_with_keys_alone_u_undoes_the_last_key_wherever_the_line_has_gone(work):
    press = work.keyboard.press
    line(work, "Task 03").focus()
    press("d")
    expect(line(work, "Task 04")).to_be_focused()
    press("c")  # a week on, among other days: the line goes elsewhere, the eyes do not
    expect(line(work, "Task 05")).to_be_focused()
    press("x")
    expect(line(work, "Task 06")).to_be_focused()
    press("u")
    expect(line(work, "Task 05")).to_be_focused()
    expect(line(work, "Task 05").get_by_role("button", name="Done")).to_be_visible()
    press("u")
    expect(line(work, "Task 04")).to_have_count(1)
    expect(line(work, "Task 04")).to_be_focused()
    press("u")
    expect(line(work, "Task 03")).to_be_focused()
    expect(work.locator(".kw-row--just")).to_have_count(0)
    assert {state_of(what, work) for what in MANY} == {"open"}
    assert set(Task.objects.filter(what__in=MANY).values_list("due_on")).__len__() == 1


def test_what_is_typed_in_another_line_stays_when_one_is_done(work):
    line(work, "Task 05").get_by_label("What happened").fill("He was not at home.")
    line(work, "Task 02").get_by_label("What happened").fill("She came.")
    line(work, "Task 02").get_by_role("button", name="Done").click()
    expect(line(work, "Task 02")).to_contain_text("Done: Task 02")
    expect(line(work, "Task 05").get_by_label("What happened")).to_have_value("He was not at home.")
    expect(line(work, "Task 03").get_by_label("What happened")).to_have_value("")


def test_a_date_that_does_not_exist_keeps_the_focus_in_its_box(work):
    second = line(work, "Task 02")
    second.get_by_text("Choose another date").click()
    expect(second.get_by_label("New date")).to_be_focused()
    work.keyboard.type("30/2")
    work.keyboard.press("Enter")
    expect(second).to_contain_text("February")
    expect(second.get_by_label("New date")).to_be_focused()
    expect(second.get_by_label("New date")).to_have_value("30/2")


def test_what_is_new_between_the_lines_is_passed_over(rowan, browser_of):
    """It stands below what is overdue: whoever has done the last of that goes on with what is due next."""
    [family] = given_families(rowan, "Abbott")
    for what in ("Ring the aunt", "Write to the school"):
        given_task(rowan, family, what)
    Task.objects.filter(what="Ring the aunt", family=family).update(due_on=timezone.localdate() - timedelta(days=2))
    page = browser_of(rowan.tom)
    expect(page.locator("#work .kw-notice").first).to_be_visible()
    line(page, "Ring the aunt").get_by_role("button", name="Done").click()
    expect(line(page, "Write to the school")).to_be_focused()


def test_the_last_line_leaves_the_focus_on_its_undo(rowan, browser_of):
    given_task(rowan, *given_families(rowan, "Abbott"), "Ring the aunt")
    page = browser_of(rowan.tom)
    line(page, "Ring the aunt").focus()
    page.keyboard.press("d")
    expect(line(page, "Ring the aunt").get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(line(page, "Ring the aunt").get_by_role("button", name="Done")).to_be_visible()


@pytest.fixture
def discussed(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    given_last_meeting(rowan, family, "Task 01", "Task 02", "Task 03", "Task 04")
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    return browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/")


def test_in_the_discussion_carrying_leaves_the_line_and_the_next_key_meets_the_next(discussed):
    press = discussed.keyboard.press
    row(discussed, "Task 01").focus()
    press("c")
    expect(row(discussed, "Task 01")).to_contain_text("carried from")
    expect(row(discussed, "Task 02")).to_be_focused()
    expect(discussed.locator("#last-time .kw-row__what")).to_contain_text(["Task 01", "Task 02", "Task 03", "Task 04"])
    press("d")
    expect(row(discussed, "Task 02").locator(".kw-tag")).to_have_text("Done")
    expect(row(discussed, "Task 03")).to_be_focused()
    press("u")
    expect(row(discussed, "Task 02").locator(".kw-tag")).to_have_count(0)
    expect(row(discussed, "Task 02")).to_be_focused()
    press("u")
    expect(row(discussed, "Task 01")).not_to_contain_text("carried from")
    expect(row(discussed, "Task 01")).to_be_focused()
    assert set(Task.objects.filter(what="Task 01").values_list("state", flat=True)) == {"open"}


def test_in_the_discussion_u_on_a_line_that_was_gone_to_undoes_that_line(discussed):
    press = discussed.keyboard.press
    row(discussed, "Task 01").focus()
    for _ in range(3):
        press("d")
        discussed.wait_for_timeout(50)
        expect(discussed.locator("#last-time .kw-tag--done")).to_have_count(_ + 1)
    expect(row(discussed, "Task 04")).to_be_focused()
    for _ in range(2):
        press("ArrowUp")
    expect(row(discussed, "Task 02")).to_be_focused()
    press("u")
    expect(row(discussed, "Task 02").locator(".kw-tag")).to_have_count(0)
    expect(discussed.locator("#last-time .kw-tag--done")).to_have_count(2)


def test_on_the_familys_page_the_undo_stands_where_the_line_was(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    for what in ("Task 01", "Task 02"):
        given_task(rowan, family, what)
    page = browser_of(rowan.tom, at=f"/family/{family.pk}/")
    first = row(page, "Task 01")
    first.locator("summary").first.click()
    expect(first.get_by_label("What happened")).to_be_focused()
    first.get_by_label("Who in the unit").select_option(label="Priya Nair")
    first.get_by_role("button", name="Save").click()
    expect(first).to_contain_text("Given to someone else")
    first.get_by_role("button", name="Undo").click()
    expect(first).not_to_contain_text("Given to someone else")
    assert Task.objects.get(family=family, what="Task 01").owner == rowan.tom
    first.get_by_role("button", name="Done").click()
    expect(first).to_contain_text("Done: Task 01")
    expect(row(page, "Task 02")).to_be_focused()
    first.get_by_role("button", name="Undo").click()
    expect(first.get_by_role("button", name="Undo")).to_have_count(0)
    then_soon(page, lambda: Task.objects.get(family=family, what="Task 01").state == "open")


# -- who adds or opens a form writes in it next


@pytest.mark.parametrize("size", PHONES, ids=lambda size: str(size["width"]))
def test_planning_a_conversation_about_a_hypothesis_puts_the_focus_into_it(rowan, browser_of, size):
    talk = given_discussion(rowan)
    for n in range(5):
        discussing.raise_hypothesis(actor(rowan.maureen), talk, statement=f"Hypothesis {n}")
    page = browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/", viewport=size)
    page.get_by_role("button", name="Plan a conversation about it").first.click()
    purpose = page.get_by_label("Purpose", exact=True)
    expect(purpose).to_be_focused()
    expect(purpose).to_be_in_viewport(ratio=1)
    page.keyboard.type("To hear what she fears.")
    then_soon(page, lambda: talk.conversations.filter(purpose="To hear what she fears.").exists())


def test_a_form_that_is_unfolded_has_the_focus_in_its_first_box(rowan, browser_of):
    talk = given_discussion(rowan)
    page = browser_of(rowan.maureen, at=f"/meeting/{talk.meeting_id}/")
    page.locator(".kw-agenda__more summary").first.click()
    expect(page.get_by_label("Minutes", exact=True).first).to_be_focused()
    page.goto(f"/family/{talk.family_id}/network/")
    page.get_by_text("Add someone").click()
    expect(page.locator("#add-tie :focus")).to_have_count(1)
