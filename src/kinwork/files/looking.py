"""What a file is, by its content, and whether it is let in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from . import office, pdfs, pictures, sounds
from .kinds import MOST, TAKEN, FileKind, Refused, too_large

HEAD = 64
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xfe\xed\xfa",
    b"dex\n",
    b"#!",
)
MARKUP = (
    b"<!doctype",
    b"<html",
    b"<svg",
    b"<script",
    b"<?xml",
    b"<?php",
    b"<head",
    b"<body",
    b"<iframe",
    b"<mjml",
    b"<hta",
)
PROGRAM = "This is a program, whatever its name says. Programs are not kept here."
WEB_PAGE = "This is a web page or a drawing that can hold scripts (HTML, SVG). Save it as PDF or as a picture."
UNKNOWN = f"This is a kind of file that is not kept here. What can be attached: {TAKEN}."
EMPTY = "This file is empty. Choose it again."


@dataclass(frozen=True)
class Looked:
    """What is to be kept: the kind, the file, and the small picture of one."""

    kind: FileKind
    file: Path
    small: Path | None = None


def look(file: Path, into: Path) -> Looked:
    """Look at a file, and write what is to be kept of it into a folder. Raises :class:`Refused`."""
    size = file.stat().st_size
    if not size:
        raise Refused(EMPTY)
    if size > MOST:
        raise too_large(size)
    content = file.read_bytes()
    kept = into / "kept"
    if _is_picture(content):
        small = into / "small"
        kind = pictures.redraw(file, kept, small)
        if kept.stat().st_size > MOST:
            raise too_large(kept.stat().st_size)
        return Looked(kind, kept, small)
    kind = _kind(file, content)
    shutil.copyfile(file, kept)
    return Looked(kind, kept)


def _is_picture(content: bytes) -> bool:
    if content.startswith(PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return True
    return content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS


def _kind(file: Path, content: bytes) -> FileKind:
    start = content[:HEAD]
    if start.startswith(b"%PDF-"):
        pdfs.look(file)
        return FileKind.PDF
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return office.look(file)
    if start.startswith(COMPOUND):
        raise office.look_old(content)
    if start.startswith(b"\x1a\x45\xdf\xa3"):
        return sounds.webm(content)
    if start.startswith(b"OggS"):
        return sounds.ogg(content)
    if start[4:8] == b"ftyp":
        return sounds.mp4(content)
    if start[:4] == b"RIFF":
        if start[8:12] == b"AVI ":
            raise Refused(sounds.VIDEO)
        return sounds.wav(content)
    if start.startswith(PROGRAMS):
        raise Refused(PROGRAM)
    return _text(content)


def _text(content: bytes) -> FileKind:
    """Text as people write it, in UTF-8 or as Windows has it; nothing that a browser would take for a page."""
    begins = content.lstrip(b"\xef\xbb\xbf \t\r\n\x0b\x0c")[:2000].lower()
    if begins.startswith(MARKUP) or b"<svg" in begins or b"<script" in content.lower():
        raise Refused(WEB_PAGE)
    if b"\0" in content:
        raise Refused(UNKNOWN)
    try:
        said = content.decode("utf-8")
    except UnicodeDecodeError:
        said = content.decode("cp1252", "replace")
    odd = sum(1 for one in said if one == "\ufffd" or (ord(one) < 32 and one not in "\t\r\n\x0c"))
    if odd > len(said) / 200:
        raise Refused(UNKNOWN)
    return FileKind.TEXT
