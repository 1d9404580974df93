"""Who is around a family at a date: from the accounts of its ties to lists, network maps and ecomaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kinwork.access.sql import columns, shaped, tuples, width
from kinwork.genogram import When
from kinwork.genogram.family import WHOLE
from kinwork.genogram.network_map import Network, network_from_plain
from kinwork.people.models import Person

from .facts import in_force_sql
from .genogram import FamilyGraph, id_of, to_dict
from .kinds import agency_kinds, kind_name
from .models import Agency, Closeness, Family, NetworkPart, Support, Tie

STRENGTH = [*Support.values, ""]
RINGS = [*Closeness.values, ""]
PARTS_IN_ORDER = [NetworkPart.PROFESSIONAL, NetworkPart.FAMILY, NetworkPart.COMMUNITY]


@dataclass(frozen=True)
class Tied:
    """A tie through all its accounts, at least one, in the order in which they were told."""

    pk: int
    accounts: tuple[Tie, ...]

    @property
    def last(self) -> Tie:
        """The account told last: it knows best who this is, how to reach them, since and until when."""
        return self.accounts[-1]

    @property
    def by_date(self) -> list[Tie]:
        """All accounts in the order of the days of which they tell."""
        return sorted(self.accounts, key=lambda one: (When.parse(one.on).earliest, one.pk))

    @property
    def now(self) -> Tie:
        """The account of the latest day: it knows best how strong the tie is."""
        return self.by_date[-1]

    def known_on(self, day: date) -> Tie | None:
        """The account that held on a day; None before the first."""
        known = [one for one in self.by_date if When.parse(one.on).earliest <= day]
        return known[-1] if known else None

    def holds_on(self, day: date, today: date) -> bool:
        """Whether there is such a tie on a day, as far as is known."""
        begun, ended = self.last.begun, self.last.ended
        start = When.parse(begun or self.by_date[0].on).earliest
        return start <= day and not (ended and is_over(ended, day, today))

    def is_over(self, today: date) -> bool:
        return bool(self.last.ended) and is_over(self.last.ended, today, today)

    @property
    def key(self) -> str:
        """The same for the same person or agency, to whomever in the family they are tied."""
        one = self.last
        if one.somebody_id:
            return f"p{one.somebody_id}"
        agency = f"a{one.agency_id}" if one.agency_id else "n"
        return f"{agency}:{' '.join(one.name.lower().split())}" if one.name else agency

    @property
    def kind(self) -> str:
        """What lists put it under: the kind of agency, or the part of the network."""
        one = self.last
        return kind_name(one.agency.kind) if one.agency else NetworkPart(one.part).label

    @property
    def telephone(self) -> str:
        """Of the person, else of the agency."""
        return self.last.telephone or (self.last.agency.telephone if self.last.agency else "")

    @property
    def since(self) -> str:
        return in_words(self.last.begun)

    @property
    def until(self) -> str:
        return in_words(self.last.ended)

    @property
    def heard(self) -> str:
        """When somebody last heard from them."""
        return in_words(self.last.heard)

    @property
    def email(self) -> str:
        return self.last.email or (self.last.agency.email if self.last.agency else "")


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def in_words(said: str) -> str:
    """``2016-02`` as people read it: February 2016.

    >>> in_words("2016"), in_words("2016-02"), in_words("2016-02-09"), in_words("")
    ('2016', 'February 2016', '9 February 2016', '')
    """
    if not said:
        return ""
    when = When.parse(said)
    return " ".join([str(when.day)] * bool(when.day) + [MONTHS[when.month - 1]] * bool(when.month) + [str(when.year)])


def is_over(ended: str, day: date, today: date) -> bool:
    """Whether what ended then is over on a day. An end of this year or month is over for whoever asks today."""
    end = When.parse(ended)
    return end.earliest <= day if end.day or day >= today else end.latest < day


TIES = f"""
SELECT {columns(Tie, "x")}, {columns(Agency, "a")}, {columns(Person, "b")}, {columns(Person, "p")}
FROM families_changeset c JOIN families_tie x ON x.change_set_id = c.id
LEFT JOIN families_changeset s ON s.id = x.superseded_in_id
LEFT JOIN families_agency a ON a.id = x.agency_id
LEFT JOIN people_person b ON b.id = x.somebody_id
LEFT JOIN people_person p ON p.id = x.about_id
WHERE c.family_id = %(family)s AND {in_force_sql()} ORDER BY x.id
"""  # noqa: S608 -- names from the models


def _accounts(family_id: int) -> Iterator[Tie]:
    """Every account that stands, with its agency and people, as they were told. One statement."""
    parts = ((Tie, "tie"), (Agency, "agency"), (Person, "somebody"), (Person, "about"))
    for row in tuples(TIES, family=family_id):
        values, made = list(row), {}
        for model, name in parts:
            own, values = values[: width(model)], values[width(model) :]
            made[name] = shaped(model, own) if own[0] is not None else None
        tie = made.pop("tie")
        assert isinstance(tie, Tie)
        for name, thing in made.items():
            setattr(tie, name, thing)
        yield tie


def ties_of(family_id: int) -> list[Tied]:
    """All ties told in a family's record that stand, over ones too, by kind and then as they were told. One statement.

    People of restricted families are not there for whoever must not know them.
    """
    threads: dict[int, list[Tie]] = {}
    for one in _accounts(family_id):
        threads.setdefault(one.first_id or one.pk, []).append(one)
    found_ties = [Tied(pk, tuple(accounts)) for pk, accounts in threads.items()]
    kinds = [*agency_kinds()]

    def place(one: Tied) -> tuple[int, int, int]:
        agency = one.last.agency
        known = agency is not None and agency.kind in kinds
        part = PARTS_IN_ORDER.index(NetworkPart(one.last.part))
        return (part, kinds.index(agency.kind) if agency and known else len(kinds), one.pk)

    return sorted(found_ties, key=place)


def by_kind(ties: Iterable[Tied]) -> list[tuple[str, list[Tied]]]:
    """Ties in groups: the kind of agency, or the part of the network; who leads first."""
    groups: dict[str, list[Tied]] = {}
    for one in ties:
        groups.setdefault(one.kind, []).append(one)
    return [(kind, sorted(group, key=lambda one: not one.last.is_lead)) for kind, group in groups.items()]


def agencies_known(family: Family | None) -> QuerySet[Agency]:
    """The register; and what is confidential and known in this family's record."""
    return Agency.objects.filter(Q(family=None) | Q(family=family))


