"""Finds in a text what may be about others: their names, numbers and addresses. It proposes; people decide.

>>> known = Known.of([Other("Doris Marlow", ("Doris", "Marlow"), ())], own=("Mia", "Marlow"))
>>> [(one.words, one.whose) for one in find("Mia went to Doris. Ring 020 7946 0018.", known)]
[('Doris', 'Doris Marlow'), ('020 7946 0018', '')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

# Names that are words too: only with a capital are they names.
SHORT = 4
TELEPHONE = r"(?<![\d/])(?:\+44[\s-]?\(?0?\)?|0)(?:\d[\s-]?){8,10}\d(?![\d/])"
POSTCODE = r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"
EMAIL = r"[\w.+-]+@[\w-]+\.[\w.-]*\w"
NUMBERS = re.compile(f"{TELEPHONE}|{EMAIL}|{POSTCODE}")
LEAST = 2  # letters of a name


@dataclass(frozen=True)
class Other:
    """Somebody else: what the record calls them in full, each of their names, and numbers and addresses of theirs."""

    name: str
    names: tuple[str, ...]
    written: tuple[str, ...] = ()
    why: str = "T"


@dataclass(frozen=True)
class Found:
    """Words of a text from ``starts`` to before ``ends``; about whom, where that is known; why they may go."""

    starts: int
    ends: int
    words: str
    whose: str
    why: str


@dataclass(frozen=True)
class Known:
    """What is looked for, put together once for a whole record."""

    pattern: re.Pattern[str] | None
    whose: dict[str, tuple[str, str]]
    own: frozenset[str]

    @classmethod
    def of(cls, others: Iterable[Other], own: Sequence[str] = (), own_numbers: Sequence[str] = ()) -> Known:
        """``own`` names are never looked for by themselves: a surname that is theirs too says nothing of another."""
        mine = {fold(name) for name in own}
        whose: dict[str, tuple[str, str]] = {}
        for other in others:
            for words in (other.name, *other.written):
                if len(words.strip()) > LEAST and fold(words) not in mine:
                    whose.setdefault(fold(words), (other.name, other.why))
            for name in other.names:
                for part in {name, *name.split()}:
                    if len(part) >= LEAST and fold(part) not in mine:
                        whose.setdefault(fold(part), (other.name, other.why))
        longest_first = sorted(whose, key=lambda words: (-len(words), words))
        pattern = None
        if longest_first:
            spelled = (re.escape(words).replace(r"\ ", r"\s+") for words in longest_first)
            pattern = re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)
        return cls(pattern, whose, frozenset(re.sub(r"\W", "", number).casefold() for number in own_numbers))


def fold(words: str) -> str:
    """As it is compared: in small letters, with single spaces."""
    return " ".join(words.split()).casefold()


def find(text: str, known: Known) -> list[Found]:
    """What may have to be taken out, in the order of the text; nothing twice."""
    found: list[Found] = []
    if known.pattern is not None:
        for match in known.pattern.finditer(text):
            words = match[0]
            if len(words) <= SHORT and " " not in words and words[0].islower():
                continue  # "will", "may", "mark"
            whose, why = known.whose[fold(words)]
            found.append(Found(match.start(), match.end(), words, whose, why))
    for match in NUMBERS.finditer(text):
        said = re.sub(r"\W", "", match[0]).casefold()
        if said not in known.own and not any(one.starts < match.end() and match.start() < one.ends for one in found):
            found.append(Found(match.start(), match.end(), match[0], "", "T"))
    return sorted(found, key=lambda one: one.starts)


def places_of(text: str, words: str) -> list[tuple[int, int]]:
    r"""Wherever somebody's words stand as whole words, in large or small letters, however they are spaced.

    >>> places_of("Gin at nine, gin\nat ten; ginger", "gin at")
    [(0, 6), (13, 19)]
    """
    spelled = re.escape(" ".join(words.split())).replace(r"\ ", r"\s+")
    return [match.span() for match in re.finditer(rf"(?<!\w){spelled}(?!\w)", text, re.IGNORECASE)]


def sentence_around(text: str, starts: int, ends: int) -> tuple[int, int]:
    """From where to where the sentence goes in which words stand.

    >>> text = "It was late. Nan Doris drinks. We left."
    >>> text[slice(*sentence_around(text, 17, 22))]
    'Nan Doris drinks.'
    """
    first = max(
        (at + len(mark) for mark in (". ", "! ", "? ", "\n") if (at := text.rfind(mark, 0, starts)) >= 0), default=0
    )
    last = min((at + 1 for mark in (".", "!", "?", "\n") if (at := text.find(mark, ends)) >= 0), default=len(text))
    return first, len(text[:last].rstrip())


@dataclass(frozen=True)
class Cut:
    """What is taken out of a text, and the letter that stands there instead."""

    starts: int
    ends: int
    why: str


@dataclass(frozen=True)
class Left:
    """A text after cutting: pieces that stay as strings, and letters of what was taken out, in their order."""

    pieces: list[tuple[str, str]] = field(default_factory=list)  # (text, "") or ("", letter)

    @property
    def text(self) -> str:
        """What is given, each bar as its letter in brackets."""
        return "".join(text or f"[{letter}]" for text, letter in self.pieces)


def cut(text: str, cuts: Iterable[Cut]) -> Left:
    """The text without what is taken out; cuts that touch or overlap are one, with the letters of all.

    >>> cut("Nan Doris drinks.", [Cut(0, 9, "T"), Cut(4, 16, "H")]).pieces
    [('', 'T H'), ('.', '')]
    """
    left, at = Left(), 0
    merged: list[tuple[int, int, list[str]]] = []
    for one in sorted(cuts, key=lambda one: (one.starts, one.ends)):
        if merged and one.starts <= merged[-1][1]:
            starts, ends, why = merged[-1]
            merged[-1] = (starts, max(ends, one.ends), why if one.why in why else [*why, one.why])
        else:
            merged.append((one.starts, one.ends, [one.why]))
    for starts, ends, why in merged:
        if at < starts:
            left.pieces.append((text[at:starts], ""))
        left.pieces.append(("", " ".join(why)))
        at = ends
    if at < len(text):
        left.pieces.append((text[at:], ""))
    return left


def still_there(words: Iterable[str], given: str, extracted: str) -> list[str]:
    """Words that were taken out and can be read all the same: more often on paper than in what is given on purpose.

    Spaces and line ends do not count: paper breaks lines where it likes.

    >>> still_there(["Doris"], "Mia and [T]", "Mia and [T]"), still_there(["Doris"], "Mia and [T]", "Mia and\\nDo ris")
    ([], ['Doris'])
    """
    said, read = _bare(given), _bare(extracted)
    return sorted({one for one in words if (bare := _bare(one)) and read.count(bare) > said.count(bare)})


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text).casefold()
