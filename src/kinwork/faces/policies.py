"""Who sees and writes plain faces: as with the family that they are of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.policies import OpenPolicy, Policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.people.models import Person

from .models import Face
from .queries import child_of, face_in
from .refusing import require_writing, writes_faces


@dataclass(frozen=True)
class FaceOfFamily:
    """A face, its family with the unit that holds it, and who is asking."""

    face: Face
    held: HeldFamily

    @property
    def may_edit(self) -> bool:
        return writes_faces(self.held)


def _of(policy: Policy[HeldFamily], *, writes: bool = False) -> Callable[..., FaceOfFamily]:
    def admits(request: Request, *, family_id: int, pk: int, **ids: Any) -> FaceOfFamily:
        held = policy.admits(request, family_id=family_id)
        if writes:
            require_writing(held)
        face = face_in(family_id, pk)
        if face is None:
            raise Http404("No such page")
        return FaceOfFamily(face, held)

    return admits


@dataclass(frozen=True)
class ChildOfFamily:
    """A child in a family, whose record is not sealed from whoever asks."""

    child: Person
    held: HeldFamily

    @property
    def may_edit(self) -> bool:
        return writes_faces(self.held)


def _child_of(policy: Policy[HeldFamily], *, writes: bool = False) -> Callable[..., ChildOfFamily]:
    def admits(request: Request, *, family_id: int, person_id: int, **ids: Any) -> ChildOfFamily:
        held = policy.admits(request, family_id=family_id)
        if writes:
            require_writing(held)
        child = child_of(family_id, person_id)
        if child is None:
            raise Http404("No such child")
        return ChildOfFamily(child, held)

    return admits


BY_LINK = OpenPolicy(
    "by_link",
    "Whoever has a link that was sent to them and stands, and the code that they were told by another way: one page, "
    "and a box for what they are asked.",
)
SEES_OWN_PAGE = Policy("own_page:sees", "Whoever may open the family; others with a reason.", _child_of(SEES_FAMILY))
WRITES_OWN_PAGE = Policy(
    "own_page:writes",
    "Whoever may write in the family’s record, but by an opening.",
    _child_of(EDITS_FAMILY, writes=True),
)
SEES_FACE = Policy("face:sees", "Whoever may open the family; others with a reason.", _of(SEES_FAMILY))
WRITES_FACE = Policy(
    "face:writes", "Whoever may write in the family’s record, but by an opening.", _of(EDITS_FAMILY, writes=True)
)
