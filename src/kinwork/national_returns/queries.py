"""Reads about looks at the year and what was sent, each with its number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.urls import reverse

from kinwork.access.sql import tuples
from kinwork.children.kinds import KINDS
from kinwork.returns.layouts import label_of

from .models import Look, LookState, Sent, Severity, Which

GOING_ON = (LookState.WAITING, LookState.WORKING)
# Of these the department's rules find some in every return, though nothing is wrong: they are explained like queries.
MAY_BE_RIGHT = frozenset({"SW12STG2", "SW17STG2"})
# What is missing is mended where it would stand; the rules report what they know of the child instead.
NOTED = {"8770Q": "number", "442": "number", "209": "number", "4220": "ethnicity", "103": "ethnicity"}
RECORDED = {
    "8590": "episode",
    "8540": "disabilities", "186": "difficulties", "197B": "difficulties", "630": "previous_order",
    "131": "leaver_contact", "132": "leaver_contact", "133": "leaver_contact",
}  # fmt: skip
_OF_UNIT = """
SELECT f.id, f.which, f.rule, f.severity, f.cause, f.words, f.said, f.fact_kind, f.fact_id, f.family_id,
       m.name, f.person_id, p.given_name, p.family_name, e.id, e.words, u.full_name, e.at
FROM national_returns_finding f JOIN cases_holding h ON h.family_id = f.family_id AND h.ended_on IS NULL
JOIN people_person p ON p.id = f.person_id JOIN families_family m ON m.id = f.family_id
LEFT JOIN national_returns_explanation e ON e.which = f.which AND e.rule = f.rule AND e.person_id = f.person_id
    AND e.said = f.said AND e.taken_back_at IS NULL
LEFT JOIN access_user u ON u.id = e.by_id
WHERE f.look_id = %(look)s AND h.unit_id = %(unit)s
ORDER BY f.which, f.severity, f.rule, f.cause, m.name, p.given_name, f.id
"""


@dataclass(frozen=True)
class Line:
    """A child of whom a rule finds something, where that is mended, and why it is right, if someone said so."""

    id: int
    family_id: int
    family: str
    person_id: int
    name: str
    said: str
    address: str
    explanation_id: int | None
    explanation: str
    explained_by: str
    explained_at: Any
    which: str

    @property
    def stands_there(self) -> list[tuple[str, str, str]]:
        """What stands there: in plain words, the value, and by which name the return calls it."""
        found = []
        for part in self.said.split("; ") if self.said else []:
            column, _, value = part.partition(" ")
            found.append((label_of(self.which, column), value, column))
        return found


@dataclass
class Cause:
    """Everything with one cause: ten faults are one line with ten children."""

    which: Which
    rule: str
    severity: str
    cause: str
    words: str
    lines: list[Line] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.which}-{self.rule}-{self.cause}".replace(" ", "-")

    @property
    def may_be_right(self) -> bool:
        return self.severity == Severity.QUERY or self.rule in MAY_BE_RIGHT

    @property
    def to_do(self) -> list[Line]:
        return [line for line in self.lines if line.explanation_id is None]

    @property
    def explained(self) -> list[Line]:
        return [line for line in self.lines if line.explanation_id is not None]


def latest() -> tuple[Look | None, Look | None]:
    """The last look that was worked out, and one that is going on or failed after it. One statement."""
    found = list(Look.objects.select_related("by")[:10])
    done = next((one for one in found if one.state == LookState.DONE), None)
    after = found[0] if found and found[0] is not done else None
    return done, after


def sent_of(years: Sequence[int]) -> list[Sent]:
    """What was sent, the last first. One statement."""
    return list(Sent.objects.filter(year__in=years).select_related("by")[:50])


@cache
def _kind_of_fact() -> dict[str, str]:
    """Kinds of facts as the child's pages know them, by how returns do."""
    return {kind.fact._meta.db_table.removeprefix("children_"): key for key, kind in KINDS.items()}


def where_mended(row: Any) -> str:
    """The page on which what is found is mended: the fact itself; else the child's page, or the person's."""
    (rule, kind, fact, family, person) = row
    if rule in NOTED:
        return reverse("note_of_person", args=[family, person, NOTED[rule]])
    if rule in RECORDED:
        return reverse("new_fact", args=[family, RECORDED[rule]]) + f"?child={person}"
    key = _kind_of_fact().get(kind, "")
    if key and fact:
        return reverse("correct_fact", args=[family, key, fact])
    return reverse("child_record", args=[family, person])


def findings_in_unit(look: Look, unit_id: int) -> list[Cause]:
    """What a look found of the families that a unit holds, by cause. One statement."""
    found: dict[tuple[str, ...], Cause] = {}
    for row in tuples(_OF_UNIT, look=look.pk, unit=unit_id):
        (id, which, rule, severity, cause, words, said, kind, fact, family, family_name) = row[:11]
        (person, given, surname, explanation, right, who, at) = row[11:]
        made = found.setdefault((which, rule, cause), Cause(Which(which), rule, severity, cause, words))
        name = " ".join(part for part in (given, surname) if part) or "Name not known"
        address = where_mended((rule, kind, fact, family, person))
        made.lines.append(
            Line(id, family, family_name, person, name, said, address, explanation, right or "", who or "", at, which)
        )
    return list(found.values())
