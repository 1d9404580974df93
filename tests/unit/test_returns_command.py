"""``kinwork returns …``: files as systems write them, and as nobody should; what is written back; bad input."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from benchmarks import return_files
from kinwork.operations import cli
from kinwork.returns.cin_file import Element, modules
from kinwork.returns.layouts import CIN, codes_of, layout_of
from kinwork.returns.rulebook import rules_of

CHILDREN = 210  # two of them with a plan that ends before it starts


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("returns")
    assert return_files.cin(folder / "cin.xml", CHILDREN) == 2
    return_files.ssda903(folder / "903", CHILDREN)
    return folder


@pytest.fixture
def kinwork(monkeypatch, capsysbinary, tmp_path):
    """Runs ``kinwork returns`` with some words; the status, what it wrote, what it said."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kinwork", "returns", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        heard = capsysbinary.readouterr()
        return left.value.code or 0, heard.out.decode(), heard.err.decode().replace(f"{tmp_path}/", "")

    return run


def test_a_census_is_checked_and_each_fault_is_said_with_where_it_is(kinwork, files):
    status, out, err = kinwork("check", "cin", files / "cin.xml", "--year", 2026, "--format", "json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert list(found) == ["return", "year", "period", "files", "schema", "rules_run", "silent", "counts", "issues"]
    assert (found["return"], found["year"], found["period"]) == ("cin", 2026, ["2025-04-01", "2026-03-31"])
    assert (found["files"], found["schema"]) == (["cin.xml"], {"checked": False})
    assert (found["rules_run"], found["silent"]) == (109, [])
    assert found["counts"] == {"children": CHILDREN, "errors": 4, "queries": 0, "by_rule": {"8925": 4}}
    first, second = found["issues"][:2]
    lines = (files / "cin.xml").read_text().splitlines()
    assert list(first) == [
        "rule", "severity", "child", "table", "row", "line", "field", "value", "message", "group",
    ]  # fmt: skip
    assert (first["rule"], first["child"], first["table"]) == ("8925", "K0000099", "ChildProtectionPlans")
    assert "<ChildProtectionPlans>" in lines[first["line"] - 1]
    assert [one["field"] for one in (first, second)] == ["CPPstartDate", "CPPendDate"]
    assert first["group"] == second["group"] != found["issues"][2]["group"]
    assert f"of child K0000099, line {first['line']}, CPPstartDate “{first['value']}”" in first["message"]
    assert "Should be: an end after the start. Correct it on the child’s page" in first["message"]


def test_faults_with_one_cause_are_one_line_with_their_children(kinwork, files):
    _, out, _ = kinwork("check", "cin", files / "cin.xml", "--year", 2026)
    assert [line for line in out.splitlines() if "8925" in line or "K0000" in line] == [
        "  8925     The child protection plan ends before it starts. Should be: an end after the start. "
        "Correct it on the child’s page, under child protection.",
        "         2 children: K0000099, K0000199",
    ]


def test_lines_of_json_begin_with_everything_but_the_issues(kinwork, files):
    _, out, _ = kinwork("check", "cin", files / "cin.xml", "--year", 2026, "--format", "jsonl")
    head, *issues = map(json.loads, out.splitlines())
    assert head["counts"]["errors"] == len(issues) == 4
    _, out, _ = kinwork("check", "cin", files / "cin.xml", "--year", 2026, "--format", "csv")
    assert len(out.splitlines()) == 5


def test_strict_ends_with_1_where_there_is_an_error_and_only_then(kinwork, files):
    assert kinwork("check", "cin", files / "cin.xml", "--year", 2026, "--strict")[0] == 1
    assert kinwork("check", "cin", files / "cin.xml", "--year", 2026, "--strict", "--rules", "1103,8670q")[0] == 0


def test_what_is_read_and_written_is_the_same_file(kinwork, files, tmp_path):
    assert kinwork("read", "cin", files / "cin.xml", "--to", tmp_path / "flat")[0] == 0
    assert kinwork("write", "cin", "--from", tmp_path / "flat", "--out", tmp_path / "again.xml")[0] == 0
    assert (tmp_path / "again.xml").read_bytes() == (files / "cin.xml").read_bytes()
    assert kinwork("read", "903", files / "903" / "now", "--to", tmp_path / "a")[0] == 0
    assert kinwork("write", "903", "--from", tmp_path / "a", "--out", tmp_path / "b")[0] == 0
    assert kinwork("write", "903", "--from", tmp_path / "a", "--out", tmp_path / "x.xml")[0] == 0
    assert kinwork("read", "903", tmp_path / "x.xml", "--to", tmp_path / "c")[0] == 0
    for path in sorted((tmp_path / "a").iterdir()):
        assert (tmp_path / "b" / path.name).read_bytes() == path.read_bytes()
        if path.name != "SWEpisodes.csv":  # for which the XML has no place
            assert (tmp_path / "c" / path.name).read_bytes() == path.read_bytes()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".kinwork")]


