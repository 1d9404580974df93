"""Verbs: open another unit's family with a reason, open anything in an emergency, review that it was right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.models import BREAK_GLASS_REASONS, OPENED_IT, REASONS, AccessGrant, AccessGrantKind
from kinwork.access.permissions import Permission
from kinwork.access.queries import authority
from kinwork.access.reconnect import reconnect
from kinwork.access.sql import tuples
from kinwork.cases.answerable import guardians_of
from kinwork.families.models import Family
from kinwork.notices.actions import notify

from .notice_kinds import EMERGENCY, LOOKED_FOR

FEWEST_LETTERS = 10  # of a reason in words: "duty" says nothing that the list does not


def _said(reasons: dict[str, str], reason: str, words: str) -> str:
    words, problems = " ".join(words.split()), {}
    if reason not in reasons:
        problems["reason"] = "Choose the closest reason."
    if len(words) < FEWEST_LETTERS:
        problems["words"] = "Say briefly what you need to know. The family’s unit will read it."
    elif len(words) > 500:
        problems["words"] = f"Up to 500 characters; this has {len(words)}."
    if problems:
        raise ValidationError(problems)
    return words


@transaction.atomic
def open_with_reason(actor: Actor, family_id: int, *, reason: str, words: str) -> AccessGrant:
    """Into a family of another unit for a while. Its unit sees who, when and why."""
    if not actor.may(Permission.OPEN_WITH_REASON):
        raise NotAllowed(Permission.OPEN_WITH_REASON)
    words = _said(REASONS, reason, words)
    grant = _open(actor, family_id, AccessGrantKind.REASON, reason, words, authority().opening_hours)
    log(actor, "opened with reason", family_id=family_id, thing=grant)
    return grant


@transaction.atomic
def break_glass(actor: Actor, family_id: int, *, unit_id: int | None, reason: str, words: str) -> AccessGrant:
    """Into any record for a while. Its guardian is told at once, and it stays open until they have reviewed it."""
    if not actor.may(Permission.OPEN_IN_EMERGENCY):
        raise NotAllowed(Permission.OPEN_IN_EMERGENCY)
    words = _said(BREAK_GLASS_REASONS, reason, words)
    guardians = guardians_of(family_id, unit_id, without=actor.user_id)
    hours = authority().emergency_hours
    grant = _open(actor, family_id, AccessGrantKind.BREAK_GLASS, reason, words, hours, guardians)
    log(actor, "opened in emergency", family_id=family_id, thing=grant)
    notify(EMERGENCY.key, actor=actor, family_id=family_id, unit_id=unit_id, to=guardians, thing=grant)
    return grant


def _open(
    actor: Actor,
    family_id: int,
    kind: AccessGrantKind,
    reason: str,
    words: str,
    hours: int,
    guardians: list[int] | None = None,
) -> AccessGrant:
    now = timezone.now()
    return AccessGrant.objects.create(
        user_id=actor.user_id,
        family_id=family_id,
        kind=kind,
        reason=reason,
        words=words,
        opened_at=now,
        ends_at=now + timedelta(hours=hours),
        guardian_ids=guardians or [],
    )


@dataclass(frozen=True)
class EmergencyFind:
    """A record that an emergency search found. Of a restricted one nothing is told but that it is there."""

    family_id: int
    is_hidden: bool


@transaction.atomic
def find_in_emergency(
    actor: Actor, *, reason: str, words: str, given: str, surname: str, born: date | None
) -> list[EmergencyFind]:
    """Records in which somebody has exactly this name and was born on this day, restricted ones among them.

    Every search is logged; the guardian of a restricted record that it finds is told at once.
    """
    if not actor.may(Permission.OPEN_IN_EMERGENCY):
        raise NotAllowed(Permission.OPEN_IN_EMERGENCY)
    words = _said(BREAK_GLASS_REASONS, reason, words)
    if not given.strip() or not surname.strip() or born is None:
        raise ValidationError({"surname": "An emergency search needs first name, surname and date of birth, exactly."})
    found = [
        EmergencyFind(family_id, is_hidden)
        for family_id, is_hidden in tuples(
            "SELECT * FROM kinwork_find_in_emergency(%(given)s, %(surname)s, %(born)s::date)",
            given=given.strip(),
            surname=surname.strip(),
            born=born,
        )
    ]
    said = f"{given} {surname}, {born:%d.%m.%Y}: {words}"
    log(actor, "searched in emergency", words=said, shown=[find.family_id for find in found])
    for find in found:
        if find.is_hidden:
            log(actor, "found in emergency", family_id=find.family_id)
            guardians = guardians_of(find.family_id, None, without=actor.user_id)
            notify(LOOKED_FOR.key, actor=actor, family_id=find.family_id, to=guardians)
    return found


def unit_for_emergency(family_id: int) -> int | None:
    """The unit that holds a family, a restricted one too. One statement."""
    [(unit_id,)] = tuples("SELECT kinwork_unit_of(%(family)s)", family=family_id)
    return unit_id if unit_id is None else int(unit_id)


def was_found_in_emergency(actor: Actor, family_id: int) -> bool:
    """Only a record that anyone may find, or that this person's emergency search of the last hour found.

    Two statements. Keeps ids from being walked by emergency openings.
    """
    if Family.objects.filter(pk=family_id).exists():
        return True
    since = timezone.now() - timedelta(hours=1)
    [(found,)] = tuples("SELECT kinwork_found_by_me(%(family)s, %(since)s::timestamptz)", family=family_id, since=since)
    return bool(found)


@dataclass(frozen=True)
class OpenToMe:
    """A family that is open to somebody for a while, because they opened it or said why."""

    family_id: int
    name: str
    unit: str
    kind: str
    reason: str
    words: str
    opened_at: datetime
    ends_at: datetime

    @property
    def why(self) -> str:
        return {**REASONS, **BREAK_GLASS_REASONS, **OPENED_IT}[self.reason]


OPEN_TO_ME = """
SELECT DISTINCT ON (o.family_id) o.family_id, f.name, coalesce(u.name, ''), o.kind, o.reason, o.words, o.opened_at,
       o.ends_at
