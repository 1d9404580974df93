"""Reads of what happened, each with its number of statements.

The database shows nobody an entry that is limited to others; the same is asked here again (two walls).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from kinwork.access.actor import Actor
from kinwork.access.models import AccessGrantKind
from kinwork.access.permissions import Permission
from kinwork.access.sql import rows, tuples
from kinwork.files.kinds import FileKind, size_in_words
from kinwork.people.models import BirthKind

from .models import ATTEMPTS, CONTACTS, FACE_TO_FACE, Attachment, Entry, EntryDraft, EntryKind

# Whether the person who asks may know of entry ``e``.
MAY_KNOW = f"""(NOT e.is_limited OR e.by_id = %(user)s
    OR EXISTS (SELECT 1 FROM record_reader r WHERE r.entry_id = e.id AND r.user_id = %(user)s)
    OR EXISTS (SELECT 1 FROM access_accessgrant o WHERE o.family_id = e.family_id AND o.user_id = %(user)s
               AND o.kind = '{AccessGrantKind.BREAK_GLASS}' AND o.ends_at > now()))"""  # noqa: S608 -- choices from their enums


@dataclass(frozen=True)
class FileLine:
    """A file of an entry as pages show it."""

    pk: int
    kind: str
    name: str
    caption: str
    size: int

    @property
    def what(self) -> str:
        return f"{FileKind(self.kind).label}, {size_in_words(self.size)}"

    @property
    def is_picture(self) -> bool:
        return FileKind(self.kind).is_picture

    @property
    def is_sound(self) -> bool:
        return FileKind(self.kind).is_sound

    @property
    def words(self) -> str:
        """What it shows, or what it is called."""
        return self.caption or self.name


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
    is_evidence: bool = False
    minutes: int | None = None
    not_seen: list[tuple[str, str]] = field(default_factory=list)  # and why
    on_behalf_of_id: int | None = None
    on_behalf_of: str = ""  # whose words, where ``writer`` wrote them down
    confirmed_at: datetime | None = None
    occasion: UUID | None = None
    files: list[FileLine] = field(default_factory=list)
    at_first: time | None = None  # as it was written, where the time was put right since

    @property
    def what(self) -> str:
        return EntryKind(self.kind).label

    @property
    def by_whom(self) -> str:
        """The writer; where they wrote for a colleague, both."""
        return f"recorded by {self.writer} for {self.on_behalf_of}" if self.on_behalf_of else self.writer

    @property
    def was_late(self) -> bool:
        """Recorded more than a day after it happened: both dates are shown then."""
        return (self.recorded_at.date() - self.on).days > 1


WITHIN = """(%(since)s::date IS NULL OR e.happened_on >= %(since)s)
  AND (%(until)s::date IS NULL OR e.happened_on <= %(until)s)"""
NAME = "coalesce(nullif(trim(concat_ws(' ', p.given_name, p.family_name)), ''), 'Name not known')"
# Who was there: those whom the record knows, and whoever else was written.
THERE = f"""concat_ws(', ',
    (SELECT string_agg({NAME}, ', ' ORDER BY t.id)
     FROM record_present t JOIN people_person p ON p.id = t.person_id WHERE t.entry_id = e.id),
    (SELECT string_agg(u.full_name, ', ' ORDER BY t.id)
     FROM record_present t JOIN access_user u ON u.id = t.user_id WHERE t.entry_id = e.id),
    nullif(e.present, ''))"""  # noqa: S608 -- put together from the constant above
# Whose words they are, where somebody else wrote them down.
BY_WHOM = """CASE WHEN e.on_behalf_of_id IS NULL THEN w.full_name ELSE w.full_name || ' for ' || (
    SELECT u.full_name FROM access_user u WHERE u.id = e.on_behalf_of_id) END"""
COLUMNS = f"""e.id, e.kind, e.happened_on, e.happened_at, e.place, {THERE}, e.text, e.said_by, e.not_seen_because,
       e.is_significant, e.is_limited, e.why_limited, w.full_name, e.recorded_at,
       coalesce((SELECT json_agg(json_build_array({NAME}, s.alone) ORDER BY s.id)
                 FROM record_seen s JOIN people_person p ON p.id = s.person_id WHERE s.entry_id = e.id), '[]'),
       coalesce((SELECT json_agg({NAME} ORDER BY h.id)
                 FROM record_hiddenfrom h JOIN people_person p ON p.id = h.person_id WHERE h.entry_id = e.id), '[]'),
       coalesce((SELECT json_agg(u.full_name ORDER BY r.id)
                 FROM record_reader r JOIN access_user u ON u.id = r.user_id WHERE r.entry_id = e.id), '[]'),
       coalesce((SELECT json_agg(json_build_array(a.text, u.full_name, a.at, a.happened_at) ORDER BY a.id)
                 FROM record_entryamendment a JOIN access_user u ON u.id = a.by_id WHERE a.entry_id = e.id), '[]'),
       e.is_evidence, e.minutes,
       coalesce((SELECT json_agg(json_build_array({NAME}, n.because) ORDER BY n.id)
                 FROM record_notseen n JOIN people_person p ON p.id = n.person_id WHERE n.entry_id = e.id), '[]'),
       e.on_behalf_of_id, coalesce((SELECT u.full_name FROM access_user u WHERE u.id = e.on_behalf_of_id), ''),
       (SELECT c.at FROM record_confirmation c WHERE c.entry_id = e.id), e.occasion,
       coalesce((SELECT json_agg(json_build_array(f.id, f.kind, f.name, f.caption, f.size) ORDER BY f.id)
                 FROM record_attachment f WHERE f.entry_id = e.id), '[]')"""  # noqa: S608 -- put together from the constant above
# The time as it was put right last.
AT = """coalesce((SELECT a.happened_at FROM record_entryamendment a
    WHERE a.entry_id = e.id AND a.happened_at IS NOT NULL ORDER BY a.id DESC LIMIT 1), e.happened_at)"""
NEWEST_FIRST = f"ORDER BY e.happened_on DESC, {AT} DESC NULLS LAST, e.id DESC"
ENTRIES = f"""
SELECT {COLUMNS}
FROM record_entry e JOIN access_user w ON w.id = e.by_id
WHERE e.family_id = %(family)s AND {MAY_KNOW}
  AND (%(kind)s = '' OR e.kind = %(kind)s OR (%(kind)s = 'significant' AND e.is_significant)
       OR (%(kind)s = 'evidence' AND e.is_evidence))
  AND (%(writer)s::bigint IS NULL OR %(writer)s IN (e.by_id, e.on_behalf_of_id))
  AND (%(person)s::bigint IS NULL OR EXISTS (
      SELECT 1 FROM record_seen x WHERE x.entry_id = e.id AND x.person_id = %(person)s
      UNION ALL SELECT 1 FROM record_notseen x WHERE x.entry_id = e.id AND x.person_id = %(person)s
      UNION ALL SELECT 1 FROM record_present x WHERE x.entry_id = e.id AND x.person_id = %(person)s))
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
    writer: int | None = None,
    person: int | None = None,
    most: int = 50,
    skip: int = 0,
    with_: Collection[int] | None = None,
) -> list[EntryLine]:
    """A family's entries that this person may know of, newest first; ``with_`` these, however old. One statement."""
    asked: dict[str, Any] = {"kind": kind, "since": since, "until": until, "most": most, "skip": skip}
    asked |= {"writer": writer, "person": person}
    asked["with"] = None if with_ is None else list(with_)
    found = tuples(ENTRIES, family=family_id, user=actor.user_id, **asked)
    return [_line(row) for row in found]


