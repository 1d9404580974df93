"""Annex A and the daily API: what is said of a workbook and of a payload; what is written is found right."""

from __future__ import annotations

import inspect
import io
import json
from datetime import date

import openpyxl
import pytest

from kinwork.returns import annex_a, csc_api, ssd_check
from kinwork.returns.own_rules import ANNEX_A, CSC_API, SSD, own_rules
from kinwork.returns.problems import BadReturn

ON = date(2026, 11, 28)
CHILD = {
    "Child Unique ID": "K1",
    "Gender": "a) Male",
    "Ethnicity": "a) White",
    "Date of Birth": date(2015, 5, 1),
    "Age": 11,
    "Does the Child have a Disability": False,
    "Allocated Team": "Willow",
    "Allocated Worker": "Ms Ali",
}
IN_NEED = {
    **CHILD,
    "CIN Start Date": date(2026, 6, 1),
    "Primary Need Code": "a) Abuse or neglect",
    "Case Status": "b) Child Protection plan",
}
ON_A_PLAN = {
    **CHILD,
    "Child Protection Plan Start Date": date(2026, 8, 1),
    "Initial Category of Abuse": "a) Neglect",
    "Latest Category of Abuse": "a) Neglect",
    "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)": False,
    "Number of Previous Child Protection Plans": 0,
}


@pytest.fixture
def said(tmp_path):
    """What is found in a workbook, after something was done to it."""

    def run(tables, change=None):
        data = annex_a.write(tables)
        if change:
            book = openpyxl.load_workbook(io.BytesIO(data))
            change(book)
            book.save(tmp_path / "a.xlsx")
        else:
            (tmp_path / "a.xlsx").write_bytes(data)
        return [f"{one.place}: {one.message}" for one in annex_a.check(tmp_path / "a.xlsx", ON)]

    return run


def test_what_is_written_has_eleven_lists_and_nothing_wrong(said):
    assert said({"List 6": [IN_NEED], "List 7": [ON_A_PLAN]}) == []
    assert len(annex_a.lists()) == 11


def test_lists_that_do_not_agree_are_said(said):
    assert said({"List 7": [ON_A_PLAN]}) == [
        "List 7, line 2, Child Unique ID: on a child protection plan, and in no line of List 6"
    ]
    ended = {**ON_A_PLAN, "Child Protection Plan End Date": date(2026, 7, 1)}
    assert said({"List 6": [IN_NEED], "List 7": [ended]}) == [
        "List 6, line 2, Case Status: the status says on a child protection plan, and List 7 has no such line "
        "that is open",
        "List 7, line 2, Child Protection Plan End Date: 01/07/2026 lies before “Child Protection Plan Start Date”, "
        "01/08/2026",
    ]
    other = {**ON_A_PLAN, "Date of Birth": date(2015, 5, 2)}
    assert said({"List 6": [IN_NEED], "List 7": [other]}) == [
        "List 7, line 2, Date of Birth: another than in List 6; right would be the same on every list"
    ]
    assert said({"List 6": [IN_NEED], "List 7": [ON_A_PLAN, ON_A_PLAN]}) == [
        "List 7, line 3, Child Unique ID: the child stands in line 2 too, both open"
    ]


def test_cells_as_people_write_them_are_read(said):
    def change(book):
        sheet = book["List 7"]
        for column in range(1, sheet.max_column + 1):
            if sheet.cell(1, column).value == "Date of Birth":
                sheet.cell(2, column).value = 42125  # 1 May 2015 as Excel keeps it
            if sheet.cell(1, column).value == "Latest Category of Abuse":
                sheet.cell(2, column).value = "neglect"
            if sheet.cell(1, column).value == "Gender":
                sheet.cell(2, column).value = "A"
            if sheet.cell(1, column).value == "Does the Child have a Disability":
                sheet.cell(2, column).value = "No"

    assert said({"List 6": [IN_NEED], "List 7": [ON_A_PLAN]}, change) == []


def test_columns_codes_dates_and_lists_that_are_wrong_are_said(said):
    def change(book):
        del book["List 11"]
        sheet = book["List 6"]
        names = {sheet.cell(1, column).value: column for column in range(1, sheet.max_column + 1)}
        sheet.cell(2, names["Primary Need Code"]).value = "z) Else"
        sheet.cell(2, names["CIN Start Date"]).value = "31/02/2026"
        sheet.cell(2, names["Age"]).value = "eleven"
        sheet.cell(2, names["Does the Child have a Disability"]).value = "perhaps"
        sheet.cell(2, names["Date Child Was Last Seen"]).value = date(2026, 12, 1)
        sheet.cell(2, names["Allocated Team"]).value = None
        sheet.cell(1, names["Allocated Worker"]).value = "Worker"

    assert said({"List 6": [IN_NEED], "List 7": [ON_A_PLAN]}, change) == [
        "List 6, line 1, Allocated Worker: the column is missing",
        "List 11: the workbook has no sheet called List 11",
        "List 6, line 2, Age: “eleven” is not a number",
        "List 6, line 2, Does the Child have a Disability: “perhaps” is neither “a) Yes” nor “b) No”",
        "List 6, line 2, CIN Start Date: “31/02/2026” is not a date; right would be a date of Excel, or dd/mm/yyyy",
        "List 6, line 2, Primary Need Code: “z) Else” is none of the codes; right would be one such as a) Abuse or "
        "neglect, b) Child's disability, c) Parents illness or disability",
        "List 6, line 2, Date Child Was Last Seen: 01/12/2026 lies after 28/11/2026",
        "List 6, line 2, Allocated Team: nothing there; right would be a value in every line",
    ]


