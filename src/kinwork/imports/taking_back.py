"""An import out of the record again: what it made goes, what it changed is as before; refused where others built on it.

Which rows lead to which is asked of ``retention/links.py``, so that no new table is left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections

from kinwork.retention.links import Link, links

from .models import Did, Import
from .reading import asked
from .states import plain, state_of
from .writing import update

SERVICE = ("units.postholding", "units.post", "access.user", "units.unit")
# Worked out by the database or anew every day: nobody's work.
WORKED_OUT = frozenset({
    "cases_holding", "families_familyterm", "find_findable", "obligations_obligation", "people_term", "people_word",
    "record_lastseen", "national_returns_finding", "imports_importedrow",
})  # fmt: skip
SHOWN = 5
LET_IN = """
SELECT id FROM access_user WHERE id = ANY (%s) AND (is_active OR email NOT LIKE 'no-sign-in-%%@import.invalid')
"""
HELD_BY = "SELECT id FROM units_postholding WHERE user_id = ANY (%s)"
ROWS = """
SELECT r.id, r.model, r.row, r.did, r.state, r.was, r.child FROM imports_importedrow r WHERE r.of_id = %s ORDER BY r.id
"""
LATER = """
SELECT DISTINCT r.of_id FROM imports_importedrow r JOIN imports_import i ON i.id = r.of_id AND i.taken_back_at IS NULL
WHERE r.of_id > %s AND r.family_id IN (
    SELECT m.family_id FROM imports_importedrow m WHERE m.of_id = %s AND m.family_id IS NOT NULL) ORDER BY 1
