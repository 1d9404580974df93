"""Whole files that are hostile or broken, at every reader: one line, status 2, nothing written, no memory filled.

What is only written otherwise (another encoding, other line ends, a mark before it) is read as it is meant.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from datetime import date

import openpyxl
import pytest

from benchmarks import return_files
from kinwork.operations import cli
from kinwork.returns import annex_a, ssd
from tests.unit.test_returns_others import IN_NEED, ON_A_PLAN

ON = ("--on", "2026-11-28")
TWO_GIGABYTES = (2 << 30) + 1
ROOM = 300 << 10  # KiB that may be held more after a file of two gigabytes than before


@pytest.fixture
def kinwork(monkeypatch, capsysbinary):
    """Runs ``kinwork returns`` with some words; the status, what it wrote, what it said."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kinwork", "returns", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        heard = capsysbinary.readouterr()
        return left.value.code or 0, heard.out.decode(), heard.err.decode()

    return run


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """One good file for each reader, and the words that read it."""
    folder = tmp_path_factory.mktemp("good")
    return_files.cin(folder / "cin.xml", 12)
    return_files.ssda903(folder / "903", 3)
    (folder / "annex.xlsx").write_bytes(annex_a.write({"List 6": [IN_NEED], "List 7": [ON_A_PLAN]}))
    (folder / "payload.json").write_text('[{"la_child_id": "K1", "purge": true}]')
    (folder / "ssd").mkdir()
    for name, columns in ssd.objects().items():
        (folder / "ssd" / f"{name}.csv").write_text(ssd.lines([[column.name for column in columns]]))
    case = {"id": "1", "return": "cin", "year": 2026, "rule": "1510", "tables": {}}
    (folder / "cases.json").write_text(json.dumps(case))
    return folder


def words(reader: str, path: object) -> tuple[object, ...]:
    return {
        "cin": ("check", "cin", path, "--year", 2026),
        "903": ("check", "903", path, "--year", 2026),
        "annex-a": ("check", "annex-a", path, *ON),
        "csc-api": ("check", "csc-api", path),
        "ssd": ("check", "ssd", path),
        "check-tables": ("check-tables", path),
    }[reader]


NAMES = {
    "cin": "cin.xml", "903": "header.csv", "903 as XML": "903.xml", "annex-a": "annex.xlsx", "csc-api": "payload.json",
    "check-tables": "cases.json",
}  # fmt: skip
XML_BOMB = (
    '<!DOCTYPE Message [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10))
    + "]><Message><Children>&a9;</Children></Message>"
)


