"""Reads of notices, each with its number of statements. What counts is what somebody may see now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.sql import tuples

from .kinds import Kind, every_kind, kind_of
from .models import Mail, MailChoice
from .recipients import ANSWERS, LEADS, WHO_ANSWERS

# Longer ago is no news: what is to be done stands in the record.
KEPT_DAYS = 30
MOST_SHOWN = 200

# To me by name, to who answers for a unit of mine, or to everyone in it; done by somebody else; of families that open
# to me today, so that whoever leaves a unit leaves its news there. Restricted families and limited entries are kept
# back by the database itself (row_level_security.py).
MINE = f"""
    n.at > %(since)s::timestamptz AND n.withdrawn_at IS NULL AND n.actor_id IS DISTINCT FROM %(user)s::bigint
    AND n.kind = ANY (%(kinds)s::text[])
    AND (n.to_ids @> ARRAY[%(user)s::bigint]
         OR n.unit_id IN (SELECT a.unit_id FROM ({WHO_ANSWERS}) a WHERE a.user_id = %(user)s::bigint)
         OR (n.unit_id = ANY (%(home)s::bigint[]) AND n.kind = ANY (%(everyones)s::text[])))
    AND (n.family_id IS NULL OR %(everywhere)s::boolean
         OR (n.kind = ANY (%(beyond)s::text[]) AND n.to_ids @> ARRAY[%(user)s::bigint])
         OR kinwork_unit_of(n.family_id) = ANY (%(reach)s::bigint[])
         OR EXISTS (
             SELECT 1 FROM access_accessgrant o
             WHERE o.family_id = n.family_id AND o.user_id = %(user)s::bigint AND o.ends_at > now()))
"""  # noqa: S608 -- put together from constants
NOT_SEEN = """NOT EXISTS (
    SELECT 1 FROM notices_seen s WHERE s.notice_id = n.id AND s.user_id = %(user)s::bigint AND NOT s.is_kept)"""
KEPT = """EXISTS (
    SELECT 1 FROM notices_seen s WHERE s.notice_id = n.id AND s.user_id = %(user)s::bigint AND s.is_kept)"""


def asked_by(actor: Actor, now: datetime | None = None) -> dict[str, Any]:
    """What ``MINE`` asks for."""
    now = now or timezone.now()
    kinds = every_kind()
    return {
        "user": actor.user_id,
        "since": now - timedelta(days=KEPT_DAYS),
        "on": timezone.localdate(now),
        "roles": ANSWERS,
        "leads": LEADS,
        "home": actor.home_unit_ids,
        "reach": actor.reach,
        "everywhere": actor.sees_every_unit,
        "kinds": [kind.key for kind in kinds],
        "everyones": [kind.key for kind in kinds if kind.for_everyone],
        "beyond": [kind.key for kind in kinds if kind.beyond_reach],
    }


def has_notices(actor: Actor) -> bool:
    """Whether anything ever comes to somebody: they work with families of their own, or of all. No statements."""
    return bool(actor.reach) or actor.sees_every_unit


COUNT = f"SELECT count(*) FROM notices_notice n WHERE {MINE} AND {NOT_SEEN}"  # noqa: S608 -- put together from constants


def count_new(actor: Actor) -> int:
    """How many notices somebody has not looked at. One statement."""
    [(number,)] = tuples(COUNT, **asked_by(actor))
    return int(number)


@dataclass(frozen=True)
class NoticeLine:
    """A notice as somebody may see it now."""

    id: int
    kind: Kind
    family_id: int | None
    family: str
    unit_id: int | None
    unit: str
    who: str
    at: datetime
    thing_id: int | None
    due: date | None
    is_new: bool
    is_by_name: bool  # addressed to the reader, not only to who answers for a unit
    is_kept: bool  # seen, and left unread on purpose

    @property
    def words(self) -> str:
        return self.kind.sentence.format(who=self.who or "Someone", unit=self.unit)

    @property
    def link(self) -> str:
        """Where it leads; to nowhere if what it would lead to is not known."""
        link = (self.is_by_name and self.kind.link_by_name) or self.kind.link
        ids = {"family": self.family_id, "unit": self.unit_id, "thing": self.thing_id}
        return "" if any(f"{{{name}}}" in link and pk is None for name, pk in ids.items()) else link.format(**ids)


LINES = f"""
SELECT n.id, n.kind, n.family_id, f.name, n.unit_id, u.name, w.full_name, n.at, n.object_id, n.due, {NOT_SEEN},
       n.to_ids @> ARRAY[%(user)s::bigint], {KEPT}
FROM notices_notice n
LEFT JOIN families_family f ON f.id = n.family_id
LEFT JOIN units_unit u ON u.id = n.unit_id
LEFT JOIN access_user w ON w.id = n.actor_id
WHERE {MINE}
"""  # noqa: S608 -- put together from constants
NEWEST_FIRST = "ORDER BY n.at DESC, n.id DESC LIMIT %(most)s"


def lines_for(actor: Actor) -> list[NoticeLine]:
    """What came to somebody in the last weeks, the newest first, seen or not. One statement."""
    return _lines(f"{LINES} {NEWEST_FIRST}", asked_by(actor))


def new_lines_for(actor: Actor) -> list[NoticeLine]:
    """What somebody has not looked at, the newest first. One statement."""
    return _lines(f"{LINES} AND {NOT_SEEN} {NEWEST_FIRST}", asked_by(actor))


def _lines(sql: str, given: dict[str, Any]) -> list[NoticeLine]:
    return [_line(*found) for found in tuples(sql, **given, most=MOST_SHOWN)]


def _line(
    pk: int,
    key: str,
    family_id: int | None,
    family: str | None,
    unit_id: int | None,
    unit: str | None,
    who: str | None,
    at: datetime,
    *rest: Any,
) -> NoticeLine:
    kind = kind_of(key)
    assert kind is not None  # the statement asks for declared kinds only
    return NoticeLine(pk, kind, family_id, family or "", unit_id, unit or "", who or "", at, *rest)


TOLD = f"""
SELECT w.full_name, coalesce((
    SELECT p.role FROM units_postholding h JOIN units_post p ON p.id = h.post_id
    WHERE h.user_id = w.id AND p.unit_id = %(unit)s AND h.during @> %(on)s::date ORDER BY p.id LIMIT 1), '')
FROM access_user w
WHERE w.is_active AND w.id <> %(without)s
  AND w.id IN (SELECT a.user_id FROM ({WHO_ANSWERS}) a WHERE a.unit_id = %(unit)s::bigint)
ORDER BY w.full_name
"""  # noqa: S608 -- put together from constants


def who_answers(unit_id: int, *, without: int) -> list[tuple[str, str]]:
    """Names of those who are told of what comes to a unit, with their role in it, if any. One statement."""
    return tuples(TOLD, unit=unit_id, without=without, on=timezone.localdate(), roles=ANSWERS, leads=LEADS)


def mail_choice(actor: Actor) -> str:
    """When somebody hears by email. One statement."""
    chosen = MailChoice.objects.filter(user_id=actor.user_id).values_list("choice", flat=True).first()
    return chosen or Mail.USUAL


ANSWERING = f"SELECT DISTINCT a.user_id FROM ({WHO_ANSWERS}) a WHERE a.unit_id = %(unit)s::bigint"  # noqa: S608


def ids_who_answer(unit_id: int) -> list[int]:
    """Who is told of what comes to a unit; for telling them by name of a family that is not theirs. One statement."""
    found = tuples(ANSWERING, unit=unit_id, on=timezone.localdate(), roles=ANSWERS, leads=LEADS)
    return [user_id for (user_id,) in found]
