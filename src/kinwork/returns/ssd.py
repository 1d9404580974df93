"""The Standard Safeguarding Dataset: a folder of CSV files, one for each object; whether they hang together."""

from __future__ import annotations

from pathlib import Path

from .ssd_check import check, child_of, findings_in, key_of
from .ssd_objects import Column, cells, files_in, lines, numbered_rows_in, objects, rows_in

__all__ = [
    "Column", "cells", "check", "child_of", "files_in", "findings_in", "key_of", "lines", "objects", "read",
    "read_lines", "rows_in",
]  # fmt: skip


Lines = list[tuple[int, dict[str, str]]]


def read_lines(folder: Path) -> dict[str, Lines]:
    """The objects of a folder, as text, each row with its line in its file. Raises ``BadReturn``, also if cut off."""
    return {name: list(numbered_rows_in(file, whole=True)) for name, file in files_in(folder).items()}


def read(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The objects of a folder, as text. Raises ``BadReturn``."""
    return {name: list(rows_in(file)) for name, file in files_in(folder).items()}
