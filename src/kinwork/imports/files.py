"""Files into an extract, before any database is asked. Pure."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from . import from_annex_a, from_ssd
from .extract import ANNEX_A, Extract


def read(kind: str, path: Path) -> Extract:
    """The extract of a workbook or a folder. Raises ``BadReturn``."""
    return from_annex_a.read(path) if kind == ANNEX_A else from_ssd.read(path)


def digest_of_files(path: Path) -> str:
    """What stands in the files, in short."""
    found = sha256()
    for file in sorted(path.glob("*.csv")) if path.is_dir() else [path]:
        found.update(file.name.encode())
        found.update(file.read_bytes())
    return found.hexdigest()
