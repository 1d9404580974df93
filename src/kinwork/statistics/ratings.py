"""Ratings of units by raters, as everything about agreement takes them: one rating after the other, sorted by unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from .data_files import Numbers, Sheet
from .labels import is_missing, one_way
from .problems import BadData
from .ties import settled
from .written import number

SCALES = ("nominal", "ordinal", "interval", "ratio")
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Ratings:
    """``value[i]`` is what rater ``rater_of[i]`` gave unit ``unit_of[i]``; all three of shape (ratings,).

    For words, values are codes into ``categories``, whose order means something only where it was given
    (``ordered``). Nothing here grows with units times raters, so that many raters of few units each cost nothing.
    """

    unit_of: Whole
    rater_of: Whole
    value: Numbers
    units: tuple[str, ...]
    raters: tuple[str, ...]
    categories: tuple[str, ...] = ()
    ordered: bool = True

    @property
    def missing(self) -> int:
        """How many units were not rated by how many raters, together."""
        return len(self.units) * len(self.raters) - len(self.value)

    @cached_property
    def per_unit(self) -> Whole:
        """How many ratings each unit has, shape (units,)."""
        return np.asarray(np.bincount(self.unit_of, minlength=len(self.units)))

    @property
    def rated(self) -> int:
        """How many units have a rating at all."""
        return int((self.per_unit > 0).sum())

    @property
    def paired(self) -> int:
        """How many units have two ratings or more: one rating alone agrees with nothing."""
        return int((self.per_unit > 1).sum())

    @cached_property
    def complete(self) -> Numbers:
        """The units that every rater rated, shape (complete units, raters)."""
        k = len(self.raters)
        held = self.per_unit[self.unit_of] == k
        order = np.lexsort((self.rater_of[held], self.unit_of[held]))
        return np.asarray(self.value[held][order].reshape(-1, k))

    @cached_property
    def levels(self) -> Numbers:
        """The distinct values given, in order."""
        return np.asarray(np.unique(self.value))

    def of_pairs(self) -> tuple[Whole, Numbers]:
        """Unit (0, 1, 2 …) and value of the ratings in units that have two or more, sorted by unit, then value."""
        held = self.per_unit[self.unit_of] > 1
        unit = (np.cumsum(self.per_unit > 1) - 1)[self.unit_of[held]]
        value = self.value[held]
        order = np.lexsort((value, unit))
        return np.asarray(unit[order]), np.asarray(value[order])

    def measured(self, what: str) -> Ratings:
        """Itself, if its values are numbers or levels in a given order. BadData for words in no order."""
        if self.categories and not self.ordered:
            shown = ", ".join(self.categories[:4])
            raise BadData(
                f"{what}: found words ({shown}), which have no order by themselves; say the levels from lowest to "
                "highest, as in levels=['low', 'medium', 'high'], or give numbers"
            )
        return self


def ratings(
    values: Ratings | Iterable[Iterable[Any]], *, levels: Sequence[str] | None = None, labels: str = "ask"
) -> Ratings:
    """Ratings from rows of units and columns of raters; None, NaN or a word for missing = not rated.

    Texts that are all numbers are read as numbers, other texts are categories: in the order of ``levels`` (lowest
    first) where it is given, else in none. ``labels`` as in ``one_way``: "Yes" and "yes" are asked about.

    >>> ratings([["yes", "no"], ["yes", "yes"], ["no", None]]).missing
    1
    >>> ratings([["9", "10"], ["10", "10"]]).levels
    array([ 9., 10.])
    """
    if isinstance(values, Ratings):
        return values
    if levels is None and isinstance(values, np.ndarray) and values.ndim == 2 and values.dtype.kind in "fiu":
        return _of_numbers(values.astype(np.float64))
    rows = _rows(values)
    if len({len(row) for row in rows}) > 1:
        raise BadData("units differ in how many raters they have columns for")
    if not rows or len(rows[0]) < 2:
        raise BadData("found fewer than 2 raters, expected rows of units and columns of raters")
    flat = [None if is_missing(x) else x for row in rows for x in row]
    coded, categories, ordered = _coded(flat, levels, labels)
    return _of_numbers(coded.reshape(len(rows), -1), categories, ordered)


def _of_numbers(table: Numbers, categories: tuple[str, ...] = (), ordered: bool = True) -> Ratings:
    """Ratings from a table of units by raters, NaN = not rated."""
    if np.isinf(table).any():
        raise BadData("found an infinite rating, expected numbers")
    if not len(table) or table.shape[1] < 2:
        raise BadData("found fewer than 2 raters, expected rows of units and columns of raters")
    unit, rater = np.nonzero(~np.isnan(table))
    units, raters = (tuple(map(str, range(1, size + 1))) for size in table.shape)
    return _usable(Ratings(unit, rater, settled(table[unit, rater]), units, raters, categories, ordered), "ratings")


def _rows(values: Iterable[Iterable[Any]]) -> list[list[Any]]:
    """Rows from lists, an array, or a frame of polars or pandas (one column a rater)."""
    for name in ("to_numpy", "rows"):
        if hasattr(values, "columns") and hasattr(values, name):
            found = getattr(values, name)()
            return [list(row) for row in found]
    if isinstance(values, np.ndarray) and values.ndim != 2:
        raise BadData(f"found an array of {values.ndim} dimensions, expected rows of units and columns of raters")
    try:
        return [list(row) if not isinstance(row, (str, bytes)) else [row] for row in values]
    except TypeError:
        raise BadData("expected rows of units and columns of raters") from None


def _coded(flat: list[Any], levels: Sequence[str] | None, labels: str) -> tuple[Numbers, tuple[str, ...], bool]:
    """Values as numbers: numbers themselves, texts of numbers read, other texts as places in their categories."""
    if levels is None and any(isinstance(x, str) for x in flat):
        try:
            flat = [number(x) if isinstance(x, str) else x for x in flat]
        except BadData:
            levels = None
    if levels is None and not any(isinstance(x, str) for x in flat):
        try:
            return np.array([np.nan if x is None else float(x) for x in flat], dtype=np.float64), (), True
        except (TypeError, ValueError):
            odd = next(x for x in flat if x is not None and not isinstance(x, (int, float, np.number)))
            raise BadData(f"found the rating {odd!r}, expected a number or a word") from None
    texts = ["" if x is None else str(x).strip() for x in flat]
    if levels is None:
        texts = one_way(texts, labels)
        categories = tuple(sorted(set(texts) - {""}))
        return _places(texts, categories), categories, False
    categories = tuple(str(level) for level in levels)
    if len(set(categories)) < len(categories) or len(categories) < 2:
        raise BadData(f"levels: found {', '.join(categories)}; expected two or more, each once, lowest first")
    if odd := next((text for text in texts if text and text not in categories), None):
        raise BadData(f"found '{odd}', expected one of the levels: {', '.join(categories)}")
    return _places(texts, categories), categories, True


def _places(texts: Sequence[str], categories: Sequence[str]) -> Numbers:
    codes = {text: float(i) for i, text in enumerate(categories)}
    return np.array([codes.get(text, np.nan) for text in texts], dtype=np.float64)


def read_ratings(
    sheet: Sheet, scale: str, *, decimal: str = "auto", labels: str = "ask", levels: Sequence[str] | None = None
) -> Ratings:
    """Ratings from a file with columns ``unit, rater, value``, one rating a row.

    ``levels``: words in order, lowest first, for an ordinal scale. BadData names file and line: text on a scale of
    numbers, the same unit twice by one rater, one rater only.
    """
    if scale not in SCALES:
        raise BadData(f"found scale '{scale}', expected one of: {', '.join(SCALES)}")
    if levels is not None and scale in ("interval", "ratio"):
        raise BadData(f"levels are for an ordinal scale; on the scale '{scale}' values are numbers")
    categories: tuple[str, ...] = ()
    if levels is not None or (scale == "nominal" and not _all_numbers(sheet, decimal)):
        texts = sheet.labels("value", labels=labels)
        categories = tuple(levels) if levels is not None else tuple(sorted(set(texts) - {""}))
        for text, line in zip(texts, sheet.lines, strict=True):
            if text and text not in categories:
                there = ", ".join(categories)
                raise BadData(f"{sheet.name}, line {line}, value: found '{text}', expected one of the levels: {there}")
        numbers = _places(texts, categories)
    else:
        numbers = _numbers(sheet, scale, decimal)
    unit_names, rater_names = (sheet.labels(column, labels=labels) for column in ("unit", "rater"))
    units, raters = ({name: i for i, name in enumerate(dict.fromkeys(names))} for names in (unit_names, rater_names))
    seen: dict[tuple[str, str], int] = {}
    for unit, rater, line in zip(unit_names, rater_names, sheet.lines, strict=True):
        if not unit or not rater:
            empty = "rater" if unit else "unit"
            raise BadData(f"{sheet.name}, line {line}, {empty}: empty, expected who was rated and who rated them")
        if (unit, rater) in seen:
            first = seen[unit, rater]
            raise BadData(f"{sheet.name}, line {line}: rater '{rater}' rated unit '{unit}' on line {first} already")
        seen[unit, rater] = line
    unit_of, rater_of = np.array([units[x] for x in unit_names]), np.array([raters[x] for x in rater_names])
    if scale == "ratio" and np.nanmin(numbers, initial=0) < 0:
        raise BadData(f"{sheet.name}: found a value below zero, a ratio scale has none")
    held = ~np.isnan(numbers)
    order = np.lexsort((rater_of[held], unit_of[held]))
    ordered = levels is not None or not categories
    unit_of, rater_of, value = unit_of[held][order], rater_of[held][order], numbers[held][order]
    return _usable(
        Ratings(unit_of, rater_of, settled(value), tuple(units), tuple(raters), categories, ordered), sheet.name
    )


def _numbers(sheet: Sheet, scale: str, decimal: str) -> Numbers:
    try:
        return sheet.numbers("value", decimal=decimal)
    except BadData as problem:
        if scale == "ordinal" and not sheet.is_numeric("value"):
            raise BadData(f"{problem} (or say --levels with the words from lowest to highest)") from None
        raise


def _all_numbers(sheet: Sheet, decimal: str) -> bool:
    try:
        sheet.numbers("value", decimal=decimal)
    except BadData:
        return False
    return True


def _usable(found: Ratings, where: str) -> Ratings:
    if len(found.raters) < 2:
        raise BadData(f"{where}: found 1 rater, expected at least 2")
    if found.paired < 2:
        raise BadData(f"{where}: found {found.paired} units with two ratings or more, expected at least 2")
    return found
