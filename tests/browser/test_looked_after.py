"""A boy looked after: three placements, missing twice, reviews and visits, home again; what follows is not typed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from kinwork.cases.models import Involvement
from kinwork.children.models import CarePeriod, Missing, Placement
from kinwork.children.statuses import highest_in, status_on
from kinwork.obligations.models import Obligation
from tests import factories

pytestmark = pytest.mark.browser


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


@pytest.fixture
def boy(rowan):
    family = factories.family_in(rowan.unit, f"Marlowe{rowan.unit.pk}", opened=days_ago(300), children=1)
    child = family.members.get(is_child=True).person
    child.given_name, child.born_on = "Jay", days_ago(365 * 12 + 40)
    child.save()
    return family, child


class Record:
    """Jay's record on the page, as his social worker fills it."""

    def __init__(self, page: Page, family, child) -> None:
        self.page, self.family, self.child = page, family, child
        self.at = f"/family/{family.pk}/child/{child.pk}/"

    def when_decides(self, status: str, on: date, *, category: str = "", placed: str = "") -> None:
        self.page.goto(self.at)
        self.page.get_by_role("link", name="Record a decision").click()
        self.page.get_by_label("Child", exact=True).select_option(str(self.child.pk))
        self.page.get_by_label("Decided", exact=True).select_option(status)
        self.page.locator("#category").select_option(category)
        self.page.get_by_label("If looked after: where").fill(placed)
        self.page.get_by_label("From", exact=True).fill(typed(on))
        self.page.get_by_label("Who decided", exact=True).select_option(label="Grace Adeyemi")
        self.page.get_by_label("Why", exact=True).fill("As agreed with his mother.")
        self.page.get_by_role("button", name="Save").click()
        self._then_saved()

    def when_records(self, what: str, on: date, said: dict[str, str] | None = None, day: str = "Date") -> None:
        self.page.goto(self.at)
        unfold = "document.querySelectorAll('details').forEach(el => el.open = true)"
        self.page.evaluate(unfold)
        self.page.get_by_role("link", name=what, exact=True).click()
        self._fills({day: typed(on), **(said or {})})

    def when_ends(self, button: str, on: date, said: dict[str, str]) -> None:
        self.page.goto(self.at)
        self.page.get_by_role("link", name=button).first.click()
        self._fills({"Until": typed(on), **said})

    def _fills(self, said: dict[str, str]) -> None:
        for label, words in said.items():
            box = self.page.get_by_label(label, exact=True)
            if box.evaluate("el => el.tagName") == "SELECT":
                box.select_option(label=words)
            elif words == "Yes":
                box.check()
            else:
                box.fill(words)
        self.page.get_by_role("button", name="Save").click()
        self._then_saved()

    def _then_saved(self) -> None:
        expect(self.page.locator(".kw-flash--success")).to_contain_text("Saved")

    def due(self) -> dict[str, Obligation]:
        found = Obligation.objects.filter(involvement__family=self.family, person=self.child, is_open=True)
        return {one.rule: one for one in found}


def test_three_placements_missing_twice_and_home_again(rowan, boy, browser_of):
    family, child = boy
    record = Record(browser_of(rowan.tom), family, child)

    record.when_decides("lac", days_ago(200), category="V2", placed="With Mrs Ade")
    due = record.due()
    assert {"LAC-PLAN", "LAC-PPLAN", "LAC-R1", "LAC-IHA", "LAC-V1"} <= set(due), "all of it from one decision"
    record.page.goto(f"/family/{family.pk}/due/")
    expect(record.page.get_by_text("First looked-after review").first).to_be_visible()

    record.when_records("Record a care plan", days_ago(195), {"Plan for permanence": "Back to the family"})
    record.when_records("Record a placement plan", days_ago(196))
    record.when_records("Record a review", days_ago(180), {"How the child took part": "Was there and spoke"})
    assert not {"LAC-PLAN", "LAC-PPLAN", "LAC-R1"} & set(record.due())
    assert record.due()["LAC-R2"].because_on == days_ago(180)

    record.when_records("Record as missing", days_ago(150), {"Which": "Missing", "Time": "22:15"}, day="From")
    record.when_ends("Came back", days_ago(149), {"Time of return": "06:30", "A return interview was offered": "Yes"})
    assert "MISS-RHI" in record.due()
    record.when_records("Record a return interview", days_ago(148), {"The child took part": "Yes"})
    assert "MISS-RHI" not in record.due()

    # The second: with his aunt. The first ends on the day on which the next begins, and says why.
    record.when_ends("End", days_ago(120), {"Why it ended": "As planned"})
    aunt = {"Who with, or where": "With his aunt", "Kind of placement": "Fostered by relative or friend"}
    record.when_records("Record a placement", days_ago(120), aunt, day="From")
    assert record.due()["LAC-V1"].because_on == days_ago(120), "weeks count from the new placement"

    record.when_records("Record as missing", days_ago(90), {"Which": "Missing"}, day="From")
    record.when_ends("Came back", days_ago(88), {"A return interview was offered": "No"})

    # A third while the second has not ended: said beside the day, and what was typed stays.
    record.page.goto(f"/family/{family.pk}/facts/placement/?child={child.pk}")
    record.page.get_by_label("From", exact=True).fill(typed(days_ago(60)))
    record.page.get_by_label("Who with, or where").fill("The Hollies")
    record.page.get_by_role("button", name="Save").click()
    expect(record.page.locator(".govuk-error-message").first).to_contain_text("End that first, or check the date")
    expect(record.page.get_by_label("Who with, or where")).to_have_value("The Hollies")
    record.when_ends("End", days_ago(60), {})
    home = {"Who with, or where": "The Hollies", "Kind of placement": "Children’s home"}
    record.when_records("Record a placement", days_ago(60), home, day="From")

    record.when_decides("cin", days_ago(10))
    involvement = Involvement.objects.get(family=family)
    assert status_on(family.pk, timezone.localdate())[child.pk].status == "cin"
    assert status_on(family.pk, days_ago(100))[child.pk].placed == "With his aunt"
    assert highest_in(involvement.pk) == {child.pk: "lac"}
    placed = Placement.objects.filter(person=child, withdrawn_at=None).order_by("started_on")
    assert [(one.place, one.started_on, one.ended_on) for one in placed] == [
        ("With Mrs Ade", days_ago(200), days_ago(120)),
        ("With his aunt", days_ago(120), days_ago(60)),
        ("The Hollies", days_ago(60), days_ago(10)),
    ]
    assert CarePeriod.objects.get(person=child, withdrawn_at=None).ended_on == days_ago(10)
    assert Missing.objects.filter(person=child, withdrawn_at=None).exclude(ended_on=None).count() == 2
    assert not {rule for rule in record.due() if rule.startswith("LAC")}, "nothing of care is due at home"
    record.page.goto(record.at)
    expect(record.page.get_by_role("heading", level=1)).to_contain_text("Jay")
    expect(record.page.locator("main")).to_contain_text("Child in need, from")
