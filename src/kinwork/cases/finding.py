"""Finding people and their families: what the index (people/indexing.py) has, put in order (matching.py).

Only reads. Everything asks as the application, behind the walls: limits count what the person who asks may know of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.people.alike import alike
from kinwork.people.asked import Asked, read
from kinwork.people.index_sql import BEFORE_A_NAME

from .matching import Called, Candidate, Like, Match, Words, match
from .person_policies import ways_to

SHOWN = 40
LOOKED_AT = 80  # people who are compared at most
LAST = "\uffff"  # after every letter
ROADS = {"rd": "road", "st": "street", "ln": "lane", "ave": "avenue", "cl": "close", "dr": "drive", "ct": "court",
         "gdns": "gardens", "cres": "crescent", "sq": "square", "terr": "terrace", "pl": "place"}  # fmt: skip

AGES = {"unborn": "Not yet born", "0-4": "0 to 4", "5-9": "5 to 9", "10-15": "10 to 15", "16-17": "16 and 17",
        "0-17": "All under 18", "18-": "18 and over"}  # fmt: skip


@dataclass(frozen=True)
class InFamily:
    """A family of somebody who was found: what they are in it, and the unit that holds it now (empty when closed)."""

    family_id: int
    name: str
    role: str
    is_child: bool
    unit: str
    is_in_reach: bool


@dataclass
class Found:
    """Somebody who was found. Out of reach, only what shows whether it is the right one."""

    person_id: int
    name: str
    also: str
    born_on: date | None
    born_kind: str
    is_deceased: bool
    families: list[InFamily]
    match: Match

    @property
    def is_in_reach(self) -> bool:
        return any(one.is_in_reach for one in self.families)


@dataclass
class Answer:
    """What a search found."""

    asked: Asked
    people: list[Found] = field(default_factory=list)
    families: list[InFamily] = field(default_factory=list)  # by their own name, nobody in them being shown above
    units: list[tuple[int, str]] = field(default_factory=list)
    is_more: bool = False


# -- what is looked up


@dataclass(frozen=True)
class Probe:
    """A range of terms, and how many people of it at most."""

    low: str
    high: str
    most: int


def _is(term: str, most: int = 60) -> Probe:
    return Probe(term, term, most)


def _begins(term: str, most: int = 60) -> Probe:
    return Probe(term, term + LAST, most)


def probes(
    asked: Asked, words: Words, keys: dict[str, list[str]], streets: dict[str, list[str]], *, with_places: bool = True
) -> list[Probe]:
    """Everything to look up, the best first."""
    found: list[Probe] = []
    if asked.nhs:
        found.append(_is(f"h {asked.nhs}"))
    if asked.number:
        found.append(_is(f"u {asked.number}"))
    found += [
        _begins(f"{kind} {word}", 20) for word in words.words if word.isdecimal() and len(word) >= 5 for kind in "hu"
    ]
    named = [word for word in words.words if not word.isdecimal()]
    if len(named) >= 2:
        found += _pairs(named, words, keys)
    found += [_is(f"b {born}", 120 if n == 0 else 40) for n, born in enumerate(asked.born)]
    if len(named) == 1:
        found += _single(named[0], words)
    places: list[Probe] = []
    if asked.postcode:
        whole = len(asked.postcode.partition(" ")[2]) == 3
        places.append((_is if whole else _begins)(f"z {asked.postcode}", 80))
    places += _places(words.words, streets) if with_places else ()
    confidential = [Probe(f"c{one.low}", f"c{one.high}", 20) for one in places]
    return list(dict.fromkeys([*found[:400], *places, *confidential]))


def _single(word: str, words: Words) -> Iterator[Probe]:
    yield _is(f"n {word}")
    yield from (_is(f"n {other}", 20) for other in alike(word)[:15])
    if len(word) >= 2:
        yield Probe(f"n {word}\x01", f"n {word}{LAST}", 60)
    others = [(other, like) for other, like in words.alike(word) if like <= Like.SOUNDS]
    yield from (_is(f"n {other}", 12) for other, _ in others[:80])


def _pairs(named: Sequence[str], words: Words, keys: dict[str, list[str]]) -> Iterator[Probe]:
    both = [(a, b) for n, a in enumerate(named) for b in named[n + 1 :]][:10]
    yield from (_is(f"p {a} {b}") for a, b in both)
    for a, b in both:
        yield _begins(f"p {a} {b}", 40)
        yield _begins(f"p {b} {a}", 40)
    for a, b in both:
        yield from (_is(f"p {x} {b}", 20) for x in alike(a)[:12])
        yield from (_is(f"p {a} {y}", 20) for y in alike(b)[:12])
    for a, b in both[:6]:
        for x in keys.get(a, ()):
            yield from (_is("s " + " ".join(sorted((x, y))), 40) for y in keys.get(b, ()))
    for a, b in both[:3]:
        near_a = [(x, like) for x, like in words.alike(a)][:30]
        near_b = [(y, like) for y, like in words.alike(b)][:30]
        yield from (_begins(f"p {x} {b}", 12) for x, _ in near_a)
        yield from (_begins(f"p {y} {a}", 12) for y, _ in near_b)
        combined = [(x, y, lx + ly) for x, lx in near_a[:14] for y, ly in near_b[:14]]
        combined.sort(key=lambda one: -one[2])
        yield from (_is(f"p {x} {y}", 12) for x, y, _ in combined[:120])


def _places(words: Sequence[str], streets: dict[str, list[str]]) -> Iterator[Probe]:
    if not words or (len(words) == 1 and len(words[0]) < 4):
        return
    phrase = [ROADS.get(word, word) if n else word for n, word in enumerate(words)]
    short = [next((s for s, long in ROADS.items() if long == word and n), word) for n, word in enumerate(words)]
    variants = [list(words), phrase, short]
    for n, word in enumerate(words):
        variants += [[*phrase[:n], other, *phrase[n + 1 :]] for other in streets.get(word, ())[:6]]
    for said in dict.fromkeys(" ".join(variant) for variant in variants):
        yield _begins(f"a {said}", 60)


# -- reads

LIKES = {"begins": Like.BEGINS, "sounds": Like.SOUNDS, "slip": Like.SLIP}


def likenesses(typed: Sequence[str]) -> tuple[Words, dict[str, list[str]], dict[str, list[str]]]:
    """The typed words, folded, with what is like them; how they sound; words of addresses like them. One statement."""
    if not typed:
        return Words([]), {}, {}
    said = tuples("SELECT * FROM kinwork_words_like(%(typed)s::text[])", typed=list(typed))
    words = Words([asked for _, asked, _, how in sorted(said) if how == "is"])
    keys: dict[str, list[str]] = defaultdict(list)
    streets: dict[str, list[str]] = defaultdict(list)
    for _, asked, word, how in said:
        if how == "key":
            keys[asked].append(word)
        elif how == "street":
            streets[asked].append(word)
        elif how in LIKES:
            words.learn(asked, word, LIKES[how])
    for asked in words.words:
        for other in alike(asked):
            words.learn(asked, other, Like.SHORT)
    return words, keys, streets


def joined(words: Words) -> Words | None:
    """Small words put before the name that they belong to: what was typed as Mc Donald is McDonald too."""
    said: list[str] = []
    for word in words.words:
        if said and said[-1] in BEFORE_A_NAME:
            said[-1] += word
        else:
            said.append(word)
    return Words(said) if said != words.words else None


def looked_up_people(looked_up: Sequence[Probe], units: list[int] | None, age: str, today: date) -> dict[int, set[int]]:
    """People by the probes that found them, best first. One statement."""
    born_from, born_to = born_between(age, today)
    found: dict[int, set[int]] = {}
    for place, person_id in tuples(
        "SELECT * FROM kinwork_find_people(%(lows)s::text[], %(highs)s::text[], %(mosts)s::int[], %(units)s::bigint[],"
        " %(born_from)s::date, %(born_to)s::date, %(most)s::int)",
        lows=[one.low for one in looked_up],
        highs=[one.high for one in looked_up],
        mosts=[one.most for one in looked_up],
        units=units,
        born_from=born_from,
        born_to=born_to,
        most=4 * LOOKED_AT,
    ):
        if person_id in found or len(found) < LOOKED_AT:
            found.setdefault(person_id, set()).add(place - 1)
    return found


def born_between(age: str, today: date) -> tuple[date | None, date | None]:
    """The days between which people of an age group were born.

    >>> born_between("10-15", date(2026, 11, 21))
    (datetime.date(2010, 11, 22), datetime.date(2016, 11, 21))
    """
    if age not in AGES:
        return None, None
    if age == "unborn":
        return today + timedelta(days=1), today + timedelta(days=400)
    low, _, high = age.partition("-")
    youngest = _years_before(today, int(low))
    oldest = _years_before(today, int(high) + 1) + timedelta(days=1) if high else date(1880, 1, 1)
    return oldest, youngest


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


NAMES = """
SELECT p.id, p.given_name || ' ' || p.family_name, kinwork_fold(p.given_name || ' ' || p.family_name),
       p.born_on, p.born_kind, p.is_deceased, (
    SELECT json_agg(json_build_array(o.given_name || ' ' || o.family_name,
                                     kinwork_fold(o.given_name || ' ' || o.family_name), o.kind) ORDER BY o.id)
    FROM people_othername o WHERE o.person_id = p.id AND NOT o.is_mistaken
), (
    SELECT array_agg(x.code) FROM people_particular x
    WHERE x.person_id = p.id AND NOT x.is_mistaken AND x.what = 'born' AND length(x.code) = 10
)
FROM people_person p WHERE p.id = ANY (%(ids)s::bigint[])
"""


def candidates(found: dict[int, set[int]], looked_up: Sequence[Probe]) -> Iterator[tuple[Candidate, bool]]:
    """Who was found, with all their names, and whether they have died. One statement."""
    for pk, name, folded, born_on, born_kind, is_deceased, others, others_born in tuples(NAMES, ids=list(found)):
        names = [Called(name.strip(), tuple(folded.split()))]
        names += [Called(text.strip(), tuple(fold.split()), kind) for text, fold, kind in others or ()]
        by = frozenset(looked_up[place].low.split(" ")[0].removeprefix("c") for place in found[pk])
        born = tuple(date.fromisoformat(one) for one in others_born or ())
        yield Candidate(pk, tuple(names), born_on, born_kind, born, by), is_deceased


FAMILIES = """
SELECT m.person_id, f.id, f.name, m.role, m.is_child, coalesce(now.unit, ''), %(all)s OR EXISTS (
    SELECT 1 FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
    WHERE i.family_id = f.id AND a.unit_id = ANY (%(reach)s::bigint[])
)
FROM families_familymember m JOIN families_family f ON f.id = m.family_id
LEFT JOIN LATERAL (
    SELECT u.name AS unit FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
    JOIN units_unit u ON u.id = a.unit_id
    WHERE i.family_id = f.id AND i.closed_on IS NULL AND a.during @> %(on)s::date LIMIT 1
) now ON true
WHERE m.person_id = ANY (%(people)s::bigint[]) AND NOT m.taken_back
ORDER BY now.unit IS NULL, f.name, f.id
"""


def families_of(actor: Actor, people: list[int], on: date) -> dict[int, list[InFamily]]:
    """The families that people are in, those open now first. One statement."""
    found: dict[int, list[InFamily]] = defaultdict(list)
    for person_id, *rest in tuples(FAMILIES, people=people, reach=actor.reach, all=actor.sees_every_unit, on=on):
        found[person_id].append(InFamily(*rest))
    return found


ALSO_IN = FAMILIES.replace(
    "WHERE m.person_id = ANY (%(people)s::bigint[])",
    "WHERE m.person_id IN (SELECT x.person_id FROM families_familymember x "
    "WHERE x.family_id = %(family)s AND NOT x.taken_back) AND m.family_id <> %(family)s",
)


def also_in(actor: Actor, family_id: int, on: date) -> dict[int, list[InFamily]]:
    """The other families of a family's members, by person, as far as they may be known of. One statement."""
    found: dict[int, list[InFamily]] = defaultdict(list)
    for person_id, *rest in tuples(ALSO_IN, family=family_id, reach=actor.reach, all=actor.sees_every_unit, on=on):
        found[person_id].append(InFamily(*rest))
    return found


