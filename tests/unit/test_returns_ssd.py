"""A Standard Safeguarding Dataset is checked: keys, what leads to what, dates, codes, whether its objects agree."""

from __future__ import annotations

import json
import sys

import pytest

from kinwork.operations import cli
from kinwork.returns import ssd

PERSON = {"pers_person_id": "K1", "pers_sex": "F", "pers_ethnicity": "WBRI", "pers_dob": "2015-05-01"}
EPISODE = {
    "cine_referral_id": "E1",
    "cine_person_id": "K1",
    "cine_referral_date": "2026-01-05",
    "cine_cin_primary_need_code": "N1",
    "cine_referral_source_code": "6",
    "cine_referral_nfa": "N",
}
PLAN = {
    "cppl_cp_plan_id": "C1",
    "cppl_referral_id": "E1",
    "cppl_person_id": "K1",
    "cppl_cp_plan_start_date": "2026-02-01",
    "cppl_cp_plan_initial_category": "NEG",
}
NEED_PLAN = {"cinp_cin_plan_id": "N1", "cinp_person_id": "K1", "cinp_cin_plan_start_date": "2026-01-06"}
GOOD = {"ssd_person": [PERSON], "ssd_cin_episodes": [EPISODE], "ssd_cp_plans": [PLAN], "ssd_cin_plans": []}


@pytest.fixture
def folder(tmp_path):
    """A folder with every object, with these rows."""

    def made(tables):
        for name, columns in ssd.objects().items():
            rows = [ssd.cells(name, row) for row in tables.get(name, [])]
            (tmp_path / f"{name}.csv").write_text(ssd.lines([[column.name for column in columns], *rows]))
        return tmp_path

    return made


def changed(name, **cells):
    return {**GOOD, name: [{**GOOD[name][0], **cells}]}


def test_nothing_is_wrong_with_a_good_one(folder):
    assert ssd.check(folder(GOOD)) == []


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({**GOOD, "ssd_person": [PERSON, PERSON]},
         ["ssd_person.csv, line 3, pers_person_id: the key stands twice; right would be each once"]),
        (changed("ssd_cp_plans", cppl_cp_plan_id=""), ["ssd_cp_plans.csv, line 2, cppl_cp_plan_id: there is no key"]),
        ({**GOOD, "ssd_cp_plans": [], "ssd_cin_plans": [{**NEED_PLAN, "cinp_referral_id": "E9"}]},
         ["ssd_cin_plans.csv, line 2, cinp_referral_id: “E9” stands nowhere in ssd_cin_episodes.cine_referral_id"]),
        (changed("ssd_person", pers_dob="31/02/2015"),
         ["ssd_person.csv, line 2, pers_dob: “31/02/2015” is not a date, expected yyyy-mm-dd"]),
        (changed("ssd_person", pers_sex="X"),
         ["ssd_person.csv, line 2, pers_sex: “X” is none of the codes; right would be one such as F, M, U"]),
        (changed("ssd_cin_episodes", cine_referral_outcome_json="{no"),
         ["ssd_cin_episodes.csv, line 2, cine_referral_outcome_json: “{no” is no JSON"]),
        (changed("ssd_cp_plans", cppl_cp_plan_end_date="2026-01-31"),
         ["ssd_cp_plans.csv, line 2, cppl_cp_plan_end_date: 2026-01-31 lies before cppl_cp_plan_start_date, "
          "2026-02-01"]),
        # Whether objects agree: of one child, today.
        (changed("ssd_cin_episodes", cine_close_date="2026-03-01"),
         ["ssd_cp_plans.csv, line 2, cppl_person_id: K1 has an open child protection plan, and no open episode of "
          "need"]),
        ({**GOOD, "ssd_cin_plans": [NEED_PLAN]},
         ["ssd_cin_plans.csv, line 2, cinp_person_id: K1 has an open child in need plan beside an open child "
          "protection plan"]),
        ({**GOOD, "ssd_cp_plans": [PLAN, {**PLAN, "cppl_cp_plan_id": "C2"}]},
         ["ssd_cp_plans.csv, line 3, cppl_person_id: K1 has an open child protection plan in line 2 too; right would "
          "be one"]),
        ({**GOOD, "ssd_person": [PERSON, {**PERSON, "pers_person_id": "K2"}],
          "ssd_cin_plans": [{**NEED_PLAN, "cinp_person_id": "K2", "cinp_referral_id": "E1"}]},
         ["ssd_cin_plans.csv, line 2, cinp_referral_id: ssd_cin_episodes.cine_referral_id E1 is of another child, K1"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(folder, tables, said):
    assert [f"{one['place']}: {one['message']}" for one in ssd.check(folder(tables))] == said


def test_an_unknown_column_is_never_written():
    with pytest.raises(LookupError, match="has no column name"):
        ssd.cells("ssd_person", {"name": "Ann"})


def test_at_the_command_line_as_the_others(folder, monkeypatch, capsys):
    place = folder(changed("ssd_person", pers_sex="X"))

    def run(*words: object) -> tuple[object, str, str]:
        monkeypatch.setattr(sys, "argv", ["kinwork", "returns", "check", "ssd", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        heard = capsys.readouterr()
        return left.value.code or 0, heard.out, heard.err

    status, out, _ = run(place)
    assert (status, out.splitlines()[-1]) == (0, "1 finding.")
    assert run(place, "--strict")[0] == 1
    [finding] = json.loads(run(place, "--format", "json")[1])["findings"]
    assert (finding["object"], finding["line"], finding["column"]) == ("ssd_person", 2, "pers_sex")
    (place / "ssd_person.csv").write_text("pers_person_id\nK1\n")
    status, out, err = run(place)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "ssd_person.csv: line 1: found no column pers_forename, expected it" in err
