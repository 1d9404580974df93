"""Rows of documents: there for whoever may know of the family, and tell of no child whose record is sealed since."""

from __future__ import annotations

from kinwork.row_level_security import Tables, and_also, of_person, through, through_sealed, unsealed, with_history

# A document is kept, and what was written in it, word for word: one that was begun before a child of the family was
# sealed is not read any more, nor is one that is about that child.
_UNSEALED = """((SELECT kinwork_sealed() = '{}') OR NOT (
    kinwork_document_of_sealed(id) OR kinwork_kept_of_sealed(
        (SELECT i.family_id FROM cases_involvement i WHERE i.id = involvement_id), begun_at, begun_by_id)))"""
_OF_DOCUMENT = (
    "documents_final", "documents_signature", "documents_lookedthrough", "documents_opened",
    *with_history("documents_writing", "documents_comment"),
)  # fmt: skip
_OF_PERSON = ("documents_documentchild", *with_history("documents_reader"))

TABLES = Tables(
    policies={
        **{
            table: and_also(through(table, involvement_id="cases_involvement"), _UNSEALED)
            for table in with_history("documents_document")
        },
        **{table: through_sealed(table, document_id="documents_document") for table in _OF_DOCUMENT},
        **{
            table: and_also(
                through_sealed(table, document_id="documents_document"),
                f"{of_person('person_id').using} AND {unsealed()}",
            )
            for table in _OF_PERSON
        },
    },
    append_only=(
        "documents_layoutversion", "documents_final", "documents_signature", "documents_lookedthrough",
    ),
    stays_but={
        "documents_document": (
            "finalised_by_id", "finalised_at", "put_away_by_id", "put_away_at", "put_away_because",
        ),
        "documents_writing": (
            "text", "source_print", "written_for", "said_by", "version", "by_id", "at", "ended_by_id", "ended_at",
        ),
        "documents_comment": ("answer", "answered_by_id", "answered_at"),
        "documents_opened": ("at", "prints"),
        # Whose two records were found to be one person’s.
        "documents_documentchild": ("person_id",),
        "documents_reader": ("person_id",),
    },
    may_go=("documents_reader",),
)  # fmt: skip
