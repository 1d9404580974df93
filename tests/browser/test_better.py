"""A head of service asks whether it is getting better, and gets a figure that she can defend."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from kinwork.accounts.bootstrap import service_team
from kinwork.clocks.periods import quarter_of
from kinwork.service_figures.drawing import after
from kinwork.service_figures.models import Count, CountedPoint
from tests.factories import family_in, put_in_post, user

from .test_accessible import Walk
from .test_phone import Widths

pytestmark = pytest.mark.browser
QUARTERS = 24
SHARES = [24, 26, 23, 25, 27, 24, 25, 26, 24, 25, 26, 24, 22, 20, 21, 19, 18, 17, 17, 16, 15, 15, 14, 13]


def quarters() -> list[date]:
    """The last that are over, oldest first."""
    found = [quarter_of(timezone.localdate() - timedelta(days=92 * back)) for back in range(QUARTERS + 2, 0, -1)]
    return sorted(set(found))[-QUARTERS:]


def given_six_years_of_referrals() -> date:
    """Counted: a quarter came back until half-way, then fewer and fewer; the day of the change."""
    count, when = Count.objects.latest("at"), quarters()
    CountedPoint.objects.filter(indicator="re-referral-child").delete()
    CountedPoint.objects.bulk_create(
        CountedPoint(
            count=count, indicator="re-referral-child", quarter=quarter, numerator=share * 2, denominator=200, n=200,
            value=share,
        )
        for quarter, share in zip(when, SHARES, strict=True)
    )  # fmt: skip
    return after(when[11])


def test_the_head_enters_what_is_missing_and_gets_an_answer_against_the_trend_before(rowan, browser_of, tmp_path):
    # given
    head = user(f"head{rowan.unit.pk}")
    put_in_post(head, service_team(), "hos")
    family_in(rowan.unit, "Quillfeather", opened=timezone.localdate() - timedelta(days=900))

    # when she asks, and nothing has been counted yet
    page = browser_of(head, at="/units/")
    page.get_by_role("link", name="Service indicators").click()
    page.get_by_role("button", name="Count again").click()
    expect(page.get_by_role("link", name="Looked-after children")).to_be_visible()

    # then what is missing is said, and leads to where it is entered
    page.get_by_role("link", name="enter how many children aged 0 to 17 live in the area").first.click()
    expect(page.get_by_label("Which figure")).to_have_value("population")
    page.get_by_label("Last day of the quarter").fill(f"{timezone.localdate() - timedelta(days=800):%d/%m/%Y}")
    page.get_by_label("Figure", exact=True).fill("about 150,000")
    page.get_by_label("Where it is from").fill("ONS, mid-year estimate")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("link", name="Type a number, nought or more, such as 41.5 or 41,250.")).to_be_visible()
    expect(page.get_by_label("Where it is from")).to_have_value("ONS, mid-year estimate")
    page.get_by_label("Figure", exact=True).fill("150,000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="150,000")).to_be_visible()

    # when she says when systemic practice started, with the keyboard
    page.goto("/indicators/")
    page.get_by_role("button", name="Count again").click()
    expect(page.get_by_text("0 per 10,000").first).to_be_visible()
    started = given_six_years_of_referrals()
    page.goto("/indicators/figures/")
    page.get_by_label("When").fill(f"{started:%d/%m/%Y}")
    page.get_by_role("textbox", name="What happened").fill("Units began")
    page.get_by_label("Systemic practice started").press("Space")
    page.get_by_label("Systemic practice started").press("Enter")
    expect(page.get_by_text("Units began").last).to_be_visible()

    # then the figure answers against the trend before, with n and what it stands on
    page.goto("/indicators/")
    page.get_by_role("link", name="Children referred again within a year").click()
    expect(page.get_by_text("Yes, it is better: it has fallen since the start")).to_be_visible()
    expect(page.get_by_text("In the 12 quarters before, it")).to_be_visible()
    expect(page.get_by_text("13 % in").first).to_contain_text("n = 200 referrals of children")
    expect(page.get_by_role("img", name="Children referred again within a year over time")).to_be_visible()
    assert page.evaluate("document.querySelector('figure img').naturalWidth") > 300, "the chart is there"
    expect(page.get_by_text("Lower is better.")).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download as a spreadsheet (CSV)").click()
    downloading.value.save_as(tmp_path / "again.csv")
    assert '"26.0","200.0","200","13.0","%"' in (tmp_path / "again.csv").read_text(encoding="utf-8-sig")

    # and it can be printed, read without sight, and on a phone
    address = page.url
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Chart (PNG)")).to_be_hidden()
    expect(page.get_by_role("img", name="Children referred again within a year over time")).to_be_visible()
    page.emulate_media(media="screen")
    walk, widths = Walk(page), Widths(page)
    for path in (address, f"{page.url.split('/indicators')[0]}/indicators/", "/indicators/figures/"):
        walk.to(path)
        widths.look(path)
    walk.then_nothing_was_wrong()
    widths.then_none_was_too_wide()
