"""Tables as CSV files, read by PostgreSQL's own COPY as the tables' owner: what is in memory is a piece of one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connections

from .bag import Bag
from .columns import described, leads_to, of_postgresql, read_by
from .contents import Exported, is_history

# Values are written by these, whatever the server's own settings.
SETTINGS = (
    "SELECT set_config('DateStyle', 'ISO, YMD', true), set_config('TimeZone', 'UTC', true), "
    "set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true)"
)


def statement(table: Exported) -> str:
    """One row after the other, by its key."""
    read = ", ".join(f'{read_by(field)} AS "{field.column}"' for field in table.fields)
    key = table.model._meta.pk
    assert key is not None
    return f'SELECT {read} FROM "{table.name}" ORDER BY "{key.column}"'  # noqa: S608 -- names of our own models


def write(bag: Bag, table: Exported, using: str) -> None:
    """Its rows into the bag, which counts them."""
    with connections[using].cursor() as cursor, bag.table(table.path) as file:
        raw: Any = cursor
        with raw.copy(f"COPY ({statement(table)}) TO STDOUT (FORMAT csv, HEADER true, ENCODING 'UTF8')") as copy:
            for piece in copy:
                file.write(piece)


def _meaning(table: Exported) -> str:
    said = (table.model.__doc__ or "").strip()
    if is_history(table.model):
        of = table.name.removesuffix("event")
        return f"What rows of {of} were: one row for each change, with the columns of that table as they were after it."
    return "" if said.startswith(f"{table.model.__name__}(") else " ".join(said.split())


def resource(table: Exported, names: frozenset[str]) -> dict[str, Any]:
    """A table as a resource of a Data Package; ``names``: the tables that are there to lead to."""
    keys = []
    for field in table.fields:
        to = leads_to(field)
        if to is not None and (other := str(to[0]._meta.db_table)) in names:
            keys.append({
                "fields": [field.column],
                "reference": {"resource": "" if other == table.name else other, "fields": [to[1]]},
            })  # fmt: skip
    key = table.model._meta.pk
    assert key is not None
    schema: dict[str, Any] = {
        "fields": [described(field) for field in table.fields],
        "primaryKey": [key.column],
        "missingValues": [""],
    }
    if keys:
        schema["foreignKeys"] = keys
    found = {"name": table.name, "title": table.title, "path": table.path, "format": "csv", "mediatype": "text/csv"}
    meaning = _meaning(table)
    if getattr(table.model, "is_derived", False):
        meaning = f"{meaning} Worked out from other tables.".strip()
    if meaning:
        found["description"] = meaning
    return {**found, "encoding": "utf-8", "schema": schema}


def package(tables: Sequence[Exported], authority: str) -> str:
    """``datapackage.json``: what each table and column is."""
    names = frozenset(table.name for table in tables)
    said = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "kinwork-archive",
        "title": f"Everything that the record of {authority} holds"
        if authority
        else "Everything that the record holds",
        "resources": [resource(table, names) for table in tables],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def script(tables: Sequence[Exported]) -> str:
    """``load.sql``: makes the tables in an empty PostgreSQL database, and fills them; run by psql in this folder."""
    lines = ["-- psql -d DATABASE -f load.sql, in the folder in which this lies", "\\set ON_ERROR_STOP on", "BEGIN;"]
    for table in tables:
        key = table.model._meta.pk
        columns = ", ".join(
            f'"{field.column}" {of_postgresql(field)}{" PRIMARY KEY" if field is key else ""}' for field in table.fields
        )
        lines += [
            f'CREATE TABLE "{table.name}" ({columns});',
            f"\\copy \"{table.name}\" FROM '{table.path}' WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')",
        ]
    return "\n".join([*lines, "COMMIT;", ""])
