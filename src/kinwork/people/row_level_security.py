"""Rows of people, of what is noted of them, and of the index that they are found by."""

from __future__ import annotations

from kinwork.row_level_security import Tables, noted, of_person, with_history

_NOTED = ("othername", "identifier", "address", "contact", "particular", "safetywarning")

TABLES = Tables(
    policies={
        "people_person": of_person("id"),
        "people_personevent": of_person("id"),
        **{table: noted() for table in with_history(*(f"people_{one}" for one in _NOTED))},
        "people_term": noted(),
    },
    read_only=("people_term", "people_word"),
    unread=("people_word",),  # words of hidden people stand there too (indexing.py)
    may_go=("people_othername", "people_particular"),
)
