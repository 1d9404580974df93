"""Reads about involvements, each with its number of statements."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.families.models import Family

from .models import Involvement, KeyDate

# At every page of a family, so written by hand (docs/adr/0007): the family, the unit that holds it, and whether the
# person who asks has opened it with a reason that still counts.
FAMILY_ASKED_FOR = """
SELECT f.id, f.name, f.created_at, (SELECT h.unit_id FROM kinwork_holding(f.id) h), (
    SELECT o.id FROM access_accessgrant o
    WHERE o.family_id = f.id AND o.user_id = %(user)s AND o.ends_at > now() ORDER BY o.ends_at DESC LIMIT 1
)
FROM families_family f WHERE f.id = %(family)s
"""


def family_asked_for(family_id: int, user_id: int) -> tuple[Family, int | None, int | None] | None:
    """A family, the unit that holds it, and the asking person's opening of it. One statement."""
    found = tuples(FAMILY_ASKED_FOR, family=family_id, user=user_id)
    if not found:
        return None
    [(pk, name, created_at, unit_id, opening_id)] = found
    return Family(id=pk, name=name, created_at=created_at), unit_id, opening_id


def open_in_units(unit_ids: list[int], on: date) -> QuerySet[Involvement]:
    """Open involvements held by these units on a day, family joined. One statement."""
    return (
        Involvement.objects.filter(closed_on=None, allocations__unit_id__in=unit_ids, allocations__during__contains=on)
        .select_related("family")
        .order_by("family__name", "family_id")
    )


def unit_holding(family_id: int) -> int | None:
    """The unit that holds the family: of its open involvement, else of its last. One statement."""
    found = tuples("SELECT unit_id FROM kinwork_holding(%(family)s)", family=family_id)
    return found[0][0] if found else None


def latest_involvement(family_id: int) -> Involvement | None:
    """The open involvement, or the last one; who decided and the key worker joined. One statement."""
    return (
        Involvement.objects.filter(family_id=family_id)
        .select_related("decided_by", "key_worker", "closed_by")
        .order_by("-opened_on", "-id")
        .first()
    )


def dates_ahead(involvement_ids: list[int], since: date) -> QuerySet[KeyDate]:
    """Key dates from a day on, but for meetings that have been held. One statement."""
    ahead = KeyDate.objects.filter(involvement_id__in=involvement_ids, cancelled=False, is_over=False)
    return ahead.filter(on__gte=since).order_by("on")


# Where else somebody belongs, with the unit that holds that family: by hand, as it is asked at each symbol chosen.
ALSO = """
SELECT f.id, f.name, (SELECT h.unit_id FROM kinwork_holding(f.id) h)
FROM families_familymember m JOIN families_family f ON f.id = m.family_id
WHERE m.person_id = %(person)s AND m.family_id <> %(family)s AND NOT m.taken_back ORDER BY f.name, f.id
"""


def families_also(person_id: int, family_id: int, actor: Actor) -> list[tuple[int, str]]:
    """Other families of a person that the one who asks may open without a reason. One statement."""
    found = tuples(ALSO, person=person_id, family=family_id)
    return [(pk, name) for pk, name, unit_id in found if actor.can(Permission.SEE_FAMILY, unit_id)]
