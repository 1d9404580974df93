"""The key of a study: which family each code is. Made at random, kept apart, and open only while a look is noted."""

from __future__ import annotations

import secrets
from base64 import b32encode
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log, log_for_each
from kinwork.access.permissions import Permission
from kinwork.evaluation.models import Study
from kinwork.families.models import Family

from .models import KeyEntry, KeyLook, Participant
from .queries import codes_of

LOOKED = "opened the key of a study"


def new_code() -> str:
    """P, and twelve letters and figures of no meaning: nothing can be worked out from it."""
    return "P" + b32encode(secrets.token_bytes(10)).decode()[:12]


@contextmanager
def looking(actor: Actor, study: Study, why: str) -> Iterator[None]:
    """Within it the key is there for this person, and that they looked is written before they do."""
    with transaction.atomic():
        look = KeyLook.objects.create(study=study, by_id=actor.user_id, why=why[:300])
        log(actor, LOOKED, thing=look, words=study.name)
        yield


def make(study: Study, participants: list[Participant]) -> None:
    """A code for each. Within :func:`looking`."""
    KeyEntry.objects.bulk_create([KeyEntry(participant=one, study=study, pseudonym=new_code()) for one in participants])


def open_key(actor: Actor, study: Study, why: str) -> list[tuple[str, Family]]:
    """Code and family, by code; of those that the actor may know of. Logged once, and for each family."""
    if not actor.may(Permission.KEEP_STUDY_KEY):
        raise NotAllowed(Permission.KEEP_STUDY_KEY)
    why = " ".join(why.split())
    if not why:
        raise ValidationError({"why": "Say why you need the key, such as: a family asks what was given of them."})
    with looking(actor, study, why):
        codes = codes_of(study.pk)
        found = [
            (codes[one.pk], one.family)
            for one in Participant.objects.filter(study=study).select_related("family")
            if one.pk in codes
        ]
        log_for_each([(family.pk, actor) for _, family in found], LOOKED, thing=study, words=study.name)
    return sorted(found, key=lambda one: one[0])
