"""What a worker reads of their own practice, before anyone else; what they release; figures without anyone in them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.forms import problems
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.instruments import Scorer
from kinwork.instruments.library import shipped_one
from kinwork.units.models import Unit
from kinwork.whole_numbers import whole

from . import feedback, rules
from .coding_views import Marked
from .hearing import given
from .policies import HAS_PRACTICE, SEES_SKILL, TOLD, TOLD_OWN, Told
from .queries import codes_of, feedback_for, marks_of, observed_skill, recording_of, told_coding


@require_policy(HAS_PRACTICE)
def my_practice(request: Request, actor: Actor) -> HttpResponse:
    """One's own sessions that were coded, and those that colleagues have released. One statement."""
    own, released = feedback_for(actor.user_id)
    log_list(request, "their practice", [one.session.family_id for one in (*own, *released) if one.session.family_id])
    return render(request, "observation/my_practice.html", {"own": own, "released": released})


@require_policy(TOLD)
def sheet(request: Request, at: Told, pk: int) -> HttpResponse:
    """Domain by domain, with notes and moments; overall only where the rule gives one."""
    return _sheet(request, at, {})


def _sheet(request: Request, at: Told, problem: dict[str, str]) -> HttpResponse:
    session = at.feedback.session
    found = told_coding(session.pk)
    if found is None:
        raise Http404("Nothing to read")
    feedback.seen(at.actor, at.feedback)
    instrument, codes = shipped_one(session.instrument), codes_of(found.pk)
    names = {item.number: item.text for item in instrument.items}
    values = {item: one.value for item, one in codes.items() if one.value is not None}
    scale = rules.overall(instrument)
    score = next((one for one in Scorer(instrument).scores_of(values) if scale and one.scale.key == scale.key), None)
    context = {
        "told": at, "feedback": at.feedback, "session": session, "coding": found, "instrument": instrument,
        "domains": [(item, codes.get(item.number)) for item in instrument.items], "score": score, "scale": scale,
        "marks": [Marked(one, names.get(one.item or 0, "")) for one in marks_of(found.pk)], "problem": problem,
        "recording": recording_of(session.pk) if at.is_own else None,
        "colleagues": [(one.user_id, one.name) for one in feedback.consultants(at.actor, at.feedback)]
        if at.is_own else [],
    }  # fmt: skip
    return render(request, "observation/sheet.html", context, status=422 if problem else 200)


@require_policy(TOLD_OWN, "POST")
def release(request: Request, at: Told, pk: int) -> HttpResponse:
    """To a colleague, or to no one any longer."""
    to = None if "back" in request.POST else whole(request.POST.get("to")) or 0
    try:
        feedback.release(at.actor, at.feedback, to)
    except ValidationError as wrong:
        return _sheet(request, at, problems(wrong))
    messages.success(request, "Released." if to else "Taken back: only you can read it now.")
    return redirect("practice_feedback", pk=pk)


@require_policy(TOLD_OWN, reads=False)
def own_recording(request: Request, at: Told, pk: int) -> HttpResponseBase:
    """The worker hears the marked moments again."""
    recording = recording_of(at.feedback.session_id)
    if recording is None:
        raise Http404("There is no recording any longer")
    return given(request, at.actor, recording, at.feedback.session)


@require_policy(SEES_SKILL)
def skill(request: Request, actor: Actor) -> HttpResponse:
    """Observed skill by unit and month, of five workers and sessions at least. Two statements."""
    found = observed_skill()
    units = dict(Unit.objects.values_list("pk", "name"))
    instrument = shipped_one(rules.SKILL)
    scale = rules.overall(instrument)
    lines = [(units.get(one.unit_id, "All units") if one.unit_id else "All units", one) for one in found]
    lines.sort(key=lambda line: (line[1].month, line[1].unit_id is None, line[0]), reverse=True)
    context = {"lines": lines, "scale": scale, "fewest": rules.FEWEST_SHOWN, "instrument": instrument}
    return render(request, "observation/skill.html", context)
