"""What each child is to the service: what was decided, and noting a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kinwork.access.forms import SpokenDateField, form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import lets_in
from kinwork.access.request import Request
from kinwork.families.models import FamilyMember

from .models import CP_CATEGORIES, LEGAL_STATUSES, Category, Status, StatusDecision
from .policies import EDITS_FAMILY, SEES_FAMILY
from .queries import latest_involvement
from .statuses import decide_status, decisions_of, highest_in, in_words, take_back_status


class StatusForm(forms.Form):
    """A decision about a child."""

    person = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose the child."})
    status = forms.ChoiceField(choices=Status.choices, initial=Status.CIN)
    category = forms.ChoiceField(choices=[("", ""), *Category.choices], required=False)
    placed = forms.CharField(max_length=200, required=False)
    on = SpokenDateField(past=True)
    decided_by = forms.CharField(
        max_length=200,
        error_messages={"required": "Say who decided, such as the conference, the court, or a name."},
    )
    reason = forms.CharField(max_length=500, required=False)

    def __init__(self, *args: Any, children: list[FamilyMember], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choices = [(one.person_id, one.person.name) for one in children]  # type: ignore[attr-defined]


GROUPS = [
    ("Categories of a child protection plan", [(key, Category(key).label) for key in CP_CATEGORIES]),
    ("Legal grounds of being looked after", [(key, Category(key).label) for key in LEGAL_STATUSES]),
]


@lets_in(SEES_FAMILY, "GET", "POST")
def statuses(request: Request, family_id: int) -> HttpResponse:
    """What was decided of the children in this involvement, and a form for the next decision."""
    involvement = latest_involvement(family_id)
    if involvement is None:
        raise Http404("This family has never been open")
    members = FamilyMember.objects.filter(family_id=family_id, is_child=True).select_related("person")
    may_edit = request.actor.can(Permission.EDIT_FAMILY, request.family_unit_id) and involvement.closed_on is None
    sent = request.POST if request.method == "POST" else None
    form = StatusForm(sent, children=list(members))
    if sent is not None and form.is_valid():
        said = {**form.cleaned_data, "on": form.cleaned_data["on"] or timezone.localdate(), "person_id": 0}
        said["person_id"] = said.pop("person")
        try:
            if involvement.closed_on is not None:
                raise ValidationError("The family is closed. Open it again before you note a decision.")
            decide_status(request.actor, involvement, request.family_unit_id, **said)
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(None if name == "form" else name, sentence)
        else:
            messages.success(request, "Noted. The status of the child follows from it.")
            return redirect("statuses", family_id=family_id)
    made = decisions_of(involvement.pk)
    highest = highest_in(involvement.pk)
    context = {
        "family": request.family,
        "form": form,
        "problem": form_problems(form),
        "groups": GROUPS,
        "made": [(one, in_words(one.status, one.category, one.placed)) for one in made],
        "highest": [
            (one.person.name, Status(highest[one.person_id]).label) for one in members if one.person_id in highest
        ],
        "may_edit": may_edit,
    }
    return render(request, "cases/statuses.html", context, status=422 if form.is_bound else 200)


@lets_in(EDITS_FAMILY, "POST")
def take_back(request: Request, family_id: int, pk: int) -> HttpResponse:
    """It was a slip."""
    decision = get_object_or_404(
        StatusDecision.objects.select_related("involvement"), pk=pk, involvement__family_id=family_id
    )
    take_back_status(request.actor, decision, request.family_unit_id)
    messages.success(request, "Taken back. What stood before stands again.")
    return redirect("statuses", family_id=family_id)