def register(words: str = "", *, family: Family | None = None) -> list[Agency]:
    """The agencies that are known, all or those of that name; with a family those of its record too. One statement."""
    found = agencies_known(family)
    for word in words.split()[:6]:
        found = found.filter(name__icontains=word)
    return list(found[:500])


def network_on(
    ties: Sequence[Tied], day: date, today: date, *, of: Person | None, centre: str, said: str = ""
) -> Network:
    """The engine's network map on a day: of one person (with what is tied to the whole family), or of the family.

    Whoever is tied to several of them stands there once, where they are closest and help most. What nobody had said
    by that day is left unsaid.
    """
    met: dict[str, list[tuple[Tied, Tie | None]]] = {}
    for one in ties:
        mine = of is None or one.last.about_id in (None, of.pk)
        if mine and one.holds_on(day, today) and not (of and one.last.somebody_id == of.pk):
            met.setdefault(one.key, []).append((one, one.known_on(day)))
    plain_ties = {}
    for key, group in met.items():
        known = [account for _, account in group if account is not None]
        support = min((one.support for one in known), key=STRENGTH.index, default="")
        closeness = min((one.closeness for one in known), key=RINGS.index, default="")
        plain_ties[key] = {
            "name": group[0][0].last.who,
            "role": next((_role(bond) for bond, _ in group if _role(bond)), ""),
            "part": group[0][0].last.part,
            "support": support,
            "closeness": closeness,
            "stressful": any(one.is_stressful for one in known),
        }
    return network_from_plain({"centre": centre, "on": said, "ties": plain_ties})


def _role(one: Tied) -> str:
    """What stands under the name: what they are, else where they work."""
    last = one.last
    return last.role or (last.agency.name if last.agency and last.who != last.agency.name else "")


def ecomap_on(graph: FamilyGraph, ties: Sequence[Tied], day: date, today: date) -> tuple[dict[str, Any], set[str]]:
    """The engine's plain data of the family with what is around it on a day, and who stands in the middle.

    In the middle: who lives in the household, whom the record is about, and whoever a tie is tied to. What those in the
    middle are to each other is for the genogram and the network map.
    """
    data = to_dict(graph, on=day.isoformat(), is_now=day >= today)
    here = [one for one in ties if one.holds_on(day, today)]
    middle = {one for group in data["households"] for one in group} | set(data["index"])
    if not data["households"]:
        middle |= {id_of(parent) for one in graph.members if one.is_child
                   for parent in graph.birth_parents(one.person_id)}  # fmt: skip
    middle |= {f"p{one.last.about_id}" for one in here if one.last.about_id}
    middle = {one for one in middle if one in data["people"]} or set(data["people"])
    data["others"], data["links"] = {}, []
    for one in here:
        account, last = one.known_on(day), one.last
        if last.somebody_id and f"p{last.somebody_id}" in middle:
            continue
        end = f"o{one.key}"
        to = f"p{last.about_id}" if last.about_id and f"p{last.about_id}" in middle else WHOLE
        data["others"].setdefault(end, {"name": last.who, "kind": last.role or one.kind})
        data["links"].append({"from": end, "to": to, **_strength(account)})
    return data, middle


def _strength(account: Tie | None) -> dict[str, Any]:
    if account is None:
        return {"support": "unknown"}
    said: dict[str, Any] = {"support": account.support or "unknown"}
    if account.is_stressful:
        said |= {"stress": True} if account.support else {"support": "stressful"}
    if account.flow:
        said["flow"] = account.flow
    return said
