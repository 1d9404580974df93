"""Who is asking: a person, with the posts that they hold today and what those let them do where."""

from __future__ import annotations

from dataclasses import dataclass, field

from .permissions import Permission
from .roles import AS_BUDDY, AS_DEPUTY, ROLES


class NotAllowed(Exception):
    """The actor's posts do not let them do this. Says which permission was missing, in words."""

    def __init__(self, permission: Permission, sentence: str = "") -> None:
        self.permission = permission
        super().__init__(sentence or SENTENCES.get(permission, "Your role in this unit does not include this."))


SENTENCES = {
    Permission.DECIDE: "Only the consultant social worker, or a deputy they have named, decides. You can save a draft.",
    Permission.CLOSE_MEETING: "Only the consultant social worker, or a deputy they have named, closes the meeting.",
    Permission.ORDER_AGENDA: "The consultant social worker or the unit coordinator orders the agenda.",
    Permission.OPEN_MEETING: "The consultant social worker or the unit coordinator opens the meeting.",
    Permission.SEE_FAMILY: "This family is not with your unit or your buddy unit.",
    Permission.SEE_UNIT: "You do not hold a post in this unit or in its buddy unit.",
}


@dataclass(frozen=True)
class HeldPost:
    """One post held today: a role in a unit."""

    unit_id: int
    role: str


@dataclass(frozen=True)
class Actor:
    """A signed-in person and their reach today."""

    user_id: int
    name: str
    posts: tuple[HeldPost, ...] = ()
    buddy_unit_ids: frozenset[int] = frozenset()
    deputy_unit_ids: frozenset[int] = frozenset()
    _cache: dict[tuple[Permission, int], bool] = field(default_factory=dict, compare=False, repr=False)

    def can(self, permission: Permission, unit_id: int | None) -> bool:
        """Whether any post held today lets this person do this in that unit."""
        if unit_id is None:
            return False
        key = (permission, unit_id)
        if key not in self._cache:
            self._cache[key] = self._work_out(permission, unit_id)
        return self._cache[key]

    def _work_out(self, permission: Permission, unit_id: int) -> bool:
        if any(p.unit_id == unit_id and permission in ROLES[p.role].permissions for p in self.posts):
            return True
        if unit_id in self.deputy_unit_ids and permission in AS_DEPUTY:
            return True
        return unit_id in self.buddy_unit_ids and permission in AS_BUDDY

    def require(self, permission: Permission, unit_id: int | None) -> None:
        """Raise :class:`NotAllowed` unless :meth:`can`."""
        if not self.can(permission, unit_id):
            raise NotAllowed(permission)

    @property
    def unit_ids(self) -> list[int]:
        """The units where this person holds a post, first post first, each once."""
        return list(dict.fromkeys(p.unit_id for p in self.posts))

    @property
    def reach(self) -> list[int]:
        """Every unit whose families open directly: one's own and the buddies of those."""
        return list(dict.fromkeys([*self.unit_ids, *sorted(self.deputy_unit_ids), *sorted(self.buddy_unit_ids)]))

    def role_in(self, unit_id: int) -> str:
        """The short name of this person's role in a unit, or an empty string."""
        return next((ROLES[p.role].short for p in self.posts if p.unit_id == unit_id), "")
