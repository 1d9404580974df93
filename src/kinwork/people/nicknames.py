"""Names that people are called by for short, and names that are written in several ways: data with its source."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def _table() -> dict[str, tuple[str, ...]]:
    text = (resources.files("kinwork.people") / "data" / "names.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    found: dict[str, dict[str, None]] = {}
    groups: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["name"], {})[row["also"]] = None
        found.setdefault(row["also"], {})[row["name"]] = None
        if row["kind"] == "alike":
            groups.setdefault(row["name"], [row["name"]]).append(row["also"])
    for group in groups.values():  # each of the group is like all others
        for one in group:
            found[one] |= dict.fromkeys(other for other in group if other != one)
    return {name: tuple(others) for name, others in found.items()}


def nicknames(word: str) -> tuple[str, ...]:
    """Other names that a person of this name may go by, folded; none for most words.

    >>> "catherine" in nicknames("kate"), "neve" in nicknames("niamh"), nicknames("xyz")
    (True, True, ())
    """
    return _table().get(word, ())
