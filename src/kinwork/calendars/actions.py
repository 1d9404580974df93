"""Verbs: make a feed's address, or a new one in its place; end it."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission

from .models import Feed

BYTES = 32  # of chance in an address


def hashed(token: str) -> str:
    """As the database keeps it. Of so much chance nothing is guessed, so that no salt or slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(actor: Actor, unit_id: int | None) -> str:
    """A new address, told this once. One that there was before ends."""
    if not actor.home_unit_ids or (unit_id is not None and unit_id not in actor.home_unit_ids):
        raise NotAllowed(Permission.SEE_UNIT)
    now = timezone.now()
    before = Feed.objects.filter(user_id=actor.user_id, ended_at=None)
    (before.filter(unit=None) if unit_id is None else before.filter(unit_id=unit_id)).update(ended_at=now)
    token = secrets.token_urlsafe(BYTES)
    feed = Feed.objects.create(
        user_id=actor.user_id, unit_id=unit_id, token_hash=hashed(token), made_at=now, changed_at=now
    )
    log(actor, "made calendar address", thing=feed)
    return token


@transaction.atomic
def end_feed(actor: Actor, pk: int) -> bool:
    """Its address opens nothing any more. Whether there was one of theirs."""
    feed = Feed.objects.filter(pk=pk, user_id=actor.user_id, ended_at=None).first()
    if feed is None:
        return False
    Feed.objects.filter(pk=pk, ended_at=None).update(ended_at=timezone.now())
    log(actor, "ended calendar address", thing=feed)
    return True
