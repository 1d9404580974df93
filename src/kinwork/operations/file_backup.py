"""Backup and restore of attached files: a tar of their folder as it is, encrypted by age like the database beside it.

Files are only ever added, so what is written after the database was holds everything that it names.
"""

from __future__ import annotations

import os
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pyrage.x25519 import Recipient

from kinwork.files.store import FINGERPRINT, Store

from . import encryption
from .backup_keys import Keys

BESIDE = ".files"
RECORDINGS = ".recordings"


def beside(path: Path, ending: str = BESIDE) -> Path:
    """Where the files of a backup are, or its recordings."""
    return path.with_name(path.name + ending)


def backup(store: Store, path: Path, recipients: list[Recipient]) -> int:
    """Write all files. All or nothing: it appears when it is whole. Returns how many there are."""
    aside = path.with_name(path.name + ".part")
    counted: list[int] = []
    try:
        with aside.open("wb") as into:
            os.fchmod(into.fileno(), 0o600)
            with _piped(lambda out: counted.append(_pack(store, out))) as packed:
                encryption.encrypt(packed, into, recipients)
            into.flush()
            os.fsync(into.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return counted[0]


def _pack(store: Store, out: IO[bytes]) -> int:
    number = 0
    with tarfile.open(fileobj=out, mode="w|") as packed:
        for sha256, _, wanted in store.all():
            path = store.path_of(sha256)
            with suppress(FileNotFoundError), path.open("rb") as content:  # what no entry ever had may go meanwhile
                said = tarfile.TarInfo(str(path.relative_to(store.folder)))
                said.size, said.mode, said.mtime = os.fstat(content.fileno()).st_size, 0o600, int(wanted.timestamp())
                packed.addfile(said, content)
                number += 1
    return number


def read_whole(path: Path, keys: Keys) -> None:
    """Read it to its end, so that nothing is touched for a file that is not whole. Raises ``Broken``."""
    with path.open("rb") as encrypted, open(os.devnull, "wb") as nowhere:
        encryption.decrypt(encrypted, nowhere, keys.identities)


def restore(store: Store, path: Path, keys: Keys) -> int:
    """Put all files back; what is there already stays. Returns how many there are. Raises ``Broken``."""
    number = 0
    with (
        path.open("rb") as encrypted,
        _piped(lambda out: encryption.decrypt(encrypted, out, keys.identities)) as packed,
    ):
        for name, content in _unpack(packed):
            if store.put(content).sha256 != name:
                raise encryption.Broken(f"the file {name[:12]}… in {path.name} is not what was kept")
            number += 1
    return number


def _unpack(packed: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(fileobj=packed, mode="r|") as opened:
        for said in opened:
            name, content = said.name.rpartition("/")[2], opened.extractfile(said)
            if said.isfile() and content is not None and FINGERPRINT.fullmatch(name):
                yield name, content


@contextmanager
def _piped(write: Callable[[IO[bytes]], object]) -> Iterator[IO[bytes]]:
    """What one side writes, for the other to read while it comes. What goes wrong there is raised here."""
    reading, writing = os.pipe()
    wrong: list[BaseException] = []

    def work() -> None:
        try:
            with suppress(BrokenPipeError), os.fdopen(writing, "wb") as out:
                write(out)
        except BaseException as problem:
            wrong.append(problem)

    at_work = threading.Thread(target=work, name="kinwork files", daemon=True)
    at_work.start()
    try:
        with os.fdopen(reading, "rb") as came:
            yield came
            while came.read(1 << 20):  # behind the end of a tar stands more of it
                pass
    except tarfile.TarError:
        at_work.join()
        if not wrong:
            raise encryption.Broken("what is in it are no files") from None
    at_work.join()
    if wrong:
        raise wrong[0]
