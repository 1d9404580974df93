"""A bag as RFC 8493 (BagIt 1.0) has it: what it holds under ``data/``, and of each file the SHA-256 beside it.

It is written in one go, file after file, into a folder or as a ZIP into whatever takes bytes: nothing is held in memory
but names. The declaration and the manifests come last, so that what was cut off is no bag.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Protocol, TypeVar

from .counting import Records

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
DECLARED, INFO, PAYLOAD = "bagit.txt", "bag-info.txt", "data/"
OXUM = "Payload-Oxum"
PIECE = 1 << 20
# Two archives of the same record are equal: no file says when it was written. The first day that a ZIP knows.
NO_DAY = (1980, 1, 1, 0, 0, 0)


class Place(Protocol):
    """Where the files of a bag go."""

    def open(self, path: str) -> AbstractContextManager[IO[bytes]]:
        """A new file, to be written from its beginning to its end."""

    def close(self) -> None:
        """All are written."""

    def abandon(self) -> None:
        """It will not be written to its end."""


class Folder:
    """Files in a folder that is there and empty, for its owner alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        at = self.folder / path
        at.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(at, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", PIECE) as file:
            yield file

    def close(self) -> None:
        """All of it is on the disk."""
        for above, _, _ in os.walk(self.folder):
            handle = os.open(above, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def abandon(self) -> None:
        """What is there is taken away by whoever made the folder."""


class Zipped:
    """One ZIP into whatever takes bytes, also a pipe; all of it in one folder, as RFC 8493 (section 4) wants it."""

    def __init__(self, into: IO[bytes], name: str) -> None:
        self.name = name
        self.zip = zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED)

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        said = zipfile.ZipInfo(f"{self.name}/{path}", NO_DAY)
        said.compress_type, said.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        with self.zip.open(said, "w", force_zip64=True) as file:
            yield file

    def close(self) -> None:
        self.zip.close()

    def abandon(self) -> None:
        self.zip.fp = None  # else it would write its end when it is let go


class Written:
    """A file that is being written, its sum, and how much it is."""

    def __init__(self, into: IO[bytes]) -> None:
        self.into, self.digest, self.size = into, hashlib.sha256(), 0

    def write(self, some: bytes | memoryview) -> None:
        self.digest.update(some)
        self.size += len(some)
        self.into.write(some)

    def text(self, some: str) -> None:
        self.write(some.encode())

    def copy(self, file: IO[bytes]) -> None:
        while piece := file.read(PIECE):
            self.write(piece)


class Table(Written):
    """A CSV file, with how many rows it has below its head."""

    def __init__(self, into: IO[bytes]) -> None:
        super().__init__(into)
        self.records = Records()

    def write(self, some: bytes | memoryview) -> None:
        super().write(some)
        self.records.feed(bytes(some))

    @property
    def rows(self) -> int:
        return self.records.number - 1


W = TypeVar("W", bound=Written)


def in_manifest(path: str) -> str:
    """A path as a manifest has it (RFC 8493, section 2.1.3).

    >>> in_manifest("data/100%.pdf")
    'data/100%25.pdf'
    """
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


class Bag:
    """A bag that is being filled. What is not closed is none."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.octets = self.streams = 0
        self.counted: dict[str, int] = {}
        self._manifest = tempfile.TemporaryFile()  # noqa: SIM115 -- names and sums; gone with the process

    @contextmanager
    def file(self, path: str) -> Iterator[Written]:
        """A file of what the bag holds."""
        with self._payload(path, Written) as written:
            yield written
        folder = path.partition("/")[0] + "/" if "/" in path else path
        self.counted[folder] = self.counted.get(folder, 0) + 1

    @contextmanager
    def table(self, path: str) -> Iterator[Table]:
        """A table; how many rows it has is noted."""
        with self._payload(path, Table) as written:
            yield written
        self.counted[path] = written.rows

    @contextmanager
    def _payload(self, path: str, kind: type[W]) -> Iterator[W]:
        with self.place.open(PAYLOAD + path) as into:
            written = kind(into)
            yield written
        self.octets += written.size
        self.streams += 1
        self._manifest.write(f"{written.digest.hexdigest()}  {in_manifest(PAYLOAD + path)}\n".encode())

    def close(self, info: Mapping[str, str]) -> str:
        """Write what says that it is whole; ``info`` is for whoever gets it. Returns the manifest's SHA-256."""
        said = {**info, OXUM: f"{self.octets}.{self.streams}"}
        tags: list[tuple[str, str]] = []
        self._manifest.seek(0)
        with self._tag(MANIFEST, tags) as manifest:
            manifest.copy(self._manifest)
        self._manifest.close()
        with self._tag(INFO, tags) as written:
            written.text("".join(f"{name}: {' '.join(value.split())}\n" for name, value in said.items()))
        with self._tag(DECLARED, tags) as written:
            written.write(DECLARATION)
        with self._tag(TAG_MANIFEST, []) as written:
            written.text("".join(f"{sha256}  {name}\n" for name, sha256 in tags))
        self.place.close()
        return tags[0][1]

    @contextmanager
    def _tag(self, name: str, tags: list[tuple[str, str]]) -> Iterator[Written]:
        with self.place.open(name) as into:
            written = Written(into)
            yield written
        tags.append((name, written.digest.hexdigest()))
