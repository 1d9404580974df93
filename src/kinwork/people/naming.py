"""What a name can be: any script, one word or many; not a picture, and not longer than a name is."""

from __future__ import annotations

import unicodedata

LONGEST = 120
# Joiners that Persian, Urdu and the scripts of India write within words.
JOINERS = "\u200c\u200d"
# Small words that belong to the name after them: Mc Donald, El Amin and Ni Riain are mcdonald, elamin and niriain too.
# The database folds names by the same (sql/1_folding.sql).
BEFORE_A_NAME = (
    "mc", "mac", "o", "al", "el", "ul", "ur", "de", "da", "di", "du", "del", "dos", "van", "von", "der", "den", "la",
    "le", "st", "ni", "nic", "ap", "ab", "abd", "abdul", "abu", "bin", "bint", "ibn", "ben", "fitz", "ter", "ten",
)  # fmt: skip


def wrong_in_name(typed: str) -> str:
    """What is wrong with a name, in words, and what would be right; empty where nothing is.

    >>> [wrong_in_name(name) for name in ("Siân", "O’Brien-Ńgwenya", "张伟", "እንዳለ", "علی‌رضا", "བཀྲ་ཤིས།", "")]
    ['', '', '', '', '', '', '']
    >>> wrong_in_name("Zoë 👶")
    '“👶” is not part of a name. Use letters, spaces, hyphens and apostrophes.'
    >>> wrong_in_name("x" * 400)
    'This is 400 characters long; a name here has up to 120. Put the rest under other names.'
    """
    if len(typed) > LONGEST:
        return f"This is {len(typed)} characters long; a name here has up to {LONGEST}. Put the rest under other names."
    for at, sign in enumerate(typed):
        category = unicodedata.category(sign)
        between = sign in JOINERS and 0 < at < len(typed) - 1 and typed[at - 1].isalpha() and typed[at + 1].isalpha()
        own = category[0] == "P" and ord(sign) > 0x7F and not 0x2000 <= ord(sign) < 0x2070  # such as the Tibetan ་
        if category[0] in "LMN" or sign in " '’ʻʼ`´.,()/-‐‑–·" or between or own:
            continue
        shown = f"“{sign}”" if category[0] in "SP" else "An invisible character"
        return f"{shown} is not part of a name. Use letters, spaces, hyphens and apostrophes."
    return ""
