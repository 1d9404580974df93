"""Verb: what becomes of a contact is decided, for one child or for all; or it is put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.clocks.natural_dates import is_to_come
from kinwork.notices.actions import notify

from ..deciders import why_not
from ..models import About, Contact, Decision, Level
from ..models.decisions import NEEDS_CONSENT, TO_A_UNIT
from ..notice_kinds import DECIDED
from .drafts import require


@dataclass(frozen=True)
class Decided:
    """What was decided, by whom and when; ``because``: why an earlier one is put right."""

    level: str
    reason: str
    on: date
    by_id: int
    consent: str
    no_consent_because: str = ""
    passed_to: str = ""
    because: str = ""


@transaction.atomic
def decide(actor: Actor, contact: Contact, about_ids: Sequence[int], said: Decided) -> list[Decision]:
    """One decision for each of these children, all or nothing. What was decided before stays, superseded."""
    require(actor, Permission.TAKE_CONTACT)
    # In the order of their ids, so that two who decide at once wait for one another.
    children = list(
        About.objects.select_for_update(of=("self",)).filter(pk__in=about_ids, contact=contact).order_by("pk")
    )
    standing = {one.about_id: one for one in Decision.objects.filter(about__in=children, superseded_by=None)}
    problems = _problems(contact, children, about_ids, said, standing)
    if problems:
        raise ValidationError(problems)
    made = []
    for child in children:
        before = standing.get(child.pk)
        made.append(
            Decision.objects.create(
                about=child,
                level=said.level,
                reason=said.reason.strip(),
                passed_to=said.passed_to.strip(),
                consent=said.consent,
                no_consent_because=said.no_consent_because.strip(),
                decided_on=said.on,
                decided_by_id=said.by_id,
                recorded_by_id=actor.user_id,
                recorded_at=timezone.now(),
                supersedes=before,
                because=said.because.strip() if before is not None else "",
            )
        )
    log(actor, "decided about contact", thing=contact)
    for family_id in sorted({child.family_id for child in children if child.family_id}):
        log(actor, "decided about contact", family_id=family_id, thing=contact)
    if said.by_id != actor.user_id:
        notify(DECIDED.key, actor=actor, to=said.by_id, thing=contact)
    return made


def _problems(
    contact: Contact, children: list[About], asked: Sequence[int], said: Decided, standing: dict[int, Decision]
) -> dict[str, str]:
    found: dict[str, str] = {}
    if not children or len(children) != len(set(asked)) or not all(child.is_child for child in children):
        found["about"] = "Choose at least one of the children."
    if not said.reason.strip():
        found["reason"] = "Say briefly why."
    if said.on < contact.received_on:
        found["decided_on"] = (
            f"The contact came on {contact.received_on:%-d %B %Y}. It cannot have been decided before that."
        )
    elif is_to_come(said.on, timezone.localdate()):
        found["decided_on"] = f"{said.on:%-d %B %Y} is in the future. Record it when it has been decided."
    elif wrong := why_not(said.by_id, said.on):
        found["decided_by"] = wrong
    if said.level in NEEDS_CONSENT and said.consent != "given" and not said.no_consent_because.strip():
        found["no_consent_because"] = "Say why you go ahead without consent, or that it was given."
    if said.level == Level.ELSEWHERE and not said.passed_to.strip():
        found["passed_to"] = "Say which authority, and who there was told."
    if standing and not said.because.strip():
        names = ", ".join(child.name for child in children if child.pk in standing)
        found["because"] = f"There is a decision for {names} already. Say why you correct it."
    gone = [child for child in children if hasattr(child, "referred") and said.level not in TO_A_UNIT]
    if gone:
        unit = gone[0].referred.referral.unit.name
        found["level"] = f"{gone[0].name} has come to {unit} already. Ask {unit} to close the family, with the reason."
    return found
