"""A CSV file that a spreadsheet opens as it stands: nothing in it is run, and its letters are right.

A cell that begins like a formula gets an apostrophe in front (OWASP, CSV Injection, 2020: the signs = + - @, tab and
carriage return, and their full-width forms): what people type goes into spreadsheets of others. The file begins with a
byte order mark, by which Excel knows UTF-8.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

RUN = tuple("=+-@\t\r\n＝＋－＠")
BEGINS = "\ufeff"


def harmless(cell: object) -> str:
    """A cell as text that no spreadsheet takes for a formula; a number stays one, a date is ISO, nothing is empty.

    >>> harmless("=1+1"), harmless("  @cmd"), harmless(-3), harmless(None), harmless(date(2026, 11, 28))
    ("'=1+1", "'  @cmd", '-3', '', '2026-11-28')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell).replace("\x00", "")
    # What is not seen at the beginning does not hide what comes after it.
    seen = next((at for at, sign in enumerate(text) if not sign.isspace() and unicodedata.category(sign) != "Cf"), 0)
    return f"'{text}" if text.startswith(RUN) or text[seen:].startswith(RUN) else text


def csv_file(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The file: a line of names, then one for each row; every cell quoted, lines end as RFC 4180 has it."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([head, *([harmless(cell) for cell in row] for row in rows)])
    return (BEGINS + out.getvalue()).encode()
