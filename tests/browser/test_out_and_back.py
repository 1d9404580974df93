"""A family goes to another unit; two are closed and come back; ten assessments fall due on one day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from kinwork.accounts.bootstrap import service_team
from kinwork.cases.models import Involvement
from kinwork.cases.queries import unit_holding
from kinwork.children.closing import close_with_children
from kinwork.children.kinds import KINDS
from kinwork.children.recording import record_facts
from kinwork.clocks.humanize import long_day, short_day
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family
from kinwork.obligations.queries import assessment_due
from kinwork.obligations.rebuilding import rebuild_family
from kinwork.units.models import DutyTurn
from tests import factories

from .steps import given_task, then_page_says

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(rowan) -> SimpleNamespace:
    """Rowan and another unit; Dana is at the front door, Hal is head of service."""
    n = rowan.unit.pk
    rowan.hazel, staff = factories.unit_with_staff(f"Hazel {n}", f"h{n}-")
    rowan.hannah, rowan.hugo = staff["grace"], staff["tom"]
    for who, name in ((rowan.hannah, "Hannah Weiss"), (rowan.hugo, "Hugo Bright")):
        who.full_name = name
        who.save()
    rowan.dana, rowan.hal = factories.user(f"dana-h{n}"), factories.user(f"hal-h{n}")
    factories.put_in_post(rowan.dana, service_team(), "frontdoor")
    factories.put_in_post(rowan.hal, service_team(), "hos")
    return rowan


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def of_form(page: Page, what: str) -> Locator:
    """The part of a transfer's page that does one thing."""
    return page.locator(f"#do-{what}")


# -- a transfer that is returned once


def test_a_transfer_returned_once_then_taken_introduced_and_done(scene, browser_of):
    name = f"Ngata{scene.unit.pk}"
    family = factories.family_in(scene.unit, name, key_worker=scene.tom, tell_once="How her brother died.")
    given_task(scene, family, "Ring the school")
    given_task(scene, family, "Send the chronology")
    grace, hannah = browser_of(scene.grace), browser_of(scene.hannah)
    when_offers(grace, family, scene.hazel, "They have moved to the north of the town.")

    # the other unit reads the pack, and cannot use it yet
    hannah.goto("/my-work/")
    hannah.get_by_role("link", name=re.compile(f"Offered to us: {name}")).click()
    hannah.get_by_role("link", name="Hand-over pack").click()
    for words in ("How her brother died.", "Ring the school"):
        then_page_says(hannah, words)
    hannah.go_back()
    hannah.get_by_text("Return it").click()
    of_form(hannah, "return").get_by_label("Why, and what would have to be different?").fill("Who is the father?")
    hannah.get_by_role("button", name=re.compile("^Return to")).click()
    then_page_says(hannah, "Returned to")
    expect(hannah.get_by_role("button", name="Accept", exact=True)).to_have_count(0)
    then_page_says(hannah, "to offer it again")

    grace.goto("/my-work/")
    grace.get_by_role("link", name=re.compile(f"returned {name} to us")).click()
    then_page_says(grace, "Who is the father?")
    of_form(grace, "again").get_by_label("What is different now?").fill("He is in the genogram now.")
    of_form(grace, "again").get_by_label("From when").fill("today")
    grace.get_by_role("button", name="Offer again").click()
    then_page_says(grace, "Offered again to")

    hannah.reload()
    hannah.get_by_role("button", name="Accept", exact=True).click()
    then_page_says(hannah, "Accepted. The family stays with")
    introduced = of_form(hannah, "introduce")
    introduced.get_by_label("Who was there").fill("Ada, Tom Hollis, Hugo Bright")
    introduced.get_by_label("What the family was told").fill("That Hugo comes on Thursdays.")
    introduced.get_by_role("button", name="Save").click()
    then_page_says(hannah, "the family has been introduced")

    # nothing that Rowan's people had is left behind: asked, all at once, then handed over with the family
    hannah.get_by_role("button", name=re.compile("^Done")).click()
    done = of_form(hannah, "done")
    expect(done.get_by_text("Choose who is key worker")).to_be_visible()
    expect(done.get_by_text("Choose who has these from now on")).to_be_visible()
    done.get_by_label("Key worker now").select_option(label="Hugo Bright")
    letter = done.get_by_label("Who has this from now on: Send the chronology")
    letter.select_option(label="Still Tom Hollis")
    hannah.get_by_role("button", name=re.compile("^Done")).click()
    then_page_says(hannah, f"holds {name} now")
    assert unit_holding(family.pk) == scene.hazel.pk
    tasks = hannah.locator("#to-do")
    expect(tasks.get_by_role("article").filter(has_text="Ring the school")).to_contain_text("Hugo Bright")
    expect(tasks.get_by_role("article").filter(has_text="Send the chronology")).to_contain_text("Tom Hollis, Rowan")
    expect(tasks).not_to_contain_text("not in the unit")
    then_page_says(hannah, "key worker Hugo Bright")
    hugo = browser_of(scene.hugo)
    then_page_says(hugo, "Ring the school")


