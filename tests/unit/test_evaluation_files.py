"""Files for evaluators hold what their columns take, and no word that anybody wrote."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from kinwork.evaluation.package import package, rows_of
from kinwork.evaluation.tables import TABLES, group_of
from kinwork.without_names.columns import PSEUDONYM, Column, Table, Unfit

ANY = Column("any", "Whatever")
DANGEROUS = ["=1+1", "+44", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "Ada", "visit,=1", "", "12"]


@pytest.mark.parametrize("column", [column for table in TABLES for column in table.columns], ids=lambda one: one.name)
@pytest.mark.parametrize("words", DANGEROUS)
def test_no_column_takes_words(column, words):
    with pytest.raises(Unfit) as refused:
        column.cell(words)
    assert "Ada" not in str(refused.value), "nor does the refusal repeat them"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (Column("n", "", is_yes_or_no=True), 2),
        (Column("n", ""), True),
        (Column("n", ""), None),
        (Column("n", "", values={"visit": "Visit"}), 1),
        (Column("n", "", is_pseudonym=True), 7),
        (Column("n", "", is_pseudonym=True), "FAAAAAAAAAAAA\n"),
    ],
)
def test_nor_a_value_of_another_kind(column, value):
    with pytest.raises(Unfit):
        column.cell(value)


def test_whatever_stands_in_a_file_no_spreadsheet_calculates():
    """Text that begins with = + - @ would be run by one. What the columns offer never does; a number may be below 0."""
    for table in TABLES:
        for column in table.columns:
            assert re.fullmatch(r"[a-z][a-z_0-9]*", column.name)
            for value in column.values:
                assert re.match(r"[A-Za-z]", value), (column.name, value)
            for text in (column.meaning, column.unit, column.takes, table.a_row_is):
                assert not text.startswith(("=", "+", "-", "@", "\t", "\r")), text


def test_rows_stand_in_the_order_of_what_is_in_them():
    table = Table("t", "A row.", (ANY, Column("other", "")))
    assert rows_of(table, [[10, 1], [9, 2], [-3, 5]]) == [["-3", "5"], ["9", "2"], ["10", "1"]]


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        rows_of(Table("t", "A row.", (ANY,)), [[1, 2]])


def test_the_package_is_whole_and_tells_nothing_of_when():
    table = Table("t", "A row.", (ANY,))
    packed = package([table], {"t": [[2], [1]]})
    assert packed == package([table], {"t": [[1], [2]]})
    archive = ZipFile(BytesIO(packed))
    assert archive.namelist() == ["README.md", "dictionary.csv", "t.csv"]
    assert {info.date_time[0] for info in archive.infolist()} == {1980}
    assert archive.read("t.csv") == b"any\r\n1\r\n2\r\n"


def test_the_dictionary_says_every_column_of_every_file():
    archive = ZipFile(BytesIO(package(TABLES, {})))
    said = list(csv.DictReader(StringIO(archive.read("dictionary.csv").decode())))
    assert [(row["file"], row["column"]) for row in said] == [
        (f"{table.name}.csv", column.name) for table in TABLES for column in table.columns
    ]
    assert all(row["meaning"] and row["values"] for row in said)
    for table in TABLES:
        assert archive.read(f"{table.name}.csv").decode().strip() == ",".join(c.name for c in table.columns)


def test_ethnicity_goes_out_as_its_main_group():
    assert group_of("MWBC") == group_of("MOTH") == "Mixed"
    assert group_of("CHNE") == "Asian or Asian British"
    assert group_of("no such code") == ""


def test_what_a_pseudonym_looks_like():
    assert PSEUDONYM.fullmatch("FEZ3IUGKH6REJ")
    assert not PSEUDONYM.fullmatch("1EZ3IUGKH6REJ")
