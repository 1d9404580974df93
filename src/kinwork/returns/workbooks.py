"""Workbooks (xlsx) and CSV files as rows by name: what is asked for, as plain values, without formulas or links."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kinwork.delimited import NotDelimited
from kinwork.delimited import read as read_delimited

from .problems import BadReturn

MOST_UNPACKED = 1 << 30  # a workbook that unpacks to more is no return


def opened(path: Path) -> Any:
    """A workbook for reading, row by row. Raises ``BadReturn``."""
    import openpyxl

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise BadReturn(f"{path}: unpacks to more than a gigabyte, expected a workbook (xlsx)")
        return openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except OSError as problem:
        raise BadReturn(f"{path}: {problem.strerror or problem}, expected a workbook (xlsx)") from None
    except BadReturn:
        raise
    except Exception:  # the library raises what the file makes it stumble over
        raise BadReturn(f"{path}: found no workbook, expected one (xlsx)") from None


def sheet_rows(sheet: Any, path: Path) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet. Raises ``BadReturn``."""
    try:
        if hasattr(sheet, "reset_dimensions"):
            sheet.reset_dimensions()
        yield from sheet.iter_rows(values_only=True)
    except Exception:
        raise BadReturn(
            f"{path}: sheet {sheet.title}: cannot be read, expected a workbook (xlsx) that is whole"
        ) from None


def as_text(cell: object) -> str | None:
    """A cell as text: dates dd/mm/yyyy, whole numbers without a point."""
    if cell is None:
        return None
    if isinstance(cell, datetime | date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() or None


def rows_of_file(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of every sheet, or of a CSV file, by the names in the first line. Raises ``BadReturn``."""
    if path.suffix.lower() == ".csv":
        try:
            rows = read_delimited(path.read_bytes()).rows
        except NotDelimited as problem:
            raise BadReturn(f"{path}: {problem}") from None
        except OSError as problem:
            raise BadReturn(f"{path}: {problem.strerror or problem}, expected a CSV file") from None
        sheets: list[Iterator[Any]] = [iter(rows)]
    else:
        sheets = [sheet_rows(sheet, path) for sheet in opened(path).worksheets]
    for sheet in sheets:
        head = [str(cell or "").strip() for cell in next(sheet, ())]
        for row in sheet:
            cells = [as_text(cell) for cell in row]
            if any(cells):
                yield {name: cell for name, cell in zip(head, cells, strict=False) if name}