def test_903_says_which_rules_are_silent_and_why(kinwork, files):
    now, last = files / "903" / "now", files / "903" / "last"
    asked = ("check", "903", now, "--year", 2026, "--format", "json")
    found = json.loads(kinwork(*asked)[1])
    why = {one["rule"]: one["why"] for one in found["silent"]}
    assert why["112"] == "no table AD1 given"
    assert why["503A"] == "no table Episodes of last year given"
    assert why["1008"] == "no provider register given"
    assert why["1015"] == "no authority given"
    assert found["rules_run"] + len(why) == len(rules_of("903", 2026)) == 316
    found = json.loads(kinwork(*asked, "--last", last, "--authority", "E09000027")[1])
    assert not {"503A", "205A"} & {one["rule"] for one in found["silent"]}
    issue = next(one for one in found["issues"] if one["table"] == "Header")
    header = (now / "header.csv").read_text().splitlines()
    assert header[issue["line"] - 1].startswith(f"{issue['child']},")


def test_providers_and_postcodes_wake_their_rules(kinwork, files, tmp_path):
    (tmp_path / "homes.csv").write_text("URN,PLACE_CODES,PROVIDER_CODES,REG_END,POSTCODE\nSC100000,U6,PR1,,\n")
    (tmp_path / "places.csv").write_text(
        "pcds,oseast1m,osnrth1m,oslaua\nB1 1AA,406000,287000,E09000027\nCV1 1AA,407609,287000,W06000008\n"
    )
    found = json.loads(
        kinwork("check", "903", files / "903" / "now", "--year", 2026, "--authority", "E09000027", "--format", "json",
                "--providers", tmp_path / "homes.csv", "--postcodes", tmp_path / "places.csv")[1]
    )  # fmt: skip
    assert not {"1008", "392c", "1015", "454"} & {one["rule"] for one in found["silent"]}
    assert found["counts"]["by_rule"]["1008"] > 0  # SC100001 and on are in no register
    assert found["counts"]["by_rule"]["392c"] > 0  # the other places do not exist


def test_csv_as_spreadsheets_write_it(kinwork, files, tmp_path):
    """Semicolons, a byte order mark, UTF-16, small letters: the same table."""
    now = files / "903" / "now"
    plain = kinwork("check", "903", now / "header.csv", "--year", 2026, "--format", "json")[1]
    text = (now / "header.csv").read_text()
    for name, data in {
        "semicolons": text.replace(",", ";").encode("utf-8-sig"),
        "utf16": text.encode("utf-16"),
        "crlf": text.replace("\n", "\r\n").lower().encode(),
        "sep": b"sep=,\n" + text.encode(),
    }.items():
        (tmp_path / "header.csv").write_bytes(data)
        found = json.loads(kinwork("check", "903", tmp_path / "header.csv", "--year", 2026, "--format", "json")[1])
        if name != "sep":  # a line more before
            assert found == json.loads(plain), name
        assert found["counts"] == json.loads(plain)["counts"]


HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
ROW = "1,X,01/01/2015,WBRI,UN1,,"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{HEADER}\n{ROW}\n", 2),
        (f"{HEADER},,\n{ROW},,\n", 2),
        (f"{HEADER}\n{ROW},more,and more\n2,M\n", 2),
        (f"\n\n{HEADER}\n\n{ROW}\n", 5),
        (f'{HEADER}\n"1","X","01/01/2015",WBRI,UN1,,\n', 2),
    ],
)
def test_lines_longer_or_shorter_than_the_first_are_read(kinwork, tmp_path, text, line):
    (tmp_path / "header.csv").write_text(text)
    asked = ("check", "903", tmp_path / "header.csv", "--year", 2026, "--rules", "101", "--format", "json")
    issues = json.loads(kinwork(*asked)[1])["issues"]
    assert (issues[0]["child"], issues[0]["value"], issues[0]["line"], issues[0]["row"]) == ("1", "X", line, 0)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "line 1: found columns of no table"),
        (f'{HEADER}\n1,"M,01/01/2015\n'.encode(), 'line 2: a quote (") that is never closed, expected a CSV file'),
        (b"\xff\xfe\x00", "line 1: bytes that are no UTF-16"),
        (b"CHILD\x00,SEX\n", "line 1: a null character"),
        (f"{HEADER},CHILD\n".encode(), "line 1: found columns of no table"),
    ],
)
def test_what_is_no_csv_file_is_refused_in_one_line(kinwork, tmp_path, data, said):
    (tmp_path / "header.csv").write_bytes(data)
    status, out, err = kinwork("check", "903", tmp_path / "header.csv", "--year", 2026)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"kinwork: header.csv: {said}")


