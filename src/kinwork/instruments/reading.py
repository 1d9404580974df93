"""Reading an instrument from its file (YAML or JSON), and saying all that is wrong: where, what, what is right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import yaml

from kinwork.yaml_fields import Fields, Problem, Wrong, composed, nearest, shown

from .model import (
    AnswerSet,
    Aside,
    Asked,
    Condition,
    FilledInBy,
    High,
    Instrument,
    Item,
    Kind,
    Licence,
    Method,
    Option,
    Scale,
    When,
    Who,
    Wording,
)
from .reading_scales import ScaleReader

MOST_LETTERS = 120_000
MOST_ITEMS = 300
MOST_ROWS = 20
KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
FIELDS = (
    "key", "version", "name", "kind", "measures", "licence", "filled_in_by", "when", "anonymous", "current",
    "other_versions", "introduction", "child_introduction", "closing", "beware", "sources", "answers", "answer",
    "items", "parts", "reverse", "single_items", "missing", "scales",
)  # fmt: skip
NEEDED = ("key", "version", "name", "measures", "licence", "filled_in_by", "sources", "answers")
ITEM_FIELDS = ("text", "child", "label", "hint", "printed", "answer", "says", "concept", "only_if")


class NoInstrument(Wrong):
    """A text is no instrument; ``problems`` says why, all of them."""


def read_instrument(text: str) -> Instrument:
    """The instrument that a text describes. Raises :class:`NoInstrument`."""
    try:
        root = nodes(text, "An instrument")
    except Wrong as wrong:
        raise NoInstrument(wrong.problems) from None
    reader = _Reader()
    instrument = reader.instrument(root)
    if reader.problems or instrument is None:
        raise NoInstrument(sorted(reader.problems, key=lambda one: one.line))
    return instrument


def nodes(text: str, a: str) -> Any:
    """The nodes of a file of this room."""
    levels = "An item is two levels below “parts”, a band four below “scales”."
    return composed(text, a=a, most_letters=MOST_LETTERS, most_levels=12, levels=levels)


class _Reader(Fields):
    """Walks the nodes of an instrument."""

    def __init__(self) -> None:
        super().__init__()
        self.sets: dict[str, AnswerSet] = {}
        self.items: list[Item] = []

    def instrument(self, root: Any) -> Instrument | None:
        if root is None:
            self.problems.append(Problem(0, "", "There is nothing in it.", f"Write fields: {', '.join(FIELDS)}."))
            return None
        found = self.fields(root, "", FIELDS)
        if isinstance(root, yaml.MappingNode):
            for name in NEEDED:
                if name not in found:
                    self.wrong(root, "", f"“{name}” is missing.", f"Every instrument has {', '.join(NEEDED)}.")
            if ("items" in found) == ("parts" in found):
                right = "Write “items”, or “parts” that hold items."
                self.wrong(root, "", "There are both items and parts, or neither.", right)
        licence = self.licence(found.get("licence"))
        self.answer_sets(found.get("answers"), licence)
        default = self.default_answer(found.get("answer"))
        if "parts" in found:
            self.parts(found["parts"], default, licence)
        elif "items" in found:
            self.item_list(found["items"], "", default, licence)
        if len(self.items) > MOST_ITEMS:
            right = f"An instrument has at most {MOST_ITEMS}."
            self.wrong(found.get("items") or found.get("parts"), "", f"There are {len(self.items)} items.", right)
        self.conditions(found.get("items") or found.get("parts"))
        return Instrument(
            key=self.key(found.get("key"), "", pattern=KEY, right="Write small letters, figures, -: such as score-15."),
            version=self.words(found.get("version"), "", "version", most=60, needed=True),
            name=self.words(found.get("name"), "", "name", most=160, needed=True),
            kind=self.one_of(found.get("kind"), "", "kind", Kind, Kind.QUESTIONNAIRE),
            measures=self.words(found.get("measures"), "", "measures", most=600, needed=True),
            licence=licence,
            filled_in_by=self.respondents(found.get("filled_in_by")),
            items=tuple(self.items),
            scales=self.scales(found),
            sources=self.texts(found.get("sources"), "", "sources", most=600),
            introduction=self.words(found.get("introduction"), "", "introduction", most=2000),
            child_introduction=self.words(found.get("child_introduction"), "", "child_introduction", most=2000),
            closing=self.words(found.get("closing"), "", "closing", most=600),
            when=tuple(self.many_of(found.get("when"), "when", When, When.STUDY)),
            anonymous=self.yes(found.get("anonymous"), "", "anonymous"),
            is_current=self.yes(found.get("current"), "", "current", default=True),
            other_versions=self.texts(found.get("other_versions"), "", "other_versions", most=400),
            beware=self.texts(found.get("beware"), "", "beware", most=600),
        )  # fmt: skip

    def many_of(self, node: Any, name: str, choices: Iterable[Any], default: Any) -> list[Any]:
        if node is None:
            return []
        choices = list(choices)
        each = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return [self.one_of(one, "", name, choices, default) for one in each]

    def licence(self, node: Any) -> Licence:
        if node is None:
            return Licence(Wording.SHIPS, "")
        found = self.fields(node, "licence", ("wording", "words", "holder"))
        for name in ("wording", "words"):
            if name not in found:
                right = "Say whether the wording ships, is licensed, or only totals are entered; and by whose leave."
                self.wrong(node, "licence", f"“{name}” is missing.", right)
        return Licence(
            self.one_of(found.get("wording"), "licence", "wording", Wording, Wording.LICENSED),
            self.words(found.get("words"), "licence", "words", most=600, needed=True),
            self.words(found.get("holder"), "licence", "holder", most=200),
        )

    def respondents(self, node: Any) -> tuple[FilledInBy, ...]:
        if node is None:
            return ()
        each = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found = []
        for one in each:
            if isinstance(one, yaml.ScalarNode):
                found.append(FilledInBy(self.one_of(one, "filled_in_by", "who", Who, Who.WORKER)))
                continue
            fields = self.fields(one, "filled_in_by", ("who", "from_age", "to_age"))
            if "who" not in fields:
                self.wrong(one, "filled_in_by", "“who” is missing.", f"Write one of: {', '.join(Who)}.")
            low = self.age(fields.get("from_age"), "from_age")
            top = self.age(fields.get("to_age"), "to_age")
            if top and low > top:
                self.wrong(one, "filled_in_by", f"It is from {low} to {top} years.", "Write the lower age first.")
            found.append(FilledInBy(self.one_of(fields.get("who"), "filled_in_by", "who", Who, Who.WORKER), low, top))
        if not found:
            self.wrong(node, "filled_in_by", "No one may fill it in.", f"Write one or more of: {', '.join(Who)}.")
        return tuple(found)

    def age(self, node: Any, name: str) -> int:
        return 0 if node is None else self.number(node, "filled_in_by", name, 120)

    def answer_sets(self, node: Any, licence: Licence) -> None:
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode) or not node.value:
            self.wrong(
                node, "answers", f"{shown(node)} stands here.", "Write a name, and under it options or from and to."
            )
            return
        for name, value in node.value:
            key = self.key(name, "answers", pattern=NAME, right="Write small letters, figures and _.")
            if key in self.sets:
                self.wrong(name, "answers", f"“{key}” stands here twice.", "Keep one.")
            self.sets[key] = self.answer_set(key, value, licence)

    def answer_set(self, key: str, node: Any, licence: Licence) -> AnswerSet:
        where = f"answers “{key}”"
        if isinstance(node, yaml.ScalarNode) and node.value == "words":
            return AnswerSet(key, Asked.WORDS)
        allowed = ("options", "asides", "from", "to", "whole", "unit", "more", "there")
        found = self.fields(node, where, allowed)
        if not found:
            return AnswerSet(key, Asked.WORDS)
        asides = self.asides(found.get("asides"), where)
        more = self.one_of(found.get("more"), where, "more", ("high", "low"), "high") == "high"
        if "options" in found:
            options = self.options(found["options"], where, licence)
            values = [option.value for option in options]
            there = frozenset(self.numbers(found.get("there"), where, "there", values))
            for name in ("from", "to", "whole"):
                if name in found:
                    self.wrong(found[name], where, f"“{name}” stands beside options.", "Keep one of the two.")
            unit = self.words(found.get("unit"), where, "unit", most=40)
            return AnswerSet(key, Asked.ONE, options, asides, unit=unit, more_is_high=more, there=there)
        if asides:
            right = "Write options, or leave the asides out: a number that is not known is left blank."
            self.wrong(found["asides"], where, "A number has no answers beside it.", right)
        if "from" not in found or "to" not in found:
            right = "Write options; or from and to, for a number; or the word: words."
            self.wrong(node, where, "There are no options, and no from and to.", right)
            return AnswerSet(key, Asked.NUMBER, top=1)
        low, top = self.figure(found["from"], where, "from"), self.figure(found["to"], where, "to")
        if low >= top:
            self.wrong(found["to"], where, f"It goes from {low:g} to {top:g}.", "Write the lower number at from.")
        return AnswerSet(
            key, Asked.NUMBER, (), (), low, top, self.yes(found.get("whole"), where, "whole", default=True),
            self.words(found.get("unit"), where, "unit", most=40), more,
            frozenset(self.numbers(found.get("there"), where, "there", range(int(low), int(top) + 1))),
        )  # fmt: skip

    def options(self, node: Any, where: str, licence: Licence) -> tuple[Option, ...]:
        found: list[Option] = []
        if isinstance(node, yaml.MappingNode):
            pairs = [(key, self.words(value, where, "an option", most=200, needed=True)) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            pairs = [(value, "") for value in node.value]
        else:
            self.wrong(node, where, f"“options” holds {shown(node)}.", "Write a number and its words on each line.")
            return ()
        for key, label in pairs:
            value = self.integer(key, where, "an option")
            if any(option.value == value for option in found):
                self.wrong(
                    key, where, f"The option {value} stands here twice.", "Give each option a number of its own."
                )
            found.append(Option(value, label))
        if len(found) < 2:
            self.wrong(node, where, f"There are {len(found)} options.", "Write two or more.")
            return (*found, Option(1), Option(2))
        if licence.wording == Wording.SHIPS and not all(option.label for option in found):
            self.wrong(node, where, "The options have no words.", "Write each option’s words after its number.")
        return tuple(sorted(found, key=lambda option: option.value))

    def asides(self, node: Any, where: str) -> tuple[Aside, ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.MappingNode):
            self.wrong(
                node,
                where,
                f"“asides” holds {shown(node)}.",
                "Write a code and its words, such as: na: Not applicable.",
            )
            return ()
        return tuple(
            Aside(
                self.key(key, where, pattern=NAME, right="Write a code of small letters, such as: na."),
                self.words(value, where, "an aside", most=100, needed=True),
            )
            for key, value in node.value
        )

    def default_answer(self, node: Any) -> AnswerSet | None:
        if node is not None:
            return self.set_of(node, "answer")
        return next(iter(self.sets.values())) if len(self.sets) == 1 else None

    def set_of(self, node: Any, where: str) -> AnswerSet | None:
        name = node.value if isinstance(node, yaml.ScalarNode) else ""
        if name not in self.sets:
            right = nearest(str(name), self.sets) or f"There are: {', '.join(self.sets) or 'none'}."
            self.wrong(node, where, f"There are no answers “{name}”.", right)
        return self.sets.get(name)

    def parts(self, node: Any, default: AnswerSet | None, licence: Licence) -> None:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.wrong(node, "", f"“parts” holds {shown(node)}.", "Write a list: “- title: …” for each part.")
            return
        for number, one in enumerate(node.value, 1):
            where = f"part {number}"
            found = self.fields(one, where, ("title", "answer", "items", "rows"))
            title = self.words(found.get("title"), where, "title", most=160, needed=True)
            answers = self.set_of(found["answer"], where) if "answer" in found else default
            rows = self.number(found["rows"], where, "rows", MOST_ROWS) if "rows" in found else 0
            if "items" not in found or "title" not in found:
                self.wrong(one, where, "A title or items are missing.", "Every part has a title and items.")
                continue
            for row in range(1, max(rows, 1) + 1):
                named = title.replace("{n}", str(row)) if "{n}" in title or not rows else f"{title} {row}"
                self.item_list(found["items"], named, answers, licence, in_row=bool(rows))
                if self.problems:  # the same again for every row says nothing new
                    break

    def item_list(
        self, node: Any, part: str, default: AnswerSet | None, licence: Licence, *, in_row: bool = False
    ) -> None:
        start = len(self.items) if in_row else 0
        if isinstance(node, yaml.ScalarNode):
            count = self.number(node, part, "items", MOST_ITEMS)
            if default is None:
                self.wrong(
                    node, part, "How they are answered is not said.", "Write “answer”, or one set of answers only."
                )
                return
            if licence.wording == Wording.SHIPS:
                self.wrong(node, part, "The items have no words.", "Write a list of items: its wording ships.")
            self.items += [Item(len(self.items) + n, default, part=part) for n in range(1, count + 1)]
            return
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.wrong(node, part, f"“items” holds {shown(node)}.", "Write a list of items, or how many there are.")
            return
        for one in node.value:
            item = self.item(one, len(self.items) + 1, part, default, licence, start)
            if item is None:
                return
            self.items.append(item)

    def item(
        self, node: Any, number: int, part: str, default: AnswerSet | None, licence: Licence, start: int
    ) -> Item | None:
        where = f"item {number}"
        found = {"text": node} if isinstance(node, yaml.ScalarNode) else self.fields(node, where, ITEM_FIELDS)
        answers = self.set_of(found["answer"], where) if "answer" in found else default
        if answers is None:
            if "answer" not in found:
                self.wrong(
                    node, where, "How it is answered is not said.", "Write “answer” here, or once for all items."
                )
            return None
        text = self.words(found.get("text"), where, "text", most=600)
        if licence.wording == Wording.LICENSED and text:
            right = "Leave its words out; they belong into a file of wording that an authority has a licence for."
            self.wrong(node, where, "It has words, and its wording is licensed.", right)
        if licence.wording != Wording.LICENSED and not text:
            self.wrong(node, where, "It has no words.", "Write “text”.")
        return Item(
            number=number,
            answers=answers,
            text=text,
            child_text=self.words(found.get("child"), where, "child", most=600),
            label=self.words(found.get("label"), where, "label", most=80),
            hint=self.words(found.get("hint"), where, "hint", most=600),
            printed=self.words(found.get("printed"), where, "printed", most=20),
            part=part,
            says=self.one_of(found.get("says"), where, "says", ("", "problem", "strength"), ""),
            concept=self.key(found.get("concept"), where, pattern=NAME, right="Write small letters, figures and _."),
            only_if=self.condition(found.get("only_if"), where, start),
        )

    def condition(self, node: Any, where: str, start: int) -> Condition | None:
        if node is None:
            return None
        found = self.fields(node, where, ("item", "is"))
        if "item" not in found:
            self.wrong(node, where, "“only_if” names no item.", "Write the item’s number: only_if: {item: 1}.")
            return None
        number = start + self.number(found["item"], where, "item", MOST_ITEMS)
        each = found["is"].value if isinstance(found.get("is"), yaml.SequenceNode) else []
        if "is" in found and not each:
            self.wrong(
                found["is"], where, f"“is” holds {shown(found['is'])}.", "Write a list of answers, such as: [1]."
            )
        return Condition(number, tuple(self.integer(one, where, "is") for one in each))

    def conditions(self, node: Any) -> None:
        for item in self.items:
            if item.only_if is None:
                continue
            where = f"item {item.number}"
            if not 1 <= item.only_if.number < item.number:
                right = f"Name an item before it: 1 to {item.number - 1}."
                self.wrong(node, where, f"It depends on item {item.only_if.number}.", right)
                continue
            options = self.items[item.only_if.number - 1].answers.values
            if unknown := [value for value in item.only_if.values if value not in options]:
                right = f"Its answers are: {', '.join(map(str, options)) or 'words'}."
                self.wrong(node, where, f"Item {item.only_if.number} is never {unknown[0]}.", right)

    def scales(self, found: dict[str, Any]) -> tuple[Scale, ...]:
        reader = ScaleReader(self, tuple(self.items))
        reverse = self.reverse_list(found.get("reverse"))
        missing = reader.missing(found.get("missing"), "", len(self.items))
        scales = reader.scales(found.get("scales"), reverse, missing)
        if self.yes(found.get("single_items"), "", "single_items"):
            scales = (*scales, *(single(item) for item in self.items if item.is_scored))
        if twice := [key for key, n in Counter(scale.key for scale in scales).items() if n > 1]:
            self.wrong(found.get("scales"), "scales", f"Two are called “{twice[0]}”.", "Give each a key of its own.")
        self.is_reverse_right(found.get("reverse"), reverse, scales)
        return scales

    def reverse_list(self, node: Any) -> frozenset[int]:
        numbers = list(self.numbers(node, "reverse", "reverse", [item.number for item in self.items]))
        if twice := [number for number, n in Counter(numbers).items() if n > 1]:
            self.wrong(node, "reverse", f"Item {twice[0]} stands here twice.", "Turned twice is not turned: keep one.")
        return frozenset(numbers)

    def is_reverse_right(self, node: Any, reverse: frozenset[int], scales: tuple[Scale, ...]) -> None:
        """A turned item must count somewhere; and what items say of themselves must agree with what is turned."""
        if idle := sorted(reverse - {number for scale in scales for number in scale.items if scale.reverse}):
            self.wrong(node, "reverse", f"Item {idle[0]} is in no scale that turns it.", "Take it out.")
        for scale in scales:
            for number in scale.items:
                item = self.items[number - 1]
                if High.NEITHER in (scale.high, item.high) or scale.points or not _adds(scale):
                    continue
                if (item.high != scale.high) != (number in scale.reverse):
                    more = "" if number in scale.reverse else "not "
                    said = (
                        f"Item {number} says a {item.says}, so that a high answer to it is {item.high}; "
                        f"“{scale.key}” has high = {scale.high}, and the item is {more}turned."
                    )
                    right = "Take it out of “reverse”." if number in scale.reverse else "Put it into “reverse”."
                    self.wrong(node, "reverse", said, right)

    def numbers(self, node: Any, where: str, name: str, allowed: Iterable[int]) -> tuple[int, ...]:
        """A list of whole numbers, each of them allowed; “3-7” are all from 3 to 7."""
        if node is None:
            return ()
        allowed = list(allowed)
        each = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found: list[int] = []
        for one in each:
            said = one.value if isinstance(one, yaml.ScalarNode) else ""
            span = re.fullmatch(r"(\d{1,3})-(\d{1,3})", said)
            some = list(range(int(span[1]), int(span[2]) + 1)) if span else [self.integer(one, where, name)]
            if unknown := [number for number in some if number not in allowed]:
                self.wrong(one, where, f"There is no {unknown[0]} here.", f"There are {_span(allowed)}.")
            found += [number for number in some if number in allowed]
        return tuple(found)

    def integer(self, node: Any, where: str, name: str) -> int:
        said = node.value if isinstance(node, yaml.ScalarNode) else ""
        if re.fullmatch(r"-?\d{1,4}", said):
            return int(said)
        self.wrong(node, where, f"“{name}” is {shown(node)}.", "Write a whole number.")
        return 0

    def figure(self, node: Any, where: str, name: str) -> float:
        said = node.value if isinstance(node, yaml.ScalarNode) else ""
        if re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?", said):
            return float(said)
        self.wrong(node, where, f"“{name}” is {shown(node)}.", "Write a number, such as 5 or 2.5.")
        return 0


def single(item: Item) -> Scale:
    """An item that is read by itself, as its own scale."""
    label = item.answers.label_of(int(item.answers.highest)) if item.answers.asked == Asked.ONE else ""
    means = f"nearer to “{label}”" if label and not label.isdigit() else "more" if item.answers.more_is_high else "less"
    return Scale(
        key=item.key,
        name=item.label or item.text or f"Item {item.number}",
        method=Method.ITEM,
        items=(item.number,),
        low=item.answers.lowest,
        top=item.answers.highest,
        high=item.high,
        high_means=means,
    )


def _adds(scale: Scale) -> bool:
    return scale.method in ("sum", "mean", "percent", "item")


def _span(allowed: list[int]) -> str:
    if not allowed:
        return "none"
    if allowed == list(range(allowed[0], allowed[-1] + 1)):
        return f"{allowed[0]} to {allowed[-1]}"
    return ", ".join(map(str, allowed))
