"""Where files are kept: each under the fingerprint of its content, the same content once, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

PIECE = 1 << 20
INCOMING = "incoming"
FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Blob:
    """Something that is kept: its SHA-256 and its size in bytes."""

    sha256: str
    size: int


class Damaged(Exception):
    """What is there is not what was kept under this fingerprint."""


class Store:
    """A folder of files. Nothing in it is ever changed; a name says what must be in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, sha256: str) -> Path:
        """Where it is, or would be."""
        if not FINGERPRINT.fullmatch(sha256):
            raise ValueError("not a fingerprint")
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    @contextmanager
    def aside(self) -> Iterator[Path]:
        """A folder for what has just come in, on the same disk; gone with the block."""
        above = self.folder / INCOMING
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        above.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=above) as folder:
            yield Path(folder)

    def put(self, content: IO[bytes]) -> Blob:
        """Keep this. Once it returns, it is on the disk; a crash before leaves nothing under its name."""
        with self.aside() as folder:
            fresh = folder / "content"
            digest, size = hashlib.sha256(), 0
            with fresh.open("wb") as into:
                os.fchmod(into.fileno(), 0o600)
                while piece := content.read(PIECE):
                    digest.update(piece)
                    size += len(piece)
                    into.write(piece)
                into.flush()
                os.fsync(into.fileno())
            blob = Blob(digest.hexdigest(), size)
            path = self.path_of(blob.sha256)
            if self._is_whole(blob):
                os.utime(path)  # it is wanted again: what looks for what is not, leaves it
                return blob
            for above in (path.parent.parent, path.parent):
                above.mkdir(mode=0o700, exist_ok=True)
            fresh.replace(path)
            for above in (path.parent, path.parent.parent, self.folder):
                _to_disk(above)
            return blob

    def _is_whole(self, blob: Blob) -> bool:
        path = self.path_of(blob.sha256)
        return path.is_file() and path.stat().st_size == blob.size and _digest(path) == blob.sha256

    def read(self, sha256: str) -> bytes:
        """The whole content. Raises ``FileNotFoundError``, or :class:`Damaged` where the disk has spoiled it."""
        content = self.path_of(sha256).read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged(sha256)
        return content

    def all(self) -> Iterator[tuple[str, int, datetime]]:
        """Everything that is kept: fingerprint, size, and since when it was last wanted."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if FINGERPRINT.fullmatch(path.name):
                with suppress(FileNotFoundError):  # gone since
                    said = path.stat()
                    yield path.name, said.st_size, datetime.fromtimestamp(said.st_mtime).astimezone()

    def wanted_at(self, sha256: str) -> datetime:
        """When it was last wanted."""
        return datetime.fromtimestamp(self.path_of(sha256).stat().st_mtime).astimezone()

    def forget(self, sha256: str) -> None:
        """Take it away for good: for what no row names any more."""
        self.path_of(sha256).unlink(missing_ok=True)

    def sweep(self, before: datetime) -> int:
        """What a crash has left half-way. Returns how much of it there was."""
        found = 0
        for left in (self.folder / INCOMING).glob("*") if (self.folder / INCOMING).is_dir() else ():
            with suppress(FileNotFoundError):
                if left.stat().st_mtime < before.timestamp():
                    shutil.rmtree(left, ignore_errors=True)
                    found += 1
        return found


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _to_disk(folder: Path) -> None:
    """A new name is there after a power cut only once its folder has been written."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
