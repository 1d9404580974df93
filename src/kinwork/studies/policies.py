"""Who is let in: as to the study (``evaluation``); who keeps its key; with a family that was drawn, as to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_somewhere
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.evaluation.models import Study
from kinwork.evaluation.policies import StudyInReach, in_study
from kinwork.families.held import HeldFamily

from .models import Participant, Plan
from .queries import participant_in, plan_of


@dataclass(frozen=True)
class PlannedStudy:
    """A study that has a plan, and who is asking."""

    plan: Plan
    at: StudyInReach

    @property
    def study(self) -> Study:
        return self.plan.study


@dataclass(frozen=True)
class FamilyOfStudy:
    """A family that was drawn, with the unit that holds it and who is asking; and the plan of the study."""

    participant: Participant
    plan: Plan
    held: HeldFamily


def _planned(policy: Policy[StudyInReach], name: str) -> Policy[PlannedStudy]:
    """One statement more."""

    def admits(request: Request, *, study_id: int, **ids: Any) -> PlannedStudy:
        at = policy.admits(request, study_id=study_id)
        plan = plan_of(at.study)
        if plan is None:
            raise Http404("This study has no plan")
        return PlannedStudy(plan, at)

    return Policy(name, policy.sentence, admits)


def _drawn(policy: Policy[HeldFamily]) -> Callable[..., FamilyOfStudy]:
    def admits(request: Request, *, family_id: int, study_id: int, **ids: Any) -> FamilyOfStudy:
        held = policy.admits(request, family_id=family_id)
        found = participant_in(study_id, family_id)
        plan = plan_of(found.study) if found else None
        if found is None or plan is None:
            raise Http404("Not drawn for such a study")
        return FamilyOfStudy(found, plan, held)

    return admits


SEES_PLAN = _planned(
    in_study(None, "The head of service, who keeps the keys, and the evaluators named for the study."), "study:plan"
)
RUNS_PLAN = _planned(in_study(Permission.RUN_STUDIES, "The head of service."), "study:plans")
FETCHES_DATA = _planned(
    in_study(Permission.DRAW_DATA, "The evaluators named for the study, while they hold the post."), "study:fetches"
)
KEEPS_KEY = _planned(
    in_study(Permission.KEEP_STUDY_KEY, "Quality assurance: neither who runs the study nor who evaluates it."),
    "study:key",
)
SEES_DRAWN = Policy("study:sees_drawn", "Whoever may open the family; others with a reason.", _drawn(SEES_FAMILY))
ASKS_DRAWN = Policy("study:asks_drawn", "Whoever may write in the family’s record.", _drawn(EDITS_FAMILY))
OF_MY_UNITS = role_somewhere(
    Permission.EDIT_FAMILY, "Whoever works with families: those of their own units.", "study:of_my_units"
)
