"""Reads about families, each with its number of statements."""

from __future__ import annotations

from kinwork.access.sql import tuples

from .models import FamilyMember


def hidden_families() -> frozenset[int]:
    """Restricted families of which the person who asks must not know (docs/adr/0008). One statement."""
    [(found,)] = tuples("SELECT kinwork_hidden_families()")
    return frozenset(found)


def members_of(family_id: int) -> list[FamilyMember]:
    """Members with persons and their other names. Two statements."""
    return list(
        FamilyMember.objects.filter(family_id=family_id)
        .select_related("person")
        .prefetch_related("person__other_names")
    )
