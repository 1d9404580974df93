"""The unit's board: every family with what stands where, sortable."""

from __future__ import annotations

from datetime import date

from ..queries.board import BoardRow

FAR = date.max
SORTS = {
    "name": ("Family", lambda row: (row.name.casefold(),)),
    "discussed": ("Last discussed", lambda row: (row.last_discussed or date.min, row.name)),
    "tasks": ("Open tasks", lambda row: (-row.overdue, -(row.open_tasks + row.planned), row.name)),
    "date": ("Next date", lambda row: (row.next_date or FAR, row.name)),
    "worker": ("Key worker", lambda row: (bool(row.worker), row.worker.casefold(), row.name)),
    "end": ("Until when", lambda row: (row.expected_end or FAR, row.name)),
}


def sort_board(rows: list[BoardRow], by: str) -> tuple[list[BoardRow], str]:
    """The rows in the order asked for, and which order that is."""
    by = by if by in SORTS else "name"
    return sorted(rows, key=SORTS[by][1]), by
