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
# Of the three that have no such rules, by what it is about.
NOTED = {
    "8770Q": "number", "442": "number", "209": "number", "4220": "ethnicity", "103": "ethnicity",
    "Ethnicity": "ethnicity", "child_details.ethnicity": "ethnicity", "pers_ethnicity": "ethnicity",
    "child_details.unique_pupil_number": "number", "child_details.former_unique_pupil_number": "number",
}  # fmt: skip
OF_PERSON = frozenset({"Gender", "Date of Birth", "Age", "Age of Child (Years)", "Placement Provider"})
# What is empty in Annex A is recorded as a fact of its own.
EMPTY = {
    "Allocated Worker": "named_worker", "Allocated Personal Advisor": "adviser",
    "Eligibility Category": "leaver_eligibility", "Start date of current legal status": "legal_status",
    "Child's Legal Status": "legal_status", "Start Date of Most Recent Placement": "placement",
    "Placement Type": "placement",
}  # fmt: skip
RECORDED = {
    "Does the Child have a Disability": "disabilities", "child_details.disabilities": "disabilities",
    "disa_disability_code": "disabilities",
    "8590": "episode", "not in need": "episode",
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
WHERE f.look_id = ANY (%(looks)s) AND h.unit_id = %(unit)s
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
    over = [one for one in found if one.state == LookState.DONE]
    done = max(over, key=lambda one: one.finished_at or one.at, default=None)
    after = found[0] if found and found[0].state != LookState.DONE else None
    return done, after


def sent_of(years: Sequence[int]) -> list[Sent]:
    """What was sent, the last first. One statement."""
    return list(Sent.objects.filter(year__in=years).select_related("by")[:50])


@cache
def _kind_of_fact() -> dict[str, str]:
    """Kinds of facts as the child's pages know them, by how returns do."""
    return {kind.fact._meta.db_table.removeprefix("children_"): key for key, kind in KINDS.items()}


def where_mended(which: str, rule: str, cause: str, kind: str, fact: int | None, family: int, person: int) -> str:
    """The page on which what is found is mended: the fact itself; else the child's page, or the person's."""
    asked = rule if Which(which).is_of_a_year else cause
    if asked in NOTED:
        return reverse("note_of_person", args=[family, person, NOTED[asked]])
    missing = RECORDED.get(asked) or RECORDED.get(rule) or (EMPTY.get(asked) if rule == "empty" else None)
    if missing:
        return reverse("new_fact", args=[family, missing]) + f"?child={person}"
    key = _kind_of_fact().get(kind, "")
    if key and fact and asked not in OF_PERSON:
        return reverse("correct_fact", args=[family, key, fact])
    return reverse("child_record", args=[family, person])


def findings_in_unit(look: Look, unit_id: int) -> list[Cause]:
    """What a look found of the families that a unit holds, by cause. One statement."""
    found: dict[tuple[str, ...], Cause] = {}
    looks = {look.pk} | {part["look"] for part in look.numbers.values() if isinstance(part, dict) and "look" in part}
    for row in tuples(_OF_UNIT, looks=sorted(looks), unit=unit_id):
        (id, which, rule, severity, cause, words, said, kind, fact, family, family_name) = row[:11]
        (person, given, surname, explanation, right, who, at) = row[11:]
        made = found.setdefault((which, rule, cause), Cause(Which(which), rule, severity, cause, words))
        name = " ".join(part for part in (given, surname) if part) or "Name not known"
        address = where_mended(which, rule, cause, kind, fact, family, person)
        made.lines.append(
            Line(id, family, family_name, person, name, said, address, explanation, right or "", who or "", at, which)
        )
    order = list(Which)
    return sorted(found.values(), key=lambda one: order.index(one.which))
