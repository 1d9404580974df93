"""Verb: the children of one family come to a unit. A new family is opened, a closed one again; an open one has news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.models import AccessGrant
from kinwork.access.permissions import Permission
from kinwork.cases import actions as cases
from kinwork.cases.models import Involvement
from kinwork.cases.queries import unit_holding
from kinwork.children.kinds import KINDS
from kinwork.children.models import STANDS, Episode
from kinwork.children.recording import record_facts
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family, FamilyMember
from kinwork.notices.actions import notify
from kinwork.people.actions import InRecord, note
from kinwork.people.models import Address, Noted, OtherName
from kinwork.units.models import Unit

from ..models import About, Contact, Decision, Level, Referral, Referred
from ..models.decisions import TO_A_UNIT
from ..notice_kinds import PASSED_ON, STRATEGY


@dataclass(frozen=True)
class Allocated:
    """Which unit, which had been suggested and why, and why it was another; what the family is called and is for."""

    unit: Unit
    suggested_id: int | None = None
    suggested_because: str = ""
    overruled_because: str = ""
    name: str = ""
    why_open: str = ""
    is_another: bool = False


@transaction.atomic
def refer(actor: Actor, contact: Contact, about_ids: Sequence[int], said: Allocated) -> Referral:
    """All of it or nothing: the family is with the unit, its children are in it, and the unit has been told.

    Whoever else of the same household the caller named comes along; who has come already does not come twice.
    """
    actor.require(Permission.OPEN_FAMILY, said.unit.pk)
    Contact.objects.select_for_update().get(pk=contact.pk)  # two who refer at once wait for one another
    everyone = list(About.objects.filter(contact=contact, pk__in=about_ids).order_by("position"))
    decided = Decision.objects.filter(about__in=everyone, superseded_by=None).select_related("decided_by")
    standing = {one.about_id: one for one in decided}
    gone = set(Referred.objects.filter(about__in=everyone).values_list("about_id", flat=True))
    to_go = [one for one in everyone if one.pk in standing and standing[one.pk].level in TO_A_UNIT]
    to_go = [one for one in to_go if one.pk not in gone]
    if not to_go:
        raise ValidationError("These children have come to a unit already, or it was decided otherwise. Look again.")
    if said.suggested_id not in (None, said.unit.pk) and not said.overruled_because.strip():
        raise ValidationError({"because": "Say briefly why not the unit that was suggested."})
    families = {one.family_id for one in everyone if one.family_id}
    if len(families) > 1:
        raise ValidationError("These people are in different families. Take them to a unit family by family.")
    family = Family.objects.select_for_update().get(pk=families.pop()) if families else None
    on = min(standing[one.pk].decided_on for one in to_go)
    new = {one.pk for one in everyone if one.person_id is None}
    involvement, is_news, people = _open_or_add(actor, family, everyone, to_go, on, said)
    referral = Referral.objects.create(
        contact=contact,
        family_id=involvement.family_id,
        involvement=involvement,
        unit=said.unit,
        is_news=is_news,
        suggested_id=said.suggested_id,
        suggested_because=said.suggested_because[:500],
        overruled_because=said.overruled_because.strip(),
        by_id=actor.user_id,
        at=timezone.now(),
    )
    for one in everyone:
        one.family_id, one.person_id = involvement.family_id, people[one.pk]
        one.save(update_fields=["family", "person"])
    Referred.objects.bulk_create([Referred(referral=referral, about=one, person_id=people[one.pk]) for one in to_go])
    let_in = _let_in(actor, referral)
    if let_in is not None:
        _note_what_was_said(let_in, referral, everyone, new)
        _begin_episodes(let_in, referral, to_go, standing)
    log(actor, "referred family", family_id=involvement.family_id, thing=referral)
    _tell(actor, referral, is_urgent=any(standing[one.pk].level == Level.STRATEGY for one in to_go))
    return referral


def _open_or_add(
    actor: Actor, family: Family | None, everyone: list[About], to_go: list[About], on: date, said: Allocated
) -> tuple[Involvement, bool, dict[int, int]]:
    """The involvement that is open then, whether it was before, and who in the records each of them is."""
    known = set(family.members.values_list("person_id", flat=True)) if family is not None else set()
    concerns = {one.pk for one in to_go}
    new = {
        one.pk: cases.NewMember(one.as_person(), one.role_in_family, is_child=one.pk in concerns)
        for one in everyone
        if one.person_id is None
    }
    now = Involvement.objects.filter(family=family, closed_on=None).first() if family is not None else None
    if family is not None and now is not None:
        if unit_holding(family.pk) != said.unit.pk:
            raise ValidationError({"unit": "The family is open already: what is new goes to the unit that holds it."})
        if new:
            cases.keep_open_today(actor, family.pk, said.unit)
        for member in new.values():
            added = cases.add_member_to(family, member, family.members.count())
            log(actor, "added family member", family_id=family.pk, thing=added)
    else:
        now = cases.open_family(
            actor,
            said.unit,
            name=said.name,
            opened_on=on,
            answers=cases.FourQuestions(why_open=said.why_open),
            members=list(new.values()),
            is_another=said.is_another,
            coming_back=family,
        )
        if any(member.person.pk is None for member in new.values()):  # the same name, opened a moment ago
            raise ValidationError({"name": "A family of this name was opened a moment ago. Look at it first."})
        family = None
    here = [one.person_id for one in to_go if one.person_id in known]
    FamilyMember.objects.filter(family_id=now.family_id, person_id__in=here, is_child=False).update(is_child=True)
    people = {one.pk: one.person_id or new[one.pk].person.pk for one in everyone}
    return now, family is not None, people


def _let_in(actor: Actor, referral: Referral) -> Actor | None:
    """Who opens a family sees and adds to it for the rest of the day; who passes news on may have to open it first."""
    if actor.can(Permission.EDIT_FAMILY, referral.unit_id):
        return actor
    opened = AccessGrant.objects.filter(
        user_id=actor.user_id, family_id=referral.family_id, ends_at__gt=timezone.now()
    ).first()
    return actor.with_opened(referral.unit_id, opened.pk) if opened is not None else None


def _begin_episodes(actor: Actor, referral: Referral, to_go: Sequence[About], standing: dict[int, Decision]) -> None:
    """Each child's episode of need, as the census asks for it, from the day on which it was decided to act.

    Whose episode has not ended goes on with it; where none can begin, whoever refers is told (``without_episode``).
    """
    held = HeldFamily(referral.family, referral.unit_id, actor)
    for one in to_go:
        said = standing[one.pk]
        begun = {
            "started_on": said.decided_on,
            "source": referral.contact.source,
            "said_by": said.decided_by.full_name,
            "note": said.reason,
        }
        with suppress(ValidationError), transaction.atomic():
            record_facts(held, referral.involvement, KINDS["episode"], [one.person_id or 0], begun)


def _note_what_was_said(actor: Actor, referral: Referral, everyone: Sequence[About], new: set[int]) -> None:
    """Where those who are new live, and their other surnames, so that nobody types them a second time."""
    at = InRecord(actor, referral.family_id, referral.unit_id)
    source = f"{referral.contact.get_source_display()}, {referral.contact.received_on:%-d %B %Y}"
    things: list[Noted] = []
    for one in everyone:
        if one.pk not in new or one.person_id is None:
            continue
        if one.address.strip():
            lines, postcode = _address(one.address)
            things.append(Address(person_id=one.person_id, lines=lines, postcode=postcode, source=source))
        if one.also_known_as.strip():
            things.append(
                OtherName(
                    person_id=one.person_id,
                    given_name=one.given_name,
                    family_name=one.also_known_as,
                    source=source,
                )
            )
    note(at, things)


POSTCODE = re.compile(r"[\s,]*\b([A-Za-z]{1,2}\d[A-Za-z\d]?) ?(\d[A-Za-z]{2})\s*$")


def _address(said: str) -> tuple[str, str]:
    """The lines, and the postcode at their end.

    >>> _address("12 Quay Road, Linden ln2 8pd"), _address("with her nan")
    (('12 Quay Road, Linden', 'LN2 8PD'), ('with her nan', ''))
    """
    found = POSTCODE.search(said)
    if found is None:
        return said.strip(), ""
    return said[: found.start()].strip(), f"{found[1]} {found[2]}".upper()


def _tell(actor: Actor, referral: Referral, *, is_urgent: bool) -> None:
    """Who holds an open family hears of a new referral; opening one has told already. A strategy discussion is told."""
    told = [kind for kind, is_due in ((PASSED_ON, referral.is_news), (STRATEGY, is_urgent)) if is_due]
    for kind in told:
        notify(kind.key, actor=actor, family_id=referral.family_id, unit_id=referral.unit_id, thing=referral.contact)


def without_episode(referral: Referral) -> list[str]:
    """The children of a referral of whom no episode of need is open, by name. One statement."""
    open_now = Episode.objects.filter(STANDS, ended_on=None, is_no_further_action=False).values("person_id")
    children = Referred.objects.filter(referral=referral).exclude(person_id__in=open_now).select_related("person")
    return [one.person.short_name for one in children]
