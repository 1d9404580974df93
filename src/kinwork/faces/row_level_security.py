"""Rows of plain faces: there for whoever may know of the family and of the person, and of no sealed child."""

from __future__ import annotations

from kinwork.row_level_security import Policy, Tables, of_family, of_person, sees, unsealed, with_history

# What was written before a child of the family was sealed is kept word for word: it is not read any more.
_UNSEALED = """((SELECT kinwork_sealed() = '{}') OR NOT kinwork_kept_of_sealed(
    (SELECT i.family_id FROM cases_involvement i WHERE i.id = involvement_id), begun_at, begun_by_id))"""
_OF_FACE = (
    "faces_facegiven", *with_history("faces_facepart", "faces_facelanguage", "faces_facecomment"),
)  # fmt: skip

TABLES = Tables(
    policies={
        **{
            table: Policy(
                " AND ".join((
                    sees("cases_involvement", f"{table}.involvement_id"), of_person("person_id").using, unsealed(),
                    _UNSEALED,
                ))
            )
            for table in with_history("faces_face")
        },
        # Always asked: what is sealed is sealed also where no family is hidden.
        **{table: Policy(sees("faces_face", f"{table}.face_id")) for table in _OF_FACE},
        **{
            table: Policy(
                " AND ".join((
                    of_family().using,
                    f"({table}.face_id IS NULL OR {sees('faces_face', f'{table}.face_id')})",
                    f"({table}.document_id IS NULL OR {sees('documents_document', f'{table}.document_id')})",
                    f"({table}.child_id IS NULL OR {of_person('child_id').using})", unsealed("child_id"),
                ))
            )
            for table in with_history("faces_link")
        },
        # Of the child alone, whatever becomes of brothers and sisters: it is to be read in twenty years.
        "faces_ownwords": Policy(f"({of_family().using}) AND ({of_person('person_id').using}) AND {unsealed()}"),
    },
    append_only=("faces_facegiven",),
    stays_but={
        "faces_link": ("tries", "opened_at", "answered_at", "entry_id", "withdrawn_at", "withdrawn_by_id",
                       "child_id"),  # as own words
        "faces_ownwords": ("person_id",),  # whose two records were found to be one person’s
        "faces_face": ("person_id", "pictures", "put_away_by_id", "put_away_at", "put_away_because"),
        "faces_facepart": ("text", "sources", "version", "by_id", "at"),
        "faces_facelanguage": (
            "text", "translated_by", "translated_on", "of_print", "version", "by_id", "at",
        ),
        "faces_facecomment": ("answer", "answered_by_id", "answered_at"),
    },
)  # fmt: skip
