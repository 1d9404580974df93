"""Who makes surveys, who answers them, and who reads what came of them: that is safe to know, and so widely known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_with
from kinwork.access.request import Request

from .models import Round
from .queries import asks

RUNS_SURVEYS = role_with(Permission.RUN_STUDIES, "The head of service.")


@dataclass(frozen=True)
class RoundInReach:
    """A round, and who is asking."""

    round: Round
    actor: Actor


def _round(pk: int) -> Round:
    found = Round.objects.filter(pk=pk).first()
    if found is None:
        raise Http404("No such survey")
    return found


def _runs(request: Request, *, pk: int, **ids: Any) -> RoundInReach:
    RUNS_SURVEYS.admits(request)
    return RoundInReach(_round(pk), request.actor)


def _answers(request: Request, *, pk: int, **ids: Any) -> RoundInReach:
    if not asks(pk, request.actor.user_id):
        raise Http404("No such survey")
    return RoundInReach(_round(pk), request.actor)


def _reads(request: Request, *, pk: int, **ids: Any) -> RoundInReach:
    actor = request.actor
    may = actor.somewhere(Permission.SEE_NUMBERS) or actor.may(Permission.RUN_STUDIES)
    if not may and not asks(pk, actor.user_id):
        raise NotAllowed(Permission.SEE_NUMBERS)
    return RoundInReach(_round(pk), actor)


RUNS_SURVEY = Policy("survey:runs", "The head of service.", _runs)
ANSWERS_SURVEY = Policy("survey:answers", "Whoever is asked in it.", _answers)
READS_SURVEY = Policy("survey:reads", "Whoever was asked in it; managers and analysts; whoever is in a unit.", _reads)
