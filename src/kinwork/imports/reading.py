"""What is there already: who of the file is known, where they are, which columns take what. As the tables' owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models import Field

from kinwork.people.models import BirthKind, NumberKind, What
from kinwork.whole_numbers import whole

from .arranging import Opening, There
from .extract import Extract, Someone, folded
from .shapes import LONE, Column, Shapes

Row = tuple[Any, ...]


def asked(using: str, sql: str, *values: Any) -> list[Row]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, list(values))
        found: list[Row] = cursor.fetchall()
    return found


# What the last import that stands wrote of each key.
LATEST = """
SELECT DISTINCT ON (r.key) r.key, r.row, r.state, r.of_id, r.model, r.did FROM imports_importedrow r
JOIN imports_import i ON i.id = r.of_id AND i.taken_back_at IS NULL
WHERE r.key = ANY (%s) ORDER BY r.key, r.id DESC
"""
OF_ROWS = """
SELECT DISTINCT ON (r.row) r.row, r.key, r.did FROM imports_importedrow r
JOIN imports_import i ON i.id = r.of_id AND i.taken_back_at IS NULL
WHERE r.model = %s AND r.row = ANY (%s) ORDER BY r.row, r.id DESC
"""
# Whoever was put together with another record since is that other one.
KEPT = "SELECT dropped_id, kept_id FROM cases_merging WHERE undone_at IS NULL AND dropped_id = ANY (%s)"
BY_NUMBER = """
SELECT i.person_id, i.kind, i.value, p.born_on, p.born_kind
FROM people_identifier i JOIN people_person p ON p.id = i.person_id
WHERE NOT i.is_mistaken AND (i.kind, i.value) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
"""
BY_NAME = """
SELECT id, given_name, family_name, born_on FROM people_person
WHERE born_on = ANY (%s) AND born_kind = %s AND NOT EXISTS (
    SELECT 1 FROM cases_merging m WHERE m.dropped_id = people_person.id AND m.undone_at IS NULL)
"""
BY_OWN_NUMBER = "SELECT id, born_on FROM people_person WHERE id = ANY (%s)"
HOMES = """
SELECT DISTINCT ON (person_id) person_id, family_id FROM families_familymember
WHERE person_id = ANY (%s) AND is_child AND NOT taken_back ORDER BY person_id, family_id DESC
"""
# Adults of restricted families: in a family of their own, which an import would make, anyone could see them.
BEHIND_WALLS = """
SELECT DISTINCT m.person_id FROM families_familymember m
JOIN access_restriction r ON r.family_id = m.family_id AND r.lifted_at IS NULL
WHERE m.person_id = ANY (%s) AND NOT m.is_child AND NOT m.taken_back
"""
OPENINGS = """
SELECT i.id, i.family_id, i.opened_on, i.closed_on,
       ARRAY(SELECT a.id FROM cases_allocation a WHERE a.involvement_id = i.id ORDER BY a.id)
FROM cases_involvement i WHERE i.family_id = ANY (%s)
"""
STAFF = """
SELECT u.id, u.full_name, ARRAY(SELECT DISTINCT n.registration FROM children_namedworker n
                                WHERE n.worker_id = u.id AND n.withdrawn_at IS NULL)
