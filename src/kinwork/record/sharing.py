"""Partners' face: named people of other agencies see what has been shared with them by name, for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import CHANGED_SINCE, WhatChanged, clean_reason, put_back_by, record_change
from kinwork.access.models import ChangeKind, GraveChange, User
from kinwork.access.permissions import Permission
from kinwork.access.roles import keys_of
from kinwork.access.sql import rows
from kinwork.cases.answerable import answerable_for
from kinwork.units.models import PostHolding

from .models import Entry, EntryKind, Share, SharedEntry

LONGEST = timedelta(days=366)


def partners(on: date) -> QuerySet[User]:
    """Who holds a post as a partner professional on a day. One statement."""
    shared_with = keys_of(lambda role: Permission.SEE_SHARED in role.everywhere)
    held = PostHolding.objects.filter(post__role__in=shared_with, during__contains=on).values("user_id")
    return User.objects.filter(is_active=True, pk__in=held)


def standing(on: date) -> Q:
    """Shares that have not ended."""
    return Q(ended_at=None, until__gte=on)


def shares_of(family_id: int, on: date) -> list[Share]:
    """Whom something of this family is shared with. Two statements."""
    found = Share.objects.filter(standing(on), family_id=family_id).select_related("user", "by")
    return list(found.prefetch_related("entries"))


def read_by(entry: Entry, on: date) -> list[str]:
    """Partners who read an entry, and whatever is added to it. One statement."""
    shares = Share.objects.filter(standing(on), family_id=entry.family_id, entries__entry=entry)
    return [] if entry.is_limited else list(shares.values_list("user__full_name", flat=True))


@transaction.atomic
def share(
    actor: Actor, family_id: int, unit_id: int | None, *, user_id: int, entry_ids: set[int], words: str, until: date
) -> Share:
    """Let a partner see these entries of a family until a day: a new share, or a standing one said anew."""
    actor.require(Permission.SAY_WHO_KNOWS, unit_id)
    today = timezone.localdate()
    problems = {}
    if not partners(today).filter(pk=user_id).exists():
        problems["user"] = "Choose a partner professional. An administrator invites those who are not on the list."
    if not words.strip():
        problems["words"] = "Say what for, such as: core group, school plan."
    if until < today:
        problems["until"] = "This date has passed."
    elif until > today + LONGEST:
        problems["until"] = "Share for a year at most, then review it."
    open_to_all = Entry.objects.filter(pk__in=entry_ids, family_id=family_id, is_limited=False).count()
    if open_to_all != len(entry_ids):
        problems["entries"] = "An entry that only named staff can see cannot be shared. Choose others."
    if problems:
        raise ValidationError(problems)
    Share.objects.filter(family_id=family_id, user_id=user_id, ended_at=None, until__lt=today).update(
        ended_at=timezone.now(), ended_by_id=actor.user_id, ended_because="Its end date had passed."
    )
    found, _ = Share.objects.update_or_create(
        family_id=family_id,
        user_id=user_id,
        ended_at=None,
        defaults={"words": words.strip()[:300], "until": until},
        create_defaults={
            "words": words.strip()[:300], "until": until, "by_id": actor.user_id, "at": timezone.now(),
        },
    )  # fmt: skip
    there = set(found.entries.values_list("entry_id", flat=True))
    SharedEntry.objects.bulk_create([SharedEntry(share=found, entry_id=pk) for pk in sorted(entry_ids - there)])
    found.entries.exclude(entry_id__in=entry_ids).delete()
    log(actor, "shared with partner", family_id=family_id, thing=found)
    return found


@transaction.atomic
def end_share(actor: Actor, found: Share, unit_id: int | None, *, because: str) -> GraveChange | None:
    """From now on the partner sees nothing of the family. Who answers for it sees why, and it can be put back."""
    actor.require(Permission.SAY_WHO_KNOWS, unit_id)
    because = clean_reason(because)
    found = Share.objects.select_for_update(of=("self",)).select_related("user").get(pk=found.pk)
    if found.ended_at is not None:
        return None
    found.ended_at, found.ended_by_id, found.ended_because = timezone.now(), actor.user_id, because
    found.save(update_fields=["ended_at", "ended_by", "ended_because"])
    log(actor, "ended sharing with partner", family_id=found.family_id, thing=found, words=because)
    return record_change(
        actor,
        ChangeKind.SHARE_ENDED,
        WhatChanged(
            thing=found,
            words=f"Sharing with {found.user.full_name} ({found.words}) was ended.",
            reason=because,
            family_id=found.family_id,
            unit_id=unit_id,
            answerable=answerable_for(found.family_id, unit_id, without=actor.user_id),
            became={"ended_at": found.ended_at.isoformat()},
        ),
    )


@put_back_by(ChangeKind.SHARE_ENDED, Permission.SAY_WHO_KNOWS)
def _share_on(actor: Actor, change: GraveChange) -> None:
    """They see what they saw before, until the same day."""
    found = Share.objects.select_for_update().filter(pk=change.object_id, ended_at__isnull=False).first()
    if found is None or found.ended_at is None or found.ended_at.isoformat() != change.became["ended_at"]:
        raise ValidationError(CHANGED_SINCE)
    if Share.objects.filter(family_id=found.family_id, user_id=found.user_id, ended_at=None).exists():
        raise ValidationError(CHANGED_SINCE)
    found.ended_at, found.ended_by, found.ended_because = None, None, ""
    found.save(update_fields=["ended_at", "ended_by", "ended_because"])
    log(actor, "shared with partner", family_id=found.family_id, thing=found, words="Ending it was undone.")


@dataclass(frozen=True)
class SharedFamily:
    """What a partner sees of a family at a glance."""

    family_id: int
    name: str
    words: str
    until: date
    unit: str
    ring: str


SHARED = """
SELECT f.id AS family_id, f.name, s.words, s.until, coalesce(u.name, '') AS unit, coalesce(k.full_name, '') AS ring
FROM record_share s JOIN families_family f ON f.id = s.family_id
LEFT JOIN LATERAL kinwork_holding(f.id) held ON true
LEFT JOIN cases_involvement i ON i.id = held.involvement_id
LEFT JOIN units_unit u ON u.id = held.unit_id
LEFT JOIN access_user k ON k.id = i.key_worker_id
WHERE s.user_id = %(user)s AND s.ended_at IS NULL AND s.until >= %(today)s
  AND (%(family)s::bigint IS NULL OR s.family_id = %(family)s)
