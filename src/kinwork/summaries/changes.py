"""What changed in a summary from one version to the next, part by part. Pure but for the lines that it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinwork.meetings.changes import difference

from .models import Part
from .queries import PartLines, Version


@dataclass(frozen=True)
class PartChange:
    """A part with what was put in and taken out: ("same" | "new" | "gone", words)."""

    part: Part
    marked: Sequence[tuple[str, str]]

    @property
    def is_changed(self) -> bool:
        return any(kind != "same" for kind, _ in self.marked)


def marked(before: str, now: str) -> list[tuple[str, str]]:
    """A text with what is new and what is gone."""
    found: list[tuple[str, str]] = []
    at = 0
    for change in difference(before, now):
        found += [("same", before[at : change.start]), ("gone", change.removed), ("new", change.text)]
        at = change.end
    return [(kind, words) for kind, words in (*found, ("same", before[at:])) if words]


def changes(before: Version | None, now: Version, *, own_only: bool = False) -> list[PartChange]:
    """Every part that has or had words. ``own_only``: without what comes from entries, for what is kept elsewhere."""

    def words(part: PartLines) -> str:
        return (part.own.text.strip() if part.own else "") if own_only else part.text

    found = []
    for part in Part:
        was, is_ = words(before[part]) if before else "", words(now[part])
        if was or is_:
            found.append(PartChange(part, marked(was, is_)))
    return found
