"""Reads of a chronology, each with its number of statements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from kinwork.access.actor import Actor
from kinwork.access.sql import tuples
from kinwork.people.models import BirthKind
from kinwork.record.queries import COLUMNS, MAY_KNOW, EntryLine
from kinwork.record.queries import _line as entry_line

from .events import (
    ENTRY,
    GROUPS,
    OURS,
    SAID_IN_TABLES,
    STATUS,
    Event,
    event_of,
    group_of,
    sources_called,
    sources_of,
    what_of,
)

PAGE = 50
MOST = 5000  # on paper and in a file


@dataclass(frozen=True)
class Wanted:
    """Which events, in which order."""

    only_significant: bool = True
    child: int | None = None
    groups: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    words: str = ""
    newest_first: bool = False
    by_recorded: bool = False


@dataclass(frozen=True)
class Chronology:
    """A page of events, or all of them, and how many there are."""

    events: list[Event]
    total: int
    children: dict[int, str] = field(default_factory=dict)


# What names the child, and what names no child: then it is of all of them.
_CHILD = "(%(child)s::bigint IS NULL OR v.people = '{}' OR %(child)s = ANY (v.people))"
# For people: what is hidden from any of them, or from whom they were merged with, or limited, is not there.
GIVEN = """(%(readers)s::bigint[] IS NULL OR (NOT e.is_limited AND NOT EXISTS (
    SELECT 1 FROM record_hiddenfrom h WHERE h.entry_id = e.id AND (h.person_id = ANY (%(readers)s) OR EXISTS (
        SELECT 1 FROM cases_merging g
        WHERE (g.kept_id = ANY (%(readers)s) AND g.dropped_id = h.person_id)
           OR (g.dropped_id = ANY (%(readers)s) AND g.kept_id = h.person_id))))))"""
_ORDERS = {
    (False, False): "on_day, at_time NULLS FIRST, source, id",
    (True, False): "on_day DESC, at_time DESC NULLS LAST, source, id DESC",
    (False, True): "recorded_at NULLS FIRST, on_day, source, id",
    (True, True): "recorded_at DESC NULLS LAST, on_day DESC, source, id DESC",
}
EVENTS = f"""
WITH happened AS (
    {ENTRY} AND {MAY_KNOW} AND {GIVEN}
    UNION ALL
    {SAID_IN_TABLES}
), chosen AS MATERIALIZED (
    SELECT v.* FROM happened v
    WHERE v.on_day <= %(today)s AND (v.significant OR NOT %(only_significant)s) AND {_CHILD}
      AND (%(since)s::date IS NULL OR v.on_day >= %(since)s) AND (%(until)s::date IS NULL OR v.on_day <= %(until)s)
      AND (%(sources)s::text[] IS NULL OR v.source = ANY (%(sources)s))
      AND (%(like)s = '' OR v.said ILIKE %(like)s OR v.source = ANY (%(called)s::text[]))
      AND (%(readers)s::bigint[] IS NULL OR v.source <> '{STATUS}' OR v.data ->> 'panel' = ''
           OR v.data ->> 'panel_answer' = 'agreed')
      AND (%(readers)s::bigint[] IS NULL OR v.source <> ALL (%(ours)s::text[]))
      AND (%(keys)s::text[] IS NULL OR v.source || '-' || v.id = ANY (%(keys)s))
)
SELECT source, id, on_day, at_time, until_day, people, significant, recorded_at,
       (SELECT w.full_name FROM access_user w WHERE w.id = writer_id), data::json, (SELECT count(*) FROM chosen)
