"""Tables out of Word documents, web pages and CSV files, as grids of text: merged cells are told apart from empty ones.

Word by its XML (a merged cell is one cell that spans), HTML through lxml, CSV as its programs write it. What is a
heading and what a figure is decided in ``skeleton``, and by the person who completes the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import delimited

LARGEST = 50_000_000
MOST_CELLS = 200_000


class UnreadableReport(ValueError):
    """Says which file, what was found and what was expected."""

    def __init__(self, path: Path, found: str, expected: str) -> None:
        super().__init__(f"{path}: found {found}; expected {expected}")


@dataclass(frozen=True)
class FoundTable:
    """A table of a report. ``rows`` is rectangular; a merged cell stands once, and ``None`` where it continues."""

    caption: str
    rows: tuple[tuple[str | None, ...], ...]
    place: str = ""


def tables_of(path: Path) -> list[FoundTable]:
    """The tables of a DOCX, HTML or CSV file. Raises ``UnreadableReport``."""
    readers: Mapping[str, Callable[[Path, bytes], list[FoundTable]]] = {
        ".docx": _docx, ".html": _html, ".htm": _html, ".xhtml": _html, ".csv": _csv, ".tsv": _csv,
    }  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnreadableReport(path, f'a file that ends in "{path.suffix}"', "a report as .docx, .html or .csv")
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise UnreadableReport(path, problem.strerror or "nothing", "a file that can be read") from None
    if len(content) > LARGEST:
        raise UnreadableReport(path, f"{len(content):,} bytes", f"at most {LARGEST:,}")
    found = reader(path, content)
    if not found:
        raise UnreadableReport(path, "no table", "at least one table with two rows and two columns")
    return found


def tidy(text: str) -> str:
    """One line without doubled, odd or invisible spaces."""
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").split())


def _worth(rows: Sequence[Sequence[str | None]], caption: str, place: str) -> Iterator[FoundTable]:
    """The table, unless it is layout: fewer than two rows or columns with something in them."""
    filled = [row for row in rows if any(row)]
    width = max((len(row) for row in filled), default=0)
    if len(filled) >= 2 and width >= 2 and len(filled) * width <= MOST_CELLS:
        yield FoundTable(caption, tuple(tuple(row) + (None,) * (width - len(row)) for row in filled), place)


def _csv(path: Path, content: bytes) -> list[FoundTable]:
    try:
        found = delimited.read(content)
    except delimited.NotDelimited as problem:
        raise UnreadableReport(path, f"{problem.found} in line {problem.line}", problem.expected) from None
    rows = [[tidy(cell) for cell in row] for row in found.rows]
    return list(_worth(rows, "", ""))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _docx(path: Path, content: bytes) -> list[FoundTable]:
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo("word/document.xml").file_size > LARGEST:
                raise UnreadableReport(path, "a document beyond all measure", f"at most {LARGEST:,} bytes of text")
            document = archive.read("word/document.xml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        body = etree.fromstring(document, parser).find(f"{W}body")
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        raise UnreadableReport(path, "no Word document", "a .docx file (save an old .doc as .docx)") from None
    found: list[FoundTable] = []
    before = ""
    for element in body if body is not None else ():
        if element.tag == f"{W}p":
            before = tidy("".join(element.itertext(f"{W}t"))) or before
        elif element.tag == f"{W}tbl":
            found += _worth(_word_rows(element), before if _is_caption(before) else "", f"table {len(found) + 1}")
            before = ""
    return found


def _word_rows(table: Any) -> list[list[str | None]]:
    rows = []
    for row in table.iterchildren(f"{W}tr"):
        cells: list[str | None] = []
        for cell in row.iterchildren(f"{W}tc"):
            options = cell.find(f"{W}tcPr")
            span = options.find(f"{W}gridSpan") if options is not None else None
            down = options.find(f"{W}vMerge") if options is not None else None
            continues = down is not None and down.get(f"{W}val", "continue") == "continue"
            paragraphs = ("".join(p.itertext(f"{W}t")) for p in cell.iter(f"{W}p"))
            cells.append(None if continues else tidy(" ".join(paragraphs)))
            width = int(span.get(f"{W}val", "1")) if span is not None and span.get(f"{W}val", "1").isdigit() else 1
            cells += [None] * (min(width, 200) - 1)
        rows.append(cells)
    return rows


def _is_caption(text: str) -> bool:
    return text.lower().startswith("table") and len(text) < 300


def _html(path: Path, content: bytes) -> list[FoundTable]:
    from lxml import html

    try:
        root = html.document_fromstring(content, parser=html.HTMLParser(encoding=_encoding(content)))
    except (ValueError, LookupError, html.etree.ParserError):
        raise UnreadableReport(path, "no HTML", "a web page with tables") from None
    found: list[FoundTable] = []
    for table in root.iter("table"):
        if next(table.iterdescendants("table"), None) is not None:
            continue  # a table of tables is layout
        captions = [tidy(caption.text_content()) for caption in table.iterchildren("caption")]
        place = f"line {table.sourceline}" if table.sourceline else ""
        found += _worth(_html_rows(table), captions[0] if captions else "", place)
    return found


def _encoding(content: bytes) -> str | None:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None  # lxml reads what the page says of itself
    return "utf-8"


def _html_rows(table: Any) -> list[list[str | None]]:
    rows: list[list[str | None]] = []
    reserved: dict[tuple[int, int], None] = {}
    for y, row in enumerate(table.iter("tr")):
        cells: list[str | None] = []
        for cell in row.iterchildren("td", "th"):
            while (y, len(cells)) in reserved:
                cells.append(None)
            across, down = (_span(cell.get(name)) for name in ("colspan", "rowspan"))
            x = len(cells)
            cells += [tidy(cell.text_content()), *[None] * (across - 1)]
            reserved.update({(y + dy, x + dx): None for dy in range(1, down) for dx in range(across)})
        rows.append(cells)
    return rows


def _span(text: str | None) -> int:
    return min(200, max(1, int(text))) if text and text.strip().isdigit() else 1
