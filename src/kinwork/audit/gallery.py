"""The tables that five evaluations of systemic units printed: transcribed, right and wrong as they stand.

>>> len(tables())
19
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from .checking import read_file
from .table import Table

FOLDER = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Table]:
    """The gallery's tables by the names of their files."""
    return {path.stem: read_file(path) for path in paths()}


def paths() -> list[Path]:
    """The gallery's files."""
    return sorted(FOLDER.glob("*.yaml"))
