"""Planned rows into the tables: by COPY, with the line that each came from; what is kept of them worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connections

from kinwork.access.roles import SocialWorker
from kinwork.copying import Rows, copy
from kinwork.during import During

from .arranging import Wanted
from .models import Did
from .reading import asked
from .states import plain

MOST_IDS = 1_000_000  # that the database gives at once
CORRECTED = "Corrected by a later import."
# What the database keeps of these tables, put off while they are written (access/sql/5_put_off.sql) and then worked out
# for the ids in the column, once: as its triggers would after each of the tables.
KEPT_OF = (
    (
        "kinwork_index_people(%s)",
        {"people.person": "id", "people.identifier": "person_id", "people.address": "person_id",
         "people.particular": "person_id"},
    ),
    ("kinwork_keep_things('entry', %s)", {"record.entry": "id", "record.seen": "entry_id"}),
    ("kinwork_keep_seen(%s)", {"families.familymember": "family_id", "record.entry": "family_id"}),
)  # fmt: skip


@dataclass(slots=True)
class Planned:
    """A wanted row and what becomes of it."""

    wanted: Wanted
    id: int
    values: dict[str, Any]
    did: Did
    state: str
    was: dict[str, Any] | None = None
    old: int | None = None  # the fact that it replaces


class Writing:
    """Of one import, in whose name it writes."""

    def __init__(self, using: str, of: int, by: int, now: datetime, id_of: Callable[[Any], Any]) -> None:
        self.using, self.of, self.by, self.now, self.id_of = using, of, by, now, id_of

    def write(self, planned: Sequence[Planned]) -> None:
        rows = Rows()
        for one in planned:
            if one.did == Did.CHANGED and one.old is None:
                self._update(one)
            elif one.old is not None:
                self._withdraw(one)
        for one in planned:
            if one.did == Did.MADE or one.old is not None:
                rows.add(one.wanted.table, **self._row(one))
        made = rows["imports.importedrow"]
        for id, one in zip(new_ids(self.using, len(planned)), planned, strict=True):
            wanted = one.wanted
            was = one.was if one.old is None else {"": one.old}
            made.append({
                "id": id, "of_id": self.of, "list": wanted.at.list, "line": wanted.at.line, "digest": wanted.at.digest,
                "key": wanted.key[:200], "child": wanted.child[:60], "model": wanted.table, "row": one.id,
                "did": one.did.value, "state": one.state, "was": was, "person_id": self.id_of(wanted.person),
                "family_id": self.id_of(wanted.family),
            })  # fmt: skip
        with _put_off(self.using):
            copy(rows, self.using)
        self._keep(rows)

    def _keep(self, rows: Rows) -> None:
        for function, columns in KEPT_OF:
            if ids := {row[column] for table, column in columns.items() for row in rows.get(table, ())}:
                asked(self.using, f"SELECT {function}::text", sorted(ids))

    def _row(self, one: Planned) -> dict[str, Any]:
        table, now = one.wanted.table, self.now
        more = {name: self.id_of(value) for name, value in one.wanted.more.items()}
        row = {"id": one.id, **more, **one.values}
        if table.startswith("children."):
            row |= {"recorded_by_id": self.by, "recorded_at": now}
            if one.values.get("ended_on") is not None:
                row |= {"end_recorded_by_id": self.by, "end_recorded_at": now}
            if one.old is not None:
                row["replaces_id"] = one.old
        elif table == "access.user":
            row |= {"email": f"no-sign-in-{one.id}@import.invalid", "password": f"!{one.id:040d}"}
        elif table == "units.post":  # a file gives no one the power to decide
            row["role"] = SocialWorker.key
        elif table == "families.changeset":
            row |= {"by_id": self.by, "at": now}
        elif table == "record.entry":
            row |= {"by_id": self.by, "recorded_at": now}
        elif table.startswith("people.") and table != "people.person":
            row |= {"noted_by_id": self.by, "noted_at": now}
        return row

    def _update(self, one: Planned) -> None:
        row = {name: one.values[name] for name in one.was or {}}
        if "ended_on" in row and one.wanted.table.startswith("children."):
            row |= {"end_recorded_by_id": self.by, "end_recorded_at": self.now}
        if "closed_on" in row:
            row["closing_reason"] = one.wanted.more["closing_reason"]
        update(self.using, one.wanted.table, one.id, row)

    def _withdraw(self, one: Planned) -> None:
        assert one.old is not None
        row = {"withdrawn_at": self.now, "withdrawn_by_id": self.by, "withdrawn_because": CORRECTED}
        update(self.using, one.wanted.table, one.old, row)


def new_ids(using: str, number: int) -> list[int]:
    at_once = [min(MOST_IDS, number - start) for start in range(0, number, MOST_IDS)]
    return [row[0] for many in at_once for row in asked(using, "SELECT kinwork_new_ids(%s)", many)]


@contextmanager
def _put_off(using: str) -> Iterator[None]:
    asked(using, "SELECT set_config('kinwork.put_off', 'on', true)")
    yield  # where it breaks off, so does the transaction
    asked(using, "SELECT set_config('kinwork.put_off', '', true)")


def update(using: str, table: str, id: int, row: dict[str, Any]) -> None:
    """Some columns of a row."""
    model = apps.get_model(table)
    kinds = {field.column: field.db_type(connections[using]) for field in model._meta.concrete_fields}
    names = sorted(row)
    values = [plain(row[name]) if isinstance(row[name], During) else row[name] for name in names]
    said = ", ".join(f'"{name}" = %s::{kinds[name]}' for name in names)
    with connections[using].cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {said} WHERE id = %s", [*values, id])  # noqa: S608
