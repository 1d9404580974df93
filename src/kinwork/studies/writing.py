"""The files of a release: CSV and Parquet, SPSS with labels and missing codes, and the codebook. Pure but for a folder.

What is missing is an empty cell in CSV and Parquet, so that no program takes a code for an answer; in SPSS it is a
code that SPSS knows to be missing, with its reason.
"""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import polars as pl

from .dataset import MISSING, WITHHELD_CODE, Column, Table
from .disclosure import WITHHELD

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP can tell
LABEL = 250  # bytes of a label in SPSS, and a little less


def frame(table: Table) -> pl.DataFrame:
    """As CSV and Parquet have it: numbers as numbers, withheld and missing ones empty."""
    return pl.DataFrame(
        [
            pl.Series(
                column.name,
                [_plain(column, row[column.name]) for row in table.rows],
                dtype=pl.String if column.is_words else pl.Float64,
            )
            for column in table.columns
        ]
    )


def _plain(column: Column, value: Any) -> Any:
    if column.is_words:
        return value
    return None if value is None or value == WITHHELD else float(value)


def coded(table: Table) -> tuple[pl.DataFrame, dict[str, dict[float, str]]]:
    """As SPSS has it: words as numbers with labels, what is missing as codes; and those labels."""
    series, labels = {}, {}
    for column in table.columns:
        values = [row[column.name] for row in table.rows]
        if column.name == "id":
            series["id"] = pl.Series("id", values, dtype=pl.String)
            continue
        numbers = {key: float(n) for n, key in enumerate(column.values, start=1)} if column.is_words else {}
        cells: list[float | None] = []
        for value, why in zip(values, table.missing, strict=True):
            if value == WITHHELD:
                cells.append(float(WITHHELD_CODE))
            elif value is None:
                cells.append(float(why[column.name]) if column.name in why else None)
            else:
                cells.append(numbers[str(value)] if column.is_words else float(value))
        series[column.name] = pl.Series(column.name, cells, dtype=pl.Float64)
        says = (
            {numbers[key]: label for key, label in column.values.items()} if column.is_words
            else {float(key): label for key, label in column.values.items()}
        )  # fmt: skip
        labels[column.name] = {k: _short(v) for k, v in says.items()} | {float(k): v for k, v in MISSING.items()}
    return pl.DataFrame(series), labels


def _short(text: str, most: int = 118) -> str:
    """As much as SPSS keeps of a label."""
    return text.encode()[:most].decode(errors="ignore")


def as_sav(table: Table, title: str) -> bytes:
    """The SPSS file: variable labels, value labels, what is missing, level of measurement."""
    import pyreadstat

    data, labels = coded(table)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "data.sav"
        pyreadstat.write_sav(
            data,
            path,
            file_label=_short(title, 60),
            column_labels={column.name: _short(column.label, LABEL) for column in table.columns},
            variable_value_labels=labels,
            missing_ranges={name: [{"lo": min(MISSING), "hi": max(MISSING)}] for name in labels},
            variable_measure={column.name: column.measure for column in table.columns},
        )
        return path.read_bytes()


def codebook(table: Table) -> str:
    """Each column: what it says, its level of measurement, what its values say, and what is missing."""
    out = StringIO()
    write = csv.writer(out)
    write.writerow(["column", "label", "measure", "values", "in SPSS", "missing in SPSS"])
    missing = "; ".join(f"{code}: {label}" for code, label in sorted(MISSING.items()))
    for column in table.columns:
        said = "; ".join(key if key == label else f"{key}: {label}" for key, label in column.values.items())
        spss = (
            "; ".join(f"{n}: {key}" for n, key in enumerate(column.values, start=1)) if column.is_words else "as here"
        )
        write.writerow(
            [column.name, column.label, column.measure, said, spss if column.name != "id" else "as here",
             "" if column.name == "id" else missing]
        )  # fmt: skip
    return out.getvalue()


def package(table: Table, *, readme: str, title: str) -> bytes:
    """The ZIP."""
    plain = frame(table)
    parquet = BytesIO()
    plain.write_parquet(parquet)
    files = {
        "README.txt": readme.encode(),
        "codebook.csv": codebook(table).encode(),
        "data.csv": plain.write_csv().encode(),
        "data.parquet": parquet.getvalue(),
        "data.sav": as_sav(table, title),
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name, LONG_AGO), content, ZIP_DEFLATED)
    return out.getvalue()