FROM access_accessgrant o
JOIN families_family f ON f.id = o.family_id
LEFT JOIN LATERAL kinwork_holding(o.family_id) h ON true
LEFT JOIN units_unit u ON u.id = h.unit_id
WHERE o.user_id = %(user)s AND o.ends_at > %(now)s
ORDER BY o.family_id, o.ends_at DESC
"""


def open_to(actor: Actor, now: datetime) -> list[OpenToMe]:
    """The families that are open to somebody for a while, those opened last first. One statement."""
    found = [OpenToMe(*row) for row in tuples(OPEN_TO_ME, user=actor.user_id, now=now)]
    return sorted(found, key=lambda one: one.opened_at, reverse=True)


def access_grants_to_review(actor: Actor) -> list[AccessGrant]:
    """Emergency openings that wait for this guardian. One statement."""
    waiting = AccessGrant.objects.filter(
        kind=AccessGrantKind.BREAK_GLASS, reviewed_at=None, guardian_ids__contains=[actor.user_id]
    )
    return list(waiting.exclude(user_id=actor.user_id).select_related("user"))


@transaction.atomic
def review_access_grant(actor: Actor, grant: AccessGrant, *, was_right: bool, review: str) -> None:
    """The guardian says whether an emergency opening was right. Nobody reviews their own."""
    if actor.user_id == grant.user_id or actor.user_id not in grant.guardian_ids:
        raise NotAllowed(Permission.REVIEW_OPENING)
    review = review.strip()
    if not was_right and len(review) < FEWEST_LETTERS:
        raise ValidationError({"review": "Say what was wrong and what will be done about it."})
    changed = AccessGrant.objects.filter(pk=grant.pk, reviewed_at=None).update(
        reviewed_by_id=actor.user_id, reviewed_at=timezone.now(), was_right=was_right, review=review[:500]
    )
    if not changed:
        raise ValidationError("This opening has already been reviewed.")
    if not was_right:  # and then it does not go on
        now = timezone.now()
        AccessGrant.objects.filter(pk=grant.pk, ends_at__gt=now).update(ends_at=now)
        reconnect(grant.user_id)
    log(actor, "reviewed opening", family_id=grant.family_id, thing=grant)
