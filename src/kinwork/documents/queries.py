"""Reads of documents, each with its number of statements."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from kinwork.access.sql import rows, tuples
from kinwork.cases.queries import latest_involvement
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.layouts.layout import Layout
from kinwork.layouts.reading import layout_from, shipped
from kinwork.people.models import BirthKind
from kinwork.record.models import EntryKind
from kinwork.record.queries import AT, entries_for

from .models import Document, DocumentChild, LayoutVersion, Reader
from .reading import Reading

# -- what happened

SHORT = "coalesce(nullif(split_part(p.given_name, ' ', 1), ''), nullif(p.family_name, ''), 'someone')"
# Of entries that were already read for these people: what else a document says of them.
MORE = f"""
SELECT e.id, e.happened_on, {AT} AS happened_at, e.recorded_at, e.is_significant, e.said_by, e.not_seen_because,
       coalesce(o.full_name, '') AS on_behalf_of,
       coalesce((SELECT json_agg(json_build_array(s.person_id, {SHORT}, s.alone) ORDER BY s.id)
                 FROM record_seen s JOIN people_person p ON p.id = s.person_id WHERE s.entry_id = e.id), '[]') AS seen,
       coalesce((SELECT json_agg(json_build_array(n.person_id, {SHORT}, n.because) ORDER BY n.id) FROM record_notseen n
                 JOIN people_person p ON p.id = n.person_id WHERE n.entry_id = e.id), '[]') AS not_seen,
       coalesce((SELECT json_agg(json_build_array(t.person_id, coalesce(u.full_name, {SHORT})) ORDER BY t.id)
                 FROM record_present t LEFT JOIN people_person p ON p.id = t.person_id
                 LEFT JOIN access_user u ON u.id = t.user_id WHERE t.entry_id = e.id), '[]') AS there
