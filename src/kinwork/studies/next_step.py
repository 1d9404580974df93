"""What comes next in a study, in a sentence, and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .models import Plan


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
            "The study has ended. Look through its last data and give it, then close it.", "study_releases", "Data"
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
    return Next(
        "Units ask the families that were drawn. See who has not been asked yet.", "study_response", "Response rates"
    )
