"""Finalised documents, each as PDF (made to last), for Word, as a page and as plain text: made of what was kept."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from django.template.loader import render_to_string
from markupsafe import Markup

from kinwork.bundles.reading import final_in_words
from kinwork.documents.models import Final
from kinwork.documents.queries import signed_by
from kinwork.documents.rendering import docx_of, pdf_of

from . import names
from .bag import NO_DAY, Bag

AT_ONCE = 50


def ids() -> list[int]:
    """All that are finalised. One statement."""
    return list(Final.objects.order_by("document_id").values_list("document_id", flat=True))


def write(bag: Bag, document_ids: list[int]) -> Iterator[str]:
    """One document after the other; yields what could not be made of it, or nothing. Some statements for each."""
    for start in range(0, len(document_ids), AT_ONCE):
        some = Final.objects.filter(document_id__in=document_ids[start : start + AT_ONCE]).order_by("document_id")
        for final in some.select_related("document__finalised_by", "document__begun_by", "by"):
            yield _one(bag, final)


def _one(bag: Bag, final: Final) -> str:
    document = final.document
    signed, foot = signed_by(document), f"Confidential. {document.layout_name}"
    by = document.finalised_by or document.begun_by
    shown = {"title": final.title, "body": Markup(final.html), "signed": signed}  # noqa: S704 -- as it was kept
    made: dict[str, Callable[[], bytes]] = {
        "html": lambda: render_to_string("archive/document.html", shown).encode(),
        "txt": lambda: "\n".join([final_in_words(final), *signed, ""]).encode(),
        "docx": lambda: _undated(docx_of(final.data, by.full_name, foot)),
        "pdf": lambda: pdf_of(final.title, final.html, foot, signed=signed, to_last=True),
    }
    lost = []
    for ending, make in made.items():
        try:
            content = make()
        except Exception as problem:  # one paper that no machine makes must not keep a whole authority
            lost.append(f"{names.document(document.pk, ending)}: {type(problem).__name__}")
            continue
        with bag.file(names.document(document.pk, ending)) as file:
            file.write(content)
    return "; ".join(lost)


def _undated(content: bytes) -> bytes:
    """The same Word file, in which no part says when it was packed: made again, it is equal."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as made, zipfile.ZipFile(out, "w") as same:
        for one in made.infolist():
            said = zipfile.ZipInfo(one.filename, NO_DAY)
            said.compress_type = zipfile.ZIP_DEFLATED
            same.writestr(said, made.read(one))
    return out.getvalue()
