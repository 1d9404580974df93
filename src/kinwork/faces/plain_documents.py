"""A finalised assessment said in plain words: from which document, and what of it may stand beside the box."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from kinwork.clocks.humanize import long_day
from kinwork.documents.composing import SIGNED, sections_then
from kinwork.documents.models import Document, Final
from kinwork.families.held import HeldFamily
from kinwork.layouts.blocks import as_light
from kinwork.light_text import plain

from .models import Face
from .source import Source

ASSESSMENTS = ("child_and_family_assessment",)


def document_for(held: HeldFamily, pk: int) -> Document | None:
    """A finalised assessment of this family that was not put away. One statement, and who it was made for."""
    found = Document.objects.filter(
        pk=pk, involvement__family_id=held.pk, layout_key__in=ASSESSMENTS, finalised_at__isnull=False, put_away_at=None
    )
    return found.prefetch_related("readers").first()


def made_for(document: Document) -> frozenset[int]:
    """Who in the family could read it: nothing hidden from them was put into it."""
    return frozenset(one.person_id for one in document.readers.all())


def of_document(held: HeldFamily, face: Face) -> list[Source]:
    """Section by section, as it was finalised; nothing where it was not made for this reader. Three statements."""
    document = document_for(held, face.document_id) if face.document_id else None
    if document is None or face.person_id not in made_for(document):
        return []
    final = Final.objects.get(document=document)
    what = f"{document.layout_name}, finalised {long_day(timezone.localdate(final.at))}"
    address = reverse("document", args=[held.pk, document.pk])
    titles = {one["key"]: one["title"] for one in final.data["sections"]}
    return [
        Source(f"document:{document.pk}.{key}", words, f"{what}: {titles[key]}", address)
        for key, blocks in sections_then(final.data).items()
        if key != SIGNED and (words := plain(as_light(blocks)).strip())
    ]
