"""Finding people and their families: what the index (people/indexing.py) has, put in order (matching.py).

Only reads. Everything asks as the application, behind the walls: limits count what the person who asks may know of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.replica import may_lag
from kinwork.access.sql import tuples
from kinwork.cases.person_policies import family_accesses
from kinwork.families.facts import in_force_sql
from kinwork.people.models import EXPECTED_IN_MONTH, What
from kinwork.people.naming import BEFORE_A_NAME
from kinwork.people.nicknames import nicknames, spellings
from kinwork.people.query_parser import MOST_WORDS, Query, parse

from .matching import Called, IndexedPerson, Match, Similarity, Words, match, why

SHOWN = 25
LOOKED_AT = 60  # people who are compared at most
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


@dataclass(frozen=True)
class AroundFamily:
    """Somebody around a family, who has no record of their own: a midwife, a neighbour, an agency."""

    family_id: int
    family: str
    name: str
    role: str
    telephone: str


@dataclass
class Answer:
    """What a search found."""

    asked: Query
    people: list[Found] = field(default_factory=list)
    families: list[InFamily] = field(default_factory=list)  # by their own name, nobody in them being shown above
    around: list[AroundFamily] = field(default_factory=list)  # who is around families in reach
    units: list[tuple[int, str, list[str]]] = field(default_factory=list)
    is_more: bool = False

    @property
    def family_ids(self) -> set[int]:
        """Every family that the answer names, for the log."""
        named = {one.family_id for found in self.people for one in found.families}
        return named | {one.family_id for one in self.families} | {one.family_id for one in self.around}


# -- what is looked up


@dataclass(frozen=True)
class Probe:
    """A range of terms, and how many people of it at most."""

    low: str
    high: str
    most: int


def _is(term: str, most: int = 40) -> Probe:
    return Probe(term, term, most)


def _begins(term: str, most: int = 40) -> Probe:
    return Probe(term, term + LAST, most)


def exact(asked: Query, named: Sequence[str], *, with_places: bool = True) -> list[Probe]:
    """What was typed and what begins so, and the names that it is short for: what tells most goes first."""
    found: list[Probe] = []
    if asked.nhs:
        found.append(_is(f"h {asked.nhs}"))
    if asked.number:
        found.append(_is(f"u {asked.number}"))
    numbers = [word for word in named if word.isdecimal() and len(word) >= 5]
    found += [_begins(f"{kind} {word}", 20) for word in numbers for kind in "hu"]
    places: list[Probe] = []
    if asked.postcode:
        whole = len(asked.postcode.partition(" ")[2]) == 3
        places.append((_is if whole else _begins)(f"z {asked.postcode}", 50))
    found += places
    words = [word for word in named if not word.isdecimal()]
    found += [_begins(f"d {born} {word}", 15) for born in asked.born for word in words]
    found += [_is(f"b {born}", 50 if n == 0 else 20) for n, born in enumerate(asked.born) if not words]
    if len(words) >= 2:
        both = _both(words)
        found += [_is(f"p {a} {b}") for a, b in both]
        found += [_begins(f"p {x} {y}", 25) for a, b in both for x, y in ((a, b), (b, a))]
        found += [_is(f"p {x} {b}", 15) for a, b in both for x in nicknames(a)[:30]]
        found += [_is(f"p {a} {y}", 15) for a, b in both for y in nicknames(b)[:30]]
        # Abdi Hassan is Cabdi Xasan: both words as another language or alphabet writes them
        others = [(spellings(a), spellings(b)) for a, b in both]
        found += [_is(f"p {x} {y}", 10) for xs, ys in others for x in xs[:16] for y in ys[:16]]
    elif words:
        found.append(_is(f"n {words[0]}"))
        found += [_is(f"n {other}", 15) for other in nicknames(words[0])[:30]]
        found += [Probe(f"n {words[0]}\x01", f"n {words[0]}{LAST}", 40)] if len(words[0]) >= 2 else []
    if with_places:
        streets = list(_places(named, {}))
        places += streets
        found += streets
    return [*dict.fromkeys(found), *(Probe(f"c{one.low}", f"c{one.high}", 20) for one in places)]


def near(asked: Query, words: Words, keys: dict[str, list[str]], streets: dict[str, list[str]]) -> list[Probe]:
    """What sounds like it or is a slip away, when what was typed does not find enough."""
    named = [word for word in words.words if not word.isdecimal()]
    found = [_is(f"d {asked.born[0]} {other}", 5) for word in named for other, _ in words.alike(word) if asked.born][
        :150
    ]
    if len(named) == 1:
        others = [other for other, like in words.alike(named[0]) if like <= Similarity.SOUNDS]
        found += [_is(f"n {other}", 10) for other in others[:70]]
    for a, b in _both(named)[: 0 if asked.born else 3]:
        # First what is written most alike; a word itself is nearest to it.
        near_a, near_b = [(a, 0), *words.closest(a)[:16]], [(b, 0), *words.closest(b)[:16]]
        pairs = {(x, y): da + db for x, da in near_a for y, db in near_b if x != a or y != b}
        # Sersha Vanderhook: another spelling of the one name, and a slip in the other. (Without a slip: see exact.)
        pairs |= {(x, y): 2 + db for x in words.short(a)[:6] for y, db in near_b[1:9]}
        pairs |= {(x, y): 2 + da for x, da in near_a[1:9] for y in words.short(b)[:6]}
        combined = sorted((d, x, y) for (x, y), d in pairs.items())
        found += [_begins(f"p {x} {y}", 8) if n < 40 else _is(f"p {x} {y}", 8) for n, (_, x, y) in enumerate(combined)]
        found += [_begins(f"p {x} {b}", 6) for x, like in words.alike(a)[:12] if like == Similarity.BEGINS]
    for a, b in _both(named)[:6]:
        for x in keys.get(a, ()):
            found += [_is("s " + " ".join(sorted((x, y))), 25) for y in keys.get(b, ())]
    places = list(_places(words.words, streets)) if streets else []
    found += places
    return [*dict.fromkeys(found), *(Probe(f"c{one.low}", f"c{one.high}", 20) for one in places)]


def _both(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(a, b) for n, a in enumerate(words) for b in words[n + 1 :]][:10]


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

LIKES = {"begins": Similarity.BEGINS, "sounds": Similarity.SOUNDS, "slip": Similarity.SLIP}


def likenesses(typed: Sequence[str]) -> tuple[Words, dict[str, list[str]], dict[str, list[str]]]:
    """The typed words, folded, with what is like them; how they sound; words of addresses like them. One statement."""
    if not typed:
        return Words([]), {}, {}
    said = tuples("SELECT * FROM kinwork_words_like(%(typed)s::text[])", typed=list(typed))
    words = _learnt([asked for _, asked, _, how in sorted(said) if how == "is"])
    keys: dict[str, list[str]] = defaultdict(list)
    streets: dict[str, list[str]] = defaultdict(list)
    for _, asked, word, how in said:
        if how == "key":
            keys[asked].append(word)
        elif how == "street":
            streets[asked].append(word)
        elif how in LIKES:
            words.learn(asked, word, LIKES[how])
    return words, keys, streets


def joined(words: Sequence[str]) -> list[str]:
    """Small words put before the name that they belong to: what was typed as Mc Donald is McDonald too.

    >>> joined(["isla", "mc", "donald"])
    ['isla', 'mcdonald']
    """
    said: list[str] = []
    for word in words:
        if said and said[-1] in BEFORE_A_NAME:
            said[-1] += word
        else:
            said.append(word)
    return said


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


FOUND = f"""
WITH found AS MATERIALIZED (
    SELECT person_id, array_agg(probe) AS probes, min(probe) AS best
    FROM kinwork_find_people(%(lows)s::text[], %(highs)s::text[], %(mosts)s::int[], %(units)s::bigint[],
                             %(born_from)s::date, %(born_to)s::date, %(rows)s::int)
    WHERE person_id <> ALL (%(without)s::bigint[]) GROUP BY person_id ORDER BY 3 LIMIT %(most)s
)
SELECT f.probes, p.id, p.given_name || ' ' || p.family_name, kinwork_fold(p.given_name || ' ' || p.family_name),
       CASE WHEN p.id = ANY ((SELECT kinwork_like_nobody(%(reach)s::bigint[]))::bigint[])
            THEN kinwork_fold(coalesce(nullif(p.family_name, ''), p.given_name)) END,
       p.born_on, CASE WHEN p.due_month_only THEN '{EXPECTED_IN_MONTH}' ELSE p.born_kind END, p.is_deceased, (
    SELECT json_agg(json_build_array(o.given_name || ' ' || o.family_name,
                                     kinwork_fold(o.given_name || ' ' || o.family_name), o.kind) ORDER BY o.id)
    FROM people_othername o WHERE o.person_id = p.id AND NOT o.is_mistaken
), (
    SELECT array_agg(x.code) FROM people_particular x
    WHERE x.person_id = p.id AND NOT x.is_mistaken AND x.what = '{What.BORN}' AND length(x.code) = 10
)
FROM found f JOIN people_person p ON p.id = f.person_id ORDER BY f.best
"""  # noqa: S608 -- choices from their enums


@dataclass(frozen=True)
class Within:
    """Where to look: families held by these units, people of this age, none of these."""

    units: list[int] | None = None
    age: str = ""
    without: tuple[int, ...] = ()


def candidates(
    actor: Actor, looked_up: Sequence[Probe], today: date, within: Within = Within(), *, said: Collection[str]
) -> Iterator[tuple[IndexedPerson, bool]]:
    """Who is found by these, best first: with all their names, and whether they have died.

    Who a child of a sealed record is now is found by the surname (among the words ``said``), or by what stands in that
    record alone: what they share with the former one, a first name and a day of birth, leads nobody there.
    One statement; three where a confidential address was hit.
    """
    if not looked_up:
        return
    born_from, born_to = born_between(within.age, today)
    rows = tuples(
        FOUND,
        lows=[one.low for one in looked_up],
        highs=[one.high for one in looked_up],
        mosts=[one.most for one in looked_up],
        units=within.units,
        reach=actor.reach,
        born_from=born_from,
        born_to=born_to,
        without=list(within.without),
        rows=4 * LOOKED_AT,
        most=LOOKED_AT,
    )
    found = {pk: {place - 1 for place in places} for places, pk, *_ in rows}
    told = _confided(actor, found, looked_up)
    for _, pk, name, folded, surname, born_on, born_kind, is_deceased, others, others_born in rows:
        if pk not in told:
            continue
        names = [Called(name.strip(), tuple(folded.split()))]
        names += [Called(text.strip(), tuple(fold.split()), kind) for text, fold, kind in others or ()]
        by = frozenset(looked_up[place].low.split(" ")[0].removeprefix("c") for place in told[pk])
        if surname is not None and not by & {*"huaz"} and not set(surname.split()) <= set(said):
            continue
        born = tuple(date.fromisoformat(one) for one in others_born or ())
        yield IndexedPerson(pk, tuple(names), born_on, born_kind, born, by), is_deceased


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


@may_lag
def search(actor: Actor, typed: str, today: date, *, unit_id: int | None = None, age: str = "") -> Answer:
    """People and families by whatever is known of them. At most ten statements, however many are found."""
    answer = Answer(parse(typed, today=today))
    if answer.asked.is_empty:
        return answer
    folded, answer.units = _units_in(answer.asked.words)
    rest = [word for word in folded if not any(word in fold_of for _, _, fold_of in answer.units)]
    units = [pk for pk, _, _ in answer.units]
    if units and not rest and not unit_id:
        return answer
    search = Search(actor, answer.asked, folded, [unit_id] if unit_id else None, age, today)
    search.look()
    if units and rest and not unit_id:  # “stone rowan”: the Stones whom the unit Rowan holds
        theirs = Search(actor, answer.asked, rest, units, age, today)
        theirs.look()
        search.people |= theirs.people
    if not search.has_whole and len(folded) > 1:
        search.look_for_parts()
    _fill(answer, search)
    return answer


@dataclass
class Search:
    """One search under way: the words as they are compared, and who was found so far."""

    actor: Actor
    asked: Query
    folded: list[str]
    units: list[int] | None
    age: str
    today: date
    people: dict[int, tuple[Match, IndexedPerson, bool]] = field(default_factory=dict)
    looked_at: int = 0

    def look(self) -> None:
        """What is as typed; and when that is not enough to fill a page, what is like it. One statement or three."""
        words, together = _learnt(self.folded), joined(self.folded)
        looked_up = exact(self.asked, self.folded)
        if together != self.folded:
            looked_up += exact(self.asked, together, with_places=False)
        self._compare(looked_up, [words, *([_learnt(together)] if together != self.folded else [])])
        if self.folded and not self._is_enough():
            words, keys, streets = likenesses(self.folded)
            self._compare(near(self.asked, words, keys, streets), [words])

    def _is_enough(self) -> bool:
        """A page full of people who are wholly so, or one who is so beyond doubt."""
        whole = [told for told, _, _ in self.people.values() if told.is_whole]
        return len(whole) >= SHOWN or any(told.is_sure for told in whole)

    def look_for_parts(self) -> None:
        """Who has some of the words. One statement."""
        self._compare([_is(f"n {word}", 12) for word in self.folded if not word.isdecimal()], [_learnt(self.folded)])

    @property
    def has_whole(self) -> bool:
        return any(told.is_whole for told, _, _ in self.people.values())

    def _compare(self, looked_up: Sequence[Probe], ways: Sequence[Words]) -> None:
        within = Within(self.units, self.age, tuple(self.people))
        said = {word for words in ways for word in words.words}
        for one, is_deceased in candidates(self.actor, looked_up, self.today, within, said=said):
            self.looked_at += 1
            told = max((match(self.asked, words, one) for words in ways), key=lambda each: each.points)
            if told.points > 0:
                self.people[one.person_id] = told, one, is_deceased


def _learnt(folded: Sequence[str]) -> Words:
    words = Words(folded)
    for asked in words.words:
        for other in nicknames(asked):
            words.learn(asked, other, Similarity.SHORT)
    return words


SECRETS = """
SELECT DISTINCT t.person_id, t.family_id FROM people_term t, unnest(%(lows)s::text[], %(highs)s::text[]) r(low, high)
WHERE t.person_id = ANY (%(people)s::bigint[]) AND t.term >= r.low COLLATE "C" AND t.term <= r.high COLLATE "C"
"""


def _confided(actor: Actor, found: dict[int, set[int]], looked_up: Sequence[Probe]) -> dict[int, set[int]]:
    """A confidential address finds nobody but for those who may see it, in that family's record.

    Two statements, also where none was hit: how long a search takes tells nobody that there is such an address.
    """
    secret = {place for place, one in enumerate(looked_up) if one.low.startswith("c")}
    by_secret = [pk for pk, places in found.items() if places & secret]
    if not secret:
        return found
    ways = family_accesses(by_secret or [0], actor)
    near: set[int] = set()
    lows, highs = ([getattr(looked_up[place], end) for place in secret] for end in ("low", "high"))
    for pk, family_id in tuples(SECRETS, people=by_secret or [0], lows=lows, highs=highs):
        if any(way.may(Permission.SEE_CONFIDENTIAL) and family_id in (0, way.family_id) for way in ways[pk]):
            near.add(pk)
    told = {pk: places if pk in near else places - secret for pk, places in found.items()}
    return {pk: places for pk, places in told.items() if places}


def _fill(answer: Answer, search: Search) -> None:
    best = sorted(search.people.items(), key=lambda entry: (-entry[1][0].points, -entry[0]))
    if search.has_whole:  # then who is so only in part is noise
        best = [entry for entry in best if entry[1][0].is_whole or entry[1][0].points > 300]
    best = best[: SHOWN + 10]
    where = families_of(search.actor, [pk for pk, _ in best], search.today) if best else {}
    for pk, (told, one, is_deceased) in best:
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
    answer.is_more = len(best) > SHOWN or search.looked_at >= LOOKED_AT
    answer.people = answer.people[:SHOWN]
    for found in answer.people:
        found.match.why += why(found.match)
    answer.families = _by_name(search, answer)
    answer.around = _around(search)


UNITS = """
SELECT 0, '', kinwork_fold(%(typed)s) UNION ALL (SELECT id, name, kinwork_fold(name) FROM units_unit WHERE is_active)
ORDER BY 1
"""


def _units_in(typed: Sequence[str]) -> tuple[list[str], list[tuple[int, str, list[str]]]]:
    """The words, folded; and the units that are named among them, with their words. One statement."""
    (_, _, folded), *units = tuples(UNITS, typed=" ".join(typed))
    said = folded.split()
    named = [(pk, name, words.split()) for pk, name, words in units if words and set(words.split()) <= set(said)]
    return said[:MOST_WORDS], named


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


def _by_name(search: Search, answer: Answer) -> list[InFamily]:
    """Families whose name has these words from some word on. One statement."""
    folded, actor = " ".join(search.folded), search.actor
    if not folded:
        return []
    rows = tuples(
        BY_NAME, low=folded, high=folded + LAST, on=search.today, reach=actor.reach, all=actor.sees_every_unit
    )
    shown = {family.family_id for one in answer.people for family in one.families}
    found = {pk: InFamily(pk, name, "", False, unit, near) for pk, name, unit, near in rows if pk not in shown}
    return sorted(found.values(), key=lambda one: (not one.is_in_reach, one.name))[:10]


def _digits(column: str) -> str:
    """A telephone number as the index has it (people/sql/2_index.sql)."""
    return rf"regexp_replace(regexp_replace({column}, '^\s*(\+|00)44\s*(\(0\))?', '0'), '[^0-9]', '', 'g')"


# First the families in reach, then who is around them, and only of those what they are called: folding a name is dear.
AROUND = f"""
WITH near AS MATERIALIZED (
    SELECT id, name FROM families_family f WHERE %(all)s OR f.id IN (
        SELECT i.family_id FROM cases_involvement i JOIN cases_allocation l ON l.involvement_id = i.id
        WHERE l.unit_id = ANY (%(reach)s::bigint[]))
), around AS MATERIALIZED (
    SELECT near.id, near.name, x.id AS tie_id, x.name AS called, x.role, x.telephone, x.email, a.name AS agency,
           a.telephone AS agency_telephone, a.email AS agency_email
    FROM near JOIN families_changeset c ON c.family_id = near.id JOIN families_tie x ON x.change_set_id = c.id
    LEFT JOIN families_changeset s ON s.id = x.superseded_in_id
    LEFT JOIN families_agency a ON a.id = x.agency_id
    WHERE x.somebody_id IS NULL AND {in_force_sql()}
)
SELECT DISTINCT ON (name, id, who) id, name, coalesce(nullif(called, ''), agency) AS who,
       concat_ws(', ', nullif(role, ''), CASE WHEN called <> '' THEN agency END),
       coalesce(nullif(telephone, ''), agency_telephone, '')
FROM around
WHERE CASE WHEN %(number)s <> ''
    THEN %(number)s IN ({_digits("telephone")}, {_digits("agency_telephone")}, lower(email), lower(agency_email))
    ELSE NOT EXISTS (
        SELECT 1 FROM unnest(%(words)s::text[]) w
        WHERE position(' ' || w IN ' ' || kinwork_fold(concat_ws(' ', called, agency))) = 0) END
ORDER BY name, id, who, tie_id DESC LIMIT 10
"""  # noqa: S608 -- conditions of ours


def _around(search: Search) -> list[AroundFamily]:
    """Who is around families in reach, by the beginnings of their names, by a number or an email address.

    One statement; none for what is too short to mean anybody.
    """
    number, words, actor = search.asked.number, search.folded, search.actor
    if not number and not any(len(word) >= 3 for word in words):
        return []
    found = tuples(AROUND, number=number, words=words, reach=actor.reach, all=actor.sees_every_unit)
    return [AroundFamily(*row) for row in found]
