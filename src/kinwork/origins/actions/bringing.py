"""Verbs: bring a text in; withdraw it, put it back; note what is known of consent; keep it back from more people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.clocks.natural_dates import is_to_come
from kinwork.families.models import FamilyMember
from kinwork.record.actions import Audience

from ..kinds import BY_KEY, Consent, Origin
from ..models import BroughtIn, KeptFrom, MayRead, Passage
from ..reading import CannotRead, Read, within_limits

EVERYBODY = Audience()


@dataclass(frozen=True)
class Brought:
    """What is said of a text when it is brought in."""

    kind: str
    on: date
    passages: Sequence[Read]
    at: time | None = None
    made_by: str = ""
    made_version: str = ""
    origin: str = ""  # as is usual for its kind, where nobody says
    is_of_others_too: bool = False
    recorded_people: str = ""
    consent: str = Consent.UNKNOWN
    consent_words: str = ""
    file_name: str = ""
    sha256: str = ""


@transaction.atomic
def bring_in(
    actor: Actor, family_id: int, unit_id: int | None, token: UUID, what: Brought, audience: Audience = EVERYBODY
) -> BroughtIn:
    """A text with its passages and who may know of it, all or nothing. The same form sent again gives the same text."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    again = BroughtIn.objects.filter(token=token).first()
    if again is not None:
        return again
    problems = _problems(what) | problems_of_audience(audience, family_id)
    if problems:
        raise ValidationError(problems)
    now, kind = timezone.now(), BY_KEY[what.kind]
    text, is_new = BroughtIn.objects.get_or_create(
        token=token,
        defaults={
            "family_id": family_id,
            "kind": kind.key,
            "happened_on": what.on,
            "happened_at": what.at,
            "made_by": what.made_by,
            "made_version": what.made_version,
            "is_of_others_too": what.is_of_others_too,
            "recorded_people": what.recorded_people,
            "consent": what.consent if kind.is_recorded else Consent.NOT_RECORDED,
            "consent_words": what.consent_words,
            "file_name": what.file_name,
            "sha256": what.sha256,
            "is_limited": audience.is_limited,
            "why_limited": audience.why if audience.is_limited else "",
            "by_id": actor.user_id,
            "at": now,
        },
    )
    if not is_new:
        return text
    MayRead.objects.bulk_create([MayRead(brought_in=text, user_id=pk) for pk in sorted(audience.readers)])
    KeptFrom.objects.bulk_create([KeptFrom(brought_in=text, person_id=pk) for pk in sorted(audience.hidden_from)])
    origin = Origin.MACHINE if kind.is_by_machine else (what.origin or kind.origin)
    Passage.objects.bulk_create(
        [
            Passage(
                brought_in=text, position=place, text=one.text, speaker=one.speaker[:120], begins=one.begins,
                origin=origin, changed_by_id=actor.user_id, changed_at=now,
            )
            for place, one in enumerate(what.passages, 1)
        ],
        batch_size=500,
    )  # fmt: skip
    log(actor, "brought in a text", family_id=family_id, thing=text)
    return text


def _problems(what: Brought) -> dict[str, str]:
    found = {}
    if what.kind not in BY_KEY:
        found["kind"] = "Choose what it is."
    if what.origin not in ("", *Origin.values):
        found["origin"] = "Choose whose words they are."
    today = timezone.localdate()
    if is_to_come(what.on, today):
        found["on"] = f"{what.on:%-d %B %Y} is in the future. Say when it happened or was written."
    elif what.at and timezone.make_aware(datetime.combine(what.on, what.at)) > timezone.now():
        found["at"] = f"{what.at:%H:%M} today is in the future. Say when it happened or was written."
    try:
        within_limits(list(what.passages))
    except CannotRead as problem:
        found["text"] = str(problem)
    return found


def problems_of_audience(audience: Audience, family_id: int) -> dict[str, str]:
    """The same that is asked of an entry's, and in the same words."""
    found = {}
    members = FamilyMember.objects.filter(family_id=family_id, person_id__in=audience.hidden_from).count()
    if members != len(audience.hidden_from):
        found["hidden_from"] = "Choose people in this family."
    if audience.is_limited and not audience.why.strip():
        found["why_limited"] = "Say briefly why not everyone can see this. Only the people named will read it."
    if audience.readers and not audience.is_limited:
        found["readers"] = (
            "You named people but did not say that only they can know about it. Tick the box, or untick the names."
        )
    if User.objects.filter(pk__in=audience.readers, is_active=True).count() != len(audience.readers):
        found["readers"] = "Someone on the list can no longer sign in: choose again."
    return found


