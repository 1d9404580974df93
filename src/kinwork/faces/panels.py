"""What faces bring to a family’s page, and to a finalised assessment."""

from __future__ import annotations

from django.urls import reverse

from kinwork.access.permissions import Permission
from kinwork.documents.beside import Beside
from kinwork.documents.models import Document
from kinwork.families.held import HeldFamily
from kinwork.families.panels import FamilyPage, Panel
from kinwork.family_pages.panels import along

from .plain_documents import ASSESSMENTS
from .queries import lines_from
from .refusing import writes_faces

IN_SIGHT = 6


def faces(page: FamilyPage) -> Panel:
    """The last ones. No statement of its own."""
    found = lines_from(along(page, "faces"))
    return Panel(
        "faces/parts/panel.html", {"faces": found[:IN_SIGHT], "may_edit": page.held.may(Permission.EDIT_FAMILY)}
    )


def ways(held: HeldFamily, document: Document) -> list[Beside]:
    """At a finalised assessment: say it in plain words. No statement."""
    if document.layout_key not in ASSESSMENTS or not writes_faces(held):
        return []
    return [Beside("Say it in plain words", f"{reverse('new_face', args=[held.pk])}?document={document.pk}")]
