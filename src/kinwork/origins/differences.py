"""What was changed in a passage, word by word. Knows no Django."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 3_000  # longer than any passage; beyond it, what was and what is stand one after the other


@dataclass(frozen=True)
class Run:
    """Letters that stayed, went or came: ``same``, ``out``, ``in``."""

    text: str
    how: str


def differences(was: str, now: str) -> list[Run]:
    """From the one text to the other; what is left out and what comes put together give both again.

    >>> [(one.how, one.text) for one in differences("He hit her.", "He held her.")]
    [('same', 'He '), ('out', 'hit'), ('in', 'held'), ('same', ' her.')]
    """
    before, after = WORDS.findall(was), WORDS.findall(now)
    if max(len(before), len(after)) > MOST_WORDS:
        return [Run(was, "out"), Run(now, "in")]
    found: list[Run] = []
    for how, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if how == "equal":
            found.append(Run("".join(before[a:b]), "same"))
            continue
        if b > a:
            found.append(Run("".join(before[a:b]), "out"))
        if d > c:
            found.append(Run("".join(after[c:d]), "in"))
    return found