def when_offers(page: Page, family: Family, unit, why: str) -> None:
    page.goto(f"/family/{family.pk}/")
    page.get_by_role("link", name="Offer to another unit").click()
    page.get_by_label("Why does the family go to another unit?").fill(why)
    page.get_by_label("Which unit").select_option(str(unit.pk))
    page.get_by_label("From when").fill("2w")
    page.get_by_role("button", name="Offer the family").click()
    then_page_says(page, "Those who answer for it have been told")


# -- closed, and back after 80 days and after 13 months


def test_two_families_come_back_after_80_days_and_after_13_months(scene, browser_of):
    soon = given_family(scene, f"Okoro{scene.unit.pk}", "Zuleika", opened=days_ago(300))
    late = given_family(scene, f"Peverell{scene.unit.pk}", "Ottilie", opened=days_ago(700))
    grace, dana = browser_of(scene.grace), browser_of(scene.dana)
    when_closes(grace, soon, days_ago(80), "Nan looks after them now.")
    both = late.members.filter(is_child=True).values_list("person_id", flat=True)
    close_with_children(
        HeldFamily(late, scene.unit.pk, factories.actor(scene.grace)), late.involvements.get(),
        dict.fromkeys(both, "RC7"), on=days_ago(400), reason="Safe at home.", changed="", if_rereferred="",
    )  # fmt: skip
    expect(grace.get_by_text("leads early help")).to_be_visible()
    expect(grace.locator("main")).not_to_contain_text("No lead practitioner")

    # the call: while it is typed, whoever takes it sees when it closed, who held it, and what to do now
    when_calls_about(dana, "Zuleika", soon.name)
    known = dana.locator("#a0-found")
    expect(known).to_contain_text("Straight to a strategy discussion.")
    expect(known).to_contain_text(f"by {scene.unit.name}")
    expect(known).to_contain_text("Early help was to be led by Ada Holt")
    known.get_by_role("radio").first.check()
    when_decides_on_a_referral(dana, "A bruise that no one explains.")
    first = dana.locator(".kw-unit-choice").filter(has=dana.get_by_text("suggested", exact=True))
    expect(first).to_contain_text(scene.unit.name)
    expect(first).to_contain_text("so they come back to it")
    dana.locator(f"#unit-{scene.hazel.pk}").check()
    dana.get_by_role("button", name="Open the family to this unit").click()
    expect(dana.locator("#because")).to_have_attribute("aria-invalid", "true")
    dana.locator("#because").fill("Rowan is short of two people.")
    dana.get_by_role("button", name="Open the family to this unit").click()
    then_page_says(dana, f"{scene.hazel.name} holds the family now")

    when_calls_about(dana, "Ottilie", late.name)
    dana.locator("#a0-found").get_by_role("radio").first.check()
    when_decides_on_a_referral(dana, "Not at school for three weeks.")
    then_page_says(dana, "longer ago than they come back")
    expect(dana.locator(".kw-unit-choice").filter(has=dana.get_by_text("suggested", exact=True))).to_have_count(0)
    dana.locator(f"#unit-{scene.hazel.pk}").check()
    dana.get_by_role("button", name="Open the family to this unit").click()
    then_page_says(dana, f"{scene.hazel.name} holds the family now")

    # the unit before is told of both; the unit now reads why it was closed then
    grace.goto("/notices/")
    for family in (soon, late):
        news = grace.locator("main li, main article").filter(has_text=family.name)
        expect(news.first).to_contain_text("opened this family again; your unit held it before")
    hannah = browser_of(scene.hannah, at=f"/family/{soon.pk}/")
    before = hannah.get_by_role("group").filter(has_text="Open before: ").filter(has_text=scene.unit.name)
    expect(before).to_contain_text("Nan looks after them now.")
    expect(before).to_contain_text("Straight to a strategy discussion.")

    # and they are counted where they belong, one child of each: that of 13 months not within 12, but within 24
    hal = browser_of(scene.hal)
    assert counted(hal, scene)["12"] == ["0 of 1", "0 of 2"]
    when_time_passes(soon, 200)
    when_time_passes(late, 400)
    assert counted(hal, scene) == {"6": ["1 of 1", "1 of 2"], "12": ["0 of 0", "0 of 0"], "24": ["1 of 1", "1 of 2"]}


