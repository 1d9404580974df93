"""What stands around a child's facts: which unit holds the opening, who works there, when the child was seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kinwork.access.sql import tuples
from kinwork.families.models import FamilyMember

from .reading import AT_ONCE, Child

_TEAMS = """
SELECT DISTINCT ON (a.involvement_id) a.involvement_id, u.id, u.name, i.family_id, k.full_name
FROM cases_allocation a JOIN units_unit u ON u.id = a.unit_id JOIN cases_involvement i ON i.id = a.involvement_id
LEFT JOIN access_user k ON k.id = coalesce(i.key_worker_id, i.decided_by_id)
WHERE a.involvement_id = ANY (%(ids)s) AND NOT isempty(a.during) AND lower(a.during) <= %(on)s
ORDER BY a.involvement_id, lower(a.during) DESC, a.id DESC
"""
_SEEN = """
SELECT s.person_id, e.happened_on, s.alone, e.id FROM record_seen s JOIN record_entry e ON e.id = s.entry_id
WHERE s.person_id = ANY (%(people)s) AND e.happened_on <= %(on)s AND NOT e.is_limited
ORDER BY s.person_id, e.happened_on, e.id
"""
_NAMES = "SELECT id, full_name FROM access_user WHERE id = ANY (%(ids)s)"
_FAMILY = f"""
SELECT DISTINCT ON (person_id) person_id, family_id FROM {FamilyMember._meta.db_table}
WHERE person_id = ANY (%(people)s) AND is_child AND NOT taken_back ORDER BY person_id, family_id DESC
"""  # noqa: S608 -- our own table


@dataclass(frozen=True, slots=True)
class Team:
    """The unit that holds an opening, or held it last."""

    unit_id: int
    name: str
    family_id: int
    key_worker: str


class Seen(NamedTuple):
    """A child was seen on a day, with others or alone."""

    on: date
    alone: bool
    entry_id: int


@dataclass
class Around:
    """Of some children."""

    teams: dict[int, Team]
    names: dict[int, str]
    seen: dict[int, list[Seen]]
    families: dict[int, int]

    def team(self, involvement: int) -> str | None:
        found = self.teams.get(involvement)
        return found.name if found else None

    def worker(self, child: Child, involvement: int, day: date) -> str | None:
        """Who answers for a child by name: the named social worker of the day or the last one, else the key worker,
        or who decided that the family is open."""
        named = [one for one in child.of("named_worker") if one.started_on <= day]
        if named:
            return self.names.get(named[-1].worker_id)
        found = self.teams.get(involvement)
        return (found.key_worker or None) if found else None


def around(children: Iterable[Child], on: date) -> Around:
    """Four statements."""
    found = list(children)
    people = [one.id for one in found]
    involvements = {fact.involvement_id for one in found for facts in one.facts.values() for fact in facts}
    workers = {fact.worker_id for one in found for fact in one.of("named_worker")}
    teams = {
        row[0]: Team(row[1], row[2], row[3], row[4] or "") for row in tuples(_TEAMS, ids=sorted(involvements), on=on)
    }
    seen: dict[int, list[Seen]] = {}
    for person, *visit in tuples(_SEEN, people=people, on=on):
        seen.setdefault(person, []).append(Seen._make(visit))
    names = dict(tuples(_NAMES, ids=sorted(workers)))
    return Around(teams, names, seen, dict(tuples(_FAMILY, people=people)))


def in_batches(children: Iterable[Child]) -> Iterable[Sequence[Child]]:
    """As many at a time as are read at once."""
    waiting: list[Child] = []
    for one in children:
        waiting.append(one)
        if len(waiting) == AT_ONCE:
            yield waiting
            waiting = []
    if waiting:
        yield waiting
