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
GUARDIAN_OPENED = Kind(
    key="guardian_opened_sealed_record",
    sentence="{who}, the guardian of a sealed record, opened it",
    summary="a sealed record that its guardian opened",
    link="/sealed/#sealed-{thing}",
    is_urgent=True,
    is_grave=True,
)
TAKEN_OVER = Kind(
    key="sealed_record_changed",
    sentence="{who} changed who may open a sealed record that you were guardian of",
    summary="a sealed record of yours that others may open now",
    link="/sealed/",
    is_grave=True,
)
KINDS = (SEALED, OPENED, GUARDIAN_OPENED, TAKEN_OVER)
