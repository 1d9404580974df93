"""Handing on what is still with people who are not in the unit that holds a family."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kinwork.access.forms import form_problems, problems
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.models import Involvement
from kinwork.cases.policies import EDITS_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.units.models import Unit

from .forms import HandOnForm
from .handing_on import hand_on_later, still_with_others


@require_policy(EDITS_FAMILY, "GET", "POST")
def hand_on(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Who is key worker now, and who has each task and conversation that is still with others."""
    every = Involvement.objects.select_related("family", "key_worker")
    involvement = get_object_or_404(every, family_id=family_id, closed_on=None)
    unit, today = get_object_or_404(Unit, pk=held.unit_id), timezone.localdate()
    theirs = still_with_others(involvement, unit, today)
    if not theirs:
        if request.method == "GET":
            messages.info(request, f"Everything of this family is with people in {unit.name}.")
        return redirect("family", family_id=family_id)
    form = HandOnForm(request.POST or None, theirs=theirs)
    if request.method == "POST" and form.is_valid():
        try:
            hand_on_later(held, involvement, unit, form.said, today)
        except ValidationError as wrong:
            for name, sentence in problems(wrong).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Saved.")
            return redirect("family", family_id=family_id)
    context = {"family": held.family, "theirs": theirs, "form": form, "problem": form_problems(form), "today": today}
    return render(request, "transfers/hand_on.html", context, status=422 if form.is_bound else 200)
