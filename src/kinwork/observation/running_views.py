"""What whoever runs the coding sees: sessions by their codes, who codes what, agreement; no worker's codes."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.instruments.library import shipped_one
from kinwork.units.queries import holders_of
from kinwork.whole_numbers import whole

from . import actions, coding, rules
from .agreement import agreement
from .forms import SimulatedForm
from .models import As, Sampling
from .policies import RUNS_CODING, RUNS_SIMULATED, SimulatedInReach
from .queries import certificates, codes_given, in_post_in_units, progress, simulated_all
from .views import keep_recording, say_withdrawn, session_page


@require_policy(RUNS_CODING)
def run(request: Request, actor: Actor) -> HttpResponse:
    """Sessions by code and how far they are; share coded twice; coders."""
    return _run_page(request, {}, {})


def _run_page(request: Request, problem: dict[str, Any], typed: dict[str, str], status: int = 200) -> HttpResponse:
    sessions = progress()
    held = certificates()
    rule = rules.certification()
    context = {
        "sessions": sessions, "problem": problem, "typed": typed, "draws": list(Sampling.objects.select_related("by")),
        "coders": list(holders_of(Permission.CODE_SESSIONS, None, timezone.localdate()).items()),
        "certificates": [(one, shipped_one(one.instrument).name) for one in held if one.rule == rule.version],
        "rule": rule, "names": {key: shipped_one(key).name for key in rules.INSTRUMENTS},
        "ways": [(As.BLIND.value, "Blind"), (As.EXPERT.value, "As the expert, for training")],
        "share": actions.SHARE, "own": As.BLIND,
    }  # fmt: skip
    return render(request, "observation/run.html", context, status=status)


@require_policy(RUNS_CODING, "POST")
def set_share(request: Request, actor: Actor) -> HttpResponse:
    """Which share of new sessions is coded twice."""
    try:
        actions.set_share(actor, whole(request.POST.get("percent")))
    except ValidationError as wrong:
        return _run_page(request, problems(wrong), {"percent": request.POST.get("percent", "")}, 422)
    messages.success(request, "Saved. It applies to sessions from now on.")
    return redirect("run_coding")


@require_policy(RUNS_CODING, "POST")
def assign(request: Request, actor: Actor) -> HttpResponse:
    """Give a session to a coder."""
    typed = {name: request.POST.get(name, "") for name in ("session", "coder", "codes_as")}
    try:
        coding.assign(actor, whole(typed["session"]) or 0, whole(typed["coder"]), typed["codes_as"])
    except ValidationError as wrong:
        return _run_page(request, problems(wrong), typed, 422)
    messages.success(request, "Given to the coder.")
    return redirect("run_coding")


@require_policy(RUNS_CODING, "POST")
def training_set(request: Request, actor: Actor) -> HttpResponse:
    """Put a session into the training set, or take it out."""
    try:
        coding.set_training(actor, whole(request.POST.get("session")) or 0, "in" in request.POST)
    except ValidationError as wrong:
        messages.error(request, wrong.messages[0])
    else:
        messages.success(request, "Saved.")
    return redirect("run_coding")


@require_policy(RUNS_CODING)
def agreement_page(request: Request, actor: Actor) -> HttpResponse:
    """How far coders agree by domain, and over time. One statement an instrument."""
    found = [(one, agreement(one, codes_given(one.key))) for one in map(shipped_one, rules.INSTRUMENTS)]
    return render(request, "observation/agreement.html", {"found": found, "fewest": rules.FEWEST})


# -- simulated interviews


@require_policy(RUNS_CODING)
def simulated_interviews(request: Request, actor: Actor) -> HttpResponse:
    """Interviews with actors, and the vignettes."""
    context = {"sessions": simulated_all(), "vignettes": rules.vignettes(), "vignette": rules.vignette}
    return render(request, "observation/simulated.html", context)


@require_policy(RUNS_CODING, "GET", "POST")
def new_simulated(request: Request, actor: Actor) -> HttpResponse:
    """Which vignette, for which worker, played by whom."""
    form = SimulatedForm(request.POST if request.method == "POST" else None, initial={"token": uuid4()})
    problem: dict[str, Any] = {}
    [wording, *_] = rules.wordings()
    if form.is_bound and not form.is_valid():
        problem = form_problems(form)
    elif form.is_bound:
        said = form.cleaned_data
        try:
            made = actions.note_simulated(
                actor, vignette=said["vignette"], worker=whole(said["worker"]), held_on=said["held_on"],
                actor_name=said["actor_name"], asked_on=None, wording=said["wording"], may_train=said["may_train"],
                all_agreed=said["all_agreed"], notes=said["notes"], token=said["token"],
            )  # fmt: skip
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            return redirect("simulated_interview", pk=made.pk)
    context = {
        "form": form, "problem": problem, "wording": wording, "vignettes": rules.vignettes(),
        "workers": [(one.pk, one.full_name) for one in in_post_in_units()],
    }  # fmt: skip
    return render(request, "observation/new_simulated.html", context, status=422 if problem else 200)


@require_policy(RUNS_SIMULATED)
def simulated_interview(request: Request, at: SimulatedInReach, pk: int) -> HttpResponse:
    """One interview: who agreed, its recording."""
    return session_page(request, at, {})


@require_policy(RUNS_SIMULATED, "POST")
def keep_simulated_recording(request: Request, at: SimulatedInReach, pk: int) -> HttpResponse:
    """The recording of an interview."""
    return keep_recording(request, at, None, redirect("simulated_interview", pk=pk))


@require_policy(RUNS_SIMULATED, "POST")
def withdraw_simulated(request: Request, at: SimulatedInReach, pk: int) -> HttpResponse:
    """The worker or the actor no longer agrees."""
    return say_withdrawn(request, at, None, redirect("simulated_interview", pk=pk))


@require_policy(RUNS_SIMULATED, "POST")
def delete_simulated(request: Request, at: SimulatedInReach, pk: int) -> HttpResponse:
    """The recording goes before its time."""
    if actions.delete_recording(at.actor, at.session, None):
        messages.success(request, "The recording is deleted.")
    return redirect("simulated_interview", pk=pk)
