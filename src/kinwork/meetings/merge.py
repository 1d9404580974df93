"""Bringing together what several people typed in the same box, without losing a word of anybody. Pure.

All started from ``base``. Where only one changed something, the change stands. What was put in at the same place stands
one after the other, each whole. Where two wrote different words over the same passage, both versions stand, each with
the name of who wrote it, until somebody says which is meant (docs/adr/0061):

>>> brought_together("The risk is high.", mine="The risk is low.", theirs="The risk is moderate.")
'The risk is ⟦They: moderate⟧ ⟦I: low⟧.'
>>> brought_together("The school rang.", mine="The school rang on Monday.", theirs="The new school rang.")
'The new school rang on Monday.'

A passage that one took out while the other wrote in it stays, as the other has it.

Ours, because Yjs keeps every letter but not whose words are rivals; what was changed is found by ``rapidfuzz``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .changes import Added, Change, Changes, difference, is_letter, joined

OPENS, CLOSES = "⟦", "⟧"
# Two versions side by side up to so many characters, then one below the other.
SIDE_BY_SIDE = 80
ENDS = re.compile(r"[.!?…][\"'”’)]*(?=\s)|\n")
Side = Literal["mine", "theirs"]


@dataclass(frozen=True)
class Together:
    """What came of it: the text, what that changed in either side's, and in how many places both versions stand."""

    text: str
    onto_theirs: list[Change]
    onto_mine: list[Change]
    clashes: int


def brought_together(base: str, *, mine: str, theirs: str) -> str:
    """The text that holds both people's writing, where nothing is known but the three texts."""
    return combine(base, difference(base, mine, by="I"), difference(base, theirs, by="They"), me="I").text


def combine(base: str, mine: Changes, theirs: Changes, *, me: str) -> Together:
    """Mine and theirs together, both changes of ``base``. ``me`` is the name that mine are signed with."""
    woven = _Woven(me)
    at = 0
    for group in _groups(base, mine, theirs):
        woven.both(base[at : group.start])
        at = group.end
        if group.is_one_place:
            _in_one_place(woven, group)
        elif not group.is_contested:
            _of_one(woven, base, group)
        else:
            _contested(woven, base, group)
    woven.both(base[at:])
    return woven.together()


def versions(text: str) -> list[list[tuple[str, str]]]:
    """The passages of which several versions stand in a text: for each, who wrote what.

    >>> versions("The risk is ⟦Grace: low⟧ ⟦Tom: moderate⟧.")
    [[('Grace', 'low'), ('Tom', 'moderate')]]
    """
    return [
        [(name, words) for name, _, words in (text[a + 1 : b - 1].partition(": ") for a, b in run)]
        for run in _runs(text)
    ]


# -- which changes have to do with each other


@dataclass(frozen=True)
class _Item:
    """A change with the stretch that it concerns: whole words."""

    start: int
    end: int
    side: Side
    change: Change


@dataclass
class _Group:
    """Changes that have to do with each other, and the stretch of the base that they concern."""

    start: int
    end: int
    mine: list[Change]
    theirs: list[Change]

    @property
    def is_contested(self) -> bool:
        return bool(self.mine and self.theirs)

    @property
    def is_one_place(self) -> bool:
        return self.is_contested and self.start == self.end


def _groups(base: str, mine: Changes, theirs: Changes) -> Iterator[_Group]:
    items = sorted(
        [_Item(*_extent(base, one), "mine", one) for one in mine]
        + [_Item(*_extent(base, one), "theirs", one) for one in theirs],
        key=lambda item: (item.start, item.end, item.side == "mine"),
    )
    group: _Group | None = None
    for item in items:
        if group and _belongs(group, item):
            group.end = max(group.end, item.end)
        else:
            if group:
                yield group
            group = _Group(item.start, item.end, [], [])
        (group.mine if item.side == "mine" else group.theirs).append(item.change)
    if group:
        yield group


