"""A nursery rings about a child nobody knows: the call, the decision, the unit, and what becomes of it later."""

from __future__ import annotations

import re
import time
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from kinwork.accounts.bootstrap import service_team
from kinwork.cases.models import Involvement
from kinwork.children.models import CoreGroup, ProtectionPlan, StrategyDiscussion
from kinwork.children.statuses import status_on
from kinwork.families.models import Family
from kinwork.formal_meetings.models import FormalMeeting
from kinwork.front_door.actions.contacts import Taken, take_contact
from kinwork.front_door.actions.decisions import Decided, decide
from kinwork.front_door.actions.referring import Allocated, refer
from kinwork.front_door.models import About, Contact, Draft
from tests import factories

from .steps import then_saved, when_session_ends, when_signs_in

pytestmark = pytest.mark.browser


@pytest.fixture
def dana(rowan):
    who = factories.user(f"dana{time.monotonic_ns()}")
    factories.put_in_post(who, service_team(), "frontdoor")
    return who


def when_takes_the_call(page: Page, surname: str) -> None:
    """By keys alone, from the first box on."""
    page.goto("/contacts/new/")
    expect(page.get_by_label("Who it comes from")).to_be_focused()
    keys = page.keyboard
    keys.type("Educ")  # the select goes to what begins so
    for words in ("Sunflower Nursery", "Jean Ames", "01632 960123", "manager"):
        keys.press("Tab")
        keys.type(words)
    page.get_by_label("First name").first.focus()
    keys.type("Mia")
    keys.press("Tab")
    keys.type(surname)
    keys.press("Tab")
    keys.type("3")


def then_kept(page: Page) -> None:
    expect(page.locator("#kept")).to_contain_text("Draft kept at")


