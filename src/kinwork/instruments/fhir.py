"""Instruments and completions as FHIR R4 resources, out and in: Questionnaire and QuestionnaireResponse.

Items, options, ranges and conditions stand where FHIR has a place for them. What it has none for (scales, reverse
items, cut-offs, licence, who may fill it in) stands in one extension, as the JSON of the instrument's own file; so an
instrument that went out comes in the same. A questionnaire of another system comes in without scales.

Sources: HL7 FHIR R4 (4.0.1), Questionnaire, QuestionnaireResponse, extensions ordinalValue, minValue, maxValue.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import quote

from kinwork.yaml_fields import Wrong

from .answering import Answer, BadAnswer, checked, expected, read_answer
from .model import AnswerSet, Asked, Instrument, Item, plain
from .plain_data import as_plain
from .reading import KEY, read_instrument

URL = "urn:kinwork:instrument:"
OF_FILE = "urn:kinwork:fhir:instrument-file"
ASIDES = "urn:kinwork:fhir:aside"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
LOW = "http://hl7.org/fhir/StructureDefinition/minValue"
TOP = "http://hl7.org/fhir/StructureDefinition/maxValue"
GROUPS = ("group", "display")
WORDS = ("string", "text", "url", "date", "dateTime", "time")
STATUSES = ("in-progress", "completed", "amended", "entered-in-error", "stopped")
INSTANT = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?")
Resource = Mapping[str, Any]


class NotFhir(ValueError):
    """A resource that cannot be read; ``problems`` says where, what was found, what was expected."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Completion:
    """One completion: the answers, and what FHIR says beside them."""

    key: str
    version: str
    answers: Mapping[int, Answer]
    status: str = "completed"
    authored: str = ""  # a FHIR dateTime
    subject: str = ""  # a reference such as "Patient/123", or an identifier of a study
    id: str = ""


# out


def questionnaire(instrument: Instrument, *, with_wording: bool | None = None) -> dict[str, Any]:
    """The instrument as a FHIR R4 Questionnaire; the words of a licensed one are in it only if it was given them."""
    items = [_item(item) for item in instrument.items]
    if any(item.part for item in instrument.items):
        items = [
            {"linkId": f"part{number}", "type": "group", **({"text": part} if part else {}), "item": list(group)}
            for number, (part, group) in enumerate(_by_part(instrument.items, items), 1)
        ]
    return {
        "resourceType": "Questionnaire",
        "extension": [{"url": OF_FILE, "valueString": json.dumps(as_plain(instrument), ensure_ascii=False)}],
        "url": f"{URL}{instrument.key}",
        "version": instrument.version,
        "name": "".join(part.title() for part in instrument.key.split("-")),
        "title": instrument.name,
        "status": "active" if instrument.is_current else "retired",
        "description": instrument.measures,
        "copyright": instrument.licence.words,
        "item": items,
    }


