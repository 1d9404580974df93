"""Word and Excel: ZIP files, opened with limits. Macros, programs and what is fetched from elsewhere stay out."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from .kinds import FileKind, Refused

MOST_PARTS = 4_000
MOST_OPENED = 250_000_000  # bytes of all parts together, counted while they are opened
MOST_OF_ONE = 150_000_000
MOST_RELATIONS = 5_000_000  # bytes of a file that says what a part leads to
PIECE = 1 << 16
BOMB = (
    "This file becomes far larger when it is opened than a document does, and could bring a computer down. Open it in "
    "Word or Excel and save it again, or save it as PDF."
)
DAMAGED = "This file is damaged or not whole. Open it in Word or Excel and save it again."
MACROS = (
    "This document has macros: small programs that could do harm. Save it as .docx or .xlsx without macros, or as PDF."
)
PROGRAMS = "This document holds a program or another file inside. Save it as PDF, and attach that."
FETCHES = "This document fetches something from elsewhere when it is opened. Save it as PDF, and attach that."
ZIPPED = "This is a ZIP file. Unpack it, and attach what is in it one by one."
OTHER = "This is a document of another kind. Save it as Word (.docx), Excel (.xlsx) or PDF."
LOCKED = "This document is locked with a password, so that no one could read it here later. Save it without one."
OLD = "This is a Word or Excel file of the old kind (before 2007). Save it as .docx, .xlsx or PDF."
RUNS = re.compile(
    r"(?i)vbaproject|vbadata|activex|macrosheets|customui.*macro|\.(exe|dll|js|vbs|hta|scr|bat|cmd|ps1|lnk|jar)$"
)
INSIDE = re.compile(r"(?i)/embeddings/.*(?<!\.xlsx)(?<!\.docx)(?<!\.pptx)$")
# Leads that are only followed when somebody presses them, or that show a picture where it lies.
HARMLESS = ("/hyperlink", "/image")
LOCAL = re.compile(r"(?i)^(file:///[a-z]:|[a-z]:[\\/]|[^:/\\]+\.dot[xm]?$)")
MAIN = {"word/document.xml": FileKind.DOCX, "xl/workbook.xml": FileKind.XLSX}


def look(file: Path) -> FileKind:
    """Word or Excel. Raises :class:`Refused`."""
    try:
        with zipfile.ZipFile(file) as opened:
            return _look(opened)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
        raise Refused(DAMAGED) from None


def _look(opened: zipfile.ZipFile) -> FileKind:
    parts = opened.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused(LOCKED)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_OPENED:
        raise Refused(BOMB)
    kind = next((kind for main, kind in MAIN.items() if main in names), None)
    if "[Content_Types].xml" not in names or kind is None:
        raise Refused(OTHER if "mimetype" in names or "[Content_Types].xml" in names else ZIPPED)
    _open_all(opened, parts)
    types = _part(opened, "[Content_Types].xml").lower()
    if b"macroenabled" in types or b"vbaproject" in types or any(RUNS.search(name) for name in names):
        raise Refused(MACROS)
    if any(INSIDE.search(name) for name in names):
        raise Refused(PROGRAMS)
    for name in names:
        if name.endswith(".rels"):
            _leads(_part(opened, name))
    return kind


def _open_all(opened: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """What the list of contents says of sizes anybody can write; what comes out is counted."""
    total = 0
    for part in parts:
        of_this = 0
        with opened.open(part) as stream:
            while piece := stream.read(PIECE):
                of_this += len(piece)
                total += len(piece)
                if of_this > MOST_OF_ONE or total > MOST_OPENED:
                    raise Refused(BOMB)


def _part(opened: zipfile.ZipFile, name: str) -> bytes:
    with opened.open(name) as stream:
        content = stream.read(MOST_RELATIONS + 1)
    if len(content) > MOST_RELATIONS:
        raise Refused(BOMB)
    return content


def _leads(content: bytes) -> None:
    """Where a part leads to outside the document."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        found = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise Refused(DAMAGED) from None
    if found.getroottree().docinfo.doctype:
        raise Refused(DAMAGED)  # no such file has one, but for harm
    for lead in found.iter("{*}Relationship"):
        if lead.get("TargetMode", "").lower() != "external" or lead.get("Type", "").endswith(HARMLESS):
            continue
        # A template on the computer where it was written is what many an office has.
        if not LOCAL.search(lead.get("Target", "")):
            raise Refused(FETCHES)


def look_old(content: bytes) -> Refused:
    """Why a compound file (OLE) is not taken: locked, or old."""
    return Refused(LOCKED if "EncryptedPackage".encode("utf-16-le") in content else OLD)
