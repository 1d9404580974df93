"""Who lives together on a date, from what was told and from who the members say live in the household."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .facts import in_force_sql
from .models import FamilyMember


@dataclass(frozen=True)
class Stay:
    """A person's time in a household, as it was told."""

    pk: int
    person_id: int
    household_id: int
    household: str
    is_main: bool
    begun: str
    ended: str
    source: str

    def holds_on(self, on: str) -> bool:
        """Whether it holds on a date, compared as far as both dates are known.

        >>> stay = Stay(1, 1, 1, "", False, "2019", "2021-03", "")
        >>> [stay.holds_on(day) for day in ("2018-12-31", "2019-05-01", "2021-02-28", "2021-03-01")]
        [False, True, True, False]
        """
        begun, ended = self.begun[: len(on)], self.ended[: len(on)]
        return begun <= on[: len(begun)] and (not ended or ended > on[: len(ended)])


def stays_sql(*, was: bool = False) -> str:
    """For a query of members m: where each lives and lived, as told in this family's record."""
    return f"""ARRAY(
        SELECT json_build_array(x.id, x.person_id, x.household_id, h.name, h.is_main, x.begun, x.ended, x.source)
        FROM families_living x JOIN families_household h ON h.id = x.household_id
        JOIN families_changeset c ON c.id = x.change_set_id
        LEFT JOIN families_changeset s ON s.id = x.superseded_in_id
        WHERE x.person_id = m.person_id AND c.family_id = m.family_id AND {in_force_sql(was=was)} ORDER BY x.id
    )"""  # noqa: S608 -- a condition of ours


def stays(members: Iterable[FamilyMember]) -> Iterator[Stay]:
    """All stays of members who were read with :func:`stays_sql`."""
    for member in members:
        for one in getattr(member, "stays", None) or ():
            yield Stay(*one)


@dataclass(frozen=True)
class Home:
    """People who live together on a date; ``pk`` 0 for the main household of which nothing is told yet."""

    pk: int
    name: str
    is_main: bool
    people: tuple[int, ...]


def homes(members: list[FamilyMember], on: str, *, is_now: bool = True) -> list[Home]:
    """Households on a date, the main one first.

    Now, the members' own word counts for the main household. On another date, those who live there now and of whom
    nothing else is told are taken to have lived there too, as soon as somebody is known to have.
    """
    told: dict[int, list[Stay]] = {}
    for one in stays(members):
        told.setdefault(one.person_id, []).append(one)
    main_id = next((one.household_id for found in told.values() for one in found if one.is_main), 0)
    found: dict[int, Home] = {main_id: Home(main_id, "", True, ())}

    def put(stay: Stay | None, person_id: int) -> None:
        pk = stay.household_id if stay else main_id
        home = found.get(pk) or Home(pk, stay.household if stay else "", False, ())
        found[pk] = Home(
            home.pk, home.name or (stay.household if stay else ""), home.is_main, (*home.people, person_id)
        )

    untold = []
    for member in members:
        here = [one for one in told.get(member.person_id, ()) if one.holds_on(on)]
        if is_now and member.lives_here:
            put(None, member.person_id)
        elif here and not (is_now and here[-1].is_main):
            put(here[-1], member.person_id)
        elif member.lives_here and member.person_id not in told:
            untold.append(member.person_id)
    if found[main_id].people:
        for person_id in untold:
            put(None, person_id)
    return [home for home in found.values() if home.people]
