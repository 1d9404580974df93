"""What scoring promises for every instrument, whatever was answered and whatever was left out."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kinwork.instruments import BadAnswers, Completion, Scorer, from_response, instrument, response, score
from kinwork.instruments.library import shipped
from kinwork.instruments.model import Asked, Method, Rule
from kinwork.instruments.table import read_table, scored

QUICK = settings(max_examples=50, deadline=None)
SCORED = [one for one in shipped().all if one.scales]
SCORERS = {(one.key, one.version): Scorer(one) for one in SCORED}


def answer_to(item):
    answers = item.answers
    if answers.asked == Asked.WORDS:
        return st.text(min_size=1, max_size=20).filter(str.strip)
    if answers.asked == Asked.ONE:
        return st.sampled_from([*answers.values, *(aside.code for aside in answers.asides)])
    if answers.whole:
        return st.integers(int(answers.low), int(answers.top))
    return st.integers(int(answers.low * 4), int(answers.top * 4)).map(lambda quarters: quarters / 4)


@st.composite
def completions(draw, among=SCORED, whole=False):
    """An instrument, and answers to all or some of its items; without answers beside the question where it is whole."""
    one = draw(st.sampled_from(among))
    left_out = set() if whole else set(draw(st.lists(st.sampled_from([item.number for item in one.items]))))
    answers = {}
    for item in one.items:
        if item.number not in left_out:
            answers[item.number] = draw(answer_to(item))
    if whole:
        assume(not any(isinstance(answers[item.number], str) for item in one.items if item.is_scored))
    return one, answers


@pytest.mark.parametrize("one", [pytest.param(one, id=one.key) for one in SCORED])
def test_turned_twice_is_as_before(one):
    for item in one.items:
        if item.is_scored:
            for value in item.answers.values or (item.answers.low, item.answers.top, item.answers.top / 4):
                assert item.answers.reversed(item.answers.reversed(value)) == value
                assert item.answers.lowest <= item.answers.reversed(value) <= item.answers.highest
                assert item.answers.as_more(value) in (value, item.answers.reversed(value))


@QUICK
@given(completions())
def test_a_score_lies_in_its_range_or_says_why_there_is_none(found):
    one, answers = found
    for got in SCORERS[one.key, one.version].scores_of(answers, age=30):
        scale = got.scale
        assert got.asked == len(scale.items) >= got.answered + got.aside
        if got.value is None:
            assert got.why_not
            assert not got.band
            assert got.answered < got.asked
            continue
        assert scale.low - 1e-9 <= got.value <= scale.top + 1e-9
        assert got.answered + got.filled <= got.asked
        assert got.rule == "complete" if got.answered == got.asked else got.rule == str(scale.missing.rule)
        assert got.band or got.why_no_band
        assert got.scale.range_in_words in str(got)


@QUICK
@given(completions())
def test_without_a_rule_nothing_is_filled_in(found):
    one, answers = found
    ready = SCORERS[one.key, one.version]
    for got, strict in zip(ready.scores_of(answers), ready.scores_of(answers, complete_only=True), strict=True):
        if got.scale.missing.rule == Rule.ALL:
            assert (got.value is None) == (got.answered < got.asked)
            assert got.filled == 0
        if got.scale.missing.rule != Rule.ANSWERED and got.answered < got.asked:
            assert strict.value is None
        if got.answered == got.asked:
            assert strict.value == got.value


@QUICK
@given(completions(whole=True))
def test_the_other_end_of_every_answer_is_the_other_end_of_the_score(found):
    one, answers = found
    mirrored = {
        number: answer
        if one.by_number[number].answers.asked == Asked.WORDS
        else one.by_number[number].answers.reversed(answer)
        for number, answer in answers.items()
    }
    ready = SCORERS[one.key, one.version]
    for got, other in zip(ready.scores_of(answers), ready.scores_of(mirrored), strict=True):
        if (
            got.scale.method in (Method.SUM, Method.MEAN, Method.PERCENT, Method.ITEM, Method.CHANGE)
            and not got.scale.points
        ):
            assert got.value + other.value == pytest.approx(got.scale.low + got.scale.top)


TOTALS = {
    "score-15": ("total", ("strengths", "overwhelmed", "communication")),
    "sdq-parent": ("total", ("emotional", "conduct", "hyperactivity", "peer")),
    "sdq-teacher": ("total", ("emotional", "conduct", "hyperactivity", "peer")),
    "sdq-self": ("total", ("emotional", "conduct", "hyperactivity", "peer")),
    "working-alliance-short": ("total", ("task", "bond", "goal")),
    "working-alliance-revised": ("total", ("task", "bond", "goal")),
}


@QUICK
@given(completions([instrument(key) for key in TOTALS], whole=True))
def test_a_total_is_the_sum_of_its_parts(found):
    one, answers = found
    total, parts = TOTALS[one.key]
    got = score(one, answers)
    assert got[total].value == sum(got[part].value for part in parts)
    assert {scale.key for scale in one.scales if scale.part_of == total} == set(parts)


@QUICK
@given(completions([one for one in SCORED if any(scale.missing.rule == Rule.FILL for scale in one.scales)]))
def test_a_fixed_answer_filled_in_is_as_if_it_had_been_given(found):
    one, answers = found
    assume(answers)
    by_rule = score(one, answers)
    in_full = score(one, {item.number: answers.get(item.number, 1) for item in one.items})
    assert [got.value for got in by_rule.scores] == [got.value for got in in_full.scores]
    assert by_rule.scores[0].filled == len(one.items) - len(answers)


@QUICK
@given(completions([one for one in SCORED if any(scale.missing.rule == Rule.MEAN for scale in one.scales)]))
def test_the_mean_of_what_was_answered_stands_for_the_rest(found):
    one, answers = found
    for got in score(one, answers).scores:
        if got.scale.missing.rule != Rule.MEAN:
            continue
        there = [
            one.by_number[n].answers.reversed(answers[n]) if n in got.scale.reverse else answers[n]
            for n in got.scale.items
            if n in answers
        ]
        if len(there) < got.scale.missing.at_least:
            assert got.value is None
        else:
            assert got.value == pytest.approx(25 * sum(there) / len(there))


@QUICK
@given(completions())
def test_the_same_answers_score_the_same_however_they_are_written(found):
    one, answers = found
    got = [one_of.value for one_of in score(one, answers).scores]
    typed = {
        f" Q{number} ": f" {answer} " if not isinstance(answer, str) else answer for number, answer in answers.items()
    }
    assert [one_of.value for one_of in score(one, dict(reversed(typed.items()))).scores] == got
    numbers = [item.number for item in one.items]
    rows = [["id", *(f"q{n}" for n in numbers)], ["a", *(str(answers.get(n, "")) for n in numbers)]]
    table = scored(one, read_table(one, rows, [1, 2]))
    assert [one_of.value for one_of in table.scores[0]] == got


@QUICK
@given(completions(), st.integers(-1000, 1000), st.data())
def test_an_answer_that_the_item_does_not_have_is_refused(found, wild, data):
    one, answers = found
    item = data.draw(st.sampled_from([item for item in one.items if item.is_scored]))
    fits = wild in item.answers.values or (
        item.answers.asked == Asked.NUMBER and item.answers.low <= wild <= item.answers.top
    )
    assume(not fits)
    with pytest.raises(BadAnswers, match=rf"^{item.key}: found '{wild}', expected"):
        score(one, {**answers, item.number: wild})


@QUICK
@given(completions())
def test_a_completion_comes_back_from_fhir_as_it_was(found):
    one, answers = found
    done = Completion(one.key, one.version, answers)
    assert from_response(response(one, done), one) == done
