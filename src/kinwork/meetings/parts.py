"""What a discussion is talked through in: one line for each part, and for each question that it belongs to.

The discussion's page, its boxes, the minute, the paper and a box's history are all read from here. A part that is
added reaches meetings that are open (``actions.discussing.add_missing_passages``). Minutes that are frozen carry their
own titles and words, and stay as they were. A part that has been written in is not taken away: the database holds
every passage to a part that is declared.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby


class InMinute(StrEnum):
    """Where a minute shows what was written, in the order of reading; the values are keys of its body."""

    SUMMARY = "summary"  # stands alone, above everything
    NARRATIVE = "narrative"
    AFTERWARDS = "afterwards"  # below decisions and tasks


class Frame(StrEnum):
    """How boxes that follow each other are set on the page."""

    WIDE = "wide"
    BESIDE = "beside"  # two in a line
    ALONE = "alone"  # set apart, to be understood without the rest


@dataclass(frozen=True)
class Turn:
    """A question that the unit turns to. ``{child}`` becomes the child’s name.

    ``short`` is its name in the list of parts. ``template`` draws it. With ``is_refreshed`` an open page reads it
    again when somebody else changes it.
    """

    key: str
    question: str
    short: str
    template: str = "meetings/parts/turn.html"
    is_refreshed: bool = False
    is_numbered: bool = True

    @property
    def number(self) -> int:
        return TURNS.index(self) + 1

    @property
    def parts(self) -> list[Part]:
        """What is written in it, in order."""
        return [part for part in PARTS if part.turn == self.key]


@dataclass(frozen=True)
class Part:
    """A box of a discussion. ``key`` is what the database keeps: it stays, whatever the label becomes."""

    key: str
    label: str
    turn: str
    in_minute: InMinute
    hint: str
    frame: Frame = Frame.WIDE
    label_on_page: str = ""  # where it is another than the label
    title_in_minute: str = ""  # where it is another than the label
    answers_turn: bool = False  # the question stands above it, so its label is not shown once more
    begins: tuple[str, ...] = ()  # how a line can begin, offered below the box


TURNS = (
    Turn(
        "last-time",
        "What did we agree, and what came of it?",
        template="meetings/parts/last_time.html",
        is_refreshed=True,
        short="Last time",
    ),
    Turn("whats-new", "What is new?", short="What is new"),
    Turn("family", "Who is around this family?", template="meetings/parts/family.html", short="The family"),
    Turn(
        "child",
        "What is it like to be {child}?",
        short="The child",
        template="meetings/parts/child.html",
        is_refreshed=True,
    ),
    Turn("risk", "How worried are we, and what keeps the children safe?", short="Worries and safety"),
    Turn(
        "hypotheses",
        "What might be going on?",
        template="meetings/parts/hypotheses.html",
        is_refreshed=True,
        short="Hypotheses",
    ),
    Turn(
        "conversations",
        "What will we talk about, and who with?",
        template="meetings/parts/conversations.html",
        is_refreshed=True,
        short="Conversations",
    ),
    Turn("left", "What did we consider and rule out?", short="Ruled out"),
    Turn(
        "decisions",
        "What do we decide, and why?",
        template="meetings/parts/decisions.html",
        is_refreshed=True,
        short="Decisions",
    ),
    Turn(
        "tasks",
        "Who does what, by when?",
        template="meetings/parts/tasks.html",
        is_refreshed=True,
        is_numbered=False,
        short="Tasks",
    ),
    Turn("gaps", "What do we not know yet?", is_numbered=False, short="Not known yet"),
)

SITUATION = Part(
    "situation",
    "Current situation",
    turn="risk",
    in_minute=InMinute.SUMMARY,
    hint="One or two sentences that anyone can understand without reading the rest.",
    frame=Frame.ALONE,
)
CURRENT_RISK = Part(
    "current_risk",
    "Current risk",
    turn="risk",
    in_minute=InMinute.SUMMARY,
    hint="One or two sentences: who might be harmed, how, how likely, and what is keeping it in check.",
    frame=Frame.ALONE,
)

# In the order of the conversation, which is that of the page and of the minute.
PARTS = (
    Part(
        "last_time",
        "What came of last time",
        turn="last-time",
        in_minute=InMinute.NARRATIVE,
        hint="Anything not covered above.",
        label_on_page="Anything more about last time",
        title_in_minute="More about last time",  # below the list of what came of it
    ),
    Part(
        "whats_new",
        "What is new",
        turn="whats-new",
        in_minute=InMinute.NARRATIVE,
        hint="Who says so? Start a line with one of these.",
        answers_turn=True,
        begins=("Seen", "Told by the family", "Told by another agency", "Thought"),
    ),
    Part(
        "family_context",
        "The family and its context",
        turn="family",
        in_minute=InMinute.NARRATIVE,
        hint="Draw the genogram as you talk. What else matters: relatives, neighbours, school, faith, work, money?",
        answers_turn=True,
    ),
    Part(
        "child_experience",
        "The child’s experience",
        turn="child",
        in_minute=InMinute.NARRATIVE,
        hint="In the child’s own words where there are any. What is a day like?",
    ),
    Part(
        "seen",
        "Who has seen the child",
        turn="child",
        in_minute=InMinute.NARRATIVE,
        hint="Who saw which child, when, and whether alone; or why not.",
    ),
    Part(
        "risk",
        "Risk, past and now",
        turn="risk",
        in_minute=InMinute.NARRATIVE,
        hint="What happened, how bad, how long ago, how often; what we see now. An explanation, not a label.",
    ),
    Part(
        "safety",
        "What keeps the child safe",
        turn="risk",
        in_minute=InMinute.NARRATIVE,
        hint="People, places and habits that protect the child, and did last week.",
        frame=Frame.BESIDE,
    ),
    Part(
        "complicating",
        "What complicates things",
        turn="risk",
        in_minute=InMinute.NARRATIVE,
        hint="What makes it harder to help, or to be sure.",
        frame=Frame.BESIDE,
    ),
    SITUATION,
    CURRENT_RISK,
    Part(
        "rejected",
        "Considered and ruled out, and why",
        turn="left",
        in_minute=InMinute.AFTERWARDS,
        hint="What we considered and ruled out, and why. The next worker will wonder.",
    ),
    Part(
        "disagreement",
        "Where we disagree",
        turn="left",
        in_minute=InMinute.AFTERWARDS,
        hint="Who sees it differently, by name if they wish.",
    ),
    Part(
        "gaps",
        "What we do not know yet",
        turn="gaps",
        in_minute=InMinute.AFTERWARDS,
        hint="What we would need to know to be surer, and who could tell us.",
        answers_turn=True,
    ),
)


def part_keys() -> list[str]:
    """Of all parts, in order."""
    return [part.key for part in PARTS]


def part(key: str) -> Part:
    """One part by its key."""
    return next(one for one in PARTS if one.key == key)


def turn(key: str) -> Turn:
    """One question by its key."""
    return next(one for one in TURNS if one.key == key)


def framed(parts: list[Part]) -> list[tuple[Frame, list[Part]]]:
    """Parts that follow each other in the same frame, together."""
    return [(frame, list(those)) for frame, those in groupby(parts, key=lambda one: one.frame)]
