"""What two people say of the same things: a worker and a parent about concerns, a worker's guess of the parent's view.

Items of two instruments belong together by their ``concept``. Agreement is that both say it is there, or both that it
is not (Bostock et al. 2017, findings on practice with families): in per cent of the pairs in which both answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .answering import Answer
from .model import Instrument, Item


@dataclass(frozen=True)
class Pair:
    """One thing, and what each says of it; None where it was not answered."""

    concept: str
    first: Item
    second: Item
    first_answer: Answer | None
    second_answer: Answer | None

    @property
    def first_says_there(self) -> bool | None:
        return _there(self.first, self.first_answer)

    @property
    def second_says_there(self) -> bool | None:
        return _there(self.second, self.second_answer)

    @property
    def agree(self) -> bool | None:
        """Whether both say it is there, or both that it is not; None unless both answered."""
        first, second = self.first_says_there, self.second_says_there
        return None if first is None or second is None else first == second


@dataclass(frozen=True)
class Agreement:
    """In how many of the pairs of a concept the two agree."""

    concept: str
    agree: int
    pairs: int

    @property
    def percent(self) -> float | None:
        return 100 * self.agree / self.pairs if self.pairs else None


def side_by_side(
    first: Instrument, first_answers: Mapping[int, Answer], second: Instrument, second_answers: Mapping[int, Answer]
) -> tuple[Pair, ...]:
    """What both are asked about, in the first one's order, with both answers."""
    other = {item.concept: item for item in second.items if item.concept}
    return tuple(
        Pair(
            item.concept,
            item,
            other[item.concept],
            first_answers.get(item.number),
            second_answers.get(other[item.concept].number),
        )
        for item in first.items
        if item.concept in other
    )


def agreement(families: Iterable[Iterable[Pair]]) -> tuple[Agreement, ...]:
    """By concept, over many families."""
    agree: dict[str, int] = {}
    pairs: dict[str, int] = {}
    for family in families:
        for pair in family:
            agree.setdefault(pair.concept, 0)
            pairs.setdefault(pair.concept, 0)
            if pair.agree is not None:
                pairs[pair.concept] += 1
                agree[pair.concept] += pair.agree
    return tuple(Agreement(concept, agree[concept], pairs[concept]) for concept in pairs)


def _there(item: Item, answer: Answer | None) -> bool | None:
    if answer is None or isinstance(answer, str) or not item.answers.there:
        return None
    return answer in item.answers.there
