"""What a plain face can be of, and its sections: few, each a question that somebody in the family would ask.

What is in them follows from what families asked for: few issues, who does what by when, and what would end it
(Forrester et al. 2013, chapters 4 and 7; Cameron et al. 2016, on parents' views).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

FEW = 7  # lines in a section; more is said, and stops nobody


class Of(TextChoices):
    PLAN = "plan", "The plan"
    ASSESSMENT = "assessment", "The assessment"
    LETTER = "letter", "A letter"


@dataclass(frozen=True)
class Section:
    """A section: what it is called for a parent and for a child, and what of the record stands beside it at first."""

    key: str
    for_parent: str
    for_child: str
    hint: str
    begins_with: tuple[str, ...] = ()  # kinds of source that are put in when the face is begun

    def title(self, *, is_child: bool) -> str:
        return self.for_child if is_child else self.for_parent


WHY = Section("why", "Why we are in touch", "Why we come to see you", "Say what happened, in a sentence or two.")
GOOD = Section("good", "What is going well", "What is going well", "What helps, and who. The family’s own words first.")
WORRY = Section(
    "worry", "What we are worried about", "What we are worried about",
    "One worry to a line: what happened, and what we fear for the child.", ("danger",),
)  # fmt: skip
THINK = Section("think", "What we think now", "What we think now", "What we found out, and what we do not know yet.")
CHANGE = Section(
    "change", "What needs to be different", "What we want to be better", "Few, and so that everyone can see it.",
    ("aim",),
)  # fmt: skip
DO = Section(
    "do", "Who does what, and by when", "Who does what, and by when", "A name, what they do, and a day on each line.",
    ("step",),
)  # fmt: skip
IF = Section(
    "if", "If things go wrong", "If things go wrong", "What each of us does then, and who to ring.", ("contingency",)
)
END = Section(
    "end", "What would end our involvement", "When we will stop coming",
    "What has to be so, and for how long. Families say that this is what they look for.", ("ending",),
)  # fmt: skip
SAY = Section("say", "What you say about it", "What you say about it", "Their own words, also where they disagree.")
LETTER = Section(
    "letter", "What we want to tell you", "What we want to tell you", "The one thing they must know first."
)

SECTIONS: dict[str, tuple[Section, ...]] = {
    Of.PLAN: (WHY, GOOD, WORRY, CHANGE, DO, IF, END, SAY),
    Of.ASSESSMENT: (WHY, GOOD, WORRY, THINK, DO, END, SAY),
    Of.LETTER: (LETTER, DO, END),
}
TITLES = {
    Of.PLAN: ("Our plan", "Our plan for you"),
    Of.ASSESSMENT: ("What we found out", "What we found out"),
    Of.LETTER: ("A letter to you", "A letter to you"),
}


def sections_of(kind: str) -> tuple[Section, ...]:
    """The sections of a kind, in order."""
    return SECTIONS[kind]


def section_of(kind: str, key: str) -> Section | None:
    """One of them."""
    return next((one for one in SECTIONS[kind] if one.key == key), None)


def title_of(kind: str, *, is_child: bool) -> str:
    """What it is called on paper, and as a file: never for whom."""
    return TITLES[Of(kind)][1 if is_child else 0]
