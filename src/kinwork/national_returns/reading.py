"""Children with their facts as the record holds them, some hundreds at a time: whatever writes a return takes these.

The whole is one moment of the record. Restricted families and sealed records are in it: a return owes every child, by
number. Nothing of who an adopted child is now is read at all (docs/adr/0160).
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from kinwork.access.sql import tuples
from kinwork.families.models.relations import ParentKind
from kinwork.people.models import BirthKind, DeathKind, NumberKind, What
from kinwork.row_level_security import HIDES_NOTHING

from .facts import FACTS

AT_ONCE = 500  # children of whom facts are in memory together
# Nobody asks here: what is sealed is sealed, whoever has opened it.
ASKED_BY_NOBODY = "SELECT set_config('kinwork.asking', '', true)"
_WALLS = """
SELECT coalesce(current_setting('kinwork.asking', true), ''), coalesce(current_setting('kinwork.hidden', true), ''),
       coalesce(current_setting('kinwork.hidden_people', true), ''),
       coalesce(current_setting('kinwork.sealed', true), '')
"""
_WALLS_AGAIN = """
SELECT set_config('kinwork.asking', %(asking)s, true), set_config('kinwork.hidden', %(hidden)s, true),
       set_config('kinwork.hidden_people', %(people)s, true), set_config('kinwork.sealed', %(sealed)s, true)
"""
_CHOICES = {
    "ended": "", "number": NumberKind.UPN, "ethnicity": What.ETHNICITY, "disability": What.DISABILITY,
    "birth": ParentKind.BIRTH, "expected": BirthKind.EXPECTED, "exact": DeathKind.EXACT,
}  # fmt: skip
_PEOPLE = """
SELECT p.id, p.given_name, p.family_name, p.born_on, p.born_kind, p.sex,
       CASE WHEN p.died_on <= %(on)s AND p.died_kind = %(exact)s THEN p.died_on END,
       (SELECT array_agg(i.value ORDER BY i.ended <> %(ended)s, i.id DESC) FROM people_identifier i
        WHERE i.person_id = p.id AND i.kind = %(number)s AND NOT i.is_mistaken),
       (SELECT t.code FROM people_particular t WHERE t.person_id = p.id AND t.what = %(ethnicity)s
        AND t.ended = %(ended)s AND t.code <> '' AND NOT t.is_mistaken ORDER BY t.id DESC LIMIT 1),
       (SELECT array_agg(DISTINCT t.code) FROM people_particular t WHERE t.person_id = p.id AND t.what = %(disability)s
        AND t.ended = %(ended)s AND t.code <> '' AND NOT t.is_mistaken),
       (SELECT min(c.born_on) FROM families_parenthood h JOIN people_person c ON c.id = h.child_id
        WHERE h.parent_id = p.id AND h.kind = %(birth)s AND h.superseded_in_id IS NULL AND c.born_kind <> %(expected)s
        AND c.born_on <= %(on)s)
FROM people_person p WHERE p.id = ANY (%(people)s) ORDER BY p.id
"""


@dataclass(slots=True)
class Child:
    """One child, and what the record says of them, by kind of fact and in the order of its days."""

    id: int
    given: str
    surname: str
    born: date | None
    expected: date | None
    sex: str
    died: date | None
    upn: str
    former_upn: str
    ethnicity: str
    noted_disabilities: list[str]
    first_child_born: date | None
    is_sealed: bool
    facts: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def number(self) -> str:
        return number_of(self.id)

    def of(self, kind: str) -> list[Any]:
        return self.facts.get(kind, [])

    def disabilities(self, day: date) -> list[str]:
        """The codes that held on a day: what was found last, or what is noted of the child."""
        found = [one for one in self.of("disabilities") if one.on <= day]
        return list(dict.fromkeys(found[-1].codes)) if found else self.noted_disabilities

    def age(self, day: date) -> int | None:
        """Whole years on a day; nothing before birth."""
        if self.born is None or self.born > day:
            return None
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


def number_of(person: int) -> str:
    """By what every return calls a child, for life: letters and digits, at most twenty."""
    return f"K{person:07d}"


@contextmanager
def whole_record() -> Iterator[None]:
    """One moment of the whole record, restricted and sealed too: for work of which nothing is shown to anybody."""
    starts = not connection.in_atomic_block
    with transaction.atomic():
        if starts:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        before = tuples(_WALLS)[0]
        tuples(ASKED_BY_NOBODY)
        tuples(HIDES_NOTHING)
        try:
            yield
        finally:
            if not starts and not connection.needs_rollback:  # what goes on after it stands behind its walls again
                tuples(_WALLS_AGAIN, asking=before[0], hidden=before[1], people=before[2], sealed=before[3])


@contextmanager
def in_one_go() -> Iterator[None]:
    """While rows are made by the hundred thousand Python does not look for circles among them: there are none.

    Looking again and again through all that is in memory takes as long as the writing itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def children(
    people: Sequence[int], on: date, kinds: Sequence[str], *, known: datetime | None = None
) -> Iterator[Child]:
    """Those children with facts of these kinds as of a day, by id; or as far as they were written down at a moment.

    For every 500, a statement for each kind and two.
    """
    sealed = sealed_people()
    for start in range(0, len(people), AT_ONCE):
        yield from _some(list(people[start : start + AT_ONCE]), on, kinds, sealed, known)


def sealed_people() -> frozenset[int]:
    """Children whose earlier record is sealed. One statement."""
    return frozenset(tuples("SELECT kinwork_sealed_people()")[0][0])


def _some(
    people: list[int], on: date, kinds: Sequence[str], sealed: frozenset[int], known: datetime | None
) -> Iterator[Child]:
    facts: dict[int, dict[str, list[Any]]] = {one: {} for one in people}
    for kind in kinds:
        make = FACTS[kind].row._make
        more = {} if known is None else {"known": known}
        for row in tuples(FACTS[kind].sql_as_known if more else FACTS[kind].sql, people=people, on=on, **more):
            facts[row[1]].setdefault(kind, []).append(make(row))
    for row in tuples(_PEOPLE, people=people, on=on, **_CHOICES):
        (id, given, surname, born, born_kind, sex, died, upns, ethnicity, disabilities, own_child) = row
        is_expected = born_kind == BirthKind.EXPECTED or (born is not None and born > on)
        numbers = upns or []
        yield Child(
            id=id,
            given="" if id in sealed else given,
            surname="" if id in sealed else surname,
            born=None if is_expected else born,
            expected=born if is_expected else None,
            sex="unknown" if is_expected else sex,
            died=died,
            upn=numbers[0] if numbers else "",
            former_upn=numbers[1] if len(numbers) > 1 else "",
            ethnicity=ethnicity or "",
            noted_disabilities=sorted(disabilities or []),
            first_child_born=own_child,
            is_sealed=id in sealed,
            facts=facts[id],
        )


def people_with(sql: str, **values: Any) -> list[int]:
    """Ids of people that a statement finds, in order. One statement."""
    return [row[0] for row in tuples(f"SELECT DISTINCT person_id FROM ({sql}) found ORDER BY 1", **values)]  # noqa: S608


Tell = Callable[[int], None]


def untold(_: int) -> None:
    """How far it has got, where nobody asks."""
