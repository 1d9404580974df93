"""Who works with a family, in which role, since when: taking a role on, and ending it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kinwork.access.forms import SpokenDateField, form_problems, problems, set_choices
from kinwork.access.policies import require_policy
from kinwork.access.queries import authority
from kinwork.access.request import Request
from kinwork.cases.family_roles import TakenOn, Way, end_role, take_on, way_of
from kinwork.cases.models import FamilyRole, Involvement
from kinwork.cases.policies import EDITS_FAMILY
from kinwork.clocks.natural_dates import Looks
from kinwork.families.held import HeldFamily
from kinwork.units.queries import members_on


class RoleForm(forms.Form):
    """Who takes on which role."""

    kind = forms.ChoiceField(
        error_messages={"required": "Choose the role.", "invalid_choice": "Choose one of these roles."}
    )
    user = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    name = forms.CharField(max_length=120, required=False)
    agency = forms.CharField(max_length=120, required=False)
    telephone = forms.CharField(max_length=40, required=False)
    since = SpokenDateField(Looks.PAST)

    def __init__(self, *args: Any, way: Way, members: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "kind", [(kind.value, kind.label) for kind in way.kinds])
        set_choices(self, "user", [("", ""), *members])
        self.fields["user"].error_messages["invalid_choice"] = "Choose someone in the unit, or type a name."


@require_policy(EDITS_FAMILY, "GET", "POST")
def new_role(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Somebody joins who works with the family."""
    involvement = get_object_or_404(Involvement, family_id=family_id, closed_on=None)
    way, today = way_of(authority().works_as), timezone.localdate()
    members = [(one.user_id, f"{one.name} ({one.role_short})") for one in members_on(held.unit_id, today)]
    form = RoleForm(request.POST or None, way=way, members=members)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        taken = TakenOn(said["kind"], said["since"] or today, said["user"], said["name"], said["agency"],
                        said["telephone"])  # fmt: skip
        try:
            take_on(held, involvement, way, taken)
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Saved.")
            return redirect("family", family_id=family_id)
    context = {"family": held.family, "form": form, "way": way, "members": members, "problem": form_problems(form)}
    return render(request, "family_pages/new_role.html", context, status=422 if form.is_bound else 200)


class EndForm(forms.Form):
    on = SpokenDateField(Looks.PAST)
    because = forms.CharField(max_length=300, error_messages={"required": "Say briefly why it ends."})


@require_policy(EDITS_FAMILY, "GET", "POST")
def stop_role(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """Their last day with the family."""
    roles = FamilyRole.objects.select_related("user")
    role = get_object_or_404(roles, pk=pk, involvement__family_id=family_id)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            on = form.cleaned_data["on"] or timezone.localdate()
            end_role(held, role, on=on, because=form.cleaned_data["because"])
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Saved.")
            return redirect("family", family_id=family_id)
    context = {"family": held.family, "form": form, "role": role, "problem": form_problems(form)}
    return render(request, "family_pages/end_role.html", context, status=422 if form.is_bound else 200)