def test_text_in_a_workbook_never_becomes_a_formula():
    book = openpyxl.load_workbook(io.BytesIO(annex_a.write({"List 6": [{**IN_NEED, "Allocated Team": "=1+1"}]})))
    cells = [cell for row in book["List 6"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no", b"a,b\n1,2\n"])
def test_what_is_no_workbook_is_refused(tmp_path, data):
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(BadReturn, match="found no workbook"):
        annex_a.check(tmp_path / "a.xlsx", ON)


GOOD = {
    "la_child_id": "K1",
    "mis_child_id": "a-1",
    "child_details": {"date_of_birth": "2015-05-01", "sex": "M", "disabilities": ["NONE"], "uasc_flag": False},
    "social_care_episodes": [
        {
            "social_care_episode_id": "e1",
            "referral_date": "2026-06-01",
            "referral_source": "1A",
            "child_and_family_assessments": [{"child_and_family_assessment_id": "a1", "factors": ["1A", "21"]}],
            "care_leavers": {"accommodation": "U", "activity": "F2"},
        }
    ],
}


def test_a_payload_as_it_must_be_is_found_right():
    assert csc_api.check([GOOD, {"la_child_id": "K2", "purge": True}]) == []


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (lambda child: child.pop("la_child_id"), "$[0]", "la_child_id is missing"),
        (lambda child: child.update(la_child_id="K-1"), "$[0].la_child_id", "“K-1” holds a sign that is not allowed"),
        (lambda child: child.update(name="Ann"), "$[0].name", "no such property"),
        (lambda child: child.update(purge="true"), "$[0].purge", "found text, expected yes or no"),
        (lambda child: child.update(mis_child_id="x" * 37), "$[0].mis_child_id", "37 characters, expected 0 to 36"),
        (
            lambda child: child["child_details"].update(date_of_birth="01/05/2015"),
            "$[0].child_details.date_of_birth",
            "“01/05/2015” is not a date, expected yyyy-mm-dd",
        ),
        (
            lambda child: child["child_details"].update(disabilities=["MOB", "MOB"]),
            "$[0].child_details.disabilities",
            "the same stands twice in the list",
        ),
        (
            lambda child: child["social_care_episodes"][0].update(referral_source="ZZ"),
            "$[0].social_care_episodes[0].referral_source",
            "“ZZ” is none of the codes",
        ),
        (
            lambda child: child["social_care_episodes"].append({"closure_date": "2026-09-01"}),
            "$[0].social_care_episodes[1]",
            "social_care_episode_id is missing",
        ),
    ],
)
def test_what_is_wrong_in_a_payload_is_said_with_its_place(change, place, message):
    child = json.loads(json.dumps(GOOD))
    change(child)
    found = csc_api.check([child])
    assert [(one["place"], one["message"]) for one in found] == [(place, message)]


def test_payloads_are_written_a_hundred_children_each_and_never_wrong():
    children = [{"la_child_id": f"K{number}", "child_details": {"date_of_birth": date(2015, 5, 1), "surname": None}}
                for number in range(101)]  # fmt: skip
    first, second = map(json.loads, csc_api.write(children))
    assert (len(first), second) == (100, [{"la_child_id": "K100", "child_details": {"date_of_birth": "2015-05-01"}}])
    with pytest.raises(BadReturn, match="no such property"):
        list(csc_api.write([{"la_child_id": "K1", "nickname": "x"}]))
    with pytest.raises(BadReturn, match="expected a list of children"):
        csc_api.check({"children": []})


@pytest.mark.parametrize(("return_", "module"), [(ANNEX_A, annex_a), (CSC_API, csc_api), (SSD, ssd_check)])
def test_everything_that_is_asked_is_an_error_or_a_query_in_words_without_values(return_, module):
    source = inspect.getsource(module)
    for rule in own_rules(return_).values():
        assert f'"{rule.code}"' in source, "the check asks it"
        assert len(rule.code) <= 12
        assert rule.severity in ("error", "query")
        assert rule.says
        assert rule.right
        assert ": " not in rule.says, "a message is read from its first colon"
    queries = {rule.code for rule in own_rules(return_).values() if rule.severity == "query"}
    assert queries == {ANNEX_A: {"empty", "after today"}, CSC_API: set(), SSD: {"no code"}}[return_]


def test_what_is_found_in_a_workbook_says_whether_it_is_an_error(tmp_path):
    line = {"Child Unique ID": "K1", "Date of Contact": date(2027, 1, 5), "Contact Source": "nobody"}
    (tmp_path / "a.xlsx").write_bytes(annex_a.write({"List 1": [line]}))
    found = [one.as_plain() for one in annex_a.check(tmp_path / "a.xlsx", ON)]
    assert {(one["column"], one["rule"], one["severity"]) for one in found} >= {
        ("Gender", "empty", "query"), ("Date of Contact", "after today", "query"),
        ("Contact Source", "no code", "error"),
    }  # fmt: skip
