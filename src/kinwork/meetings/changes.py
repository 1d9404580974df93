"""Changes of a text: found, applied, taken back, one after another. Pure; positions count characters.

What a box holds is known at each version by the changes that led to it (``Revision``), so that who still has an older
version on the screen can be told what became of it, and what they typed meanwhile finds its place.

>>> first = [replaced("The school rang.", 11, 15, "wrote", by="Ada")]
>>> applied("The school rang.", first)
'The school wrote.'
>>> taken_back("The school wrote.", first)
'The school rang.'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any

from rapidfuzz.distance import Indel

TOKEN = re.compile(r"(?:\w[\u0300-\u036f]*)+|\s+|[^\w\s]", re.UNICODE)
LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Comparing takes time and memory by the product of the two lengths: so many pairs take about a tenth of a second.
# Longer texts are compared line by line; when that is too long as well, as one change.
PAIRS = 100_000_000
# What two texts share counts as left alone from so many words on: a rewritten sentence has "by the" in common with the
# old one by chance.
WORDS_IN_COMMON = 4


class NotThatText(ValueError):
    """Changes were to be applied to, or taken back from, a text that they are not of."""


@dataclass(frozen=True)
class Added:
    """Words put in, and by whom.

    ``anchor``: the place in the old text that they belong to. It is before the place where they stand when other words,
    put in at the same place at the same time, went first: whoever goes on with those writes before these. It is behind
    that place when they were typed behind words that went afterwards.
    """

    text: str
    anchor: int
    by: str = ""


@dataclass(frozen=True)
class Change:
    """``old[start : start + len(removed)]``, which is ``removed``, became the texts of ``added``."""

    start: int
    removed: str
    added: tuple[Added, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.removed)

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.added)

    def moved(self, by: int) -> Change:
        added = tuple(replace(one, anchor=one.anchor + by) for one in self.added)
        return Change(self.start + by, self.removed, added)


Changes = Sequence[Change]


def replaced(old: str, start: int, end: int, new: str, *, by: str = "", anchor: int | None = None) -> Change:
    """One stretch of a text with other words in its place."""
    added = (Added(new, start if anchor is None else anchor, by),) if new else ()
    return Change(start, old[start:end], added)


def applied(old: str, changes: Changes) -> str:
    """The text afterwards. Raises :class:`NotThatText`."""
    parts: list[str] = []
    at = 0
    for change in changes:
        if change.start < at or old[change.start : change.end] != change.removed:
            raise NotThatText
        parts += [old[at : change.start], change.text]
        at = change.end
    return "".join([*parts, old[at:]])


def taken_back(new: str, changes: Changes) -> str:
    """The text before. Raises :class:`NotThatText`."""
    parts: list[str] = []
    at = shift = 0
    for change in changes:
        start = change.start + shift
        if start < at or not new.startswith(change.text, start):
            raise NotThatText
        parts += [new[at:start], change.removed]
        at = start + len(change.text)
        shift += len(change.text) - len(change.removed)
    if at > len(new):
        raise NotThatText
    return "".join([*parts, new[at:]])


def place_after(changes: Changes, place: int) -> int:
    """Where a place of the old text is in the new one: before what was put in there."""
    shift = 0
    for change in changes:
        if change.start >= place:
            break
        if change.end > place:
            return change.start + shift
        shift += len(change.text) - len(change.removed)
    return place + shift


@dataclass(frozen=True)
class Kept:
    """A stretch of the old text that is still there."""

    start: int
    end: int


Piece = Kept | Added


def one_after_another(old: str, first: Changes, second: Changes) -> list[Change]:
    """What both do together. ``second`` starts from the text that ``first`` made of ``old``.

    >>> [one.text for one in one_after_another("", [replaced("", 0, 0, "ab")], [replaced("ab", 1, 2, "c")])]
    ['ac']
    """
    if not first or not second:
        return list(first or second)
    waiting = _pieces(old, first)[::-1]
    done: list[Piece] = []
    at = 0
    for change in second:
        done += _taken(waiting, change.start - at)
        before = done + _taken(waiting, len(change.removed))
        at = change.end
        after = next((piece.start for piece in reversed(waiting) if isinstance(piece, Kept) and _size(piece)), len(old))
        for one in change.added:
            done.append(replace(one, anchor=_place_in_old(one, change.end - one.anchor, before, after)))
    return _as_changes(old, done + waiting[::-1])


def _pieces(old: str, changes: Changes) -> list[Piece]:
    """What a text consists of after changes."""
    pieces: list[Piece] = []
    at = 0
    for change in changes:
        pieces += [Kept(at, change.start), *change.added]
        at = change.end
    return [*pieces, Kept(at, len(old))]


def _size(piece: Piece) -> int:
    return piece.end - piece.start if isinstance(piece, Kept) else len(piece.text)


def _taken(waiting: list[Piece], size: int) -> list[Piece]:
    """So many characters off the top of a pile of pieces."""
    taken: list[Piece] = []
    while size > 0 and waiting:
        piece = waiting.pop()
        if _size(piece) > size:
            if isinstance(piece, Kept):
                cut: tuple[Piece, Piece] = Kept(piece.start, piece.start + size), Kept(piece.start + size, piece.end)
            else:
                cut = replace(piece, text=piece.text[:size]), replace(piece, text=piece.text[size:])
            waiting.append(cut[1])
            piece = cut[0]
        size -= _size(piece)
        taken.append(piece)
    return taken


def _place_in_old(added: Added, back: int, before: list[Piece], after: int) -> int:
    """The place in the old text that is so many characters before the end of the pieces; ``after`` is what comes then.

    Who goes on with somebody else's words is behind what those stand in place of.
    """
    for piece in reversed(before):
        if back < _size(piece) or (back == 0 and _size(piece)):
            if isinstance(piece, Kept):
                return piece.end - back
            return piece.anchor if back or piece.by == added.by else after
        back -= _size(piece)
    return 0


def _as_changes(old: str, pieces: list[Piece]) -> list[Change]:
    changes: list[Change] = []
    added: tuple[Added, ...] = ()
    at = 0
    for piece in [*pieces, Kept(len(old), len(old))]:
        if isinstance(piece, Added):
            added = joined((*added, piece)) if piece.text else added
            continue
        if piece.start == piece.end < len(old):
            continue
        one = Change(at, old[at : piece.start], added)
        if one.removed != one.text:
            changes.append(one)
        at, added = piece.end, ()
    return changes


def joined(added: tuple[Added, ...]) -> tuple[Added, ...]:
    """Neighbours of one hand and one place as one."""
    kept: list[Added] = []
    for one in added:
        if kept and (kept[-1].by, kept[-1].anchor) == (one.by, one.anchor):
            kept[-1] = replace(one, text=kept[-1].text + one.text)
        else:
            kept.append(one)
    return tuple(kept)


def difference(old: str, new: str, *, by: str = "") -> list[Change]:
    """How one text may have become another, where nobody watched it happen: whole words, few and large changes.

    >>> [(one.removed, one.text) for one in difference("One dog barked.", "One big dog barked.")]
    [('', 'big ')]
    """
    start = _shared(old, new)
    end = _shared_at_end(old[start:], new[start:])
    # Not from the middle of a word: "low" did not become "slow" by an s.
    while start and _in_word(old, start) | _in_word(new, start):
        start -= 1
    while end and _in_word(old, len(old) - end) | _in_word(new, len(new) - end):
        end -= 1
    one = replaced(old, start, len(old) - end, new[start : len(new) - end], by=by)
    return split(one) if one.removed != one.text else []


def split(change: Change) -> list[Change]:
    """One large change as several, where what is between them is the same before and after: some words at least."""
    if not change.removed or not change.added or len({one.by for one in change.added}) > 1:
        return [change]
    old, new = change.removed, change.text
    for pieces in (TOKEN, LINE):
        ours, theirs = pieces.findall(old), pieces.findall(new)
        if len(ours) * len(theirs) <= PAIRS:
            return list(_found(change, ours, theirs))
    return [change]


def _found(change: Change, ours: list[str], theirs: list[str]) -> Iterator[Change]:
    at, to = ([0, *accumulate(map(len, tokens))] for tokens in (ours, theirs))
    runs = [
        (step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in Indel.opcodes(ours, theirs)
        if step.tag == "equal" and _is_enough(ours[step.src_start : step.src_end])
    ]
    edges = [(0, 0, 0, 0), *runs, (len(ours), len(ours), len(theirs), len(theirs))]
    for (_, a, _, c), (b, _, d, _) in pairwise(edges):
        if ours[a:b] != theirs[c:d]:
            start, end = change.start + at[a], change.start + at[b]
            added = tuple(
                replace(one, anchor=min(max(one.anchor, start), end)) for one in _stretch(change.added, to[c], to[d])
            )
            yield Change(start, change.removed[at[a] : at[b]], joined(added))


def _stretch(added: tuple[Added, ...], start: int, end: int) -> Iterator[Added]:
    """So much of what was put in."""
    at = 0
    for one in added:
        text = one.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            yield replace(one, text=text)
        at += len(one.text)


def _is_enough(tokens: list[str]) -> bool:
    return sum(token[0].isalnum() for token in tokens) >= WORDS_IN_COMMON or any("\n" in token for token in tokens)


def _shared(old: str, new: str) -> int:
    """How much two texts have in common at the beginning; by halves, since both may be long."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _shared_at_end(old: str, new: str) -> int:
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _in_word(text: str, place: int) -> bool:
    """Whether a place is within a word."""
    return 0 < place < len(text) and is_letter(text[place - 1]) and is_letter(text[place])


def is_letter(character: str) -> bool:
    """Part of a word or a number, or an accent upon it."""
    return character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")


def to_json(changes: Changes) -> list[list[Any]]:
    """As a revision keeps them: ``[start, removed, [[text, anchor], …]]``; who wrote is the revision's."""
    return [[one.start, one.removed, [[part.text, part.anchor] for part in one.added]] for one in changes]


def from_json(said: Any, *, by: str = "") -> list[Change]:
    """The same read. Raises :class:`NotThatText` for what is no list of changes."""
    try:
        changes = [
            Change(int(start), str(removed), tuple(Added(str(text), int(anchor), by) for text, anchor in added))
            for start, removed, added in said
        ]
    except (TypeError, ValueError, OverflowError) as wrong:
        raise NotThatText from wrong
    if any(change.start < 0 for change in changes):
        raise NotThatText
    return changes
