"""Verbs: put off what is due, with a reason; take that back; set the authority's own periods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.cases.models import Involvement
from kinwork.clocks.humanize import long_day
from kinwork.clocks.periods import NotAPeriod, Period, Unit
from kinwork.families.held import HeldFamily

from .models import STANDS, LocalRule, Obligation, SchoolTerm, Variation
from .presets import PRESETS


@transaction.atomic
def put_off(
    held: HeldFamily, rule: str, person_ids: Sequence[int | None], *, until: date, by: str, reason: str
) -> list[Variation]:
    """What is due of these children (of the family: none) is put off until a day. The rule's own day stays in sight."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    by, reason = " ".join(by.split()), " ".join(reason.split())
    today = timezone.localdate()
    problems = {}
    if until < today:
        problems["until"] = "This day has passed. Type the day until which it is put off."
    if not by:
        problems["by"] = "Say who decided."
    if not reason:
        problems["reason"] = "Say why, in a few words."
    if problems:
        raise ValidationError(problems)
    involvement = Involvement.objects.select_for_update().filter(family=held.family, closed_on=None).first()
    if involvement is None:
        raise ValidationError("The family is closed: nothing is due.")
    made = []
    for person_id in person_ids or [None]:
        whose = Q(person=None) if person_id is None else Q(person_id=person_id)
        owed = Obligation.objects.filter(whose, involvement=involvement, rule=rule, is_open=True).first()
        if owed is None or owed.falls_due is None:
            raise ValidationError("This is no longer due. Look at the family’s page again.")
        if owed.expires:
            raise ValidationError("This ends by law, and cannot be put off.")
        if owed.due and until <= owed.due:
            raise ValidationError({"until": f"It is due on {owed.due:%-d %B %Y}. Type a later day."})
        variation = Variation.objects.create(
            involvement=involvement,
            person_id=person_id,
            rule=rule,
            on=today,
            until=until,
            by=by,
            reason=reason,
            recorded_by_id=held.actor.user_id,
            recorded_at=timezone.now(),
        )
        log(held.actor, "put off", family_id=held.pk, thing=variation, words=reason)
        made.append(variation)
    return made


@transaction.atomic
def take_putting_off_back(held: HeldFamily, variation: Variation) -> None:
    """It is due again when the rule says. Twice is once."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    variation = Variation.objects.select_for_update().get(pk=variation.pk)
    if variation.withdrawn_at is not None:
        return
    variation.withdrawn_at, variation.withdrawn_by_id = timezone.now(), held.actor.user_id
    variation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    log(held.actor, "undid", family_id=held.pk, thing=variation)


@transaction.atomic
def set_period(actor: Actor, rule: str, *, period: str, source: str, from_: date) -> LocalRule:
    """The authority's own period from a day on; the one before it ends the day before. Problems are said at each
    field. What is due in all families has to be worked out anew afterwards.
    """
    if not actor.may(Permission.SET_RULES):
        raise NotAllowed(Permission.SET_RULES)
    if rule not in PRESETS:
        raise ValidationError("The law says how long this is; it cannot be changed here.")
    problems = {}
    source = " ".join(source.split())
    if not source:
        problems["source"] = "Say where it is written, such as the procedures of the authority and the section."
    try:
        length = str(Period.read(" ".join(period.split())))
    except NotAPeriod:
        problems["period"] = "Type a period such as 15 working days, 4 weeks or 6 months."
    else:
        if Period.read(length).unit == Unit.TERMS and not SchoolTerm.objects.filter(STANDS).exists():
            problems["period"] = "No school term is recorded yet. Add the terms first, under School terms."
    # One after the other: the last period of a rule is ended by the next.
    before = LocalRule.objects.select_for_update().filter(rule=rule).order_by("-in_force_from").first()
    if before is not None and from_ <= before.in_force_from:
        problems["from_"] = f"There is a period from {long_day(before.in_force_from)} already. Type a later day."
    if problems:
        raise ValidationError(problems)
    if before is not None and (before.in_force_until is None or before.in_force_until >= from_):
        before.in_force_until = from_ - timedelta(days=1)
        before.save(update_fields=["in_force_until"])
    made = LocalRule.objects.create(
        rule=rule, period=length, source=source, in_force_from=from_, set_by_id=actor.user_id, set_at=timezone.now()
    )
    log(actor, "changed rules", thing=made, words=f"{rule}: {length}, from {from_:%-d %B %Y}")
    return made


@transaction.atomic
def end_period(actor: Actor, rule: LocalRule) -> None:
    """From tomorrow the authority has no period of its own for this. Twice is once."""
    if not actor.may(Permission.SET_RULES):
        raise NotAllowed(Permission.SET_RULES)
    rule = LocalRule.objects.select_for_update().get(pk=rule.pk)
    today = timezone.localdate()
    if rule.in_force_until is not None:
        return
    rule.in_force_until = max(today, rule.in_force_from)
    rule.save(update_fields=["in_force_until"])
    log(actor, "changed rules", thing=rule, words=f"{rule.rule}: {rule.period} ends")
