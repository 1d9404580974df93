"""The names that families are found by, kept by the database as those of people are (people/indexing.py)."""

from __future__ import annotations

from django.db import connections


def bring_up_to_date(using: str = "default") -> None:
    """Make the index where it never was. One statement, and what it takes to make it."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM families_familyterm)")
        [(is_there,)] = cursor.fetchall()
    if not is_there:
        reindex(using)


def reindex(using: str = "default") -> None:
    """Make it anew, as the tables' owner. Two statements."""
    with connections[using].cursor() as cursor:
        cursor.execute("DELETE FROM families_familyterm")
        cursor.execute("SELECT count(kinwork_name_family(id, name)) FROM families_family")


def behind(using: str = "default") -> int:
    """How many families the index does not know by the beginning of their name. As the tables' owner. One statement."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM families_family f WHERE NOT EXISTS (SELECT 1 FROM families_familyterm t "
            "WHERE t.family_id = f.id AND t.term = left(kinwork_fold(f.name), 60)) AND kinwork_fold(f.name) <> ''"
        )
        [(found,)] = cursor.fetchall()
    return int(found)
