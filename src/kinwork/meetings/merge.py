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
from dataclasses import dataclass, replace
from typing import Literal

from .changes import Added, Change, Changes, difference, is_letter, joined, place_after

OPENS, CLOSES = "⟦", "⟧"
# Two versions side by side up to so many characters, then one below the other.
SIDE_BY_SIDE = 80
ENDS = re.compile(r"[.!?…][\"'”’)]*(?=\s)|\n")
SENTENCE_ENDED = re.compile(r"(?:[.!?…][\"'”’)]*|\n)\s*\Z")
WORD = re.compile(r"\w+")
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
    woven = _Woven(me, mine, theirs)
    at = 0
    for group in _groups(base, mine, theirs):
        woven.both(base[at : group.start])
        woven.at = group.start
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

    def take(self, item: _Item) -> None:
        self.end = max(self.end, item.end)
        changes = self.mine if item.side == "mine" else self.theirs
        changes.append(item.change)
        changes.sort(key=lambda change: change.start)

    @property
    def is_contested(self) -> bool:
        return bool(self.mine and self.theirs)

    @property
    def is_one_place(self) -> bool:
        return self.is_contested and self.start == self.end


def _groups(base: str, mine: Changes, theirs: Changes) -> Iterator[_Group]:
    items = sorted(
        [_Item(*_extent(base, one, theirs), "mine", one) for one in mine]
        + [_Item(*_extent(base, one, mine), "theirs", one) for one in theirs],
        key=lambda item: (item.start, item.end, item.side == "mine"),
    )
    group: _Group | None = None
    for item in items:
        if group is None or not _belongs(group, item):
            if group:
                yield group
            group = _Group(item.start, item.end, [], [])
        group.take(item)
    if group:
        yield group


def _belongs(group: _Group, item: _Item) -> bool:
    if group.start == group.end:  # words put in between others: together with what the other put in there
        return item.end == group.start and item.start == group.start
    return item.start < group.end


def _extent(base: str, change: Change, others: Changes = ()) -> tuple[int, int]:
    """The words that a change concerns: those that it alters, and those that it goes on with.

    Whoever goes on with a sentence that another has written over from its beginning goes on with all of it.
    """
    if not change.removed and change.text.strip():
        over = next((one for one in others if one.end == change.start and _is_written_over(base, one)), None)
        if over:
            return over.start, over.end
    start, end, new = change.start, change.end, change.text
    first, last = new[:1] or base[end : end + 1], new[-1:] or base[start - 1 : start] if start else new[-1:]
    if _letter_at(base, start - 1) and (_letter_at(base, start) or (first and is_letter(first))):
        while _letter_at(base, start - 1):
            start -= 1
    if _letter_at(base, end) and (_letter_at(base, end - 1) or (last and is_letter(last))):
        while _letter_at(base, end):
            end += 1
    return start, end


def _is_written_over(base: str, change: Change) -> bool:
    """Whether of a sentence that is still being written nothing stands any more, and something else does."""
    is_new = bool(change.removed and change.text.strip()) and not change.text.startswith(change.removed)
    return is_new and _begins_sentence(base, change.start) and not _begins_sentence(base, change.end)


def _begins_sentence(base: str, place: int) -> bool:
    return not base[:place].strip() or bool(SENTENCE_ENDED.search(base[max(place - 40, 0) : place]))


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
    woven.they_added(theirs[:before])
    if before:
        woven.apart("".join(one.text for one in mine))
    woven.i_added(mine)
    if before < len(theirs):
        woven.apart(theirs[before].text)
    woven.they_added(theirs[before:])


def _hand(changes: Changes) -> str:
    """Who wrote last: some of what stands there was brought back, and nobody's."""
    return next((one.by for one in reversed(_added(changes)) if one.by and one.text.strip()), "")


def _added(changes: Changes) -> list[Added]:
    return [one for change in changes for one in change.added]


def _of_one(woven: _Woven, base: str, group: _Group) -> None:
    """Only one changed anything here: so it stands."""
    at = group.start
    for change in group.mine or group.theirs:
        woven.both(base[at : change.start])
        woven.at = change.start
        if group.mine:
            woven.i_added(change.added)
            woven.gone_from_theirs(change.removed)
        else:
            woven.they_added(change.added)
            woven.gone_from_mine(change.removed)
        at = change.end
    woven.both(base[at : group.end])


def _contested(woven: _Woven, base: str, group: _Group) -> None:
    mine, theirs = _as_it_reads(base, group, group.mine), _as_it_reads(base, group, group.theirs)
    if mine == theirs:
        woven.both(mine)
    elif _wrote(group.mine) and _wrote(group.theirs):
        inner = _without_whole_words_of_both(base, group)
        woven.both(base[group.start : inner.start])
        woven.at = inner.start
        _both_versions(woven, base, inner)
        woven.both(base[inner.end : group.end])
    else:
        _without_what_went(woven, base, group)


