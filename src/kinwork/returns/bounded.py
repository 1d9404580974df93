"""Files of others into memory: only as far as a return can be long, so that a mistaken choice fills no memory."""

from __future__ import annotations

from pathlib import Path

from .problems import BadReturn

MOST_BYTES = 1 << 30  # a file of ten million lines is no return
MOST_POSTCODES = 1 << 31  # tables of every postcode there ever was are longer than a return


def refuse_too_long(path: Path, expected: str, most: int = MOST_BYTES) -> None:
    """Raises ``BadReturn`` where a file is longer; ``OSError`` where there is none."""
    if path.stat().st_size > most:
        raise BadReturn(f"{path}: larger than {_said(most)}, expected {expected}")


def content(path: Path, expected: str, most: int = MOST_BYTES) -> bytes:
    """A file's bytes. Raises ``BadReturn`` where it is longer or cannot be read."""
    try:
        refuse_too_long(path, expected, most)
        with path.open("rb") as file:
            found = file.read(most + 1)  # a pipe says nothing of its length
    except OSError as problem:
        raise BadReturn(f"{path}: {problem.strerror or problem}, expected {expected}") from None
    if len(found) > most:
        raise BadReturn(f"{path}: larger than {_said(most)}, expected {expected}")
    return found


def _said(size: int) -> str:
    """
    >>> _said(1 << 30), _said(1 << 31), _said(1 << 28)
    ('a gigabyte', '2 gigabytes', '256 MB')
    """
    if size < 1 << 30:
        return f"{size >> 20} MB"
    return "a gigabyte" if size >> 30 == 1 else f"{size >> 30} gigabytes"
