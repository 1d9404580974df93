"""What a recorder wrote into a recording beside the sound (title, place, day, whose telephone) is taken out, where it
lies: nothing is moved, so that the sound stays byte by byte as it was. Whoever hears it blind is told nothing by it.

Sources: RIFF (IBM and Microsoft 1991), Ogg (RFC 3533), OpusTags (RFC 7845, 5.2), Vorbis I 5, ISO/IEC 14496-12:2015 8.2,
8.3, 8.4 and 8.10, Matroska (RFC 9559, 5.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from mmap import mmap
from pathlib import Path

from .kinds import FileKind, Refused
from .sounds import NOT_WHOLE

KEPT_CHUNKS = (b"fmt ", b"data", b"fact")
BOXES = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"mvex", b"moof", b"traf")
WITH_TIMES = (b"mvhd", b"tkhd", b"mdhd")
SAYS = (b"udta", b"meta", b"uuid", b"ilst")
SEGMENT, INFO = b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66"
TOLD = (
    b"\x12\x54\xc3\x67",
    b"\x19\x41\xa4\x69",
    b"\x7b\xa9",
    b"\x44\x61",
    b"\x73\x84",
)  # tags, files, title…
VOID = b"\xec"
MOST_SAID = 16_000_000  # bytes of the pages with comments, which may hold a picture
DEEPEST = 12  # boxes in boxes: a recording has six
NOTHING = bytes(8)  # no maker, no comments


def take_out(file: Path, kind: FileKind) -> None:
    """Of a recording that was looked at. What cannot be read as what it is stays as it is: no player shows it.

    Raises :class:`~kinwork.files.kinds.Refused` for what no recorder makes.
    """
    with file.open("r+b") as opened, mmap(opened.fileno(), 0) as content:
        {FileKind.WAV: _wav, FileKind.OGG: _ogg, FileKind.M4A: _mp4, FileKind.WEBM: _webm}[kind](content)


def _blank(content: mmap, start: int, end: int) -> None:
    for at in range(start, end, 1 << 20):
        content[at : min(end, at + (1 << 20))] = bytes(min(end, at + (1 << 20)) - at)


def _wav(content: mmap) -> None:
    at = 12
    while at + 8 <= len(content):
        end = min(len(content), at + 8 + int.from_bytes(content[at + 4 : at + 8], "little"))
        if content[at : at + 4] not in KEPT_CHUNKS:
            content[at : at + 4] = b"JUNK"
            _blank(content, at + 8, end)
        at = end + end % 2


# -- Ogg: the second packet of each stream


def _crc_table() -> list[int]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
        table.append(value)
    return table


_CRC = _crc_table()


def checksum(page: bytes) -> int:
    """Of an Ogg page whose own checksum is nought."""
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFFFFFF) ^ _CRC[value >> 24 ^ byte]
    return value


def _pages(content: mmap) -> Iterator[tuple[int, int, bytes, list[int]]]:
    """Where each begins, where its content does, of which stream it is, and its lacing values."""
    at = 0
    while content[at : at + 4] == b"OggS" and at + 27 <= len(content):
        count = content[at + 26]
        lacing = list(content[at + 27 : at + 27 + count])
        body = at + 27 + count
        yield at, body, content[at + 14 : at + 18], lacing
        at = body + sum(lacing)


def _ogg(content: mmap) -> None:
    packets: dict[bytes, int] = {}  # how many of a stream are over
    pieces: dict[bytes, list[tuple[int, int]]] = {}  # where its second packet stands
    touched: list[tuple[int, int]] = []
    size = 0
    for at, body, stream, lacing in _pages(content):
        here, number = body, packets.setdefault(stream, 0)
        if number > 1:
            if min(packets.values()) > 1:
                break
            continue
        for length in lacing:
            if number == 1 and length:
                pieces.setdefault(stream, []).append((here, min(here + length, len(content))))
            here += length
            number += length < 255
        packets[stream] = number
        touched.append((at, here))
        size += here - at
        if size > MOST_SAID:
            raise Refused(NOT_WHOLE)
    for spots in pieces.values():
        _say_nothing(content, spots)
    for at, end in touched:
        content[at + 22 : at + 26] = bytes(4)
        content[at + 22 : at + 26] = checksum(content[at:end]).to_bytes(4, "little")


def _say_nothing(content: mmap, spots: list[tuple[int, int]]) -> None:
    """A packet of comments of the same length without any, wherever its pieces stand."""
    said = b"".join(content[start:end] for start, end in spots)
    start = next((len(one) for one in (b"OpusTags", b"\x03vorbis") if said.startswith(one)), 0)
    if not start and said[:1] in (b"\x04", b"\x84"):
        start = 4  # a block of FLAC, with its length
    end = b"\x01" if said.startswith(b"\x03vorbis") else b""
    new = (said[:start] + NOTHING + end)[: len(said)].ljust(len(said), b"\0")
    for start, stop in spots:
        content[start:stop], new = new[: stop - start], new[stop - start :]


# -- M4A


def _mp4(content: mmap, start: int = 0, end: int | None = None, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise Refused(NOT_WHOLE)
    at, end = start, len(content) if end is None else end
    while at + 8 <= end:
        size, head = int.from_bytes(content[at : at + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8 : at + 16], "big"), 16
        stop = end if size == 0 else min(end, at + size)
        if stop < at + head:
            return
        name = content[at + 4 : at + 8]
        if name in BOXES:
            _mp4(content, at + head, stop, depth + 1)
        elif name in WITH_TIMES and stop >= at + head + 20:
            _blank(content, at + head + 4, at + head + (20 if content[at + head] == 1 else 12))
        elif name in SAYS or name in (b"free", b"skip"):
            content[at + 4 : at + 8] = b"free"
            _blank(content, at + head, stop)
        at = stop


# -- WebM


def _webm(content: mmap) -> None:
    at = 0
    while at + 2 <= len(content):
        id_length = 9 - content[at].bit_length()
        size_at = at + id_length
        if id_length > 4 or size_at >= len(content) or not content[size_at]:
            return
        length = 9 - content[size_at].bit_length()
        size = int.from_bytes(content[size_at : size_at + length], "big") & (1 << 7 * length) - 1
        body, name = size_at + length, content[at:size_at]
        is_open = size == (1 << 7 * length) - 1  # of no said length: what is in it follows
        stop = min(len(content), body + size)
        if name in TOLD and not is_open:
            _void(content, at, stop)
        at = body if is_open or name in (SEGMENT, INFO) else stop


def _void(content: mmap, at: int, stop: int) -> None:
    """An element of the same length that says nothing."""
    _blank(content, at, stop)
    content[at : at + 1] = VOID
    left = stop - at - 2
    if left < 127:
        content[at + 1] = 0x80 | left
    else:
        content[at + 1 : at + 9] = (1 << 56 | left - 7).to_bytes(8, "big")
