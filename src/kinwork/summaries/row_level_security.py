"""Rows of summaries: there for whoever may know of the family; what comes of an entry, for whoever knows of that."""

from __future__ import annotations

from kinwork.row_level_security import Policy, Tables, and_also, sees, through

from .models import BOX

_INVOLVED = "cases_involvement"


def _with_its_entry(table: str) -> Policy:
    of_summary = through(table, summary_id="summaries_summary")
    return and_also(of_summary, f"({table}.entry_id IS NULL OR {sees('record_entry', f'{table}.entry_id')})")


TABLES = Tables(
    policies={
        "summaries_summary": through("summaries_summary", involvement_id=_INVOLVED),
        "summaries_summarypassage": _with_its_entry("summaries_summarypassage"),
        "summaries_summarylink": _with_its_entry("summaries_summarylink"),
        "summaries_recordinglevel": through("summaries_recordinglevel", involvement_id=_INVOLVED),
    },
    # How a passage came to read as it does, and what the log says of an entry, for whoever may know of that.
    also={"meetings_revision": f"box <> '{BOX}' OR {sees('summaries_summarypassage', 'object_id')}"},
    stays_but={
        "summaries_summary": ("standing_on", "standing_by_id", "standing_at"),
        "summaries_summarypassage": (
            "text", "version", "written_by_id", "written_at", "taken_out_by_id", "taken_out_at",
        ),
        "summaries_summarylink": ("taken_out_by_id", "taken_out_at"),
        "summaries_recordinglevel": (
            "answer", "answered_by_id", "answered_at", "answered_as", "answered_because",
        ),
    },
)  # fmt: skip
