"""Policies that ask who may merge two records of a person: it follows from every family that either belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.access_logging import mark_families
from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_somewhere
from kinwork.access.request import Request
from kinwork.cases.models import Merging
from kinwork.cases.person_policies import FamilyAccess, family_accesses
from kinwork.children.sealing import stays_apart
from kinwork.people.models import Person

from . import merging


@dataclass(frozen=True)
class TwoRecords:
    """Two records that may be of one person, with the families that each may be known from."""

    one: Person
    other: Person
    accesses: dict[int, list[FamilyAccess]]
    actor: Actor


@dataclass(frozen=True)
class DoneMerging:
    """A merging that may be taken apart, and who is asking."""

    merging: Merging
    actor: Actor


def _merges_these(request: Request, *, person_id: int, other_id: int, **ids: Any) -> TwoRecords:
    actor = request.actor
    actor.require_ever(Permission.MERGE_PEOPLE)
    if stays_apart([person_id, other_id]):
        raise Http404("No such person")
    people = Person.objects.in_bulk([person_id, other_id])
    found = family_accesses(people, actor)
    if len(people) < len({person_id, other_id}) or not all(found.values()):
        raise Http404("No such person")
    _about_all(request, [access for accesses in found.values() for access in accesses])
    merging.require(actor, *people.values())
    return TwoRecords(people[person_id], people[other_id], found, actor)


def _about_all(request: Request, accesses: list[FamilyAccess]) -> None:
    mark_families(request, *((access.family_id, access.actor or request.actor) for access in accesses))


def _takes_apart(request: Request, *, pk: int, **ids: Any) -> DoneMerging:
    actor = request.actor
    actor.require_ever(Permission.MERGE_PEOPLE)
    done = Merging.objects.filter(pk=pk).select_related("kept", "by").first()
    if done is None:
        raise Http404("No such merging")
    _about_all(request, family_accesses([done.kept_id], actor)[done.kept_id])
    merging.require(actor, done.kept)
    return DoneMerging(done, actor)


MERGES_SOMEWHERE = role_somewhere(Permission.MERGE_PEOPLE, "Whoever may merge records in some unit.")
MERGES_PEOPLE = Policy(
    "person:merge_people", "The CSW, coordinator or manager of every unit that holds a family of either.", _merges_these
)
TAKES_APART = Policy(
    "merging:merge_people", "The CSW, coordinator or manager of every unit that holds a family of theirs.", _takes_apart
)
