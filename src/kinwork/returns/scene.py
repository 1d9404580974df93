"""What the rules look at: tables of text, and on top of them dates and facts, each worked out once when a rule asks.

Every name that a rule uses is a column: as written, as a date (the same name in small letters), or a *fact* that the
return has registered. Rows of two tables meet only within a child, or an episode of a child; never across the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeAlias

import polars as pl

from .layouts import Layout, Table
from .rulebook import LAST_YEAR
from .years import Period, a_year_before

Hits: TypeAlias = dict[str, pl.DataFrame]  # table: its failing rows, in a column "row"; AUTHORITY: as a whole
Fact: TypeAlias = "Callable[[Scene, str, re.Match[str]], pl.Expr | None]"

AUTHORITY = ""
ROW, LINE = "row", "line"
PAIRS_AT_ONCE = 2_000_000  # so many pairs of rows are held in memory, however many rows one child has
_OVER = re.compile(r"(\w+)(?:(\+|&|~\+|~)(\w+))?$")
_DAY = {r"%Y-%m-%d": r"^\d{4}-\d{1,2}-\d{1,2}$", r"%d/%m/%Y": r"^\d{1,2}/\d{1,2}/\d{4}$"}


@lru_cache(maxsize=1024)
def condition(text: str) -> pl.Expr:
    """A condition written in SQL."""
    return pl.sql_expr(text)


def as_day(column: str, written: str) -> pl.Expr:
    """The date of a column of text; nothing where it is none. 13/10/21 is none."""
    text = pl.col(column).str.strip_chars()
    return pl.when(text.str.contains(_DAY[written])).then(text).str.to_date(written, strict=False)


class Facts:
    """Names that rules may use beyond columns, each with the function that works it out as an expression over a row."""

    def __init__(self) -> None:
        self._known: list[tuple[frozenset[str], re.Pattern[str], Fact]] = []

    def of(self, pattern: str, *tables: str) -> Callable[[Fact], Fact]:
        """Registers a function for names of a pattern, of some tables or of all."""

        def register(function: Fact) -> Fact:
            self._known.append((frozenset(tables), re.compile(pattern), function))
            return function

        return register

    def expression(self, scene: Scene, table: str, name: str) -> pl.Expr | None:
        base = table.removesuffix(LAST_YEAR)
        for tables, pattern, function in self._known:
            match = pattern.fullmatch(name)
            if match and (not tables or base in tables):
                made = function(scene, table, match)
                if made is not None:
                    return made
        return None


@dataclass
class Scene:
    """One return, this year's and last year's tables, and what else was brought.

    ``given`` are the tables that are there, each with the columns that it came with; every other column is empty.
    """

    layout: Layout
    period: Period
    tables: dict[str, pl.DataFrame]
    given: dict[str, frozenset[str]]
    facts: Facts
    order: Mapping[str, str] = field(default_factory=dict)  # table: the date by which a child's rows are in order
    authority: str = ""
    file_format: str = ""
    collection_year: int = 0  # the year in which codes changed their names; the period's, unless it is said
    derived: frozenset[str] = frozenset()  # what has been looked up (providers, postcodes), so that its rules can run
    providers: pl.DataFrame = field(default_factory=pl.DataFrame)
    _frames: dict[str, pl.DataFrame] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.collection_year = self.collection_year or self.period.year

    def has(self, table: str) -> bool:
        return table in self.given

    def has_column(self, table: str, column: str) -> bool:
        return column in self.given.get(table, ())

    def table(self, name: str) -> Table:
        return self.layout.tables[name.removesuffix(LAST_YEAR)]

    def constants(self) -> dict[str, date]:
        start, end = self.period.start, self.period.end
        return {
            "period_start": start,
            "period_end": end,
            "year_start": start,
            "year_end": end,
            "last_year_start": a_year_before(start),
        }

    def frame(self, table: str, names: Iterable[str] = ()) -> pl.DataFrame:
        """A table with what is asked for; without a row where it is not there."""
        self._base(table)
        for name in names:
            self._add(table, name)
        return self._frames[table]

    def _base(self, table: str) -> pl.DataFrame:
        if table not in self._frames:
            found = self.tables.get(table)
            if found is None:
                found = empty(self.table(table))
            day = self.order.get(table.removesuffix(LAST_YEAR))
            if day:
                by = as_day(day, self.layout.day).alias(day.lower())
                child = self.layout.child
                found = found.with_columns(by).sort(child, day.lower(), ROW, nulls_last=True)
            self._frames[table] = found
        return self._frames[table]

    def can(self, table: str, name: str) -> bool:
        """Whether a name means something for the rows of a table."""
        return name in self._base(table).columns or self._expression(table, name) is not None

    def _expression(self, table: str, name: str) -> pl.Expr | None:
        known = self.constants()
        if name in known:
            return pl.lit(known[name])
        column = self.table(table).dates.get(name)
        if column:
            return as_day(column, self.layout.day)
        return self.facts.expression(self, table, name)

    def _add(self, table: str, name: str) -> None:
        if name in self._base(table).columns:
            return
        made = self._expression(table, name)
        if made is None:
            raise LookupError(f"{table} has no {name}")
        for root in made.meta.root_names():
            self._add(table, root)
        self._frames[table] = self._frames[table].with_columns(made.alias(name))

    # Who meets whom

    def rows(self, table: str, when: str | pl.Expr, names: Iterable[str] = ()) -> Hits:
        """Rows of one table that fail a condition."""
        if not self._base(table).height:
            return {}
        failing = condition(when) if isinstance(when, str) else when
        frame = self.frame(table, {*failing.meta.root_names(), *names})
        return {table: frame.filter(failing).select(ROW)}

    def pairs(self, over: str, when: str) -> Hits:
        """Rows that fail in pairs; both of each."""
        return self.evaluate(over, [when])[0]

    def evaluate(self, over: str, conditions: list[str]) -> list[Hits]:
        """What fails each of several conditions over the same rows, in their order."""
        match = _OVER.match(over)
        if match is None:
            raise LookupError(f"no rows are called {over}")
        left, way, right = match.groups()
        if not self._base(left).height or (right and not self._base(right).height):
            return [{} for _ in conditions]
        made = [condition(one) for one in conditions]
        if not way:
            frame = self.frame(left, {name for one in made for name in one.meta.root_names()})
            flags = frame.select(pl.col(ROW), *(one.alias(str(at)) for at, one in enumerate(made)))
            return [{left: flags.filter(pl.col(str(at))).select(ROW)} for at in range(len(made))]
        return self._evaluate_pairs(left, way, right, made)

    def keys(self, left: str, way: str, right: str) -> list[str]:
        """The columns in which two rows that meet are equal."""
        child = self.layout.child
        if way in ("&", "~"):
            return [child]
        shared = [key for key in self.table(left).keys if key in self.table(right).keys]
        if way == "~+":
            shared = shared[:2]
        return [key for key in shared if self.has_column(left, key) and self.has_column(right, key)] or [child]

    def prefix(self, left: str, right: str) -> str:
        """What begins the names of the right table where the left one has the same."""
        if left == right:
            return "other_"
        return "last_" if right.endswith(LAST_YEAR) else f"{right.lower()}_"

    def joined(self, left: str, way: str, right: str, names: Iterable[str]) -> pl.DataFrame:
        """Pairs of rows within a child or an episode: ``row`` of the left table, ``right_row`` of the right."""
        a, b = self._two(left, way, right, names)
        return a.join(b, on=self.keys(left, way, right), how="inner", maintain_order="none")

    def _two(self, left: str, way: str, right: str, names: Iterable[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
        keys, prefix = self.keys(left, way, right), self.prefix(left, right)
        of_left: list[str] = []
        of_right: dict[str, str] = {}
        for name in dict.fromkeys(names):
            bare = name.removeprefix(prefix)
            if bare != name and self.can(right, bare):
                of_right[bare] = name
            elif self.can(left, name):
                of_left.append(name)
            elif self.can(right, name):
                of_right[name] = name
            else:
                raise LookupError(f"{left} {way} {right} has no {name}")
        a = self.frame(left, of_left).select(*keys, ROW, *(name for name in of_left if name not in keys))
        b = self.frame(right, of_right).select(
            *keys, pl.col(ROW).alias("right_row"), *(pl.col(name).alias(as_) for name, as_ in of_right.items())
        )
        return a, b

    def _evaluate_pairs(self, left: str, way: str, right: str, made: list[pl.Expr]) -> list[Hits]:
        names = {name for one in made for name in one.meta.root_names()}
        a, b = self._two(left, way, right, names)
        keys = self.keys(left, way, right)
        found: list[list[pl.DataFrame]] = [[] for _ in made]
        for part in self._parts(a, b, keys):
            both = part.join(b, on=keys, how="inner", maintain_order="none")
            if left == right:
                both = both.filter(pl.col(ROW) != pl.col("right_row"))
            flags = both.select(ROW, "right_row", *(one.alias(str(at)) for at, one in enumerate(made)))
            for at, parts in enumerate(found):
                parts.append(flags.filter(pl.col(str(at))).select(ROW, "right_row"))
        hits: list[Hits] = []
        for parts in found:
            pairs = pl.concat(parts)
            one, other = pairs.select(ROW), pairs.select(pl.col("right_row").alias(ROW))
            hits.append({left: pl.concat([one, other])} if left == right else {left: one, right: other})
        return hits

    @staticmethod
    def _parts(a: pl.DataFrame, b: pl.DataFrame, keys: list[str]) -> list[pl.DataFrame]:
        """The left rows in parts of which none meets too many of the right: one child may have a thousand rows."""
        if len(a) * len(b) <= PAIRS_AT_ONCE:
            return [a]
        meets = a.select(keys).join(b.group_by(keys).len(), on=keys, how="left", maintain_order="left")
        part = meets.select(pl.col("len").fill_null(0).cum_sum() // PAIRS_AT_ONCE).to_series()
        if part.is_empty() or part[-1] == 0:
            return [a]
        return [one.drop("_part") for one in a.with_columns(part.alias("_part")).partition_by("_part")]


def empty(table: Table) -> pl.DataFrame:
    """A table without rows."""
    return pl.DataFrame(schema={**dict.fromkeys(table.names, pl.String), ROW: pl.UInt32, LINE: pl.UInt32})


def rows_hit(table: str, frame: pl.DataFrame) -> Hits:
    """Rows of one table, from any frame that has their numbers."""
    return {table: frame.select(pl.col(ROW))}


def together(*hits: Hits) -> Hits:
    """What fails for one reason or another."""
    found: dict[str, list[pl.DataFrame]] = {}
    for one in hits:
        for table, frame in one.items():
            found.setdefault(table, []).append(frame)
    return {table: pl.concat(frames, how="diagonal") for table, frames in found.items()}


AS_A_WHOLE: Hits = {AUTHORITY: pl.DataFrame({ROW: [None]}, schema={ROW: pl.UInt32})}
