"""Pages of what is due: of a family, of a unit, and putting something off."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.forms import SpokenDateField, form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.clocks.natural_dates import Looks
from kinwork.families.held import HeldFamily
from kinwork.units.policies import SEES_UNIT, UnitInReach

from .actions import put_off, take_putting_off_back
from .models import Variation
from .queries import NINE_WEEKS, UnitLine, by_name, done_in, due_in, due_in_unit, with_rules


class PutOffForm(forms.Form):
    """Until when, who decided, why."""

    until = SpokenDateField(Looks.FUTURE)
    by = forms.CharField(max_length=200, required=False)
    reason = forms.CharField(max_length=500, required=False)


@require_policy(SEES_FAMILY)
def family_due(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Everything that is due, was due, or is coming in a family: why, and by which rule."""
    today = timezone.localdate()
    put = Variation.objects.filter(involvement__family_id=family_id, withdrawn_at=None).select_related("person")
    return render(
        request,
        "obligations/family.html",
        {
            "family": held.family,
            "lines": with_rules(due_in(family_id, today)),
            "done": done_in(family_id),
            "put_off": put,
            "today": today,
            "may_edit": held.may(Permission.EDIT_FAMILY),
        },
    )


@require_policy(EDITS_FAMILY, "GET", "POST")
def put_off_view(request: Request, held: HeldFamily, family_id: int, rule: str) -> HttpResponse:
    """Put something off, for the children for whom it falls due on that day."""
    today = timezone.localdate()
    when = request.GET.get("due", "")
    lines = [line for line in due_in(family_id, today) if line.rule == rule and not line.is_coming]
    line = next((one for one in lines if one.falls_due and one.falls_due.isoformat() == when), None)
    line = line or (lines[0] if lines else None)
    if line is None or line.expires:
        raise Http404("Nothing of this is due")
    form = PutOffForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = {**form.cleaned_data, "until": form.cleaned_data["until"] or today - timedelta(days=1)}
        try:
            put_off(held, rule, line.person_ids, **said)
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Put off. The day that the rule says stays in sight.")
            return redirect("family_due", family_id=family_id)
    context = {"family": held.family, "line": line, "form": form, "problem": form_problems(form), "today": today}
    return render(request, "obligations/put_off.html", context, status=422 if form.is_bound else 200)


@require_policy(EDITS_FAMILY, "POST")
def due_again(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """It is not put off after all."""
    variation = get_object_or_404(Variation, pk=pk, involvement__family_id=family_id)
    take_putting_off_back(held, variation)
    messages.success(request, "It is due again on the day that the rule says.")
    return redirect("family_due", family_id=family_id)


@require_policy(SEES_UNIT)
def unit_due(request: Request, found: UnitInReach, unit_id: int) -> HttpResponse:
    """What is overdue in a unit's families, what falls due on each day of the next nine weeks, and its assessments."""
    today = timezone.localdate()
    lines = due_in_unit(unit_id, today, and_assessments=True)
    log_list(request, f"what is due in {found.unit.name}", [line.family_id for line in lines], thing=found.unit)
    days: dict[date, list[UnitLine]] = {}
    for line in lines:
        if line.falls_due >= today:
            days.setdefault(line.falls_due, []).append(line)
    return render(
        request,
        "obligations/unit.html",
        {
            "unit": found.unit,
            "many_overdue": sum(line.falls_due < today for line in lines),
            "overdue": by_name(line for line in lines if line.falls_due < today),
            "soon": sum(today <= line.falls_due <= today + NINE_WEEKS for line in lines),
            "later": sum(line.falls_due > today + NINE_WEEKS for line in lines),
            "days": [(day, len(found), by_name(found)) for day, found in days.items()],
            "today": today,
            "may_see": found.actor.can(Permission.SEE_FAMILY, unit_id),
        },
    )
