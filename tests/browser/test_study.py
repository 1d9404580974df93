"""A study from its making to its data."""

from __future__ import annotations

import csv
from io import StringIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from kinwork.accounts.bootstrap import service_team
from kinwork.evaluation.actions import note_answer
from kinwork.evaluation.models import Study
from tests.factories import actor, put_in_post, user

from .steps import given_families

pytestmark = pytest.mark.browser


def test_the_head_makes_a_study_a_social_worker_notes_a_yes_and_the_evaluator_downloads(rowan, browser_of, tmp_path):
    # given
    head, frances = user(f"head{rowan.unit.pk}"), user(f"frances{rowan.unit.pk}")
    for who, role in ((head, "hos"), (frances, "evaluator")):
        put_in_post(who, service_team(), role)
    families = given_families(rowan, "Abbott", "Bell", "Cole", "Dean", "Ellis")

    # when the head of service makes it
    page = browser_of(head, at="/studies/")
    page.get_by_label("Name", exact=True).fill("Sleeping well")
    page.get_by_label("What it is for").fill("The university asks whether children sleep better.")
    page.get_by_label("Last day").fill("12w")
    page.get_by_label(frances.full_name).check()
    page.get_by_role("button", name="Set up study").click()
    expect(page.get_by_role("heading", name="Sleeping well")).to_be_visible()
    expect(page.get_by_text("0 families have agreed.")).to_be_visible()
    study = Study.objects.get(name="Sleeping well")

    # and four families have agreed, and a social worker notes the fifth
    for family in families[1:]:
        note_answer(
            actor(rowan.tom), study, family.pk, rowan.unit.pk, answer="agreed", on=study.begins, said_by="Ada"
        )  # fmt: skip
    evaluator = browser_of(frances, at="/")
    expect(evaluator.get_by_role("heading", name="Studies")).to_be_visible()
    evaluator.get_by_role("link", name="Sleeping well").click()
    expect(evaluator.get_by_text("Nothing is released for fewer than 5")).to_be_visible()
    worker = browser_of(rowan.tom, at=f"/family/{families[0].pk}/")
    worker.get_by_role("link", name="Taking part in studies").click()
    expect(worker.get_by_text("The university asks whether children sleep better.")).to_be_visible()
    worker.get_by_label("Study", exact=True).select_option(label="Sleeping well")
    worker.get_by_label("What they said", exact=True).select_option(label="They agree")
    worker.get_by_label("Which family member").fill("Ada, and each child was asked")
    worker.get_by_role("button", name="Save").click()
    expect(worker.get_by_text("Ada, and each child was asked")).to_be_visible()

    # then the evaluator downloads five families without a name
    evaluator.reload()
    with evaluator.expect_download() as downloading:
        evaluator.get_by_role("button", name="Download the data (ZIP)").click()
    downloading.value.save_as(tmp_path / "study.zip")
    archive = ZipFile(tmp_path / "study.zip")
    assert len(list(csv.DictReader(StringIO(archive.read("families.csv").decode())))) == 5
    told = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "Abbott" not in told
    assert "university" not in told

    # and each family can see it
    worker.goto(f"/family/{families[0].pk}/readers/")
    expect(worker.get_by_text("data without names drawn for the study “Sleeping well”")).to_be_visible()
