"""What a person's page shows: what is noted now and before, where accounts differ, and everybody around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.cases.person_policies import FamilyAccess, family_accesses
from kinwork.families.models import FamilyMember
from kinwork.families.queries import Care, take_care
from kinwork.families.relatives import Relative, relatives_of
from kinwork.people import codes
from kinwork.people.models import (
    CODED,
    Address,
    Identifier,
    Noted,
    OtherName,
    Particular,
    Person,
    SafetyWarning,
    WarningKind,
    What,
)
from kinwork.people.models.partial import in_words, is_over, period
from kinwork.people.numbers import is_temporary, spaced
from kinwork.people.queries import OfPerson, of_person

NUMBERS = {"nhs": "NHS", "upn": "UPN", "home_office": "Home Office", "other": "number"}
# Always there, asked of everybody; the others once there is something.
ALWAYS = ("language", "disability", "ethnicity", "number")
ORDER = (
    "name", "born", "language", "disability", "ethnicity", "gender", "pronouns", "religion", "immigration", "recourse",
    "number",
)  # fmt: skip
# Of these one is right: two that hold at once are two accounts. Of the others several may be.
ONE_AT_A_TIME = frozenset({What.BORN, What.ETHNICITY, What.IMMIGRATION, What.RECOURSE})
HEADINGS = {
    What.BORN: "Other date of birth given",
    What.GENDER: "Gender",
    What.PRONOUNS: "Pronouns",
    What.ETHNICITY: "Ethnicity",
    What.LANGUAGE: "Languages",
    What.RELIGION: "Religion or belief",
    What.DISABILITY: "Disability",
    What.IMMIGRATION: "Immigration status",
    What.RECOURSE: "Recourse to public funds",
}


@dataclass(frozen=True)
class Detail:
    """One thing that is noted, as the page says it."""

    thing: Any
    text: str
    more: tuple[str, ...]  # in smaller words: when, who said so
    change: str  # where to change it; empty where this person may not, or in another record
    is_over: bool
    tag: str = ""
    show: str = ""  # where a confidential address is shown


@dataclass
class Part:
    """A heading of the page with its lines: those that hold, and those that did before."""

    key: str
    title: str
    lines: list[Detail] = field(default_factory=list)
    before: list[Detail] = field(default_factory=list)
    differs: bool = False


@dataclass(frozen=True)
class ShownRelative:
    """Somebody related, or of the same family: with a page to open, or only with what a search shows."""

    person_id: int
    name: str
    what: str
    age: str
    families: tuple[str, ...]
    is_in_reach: bool
    family_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class PersonPage:
    """Everything that the template shows."""

    person: Person
    today: date
    ways: list[FamilyAccess]
    let_in: list[FamilyAccess]
    others: list[FamilyAccess]
    noting: FamilyAccess | None  # the family in whose record new things are noted
    may_note_in: list[FamilyAccess]
    called: str
    about: tuple[str, ...]
    warnings: list[Detail]
    warnings_elsewhere: list[tuple[str, date, FamilyAccess]]
    warnings_beside: list[Care]  # of others in these families
    notes_elsewhere: list[tuple[int, FamilyAccess]]
    parts: dict[str, Part]
    kin: list[ShownRelative]
    housemates: list[ShownRelative]

    @property
    def families_named(self) -> list[int]:
        """Every family whose name stands on the page: of this person, and of who is related."""
        related = [pk for one in self.kin for pk in one.family_ids]
        return list(dict.fromkeys([*(way.family_id for way in self.ways), *related]))

    @property
    def rows(self) -> list[Part]:
        """The particulars to show: those that everybody is asked, and what there is of the others."""
        return [part for key in ORDER if (part := self.parts[key]) and (key in ALWAYS or part.lines or part.before)]

    @property
    def not_yet(self) -> list[Part]:
        """Particulars of which there is nothing: to be added when there is."""
        shown = {part.key for part in self.rows}
        return [self.parts[key] for key in ORDER if key not in shown]

    def address_of(self, what: str) -> str:
        """Where something is noted; empty for whoever may not."""
        if self.noting is None:
            return ""
        return reverse("note_of_person", args=[self.noting.family_id, self.person.pk, what])


def person_page(
    actor: Actor, person: Person, ways: list[FamilyAccess], today: date, *, noting_in: int | None
) -> PersonPage:
    """Sixteen statements, however much is noted and however many are related."""
    let_in = [way for way in ways if way.actor is not None]
    others = [way for way in ways if way.actor is None]
    may_note_in = [way for way in let_in if way.may_edit]
    noting = next((way for way in may_note_in if way.family_id == noting_in), may_note_in[0] if may_note_in else None)
    noted = of_person(person.pk, [way.family_id for way in let_in], [way.family_id for way in others], today)
    lines = _Lines(person, let_in, noting, today)
    kin = relatives_of(person, today.isoformat())
    parts = _parts(noted, lines)
    return PersonPage(
        person=person,
        today=today,
        ways=ways,
        let_in=let_in,
        others=others,
        noting=noting,
        may_note_in=may_note_in,
        called=_called(noted, person, today),
        about=_about(person, parts, today),
        warnings=[line for line in lines.of("warning", noted.warnings) if not line.is_over],
        warnings_elsewhere=[
            (WarningKind(kind).label, review_on, next(way for way in others if way.family_id == family_id))
            for family_id, kind, review_on in noted.elsewhere.warnings
        ],
        warnings_beside=[
            care
            for care in take_care([way.family_id for way in let_in], today)
            if care.what == "warning" and care.person_id != person.pk
        ],
        notes_elsewhere=[(number, way) for way in others if (number := noted.elsewhere.notes.get(way.family_id))],
        parts=parts,
        **_around(actor, person, kin, let_in, today),
    )


class _Lines:
    """Makes lines of what is noted."""

    def __init__(self, person: Person, let_in: list[FamilyAccess], noting: FamilyAccess | None, today: date) -> None:
        self.person, self.noting, self.today = person, noting, today
        self.ways = {way.family_id: way for way in let_in}

    def of(self, what: str, things: Iterable[Noted]) -> list[Detail]:
        return [self.line(what, thing) for thing in things]

    def line(self, what: str, thing: Any) -> Detail:
        way = self.ways.get(thing.family_id) if thing.family_id is not None else self.noting
        veiled = isinstance(thing, Address) and thing.is_confidential
        may_see = way is not None and way.may(Permission.SEE_CONFIDENTIAL)
        place = [way.family_id, self.person.pk] if way else []
        return Detail(
            thing,
            _text(thing),
            _more(thing, self.today, way if len(self.ways) > 1 else None),
            reverse("change_note_of_person", args=[*place, what, thing.pk])
            if way and way.may_edit and (may_see or not veiled)
            else "",
            is_over(thing.ended, self.today.isoformat()),
            _tag(thing, self.today),
            reverse("confidential_address", args=[*place, thing.pk]) if veiled and may_see else "",
        )


def _text(thing: Any) -> str:
    if isinstance(thing, Particular):
        if thing.what in CODED:
            return codes.label(thing.what, thing.code)
        return in_words(thing.code) if thing.what == What.BORN else thing.words
    if isinstance(thing, Address):
        return "A confidential address" if thing.is_confidential else thing.in_full
    if hasattr(thing, "value") and thing.kind == "nhs":
        return spaced(thing.kind, thing.value)
    return thing.words if isinstance(thing, SafetyWarning) else str(getattr(thing, "value", thing))


def _more(thing: Any, today: date, way: FamilyAccess | None) -> tuple[str, ...]:
    said = [
        period(thing.begun, thing.ended, today.isoformat()),
        thing.words if isinstance(thing, Particular) and thing.what in (*CODED, What.BORN) else "",
        getattr(thing, "note", ""),
        getattr(thing, "whose", ""),
        f"from {thing.source}" if thing.source else "",
    ]
    if thing.noted_by_id:
        said.append(f"recorded by {thing.noted_by.first_name}, {thing.noted_at:%-d %b %Y}")
    if way is not None and thing.family_id is not None:
        said.append(f"in the {way.family_name} record")
    return tuple(one for one in said if one)


def _tag(thing: Any, today: date) -> str:
    if isinstance(thing, SafetyWarning):
        return thing.get_kind_display()
    if isinstance(thing, Address) and not thing.is_confidential and thing.kind != "home":
        return thing.get_kind_display() if thing.kind != "none" else ""
    if getattr(thing, "needs_interpreter", False):
        return "interpreter needed"
    if isinstance(thing, Identifier):
        return "UPN, temporary" if thing.kind == "upn" and is_temporary(thing.value) else NUMBERS[thing.kind]
    return thing.kind if isinstance(thing, OtherName) else ""


def _parts(noted: OfPerson, lines: _Lines) -> dict[str, Part]:
    made = {
        "contact": Part("contact", "Contact details", lines.of("contact", noted.contacts)),
        "address": Part("address", "Where they live", lines.of("address", noted.addresses)),
        "name": Part("name", "Other names", lines.of("name", noted.names)),
        "number": Part("number", "Numbers", lines.of("number", noted.numbers)),
    }
    for what, title in HEADINGS.items():
        made[what] = Part(what, title, lines.of(what, (one for one in noted.particulars if one.what == what)))
    for part in made.values():
        part.before = [line for line in part.lines if line.is_over]
        part.lines = [line for line in part.lines if not line.is_over]
        part.differs = _differs(part)
    return made


def _differs(part: Part) -> bool:
    """Whether accounts contradict each other: both are shown, and that they do."""
    if part.key == What.BORN:
        return bool(part.lines)
    if part.key == "number":
        kinds = [(line.thing.kind, line.thing.value) for line in part.lines if line.thing.kind in ("nhs", "upn")]
        return len({kind for kind, _ in set(kinds)}) < len(set(kinds))
    told = {line.thing.code for line in part.lines} if part.key in CODED else set()
    if part.key == What.DISABILITY:
        return "NONE" in told and len(told) > 1
    return part.key in ONE_AT_A_TIME and len(told) > 1


def _called(noted: OfPerson, person: Person, today: date) -> str:
    """The name they like to be called by, where it is another."""
    liked = [one for one in noted.names if one.kind == "preferred name" and not is_over(one.ended, today.isoformat())]
    return str(liked[-1]) if liked and str(liked[-1]) != person.name else ""


def _about(person: Person, parts: dict[str, Part], today: date) -> tuple[str, ...]:
    """The line under the name: age, birth, sex, pronouns, interpreter."""
    age = person.age_in_words(today)
    born = person.born_in_words if person.born_on and person.born_in_words not in age else ""
    said = [
        age,
        f"born {born}" if born else "",
        person.get_sex_display().lower() if person.sex != "unknown" else "",
        *(line.text for line in parts[What.GENDER].lines),
        *(line.text for line in parts[What.PRONOUNS].lines),
        *(f"interpreter for {line.text}" for line in parts[What.LANGUAGE].lines if line.thing.needs_interpreter),
        *(
            "no recourse to public funds"
            for line in parts[What.RECOURSE].lines
            if line.thing.code in ("NRPF", "APPLIED")
        ),
    ]
    return tuple(one for one in said if one)


def _around(
    actor: Actor, person: Person, kin: list[Relative], let_in: list[FamilyAccess], today: date
) -> dict[str, list[ShownRelative]]:
    """Relatives across families, and who else is in those that the actor is let in to. Two statements."""
    found = family_accesses([one.person.pk for one in kin], actor)
    related = {one.person.pk for one in kin} | {person.pk}
    members = FamilyMember.objects.filter(family_id__in=[way.family_id for way in let_in]).select_related("person")
    names = {way.family_id: way.family_name for way in let_in}
    beside: dict[int, ShownRelative] = {}
    for one in members.order_by("family_id", "position", "id"):
        if one.person_id not in related and one.person_id not in beside:
            age, name = one.person.age_in_words(today), one.person.name
            beside[one.person_id] = ShownRelative(one.person_id, name, one.role, age, (names[one.family_id],), True)
    relatives = [_relative(one, found[one.person.pk], today) for one in kin if found[one.person.pk]]
    return {"kin": relatives, "housemates": list(beside.values())}


def _relative(kin: Relative, ways: list[FamilyAccess], today: date) -> ShownRelative:
    """Out of reach nothing more than a search shows: name, year of birth, the family's name and unit."""
    one, within = kin.person, any(way.actor is not None for way in ways)
    born = f"born {one.born_on.year}" if one.born_on and one.born_kind != "expected" else ""
    families = tuple(f"{way.family_name}{f', {way.unit_name}' if way.unit_name else ''}" for way in ways)
    role = next((way.role for way in ways if way.actor is not None and way.role), "")
    name = one.name if one.given_name or one.family_name or not role else role
    age = one.age_in_words(today) if within else born
    return ShownRelative(one.pk, name, kin.word, age, families, within, tuple(way.family_id for way in ways))