def test_a_nursery_rings_about_a_child_nobody_knows_and_a_unit_sees_it(rowan, dana, browser_of):
    surname = f"Kestrel{time.monotonic_ns() % 100_000}"
    page = browser_of(dana)
    started = time.monotonic()
    when_takes_the_call(page, surname)
    expect(page.locator("#a0-found")).to_contain_text("No one like that is in the records")
    then_kept(page)
    assert "/contacts/draft/" in page.url, "whoever loads the page again goes on with this call"
    page.get_by_label("What they said, in their words").fill("Mia came with a bruise on her arm.")
    then_kept(page)
    # The session ends in the middle of a sentence; signed in again, on the same address, all of it is there.
    when_session_ends(page)
    page.get_by_label("What they want to happen").fill("Somebody to see her.")
    expect(page.locator("#kept")).to_contain_text("signed out")
    address = page.url
    page.goto(address)
    when_signs_in(page, dana)
    page.goto(address)
    expect(page.get_by_label("What they said, in their words")).to_have_value("Mia came with a bruise on her arm.")
    expect(page.get_by_label("What they want to happen")).to_have_value("Somebody to see her.")
    expect(page.get_by_label("Surname").first).to_have_value(surname)
    page.get_by_label("If not given, why not").fill("Asking could put her at risk.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: "/draft/" not in url)
    assert time.monotonic() - started < 120, "under two minutes, a session's end included"
    contact = Contact.objects.get(about__family_name=surname)
    assert contact.source == "2B"
    assert Draft.objects.get(contact=contact).typed == {}
    page.get_by_role("link", name="Decide").first.click()
    page.get_by_label("Referral to a unit").check()
    page.get_by_label("Why?", exact=True).fill("A bruise that no one explains.")
    page.get_by_role("button", name="Save the decision").click()
    page.get_by_label(rowan.unit.name).check()
    page.get_by_label("What the family is called").fill(surname)
    page.get_by_label("If another than suggested").or_(page.get_by_label("Why is this family open")).first.fill("Turn.")
    page.get_by_role("button", name="Open the family to this unit").click()
    expect(page.get_by_text(f"{rowan.unit.name} holds the family now")).to_be_visible()
    involvement = Involvement.objects.get(family__name=surname)
    unit = browser_of(rowan.grace)
    unit.goto("/notices/")
    unit.get_by_role("link", name=surname).first.click()
    unit.wait_for_url(f"**/family/{involvement.family_id}/**")
    expect(unit.get_by_role("heading", name="Contacts")).to_be_visible()
    expect(unit.get_by_text("Mia came with a bruise on her arm.")).to_be_visible()
    expect(unit.get_by_text("Jean Ames, manager, 01632 960123")).to_be_visible()


def typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def when_arranges(page: Page, day: date, **more: str) -> None:
    """On the form for a meeting: of a kind, on a day."""
    page.get_by_label("Day", exact=True).fill(typed(day))
    page.get_by_label("Time", exact=True).fill("10am")
    for label, words in more.items():
        page.get_by_label(label.replace("_", " ")).fill(words)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/meetings/*/")


def when_asks(page: Page, *names: str, apart: bool = True) -> None:
    page.get_by_role("link", name="Invite people").click()
    for name in names:
        page.get_by_label(name).first.check()
    if apart:
        page.get_by_label("No, not that we know of").check()
    page.get_by_role("button", name="Invite them").click()
    expect(page.get_by_text("Invited: ")).to_be_visible()


def when_is_here(page: Page, *names: str) -> None:
    for name in names:
        there = page.locator("#people").get_by_role("form", name=name).get_by_role("button", name="Was there")
        there.click()
        expect(there).to_have_attribute("aria-pressed", "true")


def given_a_call_that_was_referred(rowan, dana, on: date) -> Family:
    """The nursery rang about three children and their mother; the same day they came to the unit."""
    said = {"received_on": on, "source": "2B", "agency_name": "Sunflower Nursery", "said": "Mia came with a bruise.",
            "family_knows": "no", "consent": "given"}  # fmt: skip
    names = [("child", "Mia"), ("child", "Leo"), ("child", "Joy"), ("adult", "Ada")]
    about = [About(who=who, given_name=given, family_name="Ńgwenya-O’Dell") for who, given in names]
    with time_machine.travel(datetime.combine(on, time_of_day(10), tzinfo=timezone.get_current_timezone()), tick=True):
        asking = factories.actor(dana)
        contact = take_contact(asking, uuid4(), Taken(said, "Jean Ames", "01632 960123", about))
        everyone = list(contact.about.values_list("pk", flat=True))
        children = list(contact.about.filter(who="child").values_list("pk", flat=True))
        decide(asking, contact, children, Decided("referral", "A bruise that no one explains.", on, dana.pk, "given"))
        done = refer(asking, contact, everyone, Allocated(rowan.unit, name="Ńgwenya-O’Dell", why_open="A bruise."))
    Involvement.objects.filter(pk=done.involvement_id).update(key_worker=rowan.tom)
    return done.family


def test_five_months_from_the_strategy_discussion_to_the_last_goodbye(rowan, dana, browser_of):
    """Three siblings go three ways; what each meeting decides is in their records, and the next is what is due."""
    began = timezone.localdate() - timedelta(days=150)
    family = given_a_call_that_was_referred(rowan, dana, began)
    eldest, second, baby = [one.person for one in family.members.filter(is_child=True).order_by("position")]
    mother = family.members.get(is_child=False).person
    page = browser_of(rowan.maureen)
    page.goto(f"/family/{family.pk}/")
    expect(page.get_by_text("Mia came with a bruise.")).to_have_count(1)
    page.get_by_role("link", name="Arrange a meeting").click()
    page.get_by_label("Type of meeting", exact=True).select_option(label="Strategy discussion")
    for child in (eldest, second, baby):
        page.get_by_label(child.name).check()
    when_arranges(page, began)
    when_asks(page, "Tom Hollis", "Grace Adeyemi", apart=False)
    when_is_here(page, "Tom Hollis", "Grace Adeyemi")
    expect(page.locator("#people")).to_contain_text("the police: no one is invited")
    page.get_by_role("link", name="Record the outcome").first.click()
    for child in (eldest, second):
        page.get_by_label(f"A section 47 enquiry was decided: {child.name}").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Why it went ahead")).to_have_attribute("aria-invalid", "true")
    assert not StrategyDiscussion.objects.filter(person=eldest).exists(), "not half"
    page.get_by_label("Why it went ahead").fill("The police were rung before.")
    page.get_by_role("button", name="Save").click()

    # The conference comes from what is due, for the two, with who was there; it is put on the day on which it was.
    page.locator("#after").get_by_role("button", name="Initial child protection conference").click()
    conference_on = began + timedelta(days=14)
    page.get_by_role("link", name="Change or move").click()
    expect(page.get_by_label(baby.name)).not_to_be_checked()
    page.get_by_label("Day", exact=True).fill(typed(conference_on))
    page.get_by_label("If the day or time changes: why").fill("Written up late.")
    page.get_by_role("button", name="Save").click()
    when_asks(page, mother.name)
    words = page.get_by_label("What was agreed, in a few words")
    words.press_sequentially("Tom visits each week.")
    then_saved(page, "What was agreed, in a few words")
    grace = browser_of(rowan.grace)
    grace.goto(page.url)
    grace.get_by_label(f"{eldest.name}, in their words").press_sequentially("I want to stay with Nan.")
    then_saved(grace, f"{eldest.name}, in their words")
    expect(page.get_by_label(f"{eldest.name}, in their words")).to_have_value("I want to stay with Nan.")
    when_is_here(page, "Tom Hollis", mother.name)
    expect(grace.locator("#people").get_by_text("✓ Was there")).to_have_count(2)
    page.get_by_role("link", name="Record the outcome").first.click()
    page.get_by_label("Why it went ahead").fill("Snow.")
    of_eldest = page.get_by_role("group", name=eldest.name)
    of_eldest.get_by_label("Child protection plan after it?").select_option(label="Yes")
    of_eldest.get_by_label("If there is a plan: its category").select_option(label="Neglect")
    page.get_by_role("group", name=second.name).get_by_label("Child protection plan").select_option(label="No")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#after")).to_contain_text("no child protection plan")
    assert {pk: one.status for pk, one in status_on(family.pk, conference_on).items()} == {eldest.pk: "cp"}

    page.locator("#after").get_by_role("button", name="Core group").click()
    page.goto(page.url + "change/")
    page.get_by_label("Day", exact=True).fill(typed(conference_on + timedelta(days=9)))
    page.get_by_label("If the day or time changes: why").fill("Written up late.")
    page.get_by_role("button", name="Save").click()
    when_is_here(page, "Tom Hollis", mother.name)
    page.get_by_role("link", name="Record the outcome").first.click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#after")).to_contain_text(f"{eldest.name}: core group")
    assert CoreGroup.objects.get(person=eldest).took_part == f"Tom Hollis and {mother.name}"

    # The review is due; it steps the eldest down. Then the family goes, and nothing is ahead any more.
    page.get_by_role("link", name=f"{family.name}: meetings").click()
    page.get_by_role("link", name=re.compile("Arrange.*Review child protection conference")).click()
    when_arranges(page, began + timedelta(days=100), Chair="Ms Ali")
    when_is_here(page, "Ms Ali")
    page.get_by_role("link", name="Record the outcome").first.click()
    page.get_by_label("Why it went ahead").fill("School holidays.")
    page.get_by_label("Child protection plan after it?").select_option(label="No")
    page.get_by_label("If a plan ends: what comes after it").select_option(label="Child in need plan")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#after")).to_contain_text("no child protection plan")
    assert ProtectionPlan.objects.get(person=eldest).ended_on == began + timedelta(days=100)
    grace.goto(f"/family/{family.pk}/close/")
    grace.get_by_label("Why are you closing the family?").fill("Nan looks after them, with help near by.")
    for why in grace.get_by_label(re.compile("Why it closes for")).all():
        why.select_option(label="Services ended for another reason")
    grace.get_by_role("button", name="Close the family").click()
    expect(grace.get_by_text("Why it closed:")).to_be_visible()
    assert set(FormalMeeting.objects.filter(involvement__family=family).values_list("state", flat=True)) == {"held"}
