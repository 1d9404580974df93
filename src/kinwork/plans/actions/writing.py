"""Saving boxes that several may write at once: nothing that somebody typed is lost, and nobody overwrites unseen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.models import first_name_of

from ..models import Written
from ..together import together

LIMIT = 200_000  # characters in one box: a hundred pages


class Overtaken(ValidationError):
    """Somebody else wrote in the same boxes meanwhile.

    ``theirs``: what they wrote; ``stands``: what the form shows now, with what was typed where both wrote.
    """

    def __init__(self, who: str, when: str, theirs: dict[str, Any], stands: dict[str, Any], version: int) -> None:
        self.who, self.theirs, self.stands, self.version = who, theirs, stands, version
        sentence = (
            f"{who} changed this at {when}, while you were writing. Your words are still in the box, and what "
            f"{first_name_of(who)} wrote is shown under it. Write what should stand, then save again."
        )
        super().__init__(dict.fromkeys(theirs, sentence))


def box_problems(values: dict[str, Any]) -> dict[str, str]:
    """Boxes that hold more than fits, in words."""
    return {
        name: f"This box holds up to {LIMIT:,} characters; you have typed {len(text):,}. Shorten it."
        for name, text in values.items()
        if isinstance(text, str) and len(text) > LIMIT
    }


def write(actor: Actor, row: Any, values: dict[str, Any], *, version: int | None) -> Sequence[str]:
    """Save boxes of a row that is locked. ``version``: the one that the writer began from.

    Gives the boxes that somebody else changed meanwhile and that stand as they left them. Raises :class:`Overtaken`.
    """
    assert isinstance(row, Written)
    now = {name: getattr(row, name) for name in values}
    kept: Sequence[str] = ()
    if version is not None and version != row.version:
        both = together(_as_of(row, version, values), now, values)
        if both.rivals:
            at = f"{timezone.localtime(row.written_at):%H:%M on %-d %B}"
            raise Overtaken(row.written_by.full_name, at, both.rivals, both.values, row.version)
        values, kept = both.values, both.theirs
    if values == now:
        return kept
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.written_by_id, row.written_at = actor.user_id, timezone.now()
    row.save()
    return kept


def _as_of(row: Any, version: int, values: dict[str, Any]) -> dict[str, Any]:
    """The boxes as that version had them, from the history that the database keeps. One statement."""
    history: Any = apps.get_model("plans", f"{type(row).__name__}Event")
    found = history.objects.filter(pgh_obj_id=row.pk, version=version).order_by("-pgh_id").first()
    if found is None:  # a number that nobody was given: then nothing is known to be theirs
        return dict.fromkeys(values, object())
    return {name: getattr(found, name) for name in values}
