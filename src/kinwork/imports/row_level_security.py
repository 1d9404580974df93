"""Where rows came from: written on the command line alone, as the owner of the tables; of its person and family."""

from __future__ import annotations

from kinwork.row_level_security import HIDDEN_PEOPLE, Tables, and_also, of_family_or_none, unsealed

_OF_SOMEBODY = f"(person_id IS NULL OR person_id <> ALL ({HIDDEN_PEOPLE}))"

TABLES = Tables(
    policies={
        "imports_importedrow": and_also(and_also(of_family_or_none(), _OF_SOMEBODY), unsealed()),
    },
    read_only=("imports_import", "imports_importedrow"),
)
