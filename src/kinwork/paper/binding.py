"""Many PDFs bound into one: numbered, with an index whose lines lead to their pages, and bookmarks.

Written to a file from files, page by page: what is in memory is where the pages are, never what is on them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

INCH = 72
BUNCH = 20  # files open at a time: each takes a fifth of a megabyte, however few its pages
# What stands in a link of the index until the page that it leads to is known.
TO_PAGE = "https://page.invalid/"


@dataclass(frozen=True)
class Bound:
    """Sheets that are bound in: from which file, in which section, and what is marked on which of their pages."""

    file: Path
    pages: int
    title: str
    section: str = ""  # a letter, where each section is numbered by itself; else nothing
    section_title: str = ""
    marks: tuple[tuple[str, int], ...] = ()  # bookmarks below the title: words, and on which page from 0


@dataclass(frozen=True)
class Line:
    """A line of the index: what, and the number that stands on its first page; ``at`` counts sheets from 0."""

    title: str
    label: str
    at: int
    section: str
    section_title: str
    is_first_of_section: bool


@dataclass
class Numbers:
    """What stands on each page. In sections A1, A2, B1 … with small Roman ones on what goes before; else 1, 2, 3."""

    front: int
    parts: Sequence[Bound]
    lines: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        at, before, number = self.front, None, self.front
        for part in self.parts:
            is_first = part.section != before or (not part.section and part.section_title != self._title_before())
            if part.section and part.section != before:
                number = 0
            label = f"{part.section}{number + 1}"
            self.lines.append(Line(part.title, label, at, part.section, part.section_title, is_first))
            before = part.section
            at += part.pages
            number += part.pages

    def _title_before(self) -> str | None:
        return self.lines[-1].section_title if self.lines else None

    @property
    def is_by_section(self) -> bool:
        return any(part.section for part in self.parts)

    def labels(self) -> Iterator[str]:
        """The label of every page, from the first."""
        for n in range(self.front):
            yield roman(n + 1) if self.is_by_section else str(n + 1)
        number, before = self.front, None
        for part in self.parts:
            if part.section and part.section != before:
                number, before = 0, part.section
            for _ in range(part.pages):
                number += 1
                yield f"{part.section}{number}"


def roman(number: int) -> str:
    """A small Roman number.

    >>> roman(1), roman(4), roman(19)
    ('i', 'iv', 'xix')
    """
    said = ""
    for value, letters in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            said, number = said + letters, number - value
    return said


def pages_of(file: Path) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def bind(
    front: Path,
    numbers: Numbers,
    out: Path,
    *,
    title: str,
    foot: str,
    progress: Callable[[int], None] = lambda done: None,
) -> str:
    """Everything in one file; gives its SHA-256. ``title`` is all that its metadata say; ``foot`` stands on each page.

    ``progress`` hears after each part how many pages are bound.
    """
    labels = numbers.labels()
    files = [front, *(part.file for part in numbers.parts)]
    with TemporaryDirectory(dir=out.parent, prefix="bound-") as folder:
        bunches, done = [], 0
        for start in range(0, len(files), BUNCH):
            bunch = Path(folder) / f"{start}.pdf"
            for pages in _bind_bunch(files[start : start + BUNCH], bunch, labels, foot):
                done += pages
                progress(done)
            bunches.append(bunch)
        with pikepdf.new() as book, ExitStack() as opened:
            for bunch in bunches:  # what is copied is read from it only when all is saved
                book.pages.extend(opened.enter_context(pikepdf.open(bunch)).pages)
            _lead(book, numbers)
            _mark(book, numbers)
            _page_labels(book, numbers)
            _say(book, title)
            book.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=False)
    return sha256(out)


def _bind_bunch(files: Sequence[Path], out: Path, labels: Iterator[str], foot: str) -> Iterator[int]:
    """Some files in one, each page with what stands at its foot; after each file, how many pages it had."""
    with pikepdf.new() as book, ExitStack() as opened:
        font = book.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        shared: dict[bytes, pikepdf.Object] = {}
        for file in files:
            start = len(book.pages)
            book.pages.extend(opened.enter_context(pikepdf.open(file)).pages)
            for at in range(start, len(book.pages)):
                _number(book, book.pages[at], font, next(labels), foot)
                _share(book, book.pages[at], shared)
            yield len(book.pages) - start
        book.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _share(book: pikepdf.Pdf, page: pikepdf.Page, shared: dict[bytes, pikepdf.Object]) -> None:
    """What a page says as the one before it did stands once: each page is in memory when the whole is written."""
    if "/MediaBox" in page.obj and "/CropBox" not in page.obj:
        box = page.obj["/MediaBox"].unparse()
        for name in ("/BleedBox", "/TrimBox", "/ArtBox"):  # where there is none, it is the page's own
            if name in page.obj and page.obj[name].unparse() == box:
                del page.obj[name]
    resources = page.resources
    for name in list(resources.keys()):
        resources[name] = _once(book, resources[name], shared)
    page.obj["/Resources"] = _once(book, resources, shared)


def _once(book: pikepdf.Pdf, thing: pikepdf.Object, shared: dict[bytes, pikepdf.Object]) -> pikepdf.Object:
    if thing.is_indirect:
        return thing
    said = thing.unparse()
    if said not in shared:
        shared[said] = book.make_indirect(thing)
    return shared[said]


def sha256(file: Path) -> str:
    """Of a file's bytes, read piece by piece."""
    made = hashlib.sha256()
    with file.open("rb") as stream:
        while piece := stream.read(1 << 20):
            made.update(piece)
    return made.hexdigest()


