"""Who is in a family and how they are related, as a list from the record: what stands where a picture cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from kinwork.families.genogram import FamilyGraph, id_of
from kinwork.families.network import Tied

from .symbol import facts_of, living_of


@dataclass(frozen=True)
class PersonInWords:
    """Somebody: the name, what else says who that is, every relation in a sentence, and the page to draw from them."""

    name: str
    about: str
    facts: list[str]
    address: str = ""


def family_in_words(graph: FamilyGraph) -> list[PersonInWords]:
    """Everybody who would be in the genogram, with all that is noted of them and when it was so. No statement."""
    today = timezone.localdate()
    roles = {one.person_id: one.role for one in graph.members}
    return [
        PersonInWords(
            graph.called(one),
            ", ".join(
                said for said in (one.age_in_words(today), roles.get(one.pk, "")) if said and said != graph.called(one)
            ),
            [fact.words for fact in facts_of(graph, one)] + living_of(graph, one),
            reverse("genogram_by", args=[graph.family_id, id_of(one)]),
        )
        for one in graph.people.values()
    ]


def network_in_words(ties: Iterable[Tied]) -> list[PersonInWords]:
    """Everybody around the family, as told last: what they are, how they help, how close, since and until when."""
    return [PersonInWords(one.last.who, _kind(one), _tie(one)) for one in ties]


def _kind(one: Tied) -> str:
    return ", ".join(dict.fromkeys(said for said in (one.last.role, one.kind) if said and said != one.last.who))


def _tie(one: Tied) -> list[str]:
    now, last = one.now, one.last
    said = [f"Of {last.about.name}" if last.about else "Of the whole family"]
    if now.support:
        said.append(f"Support: {now.get_support_display().lower()}")
    if now.closeness:
        said.append(f"How close: {now.get_closeness_display().lower()}")
    if now.is_stressful:
        said.append("Draining, or in conflict")
    if one.since:
        said.append(f"Since {one.since}")
    if one.until:
        said.append(f"Until {one.until}")
    return said
