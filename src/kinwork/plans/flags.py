"""What about a family needs attention, and what can be done about it. Pure: facts in, flags out.

What is asked of every open family (why open, for what, how, until when; seen, seen alone, discussed within four weeks;
more than the clinician's work): Forrester et al. 2013, chapters 1 and 5; the four questions as managers put them:
SW:WFF 2014, chapter 2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kinwork.clocks.humanize import count, short_day, span
from kinwork.meetings.agenda import waited_too_long
from kinwork.record.seen import SEEN_WITHIN_WEEKS

from .suggestions import Suggestion

WEEK = timedelta(days=7)
ALONE_FROM_AGE = 4  # a younger child is seen with whoever looks after them


class FlagKind(StrEnum):
    """What is amiss, the gravest first."""

    NOT_SEEN = "not_seen"
    END = "end"
    NOT_DISCUSSED = "not_discussed"
    NOT_ALONE = "not_alone"
    NO_PLAN = "no_plan"
    CLINICIAN = "clinician"
    QUESTIONS = "questions"
    REVIEW = "review"
    STEP = "step"
    NO_WORKER = "no_worker"


class Remedy(StrEnum):
    """What can be done about it, in one press."""

    VISIT = "visit"  # record a visit
    TASK = "task"  # give somebody a task: the visit, the conversation
    AGENDA = "agenda"  # put it on the next agenda, in the flag's words
    ASK = "ask"  # the four questions again
    NEW_END = "new_end"  # another expected end, with the reason
    CLOSE = "close"
    PLAN = "plan"  # make the plan, or look at it
    REVIEW = "review"
    WORKER = "worker"  # name the social worker


# What a unit's list calls each, and what is offered, the likeliest first.
NAMES = {
    FlagKind.NOT_SEEN: "Child not seen",
    FlagKind.END: "Past its expected end",
    FlagKind.NOT_DISCUSSED: "Not discussed",
    FlagKind.NOT_ALONE: "Child not seen alone",
    FlagKind.NO_PLAN: "No plan",
    FlagKind.CLINICIAN: "Only the clinician is active",
    FlagKind.QUESTIONS: "Four questions not asked since the review",
    FlagKind.REVIEW: "Plan not reviewed",
    FlagKind.STEP: "Step long overdue",
    FlagKind.NO_WORKER: "No named social worker",
}
REMEDIES = {
    FlagKind.NOT_SEEN: (Remedy.VISIT, Remedy.TASK, Remedy.AGENDA),
    FlagKind.END: (Remedy.NEW_END, Remedy.AGENDA, Remedy.CLOSE),
    FlagKind.NOT_DISCUSSED: (Remedy.AGENDA,),
    FlagKind.NOT_ALONE: (Remedy.VISIT, Remedy.TASK, Remedy.AGENDA),
    FlagKind.NO_PLAN: (Remedy.PLAN, Remedy.AGENDA),
    FlagKind.CLINICIAN: (Remedy.TASK, Remedy.AGENDA, Remedy.CLOSE),
    FlagKind.QUESTIONS: (Remedy.ASK, Remedy.AGENDA),
    FlagKind.REVIEW: (Remedy.REVIEW, Remedy.AGENDA),
    FlagKind.STEP: (Remedy.PLAN, Remedy.AGENDA),
    FlagKind.NO_WORKER: (Remedy.WORKER, Remedy.AGENDA),
}


@dataclass(frozen=True)
class After:
    """After how long something needs attention, as the authority has it."""

    seen_weeks: int = SEEN_WITHIN_WEEKS
    alone_weeks: int = 8
    plan_weeks: int = 9  # 45 working days: when the assessment ends
    active_weeks: int = 8  # in contact with the family
    overdue_days: int = 14


@dataclass(frozen=True)
class ChildSeen:
    """A child of concern who has been born, and when they were seen last, and last alone."""

    person_id: int
    name: str
    born_on: date | None = None
    seen_on: date | None = None
    alone_on: date | None = None


@dataclass(frozen=True)
class Unnamed:
    """A child on a protection plan or looked after for whom no registered social worker is named today."""

    person_id: int
    name: str
    since: date
    left: str = ""  # who is named, and works here no longer


@dataclass(frozen=True)
class Facts:
    """What must be known of one open family."""

    family_id: int
    family: str
    opened_on: date
    since: date  # with the unit
    unit_id: int | None = None
    unit: str = ""
    expected_end: date | None = None
    last_discussed: date | None = None
    every_weeks: int = 4
    children: tuple[ChildSeen, ...] = ()
    only_clinician: str = ""  # the name, where nobody else of us is active
    review: tuple[str, date] | None = None  # the last one, in words
    asked_on: date | None = None  # the four questions
    plan_id: int | None = None
    review_on: date | None = None  # when the plan was to be looked at
    in_law_since: date | None = None  # since when any child has a plan in law
    late_step: tuple[str, date] | None = None
    late_steps: int = 0
    is_on_next: bool = False  # it is asked for at the next meeting already
    unnamed: tuple[Unnamed, ...] = ()
    after: After = After()
    is_by_name: bool = False  # whoever asks is its key worker, in a unit where each family has one
    suggestions: tuple[Suggestion, ...] = ()  # of rooms above


@dataclass(frozen=True)
class Flag:
    """Something that needs attention: a sentence that says why, and what to do about it."""

    kind: FlagKind
    words: str
    since: date
    about: str = ""  # a child, where it is about one
    person_id: int | None = None
    after: str = ""  # after how long it needs attention, where the authority says so

    @property
    def name(self) -> str:
        return NAMES[self.kind]

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        return REMEDIES[self.kind]


def flags_of(facts: Facts, on: date) -> list[Flag]:
    """Everything that needs attention about a family on a day, the gravest first."""
    found = [flag for rule in RULES for flag in rule(facts, on)]
    order = list(FlagKind)
    return sorted(found, key=lambda flag: (order.index(flag.kind), flag.since))


def counted(families: Iterable[Iterable[Flag]]) -> list[tuple[str, int]]:
    """How many families have a flag of each kind, in the order of their gravity."""
    kinds = [kind for flags in families for kind in {flag.kind for flag in flags}]
    return [(NAMES[kind], kinds.count(kind)) for kind in FlagKind if kind in kinds]


def _ago(day: date, on: date) -> str:
    return span((on - day).days)


def _seen(facts: Facts, on: date) -> Iterator[Flag]:
    for child in facts.children:
        since = max(filter(None, (child.seen_on, facts.opened_on)))
        if since + facts.after.seen_weeks * WEEK <= on:
            words, after = _not_seen(child, facts, on), count(facts.after.seen_weeks, "week")
            yield Flag(FlagKind.NOT_SEEN, words, since, child.name, child.person_id, after)
            continue
        alone = max(filter(None, (child.alone_on, facts.opened_on)))
        if _is_of_age(child, on) and alone + facts.after.alone_weeks * WEEK <= on:
            last = f", last on {short_day(child.alone_on, on)}" if child.alone_on else " since the family came"
            words = f"No one has seen {child.name} alone for {_ago(alone, on)}{last}."
            after = count(facts.after.alone_weeks, "week")
            yield Flag(FlagKind.NOT_ALONE, words, alone, child.name, child.person_id, after)


def _not_seen(child: ChildSeen, facts: Facts, on: date) -> str:
    if child.seen_on is None:
        return f"No one has seen {child.name} since the family was opened on {short_day(facts.opened_on, on)}."
    ago = _ago(child.seen_on, on)
    return f"No one has seen {child.name} for {ago}, since {short_day(child.seen_on, on)}."


def _is_of_age(child: ChildSeen, on: date) -> bool:
    born = child.born_on
    return born is None or (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) >= ALONE_FROM_AGE


def _end(facts: Facts, on: date) -> Iterator[Flag]:
    end = facts.expected_end
    if end is not None and end < on:
        words = f"It was to end by {short_day(end, on)}, {_ago(end, on)} ago, and is still open."
        yield Flag(FlagKind.END, words, end)


def _discussed(facts: Facts, on: date) -> Iterator[Flag]:
    if not waited_too_long(facts.last_discussed, facts.since, on, facts.every_weeks):
        return
    last = facts.last_discussed
    if last is None:
        words = f"Not discussed since it came to the unit on {short_day(facts.since, on)}."
    else:
        words = f"Last discussed {_ago(last, on)} ago, on {short_day(last, on)}."
    yield Flag(FlagKind.NOT_DISCUSSED, words, last or facts.since, after=count(facts.every_weeks, "week"))


def _clinician(facts: Facts, on: date) -> Iterator[Flag]:
    if facts.only_clinician:
        words = (
            f"Only {facts.only_clinician}, the clinician, works with the family: no one else has been in contact for "
            f"{count(facts.after.active_weeks, 'week')} or has anything to do."
        )
        yield Flag(FlagKind.CLINICIAN, words, on, after=count(facts.after.active_weeks, "week"))


def _questions(facts: Facts, on: date) -> Iterator[Flag]:
    if facts.review is None:
        return
    kind, day = facts.review
    if (facts.asked_on or facts.opened_on) < day:
        words = f"The four questions have not been asked again since {kind} on {short_day(day, on)}."
        yield Flag(FlagKind.QUESTIONS, words, day)


def _plan(facts: Facts, on: date) -> Iterator[Flag]:
    if facts.plan_id is not None:
        if facts.review_on is not None and facts.review_on < on:
            words = f"The plan was to be looked at together by {short_day(facts.review_on, on)}."
            yield Flag(FlagKind.REVIEW, words, facts.review_on)
        return
    if facts.in_law_since is not None and facts.in_law_since < on:
        words = f"There is no plan here, though a child has one in law since {short_day(facts.in_law_since, on)}."
        yield Flag(FlagKind.NO_PLAN, words, facts.in_law_since)
    elif (by := facts.opened_on + facts.after.plan_weeks * WEEK) <= on:
        words = f"The family has been open for {_ago(facts.opened_on, on)}, and there is no plan."
        yield Flag(FlagKind.NO_PLAN, words, by, after=count(facts.after.plan_weeks, "week"))


def _steps(facts: Facts, on: date) -> Iterator[Flag]:
    if facts.late_step is None:
        return
    what, due = facts.late_step
    more = f"; and {count(facts.late_steps - 1, 'more step')}" if facts.late_steps > 1 else ""
    words = f"A step of the plan is {_ago(due, on)} overdue: {what.rstrip('.')}{more}."
    yield Flag(FlagKind.STEP, words, due, after=count(facts.after.overdue_days, "day"))


def _named(facts: Facts, on: date) -> Iterator[Flag]:
    """Each child on a plan or looked after has a registered social worker by name at every moment, though the unit
    holds the family. Department for Education, Children looked-after data return (SSDA903): social worker module.
    """
    for child in facts.unnamed:
        who = f"{child.left}, who is named for {child.name}, works here no longer"
        none = f"No social worker is named for {child.name} since {short_day(child.since, on)}"
        words = f"{who if child.left else none}."
        yield Flag(FlagKind.NO_WORKER, words, child.since, child.name, child.person_id)


RULES: tuple[Callable[[Facts, date], Iterator[Flag]], ...] = (
    _seen, _end, _discussed, _clinician, _questions, _plan, _steps, _named,
)  # fmt: skip
