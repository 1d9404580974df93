"""A family, the unit that holds it, and who is asking: what goes from the policy to the view and on to the verbs."""

from __future__ import annotations

from dataclasses import dataclass

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission

from .models import Family


@dataclass(frozen=True)
class HeldFamily:
    """``actor`` is the person as they were let in: by a post, or by an access grant that counts for this family only.

    ``unit_id``: the unit that holds the family now, or held it last; None for one that no unit ever held.
    """

    family: Family
    unit_id: int | None
    actor: Actor

    @property
    def pk(self) -> int:
        return self.family.pk

    def may(self, permission: Permission) -> bool:
        """Whether the actor may do this in the unit that holds the family. No statement."""
        return self.actor.can(permission, self.unit_id)
