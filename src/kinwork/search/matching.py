"""How well somebody is who was asked for, and why: pure, so that it can be reasoned about.

The order is a front-door worker's: the NHS number; the whole name with the date of birth; the name; the name in short
and its beginning; what sounds like it; what is a slip of the finger away; and only then a part of what was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from itertools import pairwise

from rapidfuzz.distance import OSA

from kinwork.people.query_parser import Query

LONG = 8  # letters from which a word may have two slips


class Similarity(IntEnum):
    """How a word is like one that was asked for."""

    NOT = 0
    SLIP = 1
    SOUNDS = 2
    BEGINS = 3
    SHORT = 4
    SAME = 5


POINTS = {
    Similarity.SAME: 500,
    Similarity.SHORT: 400,
    Similarity.BEGINS: 380,
    Similarity.SOUNDS: 300,
    Similarity.SLIP: 250,
    Similarity.NOT: 100,
}
NUMBER, BORN, BORN_NEARLY, BORN_OTHERWISE, BORN_THAT_YEAR, PLACE = 1000, 300, 150, -120, 80, 200


@dataclass(frozen=True)
class Called:
    """A name of somebody: as it is written, its words folded, and what kind of name it is (empty for the present)."""

    text: str
    words: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True)
class IndexedPerson:
    """Somebody who may be the one. ``by`` says by which kinds of terms they were found (h, u, z, a)."""

    person_id: int
    names: tuple[Called, ...]
    born_on: date | None = None
    born_kind: str = "exact"
    others_born: tuple[date, ...] = ()
    by: frozenset[str] = frozenset()


@dataclass
class Match:
    """How well, why, and by which name."""

    points: int = 0
    why: list[str] = field(default_factory=list)
    name: Called | None = None
    like: Similarity = Similarity.NOT  # of the word that is least like: all words are at least so
    is_whole: bool = False  # everything that was asked is so
    is_sure: bool = False  # the number is theirs, or the whole name and the date of birth
    told_by: tuple[Words, IndexedPerson] | None = None


class Words:
    """The words that were asked for, folded, and how others are like them."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(words)
        self._like: dict[str, dict[str, Similarity]] = {word: {} for word in words}

    def learn(self, asked: str, word: str, like: Similarity) -> None:
        """Another word is like this one. A slip must be one: of two letters only in long words."""
        if like == Similarity.SLIP and OSA.distance(asked, word) > (2 if min(len(asked), len(word)) >= LONG else 1):
            return
        known = self._like.setdefault(asked, {})
        known[word] = max(known.get(word, Similarity.NOT), like)

    def alike(self, asked: str) -> list[tuple[str, Similarity]]:
        """Words that are like this one, the best first."""
        return sorted(self._like.get(asked, {}).items(), key=lambda one: (-one[1], len(one[0]), one[0]))

    def closest(self, asked: str) -> list[tuple[str, int]]:
        """Words that sound like it or are a slip away, with how many letters differ; the fewest first."""
        found = [
            (word, OSA.distance(asked, word))
            for word, like in self._like.get(asked, {}).items()
            if like <= Similarity.SOUNDS
        ]
        return sorted(found, key=lambda one: (one[1], one[0]))

    def short(self, asked: str) -> list[str]:
        """Other names that a person of this name goes by."""
        return [word for word, like in self._like.get(asked, {}).items() if like == Similarity.SHORT]

    def compare(self, asked: str, word: str) -> Similarity:
        if asked == word:
            return Similarity.SAME
        known = self._like.get(asked, {}).get(word, Similarity.NOT)
        return max(known, Similarity.BEGINS) if known < Similarity.BEGINS and word.startswith(asked) else known


def match(asked: Query, words: Words, person: IndexedPerson) -> Match:
    """How well somebody is the one who was asked for."""
    told = Match()
    if asked.nhs or asked.number:
        if "h" in person.by or "u" in person.by:
            told.points += NUMBER
            told.why.append("NHS number" if "h" in person.by else "number")
    elif "h" in person.by or "u" in person.by:
        told.points += NUMBER // 2
        told.why.append("a number that begins so")
    is_place = bool(person.by & {"a", "z"})
    if is_place:
        told.points += PLACE
        told.why.append("address")
    is_named = not words.words
    if words.words:
        is_named = _names(words, person, told)
        is_named = (
            is_named or ("a" in person.by and told.like == Similarity.NOT) or ("h" in person.by or "u" in person.by)
        )
        if not is_named and told.name is None and not told.why:
            return Match()  # the date of birth alone, when a name was asked for too
    is_born = _born(asked, person, told)
    has_number = not (asked.nhs or asked.number) or bool(person.by & {"h", "u"})
    same = told.like == Similarity.SAME
    told.is_sure = bool(asked.nhs and "h" in person.by) or (
        same and bool((asked.born and is_born and len(words.words) > 1) or (asked.postcode and is_place))
    )
    told.is_whole = is_named and is_born and has_number and (not asked.postcode or is_place)
    if not told.is_whole:
        told.points -= 30
    return told


