"""Files into an extract, before any database is asked. Pure."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kinwork.returns.problems import BadReturn

from . import from_annex_a, from_ssd
from .extract import ANNEX_A, Extract

MOST_BYTES = 1 << 30  # some three times what 60,000 people and all that was ever recorded of them take


def read(kind: str, path: Path) -> Extract:
    """The extract of a workbook or a folder. Raises ``BadReturn``, before it is read where it is too large."""
    size = sum(file.stat().st_size for file in path.glob("*.csv")) if path.is_dir() else 0
    if size > MOST_BYTES:
        most = MOST_BYTES >> 20
        raise BadReturn(
            f"{path}: files of {size >> 20:,} MB together, expected those of one authority, at most {most:,} MB"
        )
    if kind != ANNEX_A and any(path.glob("ssd_*.csv")) and not (path / "ssd_person.csv").is_file():
        raise BadReturn(
            f"{path}: found no ssd_person.csv, expected the dataset's list of people, which all others name"
        )
    return from_annex_a.read(path) if kind == ANNEX_A else from_ssd.read(path)


def digest_of_files(path: Path) -> str:
    """What stands in the files, in short."""
    found = sha256()
    for file in sorted(path.glob("*.csv")) if path.is_dir() else [path]:
        found.update(file.name.encode())
        found.update(file.read_bytes())
    return found.hexdigest()
