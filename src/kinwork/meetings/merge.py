"""Bringing together what two people typed in the same box, without losing a word of either. Pure.

Both started from ``base``. Where only one changed something, the change stands. Where both did, what each wrote is
kept, theirs first. A passage that one deleted while the other was changing it stays, as the other changed it.

>>> merge("The school rang.", mine="The school rang on Monday.", theirs="The new school rang.")
'The new school rang on Monday.'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel

TOKEN = re.compile(r"\w+|\s+|[^\w\s]", re.UNICODE)
LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Comparing takes time and memory by the product of the two lengths: so many pairs take about a tenth of a second.
# Longer texts are compared line by line; when that is too long as well, both are kept whole, one after the other.
PAIRS = 100_000_000


@dataclass(frozen=True)
class Change:
    """``base[start:end]`` became ``new`` (token indices)."""

    start: int
    end: int
    new: list[str]


def merge(base: str, *, mine: str, theirs: str) -> str:
    """The text that holds both people's writing."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    for pieces in (TOKEN, LINE):
        split = [pieces.findall(text) for text in (base, mine, theirs)]
        if max(_pairs(split[0], split[1]), _pairs(split[0], split[2])) <= PAIRS:
            return _merged(*split)
    return "".join(_spaced([theirs, "" if theirs.endswith("\n") else "\n"], [mine]))


def _pairs(old: list[str], new: list[str]) -> int:
    """What comparing costs: nothing for what both begin and end with."""
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] != new[n]), most)
    end = next((n for n in range(most - start) if old[-1 - n] != new[-1 - n]), most - start)
    return (len(old) - start - end) * (len(new) - start - end)


def _merged(tokens: list[str], mine: list[str], theirs: list[str]) -> str:
    ours, others = _changes(tokens, mine), _changes(tokens, theirs)
    result: list[str] = []
    at = i = j = 0
    while i < len(ours) or j < len(others):
        first = min(
            ours[i].start if i < len(ours) else len(tokens) + 1, others[j].start if j < len(others) else len(tokens) + 1
        )
        result += tokens[at:first]
        start = end = first
        group_ours: list[Change] = []
        group_others: list[Change] = []
        grew = True
        while grew:  # everything that touches this stretch is settled together
            grew = False
            while i < len(ours) and (ours[i].start < end or ours[i].start == start):
                group_ours.append(ours[i])
                end = max(end, ours[i].end)
                i += 1
                grew = True
            while j < len(others) and (others[j].start < end or others[j].start == start):
                group_others.append(others[j])
                end = max(end, others[j].end)
                j += 1
                grew = True
        result += _settle(tokens, start, end, group_ours, group_others)
        at = end
    return "".join(result + tokens[at:])


def _settle(tokens: list[str], start: int, end: int, ours: list[Change], others: list[Change]) -> list[str]:
    mine = _apply(tokens, start, end, ours)
    theirs = _apply(tokens, start, end, others)
    if not others or mine == theirs:
        return mine
    if not ours:
        return theirs
    added_mine = any(change.new for change in ours)
    added_theirs = any(change.new for change in others)
    if not added_mine and not added_theirs:  # both only deleted
        return _both_deleted(tokens, start, end, ours, others)
    if not added_mine:
        return theirs
    if not added_theirs:
        return mine
    return _spaced(theirs, mine)


def _both_deleted(tokens: list[str], start: int, end: int, ours: list[Change], others: list[Change]) -> list[str]:
    gone = {k for change in (*ours, *others) for k in range(change.start, change.end)}
    return [tokens[k] for k in range(start, end) if k not in gone]


def _spaced(first: list[str], second: list[str]) -> list[str]:
    """Two stretches one after the other, with a space between words that would otherwise run together."""
    if first and second and first[-1][-1:].isalnum() and second[0][:1].isalnum():
        return [*first, " ", *second]
    return first + second


def _apply(tokens: list[str], start: int, end: int, changes: list[Change]) -> list[str]:
    result: list[str] = []
    at = start
    for change in changes:
        result += tokens[at : change.start] + change.new
        at = change.end
    return result + tokens[at:end]


def _changes(tokens: list[str], new: list[str]) -> list[Change]:
    found: list[Change] = []
    for step in Indel.opcodes(tokens, new):
        a, b, c, d = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            continue
        if found and found[-1].end == a:
            found[-1] = Change(found[-1].start, b, found[-1].new + new[c:d])
        else:
            found.append(Change(a, b, new[c:d]))
    return found
