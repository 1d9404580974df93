"""What cannot be (refused) and what can hardly be (drawn, with a warning)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .family import Family, Person, Union, When, surely_before
from .findings import Finding, place_name
from .patience import go_on

YOUNGEST_PARENT, OLDEST_MOTHER, OLDEST_FATHER, OLDEST = 13, 55, 80, 110
YOUNGEST_PARTNER = 16
THIRD = 3  # degree: births between two people, by way of whom they have in common
SEVEN_MONTHS, TWINS = 210, 3  # days between two births of one mother


def check(family: Family) -> list[Finding]:
    """Everything impossible or improbable in a family, the impossible first; empty where all is well.

    >>> from kinwork.genogram import from_plain
    >>> young = {"people": {"a": {"born": 1990, "sex": "F"}, "b": {"born": 1999}},
    ...          "unions": {"u": {"partners": ["a"], "children": ["b"]}}}
    >>> [str(one) for one in check(from_plain(young))]
    ["people.b.born: 'a' was at most 9 when 'b' was born, improbable for a mother"]
    """
    circle = list(_ancestors(family))
    if circle:
        return circle  # nothing else can be said of ancestors who go round in a circle
    found = [*_people(family), *_births(family), *_apart(family), *_unions(family), *_others(family)]
    return sorted(found, key=lambda finding: not finding.impossible)


def years(start: When, end: When) -> tuple[int, int]:
    """The fewest and the most whole years between two dates of which one may know only the year."""

    def whole(one: When, other: When, least: bool) -> int:
        a, b = (one.latest, other.earliest) if least else (one.earliest, other.latest)
        return b.year - a.year - ((b.month, b.day) < (a.month, a.day))

    return whole(start, end, True), whole(start, end, False)


def _finding(family: Family, place: tuple[str | int, ...], what: str, impossible: bool = True) -> Finding:
    return Finding(place_name(place), family.line(*place), what, impossible)


def _ancestors(family: Family) -> Iterator[Finding]:
    """Nobody is their own ancestor, by whichever tie."""
    state: dict[str, int] = {}
    for start in family.people:
        if state.get(start):
            continue
        path: list[tuple[str, Iterator[str]]] = [(start, _parents(family, start))]
        state[start] = 1
        while path:
            person, parents = path[-1]
            parent = next(parents, None)
            if parent is None:
                state[person] = 2
                path.pop()
            elif state.get(parent) == 1:
                round_ = [one for one, _ in path]
                chain = [*round_[round_.index(parent) :], parent]
                descent = " is a child of ".join(f"'{one}'" for one in chain)
                yield _finding(family, ("people", parent), f"'{parent}' is her or his own ancestor: {descent}")
                return
            elif not state.get(parent):
                state[parent] = 1
                path.append((parent, _parents(family, parent)))


def _parents(family: Family, person: str) -> Iterator[str]:
    return (partner for union, _ in family.child_of[person] for partner in union.partners)


def _people(family: Family) -> Iterator[Finding]:
    for id_, person in family.people.items():
        if surely_before(person.died, person.born):
            yield _finding(
                family, ("people", id_, "died"), f"'{id_}' died {person.died}, before being born {person.born}"
            )
        elif person.born and (end := person.died or family.on) and (age := years(person.born, end)[0]) > OLDEST:
            yield _finding(
                family, ("people", id_, "born"), f"'{id_}' would be {age} years old on {end}, improbable", False
            )
        if person.loss or person.pregnancy:
            what = "a pregnancy" if person.pregnancy else f"a {person.loss}"
            for union in family.unions_of[id_]:
                yield _finding(family, ("unions", union.id, "partners"), f"'{id_}' is {what}, expected a person")
        births = [union.id for union, child in family.child_of[id_] if child.tie == "birth"]
        if len(births) > 1:
            names = " and ".join(births)
            yield _finding(
                family,
                ("people", id_),
                f"'{id_}' is born to {len(births)} unions ({names}), expected one birth and other ties elsewhere",
            )


def _births(family: Family) -> Iterator[Finding]:
    for union in family.unions.values():
        for number, child in enumerate(union.children):
            if surely_before(child.to, child.from_):
                place = ("unions", union.id, "children", number)
                yield _finding(family, place, f"ends {child.to}, before it begins {child.from_}")
            if child.tie != "birth":
                continue
            person = family.people[child.person]
            came = person.born or person.expected
            for partner in union.partners:
                yield from _birth(family, person, came, family.people[partner])
        yield from _twins(family, union)


def _birth(family: Family, person: Person, came: When | None, parent: Person) -> Iterator[Finding]:
    place = ("people", person.id, "born" if person.born else "expected")
    if came is None:
        return
    born = "was born" if person.born else "is expected"
    if surely_before(came, parent.born):
        yield _finding(
            family, place, f"'{person.id}' {born} {came}, before the parent '{parent.id}' was born {parent.born}"
        )
        return
    if parent.died and surely_before(parent.died, came):
        after = (came.earliest - parent.died.latest).days
        if parent.sex == "F" and not parent.gender:
            yield _finding(
                family, place, f"'{person.id}' {born} {came}, after the mother '{parent.id}' died {parent.died}"
            )
        elif after > 300:
            what = f"'{person.id}' {born} {came}, long after the parent '{parent.id}' died {parent.died}"
            yield _finding(family, place, what, False)
    if parent.born:
        least, most = years(parent.born, came)
        word = "mother" if parent.sex == "F" else "father" if parent.sex == "M" else "parent"
        if most < YOUNGEST_PARENT:
            what = f"'{parent.id}' was at most {most} when '{person.id}' was born, improbable for a {word}"
            yield _finding(family, place, what, False)
        elif least > (OLDEST_MOTHER if parent.sex == "F" else OLDEST_FATHER):
            what = f"'{parent.id}' was at least {least} when '{person.id}' was born, improbable for a {word}"
            yield _finding(family, place, what, False)


def _twins(family: Family, union: Union) -> Iterator[Finding]:
    groups: dict[str, list[Person]] = {}
    identical: set[str] = set()
    for child in union.children:
        if child.twins:
            groups.setdefault(child.twins, []).append(family.people[child.person])
            if child.identical:
                identical.add(child.twins)
    for name, group in groups.items():
        place = ("unions", union.id, "children")
        names = ", ".join(f"'{person.id}'" for person in group)
        dates = [person.born for person in group if person.born]
        if len(group) < 2:
            yield _finding(family, place, f"{names} alone is marked twins: {name}, expected two or more", False)
        elif any((b.earliest - a.latest).days > 60 for a in dates for b in dates):
            yield _finding(family, place, f"{names} are twins but born months apart, improbable", False)
        if name in identical and len({person.sex for person in group if person.sex != "U"}) > 1:
            yield _finding(family, place, f"{names} are identical twins but not of one sex, improbable", False)


def _unions(family: Family) -> Iterator[Finding]:
    above: dict[str, dict[str, int]] = {}
    for union in family.unions.values():
        for name in ("separated", "divorced", "ended"):
            end = getattr(union, name)
            if surely_before(end, union.from_):
                yield _finding(
                    family, ("unions", union.id, name), f"{name} {end}, before it begins {union.from_}: dates reversed"
                )
        if surely_before(union.divorced, union.separated):
            what = f"divorced {union.divorced}, before they separated {union.separated}, improbable"
            yield _finding(family, ("unions", union.id, "divorced"), what, False)
        for id_ in union.partners:
            person = family.people[id_]
            if surely_before(union.from_, person.born):
                what = f"begins {union.from_}, before '{id_}' was born {person.born}"
                yield _finding(family, ("unions", union.id, "from"), what)
            elif surely_before(person.died, union.from_):
                what = f"begins {union.from_}, after '{id_}' died {person.died}"
                yield _finding(family, ("unions", union.id, "from"), what)
            elif union.from_ and person.born and (age := years(person.born, union.from_)[1]) < YOUNGEST_PARTNER:
                what = f"'{id_}' was at most {age} when it began, improbable"
                yield _finding(family, ("unions", union.id, "from"), what, False)
        if len(union.partners) == 2:
            yield from _kin(family, union, above)


def _kin(family: Family, union: Union, above: dict[str, dict[str, int]]) -> Iterator[Finding]:
    """Partners of one blood, to the third degree: an aunt, a great-grandparent; cousins are of the fourth."""

    def ancestors(person: str) -> dict[str, int]:
        """Everybody from whom somebody descends by birth, and over how many births at least."""
        if person not in above:
            found, waiting = {person: 0}, [person]
            for one in waiting:  # which grows while it is read
                go_on()
                for parent in _birth_parents(family, one):
                    if parent not in found:
                        found[parent] = found[one] + 1
                        waiting.append(parent)
            above[person] = found
        return above[person]

    a, b = union.partners
    mine, theirs = ancestors(a), ancestors(b)
    place = ("unions", union.id, "partners")
    if b in mine or a in theirs:
        yield _finding(family, place, f"'{a}' and '{b}' are ancestor and descendant, improbable as a couple", False)
        return
    common = min(((mine[one] + theirs[one], one) for one in mine.keys() & theirs.keys()), default=(9, ""))
    if common[0] > THIRD:
        return
    ups = mine[common[1]], theirs[common[1]]
    if ups == (1, 1):
        what = f"'{a}' and '{b}' {_as_siblings(family, a, b)}"
    else:
        elder, younger = (a, b) if ups[0] < ups[1] else (b, a)
        what = f"'{elder}' is {_word(family, elder, 'an uncle', 'an aunt', 'an aunt or uncle')} of '{younger}' by birth"
    yield _finding(family, place, f"{what}, improbable as a couple", False)


def _birth_parents(family: Family, person: str) -> list[str]:
    return [one for union, child in family.child_of[person] if child.tie == "birth" for one in union.partners]


def _word(family: Family, person: str, man: str, woman: str, other: str) -> str:
    return {"M": man, "F": woman}.get(family.people[person].sex, other)


def _as_siblings(family: Family, a: str, b: str) -> str:
    """``are brother and sister by birth``: half where each has another parent too, whom the other has not."""
    mine, theirs = set(_birth_parents(family, a)), set(_birth_parents(family, b))
    if mine != theirs and not (mine - theirs and theirs - mine):
        return "have a parent in common by birth"
    half = "half-" if mine != theirs else ""
    words = sorted(_word(family, one, "brother", "sister", "sibling") for one in (a, b))
    if "sibling" in words:
        return f"are {half}siblings by birth"
    return f"are {half}{words[0]}s by birth" if words[0] == words[1] else f"are {half}brother and {half}sister by birth"


def _apart(family: Family) -> Iterator[Finding]:
    """Two births of one mother are hardly nearer than seven months, unless they are twins."""
    for mother in family.people.values():
        if mother.sex != "F":
            continue
        born: list[tuple[When, str, str]] = []
        for union in family.unions_of[mother.id]:
            if sum(family.people[one].sex == "F" for one in union.partners) > 1:
                continue  # either of two mothers may have given birth
            for child in union.children:
                person = family.people[child.person]
                came = person.born or person.expected or (person.died if person.loss == "stillbirth" else None)
                if child.tie == "birth" and came and person.loss in ("", "stillbirth"):
                    born.append((came, person.id, f"{union.id} {child.twins}" if child.twins else person.id))
        born.sort()
        for (one, elder, twins), (other, younger, of) in pairwise(born):
            least, most = (other.earliest - one.latest).days, (other.latest - one.earliest).days
            if twins != of and least > TWINS and most < SEVEN_MONTHS:
                what = f"'{elder}' and '{younger}' were born to '{mother.id}' at most {most} days apart, improbable"
                yield _finding(family, ("people", younger, "born"), what, False)


def _others(family: Family) -> Iterator[Finding]:
    for number, household in enumerate(family.households):
        for id_ in household:
            person = family.people[id_]
            if person.died and family.on and surely_before(person.died, family.on):
                what = f"'{id_}' died {person.died} and cannot live here on {family.on}"
                yield _finding(family, ("households", number), what, False)
    for number, group in enumerate(family.siblings):
        for id_ in group:
            if set(_parents(family, id_)) & set(group):
                yield _finding(
                    family,
                    ("siblings", number),
                    f"'{id_}' and a parent of '{id_}' stand as brothers and sisters, improbable",
                    False,
                )
