"""Who is around a family: noted by keyboard alone and on a phone, changed without the page going, and accessible."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kinwork.access.models import AuditEvent
from kinwork.families.actions import EditContext
from kinwork.families.models import Family
from kinwork.families.network import ties_of
from kinwork.families.ties import Said, add_tie, agency_called, change_tie, end_tie
from tests.factories import actor, family_in

from .steps import SOON
from .test_accessible import Walk
from .test_phone import LONG, PHONE, Widths

pytestmark = pytest.mark.browser


def given_family_with_a_network(rowan) -> tuple[Family, int]:
    family = family_in(rowan.unit, "Abbott")
    child = family.members.filter(is_child=True).first().person
    at = EditContext(family, rowan.unit.pk, actor(rowan.tom), "Ada")
    school = agency_called(family, f"{LONG} School", "school", "Ely", "01353 000 000", confirmed=True)
    first = add_tie(at, Said(on="2015", part="professional", name="Mo Hall", role="class teacher", agency=school,
                             about=child, support="strong", closeness="close", is_lead=True, flow="to"))  # fmt: skip
    change_tie(at, first.pk, None, Said(on="2016-03", part="professional", name="Mo Hall", role="class teacher",
                                        agency=school, about=child, support="low", is_stressful=True))  # fmt: skip
    add_tie(at, Said(on="2015", part="community", name=LONG, support="moderate", closeness="loose"))
    gone = add_tie(at, Said(on="2014", part="community", name="Old neighbour"))
    end_tie(at, gone.pk, None, "2016")
    return family, first.pk


def given_is_followed(page: Page) -> None:
    """The page listens: until then a change would come with the next look only."""
    expect(page.locator("html[data-listens]")).to_have_count(1)


def when_tabs_to(page: Page, name: str, most: int = 60) -> None:
    """Until the thing of that name has the focus, as somebody without a mouse does."""
    for _ in range(most):
        said = page.evaluate(
            "() => { const el = document.activeElement; return el.labels?.[0]?.innerText ?? el.innerText ?? '' }"
        )
        if said.strip() == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} was not reached by Tab")


def test_a_tie_is_noted_corrected_and_taken_back_by_keyboard(rowan, browser_of):
    family = family_in(rowan.unit, "Abbott")
    page = browser_of(rowan.tom, at=f"/family/{family.pk}/network/")
    when_tabs_to(page, "Add someone")
    page.keyboard.press("Enter")
    when_tabs_to(page, "Name")
    page.keyboard.type("Mo Hall")
    when_tabs_to(page, "Telephone")
    page.keyboard.type("none")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is not a telephone number")).to_be_visible()
    expect(page.get_by_label("Name", exact=True).first).to_have_value("Mo Hall")
    page.get_by_label("Telephone").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("01353 000 001")
    when_tabs_to(page, "Support")
    page.keyboard.type("Str")
    page.keyboard.press("Tab")
    when_tabs_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="01353 000 001")).to_be_visible()
    expect(page.locator("#map svg")).to_contain_text("Mo Hall")
    assert [one.now.support for one in ties_of(family.pk)] == ["strong"]
    page.get_by_role("button", name="In touch today with Mo Hall").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("last in touch")).to_be_visible()
    for _ in range(2):
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("button", name="Redo")).to_be_visible()
    expect(page.get_by_text("No one recorded yet.")).to_be_visible()


def test_what_a_colleague_notes_is_there_at_once_and_what_i_am_typing_stays(rowan, browser_of):
    family, _ = given_family_with_a_network(rowan)
    page = browser_of(rowan.grace, at=f"/family/{family.pk}/network/?before=2015")
    page.locator("#add-tie > summary").click()
    page.get_by_label("Name", exact=True).first.fill("Half typed")
    given_is_followed(page)
    add_tie(EditContext(family, rowan.unit.pk, actor(rowan.tom), "Ada"), Said(on="2019", part="family", name="Aunt Jo"))
    expect(page.locator("#map svg").last).to_contain_text("Aunt Jo", timeout=SOON)
    expect(page.get_by_label("Name", exact=True).first).to_have_value("Half typed")
    expect(page.get_by_label("Name", exact=True).first).to_be_focused()
    looks = AuditEvent.objects.filter(family_id=family.pk, verb="looked at network", actor_id=rowan.grace.pk)
    assert looks.count() == 1, "what arrives by itself is no further look"


def test_no_page_of_the_network_scrolls_sideways_on_a_phone(rowan, browser_of):
    family, tie = given_family_with_a_network(rowan)
    widths = Widths(browser_of(rowan.tom, **PHONE))
    for path in ("", "?before=2015", f"{tie}/"):
        widths.page.goto(f"/family/{family.pk}/network/{path}")
        widths.look(path or "network")
    widths.page.goto("/agencies/")
    widths.look("agencies")
    widths.then_none_was_too_wide()


def test_the_pages_of_the_network_are_accessible(rowan, browser_of):
    family, tie = given_family_with_a_network(rowan)
    walk = Walk(browser_of(rowan.tom))
    path = f"/family/{family.pk}/network/"
    walk.to(f"{path}?before=2015")
    walk.page.evaluate("document.querySelectorAll('details').forEach(el => el.open = true)")
    walk.look("network, unfolded")
    walk.to(f"{path}?on=soonish", status=422)
    walk.page.locator("#add-tie > summary").click()
    walk.page.get_by_role("button", name="Save").click()
    expect(walk.page.get_by_text("Who is it?")).to_be_visible()
    walk.look("network, nobody typed")
    walk.to(f"{path}{tie}/")
    walk.to("/agencies/")
    walk.then_nothing_was_wrong()
