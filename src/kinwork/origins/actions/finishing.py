"""The verb by which a text that was brought in becomes an entry of the record, once."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.clocks.humanize import count
from kinwork.record.actions import Audience, Happened, write_entry
from kinwork.record.models import Entry

from ..composing import composed
from ..kinds import Origin
from ..models import BroughtIn, Passage
from .bringing import locked, must_wait


@dataclass(frozen=True)
class AsEntry:
    """What the entry is that it becomes."""

    kind: str
    place: str = ""
    present: str = ""
    is_significant: bool = False


def is_unchecked(text: BroughtIn, passage: Passage) -> bool:
    """What a machine made, and nobody has gone through yet: also where it claims to be somebody's words."""
    return not passage.outcome and (text.what.is_by_machine or passage.origin == Origin.MACHINE)


@transaction.atomic
def finish(actor: Actor, text: BroughtIn, unit_id: int | None, what: AsEntry) -> Entry:
    """Write it to the record as it was checked. Pressed twice, or by two at once, it is one entry."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    text = locked(text)
    if text.entry_id is not None:
        return Entry.objects.get(pk=text.entry_id)
    must_wait(text)
    passages = list(text.passages.order_by("position"))
    if waiting := sum(is_unchecked(text, one) for one in passages):
        raise ValidationError(
            f"{count(waiting, 'passage is', 'passages are')} not checked yet. Keep, correct or strike out each first."
        )
    words = composed(passages)
    if not words:
        raise ValidationError("Everything in it is struck out: nothing is left for the record. Withdraw it instead.")
    entry = write_entry(
        actor,
        text.family_id,
        unit_id,
        Happened(
            kind=what.kind,
            on=text.happened_on,
            at=text.happened_at,
            text=words,
            place=what.place,
            present=what.present,
            said_by="" if text.what.is_recorded else text.made_by,
            is_significant=what.is_significant,
        ),
        _audience(actor, text),
    )
    if BroughtIn.objects.filter(entry=entry).exists():
        raise ValidationError(
            "The same words have just been written to the record from another text. If this is a second copy of it, "
            "withdraw this one."
        )
    text.entry, text.finished_by_id, text.finished_at = entry, actor.user_id, timezone.now()
    text.save(update_fields=["entry", "finished_by", "finished_at"])
    log(actor, "wrote a text to the record", family_id=text.family_id, thing=text)
    return entry


def _audience(actor: Actor, text: BroughtIn) -> Audience:
    """As it was said when it was brought in; whoever brought it in goes on knowing of it."""
    hidden = frozenset(text.kept_from.values_list("person_id", flat=True))
    if not text.is_limited:
        return Audience(hidden_from=hidden)
    named = {*text.readers.values_list("user_id", flat=True), text.by_id} - {actor.user_id}
    active = User.objects.filter(pk__in=named, is_active=True).values_list("pk", flat=True)
    return Audience(hidden, True, frozenset(active), text.why_limited)
