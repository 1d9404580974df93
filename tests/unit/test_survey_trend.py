"""A figure over several surveys: only what each shows by itself, and everyone only where the same units were asked."""

from __future__ import annotations

from datetime import date

from kinwork.instruments import instrument
from kinwork.surveys.results import Figure, OfInstrument, Result
from kinwork.surveys.trend import Before, trend_of

CONFIDENCE = instrument("confidence-in-decisions")
KEY = (CONFIDENCE.key, CONFIDENCE.version)
ROWAN, OAK = 1, 2


def result(everyone, rowan, oak, key="q1"):
    figures = tuple(
        Figure(name, None if mean is None else 6, mean, unit)
        for name, mean, unit in (("Everyone", everyone, None), ("Rowan", rowan, ROWAN), ("Oak", oak, OAK))
    )
    return Result("I am confident", 1, 5, "", figures, key=key)


def before(when, found, units=(ROWAN, OAK)):
    return Before("Spring", when, frozenset(units), {KEY: OfInstrument(CONFIDENCE, (found,), ())})


def rows_of(now, earlier):
    found = trend_of(now, KEY, frozenset({ROWAN, OAK}), date(2026, 9, 1), earlier)
    return {row.of: row.change_in_words for row in found.rows} if found else None


def test_a_change_is_between_two_figures_that_are_shown():
    spring = before(date(2026, 3, 1), result(3.0, 3.5, None))
    assert rows_of(result(3.4, 3.0, 4.0), [spring]) == {"Everyone": "+0.4", "Rowan": "−0.5", "Oak": ""}
    assert rows_of(result(None, None, 4.0), [spring]) is None, "nothing to set side by side"
    assert rows_of(result(3.0, 3.5, None, key="q2"), [spring]) is None, "another item is not the same"


def test_everyone_is_compared_only_where_the_same_units_were_asked():
    fewer = before(date(2026, 3, 1), result(3.0, 3.5, None), units=(ROWAN,))
    assert rows_of(result(3.4, 3.0, None), [fewer]) == {"Everyone": "", "Rowan": "−0.5"}


def test_the_change_is_since_the_last_time_that_it_was_shown_and_times_are_in_order():
    last, first = before(date(2026, 3, 1), result(3.0, None, None)), before(date(2025, 9, 1), result(2.0, 2.5, None))
    found = trend_of(result(3.4, 3.0, None), KEY, frozenset({ROWAN, OAK}), date(2026, 9, 1), [last, first])
    assert found.times == (date(2025, 9, 1), date(2026, 3, 1), date(2026, 9, 1))
    assert {row.of: row.change_in_words for row in found.rows} == {"Everyone": "+0.4", "Rowan": "+0.5"}