def _names(words: Words, person: IndexedPerson, told: Match) -> bool:
    """The name by which all words are found; else as many as can be found among all names together."""
    best: tuple[int, Match] | None = None
    everything = Called("", tuple(dict.fromkeys(w for name in person.names for w in name.words)), "together")
    for place, name in enumerate([*person.names, everything]):
        found_as = assigned(words, name.words)
        likes = [like for like, _ in found_as]
        worst = min(likes)
        hit = sum(like > Similarity.NOT for like in likes)
        if not hit:
            continue
        points = POINTS[worst] + 8 * sum(likes) if worst else 2 * POINTS[Similarity.NOT] * hit // len(likes)
        points -= 4 * min(5, max(0, len(name.words) - len(likes))) if name is not everything else 20
        points -= 6 if place else 0
        if worst <= Similarity.SOUNDS:  # of those that sound so, what is written most like it goes first
            pairs = zip(words.words, found_as, strict=True)
            points -= sum(
                5 * OSA.distance(word, other)
                for word, (like, other) in pairs
                if Similarity.NOT < like < Similarity.BEGINS
            )
        if best is None or points > best[0]:
            best = points, Match(points, [], name, worst)
    if best is None:
        told.points -= POINTS[Similarity.NOT]
        return False
    points, found = best
    told.points += points
    told.like = found.like
    told.name = found.name
    told.told_by = words, person
    return found.like > Similarity.NOT


def assigned(words: Words, among: Sequence[str]) -> list[tuple[Similarity, str]]:
    """How each asked word is found among these, and as which; each is used once, two of them may be written as one."""
    left = list(among)
    likes: dict[int, tuple[Similarity, str]] = {}
    for n, word in enumerate(words.words):  # what is the same first, so that nothing looser takes its place
        if word in left:
            left.remove(word)
            likes[n] = Similarity.SAME, word
    joined = {a + b: (a, b) for a, b in pairwise(among)}
    for n, word in enumerate(words.words):
        if n in likes:
            continue
        if word in joined and set(joined[word]) <= set(left):
            left = [one for one in left if one not in joined[word]]
            likes[n] = Similarity.SAME, word
            continue
        likes[n] = max(((words.compare(word, one), one) for one in left), default=(Similarity.NOT, ""))
        if likes[n][0]:
            left.remove(likes[n][1])
    return [likes[n] for n in range(len(words.words))]


def why(told: Match) -> list[str]:
    """By which name somebody was found, and how each word is like it, where that is not plain to see."""
    return list(_why(*told.told_by, told)) if told.told_by and told.name else []


def _why(words: Words, person: IndexedPerson, found: Match) -> Iterable[str]:
    assert found.name is not None
    is_as_shown = found.name.text.casefold() == person.names[0].text.casefold()
    if found.name.kind and found.name.kind != "together" and not is_as_shown:
        yield f"{found.name.kind}: {found.name.text}"
    for word in words.words:
        likes = [(words.compare(word, one), one) for one in found.name.words]
        like, other = max(likes, default=(Similarity.NOT, ""))
        shown = next((w for name in person.names for w in name.text.split() if other and _plain(w) == other), other)
        if like == Similarity.SHORT:
            yield f"{word} may be {shown}"
        elif like == Similarity.SOUNDS:
            yield f"{shown} sounds like {word}"
        elif like == Similarity.SLIP:
            yield f"{shown} is spelt nearly like {word}"
    if found.name.kind == "together":
        others = [name for name in person.names if name.kind]
        for name in others:
            if any(words.compare(word, one) for word in words.words for one in name.words):
                yield f"{name.kind}: {name.text}"
                break


def _plain(word: str) -> str:
    return word.casefold().strip(".,")


def _born(asked: Query, person: IndexedPerson, told: Match) -> bool:
    if asked.years:
        low, high = asked.years
        if person.born_on and low <= person.born_on.year <= high:
            told.points += BORN_THAT_YEAR
            return True
        return False
    if not asked.born:
        return True
    meant, *others = asked.born
    if meant in ([person.born_on] if person.born_kind in ("exact", "expected") else []) or meant in person.others_born:
        told.points += BORN
        told.why.append("date of birth")
        return True
    if person.born_on is None:
        return False
    if person.born_kind not in ("exact", "expected"):
        if person.born_on.year == meant.year:
            told.points += BORN_THAT_YEAR
            told.why.append("born that year; the day is not known")
            return True
    elif person.born_on in others:
        told.points += BORN_NEARLY
        told.why.append(f"born {person.born_on:%-d %B %Y}: day and month or the century the other way")
    elif one_figure_off(meant, person.born_on):
        told.points += BORN_NEARLY
        told.why.append(f"born {person.born_on:%-d %B %Y}: one figure differs")
    else:
        told.points += BORN_OTHERWISE
    return False


def one_figure_off(one: date, other: date) -> bool:
    """Whether two days differ by one figure misread, or by two that stand side by side turned round.

    >>> [one_figure_off(date(2015, 3, 12), day) for day in (date(2015, 3, 13), date(2015, 3, 21), date(2016, 4, 12))]
    [True, True, False]
    """
    return OSA.distance(f"{one:%d%m%Y}", f"{other:%d%m%Y}") == 1
