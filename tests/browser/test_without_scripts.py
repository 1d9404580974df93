"""With JavaScript switched off everything can be read, done and printed; what needs it says so in plain words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from kinwork.meetings.models import Discussion, Task
from kinwork.record.models import Entry
from tests import factories
from tests.factories import family_in, meeting_of

from .steps import button_in, given_families, given_last_meeting, given_task, row, when_adds_task

pytestmark = pytest.mark.browser
# A form whose every button is hidden or disabled cannot be sent; a field outside of every form is kept nowhere.
CANNOT_BE_SENT = """() => [...document.querySelectorAll("main form")]
    .filter(form => form.checkVisibility())
    .filter(form => ![...form.elements].some(el => el.type === "submit" && !el.disabled))
    .map(form => form.getAttribute("action") || location.pathname)"""
IS_KEPT_NOWHERE = """() => [...document.querySelectorAll("main :is(input, select, textarea)")]
    .filter(el => !el.form && el.checkVisibility()).map(el => el.id)"""


@pytest.fixture
def without_scripts(browser_of) -> Callable[..., Page]:
    return lambda who, at="/my-work/": browser_of(who, at, java_script_enabled=False)


def what_is_said(page: Page) -> Locator:
    """Of what does not work. (By its place, because searches for a text pass over it.)"""
    return page.locator("noscript p").filter(has_text="needs JavaScript")


def test_a_worker_goes_through_their_day(rowan, without_scripts):
    family = family_in(rowan.unit, "Thistlewaite-Obi")
    given_task(rowan, family, "Ring the aunt")
    page = without_scripts(rowan.tom)

    line = row(page, "Ring the aunt")
    line.get_by_label("What happened").fill("She will come on Friday.")
    button_in(line, "Done").click()
    button_in(row(page, "Ring the aunt"), "Undo").click()
    line = row(page, "Ring the aunt")
    line.get_by_text("Choose another date").click()
    line.get_by_label("New date").fill("1w")
    button_in(line, "Carry").click()
    expect(button_in(row(page, "Ring the aunt"), "Undo")).to_be_visible()
    assert Task.objects.get(family=family).due_on == timezone.localdate() + timedelta(weeks=1)

    when_searches(page, "Thistlewaite-Obi")
    page.get_by_role("main").get_by_role("link", name="Thistlewaite-Obi").first.click()
    expect(page.get_by_role("heading", name="Thistlewaite-Obi", exact=True)).to_be_visible()
    expect(page.locator("#genogram [data-picture] svg")).to_be_visible()
    when_gives_a_task(page, "Ring the school")
    expect(page.locator("#to-do")).to_contain_text("Ring the school")
    when_writes_an_entry(page, "Ada was at home and well.")
    expect(page.get_by_role("main")).to_contain_text("Ada was at home and well.")
    assert Entry.objects.get(family=family).text == "Ada was at home and well."


def when_searches(page: Page, words: str) -> None:
    page.goto("/search/")
    page.get_by_label("A name, date of birth").fill(words)
    page.get_by_role("button", name="Search").click()


def when_gives_a_task(page: Page, what: str) -> None:
    page.get_by_role("link", name="New task").click()
    page.get_by_label("What needs doing").fill(what)
    page.get_by_label("By when").fill("friday")
    page.get_by_role("button", name="Add task").click()


def when_writes_an_entry(page: Page, words: str) -> None:
    page.get_by_role("link", name="Record what happened").click()
    page.get_by_label("What happened", exact=True).fill(words)
    page.get_by_role("button", name="Save to record").click()


def test_somebody_is_drawn_and_the_drawing_is_printed(rowan, without_scripts):
    family = family_in(rowan.unit, "Abbott")
    page = without_scripts(rowan.tom, f"/family/{family.pk}/genogram/")
    page.get_by_text("Draw from a list instead of the picture").click()
    page.locator("#genogram-list").get_by_role("link").first.click()
    page.get_by_role("link", name="Sister").click()
    page.get_by_label("First name").fill("Bea")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#genogram [data-picture] svg")).to_contain_text("Bea")
    assert is_pdf(page, f"/family/{family.pk}/genogram/pdf/")


def is_pdf(page: Page, path: str) -> bool:
    answer = page.context.request.get(path)
    return answer.status == 200 and answer.body().startswith(b"%PDF")


def test_a_meeting_is_run_but_not_written(rowan, without_scripts):
    given_families(rowan, "Abbott", "Bell")
    meeting = meeting_of(rowan.unit, rowan.maureen)
    page = without_scripts(rowan.maureen, f"/meeting/{meeting.pk}/")
    button_in(row(page, "Bell"), "Up").click()
    expect(page.locator(".kw-agenda__item").first).to_contain_text("Bell")
    button_in(row(page, "Bell"), "Start").click()

    expect(what_is_said(page)).to_contain_text("Writing in a meeting needs JavaScript")
    expect(page.get_by_text("Everything is saved")).to_be_hidden()  # nobody could know
    when_adds_task(page, "Ring the school", "Tom Hollis (SW)", "friday")
    expect(page.locator("#tasks")).to_contain_text("Ring the school")
    talk = Discussion.objects.get(meeting=meeting)
    page.goto(f"/discussion/{talk.pk}/minute/")
    expect(page.get_by_role("article")).to_contain_text("Ring the school")
    assert is_pdf(page, f"/discussion/{talk.pk}/minute.pdf")


def test_every_page_can_be_sent_or_says_that_it_cannot(rowan, without_scripts):
    family = family_in(rowan.unit, "Abbott")
    given_last_meeting(rowan, family, "Ring the aunt")
    talk = factories.discussion_of(family, meeting_of(rowan.unit, rowan.maureen), rowan.maureen)
    pages = [
        "/my-work/", "/unit/", "/meeting/", f"/meeting/{talk.meeting_id}/", f"/discussion/{talk.pk}/",
        f"/discussion/{talk.pk}/minute/", f"/family/{family.pk}/", f"/family/{family.pk}/genogram/",
        f"/family/{family.pk}/network/", f"/family/{family.pk}/entries/", f"/family/{family.pk}/entries/new/",
        f"/family/{family.pk}/new-task/", f"/family/{family.pk}/member/", f"/family/{family.pk}/status/",
        f"/family/{family.pk}/close/", "/families/", "/search/", "/notices/", "/my-account/", "/changes/",
        f"/unit/{rowan.unit.pk}/people/", f"/unit/{rowan.unit.pk}/quality/", f"/meeting/{talk.meeting_id}/close/",
        "/my-account/passkeys/add/",
    ]  # fmt: skip
    page = without_scripts(rowan.grace)
    silent = []
    for path in pages:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        found = page.evaluate(CANNOT_BE_SENT) + page.evaluate(IS_KEPT_NOWHERE)
        if found and not what_is_said(page).is_visible():
            silent.append((path, found))
    assert silent == []
