"""Who must be there and is missing, in words. It is said before a meeting and at it; nobody is kept from meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .kinds import Kind, Need
from .models import Answer, Attendance, Invitation

APOLOGIES, NOT_THERE = "sent apologies", "did not come"


@dataclass(frozen=True)
class Missing:
    """A need that is not met, and why not as far as is known."""

    need: Need
    because: str

    def __str__(self) -> str:
        return f"{self.need.words}: {self.because}"


def missing_of(kind: Kind, invitations: Sequence[Invitation], *, at_meeting: bool) -> list[Missing]:
    """Before the meeting, who is asked and has not said no counts; at it, who is there."""
    return [found for need in kind.needs if (found := _missing(need, invitations, at_meeting=at_meeting)) is not None]


def _missing(need: Need, invitations: Sequence[Invitation], *, at_meeting: bool) -> Missing | None:
    asked = [one for one in invitations if one.part in need.parts and not (need.of_agencies and one.user_id)]
    counted = _different(one for one in asked if _counts(one, at_meeting=at_meeting))
    if counted >= need.least:
        return None
    if not asked:
        return Missing(need, "no one is invited")
    if need.least > 1:
        return Missing(need, "no one yet" if not counted else f"only {in_figures(counted)} so far")
    return Missing(need, ", ".join(f"{one.name} {_why_not(one, at_meeting=at_meeting)}" for one in asked))


def _counts(one: Invitation, *, at_meeting: bool) -> bool:
    return one.is_present if at_meeting else one.answer != Answer.APOLOGIES


def _why_not(one: Invitation, *, at_meeting: bool) -> str:
    if one.answer == Answer.APOLOGIES:
        return APOLOGIES
    return NOT_THERE if at_meeting and one.attendance == Attendance.ABSENT else "is not marked as there"


def _different(those: Iterable[Invitation]) -> int:
    """Two of one agency are one; of no agency, each is."""
    return len({(one.agency or one.name).casefold() for one in those})


def in_figures(number: int) -> str:
    """'one', or the figure."""
    return "one" if number == 1 else str(number)


def unanswered(invitations: Iterable[Invitation]) -> list[Invitation]:
    """Who has not said whether they come."""
    return [one for one in invitations if one.answer == Answer.INVITED]


def unmarked(invitations: Iterable[Invitation]) -> list[Invitation]:
    """Of whom nobody said whether they were there; who sent apologies was not."""
    return [one for one in invitations if not one.attendance and one.answer != Answer.APOLOGIES]
