"""The rounding box: every true value lies inside it, and it is at most 5 % wider than what trying out finds.

Brute force here is NumPy over the rounding intervals: every corner of the SDs with a fine grid of the means (F and t
are monotone in no mean, but in every SD), and for p and degrees of freedom a random cloud besides. It shares no code
with the room.
"""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from kinwork.audit import read_table
from kinwork.audit.figures import Figures
from kinwork.audit.judging import readings
from kinwork.audit.ranges import formula_range
from kinwork.audit.span import Span

TABLES = 100
WIDER = 1.05


def table_of(groups, claims):
    sizes = ", ".join(f"g{i}: {{n: {n}}}" for i, (n, _, _) in enumerate(groups))
    cells = ", ".join(f'g{i}: {{mean: "{m}", sd: "{s}"}}' for i, (_, m, s) in enumerate(groups))
    text = f'table: "1"\ngroups: {{{sizes}}}\nrows: {{x: {{cells: {{{cells}}}}}}}\nclaims:\n' + "\n".join(
        f"  - {claim}" for claim in claims
    )
    return Figures(read_table(text))


def random_groups(rng, k, close=False):
    """Groups as reports print them: two decimals, one decimal, whole numbers."""
    digits = int(rng.choice([0, 1, 1, 2, 2, 2]))
    centre = rng.uniform(2, 60)
    spread = 0.02 if close else rng.choice([0.05, 0.2, 0.6])
    groups = []
    for _ in range(k):
        mean, sd = centre * (1 + spread * rng.normal()), max(10**-digits, centre * rng.uniform(0.1, 0.8))
        groups.append((int(rng.integers(3, 120)), f"{mean:.{digits}f}", f"{sd:.{digits}f}"))
    return groups


def ends(text):
    half = 0.5 * 10.0 ** -len(text.partition(".")[2])
    return float(text) - half, float(text) + half


def cloud(groups, rng, points=7, extra=2000):
    """Means and SDs over the box: a grid of means with every corner of the SDs, and random points."""
    means = [ends(m) for _, m, _ in groups]
    sds = [(max(0.0, a), b) for a, b in (ends(s) for _, _, s in groups)]
    grid = np.array(list(itertools.product(*(np.linspace(a, b, points) for a, b in means))))
    corners = np.array(list(itertools.product(*sds)))
    m = np.repeat(grid, len(corners), axis=0)
    s = np.tile(corners, (len(grid), 1))
    m = np.vstack([m, np.column_stack([rng.uniform(a, b, extra) for a, b in means])])
    s = np.vstack([s, np.column_stack([rng.uniform(a, b, extra) for a, b in sds])])
    return m, s


def classic_f(n, m, s):
    total, k = n.sum(), len(n)
    grand = (n * m).sum(1) / total
    between = (n * (m - grand[:, None]) ** 2).sum(1) / (k - 1)
    within = ((n - 1) * s**2).sum(1) / (total - k)
    f = between / within
    return f, special.fdtrc(k - 1, total - k, f)


def welch_f(n, m, s):
    k = len(n)
    w = n / s**2
    all_w = w.sum(1)
    grand = (w * m).sum(1) / all_w
    top = (w * (m - grand[:, None]) ** 2).sum(1) / (k - 1)
    spread = ((1 - w / all_w[:, None]) ** 2 / (n - 1)).sum(1)
    f = top / (1 + 2 * (k - 2) / (k * k - 1) * spread)
    return f, special.fdtrc(k - 1, (k * k - 1) / (3 * spread), f)


def merged(n, m, s):
    total = n.sum()
    mean = (n * m).sum(1) / total
    squares = ((n - 1) * s**2).sum(1) + (n * (m - mean[:, None]) ** 2).sum(1)
    return total, mean, squares / (total - 1)


