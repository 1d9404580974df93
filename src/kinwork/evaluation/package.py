"""The ZIP that an evaluator downloads: a file for each table, the data dictionary, and what holds for its use.

It tells nothing of when it was made: every file in it has the same date, whatever the day.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kinwork.without_names.columns import DICTIONARY, Table, Value, dictionary

Rows = Sequence[Sequence[Value]]
README = """# Data without names

Families who agreed to this study, told in days since each was opened. No names, nothing anyone wrote, no dates,
no numbers by which the authority knows anyone. dictionary.csv says what each column holds.

What holds for its use:

- It is still personal data. Keep it where your agreement with the authority says, and nowhere else.
- Do not try to find out who someone is, and do not put it together with other data that would tell. To re-identify
  someone without the authority's consent is an offence (Data Protection Act 2018, section 171).
- A family that is not in a later drawing has withdrawn, or may no longer be included. Delete it from earlier ones.
- Print no table in which a cell counts fewer than five families or children.
- The last days are held back: of each family up to four weeks, always the same number of days for one family, so that
  the day on which it was opened does not follow from the day of the drawing. Use days_told for rates over time.
- Pseudonyms hold within this study. The order of rows says nothing.
"""
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP can tell


def rows_of(table: Table, rows: Iterable[Sequence[Value]]) -> list[list[str]]:
    """The rows as they stand in the file, in the order of what is in them: by pseudonym first, never as we keep them.

    Raises ``columns.Unfit`` for a value that its column does not take.
    """
    told = [[column.cell(value) for column, value in zip(table.columns, row, strict=True)] for row in rows]
    return sorted(told, key=lambda cells: [(0, int(c), "") if _is_number(c) else (1, 0, c) for c in cells])


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").isdecimal()


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Comma-separated, as RFC 4180 has it."""
    out = StringIO()
    csv.writer(out).writerows([head, *rows])
    return out.getvalue()


def package(tables: Sequence[Table], data: Mapping[str, Iterable[Sequence[Value]]]) -> bytes:
    """The ZIP. ``data`` holds the rows of each table by its name; a table without rows has its head only."""
    files = {"README.md": README, "dictionary.csv": as_csv(DICTIONARY, dictionary(tables, "csv"))}
    for table in tables:
        files[f"{table.name}.csv"] = as_csv(
            [column.name for column in table.columns], rows_of(table, data.get(table.name, ()))
        )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(ZipInfo(name, LONG_AGO), text.encode(), ZIP_DEFLATED)
    return out.getvalue()
