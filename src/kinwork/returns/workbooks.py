"""Workbooks (xlsx) and CSV files as rows by name: what is asked for, as plain values, without formulas or links.

Written, a workbook is plain values too: text as text, days as days, numbers as numbers, row by row into a file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from xml.sax.saxutils import escape

from kinwork.delimited import NotDelimited
from kinwork.delimited import read as read_delimited

from . import bounded
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
            rows = read_delimited(bounded.content(path, "a CSV file")).rows
        except NotDelimited as problem:
            raise BadReturn(f"{path}: {problem}") from None
        sheets: list[Iterator[Any]] = [iter(rows)]
    else:
        sheets = [sheet_rows(sheet, path) for sheet in opened(path).worksheets]
    for sheet in sheets:
        head = [str(cell or "").strip() for cell in next(sheet, ())]
        for row in sheet:
            cells = [as_text(cell) for cell in row]
            if any(cells):
                yield {name: cell for name, cell in zip(head, cells, strict=False) if name}


# Written

DAY_ZERO = date(1899, 12, 30).toordinal()  # Excel counts days from here
IN_MEMORY = 1 << 20  # of a sheet; what is more waits on the disk
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" '
    'fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" '
    'xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def column_letters(number: int) -> str:
    """
    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_xml(place: str, value: object) -> str:
    """A cell: text is never a formula, whatever it begins with; a day is a number that is shown as one."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="1"><v>{value.toordinal() - DAY_ZERO}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = escape(_NOT_IN_XML.sub(" ", str(value)))
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


class Workbook:
    """A workbook of sheets that are written side by side, a row at a time; packed into a file in the end."""

    def __init__(self, names: Sequence[str]) -> None:
        self._held = ExitStack()
        self._sheets: dict[str, IO[bytes]] = {}
        self._lines: dict[str, int] = dict.fromkeys(names, 0)
        self._letters: list[str] = []
        for name in names:
            sheet = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- closed with the workbook
            self._sheets[name] = self._held.enter_context(sheet)
            self._sheets[name].write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    def add(self, name: str, cells: Sequence[object]) -> None:
        self._lines[name] += 1
        line = self._lines[name]
        while len(self._letters) < len(cells):
            self._letters.append(column_letters(len(self._letters)))
        inside = "".join(
            [cell_xml(f"{letter}{line}", cell) for letter, cell in zip(self._letters, cells, strict=False)]
        )
        self._sheets[name].write(f'<row r="{line}">{inside}</row>'.encode())

    def save(self, file: IO[bytes]) -> None:
        """Pack it; nothing can be added afterwards."""
        numbered = list(enumerate(self._sheets.items(), 1))
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            types = "".join(
                f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
                for at, _ in numbered
            )
            packed.writestr(
                "[Content_Types].xml",
                f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
                f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
                f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
                f'ContentType="{_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" '
                f'ContentType="{_TYPE}.styles+xml"/>{types}</Types>',
            )
            packed.writestr("_rels/.rels", _relations([("rId1", f"{_OFFICE}/officeDocument", "xl/workbook.xml")]))
            listed = "".join(
                f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}"/>' for at, (name, _) in numbered
            )
            packed.writestr(
                "xl/workbook.xml",
                f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
            )
            leads = [(f"rId{at}", f"{_OFFICE}/worksheet", f"worksheets/sheet{at}.xml") for at, _ in numbered]
            packed.writestr(
                "xl/_rels/workbook.xml.rels",
                _relations([*leads, (f"rId{len(leads) + 1}", f"{_OFFICE}/styles", "styles.xml")]),
            )
            packed.writestr("xl/styles.xml", _STYLES)
            for at, (_, sheet) in numbered:
                sheet.write(b"</sheetData></worksheet>")
                sheet.seek(0)
                with packed.open(f"xl/worksheets/sheet{at}.xml", "w", force_zip64=True) as part:
                    while some := sheet.read(1 << 18):
                        part.write(some)


def _relations(found: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{to}"/>' for id, kind, to in found)
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
