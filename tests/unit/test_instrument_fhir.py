"""FHIR R4, out and in: valid by the public schema of R4, the same again when it comes back, clear when it is bad."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from jsonschema import Draft6Validator

from kinwork.instruments import (
    BadAnswers,
    Completion,
    NotFhir,
    from_questionnaire,
    from_response,
    instrument,
    questionnaire,
    response,
    score,
)
from kinwork.instruments.library import shipped
from kinwork.instruments.model import Asked

SCHEMA = json.loads((Path(__file__).parents[1] / "fhir" / "r4-questionnaire.schema.json").read_text(encoding="utf-8"))
EACH = [pytest.param(one, id=one.key) for one in shipped().all]


def validator(resource):
    return Draft6Validator({"$ref": f"#/definitions/{resource}", "definitions": SCHEMA["definitions"]})


QUESTIONNAIRE, RESPONSE = validator("Questionnaire"), validator("QuestionnaireResponse")


def again(resource):
    """As another system would get it."""
    return json.loads(json.dumps(resource, ensure_ascii=False))


def filled_in(one):
    """The first answer to each item, and the last of the last."""
    answers = {}
    for item in one.items:
        if item.answers.asked == Asked.WORDS:
            answers[item.number] = "As O’Brien said: “yes”.\nAnd more."
        elif item.answers.asked == Asked.ONE:
            answers[item.number] = item.answers.values[item.number % len(item.answers.values)]
        else:
            answers[item.number] = int(item.answers.top) if item.answers.whole else item.answers.top / 2
    return answers


def test_the_schema_is_that_of_r4_and_refuses_what_r4_does_not_have():
    good = questionnaire(instrument("score-15"))
    assert QUESTIONNAIRE.is_valid(good)
    assert not QUESTIONNAIRE.is_valid({**good, "status": "ready"})
    assert not QUESTIONNAIRE.is_valid({**good, "copyrightLabel": "of R5"})
    item = good["item"][0]
    assert not QUESTIONNAIRE.is_valid({**good, "item": [{**item, "type": "coding"}]}), "coding is a type of R5"
    assert not QUESTIONNAIRE.is_valid({**good, "item": [{**item, "text": ""}]}), "empty text is no text"


@pytest.mark.parametrize("one", EACH)
def test_every_instrument_goes_out_valid_and_comes_back_the_same(one):
    out = again(questionnaire(one))
    assert [error.message for error in QUESTIONNAIRE.iter_errors(out)] == []
    assert from_questionnaire(out) == one


@pytest.mark.parametrize("one", EACH)
def test_a_completion_goes_out_valid_and_comes_back_the_same(one):
    done = Completion(one.key, one.version, filled_in(one), "completed", "2026-11-29T10:00:00Z", "Patient/p17", "c1")
    out = again(response(one, done))
    assert [error.message for error in RESPONSE.iter_errors(out)] == []
    assert from_response(out, one) == done


def test_a_completion_that_was_broken_off_comes_back_as_far_as_it_got():
    one = instrument("swwff-staff-experiences")
    out = again(response(one, Completion(one.key, one.version, {1: 4, 5: "na"}, status="in-progress")))
    assert RESPONSE.is_valid(out)
    back = from_response(out, one)
    assert (back.status, back.answers) == ("in-progress", {1: 4, 5: "na"})
    nothing = response(one, Completion(one.key, one.version, {}))
    assert RESPONSE.is_valid(nothing)
    assert from_response(nothing, one).answers == {}


def test_items_stand_where_fhir_has_a_place_for_them():
    goals = questionnaire(instrument("goal-attainment"))["item"]
    assert (goals[0]["type"], goals[0]["text"]) == ("group", "The family’s goal 1")
    assert goals[0]["item"][1]["enableWhen"] == [{"question": "q1", "operator": "exists", "answerBoolean": True}]
    later = questionnaire(instrument("family-interview-later"))["item"]
    assert later[3]["enableWhen"] == [{"question": "q1", "operator": "=", "answerCoding": {"code": "0"}}]
    hours = questionnaire(instrument("time-use"))["item"][0]
    assert hours["type"] == "decimal"
    assert [extension["valueDecimal"] for extension in hours["extension"]] == [0, 24]
    first = questionnaire(instrument("score-15"))["item"][0]["answerOption"][0]["valueCoding"]
    assert (first["code"], first["display"], first["extension"][0]["valueDecimal"]) == (
        "1",
        "Describes us: very well",
        1,
    )


def test_licensed_words_do_not_go_out():
    out = json.dumps(questionnaire(instrument("ghq-12"))["item"])
    assert '"text"' not in out
    assert '"display"' not in out


FOREIGN = {
    "resourceType": "Questionnaire",
    "status": "active",
    "name": "HomeSafety",
    "title": "Home safety",
    "version": "3",
    "item": [
        {"linkId": "intro", "type": "display", "text": "Thank you."},
        {
            "linkId": "a", "type": "group", "text": "At home",
            "item": [
                {"linkId": "a1", "type": "boolean", "text": "Is there a smoke alarm?"},
                {"linkId": "a2", "type": "string", "text": "Where?",
                 "enableWhen": [{"question": "a1", "operator": "exists", "answerBoolean": True}]},
                {"linkId": "a3", "type": "choice", "text": "How safe?", "answerOption": [
                    {"valueCoding": {"code": "no", "display": "Not", "extension": [
                        {"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 0}]}},
                    {"valueCoding": {"code": "1", "display": "Safe"}}]},
            ],
        },
    ],
}  # fmt: skip


def test_a_questionnaire_of_another_system_comes_in_without_scales():
    assert QUESTIONNAIRE.is_valid(FOREIGN)
    found = from_questionnaire(FOREIGN)
    assert (found.key, found.version, len(found.items), found.scales) == ("homesafety", "3", 3, ())
    assert [option.label for option in found.items[2].answers.options] == ["Not", "Safe"]
    assert found.items[1].only_if.number == 1
    assert score(found, {"q1": 1, "q3": 0}).answered == 2
    assert from_questionnaire(again(questionnaire(found))) == found


def bad(resource, change, read):
    changed = copy.deepcopy(resource)
    change(changed)
    with pytest.raises(NotFhir) as found:
        read(changed)
    return str(found.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r: r.update(resourceType="Patient"), "resourceType: found 'Patient', expected 'Questionnaire'"),
        (lambda r: r.update(item=[]), "Questionnaire.item: found no question, expected at least one"),
        (lambda r: r.update(name="…"), "Questionnaire.name: found ''"),
        (lambda r: r["item"][1]["item"][0].update(type="attachment"),
         "item[1].item[0].type: found 'attachment', expected choice"),
        (lambda r: r["item"][1]["item"][0].update(type="integer"), "item[1].item[0].extension: found no http"),
        (lambda r: r["item"][1]["item"][0].update(repeats=True),
         "item[1].item[0].repeats: found true, expected one answer"),
        (lambda r: r["item"][1]["item"][0].update(linkId=""), "item[1].item[0].linkId: found nothing, expected an id"),
        (lambda r: r["item"][1]["item"][2].pop("answerOption"), "item[1].item[2].answerOption: found no options"),
        (lambda r: r["item"][1]["item"][2]["answerOption"][1]["valueCoding"].update(code="ok"),
         "answerOption[1].valueCoding.code: found 'ok', expected a whole number, or the extension"),
        (lambda r: r["item"][1]["item"][1]["enableWhen"][0].update(question="zz"),
         "item[1].item[1].enableWhen: expected one"),
    ],
)  # fmt: skip
def test_a_questionnaire_that_cannot_be_carried_over_says_where(change, said):
    assert said in bad(FOREIGN, change, from_questionnaire)


def test_a_changed_questionnaire_of_ours_is_no_longer_ours():
    ours = again(questionnaire(instrument("score-15")))
    said = bad(ours, lambda r: r["item"][0].update(text="We never talk"), from_questionnaire)
    assert said.startswith("Questionnaire.item: it differs from the instrument that the resource carries")
    said = bad(ours, lambda r: r["extension"][0].update(valueString='{"key": "x"}'), from_questionnaire)
    assert "“version” is missing" in said
    with pytest.raises(NotFhir, match="expected a FHIR resource"):
        from_questionnaire([])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r: r.update(questionnaire="urn:kinwork:instrument:ghq-12|1988"),
         "questionnaire: found 'urn:kinwork:instrument:ghq-12|1988', expected 'urn:kinwork:instrument:score-15|2010'"),
        (lambda r: r.update(status="done"),
         "QuestionnaireResponse.status: found 'done', expected in-progress, completed"),
        (lambda r: r.update(authored="yesterday"), "authored: found 'yesterday', expected a date and time"),
        (lambda r: r["item"][0].update(linkId="q99"),
         "QuestionnaireResponse.item[0].linkId: found 'q99', expected q1 to q15"),
        (lambda r: r["item"][0]["answer"].append({"valueCoding": {"code": "2"}}),
         "item[0].answer: found two answers to q1"),
        (lambda r: r["item"][1].update(linkId="q1"), "item[1].answer: found two answers to q1, expected one"),
        (lambda r: r["item"][0]["answer"][0]["valueCoding"].update(code="7"),
         "item[0].answer[0].valueCoding.code: found '7', expected 1 to 5 or blank"),
        (lambda r: r["item"][0].update(answer=[{"valueString": "1"}]),
         "item[0].answer[0]: found no value that q1 takes"),
    ],
)  # fmt: skip
def test_a_bad_completion_says_where(change, said):
    one = instrument("score-15")
    good = again(response(one, Completion(one.key, one.version, filled_in(one))))
    assert said in bad(good, change, lambda resource: from_response(resource, one))


def test_answers_that_the_instrument_does_not_have_do_not_go_out():
    one = instrument("score-15")
    with pytest.raises(BadAnswers, match="q1: found '9', expected 1 to 5 or blank"):
        response(one, Completion(one.key, one.version, {1: 9}))
