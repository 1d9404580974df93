"""Forms of aims and steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.forms import form_problems, number, problems
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.units.queries import members_on
from kinwork.whole_numbers import whole, wholes

from ..actions import planning, steps
from ..actions.writing import Overtaken
from ..forms import AimForm, StepForm, said
from ..models import Aim, AimState, PlanStep
from ..queries.plan import children_of, named, people_of, tasks_to_put
from ..together import chosen_together
from .forms import form_page, overtaken, put_on


def _ids(request: Request, name: str) -> list[int]:
    return [pk for said in request.POST.getlist(name) if (pk := whole(said)) is not None]


def _aim(held: HeldFamily, pk: int) -> Aim:
    return get_object_or_404(Aim.objects.select_related("plan"), pk=pk, plan__involvement__family=held.family)


def _back(family_id: int, at: str) -> HttpResponse:
    return redirect(f"{reverse('plan', args=[family_id])}#{at}")


@require_policy(EDITS_FAMILY, "GET", "POST")
def new_aim(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """One more aim."""
    form = AimForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            aim = planning.add_aim(
                held, **said(form), children=_ids(request, "children"), kept_from=_ids(request, "kept_from")
            )
        except ValidationError as problem:
            put_on(form, problem)
        else:
            messages.success(request, "The aim is in the plan. What is the first step?")
            return _back(family_id, f"aim-{aim.pk}")
    return _aim_page(request, held, form, ticked=_ids(request, "children"), kept=_ids(request, "kept_from"))


@require_policy(EDITS_FAMILY, "GET", "POST")
def aim(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """Say it in other words; or of whom it is."""
    aim = _aim(held, pk)
    had = list(aim.children.values_list("person_id", flat=True))
    kept_now = kept_from = list(aim.kept_from.values_list("person_id", flat=True))
    kept_before = "-".join(str(one) for one in kept_now)
    initial = {name: getattr(aim, name) for name in AimForm.base_fields}
    form: forms.Form = AimForm(request.POST if request.method == "POST" else None, initial=initial)
    theirs: dict[str, Any] = {}
    seen = "-".join(str(one) for one in (aim.version, *had))
    ticked = had
    if form.is_bound:
        version, *began_with = [whole(one) for one in request.POST.get("seen", "").split("-")]
        ticked, kept_from = _ids(request, "children"), _ids(request, "kept_from")
        began_kept = wholes(request.POST.get("kept_before", "").split("-"))
        if form.is_valid():
            try:
                kept = planning.change_aim(
                    held, pk, **said(form), children=ticked, had=[one for one in began_with if one], version=version,
                    kept_from=kept_from, kept_before=began_kept,
                )  # fmt: skip
            except Overtaken as problem:
                form, theirs = overtaken(form, problem), problem.theirs
            except ValidationError as problem:
                put_on(form, problem)
            else:
                more = " Someone else changed it too while you were writing; that is kept." if kept else ""
                messages.success(request, f"Saved.{more}")
                return _back(family_id, f"aim-{pk}")
        if theirs:  # from whom the other kept it meanwhile, it stays kept
            kept_from = sorted(chosen_together(set(began_kept), set(kept_now), set(kept_from)))
        else:
            seen, kept_before = request.POST.get("seen", ""), request.POST.get("kept_before", "")
    return _aim_page(
        request, held, form, ticked=ticked, kept=kept_from, aim=aim, seen=seen, theirs=theirs, kept_before=kept_before
    )  # fmt: skip


def _aim_page(request: Request, held: HeldFamily, form: forms.Form, **more: Any) -> HttpResponse:
    people = people_of(held.pk)
    there = {one.person_id for one in people}
    if isinstance(aim := more.get("aim"), Aim):  # who has left the family since is kept from it all the same
        gone = aim.kept_from.exclude(person_id__in=there).select_related("person")
        people += [named(one.person, "") for one in gone]
    return form_page(request, held, "plans/aim.html", form, children=children_of(held.pk), people=people, **more)


@require_policy(EDITS_FAMILY, "GET", "POST")
def end_an_aim(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """Reached, or given up."""
    aim, problem = _aim(held, pk), {}
    if request.method == "POST":
        state, because = request.POST.get("state", ""), request.POST.get("because", "")
        try:
            planning.end_aim(held, pk, state=state, because=because)
        except ValidationError as found:
            problem = problems(found)
        else:
            undo = reverse("reopen_aim", args=[family_id, pk])
            messages.success(request, f"{AimState(state).label}: {aim.words[:80]}", extra_tags=f"undo:{undo}")
            return _back(family_id, f"aim-{pk}")
    context = {"family": held.family, "aim": aim, "problem": problem, "typed": request.POST, "states": ENDS}
    return render(request, "plans/end_aim.html", context, status=422 if problem else 200)


ENDS = [(AimState.REACHED.value, AimState.REACHED.label), (AimState.GIVEN_UP.value, AimState.GIVEN_UP.label)]


def _do(request: Request, family_id: int, at: str, do: Any, done: str, undo: str = "") -> HttpResponse:
    try:
        do()
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, done, extra_tags=f"undo:{undo}" if undo else "")
    return _back(family_id, at)


@require_policy(EDITS_FAMILY, "POST")
def reopen_aim(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    _aim(held, pk)
    return _do(request, family_id, f"aim-{pk}", lambda: planning.open_aim_again(held, pk), "The aim is open again.")


@require_policy(EDITS_FAMILY, "GET", "POST")
def new_step(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """A new task under an aim; or one that is there already."""
    aim = _aim(held, pk)
    form = StepForm(request.POST if request.method == "POST" else None)
    task_id = number(request.POST, "task")
    ticked = _ids(request, "children")
    if form.is_bound and form.is_valid():
        values = said(form)
        is_for_staff = values["is_for_staff"]
        try:
            if task_id is not None:
                steps.put_task_under(held, pk, task_id, is_for_staff=is_for_staff, children=ticked)
            else:
                steps.make_step(
                    held, pk, what=values["what"], owner_id=number(request.POST, "owner"), agency=values["agency"],
                    due_on=values["due"], is_for_staff=is_for_staff, children=ticked,
                )  # fmt: skip
        except ValidationError as problem:
            put_on(form, problem)
        else:
            messages.success(request, "The step is in the plan, and on the list of whoever does it.")
            return _back(family_id, f"aim-{pk}")
    context = {
        "family": held.family,
        "aim": aim,
        "form": form,
        "problem": form_problems(form),
        "members": members_on(held.unit_id, timezone.localdate()),
        "tasks": tasks_to_put(family_id),
        "children": children_of(family_id),
        "ticked": ticked if form.is_bound else list(aim.children.values_list("person_id", flat=True)),
        "owner": request.POST.get("owner", "") if form.is_bound else held.actor.user_id,
        "task_id": task_id or "",
    }
    return render(request, "plans/step.html", context, status=422 if form.errors else 200)


@require_policy(EDITS_FAMILY, "GET", "POST")
def step(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """Under which aim, of which children, whether the family reads it."""
    step = _step(held, pk)
    had = list(step.children.values_list("person_id", flat=True))
    problem: dict[str, str] = {}
    ticked, aim_id, is_for_staff = had, step.aim_id, step.is_for_staff
    if request.method == "POST":
        ticked = _ids(request, "children")
        aim_id = number(request.POST, "aim") or 0
        is_for_staff = "is_for_staff" in request.POST
        began_with = [one for said in request.POST.get("seen", "").split("-") if (one := whole(said))]
        try:
            steps.change_step(
                held, pk, aim_id=aim_id, is_for_staff=is_for_staff, children=ticked, had=began_with
            )  # fmt: skip
        except ValidationError as found:
            problem = problems(found)
        else:
            messages.success(request, "Saved.")
            return _back(family_id, f"aim-{aim_id}")
    context = {
        "family": held.family,
        "step": step,
        "aims": [(one.pk, one.words[:100]) for one in step.aim.plan.aims.all()],
        "aim_id": aim_id,
        "is_for_staff": is_for_staff,
        "children": children_of(family_id),
        "ticked": ticked,
        "seen": "-".join(str(one) for one in had),
        "problem": problem,
    }
    return render(request, "plans/change_step.html", context, status=422 if problem else 200)


def _step(held: HeldFamily, pk: int) -> PlanStep:
    found = PlanStep.objects.select_related("task__owner", "aim__plan")
    return get_object_or_404(found, pk=pk, aim__plan__involvement__family=held.family)


@require_policy(EDITS_FAMILY, "POST")
def step_out(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """Not in the plan any more; still a task."""
    step = _step(held, pk)
    return _do(
        request, family_id, f"aim-{step.aim_id}", lambda: steps.take_out(held, pk),
        "Taken out of the plan. It is still a task.", reverse("step_back", args=[family_id, pk]),
    )  # fmt: skip


@require_policy(EDITS_FAMILY, "POST")
def step_back(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    step = _step(held, pk)
    return _do(request, family_id, f"aim-{step.aim_id}", lambda: steps.put_back(held, pk), "It is in the plan again.")
