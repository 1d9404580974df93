"""Where an archive goes: one file encrypted by age, a ZIP, or a folder; under another name until it is whole."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pyrage.x25519 import Recipient

from kinwork.archive.bag import Bag, Folder, Place, Zipped
from kinwork.archive.checking import Checked, below_one_folder, check, in_folder, in_zip
from kinwork.archive.unzipping import NotWhole, files_in

from . import encryption
from .backup_keys import Keys

PART = ".part"


def aside(path: Path) -> Path:
    """What it is called while it is made."""
    return path.with_name(path.name + PART)


@contextmanager
def new_bag(path: Path, recipients: list[Recipient]) -> Iterator[Bag]:
    """A bag to be filled and closed in the block. Then it is at ``path``, or nothing is where anything went wrong.

    Without recipients it is in the clear: a ZIP where its name ends so, else a folder.
    """
    part = aside(path)
    try:
        if recipients:
            name = _name_in(path)
            with _new_file(part) as file, _encrypted(file, recipients) as into, _filled(Zipped(into, name)) as bag:
                yield bag
        elif path.suffix.lower() == ".zip":
            with _new_file(part) as file, _filled(Zipped(file, _name_in(path))) as bag:
                yield bag
        else:
            part.mkdir(mode=0o700)
            with _filled(Folder(part)) as bag:
                yield bag
        part.rename(path)
    finally:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        else:
            part.unlink(missing_ok=True)


@contextmanager
def _filled(place: Place) -> Iterator[Bag]:
    try:
        yield Bag(place)
    except BaseException:
        place.abandon()
        raise


def _name_in(path: Path) -> str:
    """The one folder in a ZIP: the file's name without its endings."""
    return path.name.partition(".")[0] or "kinwork-archive"


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _encrypted(into: IO[bytes], recipients: list[Recipient]) -> Iterator[IO[bytes]]:
    """What is written here, encrypted as it comes, by a thread beside: whoever writes asks the database."""
    reading, writing = os.pipe()
    wrong: list[BaseException] = []

    def work() -> None:
        try:
            with os.fdopen(reading, "rb") as clear:
                encryption.encrypt(clear, into, recipients)
        except BaseException as problem:
            wrong.append(problem)

    at_work = threading.Thread(target=work, name="kinwork archive", daemon=True)
    at_work.start()
    try:
        with suppress(BrokenPipeError), os.fdopen(writing, "wb") as out:  # whoever stopped reading says why
            yield out
    finally:
        at_work.join()
    if wrong:
        raise wrong[0]


def is_encrypted(path: Path) -> bool:
    """Whether it is an age file."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(encryption.MAGIC)) == encryption.MAGIC


def verify(path: Path, keys: Keys | None) -> Checked:
    """Read an archive to its end. Raises ``NotWhole`` or ``Broken``."""
    if path.is_dir():
        return check(in_folder(path))
    if not is_encrypted(path):
        return check(below_one_folder(in_zip(path)))
    assert keys is not None
    with path.open("rb") as file, _decrypted(file, keys) as clear:
        return check(below_one_folder(files_in(clear)))


@contextmanager
def _decrypted(encrypted: IO[bytes], keys: Keys) -> Iterator[IO[bytes]]:
    """What is in it, as it comes: nothing of it is in the clear on the disk."""
    reading, writing = os.pipe()
    wrong: list[BaseException] = []

    def work() -> None:
        try:
            with suppress(BrokenPipeError), os.fdopen(writing, "wb") as out:
                encryption.decrypt(encrypted, out, keys.identities)
        except BaseException as problem:
            wrong.append(problem)

    at_work = threading.Thread(target=work, name="kinwork archive", daemon=True)
    at_work.start()
    try:
        with os.fdopen(reading, "rb") as clear:
            yield clear
    except NotWhole:
        at_work.join()
        if wrong:
            raise wrong[0] from None
        raise
    at_work.join()
    if wrong:
        raise wrong[0]