def _without_whole_words_of_both(base: str, group: _Group) -> _Group:
    """A group without what both left alone before and behind, where that has become a word in both."""
    start = min(group.mine[0].start, group.theirs[0].start)
    end = max(group.mine[-1].end, group.theirs[-1].end)
    inner = _Group(start, end, group.mine, group.theirs)
    texts = [_as_it_reads(base, inner, side) for side in (group.mine, group.theirs)]
    if _letter_at(base, start - 1) and any(is_letter(text[0]) for text in texts):
        inner.start = group.start
    if _letter_at(base, end) and any(is_letter(text[-1]) for text in texts):
        inner.end = group.end
    return inner


def _first(base: str, group: _Group) -> Side | None:
    """Of two versions, which stands first, so that words stay in the order in which somebody typed them.

    What stood behind words that only the other's version still has goes behind that version; so does what somebody
    typed behind such words and left when they took them out. None where neither order will do.
    """
    only_mine = _only_in(base, group.mine, group.theirs)
    only_theirs = _only_in(base, group.theirs, group.mine)
    mine_first = bool(only_mine) and max([_latest(group.theirs), *only_theirs]) > min(only_mine)
    theirs_first = bool(only_theirs) and max([_latest(group.mine), *only_mine]) > min(only_theirs)
    if mine_first and theirs_first:
        return None
    return "mine" if mine_first else "theirs"


def _only_in(base: str, side: Changes, other: Changes) -> list[int]:
    """The letters of the base that one side took out, and the other has still, or has again."""
    gone = _taken_out(other)
    still = [place for place in gone - _taken_out(side) if is_letter(base[place])]
    brought_back = set(WORD.findall(" ".join(one.text for one in _added(side) if not one.by)))
    if not brought_back:
        return still
    return still + [word.start() for word in WORD.finditer(base) if word.start() in gone and word[0] in brought_back]


def _latest(changes: Changes) -> int:
    """The last place of the base that words which somebody put in belong to."""
    return max((one.anchor for one in _added(changes) if one.text.strip()), default=0)


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

    Where neither wrote anything, what either took out goes. Part of a word that comes back is a word, as what was left
    of it is one.
    """
    writing, taking = (group.mine, group.theirs) if _wrote(group.mine) else (group.theirs, group.mine)
    places = [_extent(base, one) for one in writing if one.text.strip()]
    stays = range(*_sentences(base, places[0][0], places[-1][1])) if places else range(0)
    taken = _taken_out(taking)
    gone = _taken_out(writing) | (taken - set(stays))
    not_mine, not_theirs = _taken_out(group.mine), _taken_out(group.theirs)
    for place in range(group.start, group.end + 1):
        woven.at = place
        mine = _added([change for change in group.mine if change.start == place])
        goes_on = bool(mine) and _letter_at(base, place - 1) and is_letter(mine[0].text[0])
        if goes_on:
            woven.i_added(mine)
        woven.they_added(_added([change for change in group.theirs if change.start == place]))
        if not goes_on:
            woven.i_added(mine)
        if _letter_at(base, place - 1) and _letter_at(base, place) and {place - 1, place}.isdisjoint(gone):
            cut = (place in taken) != (place - 1 in taken)
            if cut and not any(start < place < end for start, end in places):
                woven.sign(" ")
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


def _both_versions(woven: _Woven, base: str, group: _Group) -> None:
    """Each whole, and who wrote it.

    A blank at the end of a version belongs to it: whoever stopped there for a moment goes on behind it. Blanks around
    versions that stand there already belong to the text.
    """
    first = _first(base, group)
    if first is None:
        _what_each_wrote(woven, base, group)
        return
    mine, theirs = _as_it_reads(base, group, group.mine), _as_it_reads(base, group, group.theirs)
    shared = _shared_blanks(mine, theirs)
    woven.both(mine[:shared])
    before, core, after = _around(theirs[shared:])
    my_before, my_core, my_after = _around(mine[shared:])
    woven.theirs(before)
    woven.gone_from_mine(my_before)
    mark = f"{OPENS}{woven.me}: {my_core}{CLOSES}"
    if _is_run(core) and mark in core:  # sent again: it stands there already
        woven.theirs(core)
        woven.gone_from_mine(my_core)
    else:
        they = _hand(group.theirs)
        _side_by_side(woven, _Version(core, they), _Version(my_core, woven.me, is_mine=True), first)
    woven.theirs(after)
    woven.gone_from_mine(my_after)


def _shared_blanks(mine: str, theirs: str) -> int:
    """How many blanks both begin with."""
    return next((n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b or not a.isspace()), 0)


def _around(text: str) -> tuple[str, str, str]:
    """Versions that stand next to each other, with the blanks before and behind; or all."""
    core = text.strip()
    return text.partition(core) if _is_run(core) else ("", text, "")


@dataclass(frozen=True)
class _Version:
    words: str
    by: str
    is_mine: bool = False


def _side_by_side(woven: _Woven, theirs: _Version, mine: _Version, first: Side) -> None:
    between = _between(theirs.words, mine.words)
    for n, version in enumerate((mine, theirs) if first == "mine" else (theirs, mine)):
        if n:
            woven.sign(between)
        is_run = _is_run(version.words)
        if not is_run:
            woven.opens(version.by)
        if version.is_mine:
            woven.mine(version.words)
        else:
            woven.theirs(version.words, version.by)
        if not is_run:
            woven.sign(CLOSES)
    woven.clashes += 1


def _between(theirs: str, mine: str) -> str:
    return " " if len(theirs) + len(mine) <= SIDE_BY_SIDE and "\n" not in theirs + mine else "\n"


def _what_each_wrote(woven: _Woven, base: str, group: _Group) -> None:
    """Of a passage where each took out what the other left, and both wrote: what either took out goes."""
    gone_mine, gone_theirs = _taken_out(group.mine), _taken_out(group.theirs)
    woven.opens(_hand(group.theirs))
    for piece in _walk(group, group.theirs):
        if isinstance(piece, Added):
            woven.theirs(piece.text, piece.by, piece.anchor)
        elif piece in gone_mine:
            woven.gone_from_theirs(base[piece])
        else:
            woven.theirs(base[piece])
    woven.sign(CLOSES)
    woven.sign(_between(*(_as_it_reads(base, group, side) for side in (group.theirs, group.mine))))
    woven.opens(woven.me)
    for piece in _walk(group, group.mine):
        if isinstance(piece, Added):
            woven.mine(piece.text, piece.anchor)
        elif piece in gone_theirs:
            woven.gone_from_mine(base[piece])
        else:
            woven.mine(base[piece])
    woven.sign(CLOSES)
    woven.clashes += 1


def _walk(group: _Group, changes: Changes) -> Iterator[Added | int]:
    """What stands in a group after changes: words put in, and places of the base."""
    at = group.start
    for change in changes:
        yield from range(at, change.start)
        yield from change.added
        at = change.end
    yield from range(at, group.end)


# -- putting it together


@dataclass(frozen=True)
class _Part:
    """A stretch of the result, what stands for it in either side's text, and the place of the base it belongs to."""

    text: str
    in_theirs: str
    in_mine: str
    by: str = ""
    anchor: int = 0


