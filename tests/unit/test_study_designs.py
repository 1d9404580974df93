"""Designs of studies: those that ship, and what is wrong with one in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kinwork.instruments import library
from kinwork.studies.dataset import MISSING, Coarseness, Filled, StatusAs, Taking, UnitAs, look_through, table
from kinwork.studies.designs import BadDesign, Fact, FamilyFacts, Rule, read_design, template_named, templates
from kinwork.studies.drawing import WIDTH, picture
from kinwork.studies.sampling import frame_of
from kinwork.studies.standing import Box, Drawn, Standing, flow
from kinwork.studies.writing import as_sav, codebook, frame

SOURCES = Path(__file__).parents[2] / "docs" / "sources.md"
ON = date(2026, 11, 29)


def facts(family_id: int = 1, **more) -> FamilyFacts:
    said = {
        "opened_on": date(2026, 11, 1), "is_open": True, "unit_id": 3, "function": "assessment", "shape": "systemic",
        "has_clinician": True, "ages": (4, 12), "children": 2, "statuses": frozenset({"cin"}), "is_earlier": False,
    }  # fmt: skip
    return FamilyFacts(family_id, **{**said, **more})


@pytest.mark.parametrize("one", templates(), ids=lambda one: one.key)
def test_a_template_says_where_it_is_from_what_is_otherwise_and_what_families_read(one):
    assert one.source.split(",")[0] in SOURCES.read_text()
    assert one.beware
    assert "need not take part" in one.consent
    assert "at any time" in one.consent
    assert read_design(one.design.as_data()) == one.design
    assert str(date.today().year) not in one.was


def test_all_five_evaluations_are_there():
    assert {one.source.split(",")[0] for one in templates()} == {
        "Baginsky et al. 2011", "Forrester et al. 2013", "SW:WFF 2014", "Cameron et al. 2016", "Bostock et al. 2017"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"question": " "}, "question", "in one sentence"),
        ({"each": 0}, "each", "from 1 to 1,000"),
        ({"each": True}, "each", "whole number"),
        ({"waves": []}, "waves", "once at least"),
        ({"drawn_by": "street"}, "drawn_by", "each group"),
        ({"rules": [{"fact": "eye_colour"}]}, "rule_eye_colour", "A rule asks for one of"),
        ({"rules": [{"fact": "child_age", "from": 12, "to": 3}]}, "rule_child_age", "ends before it begins"),
        ({"rules": [{"fact": "status", "any_of": []}]}, "rule_status", "at least one"),
        ({"rules": [{"fact": "opened", "from": "soon"}]}, "rule_opened", "is not a date"),
        (
            {"waves": [{"after": 0, "within": 9, "asks": [{"instrument": "horoscope", "who": "parent"}]}]},
            "wave1", "no questionnaire",
        ),
        (
            {"waves": [{"after": 0, "within": 9, "asks": [{"instrument": "score-15", "who": "worker"}]}]},
            "wave1", "not answered by a worker",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_by_field(changed, field, words):
    good = templates()[0].design.as_data()
    with pytest.raises(BadDesign) as wrong:
        read_design({**good, **changed})
    assert words in wrong.value.problems[field]


@pytest.mark.parametrize(
    ("rule", "more", "holds"),
    [
        (Rule(Fact.OPENED, low=date(2026, 11, 1)), {}, True),
        (Rule(Fact.OPENED, high=date(2026, 10, 31)), {}, False),
        (Rule(Fact.DAYS_OPEN, low=0, high=28), {}, True),
        (Rule(Fact.DAYS_OPEN, low=29), {}, False),
        (Rule(Fact.CHILD_AGE, low=11, high=17), {}, True),
        (Rule(Fact.CHILD_AGE, low=5, high=11), {}, False),
        (Rule(Fact.STATUS, any_of=("cp", "lac")), {}, False),
        (Rule(Fact.FUNCTION, any_of=("assessment",)), {}, True),
        (Rule(Fact.SHAPE, any_of=("systemic",), is_so=False), {}, False),
        (Rule(Fact.UNIT, any_of=("3",)), {}, True),
        (Rule(Fact.CLINICIAN, is_so=False), {}, False),
        (Rule(Fact.EARLIER), {"is_earlier": True}, True),
        (Rule(Fact.IS_OPEN), {"is_open": False}, False),
    ],
)
def test_a_rule_holds_or_does_not(rule, more, holds):
    assert rule.holds(facts(**more), ON) is holds


def test_the_first_rule_that_is_not_met_is_the_reason():
    design = read_design(
        {**templates()[0].design.as_data(), "rules": [{"fact": "is_open"}, {"fact": "child_age", "from": 8, "to": 17}]}
    )
    found = frame_of(
        design, [facts(1), facts(2, is_open=False, ages=()), facts(3, ages=(2,)), facts(4, unit_id=None)], ON
    )
    assert [one.family_id for one in found.eligible] == [1]
    assert found.excluded == (("Closed", 1), ("No child aged 8 to 17", 1), ("With no unit", 1))
    assert found.assessed == 4


def test_the_figure_has_every_number_of_its_boxes_and_keeps_within_its_width():
    boxes = [
        Box("Assessed for eligibility", 400, aside=(("Not open for 0 to 61 days, as it was said", 399),)),
        Box("Drawn", 1),
    ]
    found = picture(boxes)
    said = " ".join(text.words for shape in found.shapes for text in shape.texts)
    assert "400" in said
    assert "399" in said
    assert all(shape.x + shape.width <= WIDTH for shape in found.shapes)
    assert all(shape.y + shape.height <= found.height for shape in found.shapes)


# -- the data


def taking(n: int, **more) -> Taking:
    score = library(None).instrument("score-15")
    filled = (
        {("t1", "score-15:parent"): Filled(3, score, {k: (n + k) % 5 + 1 for k in range(1, 16)}, None)} if n % 2 else {}
    )
    return Taking(
        f"P{n:012}", "clinician" if n < 6 else "without", "U01", facts(n, **more), filled,
        frozenset({"score-15"} if n == 2 else ()),
    )  # fmt: skip


def made(coarse: Coarseness):
    design = template_named("2017-with-and-without-a-clinician").design
    there = {asked.instrument: library(None).instrument(asked.instrument) for w in design.waves for asked in w.asks}
    return table(design, coarse, [taking(n) for n in range(12)], there)


def test_what_is_missing_is_empty_in_csv_and_a_code_that_spss_knows_in_sav(tmp_path):
    import pyreadstat

    data = made(Coarseness(unit=UnitAs.NONE, status=StatusAs.TWO))
    plain = frame(data)
    assert plain["t1_score_15_parent_score_total"].null_count() == 6
    assert plain["t1_score_15_parent_q1"].null_count() == 6
    (tmp_path / "data.sav").write_bytes(as_sav(data, "A study"))
    read, meta = pyreadstat.read_sav(tmp_path / "data.sav", output_format="polars", user_missing=True)
    column = "t1_score_15_parent_q1"
    assert read[column].to_list().count(-97.0) == 1
    assert read[column].to_list().count(-98.0) == 5
    assert meta.missing_ranges[column] == [{"lo": min(MISSING), "hi": max(MISSING)}]
    assert meta.variable_value_labels[column][1.0] == "Describes us: very well"
    assert meta.variable_value_labels["group"] == {
        1.0: "Units with a clinician", 2.0: "Units without", **{float(k): v for k, v in MISSING.items()}
    }  # fmt: skip
    assert meta.column_names_to_labels["children"] == "Children of concern on the day of the draw"
    assert meta.variable_measure[column] == "ordinal"
    without, _ = pyreadstat.read_sav(tmp_path / "data.sav", output_format="polars")
    assert without[column].null_count() == 6
    assert all(column.name in codebook(data) for column in data.columns)


def test_answers_in_words_are_never_in_the_data():
    design = template_named("2014-families-over-time").design
    there = {asked.instrument: library(None).instrument(asked.instrument) for w in design.waves for asked in w.asks}
    names = [column.name for column in table(design, Coarseness(), [], there).columns]
    words = [item for item in there["swwff-family-experience"].items if item.answers.asked == "words"]
    assert words
    assert not [name for name in names for item in words if name.endswith(f"experience_parent_{item.key}")]


def test_of_a_group_of_four_nothing_is_given_by_group():
    data = made(Coarseness(unit=UnitAs.NONE, withhold=True))
    few = type(data)(data.columns, data.rows[:9], data.missing[:9])
    looked = look_through(few, Coarseness(withhold=True), {}, {})
    assert "A group has 3 families" in looked.problem
    assert not looked.may_be_given


def test_who_withdrew_is_counted_as_having_agreed_and_in_no_answer():
    design = templates()[0].design
    one = Standing(
        1, 1, 3, "Rowan", "all", 1, "withdrawn", ON, ON, False, frozenset({f"first:{design.waves[0].asks[0].key}"})
    )
    boxes = {box.label: box for box in flow(Drawn(1, (), 1, 1), design, [one], ON)}
    assert boxes["Agreed to take part"].n == 1
    assert dict(boxes["Agreed to take part"].aside) == {"Withdrew later": 1}
    assert boxes["Answered: First time"].n == 0


def test_every_family_that_was_drawn_is_in_one_place_of_the_flow():
    """Whatever is known of them: at each step those who did not go on are named, and the rest went on."""
    design = templates()[0].design
    first, later = (f"{wave.key}:{wave.asks[0].key}" for wave in design.waves)
    long_ago, n = date(2024, 1, 1), 0
    found = []
    for answer, agreed in (("", None), ("declined", None), ("agreed", ON), ("agreed", long_ago), ("withdrawn", ON)):
        for asked_on in (None, ON):
            for is_lost in (False, True):
                for filled in ((), (first,), (first, later)) if agreed else ((),):
                    n += 1
                    said = Standing(
                        n, n, 3, "Rowan", "all", n, answer, agreed, asked_on, is_lost, frozenset(filled)
                    )  # fmt: skip
                    found.append(said)
    boxes = flow(Drawn(n, (), n, n), design, found, ON)
    drawn, asked, agreed_to, *waves = boxes[2:]
    assert drawn.n - sum(k for _, k in drawn.aside) == asked.n
    assert asked.n - sum(k for _, k in asked.aside) == agreed_to.n
    for wave in waves:
        assert agreed_to.n - sum(k for _, k in agreed_to.aside) == wave.n + sum(k for _, k in wave.aside)
