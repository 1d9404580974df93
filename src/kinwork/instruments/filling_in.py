"""An instrument as it is asked: who may, in which words, one item a screen or all, what comes next.

>>> from .library import instrument
>>> form = for_filling_in(instrument("score-15"), who=Who.CHILD, age=12)
>>> len(form.screens(one_at_a_time=True)), form.next_after(None, {}).key, form.progress({1: 3})
(15, 'q1', (1, 15))
>>> why_not(instrument("score-15"), Who.CHILD, 11)
'SCORE-15 is for: family member aged 12 or over; parent; child aged 12 or over.'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from .answering import Answer, is_asked
from .model import Aside, Asked, Instrument, Item, Option, Who, Wording
from .wording import LoadedWording, worded


class NotToBeAsked(ValueError):
    """Why the instrument cannot be asked like this: of this person, or without its words."""


@dataclass(frozen=True)
class Question:
    """An item in the words in which it is asked, with everything that a page needs to ask it."""

    item: Item
    text: str

    @property
    def number(self) -> int:
        return self.item.number

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def asked(self) -> Asked:
        return self.item.answers.asked

    @property
    def part(self) -> str:
        return self.item.part

    @property
    def hint(self) -> str:
        return self.item.hint

    @property
    def options(self) -> tuple[Option, ...]:
        return self.item.answers.options

    @property
    def asides(self) -> tuple[Aside, ...]:
        return self.item.answers.asides

    @property
    def low(self) -> float:
        return self.item.answers.lowest

    @property
    def top(self) -> float:
        return self.item.answers.highest

    @property
    def whole(self) -> bool:
        return self.item.answers.whole

    @property
    def unit(self) -> str:
        return self.item.answers.unit


@dataclass(frozen=True)
class Form:
    """What is asked, in order."""

    instrument: Instrument
    introduction: str
    closing: str
    questions: tuple[Question, ...]
    language: str = "en"
    for_child: bool = False

    def screens(self, *, one_at_a_time: bool) -> tuple[tuple[Question, ...], ...]:
        """One question a screen; or one screen for each part, all on one where there are no parts."""
        if one_at_a_time:
            return tuple((question,) for question in self.questions)
        return tuple(tuple(group) for _, group in groupby(self.questions, key=lambda question: question.part))

    def asked(self, answers: Mapping[int, Answer]) -> tuple[Question, ...]:
        """The questions that are asked after these answers: some depend on another."""
        return tuple(question for question in self.questions if is_asked(question.item, answers))

    def next_after(self, number: int | None, answers: Mapping[int, Answer]) -> Question | None:
        """The question after this one (None: the first); None after the last."""
        return next((question for question in self.asked(answers) if question.number > (number or 0)), None)

    def before(self, number: int, answers: Mapping[int, Answer]) -> Question | None:
        """The question before this one; None before the first."""
        return next((question for question in reversed(self.asked(answers)) if question.number < number), None)

    def progress(self, answers: Mapping[int, Answer]) -> tuple[int, int]:
        """How many of how many are answered."""
        there = self.asked(answers)
        return sum(1 for question in there if question.number in answers), len(there)


def why_not(instrument: Instrument, who: Who, age: int | None = None) -> str:
    """Why this person is not asked; empty where they may be. An age that is not known stops no one."""
    for one in instrument.filled_in_by:
        if one.who != who:
            continue
        if age is None or (one.from_age <= age and (not one.to_age or age <= one.to_age)):
            return ""
    return f"{instrument.name} is for: {'; '.join(map(str, instrument.filled_in_by))}."


def for_filling_in(
    instrument: Instrument,
    *,
    who: Who | None = None,
    age: int | None = None,
    wording: LoadedWording | None = None,
) -> Form:
    """The instrument as it is asked of somebody. Raises :class:`NotToBeAsked`.

    A child is asked in a child's words where there are any. ``wording``: the authority's, where the words are licensed.
    """
    if who is not None and (why := why_not(instrument, who, age)):
        raise NotToBeAsked(why)
    if wording is not None:
        if (wording.key, wording.version) != (instrument.key, instrument.version):
            raise NotToBeAsked(f"This is the wording of {wording.key} {wording.version}.")
        instrument = worded(instrument, wording)
    elif instrument.licence.wording == Wording.LICENSED:
        raise NotToBeAsked(
            f"The words of {instrument.name} are licensed, and none are loaded. "
            "Put a file with its wording and your licence into your folder of instruments."
        )
    for_child = who == Who.CHILD
    return Form(
        instrument=instrument,
        introduction=(instrument.child_introduction if for_child else "") or instrument.introduction,
        closing=instrument.closing,
        questions=tuple(
            Question(item, (item.child_text if for_child else "") or item.text) for item in instrument.items
        ),
        language=wording.language if wording else "en",
        for_child=for_child,
    )
