"""Reads of what is kept how long, each with its number of statements."""

from __future__ import annotations

import calendar
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from kinwork.access.sql import tuples
from kinwork.families.models import Family
from kinwork.people.models import BirthKind

from . import rules
from .models import Hold, LocalPeriod, Proposal
from .rules import Facts, Kept, Local, Somebody, kept_until, why_kept

STOPS = {
    "hold": "A hold stands: nothing within its scope is erased until it is lifted.",
    "open": "A family is open to us: this one, or one that shares people or a contact with it.",
    "contact": "A contact about them waits for an answer.",
    "request": "Someone in the family has asked for their record, and the request is not answered.",
    "bundle": "A bundle for the court is being made.",
    "hidden": "A record that hangs together with this one is not open to you.",
    "elsewhere": "A family that shares people or a contact with this one must still be kept.",
    "kept": "The time has not come.",
}


@dataclass(frozen=True)
class Keeping:
    """How long a record is kept and why."""

    facts: Facts
    why: Sequence[Kept] = field(default=())

    @property
    def until(self) -> date | None:
        return kept_until(self.why)

    def has_come(self, today: date) -> bool:
        """Whether it need no longer be kept."""
        return self.until is not None and self.until <= today and not self.facts.is_open


def local_rules() -> dict[rules.LocalKind, Local]:
    """What the authority has set. One statement."""
    return {
        rules.LocalKind(one.kind): Local(
            rules.LocalKind(one.kind), rules.CountsFrom(one.counts_from), one.years, one.reason
        )
        for one in LocalPeriod.objects.filter(ended_at=None)
    }


KEEPING = """
SELECT family_id, known_since, last_on, is_open, was_open, had_plan, people FROM kinwork_keeping(%(families)s::bigint[])
"""


def keeping_of(families: Sequence[int] | None, local: Mapping[rules.LocalKind, Local]) -> dict[int, Keeping]:
    """How long records are kept; without ids, all that are closed and may be due. One statement."""
    found = {}
    for family_id, since, last, is_open, was_open, had_plan, people in tuples(
        KEEPING, families=None if families is None else list(families)
    ):
        facts = Facts(
            family_id, since, last, is_open, was_open, had_plan, [_somebody(one) for one in json.loads(people)]
        )
        found[family_id] = Keeping(facts, why_kept(facts, local))
    return found


def _somebody(said: Mapping[str, Any]) -> Somebody:
    return Somebody(
        said["id"], said["is_child"], _latest(said["born"], said["born_kind"]), _day(said["died"]), said["in_care"],
        said["adopted"], _day(said["adopted_on"]),
    )  # fmt: skip


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _latest(said: str | None, kind: str) -> date | None:
    """The last day on which somebody may have been born; an estimate tells none."""
    day = _day(said)
    if day is None or kind in (BirthKind.ESTIMATED, BirthKind.EXPECTED):
        return None
    if kind == BirthKind.YEAR:
        return date(day.year, 12, 31)
    if kind == BirthKind.MONTH:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day


TOGETHER = "SELECT kinwork_families_together(%(family)s)"
STOPPED = "SELECT kinwork_erasing_stops(%(family)s)"


def together_with(family_id: int) -> list[int]:
    """The family and all that share people or a contact with it, of those that may be known. One statement."""
    [(found,)] = tuples(TOGETHER, family=family_id)
    return list(found or [])


@dataclass(frozen=True)
class Record:
    """A family's record with all that would be erased with it, and what stops that."""

    family_id: int
    together: Sequence[Keeping]
    stops: Sequence[str]

    @property
    def until(self) -> date | None:
        days = [one.until for one in self.together]
        known = [day for day in days if day]
        return max(known) if known and len(known) == len(days) else None

    @property
    def rules(self) -> list[str]:
        return sorted({why.rule for one in self.together for why in one.why})


def record_of(family_id: int, today: date | None = None) -> Record:
    """How long it is kept, and what stops erasing it. Four statements."""
    today = today or timezone.localdate()
    families = together_with(family_id)
    found = keeping_of(families, local_rules())
    [(stopped,)] = tuples(STOPPED, family=family_id)
    stops = list(stopped)
    if family_id in found and not found[family_id].has_come(today):
        stops.append("kept")
    if any(not one.has_come(today) for pk, one in found.items() if pk != family_id):
        stops.append("elsewhere")
    return Record(family_id, [found[pk] for pk in sorted(found, key=lambda pk: (pk != family_id, pk))], stops)


@dataclass(frozen=True)
class Due:
    """A record whose time has come."""

    family: Family
    keeping: Keeping


def due(today: date) -> list[Due]:
    """Records whose time has come, the longest due first. Three statements."""
    found = {pk: one for pk, one in keeping_of(None, local_rules()).items() if one.has_come(today)}
    families = Family.objects.in_bulk(list(found))
    rows = [Due(families[pk], one) for pk, one in found.items() if pk in families]
    return sorted(rows, key=lambda row: (row.keeping.until or today, row.family.name, row.family.pk))


def waiting() -> list[Proposal]:
    """Proposals that wait for somebody else. One statement."""
    return list(Proposal.objects.filter(answer="").select_related("family", "by"))


def holds() -> list[Hold]:
    """What stands, and then what was lifted. One statement."""
    found = Hold.objects.select_related("by", "lifted_by", "family")
    return sorted(found, key=lambda one: one.lifted_at is not None)
