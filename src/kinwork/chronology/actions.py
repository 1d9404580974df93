"""Verbs: put an entry into the chronology or leave it out; make one in a court's form."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.record.models import Entry

from .models import Choice, CourtChronology, CourtLine, Party
from .queries import Wanted, chronology_of


def stands_in(entry: Entry) -> bool:
    """Whether it belongs in the chronology as things are. One statement."""
    last = Choice.objects.filter(entry=entry).order_by("-pk").first()
    return entry.is_significant if last is None else last.belongs


@transaction.atomic
def choose(actor: Actor, entry: Entry, unit_id: int | None, *, belongs: bool, because: str) -> Choice | None:
    """Say of an entry, after it was written, that it belongs in the chronology, or does not. None where it is so."""
    actor.require(Permission.EDIT_FAMILY, unit_id)
    Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if stands_in(entry) == belongs:
        return None
    because = because.strip()
    if not because:
        why = "belongs in the chronology" if belongs else "is left out of the chronology"
        raise ValidationError({"because": f"Say briefly why it {why}."})
    if len(because) > 300:
        raise ValidationError({"because": f"This has {len(because)} characters; 300 fit."})
    choice = Choice.objects.create(
        entry=entry, belongs=belongs, because=because, by_id=actor.user_id, at=timezone.now()
    )
    verb = "put an entry into the chronology" if belongs else "left an entry out of the chronology"
    log(actor, verb, family_id=entry.family_id, thing=entry)
    return choice


@transaction.atomic
def make_for_court(
    held: HeldFamily,
    people: Collection[int],
    *,
    child: int | None = None,
    court: str = "",
    since: date | None = None,
    until: date | None = None,
) -> CourtChronology:
    """Number the events that all these people may read, and the exhibits among them, once and for all."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    chosen = set(people) | ({child} if child else set())
    if not people:
        raise ValidationError({"people": "Choose who will read it, so that nothing hidden from them is in it."})
    if FamilyMember.objects.filter(family_id=held.pk, person_id__in=chosen).count() < len(chosen):
        raise ValidationError({"people": "Choose people in this family."})
    today = timezone.localdate()
    wanted = Wanted(child=child, since=since, until=until)
    events = chronology_of(held.actor, held.pk, today, wanted, readers=people).events
    if not events:
        raise ValidationError({"since": "There is nothing significant from that time that they can be given."})
    made = CourtChronology.objects.create(
        family_id=held.pk, child_id=child, court=court.strip(), since=since, until=until,
        made_by_id=held.actor.user_id, made_at=timezone.now(),
    )  # fmt: skip
    Party.objects.bulk_create([Party(chronology=made, person_id=pk) for pk in sorted(people)])
    lines, exhibit = [], 0
    for number, event in enumerate(events, start=1):
        exhibit += event.is_evidence
        lines.append(
            CourtLine(
                chronology=made, number=number, source=event.source, thing_id=event.pk,
                exhibit=exhibit if event.is_evidence else None,
            )
        )  # fmt: skip
    CourtLine.objects.bulk_create(lines)
    log(held.actor, "made a chronology for court", family_id=held.pk, thing=made)
    return made
