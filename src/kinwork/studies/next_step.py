"""What comes next in a study, in a sentence, and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinwork.clocks.humanize import count

from .models import Plan
from .queries import design_of, standings
from .standing import State, due


@dataclass(frozen=True)
class Next:
    """A sentence, and the name of the page where it is done (empty: nothing to be done)."""

    words: str
    page: str = ""
    link: str = ""


def next_step(plan: Plan, today: date) -> Next:
    """One statement at most."""
    study = plan.study
    if study.closed_at is not None:
        return Next("The study is closed.")
    if study.is_over(today):
        return Next(
            "The study has ended. Look through its last data, give it, then close the study.", "study_releases", "Data"
        )
    if not plan.is_started:
        if not study.wordings.exists():
            return Next(
                "Write what families read before they agree, and look through the design.", "study_plan", "Plan"
            )
        return Next("Look through the design once more, and start the study.", "study_plan", "Plan")
    if not plan.is_drawn:
        if study.begins > today:
            return Next(f"It begins on {study.begins:%-d %B %Y}: draw the families from then on.", "study_plan", "Plan")
        return Next("Draw the families.", "study_plan", "Plan")
    return _while_it_runs(plan, today)


def _while_it_runs(plan: Plan, today: date) -> Next:
    found, design = standings(plan.study_id), design_of(plan)
    families = ("family", "families")
    if any(one.state == State.NOT_ASKED and not one.is_lost for one in found):
        # Not how many: beside how many were not asked of those drawn, it would say how many are restricted.
        return Next("Units still have to ask families.", "study_response", "Response rates")
    if n := sum(1 for one in found if due(one, design, today)):
        return Next(f"{count(n, *families)} can fill something in now.", "study_response", "Response rates")
    if n := sum(1 for one in found if one.state == State.NO_ANSWER and not one.is_lost):
        return Next(
            f"{count(n, *families)} have not answered whether they take part.", "study_response", "Response rates"
        )
    return Next("Nothing is to be asked now. Look through the data.", "study_releases", "Data")
