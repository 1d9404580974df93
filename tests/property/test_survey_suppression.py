"""Nothing that a survey shows lets anyone work out what few people answered: by solving for what is hidden."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kinwork.instruments import instrument
from kinwork.surveys.queries import Answered
from kinwork.surveys.results import results_of
from kinwork.surveys.suppression import (
    LEAST,
    Group,
    Range,
    may_stand,
    responses,
    shown_beside_the_whole,
    shown_counts,
)

FOUR = Range(1, 4)
people = st.text("1234", max_size=9).map(lambda said: Group.of(map(int, said)))  # each an answer
units = st.lists(people, max_size=6).map(lambda found: dict(enumerate(found)))
QUICK = settings(deadline=None, max_examples=200)


def is_known(rows: list[list[float]], of: list[float]) -> bool:
    """Whether a sum follows from others: whether it lies in what they span."""
    if not rows:
        return not any(of)
    system = np.array(rows, dtype=float)
    return np.linalg.matrix_rank(np.vstack([system, of])) == np.linalg.matrix_rank(system)


@given(units)
@QUICK
def test_no_sum_of_few_follows_from_the_whole_and_the_units_shown(groups):
    is_whole, shown = shown_beside_the_whole(groups, FOUR)
    keys = list(groups)
    there = [key for key in keys if groups[key].n]
    rows = [[1.0 if key == one else 0.0 for key in there] for one in shown] + ([[1.0] * len(there)] if is_whole else [])
    for size in range(1, len(there) + 1):
        for those in combinations(there, size):
            together = sum((groups[key] for key in those), Group())
            if is_known(rows, [1.0 if key in those else 0.0 for key in there]):
                assert together.n >= LEAST
                assert may_stand(together, FOUR), "nor do nearly all of those alike stand at one end"


@given(units)
@QUICK
def test_what_is_hidden_has_room_on_either_side(groups):
    """With the bounds of the scale too: of no hidden unit does the rest say the one total that it can have."""
    is_whole, shown = shown_beside_the_whole(groups, FOUR)
    if not is_whole:
        assert not shown
        return
    hidden = [key for key in groups if key not in shown and groups[key].n]
    rest = sum(groups[key].total for key in hidden)
    for key in hidden:
        others = sum(groups[one].n for one in hidden if one != key)
        least = max(groups[key].n * FOUR.low, rest - others * FOUR.top)
        most = min(groups[key].n * FOUR.top, rest - others * FOUR.low)
        if others:
            assert most > least
        else:
            assert may_stand(groups[key], FOUR), "hidden alone beside the whole, it is known"


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
@QUICK
def test_who_knows_the_rule_and_the_sum_still_cannot_tell_a_hidden_count(counts):
    """Every table with the same sum that would be shown alike is a table that it may be."""
    shown = shown_counts(counts)
    hidden = [at for at, n in enumerate(shown) if n is None]
    assert all(n is None or n >= LEAST for n in shown)
    if len(hidden) == len(counts):
        return  # then the sum is not shown either
    together = sum(counts[at] for at in hidden)
    possible = []
    for guess in product(range(together + 1), repeat=len(hidden)):
        if sum(guess) != together:
            continue
        table = list(counts)
        for at, n in zip(hidden, guess, strict=True):
            table[at] = n
        if shown_counts(table) == shown:
            possible.append(guess)
    for place in range(len(hidden)):
        assert len({one[place] for one in possible}) > 1 or not together


@given(st.dictionaries(st.integers(0, 6), st.integers(1, 12), max_size=6))
def test_of_no_few_who_were_asked_is_it_known_how_many_answered(asked):
    every, by_unit = responses(asked, dict(asked))
    rest = {key: n for key, n in asked.items() if key not in by_unit}
    assert all(asked[key] >= LEAST for key in by_unit)
    assert every is None or not rest or sum(rest.values()) >= LEAST
    assert every is not None or not by_unit


@given(units, st.dictionaries(st.integers(0, 5), st.integers(0, 3)))
@QUICK
def test_of_no_few_who_were_asked_is_it_shown_that_none_of_them_answered(groups, silent):
    """Whoever was asked stands by unit on the same page: what is in no unit shown, less what answered, is silence."""
    asked = {key: group.n + silent.get(key, 0) for key, group in groups.items()}
    is_whole, shown = shown_beside_the_whole(groups, FOUR, asked=asked)
    hidden = [key for key in groups if key not in shown]
    if shown and not sum(groups[key].n for key in hidden):
        assert sum(asked[key] for key in hidden) not in range(1, LEAST)
    assert is_whole or not shown


def test_a_unit_of_four_of_whom_none_answered_is_not_told_from_the_rest():
    spread = Group.of([1, 2, 3, 4, 2])
    groups = {"Rowan": spread, "Oak": spread, "Elm": Group()}
    assert shown_beside_the_whole(groups, FOUR, asked={"Rowan": 5, "Oak": 5, "Elm": 0})[1] == {"Rowan", "Oak"}
    assert len(shown_beside_the_whole(groups, FOUR, asked={"Rowan": 5, "Oak": 5, "Elm": 4})[1]) == 1
    assert shown_beside_the_whole(groups, FOUR, asked={"Rowan": 5, "Oak": 5, "Elm": 5})[1] == {"Rowan", "Oak"}


def test_one_persons_amount_is_never_most_of_a_figure():
    hours = Range(0, 24, 0.5, is_amount=True)
    assert may_stand(Group.of([2, 3, 2, 3, 2]), hours)
    assert not may_stand(Group.of([2, 1, 1, 2, 20]), hours)
    assert not may_stand(Group.of([0, 0, 0, 0, 0.5]), hours)
    assert may_stand(Group.of([1, 4, 2, 3, 2]), FOUR)
    assert not may_stand(Group.of([1, 4, 2, 3]), FOUR)
    assert not may_stand(Group.of([4, 4, 4, 4, 3]), FOUR)
    assert may_stand(Group.of([4, 4, 4, 4, 2]), FOUR)


CONFIDENCE = instrument("confidence-in-decisions")
answers = st.text("12345-", min_size=8, max_size=8).map(
    lambda said: [int(one) if one != "-" else None for one in said]
)  # an item may be left out
staff = st.lists(st.lists(answers, max_size=7), min_size=2, max_size=4)


@given(staff)
@settings(max_examples=60, deadline=None)
def test_items_and_scores_together_tell_of_no_few(found):
    """The whole page as one system: an unknown for each answer of each person, a row for each figure."""
    everyone = [
        Answered(unit, CONFIDENCE.key, {n: value for n, value in enumerate(one, 1) if value is not None})
        for unit, those in enumerate(found)
        for one in those
    ]
    names = {unit: f"Unit {unit}" for unit in range(len(found))}
    asked = {unit: (name, len(found[unit])) for unit, name in names.items()}
    said = results_of(CONFIDENCE, everyone, asked, [])
    columns = {(at, n): place for place, (at, n) in enumerate(
        (at, n) for at, one in enumerate(everyone) for n in one.answers)}  # fmt: skip

    def row(those):
        made = [0.0] * len(columns)
        for key in those:
            made[columns[key]] = 1.0
        return made

    def of_group(name):
        return [at for at, one in enumerate(everyone) if name == "Everyone" or names[one.unit_id] == name]

    rows = []
    for number, result in enumerate(said.results, 1):
        for figure in result.figures:
            if figure.mean is None:
                continue
            group = of_group(figure.of)
            if number <= 8:
                those = [(at, number) for at in group if number in everyone[at].answers]
            else:  # the score: whoever answered all
                those = [(at, n) for at in group if len(everyone[at].answers) == 8 for n in range(1, 9)]
                assert figure.n == len(those) // 8
            rows.append(row(those))
            assert figure.n >= LEAST
    for unit in names:
        for number in range(1, 9):
            those = [(at, number) for at in of_group(names[unit]) if number in everyone[at].answers]
            if 0 < len(those) < LEAST:
                assert not is_known(rows, row(those))
    # Who left an item out is in the items and not in the score: between the two stands what they answered.
    for name in ("Everyone", *names.values()):
        some = [at for at in of_group(name) if 0 < len(everyone[at].answers) < 8]
        if 0 < len(some) < LEAST:
            assert not is_known(rows, row([(at, n) for at in some for n in everyone[at].answers]))
