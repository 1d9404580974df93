"""Reads of summaries and of the level of recording, each with its number of statements.

What comes of an entry is there for whoever may know of the entry: the database keeps it so, and it is asked here again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kinwork.access.actor import Actor
from kinwork.access.sql import tuples
from kinwork.light_text import plain
from kinwork.record.models import EntryKind
from kinwork.record.queries import MAY_KNOW, NAME

from .models import Answer, Part, Summary


@dataclass(frozen=True)
class Source:
    """The entry from which words come, or on which they lean."""

    pk: int
    on: date
    kind: str
    writer: str
    is_limited: bool
    hidden_from: list[str]
    is_amended: bool  # since it was taken up

    @property
    def what(self) -> str:
        return EntryKind(self.kind).label


@dataclass(frozen=True)
class PassageLine:
    """Words of a part: the unit's own, or those of an entry."""

    pk: int
    part: str
    text: str
    version: int
    source: Source | None = None


@dataclass(frozen=True)
class LinkLine:
    """An entry on which a part leans."""

    pk: int
    part: str
    source: Source


@dataclass(frozen=True)
class PartLines:
    """One part as somebody may read it."""

    part: Part
    passages: list[PassageLine]
    links: list[LinkLine]
    # For named readers: the part leans on something that is kept from one of them, so it is to be read through first.
    leans_on_hidden: bool = False

    @property
    def text(self) -> str:
        """All its words, as light text."""
        return "\n\n".join(one.text.strip() for one in self.passages if one.text.strip())

    @property
    def own(self) -> PassageLine | None:
        return next((one for one in self.passages if one.source is None), None)

    @property
    def folded(self) -> list[PassageLine]:
        return [one for one in self.passages if one.source is not None]

    @property
    def sources(self) -> list[Source]:
        """The entries of which it tells, in the order of the days on which they happened."""
        found = {one.source.pk: one.source for one in self.passages if one.source is not None}
        found |= {one.source.pk: one.source for one in self.links}
        return sorted(found.values(), key=lambda one: (one.on, one.pk))


@dataclass(frozen=True)
class Version:
    """One version of a family's summary. ``on`` and what follows are empty while it is being written."""

    pk: int
    number: int
    involvement_id: int
    family_id: int
    on: date | None
    by: str
    at: datetime | None
    begun_by: str
    begun_at: datetime
    parts: dict[str, PartLines] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        return self.at is None

    def __getitem__(self, part: str) -> PartLines:
        return self.parts[part]

    @property
    def words(self) -> str:
        """Everything in it, without marks: for looking whether there is anything."""
        return "\n".join(plain(one.text) for one in self.parts.values() if one.text)

    @property
    def entry_ids(self) -> set[int]:
        return {source.pk for part in self.parts.values() for source in part.sources}


def _source(alias: str) -> str:
    return f"""CASE WHEN {alias}.entry_id IS NULL THEN NULL ELSE json_build_array(
        e.id, e.happened_on, e.kind, w.full_name, e.is_limited,
        coalesce((SELECT json_agg({NAME} ORDER BY h.id) FROM record_hiddenfrom h
                  JOIN people_person p ON p.id = h.person_id WHERE h.entry_id = e.id), '[]'::json),
        EXISTS (SELECT 1 FROM record_entryamendment a WHERE a.entry_id = e.id AND a.at > {alias}.put_at)) END"""  # noqa: S608 -- put together from constants


# Two records that were ever taken for one person's count as one, as in whatever is made of entries for somebody.
KEPT_FROM_THEM = """(e.is_limited OR EXISTS (
    SELECT 1 FROM record_hiddenfrom h WHERE h.entry_id = e.id AND (h.person_id = ANY (%(people)s::bigint[]) OR EXISTS (
        SELECT 1 FROM cases_merging g
        WHERE (g.kept_id = ANY (%(people)s::bigint[]) AND g.dropped_id = h.person_id)
           OR (g.dropped_id = ANY (%(people)s::bigint[]) AND g.kept_id = h.person_id)))))"""
