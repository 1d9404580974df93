"""From answers to scores. Never a bare number: range, direction, how many were answered, which rule, which band.

>>> from .library import instrument
>>> found = score(instrument("score-15"), {f"q{n}": 3 for n in range(1, 16)})
>>> print(found["strengths"])
Strengths and adaptability: 15 (from 5 to 25; high is worse: fewer strengths); 5 of 5 answered; no published cut-off
>>> print(score(instrument("score-15"), {"q1": 1})["strengths"])
Strengths and adaptability: no score: 1 of 5 answered, and no rule for items left out is published

Pure: no clock, no database; the same answers always give the same scores.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .answering import Answer, Given, checked, is_asked
from .model import Asked, Band, CutOffs, High, Instrument, Item, Method, Missing, Rule, Scale, plain


class Score(NamedTuple):
    """The score of one scale, or why there is none.

    ``answered`` of ``asked`` items count as they were answered; ``aside`` have an answer that is not scored, such as
    not applicable; ``filled`` were filled in by the ``rule``.
    """

    scale: Scale
    value: float | None
    answered: int
    asked: int
    filled: int
    aside: int
    rule: str
    why_not: str
    band: Band | None
    cut_offs: CutOffs | None
    why_no_band: str

    @property
    def level(self) -> str:
        """The word of a level, where the scale has levels."""
        return next((level.name for level in self.scale.levels if level.value == self.value), "")

    @property
    def why(self) -> str:
        """Why there is no score; or, with one, why there is no band."""
        return self.why_not or ("" if self.level else self.why_no_band)

    def as_dict(self) -> dict[str, float | int | str | None]:
        """The score as plain data, for keeping or sending: never a number alone."""
        return {
            "score": self.value,
            "range": self.scale.range_in_words,
            "high_is": self.scale.high_in_words,
            "answered": self.answered,
            "items": self.asked,
            "filled": self.filled,
            "rule": self.rule,
            "band": self.level or (self.band.name if self.band else ""),
            "why": self.why,
        }

    def __str__(self) -> str:
        scale = self.scale
        if self.value is None:
            return f"{scale.name}: no score: {self.why_not}"
        level = f" ({self.level})" if self.level else ""
        counted = f"{self.answered} of {self.asked} answered"
        if self.aside:
            counted += f", {self.aside} with an answer that is not scored"
        if self.filled:
            counted += f", {self.filled} filled in by rule"
        read = f"{self.band.name} ({self.cut_offs.source})" if self.band and self.cut_offs else self.why_no_band
        ends = f"from {scale.range_in_words}; {scale.direction_in_words}"
        return f"{scale.name}: {plain(self.value)}{level} ({ends}); {counted}; {read}"


@dataclass(frozen=True)
class Result:
    """All scores of one completion, with its answers as they were read."""

    instrument: Instrument
    answers: Mapping[int, Answer]
    scores: tuple[Score, ...]

    def __getitem__(self, key: str) -> Score:
        for found in self.scores:
            if found.scale.key == key:
                return found
        raise KeyError(f"{self.instrument.key} has no scale '{key}': {', '.join(s.scale.key for s in self.scores)}")

    def as_dict(self) -> dict[str, object]:
        """The completion as plain data: instrument and version, every answer by its item, every score."""
        return {
            "instrument": self.instrument.key,
            "version": self.instrument.version,
            "answers": {f"q{number}": answer for number, answer in sorted(self.answers.items())},
            "scores": {found.scale.key: found.as_dict() for found in self.scores},
        }

    @property
    def answered(self) -> int:
        return len(self.answers)

    @property
    def asked(self) -> int:
        """How many items there were to answer, after what was answered."""
        return sum(1 for item in self.instrument.items if item.number in self.answers or is_asked(item, self.answers))


class Scorer:
    """An instrument made ready for many completions: what each answer counts as is looked up, never worked out anew."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self._scales = [_ScaleScorer(scale, instrument.by_number) for scale in instrument.scales]

    def score(self, answers: Given, *, age: int | None = None, complete_only: bool = False) -> Result:
        """As :func:`score`."""
        found = checked(self.instrument, answers)
        return Result(self.instrument, found, self.scores_of(found, age=age, complete_only=complete_only))

    def scores_of(
        self, answers: Mapping[int, Answer], *, age: int | None = None, complete_only: bool = False
    ) -> tuple[Score, ...]:
        """The scores of answers that were checked before, such as those that a database keeps."""
        return tuple([scale(answers, age, complete_only) for scale in self._scales])


