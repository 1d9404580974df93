"""GRIM and GRIMMER, held to the enumeration of every set of answers."""

import itertools
import json
import statistics
from fractions import Fraction

import pytest

from kinwork.audit import audit_table, read_table
from kinwork.audit.cell_checks import sd_is_possible
from kinwork.audit.possible import Answers, greatest_sd
from kinwork.audit.span import Span
from kinwork.audit.table import Scale


def cell(mean, sd, n, scale=None, items=None, **cell):
    row = {"cells": {"x": {"mean": mean, "sd": sd} | cell}}
    if scale:
        row["scale"] = scale
    if items:
        row["items"] = items
    found = audit_table(
        read_table(json.dumps({"table": "1", "groups": {"x": {"n": n} if n else {}}, "rows": {"r": row}}))
    )
    return {result.check: result for result in found}


def answers(n, low, high, items=1):
    return Answers.on(Scale(Fraction(low), Fraction(high), Fraction(1)), items, n)


@pytest.mark.parametrize(("n", "items"), [(3, 1), (4, 1), (5, 1), (2, 2), (3, 2)])
def test_grim_and_grimmer_agree_with_every_set_of_answers(n, items):
    """All means with two decimals and all SDs with two decimals that people on 1 to 4 can have, and no others."""
    scores = [Fraction(sum(each), items) for each in itertools.product(range(1, 5), repeat=items)]
    every = list(itertools.combinations_with_replacement(sorted(set(scores)), n))
    means = {statistics.mean(x) for x in every}
    pairs = {(statistics.mean(x), statistics.variance(x)) for x in every}
    ours = answers(n, 1, 4, items)
    for hundredth in range(95, 410):
        text = f"{hundredth / 100:.2f}"
        span = Span.rounded(text)
        assert bool(ours.sums(span)) == any(span.holds(mean) for mean in means), text
        variances = [variance for mean, variance in pairs if span.holds(mean)]
        for sd in range(hundredth % 5, 200, 5) if variances else ():
            low, high = max(Fraction(0), Fraction(2 * sd - 1, 200)), Fraction(2 * sd + 1, 200)
            there = any(low**2 <= variance <= high**2 for variance in variances)
            assert sd_is_possible(ours, ours.sums(span), Span.rounded(f"{sd / 100:.2f}")) == there, (text, sd)


def test_the_greatest_sd_without_a_step_is_that_of_answers_at_the_ends():
    assert greatest_sd(4, Fraction(0), Fraction(10), Span.exact(5)) == pytest.approx(statistics.stdev([0, 0, 10, 10]))
    assert greatest_sd(3, Fraction(0), Fraction(10), Span.exact(5)) == pytest.approx(statistics.stdev([0, 5, 10]))


def test_a_mean_that_27_people_cannot_have():
    found = cell("11.21", "5.23", 27, {"min": 0, "max": 36, "step": 1})["grim"]
    assert found.id == "cell:r/x:grim"
    assert found.verdict == "inconsistent"
    assert "11.185 and 11.222" in found.message
    assert {x.reading for x in found.explanations} >= {"with n = 28 for x", "with n = 24 for x"}


def test_more_items_make_finer_means():
    scale = {"min": 1, "max": 5, "step": 1}
    assert cell("2.35", ".30", 4, scale)["grim"].verdict == "inconsistent"
    assert cell("2.35", ".30", 4, scale, items=5)["grim"].verdict == "consistent"


@pytest.mark.parametrize("mean", ["0.4", "5.6"])
def test_a_mean_outside_its_scale(mean):
    found = cell(mean, "0.1", 20, {"min": 1, "max": 5})["grim"]
    assert found.verdict == "inconsistent"
    assert "outside the scale from 1 to 5" in found.message


def test_an_sd_that_is_too_large_for_its_scale():
    found = cell("3.00", "2.40", 20, {"min": 1, "max": 5, "step": 1})["sd"]
    assert found.verdict == "inconsistent"
    assert float(found.high) == pytest.approx(statistics.stdev([1, 5] * 10))
    as_variance = cell("3.00", "4.21", 20, {"min": 1, "max": 5, "step": 1})["sd"]
    assert [x.kind for x in as_variance.explanations] == ["variance"]  # its root, 2.052, is the greatest SD


