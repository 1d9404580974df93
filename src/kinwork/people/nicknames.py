"""Names that people are called by for short, and names that are written in several ways: data with its source."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    """Of each name how else it is written, in our letters and in those of other languages."""
    groups: list[set[str]] = []
    for row in _rows():
        if row["kind"] == "alike":
            pair = {row["name"], row["also"]}
            known = [group for group in groups if row["name"] in group]
            for group in known:
                group |= pair
            if not known:
                groups.append(pair)
    found: dict[str, set[str]] = {}
    for group in groups:
        for one in group:
            found.setdefault(one, set()).update(group - {one})
    return {one: tuple(sorted(others)) for one, others in found.items()}


def spellings(word: str) -> tuple[str, ...]:
    """How else this name is written, by other people or in other languages; folded.

    >>> "cabdi" in spellings("abdi"), "عبدی" in spellings("abdi"), spellings("张伟")
    (True, False, ())
    """
    return _alike().get(word, ())


def _rows() -> list[dict[str, str]]:
    text = (resources.files("kinwork.people") / "data" / "names.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    rows = _rows()
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