# -- the search


def find(actor: Actor, typed: str, today: date, *, unit_id: int | None = None, age: str = "") -> Answer:
    """People and families by whatever is known of them. At most eight statements."""
    answer = Answer(read(typed, today=today))
    asked = answer.asked
    if asked.is_empty:
        return answer
    units, rest = _units_in(asked.words)
    answer.units = units
    if units and not rest and not unit_id:
        return answer
    words, keys, streets = likenesses(asked.words)
    looked_up = probes(asked, words, keys, streets)
    together = joined(words)
    if together is not None:
        looked_up = [*looked_up, *probes(asked, together, {}, {})]
    within = [unit_id] if unit_id else None
    found = _confided(actor, looked_up_people(looked_up, within, age, today), looked_up)
    people = _compared(asked, words, together, found, looked_up)
    if units and rest and not unit_id:  # “stone rowan”: the Stones whom the unit Rowan holds
        fewer = Words([word for word in words.words if word not in units[0][1].casefold().split()])
        for one in words.words:
            for other, like in words.alike(one):
                fewer.learn(one, other, like)
        theirs = probes(asked, fewer, keys, {})
        held = _confided(actor, looked_up_people(theirs, [pk for pk, _ in units], age, today), theirs)
        people |= _compared(asked, fewer, None, held, theirs)
    if not any(one.is_whole for one, _ in people.values()) and len(words.words) > 1:
        parts = [_is(f"n {word}", 15) for word in words.words if not word.isdecimal()]
        in_part = _compared(asked, words, None, looked_up_people(parts, within, age, today), parts)
        people = in_part | people
    _fill(answer, actor, words, people, len(found), today)
    return answer


