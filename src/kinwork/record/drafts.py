"""Verbs: keep an entry that is being written, from its first word; put it away, and take it up again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission

from .actions import LIMIT
from .models import Attachment, EntryDraft

MOST = LIMIT + 20_000  # characters in all boxes together
COMES_BACK = timedelta(days=1)  # what was removed can be had again so long; then its words go
REFUSED = "refused"  # among what was typed: why it could not be saved when a phone sent it
NOT_COMPARED = (REFUSED, "writing_seconds")
PROSE = ("text", "words_")  # boxes in which one goes on writing
NOT_KEPT = ("csrfmiddlewaretoken", "request", "draft_page", "draft_version")


class WrittenElsewhere(Exception):
    """Another page of the same person has written more of the same entry since, or it is over."""

    def __init__(self, draft: EntryDraft) -> None:
        self.draft = draft
        super().__init__("written elsewhere")


class IsNotTheirs(Exception):
    """Another person writes, or wrote, an entry of this token."""


def says_all_of(sent: Mapping[str, str], kept: Mapping[str, str]) -> bool:
    """Whether all that a draft holds stands in what is sent: saving that loses no word, whichever page wrote what.

    So it is where a page was loaded anew while its last words were still on their way.
    """
    return all(
        name in NOT_COMPARED
        or value == sent.get(name, "")
        or (name.startswith(PROSE) and value.strip() in sent.get(name, ""))
        for name, value in kept.items()
    )


@transaction.atomic
def keep_draft(
    actor: Actor, family_id: int, unit_id: int | None, token: UUID, typed: Mapping[str, str], *, page: str, version: int
) -> EntryDraft:
    """What stands in all boxes now. Its first word makes the draft.

    Raises :class:`WrittenElsewhere` where it was saved from another open page since this one read it, and
    :class:`IsNotTheirs`.
    """
    actor.require(Permission.EDIT_FAMILY, unit_id)
    kept = {name: str(value) for name, value in typed.items() if name not in NOT_KEPT and value}
    if sum(map(len, kept.values())) > MOST:
        raise ValidationError(f"An entry holds {LIMIT:,} characters. It is kept on this device; shorten it to save.")
    now = timezone.now()
    begun: dict[str, Any] = {
        "family_id": family_id,
        "by_id": actor.user_id,
        "typed": kept,
        "page": page[:40],
        "saved_at": now,
    }
    try:
        draft, is_new = EntryDraft.objects.select_for_update().get_or_create(
            token=token, defaults={**begun, "begun_at": now}
        )
    except IntegrityError:  # there is one, and it is not theirs to know of
        raise IsNotTheirs from None
    if is_new or ({**draft.typed, REFUSED: ""} == {**kept, REFUSED: ""} and draft.page == page):
        return draft
    is_over = draft.entry_id is not None or draft.removed_at is not None or draft.family_id != family_id
    is_behind = draft.page != page and draft.version != version
    if is_over or (is_behind and not says_all_of(kept, draft.typed)):
        raise WrittenElsewhere(draft)
    draft.typed, draft.page, draft.saved_at = kept, begun["page"], now
    draft.version += 1
    draft.save(update_fields=["typed", "page", "saved_at", "version"])
    return draft


@transaction.atomic
def say_why_not(actor: Actor, token: UUID, said: str) -> EntryDraft | None:
    """What a phone sent could not be saved: its draft says why when it is gone on with; the next word takes it away."""
    draft = EntryDraft.objects.select_for_update().filter(token=token, by_id=actor.user_id, entry=None).first()
    if draft is not None:
        draft.typed = {**draft.typed, REFUSED: said[:1000]}
        draft.save(update_fields=["typed"])
    return draft


@transaction.atomic
def remove_draft(actor: Actor, draft: EntryDraft) -> None:
    """Its writer does not want it. It can be had again for a day; the words of older ones go now."""
    now = timezone.now()
    mine = EntryDraft.objects.filter(by_id=actor.user_id)
    mine.filter(removed_at__lt=now - COMES_BACK).exclude(typed={}).update(typed={})
    mine.filter(pk=draft.pk, entry=None, removed_at=None).update(removed_at=now)


@transaction.atomic
def take_up_again(actor: Actor, draft: EntryDraft) -> None:
    """A draft that was removed is there again."""
    found = EntryDraft.objects.filter(pk=draft.pk, by_id=actor.user_id, entry=None, removed_at__isnull=False)
    with_files = Exists(Attachment.objects.filter(draft=OuterRef("pk"), entry=None, removed_at=None))
    if not found.filter(~Q(typed={}) | with_files).update(removed_at=None):
        raise ValidationError("This draft is no longer there.")
