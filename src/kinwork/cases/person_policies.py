"""Policies about a person: who may read of them, and note something, follows from the families they belong to.

Whoever may open one of a person's families may open the person's page, and reads there what that family's record says
of them. A person whose every family is restricted for whoever asks is not there at all: the walls leave no membership
to be let in by, so the answer is that for a person who never was (docs/adr/0012-a-persons-page.md).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.access_logging import mark_families
from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.models import AccessGrantKind
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy
from kinwork.access.request import Request
from kinwork.access.sql import tuples
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family
from kinwork.people.models import Person
from kinwork.people.queries import any_sealed

from .policies import NeedsReason, admit_to_family


@dataclass(frozen=True)
class FamilyAccess:
    """A family by which somebody may be let in to a person, and how: ``actor`` is None where they are not."""

    person_id: int
    family_id: int
    family_name: str
    unit_id: int | None
    unit_name: str
    is_open: bool
    role: str
    is_child: bool
    actor: Actor | None
    refusal: NotAllowed | None

    def may(self, permission: Permission) -> bool:
        return self.actor is not None and self.actor.can(permission, self.unit_id)

    @property
    def may_edit(self) -> bool:
        return self.may(Permission.EDIT_FAMILY)


# An emergency opening goes before another: it lets its holder see more.
FAMILY_ACCESSES = f"""
SELECT m.person_id, f.id, f.name, u.id, coalesce(u.name, ''), coalesce(held.is_open, false), m.role, m.is_child,
       o.id, o.kind
FROM families_familymember m JOIN families_family f ON f.id = m.family_id
LEFT JOIN LATERAL kinwork_holding(f.id) held ON true
LEFT JOIN units_unit u ON u.id = held.unit_id
LEFT JOIN LATERAL (
    SELECT o.id, o.kind FROM access_accessgrant o
    WHERE o.family_id = f.id AND o.user_id = %(user)s AND o.ends_at > now()
    ORDER BY o.kind = '{AccessGrantKind.BREAK_GLASS}' DESC, o.ends_at DESC LIMIT 1
) o ON true
WHERE m.person_id = ANY(%(people)s) AND NOT m.taken_back
ORDER BY held.is_open DESC NULLS LAST, f.name, f.id
"""  # noqa: S608 -- choices from their enums


def family_accesses(people: Collection[int], actor: Actor) -> dict[int, list[FamilyAccess]]:
    """The families of each person that may be known, with whether the actor is let in to each. One statement."""
    found: dict[int, list[FamilyAccess]] = {pk: [] for pk in people}
    for row in tuples(FAMILY_ACCESSES, people=list(people), user=actor.user_id):
        person_id, family_id, name, unit_id, unit_name, is_open, role, is_child, opening_id, kind = row
        let_in, refusal = _let_in(actor, family_id, unit_id, opening_id, kind == AccessGrantKind.BREAK_GLASS)
        found[person_id].append(
            FamilyAccess(person_id, family_id, name, unit_id, unit_name, is_open, role, is_child, let_in, refusal)
        )
    return found


def _let_in(
    actor: Actor, family_id: int, unit_id: int | None, opening_id: int | None, by_break_glass: bool
) -> tuple[Actor | None, NotAllowed | None]:
    try:
        let_in = admit_to_family(actor, Permission.SEE_FAMILY, family_id, unit_id, opening_id)
    except NotAllowed as refusal:
        return None, refusal
    if opening_id is not None and by_break_glass and not let_in.can(Permission.SEE_CONFIDENTIAL, unit_id):
        # Besides what their post lets them do, what the emergency does.
        return actor.with_opened(unit_id, opening_id, by_break_glass=True), None
    return let_in, None


@dataclass(frozen=True)
class KnownPerson:
    """A person, the families that they may be known from, and who is asking: as let in, where only by reasons."""

    person: Person
    accesses: list[FamilyAccess]
    actor: Actor


@dataclass(frozen=True)
class PersonInFamily(HeldFamily):
    """Somebody who belongs to the family."""

    person: Person


def _known_person(actor: Actor, person_id: int, permission: Permission) -> tuple[Person, list[FamilyAccess]]:
    actor.require_ever(permission)
    accesses = family_accesses([person_id], actor)[person_id]
    person = Person.objects.filter(pk=person_id).first() if accesses else None
    if person is None:
        raise Http404("No such person")
    return person, accesses


def _sees_person(request: Request, *, person_id: int, **ids: Any) -> KnownPerson:
    person, accesses = _known_person(request.actor, person_id, Permission.SEE_FAMILY)
    let_in = [access.actor for access in accesses if access.actor is not None]
    if not let_in:
        mark_families(request, *((access.family_id, request.actor) for access in accesses))
        refusals = [access.refusal for access in accesses if access.refusal is not None]
        raise next((one for one in refusals if isinstance(one, NeedsReason)), refusals[0])
    # Of the others only the name is there: the page notes it with what else it names.
    mark_families(request, *((access.family_id, access.actor) for access in accesses if access.actor is not None))
    return KnownPerson(person, accesses, let_in[0] if all(one.opening_id for one in let_in) else request.actor)


def in_family_of_person(permission: Permission, sentence: str) -> Policy[PersonInFamily]:
    """Whoever may do this in the unit that holds the family, for somebody who belongs to that family."""

    def admits(request: Request, *, family_id: int, person_id: int, **ids: Any) -> PersonInFamily:
        person, accesses = _known_person(request.actor, person_id, permission)
        access = next((one for one in accesses if one.family_id == family_id), None)
        if access is None:
            raise Http404("No one in this family")
        mark_families(request, (family_id, access.actor or request.actor))
        if access.actor is None:
            assert access.refusal is not None
            raise access.refusal
        access.actor.require(permission, access.unit_id)
        if any_sealed([person_id]):
            raise NotAllowed(permission, f"{person.name}’s record is sealed since an adoption. Nothing is added to it.")
        return PersonInFamily(Family(pk=family_id, name=access.family_name), access.unit_id, access.actor, person)

    return Policy(f"person:{permission}", sentence, admits)


SEES_PERSON = Policy(
    "person:see_family",
    "Whoever may open a family that the person belongs to; of each what its record says.",
    _sees_person,
)
NOTES_OF_PERSON = in_family_of_person(
    Permission.EDIT_FAMILY, "Whoever may change the record of a family that the person belongs to."
)
SEES_CONFIDENTIAL = in_family_of_person(
    Permission.SEE_CONFIDENTIAL, "The unit that holds the family, its buddy unit, its manager; others in an emergency."
)
