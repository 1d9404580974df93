"""A study from its template to its data, by those who do it; and what its pages are like for everyone."""

from __future__ import annotations

from zipfile import ZipFile

import polars as pl
import pytest
from playwright.sync_api import expect

from kinwork.accounts.bootstrap import service_team
from kinwork.evaluation.actions import note_answer
from kinwork.evaluation.models import Study
from tests.factories import actor, put_in_post, user

from .steps import given_families
from .test_accessible import Walk, when_unfolded

pytestmark = pytest.mark.browser
NAMES = ("Yarrowby", "Yaffleton", "Yeavering", "Yelverley", "Yieldham", "Yoxton")


def test_the_head_plans_and_draws_units_ask_and_the_evaluator_downloads(rowan, browser_of, tmp_path):
    # given
    head, frances, quinn = (user(f"{name}{rowan.unit.pk}") for name in ("plans", "draws", "keeps"))
    for who, role in ((head, "hos"), (frances, "evaluator"), (quinn, "qa")):
        put_in_post(who, service_team(), role)
    families = given_families(rowan, *NAMES)

    # when the head of service plans it by a template
    page = browser_of(head, at="/studies/")
    walk = Walk(page)
    page.get_by_role("link", name="Plan a study from a template").click()
    page.get_by_role("link", name="Families of every unit over time").click()
    walk.look("the templates")
    page.get_by_label("Name", exact=True).fill("Families over time")
    page.get_by_label("Last day").fill("80w")
    page.get_by_label(frances.full_name).check()
    page.get_by_role("button", name="Plan this study").click()

    # then it cannot start before it is written what families read
    expect(page.get_by_text("Write what families read before they agree, and")).to_be_visible()
    page.get_by_role("button", name="Start the study").click()
    expect(page.get_by_text("A study cannot start without consent wording").first).to_be_visible()
    walk.look("the plan, with a problem")
    page.get_by_role("button", name="Save this wording").click()
    expect(page.get_by_text("Saved as version 1.")).to_be_visible()
    page.get_by_text("Only of some units").click()
    page.get_by_label(rowan.unit.name, exact=True).check()
    page.get_by_label("Families", exact=True).fill("nine")
    page.get_by_role("button", name="Save the design").click()
    expect(page.get_by_text("Type a whole number.").first).to_be_visible()
    page.get_by_label("Families", exact=True).fill("6")
    page.get_by_role("button", name="Save the design").click()
    expect(page.get_by_text("6 can be drawn")).to_be_visible()
    when_unfolded(page)
    walk.look("the plan, unfolded")
    page.get_by_role("button", name="Start the study").click()
    page.get_by_label("Seed (by chance, if empty)").fill("20261129")
    page.get_by_role("button", name="Draw the families").click()
    expect(page.get_by_text("6 families drawn.")).to_be_visible()
    walk.look("the flow")
    page.set_viewport_size({"width": 390, "height": 844})
    study = Study.objects.get(name="Families over time", evaluators__user=frances)
    for part in ("", "plan/", "flow/", "response/", "releases/"):
        page.goto(f"/study/{study.pk}/{part}")
        assert page.evaluate("document.documentElement.scrollWidth") == 390, part
        page.set_viewport_size({"width": 1280, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == 1280, part
        page.set_viewport_size({"width": 390, "height": 844})

    # and a social worker asks, notes a yes, and finds what is to be filled in
    for family in families[1:]:
        note_answer(
            actor(rowan.tom), study, family.pk, rowan.unit.pk, answer="agreed", on=study.begins, said_by="Ada"
        )  # fmt: skip
    worker = browser_of(rowan.tom, at=f"/study/{study.pk}/families/")
    works = Walk(worker)
    works.look("the families that were drawn")
    worker.get_by_role("link", name=NAMES[0]).click()
    works.look("a family that was not asked")
    worker.get_by_role("button", name="They were asked").click()
    expect(worker.get_by_text("asked, no answer yet")).to_be_visible()
    worker.get_by_role("link", name="Record what they say").click()
    worker.get_by_label("Study", exact=True).select_option(label="Families over time")
    worker.get_by_label("What they said", exact=True).select_option(label="They agree")
    worker.get_by_label("Which family member").fill("Ada")
    worker.get_by_role("button", name="Save").click()
    worker.goto(f"/family/{families[0].pk}/study/{study.pk}/")
    works.look("a family with something to fill in")
    worker.get_by_label("Who answers").first.select_option(label="Ada")
    worker.get_by_role("button", name="Begin SCORE-15").click()
    expect(worker.get_by_text("In my family we talk to each other")).to_be_visible()
    worker.set_viewport_size({"width": 390, "height": 844})
    for path in (f"/study/{study.pk}/families/", f"/family/{families[0].pk}/study/{study.pk}/"):
        worker.goto(path)
        assert worker.evaluate("document.documentElement.scrollWidth") == 390, path
    works.then_nothing_was_wrong()

    # and the data is looked through, made coarser, given
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"/study/{study.pk}/releases/")
    page.get_by_label("Age of the youngest child").select_option(label="Left out")
    page.get_by_role("button", name="Look through it").click()
    expect(page.get_by_text("Known from elsewhere")).to_be_visible()
    walk.look("what was found")
    page.get_by_role("button", name="Give this data").click()
    expect(page.get_by_text("could tell who a family is").first).to_be_visible()
    page.get_by_label("Unit", exact=True).select_option(label="Left out")
    page.get_by_role("button", name="Give this data").click()
    expect(page.get_by_text("Data 1 was given.")).to_be_visible()
    walk.then_nothing_was_wrong()

    # then the evaluator has it, without a name
    evaluator = browser_of(frances, at=f"/study/{study.pk}/releases/")
    with evaluator.expect_download() as downloading:
        evaluator.get_by_role("button", name="Download data 1 (ZIP)").click()
    downloading.value.save_as(tmp_path / "data.zip")
    archive = ZipFile(tmp_path / "data.zip")
    assert sorted(archive.namelist()) == ["README.txt", "codebook.csv", "data.csv", "data.parquet", "data.sav"]
    (tmp_path / "data.parquet").write_bytes(archive.read("data.parquet"))
    assert pl.read_parquet(tmp_path / "data.parquet").height == 6
    assert not [name for name in NAMES if name in archive.read("data.csv").decode()]

    # and who keeps the key says why
    keeper = browser_of(quinn, at=f"/study/{study.pk}/key/")
    keeper.get_by_role("button", name="Open the key").click()
    expect(keeper.get_by_text("Say why you need the key").first).to_be_visible()
    keeper.get_by_label("Why do you need it?").fill("A family asks what was given of them")
    keeper.get_by_role("button", name="Open the key").click()
    expect(keeper.get_by_role("cell", name=NAMES[0])).to_be_visible()
    walk = Walk(keeper)
    walk.look("the key")
    walk.then_nothing_was_wrong()
