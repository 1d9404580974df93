"""A face as its reader gets it: section by section, without what must not reach them, whatever was written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kinwork.layouts.blocks import printed

from .kinds import FEW, Section, sections_of, title_of
from .models import Face, FaceComment, FaceLanguage, FacePart
from .reading import Kept, Leaning, kept_words, leanings
from .reading_age import ReadingAge, reading_age
from .source import Source


def lines_of(text: str) -> list[str]:
    """Each line is a point."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@dataclass(frozen=True)
class Shown:
    """A section as its reader gets it; ``translated``: the same in the language that was asked for."""

    key: str
    title: str
    lines: tuple[str, ...]
    translated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A section with all that a worker sees of it."""

    section: Section
    title: str
    row: FacePart | None
    lines: tuple[str, ...]  # what its reader gets
    kept: tuple[str, ...]  # what in it is kept from them, as it may be said to whoever asks
    leans_on: tuple[Leaning, ...]
    languages: tuple[tuple[FaceLanguage, bool], ...]  # and whether these very words were translated
    comments: tuple[FaceComment, ...] = ()

    @property
    def key(self) -> str:
        return self.section.key

    @property
    def text(self) -> str:
        return self.row.text if self.row else ""

    @property
    def written(self) -> list[str]:
        return lines_of(self.text)

    @property
    def age(self) -> ReadingAge | None:
        return reading_age(self.text)

    @property
    def is_long(self) -> bool:
        return len(self.written) > FEW

    @property
    def gone(self) -> list[Leaning]:
        return [one for one in self.leans_on if one.is_gone]

    @property
    def changed(self) -> list[Leaning]:
        return [one for one in self.leans_on if one.has_changed]

    @property
    def print(self) -> str:
        return print_of_text(self.text)


def print_of_text(text: str) -> str:
    """By which it is known whether a text is still the same."""
    return printed(lines_of(text))


@dataclass(frozen=True)
class Composed:
    """A face, put together."""

    face: Face
    title: str
    parts: tuple[Part, ...]

    @property
    def age(self) -> ReadingAge | None:
        return reading_age("\n".join(part.text for part in self.parts))

    @property
    def languages(self) -> list[str]:
        return sorted({row.language for part in self.parts for row, _ in part.languages})

    @property
    def left_out(self) -> list[Part]:
        """Of which something does not reach the reader."""
        return [part for part in self.parts if len(part.lines) < len(part.written)]

    def shown(self, language: str = "") -> list[Shown]:
        """What the reader gets: nothing that says nothing. A translation only of the words that stand beside it."""
        found = []
        for part in self.parts:
            if part.lines:
                whole = len(part.lines) == len(part.written)
                theirs = next(
                    (row for row, same in part.languages if row.language == language and same and whole), None
                )
                translated = tuple(lines_of(theirs.text)) if theirs else ()
                found.append(Shown(part.key, part.title, part.lines, translated))
        return found

    def print(self, language: str = "") -> str:
        return printed([[one.key, *one.lines, "", *one.translated] for one in self.shown(language)])


def compose(family_id: int, face: Face, sources: Mapping[str, Source]) -> Composed:
    """Put together as it stands. Four statements, one of them for the wall."""
    rows = {one.section: one for one in face.parts.select_related("by")}
    languages: dict[str, list[FaceLanguage]] = {}
    for said in face.languages.all():
        languages.setdefault(said.section, []).append(said)
    comments: dict[str, list[FaceComment]] = {}
    for comment in face.comments.select_related("by", "answered_by"):
        comments.setdefault(comment.section, []).append(comment)
    wall = _Wall(family_id, face.person_id, rows.values(), [one for found in languages.values() for one in found])
    parts = [
        _part(face, section, rows.get(section.key), wall, sources, languages.get(section.key, []),
              tuple(comments.get(section.key, [])))
        for section in sections_of(face.kind)
    ]  # fmt: skip
    return Composed(face, title_of(face.kind, is_child=face.is_for_child), tuple(parts))


class _Wall:
    """What of the texts of a face stands in something that is kept from its reader. One statement for all of them."""

    def __init__(
        self, family_id: int, person_id: int, rows: Collection[FacePart], languages: Collection[FaceLanguage]
    ) -> None:
        texts = {one.text for one in rows} | {one.text for one in languages}
        texts |= {line for one in rows for line in lines_of(one.text)}
        asked = sorted(one for one in texts if one)
        self.found = dict(zip(asked, kept_words(family_id, person_id, asked), strict=True))

    def kept(self, text: str) -> Kept | None:
        return self.found.get(text)


def _part(
    face: Face,
    section: Section,
    row: FacePart | None,
    wall: _Wall,
    sources: Mapping[str, Source],
    languages: Sequence[FaceLanguage],
    comments: tuple[FaceComment, ...],
) -> Part:
    title = section.title(is_child=face.is_for_child)
    if row is None:
        return Part(section, title, None, (), (), (), (), comments)
    leans_on = tuple(leanings(row.sources, sources))
    written = lines_of(row.text)
    kept = {line: found for line in written if (found := wall.kept(line))}
    whole = wall.kept(row.text)
    # What stands across lines cannot be cut out: then nothing of the section is given.
    nothing = any(one.is_gone for one in leans_on) or (whole is not None and not kept)
    lines = () if nothing else tuple(line for line in written if line not in kept)
    of_these = print_of_text(row.text)
    theirs = tuple((one, one.of_print == of_these) for one in languages if not wall.kept(one.text))
    # What is out of sight in one line leaves no word of the others either.
    hits = [*kept.values(), *([whole] if whole else [])]
    hushed = [one for one in hits if not one.words]
    said = tuple(dict.fromkeys(one.said for one in (hushed[:1] or kept.values() or hits)))
    return Part(section, title, row, lines, said, leans_on, theirs, comments)