def score(instrument: Instrument, answers: Given, *, age: int | None = None, complete_only: bool = False) -> Result:
    """The scores of one completion. Raises ``BadAnswers`` where an answer is none that the item has.

    ``age`` of the person whom it is about, where cut-offs are by age; ``complete_only``: no item left out is filled in.
    """
    return Scorer(instrument).score(answers, age=age, complete_only=complete_only)


class _ScaleScorer:
    """One scale made ready."""

    def __init__(self, scale: Scale, items: Mapping[int, Item]) -> None:
        self.scale = scale
        self.worth = [(number, _worth(scale, items[number])) for number in scale.items]
        self.count = len(scale.items)
        self.read = _reader(scale, items)
        self.label_of = items[scale.items[0]].answers.label_of
        self.filling: dict[int, float] = {}
        if scale.missing.rule == Rule.FILL:
            self.filling = {n: worth_of(scale, items[n], scale.missing.value) for n in scale.items}

    def __call__(self, answers: Mapping[int, Answer], age: int | None, complete_only: bool) -> Score:
        values: list[float] = []
        aside = 0
        left_out: list[int] = []
        for number, worth in self.worth:
            answer = answers.get(number)
            if answer is None:
                left_out.append(number)
            elif (value := worth(answer)) is not None:
                values.append(value)
            else:
                aside += 1
        scale, missing, answered = self.scale, self.scale.missing, len(values)
        filled, rule = 0, "complete"
        if answered != self.count:
            if complete_only and missing.rule != Rule.ANSWERED:
                missing = _COMPLETE_ONLY
            rule = missing.rule.value
            if why := self._why_no_score(missing, answered, aside, answers):
                return Score(scale, None, answered, self.count, 0, aside, rule, why, None, None, "")
            if missing.rule == Rule.FILL:
                values += [self.filling[number] for number in left_out]
                filled = len(left_out)
            elif missing.rule == Rule.MEAN and scale.method == Method.SUM:
                filled = self.count - answered
                values += [sum(values) / answered] * filled
        found = self.read(values, answers)
        if not scale.cut_offs:
            return Score(scale, found, answered, self.count, filled, aside, rule, "", None, None, scale.no_cut_off)
        for cut_offs in scale.cut_offs:
            if cut_offs.is_for(age):
                band = cut_offs.band(found)
                return Score(scale, found, answered, self.count, filled, aside, rule, "", band, cut_offs, "")
        return Score(scale, found, answered, self.count, filled, aside, rule, "", None, None, _by_age(scale, age))

    def _why_no_score(self, missing: Missing, answered: int, aside: int, answers: Mapping[int, Answer]) -> str:
        if self.count == 1 and missing.rule != Rule.FILL:
            return f"answered “{self.label_of(answers[self.scale.items[0]])}”" if aside else "not answered"
        counted = f"{answered} of {self.count} answered"
        if aside:
            counted += f", {aside} with an answer that is not scored"
        if missing.rule in (Rule.ALL, Rule.FILL) and aside:
            return counted
        if missing is _COMPLETE_ONLY:
            return f"{counted}, and only complete ones were asked for"
        if missing.rule == Rule.ALL:
            return f"{counted}, and {_all_by(missing)}"
        if answered < missing.at_least:
            return f"{counted}, and the rule asks for at least {missing.at_least}"
        return ""


_COMPLETE_ONLY = Missing(Rule.ALL, source="as asked")


