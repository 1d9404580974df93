"""A document put together from its sections as the record is now, and how that compares with how it stood before."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from kinwork.layouts.blocks import Block, Prose, Signatures, from_plain, is_empty, pieces, print_of, to_plain
from kinwork.layouts.layout import Layout, Section
from kinwork.meetings.names import in_a_row

from .models import Comment, Document, LookedThrough, Writing
from .queries import Someone
from .reading import Edit, For, Reading, source_of
from .seen_by_all import as_everybody_sees

SIGNED = "signatures"


@dataclass(frozen=True)
class Changed:
    """How a section differs from how it stood: prints of what is new, what is there no longer, in words."""

    new: frozenset[str] = frozenset()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


@dataclass(frozen=True)
class Part:
    """A section as the draft shows it.

    ``from_source``: what the source says now; ``blocks``: what will be in the document. They differ where somebody
    wrote something here only, and where what the source says has first to be read by somebody.
    """

    section: Section
    blocks: tuple[Block, ...]
    from_source: tuple[Block, ...] = ()
    writing: Writing | None = None
    whom: For = For.ANYBODY
    looked: LookedThrough | None = None
    has_to_be_read: bool = False
    edits: tuple[Edit, ...] = ()
    empty: str = ""
    heed: str = ""  # for whoever reads it before the family does
    comments: tuple[Comment, ...] = ()
    since_last: Changed = field(default_factory=Changed)
    since_opened: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        return self.section.key

    @property
    def is_empty(self) -> bool:
        return is_empty(self.blocks)

    @property
    def source_print(self) -> str:
        return print_of(self.from_source)

    @property
    def is_local(self) -> bool:
        """Whether it says something else than its source, here only."""
        return self.writing is not None and not self.section.is_own_words

    @property
    def source_changed(self) -> bool:
        """Whether the source says something else now than when somebody wrote in its place."""
        return self.is_local and self.writing is not None and self.writing.source_print != self.source_print

    @property
    def new_pieces(self) -> int:
        """How many parts are new since somebody opened the draft last."""
        return len(self.since_opened)

    @property
    def waiting(self) -> tuple[Block, ...]:
        """What somebody has to read before the family does."""
        return (Prose(self.writing.text),) if self.writing is not None else self.from_source

    @property
    def waiting_print(self) -> str:
        return print_of(self.waiting)

    @property
    def is_withheld(self) -> bool:
        """Of a source that nothing made for the family is taken from."""
        return self.whom == For.PROFESSIONALS and self.has_to_be_read


@dataclass(frozen=True)
class Draft:
    """A document as it would be if it were finalised now."""

    document: Document
    title: str
    parts: tuple[Part, ...]
    readers: tuple[str, ...]

    @property
    def to_read(self) -> list[Part]:
        """What somebody has to read before the family does."""
        return [one for one in self.parts if one.has_to_be_read and not one.is_withheld]

    @property
    def empty(self) -> list[Part]:
        """In which there should be something, and is nothing."""
        return [one for one in self.parts if one.is_empty and not one.has_to_be_read and not one.section.optional]

    @property
    def shown(self) -> list[Part]:
        """What is in the finished document: nothing that says nothing."""
        return [one for one in self.parts if not one.is_empty]

    def prints(self) -> list[str]:
        """Of every piece in it."""
        return sorted({piece.print for part in self.parts for piece in pieces(part.blocks)})


def title_of(document: Document) -> str:
    """What it is called: what it is, and about whom.

    Never for whom: that belongs into it, and not into the name of a file.
    """
    names = [one.person.short_name for one in document.children.all()]
    return f"{document.layout_name}: {in_a_row(names)}" if names else document.layout_name


def draft_of(
    document: Document,
    reading: Reading,
    people: Collection[Someone],
    *,
    before: Mapping[str, Any] | None = None,
    opened: Collection[str] | None = None,
) -> Draft:
    """The draft as the record is now. ``before``: the data of what was finalised last; ``opened``: the prints of how
    this draft stood when somebody looked at it last.

    A few statements for each source; four of its own.
    """
    writings = {one.section: one for one in document.writings.filter(ended_at=None).select_related("by")}
    looked: dict[str, list[LookedThrough]] = {}
    for one in document.looked_through.select_related("by"):
        looked.setdefault(one.section, []).append(one)
    comments: dict[str, list[Comment]] = {}
    for said in document.comments.select_related("by", "answered_by"):
        comments.setdefault(said.section, []).append(said)
    then = sections_then(before) if before else None
    parts = []
    with as_everybody_sees(reading.family_id):
        for section in document.layout.sections:
            brought = _brought(section, reading)
            part = _part(section, brought, reading, writings.get(section.key), looked.get(section.key, []))
            parts.append(_compared(part, then, opened, tuple(comments.get(section.key, [])), _edits(section, reading)))
    names = tuple(one.name for one in people if one.person_id in reading.for_people)
    return Draft(document, title_of(document), tuple(parts), names)


def parts_of(layout: Layout, reading: Reading, writings: Mapping[str, Writing]) -> tuple[Part, ...]:
    """The sections of a layout as the record is now, with what was written in them; of no document of its own."""
    with as_everybody_sees(reading.family_id):
        return tuple(
            _part(section, _brought(section, reading), reading, writings.get(section.key), ())
            for section in layout.sections
        )


def _brought(section: Section, reading: Reading) -> tuple[Block, ...]:
    source = source_of(section.source)
    if source is None or (source.whom == For.PROFESSIONALS and reading.is_for_family):
        return ()
    return tuple(source.bring(reading, section.options))


def _edits(section: Section, reading: Reading) -> tuple[Edit, ...]:
    source = source_of(section.source)
    return tuple(source.edits(reading)) if source else ()


def _part(
    section: Section,
    brought: tuple[Block, ...],
    reading: Reading,
    writing: Writing | None,
    looked: Sequence[LookedThrough],
) -> Part:
    source = source_of(section.source)
    whom = source.whom if source else For.ANYBODY
    empty = source.empty if source else "Nothing is written yet."
    heed = source.heed(reading, section.options) if source else ""
    common: dict[str, Any] = {
        "section": section, "from_source": brought, "whom": whom, "empty": empty, "heed": heed
    }  # fmt: skip
    if writing is not None:
        # What was written for others was not written with these readers in mind.
        written_for = set(writing.written_for)
        reads = bool(reading.for_people) and not (written_for and set(reading.for_people) <= written_for)
        words = (Prose(writing.text),) if writing.text.strip() else ()
        seen = _looked(looked, print_of(words), reading.for_people) if reads else None
        has_to = reads and seen is None and bool(words)
        return Part(blocks=() if has_to else words, writing=writing, looked=seen, has_to_be_read=has_to, **common)
    if whom == For.LOOKED_THROUGH and reading.is_for_family and not is_empty(brought):
        seen = _looked(looked, print_of(brought), reading.for_people)
        return Part(blocks=brought if seen else (), looked=seen, has_to_be_read=seen is None, **common)
    if whom == For.PROFESSIONALS and reading.is_for_family:
        return Part(blocks=(), has_to_be_read=True, **common)
    return Part(blocks=brought, **common)


def _looked(looked: Sequence[LookedThrough], words: str, for_people: Collection[int]) -> LookedThrough | None:
    """Who read these very words for all of these readers."""
    return next((one for one in looked if one.print == words and set(for_people) <= set(one.for_people)), None)


def _compared(
    part: Part,
    then: Mapping[str, tuple[Block, ...]] | None,
    opened: Collection[str] | None,
    comments: tuple[Comment, ...],
    edits: tuple[Edit, ...],
) -> Part:
    since_last = difference(then.get(part.key, ()), part.blocks) if then is not None else Changed()
    now = {one.print for one in pieces(part.blocks)}
    since_opened = frozenset(now - set(opened)) if opened is not None else frozenset()
    return replace(part, since_last=since_last, since_opened=since_opened, comments=comments, edits=edits)


def difference(before: Sequence[Block], now: Sequence[Block]) -> Changed:
    """What is new, and what is there no longer."""
    then, since = list(pieces(before)), list(pieces(now))
    had, has = {one.print for one in then}, {one.print for one in since}
    return Changed(frozenset(has - had), tuple(one.words for one in then if one.print not in has))


# -- finalised


def data_of(draft: Draft, at: datetime, signed_by: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    """What is kept: names and words, so that it reads the same for ever. No statement."""
    document = draft.document
    sections = [
        {"key": one.key, "title": one.section.title, "blocks": [to_plain(block) for block in one.blocks]}
        for one in draft.shown
    ]
    lines = [*signed_by, *((role, "", "") for role in document.layout.signed_by[len(signed_by) :])]
    if lines:
        block = to_plain(Signatures(tuple(lines)))
        sections.append({"key": SIGNED, "title": "Signatures", "blocks": [block]})
    return {
        "title": draft.title,
        "layout": {"key": document.layout_key, "name": document.layout_name, "version": document.layout_version},
        "family": document.involvement.family_id,
        "about": [{"id": one.person_id, "name": one.person.name} for one in document.children.all()],
        "made_for": [{"id": one.person_id, "name": one.person.name} for one in document.readers.all()],
        "at": at.isoformat(),
        "sections": sections,
    }


def sections_then(data: Mapping[str, Any]) -> dict[str, tuple[Block, ...]]:
    """The blocks of each section, as they were kept."""
    return {one["key"]: tuple(from_plain(block) for block in one["blocks"]) for one in data["sections"]}


def sum_of(data: Mapping[str, Any], html: str) -> str:
    """The sum of all that is kept: another letter anywhere is another sum."""
    said = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(f"{said}\n{html}".encode()).hexdigest()


@dataclass(frozen=True)
class SinceThen:
    """What became of the sources since a document was finalised: how many of each kind changed, came or went."""

    changed: Counter[str]
    came: Counter[str]
    gone: Counter[str]

    def __bool__(self) -> bool:
        return bool(self.changed or self.came or self.gone)

    @property
    def words(self) -> str:
        """'2 entries were amended, 1 step of the plan is new'; empty where nothing is different."""
        said = [
            _counted(kind, number, "amended" if kind == "entry" else "changed") for kind, number in self.changed.items()
        ]
        said += [_counted(kind, number, "new") for kind, number in self.came.items()]
        said += [_counted(kind, number, "no longer there") for kind, number in self.gone.items()]
        return ", ".join(said)


NAMES = {
    "entry": ("entry", "entries"),
    "hypothesis": ("hypothesis", "hypotheses"),
    "step": ("step of the plan", "steps of the plan"),
    "aim": ("aim", "aims"),
    "person": ("person", "people"),
    "task": ("task", "tasks"),
    "meeting": ("meeting", "meetings"),
    "view": ("view", "views"),
    "conversation": ("conversation", "conversations"),
    "summary": ("part of the summary", "parts of the summary"),
    "event": ("event", "events"),
    "measure": ("questionnaire", "questionnaires"),
}


def _counted(kind: str, number: int, what: str) -> str:
    one, many = NAMES.get(kind, ("other part", "other parts"))
    if what == "amended" or what == "changed":
        return f"{number} {one if number == 1 else many} {'was' if number == 1 else 'were'} {what}"
    return f"{number} {one if number == 1 else many} {'is' if number == 1 else 'are'} {what}"


def since_then(data: Mapping[str, Any], now: Draft) -> SinceThen:
    """What the sources say now that the kept document does not, section by section. No statement.

    What somebody wrote in it has no source: it says nothing of that.
    """
    then = sections_then(data)
    changed, came, gone = Counter[str](), Counter[str](), Counter[str]()
    seen: set[tuple[str, str]] = set()
    for part in now.parts:
        if part.section.is_own_words or part.writing is not None:
            continue
        before, after = _by_ref(then.get(part.key, ())), _by_ref(part.blocks or part.from_source)
        if part.has_to_be_read and part.key not in then:
            continue
        for ref in before.keys() | after.keys():
            kind = ref.partition(":")[0]
            if not ref or before.get(ref) == after.get(ref) or (ref, "") in seen:
                continue
            seen.add((ref, ""))
            (changed if ref in before and ref in after else came if ref in after else gone)[kind] += 1
    return SinceThen(changed, came, gone)


def _by_ref(blocks: Sequence[Block]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in pieces(blocks):
        found.setdefault(one.ref, []).append(one.words)
    return found