def given_family(scene, name: str, child: str, *, opened: date) -> Family:
    family = factories.family_in(scene.unit, name, opened=opened)
    eldest, other = [one.person for one in family.members.filter(is_child=True).order_by("position")]
    eldest.given_name, eldest.family_name = child, name
    eldest.save()
    held = HeldFamily(family, scene.unit.pk, factories.actor(scene.grace))
    said = {"started_on": opened, "source": "2B", "said_by": "Dana"}
    record_facts(held, family.involvements.get(), KINDS["episode"], [eldest.pk, other.pk], said)
    return family


def when_closes(page: Page, family: Family, on: date, why: str) -> None:
    page.goto(f"/family/{family.pk}/")
    page.get_by_role("link", name="Close the family").click()
    page.get_by_label("Why are you closing the family?").fill(why)
    for box in page.get_by_label(re.compile("Why it closes for")).all():
        box.select_option(label="Services ended for another reason")
    page.locator("#on").fill(typed(on))
    page.locator("#if_rereferred").fill("Straight to a strategy discussion.")
    page.locator("#step_down_name").fill("Ada Holt")
    page.locator("#step_down_agreed_on").fill(typed(on))
    page.locator("#told_on").fill(typed(on))
    page.get_by_role("button", name="Close the family").click()
    expect(page.get_by_text("Why it closed:")).to_be_visible()


def when_calls_about(page: Page, given: str, surname: str) -> None:
    page.goto("/contacts/new/")
    page.get_by_label("Who it comes from").select_option(index=3)
    page.get_by_label("First name").first.fill(given)
    page.get_by_label("Surname").first.fill(surname)
    page.get_by_label("What they said, in their words").fill(f"{given} has not been well.")
    page.get_by_label("If not given, why not").fill("Asking could put her at risk.")
    expect(page.locator("#a0-found").get_by_role("radio").first).to_be_visible()


def when_decides_on_a_referral(page: Page, why: str) -> None:
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: "/draft/" not in url and "/new/" not in url)
    page.get_by_role("link", name="Decide").first.click()
    page.get_by_label("Referral to a unit").check()
    page.get_by_label("Why?", exact=True).fill(why)
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_role("heading", name=re.compile("^Find a unit"))).to_be_visible()


def counted(page: Page, scene) -> dict[str, list[str]]:
    """Of the families and of the children that Rowan closed, how many came back within each time."""
    page.goto("/units/came-back/")
    cells = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=scene.unit.name, exact=True))
    said = [" ".join(one.split())[:6] for one in cells.get_by_role("cell").all_inner_texts()]
    return {months: said[place : place + 2] for months, place in (("6", 0), ("12", 2), ("24", 4))}