def _same_kind(last: _Part, *texts: str) -> bool:
    return all(bool(a) == bool(b) for a, b in zip((last.text, last.in_theirs, last.in_mine), texts, strict=True))


class _Woven:
    """The result as it grows."""

    def __init__(self, me: str, mine: Changes, theirs: Changes) -> None:
        self.me = me
        self.at = 0  # in the base
        self.clashes = 0
        self.parts: list[_Part] = []
        self._mine, self._theirs = mine, theirs

    def both(self, text: str) -> None:
        """Stands in both."""
        self._add(_Part(text, text, text, "", self.at))

    def theirs(self, text: str, by: str = "", anchor: int | None = None) -> None:
        """They put it in."""
        self._add(_Part(text, text, "", by, self.at if anchor is None else anchor))

    def they_added(self, added: Sequence[Added]) -> None:
        for one in added:
            self.theirs(one.text, one.by, one.anchor)

    def mine(self, text: str, anchor: int | None = None) -> None:
        """I put it in."""
        self._add(_Part(text, "", text, self.me, self.at if anchor is None else anchor))

    def i_added(self, added: Sequence[Added]) -> None:
        for one in added:
            self.mine(one.text, one.anchor)

    def opens(self, by: str) -> None:
        """A version begins."""
        self.sign(f"{OPENS}{by or 'Someone else'}: ")

    def sign(self, text: str, anchor: int | None = None) -> None:
        """Nobody typed it."""
        self._add(_Part(text, "", "", self.me, self.at if anchor is None else anchor))

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
            self._add(_Part(text, in_theirs, in_mine, "", self.at))

    def apart(self, next_text: str) -> None:
        """A blank, if what comes next would run into what is there."""
        last = next((part.text[-1] for part in reversed(self.parts) if part.text), " ")
        if not last.isspace() and next_text and not next_text[0].isspace() and next_text[0] != CLOSES:
            self.sign(" ")

    def _add(self, part: _Part) -> None:
        if not (part.text or part.in_theirs or part.in_mine):
            return
        if part.text and self._runs_into(part):
            self.parts.append(_Part(" ", "", "", self.me, part.anchor))
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
            self._onto(self._theirs, [(part, part.in_theirs) for part in self.parts]),
            self._onto(self._mine, [(part, part.in_mine) for part in self.parts]),
            self.clashes,
        )

    def _onto(self, side: Changes, parts: Sequence[tuple[_Part, str]]) -> list[Change]:
        """What changes in one side's text, which is the base after its changes."""
        changes: list[Change] = []
        start = at = 0
        removed: list[str] = []
        added: list[Added] = []

        def done() -> None:
            nonlocal start
            parts = tuple(replace(part, anchor=min(part.anchor, at)) for part in added)
            one = Change(start, "".join(removed), joined(parts))
            if one.removed != one.text:
                changes.append(one)
            removed.clear()
            added.clear()
            start = at

        for part, before in parts:
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
                    added.append(Added(part.text, place_after(side, part.anchor), part.by))
        done()
        return changes