FOR_THEM = f"(%(people)s::bigint[] IS NULL OR NOT {KEPT_FROM_THEM})"
VERSIONS = f"""
SELECT s.id, s.number, s.involvement_id, i.family_id, s.standing_on, coalesce(b.full_name, ''), s.standing_at,
       g.full_name, s.begun_at,
       coalesce((SELECT json_agg(json_build_array(x.id, x.part, x.text, x.version, {_source("x")})
                                 ORDER BY x.entry_id IS NOT NULL, x.id)
                 FROM summaries_summarypassage x
                 LEFT JOIN record_entry e ON e.id = x.entry_id LEFT JOIN access_user w ON w.id = e.by_id
                 WHERE x.summary_id = s.id AND x.taken_out_at IS NULL
                   AND (x.entry_id IS NULL OR ({MAY_KNOW} AND {FOR_THEM}))), '[]'::json),
       coalesce((SELECT json_agg(json_build_array(x.id, x.part, {_source("x")}) ORDER BY e.happened_on, x.id)
                 FROM summaries_summarylink x
                 JOIN record_entry e ON e.id = x.entry_id JOIN access_user w ON w.id = e.by_id
                 WHERE x.summary_id = s.id AND x.taken_out_at IS NULL AND {MAY_KNOW} AND {FOR_THEM}), '[]'::json),
       CASE WHEN %(people)s::bigint[] IS NULL THEN '[]'::json ELSE coalesce((
           SELECT json_agg(DISTINCT x.part) FROM (
               SELECT part, entry_id FROM summaries_summarylink WHERE summary_id = s.id AND taken_out_at IS NULL
               UNION ALL
               SELECT part, entry_id FROM summaries_summarypassage WHERE summary_id = s.id AND taken_out_at IS NULL
           ) x JOIN record_entry e ON e.id = x.entry_id WHERE {KEPT_FROM_THEM}), '[]'::json) END
FROM summaries_summary s JOIN cases_involvement i ON i.id = s.involvement_id
JOIN access_user g ON g.id = s.begun_by_id LEFT JOIN access_user b ON b.id = s.standing_by_id
WHERE i.family_id = %(family)s
  AND (%(draft)s::bool IS NULL OR (s.standing_at IS NULL) = %(draft)s)
  AND (%(on)s::date IS NULL OR s.standing_on <= %(on)s)
  AND (%(which)s::bigint IS NULL OR s.id = %(which)s)
  AND (%(involvement)s::bigint IS NULL OR s.involvement_id = %(involvement)s)
  AND (%(below)s::int IS NULL OR s.number < %(below)s)
ORDER BY i.opened_on DESC, i.id DESC, s.number DESC LIMIT 1
"""  # noqa: S608 -- put together from the constants above


def _one(actor: Actor, family_id: int, people: Collection[int] | None = None, **asked: Any) -> Version | None:
    values = {"draft": None, "on": None, "which": None, "involvement": None, "below": None, **asked}
    ids = None if people is None else sorted(people)
    found = tuples(VERSIONS, family=family_id, user=actor.user_id, people=ids, **values)
    return _version(found[0]) if found else None


def _version(row: tuple[Any, ...]) -> Version:
    *start, passages, links, hidden = row
    of_part: dict[str, tuple[list[PassageLine], list[LinkLine]]] = {part: ([], []) for part in Part.values}
    for pk, part, text, version, source in passages:
        of_part[part][0].append(PassageLine(pk, part, text, version, _from(source) if source else None))
    for pk, part, source in links:
        of_part[part][1].append(LinkLine(pk, part, _from(source)))
    parts = {part: PartLines(Part(part), *lines, part in hidden) for part, lines in of_part.items()}
    return Version(*[*start, parts])


def _from(said: list[Any]) -> Source:
    pk, on, *rest = said
    return Source(pk, date.fromisoformat(on), *rest)


def standing(actor: Actor, family_id: int, *, on: date | None = None) -> Version | None:
    """The family's summary as it stands, or stood on a day, as this person may read it. One statement."""
    return _one(actor, family_id, draft=False, on=on)


def standing_for(
    actor: Actor, family_id: int, person_ids: Collection[int], *, on: date | None = None
) -> Version | None:
    """The same for these people: no words from entries that are kept from any of them or limited, no link to them.

    A part that leans on such an entry says so (``leans_on_hidden``), for whoever reads it through before it is given
    away; nothing of that belongs into what is given. One statement.
    """
    return _one(actor, family_id, person_ids, draft=False, on=on)


def version_of(actor: Actor, family_id: int, pk: int) -> Version | None:
    """One version that stands or stood. One statement."""
    return _one(actor, family_id, draft=False, which=pk)


