"""Backups of before 28 November 2026, when they were not yet made by age: they can still be restored.

May go on 1 January 2028, when nobody keeps one any more: this file, its lines in ``backup`` and ``backup_keys``, its
test, and ``cryptography`` in ``pyproject.toml``.

A header in clear, then pieces of a megabyte by AES-256-GCM, each with its number and whether it is the last (the STREAM
construction; Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .encryption import Broken

MAGIC = b"KINWORK-BACKUP-1\n"
PIECE = (1 << 20) + 16  # bytes, with the tag


def key_from(text: str) -> bytes | None:
    """The key, when the text is one as `kinwork backup-key` printed them then: 32 bytes in 44 characters."""
    try:
        key = base64.urlsafe_b64decode(text.strip())
    except ValueError:  # of binascii too
        return None
    return key if len(key) == 32 else None


def _header(encrypted: IO[bytes]) -> tuple[bytes, bytes, str]:
    """The header, the beginning of each nonce, and the audit log's head; the file stands behind the header then."""
    magic, line = encrypted.readline(len(MAGIC) + 1), encrypted.readline(10_000)
    try:
        about = json.loads(line)
        return magic + line, bytes.fromhex(about["prefix"]), str(about["head"])
    except (ValueError, KeyError, TypeError):
        raise Broken("the beginning of this backup is damaged") from None


def head(encrypted: IO[bytes]) -> str:
    """The audit log's head in this backup."""
    return _header(encrypted)[2]


def decrypt(encrypted: IO[bytes], key: bytes) -> Iterator[bytes]:
    """The pieces in clear. Raises :class:`Broken` where one is not as it was written, or the end is missing."""
    header, prefix, _ = _header(encrypted)
    cipher = AESGCM(key)
    number, piece = 0, encrypted.read(PIECE)
    while True:
        after = encrypted.read(PIECE)
        is_last = not after
        try:
            yield cipher.decrypt(prefix + number.to_bytes(4, "big") + bytes([is_last]), piece, header)
        except InvalidTag:
            if number == 0 and not is_last:
                raise Broken("the key is not the one that this backup was made with, or the file is damaged") from None
            raise Broken(f"the backup is damaged or cut off, or the key is another one (piece {number + 1})") from None
        if is_last:
            return
        number, piece = number + 1, after
