"""Passages as the page shows them: what was changed, by whom, and what stands in the way of saving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .actions.checking import Found
from .actions.finishing import is_unchecked
from .differences import Run, differences
from .kinds import Origin, Outcome, Struck
from .models import BroughtIn, Passage
from .queries import Step


@dataclass(frozen=True)
class Typed:
    """What somebody sent for a passage that could not be saved: what is wrong, or that another was first."""

    passage_id: int
    found: Found
    problem: Mapping[str, str] = field(default_factory=dict)
    by_another: bool = False

    @property
    def is_wrong(self) -> bool:
        return self.by_another or bool(self.problem)

    @property
    def in_words(self) -> str:
        """What they wanted to save, where another was first."""
        if self.found.outcome == Outcome.STRUCK:
            why = self.found.words or Struck(self.found.struck_for).label
            return f"strike it out ({why[:1].lower()}{why[1:]})"
        return {Outcome.KEPT: "keep it as it is", Outcome.CORRECTED: "correct it", "": "undo"}[self.found.outcome]


@dataclass(frozen=True)
class ShownPassage:
    """A passage on its page."""

    row: Passage
    origin: str
    is_unchecked: bool
    changes: list[Run]
    why_struck: str
    steps: list[Step]
    typed: Typed | None

    @property
    def begins(self) -> str:
        """When it is said, as a recording counts.

        Nothing where nobody knows.
        """
        if self.row.begins is None:
            return ""
        minutes, seconds = divmod(self.row.begins, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    @property
    def state(self) -> str:
        """In a word, beside its colour."""
        if self.is_unchecked:
            return "not checked"
        return {
            Outcome.KEPT: "kept", Outcome.CORRECTED: "corrected", Outcome.STRUCK: "struck out", "": "",
        }[self.row.outcome]  # fmt: skip

    @property
    def in_box(self) -> str:
        """What stands in the box for a correction: what was typed there, what was corrected, the passage."""
        if self.typed is not None and self.typed.found.text:
            return self.typed.found.text
        return self.row.as_checked or self.row.text


def shown_passages(
    text: BroughtIn, passages: Sequence[Passage], steps: Mapping[int, list[Step]], typed: Typed | None
) -> list[ShownPassage]:
    """For the page and for paper."""
    return [
        ShownPassage(
            row=one,
            origin=Origin(one.origin).label,
            is_unchecked=is_unchecked(text, one),
            changes=differences(one.text, one.as_checked) if one.outcome == Outcome.CORRECTED else [],
            why_struck=(one.struck_words or Struck(one.struck_for).label) if one.outcome == Outcome.STRUCK else "",
            # What stands now is said anyway: the steps are for those that found more than that.
            steps=steps.get(one.pk, []) if len(steps.get(one.pk, [])) > 1 else [],
            typed=typed if typed is not None and typed.passage_id == one.pk else None,
        )
        for one in passages
    ]
