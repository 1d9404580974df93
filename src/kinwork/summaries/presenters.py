"""The pages of a summary: as it reads, and as it is written with what happened since beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from kinwork.families.held import HeldFamily
from kinwork.meetings.models import Hypothesis, HypothesisState
from kinwork.meetings.queries.family import family_now
from kinwork.meetings.queries.hypotheses import DroppedHypothesis, dropped_hypotheses, hypotheses_of
from kinwork.plans.queries.facts import InBrief as PlanInBrief
from kinwork.plans.queries.facts import in_brief
from kinwork.record.queries import EntryLine, entries_of

from .levels import Recording, recording_of
from .models import Part
from .prompts import PROMPTS, Prompt
from .queries import PartLines, Version, decided_since, draft_of, recorded_since, standing

MOST_BESIDE = 100


@dataclass
class Beside:
    """What lives elsewhere and is shown in its part: hypotheses at work, the plan, how much is recorded.

    Never copied into a summary: it goes on there.
    """

    held: HeldFamily
    today: date

    @cached_property
    def hypotheses(self) -> list[Hypothesis]:
        """One statement."""
        return [one for one in hypotheses_of(self.held.pk, without=HypothesisState.DROPPED) if one.statement.strip()]

    @cached_property
    def dropped(self) -> list[DroppedHypothesis]:
        """One statement."""
        return dropped_hypotheses(self.held.pk)

    @cached_property
    def plan(self) -> PlanInBrief | None:
        """One statement."""
        return in_brief(self.held.actor, self.held.pk, self.today)

    @cached_property
    def recording(self) -> Recording | None:
        """One statement."""
        return recording_of(self.held.pk, self.today)


@dataclass
class WritingPage(Beside):
    """The editor. ``part``: where what is taken up goes."""

    part: str = Part.SITUATION
    problem: str = ""
    problem_at: int | None = None

    @cached_property
    def draft(self) -> Version | None:
        """One statement."""
        return draft_of(self.held.actor, self.held.pk)

    @cached_property
    def before(self) -> Version | None:
        """The version that stands. One statement."""
        return standing(self.held.actor, self.held.pk)

    @property
    def since(self) -> datetime | None:
        before, draft = self.before, self.draft
        return before.at if before and draft and before.involvement_id == draft.involvement_id else None

    @cached_property
    def entries(self) -> list[EntryLine]:
        """What was recorded since the version before, the newest last. Two statements."""
        if self.draft is None:
            return []
        ids = recorded_since(self.held.actor, self.draft.involvement_id, self.since, MOST_BESIDE)
        found = entries_of(self.held.actor, self.held.pk, with_=ids, most=0)
        return sorted(found, key=lambda one: (one.on, one.pk))

    @property
    def may_be_more(self) -> bool:
        return len(self.entries) >= MOST_BESIDE

    @cached_property
    def decisions(self) -> list[tuple[str, str, date, int]]:
        """Decided in meetings since. One statement."""
        return decided_since(self.held.pk, self.since)

    @cached_property
    def said(self) -> list[tuple[Part, str, date]]:
        """The two sentences of the last meeting, where the part does not say the same. One statement."""
        now = family_now(self.held.pk, self.held.unit_id, self.today)
        found = []
        for part, sentence in ((Part.SITUATION, now.situation), (Part.RISK, now.risk)):
            own = self.draft[part].own if self.draft else None
            if sentence and (own is None or own.text.strip() != sentence.text.strip()):
                found.append((part, sentence.text, sentence.on))
        return found

    def taken_up(self, entry_id: int) -> list[str]:
        """The parts in which an entry stands already."""
        parts = self.draft.parts if self.draft else {}
        return [part.part.label for part in parts.values() if any(one.pk == entry_id for one in part.sources)]

    def where(self, entry_id: int) -> list[str]:
        """The same, by key: what undoing takes it out of."""
        parts = self.draft.parts if self.draft else {}
        return [key for key, part in parts.items() if any(one.pk == entry_id for one in part.sources)]

    @property
    def parts(self) -> list[tuple[PartLines, Prompt]]:
        assert self.draft is not None
        return [(self.draft[part], PROMPTS[part]) for part in Part]

    @property
    def into(self) -> Part:
        return Part(self.part)
