"""Who notes sessions, who codes them, who runs that, and who reads what was coded: the worker first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from kinwork.access.access_logging import mark_families
from kinwork.access.actor import Actor, NotAllowed
from kinwork.access.permissions import Permission
from kinwork.access.policies import Policy, role_somewhere, role_with
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.families.held import HeldFamily

from .models import Coding, Feedback, Session
from .queries import coding_of, feedback_in, session_in, simulated


@dataclass(frozen=True)
class SessionOfFamily:
    """A session, its family with the unit that holds it, and who is asking."""

    session: Session
    held: HeldFamily

    @property
    def actor(self) -> Actor:
        return self.held.actor


@dataclass(frozen=True)
class SimulatedInReach:
    """An interview with an actor, and who is asking."""

    session: Session
    actor: Actor


@dataclass(frozen=True)
class OwnCoding:
    """A coding, and its coder."""

    coding: Coding
    actor: Actor


@dataclass(frozen=True)
class Told:
    """What was coded of a session, and who is told: its worker, or a colleague to whom the worker released it."""

    feedback: Feedback
    actor: Actor

    @property
    def is_own(self) -> bool:
        return self.feedback.session.worker_id == self.actor.user_id


def _of(policy: Policy[HeldFamily]) -> Callable[..., SessionOfFamily]:
    def admits(request: Request, *, family_id: int, pk: int, **ids: Any) -> SessionOfFamily:
        held = policy.admits(request, family_id=family_id)
        found = session_in(family_id, pk)
        if found is None:
            raise Http404("No such session")
        return SessionOfFamily(found, held)

    return admits


def _simulated(request: Request, *, pk: int, **ids: Any) -> SimulatedInReach:
    RUNS_CODING.admits(request)
    found = simulated(pk)
    if found is None:
        raise Http404("No such interview")
    return SimulatedInReach(found, request.actor)


def _own_coding(request: Request, *, pk: int, **ids: Any) -> OwnCoding:
    if not request.actor.may(Permission.CODE_SESSIONS):
        raise NotAllowed(Permission.CODE_SESSIONS)
    found = coding_of(request.actor.user_id, pk)
    if found is None:
        raise Http404("No such coding")
    return OwnCoding(found, request.actor)


def _told(request: Request, *, pk: int, **ids: Any) -> Told:
    found = feedback_in(request.actor.user_id, pk)
    if found is None:
        raise Http404("Not their own feedback")
    if found.session.family_id is not None:
        mark_families(request, (found.session.family_id, request.actor))
    return Told(found, request.actor)


def _told_own(request: Request, *, pk: int, **ids: Any) -> Told:
    told = _told(request, pk=pk)
    if not told.is_own:
        raise Http404("Not their own feedback")
    return told


SEES_SESSION = Policy("session:sees", "Whoever may open the family; others with a reason.", _of(SEES_FAMILY))
EDITS_SESSION = Policy("session:edits", "Whoever may write in the family’s record.", _of(EDITS_FAMILY))
CODES = role_with(Permission.CODE_SESSIONS, "Coders of practice, and quality assurance.")
RUNS_CODING = role_with(Permission.RUN_CODING, "Quality assurance.")
RUNS_SIMULATED = Policy("session:simulated", "Quality assurance.", _simulated)
OWN_CODING = Policy("coding:own", "The coder whose coding it is, and no one else.", _own_coding)
HAS_PRACTICE = role_somewhere(Permission.DO_TASK, "Whoever works in a unit; only their own.", "role:has_practice")
TOLD = Policy("feedback:told", "The worker of the session, and whose colleague the worker released it to.", _told)
TOLD_OWN = Policy("feedback:own", "The worker of the session alone.", _told_own)
SEES_SKILL = role_somewhere(
    Permission.SEE_NUMBERS, "Whoever sees numbers: means of five workers and sessions at least.", "role:sees_skill"
)