PLACE = f"""
SELECT x.place FROM (
    SELECT e.id, row_number() OVER ({NEWEST_FIRST}) AS place
    FROM record_entry e WHERE e.family_id = %(family)s AND {MAY_KNOW}
) x WHERE x.id = %(entry)s
"""  # noqa: S608 -- put together from the constants above


def place_of(actor: Actor, family_id: int, entry_id: int) -> int | None:
    """Where an entry stands in the stream, the newest being 1; none for whom it is not there. One statement."""
    found = tuples(PLACE, family=family_id, user=actor.user_id, entry=entry_id)
    return found[0][0] if found else None


def _line(row: tuple[Any, ...]) -> EntryLine:
    start, (seen, hidden, readers, amendments, evidence, minutes, not_seen, *whose, files) = row[:14], row[14:]
    added = [(text, who, datetime.fromisoformat(at)) for text, who, at, _ in amendments]
    sights, missed = [tuple(one) for one in seen], [tuple(one) for one in not_seen]
    attached = [FileLine(*one) for one in files]
    line = EntryLine(*[*start, sights, hidden, readers, added, evidence, minutes, missed, *whose, attached])
    put_right = [time.fromisoformat(right) for *_, right in amendments if right]
    return replace(line, at=put_right[-1], at_first=line.at) if put_right else line


