"""The words of a licensed instrument, in a file of the authority that has the licence; never in Kinwork's own files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import yaml

from kinwork.yaml_fields import Fields, Problem, Wrong, nearest, shown

from .model import AnswerSet, Asked, Instrument, Item, Option, Wording
from .reading import nodes

FIELDS = ("wording_of", "version", "language", "licence", "introduction", "closing", "items", "answers")


class NoWording(Wrong):
    """A text is no wording of an instrument; ``problems`` says why, all of them."""


@dataclass(frozen=True)
class LoadedWording:
    """Words of an instrument by item and by answer, with the licence under which the authority uses them."""

    key: str
    version: str
    language: str
    licence: str
    items: Mapping[int, str]
    answers: Mapping[str, Mapping[int, str]]
    introduction: str = ""
    closing: str = ""


def is_wording(text: str) -> bool:
    """Whether a file is meant as wording."""
    return re.search(r'^\s*[{"]*\s*"?wording_of"?\s*:', text, re.MULTILINE) is not None


def read_wording(text: str, instruments: Sequence[Instrument]) -> LoadedWording:
    """The wording that a text holds, checked against its instrument. Raises :class:`NoWording`."""
    try:
        root = nodes(text, "A file of wording")
    except Wrong as wrong:
        raise NoWording(wrong.problems) from None
    reader = _Reader()
    found = reader.wording(root, instruments)
    if reader.problems or found is None:
        raise NoWording(sorted(reader.problems, key=lambda one: one.line))
    return found


class _Reader(Fields):
    """Walks the nodes of a file of wording."""

    def wording(self, root: object, instruments: Sequence[Instrument]) -> LoadedWording | None:
        if root is None:
            self.problems.append(Problem(0, "", "There is nothing in it.", f"Write fields: {', '.join(FIELDS)}."))
            return None
        found = self.fields(root, "", FIELDS)
        for name in ("wording_of", "version", "licence", "items"):
            if name not in found:
                right = "It has wording_of, version, licence and items; answers too where their words are licensed."
                self.wrong(root, "", f"“{name}” is missing.", right)
        key = self.words(found.get("wording_of"), "", "wording_of", most=80)
        version = self.words(found.get("version"), "", "version", most=60)
        instrument = self.instrument_of(found, key, version, instruments)
        if instrument is None:
            return None
        return LoadedWording(
            key,
            version,
            self.words(found.get("language"), "", "language", most=20) or "en",
            self.words(found.get("licence"), "", "licence", most=600, needed=True),
            self.items(found.get("items"), instrument),
            self.answers(found.get("answers"), root, instrument),
            self.words(found.get("introduction"), "", "introduction", most=2000),
            self.words(found.get("closing"), "", "closing", most=600),
        )

    def instrument_of(
        self, found: dict[str, object], key: str, version: str, instruments: Sequence[Instrument]
    ) -> Instrument | None:
        there = [one for one in instruments if one.key == key]
        if not there:
            right = nearest(key, {one.key for one in instruments}) or "Write the id that kinwork instruments lists."
            self.wrong(found.get("wording_of"), "", f"There is no instrument “{key}”.", right)
            return None
        instrument = next((one for one in there if one.version == version), None)
        if instrument is None:
            right = f"There are: {', '.join(one.version for one in there)}."
            self.wrong(found.get("version"), "", f"{key} has no version “{version}”.", right)
            return None
        if instrument.licence.wording == Wording.TOTALS:
            right = "Only the totals of its subscales are entered: it is filled in on its own form."
            self.wrong(found.get("wording_of"), "", f"{key} takes no wording.", right)
            return None
        return instrument

    def items(self, node: object, instrument: Instrument) -> dict[int, str]:
        found = self.by_number(node, "items", {item.number for item in instrument.items})
        if without := [item.number for item in instrument.items if item.number not in found]:
            self.wrong(node, "items", f"Item {without[0]} has no words.", f"Write all {len(instrument.items)}.")
        return found

    def answers(self, node: object, root: object, instrument: Instrument) -> dict[str, dict[int, str]]:
        """Words for the options of each set of answers; all of them where the instrument's file has none."""
        sets = {item.answers.key: item.answers for item in instrument.items if item.answers.asked == Asked.ONE}
        fields = self.fields(node, "answers", tuple(sets)) if node is not None else {}
        found = {}
        for key, answers in sets.items():
            if key in fields:
                found[key] = self.by_number(fields[key], f"answers “{key}”", set(answers.values))
            words = found.get(key, {})
            if without := [o.value for o in answers.options if not o.label and o.value not in words]:
                self.wrong(
                    fields.get(key, root), f"answers “{key}”", f"The answer {without[0]} has no words.", "Write them."
                )
        return found

    def by_number(self, node: object, where: str, allowed: set[int]) -> dict[int, str]:
        if not isinstance(node, yaml.MappingNode):
            if node is not None:
                self.wrong(node, where, f"{shown(node)} stands here.", "Write a number and its words on each line.")
            return {}
        found: dict[int, str] = {}
        for key, value in node.value:
            said = str(key.value)
            number = int(said) if re.fullmatch(r"-?\d{1,3}", said) else None
            if number not in allowed:
                self.wrong(key, where, f"There is no {said[:20]}.", f"There are: {_listed(allowed)}.")
            elif number in found:
                self.wrong(key, where, f"{number} stands here twice.", "Keep one.")
            else:
                found[number] = self.words(value, where, said, most=600, needed=True)
        return found


def worded(instrument: Instrument, wording: LoadedWording) -> Instrument:
    """The instrument with the words of its wording: for asking it, not for keeping or sending."""
    sets: dict[str, AnswerSet] = {}
    for item in instrument.items:
        words = wording.answers.get(item.answers.key, {})
        options = tuple(Option(o.value, words.get(o.value, o.label)) for o in item.answers.options)
        sets.setdefault(item.answers.key, replace(item.answers, options=options))

    def with_words(item: Item) -> Item:
        return replace(item, text=wording.items[item.number], answers=sets[item.answers.key])

    return replace(
        instrument,
        items=tuple(with_words(item) for item in instrument.items),
        introduction=wording.introduction or instrument.introduction,
        closing=wording.closing or instrument.closing,
    )


def _listed(numbers: set[int]) -> str:
    ordered = sorted(numbers)
    if ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{ordered[0]} to {ordered[-1]}"
    return ", ".join(map(str, ordered))
