"""Word and Excel: ZIP files, opened with limits. Macros, programs and what is fetched from elsewhere stay out."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from urllib.parse import unquote

from .kinds import FileKind, Refused
from .office_formulas import look_at_formulas
from .office_parts import is_xml, look_at_leads, look_at_types, look_at_words, plain_xml
from .office_words import BOMB, DAMAGED, FETCHES, LOCKED, MACROS, OLD, OTHER, PROGRAMS, ZIPPED

MOST_PARTS = 4_000
MOST_OPENED = 250_000_000  # bytes of all parts together, counted while they are opened
MOST_OF_ONE = 150_000_000
MOST_RELATIONS = 5_000_000  # bytes of a file that says what a part leads to
PIECE = 1 << 16
RUNS = re.compile(
    r"(?i)vbaproject|vbadata|activex|macrosheets|customui.*macro|\.(exe|dll|js|vbs|hta|scr|bat|cmd|ps1|lnk|jar)$"
)
INSIDE = re.compile(r"(^|/)embeddings/[^/]")
FETCHED = re.compile(r"(^|/)(connections\.xml|webextensions?/)")
PIECES = re.compile(r"\[\d+\](\.last)?\.piece$")  # a part that is put together from several
FILES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # ZIP, and what OLE keeps
TYPES = "[content_types].xml"
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
    # Word and Excel do not tell capitals in the names of parts (ECMA-376-2, 6.2.2.3), and take %41 for A.
    names = {_plain(part.filename) for part in parts}
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused(LOCKED)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_OPENED:
        raise Refused(BOMB)
    kind = next((kind for main, kind in MAIN.items() if main in names), None)
    if TYPES not in names or kind is None:
        raise Refused(OTHER if "mimetype" in names or TYPES in names else ZIPPED)
    if len(names) != len(parts) or any(PIECES.search(name) for name in names):
        raise Refused(DAMAGED)
    for pattern, why in ((RUNS, MACROS), (INSIDE, PROGRAMS), (FETCHED, FETCHES)):
        if any(pattern.search(name) for name in names):
            raise Refused(why)
    _open_all(opened, parts, kind)
    return kind


def _plain(name: str) -> str:
    return unquote(name).replace("\\", "/").lstrip("/").lower()


def _open_all(opened: zipfile.ZipFile, parts: list[zipfile.ZipInfo], kind: FileKind) -> None:
    """What the list of contents says of sizes anybody can write; what comes out is counted, and looked at."""
    total = 0
    for part in parts:
        content = bytearray()
        with opened.open(part) as stream:
            while piece := stream.read(PIECE):
                content += piece
                total += len(piece)
                if len(content) > MOST_OF_ONE or total > MOST_OPENED:
                    raise Refused(BOMB)
        _look_at(_plain(part.filename), bytes(content), kind)


def _look_at(name: str, content: bytes, kind: FileKind) -> None:
    if content.startswith(FILES):
        raise Refused(PROGRAMS)
    if not is_xml(name, content):
        return
    if name == TYPES or name.endswith(".rels"):
        if len(content) > MOST_RELATIONS:
            raise Refused(BOMB)
        look_into = look_at_types if name == TYPES else look_at_leads
        look_into(plain_xml(content))
    else:
        plain = plain_xml(content)
        look_at_words(plain)
        if kind is FileKind.XLSX:
            look_at_formulas(plain)


def look_old(content: bytes) -> Refused:
    """Why a compound file (OLE) is not taken: locked, or old."""
    return Refused(LOCKED if "EncryptedPackage".encode("utf-16-le") in content else OLD)
