"""Ratings of units by raters, as everything about agreement takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .data_files import Numbers, Sheet
from .problems import BadData

SCALES = ("nominal", "ordinal", "interval", "ratio")


@dataclass(frozen=True)
class Ratings:
    """``values``: floats of shape (units, raters), NaN = not rated. For texts, codes into ``categories``."""

    values: Numbers
    units: tuple[str, ...]
    raters: tuple[str, ...]
    categories: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        return int(np.isnan(self.values).sum())

    @property
    def complete(self) -> Numbers:
        """The units that every rater rated, shape (complete units, raters)."""
        return np.asarray(self.values[~np.isnan(self.values).any(axis=1)])

    @property
    def paired(self) -> Numbers:
        """The units with at least two ratings: one rating alone agrees with nothing."""
        return np.asarray(self.values[(~np.isnan(self.values)).sum(axis=1) >= 2])

    @property
    def levels(self) -> Numbers:
        """The distinct values given, in order."""
        return np.asarray(np.unique(self.values[~np.isnan(self.values)]))

    def counts(self) -> Numbers:
        """How many raters gave each unit each level, shape (paired units, levels)."""
        found = np.stack([(self.paired == level).sum(axis=1) for level in self.levels], axis=1)
        return np.asarray(found, dtype=np.float64)


def ratings(values: Sequence[Sequence[Any]]) -> Ratings:
    """Ratings from rows of units and columns of raters; None or NaN = not rated; texts become categories.

    >>> ratings([["yes", "no"], ["yes", "yes"], ["no", None]]).missing
    1
    """
    if len({len(row) for row in values}) > 1:
        raise BadData("units differ in how many raters they have columns for")
    if not values or len(values[0]) < 2:
        raise BadData("found fewer than 2 raters, expected rows of units and columns of raters")
    flat = [None if x is None or x != x else x for row in values for x in row]
    categories: tuple[str, ...] = ()
    if any(isinstance(x, str) for x in flat):
        categories = tuple(sorted({str(x) for x in flat if x is not None}))
        flat = [None if x is None else categories.index(str(x)) for x in flat]
    array = np.array([np.nan if x is None else float(x) for x in flat]).reshape(len(values), -1)
    if np.any(np.isinf(array)):
        raise BadData("found an infinite rating, expected numbers")
    names = tuple(str(i + 1) for i in range(array.shape[0])), tuple(str(i + 1) for i in range(array.shape[1]))
    return _usable(Ratings(array, *names, categories), "ratings")


def read_ratings(sheet: Sheet, scale: str, *, decimal: str = ".") -> Ratings:
    """Ratings from a file with columns ``unit, rater, value``, one rating a row.

    BadData names file and line: text on a scale of numbers, the same unit twice by one rater, one rater only.
    """
    if scale not in SCALES:
        raise BadData(f"found scale '{scale}', expected one of: {', '.join(SCALES)}")
    texts = sheet.texts("value")
    categories: tuple[str, ...] = ()
    if scale == "nominal" and not _all_numbers(sheet, decimal):
        categories = tuple(sorted({text for text in texts if text.lower() not in ("", "na", "n/a", "nan")}))
        codes = {text: float(i) for i, text in enumerate(categories)}
        numbers = np.array([codes.get(text, np.nan) for text in texts])
    else:
        numbers = sheet.numbers("value", decimal=decimal)
    units, raters = (list(dict.fromkeys(sheet.texts(column))) for column in ("unit", "rater"))
    rows, columns = ({name: i for i, name in enumerate(names)} for names in (units, raters))
    array = np.full((len(units), len(raters)), np.nan)
    seen: dict[tuple[str, str], int] = {}
    for unit, rater, value, line in zip(sheet.texts("unit"), sheet.texts("rater"), numbers, sheet.lines, strict=True):
        if not unit or not rater:
            empty = "rater" if unit else "unit"
            raise BadData(f"{sheet.name}, line {line}, {empty}: empty, expected who was rated and by whom")
        if (unit, rater) in seen:
            first = seen[unit, rater]
            raise BadData(f"{sheet.name}, line {line}: rater '{rater}' rated unit '{unit}' on line {first} already")
        seen[unit, rater] = line
        array[rows[unit], columns[rater]] = value
    if scale == "ratio" and np.nanmin(array, initial=0) < 0:
        raise BadData(f"{sheet.name}: found a value below zero, a ratio scale has none")
    return _usable(Ratings(array, tuple(units), tuple(raters), categories), sheet.name)


def _all_numbers(sheet: Sheet, decimal: str) -> bool:
    try:
        sheet.numbers("value", decimal=decimal)
    except BadData:
        return False
    return True


def _usable(found: Ratings, where: str) -> Ratings:
    if len(found.raters) < 2:
        raise BadData(f"{where}: found 1 rater, expected at least 2")
    if len(found.paired) < 2:
        raise BadData(f"{where}: found {len(found.paired)} units with two ratings or more, expected at least 2")
    return found
