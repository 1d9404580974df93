"""Rows of a family as it is opened: its people, who is related to whom, where they live, who is around them."""

from __future__ import annotations

from datetime import date, timedelta

from kinwork.copying import Rows
from kinwork.families.models.network import NetworkPart
from kinwork.families.models.relations import ParentKind, PartnershipKind
from kinwork.people.models import AddressKind, BirthKind, ContactKind, NameKind, NumberKind, Safe, What
from kinwork.people.numbers import nhs_check_digit

from .family import Family, Member
from .life import ASSESSED, NOTHING, Stay
from .owed import note_pupil_number
from .rows import at
from .words import background, places


def open_family(rows: Rows, family: Family, stays: list[Stay], by: int, today: date) -> None:
    """The family, its members, and what is noted of them."""
    opened, last = stays[0].opened, stays[-1]
    concerned = {child.id for child in last.everyone() if last.closed is not None or last.ended(child) is None}
    first = last.everyone()[0]
    family.name = first.surname
    rows.add("families.family", id=family.id, name=family.name, created_at=at(opened, 9))
    for position, one in enumerate(family.members):
        _person(rows, family, one)
        rows.add(
            "families.familymember",
            id=family.ids(), family_id=family.id, person_id=one.id, role=one.role, position=position,
            is_child=one.id in concerned or one.is_expected, lives_here=_lives_here(one, last),
        )  # fmt: skip
    _relations(rows, family, opened, by)
    _noted(rows, family, opened, by, today)
    if any(stay.level not in (NOTHING, ASSESSED) for stay in stays):
        _around(rows, family, opened, by)


def _lives_here(one: Member, last: Stay) -> bool:
    in_care = any(care.child is one and care.whole.end is None for care in last.care)
    return one.lives_here and not in_care


def _person(rows: Rows, family: Family, one: Member) -> None:
    known, kind = one.born, BirthKind.EXACT
    if one.is_expected:
        kind = BirthKind.EXPECTED
    elif not one.is_child and one.born is not None and family.chance.random() < 0.25:
        known, kind = date(one.born.year, 7, 1), BirthKind.ESTIMATED
    rows.add(
        "people.person",
        id=one.id, given_name=one.given, family_name=one.surname, born_on=known, born_kind=kind, sex=one.sex,
    )  # fmt: skip


def _relations(rows: Rows, family: Family, opened: date, by: int) -> None:
    """Drawn as far as it is known: children with their parents, couples, a grandmother."""
    told = family.ids()
    rows.add(
        "families.changeset",
        id=told, family_id=family.id, words="When the family was opened", by_id=by, at=at(opened, 11),
    )  # fmt: skip
    said = {"change_set_id": told, "source": family.who["parent"]}
    by_role = {one.role: one for one in family.adults}
    for child in family.children:
        for parent in (by_role.get("mother"), by_role.get("father")):
            if parent is not None:
                rows.add(
                    "families.parenthood",
                    id=family.ids(), parent_id=parent.id, child_id=child.id, kind=ParentKind.BIRTH, **said,
                )  # fmt: skip
    mother, father, other = by_role.get("mother"), by_role.get("father"), by_role.get("mum’s partner")
    if mother and father:
        together = father.lives_here and other is None
        rows.add(
            "families.partnership",
            id=family.ids(), one_id=mother.id, other_id=father.id, kind=PartnershipKind.COHABITING,
            ended="" if together else str(opened.year - 1), how_ended="" if together else "separated", **said,
        )  # fmt: skip
    if mother and other:
        rows.add(
            "families.partnership",
            id=family.ids(), one_id=mother.id, other_id=other.id, kind=PartnershipKind.DATING, **said,
        )  # fmt: skip
    if mother and "grandmother" in by_role:
        rows.add(
            "families.parenthood",
            id=family.ids(), parent_id=by_role["grandmother"].id, child_id=mother.id, kind=ParentKind.BIRTH, **said,
        )  # fmt: skip


def _noted(rows: Rows, family: Family, opened: date, by: int, today: date) -> None:
    chance = family.chance
    said = {"family_id": family.id, "noted_by_id": by, "noted_at": at(opened, 11), "source": family.who["parent"]}
    since = str(opened.year - chance.randrange(0, 4))
    for one in family.members:
        if one.is_expected:
            continue
        if one.lives_here:
            rows.add(
                "people.address",
                id=family.ids(), person_id=one.id, kind=AddressKind.HOME, lines=family.address,
                postcode=family.postcode, begun=since, **said,
            )  # fmt: skip
        if one.is_child:
            note_pupil_number(rows, family, one, said, today)
            rows.add(
                "people.particular",
                id=family.ids(), person_id=one.id, what=What.ETHNICITY, code=family.ethnicity, **said,
            )  # fmt: skip
            if chance.random() < 0.8:
                nine = f"{chance.randrange(400_000_000, 800_000_000)}"
                check = nhs_check_digit(nine)
                if check < 10:
                    rows.add(
                        "people.identifier",
                        id=family.ids(),
                        person_id=one.id,
                        kind=NumberKind.NHS,
                        value=f"{nine}{check}",
                        **said,
                    )
    parent = family.parent
    if parent is None:
        return
    number = f"07700 900{chance.randrange(100, 999)}"
    rows.add(
        "people.contact",
        id=family.ids(), person_id=parent.id, kind=ContactKind.MOBILE, value=number, safe=Safe.YES, **said,
    )  # fmt: skip
    if chance.random() < 0.06:
        names = background(chance)
        rows.add(
            "people.othername",
            id=family.ids(), person_id=parent.id, given_name=parent.given, family_name=chance.choice(names.surnames),
            kind=NameKind.MARRIED if chance.random() < 0.5 else NameKind.KNOWN_AS, **said,
        )  # fmt: skip


def agencies() -> list[dict[str, object]]:
    """The register: schools, surgeries, and the services of the area. Their ids are their places in it."""
    named = [(name, "school") for name in places("schools")] + [(name, "gp") for name in places("surgeries")]
    named += [("Health visiting, Linden", "health_visiting"), ("Linden Police", "police"), ("Linden Homes", "housing")]
    return [
        {"id": number, "name": name, "kind": kind, "telephone": f"01632 960{100 + number}"}
        for number, (name, kind) in enumerate(named, 1)
    ]


def _around(rows: Rows, family: Family, opened: date, by: int) -> None:
    """A school and a surgery at least."""
    chance = family.chance
    told = family.ids()
    rows.add(
        "families.changeset",
        id=told, family_id=family.id, words="Who is around the family", by_id=by, at=at(opened + timedelta(days=2), 15),
    )  # fmt: skip
    day = opened.isoformat()
    said = {
        "change_set_id": told, "part": NetworkPart.PROFESSIONAL, "on": day, "heard": day, "begun": str(opened.year),
        "source": family.who["parent"],
    }  # fmt: skip
    names = background(chance)
    schools = places("schools")
    school = schools.index(family.school) + 1
    surgery = len(schools) + 1 + chance.randrange(len(places("surgeries")))
    for agency, role in ((school, "designated safeguarding lead"), (surgery, "GP")):
        who = f"{chance.choice(names.women)} {chance.choice(names.surnames)}"
        rows.add("families.tie", id=family.ids(), agency_id=agency, name=who, role=role, support="moderate", **said)