FROM access_user u WHERE u.full_name <> '' ORDER BY u.id
"""
AT_ONCE = 10_000
OWN_NUMBER = "K"
STRONG = (NumberKind.NHS.value, NumberKind.UPN.value, NumberKind.HOME_OFFICE.value)
RESTRICTED = "an adult of a restricted family: whoever may open it enters this there"
SEALED = "its number is that of a record to which imports add nothing"


@lru_cache(maxsize=1)
def shapes() -> Shapes:
    """From the models: of all tables into which imports write facts or notes."""
    names = {*LONE, *ON_A_DAY, "people.identifier", "people.particular", "people.address"}
    made = {name: {field.name: _column(field) for field in _fields(name)} for name in names}
    for what in (What.ETHNICITY, What.IMMIGRATION):
        made[f"people.particular/{what}"] = {"code": Column(frozenset(one.code for one in _codes(what)), empty=False)}
    return made


def _codes(what: str) -> Sequence[Any]:
    from kinwork.people.codes import codes

    return codes(str(what))


ON_A_DAY = (
    "children.strategydiscussion", "children.conference", "children.plancategory", "children.disabilities",
    "children.carereview", "children.careplan", "children.health", "children.difficultiesscore",
    "children.conviction", "children.substanceuse", "children.previousorder", "children.returninterview",
    "children.leavereligibility", "children.pathwayplan", "children.leavercontact", "children.adoptionmatch",
)  # fmt: skip


def _fields(name: str) -> Iterable[Field[Any, Any]]:
    found: Iterable[Field[Any, Any]] = apps.get_model(name)._meta.concrete_fields
    return found


def _column(field: Any) -> Column:
    base = getattr(field, "base_field", None)
    choices = (base or field).flatchoices
    codes = frozenset(str(code) for code, _ in choices) if choices else None
    empty = field.blank or field.null or field.get_internal_type() in ("BooleanField", "DateField")
    most = field.max_length if isinstance(field.max_length, int) else None
    return Column(codes, base is not None, most, empty)


def in_parts(values: Sequence[Any]) -> Iterable[list[Any]]:
    for start in range(0, len(values), AT_ONCE):
        yield list(values[start : start + AT_ONCE])


def there_for(extract: Extract, today: date, using: str) -> There:
    """What concerns an extract. A statement or two for every ten thousand people and each question."""
    there = There(today, shapes())
    _match(extract, there, using)
    _homes(there, using)
    there.units = {folded(name): id for id, name in asked(using, "SELECT id, name FROM units_unit WHERE is_active")}
    names: dict[str, list[int]] = defaultdict(list)
    for id, name, registrations in asked(using, STAFF):
        names[folded(name)].append(id)
        there.users.update(dict.fromkeys(registrations, id))
    there.users.update({name: ids[0] for name, ids in names.items() if len(ids) == 1 and name not in there.users})
    return there


# -- people


def _match(extract: Extract, there: There, using: str) -> None:
    """By what was brought in before, then by numbers. A namesake born on the same day is said, and is somebody else."""
    numbers = list(extract.people)
    ours = set()
    for some in in_parts([f"person/{number}" for number in numbers]):
        for key, row, _, _, _, did in asked(using, LATEST, some):
            number = key.removeprefix("person/")
            there.people[number] = row
            if did != "matched":
                ours.add(number)
    there.ours = frozenset(ours)
    sealed = frozenset(asked(using, "SELECT kinwork_sealed_people()")[0][0])
    rest = [one for one in extract.people.values() if one.number not in there.people]
    _by_number(extract, there, rest, sealed, using)
    _by_name(extract, there, [one for one in rest if one.number not in there.people], using)
    merged = {row: kept for some in in_parts(sorted(there.people.values())) for row, kept in asked(using, KEPT, some)}
    for number, row in list(there.people.items()):
        if row in merged:
            there.people[number] = merged[row]
    behind = {
        person for some in in_parts(sorted(there.people.values())) for (person,) in asked(using, BEHIND_WALLS, some)
    }
    for number, row in list(there.people.items()):
        why = SEALED if row in sealed else RESTRICTED if row in behind else ""
        if why:
            one = extract.people.pop(number)
            extract.leave_out(one.at, number, why)
            del there.people[number]
    _twice(extract, there)


def _by_number(extract: Extract, there: There, rest: list[Someone], sealed: frozenset[int], using: str) -> None:
    asks: list[tuple[str, str]] = []
    for one in rest:
        asks += [(kind, value) for kind, value in one.numbers.items() if kind in STRONG]
        asks.append((NumberKind.OTHER.value, one.number[:40]))
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for some in in_parts(sorted(set(asks))):
        kinds, values = [kind for kind, _ in some], [value for _, value in some]
        for person, kind, value, born, born_kind in asked(using, BY_NUMBER, kinds, values):
            found[kind, value].append((person, born if born_kind == BirthKind.EXACT else None))
    own = {
        person: one.number
        for one in rest
        if one.number.startswith(OWN_NUMBER)
        and 8 <= len(one.number) <= 19
        and (person := whole(one.number[1:])) is not None
    }
    for some in in_parts(sorted(own)):
        for person, born in asked(using, BY_OWN_NUMBER, some):
            found[NumberKind.OTHER.value, own[person][:40]].append((person, born))
    for one in rest:
        strong = {row for kind, value in one.numbers.items() if kind in STRONG for row in found.get((kind, value), ())}
        weak = set(found.get((NumberKind.OTHER.value, one.number[:40]), ()))
        _decide(extract, there, one, strong, weak)


def _decide(extract: Extract, there: There, one: Someone, strong: set[Row], weak: set[Row]) -> None:
    """One person of that number whose birth does not speak against it is the same; a number of the other system's own
    says so only where the day of birth does too."""
    fits = {person for person, born in strong if born is None or one.born is None or born == one.born}
    fits |= {person for person, born in weak if born is not None and born == one.born}
    if len(fits) == 1:
        [there.people[one.number]] = fits
    elif len(fits) > 1:
        extract.doubt(one.at, one.number, "its numbers are those of several people here: a new person is made")
    elif strong:
        extract.doubt(
            one.at, one.number, "its number is that of someone here who was born on another day: a new person is made"
        )
    elif weak:
        extract.doubt(
            one.at,
            one.number,
            "its child number is here of someone who was born on another day: a new person is made",
        )


def _by_name(extract: Extract, there: There, rest: list[Someone], using: str) -> None:
    named = [one for one in rest if one.given and one.surname and one.born is not None and not one.is_expected]
    taken = set(there.people.values())
    found: dict[tuple[str, date], int] = {}
    for some in in_parts(sorted({one.born for one in named if one.born is not None})):
        for person, given, surname, born in asked(using, BY_NAME, some, BirthKind.EXACT.value):
            if person not in taken:
                found[folded(f"{given} {surname}"), born] = person
    for one in named:
        if one.born is not None and (folded(one.name), one.born) in found:
            extract.doubt(one.at, one.number, DOUBTFUL)


DOUBTFUL = (
    "someone here has the same name and day of birth, and no number says that it is the same: a new person is made"
)


def _twice(extract: Extract, there: There) -> None:
    """Two numbers of the file that are one person here, or have one number of another kind."""
    seen: dict[int, str] = {}
    for number, person in list(there.people.items()):
        if person in seen and number in extract.people:
            one = extract.people.pop(number)
            extract.leave_out(one.at, number, f"the same person here as child {seen[person]}")
            del there.people[number]
        else:
            seen[person] = number
    by_number: dict[tuple[str, str], str] = {}
    for one in extract.people.values():
        for kind, value in one.numbers.items():
            other = by_number.setdefault((kind, value), one.number) if kind in STRONG else one.number
            if other != one.number:
                extract.doubt(one.at, one.number, f"has the same number ({kind}) as child {other}: two people are made")


def _homes(there: There, using: str) -> None:
    by_person = {person: number for number, person in there.people.items()}
    homes: dict[str, int] = {}
    for some in in_parts(sorted(by_person)):
        homes.update({by_person[person]: family for person, family in asked(using, HOMES, some)})
    families = sorted(set(homes.values()))
    keys: dict[int, str] = {}
    openings: list[Row] = []
    for some in in_parts(families):
        keys.update({row: key for row, key, did in asked(using, OF_ROWS, "families.family", some)})
        openings += asked(using, OPENINGS, some)
    there.homes = {number: (family, keys.get(family, f"family/#{family}")) for number, family in homes.items()}
    by_row = _keys("cases.involvement", [row[0] for row in openings], using)
    held = _keys("cases.allocation", [id for row in openings for id in row[4]], using)
    for id, family, opened, closed, allocations in openings:
        is_moved = any(one not in held for one in allocations)
        there.openings.setdefault(family, []).append(Opening(id, opened, closed, by_row.get(id, ""), is_moved))


def _keys(table: str, ids: list[int], using: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in in_parts(ids):
        found.update({row: key for row, key, did in asked(using, OF_ROWS, table, some)})
    return found
