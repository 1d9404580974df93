"""Which kinds of thing have to be approved: the authority's own setting, kind by kind. Without one, all of them.

What waits already, or was answered, is as it was: a setting holds for what is done from then on.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import clean_reason
from kinwork.access.permissions import Permission

from .kinds import Kind, every_kind, kind_of
from .models import Requirement


@dataclass(frozen=True)
class Setting:
    """A kind as the page says it: whether it has to be approved, and who said so when."""

    kind: Kind
    is_required: bool
    said: list[Requirement]  # the last first


def is_required(key: str) -> bool:
    """Whether what is done now has to be approved. One statement."""
    last = Requirement.objects.filter(kind=key).values_list("is_required", flat=True).first()
    return True if last is None else last


def settings() -> list[Setting]:
    """All kinds. One statement."""
    said: dict[str, list[Requirement]] = {}
    for one in Requirement.objects.select_related("set_by"):
        said.setdefault(one.kind, []).append(one)
    return [
        Setting(kind, bool(kind.by_law) or (said[kind.key][0].is_required if kind.key in said else True),
                said.get(kind.key, []))
        for kind in every_kind()
    ]  # fmt: skip


@transaction.atomic
def require(actor: Actor, key: str, *, required: bool, because: str) -> None:
    """From now on a kind has to be approved, or no longer. Said as it is already, nothing changes."""
    if not actor.may(Permission.SET_RULES):
        raise NotAllowed(Permission.SET_RULES)
    kind = kind_of(key)
    if kind is None:
        raise ValidationError("Choose one of the list.")
    if kind.by_law:
        raise ValidationError("The law wants this approved; it cannot be changed here.")
    if is_required(key) == required:
        return
    because = clean_reason(because, sentence="Say why, such as where it is written in your procedures.")
    made = Requirement.objects.create(
        kind=key, is_required=required, because=because, set_by_id=actor.user_id, set_at=timezone.now()
    )
    became = "has to be approved" if required else "no longer has to be approved"
    log(actor, "changed rules", thing=made, words=f"{kind.title} {became}: {because}")
