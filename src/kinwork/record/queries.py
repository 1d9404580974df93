"""Reads of what happened, each with its number of statements.

The database shows nobody an entry that is limited to others; the same is asked here again (two walls).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from kinwork.access.actor import Actor
from kinwork.access.models import AccessGrantKind
from kinwork.access.sql import rows, tuples
from kinwork.people.models import BirthKind

from .models import CONTACTS, Entry, EntryKind

# Whether the person who asks may know of entry ``e``.
MAY_KNOW = f"""(NOT e.is_limited OR e.by_id = %(user)s
    OR EXISTS (SELECT 1 FROM record_reader r WHERE r.entry_id = e.id AND r.user_id = %(user)s)
    OR EXISTS (SELECT 1 FROM access_accessgrant o WHERE o.family_id = e.family_id AND o.user_id = %(user)s
               AND o.kind = '{AccessGrantKind.BREAK_GLASS}' AND o.ends_at > now()))"""  # noqa: S608 -- choices from their enums


@dataclass(frozen=True)
class EntryLine:
    """An entry as pages show it, with everything that belongs to it."""

    pk: int
    kind: str
    on: date
    at: time | None
    place: str
    present: str
    text: str
    said_by: str
    not_seen_because: str
    is_significant: bool
    is_limited: bool
    why_limited: str
    writer: str
    recorded_at: datetime
    seen: list[tuple[str, bool]]
    hidden_from: list[str]
    readers: list[str]
    amendments: list[tuple[str, str, datetime]]
    at_first: time | None = None  # as it was written, where the time was put right since

    @property
    def what(self) -> str:
        return EntryKind(self.kind).label

    @property
    def was_late(self) -> bool:
        """Recorded more than a day after it happened: both dates are shown then."""
        return (self.recorded_at.date() - self.on).days > 1


WITHIN = """(%(since)s::date IS NULL OR e.happened_on >= %(since)s)
  AND (%(until)s::date IS NULL OR e.happened_on <= %(until)s)"""
NAME = "coalesce(nullif(trim(concat_ws(' ', p.given_name, p.family_name)), ''), 'Name not known')"
COLUMNS = f"""e.id, e.kind, e.happened_on, e.happened_at, e.place, e.present, e.text, e.said_by, e.not_seen_because,
       e.is_significant, e.is_limited, e.why_limited, w.full_name, e.recorded_at,
       coalesce((SELECT json_agg(json_build_array({NAME}, s.alone) ORDER BY s.id)
                 FROM record_seen s JOIN people_person p ON p.id = s.person_id WHERE s.entry_id = e.id), '[]'),
       coalesce((SELECT json_agg({NAME} ORDER BY h.id)
                 FROM record_hiddenfrom h JOIN people_person p ON p.id = h.person_id WHERE h.entry_id = e.id), '[]'),
       coalesce((SELECT json_agg(u.full_name ORDER BY r.id)
                 FROM record_reader r JOIN access_user u ON u.id = r.user_id WHERE r.entry_id = e.id), '[]'),
       coalesce((SELECT json_agg(json_build_array(a.text, u.full_name, a.at, a.happened_at) ORDER BY a.id)
                 FROM record_entryamendment a JOIN access_user u ON u.id = a.by_id WHERE a.entry_id = e.id), '[]')"""  # noqa: S608 -- put together from the constant above
# The time as it was put right last.
AT = """coalesce((SELECT a.happened_at FROM record_entryamendment a
    WHERE a.entry_id = e.id AND a.happened_at IS NOT NULL ORDER BY a.id DESC LIMIT 1), e.happened_at)"""
NEWEST_FIRST = f"ORDER BY e.happened_on DESC, {AT} DESC NULLS LAST, e.id DESC"
ENTRIES = f"""
SELECT {COLUMNS}
FROM record_entry e JOIN access_user w ON w.id = e.by_id
WHERE e.family_id = %(family)s AND {MAY_KNOW}
  AND (%(kind)s = '' OR e.kind = %(kind)s OR (%(kind)s = 'significant' AND e.is_significant))
  AND {WITHIN}
  AND (%(with)s::bigint[] IS NULL OR e.id = ANY (%(with)s) OR e.id IN (
      SELECT e.id FROM record_entry e WHERE e.family_id = %(family)s {NEWEST_FIRST} LIMIT %(most)s))
{NEWEST_FIRST} LIMIT CASE WHEN %(with)s::bigint[] IS NULL THEN %(most)s::int END OFFSET %(skip)s
"""  # noqa: S608 -- put together from the constants above


def entries_of(
    actor: Actor,
    family_id: int,
    *,
    kind: str = "",
    since: date | None = None,
    until: date | None = None,
    most: int = 50,
    skip: int = 0,
    with_: Collection[int] | None = None,
) -> list[EntryLine]:
    """A family's entries that this person may know of, newest first; ``with_`` these, however old. One statement."""
    asked: dict[str, Any] = {"kind": kind, "since": since, "until": until, "most": most, "skip": skip}
    asked["with"] = None if with_ is None else list(with_)
    found = tuples(ENTRIES, family=family_id, user=actor.user_id, **asked)
    return [_line(row) for row in found]


def _line(row: tuple[Any, ...]) -> EntryLine:
    *start, seen, hidden, readers, amendments = row
    added = [(text, who, datetime.fromisoformat(at)) for text, who, at, _ in amendments]
    line = EntryLine(*[*start, [tuple(one) for one in seen], hidden, readers, added])
    put_right = [time.fromisoformat(right) for *_, right in amendments if right]
    return replace(line, at=put_right[-1], at_first=line.at) if put_right else line


