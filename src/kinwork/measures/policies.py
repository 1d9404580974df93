"""Who fills in and sees questionnaires: as with the family; the tablet’s and the link’s pages are open to one alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from kinwork.access.handed_over import handed_over
from kinwork.access.permissions import Permission
from kinwork.access.policies import OpenPolicy, Policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.units.policies import in_unit

from .models import Completion
from .queries import completion_in


@dataclass(frozen=True)
class CompletionOfFamily:
    """A questionnaire, its family with the unit that holds it, and who is asking."""

    completion: Completion
    held: HeldFamily


def _of(policy: Policy[HeldFamily]) -> Callable[..., CompletionOfFamily]:
    def admits(request: Request, *, family_id: int, pk: int, **ids: Any) -> CompletionOfFamily:
        held = policy.admits(request, family_id=family_id)
        found = completion_in(family_id, pk)
        if found is None:
            raise Http404("No such questionnaire")
        return CompletionOfFamily(found, held)

    return admits


def _handed_over(request: Request, *, pk: int, **ids: Any) -> CompletionOfFamily:
    """Only while the session is handed over for it: whoever is signed in asks on their own pages."""
    open_here = handed_over(request)
    if open_here is None or open_here[0] != reverse("answering", args=[pk]):
        raise Http404("Not handed over")
    found = Completion.objects.filter(pk=pk).values_list("family_id", flat=True).first()
    if found is None:
        raise Http404("No such questionnaire")
    return _of(EDITS_FAMILY)(request, family_id=found, pk=pk)


SEES_COMPLETION = Policy("measure:sees", "Whoever may open the family; others with a reason.", _of(SEES_FAMILY))
FILLS_IN = Policy("measure:fills_in", "Whoever may write in the family’s record.", _of(EDITS_FAMILY))
PLANS_MEASURES = in_unit(Permission.DECIDE, "Who decides in the unit: its CSW, deputies and group manager.")
HANDED_OVER = Policy(
    "measure:handed_over", "Whoever holds the tablet that was handed over for this questionnaire.", _handed_over
)
BY_ANSWER_LINK = OpenPolicy(
    "measure:by_link",
    "Whoever has a link that was made for one questionnaire and stands, and its code: the questions, and nothing else.",
)