def version_before(actor: Actor, version: Version) -> Version | None:
    """The one before it, of the same involvement. One statement."""
    return _one(actor, version.family_id, draft=False, involvement=version.involvement_id, below=version.number)


def draft_of(actor: Actor, family_id: int) -> Version | None:
    """The version that is being written. One statement."""
    return _one(actor, family_id, draft=True)


@dataclass(frozen=True)
class VersionLine:
    """A version in the list of versions."""

    pk: int
    number: int
    on: date
    by: str
    at: datetime


LIST = """
SELECT s.id, s.number, s.standing_on, b.full_name, s.standing_at
FROM summaries_summary s JOIN cases_involvement i ON i.id = s.involvement_id
JOIN access_user b ON b.id = s.standing_by_id
WHERE i.family_id = %(family)s AND s.standing_at IS NOT NULL
ORDER BY i.opened_on DESC, i.id DESC, s.number DESC
"""


def versions_of(family_id: int) -> list[VersionLine]:
    """Every version that was ever made standing, the newest first. One statement."""
    return [VersionLine(*row) for row in tuples(LIST, family=family_id)]


def is_written(summary: Summary) -> bool:
    """Whether anything stands in a version. Two statements at most."""
    kept = {"taken_out_at": None}
    return summary.passages.filter(**kept).exclude(text="").exists() or summary.links.filter(**kept).exists()


# -- what a family's page shows, read along with it


@dataclass(frozen=True)
class InBrief:
    """The standing summary for whoever answers the telephone: its words, its age, and what happened since."""

    pk: int | None
    on: date | None
    by: str
    is_of_now: bool  # not of an earlier time with the service
    texts: dict[str, str]
    since: int  # entries recorded since that everybody in the unit may read
    drafted_by: str  # who began the next one, which is being written
    weeks: int
    entries: int

    def age_in_days(self, today: date) -> int:
        return (today - self.on).days if self.on else 0

    def is_out_of_date(self, today: date) -> bool:
        return self.on is not None and (self.age_in_days(today) > self.weeks * 7 or self.since >= self.entries)


# For everybody of the unit alike: nothing from an entry that is limited to some of them.
BRIEF = """
SELECT json_build_array(
    (SELECT json_build_array(s.id, s.standing_on, b.full_name, s.involvement_id = i.id,
        (SELECT coalesce(json_agg(json_build_array(x.part, x.text) ORDER BY x.entry_id IS NOT NULL, x.id), '[]'::json)
         FROM summaries_summarypassage x LEFT JOIN record_entry e ON e.id = x.entry_id
         WHERE x.summary_id = s.id AND x.taken_out_at IS NULL AND x.text <> ''
           AND (x.entry_id IS NULL OR NOT e.is_limited)),
        (SELECT count(*) FROM record_entry e
         WHERE e.family_id = i.family_id AND NOT e.is_limited AND e.recorded_at > s.standing_at))
     FROM summaries_summary s JOIN cases_involvement si ON si.id = s.involvement_id
     JOIN access_user b ON b.id = s.standing_by_id
     WHERE si.family_id = i.family_id AND s.standing_at IS NOT NULL
     ORDER BY si.opened_on DESC, si.id DESC, s.number DESC LIMIT 1),
    (SELECT g.full_name FROM summaries_summary s JOIN access_user g ON g.id = s.begun_by_id
     WHERE s.involvement_id = i.id AND s.standing_at IS NULL),
    (SELECT json_build_array(max(summary_weeks), max(summary_entries)) FROM access_authority))
FROM cases_involvement i WHERE i.family_id = %(family)s ORDER BY i.opened_on DESC, i.id DESC LIMIT 1
"""


def brief_from(said: list[Any]) -> InBrief:
    """What :data:`BRIEF` gives."""
    version, drafted_by, (weeks, entries) = said
    bounds = (drafted_by or "", weeks or 4, entries or 10)
    if version is None:
        return InBrief(None, None, "", True, {}, 0, *bounds)
    pk, on, by, is_of_now, passages, since = version
    texts: dict[str, list[str]] = {}
    for part, text in passages:
        texts.setdefault(part, []).append(text.strip())
    return InBrief(
        pk, date.fromisoformat(on), by, is_of_now, {part: "\n\n".join(said) for part, said in texts.items()}, since,
        *bounds,
    )  # fmt: skip