# Two records that were ever taken for one person's count as one here: whoever merged them, or took them apart, may not
# have seen the entry, and what is hidden from the one is to stay hidden.
# For whoever is on the list nothing may show that something is missing, so this says nothing of what it leaves out.
FOR_PEOPLE = f"""
SELECT e.id, e.happened_on, e.kind, e.place, {THERE} AS present, e.text, {BY_WHOM} AS full_name, coalesce((
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
    """The last entries, when the family was last in contact (and with whom), when each child was last seen.

    ``attempts``: how often since then somebody tried to see the family and could not.
    """

    lines: list[EntryLine]
    last_contact: tuple[date, str] | None
    seen: list[SeenLast]
    attempts: int = 0
    begun: list[tuple[int, datetime]] = field(default_factory=list)  # drafts of whoever asks, and when they were kept


# Both facts may lie far back, each is one look into an index, and they are worked out once for all rows.
LATELY = f"""
WITH last AS (SELECT {COLUMNS}, (
    SELECT count(*) FROM record_entry e
    WHERE e.family_id = %(family)s AND e.kind = ANY (%(attempts)s) AND {MAY_KNOW} AND e.happened_on >= coalesce((
        SELECT max(m.happened_on) FROM record_entry m
        WHERE m.family_id = %(family)s AND m.kind = ANY (%(met)s) AND (NOT m.is_limited OR m.by_id = %(user)s)
    ), '-infinity')
), (
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
{NEWEST_FIRST} LIMIT %(most)s)
SELECT begun.*, last.* FROM (
    SELECT coalesce(json_agg(json_build_array(d.id, d.saved_at) ORDER BY d.saved_at DESC), '[]')
    FROM record_entrydraft d
    WHERE d.family_id = %(family)s AND d.by_id = %(user)s AND d.entry_id IS NULL AND d.removed_at IS NULL
) begun LEFT JOIN last ON true
"""  # noqa: S608 -- put together from the constants above


def lately(actor: Actor, family_id: int, most: int = 4) -> Lately:
    """The last entries, last contact and last sight of each child; nothing of children where nothing is written.

    And what this person has begun to write.

    One statement.
    """
    contacts = [kind.value for kind in CONTACTS]
    found = tuples(
        LATELY, family=family_id, user=actor.user_id, contacts=contacts, most=most,
        attempts=[kind.value for kind in ATTEMPTS], met=[kind.value for kind in FACE_TO_FACE],
    )  # fmt: skip
    drafts = [(pk, datetime.fromisoformat(at)) for pk, at in found[0][0]]
    if found[0][1] is None:
        return Lately([], None, [], begun=drafts)
    *_, attempts, contact, seen = found[0]
    return Lately(
        [_line(row[1:-3]) for row in found],
        (date.fromisoformat(contact[0]), contact[1]) if contact else None,
        [
            SeenLast(pk, name, date.fromisoformat(on) if on else None, bool(alone), who or "")
            for pk, name, on, alone, who in seen
        ],
        attempts,
        drafts,
    )


def entry_of(actor: Actor, family_id: int, pk: int) -> Entry | None:
    """One entry, if this person may know of it. Two statements."""
    found = Entry.objects.select_related("by", "on_behalf_of").filter(pk=pk, family_id=family_id).first()
    if found is None:
        return None
    # Asked in code as well: whatever the database lets through is not yet allowed.
    known = tuples(f"SELECT 1 FROM record_entry e WHERE e.id = %(id)s AND {MAY_KNOW}", id=pk, user=actor.user_id)  # noqa: S608
    return found if known else None


def file_of(actor: Actor, family_id: int, pk: int) -> Attachment | None:
    """A file of an entry that this person may know of, or of a draft of theirs. Two statements."""
    # Not joined with the draft, which stays its writer's alone when the entry is everybody's.
    found = Attachment.objects.select_related("entry").filter(pk=pk, removed_at=None).first()
    if found is None:
        return None
    if found.entry is None:
        mine = EntryDraft.objects.filter(pk=found.draft_id, by_id=actor.user_id, family_id=family_id, removed_at=None)
        return found if mine.exists() else None
    if found.entry.family_id != family_id:
        return None
    known = tuples(
        f"SELECT 1 FROM record_entry e WHERE e.id = %(id)s AND {MAY_KNOW}",  # noqa: S608 -- a constant
        id=found.entry.pk,
        user=actor.user_id,
    )
    return found if known else None


# -- writing


def files_of_draft(actor: Actor, token: UUID) -> list[FileLine]:
    """What is attached to an entry that this person is writing. One statement."""
    found = Attachment.objects.filter(draft__token=token, draft__by_id=actor.user_id, entry=None, removed_at=None)
    return [FileLine(*row) for row in found.values_list("pk", "kind", "name", "caption", "size")]


WHO = f"""
SELECT true, u.id, u.full_name, 0 FROM record_entry e JOIN access_user u ON u.id IN (e.by_id, e.on_behalf_of_id)
WHERE e.family_id = %(family)s AND {MAY_KNOW} GROUP BY u.id
UNION ALL
SELECT false, p.id, {NAME}, m.position FROM families_familymember m JOIN people_person p ON p.id = m.person_id
WHERE m.family_id = %(family)s AND NOT m.taken_back
ORDER BY 4, 3
"""  # noqa: S608 -- put together from the constants above


def who_is_in(actor: Actor, family_id: int) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Who is in the family; who wrote in its record, or whose words were written, of what this person may know.

    One statement.
    """
    found = tuples(WHO, family=family_id, user=actor.user_id)
    members = [(pk, name) for is_writer, pk, name, _ in found if not is_writer]
    return members, [(pk, name) for is_writer, pk, name, _ in found if is_writer]


THERE_LATELY = f"""
SELECT DISTINCT CASE WHEN t.user_id IS NULL THEN 'people' ELSE 'colleagues' END, coalesce(t.user_id, t.person_id)
FROM record_present t WHERE t.entry_id IN (
    SELECT e.id FROM record_entry e WHERE e.family_id = %(family)s AND {MAY_KNOW}
    ORDER BY e.happened_on DESC, e.id DESC LIMIT 3)
"""  # noqa: S608 -- put together from the constant above


def there_lately(actor: Actor, family_id: int) -> list[tuple[str, int]]:
    """Who of the record and of the service was there at the last entries, by the field of the form. One statement."""
    return [(name, pk) for name, pk in tuples(THERE_LATELY, family=family_id, user=actor.user_id)]


SAME_DAY = f"""
SELECT e.id, e.kind, e.happened_at, e.text, w.full_name, e.by_id
FROM record_entry e JOIN access_user w ON w.id = e.by_id
WHERE e.family_id = %(family)s AND e.happened_on = %(on)s AND e.kind = ANY (%(kinds)s) AND {MAY_KNOW}
  AND e.by_id <> %(user)s
ORDER BY e.id
"""  # noqa: S608 -- put together from the constant above


@dataclass(frozen=True)
class ByColleague:
    """What a colleague has recorded of the same family on the same day."""

    pk: int
    kind: str
    at: time | None
    text: str
    writer: str
    by_id: int

    @property
    def what(self) -> str:
        return EntryKind(self.kind).label


def by_colleagues(actor: Actor, family_id: int, on: date, kinds: Collection[str]) -> list[ByColleague]:
    """Visits of a day that colleagues have recorded, of what this person may know. One statement."""
    found = tuples(SAME_DAY, family=family_id, user=actor.user_id, on=on, kinds=list(kinds))
    return [ByColleague(*row) for row in found]


BEFORE_SAVING = """
SELECT min(opened_on), CASE WHEN bool_or(closed_on IS NULL) THEN NULL ELSE max(closed_on) END, (
    SELECT d.id FROM record_entrydraft d
    WHERE d.token = %(token)s::uuid AND d.by_id = %(user)s AND d.entry_id IS NULL AND d.removed_at IS NULL
      AND d.page <> %(page)s)
FROM cases_involvement WHERE family_id = %(family)s
"""


@dataclass(frozen=True)
class BeforeSaving:
    """What an entry is held against before it is saved."""

    since: date | None  # the family has been open to the service
    until: date | None  # closed; nothing while it is open
    other: int | None  # the draft, if another open page wrote it last


def before_saving(actor: Actor, family_id: int, token: UUID, page: str) -> BeforeSaving:
    """Since when a family has been known, until when, and whether its draft was written elsewhere. One statement."""
    [row] = tuples(BEFORE_SAVING, family=family_id, token=token, user=actor.user_id, page=page)
    return BeforeSaving(*row)


def drafts_of(actor: Actor, family_id: int) -> list[EntryDraft]:
    """What this person has begun to write of a family, newest first. One statement."""
    return list(EntryDraft.objects.filter(by_id=actor.user_id, family_id=family_id, entry=None, removed_at=None))


ELSEWHERE_TOO = """
SELECT o.occasion, f.id, f.name, h.unit_id
FROM record_entry o JOIN families_family f ON f.id = o.family_id
LEFT JOIN LATERAL kinwork_holding(o.family_id) h ON true
WHERE o.occasion = ANY (%(occasions)s) AND o.family_id <> %(family)s ORDER BY f.name, f.id
"""


def also_in(actor: Actor, family_id: int, lines: Collection[EntryLine]) -> dict[UUID, list[tuple[int, str]]]:
    """In which other families' records the same occasions stand: of those families that this person may open.

    One statement, and none where no line is of such an occasion.
    """
    occasions = [line.occasion for line in lines if line.occasion]
    found: dict[UUID, list[tuple[int, str]]] = {}
    for occasion, pk, name, unit_id in (
        tuples(ELSEWHERE_TOO, occasions=occasions, family=family_id) if occasions else ()
    ):
        if actor.can(Permission.SEE_FAMILY, unit_id):
            found.setdefault(occasion, []).append((pk, name))
    return found