SECRETS = """
SELECT DISTINCT t.person_id, t.family_id FROM people_term t, unnest(%(lows)s::text[], %(highs)s::text[]) r(low, high)
WHERE t.person_id = ANY (%(people)s::bigint[]) AND t.term >= r.low COLLATE "C" AND t.term <= r.high COLLATE "C"
"""


def _confided(actor: Actor, found: dict[int, set[int]], looked_up: Sequence[Probe]) -> dict[int, set[int]]:
    """A confidential address finds nobody but for those who may see it, in that family's record.

    Two statements, where one was hit.
    """
    secret = {place for place, one in enumerate(looked_up) if one.low.startswith("c")}
    by_secret = [pk for pk, places in found.items() if places & secret]
    if not by_secret:
        return found
    ways = ways_to(by_secret, actor)
    near: set[int] = set()
    lows, highs = ([getattr(looked_up[place], end) for place in secret] for end in ("low", "high"))
    for pk, family_id in tuples(SECRETS, people=by_secret, lows=lows, highs=highs):
        if any(way.may(Permission.SEE_CONFIDENTIAL) and family_id in (0, way.family_id) for way in ways[pk]):
            near.add(pk)
    told = {pk: places if pk in near else places - secret for pk, places in found.items()}
    return {pk: places for pk, places in told.items() if places}


