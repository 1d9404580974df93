"""Rows of figures of the whole service: of no family, and there for everybody."""

from __future__ import annotations

from kinwork.row_level_security import Tables

TABLES = Tables(
    stays_but={
        "service_figures_servicefigure": ("removed_by_id", "removed_at"),
        "service_figures_milestone": ("removed_by_id", "removed_at"),
    },
    # Counted anew: the last count takes the place of the one before.
    may_go=("service_figures_count", "service_figures_countedpoint"),
)
