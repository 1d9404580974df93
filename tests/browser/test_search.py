"""Somebody rings about a child: found while typing, by keys alone, and not there is the beginning of a new family."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from kinwork.families.models import Family, FamilyMember
from kinwork.people.models import OtherName, Person
from tests import factories

pytestmark = pytest.mark.browser


def given_a_child_known_by_two_names(rowan, surname: str = "Pettigrew") -> Family:
    """Of another surname in every test: what one test enters stays for the others."""
    family = factories.family_in(rowan.unit, f"{surname}-Vane", children=0)
    child = Person.objects.create(given_name="Saoirse", family_name=surname, born_on=date(2015, 3, 12))
    OtherName.objects.create(person=child, given_name="Saoirse", family_name="Vanderhoek", kind="previous name")
    FamilyMember.objects.create(family=family, person=child, role="daughter", is_child=True, position=1)
    return family


def box(page: Page):
    return page.get_by_label("A name, date of birth")


def test_found_while_typing_and_opened_with_keys_alone(rowan, browser_of):
    family = given_a_child_known_by_two_names(rowan)
    page = browser_of(rowan.tom)
    page.goto("/search/")
    expect(box(page)).to_be_focused()
    page.keyboard.type("sersha vanderhook")
    hit = page.locator("#found").get_by_role("listitem").filter(has_text="Saoirse Pettigrew").first
    expect(hit).to_contain_text("previous name: Saoirse Vanderhoek")
    assert page.url.endswith("/search/"), "words about people stay out of addresses"
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Pettigrew-Vane")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/family/{family.pk}/")
    page.go_back()
    expect(box(page)).to_have_value("sersha vanderhook")
    expect(page.locator("#found")).to_contain_text("Saoirse Pettigrew")


def test_nobody_there_begins_a_family_with_what_was_typed(rowan, browser_of):
    page = browser_of(rowan.maureen)
    page.goto("/search/")
    box(page).fill("jodie tattersallworth 12/3/2019")
    page.get_by_role("button", name="Open a family to").click()
    expect(page.get_by_label("Family name")).to_have_value("Tattersallworth")
    expect(page.locator("#m0-given_name")).to_have_value("Jodie")
    expect(page.locator("#m0-born_on")).to_have_value("12/3/2019")


def test_somebody_known_is_asked_about_before_entered_twice(rowan, browser_of):
    given_a_child_known_by_two_names(rowan, "Quillfeather")
    other = factories.family_in(rowan.unit, "Otherfam", children=0)
    page = browser_of(rowan.tom)
    page.goto(f"/family/{other.pk}/member/")
    page.get_by_label("First names").fill("Sersha")
    page.get_by_label("Surname").fill("Quilfeather")
    page.get_by_label("Date of birth").fill("12/3/2015")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("It is Saoirse Quillfeather").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**/family/{other.pk}/")
    expect(page.get_by_text("Also in the family Quillfeather-Vane")).to_be_visible()