FROM chosen ORDER BY ORDER_OF LIMIT %(most)s OFFSET %(skip)s
"""  # noqa: S608 -- put together from constants


def chronology_of(
    actor: Actor,
    family_id: int,
    today: date,
    wanted: Wanted = Wanted(),
    *,
    readers: Collection[int] | None = None,
    page: int | None = None,
    keys: Sequence[str] | None = None,
) -> Chronology:
    """Events of a family that whoever asks may know of; for ``readers``, of which nothing is kept from any of them.

    A page of them, or all. Three statements: the events, their entries in full, the children's names.
    """
    sources = sources_of(list(wanted.groups)) if wanted.groups else None
    like = wanted.words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    found = tuples(
        EVENTS.replace("ORDER_OF", _ORDERS[wanted.newest_first, wanted.by_recorded]),
        family=family_id, user=actor.user_id, today=today, only_significant=wanted.only_significant,
        child=wanted.child, since=wanted.since, until=wanted.until, sources=sources, like=f"%{like}%" if like else "",
        called=sources_called(wanted.words) if like else [], see_entries=True,
        readers=None if readers is None else sorted(readers), ours=list(OURS),
        keys=None if keys is None else list(keys), most=PAGE if page else MOST, skip=((page or 1) - 1) * PAGE,
    )  # fmt: skip
    children = dict(tuples(CHILDREN, family=family_id))
    entries = _entries(actor, [row[1] for row in found if row[0] == "entry"])
    for_people = readers is not None
    events = [
        _of_entry(entries[row[1]], row, for_people=for_people)
        if row[0] == "entry"
        else event_of(row[:10], for_people=for_people)
        for row in found
    ]
    total = found[0][10] if found else 0
    named = [replace(one, names=tuple(children[pk] for pk in one.people if pk in children)) for one in events]
    return Chronology(named, total, children)


CHILDREN = """
SELECT p.id, coalesce(nullif(trim(concat_ws(' ', p.given_name, p.family_name)), ''), 'Name not known')
FROM families_familymember m JOIN people_person p ON p.id = m.person_id
WHERE m.family_id = %(family)s AND m.is_child AND NOT m.taken_back AND p.id <> ALL ((SELECT kinwork_sealed())::bigint[])
ORDER BY m.position, m.id
"""
# Of a child who is not born yet, or who has died, nothing is missed where nobody saw them.
WHO_CAN_BE_SEEN = CHILDREN.replace(
    "ORDER BY", f"AND NOT p.is_deceased AND p.born_kind <> '{BirthKind.EXPECTED}'\nORDER BY"
)
IN_FULL = f"""
SELECT {COLUMNS}, e.is_evidence, (SELECT b.full_name FROM access_user b WHERE b.id = e.on_behalf_of_id), (
    SELECT json_build_array(c.belongs, c.because, u.full_name, c.at) FROM chronology_choice c
    JOIN access_user u ON u.id = c.by_id WHERE c.entry_id = e.id ORDER BY c.id DESC LIMIT 1)
FROM record_entry e JOIN access_user w ON w.id = e.by_id WHERE e.id = ANY (%(ids)s) AND {MAY_KNOW}
"""  # noqa: S608 -- put together from constants


def children_of(family_id: int) -> list[tuple[int, str]]:
    """The children of a family whose records are not sealed. One statement."""
    return [(pk, name) for pk, name in tuples(CHILDREN, family=family_id)]


def _entries(actor: Actor, ids: list[int]) -> dict[int, tuple[EntryLine, bool, Any]]:
    """Entries with all that belongs to them. One statement, also for none: how many there are changes nothing."""
    found = tuples(IN_FULL, ids=ids, user=actor.user_id)
    return {row[0]: (_written(entry_line(row[:-3]), row[-2]), row[-3], row[-1]) for row in found}


def _written(line: EntryLine, whose: str | None) -> EntryLine:
    """With whose words they are, where somebody else wrote them down."""
    return replace(line, writer=f"{line.writer} for {whose}") if whose else line


def _of_entry(entry: tuple[EntryLine, bool, Any], row: tuple[Any, ...], *, for_people: bool) -> Event:
    line, is_evidence, choice = entry
    details = [("Where", line.place), ("There", line.present)]
    details += [("Seen alone" if alone else "Seen", name) for name, alone in line.seen]
    details += [("Not seen", line.not_seen_because)]
    return Event(
        source="entry",
        pk=line.pk,
        on=line.on,
        at=line.at,
        group=group_of("entry"),
        title=what_of(line.kind),
        people=tuple(row[5] or ()),
        text=line.text,
        details=tuple((label, words) for label, words in details if words),
        said_by=line.said_by,
        writer=line.writer,
        recorded_at=line.recorded_at,
        added=tuple(line.amendments),
        is_corrected=bool(line.amendments),
        is_significant=row[6],
        is_evidence=is_evidence,
        is_limited=line.is_limited,
        hidden_from=() if for_people else tuple(line.hidden_from),
        choice=None if for_people or choice is None else (*choice[:3], datetime.fromisoformat(choice[3])),
    )


def groups() -> list[tuple[str, str]]:
    """Kinds of events to choose from."""
    return list(GROUPS.items())
