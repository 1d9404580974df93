"""Verbs: rate a discussion."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.instruments.discussion_quality import ALL, VERSION
from kinwork.meetings.models import Discussion

from .models import DiscussionRating, Rater


@transaction.atomic
def rate_discussion(actor: Actor, discussion: Discussion, *, rater: str, features: set[int]) -> DiscussionRating:
    """Say which of the eight features were there. The unit has one rating together, each observer their own."""
    actor.require(Permission.RATE_DISCUSSION, discussion.meeting.unit_id)
    if rater not in Rater.values:
        raise ValidationError({"rater": "Choose whether the unit or an observer is rating."})
    if not features <= ALL:
        raise ValidationError({"features": "The schedule has eight features, numbered 1 to 8."})
    which: dict[str, Any] = {"discussion": discussion, "rater": rater}
    if rater == Rater.OBSERVER:
        which["by_id"] = actor.user_id
    rating, _ = DiscussionRating.objects.update_or_create(
        **which,
        defaults={
            "features": sorted(features),
            "version": VERSION,
            "at": timezone.now(),
            "by_id": actor.user_id,
        },
    )
    log(actor, "rated discussion", family_id=discussion.family_id, thing=rating)
    return rating
