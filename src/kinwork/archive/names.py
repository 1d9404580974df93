"""Where in the archive the files of a row lie: by their number, and by a name only where somebody gave one."""

from __future__ import annotations

from typing import Any

from kinwork.files.kinds import FileKind

# Of a finalised document, as it is said on a family's page.
ENDINGS = {"PDF": "pdf", "Word": "docx", "Page": "html", "Plain text": "txt"}


def family(family_id: int) -> str:
    """A family's page."""
    return f"families/{family_id}.html"


def document(document_id: int, ending: str) -> str:
    """A finalised document in one of its forms."""
    return f"documents/{document_id}/document.{ending}"


def attached(row: Any) -> str:
    """A file of an entry, under the name that it has there, which any computer takes (``files/kinds.py``)."""
    return f"files/{row.pk}/{row.name.replace('%', '_')}"


def bundle(row: Any) -> str:
    """A bundle or an answer to a request."""
    return f"bundles/{row.pk}.pdf"


def recording(row: Any) -> str:
    """A recording of practice."""
    return f"recordings/{row.pk}.{FileKind(row.kind).extension}"
