"""Files of other systems into the rows that are wanted: no database, rows counted by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import openpyxl
import pytest
from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from kinwork.children.row_level_security import FACTS
from kinwork.during import During
from kinwork.imports import files, from_annex_a, from_ssd, reading
from kinwork.imports.arranging import Arranging, Opening, Span, There, joined, overlap
from kinwork.imports.extract import SSD, Ref
from kinwork.imports.shapes import LONE, Column, fitted
from kinwork.operations.cli import app
from kinwork.returns import annex_a, ssd
from kinwork.returns.problems import BadReturn

TODAY = date(2026, 11, 27)
D = date.fromisoformat


def folder(tmp_path, *, encoding="utf-8", separator=",", end="\n", **objects):
    """A dataset of these rows; columns that are not named stay empty."""
    for name, rows in objects.items():
        columns = [column.name for column in ssd.objects()[name]]
        lines = [columns, *([str(row.get(column, "")) for column in columns] for row in rows)]
        text = end.join(separator.join(cells) for cells in lines) + end
        (tmp_path / f"{name}.csv").write_bytes(text.encode(encoding))
    return tmp_path


def person(number, **more):
    return {"pers_person_id": number, "pers_forename": "Ada", "pers_surname": "Quill", "pers_dob": "2015-03-01", **more}


def episode(key, child, start, end="", **more):
    return {
        "cine_referral_id": key, "cine_person_id": child, "cine_referral_date": start, "cine_close_date": end,
        "cine_referral_source_code": "2A", "cine_cin_primary_need_code": "N1", **more,
    }  # fmt: skip


def arranged(extract, **there):
    arranging = Arranging(extract, There(TODAY, there.pop("shapes", {}), **there))
    service = list(arranging.service())
    families = [list(arranging.family(group)) for group in arranging.groups()]
    return service, families


def of(table, rows):
    return [one for one in rows if one.table == table]


def test_a_family_is_open_while_one_of_its_children_is(tmp_path):
    """Two children, of whom one came later and one closed earlier; then a gap, and back again."""
    found = folder(
        tmp_path,
        ssd_person=[person("1"), person("2")],
        ssd_family=[{"fami_table_id": n, "fami_family_id": "F", "fami_person_id": n} for n in ("1", "2")],
        ssd_cin_episodes=[
            episode("a", "1", "2024-01-10", "2024-06-01"),
            episode("b", "2", "2024-05-01", "2024-09-01"),
            episode("c", "1", "2026-02-01"),
        ],
    )
    _, [family] = arranged(from_ssd.read(found))
    openings = [one.values for one in of("cases.involvement", family)]
    assert [(one["opened_on"], one["closed_on"]) for one in openings] == [
        (D("2024-01-10"), D("2024-09-01")),
        (D("2026-02-01"), None),
    ]
    facts = of("children.episode", family)
    assert {one.key[-1]: one.values["involvement_id"].key[-1] for one in facts} == {"a": "a", "b": "a", "c": "c"}
    assert facts[0].at.place == "ssd_cin_episodes, line 2"
    assert len({one.at.digest for one in facts}) == 3


def test_two_plans_at_once_are_one_and_a_line_that_is_said(tmp_path):
    plan = {"cppl_person_id": "1", "cppl_cp_plan_initial_category": "NEG", "cppl_cp_plan_latest_category": "NEG"}
    found = folder(
        tmp_path,
        ssd_person=[person("1")],
        ssd_cp_plans=[
            {**plan, "cppl_cp_plan_id": "p", "cppl_cp_plan_start_date": "2026-01-05"},
            {**plan, "cppl_cp_plan_id": "q", "cppl_cp_plan_start_date": "2026-03-05"},
            {**plan, "cppl_cp_plan_id": "r", "cppl_cp_plan_start_date": "2026-03-05", "cppl_person_id": "9"},
            {**plan, "cppl_cp_plan_id": "s", "cppl_cp_plan_start_date": "31 of May"},
            {**plan, "cppl_cp_plan_id": "t", "cppl_cp_plan_start_date": "2027-05-31"},
        ],
    )
    extract = from_ssd.read(found)
    _, [family] = arranged(extract)
    assert [one.key for one in of("children.protectionplan", family)] == ["ssd_cp_plans/p"]
    assert {(one.at.line, one.words) for one in extract.left_out} == {
        (3, "overlaps with ssd_cp_plans, line 2"),
        (4, "its person is not in ssd_person"),
        (5, "no date of the beginning that can be read"),
        (6, "lies after today"),
    }


def test_a_team_is_a_unit_and_who_moved_a_family_on_is_told_by_days(tmp_path):
    held = {"invo_person_id": "1", "invo_referral_id": "a"}
    found = folder(
        tmp_path,
        ssd_person=[person("1")],
        ssd_cin_episodes=[episode("a", "1", "2026-01-10")],
        ssd_department=[
            {"dept_team_id": "T1", "dept_team_name": "Assessment North"},
            {"dept_team_id": "T2", "dept_team_name": "Looked After"},
        ],
        ssd_professionals=[
            {
                "prof_professional_id": "W1", "prof_professional_name": "Mo Dray",
                "prof_social_worker_registration_no": "SW1",
            },
            {"prof_professional_id": "W2", "prof_professional_name": "Jo Fenn"},
        ],
        ssd_involvements=[
            {
                **held, "invo_involvements_id": "x", "invo_professional_id": "W1", "invo_professional_team": "T1",
                "invo_involvement_start_date": "2026-01-11", "invo_involvement_end_date": "2026-04-01",
            },
            {
                **held, "invo_involvements_id": "y", "invo_professional_id": "W2", "invo_professional_team": "T2",
                "invo_involvement_start_date": "2026-04-01",
            },
        ],
    )  # fmt: skip
    extract = from_ssd.read(found)
    service, [family] = arranged(extract)
    assert [one.values["name"] for one in of("units.unit", service)] == [
        "Assessment North", "Looked After", "Not allocated in the file",
    ]  # fmt: skip
    assert [one.more["function"] for one in of("units.unit", service)][:2] == ["assessment", "looked_after"]
    assert [(one.values["full_name"], one.more["is_active"]) for one in of("access.user", service)] == [
        ("Mo Dray", False), ("Jo Fenn", False),
    ]  # fmt: skip
    # Whoever has families now has a post; whoever had one until April is known by name.
    assert [one.key for one in of("units.post", service)] == ["post/W2"]
    [opening] = of("cases.involvement", family)
    assert opening.values["key_worker_id"] == Ref("worker/W2")
    assert [(one.values["unit_id"], one.values["during"]) for one in of("cases.allocation", family)] == [
        (Ref("team/T1"), During(D("2026-01-10"), D("2026-04-01"))),
        (Ref("team/T2"), During(D("2026-04-01"), None)),
    ]
    # By name answers whom the register knows.
    assert [one.values["worker_id"] for one in of("children.namedworker", family)] == [Ref("worker/W1")]


def test_a_mother_of_whom_nothing_else_is_said_is_in_the_family_of_her_child(tmp_path):
    found = folder(
        tmp_path,
        ssd_person=[person("m", pers_dob="1990-01-01"), person("1")],
        ssd_cin_episodes=[episode("a", "1", "2026-01-10")],
        ssd_mother=[{"moth_table_id": "x", "moth_person_id": "m", "moth_childs_person_id": "1"}],
    )
    _, [family] = arranged(from_ssd.read(found))
    members = of("families.familymember", family)
    assert [(one.key, one.values["is_child"], one.more["role"]) for one in members] == [
        ("member/1", True, ""), ("member/m", False, "mother"),
    ]  # fmt: skip
    [told] = of("families.parenthood", family)
    assert (told.values["parent_id"], told.values["child_id"]) == (Ref("person/m"), Ref("person/1"))


def test_what_is_there_is_gone_on_with(tmp_path):
    """A child who is known, in a family that is open here: facts go into that opening, which nobody reopens."""
    found = folder(tmp_path, ssd_person=[person("1")], ssd_cin_episodes=[episode("a", "1", "2026-01-10")])
    there = {"people": {"1": 77}, "homes": {"1": (5, "family/#5")}}
    opening = Opening(9, D("2026-01-20"), None, "", is_moved=False)
    _, [family] = arranged(from_ssd.read(found), openings={5: [opening]}, **there)
    assert not of("cases.involvement", family)
    assert not of("people.person", family)
    assert not of("families.family", family)
    [fact] = of("children.episode", family)
    assert (fact.values["person_id"], fact.values["involvement_id"]) == (77, 9)


@pytest.mark.parametrize(
    ("encoding", "separator", "end"),
    [("utf-8-sig", ",", "\n"), ("utf-8", ";", "\r\n"), ("cp1252", ",", "\r\n"), ("utf-16", "\t", "\n")],
)
def test_files_are_read_as_programs_write_them(tmp_path, encoding, separator, end):
    rows = [person("1", pers_forename="Zoë"), person("2", pers_forename="Ada")]
    found = folder(tmp_path, encoding=encoding, separator=separator, end=end, ssd_person=rows)
    people = from_ssd.read(found).people
    assert [one.given for one in people.values()] == ["Zoë", "Ada"]
    assert [one.at.line for one in people.values()] == [2, 3]


def test_a_file_that_is_cut_off_is_refused(tmp_path):
    found = folder(tmp_path, ssd_person=[person("1"), person("2")])
    file = found / "ssd_person.csv"
    file.write_bytes(file.read_bytes()[:-30])
    with pytest.raises(BadReturn, match=r"line 3: found \d+ cells, expected 15 in a whole file"):
        from_ssd.read(found)


def test_codes_that_the_record_does_not_know():
    shape = {"need": Column(frozenset({"N1"})), "kind": Column(frozenset({"a"}), empty=False), "urn": Column(most=3)}
    assert fitted(shape, {"need": "N99", "kind": "a", "urn": "12345"}) == (
        {"need": "", "kind": "a", "urn": "123"},
        ["need has a code that is not known: left empty", "urn is longer than 3 letters: cut"],
        "",
    )
    assert fitted(shape, {"kind": "b"})[2] == "kind has a code that is not known"
    assert fitted(shape, {"kind": ""})[2] == "kind is empty"


DAYS = st.integers(0, 40).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
SPANS = st.lists(
    st.tuples(DAYS, st.none() | st.integers(0, 20)).map(
        lambda one: Span(one[0], None if one[1] is None else one[0] + timedelta(days=one[1]), str(one))
    ),
    max_size=8,
)


@given(SPANS, st.randoms(use_true_random=False))
def test_joined_spans_are_apart_cover_the_same_days_and_do_not_depend_on_the_order(spans, chance):
    made = joined(spans)
    assert all(one.ended is not None and one.ended < other.start for one, other in pairwise(made))

    def covered(some):
        days = (date(2026, 1, 1) + timedelta(days=n) for n in range(80))
        return {day for day in days for one in some if one.start <= day and (one.ended is None or day <= one.ended)}

    assert covered(made) == covered(spans)
    assert joined(chance.sample(spans, len(spans))) == made


@given(DAYS, st.none() | DAYS, DAYS, st.none() | DAYS)
def test_overlapping_is_said_by_both_alike(a, b, c, d):
    one, other = (a, b if b is None or b >= a else a), (c, d if d is None or d >= c else c)
    assert overlap(one, other) == overlap(other, one)


# Annex A


def workbook(tmp_path, lists, change=lambda book: None):
    path = tmp_path / "annex.xlsx"
    path.write_bytes(annex_a.write(lists))
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


WHO = {"Child Unique ID": "77", "Gender": "b) Female", "Ethnicity": "a) White", "Date of Birth": D("2015-03-01")}
IN_NEED = {
    **WHO, "CIN Start Date": D("2026-02-01"), "Primary Need Code": "a) Abuse or neglect", "Allocated Team": "North",
    "Case Status": "c) Child in need plan", "Date Child Was Last Seen": D("2026-11-02"), "Allocated Worker": "Jo Fenn",
}  # fmt: skip
REFERRED = {**WHO, "Date of Referral": D("2026-02-01"), "Referral Source": "g) Police", "Referral NFA?": "b) No"}


def test_one_child_of_several_lists_is_one_person_with_one_episode(tmp_path):
    path = workbook(tmp_path, {"List 3": [REFERRED], "List 6": [IN_NEED]})
    extract = from_annex_a.read(path)
    service, [family] = arranged(extract)
    assert len(of("people.person", family)) == 1
    [one] = of("children.episode", family)
    assert (one.values["source"], one.values["need"], one.values["ended_on"]) == ("6", "N1", None)
    assert [one.values["happened_on"] for one in of("record.entry", family)] == [D("2026-11-02")]
    assert [one.values["started_on"] for one in of("children.needplan", family)] == [D("2026-02-01")]
    [name] = [one.values["name"] for one in of("families.family", family)]
    assert name == "Family of child 77"
    assert of("units.unit", service)[0].values["name"] == "North"


def test_brothers_and_sisters_are_one_family_where_the_list_says_so(tmp_path):
    other = {**WHO, "Child Unique ID": "78"}
    rows = [{**one, "Family identifier": "A1"} for one in (WHO, other)]
    path = workbook(tmp_path, {"List 6": [IN_NEED, {**IN_NEED, "Child Unique ID": "78"}], "List 10": rows})
    _, families = arranged(from_annex_a.read(path))
    assert len(families) == 1


def test_dates_as_numbers_of_excel_and_merged_cells(tmp_path):
    def change(book):
        sheet = book["List 6"]
        columns = {cell.value: cell.column for cell in sheet[1]}
        start = sheet.cell(2, columns["CIN Start Date"])
        start.value, start.number_format = (datetime(2026, 2, 1) - datetime(1899, 12, 30)).days, "General"
        sheet.merge_cells(start_row=2, end_row=3, start_column=1, end_column=1)

    path = workbook(tmp_path, {"List 6": [IN_NEED, IN_NEED]}, change)
    extract = from_annex_a.read(path)
    _, [family] = arranged(extract)
    assert [one.values["started_on"] for one in of("children.episode", family)] == [D("2026-02-01")]
    assert ("List 6, line 3", "no child number (a merged cell?)") in [(s.at.place, s.words) for s in extract.left_out]


def test_no_workbook_and_no_list_are_refused(tmp_path):
    path = tmp_path / "annex.xlsx"
    path.write_bytes(b"PK\x03\x04 not whole")
    with pytest.raises(BadReturn, match="found no workbook"):
        from_annex_a.read(path)

    def without(book):
        book["List 6"]["A1"].value = "Reference"

    path = workbook(tmp_path, {"List 6": [IN_NEED]}, without)
    with pytest.raises(BadReturn, match="List 6: found no column called Child Unique ID"):
        from_annex_a.read(path)


def address(number, child, **more):
    return {
        "addr_table_id": number, "addr_person_id": child, "addr_address_type": "HOME",
        "addr_address_postcode": "AB1 2AB", "addr_address_json": '"{""lines"": ""4 Long Road""}"', **more,
    }  # fmt: skip


HOUSEHOLDS = [
    ("joined", {}, {}, {}, "in one family with child 1"),
    ("another name", {"pers_surname": "Fenn"}, {}, {}, "the same current address, and another family name"),
    ("not there any longer", {}, {"addr_address_end_date": "2024-01-02"}, {}, ""),
    ("at another address", {}, {"addr_address_postcode": "AB1 3AB"}, {}, ""),
    ("grown up", {"pers_dob": "1980-03-01"}, {}, {}, ""),
    ("here already", {}, {}, {"people": {"2": 7}}, ""),
    ("in a family here", {}, {}, {"homes": {"2": (7, "family/x")}}, ""),
]


@pytest.mark.parametrize(("name", "who", "where", "there", "said"), HOUSEHOLDS, ids=[one[0] for one in HOUSEHOLDS])
def test_brothers_and_sisters_are_joined_by_address_and_name_and_only_where_nothing_speaks_against_it(
    tmp_path, name, who, where, there, said
):
    made = folder(
        tmp_path,
        ssd_person=[person("1"), person("2", **who)],
        ssd_address=[address("a", "1"), address("b", "2", **where)],
    )
    extract = from_ssd.read(made)
    _, families = arranged(extract, **there)
    assert len(families) == (1 if name == "joined" else 2)
    found = [one for one in extract.doubted if "family name" in one.words]
    assert [one.child for one in found] == (["2"] if said else [])
    assert all(one.words.startswith(said) for one in found)


def test_who_is_looked_after_or_has_another_mother_is_joined_by_no_address(tmp_path):
    care = {
        "clae_cla_episode_id": "e", "clae_person_id": "2", "clae_cla_id": "c",
        "clae_cla_episode_start_date": "2026-02-01", "clae_entered_care_date": "2026-02-01",
    }  # fmt: skip
    people, homes = [person("1"), person("2")], [address("a", "1"), address("b", "2")]
    extract = from_ssd.read(folder(tmp_path, ssd_person=people, ssd_address=homes, ssd_cla_episodes=[care]))
    assert len(arranged(extract)[1]) == 2
    assert [one.words for one in extract.doubted if "looked after" in one.words] == [
        "the same address and family name, and looked after: not joined with child 1"
    ]


def test_contacts_and_early_help_are_entries_that_say_the_columns_of_the_source(tmp_path):
    contact = {
        "cont_contact_id": "c1", "cont_person_id": "1", "cont_contact_date": "2026-03-04",
        "cont_contact_source_code": "2A", "cont_contact_source_desc": "Schools",
        "cont_contact_outcome_json": '"{""outcome"": ""advice""}"',
    }  # fmt: skip
    early = {
        "earl_episode_id": "h1", "earl_person_id": "1", "earl_episode_start_date": "2026-04-01",
        "earl_episode_end_date": "2026-06-01", "earl_episode_organisation": "Northside", "earl_episode_reason": "sleep",
        "earl_episode_end_reason": "better",
    }  # fmt: skip
    made = folder(tmp_path, ssd_person=[person("1")], ssd_contacts=[contact, contact], ssd_early_help_episodes=[early])
    extract = from_ssd.read(made)
    assert not [one for one in extract.left_out if one.at.list in ("ssd_contacts", "ssd_early_help_episodes")]
    _, [family] = arranged(extract)
    from_dataset = "Brought in from the Standard Safeguarding Dataset, which has no words of it."
    assert [(one.key, str(one.values["happened_on"]), one.more["text"]) for one in of("record.entry", family)] == [
        ("contact/1/2026-03-04", "2026-03-04",
         f"A contact about child 1. From: Schools. What came of it: advice. {from_dataset}"),
        ("contact/1/2026-03-04/2", "2026-03-04",
         f"A contact about child 1. From: Schools. What came of it: advice. {from_dataset}"),
        ("early-help/1/2026-04-01", "2026-04-01",
         f"Early help for child 1 began. By: Northside. Why: sleep. {from_dataset}"),
        ("early-help/1/2026-04-01/ended/2026-06-01", "2026-06-01",
         f"Early help for child 1 ended. Why: better. {from_dataset}"),
    ]  # fmt: skip


def test_of_a_workbook_contacts_are_taken_of_children_of_whom_another_list_speaks(tmp_path):
    contact = {**WHO, "Date of Contact": D("2026-02-01"), "Contact Source": "g) Police"}
    other = {**contact, "Child Unique ID": "99"}
    help_ = {**WHO, "Assessment start date": D("2026-01-05"), "Organisation completing assessment": "Northside"}
    adopter = {"Individual adopter identifier": "A1", "Family identifier": "B1"}
    lists = {"List 1": [contact, other], "List 2": [help_], "List 6": [IN_NEED], "List 11": [adopter]}
    extract = from_annex_a.read(workbook(tmp_path, lists))
    assert [(one.child, one.key) for one in extract.told] == [
        ("77", "contact/77/2026-02-01"), ("77", "early-help/77/2026-01-05"),
    ]  # fmt: skip
    assert extract.told[0].words.startswith("A contact about child 77. From: g) Police. ")
    left = {one.at.list: one.words for one in extract.left_out}
    assert left["List 1"] == "1 line of children who stand in no other list"
    assert left["List 11"].startswith("1 lines: adopters: no record of a child")


def test_signs_that_are_no_letters_come_in_nowhere(tmp_path):
    extract = from_ssd.read(
        folder(
            tmp_path,
            ssd_person=[person("1", pers_forename="Ada\x01 <b>", pers_surname="Quill\x07"), person("2")],
            ssd_address=[address("a", "1", addr_address_json='"{""lines"": ""4 \\u0000Long Road""}"')],
        )
    )
    one = extract.people["1"]
    assert (one.given, one.surname) == ("Ada b", "Quill")
    assert [said.words for said in extract.doubted] == [
        "pers_forename: signs that are no part of a name: they are left out"
    ]
    assert [note.values["lines"] for note in extract.notes if note.table == "people.address"] == ["4 Long Road"]


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path):
    made = folder(tmp_path, ssd_person=[person("1")])
    for name in ("ssd_address", "ssd_cin_visits"):
        with (made / f"{name}.csv").open("wb") as file:
            file.truncate(600 << 20)  # each as long as a file may be; together too long
    done = command("ssd", made)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "files of 1,200 MB together, expected those of one authority, at most 1,024 MB" in done.stderr


def test_a_sheet_without_an_end_is_refused_before_it_is_all_read():
    read = 0

    def without_end():
        nonlocal read
        columns = annex_a.lists()["List 6"]
        yield [column.name for column in columns]
        while True:
            read += 1
            yield [None] * len(columns)

    with pytest.raises(BadReturn, match="List 6: more than 500,000 lines"):
        annex_a._rows("List 6", annex_a.lists()["List 6"], without_end(), [])
    assert read == annex_a.MOST_LINES


# The command, up to where it would ask the database


def command(*words):
    return CliRunner().invoke(app, ["import", *map(str, words)])


@pytest.mark.parametrize(
    ("kind", "name", "content", "said"),
    [
        ("annex-a", "file.xlsx", b"%PDF-1.4", "found no workbook"),
        ("ssd", "ssd_person.csv", b"", "found no folder"),
    ],
)
def test_bad_files_are_one_line_and_status_two(tmp_path, kind, name, content, said):
    file = tmp_path / name
    file.write_bytes(content)
    done = command(kind, file, "--bring-in")
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"pers_person_id,pers_forename\n1,Ada\n", "line 1: found no column pers_surname"),
        (b"\xff\xfe\x00\xd8", "line 1"),
        (b'pers_person_id\n"1', "a quote"),
        (b"", "line 1: found no column pers_person_id"),
    ],
)
def test_bad_objects_are_one_line_and_status_two(tmp_path, content, said):
    (tmp_path / "ssd_person.csv").write_bytes(content)
    done = command("ssd", tmp_path)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr


def test_what_is_no_object_and_no_choice_is_refused(tmp_path):
    (tmp_path / "people.csv").write_text("a,b\n1,2\n")
    assert "found no object of that name" in command("ssd", tmp_path).stderr
    assert command("ssd", tmp_path, "--doubtful", "guess").exit_code == 2
    assert command("ssd", tmp_path, "--format", "xml").exit_code == 2
    assert command("take-back", "three").exit_code == 2


def test_of_one_child_one_at_a_time_as_the_tables_have_it():
    """What is known to be refused before it is written, is what the constraints refuse."""
    told = {table for table in LONE if apps.get_model(table)}
    held = {
        fact._meta.label_lower
        for fact in FACTS
        if any(isinstance(one, ExclusionConstraint) for one in fact._meta.constraints)
    }
    assert told <= held
    assert {name for name in held if name in {*LONE, *reading.ON_A_DAY}} == told


def test_a_folder_without_its_list_of_people_is_refused(tmp_path):
    (tmp_path / "ssd_contacts.csv").write_text("cont_contact_id\nC1\n")
    with pytest.raises(BadReturn, match=r"no ssd_person\.csv"):
        files.read(SSD, tmp_path)


@pytest.mark.parametrize("said", ["5", "null", '"x"', "true"])
def test_factors_that_are_no_list_are_doubted(tmp_path, said):
    factors = [{"cinf_assessment_id": "A1", "cinf_assessment_factors_json": said}]
    found = from_ssd.read(folder(tmp_path, ssd_person=[person("1")], ssd_assessment_factors=factors))
    assert [one.words for one in found.doubted] == ["factors that cannot be read: left out"]


def test_a_day_of_year_one_is_no_day(tmp_path):
    found = folder(tmp_path, ssd_person=[person("1")], ssd_cin_episodes=[episode("E1", "1", "0001-01-01")])
    assert not from_ssd.read(found).facts


def test_a_child_is_not_its_own_mother(tmp_path):
    mothers = [{"moth_table_id": "1", "moth_person_id": "1", "moth_childs_person_id": "1"}]
    found = from_ssd.read(folder(tmp_path, ssd_person=[person("1")], ssd_mother=mothers))
    assert found.mothers == []
    assert [one.words for one in found.left_out] == ["it says that the child is its own mother"]
