"""Rules of clocks as dated rows: what is due, from when, within what period, by which law or guidance.

>>> rule = england().version("ICPC", date(2026, 3, 30))
>>> rule.name, str(rule.period), rule.basis, rule.evidence
('Initial child protection conference', '15 working days', 'guidance', 'C')
>>> rule.met_by_words
'initial child protection conference'

``data/england.csv`` has a row for each; a rule that changed has one for each version, and the one in force on the day
of the event that starts a clock is the one that counts. An authority's own rows come beside them (:mod:`.local_rules`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from importlib import resources
from types import MappingProxyType

from .events import KINDS, Event
from .periods import PLAIN, Calendar, NotAPeriod, Period

# Ways of counting that a row alone says; what the others mean is said in clocks/care.py and clocks/rhythms.py.
EACH, ONCE, POWER = "each", "once", "power"
OURS, LOCAL = "ours", "local"
ENACTED = ""  # in force from: law without a date in force yet
ALWAYS = ("-", "local")


@dataclass(frozen=True)
class Matcher:
    """Events of a kind, or those of them that say something: ``strategy s47=yes``."""

    kind: str
    key: str = ""
    value: str = ""

    @classmethod
    def read(cls, text: str) -> Matcher:
        """Raises ``ValueError`` with what was found and what was expected."""
        kind, _, condition = text.strip().partition(" ")
        key, _, value = condition.strip().partition("=")
        if kind not in KINDS:
            raise ValueError(f"found '{kind}', expected an event such as {', '.join(list(KINDS)[18:24])}")
        details = KINDS[kind][1]
        if condition and value not in details.get(key, ()):
            could = [f"{name}={one}" for name, values in details.items() for one in values]
            expected = ", ".join(could) if could else f"'{kind}' without a condition"
            raise ValueError(f"found '{condition}' of {kind}, expected {expected}")
        return cls(kind, key, value)

    def fits(self, event: Event) -> bool:
        """Whether an event is one of them."""
        return event.kind == self.kind and (not self.key or event.says(self.key) == self.value)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}={self.value}" if self.key else self.kind


@dataclass(frozen=True)
class Rule:
    """One version of one rule. Words are for people; what is computed follows from the fields of its last part."""

    id: str
    name: str
    applies_to: str
    trigger: str
    due: str
    then: str
    basis: str
    citation: str
    in_force_from: date | None
    in_force_until: date | None  # the last day
    evidence: str
    note: str
    enacted_only: bool = False  # law that has no date in force yet: what it asks is coming, never due
    way: str = ""  # how it is counted; nothing: shown, never computed
    period: Period | None = None
    later: tuple[Period, ...] = ()  # of a rhythm: the periods after the first
    variants: Mapping[str, Period | None] = field(default_factory=lambda: MappingProxyType({}))
    starts: tuple[Matcher, ...] = ()
    met_by: tuple[Matcher, ...] = ()
    ended_by: tuple[Matcher, ...] = ()
    during: str = ""
    which: str = ""  # of several that start it: "earlier" or "later" instead of each
    calendar: Calendar = PLAIN

    @property
    def is_computed(self) -> bool:
        return bool(self.way)

    @property
    def expires(self) -> bool:
        """Whether it ends by itself: a power, an order, an approval."""
        return self.way == POWER

    @cached_property
    def met_by_words(self) -> str:
        """What meets it, as a page says it; empty where nothing does."""
        return " or ".join(KINDS[one.kind][0] for one in self.met_by)

    @cached_property
    def kinds_that_meet(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.kind for one in self.met_by))

    @cached_property
    def kinds_that_start(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.kind for one in self.starts))

    @cached_property
    def kinds_that_end(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.kind for one in self.ended_by))

    def in_force_on(self, day: date) -> bool:
        """Whether this is the version of a day. What has no first day has always been, or is only enacted."""
        if self.in_force_from is not None and day < self.in_force_from:
            return False
        return self.in_force_until is None or day <= self.in_force_until

    def variant(self, name: str) -> Period | None:
        """The period in a special case, the usual one where the row names none; None where the rule is then off."""
        return self.variants.get(name, self.period)


@dataclass(frozen=True)
class Rules:
    """A country's rows with an authority's own. ``rows`` are in the order in which they are shown."""

    name: str
    rows: tuple[Rule, ...]

    @cached_property
    def computed(self) -> dict[str, tuple[Rule, ...]]:
        """Versions of each rule that is computed, the latest first."""
        found: dict[str, list[Rule]] = {}
        for row in self.rows:
            if row.is_computed:
                found.setdefault(row.id, []).append(row)
        return {
            id_: tuple(sorted(rows, key=lambda row: row.in_force_from or date.min, reverse=True))
            for id_, rows in found.items()
        }

    @cached_property
    def by_row(self) -> tuple[tuple[str, frozenset[str], tuple[Rule, ...]], ...]:
        """The rules whose row alone says how they are counted: id, kinds of events that start them, versions."""
        return tuple(
            (id_, frozenset(kind for row in rows for kind in row.kinds_that_start), rows)
            for id_, rows in self.computed.items()
            if rows[0].way in (EACH, ONCE, POWER)
        )

    def latest(self, id_: str) -> Rule:
        """The latest version of a computed rule. Raises ``KeyError`` for any other."""
        return self.computed[id_][0]

    def is_local(self, id_: str) -> bool:
        """Whether a rule is counted as an authority's own row says."""
        return any(row.basis == LOCAL for row in self.computed.get(id_, ()))

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(row.id for row in self.rows)

    def version(self, id_: str, day: date) -> Rule | None:
        """The version of a computed rule that is in force on a day; None where there is none."""
        for row in self.computed.get(id_, ()):
            if row.in_force_on(day):
                return row
        return None


