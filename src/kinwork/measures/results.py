"""What came of questionnaires: scores that never stand alone, by person over time, and the goals of each.

Pure but for what it is handed: no statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from kinwork.instruments import High, Instrument, Scale, Score, Scorer
from kinwork.instruments.model import plain

from .choosing import instrument_of
from .models import Completion
from .queries import Given

FEWEST = 2  # times that somebody answered before anything is said of a change


@dataclass(frozen=True)
class Scored:
    """A finished questionnaire with what came of it."""

    completion: Completion
    instrument: Instrument
    answers: Mapping[int, Given]
    scores: tuple[Score, ...]

    @property
    def on(self) -> date:
        return timezone.localdate(self.completion.finished_at)

    @property
    def who(self) -> str:
        """Whose answers they are, about which child where it is about one."""
        one = self.completion
        name = one.person.short_name if one.person is not None else one.worker.full_name if one.worker else ""
        about = one.about
        return f"{name} about {about.short_name}" if about is not None and about.pk != one.person_id else name

    @property
    def headline(self) -> tuple[Score, ...]:
        return tuple(score for score in self.scores if not score.scale.part_of)


def scored(completion: Completion, answers: Mapping[int, Given], today: date) -> Scored | None:
    """One that is finished; None where its instrument is not here any longer."""
    instrument = instrument_of(completion)
    if instrument is None:
        return None
    of = completion.about or completion.person
    age = of.age_on(timezone.localdate(completion.finished_at) if completion.finished_at else today) if of else None
    return Scored(completion, instrument, answers, Scorer(instrument).scores_of(answers, age=age))


@dataclass(frozen=True)
class Point:
    """One score of one person on one day."""

    on: date
    occasion: str
    score: Score
    pk: int  # of the questionnaire

    @property
    def value(self) -> float:
        assert self.score.value is not None
        return self.score.value

    @property
    def words(self) -> str:
        return plain(self.value)


@dataclass(frozen=True)
class Line:
    """All of one person, the earliest first; those without a score say why."""

    who: str
    points: tuple[Point, ...]
    without: tuple[tuple[date, str], ...]

    def in_words(self, scale: Scale) -> str:
        """What may be said of it, and no more."""
        if not self.points:
            return "No score yet."
        if len(self.points) < FEWEST:
            return "Answered once: too few to say whether it changes."
        first, last = self.points[0], self.points[-1]
        by = last.value - first.value
        if by == 0:
            return f"The same as on {first.on:%-d %B %Y}."
        way = "higher" if by > 0 else "lower"
        said = f"{plain(abs(by))} {way} than on {first.on:%-d %B %Y}"
        if scale.high == High.NEITHER:
            return f"{said}."
        return f"{said}: {'better' if (by > 0) == (scale.high == High.BETTER) else 'worse'}, as they see it."


@dataclass(frozen=True)
class Over:
    """One scale of one instrument, by person over time."""

    instrument: Instrument
    scale: Scale
    lines: tuple[Line, ...]

    @property
    def n(self) -> int:
        return sum(len(line.points) for line in self.lines)

    @property
    def ends(self) -> str:
        return f"From {self.scale.range_in_words}; {self.scale.direction_in_words}."


def over_time(found: Iterable[Scored]) -> list[Over]:
    """The headline scales of one instrument, by person over time; of one version at a time, as two are two scales."""
    by_scale: dict[tuple[str, str], list[Scored]] = {}
    for one in sorted(found, key=lambda one: (one.on, one.completion.pk)):
        for score in one.headline:
            by_scale.setdefault((one.instrument.version, score.scale.key), []).append(one)
    made = []
    for (_, key), those in by_scale.items():
        names = dict.fromkeys(one.who for one in those)
        lines = tuple(_line(name, key, [one for one in those if one.who == name]) for name in names)
        instrument = those[-1].instrument
        scale = instrument.scale(key)
        assert scale is not None
        made.append(Over(instrument, scale, lines))
    return made


def _line(who: str, key: str, those: list[Scored]) -> Line:
    points, without = [], []
    for one in those:
        score = next(score for score in one.scores if score.scale.key == key)
        if score.value is None:
            without.append((one.on, score.why_not))
        else:
            points.append(Point(one.on, str(one.completion.get_occasion_display()), score, one.completion.pk))
    return Line(who, tuple(points), tuple(without))


# -- goals


@dataclass(frozen=True)
class Goal:
    """A goal in its owner’s words, and how far it was reached; empty where that was not said."""

    text: str
    reached: str


@dataclass(frozen=True)
class Goals:
    """The family’s and the worker’s goals apart, as one person sees them."""

    of: Scored
    family: tuple[Goal, ...]
    worker: tuple[Goal, ...]


GOALS = "goal-attainment"
_PER_SIDE = 10  # items of one side: five goals, each with how far it was reached


def goals_of(one: Scored) -> Goals | None:
    """None where it is no goal attainment."""
    if one.instrument.key != GOALS:
        return None

    def side(first: int) -> tuple[Goal, ...]:
        return tuple(
            Goal(str(one.answers[number]), _label(one, number + 1))
            for number in range(first, first + _PER_SIDE, 2)
            if one.answers.get(number)
        )

    return Goals(one, side(1), side(1 + _PER_SIDE))


def _label(one: Scored, number: int) -> str:
    said = one.answers.get(number)
    return "" if said is None else one.instrument.by_number[number].answers.label_of(said)


@dataclass(frozen=True)
class Said:
    """An item with its answer in words, for reading one questionnaire."""

    number: int
    text: str
    answer: str


def answers_in_words(one: Scored) -> list[Said]:
    """Item by item, those left out too."""
    found = []
    for item in one.instrument.items:
        said = one.answers.get(item.number)
        words = "" if said is None else item.answers.label_of(said)
        if said is not None and not isinstance(said, str) and words != str(said):
            words = f"{words} ({plain(said)})"
        found.append(Said(item.number, item.text or item.label or item.key, words))
    return found