def _compared(
    asked: Asked, words: Words, together: Words | None, found: dict[int, set[int]], looked_up: Sequence[Probe]
) -> dict[int, tuple[Match, tuple[Candidate, bool]]]:
    compared = {}
    for one, is_deceased in candidates(found, looked_up) if found else ():
        told = match(asked, words, one)
        if together is not None:
            told = max(told, match(asked, together, one), key=lambda each: each.points)
        if told.points > 0:
            compared[one.person_id] = told, (one, is_deceased)
    return compared


def _fill(answer: Answer, actor: Actor, words: Words, people: dict[int, Any], looked_at: int, today: date) -> None:
    best = sorted(people.items(), key=lambda entry: -entry[1][0].points)
    if any(told.is_whole for _, (told, _) in best):  # then who is so only in part is noise
        best = [entry for entry in best if entry[1][0].is_whole or entry[1][0].points > 300]
    shown = best[: SHOWN + 10]
    where = families_of(actor, [pk for pk, _ in shown], today) if shown else {}
    for pk, (told, (one, is_deceased)) in shown:
        families = where.get(pk, [])
        if not families:
            continue
        current = one.names[0].text or "Name not known"
        is_near = any(family.is_in_reach for family in families)
        hit = told.name.text if told.name and told.name.text else current
        answer.people.append(
            Found(pk, current if is_near else hit, hit if is_near and hit != current else "", one.born_on,
                  one.born_kind, is_deceased, families, told)
        )  # fmt: skip
    answer.people.sort(
        key=lambda one: (
            -one.match.points - 15 * one.is_in_reach - 5 * any(f.unit for f in one.families) + 5 * one.is_deceased,
            one.name,
            one.person_id,
        )
    )
    answer.is_more = len(answer.people) > SHOWN or looked_at >= LOOKED_AT
    answer.people = answer.people[:SHOWN]
    answer.families = _by_name(actor, answer, today, " ".join(words.words))


