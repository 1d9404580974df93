"""Verbs: set a phone up for writing without a signal; end it, from there or from afar."""

from __future__ import annotations

import secrets
from base64 import b64encode
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.models import User

from .models import Ended, Phone

BYTES = 32
# What is done to an account, and why its phones end then: the access log says the verb.
ENDS_ALL = {
    "signed out everywhere": Ended.EVERYWHERE,
    "disabled": Ended.DISABLED,
    "forgot second factor": Ended.FACTOR,
    "changed password": Ended.PASSWORD,
    "set password": Ended.PASSWORD,
}


@transaction.atomic
def unlock_phone(actor: Actor, device: UUID, called: str) -> Phone | None:
    """This person's store on this phone, set up the first time; nothing where it has ended or is another's."""
    now = timezone.now()
    secret = b64encode(secrets.token_bytes(BYTES)).decode()
    begun = {"user_id": actor.user_id, "secret": secret, "called": called[:60], "made_at": now, "seen_at": now}
    phone, is_new = Phone.objects.select_for_update().get_or_create(device=device, defaults=begun)
    if is_new:
        log(actor, "set up phone", thing=phone)
        return phone
    if phone.ended_at is not None or phone.user_id != actor.user_id:
        return None
    phone.seen_at = now
    phone.save(update_fields=["seen_at"])
    return phone


def entry_came(pk: int, user_id: int) -> None:
    """What was written without a signal has arrived from this phone."""
    Phone.objects.filter(pk=pk, user_id=user_id, ended_at=None).update(sent_at=timezone.now())


@transaction.atomic
def end_phone(actor: Actor, pk: int, because: Ended) -> bool:
    """What lies on it opens never again; at its next contact it is wiped. Whether there was one of theirs."""
    phone = Phone.objects.select_for_update().filter(pk=pk, user_id=actor.user_id, ended_at=None).first()
    if phone is None:
        return False
    _end(phone, because)
    log(actor, "removed phone", thing=phone)
    return True


def _end(phone: Phone, because: Ended) -> None:
    Phone.objects.filter(pk=phone.pk, ended_at=None).update(secret="", ended_at=timezone.now(), ended_because=because)


def end_all_of(actor: Actor | None, verb: str, family_id: int | None, thing: object | None) -> None:
    """Hears what is done to accounts, in the same transaction: all phones of that person end with it."""
    if verb in ENDS_ALL and isinstance(thing, User):
        for phone in Phone.objects.filter(user=thing, ended_at=None):
            _end(phone, ENDS_ALL[verb])
