"""A person's page: what to mind is seen first, noted by keyboard alone, accessible, and whole on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kinwork.people.actions import InRecord, note
from kinwork.people.models import Address, Contact, Identifier, Person
from tests.factories import actor

from .steps import given_families
from .test_accessible import Walk
from .test_phone import PHONE, Widths

pytestmark = pytest.mark.browser


@pytest.fixture
def ada(rowan) -> Person:
    [family] = given_families(rowan, "Abbott")
    person = family.members.get(role="mother").person
    person.family_id = family.pk
    return person


def test_safe_to_contact_is_noted_by_keyboard_and_seen_on_the_family_s_page(rowan, ada, browser_of):
    page = browser_of(rowan.tom, at=f"/family/{ada.family_id}/")
    page.get_by_role("link", name=ada.name, exact=True).first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Add contact details").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Number or address").focus()
    page.keyboard.type("07700 900123")
    page.get_by_label("Is it safe").focus()
    page.keyboard.type("Contact")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Say how it is safe")
    expect(page.get_by_label("Number or address")).to_have_value("07700 900123")
    page.get_by_label("How", exact=True).focus()
    page.keyboard.type("Text only, never voicemail")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Text only, never voicemail")).to_be_visible()
    page.get_by_role("link", name="Abbott").first.click()
    expect(page.get_by_role("link", name="07700 900123")).to_be_visible()
    expect(page.get_by_text("Contact only as agreed Text only, never voicemail")).to_be_visible()


def test_a_confidential_address_waits_to_be_asked_for(rowan, ada, browser_of):
    at = InRecord(actor(rowan.tom), ada.family_id, rowan.unit.pk)
    note(at, [Address(person=ada, lines="7 Secret Lane", is_confidential=True)])
    page = browser_of(rowan.tom, at=f"/person/{ada.pk}/")
    expect(page.get_by_text("A confidential address").first).to_be_visible()
    expect(page.get_by_text("7 Secret Lane")).to_have_count(0)
    page.get_by_role("link", name="Show").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("7 Secret Lane")).to_be_visible()
    page.reload()
    expect(page.get_by_text("7 Secret Lane")).to_have_count(0)


def test_accessible_and_whole_on_a_phone(rowan, ada, browser_of):
    at = InRecord(actor(rowan.tom), ada.family_id, rowan.unit.pk)
    note(at, [Contact(person=ada, value="07700 900123", safe="no", how="He reads it")])
    [first, _] = note(
        at,
        [
            Identifier(person=ada, kind="nhs", value="999 000 0018"),
            Identifier(person=ada, kind="nhs", value="999 000 0026"),
        ],
    )
    base = f"/family/{ada.family_id}/person/{ada.pk}"
    addresses = [f"/person/{ada.pk}/", f"{base}/who/", f"{base}/note/address/", f"{base}/note/ethnicity/"]
    walk = Walk(browser_of(rowan.tom))
    for address in [*addresses, f"{base}/number/{first.pk}/"]:
        walk.to(address)
    walk.page.get_by_label("Number", exact=True).fill("999 000 0019")
    walk.page.get_by_role("button", name="Save").click()
    expect(walk.page.get_by_role("alert")).to_be_visible()
    walk.look("a wrong number")
    walk.then_nothing_was_wrong()
    phone = browser_of(rowan.tom, **PHONE)
    widths = Widths(phone)
    for address in addresses:
        phone.goto(address)
        widths.look(address)
    widths.then_none_was_too_wide()
