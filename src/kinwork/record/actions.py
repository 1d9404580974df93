"""Verbs: write an entry, add to it, say who may know of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import CHANGED_SINCE, WhatChanged, clean_reason, put_back_by, record_change
from kinwork.access.models import ChangeKind, GraveChange, User
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.cases.answerable import answerable_for
from kinwork.clocks.humanize import count, short_day
from kinwork.clocks.natural_dates import is_to_come
from kinwork.families.models import FamilyMember, Tie, in_force
from kinwork.notices.actions import notify, withdraw
from kinwork.notices.kinds import Kind
from kinwork.units.queries import members_on

from .attaching import give_copies, keep_with, problem_with_captions
from .models import (
    FACE_TO_FACE,
    LONGEST,
    LONGEST_WRITING,
    Attachment,
    Confirmation,
    Entry,
    EntryAmendment,
    EntryDraft,
    HiddenFrom,
    NotSeen,
    Present,
    Reader,
    Seen,
)

SENT_TWICE = timedelta(seconds=10)
NAMED = Kind(
    key="named_for_entry",
    sentence="{who} named you as one of the few who may read an entry",
    summary="you were named as one of the few who may read an entry",
    link="/family/{family}/entries/",
)
RECORDED_FOR = Kind(
    key="recorded_for",
    sentence="{who} recorded something for you: read it, and confirm or add to it",
    summary="something was recorded for you",
    link="/family/{family}/entries/{thing}/",
)
LIMIT = 200_000  # characters in one entry: a hundred pages


@dataclass(frozen=True)
class Audience:
    """Who may know of an entry. Without readers: everybody who may open the family."""

    hidden_from: frozenset[int] = frozenset()  # persons
    is_limited: bool = False
    readers: frozenset[int] = frozenset()  # staff, besides the writer
    why: str = ""


@dataclass(frozen=True)
class Happened:
    """What somebody writes down."""

    kind: str
    on: date
    text: str
    at: time | None = None
    place: str = ""
    present: str = ""
    said_by: str = ""
    not_seen_because: str = ""
    is_significant: bool = False
    seen: dict[int, bool] = field(default_factory=dict)  # person: alone
    not_seen: dict[int, str] = field(default_factory=dict)  # person: why not
    people: frozenset[int] = frozenset()  # who was there, of the family and the people around it
    colleagues: frozenset[int] = frozenset()  # and of the service
    is_evidence: bool = False
    minutes: int | None = None  # with the family
    on_behalf_of: int | None = None  # whose words these are, where somebody else writes them down
    occasion: UUID | None = None  # the same in several families' records
    writing_seconds: int = 0
    draft: UUID | None = None  # the draft that it was: over with the entry
    captions: Mapping[int, str] = field(default_factory=dict)  # what is said of the draft's files
    without: frozenset[int] = frozenset()  # which of them are left out


# The draft that is saved, and the entry that its first copy, or the same form moments ago, wrote already: among their
# last twenty of these moments, since long texts that are compared take their time.
SENT_BEFORE = """
SELECT d.id, coalesce(d.entry_id, (
    SELECT e.id FROM (
        SELECT n.id, n.kind, n.text FROM record_entry n
        WHERE n.family_id = %(family)s AND n.happened_on = %(on)s AND n.by_id = %(user)s AND n.recorded_at > %(since)s
        ORDER BY n.id DESC LIMIT 20
    ) e WHERE e.kind = %(kind)s AND e.text = %(text)s LIMIT 1
)) FROM (SELECT 1) one
LEFT JOIN record_entrydraft d ON d.token = %(token)s::uuid AND d.family_id = %(family)s AND d.by_id = %(user)s
"""

WRITTEN_FOR = "INSERT INTO record_writingtime (entry_id, seconds) VALUES (%(entry)s, %(seconds)s) RETURNING id"


@transaction.atomic
def write_entry(
    actor: Actor, family_id: int, unit_id: int | None, what: Happened, audience: Audience = Audience()
) -> Entry:
    """An entry with the children who were seen and who may know of it, all or nothing.

    The same form sent again within moments, or the same draft whenever, gives the entry that its first copy wrote.
    """
    actor.require(Permission.EDIT_FAMILY, unit_id)
    audience = _with_whose_words(audience, what.on_behalf_of)
    problems = _problems(what, family_id) | _problems_of(audience, family_id)
    problems |= _problems_of_whose(what, actor, unit_id)
    if problems:
        raise ValidationError(problems)
    tuples("SELECT pg_advisory_xact_lock(7205, %(user)s::int)", user=actor.user_id)
    now = timezone.now()
    [(draft_id, written_id)] = tuples(
        SENT_BEFORE, token=what.draft, family=family_id, user=actor.user_id, on=what.on, text=what.text,
        kind=what.kind, since=now - SENT_TWICE,
    )  # fmt: skip
    if written_id is not None:
        return Entry.objects.get(pk=written_id)
    draft = EntryDraft.objects.get(pk=draft_id) if draft_id is not None else None
    entry = Entry.objects.create(
        family_id=family_id,
        kind=what.kind,
        happened_on=what.on,
        happened_at=what.at,
        place=what.place,
        present=what.present,
        text=what.text,
        said_by=what.said_by,
        not_seen_because=what.not_seen_because,
        is_significant=what.is_significant,
        is_evidence=what.is_evidence,
        minutes=what.minutes,
        on_behalf_of_id=what.on_behalf_of,
        occasion=what.occasion,
        is_limited=audience.is_limited,
        why_limited=audience.why,
        by_id=actor.user_id,
        recorded_at=now,
    )
    Seen.objects.bulk_create([Seen(entry=entry, person_id=pk, alone=alone) for pk, alone in what.seen.items()])
    NotSeen.objects.bulk_create([NotSeen(entry=entry, person_id=pk, because=why) for pk, why in what.not_seen.items()])
    Present.objects.bulk_create(
        [
            *(Present(entry=entry, person_id=pk) for pk in sorted(what.people)),
            *(Present(entry=entry, user_id=pk) for pk in sorted(what.colleagues)),
        ]
    )
    if what.writing_seconds:
        tuples(WRITTEN_FOR, entry=entry.pk, seconds=min(what.writing_seconds, LONGEST_WRITING))
    newly = _name(entry, audience, is_new=True)
    if draft is not None:
        draft.entry, draft.typed, draft.removed_at = entry, {}, None
        draft.save(update_fields=["entry", "typed", "removed_at"])
        keep_with(entry.pk, draft, what.captions, what.without)
    log(actor, "wrote entry", family_id=family_id, thing=entry)
    if what.on_behalf_of:
        notify(RECORDED_FOR.key, actor=actor, family_id=family_id, to=what.on_behalf_of, thing=entry)
    notify(NAMED.key, actor=actor, family_id=family_id, to=newly, thing=entry)
    return entry


def _problems(what: Happened, family_id: int) -> dict[str, str]:
    found = {}
    if not what.text.strip():
        found["text"] = "Say what happened."
    elif len(what.text) > LIMIT:
        found["text"] = f"An entry holds {LIMIT:,} characters; this has {len(what.text):,}. Write a second one."
    if is_to_come(what.on, timezone.localdate()):
        found["on"] = f"{what.on:%-d %B %Y} is in the future. Put plans under dates or tasks."
    elif what.at is not None:
        found |= _time_to_come(what.on, what.at)
    if what.seen and what.kind not in FACE_TO_FACE:
        found["seen"] = "Children are seen face to face: choose visit, met elsewhere or meeting."
    if what.seen and not _are_members(what.seen, family_id):
        found["seen"] = "Choose children in this family."
    return found | _problems_of_people(what, family_id) | problem_with_captions(what.captions)


def _problems_of_people(what: Happened, family_id: int) -> dict[str, str]:
    found = {}
    if both := what.seen.keys() & what.not_seen.keys():
        found["seen"] = f"{count(len(both), 'child is', 'children are')} both seen and not seen: choose one."
    elif what.not_seen and not _are_members(what.not_seen, family_id):
        found["seen"] = "Choose children in this family."
    elif not all(why.strip() for why in what.not_seen.values()):
        found["seen"] = "Say briefly why the child was not seen."
    if what.people and not _are_around(what.people, family_id):
        found["people"] = "Choose people of this family, or around it."
    if what.colleagues and User.objects.filter(pk__in=what.colleagues).count() != len(what.colleagues):
        found["colleagues"] = "Choose colleagues from the list."
    if what.minutes is not None and not 1 <= what.minutes <= LONGEST:
        found["minutes"] = "Say how long in minutes, like 50, or in hours and minutes, like 1:20. A day is the most."
    return found


def _time_to_come(on: date, at: time) -> dict[str, str]:
    if timezone.make_aware(datetime.combine(on, at)) <= timezone.now():
        return {}
    return {"at": f"{at:%H:%M} today is in the future. Put plans under dates or tasks."}


def _are_members(person_ids: Iterable[int], family_id: int) -> bool:
    asked = set(person_ids)
    return FamilyMember.objects.filter(family_id=family_id, person_id__in=asked).count() == len(asked)


def _are_around(person_ids: Collection[int], family_id: int) -> bool:
    members = FamilyMember.objects.filter(family_id=family_id, person_id__in=person_ids)
    ties = Tie.objects.filter(in_force(), change_set__family_id=family_id, somebody_id__in=person_ids)
    known = {*members.values_list("person_id", flat=True), *ties.values_list("somebody_id", flat=True)}
    return known == set(person_ids)


def _problems_of_whose(what: Happened, actor: Actor, unit_id: int | None) -> dict[str, str]:
    if what.on_behalf_of is None:
        return {}
    if what.on_behalf_of == actor.user_id:
        return {"on_behalf_of": "You are writing this yourself: leave “Recorded for” empty."}
    if what.on_behalf_of not in {one.user_id for one in members_on(unit_id, timezone.localdate())}:
        return {"on_behalf_of": "Choose a colleague in the family’s unit."}
    return {}


def _problems_of(audience: Audience, family_id: int, hidden: Collection[int] = ()) -> dict[str, str]:
    found = {}
    chosen = audience.hidden_from - set(hidden)  # of whom it is hidden already need not be a member any more
    if chosen and not _are_members(chosen, family_id):
        found["hidden_from"] = "Choose people in this family."
    if audience.is_limited and not audience.why.strip():
        found["why_limited"] = "Say briefly why not everyone can see this. Only the people named will read it."
    if audience.readers and not audience.is_limited:
        found["readers"] = (
            "You named people but did not say that only they can know about it. Tick the box, or untick the names."
        )
    readers = audience.readers
    if readers and User.objects.filter(pk__in=readers, is_active=True).count() != len(readers):
        found["readers"] = "Someone on the list can no longer sign in: choose again."
    return found


def _with_whose_words(audience: Audience, user_id: int | None) -> Audience:
    """Whose words were recorded may always read them."""
    if user_id is None or not audience.is_limited:
        return audience
    return replace(audience, readers=audience.readers | {user_id})


def _name(entry: Entry, audience: Audience, *, is_new: bool = False) -> list[int]:
    """Named before others are taken away, so that nobody is locked out half-way. Gives who is newly named."""
    named = set() if is_new else set(entry.readers.values_list("user_id", flat=True))
    newly = sorted(audience.readers - named)
    Reader.objects.bulk_create([Reader(entry=entry, user_id=pk) for pk in newly])
    hidden = set() if is_new else set(entry.hidden_from.values_list("person_id", flat=True))
    HiddenFrom.objects.bulk_create(
        [HiddenFrom(entry=entry, person_id=pk) for pk in sorted(audience.hidden_from - hidden)]
    )
    if not is_new:
        entry.readers.exclude(user_id__in=audience.readers).delete()
        entry.hidden_from.exclude(person_id__in=audience.hidden_from).delete()
    return newly


@dataclass(frozen=True)
class InFamily:
    """One of several families in whose records the same occasion is written: its unit, who may, what stands there."""

    family_id: int
    unit_id: int | None
    what: Happened
    audience: Audience = Audience()
    files: frozenset[int] = frozenset()  # of the first family’s, those that stand in this record too


@transaction.atomic
def write_in_several(actor: Actor, entries: Sequence[InFamily]) -> list[Entry]:
    """One occasion, written in the records of several families, all or none. Each has its own entry.

    None says in which others it stands. The problems of any but the first are said under ``also``.
    """
    token = entries[0].what.draft
    begun = EntryDraft.objects.filter(token=token, by_id=actor.user_id).first() if token else None
    if begun is not None and begun.entry is not None:
        return list(Entry.objects.filter(occasion=begun.entry.occasion).order_by("pk"))  # sent twice
    occasion = uuid4()
    written = []
    for place, one in enumerate(entries):
        try:
            entry = write_entry(actor, one.family_id, one.unit_id, replace(one.what, occasion=occasion), one.audience)
            written.append(entry)
            if place and token and one.files:
                give_copies(actor, entry, token, one.files)
        except ValidationError as problem:
            if place == 0:
                raise
            said = [words for found in problem.message_dict.values() for words in found]
            raise ValidationError({"also": said}) from problem
    return written


@transaction.atomic
def add_second_view(actor: Actor, entry: Entry, unit_id: int | None, what: Happened) -> EntryAmendment:
    """Somebody else who was there adds what they saw and heard to a colleague's entry, instead of writing a second.

    Their files go there too.
    """
    if problem := problem_with_captions(what.captions):
        raise ValidationError(problem)
    added = amend_entry(actor, entry, unit_id, text=what.text)
    begun = EntryDraft.objects.filter(token=what.draft, by_id=actor.user_id, entry=None) if what.draft else ()
    for draft in begun:
        keep_with(entry.pk, draft, what.captions, what.without)
        draft.typed, draft.removed_at = {}, timezone.now()
        draft.save(update_fields=["typed", "removed_at"])
    Present.objects.get_or_create(entry=entry, user_id=actor.user_id)
    return added


@transaction.atomic
def confirm_entry(actor: Actor, entry: Entry) -> None:
    """Whose words a colleague wrote down has read them: so it was. Sent twice it is once."""
    if entry.on_behalf_of_id != actor.user_id:
        raise ValidationError("Only the colleague whose words these are can confirm it.")
    _, is_new = Confirmation.objects.get_or_create(entry=entry, defaults={"by_id": actor.user_id, "at": timezone.now()})
    if is_new:
        log(actor, "confirmed entry", family_id=entry.family_id, thing=entry)
        withdraw(RECORDED_FOR.key, thing=entry)


@transaction.atomic
def change_audience(
    actor: Actor, entry: Entry, unit_id: int | None, audience: Audience, *, because: str = ""
) -> GraveChange | None:
    """Say anew who may know of an entry. Whoever wrote it always does; whoever changes it must go on knowing of it.

    What was kept from somebody and is so no longer asks for a reason; who answers for the family sees it.

    Only somebody who is named, or who wrote it, changes a limited one: an emergency lets read, not widen.
    """
    actor.require(Permission.EDIT_FAMILY, unit_id)
    audience = _with_whose_words(audience, entry.on_behalf_of_id)
    if audience.is_limited and not entry.is_limited and actor.user_id != entry.by_id:
        # Who was let in for some hours does not take an entry away from the unit.
        actor.require(Permission.SAY_WHO_KNOWS, unit_id)
    problems = _problems_of(audience, entry.family_id, entry.hidden_from.values_list("person_id", flat=True))
    me = {actor.user_id, entry.by_id} if actor.user_id == entry.by_id else {actor.user_id}
    knows = entry.by_id in me or entry.readers.filter(user_id=actor.user_id).exists()
    if entry.is_limited and not knows:
        raise ValidationError("Only the people named for this entry can change who may see it.")
    if audience.is_limited and entry.by_id not in me and actor.user_id not in audience.readers:
        problems["readers"] = "Keep yourself on the list: someone must be able to correct a mistake."
    was = _audience_of(entry)
    widens = (entry.is_limited and not audience.is_limited) or bool(set(was["hidden_from"]) - audience.hidden_from)
    if widens and not because.strip():
        problems["because"] = "Say briefly why it is no longer hidden."
    if problems:
        raise ValidationError(problems)
    log(actor, "changed who may know of entry", family_id=entry.family_id, thing=entry)
    if audience.is_limited and not entry.is_limited:
        # Without the entry, so that also those who do not know of it any more see that somebody did so.
        log(actor, "limited an entry to named staff", family_id=entry.family_id)
    _set_audience(actor, entry, audience)
    if not widens:
        return None
    day = short_day(entry.happened_on, timezone.localdate())
    return record_change(
        actor,
        ChangeKind.ENTRY_WIDENED,
        WhatChanged(
            thing=entry,
            words=f"What happened on {day} is no longer hidden from anyone.",
            reason=clean_reason(because),
            family_id=entry.family_id,
            unit_id=unit_id,
            answerable=answerable_for(entry.family_id, unit_id, without=actor.user_id),
            was=was,
            became=_audience_of(entry),
        ),
    )


def _set_audience(actor: Actor, entry: Entry, audience: Audience) -> None:
    # Who is to read comes first where it becomes limited, last where it ends: the database asks at each step.
    if audience.is_limited:
        newly = _name(entry, audience)
        notify(NAMED.key, actor=actor, family_id=entry.family_id, to=newly, thing=entry)
    entry.is_limited, entry.why_limited = audience.is_limited, audience.why if audience.is_limited else ""
    entry.save(update_fields=["is_limited", "why_limited"])
    if not audience.is_limited:
        _name(entry, audience)


def _audience_of(entry: Entry) -> dict[str, Any]:
    stands = readers_and_hidden(entry)
    people = {name: sorted(ids) for name, ids in stands.items()}
    return {**people, "is_limited": entry.is_limited, "why": entry.why_limited}


@put_back_by(ChangeKind.ENTRY_WIDENED, Permission.EDIT_FAMILY)
def _keep_back_again(actor: Actor, change: GraveChange) -> None:
    """Kept from the same people as before."""
    entry = Entry.objects.select_for_update().filter(pk=change.object_id).first()
    if entry is None or _audience_of(entry) != change.became:
        raise ValidationError(CHANGED_SINCE)
    was = change.was
    log(actor, "changed who may know of entry", family_id=entry.family_id, thing=entry, words="As before.")
    hidden, readers = frozenset(was["hidden_from"]), frozenset(was["readers"])
    _set_audience(actor, entry, Audience(hidden, was["is_limited"], readers, was["why"]))


@transaction.atomic
def amend_entry(
    actor: Actor, entry: Entry, unit_id: int | None, *, text: str, at: time | None = None
) -> EntryAmendment:
    """Add to an entry, or put it right, ``at`` its time; what was written stays above it."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    if at is not None:
        if wrong := _time_to_come(entry.happened_on, at):
            raise ValidationError(wrong)
        was = f", not {entry.happened_at:%H:%M}" if entry.happened_at else ""
        text = text.strip() or f"The time was {at:%H:%M}{was}."
    if not text.strip():
        raise ValidationError({"text": "Write what you want to add or correct."})
    if len(text) > LIMIT:
        raise ValidationError({"text": f"This has {len(text):,} characters; {LIMIT:,} fit."})
    just_now = timezone.now() - SENT_TWICE
    again = entry.amendments.filter(by_id=actor.user_id, text=text, happened_at=at, at__gt=just_now).first()
    if again is not None:
        return again
    added = EntryAmendment.objects.create(
        entry=entry, text=text, happened_at=at, by_id=actor.user_id, at=timezone.now()
    )
    log(actor, "amended entry", family_id=entry.family_id, thing=entry)
    return added


