"""The chain: what may be said at each step, and that too few say nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm

from kinwork.chain import steps
from kinwork.chain.figure import WIDE, Drawn, cells, drawing
from kinwork.chain.reading import FEWEST_PAIRS, linked, reading
from kinwork.chain.steps import PLACES, Better, Fact, Measured, Step
from kinwork.statistics import BadData, mean_of, proportion

PLACE = PLACES["clinician"]
SHARE = Step(key="clinician", asks="Meetings", counts="meeting", measured=Measured.SHARE, read=lambda asked: [])
MEAN = replace(SHARE, key="change", counts="family member", measured=Measured.MEAN, low=-60, high=60,
               better=Better.LESS, alike="family")  # fmt: skip


def facts(values, **of):
    return [
        Fact(1, float(value), "x", "y", of={key: ids[at] for key, ids in of.items()}) for at, value in enumerate(values)
    ]


def test_too_few_are_said_to_be_too_few_and_get_no_figure():
    found = reading(PLACE, SHARE, facts([1, 1, 0, 1, 1, 1, 1]))
    assert found.words == "7 meetings: too few to say"
    assert (found.estimate, found.interval_words) == (None, "")
    assert reading(PLACE, SHARE, []).words == "not measured yet"
    assert reading(PLACE, None, []).words == "not measured yet"


def test_a_share_has_its_n_and_wilsons_interval():
    found = reading(PLACE, SHARE, facts([1] * 18 + [0] * 10))
    assert found.words == "64 % (18 of 28 meetings)"
    between = proportion(18, 28).interval
    assert found.interval == (between.low, between.high)
    assert found.interval_words == "46 % to 79 %"


def test_a_mean_stays_on_its_scale_and_answers_of_one_family_widen_it():
    values, families = [-4, -4, -4, -4, 6, 6, 6, 6, -10, -10, -10, -10], [1] * 4 + [2] * 4 + [3] * 4
    alone = reading(PLACES["change"], replace(MEAN, alike=""), facts(values))
    together = reading(PLACES["change"], MEAN, facts(values, family=families))
    assert alone.words == together.words == "-2.7 on average (12 family members)"
    assert together.interval[0] < alone.interval[0] < alone.interval[1] < together.interval[1]
    # All of one family: their spread says nothing of the next one.
    assert not reading(PLACES["change"], MEAN, facts(values, family=[1] * 12)).is_enough
    assert reading(PLACES["change"], MEAN, facts([60] * 6 + [50] * 6)).interval[1] <= 60


def test_the_mean_is_students_and_asks_for_two():
    found = mean_of([3, 4, 5, 4, 4])
    assert (found.value, found.interval.low, found.interval.high) == pytest.approx((4, 3.1220, 4.8780), abs=1e-4)
    with pytest.raises(BadData, match="at least 2"):
        mean_of([3])
    with pytest.raises(BadData, match="1 group"):
        mean_of([3, 4], groups="aa")
    with pytest.raises(BadData, match="3 group labels for 2"):
        mean_of([3, 4], groups="abc")


def test_the_mean_of_groups_is_that_of_a_regression_with_robust_errors():
    values, groups = [3, 3, 4, 5, 5, 6, 4, 2, 4, 5], [1, 1, 1, 2, 2, 2, 3, 3, 4, 4]
    fit = sm.OLS(values, np.ones(10)).fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
    found = mean_of(values, groups=groups)
    assert (found.interval.low, found.interval.high) == pytest.approx(tuple(fit.conf_int()[0]))


def test_steps_are_set_beside_each_other_over_what_both_are_of():
    many = FEWEST_PAIRS + 5
    first = facts([at % 2 for at in range(many)], meeting=range(many))
    second = facts([at % 2 for at in range(many)], meeting=range(many), family=range(100, 100 + many))
    assert linked(first, second).words.startswith(f"over {many} meetings: rank correlation 1.00")
    few = linked(first[:7], second)
    assert few.words == "7 meetings in both: too few to say whether they go together"
    assert few.estimate is None
    assert "all alike" in linked(facts([1] * many, meeting=range(many)), second).words
    assert linked(first, facts([1], family=[9])) is None, "a meeting and a family have nothing in common"


def test_each_place_has_one_step_and_the_others_say_how_to_begin(monkeypatch):
    monkeypatch.setattr(steps, "_steps", {})
    steps.register(SHARE)
    steps.register(SHARE)  # the same once more is the same
    with pytest.raises(ValueError, match="another room brings 'clinician' already"):
        steps.register(replace(SHARE, least=3))
    with pytest.raises(ValueError, match="'luck' is not a step of the chain"):
        steps.register(replace(SHARE, key="luck"))
    with pytest.raises(ValueError, match="no length"):
        steps.register(replace(SHARE, key="skill", low=1, high=1))
    assert [place.key for place, step in steps.steps() if step is not None] == ["clinician"]
    assert all(place.begin for place, _ in steps.steps())


def test_the_drawing_has_no_mark_without_a_figure_and_stays_within_its_scale():
    few = drawing([Drawn(reading(PLACE, SHARE, facts([1] * 7)))], "A <title>", WIDE)
    assert "kw-chain__mark" not in few
    assert "7 meetings:<" in few
    assert ">too few to say<" in few
    assert "A &lt;title&gt;" in few
    enough = drawing([Drawn(reading(PLACE, SHARE, facts([1] * 12)), href="/x/")], "T", WIDE)
    assert f'cx="{WIDE.strip[1]}.0"' in enough, "all of them: at the end of the scale"
    assert 'aria-label="Clinician in the meeting: 100 % (12 of 12 meetings). See what it counts."' in enough
    assert cells(Drawn(reading(PLACE, SHARE, facts([1] * 12))))[2:7] == [
        12,
        100,
        75.75,
        100,
        "100 % (12 of 12 meetings)",
    ]
    assert cells(Drawn(reading(PLACES["skill"], None, [])))[6] == "not measured yet"


def test_what_is_of_too_few_colleagues_is_counted_and_not_said():
    skill = replace(MEAN, key="skill", counts="session", low=1, high=5, alike="")
    kept = [replace(one, counts=False, counts_alone=False) for one in facts([5, 1, 5, 1, 5, 1, 5, 1, 5, 1, 5])]
    found = reading(PLACES["skill"], skill, kept, alone=True)
    assert (found.words, found.estimate) == ("11 sessions: of too few colleagues to say", None)
    assert reading(PLACES["skill"], skill, kept[:4]).words == "4 sessions: too few to say"
    in_whole = [replace(one, counts=True) for one in kept]
    assert reading(PLACES["skill"], skill, in_whole, alone=True).estimate is None
    assert reading(PLACES["skill"], skill, in_whole).n == 11, "among enough others they count"
