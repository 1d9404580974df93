"""What may be attached, and why something may not: said by what is in a file, never by its name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

MOST = 25_000_000  # bytes of one file
MOST_NAME = 120
UNNAMED = "file"


class Refused(Exception):
    """Why a file is not taken, in words for whoever chose it."""


class FileKind(StrEnum):
    """What is kept. Photographs of any other kind become JPEG or PNG."""

    JPEG = "jpeg"
    PNG = "png"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    TEXT = "text"
    WEBM = "webm"
    OGG = "ogg"
    M4A = "m4a"
    WAV = "wav"

    @property
    def label(self) -> str:
        return SAID[self].label

    @property
    def media_type(self) -> str:
        return SAID[self].media_type

    @property
    def extension(self) -> str:
        return SAID[self].extension

    @property
    def is_picture(self) -> bool:
        return self in (FileKind.JPEG, FileKind.PNG)

    @property
    def is_sound(self) -> bool:
        return self in (FileKind.WEBM, FileKind.OGG, FileKind.M4A, FileKind.WAV)


@dataclass(frozen=True)
class Said:
    """How a kind is called, sent, and what its name ends in."""

    label: str
    media_type: str
    extension: str


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAID = {
    FileKind.JPEG: Said("Photo", "image/jpeg", "jpg"),
    FileKind.PNG: Said("Picture", "image/png", "png"),
    FileKind.PDF: Said("PDF", "application/pdf", "pdf"),
    FileKind.DOCX: Said("Word document", WORD, "docx"),
    FileKind.XLSX: Said("Excel workbook", EXCEL, "xlsx"),
    FileKind.TEXT: Said("Text", "text/plain; charset=utf-8", "txt"),
    FileKind.WEBM: Said("Recording", "audio/webm", "webm"),
    FileKind.OGG: Said("Recording", "audio/ogg", "ogg"),
    FileKind.M4A: Said("Recording", "audio/mp4", "m4a"),
    FileKind.WAV: Said("Recording", "audio/wav", "wav"),
}
CHOICES = [(kind.value, kind.label) for kind in FileKind]
TAKEN = "photos, PDF, Word (.docx), Excel (.xlsx), plain text and recordings of sound"


def too_large(size: int) -> Refused:
    """What is said of a file that is larger than one may be.

    >>> str(too_large(2_000_000_000))
    'This file has 2,000 MB; 25 MB is the most. Videos are not kept here: say in the entry what it shows.'
    >>> str(too_large(25_000_001))
    'This file has 25.1 MB; 25 MB is the most. Make it smaller, or attach it in parts.'
    """
    tenths = -(-size // 100_000)
    said = f"{tenths / 10:,.1f}" if tenths < 10_000 else f"{size / 1_000_000:,.0f}"
    more = "Make it smaller, or attach it in parts."
    if size > 8 * MOST:
        more = "Videos are not kept here: say in the entry what it shows."
    return Refused(f"This file has {said} MB; {MOST / 1_000_000:g} MB is the most. {more}")


def size_in_words(size: int) -> str:
    """As it is said on a page.

    >>> [size_in_words(size) for size in (3, 900, 48_200, 1_540_000, 25_000_000)]
    ['1 KB', '1 KB', '48 KB', '1.5 MB', '25 MB']
    """
    if size < 999_500:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f}".removesuffix(".0") + " MB"


def safe_name(said: str, kind: FileKind) -> str:
    """A name that any computer takes, and that says what the file is: its ending is the kind's own.

    >>> safe_name("C:\\\\Users\\\\tom\\\\letter from school.EXE", FileKind.PDF)
    'letter from school.pdf'
    >>> safe_name("photo\\u202egnp.exe", FileKind.JPEG), safe_name("../../.bashrc", FileKind.TEXT)
    ('photognp.jpg', 'bashrc.txt')
    >>> safe_name("", FileKind.WEBM), safe_name("con", FileKind.TEXT), safe_name("scan.jpeg", FileKind.JPEG)
    ('file.webm', '_con.txt', 'scan.jpg')
    """
    last = re.split(r"[/\\]", said)[-1]
    plain = "".join(
        one for one in unicodedata.normalize("NFC", last) if unicodedata.category(one)[0] not in "CZ" or one == " "
    )
    stem = re.sub(r'[<>:"|?*]', "", plain)
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", stem) if not stem.startswith(".") else stem
    stem = re.sub(r"\s+", " ", stem).strip(" .") or UNNAMED
    if re.fullmatch(r"(?i)con|prn|aux|nul|com\d|lpt\d", stem):
        stem = f"_{stem}"
    return f"{stem[: MOST_NAME - 6].rstrip(' .')}.{kind.extension}"
