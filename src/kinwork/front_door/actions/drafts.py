"""Verbs: keep what is being typed of a call, from its first word; put it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.families.models import Family, FamilyMember
from kinwork.whole_numbers import whole

from ..models import Draft

LIMIT = 60_000  # characters in all boxes of one call
NOT_KEPT = ("csrfmiddlewaretoken", "request", "draft_page", "draft_version")


def require(actor: Actor, permission: Permission) -> None:
    """At the front door somebody may do something for the whole service or not at all."""
    if not actor.may(permission):
        raise NotAllowed(permission)


class WrittenElsewhere(Exception):
    """Another window, or another person, has written more of the same call since."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        super().__init__("written elsewhere")


@dataclass(frozen=True)
class Known:
    """Whom somebody was said to be: a person in a family, or only the family."""

    person_id: int | None
    family_id: int


def known_of(said: str) -> Known | None:
    """What a choice among known people says: ``person:family``, or ``:family``."""
    person, _, family = said.partition(":")
    family_id = whole(family)
    return Known(whole(person) if person else None, family_id) if family_id else None


def known_there(said: Mapping[str, Known]) -> dict[str, Known]:
    """Those of them that are there for whoever asks, as the database lets them see. Two statements at most."""
    ids = {one.family_id for one in said.values()}
    there = set(Family.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    people = FamilyMember.objects.filter(family_id__in=ids).values_list("person_id", "family_id")
    members = set(people) if ids else set()
    return {
        row: one
        for row, one in said.items()
        if one.family_id in there and (one.person_id is None or (one.person_id, one.family_id) in members)
    }


@transaction.atomic
def keep_draft(actor: Actor, token: UUID, typed: Mapping[str, str], *, page: str, version: int) -> Draft:
    """What stands in all boxes of a call now. Its first word makes the draft.

    Raises :class:`WrittenElsewhere` where it was saved from another open page since this one read it.
    """
    require(actor, Permission.TAKE_CONTACT)
    kept = {name: str(value) for name, value in typed.items() if name not in NOT_KEPT and value}
    if sum(map(len, kept.values())) > LIMIT:
        raise ValidationError(f"This is more than {LIMIT:,} characters. It is kept on this device; shorten it to save.")
    said = {name: one for name, value in kept.items() if name.endswith("-known") and (one := known_of(value))}
    known = known_there(said).values()
    now = timezone.now()
    begun = {
        "typed": kept, "page": page[:40], "begun_by_id": actor.user_id, "begun_at": now, "saved_by_id": actor.user_id,
        "saved_at": now, "family_ids": sorted({one.family_id for one in known}),
        "person_ids": sorted({one.person_id for one in known if one.person_id}),
    }  # fmt: skip
    draft, is_new = Draft.objects.select_for_update().get_or_create(token=token, defaults=begun)
    if is_new:
        log(actor, "began contact", thing=draft)
        return draft
    if draft.contact_id is not None or draft.discarded_at is not None:
        raise WrittenElsewhere(draft)
    if draft.page != page and draft.version != version:
        raise WrittenElsewhere(draft)
    for name in ("typed", "page", "saved_by_id", "saved_at", "family_ids", "person_ids"):
        setattr(draft, name, begun[name])
    draft.version += 1
    draft.save()
    return draft


@transaction.atomic
def discard_draft(actor: Actor, draft: Draft) -> None:
    """It was no call after all. That there was one stays, and who put it away; its words go."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.contact_id is not None or draft.discarded_at is not None:
        return
    draft.discarded_by_id, draft.discarded_at, draft.typed = actor.user_id, timezone.now(), {}
    draft.save()
    log(actor, "discarded draft of contact", thing=draft)
