"""Reads of what is noted of a person, each with its number of statements. The walls leave out what is restricted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kinwork.access.sql import tuples

from .models import Address, Contact, Identifier, Noted, OtherName, Particular, SafetyWarning
from .models.partial import is_over


@dataclass(frozen=True)
class Elsewhere:
    """What other families' records hold of somebody: how much, and what to be warned of. Never what it says."""

    notes: dict[int, int]  # by family
    warnings: list[tuple[int, str, date]]  # family, kind, when to look at it again


@dataclass(frozen=True)
class OfPerson:
    """Everything noted of somebody in the records that may be read."""

    names: list[OtherName]
    numbers: list[Identifier]
    addresses: list[Address]
    contacts: list[Contact]
    particulars: list[Particular]
    warnings: list[SafetyWarning]
    elsewhere: Elsewhere = field(default_factory=lambda: Elsewhere({}, []))


def _in_records(model: type[Noted], person_id: int, families: Collection[int]) -> QuerySet[Any]:
    of_these = Q(family_id=None) | Q(family_id__in=families)
    return model.objects.filter(of_these, person_id=person_id).select_related("noted_by")


def of_person(person_id: int, families: Collection[int], others: Collection[int], today: date) -> OfPerson:
    """What the records of these families hold; of the other families' only how much, and warnings. Eight statements.

    Of a confidential address nothing is read but that there is one: see :func:`confidential`.
    """
    open_ones = list(_in_records(Address, person_id, families).filter(is_confidential=False))
    veiled = [
        Address(pk=pk, is_confidential=True, begun=begun, ended=ended, family_id=family_id, noted_at=noted_at)
        for pk, begun, ended, family_id, noted_at in _in_records(Address, person_id, families)
        .filter(is_confidential=True)
        .values_list("pk", "begun", "ended", "family_id", "noted_at")
    ]
    return OfPerson(
        names=list(_in_records(OtherName, person_id, families)),
        numbers=list(_in_records(Identifier, person_id, families)),
        addresses=sorted([*open_ones, *veiled], key=lambda one: one.pk),
        contacts=list(_in_records(Contact, person_id, families)),
        particulars=list(_in_records(Particular, person_id, families)),
        warnings=list(_in_records(SafetyWarning, person_id, families).order_by("review_on", "id")),
        elsewhere=_elsewhere(person_id, others, today),
    )


ELSEWHERE = """
SELECT family_id, '' AS kind, NULL::date AS review_on, '' AS ended, count(*) FROM (
    SELECT family_id FROM people_othername WHERE person_id = %(person)s AND NOT is_mistaken
    UNION ALL SELECT family_id FROM people_identifier WHERE person_id = %(person)s AND NOT is_mistaken
    UNION ALL SELECT family_id FROM people_address WHERE person_id = %(person)s AND NOT is_mistaken
    UNION ALL SELECT family_id FROM people_contact WHERE person_id = %(person)s AND NOT is_mistaken
    UNION ALL SELECT family_id FROM people_particular WHERE person_id = %(person)s AND NOT is_mistaken
    UNION ALL SELECT family_id FROM people_safetywarning WHERE person_id = %(person)s AND NOT is_mistaken
) noted WHERE family_id = ANY(%(others)s) GROUP BY family_id
UNION ALL
SELECT family_id, kind, review_on, ended, 1 FROM people_safetywarning
WHERE person_id = %(person)s AND NOT is_mistaken AND family_id = ANY(%(others)s)
ORDER BY 1, 2
"""


def _elsewhere(person_id: int, others: Collection[int], today: date) -> Elsewhere:
    found = tuples(ELSEWHERE, person=person_id, others=list(others))
    return Elsewhere(
        {family_id: number for family_id, kind, _, _, number in found if not kind},
        [
            (family_id, kind, review_on)
            for family_id, kind, review_on, ended, _ in found
            if kind and not is_over(ended, today.isoformat())
        ],
    )


def confidential(person_id: int, family_id: int, pk: int) -> Address | None:
    """One confidential address of a family's record, for whoever a policy lets see it. One statement."""
    return _in_records(Address, person_id, [family_id]).filter(pk=pk, is_confidential=True).first()


# Sealed from whoever asks, or (for who is named for it) sealed at all: see children/sql/sealing.sql.
ANY_SEALED = """
SELECT %(ids)s::bigint[] && kinwork_sealed()
       OR EXISTS (SELECT 1 FROM children_sealing WHERE person_id = ANY (%(ids)s) AND lifted_at IS NULL)
"""


def any_sealed(person_ids: Collection[int]) -> bool:
    """Whether the record of one of these is sealed since an adoption. One statement."""
    return bool(tuples(ANY_SEALED, ids=list(person_ids))[0][0])
