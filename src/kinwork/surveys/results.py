"""What came of a round that is closed: figures of five or more by unit and in all, and nothing that says more. Pure but
for what it is handed: no statement.

Results come once, for everyone, when a round is over: two readings at two moments differ by nothing. There is no
filter and no crossing of two questions. A score is shown only where everything that it is made of is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kinwork.instruments import High, Instrument, Scorer
from kinwork.instruments.model import Asked, Item, Method, Scale, plain

from .queries import Answered
from .suppression import Group, Range, is_no_one_or_many, shown_beside_the_whole, shown_counts

IN_ORDER = "in order"
WHOLE = None  # the key of everyone together


@dataclass(frozen=True)
class Figure:
    """A mean, and how many people it is of; nothing where it is not shown."""

    of: str
    n: int | None = None
    mean: float | None = None
    unit: int | None = None  # none: everyone

    @property
    def words(self) -> str:
        return "not shown" if self.mean is None else plain(round(self.mean, 1))


@dataclass(frozen=True)
class Result:
    """One item or score: what it asks, between which ends, everyone together, unit by unit."""

    title: str
    low: float
    top: float
    direction: str
    figures: tuple[Figure, ...]
    ends: tuple[str, str] = ("", "")
    key: str = ""  # by which it is known from one round to the next

    @property
    def range(self) -> str:
        return f"{plain(self.low)} to {plain(self.top)}"

    @property
    def is_shown(self) -> bool:
        return any(one.mean is not None for one in self.figures)


@dataclass(frozen=True)
class Shares:
    """An item whose answers have no order: how many of everyone chose each."""

    title: str
    n: int | None
    rows: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class OfInstrument:
    """A questionnaire with what came of it, and what people wrote to it."""

    instrument: Instrument
    results: tuple[Result, ...]
    shares: tuple[Shares, ...]
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()


def results_of(
    instrument: Instrument, answered: Iterable[Answered], units: Mapping[int, tuple[str, int]],
    words: Sequence[tuple[int, str]],
) -> OfInstrument:  # fmt: skip
    """Of one questionnaire. ``units``: the name of each unit that was asked, and how many of it were."""
    asked = {unit: n for unit, (_, n) in units.items()}
    sheets = [one for one in answered if one.instrument == instrument.key]
    results, shares, shown = [], [], dict[int, frozenset[int | None]]()
    for item in instrument.items:
        if item.answers.asked == Asked.WORDS:
            continue
        if not _has_order(item):
            shares.append(_shares(item, sheets))
            continue
        groups = {unit: Group.of(_values(item, sheets, unit)) for unit in units}
        within = Range(item.answers.lowest, item.answers.highest, 1 if item.answers.whole else 0.5,
                       item.answers.asked == Asked.NUMBER)  # fmt: skip
        is_whole, those = shown_beside_the_whole(groups, within, asked=asked)
        shown[item.number] = frozenset({WHOLE, *those} if is_whole else those)
        results.append(
            Result(_title(item), within.low, within.top, _direction(item), _figures(groups, units, shown[item.number]),
                   (item.answers.label_of(item.answers.lowest), item.answers.label_of(item.answers.highest))
                   if item.answers.asked == Asked.ONE else ("", ""), item.key)
        )  # fmt: skip
    for scale in instrument.scales:
        if scale.method in (Method.ITEM, Method.CHANGE, Method.LEVEL) or not set(scale.items) <= shown.keys():
            continue
        results.append(_of_scale(instrument, scale, sheets, units, shown))
    numbers = dict.fromkeys(number for number, _ in words)
    said = tuple(
        (_title(instrument.by_number[number]), tuple(text for at, text in words if at == number)) for number in numbers
    )
    return OfInstrument(instrument, tuple(results), tuple(shares), said)


def _title(item: Item) -> str:
    return item.text or item.label or item.key


def _has_order(item: Item) -> bool:
    """Whether a mean of its answers says anything: numbers, or steps of agreement."""
    return item.answers.asked == Asked.NUMBER or item.high != High.NEITHER or "agree" in item.answers.key


def _values(item: Item, sheets: Iterable[Answered], unit: int) -> list[float]:
    """Answers that are none, such as not applicable, are not among them."""
    said = [one.answers.get(item.number) for one in sheets if one.unit_id == unit]
    return [float(value) for value in said if isinstance(value, int | float)]


def _direction(item: Item) -> str:
    if item.high == High.NEITHER:
        return ""
    return f"high is {item.high}"


def _figures(
    groups: Mapping[int, Group], units: Mapping[int, tuple[str, int]], shown: frozenset[int | None]
) -> tuple[Figure, ...]:
    whole = sum(groups.values(), Group())
    found = [Figure("Everyone", whole.n, round(whole.mean, 1)) if WHOLE in shown else Figure("Everyone")]
    for unit, (name, _) in units.items():
        group = groups[unit]
        found.append(
            Figure(name, group.n, round(group.mean, 1), unit) if unit in shown else Figure(name, unit=unit)
        )  # fmt: skip
    return tuple(found)


def _of_scale(
    instrument: Instrument, scale: Scale, sheets: Sequence[Answered], units: Mapping[int, tuple[str, int]],
    shown: Mapping[int, frozenset[int | None]],
) -> Result:  # fmt: skip
    scorer = Scorer(instrument)
    groups, without = {}, {}
    for unit in units:
        scores = [
            score.value for one in sheets if one.unit_id == unit for score in scorer.scores_of(one.answers)
            if score.scale.key == scale.key and score.value is not None
        ]  # fmt: skip
        groups[unit] = Group.of(scores)
        # Who left something out is in the items and not in the score: what stands between the two is theirs.
        said = [one for one in sheets if one.unit_id == unit and not one.answers.keys().isdisjoint(scale.items)]
        without[unit] = len(said) - len(scores)
    everywhere = frozenset.intersection(*(shown[number] for number in scale.items))
    parts = sum(
        instrument.by_number[number].answers.highest - instrument.by_number[number].answers.lowest
        for number in scale.items
    )
    within = Range(scale.low, scale.top, (scale.top - scale.low) / (parts or 1))
    only = {unit for unit in everywhere if unit is not None and is_no_one_or_many(without[unit])}
    asked = {unit: n for unit, (_, n) in units.items()}
    is_whole, those = (
        shown_beside_the_whole(groups, within, only=only, asked=asked)
        if WHOLE in everywhere and is_no_one_or_many(sum(without.values()))
        else (False, frozenset())
    )
    if not is_no_one_or_many(sum(n for unit, n in without.items() if unit not in those)):
        those = frozenset()
    keys: frozenset[int | None] = frozenset({WHOLE, *those}) if is_whole else frozenset()
    return Result(
        scale.name, scale.low, scale.top, scale.direction_in_words, _figures(groups, units, keys), key=scale.key
    )  # fmt: skip


def _shares(item: Item, sheets: Iterable[Answered]) -> Shares:
    said = [one.answers.get(item.number) for one in sheets]
    choices = [*((option.value, option.label) for option in item.answers.options),
               *((aside.code, aside.label) for aside in item.answers.asides)]  # fmt: skip
    counts = [sum(1 for value in said if value == choice) for choice, _ in choices]
    shown = shown_counts(counts)
    n = sum(counts) if any(one is not None for one in shown) else None
    rows = tuple((str(label or choice), one) for (choice, label), one in zip(choices, shown, strict=True))
    return Shares(_title(item), n, rows)