BOMB = '<!DOCTYPE Message [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><Message><Children>&b;</Children></Message>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: found no XML, expected an XML file with root Message"),
        ("LAchildID,UPN\n", "line 1: found no XML, expected an XML file with root Message"),
        ("<html></html>", "found root html, expected Message"),
        ("<Message><Children><Child>", "line 1: "),
        (BOMB, "found a document type, expected an XML file without one"),
        (f"<?xml version='1.0'?>\n<!-- {'x' * 100} -->\n{BOMB}", "found a document type"),
        ('<Message xmlns="urn:x"></Message>', "the root is not Message"),
        ("<Message><Children>&a;</Children></Message>", "line 1: "),
    ],
)
def test_what_is_no_census_is_refused_in_one_line(kinwork, tmp_path, text, said):
    (tmp_path / "bad.xml").write_text(text)
    status, out, err = kinwork("check", "cin", tmp_path / "bad.xml", "--year", 2026)
    assert (status, out) == (2, "")
    assert err.startswith(f"kinwork: bad.xml: {said}")
    assert err.count("\n") == 1
    assert kinwork("read", "cin", tmp_path / "bad.xml", "--to", tmp_path / "flat")[0] == 2
    assert not (tmp_path / "flat").exists()


def test_options_that_make_no_sense_are_refused_in_one_line(kinwork, files, tmp_path):
    asked = ("check", "cin", files / "cin.xml")
    for words, said in [
        ((*asked, "--year", 2022), "--year: found 2022, expected the year in which the collection ends, 2023 to 2027"),
        (
            (*asked, "--year", 2026, "--rules", "1103,99"),
            "--rules: found '99', expected a rule of the cin return of 2026",
        ),
        ((*asked, "--year", 2026, "--format", "xls"), "--format: found 'xls', expected text, json, jsonl or csv"),
        (("check", "cin", "none.xml", "--year", 2026), "none.xml: No such file or directory, expected an XML file"),
        (("check", "903", tmp_path, "--year", 2026), f"{tmp_path}: found no CSV file in it"),
        (("rules", "cla", "--year", 2026), "found return 'cla', expected cin or 903"),
    ]:
        status, out, err = kinwork(*words)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert said.replace(f"{tmp_path}/", "") in err or said in err


def test_a_file_of_no_table_is_refused_with_what_is_missing(kinwork, files, tmp_path):
    (tmp_path / "odd.csv").write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER\n1,M,01/01/2015,WBRI,UN1,\n")
    status, _, err = kinwork("check", "903", tmp_path / "odd.csv", "--year", 2026)
    assert status == 2
    assert "odd.csv: line 1: found columns of no table, expected for instance those of Header (MC_DOB missing)" in err
    shutil.copy(files / "903" / "now" / "header.csv", tmp_path / "odd.csv")
    shutil.copy(files / "903" / "now" / "header.csv", tmp_path / "more.csv")
    status, _, err = kinwork("check", "903", tmp_path / "odd.csv", tmp_path / "more.csv", "--year", 2026)
    assert status == 2
    assert "found table Header, which odd.csv holds too" in err


def test_tables_are_checked_as_they_are_given(kinwork, tmp_path):
    case = {
        "id": "one",
        "return": "cin",
        "year": 2026,
        "rule": "1580",
        "tables": {"ChildIdentifiers": [{"LAchildID": "a-1"}]},
    }
    (tmp_path / "case.json").write_text(json.dumps({"cases": [case, {**case, "id": "two", "rule": "8590"}]}))
    status, out, _ = kinwork("check-tables", tmp_path / "case.json", "--format", "json")
    one, two = json.loads(out)["results"]
    assert (status, one["id"], one["issues"][0]["value"], two["issues"]) == (0, "one", "a-1", [])
    assert two["silent"] == [{"rule": "8590", "why": "no table CINdetails given"}]
    (tmp_path / "case.json").write_text("[1]")
    assert kinwork("check-tables", tmp_path / "case.json")[0] == 2


def test_rules_are_listed_with_our_message(kinwork):
    found = json.loads(kinwork("rules", "903", "--year", 2026, "--format", "json")[1])
    assert len(found) == 316
    one = next(one for one in found if one["code"] == "527")
    assert (one["severity"], one["scope"], one["tables"]) == ("error", "record", ["Episodes"])
    assert one["fields"] == {"Episodes": ["PLACE", "PLACE_PROVIDER"]}
    assert one["message"].endswith("Correct it on the child’s page, under legal status and placements.")


SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="Message"><xs:complexType><xs:sequence>
<xs:element name="Header" type="xs:anyType"/><xs:element name="Children"><xs:complexType><xs:sequence>
<xs:element name="Child" maxOccurs="200" type="xs:anyType"/></xs:sequence></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element></xs:schema>"""


def test_a_schema_that_was_brought_is_asked(kinwork, files, tmp_path):
    (tmp_path / "year.xsd").write_text(SCHEMA)
    asked = ("check", "cin", files / "cin.xml", "--year", 2026, "--format", "json", "--schema", tmp_path / "year.xsd")
    found = json.loads(kinwork(*asked)[1])["schema"]
    assert (found["checked"], found["valid"], len(found["findings"])) == (True, False, 1)
    assert found["findings"][0]["path"] == "/Message/Children/Child[201]"
    (tmp_path / "year.xsd").write_text(SCHEMA.replace('"200"', '"unbounded"'))
    assert json.loads(kinwork(*asked)[1])["schema"] == {"checked": True, "valid": True, "findings": []}
    (tmp_path / "year.xsd").write_text("<a/>")
    assert kinwork(*asked)[0] == 2


def schema_of(year: int) -> str:
    """A schema as the modules of a year have it: what stands where, in which order, how often, which codes."""
    kinds = {"date": "xs:date", "number": "xs:nonNegativeInteger", "year": "xs:gYear", "datetime": "xs:dateTime"}

    def one(element: Element) -> str:
        times = f'minOccurs="{element.least}" maxOccurs="{element.most or "unbounded"}"'
        if element.kind == "module":
            return f'<xs:element name="{element.name}" type="{element.name}" {times}/>'
        if element.kind == "code":
            codes = "".join(f'<xs:enumeration value="{code}"/>' for code in codes_of(CIN, element.codes, year))
            inside = f'<xs:simpleType><xs:restriction base="xs:string">{codes}</xs:restriction></xs:simpleType>'
            return f'<xs:element name="{element.name}" {times}>{inside}</xs:element>'
        return f'<xs:element name="{element.name}" type="{kinds.get(element.kind, "xs:string")}" {times}/>'

    types = [
        f'<xs:complexType name="{name}"><xs:sequence>'
        + "".join(one(element) for element in elements if element.first <= year <= element.last)
        + "</xs:sequence></xs:complexType>"
        for name, elements in modules().items()
    ]
    head = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Message" type="Message"/>'
    return f"{head}{''.join(types)}</xs:schema>"


@pytest.mark.parametrize("year", [2024, 2026, 2027])
def test_what_is_written_has_the_order_of_the_years_schema(kinwork, files, tmp_path, year):
    """Every module and element once, out of flat tables whose columns and rows stand in any order."""
    flat = tmp_path / "flat"
    flat.mkdir()
    day = f"{year - 1}-06-02"
    for name, table in layout_of(CIN).tables.items():
        cells = {}
        for column in table.columns:
            if column.kind == "code" or column.kind == "list":
                cells[column.name] = codes_of(CIN, column.codes, year)[0]
            elif column.kind == "date":
                cells[column.name] = day
            else:
                cells[column.name] = KNOWN.get(column.name, "1").replace("YEAR", str(year))
        shuffled = sorted(cells, key=lambda column: column[::-1])
        (flat / f"{name}.csv").write_text(",".join(shuffled) + "\n" + ",".join(cells[one] for one in shuffled) + "\n")
    (tmp_path / "year.xsd").write_text(schema_of(year))
    assert kinwork("write", "cin", "--from", flat, "--out", tmp_path / "whole.xml")[0] == 0
    asked = (
        "check",
        "cin",
        tmp_path / "whole.xml",
        "--year",
        year,
        "--format",
        "json",
        "--schema",
        tmp_path / "year.xsd",
    )
    assert json.loads(kinwork(*asked)[1])["schema"] == {"checked": True, "valid": True, "findings": []}
    text = (tmp_path / "whole.xml").read_text()
    wanted = {e.name for elements in modules().values() for e in elements if e.first <= year <= e.last}
    assert [name for name in sorted(wanted) if f"<{name}>" not in text] == []
    assert ("PreProceedingsandFGDM" in text) == (year == 2027)
    assert ("GenderCurrent" in text) == (year == 2024)


KNOWN = {
    "LAchildID": "K1", "Collection": "CIN", "Year": "YEAR", "SourceLevel": "L", "LEA": "330",
    "DateTime": "2026-05-01T09:00:00", "ReferenceDate": "YEAR-03-31",
}  # fmt: skip


def test_starting_takes_no_database_and_no_dataframes():
    """``import polars`` only where something is checked."""
    import subprocess

    asked = "('polars', 'lxml', 'django')"
    code = f"import sys, kinwork.operations.commands.returns; print([m for m in {asked} if m in sys.modules])"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"
