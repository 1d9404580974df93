"""What a merging did to a row is there for whoever sees that row."""

from __future__ import annotations

from kinwork.row_level_security import EVERYTHING, Policy, Tables, sees

from .merging import keys_to_people

_TABLES = sorted({model._meta.db_table for model, _ in keys_to_people()} | {"people_person"})
_ROWS = " ".join(f"WHEN '{table}' THEN {sees(table, 'cases_moved.row')}" for table in _TABLES)

TABLES = Tables(
    policies={
        "cases_moved": Policy(
            f"{sees('cases_merging', 'cases_moved.merging_id')} "
            f'AND ("column" = \'-\' OR CASE "table" {_ROWS} ELSE false END)',
            EVERYTHING,
        )
    }
)
