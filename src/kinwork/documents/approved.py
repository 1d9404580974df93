"""That a document was finalised, where its layout says that somebody has to approve it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from kinwork.approvals.kinds import Kind

from .models import Document, Final


def _needs(document: Any) -> bool:
    return bool(document.is_final and document.put_away_at is None and document.layout.is_approved)


def _stands(pk: int) -> bool:
    return Document.objects.filter(pk=pk, finalised_at__isnull=False, put_away_at=None).exists()


def _called(ids: Collection[int]) -> dict[int, str]:
    return dict(Final.objects.filter(document_id__in=ids).values_list("document_id", "title"))


KINDS = (
    Kind(
        "document_finalised", "Document finalised", "Document", _needs, _stands,
        link="/family/{family}/documents/{thing}/", called=_called,
    ),
)  # fmt: skip