# Two records that were ever taken for one person's count as one here: whoever merged them, or took them apart, may not
# have seen the entry, and what is hidden from the one is to stay hidden.
# For whoever is on the list nothing may show that something is missing, so this says nothing of what it leaves out.
FOR_PEOPLE = f"""
SELECT e.id, e.happened_on, e.kind, e.place, e.present, e.text, w.full_name, coalesce((
    SELECT json_agg(a.text ORDER BY a.id) FROM record_entryamendment a WHERE a.entry_id = e.id), '[]') AS added
FROM record_entry e JOIN access_user w ON w.id = e.by_id
WHERE e.family_id = %(family)s AND NOT e.is_limited AND {MAY_KNOW}
  AND NOT EXISTS (
      SELECT 1 FROM record_hiddenfrom h WHERE h.entry_id = e.id AND (h.person_id = ANY (%(people)s) OR EXISTS (
          SELECT 1 FROM cases_merging g
          WHERE (g.kept_id = ANY (%(people)s) AND g.dropped_id = h.person_id)
             OR (g.dropped_id = ANY (%(people)s) AND g.kept_id = h.person_id))))
  AND {WITHIN}
ORDER BY e.happened_on, {AT} NULLS FIRST, e.id
"""  # noqa: S608 -- put together from the constants above


def entries_for(
    actor: Actor, family_id: int, person_ids: list[int], *, since: date | None = None, until: date | None = None
) -> list[dict[str, Any]]:
    """What may be given to these people, oldest first: nothing limited, nothing hidden from any of them.

    One statement.
    """
    return rows(FOR_PEOPLE, family=family_id, user=actor.user_id, people=person_ids, since=since, until=until)


@dataclass(frozen=True)
class SeenLast:
    """When a child was last seen, whether alone, and by whom; ``on`` is empty when never."""

    person_id: int
    name: str
    on: date | None
    alone: bool
    by: str


@dataclass(frozen=True)
class Lately:
    """The last entries, when the family was last in contact (and with whom), when each child was last seen."""

    lines: list[EntryLine]
    last_contact: tuple[date, str] | None
    seen: list[SeenLast]


# Both facts may lie far back, each is one look into an index, and they are worked out once for all rows.
LATELY = f"""
SELECT {COLUMNS}, (
    SELECT json_build_array(e.happened_on, w.full_name) FROM record_entry e JOIN access_user w ON w.id = e.by_id
    WHERE e.family_id = %(family)s AND e.kind = ANY (%(contacts)s) AND {MAY_KNOW}
    ORDER BY e.happened_on DESC, e.id DESC LIMIT 1
), (
    SELECT coalesce(json_agg(json_build_array(p.id, {NAME}, l.happened_on, l.alone, l.full_name)
                             ORDER BY m.position, m.id), '[]')
    FROM families_familymember m JOIN people_person p ON p.id = m.person_id
    LEFT JOIN LATERAL (
        SELECT e.happened_on, s.alone, w.full_name
        FROM record_seen s JOIN record_entry e ON e.id = s.entry_id JOIN access_user w ON w.id = e.by_id
        WHERE s.person_id = p.id AND e.family_id = m.family_id AND {MAY_KNOW}
        ORDER BY e.happened_on DESC, e.id DESC LIMIT 1
    ) l ON true
    WHERE m.family_id = %(family)s AND m.is_child AND NOT m.taken_back AND NOT p.is_deceased
      AND p.born_kind <> '{BirthKind.EXPECTED}'
)
FROM record_entry e JOIN access_user w ON w.id = e.by_id
WHERE e.family_id = %(family)s AND {MAY_KNOW}
{NEWEST_FIRST} LIMIT %(most)s
"""  # noqa: S608 -- put together from the constants above


def lately(actor: Actor, family_id: int, most: int = 4) -> Lately:
    """The last entries, last contact and last sight of each child; nothing of children where nothing is written.

    One statement.
    """
    return _lately(actor.user_id, family_id, most)


def lately_for_all(family_id: int, most: int) -> Lately:
    """The same as everybody in the unit may read it: nothing that is limited to named staff. One statement."""
    return _lately(0, family_id, most)


def _lately(user_id: int, family_id: int, most: int) -> Lately:
    contacts = [kind.value for kind in CONTACTS]
    found = tuples(LATELY, family=family_id, user=user_id, contacts=contacts, most=most)
    if not found:
        return Lately([], None, [])
    *_, contact, seen = found[0]
    return Lately(
        [_line(row[:-2]) for row in found],
        (date.fromisoformat(contact[0]), contact[1]) if contact else None,
        [
            SeenLast(pk, name, date.fromisoformat(on) if on else None, bool(alone), who or "")
            for pk, name, on, alone, who in seen
        ],
    )


def entry_of(actor: Actor, family_id: int, pk: int) -> Entry | None:
    """One entry, if this person may know of it. Two statements."""
    found = Entry.objects.select_related("by").filter(pk=pk, family_id=family_id).first()
    if found is None:
        return None
    # Asked in code as well: whatever the database lets through is not yet allowed.
    known = tuples(f"SELECT 1 FROM record_entry e WHERE e.id = %(id)s AND {MAY_KNOW}", id=pk, user=actor.user_id)  # noqa: S608
    return found if known else None
