"""A girl writes on her own page, on her phone, by a link that her worker sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from kinwork.faces import keeping, linking
from kinwork.families.held import HeldFamily
from tests.factories import actor

from .steps import given_families

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def test_a_child_writes_on_her_own_page_and_changes_it(rowan, new_browser):
    [family] = given_families(rowan, "Fennimore")
    child = family.members.filter(is_child=True).first().person
    held = HeldFamily(family, rowan.unit.pk, actor(rowan.tom))
    until = timezone.localdate() + timedelta(days=2)

    def opened(shows_page):
        shown = linking.ask_by_link(
            held, name=child.name, agency="", asks="What do you want kept?", until=until, child=child,
            shows_page=shows_page,
        )  # fmt: skip
        page = new_browser(**PHONE).new_page()
        page.goto(f"/link/{shown.token}/")
        page.get_by_label("Code").fill(shown.code)
        page.get_by_role("button", name="Go on").click()
        return page

    phone = opened(shows_page=False)
    phone.get_by_label("What do you want kept?").fill("My rabbit is called Thumper.")
    phone.reload()
    box = phone.get_by_label("What do you want kept?")
    expect(box).to_have_value("My rabbit is called Thumper.")  # a reload takes nothing away
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert Axe().run(phone, options={"resultTypes": ["violations"]}).response["violations"] == []
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()

    phone = opened(shows_page=True)
    expect(phone.get_by_text("My rabbit is called Thumper.", exact=True)).to_be_visible()
    phone.get_by_role("link", name="Correct it").tap()
    box = phone.get_by_label("What it should say")
    expect(box).to_have_value("My rabbit is called Thumper.")
    box.fill("Thumper had babies.")
    phone.reload()
    expect(box).to_have_value("Thumper had babies.")
    phone.get_by_role("button", name="Save").tap()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    actor(rowan.tom)
    [piece], _ = keeping.own_words_of(family.pk, child.pk)
    assert piece.now.text == "Thumper had babies."
    assert piece.typed_by == f"{child.name}, by a link"
    assert [was.text for was in piece.before] == ["My rabbit is called Thumper."]
