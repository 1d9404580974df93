"""The inbox: contacts without an answer, with who is known and to whom, and how often there was one about the child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from kinwork.access.lists import PAGE, Asked
from kinwork.access.sql import tuples
from kinwork.children.models import ReferralSource
from kinwork.clocks.expected import NEXT_STEPS
from kinwork.clocks.working_days import is_working_day

from ..models import About, Who
from .contacts import SAME_CHILD, SAME_CHILD_BY_INDEX

NTH = ("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
ORDERS = {
    "age": "together_on, together, received_on, id",
    "from": "source, received_on, id",
    "taken": "taken_by, received_on, id",
}

# A contact waits for a decision about a child, or for a unit after it. Those about one child that both wait stand
# together, where the first of them stands. All of a page in one statement, however many contacts and children.
WAITS = "front_door_contact c JOIN front_door_unanswered w ON w.contact_id = c.id"
ANSWERED = f"""front_door_contact c CROSS JOIN (SELECT 0 AS undecided, 0 AS to_go) w
    WHERE NOT EXISTS (SELECT 1 FROM front_door_unanswered x WHERE x.contact_id = c.id)
      AND EXISTS (SELECT 1 FROM front_door_about x WHERE x.contact_id = c.id AND x.who <> '{Who.ADULT}')"""  # noqa: S608
INBOX = f"""
WITH listed AS MATERIALIZED (
    SELECT c.*, w.undecided, w.to_go,
           c.wants_answer AND NOT EXISTS (SELECT 1 FROM front_door_feedback f WHERE f.contact_id = c.id) AS owes_answer
    FROM %(standing)s
), chosen AS (
    SELECT l.*, w.full_name AS taken_name FROM listed l JOIN access_user w ON w.id = l.taken_by_id
    WHERE (NOT %(to_decide)s OR l.undecided > 0) AND (NOT %(for_unit)s OR l.to_go > 0)
      AND (NOT %(to_answer)s OR l.owes_answer) AND (NOT %(late)s OR l.received_on < %(in_time)s::date)
      AND (%(known)s::boolean IS NULL OR %(known)s::boolean = (cardinality(l.family_ids) > 0))
), placed AS (
    SELECT l.*, coalesce(first.id, l.id) AS together, coalesce(first.received_on, l.received_on) AS together_on
    FROM chosen l LEFT JOIN LATERAL (
        SELECT oc.id, oc.received_on
        FROM front_door_about a CROSS JOIN LATERAL ({SAME_CHILD_BY_INDEX}) o
        JOIN front_door_unanswered w ON w.contact_id = o.contact_id JOIN front_door_contact oc ON oc.id = w.contact_id
        WHERE NOT %(answered)s AND a.contact_id = l.id AND a.who <> '{Who.ADULT}' AND {SAME_CHILD}
        ORDER BY oc.received_on, oc.id LIMIT 1
    ) first ON true
), page AS (
    SELECT *, count(*) OVER () AS total FROM placed ORDER BY %(order)s LIMIT %(most)s OFFSET %(skip)s
)
SELECT p.id, p.received_on, p.taken_at, p.taken_name, p.source, p.agency_name, p.relation, p.is_anonymous, p.said,
       p.undecided, p.to_go, p.owes_answer, p.together, p.total, (
    SELECT json_agg(json_build_array(a.given_name, a.family_name, a.role, a.who, (
               SELECT count(DISTINCT o.contact_id) FROM ({SAME_CHILD_BY_INDEX}) o
               JOIN front_door_contact oc ON oc.id = o.contact_id
               WHERE {SAME_CHILD} AND oc.received_on > p.received_on - 365
                 AND (oc.received_on, oc.id) <= (p.received_on, p.id)
           ), (SELECT d.level FROM front_door_decision d WHERE d.about_id = a.id AND NOT EXISTS (
                   SELECT 1 FROM front_door_decision s WHERE s.supersedes_id = d.id))) ORDER BY a.position)
    FROM front_door_about a WHERE a.contact_id = p.id AND a.who <> '{Who.ADULT}'
), (
    SELECT json_agg(json_build_array(f.id, f.name, coalesce(u.name, ''), coalesce(h.is_open, false)) ORDER BY f.name)
    FROM families_family f LEFT JOIN LATERAL kinwork_holding(f.id) h ON true LEFT JOIN units_unit u ON u.id = h.unit_id
    WHERE f.id = ANY (p.family_ids)
)
FROM page p ORDER BY %(order)s
"""  # noqa: S608 -- choices from their enums


@dataclass(frozen=True)
class ListedChild:
    """A child of a listed contact: the how-manieth contact about them within a year this is."""

    name: str
    times: int
    level: str

    @property
    def which(self) -> str:
        """'Third'; beyond the tenth, in figures."""
        return NTH[self.times] if self.times < len(NTH) else f"{self.times}."


@dataclass(frozen=True)
class KnownFamily:
    """A family that is known, and which unit holds it, or held it last."""

    family_id: int
    name: str
    unit: str
    is_open: bool


@dataclass(frozen=True)
class ContactRow:
    """A contact in the list."""

    pk: int
    received_on: date
    taken_at: datetime
    taken_by: str
    source: str
    agency: str
    relation: str
    is_anonymous: bool
    said: str
    undecided: int
    to_go: int
    owes_answer: bool
    together: int
    children: list[ListedChild]
    families: list[KnownFamily]

    @property
    def source_name(self) -> str:
        return ReferralSource(self.source).label

    @property
    def due(self) -> date:
        """The day by which it is to be decided."""
        return NEXT_STEPS.by(self.received_on)

    @property
    def is_with_earlier(self) -> bool:
        """Whether an earlier contact about the same child waits too, above it."""
        return self.together != self.pk

    @property
    def again(self) -> ListedChild | None:
        """The child about whom there have been most contacts, where this is not the first."""
        most = max(self.children, key=lambda child: child.times, default=None)
        return most if most is not None and most.times > 1 else None


def working_days_late(due: date, today: date) -> int:
    """How many working days have gone by since a day by which something was due.

    >>> working_days_late(date(2026, 11, 27), date(2026, 11, 30)), working_days_late(date(2026, 11, 30), date(2026, 11, 30))
    (1, 0)
    """  # noqa: E501
    days = (today - due).days
    return sum(is_working_day(due + timedelta(days=n)) for n in range(1, min(days, 400) + 1))


def first_day_in_time(today: date) -> date:
    """The earliest day of a contact that need not be decided before today.

    >>> first_day_in_time(date(2026, 11, 30))
    datetime.date(2026, 11, 27)
    """
    day = today
    while NEXT_STEPS.by(day - timedelta(days=1)) >= today:
        day -= timedelta(days=1)
    return day


def inbox(asked: Asked, today: date) -> tuple[list[ContactRow], int]:
    """A page of contacts and how many there are; a file has them all. One statement."""
    turned = [f"{part} DESC" if asked.is_down and part != "id" else part for part in ORDERS[asked.sort].split(", ")]
    order = ", ".join(turned).replace("taken_by", "taken_name")
    values: dict[str, Any] = {
        "answered": asked["show"] == "answered",
        "to_decide": asked["next"] == "decide", "for_unit": asked["next"] == "unit",
        "to_answer": asked["next"] == "answer", "late": asked["late"] == "yes",
        "known": {"yes": True, "no": False}.get(asked["known"]),
        "in_time": first_day_in_time(today), "most": None if asked.is_file else PAGE,
        "skip": 0 if asked.is_file else (asked.page - 1) * PAGE,
    }  # fmt: skip
    sql = INBOX.replace("%(order)s", order).replace("%(standing)s", ANSWERED if values["answered"] else WAITS)
    found = tuples(sql, **values)
    return [_row(row) for row in found], (found[0][13] if found else 0)


def _row(row: tuple[Any, ...]) -> ContactRow:
    children = [
        ListedChild(About(given_name=given, family_name=family, role=role, who=who).name, times, level or "")
        for given, family, role, who, times, level in row[14] or ()
    ]
    families = [KnownFamily(*one) for one in row[15] or ()]
    said: list[Any] = [*row[:13], children, families]
    return ContactRow(*said)


WAITING = """
SELECT count(*), count(*) FILTER (WHERE c.received_on < %(in_time)s::date AND w.undecided > 0)
FROM front_door_unanswered w JOIN front_door_contact c ON c.id = w.contact_id
"""


@dataclass(frozen=True)
class Waiting:
    """How many contacts wait for an answer or a unit, and how many of them are late."""

    total: int
    late: int


def waiting(today: date) -> Waiting:
    """One statement."""
    [(total, late)] = tuples(WAITING, in_time=first_day_in_time(today))
    return Waiting(total, late)
