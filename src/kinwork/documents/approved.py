"""That a document was finalised, where its layout says that somebody has to approve it."""

from __future__ import annotations

from typing import Any

from kinwork.approvals.kinds import Kind

from .models import Document


def _needs(document: Any) -> bool:
    return bool(document.is_final and document.put_away_at is None and document.layout.is_approved)


def _stands(pk: int) -> bool:
    return Document.objects.filter(pk=pk, finalised_at__isnull=False, put_away_at=None).exists()


KINDS = (
    Kind(
        "document_finalised", "Document finalised", "Document", _needs, _stands,
        link="/family/{family}/documents/{thing}/",
    ),
)  # fmt: skip
