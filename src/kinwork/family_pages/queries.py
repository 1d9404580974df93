"""The reads of the family page, in SQL (docs/adr/0007): the page is opened while the telephone rings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from kinwork.access.models import AccessGrant, User
from kinwork.access.sql import built, columns, prefetch, rows
from kinwork.cases.models import FamilyRole, Involvement, KeyDate
from kinwork.children.statuses import in_words
from kinwork.clocks.humanize import lower_first
from kinwork.families.models import FamilyMember
from kinwork.people.models import Address, ContactKind, OtherName, Person, Safe
from kinwork.people.models.partial import is_over
from kinwork.units.models import Unit


def _called(pk: int | None, name: str | None) -> User | None:
    return User(id=pk, full_name=name or "") if pk is not None else None


@dataclass(frozen=True)
class OpenBefore:
    """An earlier time with the service: from when to when, which unit held it last, and what was said at the end."""

    opened_on: date
    closed_on: date
    unit: str
    reason: str
    changed: str
    if_rereferred: str
    early_help: str


@dataclass(frozen=True)
class WhyOpen:
    """The involvement (the open one, or the last), the unit that holds it, the dates ahead, who came from outside."""

    involvement: Involvement | None
    unit: Unit
    dates: list[KeyDate]
    openings: list[AccessGrant]
    roles: list[FamilyRole]  # who works with them, and did, the latest involvement first; none longer than it
    before: list[OpenBefore]
    along: dict[str, Any]  # what rooms above read in the same statement


COMES_ALONG = "/* along */"
WHY_OPEN = f"""
SELECT u.id AS unit_pk, u.name AS unit_name, i.*, d.full_name AS decider, k.full_name AS worker, c.full_name AS closer,
    e.full_name AS closing_decider,
    coalesce((
        SELECT json_agg(json_build_array(x.id, x.kind, x.on, x.note, x.is_arranged) ORDER BY x.on, x.id)
        FROM cases_keydate x
        WHERE x.involvement_id = i.id AND NOT x.cancelled AND NOT x.is_over AND x.on >= %(today)s), '[]') AS dates,
    coalesce((
        SELECT json_agg(json_build_array(o.full_name, o.kind, o.reason, o.words, o.opened_at)) FROM (
            SELECT w.full_name, o.* FROM access_accessgrant o JOIN access_user w ON w.id = o.user_id
            WHERE o.family_id = %(family)s AND o.opened_at >= %(since)s ORDER BY o.opened_at DESC LIMIT 5) o
    ), '[]') AS openings,
    coalesce((
        SELECT json_agg(json_build_array(
            r.id, r.kind, coalesce(w.full_name, r.name), r.agency, r.telephone, lower(r.during),
            least(upper(r.during), ri.closed_on + 1), r.ended_because) ORDER BY ri.opened_on DESC, r.during, r.id)
        FROM cases_familyrole r JOIN cases_involvement ri ON ri.id = r.involvement_id
        LEFT JOIN access_user w ON w.id = r.user_id WHERE ri.family_id = %(family)s
    ), '[]') AS roles, coalesce((
        SELECT json_agg(json_build_array(
            b.opened_on, b.closed_on, coalesce(bu.name, ''), b.closing_reason, b.what_changed, b.if_rereferred,
            b.step_down_name) ORDER BY b.opened_on DESC, b.id DESC)
        FROM cases_involvement b
        LEFT JOIN LATERAL (
            SELECT a.unit_id FROM cases_allocation a WHERE a.involvement_id = b.id ORDER BY a.during DESC LIMIT 1
        ) ba ON true
        LEFT JOIN units_unit bu ON bu.id = ba.unit_id
        WHERE b.family_id = %(family)s AND b.id <> i.id AND b.closed_on IS NOT NULL
    ), '[]') AS before/* along */