@transaction.atomic
def amend_with_files(
    actor: Actor, entry: Entry, unit_id: int | None, token: UUID, *, text: str, at: time | None = None
) -> EntryAmendment:
    """Add files to an entry that is saved: what is added says why, who and when, and which. Sent twice it is once."""
    draft = EntryDraft.objects.filter(token=token, family_id=entry.family_id, by_id=actor.user_id, entry=None).first()
    files = Attachment.objects.filter(Q(entry=None) | Q(entry=entry), draft=draft, removed_at=None) if draft else ()
    names = ", ".join(f"“{one.name}”" for one in files)
    if names and not text.strip():
        raise ValidationError({"text": "Say what the files are, and why they come now."})
    said = f"{text.strip()}\n\nAttached: {names}." if names else text
    added = amend_entry(actor, entry, unit_id, text=said, at=at)
    if draft is not None and names:
        keep_with(entry.pk, draft, {}, ())
        draft.typed, draft.removed_at = {}, timezone.now()
        draft.save(update_fields=["typed", "removed_at"])
    return added


def readers_and_hidden(entry: Entry) -> dict[str, Any]:
    """How an entry's audience stands, for showing it in a form. Two statements."""
    return {
        "readers": set(entry.readers.values_list("user_id", flat=True)),
        "hidden_from": set(entry.hidden_from.values_list("person_id", flat=True)),
    }
