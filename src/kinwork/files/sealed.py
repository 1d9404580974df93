"""A file enciphered in pieces, so that any part of it can be read by itself, and none changed, moved or cut off unseen.

Each piece of 64 KiB is sealed by AES-256-GCM (NIST SP 800-38D) under the file's own random key; its nonce counts the
pieces, and the size of the whole stands in what every piece is bound to. A key seals one file and nothing else, so that
no nonce comes twice. The keys of files are sealed by the key of the installation, of which there may be former ones.
"""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"KWSEAL01"
HEADER = len(MAGIC) + 8
PIECE = 1 << 16
TAG = 16
KEY = 32
NONCE = 12


class CannotOpen(Exception):
    """The key is another one, or what is there is not what was sealed."""


def new_key() -> bytes:
    """For one file."""
    return secrets.token_bytes(KEY)


def seal(clear: IO[bytes], into: IO[bytes], key: bytes, size: int) -> None:
    """Encipher ``size`` bytes as they come: one piece is in memory."""
    header, cipher = MAGIC + size.to_bytes(8, "big"), AESGCM(key)
    into.write(header)
    for number in range(_pieces(size)):
        piece = clear.read(min(PIECE, size - number * PIECE))
        if len(piece) != min(PIECE, size - number * PIECE):
            raise ValueError("the file is shorter than was said")
        into.write(cipher.encrypt(_nonce(number), piece, header))


def _pieces(size: int) -> int:
    return -(-size // PIECE)


def _nonce(number: int) -> bytes:
    return number.to_bytes(NONCE, "big")


def opened(sealed: IO[bytes], key: bytes, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The bytes from ``start`` to before ``end``, piece by piece. Raises :class:`CannotOpen`."""
    header = sealed.read(HEADER)
    if len(header) != HEADER or not header.startswith(MAGIC):
        raise CannotOpen("nothing that was sealed")
    size = int.from_bytes(header[len(MAGIC) :], "big")
    end = size if end is None else min(end, size)
    cipher = AESGCM(key)
    for number in range(start // PIECE, _pieces(end)):
        sealed.seek(HEADER + number * (PIECE + TAG))
        try:
            piece = cipher.decrypt(_nonce(number), sealed.read(min(PIECE, size - number * PIECE) + TAG), header)
        except InvalidTag:
            raise CannotOpen(f"piece {number} is not as it was sealed") from None
        first = number * PIECE
        yield piece[max(0, start - first) : end - first]


@dataclass(frozen=True)
class Ring:
    """The keys of an installation: the first seals, all open."""

    keys: tuple[bytes, ...]

    def wrap(self, key: bytes, about: str) -> bytes:
        """A file's key, sealed; ``about``: the fingerprint of the file that it opens, and of no other."""
        current, nonce = self.keys[0], secrets.token_bytes(NONCE)
        return _name(current) + nonce + AESGCM(current).encrypt(nonce, key, about.encode())

    def unwrap(self, wrapped: bytes, about: str) -> bytes:
        """Raises :class:`CannotOpen`."""
        for key in self.keys:
            if wrapped.startswith(_name(key)):
                try:
                    return AESGCM(key).decrypt(wrapped[4 : 4 + NONCE], wrapped[4 + NONCE :], about.encode())
                except InvalidTag:
                    raise CannotOpen("the key of this file is damaged") from None
        raise CannotOpen("the installation has not the key by which this was sealed")


def _name(key: bytes) -> bytes:
    return sha256(b"kinwork key " + key).digest()[:4]


def ring(file: Path, *, make: bool = True) -> Ring:
    """The installation's keys: one a line in base64, the newest first; made where there is none yet."""
    if make and not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
                new.write(base64.b64encode(new_key()) + b"\n")
                new.flush()
                os.fsync(new.fileno())
        except FileExistsError:  # made by another process in this moment
            pass
    try:
        keys = tuple(base64.b64decode(line, validate=True) for line in file.read_bytes().split())
    except (OSError, ValueError):
        raise CannotOpen(f"{file} cannot be read, or holds no keys") from None
    if not keys or any(len(key) != KEY for key in keys):
        raise CannotOpen(f"{file} holds no keys of {KEY} bytes")
    return Ring(keys)
