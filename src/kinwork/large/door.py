"""Rows of the front door: who rang about whom, what was decided, which unit the family came to."""

from __future__ import annotations

import random
from datetime import date, timedelta

from kinwork.access.roles import FrontDoorWorker
from kinwork.copying import Rows
from kinwork.front_door.models import Consent, FamilyKnows, Level, Who

from .facts import Telling
from .life import NOTHING, PROTECTION, SOURCES, working
from .rows import Ids, at
from .service import Service
from .words import address, background, some, text

DAY = timedelta(days=1)
AGENCY = {"6": "Linden Police", "3A": "Surgery", "3B": "Health visiting, Linden", "3E": "A and E, Linden General"}
RELATION = {"6": "officer on duty", "2A": "designated safeguarding lead", "1A": "grandmother", "1B": "neighbour"}
HELP = ((Level.NOTHING, 42), (Level.ADVICE, 30), (Level.HELP, 26), (Level.ELSEWHERE, 2))


def tell_contact(telling: Telling) -> None:
    """The call with which an involvement began: decided on the day or the next, and taken to a unit."""
    family, stay, chance, rows = telling.family, telling.stay, telling.family.chance, telling.rows
    service = telling.holding.service
    received = stay.opened if chance.random() < 0.75 else stay.opened - DAY
    taker = service.of_service(FrontDoorWorker.key, chance.random(), received)
    decider = service.of_service(FrontDoorWorker.key, chance.random(), stay.opened)
    contact = family.ids()
    consent = some(chance, ((Consent.GIVEN, 66), (Consent.NOT_ASKED, 28), (Consent.REFUSED, 6)))
    because = "" if consent == Consent.GIVEN else "It would have put a child at risk to ask first."
    _contact(rows, chance, contact, received, stay.source, family.who, consent, because, taker)
    level = Level.REFERRAL_NFA if stay.level == NOTHING else Level.REFERRAL
    if stay.level == PROTECTION and stay.enquiries and stay.enquiries[0].on <= stay.opened + 3 * DAY:
        level = Level.STRATEGY
    referral = None if stay.level == NOTHING else family.ids()
    abouts = []
    for position, one in enumerate([*family.adults[:1], *stay.children]):
        about = family.ids()
        who = Who.ADULT if not one.is_child else Who.EXPECTED if one.age(received) < 0 else Who.CHILD
        rows.add(
            "front_door.about",
            id=about, contact_id=contact, position=position, who=who, given_name=one.given, family_name=one.surname,
            role=one.role, born_on=one.born if one.is_child else None, sex=one.sex, address=family.address,
            setting=family.school if one.is_child else "", person_id=one.id, family_id=family.id,
            called=f"{one.given} {one.surname}".lower() if who == Who.CHILD else "",
        )  # fmt: skip
        if one.is_child:
            abouts.append((about, one))
            rows.add(
                "front_door.decision",
                id=family.ids(), about_id=about, level=level, reason=text("contact_reason", chance, family.who),
                consent=consent, no_consent_because=because, decided_on=stay.opened, decided_by_id=decider,
                recorded_by_id=decider, recorded_at=at(stay.opened, 12),
            )  # fmt: skip
    if referral is not None:
        unit = telling.holding.unit(stay.opened)
        rows.add(
            "front_door.referral",
            id=referral, contact_id=contact, family_id=family.id, involvement_id=telling.involvement, unit_id=unit.id,
            suggested_id=unit.id, suggested_because="On duty this week", by_id=decider, at=at(stay.opened, 13),
        )  # fmt: skip
        for about, one in abouts:
            rows.add("front_door.referred", id=family.ids(), referral_id=referral, about_id=about, person_id=one.id)
    if chance.random() < 0.7:
        rows.add(
            "front_door.feedback",
            id=family.ids(), contact_id=contact, on=working(stay.opened + DAY), how="telephone",
            words="What came of it, as far as they may know.", by_id=decider, recorded_at=at(stay.opened + DAY, 11),
        )  # fmt: skip


def _contact(
    rows: Rows, chance: random.Random, made: int, on: date, source: str, who: dict[str, str], consent: str,
    because: str, taker: int,
) -> None:  # fmt: skip
    names = background(chance)
    rows.add(
        "front_door.contact",
        id=made, received_on=on, source=source, agency_name=AGENCY.get(source, who["school"] if source == "2A" else ""),
        relation=RELATION.get(source, ""), is_anonymous=source == "1B" and chance.random() < 0.5,
        said=text("contact_said", chance, who), wanted=text("contact_wanted", chance, who),
        family_knows=some(chance, ((FamilyKnows.YES, 50), (FamilyKnows.NO, 30), (FamilyKnows.UNKNOWN, 20))),
        consent=consent, no_consent_because=because, taken_by_id=taker, taken_at=at(on, 8 + chance.randrange(9), 10),
    )  # fmt: skip
    rows.add(
        "front_door.caller",
        contact_id=made, name=f"{chance.choice(names.women)} {chance.choice(names.surnames)}",
        telephone=f"01632 960{chance.randrange(100, 999)}",
    )  # fmt: skip


def tell_other_contacts(rows: Rows, service: Service, number: int) -> None:
    """The weeks just past: calls about children whom nobody here knows, most decided, the latest waiting."""
    chance, today = random.Random(f"{service.size.seed}:door"), service.today  # noqa: S311 -- no secret
    ids = Ids.of_family(chance, service.size.families + 1, today)
    for _ in range(number):
        on = working(today - timedelta(days=int(chance.random() ** 1.5 * 56)))
        if on > today:
            continue
        names = background(chance)
        girl = chance.random() < 0.5
        child, surname = chance.choice(names.girls if girl else names.boys), chance.choice(names.surnames)
        who = {"child": child, "other": "the baby", "parent": chance.choice(names.women), "kin": "the aunt",
               "school": "Mill Lane Primary", "worker": "the social worker"}  # fmt: skip
        contact, about = ids(), ids()
        taker = service.of_service(FrontDoorWorker.key, chance.random(), on)
        _contact(rows, chance, contact, on, some(chance, SOURCES), who, Consent.GIVEN, "", taker)
        rows.add(
            "front_door.about",
            id=about, contact_id=contact, position=0, who=Who.CHILD, given_name=child, family_name=surname,
            born_on=on - timedelta(days=chance.randrange(300, 6000)), sex="female" if girl else "male",
            address=address(chance), called=f"{child} {surname}".lower(),
        )  # fmt: skip
        decided = working(on + DAY)
        if decided <= today and (on < today - 4 * DAY or chance.random() < 0.5):
            level = some(chance, HELP)
            rows.add(
                "front_door.decision",
                id=ids(), about_id=about, level=level, reason=text("contact_reason", chance, who),
                passed_to="Eastshire, duty team" if level == Level.ELSEWHERE else "", consent=Consent.GIVEN,
                decided_on=decided, decided_by_id=service.of_service(FrontDoorWorker.key, chance.random(), decided),
                recorded_by_id=taker, recorded_at=at(decided, 12),
            )  # fmt: skip
