"""Policies of what was brought in: who may open the family, and may know of this text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_somewhere
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.families.held import HeldFamily

from .models import BroughtIn
from .queries import text_of


@dataclass(frozen=True)
class HeldText:
    """A text, and the family in whose record it waits or stands, as held."""

    held: HeldFamily
    text: BroughtIn

    @property
    def may_check(self) -> bool:
        return self.text.waits and self.held.may(Permission.EDIT_FAMILY)


def _in_text(of_family: Policy[HeldFamily], name: str, sentence: str) -> Policy[HeldText]:
    def admits(request: Request, *, family_id: int, pk: int, **ids: Any) -> HeldText:
        held = of_family.admits(request, family_id=family_id)
        text = text_of(held.actor, family_id, pk)
        if text is None:
            raise Http404("No such text")
        return HeldText(held, text)

    return Policy(name, sentence, admits)


SEES_TEXT = _in_text(SEES_FAMILY, "text:see", "Whoever may open the family; of a limited text, the staff named for it.")
CHECKS_TEXT = _in_text(
    EDITS_FAMILY, "text:check", "Whoever may write in the family’s record; of a limited text, the staff named for it."
)
SEES_HOW_OFTEN_WRONG = role_somewhere(
    Permission.SEE_NUMBERS,
    "Managers and analysts, and the units: numbers of the whole service.",
    "role:how_often_wrong",
)