"""


class StandsInTheWay(Exception):
    """Why an import cannot be taken back: in words, each with how many and of which children of the file."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class Taking:
    """One import on its way out."""

    def __init__(self, of: Import, using: str) -> None:
        self.of, self.using = of, using
        self.tables = {label: apps.get_model(label)._meta.db_table for label in of.columns}
        self.going: dict[str, dict[int, str]] = defaultdict(dict)  # by table of the database: ids, with the child
        self.changed: list[tuple[str, int, dict[str, Any], str]] = []
        self.kept: dict[str, int] = {}

    def run(self) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        later = [row[0] for row in asked(self.using, LATER, self.of.pk, self.of.pk)]
        if later:
            which = ", ".join(str(one) for one in later)
            raise StandsInTheWay([f"import {which} came after it and adds to what it made: take that back first"])
        reasons = [*self._touched()]
        self._keep_who_was_let_in()
        self._fill()
        self._keep_of_the_service()
        reasons += self._in_the_way()
        if reasons:
            raise StandsInTheWay(reasons)
        return self._go(), self._put_back(), self.kept

    def _touched(self) -> Iterator[str]:
        """Rows that people have changed since they were brought in."""
        by_table: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
        for _, table, row, did, state, was, child in asked(self.using, ROWS, self.of.pk):
            was = _json(was)
            if did == Did.MATCHED:
                continue
            by_table[table][row] = (state, child)
            if did == Did.MADE or (was and "" in was):
                self.going[self.tables[table]][row] = child
            if did == Did.CHANGED:
                self.changed.append((table, row, was or {}, child))
        for table, rows in by_table.items():
            touched: list[str] = []
            gone = 0
            columns = self.of.columns[table]
            found = self._now(table, columns, list(rows))
            for id, (state, child) in rows.items():
                if id not in found:
                    gone += 1
                elif state not in found[id]:
                    touched.append(child)
            model = apps.get_model(table)
            if touched and table not in SERVICE:
                yield _words(len(touched), model, "was changed since", "were changed since", touched)
            if table in SERVICE:
                self._keep(table, {id for id in found if rows[id][0] not in found[id]})
            if gone:
                self._forget(table, set(rows) - set(found))

    def _keep(self, table: str, ids: set[int]) -> None:
        """Units, posts and accounts that an administrator has made their own."""
        kept = ids & self.going[self.tables[table]].keys() if table in self.tables else set()
        if kept:
            self._forget(table, kept)
            self.kept[table] = self.kept.get(table, 0) + len(kept)

    def _keep_who_was_let_in(self) -> None:
        """With the posts that they hold."""
        users = list(self.going[self.tables["access.user"]]) if "access.user" in self.tables else []
        let_in = [row[0] for row in asked(self.using, LET_IN, users)]
        self._keep("access.user", set(let_in))
        self._keep("units.postholding", {row[0] for row in asked(self.using, HELD_BY, let_in)})

    def _now(self, table: str, columns: list[str], ids: list[int]) -> dict[int, set[str]]:
        named = ", ".join(f'"{column}"' for column in ("id", *columns))
        sql = f"SELECT {named} FROM {self.tables[table]} WHERE id = ANY (%s)"  # noqa: S608 -- our own tables
        made: dict[int, set[str]] = {}
        for start in range(0, len(ids), 10_000):
            for id, *values in asked(self.using, sql, ids[start : start + 10_000]):
                row = {name: plain(value) for name, value in zip(columns, values, strict=True)}
                states = {state_of(row)}
                if "key_worker_id" in row:  # not of a family that was moved here
                    states.add(state_of({name: value for name, value in row.items() if name != "key_worker_id"}))
                made[id] = states
        return made

    def _forget(self, table: str, ids: set[int]) -> None:
        for id in ids:
            self.going[self.tables[table]].pop(id, None)

    # -- what goes

    def _fill(self) -> None:
        with connections[self.using].cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE IF NOT EXISTS imports_going (tab text, id bigint)")
            cursor.execute("TRUNCATE imports_going")
            raw: Any = connections[self.using].connection
            with raw.cursor() as plain_cursor, plain_cursor.copy("COPY imports_going (tab, id) FROM STDIN") as into:
                for table, ids in self.going.items():
                    for id in ids:
                        into.write_row((table, id))
            cursor.execute("CREATE INDEX IF NOT EXISTS imports_going_by ON imports_going (tab, id)")
            cursor.execute("ANALYZE imports_going")

    def _leading(self) -> Iterator[Link]:
        """Keys that lead to something that goes, out of what is somebody's work."""
        for link in links():
            if link.to in self.going and link.table not in WORKED_OUT and not link.table.endswith("event"):
                yield link

    def _others(self, link: Link) -> list[int]:
        """What goes, once for each row that stays and leads to it."""
        match = f's."{link.column}"' if not link.is_many else f'ANY (s."{link.column}")'
        mine = (
            f'EXISTS (SELECT 1 FROM imports_going m WHERE m.tab = %s AND m.id = s."{link.pk}")'  # noqa: S608
            if link.pk
            else "false"
        )
        only = f" AND {link.only}" if link.only else ""
        sql = (
            f"SELECT g.id FROM {link.table} s JOIN imports_going g ON g.tab = %s AND g.id = {match} "  # noqa: S608
            f"WHERE NOT {mine}{only}"
        )
        values = [link.to, link.table] if link.pk else [link.to]
        return [row[0] for row in asked(self.using, sql, *values)]

    def _keep_of_the_service(self) -> None:
        """Units, posts and accounts that others need stay."""
        tables = {apps.get_model(label)._meta.db_table: label for label in SERVICE}
        more = True
        while more:
            more = False
            for link in [one for one in self._leading() if one.to in tables]:
                found = set(self._others(link))
                for id in found:
                    if self.going[link.to].pop(id, None) is not None:
                        more = True
                        self.kept[tables[link.to]] = self.kept.get(tables[link.to], 0) + 1
                if found:
                    sql = "DELETE FROM imports_going WHERE tab = %s AND id = ANY (%s)"
                    with connections[self.using].cursor() as cursor:
                        cursor.execute(sql, [link.to, list(found)])

    def _in_the_way(self) -> Iterator[str]:
        models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
        found: dict[str, list[str]] = defaultdict(list)
        for link in self._leading():
            if link.to.startswith(("units_", "access_")):
                continue
            for id in self._others(link):
                found[link.table].append(self.going[link.to].get(id, ""))
        for table, children in found.items():
            yield _words(len(children), models[table], "was recorded since", "were recorded since", children)

    # -- going

    def _go(self) -> dict[str, int]:
        gone: dict[str, int] = {}
        labels = {model._meta.db_table: model._meta.label_lower for model in apps.get_models()}
        with connections[self.using].cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pgtrigger.ignore', (SELECT array_agg(DISTINCT t.tgname)::text FROM pg_trigger t "
                "WHERE t.tgname LIKE 'pgtrigger\\_%%'), true)"
            )
            for link in links():
                if link.to in self.going and (
                    link.table in WORKED_OUT - {"imports_importedrow"}
                    or (link.table.endswith("event") and link.column == "pgh_obj_id")
                ):
                    cursor.execute(
                        f"DELETE FROM {link.table} s USING imports_going g "  # noqa: S608 -- our own tables
                        f'WHERE g.tab = %s AND s."{link.column}" = g.id',
                        [link.to],
                    )
            for table in self.going:
                cursor.execute(
                    f"DELETE FROM {table} s USING imports_going g WHERE g.tab = %s AND s.id = g.id",  # noqa: S608
                    [table],
                )
                if cursor.rowcount:
                    gone[labels[table]] = cursor.rowcount
            cursor.execute("SELECT set_config('pgtrigger.ignore', '', true)")
        return gone

    def _put_back(self) -> dict[str, int]:
        back: dict[str, int] = {}
        for table, row, was, _ in reversed(self.changed):
            if "" in was:
                values: dict[str, Any] = {"withdrawn_at": None, "withdrawn_by_id": None, "withdrawn_because": ""}
                update(self.using, table, was[""], values)
            else:
                values = dict(was)
                if "ended_on" in values and table.startswith("children."):
                    values |= {"end_recorded_by_id": None, "end_recorded_at": None}
                if "closed_on" in values:
                    values["closing_reason"] = ""
                update(self.using, table, row, values)
            back[table] = back.get(table, 0) + 1
        return back


def _json(was: Any) -> dict[str, Any] | None:
    found: dict[str, Any] | None = json.loads(was) if isinstance(was, str) else was
    return found


def _words(number: int, model: Any, one: str, many: str, children: list[str]) -> str:
    named = sorted({child for child in children if child})
    of = f" (child {', '.join(named[:SHOWN])}{' and others' if len(named) > SHOWN else ''})" if named else ""
    meta = model._meta
    what = meta.verbose_name if number == 1 else meta.verbose_name_plural
    return f"{number:,} {what} {one if number == 1 else many}{of}"