def pooled_t(a, b):
    (n1, m1, v1), (n2, m2, v2) = a, b
    t = (m1 - m2) / np.sqrt(((n1 - 1) * v1 + (n2 - 1) * v2) / (n1 + n2 - 2) * (1 / n1 + 1 / n2))
    return t, 2 * special.stdtr(n1 + n2 - 2, -abs(t))


def welch_t(a, b):
    (n1, m1, v1), (n2, m2, v2) = a, b
    e1, e2 = v1 / n1, v2 / n2
    t = (m1 - m2) / np.sqrt(e1 + e2)
    df = (e1 + e2) ** 2 / (e1**2 / (n1 - 1) + e2**2 / (n2 - 1))
    return t, 2 * special.stdtr(df, -abs(t))


def holds(span, values, what, least=0.0, wider=WIDER):
    """Sound: nothing that was tried lies outside. Tight: the box is at most 5 % wider."""
    low, high = float(values.min()), float(values.max())
    slack = 1e-9 * max(1e-9, abs(low), abs(high))
    assert float(span.lo) <= low + slack, what
    assert float(span.hi) >= high - slack, what
    assert float(span.hi) - float(span.lo) <= wider * (high - low) + slack + least, (what, span, low, high)


CLAIMS = {
    "anova": ("{id: a, test: anova, row: x, statistic: '1', p: '.5'}", 3),
    "welch_anova": ("{id: a, test: welch_anova, row: x, statistic: '1', p: '.5'}", 3),
    "pooled": ("{id: a, test: t, row: x, groups: [g0, g1], variance: pooled, signed: true, statistic: '1'}", 2),
    "welch": ("{id: a, test: t, row: x, groups: [g0, g1], variance: welch, signed: true, statistic: '1'}", 2),
    "pooled, taken together": (
        "{id: a, test: t, row: x, groups: [g0, [g1, g2]], variance: pooled, signed: true, statistic: '1'}", 3,
    ),
    "welch, taken together": (
        "{id: a, test: t, row: x, groups: [g0, [g1, g2]], variance: welch, signed: true, statistic: '1'}", 3,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLAIMS)
def test_boxes_of_comparisons_are_sound_and_tight(name):
    claim, k = CLAIMS[name]
    rng = np.random.default_rng(len(name))
    for number in range(TABLES):
        groups = random_groups(rng, k, close=number % 3 == 0)
        if name.startswith("welch") and any(ends(s)[0] <= 0 for _, _, s in groups):
            continue  # an SD that may be 0 has no limit: see the unit tests
        figures = table_of(groups, [claim])
        reading = readings(figures, figures.table.claims[0])[0]
        n = np.array([group[0] for group in groups], float)
        m, s = cloud(groups, rng, points=7 if k == 3 else 15)
        with np.errstate(divide="ignore"):
            if name == "anova":
                value, p = classic_f(n, m, s)
            elif name == "welch_anova":
                value, p = welch_f(n, m, s)
            else:
                t = pooled_t if name.startswith("pooled") else welch_t
                left, right = (n[:1], m[:, :1], s[:, :1]), (n[1:], m[:, 1:], s[:, 1:])
                value, p = t(merged(*left), merged(*right))
        if not np.isfinite(value).all():
            continue
        holds(reading.span, value, (name, groups, "statistic"))
        # a p is left 1e-7, since no report prints it as closely; and where a side of Welch's t is several groups, whose
        # means move difference and variance at once, it is bounded by each apart: sound, and a tenth wider at times
        wider = 1.15 if name == "welch, taken together" else WIDER
        holds(reading.p_span, p, (name, groups, "p"), least=1e-7, wider=wider)


def test_the_p_of_welchs_f_is_sound_for_many_groups_that_hardly_differ():
    """There the tail of F rises with its second df, where for large F it falls."""
    rng = np.random.default_rng(5)
    for _ in range(15):
        groups = [
            (int(rng.integers(3, 9)), f"{10 + rng.normal() * 0.3:.1f}", f"{rng.uniform(2, 4):.1f}") for _ in range(5)
        ]
        figures = table_of(groups, ["{id: a, test: welch_anova, row: x, statistic: '1', p: '.5'}"])
        reading = readings(figures, figures.table.claims[0])[0]
        m, s = cloud(groups, rng, points=2, extra=3000)
        p = welch_f(np.array([group[0] for group in groups], float), m, s)[1]
        for span in (reading.p_span, reading.p_outer()):
            assert float(span.lo) <= p.min() + 1e-9
            assert float(span.hi) >= p.max() - 1e-9


FORMULAE = {
    "a*(1-a)": ["a"],
    "100*(a-c)/a": ["a", "c"],
    "(5*x+7*y+9*z)/(5+7+9)": ["x", "y", "z"],
    "x/(x+y)": ["x", "y"],
    "(x-y)/((x**2+y**2)/2)**0.5": ["x", "y"],
    "x**2-x*y+y**2": ["x", "y"],
    "y*r/f": ["y", "r", "f"],
    "(x-y)**2": ["x", "y"],
}


@pytest.mark.parametrize("expression", FORMULAE)
def test_boxes_of_formulae_are_sound_and_tight(expression):
    names = FORMULAE[expression]
    rng = np.random.default_rng(len(expression))
    for _ in range(TABLES // 4):
        digits = int(rng.integers(0, 3))
        texts = {name: f"{rng.uniform(2, 40):.{digits}f}" for name in names}
        span = formula_range(expression, {name: Span.rounded(text) for name, text in texts.items()})
        grid = np.meshgrid(*(np.linspace(*ends(text), 31) for text in texts.values()))
        values = eval(expression, {}, dict(zip(names, grid, strict=True)))  # the oracle's own arithmetic
        holds(span, values, (expression, texts))


MEANS = st.decimals(-50, 50, places=2).map(str)
SDS = st.decimals("0.05", 30, places=2).map(str)
GROUPS = st.lists(st.tuples(st.integers(2, 200), MEANS, SDS), min_size=2, max_size=5)


@settings(max_examples=60, deadline=None)
@given(GROUPS, st.integers(-3, 3), st.randoms(use_true_random=False))
def test_f_does_not_care_about_units_or_the_order_of_groups(groups, power, random):
    """In pence instead of pounds, and in another order, the box of F is the same."""
    claim = "{id: a, test: anova, row: x, statistic: '1'}"

    def f(groups):
        figures = table_of(groups, [claim])
        return readings(figures, figures.table.claims[0])[0].span

    def scaled(text):
        sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
        whole = str(int(digits.replace(".", "")))
        return sign + whole  # hundredfold: the point is dropped

    before = f(groups)
    mixed = list(groups)
    random.shuffle(mixed)
    for after in (f(mixed), f([(n, scaled(m), scaled(s)) for n, m, s in groups])):
        assert float(after.lo) == pytest.approx(float(before.lo), rel=1e-6, abs=1e-9)
        assert float(after.hi) == pytest.approx(float(before.hi), rel=1e-6, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(GROUPS, st.lists(st.floats(0, 0.999), min_size=10, max_size=10))
def test_what_was_rounded_is_never_called_inconsistent(groups, where):
    """Take true means and SDs anywhere in their rounding intervals: the F they give is always consistent."""
    n = np.array([group[0] for group in groups], float)
    at = iter(where)
    m = np.array([[low + (high - low) * next(at) for low, high in (ends(mean) for _, mean, _ in groups)]])
    s = np.array([[low + (high - low) * next(at) for low, high in (ends(sd) for _, _, sd in groups)]])
    f = float(classic_f(n, m, s)[0][0])
    figures = table_of(groups, [f"{{id: a, test: anova, row: x, statistic: '{f:.4f}'}}"])
    claim = figures.table.claims[0]
    assert readings(figures, claim)[0].span.meets(claim.statistic.span)
