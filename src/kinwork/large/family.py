"""Who is in an invented family: children with their ages, those who bring them up, and where they live."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from .rows import Ids
from .size import Size
from .words import Background, address, background, of_ethnicity, places, postcode, some

DAY = timedelta(days=1)
YEAR = 365.25
# How many children, at the first referral or born later.
HOW_MANY = ((1, 25), (2, 33), (3, 22), (4, 12), (5, 5), (6, 3))
FIRST_YEAR = date(1925, 1, 1)


@dataclass
class Member:
    """A person of a family, as they are on the last day of the records."""

    id: int
    given: str
    surname: str
    sex: str
    born: date | None
    role: str
    is_child: bool = False
    lives_here: bool = True
    is_expected: bool = False
    is_disabled: bool = False

    def age(self, day: date) -> float:
        return (day - self.born).days / YEAR if self.born else 40.0

    @property
    def eighteen(self) -> date:
        """The day on which they are eighteen; of whom was born on 29 February, the first of March."""
        born = self.born or FIRST_YEAR
        day = 28 if (born.month, born.day) == (2, 29) else born.day
        at_18 = date(born.year + 18, born.month, day)
        return at_18 + DAY if (born.month, born.day) == (2, 29) else at_18


@dataclass
class Family:
    """One family and its own chances: nothing of it depends on any other family."""

    number: int
    chance: random.Random
    ids: Ids
    id: int
    name: str
    area: str
    ethnicity: str
    first: date  # of the first referral
    hand: float  # which of a unit's workers it gets
    grave: float  # how serious its troubles are, beside those of others: a normal deviate
    kind: str = ""  # disability, unaccompanied, or none in particular
    children: list[Member] = field(default_factory=list)
    adults: list[Member] = field(default_factory=list)
    address: str = ""
    postcode: str = ""
    school: str = ""
    who: dict[str, str] = field(default_factory=dict)  # the names that sentences ask for

    @property
    def members(self) -> list[Member]:
        return self.adults + self.children

    @property
    def parent(self) -> Member | None:
        return self.adults[0] if self.adults else None


def make_family(number: int, size: Size, areas: list[str], today: date) -> Family:
    """The family of this number: always the same one."""
    chance = random.Random(f"{size.seed}:{number}")  # noqa: S311 -- no secret
    ids = Ids.of_family(chance, number, today)
    names = background(chance)
    surname = chance.choice(names.surnames)
    first = first_day(chance, size, today)
    family = Family(
        number, chance, ids, ids(), surname, chance.choice(areas), names.ethnicity, first,
        chance.random(), chance.gauss(0, 1),
    )  # fmt: skip
    drawn = chance.random()
    family.kind = "unaccompanied" if drawn < 0.017 else "disability" if drawn < 0.06 else ""
    if family.kind == "unaccompanied":
        _alone(family)
    else:
        _with_parents(family, names, today)
    family.address = address(chance)
    family.postcode = postcode(chance)
    family.school = chance.choice(places("schools"))
    _name_who(family)
    return family


def first_day(chance: random.Random, size: Size, today: date) -> date:
    """When a family is first referred: on any day of those years."""
    days = (today - size.begins(today)).days
    return today - timedelta(days=int(chance.random() * days))


def _alone(family: Family) -> None:
    """A young person who came without anybody."""
    chance = family.chance
    names = of_ethnicity(chance.choice(("OOTH", "OOTH", "BAFR")))
    family.ethnicity, family.name = names.ethnicity, chance.choice(names.surnames)
    born = family.first - timedelta(days=int((15.2 + 2.4 * chance.random()) * YEAR))
    sex = "male" if chance.random() < 0.95 else "female"
    given = chance.choice(names.boys if sex == "male" else names.girls)
    family.children.append(Member(family.ids(), given, family.name, sex, born, "child", is_child=True))


def _with_parents(family: Family, names: Background, today: date) -> None:
    """A mother; perhaps a father, a partner, a grandmother; and children one after the other."""
    chance = family.chance
    oldest = min(17.3, max(-0.4, 17 * chance.betavariate(1.15, 1.35)))
    born = family.first - _years(oldest)
    mothers_age = min(41.0, max(16.5, chance.gauss(25, 5)))
    mothers = born - _years(mothers_age)
    _adult(family, names.women, family.name, mothers, "mother")
    children = family.name
    if chance.random() < 0.72:
        surname = chance.choice(names.surnames)
        fathers = min(mothers - _years(chance.gauss(2.5, 3.5)), born - _years(16))
        _adult(family, names.men, surname, fathers, "father", lives_here=chance.random() < 0.55)
        children = family.name if chance.random() < 0.4 else surname
    if chance.random() < 0.13:
        theirs = family.first - _years(max(18, mothers_age + oldest + chance.gauss(0, 5)))
        _adult(family, names.men, chance.choice(names.surnames), theirs, "mum’s partner")
    if chance.random() < 0.30:
        theirs = max(mothers - _years(chance.uniform(18, 36)), FIRST_YEAR)
        _adult(family, names.women, family.name, theirs, "grandmother", lives_here=chance.random() < 0.15)
    for _ in range(some(chance, HOW_MANY)):
        if born > today + timedelta(days=200) or born > mothers + _years(45):
            break
        _child(family, names, children, born, today)
        if chance.random() > 0.02:  # otherwise twins
            born += _years(chance.uniform(13, 62) / 12)


def _years(number: float) -> timedelta:
    return timedelta(days=int(number * YEAR))


def _adult(
    family: Family, names: tuple[str, ...], surname: str, born: date, role: str, *, lives_here: bool = True
) -> None:
    sex = "female" if role in ("mother", "grandmother") else "male"
    given = family.chance.choice(names)
    family.adults.append(Member(family.ids(), given, surname, sex, born, role, lives_here=lives_here))


def _child(family: Family, names: Background, surname: str, born: date, today: date) -> None:
    chance = family.chance
    sex = "male" if chance.random() < 0.53 else "female"
    used = {one.given for one in family.children}
    free = [one for one in (names.boys if sex == "male" else names.girls) if one not in used]
    role = "son" if sex == "male" else "daughter"
    child = Member(family.ids(), chance.choice(free), surname, sex, born, role, is_child=True)
    if born > today:
        child.given, child.sex, child.role, child.is_expected = "", "unknown", "unborn baby", True
    child.is_disabled = chance.random() < (0.75 if family.kind == "disability" and not family.children else 0.06)
    family.children.append(child)


def _name_who(family: Family) -> None:
    """The names for sentences: first names, and something where nobody has one."""
    born = [one.given for one in family.children if one.given]
    parent = family.parent
    kin = next((one for one in family.adults[1:] if one.role in ("grandmother", "father")), None)
    child = born[0] if born else "the baby"
    family.who = {
        "child": child,
        "other": born[1] if len(born) > 1 else "the baby" if born else "the midwife",
        "parent": parent.given if parent else child,
        "kin": kin.given if kin else "the aunt",
        "school": family.school,
        "worker": "the social worker",
    }
