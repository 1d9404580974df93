"""Backups are encrypted by age (age-encryption.org/v1): whoever has the key reads them without Kinwork, by ``age -d``.

They are made for recipients (``age1…``), whose keys need not be on this machine. That tells who may read, and that
nothing was changed or cut off since; it does not tell who has written, since everybody may encrypt for a recipient.
Whose records they are is told by a head of the audit log that was noted elsewhere.
"""

from __future__ import annotations

from typing import IO, Any

import pyrage

MAGIC = b"age-encryption.org/"
NO_KEY_FITS = "No matching keys found"  # pyrage has one exception for everything; test_encryption.py knows its words


class Broken(Exception):
    """The encrypted file is not what was encrypted, or the key is another one. The message says which, where known."""


class _Remembering:
    """A file, and the first thing that went wrong in it.

    What is left at the end pyrage writes without looking whether it could be (a dropped ``BufWriter``): on a full disk
    the end would be missing and nothing said. And what goes wrong earlier it passes on as mere words.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.problem: BaseException | None = None

    def read(self, size: int) -> Any:
        return self._does(self.file.read, size)

    def write(self, some: bytes) -> Any:
        return self._does(self.file.write, some)

    def flush(self) -> None:
        self._does(self.file.flush)

    def _does(self, what: Any, *arguments: object) -> Any:
        try:
            return what(*arguments)
        except BaseException as problem:  # Ctrl-C too
            self.problem = self.problem or problem
            raise


def encrypt(clear: IO[bytes], into: IO[bytes], recipients: list[pyrage.x25519.Recipient]) -> None:
    """From one file into another, as it comes, for anybody of ``recipients`` to read."""
    reading, writing = _Remembering(clear), _Remembering(into)
    try:
        pyrage.encrypt_io(reading, writing, recipients)
    except (pyrage.EncryptError, OSError):
        if not (reading.problem or writing.problem):
            raise
    if problem := reading.problem or writing.problem:
        raise problem


def decrypt(encrypted: IO[bytes], into: IO[bytes], identities: list[pyrage.x25519.Identity]) -> None:
    """From one file into another, as it comes.

    Raises :class:`Broken` where it is not as it was encrypted or the end is missing: whoever must not act on a part
    reads to the end first. What goes wrong in one of the two files is raised as it is.
    """
    start = encrypted.read(len(MAGIC))
    if start != MAGIC:
        raise Broken("this is not a backup made by `kinwork backup`")
    encrypted.seek(-len(MAGIC), 1)
    reading, writing = _Remembering(encrypted), _Remembering(into)
    broken = None
    try:
        pyrage.decrypt_io(reading, writing, identities)
    except pyrage.DecryptError as said:  # of the header
        if str(said) == NO_KEY_FITS:
            broken = "the key is not one that this backup was made for, or the file is damaged"
        else:
            broken = "the beginning of this backup is damaged or cut off"
    except OSError:  # of a piece behind it
        broken = "the backup is damaged or cut off"
    if problem := reading.problem or writing.problem:
        raise problem
    if broken:
        raise Broken(broken)