ORDER BY f.name, f.id
"""


def shared_with(user_id: int, today: date, family_id: int | None = None) -> list[SharedFamily]:
    """Families of which something is shared with somebody; one of them, if asked. One statement."""
    return [SharedFamily(**row) for row in rows(SHARED, user=user_id, today=today, family=family_id)]


SHARED_ENTRIES = """
SELECT e.happened_on, e.kind, e.text, w.full_name AS writer, coalesce((
    SELECT json_agg(a.text ORDER BY a.id) FROM record_entryamendment a WHERE a.entry_id = e.id), '[]') AS added
FROM record_sharedentry x JOIN record_share s ON s.id = x.share_id JOIN record_entry e ON e.id = x.entry_id
JOIN access_user w ON w.id = e.by_id
WHERE s.family_id = %(family)s AND s.user_id = %(user)s AND s.ended_at IS NULL AND s.until >= %(today)s
  AND NOT e.is_limited
ORDER BY e.happened_on DESC, e.id DESC
"""


def entries_shared_with(user_id: int, family_id: int, today: date) -> list[dict[str, Any]]:
    """The entries of a family that somebody may read because they were shared with them. One statement."""
    found = rows(SHARED_ENTRIES, user=user_id, family=family_id, today=today)
    return [{**row, "what": EntryKind(row["kind"]).label} for row in found]
