"""Whether somebody is in the records already: who it may be, how likely, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kinwork.access.actor import Actor
from kinwork.access.sql import tuples
from kinwork.children.sealing import other_sides
from kinwork.people.models import Person
from kinwork.people.query_parser import Query

from .matching import IndexedPerson, Similarity, Words, assigned, one_figure_off
from .search import InFamily, candidates, exact, families_of, likenesses, near

SHOWN = 5
EXACT = ("exact", "expected")
# Points for what two records have in common; about how much likelier each makes it that they are of one person.
NAME = {
    Similarity.SAME: 4.0,
    Similarity.SHORT: 3.0,
    Similarity.BEGINS: 2.5,
    Similarity.SOUNDS: 3.0,
    Similarity.SLIP: 3.0,
}
PART_OF_NAME, SURNAME_ONLY, NUMBER = 1.5, 0.5, 8.0
BORN, BORN_NEARLY, BORN_THAT_YEAR, BORN_OTHERWISE = 4.0, 2.5, 1.0, -3.0
WORDS = ((7.5, "almost certainly"), (5.5, "likely"), (3.5, "possibly"))
LEAST = WORDS[-1][0]


@dataclass(frozen=True)
class LikelyDuplicate:
    """Somebody who may be the same person."""

    person_id: int
    name: str
    born_on: date | None
    born_kind: str
    points: float
    why: list[str]
    families: list[InFamily]

    @property
    def word(self) -> str:
        """How likely: almost certainly, likely, possibly."""
        return next(word for least, word in WORDS if self.points >= least)

    @property
    def is_in_reach(self) -> bool:
        return any(one.is_in_reach for one in self.families)


def likely(
    actor: Actor, somebody: Person, today: date, *, nhs: str = "", without: Collection[int] = ()
) -> list[LikelyDuplicate]:
    """Who in the records may be this person, the likeliest first. Three statements, and one more for
    somebody who is in the records; none for the nameless.
    """
    typed = f"{somebody.given_name} {somebody.family_name}".split()[:8]
    if not typed and not nhs:
        return []
    asked = Query(" ".join(typed), typed, [], nhs=nhs)
    if somebody.born_on and somebody.born_known in EXACT:
        asked.born = [somebody.born_on]
    words, keys, _ = likenesses(typed)
    looked_up = [*exact(asked, words.words, with_places=False), *near(asked, words, keys, {})]
    rated = []
    # Who a sealed child is now and who they were are never compared, whoever asks (docs/adr/0109).
    without = {*without, *(other_sides(somebody.pk) if somebody.pk else ())}
    for one, _ in candidates(actor, looked_up, today, said=words.words):
        points, why = rate(words, somebody, one)
        if points >= LEAST and one.person_id not in without and not is_twin(words, somebody, one):
            rated.append((points, one, why))
    rated.sort(key=lambda each: (-each[0], each[1].person_id))
    rated = rated[:SHOWN]
    where = families_of(actor, [one.person_id for _, one, _ in rated], today) if rated else {}
    return [
        LikelyDuplicate(
            one.person_id, one.names[0].text, one.born_on, one.born_kind, points, why, where.get(one.person_id, [])
        )
        for points, one, why in rated
        if where.get(one.person_id)
    ]


def rate(words: Words, somebody: Person, one: IndexedPerson) -> tuple[float, list[str]]:
    """How much speaks for it that they are one person, and what."""
    points, why = 0.0, []
    everything = tuple(dict.fromkeys(word for name in one.names for word in name.words))
    likes = [like for like, _ in assigned(words, everything)]
    hits = [like for like in likes if like]
    if hits and len(hits) == len(likes):
        points += NAME[min(hits)]
        of_present = len([like for like, _ in assigned(words, one.names[0].words) if like]) == len(likes)
        told = {
            Similarity.SAME: "same name",
            Similarity.SOUNDS: "name sounds the same",
            Similarity.SLIP: "name nearly the same",
        }
        why.append(told.get(min(hits), "name in short or in part") + ("" if of_present else ", one they have or had"))
    elif hits:
        # A surname and a day of birth are also what twins share.
        has_first = bool(somebody.given_name and likes[0])
        points += PART_OF_NAME if has_first else SURNAME_ONLY
        why.append("same first name" if has_first and len(hits) == 1 else "part of the name")
    if "h" in one.by:
        points += NUMBER
        why.append("same NHS number")
    if not points:
        return 0.0, []
    return points + _births(somebody, one, why), why


def is_twin(words: Words, somebody: Person, one: IndexedPerson) -> bool:
    """Whether they can only be a twin: one surname and one day of birth, but first names that have nothing in common.

    A number that is the same says otherwise, and so does any other name that they have or had.
    """
    first = len(somebody.given_name.split())
    if not first or "h" in one.by or somebody.born_on is None or somebody.born_on != one.born_on:
        return False
    if somebody.born_known not in EXACT or is_unknown_day(somebody.born_on) or len(one.names[0].words) < 2:
        return False
    everything = tuple(dict.fromkeys(word for name in one.names for word in name.words))
    mine = Words(words.words[:first])
    for word in mine.words:
        for other, like in words.alike(word):
            mine.learn(word, other, like)
    surname = words.words[first:]
    return (
        bool(surname) and surname[-1] in one.names[0].words and not any(like for like, _ in assigned(mine, everything))
    )


def is_unknown_day(day: date) -> bool:
    """Whether a date is written where nobody knows the day: 1 January, as many passports and registers have it.

    >>> is_unknown_day(date(2009, 1, 1)), is_unknown_day(date(2009, 1, 2))
    (True, False)
    """
    return (day.day, day.month) == (1, 1)


def _births(somebody: Person, one: IndexedPerson, why: list[str]) -> float:
    mine, theirs = somebody.born_on, one.born_on
    if mine is None or theirs is None:
        return 0.0
    if somebody.born_known in EXACT and (mine in one.others_born or (one.born_kind in EXACT and mine == theirs)):
        if is_unknown_day(mine):  # shared by thousands
            why.append("both born on 1 January, which often stands for a day that no one knows")
            return BORN_THAT_YEAR
        why.append("same date of birth")
        return BORN
    if is_unknown_day(mine) or is_unknown_day(theirs):
        if abs(mine.year - theirs.year) <= 1:
            why.append("about the same age; 1 January often stands for a day that no one knows")
            return BORN_THAT_YEAR
        return BORN_OTHERWISE if abs(mine.year - theirs.year) > 3 else 0.0
    if somebody.born_known in EXACT and one.born_kind in EXACT:
        if one_figure_off(mine, theirs) or (mine.day, mine.month, mine.year) == (theirs.month, theirs.day, theirs.year):
            why.append("date of birth nearly the same")
            return BORN_NEARLY
        return BORN_OTHERWISE
    if abs(mine.year - theirs.year) <= 1:
        why.append("about the same age")
        return BORN_THAT_YEAR
    return BORN_OTHERWISE if abs(mine.year - theirs.year) > 3 else 0.0


# -- in the records as they are

# Two records with one number, or one day of birth and a name that is or sounds the same; one of the two in reach.
# Never one side of a sealing (docs/adr/0109).
PAIRS = """
WITH mine AS MATERIALIZED (
    SELECT DISTINCT m.person_id FROM families_familymember m
    JOIN cases_involvement i ON i.family_id = m.family_id AND i.closed_on IS NULL
    JOIN cases_allocation a ON a.involvement_id = i.id AND a.during @> %(on)s::date
    WHERE NOT m.taken_back AND (%(all)s OR a.unit_id = ANY (%(reach)s::bigint[]))
), pair AS MATERIALIZED (
    SELECT DISTINCT least(a.person_id, b.person_id) AS one, greatest(a.person_id, b.person_id) AS other,
           a.term LIKE 'h %%' AS by_number
    FROM mine JOIN people_term a ON a.person_id = mine.person_id AND (a.term LIKE 'h %%' OR a.term LIKE 'b %%')
    JOIN people_term b ON b.term = a.term AND b.person_id <> a.person_id
    WHERE a.person_id <> ALL ((SELECT kinwork_sealing_sides())::bigint[])
      AND b.person_id <> ALL ((SELECT kinwork_sealing_sides())::bigint[])
)
SELECT one, other, bool_or(by_number) FROM pair
WHERE by_number OR EXISTS (
    SELECT 1 FROM people_term a JOIN people_term b ON b.term = a.term AND b.person_id = pair.other
    WHERE a.person_id = pair.one AND (a.term LIKE 's %%' OR a.term LIKE 'p %%'))
GROUP BY one, other ORDER BY 3 DESC, one DESC LIMIT 100
"""


@dataclass(frozen=True)
class Pair:
    """Two records that may be of one person."""

    one: Person
    other: Person
    families: dict[int, list[InFamily]]
    why: str


def pairs(actor: Actor, on: date) -> list[Pair]:
    """Records in the actor's reach that may be of one person with another. Three statements."""
    found = tuples(PAIRS, on=on, reach=actor.reach, all=actor.sees_every_unit)
    ids = {pk for one, other, _ in found for pk in (one, other)}
    people = Person.objects.in_bulk(ids)
    where = families_of(actor, list(ids), on) if ids else {}
    return [
        Pair(
            people[one], people[other], {pk: where[pk] for pk in (one, other)},
            "same NHS number" if by_number else "same date of birth and name, as it is written or sounds",
        )
        for one, other, by_number in found
        if where.get(one) and where.get(other)
    ]  # fmt: skip