SINCE = f"""
SELECT e.id FROM record_entry e JOIN cases_involvement i ON i.id = %(involvement)s AND i.family_id = e.family_id
WHERE {MAY_KNOW} AND (
    (%(since)s::timestamptz IS NOT NULL AND e.recorded_at > %(since)s)
    OR (%(since)s::timestamptz IS NULL AND e.happened_on >= i.opened_on))
ORDER BY e.happened_on DESC, e.id DESC LIMIT %(most)s
"""  # noqa: S608 -- put together from the constant above


def recorded_since(actor: Actor, involvement_id: int, since: datetime | None, most: int) -> list[int]:
    """The entries recorded since a moment that this person may know of; without one, since the family opened.

    The latest of them, where there are more. One statement.
    """
    return [pk for (pk,) in tuples(SINCE, involvement=involvement_id, user=actor.user_id, since=since, most=most)]


DECIDED = """
SELECT c.words, c.reason, m.held_on, d.id
FROM meetings_decision c JOIN meetings_discussion d ON d.id = c.discussion_id
JOIN meetings_meeting m ON m.id = d.meeting_id
WHERE d.family_id = %(family)s AND c.decided_at IS NOT NULL
  AND (%(since)s::timestamptz IS NULL OR c.decided_at > %(since)s)
ORDER BY c.decided_at DESC LIMIT 20
"""


def decided_since(family_id: int, since: datetime | None) -> list[tuple[str, str, date, int]]:
    """What was decided in meetings since a moment: words, reason, day, discussion. One statement."""
    return [tuple(row) for row in tuples(DECIDED, family=family_id, since=since)]


# Who is to write next: families of a unit whose summary is out of date, or that have none, the most overdue first.
OF_UNIT = f"""
SELECT f.id, f.name, i.opened_on, s.standing_on, coalesce(b.full_name, ''), since.number, s.id IS NULL,
       k.full_name, EXISTS (SELECT 1 FROM summaries_summary d WHERE d.involvement_id = i.id AND d.standing_at IS NULL),
       l.level
FROM cases_holding h JOIN cases_involvement i ON i.id = h.involvement_id JOIN families_family f ON f.id = h.family_id
LEFT JOIN access_user k ON k.id = i.key_worker_id
LEFT JOIN LATERAL (
    SELECT * FROM summaries_summary s WHERE s.involvement_id = i.id AND s.standing_at IS NOT NULL
    ORDER BY s.number DESC LIMIT 1) s ON true
LEFT JOIN access_user b ON b.id = s.standing_by_id
LEFT JOIN LATERAL (
    SELECT count(*) AS number FROM record_entry e WHERE e.family_id = f.id AND NOT e.is_limited
      AND ((s.standing_at IS NOT NULL AND e.recorded_at > s.standing_at)
           OR (s.standing_at IS NULL AND e.happened_on >= i.opened_on))) since ON true
LEFT JOIN LATERAL (
    SELECT level FROM summaries_recordinglevel r WHERE r.involvement_id = i.id AND r.answer = '{Answer.AGREED}'
      AND r.from_on <= %(today)s ORDER BY r.from_on DESC, r.answered_at DESC, r.id DESC LIMIT 1) l ON true
WHERE h.unit_id = %(unit)s AND h.began_on <= %(today)s AND (h.ended_on IS NULL OR h.ended_on > %(today)s)
ORDER BY coalesce(s.standing_on, i.opened_on), f.name, f.id
"""  # noqa: S608 -- choices from their enums


@dataclass(frozen=True)
class FamilyLine:
    """A family in a unit's list: how old its summary is, and what has been recorded since."""

    family_id: int
    family: str
    opened_on: date
    on: date | None
    by: str
    since: int
    has_none: bool
    key_worker: str | None
    is_being_written: bool
    level: str | None

    def is_out_of_date(self, today: date, weeks: int, entries: int) -> bool:
        """Gently: nothing is blocked by it. A family without one is given the same time from its opening."""
        return (today - (self.on or self.opened_on)).days > weeks * 7 or self.since >= entries


def of_unit(unit_id: int, today: date) -> list[FamilyLine]:
    """Every family that a unit holds, the oldest summary first. One statement."""
    return [FamilyLine(*row) for row in tuples(OF_UNIT, unit=unit_id, today=today)]
