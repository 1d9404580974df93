"""Facts of several kinds in one statement, put together once: what a family's page can afford (docs/adr/0007, 0092)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from kinwork.access.sql import columns, shaped, tuples

from .models import Bond, ChangeSet, Fact, Loss, Parenthood, Partnership, Siblinghood

# ``in_force`` (models/relations.py) in SQL: of a fact x, its change set c, and the one that says something else.
STANDS = "c.taken_back_at IS NULL AND (x.superseded_in_id IS NULL OR s.taken_back_at IS NOT NULL)"
STOOD = """c.at <= %(known)s AND (c.taken_back_at IS NULL OR c.taken_back_at > %(known)s)
    AND (x.superseded_in_id IS NULL OR NOT coalesce(
        s.at <= %(known)s AND (s.taken_back_at IS NULL OR s.taken_back_at > %(known)s), false))"""
BETWEEN: dict[type[Fact], tuple[str, str] | None] = {
    Parenthood: ("parent_id", "child_id"),
    Partnership: ("one_id", "other_id"),
    Siblinghood: ("one_id", "other_id"),
    Bond: None,
    Loss: None,
}
KINDS = {kind._meta.model_name: kind for kind in BETWEEN}
# Where everybody stood in the drawing is not read with every fact.
CHANGE_SET = [field.attname for field in ChangeSet._meta.concrete_fields if field.attname != "drawn"]


def in_force_sql(*, was: bool = False) -> str:
    """The condition under which a fact stands; ``was``: stood at the moment ``known``."""
    return STOOD if was else STANDS


@cache
def _facts(*, was: bool) -> str:
    return " UNION ALL ".join(_of(kind, between, was=was) for kind, between in BETWEEN.items())


def _of(kind: type[Fact], between: tuple[str, str] | None, *, was: bool) -> str:
    table, own = kind._meta.db_table, columns(kind, "x")
    # Two ways to a fact, each by its index; an OR over both would read the whole table.
    told = f"""SELECT {own} FROM families_changeset f JOIN {table} x ON x.change_set_id = f.id
        WHERE f.family_id = %(family)s"""  # noqa: S608 -- names from the models
    if between:
        one, other = between
        told += f""" UNION SELECT {own} FROM {table} x
            WHERE x.{one} = ANY(%(people)s) AND x.{other} = ANY(%(people)s)"""  # noqa: S608 -- names from the models
    return f"""SELECT '{kind._meta.model_name}', row_to_json(x), {", ".join(f"c.{name}" for name in CHANGE_SET)}
        FROM ({told}) x JOIN families_changeset c ON c.id = x.change_set_id
        LEFT JOIN families_changeset s ON s.id = x.superseded_in_id WHERE {in_force_sql(was=was)}
    """  # noqa: S608 -- names from the models


def facts_of(family_id: int, people: Collection[int], known: datetime | None = None) -> dict[type[Fact], list[Any]]:
    """The facts of each kind that stand, each with its change set and in the order in which they were told: those told
    in a family's record, and who is whose parent, partner, brother or sister between two of these people.

    People are there by their ids only. One statement.
    """
    found: dict[type[Fact], list[Any]] = {kind: [] for kind in BETWEEN}
    given = {"family": family_id, "people": list(people), **({"known": known} if known else {})}
    change_sets: dict[int, ChangeSet] = {}
    for name, row, *change_set in tuples(_facts(was=known is not None), **given):
        kind = KINDS[name]
        fact = shaped(kind, [row[field.column] for field in kind._meta.concrete_fields])
        pk = change_set[0]
        fact.change_set = change_sets.get(pk) or change_sets.setdefault(pk, _change_set(change_set))
        found[kind].append(fact)
    return {kind: sorted(facts, key=lambda fact: fact.pk) for kind, facts in found.items()}


def _change_set(values: list[Any]) -> ChangeSet:
    return ChangeSet.from_db("default", CHANGE_SET, values)
