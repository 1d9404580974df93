"""Who a person is and which families they are in, by the policies that people are let in by; few fields, no places."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, cast

from django.http import Http404, HttpRequest

from kinwork.access.request import with_actor
from kinwork.access.sql import tuples
from kinwork.cases.person_policies import SEES_PERSON
from kinwork.cases.policies import SEES_FAMILY
from kinwork.people.models import BirthKind, NumberKind, Person
from kinwork.people.queries import any_sealed
from kinwork.search.duplicates import likely

from .allowances import MISSES, MISSES_WITHIN, count, so_far
from .callers import Caller, note
from .problems import Problem
from .schemas import Asked, Call, FamilySaid, Match, Matches, Member, OfFamily, PersonSaid
from .scopes import Scope

MOST = 5
FEWEST_LETTERS = 2  # of a surname: one letter and a date of birth would find whoever was born on that day
TOO_SHORT = "Send the whole surname: at least two letters."
TOO_VAGUE = "Send a surname with the date of birth, or an NHS number: a name alone finds too many."


def find(request: HttpRequest, caller: Caller, asked: Asked, day: date) -> Matches:
    """Who it may be, as far as they are likely to be. Five statements or six."""
    if asked.nhs_number is None and not (asked.family_name and asked.born_on):
        raise Problem(422, "too-vague", TOO_VAGUE, [("/born_on" if asked.family_name else "/family_name", TOO_VAGUE)])
    if asked.nhs_number is None and len(asked.family_name) < FEWEST_LETTERS:
        raise Problem(422, "too-vague", TOO_SHORT, [("/family_name", TOO_SHORT)])
    key = f"misses:{caller.system_id}"
    missed = so_far(key, MISSES_WITHIN)
    if missed.calls >= MISSES:
        raise Problem(
            429, "too-many-misses",
            f"{MISSES} searches within an hour found no one. Wait {missed.again_in} seconds, then go on.",
            headers={"Retry-After": str(missed.again_in)},
        )  # fmt: skip
    somebody = Person(
        given_name=asked.given_name, family_name=asked.family_name, born_on=asked.born_on,
        born_kind=BirthKind.EXACT,
    )  # fmt: skip
    found = likely(caller.actor, somebody, day, nhs=asked.nhs_number or "")
    found = [one for one in found if one.word != "possibly"]
    ids = [one.person_id for one in found]
    found = [] if len(found) > MOST else found
    named = Person.objects.in_bulk(ids)
    note(
        request, shown=[family.family_id for one in found for family in one.families],
        words=f"{len(found)} found" if found else f"none found, {missed.calls + 1} in an hour",
    )  # fmt: skip
    if not found:
        count(key, MISSES_WITHIN)
    return Matches(
        people=[
            Match(
                id=str(one.person_id), given_name=named[one.person_id].given_name,
                family_name=named[one.person_id].family_name, how_likely=cast(Any, one.word), why=one.why,
            )
            for one in found
        ]
    )  # fmt: skip


CALL_TO = """
SELECT u.id, u.name, coalesce(t.telephone, d.telephone, '')
FROM (SELECT 1) one LEFT JOIN api_callto d ON d.unit_id IS NULL
LEFT JOIN units_unit u ON u.id = ANY (%(units)s::bigint[]) LEFT JOIN api_callto t ON t.unit_id = u.id
UNION ALL SELECT NULL, '', coalesce((SELECT telephone FROM api_callto WHERE unit_id IS NULL), '')
"""


def calls_to(units: Collection[int | None]) -> dict[int | None, Call]:
    """The number of each unit, or the one for all others. One statement."""
    rows = tuples(CALL_TO, units=[unit for unit in units if unit is not None])
    return {unit: Call(unit=name or "", telephone=telephone) for unit, name, telephone in rows}


NHS = """
SELECT i.value FROM people_identifier i WHERE i.person_id = %(person)s AND i.kind = %(nhs)s AND NOT i.is_mistaken
ORDER BY i.ended <> '', i.id DESC LIMIT 1
"""


def person(request: HttpRequest, caller: Caller, person_id: int) -> PersonSaid:
    """Somebody, and the families by which they may be known. Four statements; five with the number."""
    if any_sealed([person_id]):
        raise Http404("Sealed since an adoption")
    known = SEES_PERSON.admits(with_actor(request), person_id=person_id)
    calls = calls_to([access.unit_id for access in known.accesses])
    numbers = tuples(NHS, person=person_id, nhs=NumberKind.NHS) if Scope.NUMBERS in caller.scopes else []
    note(request, shown=[access.family_id for access in known.accesses])
    one = known.person
    return PersonSaid(
        id=str(one.pk), given_name=one.given_name, family_name=one.family_name, born_on=one.born_said,
        is_unborn=one.born_kind == BirthKind.EXPECTED, sex=cast(Any, one.sex), has_died=one.is_deceased,
        nhs_number=numbers[0][0] if numbers else None,
        families=[
            OfFamily(
                id=str(access.family_id), name=access.family_name, role=access.role, is_child=access.is_child,
                is_open=access.is_open, call=calls.get(access.unit_id) or calls[None],
            )
            for access in known.accesses
        ],
    )  # fmt: skip


MEMBERS = """
SELECT coalesce((SELECT h.is_open FROM kinwork_holding(%(family)s) h), false), p.id, p.given_name, p.family_name,
       m.role, m.is_child
FROM (SELECT 1) one
LEFT JOIN families_familymember m ON m.family_id = %(family)s AND NOT m.taken_back
    AND m.person_id <> ALL ((SELECT kinwork_sealed())::bigint[])
LEFT JOIN people_person p ON p.id = m.person_id
ORDER BY m.position, m.id
"""


def family(request: HttpRequest, family_id: int) -> FamilySaid:
    """A family, who is in it and who to ring. Three statements."""
    held = SEES_FAMILY.admits(with_actor(request), family_id=family_id)
    members = tuples(MEMBERS, family=family_id)
    call = calls_to([held.unit_id])
    note(request, family_id=family_id)
    return FamilySaid(
        id=str(family_id), name=held.family.name, is_open=members[0][0],
        call=call.get(held.unit_id) or call[None],
        members=[
            Member(id=str(pk), given_name=given, family_name=surname, role=role, is_child=is_child)
            for _, pk, given, surname, role, is_child in members
            if pk is not None
        ],
    )  # fmt: skip
