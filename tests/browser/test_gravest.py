"""Two people, two browsers: a plan that was removed comes back; a meeting that was closed too soon goes on."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from kinwork.cases.models import Involvement, StatusDecision
from kinwork.children.deciding import DecidedStatus, decide_status
from kinwork.meetings.models import Meeting, Minute
from tests.factories import actor

from .steps import (
    A_WHILE,
    given_discussion,
    given_families,
    then_page_says,
    then_record_holds,
    then_saved,
    when_tabs_to,
    when_writes,
)

TODAY = timezone.localdate()
ENTERED_IN_ERROR = re.compile("Entered in error ?: Amira Khan")


def given_plan(rowan, family):
    """Amira has had a child protection plan for some weeks."""
    child = family.members.filter(is_child=True).first().person
    child.given_name, child.family_name = "Amira", "Khan"
    child.save()
    decide_status(
        actor(rowan.grace),
        Involvement.objects.get(family=family),
        rowan.unit.pk,
        DecidedStatus(
            person_id=child.pk,
            status="cp",
            category="NEG",
            placed="",
            on=TODAY - timedelta(days=25),
            decided_by="The conference",
            reason="Agreed there.",
        ),
    )


def test_a_protection_plan_removed_in_error_is_seen_by_the_consultant_who_puts_it_back(rowan, browser_of):
    [family] = given_families(rowan, "Khan")
    given_plan(rowan, family)
    tom = browser_of(rowan.tom, at=f"/family/{family.pk}/status/")
    tom.get_by_role("link", name=ENTERED_IN_ERROR).click()
    then_page_says(tom, "This removes Amira Khan’s child protection plan: neglect, from")
    tom.get_by_role("button", name="Remove").click()
    then_page_says(tom, "Say why, in a few words.")
    tom.get_by_label("Why?").fill("It is the cousin’s plan.")
    tom.get_by_label("Why?").press("Enter")
    then_page_says(tom, "Removed. The status before it applies again.")
    assert not StatusDecision.objects.filter(involvement__family=family, taken_back_at=None).exists()

    grace = browser_of(rowan.grace, at="/changes/")
    line = grace.locator("li").filter(has_text="It is the cousin’s plan.")
    expect(line).to_contain_text("Tom Hollis")
    line.get_by_role("button", name="Undo").click()
    then_page_says(grace, "Undone. It is back as it was")
    grace.goto(f"/family/{family.pk}/")
    expect(grace.get_by_role("region", name="Who is in the family")).to_contain_text("Child protection plan")
    tom.goto("/changes/")
    then_page_says(tom, "Undone by Grace Adeyemi")


def test_the_same_with_the_keyboard_alone_on_a_telephone(rowan, browser_of):
    [family] = given_families(rowan, "Khan")
    given_plan(rowan, family)
    tom = browser_of(rowan.tom, at=f"/family/{family.pk}/status/", viewport={"width": 390, "height": 844})
    when_tabs_to(tom, tom.get_by_role("link", name=ENTERED_IN_ERROR))
    tom.keyboard.press("Enter")
    tom.wait_for_url("**/back/")
    when_tabs_to(tom, tom.get_by_label("Why?"))
    tom.keyboard.type("It is the cousin’s plan.")
    tom.keyboard.press("Enter")
    then_page_says(tom, "Removed. The status before it applies again.")
    assert tom.evaluate("document.documentElement.scrollWidth <= innerWidth")
    when_tabs_to(tom, tom.locator(".kw-flash").get_by_role("button", name="Undo"))
    tom.keyboard.press("Enter")
    then_page_says(tom, "Undone. It is back as it was")
    assert StatusDecision.objects.filter(involvement__family=family, taken_back_at=None).count() == 1


def test_a_meeting_closed_too_soon_is_opened_again_and_what_the_other_was_typing_is_saved(rowan, browser_of):
    talk = given_discussion(rowan, "Khan")
    tom = browser_of(rowan.tom, at=f"/discussion/{talk.pk}/")
    when_writes(tom, "What is new", "Seen at school.")
    then_saved(tom, "What is new")

    grace = browser_of(rowan.grace, at=f"/meeting/{talk.meeting_id}/")
    grace.get_by_role("link", name="Close the meeting").first.click()
    grace.get_by_role("button", name="Confirm and close").click()
    then_page_says(grace, "The meeting is closed.")
    expect(tom.locator("#kw-closed")).to_be_visible(timeout=A_WHILE)
    when_writes(tom, "What is new", " Her aunt was there.")
    expect(tom.locator(".kw-live__status")).to_have_text("The meeting has been closed", timeout=A_WHILE)

    grace.goto(f"/meeting/{talk.meeting_id}/")
    expect(grace.get_by_role("link", name="Close the meeting")).to_have_count(0)
    grace.get_by_role("button", name="Undo closing").click()
    then_page_says(grace, "The meeting is open again, as it was.")
    expect(tom.locator("#kw-closed")).to_be_hidden(timeout=A_WHILE)
    then_record_holds(tom, talk, "whats_new", "Seen at school.", "Her aunt was there.")
    when_writes(tom, "What is new", " And her cousin.")
    then_saved(tom, "What is new")

    grace.get_by_role("link", name="Close the meeting").first.click()
    grace.get_by_role("button", name="Confirm and close").click()
    then_page_says(grace, "The meeting is closed.")
    assert "And her cousin." in str(Minute.objects.get(discussion=talk).body)


def test_tuesdays_meeting_closed_on_saturday_says_so_and_asks_why(rowan, browser_of):
    talk = given_discussion(rowan, "Khan")
    Meeting.objects.filter(pk=talk.meeting_id).update(held_on=TODAY - timedelta(days=4))
    grace = browser_of(rowan.grace, at=f"/meeting/{talk.meeting_id}/close/")
    then_page_says(grace, "4 days ago. Its minutes will say that they were confirmed today")
    grace.get_by_role("button", name="Confirm and close").click()
    then_page_says(grace, "Say briefly why it is being closed late.")
    grace.get_by_label("Why is it being closed late?").fill("We ran out of time.")
    grace.get_by_role("button", name="Confirm and close").click()
    then_page_says(grace, "“We ran out of time.”")
    day = TODAY - timedelta(days=4)
    grace.goto(f"/meeting/of/{rowan.unit.pk}/?on={day.isoformat()}")
    then_page_says(grace, "Closed by Grace Adeyemi")
    expect(grace.get_by_role("button", name="Open the meeting of")).to_have_count(0)
