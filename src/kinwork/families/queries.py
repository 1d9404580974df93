"""Reads about families, each with its number of statements."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kinwork.access.sql import tuples

from .models import Family, FamilyMember


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


def named_like(words: str, among: QuerySet[Family]) -> QuerySet[Family]:
    """Families in which every word is part of the family's name or of a member's name, as they are or were known."""
    found = among
    for word in words.split()[:6]:
        people = FamilyMember.objects.filter(
            Q(person__given_name__icontains=word)
            | Q(person__family_name__icontains=word)
            | Q(person__other_names__given_name__icontains=word)
            | Q(person__other_names__family_name__icontains=word)
        )
        found = found.filter(Q(name__icontains=word) | Q(pk__in=people.values("family_id")))
    return found
