"""A ZIP read as it comes, without going back: what is decrypted on the way is nowhere in the clear on the disk.

Reads what ``bag.Zipped`` writes into a pipe: each file deflated, its size behind it (APPNOTE.TXT 6.3.10, 4.3.9, with
the sizes of ZIP64). The directory at its end must be there; whoever wants any ZIP reads it by ``zipfile``.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import IO

PIECE = 1 << 18
LOCAL, DIRECTORY, DESCRIPTOR, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x07\x08", b"PK\x05\x06"
SIZE_BEHIND, DEFLATED = 0x08, 8


class NotWhole(Exception):
    """It ends too early, or is none of ours."""


class _Stream:
    """Bytes from a file, of which some may be put back."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.back = file, b""

    def some(self) -> bytes:
        found, self.back = self.back, b""
        return found or self.file.read(PIECE)

    def exactly(self, number: int) -> bytes:
        while len(self.back) < number:
            more = self.file.read(PIECE)
            if not more:
                raise NotWhole("it ends too early")
            self.back += more
        found, self.back = self.back[:number], self.back[number:]
        return found


def files_in(file: IO[bytes]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each name with its content, which is taken before the next is asked for. Raises :class:`NotWhole`."""
    stream = _Stream(file)
    while (mark := stream.exactly(4)) == LOCAL:
        _, flags, method, *_, name, extra = struct.unpack("<5H3L2H", stream.exactly(26))
        if method != DEFLATED or not flags & SIZE_BEHIND:
            raise NotWhole("it is no archive of Kinwork")
        path = stream.exactly(name).decode()
        stream.exactly(extra)
        content = _content(stream)
        yield path, content
        for _ in content:  # what nobody took
            pass
    if mark not in (DIRECTORY, END):
        raise NotWhole("it is no archive of Kinwork")
    last = b""
    while piece := stream.some():
        last = (last + piece)[-22:]
    if last[:4] != END:
        raise NotWhole("it ends too early")


def _content(stream: _Stream) -> Iterator[bytes]:
    inflate, crc, size = zlib.decompressobj(-zlib.MAX_WBITS), 0, 0
    while not inflate.eof:
        some = stream.some()
        if not some:
            raise NotWhole("it ends too early")
        try:
            while not inflate.eof:
                piece = inflate.decompress(some, PIECE)  # no more at once, however much a few bytes may become
                some = inflate.unconsumed_tail
                if not piece and not some:
                    break
                crc, size = zlib.crc32(piece, crc), size + len(piece)
                yield piece
        except zlib.error:
            raise NotWhole("a file in it is damaged") from None
    stream.back = inflate.unused_data + stream.back
    mark, said, _, length = struct.unpack("<4sLQQ", stream.exactly(24))
    if (mark, said, length) != (DESCRIPTOR, crc, size):
        raise NotWhole("a file in it is damaged")
