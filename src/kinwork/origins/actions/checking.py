"""Verbs: keep, correct or strike out a passage, take that back; say whose words it is. Each is saved at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission

from ..kinds import Origin, Outcome, Struck
from ..models import BroughtIn, Passage
from .bringing import locked, must_wait

LONGEST = 20_000  # characters of one passage, corrected


@dataclass(frozen=True)
class Found:
    """What somebody found who checked a passage: nothing yet, where ``outcome`` is empty."""

    outcome: str
    text: str = ""
    struck_for: str = ""
    words: str = ""


class CheckedByAnother(Exception):
    """Somebody else has checked the passage since this person saw it."""

    def __init__(self, passage: Passage, mine: Found) -> None:
        self.passage, self.mine = passage, mine
        super().__init__("checked by another")


@transaction.atomic
def check(actor: Actor, text: BroughtIn, unit_id: int | None, passage_id: int, *, seen: int, found: Found) -> Passage:
    """Keep, correct or strike out. ``seen``: the version that the person saw.

    Raises :class:`CheckedByAnother` where it is another by now, unless that says the same.
    """
    passage = _open_passage(actor, text, unit_id, passage_id)
    said = _clean(found, passage)
    stands = Found(passage.outcome, passage.as_checked, passage.struck_for, passage.struck_words)
    if said == stands:
        return passage
    if passage.version != seen:
        raise CheckedByAnother(passage, said)
    return _set(actor, text, passage, said, "checked a passage")


def _clean(found: Found, passage: Passage) -> Found:
    if found.outcome == Outcome.KEPT:
        return Found(Outcome.KEPT)
    if found.outcome == Outcome.CORRECTED:
        words = found.text.replace("\r\n", "\n").strip()
        if not words:
            raise ValidationError({"text": "Write what is right. If nothing of it is, strike it out."})
        if len(words) > LONGEST:
            raise ValidationError({"text": f"This has {len(words):,} characters; {LONGEST:,} fit."})
        return Found(Outcome.KEPT) if words == passage.text.strip() else Found(Outcome.CORRECTED, text=words)
    if found.outcome == Outcome.STRUCK:
        if found.struck_for not in Struck.values:
            raise ValidationError({"struck_for": "Choose why it is struck out."})
        words = found.words.strip()
        if found.struck_for == Struck.OTHER and not words:
            raise ValidationError({"words": "Say why in a few words."})
        return Found(Outcome.STRUCK, struck_for=found.struck_for, words=words[:300])
    raise ValidationError("Keep it, correct it, or strike it out.")


@transaction.atomic
def take_back(actor: Actor, text: BroughtIn, unit_id: int | None, passage_id: int, *, seen: int) -> Passage:
    """As if nobody had checked it; what was found stays in its history."""
    passage = _open_passage(actor, text, unit_id, passage_id)
    if not passage.outcome:
        return passage
    if passage.version != seen:
        raise CheckedByAnother(passage, Found(""))
    return _set(actor, text, passage, Found(""), "took back checking a passage")


@transaction.atomic
def say_origin(actor: Actor, text: BroughtIn, unit_id: int | None, passage_id: int, origin: str) -> Passage:
    """Whose words a passage is."""
    passage = _open_passage(actor, text, unit_id, passage_id)
    _known(origin)
    if passage.origin != origin:
        passage.origin, passage.changed_by_id, passage.changed_at = Origin(origin), actor.user_id, timezone.now()
        passage.save(update_fields=["origin", "changed_by", "changed_at"])
        log(actor, "said whose words they are", family_id=text.family_id, thing=text)
    return passage


@transaction.atomic
def say_origin_of_speaker(actor: Actor, text: BroughtIn, unit_id: int | None, speaker: str, origin: str) -> int:
    """Whose words all are that a speaker says; gives how many passages that changed."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    must_wait(locked(text))
    _known(origin)
    changed = (
        Passage.objects.filter(brought_in=text, speaker=speaker)
        .exclude(origin=origin)
        .update(origin=origin, changed_by_id=actor.user_id, changed_at=timezone.now())
    )
    if changed:
        log(actor, "said whose words they are", family_id=text.family_id, thing=text)
    return changed


def _known(origin: str) -> None:
    if origin not in Origin.values:
        raise ValidationError({"origin": "Choose whose words they are."})


def _open_passage(actor: Actor, text: BroughtIn, unit_id: int | None, passage_id: int) -> Passage:
    """The passage, and its text, held until the end of the transaction: whoever finishes meanwhile waits."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    must_wait(locked(text))
    return Passage.objects.select_for_update().get(pk=passage_id, brought_in=text)


def _set(actor: Actor, text: BroughtIn, passage: Passage, said: Found, verb: str) -> Passage:
    now = timezone.now()
    passage.outcome, passage.as_checked = said.outcome, said.text
    passage.struck_for, passage.struck_words = said.struck_for, said.words
    passage.checked_by_id, passage.checked_at = (actor.user_id, now) if said.outcome else (None, None)
    passage.changed_by_id, passage.changed_at, passage.version = actor.user_id, now, passage.version + 1
    passage.save(
        update_fields=[
            "outcome", "as_checked", "struck_for", "struck_words", "checked_by", "checked_at", "changed_by",
            "changed_at", "version",
        ]
    )  # fmt: skip
    log(actor, verb, family_id=text.family_id, thing=text)
    return passage
