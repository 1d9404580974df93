"""A box's history in stretches: who wrote on without stopping for more than a minute wrote one stretch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from kinwork.meetings.presenters.history import Pause, stretches_of

TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)


def pauses(*said: tuple[str, int | None]) -> list[Pause]:
    """By whom, and how many seconds after ten (or nobody knows when); told in order, given newest first."""
    made = [
        Pause(n, by, None if seconds is None else TEN + timedelta(seconds=seconds), f"Text {n}", [], "")
        for n, (by, seconds) in enumerate(said, start=1)
    ]
    return made[::-1]


def versions(*said: tuple[str, int | None]) -> list[list[int]]:
    return [[pause.version for pause in stretch.pauses] for stretch in stretches_of(pauses(*said))]


def test_a_minute_goes_on_and_a_second_more_begins_another_stretch():
    assert versions(("Tom", 0), ("Tom", 60)) == [[2, 1]]
    assert versions(("Tom", 0), ("Tom", 61)) == [[2], [1]]


def test_the_minute_counts_from_pause_to_pause_and_not_from_the_first():
    assert versions(("Tom", 0), ("Tom", 50), ("Tom", 100), ("Tom", 150)) == [[4, 3, 2, 1]]
    assert versions(("Tom", 0), ("Tom", 50), ("Tom", 120), ("Tom", 150)) == [[4, 3], [2, 1]]


def test_another_hand_begins_another_stretch_and_the_first_hand_a_third():
    assert versions(("Tom", 0), ("Priya", 5), ("Tom", 10)) == [[3], [2], [1]]


def test_what_nobody_knows_the_time_of_stands_alone():
    assert versions(("Tom", 0), ("Tom", None), ("Tom", 10)) == [[3], [2], [1]]


def test_a_stretch_has_its_first_and_its_last_pause():
    (stretch,) = stretches_of(pauses(("Tom", 0), ("Tom", 20), ("Tom", 40)))
    assert (stretch.first.version, stretch.last.version) == (1, 3)


def test_no_pause_is_no_stretch():
    assert stretches_of([]) == []
