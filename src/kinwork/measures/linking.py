"""Verbs: make a link by which one person answers on their own phone; open it with the code (as docs/adr/0130)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.cases.queries import unit_holding
from kinwork.faces.linking import BYTES, LONGEST_TOKEN
from kinwork.faces.outside import hashed
from kinwork.families.held import HeldFamily
from kinwork.units.queries import load_actor

from .models import MOST_DAYS, MOST_TRIES, AnswerLink, Completion, How
from .queries import completion_in


@dataclass(frozen=True)
class Shown:
    """What the worker sees once: the address that is sent, and the code that is said."""

    link: AnswerLink
    token: str
    code: str


def make_link(held: HeldFamily, completion: Completion, *, until: date) -> Shown:
    """An address for whoever answers it, until the end of a day: for once, and a week at most."""
    held.actor.require(Permission.SAY_WHO_KNOWS, held.unit_id)
    today = timezone.localdate()
    if not today <= until <= today + timedelta(days=MOST_DAYS):
        last = today + timedelta(days=MOST_DAYS)
        raise ValidationError({"until": f"A link lasts {MOST_DAYS} days at most: choose a day until {last:%-d %B %Y}."})
    token, code = secrets.token_urlsafe(BYTES), f"{secrets.randbelow(1_000_000):06}"
    code_hash = make_password(code)
    with transaction.atomic():
        found = Completion.objects.select_for_update(of=("self",)).get(pk=completion.pk, family_id=held.pk)
        if not found.is_open or found.how != How.LINK or found.person_id is None:
            raise ValidationError("Only a questionnaire that waits for their answers by a link has one.")
        if AnswerLink.objects.filter(completion=found).exists():
            raise ValidationError("A link for it was made already. Remove this one and begin another.")
        link = AnswerLink.objects.create(
            completion=found, token_hash=hashed(token), code_hash=code_hash, until=until,
            by_id=held.actor.user_id, at=timezone.now(),
        )  # fmt: skip
        log(held.actor, "made link to questionnaire", family_id=held.pk, thing=link)
    return Shown(link, token, code)


def is_open(link: AnswerLink, now: datetime) -> bool:
    """Whether it can still be used: by its own row and by what it leads to."""
    end = timezone.make_aware(datetime.combine(link.until + timedelta(days=1), time.min))
    return link.tries < MOST_TRIES and now < end and link.completion.is_open


@dataclass(frozen=True)
class Opened:
    """A link that opens something, asked as the worker who made it, who may still do so."""

    link: AnswerLink
    completion: Completion
    actor: Actor


def opens(token: str, address: str | None) -> Opened | None:
    """What an address opens now, if anything. Seven statements at most.

    From here on the database answers as to the worker who made it: behind the same walls, and not a step further.
    """
    found = tuples("SELECT id, by_id FROM kinwork_answer_link_by(%(hash)s)", hash=hashed(token[: LONGEST_TOKEN + 1]))
    if not found:
        return None
    [(pk, by_id)] = found
    user = User.objects.filter(pk=by_id, is_active=True).first()
    if user is None:
        return None
    actor = load_actor(user, timezone.localdate(), address)
    link = AnswerLink.objects.filter(pk=pk).select_related("completion").first()
    if link is None or not is_open(link, timezone.now()):
        return None
    unit_id = unit_holding(link.completion.family_id)
    if not (actor.can(Permission.SAY_WHO_KNOWS, unit_id) and actor.can(Permission.EDIT_FAMILY, unit_id)):
        return None
    completion = completion_in(link.completion.family_id, link.completion_id)
    return Opened(link, completion, actor) if completion is not None else None


@transaction.atomic
def try_code(at: Opened, code: str) -> bool:
    """Whether it is the code. Five wrong ones lock the link; each try is counted before anything is said."""
    link = AnswerLink.objects.select_for_update(of=("self",)).select_related("completion").get(pk=at.link.pk)
    is_right = check_password("".join(code.split())[:20], link.code_hash)
    if not is_open(link, timezone.now()):
        return False
    family_id = link.completion.family_id
    if not is_right:
        link.tries += 1
        link.save(update_fields=["tries"])
        log(None, "wrong code for link", family_id=family_id, thing=link)
        return False
    if link.opened_at is None:
        link.opened_at = timezone.now()
        link.save(update_fields=["opened_at"])
    log(None, "opened by link", family_id=family_id, thing=link)
    return True
