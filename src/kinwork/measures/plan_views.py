"""The page on which a unit says what it asks of its families, and when."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kinwork.access.forms import problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.units.policies import SEES_UNIT, UnitInReach

from . import choosing, planning
from .forms import PlanForm
from .models import As
from .policies import PLANS_MEASURES


@require_policy(SEES_UNIT)
def planned_measures(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """What is asked of whom, and when."""
    return _page(request, at, PlanForm(), {})


@require_policy(PLANS_MEASURES, "POST")
def plan_measure(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """One line more, or another said of the same."""
    form = PlanForm(request.POST)
    form.is_valid()
    try:
        planned = planning.planned_of(at.unit.pk)
        made = planning.plan_measure(at.actor, at.unit, **form.cleaned_data)
    except ValidationError as wrong:
        return _page(request, at, form, problems(wrong))
    before = next(
        (one for one in planned if (one.instrument, one.asked_of) == (made.instrument, made.asked_of)), None
    )  # fmt: skip
    if before is None:
        messages.success(request, "Planned. It is suggested when it is due.")
    else:
        was = before.when_in_words
        messages.success(request, f"Changed. Until now it was asked {was}. To go back to that, plan it so again.")
    return redirect("planned_measures", unit_id=unit_id)


@require_policy(PLANS_MEASURES, "POST")
def no_longer_plan(request: Request, at: UnitInReach, unit_id: int, pk: int) -> HttpResponse:
    """It is suggested no longer."""
    if not planning.no_longer_plan(at.actor, at.unit, pk):
        raise Http404("Nothing planned")
    messages.success(request, "Removed. It is suggested no longer; what was filled in stays.")
    return redirect("planned_measures", unit_id=unit_id)


def _page(request: Request, at: UnitInReach, form: PlanForm, problem: dict[str, str]) -> HttpResponse:
    every = choosing.used_with_families()
    names = {one.key: one.name for one in every}
    context = {
        "unit": at.unit,
        "planned": [(one, names.get(one.instrument, one.instrument)) for one in planning.planned_of(at.unit.pk)],
        "choices": [(one.key, one.name) for one in every if choosing.has_words(one)],
        "without_words": [one.name for one in every if choosing.asked_of(one) and not choosing.has_words(one)],
        "asked_of": As.choices, "form": form, "problem": problem,
        "may_plan": at.actor.can(Permission.DECIDE, at.unit.pk),
    }  # fmt: skip
    return render(request, "measures/plan.html", context, status=422 if problem else 200)
