"""What must not change when it should not: units of measurement, order and names of groups, many equal cases."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kinwork.statistics import BadData, Summary, adjust, compare_counts, compare_groups, krippendorff_alpha, proportion
from kinwork.statistics.data_files import number
from kinwork.statistics.means import anova, pooled_t, welch_anova, welch_t

CALM = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
summaries = st.builds(
    lambda n, mean, sd: (n, mean, sd),
    st.integers(2, 200),
    st.floats(-50, 50).map(lambda x: round(x, 2)),
    st.floats(0.1, 20).map(lambda x: round(x, 2)),
)


def named(groups):
    return [Summary(f"g{i}", *group) for i, group in enumerate(groups)]


@CALM
@given(st.lists(summaries, min_size=2, max_size=4), st.floats(0.01, 100), st.floats(-100, 100))
def test_another_unit_of_measurement_changes_no_p(groups, scale, shift):
    moved = [(n, mean * scale + shift, sd * scale) for n, mean, sd in groups]
    for test in (anova, welch_anova):
        assert test(named(moved)).p == pytest.approx(test(named(groups)).p, abs=1e-6)


@CALM
@given(st.lists(summaries, min_size=2, max_size=4), st.randoms())
def test_the_order_of_groups_changes_nothing(groups, random):
    mixed = list(groups)
    random.shuffle(mixed)
    for test in (anova, welch_anova):
        assert test(named(mixed)).statistic == pytest.approx(test(named(groups)).statistic, rel=1e-9, abs=1e-9)


@CALM
@given(summaries, summaries)
def test_two_groups_f_is_t_squared(a, b):
    for f, t in ((anova, pooled_t), (welch_anova, welch_t)):
        assert f(named([a, b])).statistic == pytest.approx(t(named([a, b])).statistic ** 2, rel=1e-9, abs=1e-9)


@CALM
@given(summaries, summaries)
def test_turning_the_groups_turns_the_sign(a, b):
    one, other = pooled_t(named([a, b])), pooled_t(named([b, a]))
    assert one.estimate.value == pytest.approx(-other.estimate.value)
    assert one.effect.interval.low == pytest.approx(-other.effect.interval.high, abs=1e-6)
    assert one.estimate.value in one.estimate.interval


@CALM
@given(st.floats(-3, 3), st.floats(0.5, 3))
def test_with_ever_more_cases_t_becomes_z(mean, sd):
    n = 10**7
    found = welch_t([Summary("a", n, mean, sd), Summary("b", n, 0.0, sd)])
    z = 1.959963985 * math.sqrt(2 / n) * sd
    assert found.estimate.interval.high - found.estimate.value == pytest.approx(z, rel=1e-5)


tables = st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=3), min_size=2, max_size=3).filter(
    lambda rows: (
        len({len(row) for row in rows}) == 1
        and all(sum(row) for row in rows)
        and all(sum(column) for column in zip(*rows, strict=True))
    )
)


@CALM
@given(tables)
def test_a_table_turned_on_its_side_says_the_same(rows):
    turned = [list(column) for column in zip(*rows, strict=True)]
    for test in ("pearson", "likelihood-ratio", "linear", "fisher"):
        assert compare_counts(rows, test=test).p == pytest.approx(compare_counts(turned, test=test).p, abs=1e-7)


@CALM
@given(st.integers(0, 200), st.integers(1, 200))
def test_a_share_lies_in_its_interval(count, n):
    assume(count <= n)
    found = proportion(count, n)
    assert 0 <= found.interval.low <= found.value <= found.interval.high <= 1


@CALM
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_adjusted_p_is_never_smaller_and_keeps_the_order(p):
    for method in ("holm", "benjamini-hochberg"):
        adjusted = adjust(p, method)
        assert all(a >= b - 1e-12 and a <= 1 for a, b in zip(adjusted, p, strict=True))
        assert np.all(np.diff(np.array(adjusted)[np.argsort(p, kind="stable")]) >= -1e-12)
    assert all(a >= b - 1e-12 for a, b in zip(adjust(p), adjust(p, "benjamini-hochberg"), strict=True))


ratings = st.lists(st.lists(st.integers(1, 4), min_size=3, max_size=3), min_size=3, max_size=12)


@CALM
@given(ratings, st.permutations([0, 1, 2]))
def test_raters_may_change_places(rows, order):
    assume(len({value for row in rows for value in row}) > 1)
    mixed = [[row[i] for i in order] for row in rows]
    for scale in ("nominal", "ordinal", "interval", "ratio"):
        one = krippendorff_alpha(rows, scale, resamples=20).value
        assert krippendorff_alpha(mixed, scale, resamples=20).value == pytest.approx(one)
        assert one <= 1 + 1e-12


@CALM
@given(ratings, st.integers(1, 9), st.integers(2, 9))
def test_interval_alpha_knows_no_unit_and_ratio_alpha_no_scale(rows, shift, scale):
    assume(len({value for row in rows for value in row}) > 1)
    moved = [[value * scale + shift for value in row] for row in rows]
    one = krippendorff_alpha(rows, "interval", resamples=20).value
    assert krippendorff_alpha(moved, "interval", resamples=20).value == pytest.approx(one)
    times = [[value * scale for value in row] for row in rows]
    one = krippendorff_alpha(rows, "ratio", resamples=20).value
    assert krippendorff_alpha(times, "ratio", resamples=20).value == pytest.approx(one)


@CALM
@given(st.text(max_size=12))
def test_any_text_is_a_number_missing_or_refused(text):
    try:
        found = number(text)
    except BadData:
        return
    assert found is None or math.isfinite(found) or "e" in text.lower()


@CALM
@given(st.lists(st.floats(-100, 100), min_size=2, max_size=30), st.lists(st.floats(-100, 100), min_size=2, max_size=30))
def test_any_two_groups_are_compared_or_refused_in_words(a, b):
    try:
        found = compare_groups({"a": a, "b": b}, test="welch")
    except BadData:
        assert len(set(a)) == 1 or len(set(b)) == 1 or np.std(a) < 1e-9
        return
    assert 0 <= found.p <= 1
