"""Word documents to clean light text. What hides a danger or a password is refused in words; no pictures."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

import mammoth

from . import MOST_BYTES, CannotRead

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word as it was before 2007, and what is protected with a password
MOST_OF_A_PART = 12_000_000  # bytes of XML once unpacked: some hundred pages of text are two million
MOST_UNPACKED = 200_000_000  # with its pictures, which are not read
MOST_PARTS = 5_000
DECLARES = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!ENTITY".encode("utf-16-le"),
            "<!DOCTYPE".encode("utf-16-be"), "<!ENTITY".encode("utf-16-be"))  # fmt: skip
MACROS = re.compile(r"(?i)vbaProject|vbaData|macrosheet|activeX")
TOO_LARGE = "This document unpacks to far more than a document of text has. It was not opened."


def read_docx(content: bytes) -> str:
    """The text of a document as light text: headings, lists, bold."""
    _look_inside(content)
    try:
        html = mammoth.convert_to_html(
            BytesIO(content),
            convert_image=mammoth.images.img_element(lambda image: {}),
            include_embedded_style_map=False,
            style_map="comment-reference =>",
        ).value
    except Exception as problem:
        raise CannotRead(
            "This Word document is damaged. Open it in Word, save it again, and choose it anew."
        ) from problem
    reader = _LightText()
    reader.feed(html)
    reader.close()
    return reader.text()


def _look_inside(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise CannotRead(f"The file is larger than {MOST_BYTES // 1_000_000} MB. Save it without its pictures.")
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise CannotRead(
                "This document is protected with a password. Open it in Word, take the password off (File, Info, "
                "Protect document), and choose it anew."
            )
        raise CannotRead("This is a document of an old Word (.doc). Open it, save it as .docx, and choose that.")
    try:
        with ZipFile(BytesIO(content)) as archive:
            _look_at_parts(archive)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as problem:
        raise CannotRead("This is not a Word document (.docx), whatever its name says.") from problem


def _look_at_parts(archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise CannotRead("This document is protected with a password. Take the password off and choose it anew.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise CannotRead(TOO_LARGE)
    if any(MACROS.search(name) for name in names):
        raise CannotRead(
            "This document has macros in it: small programs that can do harm. Save it as .docx without them (Save as, "
            "Word document), and choose that."
        )
    if "[Content_Types].xml" not in names:
        raise CannotRead("This is not a Word document (.docx), whatever its name says.")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            _look_at_xml(archive, part)
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise CannotRead("This document can hold macros. Save it as .docx (Save as, Word document), and choose that.")


def _look_at_xml(archive: ZipFile, part: ZipInfo) -> None:
    if part.file_size > MOST_OF_A_PART:
        raise CannotRead(TOO_LARGE)
    inside = archive.read(part)
    if any(mark in inside for mark in DECLARES):
        raise CannotRead("This document has parts in it that no Word writes. It was not opened.")


class _LightText(HTMLParser):
    """What mammoth makes of a document, as light text: one paragraph a block, an empty line between."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.open = ""  # the paragraph that is being read
        self.mark = ""  # what stands in front of it
        self.lists: list[tuple[str, int]] = []  # the lists that one is in, and how far each has come
        self.cells: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self._end()
            self.lists.append((tag, 0))
        elif tag == "li":
            self._end()
            kind, number = self.lists.pop() if self.lists else ("ul", 0)
            self.lists.append((kind, number + 1))
            self.mark = "   " * (len(self.lists) - 1) + (f"{number + 1}. " if kind == "ol" else "- ")
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self._end()
            self.mark = "#" * min(3, int(tag[1])) + " "
        elif tag == "p" and self.cells is None:
            self._end(keeps_mark=True)
        elif tag == "br":
            self.open += "\n"
        elif tag == "strong" and self.cells is None and not self.mark.startswith("#"):
            self.open += "**"
        elif tag == "tr":
            self._end()
            self.cells = []
        elif tag in ("td", "th") and self.cells is not None:
            self.open = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "strong" and self.cells is None and not self.mark.startswith("#"):
            self.open += "**"
        elif tag in ("ul", "ol"):
            self._end()
            if self.lists:
                self.lists.pop()
        elif tag in ("td", "th") and self.cells is not None:
            self.cells.append(" ".join(self.open.split()))
            self.open = ""
        elif tag == "tr" and self.cells is not None:
            self.open, self.cells = " | ".join(cell for cell in self.cells if cell), None
            self._end()
        elif tag == "p" and self.cells is not None:
            self.open += " "
        elif tag in ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6"):
            self._end()

    def handle_data(self, data: str) -> None:
        self.open += data

    def _end(self, *, keeps_mark: bool = False) -> None:
        words = re.sub(r"\*\*(\s*)\*\*", r"\1", self.open).strip()
        if words:
            if self.mark:
                words = self.mark + " ".join(words.split())
            self.blocks.append(words)
        self.open = ""
        if not keeps_mark or words:
            self.mark = ""

    def text(self) -> str:
        self._end()
        return "\n\n".join(self.blocks)
