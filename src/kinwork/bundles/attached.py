"""Files of entries as sheets of a bundle: pictures on a page, PDFs as they are, plain text in print; of anything else
what it is. The same behind an item of an answer to a request, where it was decided that the file is given.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator
from io import BytesIO

from django.template.loader import render_to_string

from kinwork.access.actor import Actor
from kinwork.clocks.humanize import long_day
from kinwork.files.kinds import FileKind, size_in_words
from kinwork.files.store import Damaged
from kinwork.paper import as_loose_sheets
from kinwork.record.attaching import store
from kinwork.record.models import Attachment, EntryKind
from kinwork.record.queries import entries_for

MOST_DOTS = 1800  # of a picture, the longer side: a page at 150 to the inch
MOST_LETTERS = 100_000  # of plain text that is printed: some forty pages
NOT_PRINTED = "It cannot be printed here. It is given by itself."


class NotThere(Exception):
    """A file is not where it was kept, or spoiled: a bundle without it would be less than it says."""


def of_family(actor: Actor, family_id: int, people: list[int]) -> list[Attachment]:
    """Files of entries of which these people may know, or anybody outside: of nothing limited. Two statements."""
    given = [one["id"] for one in entries_for(actor, family_id, people)]
    found = Attachment.objects.filter(entry_id__in=given).select_related("entry", "by")
    return list(found.order_by("entry__happened_on", "pk"))


def title_of(file: Attachment) -> str:
    """Its line in the index."""
    assert file.entry is not None
    return f"{file.get_kind_display()}: {file.caption or file.name}, {file.entry.happened_on:%-d %B %Y}"


def sheets_of(file: Attachment) -> bytes:
    """A sheet that says what it is, with the picture on it; behind it the pages of a PDF."""
    content, kind = _content(file), FileKind(file.kind)
    assert file.entry is not None
    page = {
        "title": title_of(file),
        "file": file,
        "size": size_in_words(file.size),
        "entry": EntryKind(file.entry.kind).label,
        "on": long_day(file.entry.happened_on),
        "picture": _as_address(content) if kind.is_picture else "",
        "follows": kind is FileKind.PDF,
        "words": _words(content) if kind is FileKind.TEXT else "",
        "not_printed": NOT_PRINTED,
    }
    front = as_loose_sheets(render_to_string("bundles/sheets/attached.html", page))
    return _with_pages(front, content) if kind is FileKind.PDF else front


def _content(file: Attachment) -> bytes:
    try:
        return store().read(file.sha256)
    except (FileNotFoundError, Damaged):
        raise NotThere(f"“{file.name}” is not where attached files are kept. Ask whoever runs Kinwork.") from None


def _words(content: bytes) -> str:
    said = content.decode("utf-8", errors="replace")
    return said if len(said) <= MOST_LETTERS else ""


def words_of(file: Attachment) -> str:
    """What stands in plain text that is short enough to be read here; nothing of anything else, or of a lost file."""
    if FileKind(file.kind) is not FileKind.TEXT:
        return ""
    try:
        return _words(_content(file))
    except NotThere:
        return ""


def is_printed(kind: FileKind) -> bool:
    """Whether its pages stand behind what is said of it."""
    return kind.is_picture or kind is FileKind.PDF


def with_file(front: bytes, file: Attachment) -> bytes:
    """Sheets that say what a file is, and behind them its own pages."""
    content, kind = _content(file), FileKind(file.kind)
    if kind.is_picture:
        page = {"picture": _as_address(content), "title": kind.label}
        content = as_loose_sheets(render_to_string("bundles/sheets/picture.html", page))
    return _with_pages(front, content)


def _as_address(content: bytes) -> str:
    from PIL import Image

    with Image.open(BytesIO(content)) as picture:  # drawn by ourselves when it came
        picture.thumbnail((MOST_DOTS, MOST_DOTS))
        out = BytesIO()
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
        ground.save(out, "JPEG", quality=85)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}"


def _with_pages(front: bytes, content: bytes) -> bytes:
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(front)) as bound, pikepdf.open(BytesIO(content)) as more:
        bound.pages.extend(more.pages)
        bound.save(out)
    return out.getvalue()


def offers(actor: Actor, family_id: int, people: list[int]) -> Iterator[tuple[int, str]]:
    """What can be chosen. Two statements."""
    for file in of_family(actor, family_id, people):
        yield file.pk, title_of(file)


def chosen(actor: Actor, family_id: int, people: list[int], ids: Collection[int]) -> list[Attachment]:
    """Those that were chosen, of what these people may know. Two statements."""
    return [file for file in of_family(actor, family_id, people) if file.pk in ids]