FROM units_unit u
LEFT JOIN LATERAL (
    SELECT {columns(Involvement, "x")} FROM cases_involvement x WHERE x.family_id = %(family)s
    ORDER BY x.opened_on DESC, x.id DESC LIMIT 1
) i ON true
LEFT JOIN access_user d ON d.id = i.decided_by_id
LEFT JOIN access_user k ON k.id = i.key_worker_id
LEFT JOIN access_user c ON c.id = i.closed_by_id
LEFT JOIN access_user e ON e.id = i.closing_decided_by_id
WHERE u.id = %(unit)s
"""  # noqa: S608 -- column names from the model


_along: dict[str, str] = {}


def read_along(key: str, sql: str) -> None:
    """A room above reads something small of the family in this statement, so that it costs none of its own: SQL of one
    value, which may use ``%(family)s``, the ``%(unit)s`` that holds it, and ``%(today)s``.
    """
    _along[key] = sql


def _with_what_comes_along() -> str:
    return WHY_OPEN.replace(COMES_ALONG, "".join(f",\n({sql}) AS along_{key}" for key, sql in _along.items()))


def why_open(family_id: int, unit_id: int | None, today: date, since: datetime) -> WhyOpen:
    """Why the family is open, until when, what is ahead, and who from outside has opened it since. One statement."""
    [row] = rows(_with_what_comes_along(), family=family_id, unit=unit_id, today=today, since=since)
    involvement = None
    if row["id"] is not None:
        involvement = built(Involvement, row)
        involvement.decided_by = _called(row["decided_by_id"], row["decider"])
        involvement.key_worker = _called(row["key_worker_id"], row["worker"])
        involvement.closed_by = _called(row["closed_by_id"], row["closer"])
        involvement.closing_decided_by = _called(row["closing_decided_by_id"], row["closing_decider"])
    dates = [
        KeyDate(id=pk, kind=kind, on=date.fromisoformat(on), note=note, is_arranged=is_arranged)
        for pk, kind, on, note, is_arranged in row["dates"]
    ]
    openings = [
        AccessGrant(user=User(full_name=name), kind=kind, reason=why, words=words, opened_at=datetime.fromisoformat(at))
        for name, kind, why, words, at in row["openings"]
    ]
    roles = [_role(*one) for one in row["roles"]]
    along = {key: row[f"along_{key}"] for key in _along}
    unit = Unit(id=row["unit_pk"], name=row["unit_name"])
    day = date.fromisoformat
    before = [OpenBefore(day(opened), day(closed), *said) for opened, closed, *said in row["before"]]
    return WhyOpen(involvement, unit, dates, openings, roles, before, along)


def _role(
    pk: int, kind: str, who: str, agency: str, telephone: str, since: str, until: str | None, why: str
) -> FamilyRole:
    during = DateRange(date.fromisoformat(since), date.fromisoformat(until) if until else None)
    return FamilyRole(id=pk, kind=kind, name=who, agency=agency, telephone=telephone, during=during, ended_because=why)


@dataclass(frozen=True)
class Standing:
    """What a child is to the service now, and since when."""

    words: str
    since: date
    decided_by: str


@dataclass(frozen=True)
class InTouch:
    """A way to reach somebody, whether it is safe, and how."""

    kind: str
    value: str
    whose: str
    safe: str
    how: str

    @property
    def is_number(self) -> bool:
        return self.kind in (ContactKind.MOBILE, ContactKind.LANDLINE)

    @property
    def dialled(self) -> str:
        """As a telephone takes it."""
        return "".join(sign for sign in self.value if sign.isdecimal() or sign == "+")

    @property
    def warns(self) -> str:
        """What is said of it where it is not simply safe."""
        return Safe(self.safe).label if self.safe in (Safe.CARE, Safe.NO) else ""


@dataclass(frozen=True)
class MemberLine:
    """A member with what whoever answers the telephone is asked about them."""

    member: FamilyMember
    standing: Standing | None
    provisional: list[str]  # what a panel has yet to agree: not for the family
    contacts: list[InTouch]
    addresses: list[Address]

    @property
    def called(self) -> str:
        """A short name; what they are in the family where there is none."""
        person = self.member.person
        named = person.given_name or person.family_name
        return person.short_name if named else self.member.role or "Someone"


# The lines of a confidential address are for nobody here: its place is the person's page, where each look is noted.
MEMBERS = f"""
SELECT x.id AS member_id, x.role, x.is_child, x.lives_here, x.position, {columns(Person, "p")},
    coalesce((SELECT json_agg(json_build_array(n.kind, n.given_name, n.family_name) ORDER BY n.id)
              FROM people_othername n WHERE n.person_id = p.id AND NOT n.is_mistaken
              AND coalesce(n.family_id, x.family_id) = x.family_id), '[]') AS names,
    coalesce((SELECT json_agg(json_build_array(n.ended, n.kind, n.value, n.whose, n.safe, n.how)
                              ORDER BY n.safe = '{Safe.NO}', n.id)
              FROM people_contact n WHERE n.person_id = p.id AND NOT n.is_mistaken
              AND coalesce(n.family_id, x.family_id) = x.family_id), '[]') AS contacts,
    coalesce((SELECT json_agg(CASE WHEN n.is_confidential THEN json_build_array(n.ended, n.id, n.kind, true, '', '', '')
                              ELSE json_build_array(n.ended, n.id, n.kind, false, n.lines, n.postcode, n.note) END
                              ORDER BY n.id)
              FROM people_address n WHERE n.person_id = p.id AND NOT n.is_mistaken
              AND coalesce(n.family_id, x.family_id) = x.family_id), '[]') AS addresses,
    s.status, s.category, s.placed, s.started_on AS decided_on, s.said_by AS decided_by,
    (SELECT json_agg(json_build_array(d.status, d.category, d.placed, d.panel) ORDER BY d.id)
     FROM cases_statusdecision d WHERE d.person_id = x.person_id AND d.involvement_id = i.id
     AND d.taken_back_at IS NULL AND d.panel <> '' AND d.panel_answer = '') AS provisional
