"""One page for each family: what the record says of it, section by section, readable in any browser, without scripts.

What a row says, and what its kind is called, is as an answer to a request has it (``bundles/reading.py``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Model, Q
from django.template.loader import render_to_string
from markupsafe import escape

from kinwork.bundles.models import Bundle, BundleState
from kinwork.bundles.reading import (
    NAMED,
    OF_THEIR_OWN,
    READ_WITH,
    SECTIONS,
    WRITERS,
    day_of,
    family_path,
    heading_of,
    in_words,
    models_that_say,
    section_of,
)
from kinwork.clocks.humanize import long_day
from kinwork.documents.models import Final
from kinwork.families.models import Family, FamilyMember
from kinwork.front_door.models import About, Contact
from kinwork.observation.models import Recording
from kinwork.people.models import Person
from kinwork.record.models import Attachment
from kinwork.whose_rows import keys

from . import names

AT_ONCE = 100
# An answer to a request speaks to whom it is about; a page of a family is read by others.
FOR_OTHERS = {
    "About you": "People",
    "Your family and network": "Family and network",
    "What came in about you": "What came in",
    "Our work with you": "Our work with the family",
}
BUNDLES = "Bundles"


@dataclass(frozen=True)
class Item:
    """One thing on the page: where it stands in the tables, what it is, of which day, what it says, its files."""

    source: str
    source_id: int
    heading: str
    on: date | None
    text: str
    links: Sequence[tuple[str, str]] = ()

    @property
    def when(self) -> str:
        return long_day(self.on) if self.on else ""


@dataclass
class Page:
    """A family with its members, and what there is of it by section."""

    family: Family
    members: list[FamilyMember]
    sections: dict[str, list[Item]] = field(default_factory=lambda: defaultdict(list))


def ids() -> list[int]:
    """All families. One statement."""
    return list(Family.objects.order_by("pk").values_list("pk", flat=True))


def pages(family_ids: Sequence[int], *, with_recordings: bool = False) -> Iterator[tuple[int, str]]:
    """Each family with its page, some families at a time: for those a statement for each table, or a few."""
    order = {FOR_OTHERS.get(one, one): place for place, one in enumerate(dict.fromkeys(SECTIONS.values()))}
    for start in range(0, len(family_ids), AT_ONCE):
        for page in _some(family_ids[start : start + AT_ONCE], with_recordings):
            sections = sorted(page.sections.items(), key=lambda one: (order.get(one[0], len(order)), one[0]))
            for _, items in sections:
                items.sort(key=lambda one: (one.on or date.min, one.source, one.source_id))
            yield page.family.pk, render_to_string("archive/family.html", {"page": page, "sections": sections})


def index() -> Iterator[str]:
    """The list of all families, by name."""
    found = Family.objects.order_by("name", "pk").values_list("pk", "name")
    before, after = render_to_string("archive/families.html", {"number": found.count()}).split("<!-- families -->")
    yield before
    for family_id, name in found.iterator(chunk_size=2000):
        yield f'<li><a href="{family_id}.html">{escape(name)}</a> <span class="soft">{family_id}</span></li>\n'
    yield after


def _some(family_ids: Sequence[int], with_recordings: bool) -> Iterable[Page]:
    families = {one.pk: Page(one, []) for one in Family.objects.filter(pk__in=family_ids)}
    of_person: dict[int, set[int]] = defaultdict(set)
    for member in FamilyMember.objects.filter(family__in=family_ids).select_related("person"):
        families[member.family_id].members.append(member)
        of_person[member.person_id].add(member.family_id)
    of_contact: dict[int, set[int]] = defaultdict(set)
    for about in About.objects.filter(Q(family__in=family_ids) | Q(person__in=list(of_person))):
        here = {about.family_id or 0} & families.keys()
        of_contact[about.contact_id] |= here or of_person.get(about.person_id or 0, set())
    for model in models_that_say():
        section = section_of(model)
        section = FOR_OTHERS.get(section, section)
        for row, of in _rows(model, family_ids, of_person, of_contact):
            text = WRITERS.get(model, in_words)(row).strip()
            if not text:
                continue
            source, links = str(model._meta.db_table), _links(row, with_recordings)
            item = Item(source, row.pk, heading_of(row), day_of(row), text, links)
            for family_id in sorted(of):
                families[family_id].sections[section].append(item)
    made = Bundle.objects.filter(family__in=family_ids, state=BundleState.MADE)
    for bundle in made:
        path = f"../{names.bundle(bundle)}"
        item = Item("bundles_bundle", bundle.pk, "Bundle", day_of(bundle), bundle.title, [("PDF", path)])
        families[bundle.family_id or 0].sections[BUNDLES].append(item)
    return families.values()


def _rows(
    model: type[Model], family_ids: Sequence[int], of_person: dict[int, set[int]], of_contact: dict[int, set[int]]
) -> Iterator[tuple[Any, set[int]]]:
    """Rows of a table, each with the families on whose pages it stands."""
    people = [key.attname for key in keys(model) if key.related_model is Person]
    path = "" if model is Person else "entry__family_id" if model is Attachment else family_path(model)
    through = _to_contact(model)
    if model is Person:
        condition, people = Q(pk__in=list(of_person)), ["pk"]
    elif through:
        condition, people = Q(**{f"{through}__in": list(of_contact)}), []
    elif path:
        condition = Q(**{f"{path}__in": family_ids})
        for name in people:
            condition |= Q(**{path: None, f"{name}__in": list(of_person)})
    elif people:
        condition = Q()
        for name in people:
            condition |= Q(**{f"{name}__in": list(of_person)})
    else:
        return
    every: Any = getattr(model, "all_objects", model._default_manager)
    named = [key.name for key in keys(model) if key.related_model in NAMED]
    rows = every.filter(condition).select_related(*named).prefetch_related(*READ_WITH.get(model, ())).order_by("pk")
    if path:
        rows = rows.annotate(of_family=F(path))
    for row in rows.iterator(chunk_size=500):
        if through:
            yield row, of_contact[getattr(row, through)]
        elif path and row.of_family is not None:
            yield row, {row.of_family}
        else:
            of = set().union(*(of_person.get(getattr(row, name) or 0, set()) for name in people))
            yield row, of


def _to_contact(model: type[Model]) -> str:
    """How a row leads to the contact whose it is."""
    if model is Contact:
        return "pk"
    return "contact_id" if model in OF_THEIR_OWN and model is not Attachment else ""


def _links(row: Any, with_recordings: bool) -> list[tuple[str, str]]:
    """What lies beside the page."""
    if isinstance(row, Attachment):
        return [(row.name, f"../{names.attached(row)}")]
    if isinstance(row, Final):
        return [(label, f"../{names.document(row.document_id, ending)}") for label, ending in names.ENDINGS.items()]
    if isinstance(row, Recording) and with_recordings and row.gone_at is None:
        return [("Recording", f"../{names.recording(row)}")]
    return []
