"""What would be wrong in a return if it were sent today: our own check, straight from the record without a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from kinwork.returns import checking
from kinwork.returns.checking import Checked
from kinwork.returns.filling import from_columns
from kinwork.returns.kinds import kind_of
from kinwork.returns.layouts import CIN, SSDA903, layout_of
from kinwork.returns.lookups import what_is_known
from kinwork.returns.rulebook import LAST_YEAR, chosen
from kinwork.returns.scene import Scene
from kinwork.returns.ssda903_file import Read, columns_of
from kinwork.returns.years import Period, period_of

from . import cin, ssda903
from .comparing import Lines, of_tables
from .facts import FROM
from .models import Which
from .reading import Tell, untold, whole_record

AT_A_TIME = 500  # children between two signs of how far it is
Source = tuple[str, int, int] | None  # of which fact a row is: its kind, its number, its opening
AT_ONCE = 20_000  # rows of a table that wait as Python objects


def until(period: Period, on: date) -> Period:
    """A year that is not over: as if it ended on a day."""
    return Period(period.year, period.start, max(period.start, min(on, period.end)))


class Gathered:
    """Rows of tables as they come: a few thousand as objects, the rest as columns."""

    def __init__(self, return_: str) -> None:
        self.layout = layout_of(return_)
        self.waiting: dict[str, list[Mapping[str, Any]]] = {}
        self.parts: dict[str, list[pl.DataFrame]] = {}
        self.sources: dict[str, list[Source]] = {}  # of which fact each row is

    def add(self, found: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        for table, rows in found.items():
            waiting = self.waiting.setdefault(table, [])
            waiting.extend(rows)
            self.sources.setdefault(table, []).extend(row.get(FROM) for row in rows)
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


@dataclass(frozen=True)
class Looked:
    """A return as it would be today: what is wrong, what it has, of which fact each row is, how long each table is."""

    checked: Checked
    lines: Lines
    sources: Mapping[str, Sequence[Source]]
    heights: dict[str, int]


def _gather(gathered: Gathered, rows: Callable[[list[int]], Iterable[Any]], people: list[int], tell: Tell) -> None:
    """Some hundreds of children at a time, each in a transaction of its own: how far it is can be seen between them."""
    for start in range(0, len(people), AT_A_TIME):
        some = people[start : start + AT_A_TIME]
        with whole_record():
            for found in rows(some):
                gathered.add(found)
        tell(len(some))


def _named(period: Period, gathered: Gathered) -> dict[str, pl.DataFrame]:
    tables = gathered.tables(ssda903.names_in(period))
    asylum = tables["UASC"].get_column("CHILD").drop_nulls().unique()
    flag = pl.when(pl.col("CHILD").is_in(asylum.implode())).then(pl.lit("1")).otherwise(pl.lit("0"))
    tables["Header"] = tables["Header"].with_columns(flag.alias("UASC"))
    return tables


def ssda903_tables(period: Period, on: date, tell: Tell = untold) -> dict[str, pl.DataFrame]:
    """The tables of the looked-after return as the record has them."""
    gathered = Gathered(SSDA903)
    for found in ssda903.collection(period, on, ssda903.people_in(period, on), tell):
        gathered.add(found)
    return _named(period, gathered)


def check_cin(year: int, on: date, *, lea: str, people: list[int], tell: Tell = untold) -> Looked:
    """The census of a year as it would be today."""
    period = until(period_of(year), on)
    kind, gathered = kind_of(CIN), Gathered(CIN)
    gathered.add({"Header": [cin.header(period_of(year), lea, f"{on}T00:00:00")]})
    _gather(gathered, lambda some: cin.census(period, on, some), people, tell)
    tables = gathered.tables(kind.layout.tables)
    given = {name: frozenset(kind.layout.tables[name].names) for name in tables}
    scene = Scene(kind.layout, period, tables, given, kind.facts, kind.order)
    return _looked(Which.CIN, checking.check(kind, scene, chosen(CIN, year, None)), tables, gathered)


def check_903(
    year: int, on: date, *, authority: str, people: list[int], last: Read | None = None, tell: Tell = untold
) -> Looked:
    """The looked-after return of a year as it would be today; with last year's beside it, if it was kept."""
    period = until(period_of(year), on)
    kind, gathered = kind_of(SSDA903), Gathered(SSDA903)
    _gather(gathered, lambda some: ssda903.collection(period, on, some), people, tell)
    now = tables = _named(period, gathered)
    given = {name: frozenset(columns_of(name)) | ({"UASC"} if name == "Header" else set()) for name in tables}
    if last is not None:
        tables = tables | {name + LAST_YEAR: table for name, table in last.tables.items()}
        given |= {name + LAST_YEAR: columns for name, columns in last.given.items()}
    scene = Scene(kind.layout, period, tables, given, kind.facts, kind.order)
    scene.authority, scene.file_format = authority, "csv"
    what_is_known(scene)
    return _looked(Which.LAC, checking.check(kind, scene, chosen(SSDA903, year, None)), now, gathered)


def _looked(which: Which, checked: Checked, tables: dict[str, pl.DataFrame], gathered: Gathered) -> Looked:
    lines = of_tables(which, tables)
    heights = {name: tables[name].height for name in lines if tables[name].height}
    return Looked(checked, lines, gathered.sources, heights)
