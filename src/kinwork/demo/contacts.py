"""What has come in at the front door since yesterday, so that its list is not empty; put down as if it had been taken.

Nobody is written to. The unit that takes what is new is on duty this week, and another one the next.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db.backends.postgresql.psycopg_any import DateRange

from kinwork.access.models import User
from kinwork.families.models import FamilyMember
from kinwork.front_door.models import About, Caller, Contact, Decision
from kinwork.people.models import BirthKind
from kinwork.units.models import DutyTurn, Unit

from .story import at


def take_contacts(front_door: User, on_duty: list[Unit], today: date) -> None:
    """A handful, one of them decided."""
    _turns(on_duty, today)
    for number, said in enumerate(yaml.safe_load((Path(__file__).parent / "contacts.yaml").read_text("utf-8"))):
        day = today - timedelta(days=said["days_ago"])
        contact = Contact.objects.create(
            received_on=day,
            source=said["source"],
            agency_name=said.get("agency", ""),
            relation=said["relation"],
            is_anonymous=said.get("anonymous", False),
            said=said["said"].strip(),
            wanted=said["wanted"],
            family_knows={True: "yes", False: "no"}.get(said["family_knows"], "unknown"),
            consent=said["consent"],
            no_consent_because=said.get("because", ""),
            taken_by=front_door,
            taken_at=at(day, 8 + number, 20),
        )
        Caller.objects.create(contact=contact, **said["caller"])
        for position, one in enumerate(said["about"]):
            _about(contact, position, one, today).save()
        if "decided" in said:
            _decide(contact, front_door, said["decided"], day)


def _about(contact: Contact, position: int, said: dict[str, Any], today: date) -> About:
    about = About(
        contact=contact,
        position=position,
        who=said["who"],
        given_name=said.get("given", ""),
        family_name=said.get("family", ""),
        role=said.get("role", ""),
        address=said.get("address", ""),
        setting=said.get("setting", ""),
        called=f"{said['given']} {said['family']}".lower() if said["who"] == "child" and "family" in said else "",
    )
    if "age" in said:
        about.born_on, about.born_kind = date(today.year - said["age"], 7, 1), BirthKind.ESTIMATED
    if "due_in_weeks" in said:
        about.born_on, about.born_kind = today + timedelta(weeks=said["due_in_weeks"]), BirthKind.EXPECTED
    if "known" in said:
        member = FamilyMember.objects.select_related("person").get(
            family__name=said["known"], person__given_name=said["given"]
        )
        about.family_id, about.person, about.family_name = member.family_id, member.person, member.person.family_name
    return about


def _decide(contact: Contact, by: User, said: dict[str, str], day: date) -> None:
    for about in contact.about.exclude(who="adult"):
        Decision.objects.create(
            about=about,
            level=said["level"],
            reason=said["reason"],
            passed_to=said["to"],
            consent=contact.consent,
            decided_on=day,
            decided_by=by,
            recorded_by=by,
            recorded_at=at(day, 16),
        )


def _turns(units: list[Unit], today: date) -> None:
    monday = today - timedelta(days=today.weekday())
    for week in range(6):
        first = monday + timedelta(weeks=week)
        DutyTurn.objects.create(unit=units[week % len(units)], during=DateRange(first, first + timedelta(weeks=1)))
