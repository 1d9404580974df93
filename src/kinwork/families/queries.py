"""Reads about families, each with its number of statements."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from kinwork.access.sql import rows, tuples
from kinwork.people.models import OtherName, Safe, WarningKind, short_name_of
from kinwork.people.models.partial import is_over

from .models import FamilyMember


def hidden_families() -> frozenset[int]:
    """Restricted families of which the person who asks must not know (docs/adr/0008). One statement."""
    [(found,)] = tuples("SELECT kinwork_hidden_families()")
    return frozenset(found)


def members_of(family_id: int) -> list[FamilyMember]:
    """Members with persons and their other names as this family's record has them. Two statements."""
    names = OtherName.objects.filter(Q(family_id=None) | Q(family_id=family_id))
    return list(
        FamilyMember.objects.filter(family_id=family_id)
        .select_related("person")
        .prefetch_related(Prefetch("person__other_names", names))
    )


LABELS: dict[str, Callable[[str], str]] = {
    "warning": lambda kind: str(WarningKind(kind).label),
    "contact": lambda safe: str(Safe(safe).label),
    "address": lambda _: "Confidential address",
}


@dataclass(frozen=True)
class Care:
    """What whoever telephones or visits must know of somebody in a family, in a line."""

    person_id: int
    who: str
    what: str  # warning, contact or address
    label: str
    words: str
    review_on: date | None


# What stands in other families' records warns too, but only by its kind: the rest is for whoever opens that family.
TAKE_CARE = f"""
WITH members AS (
    SELECT p.id, p.given_name, p.family_name, m.role, m.family_id
    FROM families_familymember m JOIN people_person p ON p.id = m.person_id
    WHERE m.family_id = ANY(%(families)s) AND NOT m.taken_back
)
SELECT m.*, 'warning' AS what, n.kind AS how, n.review_on, n.ended, n.id AS note,
       CASE WHEN coalesce(n.family_id, m.family_id) = ANY(%(families)s) THEN n.words ELSE '' END AS words
FROM members m JOIN people_safetywarning n ON n.person_id = m.id AND NOT n.is_mistaken
UNION ALL
SELECT m.*, 'contact', n.safe, NULL, n.ended, n.id, concat_ws(': ', n.value, nullif(n.how, ''))
FROM members m JOIN people_contact n ON n.person_id = m.id AND NOT n.is_mistaken
    AND n.safe IN ('{Safe.CARE}', '{Safe.NO}')
WHERE coalesce(n.family_id, m.family_id) = ANY(%(families)s)
UNION ALL
SELECT m.*, 'address', '', NULL, n.ended, m.id, ''
FROM members m JOIN people_address n ON n.person_id = m.id AND NOT n.is_mistaken AND n.is_confidential
ORDER BY what DESC, review_on, id, note
"""  # noqa: S608 -- choices from their enums


def take_care(families: Collection[int], today: date) -> list[Care]:
    """Warnings, ways of contact that are not simply safe, and that there is a confidential address. One statement."""
    found: dict[tuple[str, int], Care] = {}
    for row in rows(TAKE_CARE, families=list(families)):
        if is_over(row["ended"], today.isoformat()):
            continue
        named = row["given_name"] or row["family_name"]
        who = short_name_of(row["given_name"], row["family_name"]) if named else row["role"] or "Someone"
        label = LABELS[row["what"]](row["how"])
        found[row["what"], row["note"]] = Care(row["id"], who, row["what"], label, row["words"], row["review_on"])
    return list(found.values())
