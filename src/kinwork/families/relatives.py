"""Everybody whom somebody is related to, across families: who, and what they are to them.

What is restricted for whoever asks is not followed: the walls leave out the facts that were told there.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinwork.access.sql import tuples
from kinwork.genogram import ImpossibleFamily, from_plain
from kinwork.genogram.kinship import relations
from kinwork.people.models import Person

from .drawing import attempt
from .genogram import FamilyGraph, id_of, to_dict
from .models import Parenthood, Partnership, Siblinghood, in_force

STEPS = 6  # to second cousins, and to the children of a former partner's new partner
MOST = 150

# From each person found on to their parents, children, partners, brothers and sisters, by the facts that stand.
RELATED = """
WITH RECURSIVE kin AS (
    SELECT %(person)s::bigint AS id, 0 AS steps
    UNION
    SELECT n.id, k.steps + 1
    FROM kin k CROSS JOIN LATERAL (
        SELECT parent_id AS id, change_set_id, superseded_in_id FROM families_parenthood WHERE child_id = k.id
        UNION ALL SELECT child_id, change_set_id, superseded_in_id FROM families_parenthood WHERE parent_id = k.id
        UNION ALL SELECT other_id, change_set_id, superseded_in_id FROM families_partnership WHERE one_id = k.id
        UNION ALL SELECT one_id, change_set_id, superseded_in_id FROM families_partnership WHERE other_id = k.id
        UNION ALL SELECT other_id, change_set_id, superseded_in_id FROM families_siblinghood WHERE one_id = k.id
        UNION ALL SELECT one_id, change_set_id, superseded_in_id FROM families_siblinghood WHERE other_id = k.id
    ) n
    JOIN families_changeset t ON t.id = n.change_set_id AND t.taken_back_at IS NULL
    LEFT JOIN families_changeset s ON s.id = n.superseded_in_id
    WHERE k.steps < %(steps)s AND (n.superseded_in_id IS NULL OR s.taken_back_at IS NOT NULL)
)
SELECT id, min(steps) FROM kin GROUP BY id ORDER BY 2, 1 LIMIT %(most)s
"""


@dataclass(frozen=True)
class Relative:
    """Somebody related: what they are to the person in question, in words."""

    person: Person
    word: str
    steps: int


def relatives_of(person: Person, today: str) -> list[Relative]:
    """Everybody related to somebody, nearest first. Four statements, however many they are."""
    near: dict[int, int] = dict(tuples(RELATED, person=person.pk, steps=STEPS, most=MOST + 1))
    ids = list(near)
    if len(ids) < 2:
        return []
    graph = FamilyGraph(
        0,
        [],
        {person.pk: person},
        list(
            Parenthood.objects.filter(in_force(), parent_id__in=ids, child_id__in=ids).select_related("parent", "child")
        ),
        list(Partnership.objects.filter(in_force(), one_id__in=ids, other_id__in=ids).select_related("one", "other")),
        list(Siblinghood.objects.filter(in_force(), one_id__in=ids, other_id__in=ids).select_related("one", "other")),
        [],
        [],
    )
    for birth in graph.parenthoods:
        graph.people.update({birth.parent_id: birth.parent, birth.child_id: birth.child})
    pairs: list[Partnership | Siblinghood] = [*graph.partnerships, *graph.siblinghoods]
    for pair in pairs:
        graph.people.update({pair.one_id: pair.one, pair.other_id: pair.other})

    def said() -> dict[str, str]:
        try:
            return relations(from_plain(to_dict(graph, on=today)), id_of(person))
        except ImpossibleFamily:  # one account against another may make a circle: then who, without what
            return {}

    words = attempt("the words for kin across families", 0, said) or {}
    found = [
        Relative(one, words.get(id_of(one), "related"), near[one.pk])
        for one in graph.people.values()
        if one.pk != person.pk and one.pk in near
    ]
    return sorted(found, key=lambda one: (one.steps, one.person.born_on is None, one.person.born_on, one.person.pk))
