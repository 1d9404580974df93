"""Long recordings: looked at where they lie, a piece of them at a time, however large they are."""

from __future__ import annotations

import mmap
from pathlib import Path

from . import sounds
from .kinds import FileKind, Refused

MOST = 400_000_000  # bytes: three hours as a telephone or a recorder compresses them, with room
HEAD = 1 << 20
TAKEN = "recordings of sound: M4A, Ogg (Opus), WebM and WAV"
EMPTY = "This recording is empty. Choose it again."
UNKNOWN = f"This is no recording that can be kept here. What can be: {TAKEN}."
MP3 = "This is an MP3, which is not kept here. Record as M4A or Ogg, or convert it."


def too_long(size: int) -> Refused:
    """What is said of a recording that is larger than one may be.

    >>> str(too_large := too_long(1_905_000_000))
    'This recording has 1,905 MB; 400 MB is the most. Three hours fit as M4A or Ogg, not as WAV: convert it first.'
    """
    most = f"{MOST / 1_000_000:g}"
    said = f"This recording has {size / 1_000_000:,.0f} MB; {most} MB is the most."
    return Refused(f"{said} Three hours fit as M4A or Ogg, not as WAV: convert it first.")


def look(file: Path) -> FileKind:
    """What it is, by its content. Raises :class:`Refused`."""
    size = file.stat().st_size
    if not size:
        raise Refused(EMPTY)
    if size > MOST:
        raise too_long(size)
    with file.open("rb") as opened:
        head = opened.read(HEAD)
        if head[4:8] == b"ftyp":
            # Where its parts stand, in any order: the system reads what of it is asked for.
            with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as whole:
                return sounds.mp4(whole)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return sounds.webm(head)
    if head.startswith(b"OggS"):
        return sounds.ogg(head)
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        raise Refused(sounds.VIDEO)
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return sounds.wav(head)
    if head[:3] == b"ID3" or (head[:1] == b"\xff" and head[1] & 0xE6 == 0xE2):
        raise Refused(MP3)
    raise Refused(UNKNOWN)
