"""What a bundle for a court can be made of: each source says what it has of a family, and makes sheets of it.

Rooms below are read here; whatever becomes a source later is one more row of ``SOURCES``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.sql import tuples
from kinwork.documents.models import Final
from kinwork.documents.queries import signed_by
from kinwork.documents.rendering import pdf_of
from kinwork.families.models import Family
from kinwork.meetings.models import Minute
from kinwork.paper import as_loose_sheets
from kinwork.record.models import Attachment, EntryKind
from kinwork.record.queries import entries_for

from . import attached

# How a family court wants its bundle divided (Family Procedure Rules, Practice Direction 27A, in force 2 March 2026).
COURT_SECTIONS = {
    "A": "Preliminary and case management documents",
    "B": "Applications and orders",
    "C": "Statements and affidavits",
    "D": "Care plans",
    "E": "Experts’ and other reports",
    "F": "Other documents",
}
MOST_PAGES = 350  # of an e-bundle, unless the court allows more (the same)


@dataclass(frozen=True)
class Offer:
    """One thing of a source that can be chosen."""

    id: int
    title: str


@dataclass(frozen=True)
class Sheets:
    """A thing on paper: its line in the index, and how its PDF is made."""

    title: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Source:
    """Where sheets come from. ``for_parties``: also where a bundle goes to people, from whom something may be hidden;
    what it makes then holds nothing of that.
    """

    key: str
    title: str
    section: str  # where it usually stands
    offers: Callable[[Actor, int, list[int]], list[Offer]]
    sheets: Callable[[Actor, int, list[int], Collection[int]], Iterator[Sheets]]
    for_parties: bool = True


def _month(day: date) -> int:
    return day.year * 100 + day.month


def _month_in_words(month: int) -> str:
    return f"{date(month // 100, month % 100, 1):%B %Y}"


MONTHS = """
SELECT (extract(year FROM happened_on) * 100 + extract(month FROM happened_on))::int AS month, count(*)
FROM record_entry e WHERE family_id = %(family)s AND NOT is_limited GROUP BY 1 ORDER BY 1
"""


def _months(actor: Actor, family_id: int, people: list[int]) -> list[Offer]:
    """Each month in which something was written down. One statement; of people from whom something is hidden, two."""
    if people:
        found = {_month(one["happened_on"]) for one in entries_for(actor, family_id, people)}
    else:
        found = {month for month, _ in tuples(MONTHS, family=family_id)}
    return [Offer(month, f"What happened, {_month_in_words(month)}") for month in sorted(found)]


def _entries(actor: Actor, family_id: int, people: list[int], ids: Collection[int]) -> Iterator[Sheets]:
    """A statement for each month, when its sheets are made."""
    for month in sorted(ids):
        title = f"What happened, {_month_in_words(month)}"

        def make(month: int = month, title: str = title) -> bytes:
            first = date(month // 100, month % 100, 1)
            last = date.fromordinal(date(first.year + first.month // 12, first.month % 12 + 1, 1).toordinal() - 1)
            lines = entries_for(actor, family_id, people, since=first, until=last)
            name = Family.objects.values_list("name", flat=True).get(pk=family_id)
            page = {"title": title, "lines": lines, "family": name, "kinds": dict(EntryKind.choices)}
            return as_loose_sheets(render_to_string("bundles/sheets/entries.html", page))

        yield Sheets(title, make)


def _minutes(actor: Actor, family_id: int, people: list[int]) -> list[Offer]:
    """One statement."""
    found = Minute.objects.filter(discussion__family_id=family_id).order_by("discussion__meeting__held_on", "pk")
    return [
        Offer(pk, f"Unit meeting, {held_on:%-d %B %Y}")
        for pk, held_on in found.values_list("pk", "discussion__meeting__held_on")
    ]


def _minute_sheets(actor: Actor, family_id: int, people: list[int], ids: Collection[int]) -> Iterator[Sheets]:
    """Two statements for each minute."""
    chosen = [one for one in _minutes(actor, family_id, people) if one.id in ids]
    for offer in chosen:

        def make(offer: Offer = offer) -> bytes:
            minute = Minute.objects.get(pk=offer.id)
            added = list(minute.amendments.select_related("by"))
            page = {"title": offer.title, "body": minute.body, "amendments": added}
            return as_loose_sheets(render_to_string("bundles/sheets/minute.html", page))

        yield Sheets(offer.title, make)


def _files(actor: Actor, family_id: int, people: list[int]) -> list[Offer]:
    """Photos, documents and recordings of entries. Two statements."""
    return [Offer(pk, title) for pk, title in attached.offers(actor, family_id, people)]


def _file_sheets(actor: Actor, family_id: int, people: list[int], ids: Collection[int]) -> Iterator[Sheets]:
    """Two statements for all."""
    for file in attached.chosen(actor, family_id, people, ids):

        def make(file: Attachment = file) -> bytes:
            return attached.sheets_of(file)

        yield Sheets(attached.title_of(file), make)


def _documents(*keys: str, others: bool = False) -> Callable[[Actor, int, list[int]], list[Offer]]:
    """Finalised documents by these layouts (or by any others). To people goes what was made for all of them: nothing
    that is hidden from a reader stands in it. One statement.
    """

    def offers(actor: Actor, family_id: int, people: list[int]) -> list[Offer]:
        by_layout = Q(document__layout_key__in=keys)
        found = Final.objects.filter(~by_layout if others else by_layout, document__involvement__family_id=family_id)
        for person_id in people:
            found = found.filter(document__readers__person_id=person_id)
        return [
            Offer(one.pk, f"{one.title}, {timezone.localdate(one.at):%-d %B %Y}")
            for one in found.only("title", "at").order_by("at", "pk")
        ]

    return offers


def _document_sheets(actor: Actor, family_id: int, people: list[int], ids: Collection[int]) -> Iterator[Sheets]:
    """One statement for all, and one for the signatures of each."""
    every = Final.objects.filter(pk__in=ids, document__involvement__family_id=family_id)
    for person_id in people:
        every = every.filter(document__readers__person_id=person_id)
    for final in every.select_related("document").order_by("at", "pk"):

        def make(final: Final = final) -> bytes:
            foot = f"Confidential. {final.document.layout_name}"
            return pdf_of(final.title, final.html, foot, signed=signed_by(final.document))

        yield Sheets(f"{final.title}, {timezone.localdate(final.at):%-d %B %Y}", make)


STATEMENTS, CARE_PLANS = ("court_statement", "court_chronology"), ("care_plan", "pathway_plan")
OTHER_DOCUMENTS = _documents(*STATEMENTS, *CARE_PLANS, others=True)
SOURCES = {
    one.key: one
    for one in (
        Source("statements", "Statements, finalised", "C", _documents(*STATEMENTS), _document_sheets),
        Source("care_plans", "Care plans, finalised", "D", _documents(*CARE_PLANS), _document_sheets),
        Source("documents", "Other documents, finalised", "E", OTHER_DOCUMENTS, _document_sheets),
        Source("entries", "What happened, month by month", "F", _months, _entries),
        Source("files", "Photos and files of entries", "F", _files, _file_sheets),
        # Nothing says of a minute from whom it is to be kept: it goes to nobody but the court.
        Source("minutes", "Minutes of unit meetings", "F", _minutes, _minute_sheets, for_parties=False),
    )
}


def section_title(letter: str) -> str:
    """What stands in a section.

    >>> section_title("D"), section_title("H")
    ('Care plans', 'Other documents')
    """
    return COURT_SECTIONS.get(letter, COURT_SECTIONS["F"])
