"""Reads everything that the record says of a person, from all families that they are or were in, as the one who asks.

Rooms need not bring anything: what a table holds of somebody follows from its keys (``whose_rows.py``). What a kind of
row needs to be readable (an entry with what was added to it) is said here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from html import unescape
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    EmailField,
    F,
    Field,
    FloatField,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    Q,
    TextField,
    TimeField,
)
from django.utils import timezone

from kinwork.access.models import User
from kinwork.cases.models import Merging
from kinwork.clocks.humanize import long_day
from kinwork.documents.models import Document, Final
from kinwork.families.models import Agency, Family, FamilyMember, Household
from kinwork.files.kinds import FileKind
from kinwork.front_door.models import About, Addition, Caller, Contact, Feedback
from kinwork.measures.models import Completion
from kinwork.measures.queries import given_to
from kinwork.measures.results import answers_in_words, scored
from kinwork.people.models import Address, BirthKind, DeathKind, Person
from kinwork.record.models import Attachment, Entry, EntryKind, HiddenFrom
from kinwork.units.models import Unit
from kinwork.whose_rows import OF_NOBODY, Whose, keys, models_of_rooms, of

from .attached import NOT_PRINTED, is_printed, words_of
from .finding import Other
from .headings import HEADINGS
from .models import Why

# Rooms in the order in which somebody reads, with their headings. Rooms that are not named come last, in their own.
SECTIONS = {
    "people": "About you",
    "families": "Your family and network",
    "front_door": "What came in about you",
    "cases": "Our work with you",
    "children": "Decisions, plans and checks",
    "approvals": "Decisions, plans and checks",
    "record": "What happened",
    "origins": "Text that was brought in",
    "chronology": "What happened",
    "summaries": "Summaries",
    "meetings": "The unit’s meetings",
    "plans": "Plans",
    "formal_meetings": "Meetings with others",
    "transfers": "Moves between units",
    "practice": "How we work",
    "documents": "Documents",
    "faces": "Documents",
    "measures": "Questionnaires",
    "observation": "Practice observed",
    "evaluation": "Studies",
    "national_returns": "Decisions, plans and checks",
    "studies": "Studies",
}
# Not given, each with why; said on the page of the request.
LEFT_OUT = {
    "access": "the log of who looked, which is asked for by itself",
    "units": "who worked where",
    "notices": "which notices went to which staff",
    "obligations": "dates worked out from what is in the record",
    "calendars": "who reads which calendar",
    "authority": "settings",
    "api": "which systems of partners ask, and what they are told",
    "service_figures": "figures of the whole service",
    "bundles": "earlier requests and bundles",
    "retention": "how long the record is kept",
    "find": "the index of words",
    "offline": "which phones staff use",
    "surveys": "what staff were asked about their work",
    "training": "what staff were trained in, and who supports them",
}
LEFT_OUT_TABLES = frozenset({
    "people_term", "people_word", "families_familyterm", "families_changeset",  # indexes, and how a drawing was edited
    "meetings_revision", "meetings_undoable", "front_door_draft", "cases_moved", "record_entrydraft",  # while typing
    # said with the entry, or nothing of anybody
    "record_reader", "record_seen", "record_notseen", "record_present", "record_hiddenfrom", "record_entryamendment",
    "documents_reader", "documents_documentchild", "documents_lookedthrough", "documents_opened",
    "record_writingtime", "record_confirmation", "record_sharedentry",
    "plans_aimkeptfrom", "children_sealkeeper", "children_sealopening",
    "measures_answer", "measures_answerlink",  # said with the questionnaire; how it was asked
    # a code that tells nothing; said with the answer, the questionnaire, the study
    "studies_keyentry", "studies_consentedto", "studies_wavecompletion", "studies_inrelease",
    # of the worker’s practice, not of the family, and by whoever codes it without knowing them
    "observation_coding", "observation_code", "observation_mark", "observation_feedback", "observation_recordingkey",
    "observation_sampling", "observation_certificate",
    # of the whole authority; what was sent of a child is in the record
    "national_returns_look", "national_returns_sent", "national_returns_sentfile",
    "national_returns_returningauthority",
    "imports_import", "imports_importedrow",  # from which line of which file a row came
    "measures_plannedmeasure",  # what a unit asks of all its families
})  # fmt: skip
DAYS = ("happened_on", "held_on", "received_on", "begins", "begun_on", "decided_on", "on")
SAID = (CharField, TextField, DateField, TimeField, IntegerField, DecimalField, FloatField, BooleanField, JSONField)
NOT_SAID = frozenset({
    "position", "version", "token", "token_hash", "code_hash", "sha256", "schema", "layout_key", "layout_text",
    "layout_version", "link",
})  # fmt: skip
NAMED = (Person, User, Unit, Agency, Household)
ENDS = re.compile(r"</(?:p|li|h\d|td|th|tr|dd|dt|div|section|figure|caption)>|<br ?/?>")  # where a line of a page ends
TAGS = re.compile(r"<(?:style|svg|title)\b.*?</(?:style|svg|title)>|<[^>]*>", re.DOTALL)


@dataclass(frozen=True)
class Item:
    """One thing that the record says: of which family, where it is from, its heading (no free words), day and text."""

    family_id: int | None
    section: str
    source: str
    source_id: int
    heading: str
    on: date | None
    text: str
    withheld: Why | None = None  # proposed as a whole
    because: str = ""


def families_of(person_id: int) -> tuple[int, ...]:
    """All families that somebody is or was in, of those that may be known. One statement."""
    found = FamilyMember.objects.filter(person_id=person_id, taken_back=False).values_list("family_id", flat=True)
    return tuple(dict.fromkeys(found))


def everything_about(whose: Whose) -> Iterator[Item]:
    """Item by item, room by room, the oldest first. A statement for each table."""
    order = {section: n for n, section in enumerate(dict.fromkeys(SECTIONS.values()))}
    by_section: dict[str, list[type[Model]]] = {}
    for model in models_that_say():
        by_section.setdefault(section_of(model), []).append(model)
    for section in sorted(by_section, key=lambda section: (order.get(section, len(order)), section)):
        found = [item for model in by_section[section] for item in _items(model, section, whose)]
        yield from sorted(found, key=lambda item: (item.on or date.min, item.source, item.source_id))


def models_that_say() -> list[type[Model]]:
    """The tables of which rows are read out."""
    return [
        model
        for model in models_of_rooms()
        if model._meta.app_label not in LEFT_OUT and model._meta.db_table not in LEFT_OUT_TABLES
    ]


def section_of(model: type[Model]) -> str:
    label = model._meta.app_label
    return SECTIONS.get(label, label.replace("_", " ").capitalize())


def _items(model: type[Model], section: str, whose: Whose) -> Iterator[Item]:
    condition = OF_THEIR_OWN[model](whose) if model in OF_THEIR_OWN else of(model, whose)
    if condition is None:
        return
    named = [key.name for key in keys(model) if key.related_model in NAMED]
    # What was entered in error is held too, and says so.
    every: Any = getattr(model, "all_objects", model._default_manager)
    rows = every.filter(condition).select_related(*named).order_by("pk").distinct()
    way = way_to_family(model)
    if way is not None:
        rows = rows.annotate(of_family=way)
    rows = rows.prefetch_related(*READ_WITH.get(model, ()))
    withheld = WITHHELD[model](whose) if model in WITHHELD else {}
    write = WRITERS.get(model, in_words)
    for row in rows.iterator(chunk_size=500):
        text = write(row).strip()
        if not text:
            continue
        why, because = withheld.get(row.pk, (None, ""))
        yield Item(
            family_id=getattr(row, "of_family", None),
            section=section,
            source=model._meta.db_table,
            source_id=row.pk,
            heading=heading_of(row),
            on=day_of(row),
            text=text,
            withheld=why,
            because=because,
        )


def way_to_family(model: type[Model]) -> Any:
    """How the family of a row is read from it."""
    # A file’s draft is there for its writer alone.
    path = "entry__family_id" if model is Attachment else family_path(model)
    return F(path) if path else None


def family_path(model: type[Model], above: tuple[type[Model], ...] = ()) -> str:
    """The way by keys from a row to its family; nothing where there is none."""
    if model is Family:
        return "pk"
    if any(field.attname == "family_id" for field in model._meta.concrete_fields):
        return "family_id"
    ways = []
    for key in keys(model):
        to: Any = key.related_model
        if to is Family:
            return key.attname
        if to is Person or to._meta.label in OF_NOBODY or to in (*above, model):
            continue
        if to.__module__.startswith("kinwork.") and (path := family_path(to, (*above, model))):
            ways.append(f"{key.name}__{path}")
    return min(ways, key=len, default="")


def in_words(row: Model) -> str:
    """What a row says, line by line: its fields by the names that they have."""
    return "\n".join(f"{label}: {said}" for label, said in _fields(row))


def _fields(row: Model) -> Iterator[tuple[str, str]]:
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name in NOT_SAID or _is_key(field) or _is_exact(row, field):
            continue
        said = _said(row, field)
        if said:
            label = str(field.verbose_name)
            yield label[:1].upper() + label[1:], said


def _is_key(field: Field[Any, Any]) -> bool:
    """A number that leads to another row and says nothing to whoever reads it."""
    return not isinstance(field, ForeignKey) and field.name.endswith(("_id", "_ids"))


def _is_exact(row: Model, field: Field[Any, Any]) -> bool:
    """How exact a day is known is said of days that are there, and only where they are not exact."""
    day = f"{field.name.removesuffix('_kind')}_on"
    if not field.name.endswith("_kind") or not hasattr(row, day):
        return False
    return getattr(row, day) is None or getattr(row, field.attname) in (BirthKind.EXACT, DeathKind.EXACT)


def _said(row: Model, field: Field[Any, Any]) -> str:
    value = getattr(row, field.attname)
    if value in (None, "", [], {}) or value is False:
        return ""
    if isinstance(field, ForeignKey):
        return str(getattr(row, field.name)) if field.related_model in NAMED else ""
    if not isinstance(field, (*SAID, EmailField)):
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if value is True:
        return "yes"
    if isinstance(value, datetime):
        return f"{long_day(timezone.localdate(value))}, {timezone.localtime(value):%H:%M}"
    if isinstance(value, date):
        return long_day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, dict | list):
        return "\n".join(_leaves(value))
    return str(value)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif isinstance(value, str) and value.strip():
        yield value


def heading_of(row: Model) -> str:
    """Which kind of thing it is, and when: nothing that anybody typed."""
    kind = HEADINGS.get(row._meta.db_table, str(row._meta.verbose_name))
    said = kind[:1].upper() + kind[1:]
    names = {field.name: field for field in row._meta.concrete_fields}
    if "kind" in names and names["kind"].choices:
        kinds = dict(names["kind"].flatchoices)
        said += f": {kinds.get(names['kind'].value_from_object(row), '')}".rstrip(": ")
    return said


def day_of(row: Model) -> date | None:
    fields = {field.name: field for field in row._meta.concrete_fields}
    for name in DAYS:
        if isinstance(fields.get(name), DateField):
            value = getattr(row, name)
            if value:
                return timezone.localdate(value) if isinstance(value, datetime) else value
    for field in fields.values():
        value = getattr(row, field.attname) if isinstance(field, DateTimeField) else None
        if value:
            return timezone.localdate(value)
    return None


def _in_order(beside: Any) -> list[Any]:
    return sorted(beside.all(), key=lambda one: one.pk)


def _entry(row: Any) -> str:
    """An entry with who was seen and with what was added to it."""
    said = [in_words(row)]
    seen = [f"{one.person.name}{' (alone)' if one.alone else ''}" for one in _in_order(row.seen)]
    if seen:
        said.append(f"Seen: {', '.join(seen)}")
    there = [str(one.person or one.user) for one in _in_order(row.were_there)]
    if there:
        said.append(f"There: {', '.join(there)}")
    said += [f"Not seen: {one.person.name}, {one.because}" for one in _in_order(row.not_seen)]
    said += [
        f"Added on {long_day(timezone.localdate(one.at))} by {one.by.full_name}: {one.text}"
        for one in row.amendments.all()
    ]
    said += [
        f"Attached on {long_day(timezone.localdate(one.at))}: {one.get_kind_display()} “{one.name}”"
        + (f", {one.caption}" if one.caption else "")
        for one in row.files.all()
    ]
    return "\n".join(said)


def _questionnaire(row: Completion) -> str:
    """A questionnaire with each question and what was answered, in words."""
    said = [in_words(row)]
    answers = given_to([row])[row.pk]
    if (found := scored(row, answers, timezone.localdate())) is not None:
        said += [f"{one.text}: {one.answer or 'left out'}" for one in answers_in_words(found)]
        if row.finished_at is not None:
            said += [str(score) for score in found.scores]
    else:
        said += [f"Question {number}: {answer}" for number, answer in sorted(answers.items())]
    return "\n".join(said)


def _of_others(whose: Whose) -> dict[int, tuple[Why, str]]:
    """What somebody else answered about them is that person’s as well."""
    theirs = Completion.objects.filter(about_id=whose.person_id, person__isnull=False)
    because = (Why.THIRD_PARTY, "Answered by another family member about them.")
    return dict.fromkeys(theirs.exclude(person_id=whose.person_id).values_list("pk", flat=True), because)


def _document(row: Document) -> str:
    """What a document is, about whom and for whom; what stands in it follows as it was finalised."""
    about = [one.person.name for one in _in_order(row.children)]
    readers = [one.person.name for one in _in_order(row.readers)]
    said = [in_words(row)]
    said += [f"About: {', '.join(about)}"] * bool(about)
    said.append(f"For: {', '.join(readers)}" if readers else "For professionals")
    return "\n".join(said)


def final_in_words(row: Final) -> str:
    """A finalised document, read as it stood on its page."""
    lines = (" ".join(unescape(line).split()) for line in TAGS.sub("", ENDS.sub("\n", row.html)).splitlines())
    said = f"Finalised on {long_day(timezone.localdate(row.at))} by {row.by.full_name}"
    return "\n".join([said, *filter(None, lines)])


def _file(row: Attachment) -> str:
    """A file of an entry: what it is, and of plain text what stands in it. Pages stand behind it (``attached.py``)."""
    assert row.entry is not None
    kind = FileKind(row.kind)
    said = [
        f"{kind.label} “{row.name}”" + (f": {row.caption}" if row.caption else ""),
        f"With “{EntryKind(row.entry.kind).label}” of {long_day(row.entry.happened_on)}",
    ]
    if words := words_of(row):
        said.append(words)
    else:
        said.append("Its pages follow." if is_printed(kind) else NOT_PRINTED)
    return "\n".join(said)


def _of_entries(whose: Whose) -> Q:
    condition = of(Entry, whose)
    assert condition is not None
    return Q(entry__in=Entry.objects.filter(condition))


def _files(whose: Whose) -> dict[int, tuple[Why, str]]:
    """Of what is no plain text, no words can be taken out: the whole is proposed, as somebody else may be in it."""
    hidden = _hidden(whose)
    found: dict[int, tuple[Why, str]] = {}
    for one in Attachment.objects.filter(_of_entries(whose)):
        if one.entry_id in hidden:
            found[one.pk] = hidden[one.entry_id]
        elif not words_of(one):
            found[one.pk] = (Why.THIRD_PARTY, "Look at it: others may be in it.")
    return found


def _contacts(whose: Whose) -> Q:
    mine = About.objects.filter(Q(person_id=whose.person_id) | Q(person=None, family_id__in=whose.family_ids))
    return Q(pk__in=mine.values("contact_id"))


def _of_contacts(whose: Whose) -> Q:
    return Q(contact__in=Contact.objects.filter(_contacts(whose)))


def _hidden(whose: Whose) -> dict[int, tuple[Why, str]]:
    """Entries that are kept from this person, or from nearly everybody."""
    merged = Merging.objects.filter(Q(kept_id=whose.person_id) | Q(dropped_id=whose.person_id))
    same = {whose.person_id, *(pk for pair in merged.values_list("kept_id", "dropped_id") for pk in pair)}
    of_theirs = Entry.objects.filter(family_id__in=whose.family_ids)
    found = dict.fromkeys(
        of_theirs.filter(is_limited=True).values_list("pk", flat=True),
        (Why.SERIOUS_HARM, "It is for named staff only."),
    )
    hidden = HiddenFrom.objects.filter(person_id__in=same, entry__in=of_theirs).values_list("entry_id", flat=True)
    return found | dict.fromkeys(hidden, (Why.SERIOUS_HARM, "It is hidden from them in the record."))


def _finals(whose: Whose) -> dict[int, tuple[Why, str]]:
    """Documents that were not made for this person, where the record keeps something from them: it may stand there."""
    if not _hidden(whose):
        return {}
    of_theirs = Final.objects.filter(document__involvement__family_id__in=whose.family_ids)
    others = of_theirs.exclude(document__readers__person_id=whose.person_id).values_list("pk", flat=True)
    because = "It was not made for them, and something is hidden from them in the record: read it first."
    return dict.fromkeys(others, (Why.SERIOUS_HARM, because))


def _confidential(whose: Whose) -> dict[int, tuple[Why, str]]:
    """Where they live, where that must not become known: whoever asks for a child may be the one who must not know."""
    found = Address.objects.filter(person_id=whose.person_id, is_confidential=True).values_list("pk", flat=True)
    return dict.fromkeys(found, (Why.SERIOUS_HARM, "This address is confidential."))


Condition = Callable[[Whose], Q]
# Where keys do not lead to whose it is: of a contact, those whom it is about lead to it.
OF_THEIR_OWN: dict[type[Model], Condition] = {
    Contact: _contacts,
    **dict.fromkeys((Caller, Addition, Feedback), _of_contacts),
    Attachment: _of_entries,
}
WRITERS: dict[type[Model], Callable[[Any], str]] = {
    Entry: _entry,
    Attachment: _file,
    Completion: _questionnaire,
    Document: _document,
    Final: final_in_words,
}
# What the writers read beside a row: for many rows at once.
READ_WITH: dict[type[Model], tuple[str, ...]] = {
    Entry: (
        "seen__person", "were_there__person", "were_there__user", "not_seen__person", "amendments__by", "files",
    ),
    Document: ("children__person", "readers__person"),
    Final: ("by",),
}  # fmt: skip
WITHHELD: dict[type[Model], Callable[[Whose], dict[int, tuple[Why, str]]]] = {
    Entry: _hidden,
    Address: _confidential,
    Attachment: _files,
    Completion: _of_others,
    Final: _finals,
}


def _is_of_one(line: str) -> bool:
    """A house or a street; of a town by itself there are many others who live there, and what bears its name."""
    return len(line.split()) > 1 or any(sign.isdigit() for sign in line)


def others_around(whose: Whose) -> tuple[list[Other], list[str], list[str]]:
    """Everybody else whom their families' records name, with names, numbers and addresses; own names and numbers.

    Six statements.
    """
    people = list(
        Person.objects.filter(memberships__family_id__in=whose.family_ids)
        .distinct()
        .prefetch_related("other_names", "contacts", "addresses")
    )
    others, own, own_numbers = [], [], []
    for person in people:
        called = [(person.given_name, person.family_name)]
        called += [(one.given_name, one.family_name) for one in person.other_names.all()]
        names = [name for pair in called for name in pair if name.strip()]
        written = [one.value for one in person.contacts.all()]
        places = [line.strip() for one in person.addresses.all() for line in one.lines.splitlines() if _is_of_one(line)]
        postcodes = [one.postcode for one in person.addresses.all() if one.postcode]
        if person.pk == whose.person_id:
            own += [person.name, *(part for name in names for part in (name, *name.split()))]
            own_numbers += [*written, *postcodes, *places]
        else:
            others.append(Other(person.name, tuple(names), (*written, *places, *postcodes)))
    callers = Caller.objects.filter(_of_contacts(whose)).values_list("name", "telephone")
    informants = [Other(name, tuple(name.split()), (telephone,), Why.INFORMANT) for name, telephone in callers if name]
    return [*informants, *others], own, own_numbers
