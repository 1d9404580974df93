"""From when until when a family's record must be kept, and by which rule: the law's as data, the authority's own.

The longest period counts, for the record of a family is one. Where a day is not known from which a rule counts, or an
authority has no rule for what the law leaves to it, the record is kept: nothing is erased by default.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

CHILD_UNTIL = 18


class AppliesTo(StrEnum):
    LOOKED_AFTER = "looked_after"
    LOOKED_AFTER_DIED_A_CHILD = "looked_after_died_a_child"
    ADOPTED = "adopted"


@dataclass(frozen=True)
class Rule:
    """One line of the law: whom it is of, from which day it counts, how many years."""

    id: str
    applies_to: AppliesTo
    counts_from: str
    years: int
    words: str
    citation: str
    in_force_from: date


@cache
def national() -> Mapping[AppliesTo, Rule]:
    """The rules of ``data/england.csv``, by whom they are of."""
    with Path(__file__).with_name("data").joinpath("england.csv").open(encoding="utf-8", newline="") as file:
        return {
            AppliesTo(row["applies_to"]): Rule(
                row["id"],
                AppliesTo(row["applies_to"]),
                row["counts_from"],
                int(row["years"]),
                row["words"],
                row["citation"],
                date.fromisoformat(row["in_force_from"]),
            )
            for row in csv.DictReader(file)
        }


class LocalKind(StrEnum):
    """What the law leaves to the authority."""

    OPEN = "open"
    PROTECTION = "protection"
    CONTACT = "contact"


class CountsFrom(StrEnum):
    """From which day the authority's own years count."""

    LAST = "last"
    YOUNGEST = "youngest"


@dataclass(frozen=True)
class Local:
    """The authority's own period for one kind of record."""

    kind: LocalKind
    counts_from: CountsFrom
    years: int
    reason: str = ""


@dataclass(frozen=True)
class Somebody:
    """What of a member of the family bears on keeping. Days as late as they may have been; None is not known."""

    person_id: int
    is_child: bool
    born: date | None = None
    died: date | None = None
    was_looked_after: bool = False
    adopted: bool = False
    adopted_on: date | None = None


@dataclass(frozen=True)
class Facts:
    """What of a family bears on keeping its record."""

    family_id: int
    known_since: date
    last_on: date  # the last closing, or the last contact
    is_open: bool
    was_open: bool
    had_plan: bool
    people: Sequence[Somebody] = ()


@dataclass(frozen=True)
class Kept:
    """One reason to keep it: for whom, by which rule, from when, until before which day. None: not known, so kept."""

    rule: str
    words: str
    citation: str
    since: date | None
    until: date | None
    person_id: int | None = None
    missing: str = ""


def years_after(day: date, years: int) -> date:
    """The anniversary; of a 29 February in a year without one, the day after.

    >>> years_after(date(1952, 2, 29), 75), years_after(date(2026, 11, 29), 100)
    (datetime.date(2027, 3, 1), datetime.date(2126, 11, 29))
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def why_kept(facts: Facts, local: Mapping[LocalKind, Local]) -> list[Kept]:
    """Every rule by which this record must be kept, those without an end first, then the longest."""
    found = [*_by_law(facts), *_by_the_authority(facts, local)]
    return sorted(found, key=lambda one: (one.until is not None, -(one.until or date.min).toordinal(), one.rule))


def kept_until(why: Sequence[Kept]) -> date | None:
    """The day from which it need no longer be kept: when the longest period is over. None: not known."""
    if not why or any(one.until is None for one in why):
        return None
    return max(one.until for one in why if one.until)


def _by_law(facts: Facts) -> Iterator[Kept]:
    for one in facts.people:
        if one.adopted:
            yield _counted(national()[AppliesTo.ADOPTED], one, one.adopted_on, "the day of the adoption order")
        if one.was_looked_after:
            as_a_child = one.died is not None and one.born is not None and one.died < years_after(one.born, CHILD_UNTIL)
            if as_a_child:
                yield _counted(national()[AppliesTo.LOOKED_AFTER_DIED_A_CHILD], one, one.died, "")
            else:
                yield _counted(national()[AppliesTo.LOOKED_AFTER], one, one.born, "an exact date of birth")


def _counted(rule: Rule, of: Somebody, day: date | None, missing: str) -> Kept:
    until = None if day is None else years_after(day, rule.years)
    return Kept(rule.id, rule.words, rule.citation, day, until, of.person_id, "" if until else missing)


LOCAL_WORDS = {
    LocalKind.OPEN: "A family that was open to us",
    LocalKind.PROTECTION: "A family in which a child had a protection plan",
    LocalKind.CONTACT: "A family that was never open to us",
}
COUNTED_WORDS = {
    CountsFrom.LAST: "from the last closing, or the last contact if it was never open",
    CountsFrom.YOUNGEST: "from the birth of the youngest child",
}


def _by_the_authority(facts: Facts, local: Mapping[LocalKind, Local]) -> Iterator[Kept]:
    kinds = [LocalKind.OPEN] if facts.was_open else [LocalKind.CONTACT]
    if facts.had_plan:
        kinds.append(LocalKind.PROTECTION)
    for kind in kinds:
        rule = local.get(kind)
        name = f"LOCAL-{kind.upper()}"
        if rule is None:
            yield Kept(name, LOCAL_WORDS[kind], "", None, None, missing="a period set by the authority")
            continue
        day = _counts_from(rule, facts)
        missing = "" if day else "an exact date of birth of every child"
        words = f"{LOCAL_WORDS[kind]}: {rule.years} years {COUNTED_WORDS[rule.counts_from]}"
        yield Kept(
            name, words, "the authority’s own rule", day, years_after(day, rule.years) if day else None, missing=missing
        )


def _counts_from(rule: Local, facts: Facts) -> date | None:
    if rule.counts_from == CountsFrom.LAST:
        return facts.last_on
    births = [one.born for one in facts.people if one.is_child]
    # Without children there is no youngest: then from the last that was known of the family.
    if not births:
        return facts.last_on
    return max((day for day in births if day), default=None) if all(births) else None
