"""The sources to which a section can be bound, and what can be asked of each. What brings them is in ``documents``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Ask(StrEnum):
    """What kind of thing an option is."""

    ONE = "one of"
    SOME = "some of"
    YES = "yes or no"
    NUMBER = "a number"
    SINCE = "a time"


@dataclass(frozen=True)
class Option:
    """What can be said with a source."""

    kind: Ask
    choices: tuple[str, ...] = ()

    @property
    def right(self) -> str:
        """What would be right, in words."""
        if self.kind == Ask.ONE:
            return f"one of: {', '.join(self.choices)}"
        if self.kind == Ask.SOME:
            return f"a list of: {', '.join(self.choices)}"
        if self.kind == Ask.YES:
            return "yes or no"
        if self.kind == Ask.NUMBER:
            return "a whole number from 1 to 1000"
        return "“all”, “last time”, “opening”, or so many days, weeks, months or years: “12 months”"


@dataclass(frozen=True)
class Known:
    """A source by its key: what it brings, in a line, and its options."""

    what: str
    options: dict[str, Option] = field(default_factory=dict)


SINCE = Option(Ask.SINCE)
KINDS_OF_ENTRY = (
    "visit", "elsewhere", "telephone", "message", "meeting", "failed", "cancelled", "note", "observation", "document",
    "decision",
)  # fmt: skip
# Whose: these children's and what names no child; only what names them; the whole family's.
WHOSE = Option(Ask.ONE, ("children and family", "children only", "whole family"))
PARTS_OF_RECORD = ("need", "protection", "court", "care", "health", "school", "missing", "leaving", "about")
ENTRIES = {
    "kinds": Option(Ask.SOME, KINDS_OF_ENTRY),
    "significant": Option(Ask.YES),
    "since": SINCE,
    "most": Option(Ask.NUMBER),
    "whose": WHOSE,
}

KNOWN: dict[str, Known] = {
    "words": Known("The section’s own words: nothing but what is written in it."),
    "four questions": Known("Why the family is open to us, what we are trying to do, how, and until when."),
    "people": Known("Who is in the family: names, ages, who lives there, what each child is to the service."),
    "genogram": Known("The genogram as it is drawn now."),
    "network": Known("The network around the family."),
    "workers": Known("Who works with the family, what for and since when."),
    "entries": Known("What happened, told as it was written down.", ENTRIES),
    "chronology": Known("What belongs in the chronology, as a table.", {"since": SINCE, "whose": WHOSE,
        "court": Option(Ask.YES)}),
    "seen": Known("When each child was seen, alone or with others, and visits that came to nothing.", {"since": SINCE}),
    "summary": Known("Parts of the case summary.", {"parts": Option(
        Ask.SOME, ("situation", "risk", "strengths", "analysis", "plan")), "hypotheses": Option(Ask.YES)}),
    "situation": Known("Situation and risk as the unit said them last."),
    "hypotheses": Known("Hypotheses, with what speaks for and against.", {"dropped": Option(Ask.YES)}),
    "conversations": Known("Planned conversations, and what came of the last ones.", {
        "which": Option(Ask.ONE, ("planned", "held", "both"))}),
    "plan": Known("The family’s plan.", {"parts": Option(
        Ask.SOME, ("worries", "aims", "reached", "contingency", "ending", "review", "agreed"))}),
    "plans in law": Known("What each child’s plan is in law."),
    "facts": Known("Facts of the children’s records.", {
        "parts": Option(Ask.SOME, PARTS_OF_RECORD), "since": SINCE, "now": Option(Ask.YES)}),
    "due": Known("What is due by law, and by when."),
    "dates": Known("The dates ahead."),
    "tasks": Known("Open tasks: who does what by when."),
    "meetings": Known("Meetings with others: who came, what was decided and agreed.", {
        "which": Option(Ask.ONE, ("last", "next"))}),
    "views": Known("What the children and parents want the meeting to know.", {
        "whose": Option(Ask.ONE, ("children", "family", "both"))}),
    "tell once": Known("What no one should ask the family again."),
    "take care": Known("What to take care of before a visit. Never in anything made for the family."),
    "earlier": Known("When the family was open before, and what changed then."),
    "transfer": Known("Why the family goes to another unit, and how they met it."),
    "closing": Known("Why it closed, what changed, what the family was told, who supports them now."),
    "scores": Known("What the family says on questionnaires: scores over time, with how many items were answered and "
        "which end is better; goals, theirs and the worker’s apart.", {"since": SINCE}),
    "discussions": Known("How the unit rated its discussions of the family."),
}  # fmt: skip