def _belongs(group: _Group, item: _Item) -> bool:
    if group.start == group.end:  # words put in between others: together with what the other put in there
        return item.end == group.start and item.start == group.start
    return item.start < group.end


def _extent(base: str, change: Change) -> tuple[int, int]:
    """The words that a change concerns: those that it alters, and those that it goes on with."""
    start, end, new = change.start, change.end, change.text
    first, last = new[:1] or base[end : end + 1], new[-1:] or base[start - 1 : start] if start else new[-1:]
    if _letter_at(base, start - 1) and (_letter_at(base, start) or (first and is_letter(first))):
        while _letter_at(base, start - 1):
            start -= 1
    if _letter_at(base, end) and (_letter_at(base, end - 1) or (last and is_letter(last))):
        while _letter_at(base, end):
            end += 1
    return start, end


def _letter_at(text: str, place: int) -> bool:
    return 0 <= place < len(text) and is_letter(text[place])


# -- what becomes of a group


def _in_one_place(woven: _Woven, group: _Group) -> None:
    """Both put words in at one place: one after the other, each whole.

    Whoever goes on with their own words stays with those: what had been placed behind them goes behind.
    """
    mine, theirs = _added(group.mine), _added(group.theirs)
    if "".join(one.text for one in mine) == "".join(one.text for one in theirs):
        woven.both("".join(one.text for one in mine))
        return
    before = next((n for n, one in enumerate(theirs) if one.anchor < group.start), len(theirs))
    size = sum(len(one.text) for one in mine)
    for one in theirs[:before]:
        woven.theirs(one.text, one.by)
    if before:
        woven.apart("".join(one.text for one in mine))
    back = sum(len(one.text) for one in theirs[:before])
    woven.mine("".join(one.text for one in mine), back)
    if before < len(theirs):
        woven.apart(theirs[before].text)
    for one in theirs[before:]:
        woven.theirs(one.text, one.by, size)


def _added(changes: Changes) -> list[Added]:
    return [one for change in changes for one in change.added]


def _of_one(woven: _Woven, base: str, group: _Group) -> None:
    """Only one changed anything here: so it stands."""
    at = group.start
    for change in group.mine or group.theirs:
        woven.both(base[at : change.start])
        if group.mine:
            woven.mine(change.text)
            woven.gone_from_theirs(change.removed)
        else:
            for one in change.added:
                woven.theirs(one.text, one.by)
            woven.gone_from_mine(change.removed)
        at = change.end
    woven.both(base[at : group.end])


def _contested(woven: _Woven, base: str, group: _Group) -> None:
    mine, theirs = _as_it_reads(base, group, group.mine), _as_it_reads(base, group, group.theirs)
    if mine == theirs:
        woven.both(mine)
    elif _wrote(group.mine) and _wrote(group.theirs):
        _both_versions(woven, mine, theirs, _added(group.theirs)[-1].by)
    else:
        _without_what_went(woven, base, group)


def _as_it_reads(base: str, group: _Group, changes: Changes) -> str:
    parts = []
    at = group.start
    for change in changes:
        parts += [base[at : change.start], change.text]
        at = change.end
    return "".join([*parts, base[at : group.end]])


def _wrote(changes: Changes) -> bool:
    return any(change.text.strip() for change in changes)


