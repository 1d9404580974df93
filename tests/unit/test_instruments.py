"""The instruments that come with Kinwork: as published, each with what keeps its scores from being misread."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from kinwork.instruments.answering import BadAnswers
from kinwork.instruments.discussion_quality import FEATURES, VERSION, level_of
from kinwork.instruments.filling_in import NotToBeAsked, for_filling_in, why_not
from kinwork.instruments.library import instrument, instruments, shipped
from kinwork.instruments.model import Asked, High, Method, Rule, Who, Wording
from kinwork.instruments.scoring import Scorer, as_better, as_more, rule_in_words, score
from kinwork.instruments.side_by_side import agreement, side_by_side

ROOT = Path(__file__).parents[2]
EACH = [pytest.param(one, id=f"{one.key} {one.version}") for one in shipped().all]
# Whose words are printed nowhere here: by key, with how many items.
WITHOUT_WORDS = {
    "adult-wellbeing": 18, "child-outcome-rating": 4, "copenhagen-burnout": 13, "copenhagen-satisfaction": 4,
    "ghq-12": 12, "kidscreen-10": 10, "outcome-rating": 4, "working-alliance-revised": 12,
    "working-alliance-short": 12,
}  # fmt: skip


def value(key, answers, scale="total", **more):
    return score(instrument(key), answers, **more)[scale].value


def numbered(*answers):
    return {f"q{number}": answer for number, answer in enumerate(answers, 1)}


def test_what_the_evaluations_used_is_here():
    assert {one.key for one in instruments()} >= {
        "score-15", "life-rating", "goal-attainment", "swwff-family-experience", "swwff-staff-attitudes",
        "swwff-staff-experiences", "swwff-demographics", "reasons-for-involvement-family",
        "reasons-for-involvement-worker", "parents-rating-of-service", "confidence-in-decisions", "parents-responses",
        "concern-ratings", "family-issues", "parents-concerns", "session-rating", "sdq-parent", "sdq-teacher",
        "sdq-self", "copenhagen-support", "practice-skill", "simulated-interview", "discussion-quality", "network-map",
        "time-use", *WITHOUT_WORDS,
    }  # fmt: skip


@pytest.mark.parametrize("one", EACH)
def test_an_instrument_says_all_that_a_reader_needs(one):
    assert (ROOT / "src" / "kinwork" / "instruments" / "data" / f"{one.key}.yaml").is_file()
    keys = set(re.findall(r"^### (.+)$", (ROOT / "docs" / "sources.md").read_text(encoding="utf-8"), re.MULTILINE))
    for source in one.sources:
        assert source.startswith((*keys, "kidscreen.org")), f"{source} is not in docs/sources.md"
    assert one.licence.words
    for scale in one.scales:
        assert scale.low < scale.top
        assert scale.high_means
        assert scale.missing.source or scale.missing.rule in (Rule.ALL, Rule.ANSWERED)
        for cut_offs in scale.cut_offs:
            assert re.search(r"\d{4}", cut_offs.source), "a cut-off has a source with its year"


def test_licensed_words_are_not_here_and_all_others_are():
    without = {one.key: len(one.items) for one in shipped().all if one.licence.wording == Wording.LICENSED}
    assert without == WITHOUT_WORDS
    for one in shipped().all:
        if one.key in without:
            assert not any(item.text or item.child_text for item in one.items)
            assert not any(option.label for item in one.items for option in item.answers.options)
            with pytest.raises(NotToBeAsked, match="licensed"):
                for_filling_in(one)
        else:
            assert all(item.text for item in one.items)
            assert for_filling_in(one).questions


def test_of_the_sdq_only_totals_are_entered():
    for one in (instrument("sdq-parent"), instrument("sdq-teacher"), instrument("sdq-self")):
        assert one.licence.wording == Wording.TOTALS
        assert [item.text for item in one.items][:5] == [
            "Emotional symptoms", "Conduct problems", "Hyperactivity", "Peer problems", "Prosocial",
        ]  # fmt: skip


# SCORE-15 (Stratton et al. 2010; Cameron et al. 2016: 15 is every question absolutely positive, 75 absolutely negative)

STRENGTHS = {1, 3, 6, 10, 15}


def test_score_15_runs_from_all_positive_to_all_negative():
    best = {f"q{n}": 1 if n in STRENGTHS else 5 for n in range(1, 16)}
    worst = {f"q{n}": 5 if n in STRENGTHS else 1 for n in range(1, 16)}
    assert value("score-15", best) == 15
    assert value("score-15", worst) == 75
    assert [value("score-15", worst, key) for key in ("strengths", "overwhelmed", "communication")] == [25, 25, 25]
    assert str(score(instrument("score-15"), worst)["total"]) == (
        "SCORE-15 total: 75 (from 15 to 75; high is worse: more difficulties in the family); "
        "15 of 15 answered; no published cut-off"
    )


def test_score_15_of_one_family_member_worked_by_hand():
    #          1  2  3  4  5  6  7  8  9  10 11 12 13 14 15
    answers = (2, 4, 3, 5, 2, 1, 4, 3, 2, 2, 3, 5, 4, 3, 2)
    found = score(instrument("score-15"), numbered(*answers))
    assert found["strengths"].value == 2 + 3 + 1 + 2 + 2
    assert found["overwhelmed"].value == (6 - 2) + (6 - 4) + (6 - 2) + (6 - 3) + (6 - 3)
    assert found["communication"].value == (6 - 4) + (6 - 5) + (6 - 3) + (6 - 5) + (6 - 4)
    assert found["total"].value == 10 + 16 + 9


def test_no_rule_for_items_left_out_of_score_15_is_invented():
    found = score(instrument("score-15"), {f"q{n}": 3 for n in range(1, 15)})
    assert found["total"].value is None
    assert found["total"].why_not == "14 of 15 answered, and no rule for items left out is published"
    assert found["overwhelmed"].value == 15, "a scale that is whole has its score"
    assert found["total"].band is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"q1": 1, 1: 2}, "q1: found two answers, expected one"),
        ({"q1": [1, 2]}, "q1: found 2 answers, expected one"),
        ({"q1": 6}, "q1: found '6', expected 1 to 5 or blank"),
        ({"q1": True}, "q1: found 'True', expected 1 to 5 or blank"),
        ({"q1": float("nan")}, "q1: found 'nan', expected 1 to 5 or blank"),
        ({"q16": 1}, "q16: found an item that is not there"),
        ({"total": 1}, "total: found an item that is not there, expected one of q1 to q15"),
        ({"q1": 0, "q2": "x"}, "q1: found '0', expected 1 to 5 or blank; q2: found 'x', expected 1 to 5 or blank"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_all_of_them_are_said(answers, said):
    with pytest.raises(BadAnswers) as found:
        score(instrument("score-15"), answers)
    assert said in str(found.value)


def test_who_may_fill_in_score_15():
    assert why_not(instrument("score-15"), Who.CHILD, 12) == ""
    assert "aged 12 or over" in why_not(instrument("score-15"), Who.CHILD, 11)
    assert why_not(instrument("score-15"), Who.CODER)
    with pytest.raises(NotToBeAsked, match="12 or over"):
        for_filling_in(instrument("score-15"), who=Who.CHILD, age=9)


# Reasons for involvement (Forrester et al. 2013, chapters 2 and 7)


def test_a_reason_left_out_counts_as_no_problem_and_is_counted_as_filled_in():
    found = score(instrument("reasons-for-involvement-worker"), numbered(4, 3, 2, 1, 1, 2))
    assert found["total"].value == 4 + 3 + 2 + 1 + 1 + 2 + 8 * 1
    assert found["mean"].value == pytest.approx(21 / 14)
    assert found["problems"].value == 4, "2, 3 and 4 are a problem, 1 is none"
    assert (found["total"].answered, found["total"].filled, found["total"].rule) == (6, 8, "fill")
    assert "8 filled in by rule" in str(found["total"])
    strict = score(instrument("reasons-for-involvement-worker"), numbered(4, 3, 2), complete_only=True)
    assert strict["total"].value is None
    assert "only complete ones were asked for" in strict["total"].why_not
    nothing = score(instrument("reasons-for-involvement-worker"), {})
    assert nothing["total"].value is None, "a form with nothing on it is no family without problems"


def test_the_familys_form_asks_nothing_about_abuse():
    family, worker = instrument("reasons-for-involvement-family"), instrument("reasons-for-involvement-worker")
    assert (len(family.items), len(worker.items)) == (9, 14)
    assert [item.concept for item in worker.items[:9]] == [item.concept for item in family.items]
    assert (family.scale("total").range_in_words, worker.scale("total").range_in_words) == ("9 to 36", "14 to 56")


# Skill in practice (Bostock et al. 2017, appendix on methods)


def test_overall_skill_is_the_mean_of_five_and_needs_all_five():
    rated = numbered(1, 3, 1, 4, 3, 4, 2)
    assert value("practice-skill", rated, "overall") == pytest.approx((3 + 4 + 3 + 4 + 2) / 5)
    without_evocation = {key: answer for key, answer in rated.items() if key != "q1"}
    assert value("practice-skill", without_evocation, "overall") == pytest.approx(3.2)
    without_focus = {key: answer for key, answer in rated.items() if key != "q7"}
    assert value("practice-skill", without_focus, "overall") is None


# Quality of a discussion (Bostock et al. 2017, on unit meetings)


def test_the_schedule_of_discussions_is_one_and_the_same_everywhere():
    one = instrument("discussion-quality")
    assert (one.version, len(FEATURES)) == (VERSION, 8)
    ready = Scorer(one)
    for there in product((0, 1), repeat=8):
        level = ready.scores_of(dict(enumerate(there, 1)))[0]
        by_rule = (
            "systemic"
            if all(there)
            else "green shoots"
            if all(there[:4] + there[5:]) and not there[4]
            else "non-systemic"
        )
        assert level.level == by_rule == level_of({number for number, is_there in enumerate(there, 1) if is_there})
    only_conversations = score(one, numbered(0, 0, 0, 0, 1, 0, 0, 0))
    assert (only_conversations["level"].level, only_conversations["features"].value) == ("non-systemic", 1)
    assert "non-systemic" in str(only_conversations["level"])
    assert score(one, numbered(1, 1))["level"].value is None, "what was not rated is not taken as not there"


# Polarity (SW:WFF 2014, appendix 4)


def test_attitudes_and_experiences_run_in_opposite_directions_and_are_set_right():
    attitudes, experiences = instrument("swwff-staff-attitudes"), instrument("swwff-staff-experiences")
    assert attitudes.items[1].answers.label_of(1) == "Strongly agree"
    assert experiences.items[2].answers.label_of(1) == "Strongly disagree"
    anxious_and_stressed = ((1, 4), (2, 3), (3, 2), (4, 1))  # as circled: a correlation of -1
    turned = [(as_more(attitudes, "q2", a), as_more(experiences, "q3", s)) for a, s in anxious_and_stressed]
    assert turned == [(4, 4), (3, 3), (2, 2), (1, 1)]
    assert attitudes.scale("anxious").high == High.BETTER, "4 is: not anxious"
    assert experiences.scale("q3").high == High.WORSE
    assert as_better(attitudes, "q2", 1) == 1
    assert as_better(experiences, "q3", 4) == 1
    assert as_better(attitudes, "q3", 2) is None
    assert not any(scale.method == Method.SUM for one in (attitudes, experiences) for scale in one.scales)


def test_not_applicable_is_an_answer_and_no_number():
    found = score(instrument("swwff-staff-experiences"), numbered(4, 4, 2, "na", "Not applicable"))
    assert (found.answered, found["q4"].value, found["q4"].aside) == (5, None, 1)
    assert found["q4"].why_not == "answered “Not applicable”"
    assert score(instrument("swwff-staff-experiences"), {})["q1"].why_not == "not answered"
    # 48 and 19 of 100 agree and 28 say that it does not apply: 93 per cent of those to whom it applies
    answers = [4] * 48 + [3] * 19 + [2] * 5 + ["na"] * 28
    ready = Scorer(instrument("swwff-staff-experiences"))
    values = [v for a in answers if (v := ready.score({"q5": a})["q5"].value) is not None]
    assert round(100 * sum(v >= 3 for v in values) / len(values)) == 93


def test_families_experience_is_positive_from_four():
    found = score(instrument("swwff-family-experience"), {"q1": 4, "q2": 3, "q4": "They came when they said.", "q6": 1})
    assert found["listened_to"].band.name == "positive"
    assert found["easy_to_talk_to"].band.name == "not positive"
    assert found["helpful"].value is None


# Licensed scales: scoring without words


def test_ghq_12_has_two_ways_of_scoring_and_a_cut_off_for_one():
    found = score(instrument("ghq-12"), numbered(2, 2, 3, 3, 0, 0, 0, 0, 1, 1, 1, 1))
    assert found["likert"].value == 14
    assert found["likert"].why_no_band == "no published cut-off"
    assert (found["ghq"].value, found["ghq"].band.start) == (4, 4)
    assert score(instrument("ghq-12"), numbered(2, 2, 3, 0, 0, 0, 0, 0, 1, 1, 1, 1))["ghq"].band.start == 0


@pytest.mark.parametrize(
    ("total", "band"), [(13, "normal"), (14, "borderline"), (17, "abnormal")],
)  # fmt: skip
def test_sdq_bands_are_those_of_parents(total, band):
    each = [min(10, max(0, total - 10 * n)) for n in range(4)]
    found = score(instrument("sdq-parent"), numbered(*each, 5, 0))
    assert (found["total"].value, found["total"].band.name) == (total, band)
    assert found["prosocial"].band.name == "borderline"
    assert found["impact"].band.name == "normal"


@pytest.mark.parametrize("key", ["sdq-teacher", "sdq-self"])
def test_bands_that_could_not_be_checked_are_not_here(key):
    found = score(instrument(key), numbered(10, 10, 0, 0, 5, 0))
    assert found["total"].value == 20
    assert {got.band for got in found.scores} == {None}
    assert "could not be checked" in str(found["total"])


def test_of_support_at_work_only_scores_are_entered():
    support = instrument("copenhagen-support")
    assert support.licence.wording == Wording.TOTALS
    assert value("copenhagen-support", numbered(62.5, 50), "support") == 62.5


def test_adult_wellbeing_turns_the_items_whose_first_answer_is_the_worst():
    best = {3, 4, 6, 7, 8, 9, 10, 11, 14, 15, 16, 18}  # last answer is the best
    none = score(instrument("adult-wellbeing"), {f"q{n}": 3 if n in best else 0 for n in range(1, 19)})
    assert [found.value for found in none.scores] == [0, 0, 0, 0]
    all_of_it = score(instrument("adult-wellbeing"), {f"q{n}": 0 if n in best else 3 for n in range(1, 19)})
    assert [found.value for found in all_of_it.scores] == [15, 15, 12, 12]
    assert all_of_it["depression"].band is None
    assert "published in the Family Pack, and not here" in str(all_of_it["depression"]), "not: none is published"


def test_outcome_rating_has_a_cut_off_by_age():
    marks = numbered(6.5, 7, 6.5, 6.4)
    assert value("outcome-rating", marks) == pytest.approx(26.4)
    grown, young = (score(instrument("outcome-rating"), marks, age=age)["total"] for age in (30, 15))
    assert (grown.band.name, young.band.name) == ("not in the clinical range", "in the clinical range")
    by_age = {age: score(instrument("outcome-rating"), marks, age=age)["total"] for age in (12, 13, 17, 18)}
    assert [found.cut_offs and found.cut_offs.people for found in by_age.values()] == [
        None, "young people", "young people", "adults",
    ]  # fmt: skip
    assert by_age[12].why_no_band.endswith("there is none for 12")
    unknown = score(instrument("outcome-rating"), marks)["total"]
    assert unknown.band is None
    assert unknown.why_no_band == "cut-offs are by age (13 to 17, 18 or over), and the age is not known"


def test_burnout_is_per_cent_and_needs_four_of_seven():
    assert value("copenhagen-burnout", numbered(4, 4, 4, 4, 4, 4, 0), "work") == 100
    assert value("copenhagen-burnout", numbered(4, 3, 2, 1), "work") == pytest.approx(62.5)
    clients = score(instrument("copenhagen-burnout"), {f"q{n}": 2 for n in range(8, 13)})["clients"]
    assert clients.value is None, "for items left out of this scale no rule could be checked"
    few = score(instrument("copenhagen-burnout"), numbered(4, 3, 2))["work"]
    assert few.value is None
    assert few.why_not == "3 of 7 answered, and the rule asks for at least 4"


def test_two_short_forms_of_the_working_alliance_are_not_mixed():
    short, revised = instrument("working-alliance-short"), instrument("working-alliance-revised")
    assert value(short.key, numbered(*[7] * 3, 1, *[7] * 5, 1, 7, 7)) == 84
    assert value(revised.key, numbered(*[5] * 12)) == 60
    assert (short.scale("task").items, revised.scale("task").items) == ((1, 2, 8, 12), (1, 2, 10, 12))


def test_kidscreen_turns_two_items():
    assert value("kidscreen-10", numbered(5, 5, 1, 1, 5, 5, 5, 5, 5, 5)) == 50


# Goals, lives, lists of concerns (Bostock et al. 2017)


def test_goals_of_family_and_worker_are_kept_apart():
    found = score(instrument("goal-attainment"), {"q1": "School", "q2": 2, "q4": 1, "q6": 0, "q12": 2})
    assert (found["family_fully"].value, found["family_at_least_partially"].value) == (1, 2)
    assert (found["family_fully"].answered, found["worker_fully"].answered) == (3, 1)
    assert score(instrument("goal-attainment"), {"q2": 2})["worker_fully"].value is None


def test_how_life_changed_since_the_referral():
    found = score(instrument("life-rating"), numbered(4, 7))
    assert found["change"].value == 3
    assert found["change"].scale.range_in_words == "-9 to 9"
    assert for_filling_in(instrument("life-rating"), who=Who.CHILD).questions[1].text == "How are things at home now?"


def test_worker_and_parent_agree_on_what_both_were_asked():
    worker, parent = instrument("family-issues"), instrument("parents-concerns")
    families = [({1: 2, 2: 1, 3: 0}, {1: 1, 5: 0, 4: 0}), ({1: 1, 2: 0}, {1: 0, 5: 0})]
    pairs = [side_by_side(worker, ours, parent, theirs) for ours, theirs in families]
    assert [pair.concept for pair in pairs[0]] == ["alcohol_or_drugs", "parents_mental_health", "isolation"]
    assert [pair.agree for pair in pairs[0]] == [True, False, True]
    assert [pair.agree for pair in pairs[1]] == [False, True, None]
    found = {one.concept: (one.agree, one.pairs) for one in agreement(pairs)}
    assert found == {"alcohol_or_drugs": (1, 2), "parents_mental_health": (1, 2), "isolation": (1, 1)}


def test_a_completion_is_kept_with_items_version_and_rule():
    kept = score(instrument("reasons-for-involvement-family"), {"q3": "2"}).as_dict()
    assert (kept["instrument"], kept["version"], kept["answers"]) == (
        "reasons-for-involvement-family", "Forrester 2013", {"q3": 2},
    )  # fmt: skip
    assert kept["scores"]["total"] == {
        "score": 10, "range": "9 to 36", "high_is": "worse: more of a problem", "answered": 1, "items": 9, "filled": 8,
        "rule": "fill", "band": "", "why": "no published cut-off",
    }  # fmt: skip


# Asking


def test_a_question_that_depends_on_another_is_asked_after_it():
    form = for_filling_in(instrument("goal-attainment"))
    assert form.next_after(None, {}).number == 1
    assert form.next_after(1, {}).number == 3, "no goal, so not how far it was reached"
    assert form.next_after(1, {1: "School"}).number == 2
    assert form.before(3, {}).number == 1
    assert form.progress({1: "School"}) == (1, 11)
    assert len(form.screens(one_at_a_time=True)) == 20
    assert [len(screen) for screen in form.screens(one_at_a_time=False)] == [2] * 10
    later = for_filling_in(instrument("family-interview-later"))
    assert later.next_after(3, {1: 1}) is None
    assert later.next_after(3, {1: 0}).number == 4


def test_a_question_brings_all_that_a_page_needs():
    first = for_filling_in(instrument("time-use")).questions[0]
    assert (first.asked, first.low, first.top, first.whole, first.unit) == (Asked.NUMBER, 0, 24, False, "hours")
    last = for_filling_in(instrument("swwff-staff-experiences")).questions[4]
    assert [option.value for option in last.options] == [1, 2, 3, 4]
    assert [aside.label for aside in last.asides] == ["Not applicable"]


def test_rules_for_items_left_out_are_said_with_their_source():
    assert rule_in_words(instrument("score-15").scale("total").missing) == (
        "no score unless all are answered: no rule for items left out is published"
    )
    assert rule_in_words(instrument("reasons-for-involvement-family").scale("mean").missing) == (
        "an item left out counts as 1 when at least 1 are answered (Forrester et al. 2013, chapter 2)"
    )
