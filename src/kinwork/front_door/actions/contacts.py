"""Verbs: take a contact, add to it, say who somebody is, tell the caller what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.permissions import Permission
from kinwork.access.sql import tuples
from kinwork.cases.queries import unit_holding
from kinwork.families.models import Agency
from kinwork.notices.actions import notify
from kinwork.people.dates import must_have_happened
from kinwork.people.models import BirthKind

from ..models import About, Addition, Caller, Contact, Draft, Feedback
from ..notice_kinds import MAY_BE_YOURS, TAKEN
from .drafts import Known, known_there, require


@dataclass(frozen=True)
class Taken:
    """What a call says, with who rang, and about whom; ``known`` by the place of each in ``about``."""

    contact: dict[str, Any]
    caller: str = ""
    telephone: str = ""
    about: Sequence[About] = ()
    known: dict[int, Known] = field(default_factory=dict)


@transaction.atomic
def take_contact(actor: Actor, token: UUID, taken: Taken) -> Contact:
    """All of it or nothing. The same call sent again gives the contact that its first copy made.

    The unit that holds a family which it is about knows at once.
    """
    require(actor, Permission.TAKE_CONTACT)
    must_have_happened(received_on=taken.contact["received_on"])
    if not any(one.is_child for one in taken.about):
        raise ValidationError({"a0-given_name": NOBODY})
    now = timezone.now()
    begun = {"begun_by_id": actor.user_id, "begun_at": now, "saved_by_id": actor.user_id, "saved_at": now}
    draft, _ = Draft.objects.select_for_update().get_or_create(token=token, defaults=begun)
    if draft.contact is not None:
        return draft.contact
    if draft.discarded_at is not None:
        raise ValidationError("This call was put away as no contact. Begin a new one, and copy over what you typed.")
    contact = Contact.objects.create(
        **taken.contact, agency=_agency(taken.contact["agency_name"]), taken_by_id=actor.user_id, taken_at=now
    )
    Caller.objects.create(contact=contact, name=taken.caller, telephone=taken.telephone)
    _say_about(contact, taken)
    draft.contact, draft.typed, draft.family_ids, draft.person_ids = contact, {}, [], []
    draft.save()
    log(actor, "took contact", thing=contact)
    contact.refresh_from_db()
    for family_id in contact.family_ids:
        unit_id = unit_holding(family_id)
        log(actor, "recorded contact about family", family_id=family_id, thing=contact)
        notify(TAKEN.key, actor=actor, family_id=family_id, unit_id=unit_id, thing=contact)
    _tell_guardians(actor, contact, taken.about)
    return contact


GUARDIANS = "SELECT * FROM kinwork_guardians_of_namesakes(%(called)s::text[], %(born)s::date[])"


def _tell_guardians(actor: Actor, contact: Contact, about: Sequence[About]) -> None:
    """Whoever takes a call does not learn that a family is hidden from them; who guards it hears of the call."""
    unknown = [one for one in about if one.person_id is None]
    names = [name for one in unknown for name in _names(one)]
    if not names:
        return
    found = tuples(GUARDIANS, called=[name for name, _ in names], born=[born for _, born in names])
    if found:
        notify(MAY_BE_YOURS.key, actor=actor, to=[guardian for (guardian,) in found], thing=contact)


def _names(one: About) -> list[tuple[str, date | None]]:
    """By which names somebody may be known, each with the date of birth if that is known to the day."""
    born = one.born_on if one.born_kind == BirthKind.EXACT else None
    also = [name.strip() for name in one.also_known_as.replace("/", ",").split(",") if name.strip()]
    return [(f"{one.given_name} {name}", born) for name in (one.family_name, *also) if one.given_name and name]


NOBODY = "Say who it is about: a first name is enough, or that it is an unborn baby."


def _agency(name: str) -> Agency | None:
    """The one of the register that is called so; none where there are several, or it is of one family alone."""
    found = list(Agency.objects.filter(name__iexact=name.strip(), family=None)[:2]) if name.strip() else []
    return found[0] if len(found) == 1 else None


def _say_about(contact: Contact, taken: Taken) -> None:
    known = known_there({str(place): one for place, one in taken.known.items()})
    called = _folded([_called(one) for one in taken.about])
    for place, (one, folded) in enumerate(zip(taken.about, called, strict=True)):
        one.contact, one.position, one.called = contact, place, folded
        is_known = known.get(str(place))
        if is_known is not None:
            one.family_id, one.person_id = is_known.family_id, is_known.person_id
        one.full_clean(exclude=["contact", "person", "family"])
        one.save()


def _called(one: About) -> str:
    """What would tell the same child in another call: both names, or the first name and where they live."""
    return f"{one.given_name} {one.family_name or one.address}" if one.given_name and one.is_child else ""


FOLDED = "SELECT coalesce(kinwork_fold(s), '') FROM unnest(%(said)s::text[]) WITH ORDINALITY x(s, n) ORDER BY n"


def _folded(said: list[str]) -> list[str]:
    """As names are compared. One statement."""
    found = tuples(FOLDED, said=[words if len(words.split()) > 1 else "" for words in said])
    return [words[:400] for (words,) in found]


@transaction.atomic
def link_about(actor: Actor, about: About, known: Known) -> None:
    """Somebody whom a contact is about is found to be known, before a unit has it. Who holds the family is told."""
    about = About.objects.select_for_update(of=("self",)).select_related("contact").get(pk=about.pk)
    if hasattr(about, "referred"):
        raise ValidationError(f"{about.name} has come to a unit already: the unit puts it right in the record.")
    if not known_there({"it": known}):
        raise ValidationError("That person is no longer in that family. Look again.")
    was_about = set(about.contact.family_ids)
    about.family_id, about.person_id = known.family_id, known.person_id
    about.save(update_fields=["family", "person"])
    log(actor, "linked contact to family", family_id=known.family_id, thing=about.contact)
    if known.family_id not in was_about:
        unit_id = unit_holding(known.family_id)
        notify(TAKEN.key, actor=actor, family_id=known.family_id, unit_id=unit_id, thing=about.contact)


@transaction.atomic
def add_to_contact(actor: Actor, contact: Contact, text: str) -> Addition:
    """What was said later, or put right."""
    if not text.strip():
        raise ValidationError({"text": "Write what you want to add."})
    if len(text) > 20_000:
        raise ValidationError({"text": f"This has {len(text):,} characters; 20,000 fit."})
    added = Addition.objects.create(contact=contact, text=text, by_id=actor.user_id, at=timezone.now())
    log(actor, "added to contact", thing=contact)
    for family_id in contact.family_ids:
        notify(TAKEN.key, actor=actor, family_id=family_id, unit_id=unit_holding(family_id), thing=contact)
    return added


@transaction.atomic
def give_feedback(actor: Actor, contact: Contact, *, on: date, how: str, words: str) -> Feedback:
    """The caller has been told what came of it."""
    must_have_happened(on=on)
    if on < contact.received_on:
        day = f"{contact.received_on:%-d %B %Y}"
        raise ValidationError({"on": f"The contact came on {day}. They cannot have been told before."})
    told = Feedback(contact=contact, on=on, how=how, words=words, by_id=actor.user_id, recorded_at=timezone.now())
    told.full_clean(exclude=["contact", "by"])
    told.save()
    log(actor, "told caller", thing=contact)
    return told


def who_rang(actor: Actor, contact: Contact) -> Caller | None:
    """The name that is kept from everybody else; that somebody asked for it is noted. Two statements."""
    log(actor, "saw who rang", thing=contact, words="Wished to stay anonymous.")
    return Caller.objects.filter(contact=contact).first()
