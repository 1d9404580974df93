"""Reads of questionnaires, each with its number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from kinwork.children.sealing import not_sealed
from kinwork.families.models import FamilyMember

from .models import Answer, Completion, Refusal

Given = float | int | str


def members_of(family_id: int) -> list[FamilyMember]:
    """Who in the family can be asked: alive, born, and not sealed from whoever asks. One statement."""
    found = not_sealed(FamilyMember.objects.filter(family_id=family_id, person__is_deceased=False))
    today = timezone.localdate()
    return [
        one
        for one in found.select_related("person").order_by("position", "id")
        if one.person.born_on is None or one.person.age_on(today) is not None
    ]


def completions_of(family_id: int, person_id: int | None = None) -> list[Completion]:
    """What was filled in, the last first; of one person: by them or about them. One statement."""
    found = Completion.objects.filter(family_id=family_id, removed_at=None)
    found = found.select_related("person", "worker", "about", "by")
    rows = list(found)
    return [one for one in rows if person_id is None or person_id in (one.person_id, one.about_id)]


def completion_in(family_id: int, pk: int) -> Completion | None:
    """One of a family. One statement."""
    found = Completion.objects.filter(pk=pk, family_id=family_id)
    return found.select_related("family", "person", "worker", "about", "by", "removed_by").first()


def given_to(completions: Iterable[Completion]) -> dict[int, dict[int, Given]]:
    """The answers by completion and item, those left out not among them. One statement."""
    found: dict[int, dict[int, Given]] = defaultdict(dict)
    for row in Answer.objects.filter(completion__in=[one.pk for one in completions]):
        said = given(row)
        if said is not None:
            found[row.completion_id][row.item] = said
    return found


def given(row: Answer) -> Given | None:
    """What an answer says, as ``instruments`` takes it."""
    if row.number is not None:
        return int(row.number) if row.number.is_integer() else row.number
    return row.code or row.words or None


def refusals_in(family_id: int) -> list[Refusal]:
    """Who would rather not be asked what, while that stands. One statement."""
    found = Refusal.objects.filter(family_id=family_id, wishes_again_at=None)
    return list(found.select_related("person", "by"))
