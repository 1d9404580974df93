"""Reads of approvals: the queue of whoever approves, what somebody asked for, and what is said of a thing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.sql import Row, rows, tuples
from kinwork.clocks.working_days import working_days_between

from .kinds import kind_of
from .models import Answer, Approval

LOOKS_BACK = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """One thing in a queue: what, of whom, in which family of which unit; who did it when; what was said to it."""

    pk: int
    kind: str
    family_id: int
    family: str
    unit_id: int | None
    unit: str
    person_id: int | None
    person: str
    thing_id: int
    asked_by: str
    asked_at: datetime
    went_up_at: datetime | None
    answer: str
    answered_by: str
    answered_at: datetime | None
    words: str
    called: str = ""

    @property
    def title(self) -> str:
        kind = kind_of(self.kind)
        what = kind.title if kind else self.kind
        return f"{what}: {self.called}" if self.called else what

    @property
    def link(self) -> str:
        kind = kind_of(self.kind)
        link = kind.link if kind else "/family/{family}/"
        return link.format(family=self.family_id, person=self.person_id or 0, thing=self.thing_id)

    @property
    def answer_words(self) -> str:
        return str(Answer(self.answer).label) if self.answer else "Waits"

    def waited(self, today: date) -> int:
        """Working days since it was done."""
        return working_days_between(timezone.localdate(self.asked_at), today)


LINES = """
SELECT a.id AS pk, a.kind, f.id AS family_id, f.name AS family, h.unit_id, coalesce(u.name, '') AS unit, a.person_id,
    coalesce(concat_ws(' ', nullif(p.given_name, ''), nullif(p.family_name, '')), '') AS person,
    a.thing_id, w.full_name AS asked_by, a.asked_at, a.went_up_at, a.answer, coalesce(b.full_name, '') AS answered_by,
    a.answered_at, a.words
FROM approvals_approval a
JOIN cases_involvement i ON i.id = a.involvement_id
JOIN families_family f ON f.id = i.family_id
JOIN access_user w ON w.id = a.asked_by_id
LEFT JOIN access_user b ON b.id = a.answered_by_id
LEFT JOIN people_person p ON p.id = a.person_id
LEFT JOIN LATERAL kinwork_holding(f.id) h ON true
LEFT JOIN units_unit u ON u.id = h.unit_id
WHERE {which} ORDER BY {order} LIMIT 500
"""
IN_UNITS = "(h.unit_id = ANY (%(units)s::bigint[]) OR (%(above)s AND (a.went_up_at IS NOT NULL OR %(all)s)))"
WAITING = LINES.format(which=f"a.answer = '' AND {IN_UNITS}", order="a.asked_at, a.id")
ANSWERED = LINES.format(
    which=f"a.answer IN ('{Answer.APPROVED}', '{Answer.RETURNED}') AND a.answered_at >= %(since)s AND {IN_UNITS}",
    order="a.answered_at DESC, a.id DESC",
)
MINE = LINES.format(
    which=f"a.asked_by_id = %(user)s AND a.answer <> '{Answer.DROPPED}'"
    " AND (a.answer = '' OR a.answered_at >= %(since)s)",
    order="a.asked_at DESC, a.id DESC",
)
COUNT = f"""
SELECT count(*), coalesce(min(a.asked_at), now()) FROM approvals_approval a
JOIN cases_involvement i ON i.id = a.involvement_id LEFT JOIN LATERAL kinwork_holding(i.family_id) h ON true
WHERE a.answer = '' AND {IN_UNITS}
"""  # noqa: S608 -- put together from constants


def _asks(actor: Actor, *, every_one: bool) -> dict[str, object]:
    return {"units": approves_in(actor), "above": actor.may(Permission.APPROVE), "all": every_one}


def approves_in(actor: Actor) -> list[int]:
    """The units for which somebody approves: by a post, as deputy, or for a colleague who is away. No statement."""
    near = {*actor.unit_ids, *actor.deputy_unit_ids, *(post.unit_id for post in actor.covers)}
    if actor.may(Permission.APPROVE):
        return []
    return sorted(unit_id for unit_id in near if actor.can(Permission.APPROVE, unit_id))


def approves(actor: Actor) -> bool:
    """Whether anything can wait for this person. No statement."""
    return actor.may(Permission.APPROVE) or bool(approves_in(actor))


def _lines(found: Sequence[Row]) -> list[Line]:
    """With what each thing is called. One statement for each kind whose things have names."""
    lines = [Line(**row) for row in found]
    names: dict[tuple[str, int], str] = {}
    for key in dict.fromkeys(line.kind for line in lines):
        kind = kind_of(key)
        if kind is not None and kind.called is not None:
            called = kind.called([line.thing_id for line in lines if line.kind == key])
            names |= {(key, pk): name for pk, name in called.items()}
    return [replace(line, called=names.get((line.kind, line.thing_id), "")) for line in lines]


def waiting(actor: Actor, *, every_one: bool = False) -> list[Line]:
    """What waits for somebody, the oldest first; for who approves everywhere what went up, or all. One statement."""
    return _lines(rows(WAITING, **_asks(actor, every_one=every_one)))


def answered_lately(actor: Actor, *, every_one: bool = False) -> list[Line]:
    """What was answered there in two weeks, the last first. One statement."""
    since = timezone.now() - LOOKS_BACK
    return _lines(rows(ANSWERED, since=since, **_asks(actor, every_one=every_one)))


def asked_by(actor: Actor) -> list[Line]:
    """What somebody did that waits, or was answered in two weeks. One statement."""
    return _lines(rows(MINE, user=actor.user_id, since=timezone.now() - LOOKS_BACK))


def waiting_count(actor: Actor) -> tuple[int, int]:
    """How many wait for somebody, and for how many working days the oldest. One statement; none for who never does."""
    if not approves(actor):
        return 0, 0
    [(number, oldest)] = tuples(COUNT, **_asks(actor, every_one=False))
    return number, working_days_between(timezone.localdate(oldest), timezone.localdate()) if number else 0


def said_of(things: Collection[tuple[str, int]]) -> dict[tuple[str, int], Approval]:
    """What was said last of each of some things (class and id). One statement; none of nothing."""
    if not things:
        return {}
    types = {name for name, _ in things}
    which = Q()
    for name in types:
        which |= Q(thing_type=name, thing_id__in=[pk for one, pk in things if one == name])
    found: QuerySet[Approval] = Approval.objects.filter(which).exclude(answer=Answer.DROPPED)
    found = found.select_related("asked_by", "answered_by").order_by("id")
    return {(one.thing_type, one.thing_id): one for one in found}
