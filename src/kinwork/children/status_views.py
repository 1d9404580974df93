"""What each child is to the service: what was decided, and noting a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.forms import SpokenDateField, form_problems, problems, set_choices
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.codes import CATEGORIES, NO_LONGER_GIVEN, Abuse, LegalStatusCode
from kinwork.cases.grave_change_views import ask_why, undo_tag
from kinwork.cases.grave_changes import change_about
from kinwork.cases.models import DecisionLevel, PanelAnswer, Status, StatusDecision
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.cases.queries import latest_involvement
from kinwork.clocks.humanize import lower_first
from kinwork.clocks.natural_dates import Looks
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember

from .deciding import (
    WHO,
    DecidedStatus,
    answer_for_panel,
    decide_status,
    deciders_in,
    take_back_status,
    what_removing_does,
)
from .sealing import not_sealed
from .statuses import decisions_of, disputed, highest_in, in_words, removed_from


class StatusForm(forms.Form):
    """A decision about a child."""

    person = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose the child."})
    status = forms.ChoiceField(choices=Status.choices, error_messages={"required": "Choose what was decided."})
    category = forms.ChoiceField(choices=[("", ""), *CATEGORIES.items()], required=False)
    placed = forms.CharField(max_length=200, required=False)
    on = SpokenDateField(Looks.PAST)
    decider = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    decided_by = forms.CharField(max_length=200, required=False)
    reason = forms.CharField(max_length=500, required=False)
    level = forms.ChoiceField(choices=[("", "As who decided"), *DecisionLevel.choices], required=False)
    alternatives = forms.CharField(max_length=1000, required=False)
    panel = forms.CharField(max_length=120, required=False)

    def __init__(self, *args: Any, children: list[FamilyMember], deciders: dict[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "decider", [("", ""), *deciders.items()])
        set_choices(self, "person", [(one.person_id, one.person.name) for one in children])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("decider") and said.get("decided_by"):
            self.add_error("decided_by", "Choose someone or type who decided, not both.")
        elif not said.get("decider") and not said.get("decided_by") and not self.errors.get("decided_by"):
            self.add_error("decided_by", f"Say who decided, {WHO}.")
        return said


class PanelForm(forms.Form):
    """What a panel said to a provisional decision."""

    answer = forms.ChoiceField(
        choices=PanelAnswer.choices, error_messages={"required": "Say whether the panel agreed."}
    )
    panel_on = SpokenDateField(Looks.PAST)
    since = SpokenDateField(Looks.PAST)
    said = forms.CharField(max_length=500, required=False)


GROUPS = [
    ("Categories of a child protection plan", Abuse.choices),
    (
        "Legal grounds of being looked after",
        [(key, label) for key, label in LegalStatusCode.choices if key not in NO_LONGER_GIVEN],
    ),
]


@require_policy(SEES_FAMILY, "GET", "POST")
def statuses(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """What was decided of the children in this involvement, and a form for the next decision."""
    involvement = latest_involvement(family_id)
    if involvement is None:
        raise Http404("This family has never been open")
    members = not_sealed(FamilyMember.objects.filter(family_id=family_id, is_child=True)).select_related("person")
    may_edit = held.actor.can(Permission.EDIT_FAMILY, held.unit_id) and involvement.closed_on is None
    sent = request.POST if request.method == "POST" else None
    deciders = {one.user_id: one.label for one in deciders_in(involvement)} if may_edit else {}
    form = StatusForm(sent, children=list(members), deciders=deciders)
    if sent is not None and form.is_valid():
        said = {**form.cleaned_data, "on": form.cleaned_data["on"] or timezone.localdate(), "person_id": 0}
        said["person_id"], said["decider_id"] = said.pop("person"), said.pop("decider")
        try:
            if involvement.closed_on is not None:
                raise ValidationError("The family is closed. Open it again before you record a decision.")
            made_now = decide_status(held.actor, involvement, held.unit_id, DecidedStatus(**said))
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(None if name == "form" else name, sentence)
        else:
            messages.success(request, "Saved.", extra_tags=undo_tag(change_about(made_now)))
            return redirect("statuses", family_id=family_id)
    made = decisions_of(involvement.pk)
    removed, doubts = removed_from(involvement.pk), disputed(made)
    highest = highest_in(involvement.pk)
    context = {
        "provisional": [one for one in made if one.is_provisional],
        "said_of": {one.pk: lower_first(in_words(one.status, one.category, one.placed)) for one in made},
        "family": held.family,
        "form": form,
        "problem": form_problems(form),
        "groups": GROUPS,
        "made": [(one, in_words(one.status, one.category, one.placed), doubts.get(one.pk)) for one in made],
        "removed": [(one, in_words(one.status, one.category, one.placed)) for one in removed],
        "highest": [
            (one.person.name, Status(highest[one.person_id]).label) for one in members if one.person_id in highest
        ],
        "may_edit": may_edit,
        "more_was_said": sent is not None and any(sent.get(name) for name in ("alternatives", "level", "panel")),
    }
    return render(request, "children/statuses.html", context, status=422 if form.is_bound else 200)


@require_policy(EDITS_FAMILY, "GET", "POST")
def take_back(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """Entered in error: says what removing it does and asks why; then removes it."""
    decision = get_object_or_404(
        StatusDecision.objects.select_related("involvement", "person"), pk=pk, involvement__family_id=family_id
    )
    back = reverse("statuses", args=[family_id])
    if decision.taken_back_at is not None:
        messages.info(request, "This has already been removed.")
        return redirect(back)
    wrong = None
    if request.method == "POST":
        try:
            because = request.POST.get("because", "")
            change = take_back_status(held.actor, decision, held.unit_id, because=because)
        except ValidationError as problem:
            wrong = problem
        else:
            said = "Removed. The status before it applies again."
            messages.success(request, said, extra_tags=undo_tag(change))
            return redirect(back)
    return ask_why(
        request,
        title="Entered in error?",
        sentence=what_removing_does(decision),
        button="Remove",
        back=back,
        back_to=f"{held.family.name}: status of the children",
        problem=wrong,
    )


@require_policy(EDITS_FAMILY, "GET", "POST")
def panel_answer(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """The panel agreed, and the decision holds; or it did not."""
    decision = get_object_or_404(
        StatusDecision.objects.select_related("involvement", "person"), pk=pk, involvement__family_id=family_id
    )
    if decision.taken_back_at is not None or not decision.is_provisional:
        messages.info(request, "The answer has been recorded already, or the decision was removed.")
        return redirect("statuses", family_id=family_id)
    form = PanelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        on = said["panel_on"] or timezone.localdate()
        try:
            answer_for_panel(
                held.actor,
                decision,
                held.unit_id,
                answer=said["answer"],
                on=on,
                since=said["since"] or on,
                said=said["said"],
            )
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Saved.", extra_tags=undo_tag(change_about(decision)))
            return redirect("statuses", family_id=family_id)
    context = {
        "family": held.family,
        "form": form,
        "problem": form_problems(form),
        "decision": decision,
        "words": in_words(decision.status, decision.category, decision.placed),
    }
    return render(request, "children/panel_answer.html", context, status=422 if form.is_bound else 200)
