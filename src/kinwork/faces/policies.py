"""Who sees and writes plain faces: as with the family that they are of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.families.held import HeldFamily

from .models import Face
from .queries import face_in


@dataclass(frozen=True)
class FaceOfFamily:
    """A face, its family with the unit that holds it, and who is asking."""

    face: Face
    held: HeldFamily

    @property
    def may_edit(self) -> bool:
        return self.held.may(Permission.EDIT_FAMILY)


def _of(policy: Policy[HeldFamily]) -> Callable[..., FaceOfFamily]:
    def admits(request: Request, *, family_id: int, pk: int, **ids: Any) -> FaceOfFamily:
        held = policy.admits(request, family_id=family_id)
        face = face_in(family_id, pk)
        if face is None:
            raise Http404("No such page")
        return FaceOfFamily(face, held)

    return admits


SEES_FACE = Policy("face:sees", "Whoever may open the family; others with a reason.", _of(SEES_FAMILY))
WRITES_FACE = Policy("face:writes", "Whoever may write in the family’s record.", _of(EDITS_FAMILY))