def _number(book: pikepdf.Pdf, page: pikepdf.Page, font: pikepdf.Object, label: str, foot: str) -> None:
    left, bottom, right, _ = (float(edge) for edge in page.mediabox)
    fonts = page.resources.get("/Font")
    if fonts is None:
        fonts = page.resources["/Font"] = pikepdf.Dictionary()
    fonts["/KwNumber"] = font
    wide = 6.2 * len(label)
    said = (
        f"Q /Artifact <</Type /Pagination>> BDC BT /KwNumber 8 Tf 0.35 g 1 0 0 1 {left + INCH * 0.9:.1f} "
        f"{bottom + 30:.1f} Tm ({_escaped(foot)} ) Tj ET "
        f"BT /KwNumber 11 Tf 0 g 1 0 0 1 {right - INCH * 0.8 - wide:.1f} {bottom + 30:.1f} Tm "
        f"({_escaped(label)}) Tj ET EMC"
    )
    # What was drawn before may have moved or scaled the page: it is undone first.
    page.contents_add(b"q", prepend=True)
    page.contents_add(said.encode("cp1252", "replace"))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _lead(book: pikepdf.Pdf, numbers: Numbers) -> None:
    """Links of the index go to pages of the file itself."""
    for at in range(numbers.front):
        for note in book.pages[at].get("/Annots", ()):
            action = note.get("/A")
            address = str(action.get("/URI", "")) if action is not None else ""
            if address.startswith(TO_PAGE):
                there = int(address.removeprefix(TO_PAGE))
                del note["/A"]
                note["/Dest"] = pikepdf.make_page_destination(book, there, pikepdf.PageLocation.Fit)


def _mark(book: pikepdf.Pdf, numbers: Numbers) -> None:
    with book.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Index", 0))
        above = outline.root
        for line, part in zip(numbers.lines, numbers.parts, strict=True):
            if line.is_first_of_section and line.section_title:
                name = f"{line.section}. {line.section_title}" if line.section else line.section_title
                section = pikepdf.OutlineItem(name, line.at)
                outline.root.append(section)
                above = section.children
            item = pikepdf.OutlineItem(f"{line.title} ({line.label})", line.at)
            item.children.extend(pikepdf.OutlineItem(words, line.at + page) for words, page in part.marks)
            above.append(item)
    book.Root.PageMode = pikepdf.Name.UseOutlines


def _page_labels(book: pikepdf.Pdf, numbers: Numbers) -> None:
    """What a reader calls each page is what is printed on it."""
    if not numbers.is_by_section:
        return
    nums: list[object] = [0, pikepdf.Dictionary(S=pikepdf.Name.r)]
    before = None
    for line in numbers.lines:
        if line.section != before:
            nums += [line.at, pikepdf.Dictionary(S=pikepdf.Name.D, P=line.section)]
            before = line.section
    book.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(nums))


def _say(book: pikepdf.Pdf, title: str) -> None:
    book.Root.Lang = "en-GB"
    book.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    with book.open_metadata(set_pikepdf_as_editor=False) as said:
        said["dc:title"] = title
        said["dc:language"] = ["en-GB"]
        said["pdf:Producer"] = "Kinwork"
