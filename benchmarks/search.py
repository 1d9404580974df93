"""Searching among a million invented people, as the application behind the walls: how long, and whether it finds them.

Names come from Faker's lists of many countries, mixed about as they are in an English city, with a long tail of rare
surnames; most families live at one address; one in twelve people has another name; some families are restricted.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from django.db import connections
from faker import Faker

from kinwork.access.models import User
from kinwork.people import indexing
from kinwork.people.numbers import nhs_check_digit
from kinwork.platform.embedded import APP_ROLE
from kinwork.search.search import search
from kinwork.units.actions import fill_post, make_unit
from kinwork.units.queries import load_actor

from .report import Report, middle, percentile

PEOPLE, QUICK = 1_000_000, 50_000
UNITS, RESTRICTED, EACH = 60, 100, 25
FIRST_ID = 1_000_000  # above whatever else is measured in this database
TODAY = date(2026, 11, 21)
# Where the names of an English city's people come from, in shares.
ORIGINS = {
    "en_GB": 56, "en_IE": 8, "en_IN": 8, "en_PK": 9, "pl_PL": 3, "ro_RO": 3, "yo_NG": 3, "ig_NG": 1, "ha_NG": 1,
    "tr_TR": 2, "pt_PT": 2, "lt_LT": 1, "es_ES": 1, "de_DE": 1, "zu_ZA": 1,
}  # fmt: skip
BEGINNINGS = [
    "Ash",
    "Brad",
    "Chal",
    "Dun",
    "El",
    "Fen",
    "Gar",
    "Hal",
    "Ing",
    "Kil",
    "Lang",
    "Mar",
    "Nor",
    "Os",
    "Pen",
    "Rad",
    "Stan",
    "Thor",
    "Ul",
    "Wal",
    "Win",
    "Yar",
]
MIDDLES = ["ber", "der", "ham", "ing", "ling", "mer", "nor", "per", "rin", "ser", "ter", "ver", "wick"]
ENDS = [
    "bury",
    "by",
    "combe",
    "den",
    "dale",
    "field",
    "ford",
    "grave",
    "ham",
    "hurst",
    "ley",
    "low",
    "man",
    "ridge",
    "shaw",
    "son",
    "stead",
    "ton",
    "well",
    "wood",
    "worth",
]
STREETS = [
    "Mill",
    "Church",
    "Station",
    "Victoria",
    "Park",
    "Grove",
    "Queens",
    "Albert",
    "Manor",
    "High",
    "Chapel",
    "Orchard",
    "Elm",
    "Kingsway",
    "Bridge",
]
KINDS = ["Road", "Street", "Lane", "Avenue", "Close", "Drive"]
COLUMNS = {
    "people_person": "id, given_name, family_name, born_on, born_kind, sex, is_deceased, died_kind, born_source,"
    " died_source",
    "families_family": "id, name, created_at",
    "families_familymember": "id, family_id, person_id, role, is_child, lives_here, position, taken_back",
    "people_othername": "person_id, given_name, family_name, kind, begun, ended, source, noted_at, is_mistaken",
    "people_address": "person_id, kind, lines, postcode, is_confidential, note, begun, ended, source, noted_at,"
    " is_mistaken",
    "people_identifier": "person_id, kind, value, begun, ended, source, noted_at, is_mistaken",
    "cases_involvement": "id, family_id, opened_on, closed_on, why_open, trying_to_do, how, closing_reason,"
    " what_changed, if_rereferred, tell_once",
    "cases_allocation": "involvement_id, unit_id, during",
}


@dataclass
class Somebody:
    """Enough of a person to look for them."""

    pk: int
    given: str
    surname: str
    born: date
    nhs: str
    other: str
    lines: str
    postcode: str


@dataclass
class Town:
    """Rows as they are made, and a few people to look for."""

    size: int
    chance: random.Random = field(default_factory=lambda: random.Random(4))
    wanted: list[Somebody] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.names = {}
        for locale, share in ORIGINS.items():
            provider = next(one for one in Faker(locale).factories[0].providers if hasattr(one, "last_names"))
            first = list(dict.fromkeys(provider.first_names))
            last = list(dict.fromkeys(provider.last_names)) if locale != "pl_PL" else _polish()
            self.names[locale] = (share, first, _falling(first), last, _falling(last))
        self.origins = list(self.names)
        self.shares = list(accumulate(share for share, *_ in self.names.values()))
        self.streets = [f"{name} {kind}" for name in STREETS for kind in KINDS]
        self.streets += [f"{self.rare()} {kind}" for kind in KINDS for _ in range(500)]

    def rare(self) -> str:
        """A surname that few have."""
        return (
            self.chance.choice(BEGINNINGS)
            + self.chance.choice(["", *MIDDLES, *MIDDLES])
            + self.chance.choice(["", *MIDDLES])
            + self.chance.choice(ENDS)
        )

    def surname(self, origin: str) -> str:
        if self.chance.random() < 0.15:
            return self.rare()
        _, _, _, last, weights = self.names[origin]
        one = self.chance.choices(last, cum_weights=weights)[0]
        return f"{one}-{self.chance.choices(last, cum_weights=weights)[0]}" if self.chance.random() < 0.04 else one

    def given(self, origin: str) -> str:
        _, first, weights, _, _ = self.names[origin]
        one = self.chance.choices(first, cum_weights=weights)[0]
        return f"{one} {self.chance.choices(first, cum_weights=weights)[0]}" if self.chance.random() < 0.2 else one

    def families(self, units: list[int]) -> Iterator[dict[str, list[tuple[Any, ...]]]]:
        """Ten thousand people at a time."""
        made = family_id = 0
        while made < self.size:
            rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
            goal = min(self.size, made + 10_000)
            while made < goal:
                family_id += 1
                members = min(self.chance.choices((1, 2, 3, 4, 5, 6, 8), (4, 10, 22, 28, 20, 11, 5))[0], goal - made)
                self._family(rows, FIRST_ID + family_id, FIRST_ID + made, members, units)
                made += members
            yield rows

    def _family(self, rows: dict[str, list[Any]], pk: int, first: int, members: int, units: list[int]) -> None:
        chance, noted = self.chance, "2024-01-01"
        origin = chance.choices(self.origins, cum_weights=self.shares)[0]
        surname = self.surname(origin)
        lines = f"{chance.randrange(1, 200)} {chance.choice(self.streets)}\nLinden"
        code = f"L{chance.choice('NS')}{chance.randrange(1, 30)} {chance.randrange(1, 10)}"
        code += chance.choice("ABDEFGHJL") + chance.choice("ABDEFGHJLNPQRSTUWXYZ")
        rows["families_family"].append((pk, surname, noted))
        opened = TODAY - timedelta(days=chance.randrange(30, 5000))
        closed = None if chance.random() < 0.02 else opened + timedelta(days=30)
        rows["cases_involvement"].append((pk, pk, opened, closed, *[""] * 7))
        rows["cases_allocation"].append((pk, chance.choice(units), f"[{opened},)"))
        for place in range(members):
            one = first + place
            theirs = surname if chance.random() < 0.75 else self.surname(origin)
            given = self.given(origin)
            days = chance.randrange(0, 6570) if place else chance.randrange(6570, 25000)
            born = TODAY - timedelta(days=days)
            rows["people_person"].append((one, given, theirs, born, "exact", "unknown", False, "exact", "", ""))
            rows["families_familymember"].append((one, pk, one, "", bool(place), True, place, False))
            rows["people_address"].append((one, "home", lines, code, False, "", "", "", "", noted, False))
            nhs = other = ""
            if chance.random() < 0.7:
                nine = f"9{one:08d}"[:9]
                if (last := nhs_check_digit(nine)) < 10:
                    nhs = f"{nine}{last}"
                    rows["people_identifier"].append((one, "nhs", nhs, "", "", "", noted, False))
            if chance.random() < 0.08:
                other = self.surname(origin)
                rows["people_othername"].append((one, given, other, "previous name", "", "", "", noted, False))
            if chance.random() < 2000 / self.size:
                self.wanted.append(Somebody(one, given, theirs, born, nhs, other, lines, code))


def _falling(names: list[str]) -> list[float]:
    """A few are many's, most are few's (Zipf)."""
    return list(accumulate(1 / (n + 3) for n in range(len(names))))


def _polish() -> list[str]:
    stems = [
        "Kowal",
        "Nowa",
        "Wiśniew",
        "Wójci",
        "Kamiń",
        "Lewandow",
        "Zieliń",
        "Szymań",
        "Woźnia",
        "Dąbrow",
        "Kozłow",
        "Jankow",
        "Mazur",
        "Krawczy",
    ]
    return [stem + end for stem in stems for end in ("ski", "ska", "czyk", "k", "iak")]


def fill(size: int, report: Report) -> tuple[Town, User]:
    """The town, copied in as the owner and indexed; the worker who looks for people."""
    start = time.perf_counter()
    town = Town(size)
    units = [
        make_unit(name=f"Searching {n}", function="child_in_need", template="systemic", days=[1], minutes=180)
        for n in range(UNITS)
    ]
    worker = User.objects.create_user("searcher@example.org", "Sam Searcher")
    guardian = User.objects.create_user("guardian@example.org", "Gill Guardian")
    fill_post(units[0].posts.get(role="sw"), worker, start=date(2020, 1, 1))
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for rows in town.families([unit.pk for unit in units]):
            for table, columns in COLUMNS.items():
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in rows[table]:
                        copy.write_row(row)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute(
            "INSERT INTO access_restriction (family_id, cause, words, guardian_id, imposed_by_id, imposed_at,"
            " lifted_because) SELECT id, 'staff', 'x', %s, %s, now(), '' FROM families_family WHERE"
            " id > %s ORDER BY id LIMIT %s",
            [guardian.pk, guardian.pk, FIRST_ID, RESTRICTED],
        )
        cursor.execute("VACUUM ANALYZE")
    report.note(f"{size:,} people, their families and addresses ({time.perf_counter() - start:.0f} s)")
    start = time.perf_counter()
    indexing.reindex("owner")
    from kinwork.families import indexing as of_families

    of_families.reindex("owner")
    with owner.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE people_term, people_word, families_familyterm")
        cursor.execute("SELECT count(*), pg_total_relation_size('people_term') / 1048576 FROM people_term")
        terms, megabytes = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM people_word")
        [words] = cursor.fetchone()
    seconds = time.perf_counter() - start
    report.note(f"kinwork reindex: {seconds:.0f} s; {terms:,} terms, {words:,} words, {megabytes:,} MB")
    return town, worker


# -- what is asked

Asks = Callable[[Somebody, random.Random], str]
SOUNDS = [
    ("ph", "f"),
    ("y", "ie"),
    ("ck", "k"),
    ("ee", "ea"),
    ("c", "k"),
    ("ou", "oo"),
    ("i", "y"),
    ("s", "ss"),
    ("a", "e"),
]


def slip(word: str, chance: random.Random) -> str:
    """A letter missed, doubled, changed or turned round."""
    at = chance.randrange(1, max(2, len(word) - 1))
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at : at + 1] * 2 + word[at + 1 :],
            word[:at] + chance.choice("abcdefghiklmnoprstuvwy") + word[at + 1 :],
            word[: at - 1] + word[at : at + 1] + word[at - 1 : at] + word[at + 1 :],
        ]
    )


def respelt(word: str) -> str:
    """As somebody writes it who only heard it."""
    low = word.lower()
    return next((low[0] + low[1:].replace(old, new, 1) for old, new in SOUNDS if old in low[1:]), low)


def first(one: Somebody) -> str:
    return one.given.split()[0]


ASKS: dict[str, Asks] = {
    "whole name": lambda one, _: f"{first(one)} {one.surname}",
    "name and date of birth": lambda one, _: f"{one.given} {one.surname} {one.born:%d/%m/%Y}",
    "surname first": lambda one, _: f"{one.surname}, {first(one)}",
    "half typed": lambda one, _: f"{first(one)} {one.surname[:3]}",
    "both half typed": lambda one, _: f"{first(one)[:3]} {one.surname[:4]}",
    "slip in the surname": lambda one, chance: f"{first(one)} {slip(one.surname, chance)}",
    "slips in both": lambda one, chance: f"{slip(first(one), chance)} {slip(one.surname, chance)}",
    "as it sounds": lambda one, _: f"{respelt(first(one))} {respelt(one.surname)}",
    "slip, date of birth": lambda one, chance: f"{first(one)} {slip(one.surname, chance)} {one.born:%d.%m.%y}",
    "date of birth": lambda one, _: f"{one.born:%d %B %Y}",
    "another surname": lambda one, _: f"{first(one)} {one.other or one.surname}",
    "NHS number": lambda one, _: one.nhs or f"{first(one)} {one.surname}",
    "postcode": lambda one, _: one.postcode,
    "address": lambda one, _: one.lines.split("\n")[0],
    "surname and postcode": lambda one, _: f"{one.surname} {one.postcode}",
}
# Too many to say who was meant: only timed.
WIDE: dict[str, Asks] = {
    "surname alone": lambda one, _: one.surname,
    "first name alone": lambda one, _: first(one),
    "three letters": lambda one, _: one.surname[:3],
    "slip in a surname alone": lambda one, chance: slip(one.surname, chance),
    "name and age": lambda one, _: f"{one.surname} aged {(TODAY - one.born).days // 365}",
    "street": lambda one, _: one.lines.split("\n")[0].split(" ", 1)[1],
    "nothing": lambda one, chance: f"xq{slip(one.surname, chance)}zz {chance.randrange(100, 999)}",
}


def run(size: int, report: Report) -> None:
    """Fill, then ask."""
    ask_all(*fill(size, report), report)


def ask_all(town: Town, worker: User, report: Report) -> None:
    """Every kind of search some times, in turns."""
    chance = random.Random(9)
    asked = [
        (kind, town.wanted[(17 * n + place) % len(town.wanted)], ask)
        for place, (kind, ask) in enumerate({**ASKS, **WIDE}.items())
        for n in range(EACH)
    ]
    chance.shuffle(asked)
    actor = load_actor(worker, TODAY)
    _as_the_application()
    for _, one, ask in asked[:20]:
        search(actor, ask(one, chance), TODAY)  # plans are made, files are read
    seconds: dict[str, list[float]] = {}
    ranks: dict[str, list[int | None]] = {}
    missed: dict[str, int] = {}
    processor, worked = _processor(), []
    slowest = (0.0, "")
    for kind, one, ask in asked:
        typed = ask(one, chance)
        start, busy = time.perf_counter(), processor()
        answer = search(actor, typed, TODAY)
        took = time.perf_counter() - start
        worked.append(processor() - busy)
        slowest = max(slowest, (took, f"{kind}: {typed}"))
        seconds.setdefault(kind, []).append(took)
        place = next((n for n, each in enumerate(answer.people) if each.person_id == one.pk), None)
        ranks.setdefault(kind, []).append(place)
        if place is None and not answer.is_more and len(answer.people) < 10:
            missed[kind] = missed.get(kind, 0) + 1
    report.title(f"Searching among {town.size:,} people: {len(asked)} searches as {APP_ROLE}, behind the walls")
    for kind, times in seconds.items():
        found = ranks[kind]
        hit = sum(place is not None and place < 10 for place in found)
        many = sum(place is None or place >= 10 for place in found) - missed.get(kind, 0)
        detail = f"{hit}/{len(found)} in the first ten, {many} among many" if kind in ASKS else ""
        report.figure(kind, 1000 * middle(times), unit=" ms", detail=f"worst {1000 * max(times):.0f} ms  {detail}")
    every = [took for times in seconds.values() for took in times]
    report.figure("all: p50", 1000 * middle(every), unit=" ms")
    report.figure("all: p95", 1000 * percentile(every, 95), 50, unit=" ms", detail=f"slowest {slowest[1]!r}")
    report.figure("of it, processor's time: p50", 1000 * middle(worked), unit=" ms")
    report.figure("of it, processor's time: p95", 1000 * percentile(worked, 95), unit=" ms")
    report.note(
        "The processor's time is Python's and PostgreSQL's; the rest was spent waiting for others on the machine."
    )


def _processor() -> Callable[[], float]:
    """Seconds that this process and its PostgreSQL have worked so far, where the latter runs on this machine."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    path = Path(f"/proc/{pid}/schedstat")
    if not path.exists():
        return time.process_time
    return lambda: time.process_time() + int(path.read_text().split()[0]) / 1e9


def _as_the_application() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_user, (SELECT count(*) FROM access_restriction)")
        assert cursor.fetchone() == (APP_ROLE, 0), "the walls do not stand"
