"""Verbs: somebody who does not sign in here was told about a meeting, when and how; or is written to from here."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.emails import send_each
from kinwork.access.permissions import Permission
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily

from ..invitations import address_in, as_email, may_send
from ..live import tell
from ..models import Invitation, ToldHow


def _locked(held: HeldFamily, invitation: Invitation) -> Invitation:
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    found = Invitation.objects.select_for_update(of=("self",)).select_related("meeting__involvement")
    found_one = found.get(pk=invitation.pk)
    if found_one.user_id is not None:
        raise ValidationError("They sign in here, and were told in Kinwork.")
    return found_one


def _say(held: HeldFamily, invitation: Invitation, on: date | None, how: str) -> None:
    is_told = on is not None
    invitation.told_on, invitation.told_how = on, how
    invitation.told_at = timezone.now() if is_told else None
    invitation.told_by_id = held.actor.user_id if is_told else None
    invitation.save(update_fields=["told_on", "told_how", "told_at", "told_by"])
    log(held.actor, "told about meeting" if is_told else "not told about meeting", family_id=held.pk, thing=invitation)
    tell(invitation.meeting, "people")


@transaction.atomic
def note_told(held: HeldFamily, invitation: Invitation, *, how: str, on: date) -> None:
    """They were told of it, as it is arranged now."""
    invitation = _locked(held, invitation)
    problems = {}
    if how not in set(ToldHow.values) - {ToldHow.KINWORK}:
        problems["how"] = "Say how they were told."
    if on > timezone.localdate():
        problems["on"] = f"{long_day(on)} is in the future. Record it once they have been told."
    if problems:
        raise ValidationError(problems)
    _say(held, invitation, on, how)


@transaction.atomic
def not_told(held: HeldFamily, invitation: Invitation) -> None:
    """A slip: they have not been told. Twice is once."""
    invitation = _locked(held, invitation)
    if invitation.told_on is not None:
        _say(held, invitation, None, "")


@transaction.atomic
def send(held: HeldFamily, invitation: Invitation, *, authority: str) -> None:
    """A plain email: time, place and whom to ring; whom it is about, and what kind of meeting it is, is not in it."""
    invitation = _locked(held, invitation)
    address = address_in(invitation.reach)
    if not may_send():
        raise ValidationError("Kinwork sends no email here. Send it from your own address, and say so below.")
    if not address:
        raise ValidationError(f"No email address stands beside {invitation.name}. Ring or write, and say so below.")
    if not invitation.meeting.ring:
        raise ValidationError("Say first who they can ring about it: choose “Change or move” on the meeting’s page.")
    send_each([(address, *as_email(invitation.meeting, authority))])
    _say(held, invitation, timezone.localdate(), ToldHow.KINWORK)