def locked(text: BroughtIn) -> BroughtIn:
    """The text as it stands now, until the end of the transaction nobody else's."""
    return BroughtIn.objects.select_for_update().get(pk=text.pk)


def must_wait(text: BroughtIn) -> None:
    """Raises unless it is still to be checked: what is in the record is amended there."""
    if text.entry_id is not None:
        raise ValidationError("This has been written to the record since. Add to the entry, or correct it, there.")
    if text.withdrawn_at is not None:
        raise ValidationError("This has been withdrawn since. Put it back first.")


@transaction.atomic
def withdraw(actor: Actor, text: BroughtIn, unit_id: int | None, because: str) -> BroughtIn:
    """It was brought in by mistake. It stays, and says so; nothing of it can come into the record."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    text = locked(text)
    if text.withdrawn_at is not None:
        return text
    must_wait(text)
    if not because.strip():
        raise ValidationError({"because": "Say briefly why, such as: it was the wrong family."})
    text.withdrawn_at, text.withdrawn_by_id, text.withdrawn_because = (
        timezone.now(),
        actor.user_id,
        because.strip()[:500],
    )
    text.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    log(actor, "withdrew a text brought in", family_id=text.family_id, thing=text)
    return text


@transaction.atomic
def put_back(actor: Actor, text: BroughtIn, unit_id: int | None) -> BroughtIn:
    """It was no mistake: checking goes on where it was."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    text = locked(text)
    if text.withdrawn_at is None:
        return text
    text.withdrawn_at = text.withdrawn_by = None
    text.withdrawn_because = ""
    text.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    log(actor, "put a text back", family_id=text.family_id, thing=text)
    return text


@transaction.atomic
def note_consent(
    actor: Actor, text: BroughtIn, unit_id: int | None, *, consent: str, people: str, words: str
) -> BroughtIn:
    """What is known by now of who was recorded and whether they agreed; also once it is in the record."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    if consent not in Consent.values:
        raise ValidationError({"consent": "Choose whether they agreed to be recorded."})
    text = locked(text)
    if (text.consent, text.recorded_people, text.consent_words) == (consent, people, words):
        return text
    text.consent, text.recorded_people, text.consent_words = consent, people, words
    text.save(update_fields=["consent", "recorded_people", "consent_words"])
    log(actor, "noted consent to recording", family_id=text.family_id, thing=text)
    return text


@transaction.atomic
def keep_back(actor: Actor, text: BroughtIn, unit_id: int | None, audience: Audience) -> BroughtIn:
    """Hide it from more people, or from more staff, before it is in the record. Who may see more is said of the entry,
    where whoever answers for the family is told.
    """
    actor.require(Permission.EDIT_FAMILY, unit_id)
    text = locked(text)
    must_wait(text)
    hidden = set(text.kept_from.values_list("person_id", flat=True))
    named = set(text.readers.values_list("user_id", flat=True))
    new = Audience(audience.hidden_from - hidden, audience.is_limited, audience.readers, audience.why)
    problems = problems_of_audience(new, text.family_id)
    if (
        hidden - audience.hidden_from
        or (text.is_limited and not audience.is_limited)
        or (text.is_limited and audience.readers - named)
    ):
        problems["hidden_from"] = (
            "Here it can only be kept from more people. Write it to the record first: there you can say who else may "
            "see it, with the reason."
        )
    if audience.is_limited and actor.user_id != text.by_id:
        if not text.is_limited:
            actor.require(Permission.SAY_WHO_KNOWS, unit_id)
        if actor.user_id not in audience.readers:
            problems["readers"] = "Keep yourself on the list: someone must be able to correct a mistake."
    if problems:
        raise ValidationError(problems)
    log(actor, "kept a text back", family_id=text.family_id, thing=text)
    # Who is to read comes before it is limited: the database asks at each step.
    MayRead.objects.bulk_create([MayRead(brought_in=text, user_id=pk) for pk in sorted(audience.readers - named)])
    text.readers.exclude(user_id__in=audience.readers).delete()
    KeptFrom.objects.bulk_create([KeptFrom(brought_in=text, person_id=pk) for pk in sorted(new.hidden_from)])
    text.is_limited, text.why_limited = audience.is_limited, audience.why if audience.is_limited else ""
    text.save(update_fields=["is_limited", "why_limited"])
    return text
