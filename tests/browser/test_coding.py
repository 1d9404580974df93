"""A coder's afternoon at a tablet: codes by keyboard, marks moments, is interrupted, submits; then the worker reads."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kinwork.observation.models import Coding, Mark

from .steps import given_families, given_sessions
from .test_accessible import Walk

pytestmark = pytest.mark.browser
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}


def waits_until_saved(page: Page) -> None:
    expect(page.locator("#coding-saved")).to_have_text("Saved.")


def when_codes_by_keys(page: Page) -> None:
    """From the first domain to the last: a digit, and N for the next."""
    page.get_by_role("radio", name="1 poor").first.focus()
    for digit in "4435424":
        page.keyboard.press(digit)
        expect(page.locator(f"fieldset:focus-within input[value='{digit}']")).to_be_checked()
        page.keyboard.press("n")


def test_a_coders_afternoon(rowan, browser_of):
    [family] = given_families(rowan, "Wetherington")
    people = given_sessions(rowan, family)
    page = browser_of(people.cora, at="/coding/", **TABLET)
    walk = Walk(page)
    walk.look("coding")
    page.get_by_role("button", name="Code the next session").click()
    expect(page.get_by_role("heading", name=f"Session {people.session.code}")).to_be_visible()
    coding = Coding.objects.get(session=people.session, codes_as="blind")
    # The waveform is drawn of what is heard: there are dots of it in the picture.
    canvas = page.locator("canvas.kw-player__canvas")
    expect(canvas).to_be_visible()
    dots = canvas.evaluate(
        "el => { const at = el.getContext('2d').getImageData(0, 0, el.width, el.height).data;"
        " return at.filter((v, i) => i % 4 === 3 && v > 0).length; }"
    )
    assert dots > 200
    assert "Wetherington" not in page.content()
    # Play, go back, mark: by letters. A mark stands with its time and the domain one is in; Enter saves it.
    page.get_by_role("radio", name="2", exact=True).first.focus()
    page.keyboard.press("p")
    page.evaluate(
        "() => new Promise(done => { const at = document.querySelector('audio');"
        " at.addEventListener('timeupdate', () => at.currentTime > 1.2 && done()); })"
    )
    page.keyboard.press("p")
    assert page.evaluate("document.querySelector('audio').paused")
    page.keyboard.press("m")
    expect(page.get_by_label("What happens there")).to_be_focused()
    # While one writes, letters are letters; with Alt they are keys.
    page.keyboard.type("Mmm, plans with her")
    page.keyboard.press("Alt+b")
    assert page.evaluate("document.querySelector('audio').currentTime") == 0
    page.keyboard.press("Enter")
    expect(page.get_by_text("Mmm, plans with her")).to_be_visible()
    expect(page.get_by_role("radio", name="2", exact=True).first).to_be_focused()
    [mark] = Mark.objects.filter(coding=coding)
    assert (mark.second, mark.item) == (1, 1)
    # Too early: what is left is said first, and its link leads to a box of the domain.
    page.get_by_role("button", name="Submit").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.locator(".govuk-error-summary a").first.press("Enter")
    expect(page.locator("#v1")).to_be_focused()
    walk.look("too early to submit")
    page.goto(reverse("coding", args=[coding.pk]))
    when_codes_by_keys(page)
    waits_until_saved(page)
    # The battery dies: everything is there, nobody pressed “Save”.
    page.reload()
    assert [page.locator(f"input[name=v{n}]:checked").get_attribute("value") for n in range(1, 8)] == list("4435424")
    page.get_by_label("Note on empathy").fill("Says back what it is like.")
    waits_until_saved(page)
    walk.look("coding page")
    # Letters off: nothing acts by one key alone (WCAG 2.1.4).
    page.get_by_text("Keys", exact=True).click()
    page.get_by_label("Keys without Alt").uncheck()
    page.get_by_role("radio", name="4", exact=True).first.focus()
    page.keyboard.press("1")
    expect(page.get_by_role("radio", name="4", exact=True).first).to_be_checked()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Submitted. Its codes stay as they are now.")).to_be_visible()
    page.goto(reverse("coding", args=[coding.pk]))
    walk.look("submitted")
    expect(page.get_by_role("radio", name="4", exact=True).first).to_be_disabled()
    # The worker reads it first, and releases it.
    tom = browser_of(rowan.tom, at="/my-practice/", **TABLET)
    walk.page = tom
    walk.look("my practice")
    tom.get_by_role("link", name="Wetherington").click()
    expect(tom.get_by_text("Overall skill: 3.8")).to_be_visible()
    expect(tom.get_by_text("Says back what it is like.")).to_be_visible()
    walk.look("feedback")
    tom.get_by_label("To whoever you want to talk about it with").select_option("Grace Adeyemi")
    tom.get_by_role("button", name="Release").click()
    expect(tom.get_by_text("You have released this to Grace Adeyemi")).to_be_visible()
    for path in ("new/", f"{people.session.pk}/", ""):
        walk.to(f"/family/{family.pk}/observations/{path}")
    walk.page = browser_of(people.quentin, at="/coding/run/", **TABLET)
    for path in ("run/", "agreement/", "simulated/", "simulated/new/"):
        walk.to(f"/coding/{path}")
    walk.to("/observed-skill/")
    walk.then_nothing_was_wrong()