def _without_what_went(woven: _Woven, base: str, group: _Group) -> None:
    """One took out what the other wrote in: the sentences that the other wrote in stay, what else was taken out goes.

    Where neither wrote anything, what either took out goes.
    """
    writing, taking = (group.mine, group.theirs) if _wrote(group.mine) else (group.theirs, group.mine)
    places = [_extent(base, one) for one in writing if one.text.strip()]
    stays = range(*_sentences(base, places[0][0], places[-1][1])) if places else range(0)
    gone = _taken_out(writing) | (_taken_out(taking) - set(stays))
    not_mine, not_theirs = _taken_out(group.mine), _taken_out(group.theirs)
    for place in range(group.start, group.end + 1):
        mine = _added([change for change in group.mine if change.start == place])
        goes_on = bool(mine) and _letter_at(base, place - 1) and is_letter(mine[0].text[0])
        if goes_on:
            woven.mine("".join(one.text for one in mine))
        for one in _added([change for change in group.theirs if change.start == place]):
            woven.theirs(one.text, one.by)
        if not goes_on:
            woven.mine("".join(one.text for one in mine))
        if place < group.end:
            character = base[place]
            woven.part(
                "" if place in gone else character,
                "" if place in not_theirs else character,
                "" if place in not_mine else character,
            )


def _taken_out(changes: Changes) -> set[int]:
    return {place for change in changes for place in range(change.start, change.end)}


def _sentences(base: str, start: int, end: int) -> tuple[int, int]:
    """The stretch widened to whole sentences."""
    ends = [0, *(found.end() for found in ENDS.finditer(base)), len(base)]
    return max(one for one in ends if one <= start), min(one for one in ends if one >= end)


# -- both versions


def _runs(text: str) -> list[list[tuple[int, int]]]:
    """Where versions stand next to each other: for each such place, from where to where each goes."""
    found: list[list[tuple[int, int]]] = []
    depth = start = 0
    for place, character in enumerate(text):
        if character == OPENS:
            start = place if depth == 0 else start
            depth += 1
        elif character == CLOSES and depth:
            depth -= 1
            if depth == 0:
                last = found[-1][-1][1] if found else -1
                if found and start == last + 1 and text[last] in " \n":
                    found[-1].append((start, place + 1))
                else:
                    found.append([(start, place + 1)])
    return [run for run in found if len(run) > 1]


def _is_run(text: str) -> bool:
    runs = _runs(text)
    return len(runs) == 1 and (runs[0][0][0], runs[0][-1][1]) == (0, len(text))


def _both_versions(woven: _Woven, mine: str, theirs: str, they: str) -> None:
    """Each whole, and who wrote it. Blanks around them belong to the text, not to a version."""
    before = theirs[: len(theirs) - len(theirs.lstrip())]
    after = theirs[len(theirs.rstrip()) :] if theirs.strip() else ""
    core, my_core = theirs.strip(), mine.strip()
    woven.theirs(before)
    woven.gone_from_mine(mine[: len(mine) - len(mine.lstrip())])
    mark = f"{OPENS}{woven.me}: {my_core}{CLOSES}"
    if _is_run(core) and mark in core:  # sent again: it stands there already
        woven.theirs(core)
        woven.gone_from_mine(my_core)
    else:
        _side_by_side(woven, core, my_core, they)
    woven.theirs(after)
    woven.gone_from_mine(mine[len(mine.rstrip()) :])


def _side_by_side(woven: _Woven, core: str, my_core: str, they: str) -> None:
    between = " " if len(core) + len(my_core) <= SIDE_BY_SIDE and "\n" not in core + my_core else "\n"
    if not _is_run(core):
        woven.sign(f"{OPENS}{they or 'Somebody else'}: ")
    woven.theirs(core, they)
    if not _is_run(core):
        woven.sign(CLOSES, len(core), 0)
    woven.sign(between, len(core), 0)
    if not _is_run(my_core):
        woven.sign(f"{OPENS}{woven.me}: ", len(core), 0)
    woven.mine(my_core, len(core))
    if not _is_run(my_core):
        woven.sign(CLOSES, len(core), len(my_core))
    woven.clashes += 1


# -- putting it together


@dataclass(frozen=True)
class _Part:
    """A stretch of the result, with what stands for it in either side's text; and how far before it its anchor is."""

    text: str
    in_theirs: str
    in_mine: str
    by: str = ""
    back_in_theirs: int = 0
    back_in_mine: int = 0