def _all_by(missing: Missing) -> str:
    if not missing.source:
        return "no rule for items left out is published"
    return f"the rule asks for all ({missing.source})"


def rule_in_words(missing: Missing) -> str:
    """The rule for items left out, with its source.

    >>> rule_in_words(Missing())
    'no score unless all are answered: no rule for items left out is published'
    """
    by = f" ({missing.source})" if missing.source else ""
    least = f" when at least {missing.at_least} are" if missing.at_least else ""
    if missing.rule == Rule.ALL:
        return f"no score unless all are answered: {_all_by(missing)}"
    if missing.rule == Rule.FILL:
        return f"an item left out counts as {missing.value}{least and least + ' answered'}{by}"
    if missing.rule == Rule.MEAN:
        return f"the mean of what was answered stands for items left out{least and least + ' answered'}{by}"
    return f"only what was answered is counted{by}"


def _by_age(scale: Scale, age: int | None) -> str:
    ages = ", ".join(f"{c.from_age} to {c.to_age}" if c.to_age else f"{c.from_age} or over" for c in scale.cut_offs)
    return f"cut-offs are by age ({ages}), and {'the age is not known' if age is None else f'there is none for {age}'}"


def worth_of(scale: Scale, item: Item, value: float) -> float:
    """What an answer counts as in the scale: by its points, turned, or as it is."""
    if scale.method in (Method.COUNT, Method.LEVEL):
        return int(value in scale.counts)
    if scale.points:
        return scale.points[int(value)]
    return item.answers.reversed(value) if item.number in scale.reverse else value


def _worth(scale: Scale, item: Item) -> Callable[[Answer], float | None]:
    """What each answer counts as; None for one beside the question."""
    if item.answers.asked == Asked.ONE:
        worth: dict[Answer, float] = {value: worth_of(scale, item, value) for value in item.answers.values}
        return worth.get

    def of_number(answer: Answer) -> float | None:
        return None if isinstance(answer, str) else worth_of(scale, item, answer)

    return of_number


def _reader(scale: Scale, items: Mapping[int, Item]) -> Callable[[Sequence[float], Mapping[int, Answer]], float]:
    """How the scale is made of what its items count as."""
    if scale.method == Method.LEVEL:

        def level(values: Sequence[float], answers: Mapping[int, Answer]) -> float:
            there = {number for number in scale.items if answers.get(number) in scale.counts}
            return next(one.value for one in scale.levels if one.all_of <= there)

        return level
    if scale.method == Method.PERCENT:
        ends = [worth_of(scale, items[scale.items[0]], value) for value in _ends(items[scale.items[0]])]
        low, width = min(ends), max(ends) - min(ends)
        return lambda values, answers: (sum(values) / len(values) - low) / width * 100
    if scale.method == Method.MEAN:
        return lambda values, answers: sum(values) / len(values)
    if scale.method == Method.CHANGE:
        return lambda values, answers: values[0] - values[1]
    return lambda values, answers: sum(values)


def _ends(item: Item) -> tuple[float, ...]:
    return item.answers.values or (item.answers.lowest, item.answers.highest)


def as_more(instrument: Instrument, key: str | int, value: float) -> float:
    """An answer turned, where needed, so that a high one means more of what the item says.

    By it two instruments can be set beside one another whose answers run in opposite directions.

    >>> from .library import instrument
    >>> as_more(instrument("swwff-staff-attitudes"), "q2", 1), as_more(instrument("swwff-staff-experiences"), "q3", 4)
    (4, 4)
    """
    item = instrument.by_key[key] if isinstance(key, str) else instrument.by_number[key]
    return item.answers.as_more(value)


def as_better(instrument: Instrument, key: str | int, value: float) -> float | None:
    """An answer turned, where needed, so that a high one is better; None where neither end is better."""
    item = instrument.by_key[key] if isinstance(key, str) else instrument.by_number[key]
    if item.high == High.NEITHER:
        return None
    return value if item.high == High.BETTER else item.answers.reversed(value)
