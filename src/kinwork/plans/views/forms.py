"""Forms about the whole plan: its boxes, agreeing, looking at it again, ending it, taking it up again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.forms import form_problems, number, problems
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.people.models.partial import as_typed

from ..actions.agreeing import agree, let_stand, mark_mistaken, review
from ..actions.planning import end_plan, take_up_again, write_plan
from ..actions.writing import Overtaken
from ..forms import AgreeForm, EndForm, PlanForm, ReviewForm, said
from ..models import Agreement, Plan, PlanReview
from ..queries.plan import plan_in_full

LABELS = {
    "danger": "What we are worried about",
    "contingency": "What we do if it goes wrong",
    "ending": "What would end our involvement",
    "for_staff": "Not for the family",
    "review_on": "When we look at it together",
}


def running_plan(held: HeldFamily) -> Plan | None:
    """The plan that runs. One statement."""
    return Plan.objects.filter(involvement__family=held.family, ended_on=None).select_related("involvement").first()


def put_on(form: forms.Form, problem: ValidationError) -> None:
    """What a verb refused, at the fields that the form has."""
    for name, sentence in problems(problem).items():
        form.add_error(name if name in form.fields else None, sentence)


def typed_day(form: forms.Form, name: str, value: Any) -> str:
    return as_typed(value.isoformat()) if value else ""


def form_page(request: Request, held: HeldFamily, template: str, form: forms.Form, **more: Any) -> HttpResponse:
    """The form; with what was wrong at each field, and what somebody else wrote there."""
    context = {"family": held.family, "form": form, "problem": form_problems(form), **more}
    return render(request, template, context, status=422 if form.is_bound and form.errors else 200)


def overtaken(form: forms.Form, problem: Overtaken) -> forms.Form:
    """The same form with what the other changed, and with what was typed where both wrote."""
    data = form.data.copy()  # type: ignore[attr-defined]
    for name, value in problem.stands.items():
        if name not in problem.theirs and name in form.fields:
            if isinstance(form.fields[name], forms.BooleanField):
                data.pop(name, None)
                if value:
                    data[name] = "on"
            else:
                data[name] = value if isinstance(value, str) else typed_day(form, name, value)
    again = type(form)(data)
    again.is_valid()
    put_on(again, problem)
    return again


def said_of_others(kept: Any) -> str:
    """What is said when somebody else had changed other boxes meanwhile."""
    if not kept:
        return "Saved."
    boxes = ", ".join(f"“{LABELS.get(name, name)}”" for name in kept)
    return f"Saved. Someone else changed {boxes} while you were writing; that is kept too."


@require_policy(EDITS_FAMILY, "GET", "POST")
def words(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """What is feared, what if it goes wrong, what would end it."""
    plan = running_plan(held)
    boxes = {name: getattr(plan, name) if plan else "" for name in PlanForm.base_fields}
    initial = boxes | {"review_on": as_typed(plan.review_on.isoformat()) if plan and plan.review_on else ""}
    form: forms.Form = PlanForm(request.POST if request.method == "POST" else None, initial=initial)
    theirs: dict[str, Any] = {}
    seen = f"{plan.pk}-{plan.version}" if plan else ""
    if request.method == "POST":
        was = request.POST.get("seen", "").partition("-")
        if form.is_valid():
            try:
                kept = write_plan(
                    held, said(form), plan_id=_whole(was[0]), version=_whole(was[2])
                )[1]  # fmt: skip
            except Overtaken as problem:
                form, theirs = overtaken(form, problem), problem.theirs
            except ValidationError as problem:
                put_on(form, problem)
            else:
                messages.success(request, said_of_others(kept))
                return redirect("plan", family_id=family_id)
        if not theirs:
            seen = request.POST.get("seen", "")
    return form_page(request, held, "plans/words.html", form, seen=seen, theirs=theirs, is_new=plan is None)


def _whole(text: str) -> int | None:
    return number({"n": text}, "n")


@require_policy(EDITS_FAMILY, "GET", "POST")
def agree_plan(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """It is agreed as it stands."""
    form = AgreeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        values = said(form)
        try:
            agreement = agree(held, **{**values, "on": values["on"] or timezone.localdate()})
        except ValidationError as problem:
            put_on(form, problem)
        else:
            done = f"Agreed: version {agreement.number}. What changes from now on is shown beside it."
            undo = reverse("plan_mistaken", args=[family_id, "agreed", agreement.pk])
            messages.success(request, done, extra_tags=f"undo:{undo}")
            return redirect("plan", family_id=family_id)
    plan = running_plan(held)
    return form_page(request, held, "plans/agree.html", form, full=plan_in_full(plan) if plan else None)


@require_policy(EDITS_FAMILY, "GET", "POST")
def review_plan(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """It was looked at together. Then the four questions are asked again."""
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        values = said(form)
        try:
            review(held, **{**values, "on": values["on"] or timezone.localdate()})
        except ValidationError as problem:
            put_on(form, problem)
        else:
            messages.success(request, "Saved. Now the four questions: is everything still so?")
            return redirect("ask_questions", family_id=family_id)
    return form_page(request, held, "plans/review.html", form, plan=running_plan(held))


@require_policy(EDITS_FAMILY, "GET", "POST")
def end_the_plan(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """It ends; the family stays open."""
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        values = said(form)
        try:
            end_plan(held, on=values["on"] or timezone.localdate(), because=values["because"])
        except ValidationError as problem:
            put_on(form, problem)
        else:
            messages.success(request, "The plan has ended. It stays here to read.")
            return redirect("plan", family_id=family_id)
    return form_page(request, held, "plans/end.html", form, plan=running_plan(held))


def _noted(held: HeldFamily, what: str, pk: int) -> Agreement | PlanReview:
    if what == "agreed":
        return get_object_or_404(Agreement, pk=pk, plan__involvement__family=held.family)
    if what == "review":
        return get_object_or_404(PlanReview, pk=pk, plan__involvement__family=held.family)
    raise Http404("Nothing of this kind")


def _mark(request: Request, held: HeldFamily, do: Any, done: str, undo: str = "") -> HttpResponse:
    try:
        do()
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, done, extra_tags=f"undo:{undo}" if undo else "")
    return redirect("plan", family_id=held.pk)


@require_policy(EDITS_FAMILY, "POST")
def mistaken(request: Request, held: HeldFamily, family_id: int, what: str, pk: int) -> HttpResponse:
    """An agreement or a review was entered in error."""
    noted = _noted(held, what, pk)
    undo = reverse("plan_stands", args=[family_id, what, pk])
    return _mark(request, held, lambda: mark_mistaken(held, noted), "Marked as entered in error.", undo)


@require_policy(EDITS_FAMILY, "POST")
def stands(request: Request, held: HeldFamily, family_id: int, what: str, pk: int) -> HttpResponse:
    """It was no error."""
    noted = _noted(held, what, pk)
    return _mark(request, held, lambda: let_stand(held, noted), "It stands again.")


@require_policy(EDITS_FAMILY, "POST")
def take_up(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """A plan that ended goes on."""
    try:
        take_up_again(held, pk)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, "The plan goes on as it was.")
    return redirect("plan", family_id=family_id)