def test_an_sd_whose_squares_do_not_add_up():
    """Ten people, mean 3.0: the sum of squares has the parity of the sum, 30, so that every second SD is impossible."""
    possible = sorted(
        {statistics.stdev(x) for x in itertools.combinations_with_replacement(range(1, 6), 10) if sum(x) == 30}
    )
    between = (possible[4] + possible[5]) / 2
    assert cell("3.00", f"{possible[4]:.3f}", 10, {"min": 1, "max": 5, "step": 1})["sd"].verdict == "consistent"
    assert cell("3.00", f"{between:.3f}", 10, {"min": 1, "max": 5, "step": 1})["sd"].verdict == "inconsistent"


def test_without_a_scale_nothing_is_checked_and_without_n_it_stays_open():
    assert cell("11.21", "5.23", 27) == {}
    found = cell("11.21", "5.23", None, {"min": 0, "max": 36, "step": 1})
    assert {name: result.verdict for name, result in found.items()} == {"grim": "undetermined", "sd": "undetermined"}
    assert "n of x" in found["grim"].message


def test_one_person_has_no_sd():
    assert cell("3.00", "1.00", 1, {"min": 1, "max": 5, "step": 1})["sd"].verdict == "undetermined"


def percent(count, percentage, n=None, **more):
    row = {"cells": {"x": {"count": count, "percent": percentage, **more}}}
    found = audit_table(
        read_table(json.dumps({"table": "1", "groups": {"x": {"n": n} if n else {}}, "rows": {"r": row}}))
    )
    return found[0]


@pytest.mark.parametrize(
    ("count", "percentage", "n", "verdict"),
    [
        (26, "81.3", 32, "consistent"),
        (26, "81", 32, "consistent"),
        (26, "81.2", 32, "consistent"),  # 81.25, to the even digit
        (26, "81.1", 32, "inconsistent"),
        (1, "13", 8, "consistent"),
        (1, "12", 8, "consistent"),
        (1, "14", 8, "inconsistent"),
        (26, "81.3", None, "undetermined"),
        (5, "81.3", None, "inconsistent"),
        (0, "0", None, "undetermined"),
        (0, "3", None, "inconsistent"),
    ],
)
def test_a_percentage_is_its_count_over_its_base(count, percentage, n, verdict):
    found = percent(count, percentage, n)
    assert (found.id, found.verdict) == ("cell:r/x:percent", verdict)


def test_how_a_tie_was_rounded_is_told():
    assert "13 is rounded up" in percent(1, "13", 8).message
    assert "12.5 lies just between two printed figures; 12 is rounded to the even digit" in percent(1, "12", 8).message
    assert "13 is rounded down" in percent(27, "13", 200).message  # 13.5
    assert "between" not in percent(26, "81", 32).message


def every_pair(n, top):
    """Sums and sums of squares of n answers, one answer after the other: no way shorter than the definition."""
    found = {(0, 0)}
    for _ in range(n):
        found = {(total + x, squares + x * x) for total, squares in found for x in range(top + 1)}
    return found


@pytest.mark.parametrize(("n", "top"), [(2, 6), (5, 5), (7, 6), (4, 13), (13, 4), (30, 2), (25, 3)])
def test_every_sum_of_squares_is_decided_and_rightly(n, top):
    there, ours = every_pair(n, top), answers(n, 0, top)
    for total in range(n * top + 1):
        least, most = ours.squares(total)
        for squares in range(least - 2, most + 3):
            assert ours.reaches(total, squares) is ((total, squares) in there), (total, squares)


def test_a_hundred_people_on_a_long_scale_are_decided_too():
    """112 answers from 0 to 36 with a sum of 3,122: near the greatest sum of squares, 112,132, there are gaps."""
    ours = answers(112, 0, 36)
    assert ours.squares(3122) == (87_038, 112_132)
    near = {squares: ours.reaches(3122, squares) for squares in range(112_062, 112_133, 2)}
    assert None not in near.values()
    assert not near[
        112_088
    ]  # one inside and at the end lacks 10·26 = 260 alone; 304 = 260 + 44, and no answer lacks 44
    assert near[112_132]
    assert all(ours.reaches(3122, squares) for squares in range(87_038, 110_000, 2))
    scale = {"min": 0, "max": 36, "step": 1}
    assert cell("27.875", "10.6", 112, scale)["sd"].verdict == "consistent"


def test_a_printed_base_goes_before_the_size_of_the_group():
    assert percent(26, "81.3", 40, base=32).verdict == "consistent"


def test_a_percentage_that_was_cut_off():
    found = percent(10, "34.4", 29)
    assert found.explanations[0].kind == "rounded down"
    assert "34.48 %" in found.message
