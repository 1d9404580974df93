"""What a figure was the times before: only between figures that each round shows by itself. Pure.

Nothing is worked out of answers here: a change is the difference of two means that every reader of both rounds has
before them already, and so says nothing that they could not know. Everyone together is compared only where the same
units were asked: otherwise who was asked has changed, and not how it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kinwork.instruments.model import plain

from .results import WHOLE, Figure, OfInstrument, Result


@dataclass(frozen=True)
class Before:
    """A round that has closed: its last day, which units it asked, what came of it by questionnaire and version."""

    name: str
    closed_on: date
    units: frozenset[int]
    found: Mapping[tuple[str, str], OfInstrument]


@dataclass(frozen=True)
class Row:
    """Everyone, or one unit: the figures of each time, the earliest first, and the change since the time before."""

    of: str
    figures: tuple[Figure | None, ...]
    change: float | None

    @property
    def change_in_words(self) -> str:
        """With its sign.

        >>> Row("", (), 0.5).change_in_words, Row("", (), -1).change_in_words, Row("", (), 0).change_in_words
        ('+0.5', '−1', 'none')
        >>> Row("", (), None).change_in_words
        ''
        """
        if self.change is None:
            return ""
        if not self.change:
            return "none"
        return ("+" if self.change > 0 else "−") + plain(abs(self.change))


@dataclass(frozen=True)
class Trend:
    """An item or score over the times that it was asked."""

    times: tuple[date, ...]
    rows: tuple[Row, ...]


def trend_of(
    result: Result, instrument: tuple[str, str], units: frozenset[int], closed_on: date, before: Sequence[Before]
) -> Trend | None:
    """Of one result, with the rounds before that asked the same in the same version; None where there is nothing to set
    side by side.
    """
    earlier = [
        (one, same) for one in sorted(before, key=lambda one: one.closed_on) if instrument in one.found
        for same in one.found[instrument].results if same.key == result.key
    ]  # fmt: skip
    if not earlier:
        return None
    rows = []
    for figure in result.figures:
        those = [_figure(one, same, figure.unit, units) for one, same in earlier]
        last = next((each for each in reversed(those) if each is not None), None)
        change = None
        if figure.mean is not None and last is not None and last.mean is not None:
            change = round(figure.mean - last.mean, 1)
        shown = figure if figure.mean is not None else None
        if shown is not None or any(those):
            rows.append(Row(figure.of, (*those, shown), change))
    if not any(row.change is not None for row in rows):
        return None
    return Trend((*(one.closed_on for one, _ in earlier), closed_on), tuple(rows))


def _figure(one: Before, result: Result, unit: int | None, units: frozenset[int]) -> Figure | None:
    if unit is WHOLE and one.units != units:
        return None
    return next((each for each in result.figures if each.unit == unit and each.mean is not None), None)
