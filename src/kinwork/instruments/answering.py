"""What people answered, checked: each answer is one that its item has, or it is said what is wrong with it.

Nothing is guessed: what is out of range is refused, never cut to fit; blank is not answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kinwork.yaml_fields import nearest

from .model import Asked, Instrument, Item, plain

Answer = int | float | str
Given = Mapping[str, object] | Mapping[int, object]

MOST_WORDS = 20_000
NUMBER = re.compile(r"[-+]?\d{1,6}(\.\d{1,9})?")


@dataclass(frozen=True)
class BadAnswer:
    """One answer that cannot be: to which item, what was found, what was expected."""

    item: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.item}: found {self.found}, expected {self.expected}"


class BadAnswers(ValueError):
    """Answers that the instrument does not have; ``problems`` says which, all of them."""

    def __init__(self, problems: Iterable[BadAnswer]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


def checked(instrument: Instrument, given: Given) -> dict[int, Answer]:
    """The answers by number of item, those left out not among them. Raises :class:`BadAnswers`.

    ``given`` is by key ("q1") or by number; a value is a number, a code of those beside the question (such as "na"),
    words where words are asked, or nothing (None, blank).
    """
    found: dict[int, Answer] = {}
    problems: list[BadAnswer] = []
    quick = instrument.quick_answers
    for key, value in given.items():
        known = quick.get(key)
        if known and value.__class__ is int and value in known[1] and known[0] not in found:
            found[known[0]] = value  # what nearly every answer is, a hundred thousand times
            continue
        item = instrument.by_key.get(key) if isinstance(key, str) else instrument.by_number.get(key)
        item = item or item_of(instrument, key)
        if item is None:
            last = f"q1 to q{len(instrument.items)}"
            right = nearest(str(key), instrument.by_key) or f"one of {last}"
            problems.append(BadAnswer(str(key), "an item that is not there", right))
            continue
        answer = read_answer(item, value)
        if isinstance(answer, BadAnswer):
            problems.append(answer)
        elif answer is None:
            continue
        elif item.number in found:
            problems.append(BadAnswer(item.key, "two answers", "one"))
        else:
            found[item.number] = answer
    if problems:
        raise BadAnswers(problems)
    return found


def item_of(instrument: Instrument, key: object) -> Item | None:
    """The item of a key or number."""
    if isinstance(key, str):
        return instrument.by_key.get(key.strip().lower())
    return instrument.by_number.get(key) if isinstance(key, int) else None


def read_answer(item: Item, value: object) -> Answer | BadAnswer | None:
    """One answer as its item has it; None where it was left out."""
    answers = item.answers
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, list | tuple | set | frozenset | dict):
        return BadAnswer(item.key, f"{len(value)} answers", "one")
    if answers.asked == Asked.WORDS:
        said = str(value)
        too_long = len(said) > MOST_WORDS
        return BadAnswer(item.key, f"{len(said):,} letters", f"at most {MOST_WORDS:,}") if too_long else said
    if isinstance(value, str):
        said = value.strip()
        for aside in answers.asides:
            if said.casefold() in (aside.code.casefold(), aside.label.casefold()):
                return aside.code
        number = float(said) if NUMBER.fullmatch(said) else None
    else:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        number = float(value) if is_number and value == value and abs(value) < 1e9 else None  # type: ignore[arg-type]
    if number is None:
        return BadAnswer(item.key, f"'{str(value)[:40]}'", expected(item))
    if answers.asked == Asked.ONE:
        return int(number) if number in answers.values else BadAnswer(item.key, f"'{plain(number)}'", expected(item))
    if not answers.low <= number <= answers.top or (answers.whole and number != int(number)):
        return BadAnswer(item.key, f"'{plain(number)}'", expected(item))
    return int(number) if answers.whole else number


def expected(item: Item) -> str:
    """What an answer to the item may be, in words.

    >>> from .model import AnswerSet, Aside, Option
    >>> five = tuple(map(Option, (1, 2, 3, 4, 5)))
    >>> expected(Item(1, AnswerSet("five", Asked.ONE, five, (Aside("na", "Not there"),))))
    '1 to 5, na (Not there) or blank'
    >>> expected(Item(1, AnswerSet("hours", Asked.NUMBER, low=0, top=24, whole=False)))
    'a number from 0 to 24 or blank'
    """
    answers = item.answers
    if answers.asked == Asked.WORDS:
        return "words"
    if answers.asked == Asked.NUMBER:
        said = f"a {'whole ' if answers.whole else ''}number from {plain(answers.low)} to {plain(answers.top)}"
    elif answers.values == tuple(range(answers.values[0], answers.values[-1] + 1)):
        said = f"{answers.values[0]} to {answers.values[-1]}"
    else:
        said = ", ".join(map(str, answers.values))
    asides = "".join(f", {aside.code} ({aside.label})" for aside in answers.asides)
    return f"{said}{asides} or blank"


def is_asked(item: Item, answers: Mapping[int, Answer]) -> bool:
    """Whether the item is asked, after what was answered before it."""
    condition = item.only_if
    if condition is None:
        return True
    before = answers.get(condition.number)
    return before in condition.values if condition.values else before is not None
