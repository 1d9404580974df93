"""What somebody typed to find something written: words, phrases, and what must not be there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST_LETTERS = 200
MOST_WORDS = 12
# A phrase in quotation marks as keyboards and Word make them, or a word; each may be left out by a sign before it.
_PARTS = re.compile(r"""(?P<no>(?<!\S)[-–−])?(?:["“”„«»](?P<phrase>[^"“”„«»]*)(?:["“”„«»]|$)|(?P<word>[^\s"“”„«»]+))""")


@dataclass
class AskedWords:
    """Words in any of their forms, what is to be as it is written, and the same that must not be there."""

    typed: str = ""
    words: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    without_words: list[str] = field(default_factory=list)
    without_phrases: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for: what only leaves out finds nothing."""
        return not (self.words or self.phrases)

    @property
    def only_leaves_out(self) -> bool:
        return self.is_empty and bool(self.without_words or self.without_phrases)


def read(typed: str) -> AskedWords:
    """What was typed, in its parts. Signs without a letter or figure are nothing; a quotation may lack its end.

    >>> asked = read('visited “Alder Street” -school -"no one in"')
    >>> asked.words, asked.phrases, asked.without_words, asked.without_phrases
    (['visited'], ['Alder Street'], ['school'], ['no one in'])
    >>> read("well-being").words, read('-').is_empty, read('"not closed').phrases
    (['well-being'], True, ['not closed'])
    """
    typed = " ".join(typed.replace("\x00", " ").split())[:MOST_LETTERS]
    asked = AskedWords(typed)
    for part in list(_PARTS.finditer(typed))[:MOST_WORDS]:
        said = part["phrase"] if part["phrase"] is not None else part["word"]
        if not any(sign.isalnum() for sign in said):
            continue
        if part["phrase"] is not None:
            (asked.without_phrases if part["no"] else asked.phrases).append(said.strip())
        else:
            (asked.without_words if part["no"] else asked.words).append(said)
    return asked