def _same_kind(last: _Part, *texts: str) -> bool:
    return all(bool(a) == bool(b) for a, b in zip((last.text, last.in_theirs, last.in_mine), texts, strict=True))


class _Woven:
    """The result as it grows."""

    def __init__(self, me: str) -> None:
        self.me = me
        self.clashes = 0
        self.parts: list[_Part] = []

    def both(self, text: str) -> None:
        """Stands in both."""
        self._add(_Part(text, text, text))

    def theirs(self, text: str, by: str = "", back: int = 0) -> None:
        """They put it in."""
        self._add(_Part(text, text, "", by, 0, back))

    def mine(self, text: str, back: int = 0) -> None:
        """I put it in."""
        self._add(_Part(text, "", text, self.me, back, 0))

    def sign(self, text: str, back_in_theirs: int = 0, back_in_mine: int = 0) -> None:
        """Nobody typed it."""
        self._add(_Part(text, "", "", self.me, back_in_theirs, back_in_mine))

    def gone_from_theirs(self, text: str) -> None:
        """I took it out."""
        self._add(_Part("", text, ""))

    def gone_from_mine(self, text: str) -> None:
        """They took it out."""
        self._add(_Part("", "", text))

    def part(self, text: str, in_theirs: str, in_mine: str) -> None:
        """Of all three as said; the longer the part before goes on, the better."""
        last = self.parts[-1] if self.parts else None
        if last and not last.by and _same_kind(last, text, in_theirs, in_mine):
            self.parts[-1] = _Part(last.text + text, last.in_theirs + in_theirs, last.in_mine + in_mine)
        else:
            self._add(_Part(text, in_theirs, in_mine))

    def apart(self, next_text: str) -> None:
        """A blank, if what comes next would run into what is there."""
        last = next((part.text[-1] for part in reversed(self.parts) if part.text), " ")
        if not last.isspace() and next_text and not next_text[0].isspace():
            size = len(self.parts[-1].text)
            self.sign(" ", size if self.parts[-1].in_theirs else 0, size if self.parts[-1].in_mine else 0)

    def _add(self, part: _Part) -> None:
        if not (part.text or part.in_theirs or part.in_mine):
            return
        if part.text and self._runs_into(part):
            self.parts.append(_Part(" ", "", "", self.me))
        self.parts.append(part)

    def _runs_into(self, part: _Part) -> bool:
        """Whether two words would become one that stood next to each other in nobody's text."""
        in_theirs, in_mine = bool(part.in_theirs), bool(part.in_mine)
        for last in reversed(self.parts):
            if last.text:
                together = (in_theirs and last.in_theirs) or (in_mine and last.in_mine)
                return not together and is_letter(last.text[-1]) and is_letter(part.text[0])
            in_theirs, in_mine = in_theirs and not last.in_theirs, in_mine and not last.in_mine
        return False

    def together(self) -> Together:
        return Together(
            "".join(part.text for part in self.parts),
            self._onto([(part, part.in_theirs, part.back_in_theirs) for part in self.parts]),
            self._onto([(part, part.in_mine, part.back_in_mine) for part in self.parts]),
            self.clashes,
        )

    def _onto(self, parts: Sequence[tuple[_Part, str, int]]) -> list[Change]:
        """What changes in one side's text."""
        changes: list[Change] = []
        start = at = 0
        removed: list[str] = []
        added: list[Added] = []

        def done() -> None:
            nonlocal start
            one = Change(start, "".join(removed), joined(tuple(added)))
            if one.removed != one.text:
                changes.append(one)
            removed.clear()
            added.clear()
            start = at

        for part, before, back in parts:
            if not before and not part.text:
                continue  # only in the other's
            if before == part.text:
                done()
                at += len(before)
                start = at
            else:
                removed.append(before)
                at += len(before)
                if part.text:
                    added.append(Added(part.text, at - len(before) - back, part.by))
        done()
        return changes
