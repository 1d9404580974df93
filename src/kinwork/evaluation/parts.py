"""What a room above brings to the pages of studies: parts of them, and which studies a family is not asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from kinwork.access.actor import Actor

from .models import Study


@dataclass(frozen=True)
class Part:
    """A template, and what it shows under the name ``part``."""

    template: str
    shows: dict[str, Any]


OfList = Callable[[Actor], Part]
OfStudy = Callable[[Study, Actor], Part]
OfFamily = Callable[[int, Collection[Study]], dict[int, Part]]
NotAsked = Callable[[int, Collection[int]], set[int]]
_of_list: list[OfList] = []
_of_study: list[OfStudy] = []
_of_family: list[OfFamily] = []
_not_asked: list[NotAsked] = []


def register(of_list: OfList, of_study: OfStudy, of_family: OfFamily, not_asked: NotAsked) -> None:
    """Parts of the list of studies, of a study's page, of each study on a family's; and what a family is not asked."""
    if of_list not in _of_list:
        _of_list.append(of_list)
        _of_study.append(of_study)
        _of_family.append(of_family)
        _not_asked.append(not_asked)


def of_list(actor: Actor) -> list[Part]:
    return [bring(actor) for bring in _of_list]


def of_study(study: Study, actor: Actor) -> list[Part]:
    return [bring(study, actor) for bring in _of_study]


def of_family(family_id: int, studies: Collection[Study]) -> dict[int, Part]:
    found: dict[int, Part] = {}
    for bring in _of_family:
        found |= bring(family_id, studies)
    return found


def not_asked(family_id: int, study_ids: Collection[int]) -> set[int]:
    """The studies among these that do not ask this family: it was not drawn for them."""
    return set().union(*(say(family_id, study_ids) for say in _not_asked))
