"""The authority's own rules: how far families open, for how long, and how often the unit talks of each."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems
from kinwork.access.models import ATTENTION, Authority, Reach, RecordingDefault, WorksAs
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy, role_with
from kinwork.access.request import Request

SETS_RULES = role_with(Permission.SET_RULES, "The head of service.")
LIMITS = {
    "opening_hours": (1, 24 * 14),
    "emergency_hours": (1, 72),
    "discuss_every_weeks": (1, 26),
    "dates_soon_days": (1, 60),
    "returns_within_months": (0, 24),
    "approvals_go_up_after": (1, 60),
    **ATTENTION,
}


# As the page asks for them, with the bounds within which each is set.
ATTENTION_SAID = [
    (name, f"{label} ({LIMITS[name][0]} to {LIMITS[name][1]})")
    for name, label in (
        ("seen_within_weeks", "A child counts as not seen after, in weeks"),
        ("alone_within_weeks", "A child counts as not seen alone after, in weeks"),
        ("plan_within_weeks", "A family has a plan within, in weeks"),
        ("active_within_weeks", "A colleague counts as active in contact within, in weeks"),
        ("step_overdue_days", "A step of the plan is long overdue after, in days"),
        ("summary_weeks", "A summary is out of date after, in weeks"),
        ("summary_entries", "A summary is out of date after, in entries recorded since"),
        ("gap_weeks", "A chronology shows a gap without visits, or in which a child was not seen, after, in weeks"),
        ("recordings_kept_days", "A recording of practice is deleted after, in days"),
    )
]


if TYPE_CHECKING:
    ModelFormOfAuthority = forms.ModelForm[Authority]
else:
    ModelFormOfAuthority = forms.ModelForm  # not to be subscribed at run time


class RulesForm(ModelFormOfAuthority):
    class Meta:
        model = Authority
        fields = ["name", "reach", "works_as", "recording", *LIMITS]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, (low, high) in LIMITS.items():
            said = dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"), f"A whole number from {low} to {high}."
            )
            self.fields[name] = forms.IntegerField(min_value=low, max_value=high, error_messages=said)
        self.fields["name"].error_messages["required"] = "Type the authority’s name."
        self.fields["reach"].error_messages["invalid_choice"] = "Choose one of the three."
        self.fields["reach"].error_messages["required"] = "Choose one of the three."
        for name, wrong in product(("works_as", "recording"), ("invalid_choice", "required")):
            self.fields[name].error_messages[wrong] = "Choose one of the two."


@require_policy(SETS_RULES, "GET", "POST")
def rules(request: Request, actor: Actor) -> HttpResponse:
    """See and change them; each change is in the log, and holds from the next request."""
    authority = Authority.objects.get()
    before = RulesForm(instance=authority).initial
    form = RulesForm(request.POST or None, instance=authority)
    if form.is_valid():
        with transaction.atomic():
            form.save()
            said = "; ".join(f"{name}: {before[name]} → {form.cleaned_data[name]}" for name in form.changed_data)
            if said:
                log(actor, "changed rules", thing=authority, policy=request.policy.name, words=said)
        messages.success(request, "Saved. The new rules apply from now on.")
        return redirect("rules")
    return render(
        request,
        "accounts/rules.html",
        {
            "form": form,
            "problem": form_problems(form),
            "choices": Reach.choices,
            "ways": WorksAs.choices,
            "recordings": RecordingDefault.choices,
            "attention": ATTENTION_SAID,
        },
        status=422 if form.is_bound else 200,
    )
