"""Sessions of a family: noting one with everyone’s consent, its recording, withdrawing; and feedback to the worker."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.forms import form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.files.kinds import Refused, size_in_words
from kinwork.files.scanning import CannotScan
from kinwork.whole_numbers import whole, wholes

from . import actions, coding, rules
from .forms import SessionForm
from .models import Kind
from .policies import EDITS_SESSION, SEES_SESSION, SessionOfFamily, SimulatedInReach
from .queries import colleagues, consents_of, heard_of, recordings_of, sessions_of

CANNOT_SCAN = "The virus scanner does not answer just now, so this was not kept. Try again in a few minutes."


@require_policy(SEES_FAMILY)
def observations(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """What was observed and recorded with this family; never what was coded."""
    context = {
        "family": held.family, "sessions": sessions_of(family_id), "may_edit": held.may(Permission.EDIT_FAMILY)
    }  # fmt: skip
    return render(request, "observation/observations.html", context)


@require_policy(EDITS_FAMILY, "GET", "POST")
def new_observation(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """What it is, who was there, and that everyone who is heard has said yes."""
    me, [wording, *_] = held.actor.user_id, rules.wordings()
    first = {"token": uuid4(), "worker": me, "asked_by": me, "kind": Kind.RECORDED}
    form = SessionForm(request.POST if request.method == "POST" else None, initial=first)
    people, for_them = wholes(request.POST.getlist("people")), _for_them(request)
    problem: dict[str, Any] = {}
    if form.is_bound and not form.is_valid():
        problem = form_problems(form)
    elif form.is_bound:
        said = form.cleaned_data
        try:
            made = actions.note(
                held, kind=said["kind"], worker=whole(said["worker"]), observer=whole(said["observer"]),
                held_on=said["held_on"], people=people, for_them=for_them, others=said["others"].split(","),
                asked_by=whole(said["asked_by"]), asked_on=said["asked_on"], wording=said["wording"],
                may_train=said["may_train"], all_agreed=said["all_agreed"], notes=said["notes"], token=said["token"],
            )  # fmt: skip
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            return redirect("observation", family_id=family_id, pk=made.pk)
    staff = [(one.pk, one.full_name) for one in colleagues(held.unit_id, me)]
    context = {
        "family": held.family, "form": form, "problem": problem, "members": heard_of(family_id), "people": people,
        "for_them": for_them, "staff": staff, "wording": wording, "today": timezone.localdate(),
        "kinds": [one for one in Kind.choices if one[0] != Kind.SIMULATED], "child_until": actions.CHILD_UNTIL,
    }  # fmt: skip
    return render(request, "observation/new.html", context, status=422 if problem else 200)


def _for_them(request: Request) -> dict[int, str]:
    found = {}
    for name, value in request.POST.items():
        if name.startswith("for_") and (pk := whole(name.removeprefix("for_"))) is not None:
            found[pk] = str(value)
    return found


@require_policy(SEES_SESSION)
def observation(request: Request, at: SessionOfFamily, family_id: int, pk: int) -> HttpResponse:
    """Who agreed, the recording and how long it is kept."""
    return session_page(request, at, {})


def session_page(
    request: Request, at: SessionOfFamily | SimulatedInReach, problem: dict[str, str], status: int = 200
) -> HttpResponse:
    """One session, with a family or with an actor."""
    session = at.session
    family = at.held.family if isinstance(at, SessionOfFamily) else None
    may_edit = at.held.may(Permission.EDIT_FAMILY) if isinstance(at, SessionOfFamily) else True
    recordings = recordings_of(session.pk)
    context = {
        "family": family, "session": session, "consents": consents_of(session.pk), "problem": problem,
        "recording": next((one for one in recordings if one.gone_at is None), None),
        "gone": [one for one in recordings if one.gone_at is not None], "may_edit": may_edit, "size": size_in_words,
        "may_code_live": family is not None and session.observer_id == at.actor.user_id
        and at.actor.may(Permission.CODE_SESSIONS) and session.is_used,
        "prefix": f"/family/{session.family_id}/observations/{session.pk}/" if family
        else f"/coding/simulated/{session.pk}/",
        "vignette": rules.vignette(session.vignette),
    }  # fmt: skip
    return render(request, "observation/session.html", context, status=status)


def keep_recording(
    request: Request, at: SessionOfFamily | SimulatedInReach, unit_id: int | None, back: HttpResponse
) -> HttpResponse:
    """The file of the form, kept in cipher; or why not."""
    file = request.FILES.get("recording")
    problem = ""
    if file is None:
        problem = "Choose the file with the recording."
    else:
        try:
            actions.keep_recording(at.actor, at.session, unit_id, file)
        except Refused as refused:
            problem = str(refused)
        except CannotScan:
            problem = CANNOT_SCAN
        else:
            messages.success(request, "Kept, locked. It can be coded now.")
            return back
    return session_page(request, at, {"recording": problem}, 422)


@require_policy(EDITS_SESSION, "POST")
def keep_observation_recording(request: Request, at: SessionOfFamily, family_id: int, pk: int) -> HttpResponse:
    """The recording of a session with a family."""
    return keep_recording(request, at, at.held.unit_id, redirect("observation", family_id=family_id, pk=pk))


@require_policy(EDITS_SESSION, "POST")
def withdraw_consent(request: Request, at: SessionOfFamily, family_id: int, pk: int) -> HttpResponse:
    """Someone who is heard no longer agrees."""
    return say_withdrawn(request, at, at.held.unit_id, redirect("observation", family_id=family_id, pk=pk))


def say_withdrawn(
    request: Request, at: SessionOfFamily | SimulatedInReach, unit_id: int | None, back: HttpResponse
) -> HttpResponse:
    """Deleted at once, and said so."""
    if actions.withdraw(at.actor, at.session, unit_id, whole(request.POST.get("consent")) or 0):
        messages.success(request, "Withdrawn. The recording is deleted, and nothing of the session is used.")
    return back


@require_policy(EDITS_SESSION, "POST")
def delete_recording(request: Request, at: SessionOfFamily, family_id: int, pk: int) -> HttpResponse:
    """The recording goes before its time."""
    if actions.delete_recording(at.actor, at.session, at.held.unit_id):
        messages.success(request, "The recording is deleted.")
    return redirect("observation", family_id=family_id, pk=pk)


@require_policy(EDITS_SESSION, "GET", "POST")
def remove_observation(request: Request, at: SessionOfFamily, family_id: int, pk: int) -> HttpResponse:
    """Entered in error."""
    problem: dict[str, str] = {}
    if request.method == "POST":
        try:
            actions.remove(at.actor, at.session, at.held.unit_id, because=request.POST.get("because", ""))
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            messages.success(request, "Removed, with its recording.")
            return redirect("observations", family_id=family_id)
    context = {
        "family": at.held.family, "session": at.session, "because": request.POST.get("because", ""), "problem": problem
    }  # fmt: skip
    return render(request, "observation/remove.html", context, status=422 if problem else 200)


@require_policy(EDITS_SESSION, "POST")
def code_live(request: Request, at: SessionOfFamily, family_id: int, pk: int) -> HttpResponseBase:
    """The observer codes what was not recorded."""
    if not at.actor.may(Permission.CODE_SESSIONS):
        raise Http404("No coder")
    try:
        made = coding.code_live(at.actor, at.session)
    except ValidationError as wrong:
        messages.error(request, wrong.messages[0])
        return redirect("observation", family_id=family_id, pk=pk)
    return redirect("coding", pk=made.pk)
