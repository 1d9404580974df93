"""How a box came to hold what it holds: one edit for each pause, and what it was before each of them. Pure.

Who saves may have begun from an older text than the present one. Their text is then brought together with what others
wrote since: not by guessing from three texts, but along the edits that were made (docs/adr/0061).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .changes import Change, Changes, NotThatText, applied, difference, one_after_another, split, taken_back
from .merge import Together, combine


@dataclass(frozen=True)
class Edit:
    """One save: what it changed in the text of the version before, and by whom.

    ``over``: what others had written meanwhile, as changes of the text that was sent; None where that was all there is.
    ``keys``: what the sender calls it, and what was sent before and is in it, so that what is sent once more because
    the answer was lost is known again.
    """

    version: int
    changes: Changes
    by: str
    over: Changes | None = None
    keys: Collection[str] = ()


@dataclass(frozen=True)
class Typed:
    """What somebody sends: the text on their screen, and what it began from.

    ``base``: the text it began from, where that was not the one of ``version``. ``changes``: what they did to it, where
    the page watched them do it. ``key``: what they call it; ``tried`` and ``fresh``: the keys of what was under way
    when this was sent as well, and what they did to the last of those since.
    """

    text: str
    by: str
    base: str | None = None
    changes: Changes | None = None
    key: str = ""
    tried: Collection[str] = ()
    fresh: Changes | None = None


def text_before(now: str, edits: Sequence[Edit]) -> str:
    """The text before the first of the edits that made the present one. Raises :class:`NotThatText`."""
    for edit in reversed(edits):
        now = taken_back(now, edit.changes)
    return now


def since(text: str, edits: Sequence[Edit]) -> list[Change]:
    """What edits, one after another, did to a text."""
    changes: list[Change] = []
    for edit in edits:
        changes = one_after_another(text, changes, edit.changes)
    return changes


def brought_in(now: str, edits: Sequence[Edit], typed: Typed, *, last: Edit | None = None) -> Together:
    """What somebody typed together with the present text.

    ``edits``: those after the version that they began from, in order; ``last``: the one that made that version.
    Raises :class:`NotThatText` where the edits do not lead to the present text and no base was sent either.
    """
    keys = {typed.key, *typed.tried} - {""}
    arrived = next((n for n in reversed(range(len(edits))) if keys & set(edits[n].keys)), None)
    try:
        if arrived is not None:  # only the answer had been lost
            last, edits = edits[arrived], edits[arrived + 1 :]
            then = text_before(now, edits)
            base, over = (taken_back(then, last.over), last.over) if last.over else (then, [])
            changes = [] if typed.key in last.keys else _mine(base, typed, typed.fresh)
        else:
            then = text_before(now, edits)
            base, over = _base(typed, then, last)
            changes = _mine(base, typed, typed.changes)
    except NotThatText:
        if typed.base is None:
            raise
        base, over, edits = typed.base, difference(typed.base, now), []
        changes = _mine(base, typed, typed.changes)
    theirs = one_after_another(base, over, since(applied(base, over), edits))
    return combine(base, changes, theirs, me=typed.by)


def _base(typed: Typed, then: str, last: Edit | None) -> tuple[str, Changes]:
    """What they began from, and what others had made of that by the version that they know."""
    if typed.base is None or typed.base == then:
        return then, []
    if last and last.over and _leads(typed.base, last.over, then):
        return typed.base, last.over
    return typed.base, difference(typed.base, then)


def _mine(base: str, typed: Typed, changes: Changes | None) -> list[Change]:
    if changes is not None and _leads(base, changes, typed.text):
        return [part for change in changes for part in split(change)]
    return difference(base, typed.text, by=typed.by)


def _leads(start: str, changes: Changes, end: str) -> bool:
    try:
        return applied(start, changes) == end
    except NotThatText:
        return False
