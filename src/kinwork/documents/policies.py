"""Who sees and writes documents: as with the family that they are of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_with
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.families.held import HeldFamily

from .models import Document
from .queries import document_in


@dataclass(frozen=True)
class DocumentOfFamily:
    """A document, its family with the unit that holds it, and who is asking."""

    document: Document
    held: HeldFamily

    @property
    def may_edit(self) -> bool:
        return self.held.may(Permission.EDIT_FAMILY)


def _of(policy: Policy[HeldFamily]) -> Callable[..., DocumentOfFamily]:
    def admits(request: Request, *, family_id: int, pk: int, **ids: Any) -> DocumentOfFamily:
        held = policy.admits(request, family_id=family_id)
        document = document_in(family_id, pk)
        if document is None:
            raise Http404("No such document")
        return DocumentOfFamily(document, held)

    return admits


SEES_DOCUMENT = Policy("document:sees", "Whoever may open the family; others with a reason.", _of(SEES_FAMILY))
WRITES_DOCUMENT = Policy("document:writes", "Whoever may write in the family’s record.", _of(EDITS_FAMILY))
SETS_LAYOUTS = role_with(Permission.SET_RULES, "The head of service.")
