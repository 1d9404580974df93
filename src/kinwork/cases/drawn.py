"""What the genogram's part of a page shows: the drawing, the same in words, and somebody's symbol when chosen."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.request import Request
from kinwork.families.actions import last_tellings
from kinwork.families.genogram import Circle, circle_of, contradictions, id_of, plain
from kinwork.families.homes import Stay, homes, stays
from kinwork.families.models import FamilyMember, Loss, Telling, Told
from kinwork.families.timeline import stops
from kinwork.genogram import Family, ImpossibleFamily, Layout, When, describe, draw_svg, from_plain, lay_out, steps
from kinwork.people.models import BirthKind, Person, Sex

from .genogram_forms import FORMS, Draws
from .queries import families_also


@dataclass(frozen=True)
class Asked:
    """Of which day the drawing is: now, or as it was on a date, with all that we know now or as we knew it then."""

    on: str = ""
    as_known: bool = False

    @property
    def is_past(self) -> bool:
        return bool(self.on) and self.on != timezone.localdate().isoformat()

    @property
    def day(self) -> str:
        return self.on or timezone.localdate().isoformat()

    @property
    def words(self) -> str:
        """The date as people say it: 2012, March 2012, 5 March 2012."""
        when = When.parse(self.day)
        return f"{when.earliest:{'%-d ' if when.day else ''}{'%B ' if when.month else ''}%Y}"

    @property
    def known(self) -> datetime | None:
        """The end of that date, where what came to be known later is to be left out."""
        if not (self.is_past and self.as_known):
            return None
        return timezone.make_aware(datetime.combine(When.parse(self.on).latest, time.max))


@dataclass
class Drawn:
    """A family drawn: the SVG, the same in words, where arrow keys lead; or what is wrong with it."""

    svg: Markup = Markup()
    text: str = ""
    steps: str = "{}"
    wrong: list[str] = field(default_factory=list)
    layout: Layout | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole drawing with its legend, in pixels."""
        found = re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', self.svg)
        return (float(found[1]), float(found[2])) if found else (1.0, 1.0)


@lru_cache(maxsize=64)
def _laid_out(data: str, like: str, lettering: float) -> tuple[Family, Layout]:
    # Everybody at the table sees the same drawing: one of them pays for it.
    family = from_plain(json.loads(data))
    stood = json.loads(like) or (_laid_out(data, like, 1.0)[1].standing if lettering != 1 else None)
    return family, lay_out(family, stood, settled=bool(stood), lettering=lettering)


def picture(
    circle: Circle, asked: Asked, last: Telling | None, *, linked: bool = False, lettering: float = 1.0
) -> Drawn:
    """The drawing and the same in words; only what is wrong where it cannot be drawn. No statement."""
    if not circle.people:
        return Drawn()
    data = json.dumps(plain(circle, on=asked.day, is_now=not asked.is_past))
    like = json.dumps(last.drawn if last else None, sort_keys=True)
    try:
        family, layout = _laid_out(data, like, lettering)
    except ImpossibleFamily as problem:
        return Drawn(wrong=[one.what for one in problem.findings])
    links = {one: (_address(circle, one), _spoken(circle, one)) for one in layout.spots} if linked else None
    # The engine escapes every name, and writes attributes only: nothing that the page's policy forbids.
    svg = Markup(draw_svg(layout, links=links))  # noqa: S704
    return Drawn(svg, describe(family), json.dumps(steps(layout)), layout=layout)


def _address(circle: Circle, who: str) -> str:
    return reverse("genogram_by", args=[circle.family_id, who])


def _spoken(circle: Circle, who: str) -> str:
    """What somebody's symbol says to whoever does not see it."""
    if who.startswith("l"):
        loss = next(one for one in circle.losses if f"l{one.pk}" == who)
        return f"{loss.name or loss.get_kind_display()}{f', {loss.on}' if loss.on else ''}, of {circle.called(loss.mother)}"
    person = circle.people[int(who[1:])]
    role = role_of(circle, person)
    said = f"{circle.called(person)}, {person.age_in_words(timezone.localdate())}"
    return f"{said}, {role}" if role and role != circle.called(person) else said


def role_of(circle: Circle, person: Person) -> str:
    return next((one.role for one in circle.members if one.person_id == person.pk), "")


def shown(request: Request, asked: Asked | None = None, problem: dict[str, str] | None = None) -> dict[str, Any]:
    """What the genogram's part of a page shows. Seven statements."""
    asked = asked or Asked()
    circle = circle_of(request.family.pk, asked.known)
    may_edit = request.actor.can(Permission.EDIT_FAMILY, request.family_unit_id) and not asked.is_past
    last, back = last_tellings(request.family.pk)
    today = timezone.localdate()
    found = stops(circle, today.isoformat())
    return {
        "drawn": picture(circle, asked, last, linked=not asked.is_past),
        "asked": asked,
        "stops": found,
        "stops_json": json.dumps([[one.on, one.words] for one in found], ensure_ascii=False),
        "accounts": contradictions(circle),
        "people": [
            (_address(circle, id_of(one)), circle.called(one), one.age_in_words(today))
            for one in circle.people.values()
        ],
        "may_edit": may_edit,
        "problem": problem or {},
        "last": last,
        "back": back,
    }


@dataclass
class By:
    """A person whose symbol was chosen: what is known of them here, and what can be drawn from them."""

    id: str
    name: str
    about: str
    person: Person | None
    member: FamilyMember | None
    verbs: list[tuple[str, str]]
    facts: list[Fact]
    also: list[tuple[int, str]]
    may_edit: bool


