"""Who is let in: whoever runs the studies, and evaluators into those that they are named for, while they hold the post.

To everybody else a study is not there, whether or not it is.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_with

from .queries import mine


def _lists(request: HttpRequest, **ids: Any) -> None:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.may(Permission.RUN_STUDIES) and not actor.may(Permission.DRAW_DATA):
        raise NotAllowed(Permission.RUN_STUDIES)


def _in_study(permission: Permission | None, sentence: str) -> Policy:
    """One statement."""

    def admits(request: HttpRequest, *, study_id: int, **ids: Any) -> None:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        allowed = permission is None or actor.may(permission)
        found = mine(actor).filter(pk=study_id).first() if allowed else None
        if found is None:
            raise Http404("No such study")
        request.study = found  # type: ignore[attr-defined]

    return Policy(f"study:{permission or 'see'}", sentence, admits)


LISTS_STUDIES = Policy(
    "role:studies", "The head of service; an evaluator, who sees the studies that they are named for.", _lists
)
RUNS_STUDIES = role_with(Permission.RUN_STUDIES, "The head of service.")
SEES_STUDY = _in_study(None, "The head of service, and the evaluators named for the study.")
RUNS_STUDY = _in_study(Permission.RUN_STUDIES, "The head of service.")
DRAWS_DATA = _in_study(Permission.DRAW_DATA, "The evaluators named for the study, while they hold the post.")
