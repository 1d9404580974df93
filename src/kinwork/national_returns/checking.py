"""What would be wrong in a return if it were sent today: our own check, straight from the record without a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from kinwork.returns import checking
from kinwork.returns.checking import Checked
from kinwork.returns.filling import from_columns
from kinwork.returns.kinds import kind_of
from kinwork.returns.layouts import CIN, SSDA903, layout_of
from kinwork.returns.rulebook import LAST_YEAR, chosen
from kinwork.returns.scene import Scene
from kinwork.returns.ssda903_file import columns_of
from kinwork.returns.years import LAST, Period, period_of

from . import cin, ssda903
from .reading import Tell, untold

AT_ONCE = 20_000  # rows of a table that wait as Python objects


def year_on(day: date) -> int:
    """The year of returns in which a day lies, by its end; the last that is known."""
    return min(day.year + (day.month > 3), LAST)


def until(period: Period, on: date) -> Period:
    """A year that is not over: as if it ended on a day."""
    return Period(period.year, period.start, max(period.start, min(on, period.end)))


class Gathered:
    """Rows of tables as they come: a few thousand as objects, the rest as columns."""

    def __init__(self, return_: str) -> None:
        self.layout = layout_of(return_)
        self.waiting: dict[str, list[Mapping[str, Any]]] = {}
        self.parts: dict[str, list[pl.DataFrame]] = {}

    def add(self, found: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        for table, rows in found.items():
            waiting = self.waiting.setdefault(table, [])
            waiting.extend(rows)
            if len(waiting) >= AT_ONCE:
                self._settle(table)

    def _settle(self, table: str) -> None:
        rows = self.waiting.pop(table, [])
        columns = {name: [row.get(name) for row in rows] for name in self.layout.tables[table].names}
        self.parts.setdefault(table, []).append(from_columns(self.layout, table, columns, height=len(rows)))

    def tables(self, names: Iterable[str]) -> dict[str, pl.DataFrame]:
        found = {}
        for name in names:
            if name in self.waiting or name not in self.parts:
                self._settle(name)
            found[name] = pl.concat(self.parts[name]).with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"))
        return found


def cin_tables(period: Period, on: date, *, lea: str, tell: Tell = untold) -> dict[str, pl.DataFrame]:
    """The flat tables of the census as the record has them."""
    gathered = Gathered(CIN)
    gathered.add({"Header": [cin.header(period_of(period.year), lea, f"{on}T00:00:00")]})
    for found in cin.census(period, on, cin.people_in(period, on), tell):
        gathered.add(found)
    return gathered.tables(layout_of(CIN).tables)


def ssda903_tables(period: Period, on: date, tell: Tell = untold) -> dict[str, pl.DataFrame]:
    """The tables of the looked-after return as the record has them."""
    gathered = Gathered(SSDA903)
    for found in ssda903.collection(period, on, ssda903.people_in(period, on), tell):
        gathered.add(found)
    tables = gathered.tables(ssda903.names_in(period))
    asylum = tables["UASC"].get_column("CHILD").drop_nulls().unique()
    flag = pl.when(pl.col("CHILD").is_in(asylum.implode())).then(pl.lit("1")).otherwise(pl.lit("0"))
    tables["Header"] = tables["Header"].with_columns(flag.alias("UASC"))
    return tables


def check_cin(year: int, on: date, *, lea: str, tell: Tell = untold) -> Checked:
    """The census of a year as it would be today."""
    period = until(period_of(year), on)
    kind = kind_of(CIN)
    tables = cin_tables(period, on, lea=lea, tell=tell)
    given = {name: frozenset(kind.layout.tables[name].names) for name in tables}
    scene = Scene(kind.layout, period, tables, given, kind.facts, kind.order)
    return checking.check(kind, scene, chosen(CIN, year, None))


def check_903(year: int, on: date, *, authority: str, last: Path | None = None, tell: Tell = untold) -> Checked:
    """The looked-after return of a year as it would be today; with last year's beside it, if it was kept."""
    from kinwork.returns.lookups import what_is_known
    from kinwork.returns.ssda903_file import read

    period = until(period_of(year), on)
    kind = kind_of(SSDA903)
    tables = ssda903_tables(period, on, tell)
    given = {name: frozenset(columns_of(name)) | ({"UASC"} if name == "Header" else set()) for name in tables}
    if last is not None:
        before = read([last])
        tables |= {name + LAST_YEAR: table for name, table in before.tables.items()}
        given |= {name + LAST_YEAR: columns for name, columns in before.given.items()}
    scene = Scene(kind.layout, period, tables, given, kind.facts, kind.order)
    scene.authority, scene.file_format = authority, "csv"
    what_is_known(scene)
    return checking.check(kind, scene, chosen(SSDA903, year, None))
