"""A worker’s list of concerns beside a parent’s, and how far both agree. Pure but for what it is handed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kinwork.instruments import Instrument, side_by_side
from kinwork.instruments.side_by_side import Pair

from .results import Scored

# The worker’s instrument, and the family’s that asks about the same (Bostock et al. 2017; Forrester et al. 2013).
BESIDE = (
    ("family-issues", "parents-concerns"),
    ("reasons-for-involvement-worker", "reasons-for-involvement-family"),
    ("reasons-for-involvement-guess", "reasons-for-involvement-family"),
)
KEYS = frozenset(key for pair in BESIDE for key in pair)


@dataclass(frozen=True)
class Row:
    """One thing, in the words of each, and what each said of it."""

    pair: Pair

    @property
    def what(self) -> str:
        return self.pair.first.text

    @property
    def theirs(self) -> str:
        return self.pair.second.text

    @property
    def worker_says(self) -> str:
        said = self.pair.first_answer
        return "not answered" if said is None else self.pair.first.answers.label_of(said)

    @property
    def parent_says(self) -> str:
        said = self.pair.second_answer
        return "not answered" if said is None else self.pair.second.answers.label_of(said)

    @property
    def in_words(self) -> str:
        return {True: "agree", False: "see it differently", None: "cannot be compared"}[self.pair.agree]


@dataclass(frozen=True)
class Both:
    """The last list of a worker beside the last one of one person in the family."""

    worker: Scored
    family: Scored
    rows: tuple[Row, ...]
    only_worker: tuple[str, ...]  # on the one list alone: nobody asked the other
    only_family: tuple[str, ...]

    @property
    def agree(self) -> int:
        return sum(row.pair.agree is True for row in self.rows)

    @property
    def compared(self) -> int:
        return sum(row.pair.agree is not None for row in self.rows)


def both_lists(found: Iterable[Scored]) -> list[Both]:
    """Each person’s last list beside the worker’s last. What one list alone asks about is said, not counted."""
    last: dict[tuple[str, str], Scored] = {}
    for one in sorted(found, key=lambda one: (one.on, one.completion.pk)):
        last[one.instrument.key, "" if one.completion.person_id is None else one.who] = one
    made = []
    for first, second in BESIDE:
        worker = last.get((first, ""))
        if worker is None:
            continue
        for (key, _), theirs in last.items():
            if key == second:
                made.append(_both(worker, theirs))
    return made


def _both(worker: Scored, family: Scored) -> Both:
    pairs = side_by_side(worker.instrument, worker.answers, family.instrument, family.answers)
    shared = {pair.concept for pair in pairs}
    return Both(
        worker, family, tuple(Row(pair) for pair in pairs),
        _others(worker.instrument, shared), _others(family.instrument, shared),
    )  # fmt: skip


def _others(instrument: Instrument, shared: set[str]) -> tuple[str, ...]:
    return tuple(item.text for item in instrument.items if item.concept not in shared and item.text)
