"""What the entry says that a text becomes: its passages as they were checked, with who speaks. Knows no database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from .reading.plain import ITEM


class Stands(Protocol):
    """What is left of a passage, and who says it."""

    speaker: str

    @property
    def stands(self) -> str: ...


def composed(passages: Iterable[Stands]) -> str:
    """Light text: a paragraph each, a name where another one speaks; nothing of what was struck out."""
    found = ""
    speaker, before = "", ""
    for one in passages:
        words = one.stands.strip()
        if not words:
            continue
        is_list = bool(ITEM.match(before)) and bool(ITEM.match(words))
        found += ("\n" if is_list else "\n\n") if found else ""
        if one.speaker and one.speaker != speaker:
            found += f"**{one.speaker}:** "
        found += words
        speaker, before = one.speaker, words
    return found
