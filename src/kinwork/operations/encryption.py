"""A stream sealed with a key: read by nobody without it, and neither cut, reordered nor changed unseen.

AES-256-GCM by the STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, 2015): the stream is cut into pieces,
each sealed with its number and whether it is the last, so that a missing end is found as well as a changed byte.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable, Iterator
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"KINWORK-BACKUP-1\n"
PIECE = 1 << 20  # bytes in clear
TAG, PREFIX = 16, 7  # bytes


class Broken(Exception):
    """The sealed file is not what was sealed, or the key is another one. The message says which as far as known."""


def new_key() -> str:
    """32 random bytes as text, for the operator to keep apart from the backups."""
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def key_from(text: str) -> bytes:
    """The key as bytes. Raises ``ValueError`` when the text is no key."""
    try:
        key = base64.urlsafe_b64decode(text.strip())
    except ValueError:  # of binascii too
        key = b""
    if len(key) != 32:
        raise ValueError("expected 44 characters as `kinwork backup-key` prints them")
    return key


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


def seal(clear: Iterable[bytes], into: IO[bytes], key: bytes, about: dict[str, Any]) -> int:
    """Write the header (readable without the key, but not changeable) and the sealed pieces. Returns bytes in clear."""
    cipher, prefix = AESGCM(key), os.urandom(PREFIX)
    header = MAGIC + json.dumps({**about, "prefix": prefix.hex()}).encode() + b"\n"
    into.write(header)
    size = 0
    for number, (piece, is_last) in enumerate(_pieces(clear)):
        into.write(cipher.encrypt(_nonce(prefix, number, is_last), piece, header))
        size += len(piece)
    return size


def _pieces(clear: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Pieces of the same size; the last one, marked, may be shorter or empty."""
    held = bytearray()
    for some in clear:
        held += some
        while len(held) > PIECE:
            yield bytes(held[:PIECE]), False
            del held[:PIECE]
    yield bytes(held), True


def about(sealed: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """What the header says, and the header itself; the file stands behind it then."""
    magic = sealed.readline(len(MAGIC) + 1)
    if magic != MAGIC:
        raise Broken("this is not a backup made by `kinwork backup`")
    line = sealed.readline(10_000)
    try:
        said = json.loads(line)
        bytes.fromhex(said["prefix"])
    except (ValueError, KeyError, TypeError):
        raise Broken("the beginning of this backup is damaged") from None
    return said, magic + line


def unseal(sealed: IO[bytes], key: bytes) -> Iterator[bytes]:
    """The clear pieces. Raises :class:`Broken` where one is not as it was sealed, or the end is missing."""
    said, header = about(sealed)
    cipher, prefix = AESGCM(key), bytes.fromhex(said["prefix"])
    number, piece = 0, sealed.read(PIECE + TAG)
    while True:
        after = sealed.read(PIECE + TAG)
        is_last = not after
        try:
            yield cipher.decrypt(_nonce(prefix, number, is_last), piece, header)
        except InvalidTag:
            if number == 0 and not is_last:
                raise Broken("the key is not the one that this backup was made with, or the file is damaged") from None
            raise Broken(f"the backup is damaged or cut off, or the key is another one (piece {number + 1})") from None
        if is_last:
            return
        number, piece = number + 1, after