def when_time_passes(family: Family, days: int) -> None:
    """Everything of it in the record is that much longer ago."""
    ids = list(Involvement.objects.filter(family=family).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_allocation SET during = daterange(lower(during) - %(n)s, upper(during) - %(n)s)"
            " WHERE involvement_id = ANY (%(ids)s)",
            {"n": days, "ids": ids},
        )
        cursor.execute(
            "UPDATE cases_involvement SET opened_on = opened_on - %(n)s, closed_on = closed_on - %(n)s"
            " WHERE id = ANY (%(ids)s)",
            {"n": days, "ids": ids},
        )


# -- a duty week


def test_a_duty_week_with_ten_assessments_due_on_one_day(scene, browser_of):
    today = timezone.localdate()
    DutyTurn.objects.create(unit=scene.unit, during=DateRange(today, today + timedelta(days=7)))
    names = [f"Duty{scene.unit.pk}{letter}" for letter in "ABCDEFGHIJ"]
    families = [given_family(scene, name, "Ivo", opened=today) for name in names]
    for family in families:
        rebuild_family(family.pk)
    day = assessment_due(today)
    dana = browser_of(scene.dana)
    when_calls_about_someone_new(dana, f"Eleventh{scene.unit.pk}")
    when_decides_on_a_referral(dana, "A bruise that no one explains.")
    first = dana.locator(".kw-unit-choice").filter(has=dana.locator(f"#unit-{scene.unit.pk}"))
    expect(first).to_contain_text("suggested")
    expect(first).to_contain_text("on duty until")
    expect(first).to_contain_text(f"Taking this one makes 11 assessments due on {long_day(day)}.")
    dana.locator(f"#unit-{scene.hazel.pk}").check()
    dana.locator("#because").fill("Ten are due there on one day already.")
    dana.get_by_role("button", name="Open the family to this unit").click()
    then_page_says(dana, f"{scene.hazel.name} holds the family now")

    # the unit hears on My work and on its page that they fall together, and sees the ten on that day
    grace = browser_of(scene.grace)
    on = short_day(day, today)
    pile = f"{scene.unit.name}: the assessments of 10 families are due on {on}"
    expect(grace.get_by_role("region", name="Assessments that fall together")).to_contain_text(pile)
    grace.goto(f"/unit/{scene.unit.pk}/")
    grace.get_by_role("link", name=pile).click()
    on_that_day = grace.get_by_role("region", name=re.compile(f"{day.day} {day:%b}"))
    expect(on_that_day).to_contain_text("Child and family assessment: 10 families")
    for name in names:
        expect(on_that_day).to_contain_text(name)
    # and once that day has passed, that all ten are overdue
    when_their_referrals_were(families, 100)
    grace.reload()
    overdue = grace.get_by_role("region", name="Overdue")
    expect(overdue).to_contain_text("Child and family assessment: 10 families")
    grace.goto("/my-work/")
    expect(grace.get_by_role("link", name="the assessments of 10 families are overdue")).to_be_visible()


def when_their_referrals_were(families: list[Family], days: int) -> None:
    """That many days earlier, in the record; what is due follows."""
    for family in families:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE children_episode SET started_on = started_on - %s WHERE involvement_id IN"
                " (SELECT id FROM cases_involvement WHERE family_id = %s)",
                [days, family.pk],
            )
        rebuild_family(family.pk)


def when_calls_about_someone_new(page: Page, surname: str) -> None:
    page.goto("/contacts/new/")
    page.get_by_label("Who it comes from").select_option(index=3)
    page.get_by_label("First name").first.fill("Quillomena")
    page.get_by_label("Surname").first.fill(surname)
    page.get_by_label("What they said, in their words").fill("A bruise on her arm.")
    page.get_by_label("If not given, why not").fill("Asking could put her at risk.")
    expect(page.locator("#a0-found")).to_contain_text("No one like that is in the records")
