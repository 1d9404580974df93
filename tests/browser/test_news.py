"""Somebody is told: a family comes from the front door, and the unit knows within a moment."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kinwork.accounts.bootstrap import service_team
from tests.factories import put_in_post, user

pytestmark = pytest.mark.browser


def test_a_family_from_the_front_door_reaches_the_consultant_live_and_opening_it_is_to_have_seen_it(rowan, browser_of):
    dana = user("dana")
    put_in_post(dana, service_team(), "frontdoor")
    grace = browser_of(rowan.grace, at="/my-work/")
    count = grace.locator("#kw-new")
    expect(count).to_be_hidden()
    front = browser_of(dana, at=f"/families/open/{rowan.unit.pk}/")
    front.get_by_label("Family name", exact=False).first.fill("Newfam")
    front.locator("#id_m0-given_name, [name='m0-given_name']").first.fill("Tashi")
    front.get_by_role("button", name="Open", exact=False).last.click()

    expect(front.get_by_role("heading", level=1)).to_contain_text("Newfam")
    expect(front.get_by_role("status").first).to_contain_text("Grace Adeyemi (consultant social worker)")

    expect(count).to_have_text("1 new")
    grace.goto("/unit/")
    row = grace.get_by_role("row").filter(has_text="Newfam")
    expect(row).to_contain_text("Dana opened this family to Rowan")
    second = grace.context.new_page()
    second.goto("/families/")
    expect(second.locator("#kw-new")).to_have_text("1 new")
    row.get_by_role("link", name="Newfam").click()
    expect(grace.locator("#kw-new")).to_be_hidden()
    expect(second.locator("#kw-new")).to_be_hidden()
    grace.goto("/unit/")
    expect(grace.get_by_role("row").filter(has_text="Newfam")).not_to_contain_text("Dana opened")
