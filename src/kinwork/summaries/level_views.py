"""How much is recorded of the work with a family: proposed, agreed, and what was agreed before."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.forms import form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.families.held import HeldFamily

from .actions.levels import agree_level, decline_level, propose_level
from .forms import LevelForm
from .levels import recording_of
from .models import Level, RecordingLevel
from .policies import AGREES_LEVEL, EDITS_FAMILY


@require_policy(EDITS_FAMILY, "GET", "POST")
def level(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """What holds, what was proposed, what was agreed before; and a form for another."""
    form = LevelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            proposal = propose_level(held, said["level"], because=said["because"], from_on=said["from_on"])
        except ValidationError as wrong:
            for name, sentence in problems(wrong).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            answered = RecordingLevel.objects.values_list("answer", flat=True).get(pk=proposal.pk)
            said_then = "Agreed." if answered else "Proposed. The consultant is asked to agree on this page."
            messages.success(request, said_then)
            return redirect("recording_level", family_id=family_id)
    return _page(request, held, form)


def _page(request: Request, held: HeldFamily, form: LevelForm, declining: dict[str, str] | None = None) -> HttpResponse:
    today = timezone.localdate()
    every = RecordingLevel.objects.filter(involvement__family_id=held.pk)
    context = {
        "family": held.family,
        "form": form,
        "problem": form_problems(form),
        "declining": declining or {},
        "recording": recording_of(held.pk, today),
        "every": every.exclude(answer="").select_related("proposed_by", "answered_by"),
        "choices": Level.choices,
        "may_agree": held.may(Permission.DECIDE),
        "today": today,
    }
    return render(request, "summaries/level.html", context, status=422 if form.is_bound or declining else 200)


@require_policy(AGREES_LEVEL, "POST")
def answer(request: Request, held: HeldFamily, family_id: int, pk: int, answer: str) -> HttpResponse:
    """The consultant, or a deputy, agrees or says why not."""
    if answer not in ("agree", "decline"):
        raise Http404("No such answer")
    try:
        if answer == "agree":
            agree_level(held, pk)
        else:
            decline_level(held, pk, because=request.POST.get("because", ""))
    except ValidationError as wrong:
        said = problems(wrong)
        if "because" in said:
            return _page(request, held, LevelForm(), said)
        messages.error(request, wrong.messages[0])
    else:
        messages.success(request, "Agreed and signed." if answer == "agree" else "It stays as it was.")
    return redirect("recording_level", family_id=family_id)
