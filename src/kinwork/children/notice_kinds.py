"""Who hears that a record was sealed or opened: those who are named for it."""

from __future__ import annotations

from kinwork.notices.kinds import Kind

SEALED = Kind(
    key="record_sealed",
    sentence="{who} named you for a record that is sealed since an adoption",
    summary="a sealed record that you may open",
    link="/sealed/#sealed-{thing}",
)
OPENED = Kind(
    key="sealed_record_opened",
    sentence="{who} opened a sealed record that you are guardian of",
    summary="a sealed record of yours that was opened",
    link="/sealed/#sealed-{thing}",
    is_urgent=True,
    is_grave=True,
)
KINDS = (SEALED, OPENED)
