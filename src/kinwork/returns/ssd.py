"""The Standard Safeguarding Dataset: a folder of CSV files, one for each object; whether they hang together."""

from __future__ import annotations

from pathlib import Path

from .ssd_check import check
from .ssd_objects import Column, cells, files_in, lines, objects, rows_in

__all__ = ["Column", "cells", "check", "files_in", "lines", "objects", "read", "rows_in"]


def read(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The objects of a folder, as text. Raises ``BadReturn``."""
    return {name: list(rows_in(file)) for name, file in files_in(folder).items()}