FROM record_entry e LEFT JOIN access_user o ON o.id = e.on_behalf_of_id WHERE e.id = ANY (%(ids)s)
"""  # noqa: S608 -- put together from the constants above


@dataclass(frozen=True)
class Told:
    """An entry as a document tells it."""

    pk: int
    on: date
    at: time | None
    kind: str
    place: str
    present: str
    text: str
    writer: str
    added: tuple[str, ...]
    is_significant: bool
    said_by: str
    not_seen_because: str
    recorded_at: datetime
    on_behalf_of: str
    seen: tuple[tuple[int, str, bool], ...]
    not_seen: tuple[tuple[int, str, str], ...]
    there: tuple[tuple[int | None, str], ...]

    @property
    def what(self) -> str:
        return str(EntryKind(self.kind).label)

    @property
    def by(self) -> str:
        """Whose words they are."""
        return self.on_behalf_of or self.writer

    def is_about(self, child_ids: Collection[int], every_child: Collection[int], whose: str) -> bool:
        """Whether it belongs into a document about some of a family’s children: it names one of them, or none."""
        named = {pk for pk, *_ in (*self.seen, *self.not_seen, *self.there)} & set(every_child)
        if whose == "whole family":
            return True
        if named & set(child_ids):
            return True
        return not named and whose != "children only"


def told(reading: Reading) -> list[Told]:
    """Every entry of the family that may be given to whom this is made for, oldest first. Two statements."""
    found = entries_for(reading.held.actor, reading.family_id, sorted(reading.for_people))
    more = {row["id"]: row for row in rows(MORE, ids=[one["id"] for one in found])} if found else {}
    return [_told(one, more[one["id"]]) for one in found if one["id"] in more]


def _told(row: dict[str, Any], more: dict[str, Any]) -> Told:
    return Told(
        row["id"], row["happened_on"], more["happened_at"], row["kind"], row["place"], row["present"], row["text"],
        row["full_name"], tuple(row["added"]), more["is_significant"], more["said_by"], more["not_seen_because"],
        more["recorded_at"], more["on_behalf_of"], tuple((pk, name, alone) for pk, name, alone in more["seen"]),
        tuple((pk, name, why) for pk, name, why in more["not_seen"]), tuple((pk, name) for pk, name in more["there"]),
    )  # fmt: skip


# -- layouts


@dataclass(frozen=True)
class Offered:
    """A layout as it is offered now: its text, whether the authority changed it, when and by whom last."""

    layout: Layout
    text: str
    own: LayoutVersion | None

    @property
    def key(self) -> str:
        return self.layout.key


def layouts_offered() -> list[Offered]:
    """Every layout that one can begin with, by name: the house’s own, and the authority’s in their place.

    One statement.
    """
    last: dict[str, LayoutVersion] = {}
    for one in LayoutVersion.objects.select_related("by").order_by("key", "-number"):
        last.setdefault(one.key, one)
    texts = {**shipped(), **{key: one.text for key, one in last.items()}}
    found = [Offered(layout_from(text), text, last.get(key)) for key, text in texts.items() if text]
    return sorted(found, key=lambda one: one.layout.name.casefold())


def layout_offered(key: str) -> Offered | None:
    """One of them. One statement."""
    return next((one for one in layouts_offered() if one.key == key), None)


# -- documents of a family


@dataclass(frozen=True)
class DocumentLine:
    """A document in a list: whom it is about, who reads it, who last did what with it and when."""

    pk: int
    layout_name: str
    is_final: bool
    at: datetime
    by: str
    about: list[str]
    readers: list[str]  # none: for professionals only
    open_comments: int


OF_FAMILY = f"""
SELECT coalesce(json_agg(json_build_array(
    d.id, d.layout_name, d.finalised_at IS NOT NULL, coalesce(d.finalised_at, d.begun_at), u.full_name,
    (SELECT coalesce(json_agg({SHORT} ORDER BY c.id), '[]') FROM documents_documentchild c
     JOIN people_person p ON p.id = c.person_id WHERE c.document_id = d.id),
    (SELECT coalesce(json_agg({SHORT} ORDER BY r.id), '[]') FROM documents_reader r
     JOIN people_person p ON p.id = r.person_id WHERE r.document_id = d.id),
    (SELECT count(*) FROM documents_comment m WHERE m.document_id = d.id AND m.answer = '')
) ORDER BY d.begun_at DESC, d.id DESC), '[]')
FROM documents_document d JOIN cases_involvement i ON i.id = d.involvement_id
JOIN access_user u ON u.id = coalesce(d.finalised_by_id, d.begun_by_id)
WHERE i.family_id = %(family)s AND d.put_away_at IS NULL
"""  # noqa: S608 -- put together from the constant above


def documents_of(family_id: int) -> list[DocumentLine]:
    """Every document of a family that was not put away, the last first. One statement."""
    [(found,)] = tuples(OF_FAMILY, family=family_id)
    return lines_from(found)


def lines_from(found: list[list[Any]]) -> list[DocumentLine]:
    """What ``OF_FAMILY`` gives, as lines."""
    return [
        DocumentLine(pk, name, is_final, datetime.fromisoformat(at), *rest) for pk, name, is_final, at, *rest in found
    ]


WITH_PEOPLE = (
    Prefetch("children", DocumentChild.objects.select_related("person")),
    Prefetch("readers", Reader.objects.select_related("person")),
)


def document_in(family_id: int, pk: int) -> Document | None:
    """One document of a family, with its people. Three statements."""
    found = Document.objects.filter(pk=pk, involvement__family_id=family_id)
    found = found.select_related("involvement__family", "begun_by", "finalised_by", "put_away_by", "follows")
    return found.prefetch_related(*WITH_PEOPLE).first()


def signed_by(document: Document) -> list[str]:
    """Whose names stand under a finalised document, line by line. One statement."""
    return [
        f"Signed by {one.by.full_name}, {one.as_what}, {long_day(timezone.localtime(one.at).date())}"
        for one in document.signatures.select_related("by")
    ]


def last_finalised(document: Document) -> Document | None:
    """The document of the same kind, about one of the same children, that was finalised last. One statement."""
    children = [one.person_id for one in document.children.all()]
    found = Document.objects.filter(
        involvement__family_id=document.involvement.family_id, layout_key=document.layout_key,
        finalised_at__isnull=False, put_away_at=None,
    ).exclude(pk=document.pk)  # fmt: skip
    if document.finalised_at:
        found = found.filter(finalised_at__lt=document.finalised_at)
    about = DocumentChild.objects.filter(person_id__in=children).values("document_id")
    return found.filter(pk__in=about).select_related("final").order_by("-finalised_at", "-id").first()


@dataclass(frozen=True)
class Someone:
    """Somebody of the family, whom a document can be about or for."""

    person_id: int
    name: str
    role: str
    is_child: bool
    can_read: bool


OLD_ENOUGH = 12  # to be thought of as a reader; whoever begins a document chooses


def people_of(held: HeldFamily, today: date) -> list[Someone]:
    """Everybody in the family. One statement."""
    found = FamilyMember.objects.filter(family_id=held.pk, person__is_deceased=False).select_related("person")
    return [_someone(one, today) for one in found.order_by("is_child", "position", "id")]


def _someone(member: FamilyMember, today: date) -> Someone:
    person = member.person
    named = bool(person.given_name or person.family_name)
    born = person.born_kind != BirthKind.EXPECTED
    age = person.age_on(today) if born else None
    can_read = born and (not member.is_child or age is None or age >= OLD_ENOUGH)
    name = person.name if named else f"the {member.role}" if member.role else "someone without a name"
    return Someone(person.pk, name, member.role, member.is_child, can_read)


def reading_of(
    held: HeldFamily, document: Document, today: date, last: Document | None, people: Collection[Someone]
) -> Reading:
    """What its sources are asked with. No statement."""
    return Reading(
        held=held,
        involvement=document.involvement,
        children=tuple(one.person for one in document.children.all()),
        every_child=frozenset(one.person_id for one in people if one.is_child),
        for_people=frozenset(one.person_id for one in document.readers.all()),
        today=today,
        last=last.finalised_at.date() if last and last.finalised_at else None,
    )


def involvement_for(family_id: int) -> Any:
    """The involvement in which a document is begun: the open one, or the last. One statement."""
    return latest_involvement(family_id)
