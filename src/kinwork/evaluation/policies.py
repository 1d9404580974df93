"""Who is let in: whoever runs the studies, and evaluators into those that they are named for, while they hold the post.

To everybody else a study is not there, whether or not it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_with
from kinwork.access.request import Request

from .models import Study
from .queries import mine


@dataclass(frozen=True)
class StudyInReach:
    """A study, and who is asking."""

    study: Study
    actor: Actor


def _lists(request: Request, **ids: Any) -> Actor:
    if not any(map(request.actor.may, (Permission.RUN_STUDIES, Permission.DRAW_DATA, Permission.KEEP_STUDY_KEY))):
        raise NotAllowed(Permission.RUN_STUDIES)
    return request.actor


def in_study(permission: Permission | None, sentence: str) -> Policy[StudyInReach]:
    """One statement."""

    def admits(request: Request, *, study_id: int, **ids: Any) -> StudyInReach:
        allowed = permission is None or request.actor.may(permission)
        found = mine(request.actor).filter(pk=study_id).first() if allowed else None
        if found is None:
            raise Http404("No such study")
        return StudyInReach(found, request.actor)

    return Policy(f"study:{permission or 'see'}", sentence, admits)


LISTS_STUDIES = Policy(
    "role:studies",
    "The head of service, who keeps their keys; an evaluator sees those that they are named for.",
    _lists,
)
RUNS_STUDIES = role_with(Permission.RUN_STUDIES, "The head of service.")
SEES_STUDY = in_study(None, "The head of service, who keeps the keys, and the evaluators named for the study.")
RUNS_STUDY = in_study(Permission.RUN_STUDIES, "The head of service.")
DRAWS_DATA = in_study(Permission.DRAW_DATA, "The evaluators named for the study, while they hold the post.")
