"""Whatever is typed anywhere is a draft: it is there again until the server has taken it, and not a moment longer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from kinwork.meetings.models import Task
from kinwork.record.models import Entry
from tests.factories import discussion_of, meeting_of

from .steps import (
    button_in,
    given_discussion,
    given_families,
    given_last_meeting,
    given_task,
    row,
    then_soon,
    when_session_ends,
    when_signs_in,
)

pytestmark = pytest.mark.browser
BACK = "What you had started to write is back."
# Everything that can be changed by hand in the forms of a page is changed; answers what stands there then.
CHANGE_ALL = """() => {
    for (const form of document.forms) {
        if (form.method !== 'post' || form.getAttribute('role') === 'search') continue;
        for (const el of form.elements) {
            if (!el.name || el.dataset.box || ['hidden', 'password', 'file', 'submit'].includes(el.type)) continue;
            if (el.type === 'checkbox') el.checked = !el.checked;
            else if (el.type === 'radio') el.checked = true;
            else if (el.tagName === 'SELECT') el.selectedIndex = el.options.length - 1;
            else if (el.tagName !== 'BUTTON') el.value = 'Begun here';
            else continue;
            el.dispatchEvent(new Event('input', {bubbles: true}));
        }
    }
}"""
ALL = """() => [...document.forms].filter(form => form.method === 'post' && form.getAttribute('role') !== 'search')
    .flatMap(form => [...form.elements]
    .filter(el => el.name && !el.dataset.box && !['hidden', 'password', 'file', 'submit'].includes(el.type))
    .filter(el => el.tagName !== 'BUTTON')
    .map(el => [form.action.replace(/^.*?\\/\\/[^/]*/, ''), el.name, el.type === 'checkbox' || el.type === 'radio'
        ? `${el.value} ${el.checked}` : el.value]))"""


def test_in_every_form_of_every_page_what_was_typed_is_there_after_a_reload(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    given_last_meeting(rowan, family, "Ring the aunt")
    given_task(rowan, family, "Book the nursery")
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    member, at = family.members.first(), f"/family/{family.pk}"
    child = family.members.filter(is_child=True).first()
    page = browser_of(rowan.tom)
    lost, kept = [], 0
    for path in (
        "/my-work/", f"/discussion/{talk.pk}/", f"/meeting/{talk.meeting_id}/",
        f"{at}/", f"{at}/new-task/", f"{at}/bring-to-meeting/", f"{at}/questions/",
        f"{at}/member/", f"{at}/date/", f"{at}/status/", f"{at}/entries/new/", f"{at}/network/", "/emergency/",
        f"{at}/person/{member.person_id}/note/address/", f"{at}/person/{member.person_id}/who/",
        f"{at}/child/{child.person_id}/own-page/keep/", f"{at}/documents/new/?layout=conference_report",
        f"{at}/links/new/",
    ):  # fmt: skip
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.evaluate(CHANGE_ALL)
        typed = page.evaluate(ALL)
        page.reload()
        page.wait_for_load_state("networkidle")
        now = page.evaluate(ALL)
        kept += len(typed)
        lost += [f"{path}: {one}" for one in typed if one not in now]
        page.evaluate("Object.keys(localStorage).forEach(key => localStorage.removeItem(key))")
    assert not lost, "\n".join(lost)
    assert kept > 100


def test_the_row_of_a_new_task_and_what_came_of_it(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    given_last_meeting(rowan, family, "Ring the aunt")
    talk = discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    page = browser_of(rowan.maureen, at=f"/discussion/{talk.pk}/")
    page.get_by_role("textbox", name="What came of it").fill("She was away.")
    page.get_by_label("Task", exact=True).fill("Ask the housing office")
    page.get_by_label("Who in the unit").select_option(label="Tom Hollis (SW)")
    page.locator("#task-due").fill("2w")
    page.reload()
    expect(back(page)).to_have_count(2)
    expect(page.get_by_role("textbox", name="What came of it")).to_have_value("She was away.")
    expect(page.get_by_label("Task", exact=True)).to_have_value("Ask the housing office")
    expect(page.locator("#task-owner option:checked")).to_have_text("Tom Hollis (SW)")
    page.get_by_role("button", name="Add task").click()
    expect(page.locator("#tasks li")).to_contain_text("Ask the housing office")
    page.reload()
    expect(page.get_by_label("Task", exact=True)).to_have_value("")
    button_in(row(page, "Ring the aunt"), "Done").click()
    expect(row(page, "Ring the aunt")).to_contain_text("She was away.")
    page.reload()
    expect(back(page)).to_have_count(0)


def test_refused_it_stays_a_draft_and_once_it_is_taken_it_is_none(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    page = browser_of(rowan.tom, at=f"/family/{family.pk}/new-task/")
    page.get_by_label("What needs doing").fill("Ring the aunt")
    page.get_by_label("By when").fill("30/2")
    page.get_by_role("button", name="Add task").click()
    expect(page.locator("#due-error")).to_be_visible()
    page.goto("/my-work/")
    page.goto(f"/family/{family.pk}/new-task/")
    expect(back(page)).to_be_visible()
    expect(page.get_by_label("What needs doing")).to_have_value("Ring the aunt")
    expect(page.get_by_label("By when")).to_have_value("30/2")
    page.get_by_label("By when").fill("fri")
    page.get_by_role("button", name="Add task").click()
    expect(row(page, "Ring the aunt")).to_have_count(1)
    page.goto(f"/family/{family.pk}/new-task/")
    expect(page.get_by_label("What needs doing")).to_have_value("")
    expect(back(page)).to_have_count(0)


def test_a_session_that_ends_in_mid_sentence_takes_no_word(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    page = browser_of(rowan.tom, at=f"/family/{family.pk}/entries/new/")
    page.get_by_label("What happened").fill("She opened the door herself.")
    when_session_ends(page)
    page.get_by_role("button", name="Save to record").click()
    when_signs_in(page, rowan.tom)
    page.goto(f"/family/{family.pk}/entries/new/")
    expect(page.get_by_label("What happened")).to_have_value("She opened the door herself.")
    expect(back(page)).to_be_visible()
    assert not Entry.objects.filter(family=family).exists()


def test_nobody_else_gets_or_reads_it_and_its_writer_has_it_again_after_signing_out(rowan, browser_of):
    [family] = given_families(rowan, "Abbott")
    there = f"/family/{family.pk}/bring-to-meeting/"
    page = browser_of(rowan.tom, at=there)
    page.locator("[name=words]").fill("The landlord has written.")
    page.context.clear_cookies()
    page.goto(f"/sign-in/?next={there}")
    when_signs_in(page, rowan.priya)
    expect(page.locator("[name=words]")).to_have_value("")
    page.context.clear_cookies()
    page.goto(f"/sign-in/?next={there}")
    when_signs_in(page, rowan.tom)
    expect(page.locator("[name=words]")).to_have_value("The landlord has written.")
    page.goto("/sign-out/")
    expect(page.get_by_text("Something you started to write has not been saved.")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/**")
    everything = page.evaluate("JSON.stringify(Object.entries(localStorage))")
    assert there in everything
    assert "landlord" not in everything
    page.goto(f"/sign-in/?next={there}")
    when_signs_in(page, rowan.tom)
    expect(page.locator("[name=words]")).to_have_value("The landlord has written.")


def test_it_can_be_discarded(rowan, browser_of):
    page = browser_of(rowan.tom, at=f"/family/{given_families(rowan, 'Abbott')[0].pk}/new-task/")
    page.get_by_label("What needs doing").fill("Ring the aunt")
    page.reload()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_label("What needs doing")).to_have_value("")
    expect(page.get_by_label("What needs doing")).to_be_focused()
    page.reload()
    expect(back(page)).to_have_count(0)


def test_in_two_windows_what_one_sends_does_not_take_the_others_draft(rowan, browser_of):
    there = f"/family/{given_families(rowan, 'Abbott')[0].pk}/new-task/"
    one = browser_of(rowan.tom, at=there)
    other = one.context.new_page()
    other.goto(there)
    one.get_by_label("What needs doing").fill("Ring the aunt")
    other.get_by_label("What needs doing").fill("Book the nursery")
    one.get_by_role("button", name="Add task").click()
    expect(row(one, "Ring the aunt")).to_have_count(1)
    other.reload()
    expect(other.get_by_label("What needs doing")).to_have_value("Book the nursery")


def test_what_somebody_else_has_changed_meanwhile_stands_and_the_draft_is_shown_beside_it(rowan, browser_of):
    talk = given_discussion(rowan)
    item = talk.meeting.items.get()
    page = browser_of(rowan.maureen, at=f"/meeting/{talk.meeting_id}/")
    page.locator(".kw-agenda__more summary").first.click()
    page.get_by_label("Minutes", exact=True).first.fill("45")
    type(item).objects.filter(pk=item.pk).update(minutes=30)
    page.reload()
    expect(page.get_by_label("Minutes", exact=True).first).to_have_value("30")
    expect(page.locator(".kw-kept-line").filter(has_text="You had started to write “45”; someone has")).to_be_visible()


def test_passwords_and_searches_are_not_kept(rowan, browser_of):
    page = browser_of(rowan.tom, at="/my-account/password/")
    for field in page.locator("main input[type=password]").all():
        field.fill("A secret that nobody keeps")
    page.goto("/search/")
    page.get_by_label("A name, date of birth").fill("Abbott")
    assert kept_on(page) == []


def back(page: Page) -> Locator:
    return page.locator(".kw-kept-line").filter(has_text=BACK)


def kept_on(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter(key => key.includes(':form:'))")


def test_nothing_is_kept_of_what_was_done(rowan, browser_of):
    task = given_task(rowan, *given_families(rowan, "Abbott"), "Ring the aunt")
    page = browser_of(rowan.tom)
    page.get_by_label("What happened").fill("She will come.")
    assert len(kept_on(page)) == 1
    button_in(row(page, "Ring the aunt").first, "Done").click()
    expect(page.locator(".kw-row--just")).to_be_visible()
    then_soon(page, lambda: kept_on(page) == [], lambda: kept_on(page))
    assert Task.objects.get(pk=task.pk).outcome == "She will come."