def _by_part(items: Iterable[Item], made: Iterable[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for part, group in groupby(zip(items, made, strict=True), key=lambda pair: pair[0].part):
        yield part, [one for _, one in group]


def _item(item: Item) -> dict[str, Any]:
    answers = item.answers
    found: dict[str, Any] = {"linkId": item.key}
    if item.printed:
        found["prefix"] = item.printed
    if item.text:
        found["text"] = item.text
    if answers.asked == Asked.WORDS:
        found["type"] = "text"
    elif answers.asked == Asked.ONE:
        found["type"] = "choice"
        found["answerOption"] = [
            *({"valueCoding": _option(option.value, option.label)} for option in answers.options),
            *({"valueCoding": _aside(aside.code, aside.label)} for aside in answers.asides),
        ]
    else:
        found["type"] = "integer" if answers.whole else "decimal"
        kind = "valueInteger" if answers.whole else "valueDecimal"
        ends = (int(answers.low), int(answers.top)) if answers.whole else (answers.low, answers.top)
        found["extension"] = [{"url": LOW, kind: ends[0]}, {"url": TOP, kind: ends[1]}]
    if item.only_if is not None:
        before = f"q{item.only_if.number}"
        found["enableWhen"] = [
            {"question": before, "operator": "=", "answerCoding": {"code": str(value)}} for value in item.only_if.values
        ] or [{"question": before, "operator": "exists", "answerBoolean": True}]
        if len(found["enableWhen"]) > 1:
            found["enableBehavior"] = "any"
    return found


def _option(value: int, label: str) -> dict[str, Any]:
    coding: dict[str, Any] = {"extension": [{"url": ORDINAL, "valueDecimal": value}], "code": str(value)}
    return coding | ({"display": label} if label else {})


def _aside(code: str, label: str) -> dict[str, Any]:
    return {"extension": [{"url": ASIDES, "valueBoolean": True}], "code": code, "display": label}


def canonical(instrument: Instrument) -> str:
    """The address of this version; without blanks, which FHIR allows in a version and in no address."""
    return f"{URL}{instrument.key}|{quote(instrument.version)}"


def response(instrument: Instrument, completion: Completion) -> dict[str, Any]:
    """A completion as a FHIR R4 QuestionnaireResponse. Raises ``BadAnswers`` where it does not fit the instrument."""
    answers = checked(instrument, completion.answers)
    there = [item for item in instrument.items if item.number in answers]
    items = [_answered(item, answers[item.number]) for item in there]
    if any(item.part for item in instrument.items):
        parts = {part: number for number, (part, _) in enumerate(groupby(i.part for i in instrument.items), 1)}
        items = [
            {"linkId": f"part{parts[part]}", **({"text": part} if part else {}), "item": group}
            for part, group in _by_part(there, items)
        ]
    found: dict[str, Any] = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": canonical(instrument),
        "status": completion.status,
    }
    if completion.id:
        found["id"] = completion.id
    if completion.subject:
        found["subject"] = {"reference": completion.subject}
    if completion.authored:
        found["authored"] = completion.authored
    return found | ({"item": items} if items else {})


def _answered(item: Item, answer: Answer) -> dict[str, Any]:
    answers = item.answers
    value: dict[str, Any]
    if isinstance(answer, str) and answers.asked != Asked.WORDS:
        value = {"valueCoding": {"code": answer, "display": answers.label_of(answer)}}
    elif answers.asked == Asked.WORDS:
        value = {"valueString": answer}
    elif answers.asked == Asked.ONE:
        label = next(option.label for option in answers.options if option.value == answer)
        value = {"valueCoding": {"code": str(answer)} | ({"display": label} if label else {})}
    else:
        value = {"valueInteger" if answers.whole else "valueDecimal": answer}
    return {"linkId": item.key} | ({"text": item.text} if item.text else {}) | {"answer": [value]}


# in


def from_questionnaire(resource: Resource) -> Instrument:
    """The instrument of a FHIR R4 Questionnaire. Raises :class:`NotFhir`.

    One that Kinwork wrote comes in whole; its items must still be those of the file that it carries.
    """
    _is_a(resource, "Questionnaire")
    carried = [
        one.get("valueString")
        for one in _dicts(resource.get("extension"))
        if one.get("url") == OF_FILE and isinstance(one.get("valueString"), str)
    ]
    try:
        if carried:
            instrument = read_instrument(str(carried[0]))
            _still_the_same(resource, instrument)
            return instrument
        return read_instrument(json.dumps(_foreign(resource), ensure_ascii=False))
    except Wrong as wrong:
        raise NotFhir(f"Questionnaire: {problem}" for problem in wrong.problems) from None


def _still_the_same(resource: Resource, instrument: Instrument) -> None:
    """What others changed in the resource and not in the file that it carries would be lost without a word."""
    ours = questionnaire(instrument)
    problems = [
        f"Questionnaire.{name}: it differs from the instrument that the resource carries, expected {ours[name]!r:.80}"
        for name in ("url", "version", "title", "item")
        if resource.get(name) != ours[name]
    ]
    if problems:
        raise NotFhir(problems)


def _is_a(resource: object, kind: str) -> None:
    if not isinstance(resource, Mapping):
        raise NotFhir([f"{kind}: found {type(resource).__name__}, expected a FHIR resource (a JSON object)"])
    if resource.get("resourceType") != kind:
        raise NotFhir([f"resourceType: found {str(resource.get('resourceType'))[:40]!r}, expected '{kind}'"])


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _foreign(resource: Resource) -> dict[str, Any]:
    """The file of an instrument out of another system's questionnaire; raises what cannot be carried over."""
    problems: list[str] = []
    parts: list[tuple[str, Mapping[str, Any], str]] = []
    _flat(resource.get("item"), "Questionnaire.item", "", parts, problems)
    sets: dict[str, Any] = {}
    items: list[tuple[str, dict[str, Any]]] = []
    numbers = {str(one.get("linkId")): number for number, (_, one, _) in enumerate(parts, 1)}
    for part, one, where in parts:
        answers = _foreign_answers(one, where, problems)
        name = next((name for name, there in sets.items() if there == answers), f"answers{len(sets) + 1}")
        sets[name] = answers
        item = {"answer": name, "text": str(one.get("text") or one.get("linkId") or "")}
        if one.get("prefix"):
            item["printed"] = str(one["prefix"])[:20]
        if one.get("enableWhen"):
            item |= _foreign_condition(one, where, numbers, problems)
        items.append((part, item))
    if not items:
        problems.append("Questionnaire.item: found no question, expected at least one")
    key = re.sub(r"[^a-z0-9]+", "-", str(resource.get("name") or resource.get("url") or "").lower()).strip("-")
    if not KEY.fullmatch(key):
        problems.append(f"Questionnaire.name: found {key!r}, expected a name of letters and figures")
    if problems:
        raise NotFhir(problems)
    by_part = [(part, [item for _, item in group]) for part, group in groupby(items, key=lambda pair: pair[0])]
    return {
        "key": key,
        "version": str(resource.get("version") or resource.get("date") or "unnamed"),
        "name": str(resource.get("title") or resource.get("name")),
        "measures": str(resource.get("description") or resource.get("title") or "Not said."),
        "licence": {"wording": "ships", "words": str(resource.get("copyright") or "Not said in the resource.")},
        "filled_in_by": ["family member", "worker"],
        "sources": [str(resource.get("url") or "A FHIR Questionnaire")],
        "answers": sets,
        "parts": [{"title": part or "Questions", "items": group} for part, group in by_part],
    }


def _flat(
    items: object, where: str, part: str, found: list[tuple[str, Mapping[str, Any], str]], problems: list[str]
) -> None:
    for number, one in enumerate(_dicts(items)):
        here = f"{where}[{number}]"
        if not one.get("linkId"):
            problems.append(f"{here}.linkId: found nothing, expected an id")
        if one.get("repeats"):
            problems.append(f"{here}.repeats: found true, expected one answer to a question")
        if one.get("type") not in GROUPS:
            found.append((part, one, here))
            if one.get("item"):
                problems.append(f"{here}.item: found questions below a question, expected them below a group")
        elif one.get("type") == "group":
            _flat(one.get("item"), f"{here}.item", str(one.get("text") or part), found, problems)


def _foreign_answers(one: Mapping[str, Any], where: str, problems: list[str]) -> Any:
    kind = one.get("type")
    if kind in WORDS:
        return "words"
    if kind == "boolean":
        return {"options": {"0": "No", "1": "Yes"}}
    if kind in ("integer", "decimal"):
        ends = {
            extension.get("url"): extension.get("valueInteger", extension.get("valueDecimal"))
            for extension in _dicts(one.get("extension"))
        }
        low, top = ends.get(LOW), ends.get(TOP)
        if not isinstance(low, int | float) or not isinstance(top, int | float):
            problems.append(f"{where}.extension: found no {LOW} and {TOP}, expected the lowest and highest answer")
            return "words"
        return {"from": low, "to": top, "whole": "yes" if kind == "integer" else "no"}
    if kind == "choice":
        return _foreign_options(one, where, problems)
    problems.append(
        f"{where}.type: found {str(kind)[:40]!r}, expected choice, integer, decimal, boolean, string or text"
    )
    return "words"


def _foreign_options(one: Mapping[str, Any], where: str, problems: list[str]) -> Any:
    options: dict[str, str] = {}
    for number, option in enumerate(_dicts(one.get("answerOption"))):
        coding = option.get("valueCoding")
        if not isinstance(coding, Mapping):
            problems.append(f"{where}.answerOption[{number}]: found no valueCoding, expected one")
            continue
        worth = next((e.get("valueDecimal") for e in _dicts(coding.get("extension")) if e.get("url") == ORDINAL), None)
        value = coding.get("code") if worth is None else plain(worth)
        if not re.fullmatch(r"-?\d{1,4}", str(value)):
            problems.append(
                f"{where}.answerOption[{number}].valueCoding.code: found {str(value)[:40]!r}, "
                f"expected a whole number, or the extension {ORDINAL}"
            )
            continue
        options[str(value)] = str(coding.get("display") or coding.get("code"))
    if not options:
        problems.append(f"{where}.answerOption: found no options, expected two or more")
    return {"options": options}


def _foreign_condition(
    one: Mapping[str, Any], where: str, numbers: Mapping[str, int], problems: list[str]
) -> dict[str, Any]:
    conditions = _dicts(one["enableWhen"])
    questions = {str(condition.get("question")) for condition in conditions}
    codes = [condition.get("answerCoding", {}).get("code") for condition in conditions]
    operators = {condition.get("operator") for condition in conditions}
    if len(questions) == 1 and (number := numbers.get(next(iter(questions)))):
        if operators == {"exists"} and all(condition.get("answerBoolean") is True for condition in conditions):
            return {"only_if": {"item": number}}
        is_any = len(codes) == 1 or one.get("enableBehavior") == "any"
        if operators == {"="} and is_any and all(re.fullmatch(r"-?\d{1,4}", str(code)) for code in codes):
            return {"only_if": {"item": number, "is": codes}}
    problems.append(f"{where}.enableWhen: expected one question, and that it is answered, or by which of its options")
    return {}


def from_response(resource: Resource, instrument: Instrument) -> Completion:
    """The completion of a FHIR R4 QuestionnaireResponse, checked against its instrument. Raises :class:`NotFhir`."""
    _is_a(resource, "QuestionnaireResponse")
    problems: list[str] = []
    want = canonical(instrument)
    if resource.get("questionnaire") not in (want, f"{URL}{instrument.key}"):
        found = str(resource.get("questionnaire"))[:80]
        problems.append(f"QuestionnaireResponse.questionnaire: found {found!r}, expected '{want}'")
    status = resource.get("status")
    if status not in STATUSES:
        problems.append(f"QuestionnaireResponse.status: found {str(status)[:40]!r}, expected {', '.join(STATUSES)}")
    authored = resource.get("authored") or ""
    if authored and not (isinstance(authored, str) and INSTANT.fullmatch(authored)):
        problems.append(f"QuestionnaireResponse.authored: found {str(authored)[:40]!r}, expected a date and time")
    answers: dict[int, Answer] = {}
    for where, one in _answers_in(resource.get("item"), "QuestionnaireResponse.item"):
        _take(one, where, instrument, answers, problems)
    if problems:
        raise NotFhir(problems)
    subject = resource.get("subject")
    reference = subject.get("reference", "") if isinstance(subject, Mapping) else ""
    return Completion(
        instrument.key,
        instrument.version,
        answers,
        str(status),
        str(authored),
        str(reference),
        str(resource.get("id") or ""),
    )


def _answers_in(items: object, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, one in enumerate(_dicts(items)):
        here = f"{where}[{number}]"
        if one.get("item"):
            yield from _answers_in(one["item"], f"{here}.item")
        if one.get("answer") or not one.get("item"):
            yield here, one


def _take(
    one: Mapping[str, Any], where: str, instrument: Instrument, answers: dict[int, Answer], problems: list[str]
) -> None:
    item = instrument.by_key.get(str(one.get("linkId")))
    if item is None:
        last = f"q1 to q{len(instrument.items)}"
        problems.append(f"{where}.linkId: found {str(one.get('linkId'))[:40]!r}, expected {last}")
        return
    given = _dicts(one.get("answer"))
    if not given:
        return
    if len(given) > 1 or item.number in answers:
        problems.append(f"{where}.answer: found two answers to {item.key}, expected one")
        return
    name, value = _value_of(given[0], item.answers)
    if name == "":
        problems.append(f"{where}.answer[0]: found no value that {item.key} takes, expected {expected(item)}")
        return
    answer = read_answer(item, value)
    if isinstance(answer, BadAnswer):
        problems.append(f"{where}.answer[0].{name}: found {answer.found}, expected {answer.expected}")
    elif answer is not None:
        answers[item.number] = answer


def _value_of(answer: Mapping[str, Any], answers: AnswerSet) -> tuple[str, object]:
    """The value of an answer, where its kind fits the item's."""
    coding = answer.get("valueCoding")
    if isinstance(coding, Mapping) and isinstance(coding.get("code"), str) and answers.asked != Asked.WORDS:
        return "valueCoding.code", coding["code"]
    if answers.asked == Asked.WORDS and isinstance(answer.get("valueString"), str):
        return "valueString", answer["valueString"]
    if answers.asked == Asked.NUMBER:
        for name in ("valueInteger", "valueDecimal"):
            if isinstance(answer.get(name), int | float) and not isinstance(answer.get(name), bool):
                return name, answer[name]
    return "", None