def bad_for(reader: str) -> dict[str, bytes]:
    """Files that this reader cannot make anything of."""
    every = {"nothing": b"", "zeros": bytes(5_000), "noise": bytes(range(256)) * 20}
    if reader in ("cin", "903 as XML"):
        root = b"Message" if reader == "cin" else b"EXPSSDA903"
        return every | {
            "another root": b"<html><body/></html>",
            "cut off": b"<" + root + b"><Children><Child><ChildIdentifiers><LAchildID>K1</LAch",
            "billion laughs": XML_BOMB.encode().replace(b"Message", root),
            "an entity of the machine": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><' + root + b">&e;</"
            + root + b">",
            "deep": b"<" + root + b">" + b"<a>" * 3_000 + b"</a>" * 3_000 + b"</" + root + b">",
            "two at the top": b"<" + root + b"/><" + root + b"/>",
        }  # fmt: skip
    if reader == "annex-a":
        packed = io.BytesIO()
        with (
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bomb,
            bomb.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
        ):
            for _ in range(1_100):
                part.write(bytes(1 << 20))
        whole = annex_a.write({"List 6": [IN_NEED]})
        return every | {"a bomb": packed.getvalue(), "cut off": whole[: len(whole) // 2], "text": b"a,b\n1,2\n"}
    if reader in ("csc-api", "check-tables"):
        return every | {"cut off": b'[{"la_child_id": "K', "deep": b"[" * 100_000, "a word": b"null"}
    return every | {"a quote": b'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,"M\n', "other columns": b"A,B\n1,2\n"}


@pytest.mark.parametrize("reader", sorted(NAMES))
def test_what_cannot_be_read_is_refused_in_one_line(kinwork, tmp_path, reader):
    for called, data in bad_for(reader).items():
        path = tmp_path / NAMES[reader]
        path.write_bytes(data)
        status, out, err = kinwork(*words(reader.split()[0], path))
        assert (status, out, err.count("\n")) == (2, "", 1), (called, status, out[:80], err[:300])
        assert err.startswith(f"kinwork: {path}: "), called
        assert ", expected " in err or "the root is not" in err, called
        assert len(err) < 400, called
        if reader.split()[0] in ("cin", "903"):
            assert kinwork("read", reader.split()[0], path, "--to", tmp_path / "flat")[0] == 2, called
            assert [one.name for one in tmp_path.iterdir()] == [path.name], called


@pytest.mark.parametrize("reader", [*sorted(NAMES), "ssd"])
def test_two_gigabytes_are_not_read_into_memory(kinwork, tmp_path, good, reader):
    path = tmp_path / NAMES.get(reader, "ssd_person.csv")
    with path.open("wb") as file:
        file.write({"cin": b"<Message>", "903 as XML": b"<EXPSSDA903>"}.get(reader, b"["))
        file.truncate(TWO_GIGABYTES)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    status, out, err = kinwork(*words(reader.split()[0], tmp_path if reader == "ssd" else path))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert str(path) in err
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < ROOM


def test_a_census_in_another_encoding_is_the_same_census(kinwork, tmp_path, good):
    text = (good / "cin.xml").read_text()
    plain = kinwork("check", "cin", good / "cin.xml", "--year", 2026, "--format", "json")[1]
    as_16 = text.replace('encoding="UTF-8"', 'encoding="UTF-16"')
    for called, data in {
        "a mark": b"\xef\xbb\xbf" + text.encode(),
        "UTF-16": as_16.encode("utf-16"),
        "UTF-16, the other end first": b"\xfe\xff" + as_16.encode("utf-16-be"),
        "CRLF": text.replace("\n", "\r\n").encode(),
    }.items():
        (tmp_path / "cin.xml").write_bytes(data)
        assert kinwork("check", "cin", tmp_path / "cin.xml", "--year", 2026, "--format", "json")[1] == plain, called


def test_a_dataset_as_spreadsheets_save_it_is_the_same(kinwork, tmp_path):
    names = [column.name for column in ssd.objects()["ssd_department"]]
    text = ssd.lines([names, ["U1", *[""] * (len(names) - 1)]])
    for data in (text.encode("utf-8-sig"), text.encode("utf-16"), text.replace(",", ";").encode(),
                 text.replace("\n", "\r\n").encode()):  # fmt: skip
        (tmp_path / "ssd_department.csv").write_bytes(data)
        assert [row["dept_team_id"] for row in ssd.read(tmp_path)["ssd_department"]] == ["U1"]
        assert kinwork("check", "ssd", tmp_path)[:2] == (0, "Nothing found.\n")


def test_merged_cells_and_dates_as_numbers_are_read_as_they_are_meant(tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(annex_a.write({"List 6": [IN_NEED, IN_NEED], "List 7": [ON_A_PLAN]})))
    sheet = book["List 6"]
    at = {sheet.cell(1, column).value: column for column in range(1, sheet.max_column + 1)}
    born = at["Date of Birth"]
    sheet.cell(2, born).value = 42125  # 1 May 2015 as Excel counts
    sheet.merge_cells(start_row=2, end_row=3, start_column=born, end_column=born)  # the second line has none of its own
    team = at["Allocated Team"]
    sheet.merge_cells(start_row=2, end_row=3, start_column=team, end_column=team)
    book["List 7"].merge_cells("A1:B1")  # over two names of columns: the second is gone
    book.save(tmp_path / "a.xlsx")
    found, findings = annex_a.read(tmp_path / "a.xlsx")
    assert [row.day("Date of Birth") for row in found["List 6"]] == [date(2015, 5, 1), None]
    assert [one.message for one in findings] == ["the column is missing"]
    said = [f"{one.place}: {one.message}" for one in annex_a.check(tmp_path / "a.xlsx", date(2026, 11, 28))]
    assert "List 6, line 3, Allocated Team: nothing there; right would be a value in every line" in said
