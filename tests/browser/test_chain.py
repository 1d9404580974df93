"""The register and the chain as they are used: one enters many, a newcomer ticks, a head of service asks."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kinwork.accounts.bootstrap import service_team
from kinwork.training.actions import take_up
from kinwork.training.models import Attendance, Tick
from kinwork.training.shipped import programmes
from tests import factories

pytestmark = pytest.mark.browser


def test_from_the_register_to_the_figure_with_the_keyboard_alone(rowan, browser_of):
    head = factories.user(f"heads{rowan.unit.pk}")
    factories.put_in_post(head, service_team(), "hos")
    programme = take_up(factories.actor(head), programmes()["elsewhere"])
    page = browser_of(rowan.maureen)
    page.goto(f"/training/{programme.pk}/")
    page.get_by_label("Taken on").focus()
    page.keyboard.type("yesterday")
    for name in ("Grace Adeyemi", "Tom Hollis"):
        page.get_by_label(name).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved: 2 days of training.")).to_be_visible()
    assert Attendance.objects.filter(day__programme=programme).count() == 2
    page.get_by_label("Colleague, day, date").fill("Priya Nair, 1, today\nNo Body, 1, today")
    page.get_by_role("button", name="Save the list").press("Enter")
    expect(page.get_by_text("Line 2: no colleague is called “No Body” here.")).to_be_visible()
    expect(page.get_by_label("Colleague, day, date")).to_have_value("Priya Nair, 1, today\nNo Body, 1, today")
    page.get_by_label("Colleague, day, date").fill("Priya Nair, 1, today")
    page.get_by_role("button", name="Save the list").press("Enter")
    expect(page.get_by_text("Saved: 1 day of training.")).to_be_visible()

    page.goto(f"/unit/{rowan.unit.pk}/chain/")
    step = page.locator("svg.kw-chain--wide a[aria-label^='Training: 60 % (3 of 5 members)']")
    step.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Training", level=1)).to_be_visible()
    expect(page.get_by_role("rowheader", name="Priya Nair, Child practitioner")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/unit/{rowan.unit.pk}/chain/")
    expect(page.locator("svg.kw-chain--wide")).to_be_hidden()
    touched = page.locator("svg.kw-chain--narrow a").first.bounding_box()
    assert touched is not None
    assert touched["height"] >= 24

    new = factories.user(f"newcomer{rowan.unit.pk}")
    factories.put_in_post(new, rowan.unit, "sw", since=timezone.localdate())
    page = browser_of(new)
    page.goto("/my-training/")
    page.get_by_role("link", name="Your induction").click()
    page.get_by_label("How we talk about risk").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1 of 10 done")).to_be_visible()
    assert Tick.objects.get(unit=rowan.unit).user == new