@dataclass(frozen=True)
class Fact:
    """Something told of a person, with who said so; ``take`` names it where it can be taken away here."""

    words: str
    source: str
    noted: date
    take: tuple[str, int] | None


def by_person(circle: Circle, who: str, actor: Actor, unit_id: int) -> By | None:
    """Somebody in the drawing by id (``p12``, or ``l3`` for a loss without a person). One statement more."""
    may_edit = actor.can(Permission.EDIT_FAMILY, unit_id)
    if who.startswith("l"):
        loss = next((one for one in circle.losses if f"l{one.pk}" == who), None)
        if loss is None:
            return None
        facts = [_fact(circle, loss, loss_words(circle, loss))]
        return By(who, loss.name or loss.get_kind_display(), loss.on, None, None, [], facts, [], may_edit)
    person = circle.people.get(int(who[1:])) if who[1:].isdecimal() else None
    if person is None:
        return None
    member = next((one for one in circle.members if one.person_id == person.pk), None)
    return By(
        who,
        circle.called(person),
        ", ".join(filter(None, (person.age_in_words(timezone.localdate()), member.role if member else ""))),
        person,
        member,
        _verbs(circle, person) if member else [],
        facts_of(circle, person),
        families_also(person.pk, circle.family_id, actor),
        may_edit,
    )


def _verbs(circle: Circle, person: Person) -> list[tuple[str, str]]:
    """What can be drawn from somebody: an unborn child has parents and a twin, and nothing else yet."""
    if any(one.person_id == person.pk for one in circle.losses):
        return []
    if person.born_kind == BirthKind.EXPECTED:
        return [(what, FORMS[what].title) for what in ("parent", "sibling", "twin")]
    leave = {"pregnancy", "loss"} if person.sex == Sex.MALE else set()
    if not any(not one.how_ended and person.pk in (one.one_id, one.other_id) for one in circle.partnerships):
        leave.add("part")
    if person.is_deceased:
        leave |= {"move", "pregnancy"}
    if person.sex == Sex.MALE and partner_of(circle, person):
        leave.discard("pregnancy")  # it is his too: drawn from him, of both
    return [(what, form.title) for what, form in FORMS.items() if what not in leave]


def partner_of(circle: Circle, person: Person) -> bool:
    return any(person.pk in (one.one_id, one.other_id) for one in circle.partnerships)


def loss_words(circle: Circle, loss: Loss) -> str:
    return f"{loss.get_kind_display()} of {circle.called(loss.mother)}{f', {loss.on}' if loss.on else ''}"


def facts_of(circle: Circle, person: Person) -> list[Fact]:
    """All that stands here of somebody's relations, in words. No statement."""
    called, pk = circle.called, person.pk
    found = []
    for tie in circle.parenthoods:
        if pk in (tie.parent_id, tie.child_id):
            kind = "" if tie.kind == "birth" else f"{tie.get_kind_display().lower()} "
            words = f"{called(tie.parent)} is {kind}parent of {called(tie.child)}{_dates(tie.begun, tie.ended)}"
            found.append(_fact(circle, tie, words))
    for couple in circle.partnerships:
        if pk in (couple.one_id, couple.other_id):
            kind = couple.get_kind_display().lower() if couple.kind != "unknown" else "a couple"
            how = couple.get_how_ended_display().lower() if couple.how_ended else ""
            words = f"{called(couple.one)} and {called(couple.other)}: {kind}{_dates(couple.begun, couple.ended, how)}"
            found.append(_fact(circle, couple, words))
    for pair in circle.siblinghoods:
        if pk in (pair.one_id, pair.other_id):
            found.append(_fact(circle, pair, f"{called(pair.one)} and {called(pair.other)}: {pair.get_kind_display()}"))
    for bond in circle.bonds:
        if pk in (bond.one_id, bond.other_id):
            words = f"{called(bond.one)}, {called(bond.other)}: {bond.get_kind_display().lower()}"
            found.append(_fact(circle, bond, words + (f", {bond.on}" if bond.on else "")))
    found += [_fact(circle, one, loss_words(circle, one)) for one in circle.losses if pk in (one.mother_id, one.person_id)]
    return found


def _dates(begun: str, ended: str, how: str = "") -> str:
    if ended or how:
        return (f", from {begun}" if begun else "") + f", {how or 'until'} {ended}".rstrip()
    return f", since {begun}" if begun else ""


def _fact(circle: Circle, fact: Told, words: str) -> Fact:
    here = fact.telling.family_id == circle.family_id
    kind = str(fact._meta.model_name)
    return Fact(words, fact.source, timezone.localtime(fact.telling.at).date(), (kind, fact.pk) if here else None)


def living_of(circle: Circle, person: Person) -> list[str]:
    """Where somebody lives and has lived, in words. No statement."""
    said = []
    for one in stays(circle.members):
        if one.person_id == person.pk:
            said.append(_stay(one))
    if said:
        return said
    home = next((one for one in homes(circle.members, timezone.localdate().isoformat()) if person.pk in one.people), None)
    return ["Lives in the family’s household"] if home and home.is_main else []


def _stay(one: Stay) -> str:
    where = "the family’s household" if one.is_main else one.household or "another household"
    verb = "Lived in" if one.ended else "Lives in"
    return f"{verb} {where}{_dates(one.begun, one.ended)}{f' (said by {one.source})' if one.source else ''}"


def form_by(circle: Circle, what: str, by: By, data: Any = None) -> Draws:
    """The short form of a verb for the person chosen."""
    return FORMS[what](data, prefix=what, circle=circle, by=by.person)