UNITS = "SELECT id, name, kinwork_fold(name) FROM units_unit WHERE is_active ORDER BY name"


def _units_in(typed: Sequence[str]) -> tuple[list[tuple[int, str]], list[str]]:
    """Units that are named among the words, and the words that are left. One statement."""
    said = {word.casefold() for word in typed}
    units = [(pk, name, set(folded.split())) for pk, name, folded in tuples(UNITS)]
    named = [(pk, name, words) for pk, name, words in units if words and words <= said]
    taken = set().union(*(words for _, _, words in named))
    return [(pk, name) for pk, name, _ in named], [word for word in typed if word.casefold() not in taken]


BY_NAME = """
SELECT f.id, f.name, coalesce((
    SELECT u.name FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
    JOIN units_unit u ON u.id = a.unit_id
    WHERE i.family_id = f.id AND i.closed_on IS NULL AND a.during @> %(on)s::date LIMIT 1
), ''), %(all)s OR EXISTS (
    SELECT 1 FROM cases_involvement i JOIN cases_allocation a ON a.involvement_id = i.id
    WHERE i.family_id = f.id AND a.unit_id = ANY (%(reach)s::bigint[])
)
FROM families_familyterm t JOIN families_family f ON f.id = t.family_id
WHERE t.term >= %(low)s AND t.term <= %(high)s ORDER BY t.term, t.family_id DESC LIMIT 21
"""


def _by_name(actor: Actor, answer: Answer, on: date, folded: str) -> list[InFamily]:
    """Families whose name has these words from some word on. One statement."""
    if not folded:
        return []
    rows = tuples(BY_NAME, low=folded, high=folded + LAST, on=on, reach=actor.reach, all=actor.sees_every_unit)
    shown = {family.family_id for one in answer.people for family in one.families}
    found = {pk: InFamily(pk, name, "", False, unit, near) for pk, name, unit, near in rows if pk not in shown}
    return sorted(found.values(), key=lambda one: (not one.is_in_reach, one.name))[:10]


def as_person(asked: Asked) -> tuple[str, dict[str, str]]:
    """What was typed, as a family's name and the first fields of somebody in it, without what is no name or date."""
    words = [word for word in asked.words if not any(sign.isdecimal() for sign in word)]
    words = [word if word != word.casefold() else word.title() for word in words]
    said = {"given_name": " ".join(words[:-1]), "family_name": words[-1]} if words else {}
    if asked.born:
        day = asked.born[0]
        said["born_on"] = f"{day.day}/{day.month}/{day.year}"
    return (words[-1] if words else ""), said
