"""The authority's own periods, where the law leaves them to it; and all the rules by which something is due."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.forms import SpokenDateField, form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy, role_with
from kinwork.access.request import Request
from kinwork.clocks.humanize import count
from kinwork.clocks.natural_dates import Looks
from kinwork.clocks.rules import england

from .actions import end_period, set_period
from .models import LocalRule
from .presets import PRESETS
from .rebuilding import rebuild_all

SETS_PERIODS = role_with(Permission.SET_RULES, "The head of service.")


class PeriodForm(forms.Form):
    """How long, where that is written, from when."""

    rule = forms.ChoiceField(error_messages={"required": "Choose what it is for."})
    period = forms.CharField(max_length=40, required=False)
    source = forms.CharField(max_length=200, required=False)
    from_ = SpokenDateField(Looks.EITHER)

    def __init__(self, *args: object, names: dict[str, str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["rule"].choices = [("", "Choose"), *names.items()]  # type: ignore[attr-defined]


@require_policy(SETS_PERIODS, "GET", "POST")
def periods(request: Request, actor: Actor) -> HttpResponse:
    """What the authority has set, a form for the next, and every rule with its source."""
    rows = {row.id: row for row in england().rows}
    names = {rule: rows[rule].name for rule in PRESETS}
    form = PeriodForm(request.POST if request.method == "POST" else None, names=names)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            set_period(
                actor,
                said["rule"],
                period=said["period"],
                source=said["source"],
                from_=said["from_"] or timezone.localdate(),
            )
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            families = count(rebuild_all(), "family", "families")
            messages.success(request, f"Saved. What is due was worked out anew for {families}.")
            return redirect("periods")
    context = {
        "form": form,
        "problem": form_problems(form),
        "names": names,
        "examples": [(names[one.rule], one.example, rows[one.rule].citation) for one in PRESETS.values()],
        "own": LocalRule.objects.select_related("set_by"),
        "rules": england().rows,
    }
    return render(request, "obligations/periods.html", context, status=422 if form.is_bound else 200)


@require_policy(SETS_PERIODS, "POST")
def end_period_view(request: Request, actor: Actor, pk: int) -> HttpResponse:
    """The authority has no period of its own for this any more, from tomorrow."""
    end_period(actor, get_object_or_404(LocalRule, pk=pk))
    rebuild_all()
    messages.success(request, "It ends today. What began until then stays as it is.")
    return redirect("periods")
