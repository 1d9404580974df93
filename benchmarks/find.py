"""Full text search over a million entries, as the application behind both walls: how long, by who asks and for what.

Words fall off as those of a language do (Zipf): a few stand in every third entry, most in a handful; on top the names
of a town. Sentences of the large invented authority stand among them, for phrases. Some families are restricted, some
entries limited.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import yaml
from django.db import connections, transaction

import kinwork.large
from kinwork.access.models import User
from kinwork.accounts.bootstrap import service_team
from kinwork.find.asked import read
from kinwork.find.queries import MOST, Within, find
from kinwork.platform.embedded import APP_ROLE
from kinwork.units.actions import fill_post, make_unit
from kinwork.units.models import Post
from kinwork.units.queries import load_actor

from .report import Report, middle, percentile
from .search import BEGINNINGS, ENDS, MIDDLES

ENTRIES, QUICK = 1_000_000, 50_000
UNITS, RESTRICTED, EACH = 60, 100, 12
OF_A_FAMILY = 80
OF_A_TEXT = 10  # entries in which each text stands, or it would take an hour to make them findable
FIRST_ID = 50_000_000  # above whatever else is measured in this database
TODAY = date(2026, 11, 21)
TARGET = 200.0  # milliseconds
COMMON = (
    "visit", "school", "mother", "home", "children", "meeting", "father", "agreed", "week", "phone", "plan",
    "worked", "health", "police", "worried", "seen", "alone", "contact", "court", "review", "nursery", "doctor",
    "appointment", "housing", "baby", "brother", "sister", "bedroom", "shouting", "drinking", "asleep", "breakfast",
    "attendance", "teacher", "nurse", "grandmother", "weekend", "money", "debt", "benefit", "cleaned", "kitchen",
    "injury", "bruise", "arrested", "partner", "separated", "hospital", "medication", "anxious", "settled",
)  # fmt: skip
KINDS = ("visit", "visit", "telephone", "message", "meeting", "note", "observation")


@dataclass
class Records:
    """Texts as they are made, and words to look for."""

    size: int
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def __post_init__(self) -> None:
        rare = list(dict.fromkeys(a + b + c + d for a in BEGINNINGS for b in MIDDLES for c in MIDDLES for d in ENDS))
        self.chance.shuffle(rare)
        self.words = [*COMMON, *(word.lower() for word in rare)]
        self.weights = list(accumulate(1 / (n + 6) for n in range(len(self.words))))
        told = yaml.safe_load(Path(kinwork.large.__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))
        self.sentences = [re.sub(r"\{\w+\}", "Ada", one) for lists in told.values() for one in _leaves(lists)]

    def text(self) -> str:
        """Some sentences as people write them, and words."""
        said = self.chance.choices(self.words, cum_weights=self.weights, k=40)
        return f"{self.chance.choice(self.sentences)} {' '.join(said)}. {self.chance.choice(self.sentences)}"

    @property
    def families(self) -> int:
        return self.size // OF_A_FAMILY

    @property
    def texts(self) -> int:
        """How many differ; the words of each are worked out once."""
        return self.size // OF_A_TEXT

    def entries(self, writers: list[int]) -> Iterator[tuple[object, ...]]:
        """Row by row in the order of their writing, over ten years; of what happened up to some weeks before."""
        texts = [self.text() for _ in range(self.texts)]
        for n in range(self.size):
            written = TODAY - timedelta(days=3650 - 3650 * n // self.size)
            on = written - timedelta(days=int(self.chance.expovariate(1 / 3)))
            is_limited = self.chance.random() < 0.003
            yield (
                FIRST_ID + n, FIRST_ID + n % self.families, self.chance.choice(KINDS), texts[n % self.texts], on,
                f"{written} 12:00+00", self.chance.choice(writers), is_limited, "About one of us" if is_limited else "",
            )  # fmt: skip


def _leaves(said: object) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, list | tuple):
        for one in said:
            yield from _leaves(one)
    elif isinstance(said, dict):
        yield from _leaves(list(said.values()))


def fill(size: int, report: Report) -> tuple[Records, User, User]:
    """Families and entries, copied in as the owner, and made findable by the function that keeps them so."""
    start = time.perf_counter()
    records = Records(size)
    units = [
        make_unit(name=f"Finding {n}", function="child_in_need", template="systemic", days=[1], minutes=180)
        for n in range(UNITS)
    ]
    writers = [User.objects.create_user(f"writer{n}@example.org", f"Writer {n}") for n in range(300)]
    worker, head, guardian = (
        User.objects.create_user(f"{name}@find.example.org", name) for name in ("Wren", "Hedda", "Gale")
    )
    fill_post(units[0].posts.get(role="sw"), worker, start=date(2020, 1, 1))
    post = Post.objects.create(unit=service_team(), role="hos", fte=1)
    fill_post(post, head, start=date(2020, 1, 1))
    owner = connections["owner"]
    defaults = _required(owner, "record_entry"), _required(owner, "cases_involvement")
    with owner.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        rows = range(records.families)
        _copy(cursor, "families_family", "id, name, created_at", ((FIRST_ID + n, f"F{n}", "2016-01-01") for n in rows))
        _copy(
            cursor, "cases_involvement", f"id, family_id, opened_on{defaults[1][0]}",
            ((FIRST_ID + n, FIRST_ID + n, "2016-01-01", *defaults[1][1]) for n in rows),
        )  # fmt: skip
        _copy(
            cursor, "cases_allocation", "id, involvement_id, unit_id, during",
            ((FIRST_ID + n, FIRST_ID + n, units[n % UNITS].pk, "[2016-01-01,)") for n in rows),
        )  # fmt: skip
        _copy(
            cursor, "record_entry",
            f"id, family_id, kind, text, happened_on, recorded_at, by_id, is_limited, why_limited{defaults[0][0]}",
            ((*row, *defaults[0][1]) for row in records.entries([one.pk for one in writers])),
        )  # fmt: skip
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute(
            "INSERT INTO access_restriction (family_id, cause, words, guardian_id, imposed_by_id, imposed_at,"
            " lifted_because) SELECT id, 'staff', 'x', %s, %s, now(), '' FROM families_family WHERE"
            " id >= %s ORDER BY id LIMIT %s",
            [guardian.pk, guardian.pk, FIRST_ID, RESTRICTED],
        )
        cursor.execute("SELECT kinwork_keep_held(ARRAY(SELECT id FROM cases_involvement))")
    report.note(
        f"{size:,} entries of {records.families:,} families, {records.texts:,} texts "
        f"({time.perf_counter() - start:.0f} s)"
    )
    start = time.perf_counter()
    with owner.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'find_findable' AND indexdef LIKE '%% gin %%'"
        )
        gin = cursor.fetchall()
        for name, _ in gin:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute(
            "INSERT INTO find_findable SELECT r.* FROM kinwork_findable_rows('entry', ARRAY("
            "SELECT id FROM record_entry WHERE id >= %(first)s AND id < %(first)s + %(texts)s)) r",
            {"first": FIRST_ID, "texts": records.texts},
        )
        cursor.execute("ANALYZE find_findable")
        # What the function would say of the others, which have the same words.
        cursor.execute(
            "INSERT INTO find_findable (key, source, thing_id, family_id, kind, on_day, by_id, is_limited, people,"
            " stems, words) SELECT concat_ws('-', f.source, e.id, e.family_id), f.source, e.id, e.family_id, e.kind,"
            " e.happened_on, e.by_id, e.is_limited, f.people, f.stems, f.words FROM record_entry e"
            " JOIN find_findable f ON f.thing_id = %(first)s + (e.id - %(first)s) %% %(texts)s"
            " WHERE e.id >= %(first)s + %(texts)s",
            {"first": FIRST_ID, "texts": records.texts},
        )
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _, made in gin:
            cursor.execute(made)
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*), pg_total_relation_size('find_findable') / 1048576 FROM find_findable")
        found, megabytes = cursor.fetchone()
    report.note(f"made findable: {found:,} rows, {megabytes:,} MB ({time.perf_counter() - start:.0f} s)")
    return records, worker, head


def _required(owner: object, table: str) -> tuple[str, list[object]]:
    """Columns that must have a value and are not given: as text to add to a list of columns, and their values."""
    given = {"id", "family_id", "kind", "text", "happened_on", "recorded_at", "by_id", "is_limited", "why_limited",
             "opened_on"}  # fmt: skip
    with owner.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"
            " AND is_nullable = 'NO' AND column_default IS NULL ORDER BY ordinal_position", [table],
        )  # fmt: skip
        names = [(name, kind) for name, kind in cursor.fetchall() if name not in given]
    values: list[object] = [False if kind == "boolean" else "" for _, kind in names]
    return "".join(f', "{name}"' for name, _ in names), values


def _copy(cursor: object, table: str, columns: str, rows: Iterator[tuple[object, ...]]) -> None:
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:  # type: ignore[attr-defined]
        for row in rows:
            copy.write_row(row)


Asks = Callable[[Records, random.Random], tuple[str, Within]]
EVERYWHERE = Within()


def _some(low: int, high: int) -> Asks:
    """A word by how common it is: its place among all."""
    return lambda records, chance: (records.words[chance.randrange(low, high)], EVERYWHERE)


def _two(records: Records, chance: random.Random) -> tuple[str, Within]:
    return f"{chance.choice(COMMON)} {chance.choice(COMMON)}", EVERYWHERE


def _common_and_rare(records: Records, chance: random.Random) -> tuple[str, Within]:
    return f"{chance.choice(COMMON)} {records.words[chance.randrange(20_000, 40_000)]}", EVERYWHERE


def _three(records: Records, chance: random.Random) -> tuple[str, Within]:
    return " ".join(chance.choices(records.words[200:2000], k=3)), EVERYWHERE


def _phrase(records: Records, chance: random.Random) -> tuple[str, Within]:
    said = re.findall(r"\w+", chance.choice(records.sentences))
    at = chance.randrange(max(1, len(said) - 3))
    return f'"{" ".join(said[at : at + 3])}"', EVERYWHERE


def _phrase_not_there(records: Records, chance: random.Random) -> tuple[str, Within]:
    """Two very common words that hardly ever follow each other."""
    one, other = chance.sample(COMMON[:12], k=2)
    return f'"{one} {other} {chance.choice(COMMON[:12])}"', EVERYWHERE


def _without(records: Records, chance: random.Random) -> tuple[str, Within]:
    return f"{chance.choice(COMMON)} -{chance.choice(COMMON)}", EVERYWHERE


def _in_a_month(records: Records, chance: random.Random) -> tuple[str, Within]:
    since = TODAY - timedelta(days=chance.randrange(100, 3000))
    return chance.choice(COMMON), Within(since=since, until=since + timedelta(days=30))


def _by_one(records: Records, chance: random.Random) -> tuple[str, Within]:
    writer = chance.choice(list(User.objects.filter(email__startswith="writer").values_list("pk", flat=True)))
    return records.words[chance.randrange(300, 3000)], Within(writer=writer)


def _of_a_kind(records: Records, chance: random.Random) -> tuple[str, Within]:
    return records.words[chance.randrange(100, 1000)], Within(kinds=("observation",))


ASKS: dict[str, Asks] = {
    "a very common word": _some(0, 12),
    "a common word": _some(12, 200),
    "a less common word": _some(200, 3000),
    "a rare name": _some(20_000, 40_000),
    "a word that is nowhere": lambda records, chance: (f"zzz{chance.randrange(10**6)}", EVERYWHERE),
    "two common words": _two,
    "a common word and a rare name": _common_and_rare,
    "three less common words": _three,
    "a phrase": _phrase,
    "a phrase of common words, not there": _phrase_not_there,
    "a common word without another": _without,
    "a common word in a month": _in_a_month,
    "a less common word by one writer": _by_one,
    "a word in observations": _of_a_kind,
}


def run(size: int, report: Report) -> None:
    """Fill, then ask in every way: somebody of one unit, and somebody who may see all but what is restricted."""
    ask(size, *fill(size, report), report)


def ask(size: int, records: Records, worker: User, head: User, report: Report) -> None:
    """In every way, as both; of records that are there."""
    report.title(f"Finding words among {size:,} entries")
    report.note(f"load of this machine before: {os.getloadavg()[0]:.1f}")
    for name, who in (("of one unit", worker), ("of the whole service", head)):
        chance, every, more = random.Random(3), [], 0
        with transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {APP_ROLE}") if _is_owner(cursor) else None
            actor = load_actor(who, TODAY)
            find(actor, read("settled"))  # the connection, the code
            for what, asks in ASKS.items():
                took = []
                for turn in range(EACH):
                    typed, within = asks(records, chance)
                    start = time.perf_counter()
                    found = find(actor, read(typed), within, best=turn % 2 == 1)
                    took.append((time.perf_counter() - start) * 1000)
                    more += found.total > MOST
                every += took
                report.figure(f"{what}, {name}", percentile(took, 95), unit=" ms", detail=f"median {middle(took):.0f}")
        report.figure(f"p95 of all, {name}", percentile(every, 95), TARGET, unit=" ms",
                      detail=f"median {middle(every):.0f}, worst {max(every):.0f}; {len(every)} searches, "
                             f"{more} with more than {MOST:,}")  # fmt: skip
    report.note(f"load of this machine after: {os.getloadavg()[0]:.1f}")


def _is_owner(cursor: object) -> bool:
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")  # type: ignore[attr-defined]
    [(is_super,)] = cursor.fetchall()  # type: ignore[attr-defined]
    return bool(is_super)
