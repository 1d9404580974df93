"""Verbs of the worker: they have read what was coded, and release it to a colleague when they wish; or to no one."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.access.roles import ROLES
from kinwork.units.queries import Member, members_on

from .models import Feedback


@transaction.atomic
def seen(actor: Actor, feedback: Feedback) -> None:
    """By the worker, the first time."""
    if feedback.seen_at is None and feedback.session.worker_id == actor.user_id:
        feedback.seen_at = timezone.now()
        feedback.save(update_fields=["seen_at"])
        log(actor, "read feedback", thing=feedback)


def consultants(actor: Actor, feedback: Feedback) -> list[Member]:
    """To whom a worker can release it: who leads the unit, and its clinician. One statement."""
    found = members_on(feedback.session.unit_id, timezone.localdate())
    return [
        one for one in found
        if one.user_id != actor.user_id and (ROLES[one.role].leads or ROLES[one.role].is_clinical)
    ]  # fmt: skip


@transaction.atomic
def release(actor: Actor, feedback: Feedback, user_id: int | None) -> None:
    """To one colleague; ``None``: to no one any longer."""
    found = Feedback.objects.select_for_update(of=("self",)).select_related("session").get(pk=feedback.pk)
    if found.session.worker_id != actor.user_id:
        raise NotAllowed(Permission.DO_TASK, "Only the worker whose practice it is releases it.")
    if found.seen_at is None:
        raise ValidationError("Read it first.")
    if user_id is not None and user_id not in [one.user_id for one in consultants(actor, found)]:
        raise ValidationError({"to": "Choose who leads your unit, or its clinician."})
    if found.released_to_id == user_id:
        return
    found.released_to_id, found.released_at = user_id, timezone.now() if user_id else None
    found.save(update_fields=["released_to", "released_at"])
    log(actor, "released feedback" if user_id else "took feedback back", thing=found)