FROM families_familymember x JOIN people_person p ON p.id = x.person_id
LEFT JOIN cases_involvement i ON x.is_child AND i.family_id = x.family_id AND i.closed_on IS NULL
LEFT JOIN LATERAL kinwork_status(x.person_id, i.id, %(today)s, NULL) s ON true
WHERE x.family_id = %(family)s AND NOT x.taken_back ORDER BY x.position, x.id
"""  # noqa: S608 -- column names from the model


def members_with_status(family_id: int, today: date) -> list[MemberLine]:
    """Members with persons, other names, what holds today of how they are reached and where they live, and what each
    child is to the service. One statement.
    """
    found = []
    for row in rows(MEMBERS, family=family_id, today=today):
        person = built(Person, row)
        names = [OtherName(kind=kind, given_name=given, family_name=surname) for kind, given, surname in row["names"]]
        prefetch(person, other_names=names)
        member = FamilyMember(
            id=row["member_id"],
            family_id=family_id,
            person=person,
            role=row["role"],
            is_child=row["is_child"],
            lives_here=row["lives_here"],
            position=row["position"],
        )
        standing = None
        if row["status"]:
            words = in_words(row["status"], row["category"], row["placed"])
            standing = Standing(words, row["decided_on"], row["decided_by"])
        contacts = [InTouch(*said) for ended, *said in row["contacts"] if not is_over(ended, today.isoformat())]
        addresses = [
            Address(id=pk, kind=kind, is_confidential=veiled, lines=lines, postcode=postcode, note=note)
            for ended, pk, kind, veiled, lines, postcode, note in row["addresses"]
            if not is_over(ended, today.isoformat())
        ]
        provisional = [
            f"{lower_first(in_words(status, category, placed))}, until the panel agrees ({panel})"
            for status, category, placed, panel in row["provisional"] or ()
        ]
        found.append(MemberLine(member, standing, provisional, contacts, addresses))
    return found


@dataclass(frozen=True)
class Home:
    """An address, and who of the family lives or stays there now; only that it is confidential where it is."""

    address: Address
    lines: list[MemberLine]


def homes_of(lines: Iterable[MemberLine]) -> list[Home]:
    """Each address once, with everybody who is there; confidential ones by themselves. No statement."""
    found: dict[tuple[str, ...], Home] = {}
    for line in lines:
        if line.member.person.is_deceased:
            continue
        for one in line.addresses:
            key = (str(one.pk),) if one.is_confidential else (one.kind, one.in_full.casefold())
            found.setdefault(key, Home(one, [])).lines.append(line)
    return list(found.values())
