"""A baby who is expected, a letter before proceedings, and a family meeting that changes the plan."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kinwork.families.models import FamilyMember
from tests.factories import PersonFactory, family_in

from .steps import button_in, row, then_page_says

pytestmark = pytest.mark.browser


def test_a_babys_pre_proceedings_with_a_family_meeting_that_changes_the_plan(rowan, browser_of):
    family = given_a_baby_expected(rowan)
    grace, tom = browser_of(rowan.grace), browser_of(rowan.tom)
    when_records(grace, family, "Record a letter before proceedings", {"From": "14d"})
    when_records(
        grace, family, "Record the offer of a family meeting",
        {"Date": "14d", "Answer": "Offered and accepted", "Offered in the letter before proceedings": True},
    )  # fmt: skip
    when_tom_makes_the_plan(tom, family)
    when_it_is_agreed(tom, "Amara and Dan", "We will not be told who holds her.", "The baby going to strangers first.")
    then_page_says(tom, "Nothing has changed since.")

    when_records(
        grace, family, "Record a family meeting",
        {"Date": "yesterday", "Who took part": "Amara, Dan, Ruth, Pastor Obi", "Our answer": "Agreed",
         "What the family proposes, in their words": "Ruth moves in for six weeks and sleeps in our room."},
    )  # fmt: skip
    when_the_proposal_changes_the_plan(tom, family)
    then_what_changed_is_seen(tom)
    when_it_is_agreed(tom, "Amara, Dan and Ruth", "This is ours.", "")

    when_it_is_done_on_my_work(tom, "See where Ruth will sleep", "A mattress and a baby alarm.")
    grace.goto(f"/family/{family.pk}/plan/")
    expect(grace.get_by_label("Aim 1")).to_contain_text("A mattress and a baby alarm.")
    expect(grace.locator("#law-title ~ ul")).to_contain_text("Pre-proceedings")
    then_the_family_reads_their_own_plan(grace)


def given_a_baby_expected(rowan):
    """Due in ten weeks."""
    family = family_in(rowan.unit, "O’Brien-Ńgwenya", children=0, key_worker=rowan.tom)
    baby = PersonFactory(
        given_name="", family_name="O’Brien-Ńgwenya", born_kind="expected",
        born_on=timezone.localdate() + timedelta(weeks=10),
    )  # fmt: skip
    FamilyMember.objects.create(family=family, person=baby, role="baby", is_child=True, position=1)
    return family


def when_records(page: Page, family, what: str, said: dict[str, str | bool]) -> None:
    """In the baby's record."""
    page.goto(f"/family/{family.pk}/")
    page.get_by_role("link", name=re.compile("^Record of ")).click()
    page.evaluate("document.querySelectorAll('details').forEach(el => el.open = true)")
    page.get_by_role("link", name=what, exact=True).click()
    for label, value in said.items():
        at = page.get_by_label(label, exact=True)
        if value is True:
            at.check()
        elif at.evaluate("el => el.tagName") == "SELECT":
            at.select_option(label=str(value))
        else:
            at.fill(str(value))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("record of")


def when_tom_makes_the_plan(page: Page, family) -> None:
    page.goto(f"/family/{family.pk}/")
    page.get_by_role("link", name="Make a plan").click()
    page.get_by_role("link", name="Add the first aim").click()
    page.get_by_label("What is to be different?").fill("Our baby comes home from hospital with us.")
    page.get_by_label("Whose words are these?").fill("Amara")
    page.get_by_label("the baby", exact=True).check()
    page.get_by_role("button", name="Save").click()
    when_adds_a_step(page, "Ask the mother and baby unit for a place", days=10)
    when_adds_a_step(page, "Ask the police about Dan’s brother", days=5, is_for_staff=True)
    page.get_by_role("link", name=re.compile("worries, what if")).click()
    page.get_by_label("What are we worried about?").fill("Their first two children were hurt when both were using.")
    page.get_by_label("What do we do if it goes wrong?").fill("A foster home is held from the day of the birth.")
    page.get_by_role("button", name="Save").click()


def when_adds_a_step(page: Page, what: str, *, days: int, agency: str = "", is_for_staff: bool = False) -> None:
    page.get_by_role("link", name=re.compile("^Add a step")).first.click()
    page.get_by_label("What is to be done").fill(what)
    if agency:
        page.get_by_label("Who in the unit").select_option("")
        page.get_by_label("or an agency, or someone in the family").fill(agency)
    page.get_by_label("By when").fill(f"{days}d")
    if is_for_staff:
        page.get_by_label(re.compile("^Not for the family")).check()
    page.get_by_role("button", name="Add the step").click()
    expect(row(page, what)).to_be_visible()


def when_it_is_agreed(page: Page, who: str, they_say: str, not_agreed: str) -> None:
    page.get_by_role("link", name=re.compile("^Agree the plan")).first.click()
    page.get_by_label("Who in the family agreed?").fill(who)
    page.get_by_label("What do they say about it?").fill(they_say)
    page.get_by_label("What do they not agree with?").fill(not_agreed)
    page.get_by_role("button", name="Agreed").click()


def when_the_proposal_changes_the_plan(page: Page, family) -> None:
    page.goto(f"/family/{family.pk}/plan/")
    page.get_by_label("Aim 1").get_by_role("link", name=re.compile(r"^Change\s*: Our baby")).click()
    page.get_by_label("What is to be different?").fill("Our baby comes home with us, and Ruth is there at night.")
    page.get_by_role("button", name="Save").click()
    when_adds_a_step(page, "Moves in for the first six weeks", days=60, agency="Ruth, grandmother")
    when_adds_a_step(page, "See where Ruth will sleep", days=3)
    place = row(page, "Ask the mother and baby unit for a place")
    button_in(place, "No longer needed").click()


def then_what_changed_is_seen(page: Page) -> None:
    then_page_says(page, "4 changes since then.")
    page.get_by_text("What has changed since it was agreed").click()
    changed = page.get_by_role("group").filter(has_text="What has changed")
    expect(changed).to_contain_text("Our baby comes home from hospital with us.")
    expect(changed).to_contain_text("Moves in for the first six weeks: Ruth, grandmother")
    expect(changed).to_contain_text("(no longer needed)")


def when_it_is_done_on_my_work(page: Page, what: str, note: str) -> None:
    page.goto("/my-work/")
    line = page.locator(".kw-row[data-keys]").filter(has_text=what)
    line.get_by_label("What happened").fill(note)
    button_in(line, "Done").first.click()
    expect(page.locator(".kw-row").filter(has_text=what).get_by_role("button", name="Undo").first).to_be_visible()


def then_the_family_reads_their_own_plan(page: Page) -> None:
    page.get_by_role("link", name="For the family").click()
    face = page.locator("main")
    expect(face).to_contain_text("Moves in for the first six weeks: Ruth, grandmother")
    expect(face).to_contain_text("This is ours.")
    expect(face).not_to_contain_text("police")