@lru_cache(maxsize=1)
def england() -> Rules:
    """England's rules as they come with Kinwork."""
    text = (resources.files("kinwork.clocks") / "data" / "england.csv").read_text(encoding="utf-8")
    return Rules("england", tuple(_rows(csv.DictReader(io.StringIO(text)))))


def _rows(table: Iterable[dict[str, str]]) -> Iterable[Rule]:
    for row in table:
        period = _period(f"{row['due']} {row['unit']}")
        unit = f", in {row['unit']}" if row["unit"] else ""
        from_, until = row["in_force_from"], row["in_force_until"]
        variants = dict(one.split("=") for one in _list(row["variants"], ";"))
        yield Rule(
            id=row["id"],
            name=row["name"],
            applies_to=row["applies_to"],
            trigger=row["trigger"],
            due=str(period) if period else row["due"] + unit,
            then=row["then"],
            basis=row["basis"],
            citation=row["citation"],
            in_force_from=None if from_ == ENACTED or from_ in ALWAYS else date.fromisoformat(from_),
            in_force_until=date.fromisoformat(until) if until else None,
            evidence=row["evidence"],
            note=row["note"],
            enacted_only=from_ == ENACTED,
            way=row["way"],
            period=period,
            later=tuple(later for one in _list(row["then"], ";") if (later := _period(one))),
            variants={name: None if value == "off" else Period.read(value) for name, value in variants.items()},
            starts=tuple(map(Matcher.read, _list(row["starts"], ","))),
            met_by=tuple(map(Matcher.read, _list(row["met_by"], ","))),
            ended_by=tuple(map(Matcher.read, _list(row["ended_by"], ","))),
            during=row["during"],
        )


def _list(text: str, mark: str) -> list[str]:
    return [one.strip() for one in text.split(mark) if one.strip()]


def _period(text: str) -> Period | None:
    """What a cell says as a period; words that are none ("as soon as possible") stay words."""
    try:
        return Period.read(text)
    except NotAPeriod:
        return None
