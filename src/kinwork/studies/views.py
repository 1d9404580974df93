"""Planning a study, its flow, its response rates, its data, its key."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.clocks.humanize import count
from kinwork.evaluation.policies import RUNS_STUDIES
from kinwork.evaluation.queries import may_be_named

from . import giving, keys, planning, recruiting
from .dataset import Coarseness
from .designs import Template, template_named, templates
from .disclosure import LEAST
from .drawing import picture
from .forms import CoarseForm, DesignForm, KeyForm, PlanForm, SeedForm
from .next_step import next_step
from .policies import FETCHES_DATA, KEEPS_KEY, RUNS_PLAN, SEES_PLAN, PlannedStudy
from .queries import design_of, drawn_by_group, drawn_by_unit, releases_of, standings, wordings_of
from .standing import Box, Drawn, due
from .standing import flow as flow_of
from .standing import response as response_of


def _put_on(form: Any, problem: ValidationError) -> None:
    for name, sentence in problems(problem).items():
        form.add_error(name if name in form.fields else None, sentence)


@require_policy(RUNS_STUDIES, "GET", "POST")
def new_study(request: Request, actor: Actor) -> HttpResponse:
    """The designs that ship, and a study by one of them."""
    people = list(may_be_named(timezone.localdate()))
    chosen: Template | None = template_named(request.GET.get("template", ""))
    first = {"template": chosen.key, "purpose": chosen.purpose} if chosen else {}
    form = PlanForm(request.POST if request.method == "POST" else None, people=people, initial=first)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = planning.plan_study(
                actor, template=said["template"], name=said["name"], purpose=said["purpose"],
                begins=said["begins"] or timezone.localdate(), ends=said["ends"], evaluator_ids=said["evaluators"],
            )  # fmt: skip
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            messages.success(request, "Saved. Now look through the design, and write what families read.")
            return redirect("study_plan", study_id=made.study_id)
    context = {
        "form": form, "problem": form_problems(form), "people": people, "templates": templates(), "chosen": chosen,
    }  # fmt: skip
    return render(request, "studies/new.html", context, status=422 if form.is_bound else 200)


# -- the plan


def _plan_page(
    request: Request, at: PlannedStudy, *, design: DesignForm | None = None, seed: SeedForm | None = None,
    wording: str | None = None, problem: dict[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    plan, today = at.plan, timezone.localdate()
    current = design_of(plan)
    wordings = wordings_of(at.study)
    template = template_named(plan.template)
    may_run = at.at.actor.may(Permission.RUN_STUDIES) and not at.study.is_over(today)
    form = design or DesignForm(None, design=current)
    written = wording if wording is not None else wordings[0].text if wordings else template.consent if template else ""
    may_draw = may_run and plan.is_started and not plan.is_drawn and at.study.begins <= today
    first, last = max(today, at.study.begins), at.study.ends
    frame = planning.frame_on(plan, today) if may_run and not plan.is_drawn else None
    context = {
        "study": at.study, "plan": plan, "design": current, "template": template, "form": form,
        "wordings": wordings, "written": written, "may_run": may_run, "may_draw": may_draw,
        "seed": seed or SeedForm(None), "frame": frame, "next": next_step(plan, today),
        "late": [] if plan.is_drawn else [*current.too_late(first, last), *current.cut_short(first, last)],
        "problem": problem or form_problems(form) | (form_problems(seed) if seed else {}),
    }  # fmt: skip
    is_wrong = bool(context["problem"])
    return render(request, "studies/plan.html", context, status=422 if is_wrong else 200)


@require_policy(SEES_PLAN)
def plan(request: Request, at: PlannedStudy, study_id: int) -> HttpResponse:
    """The design, what families read, the start and the draw."""
    return _plan_page(request, at)


@require_policy(RUNS_PLAN, "POST")
def design(request: Request, at: PlannedStudy, study_id: int) -> HttpResponse:
    """Another design, until it starts."""
    form = DesignForm(request.POST, design=design_of(at.plan))
    if form.is_valid():
        try:
            planning.change_design(at.at.actor, at.study, form.as_data())
        except ValidationError as problem:
            return _plan_page(request, at, design=form, problem=_by_field(problems(problem)))
        messages.success(request, "Saved.")
        return redirect("study_plan", study_id=study_id)
    return _plan_page(request, at, design=form)


RULE_FIELDS = {
    "rule_opened": "opened_to", "rule_days_open": "days_to", "rule_child_age": "age_to",
    "rule_status": "status", "rule_function": "function", "rule_unit": "unit",
}  # fmt: skip


def _by_field(problem: dict[str, str]) -> dict[str, str]:
    """By the boxes of the form."""
    names = RULE_FIELDS | {"waves": "wave_new_after"}
    return {names.get(name, name): sentence for name, sentence in problem.items()}


@require_policy(RUNS_PLAN, "POST")
def wording(request: Request, at: PlannedStudy, study_id: int) -> HttpResponse:
    """What families read from now on."""
    text = request.POST.get("wording", "")
    try:
        made = planning.write_wording(at.at.actor, at.study, text, after_draw="after_draw" in request.POST)
    except ValidationError as problem:
        return _plan_page(request, at, wording=text, problem=problems(problem))
    messages.success(request, f"Saved as version {made.version}. Families asked from now on read it.")
    return redirect("study_plan", study_id=study_id)


@require_policy(RUNS_PLAN, "POST")
def start(request: Request, at: PlannedStudy, study_id: int) -> HttpResponse:
    """From here on the design stays."""
    try:
        planning.start(at.at.actor, at.study)
    except ValidationError as problem:
        return _plan_page(request, at, problem=problems(problem))
    messages.success(request, "Started. The design stays as it is from now on.")
    return redirect("study_plan", study_id=study_id)


@require_policy(RUNS_PLAN, "POST")
def draw(request: Request, at: PlannedStudy, study_id: int) -> HttpResponse:
    """Draw the families, once."""
    form = SeedForm(request.POST)
    if form.is_valid():
        try:
            drawn = planning.draw(at.at.actor, at.study, form.cleaned_data["seed"])
        except ValidationError as problem:
            return _plan_page(request, at, seed=form, problem=problems(problem))
        messages.success(request, f"{count(drawn.sampled or 0, 'family', 'families')} drawn. Their units are told.")
        return redirect("study_flow", study_id=study_id)
    return _plan_page(request, at, seed=form)


# -- how far it is


def _boxes(at: PlannedStudy) -> list[Box]:
    plan = at.plan
    if not plan.is_drawn:
        return []
    drawn = Drawn(
        plan.assessed or 0, tuple((one["why"], one["n"]) for one in plan.excluded), plan.in_frame or 0,
        plan.sampled or 0, drawn_by_group(plan.study_id),
    )  # fmt: skip
    return flow_of(drawn, design_of(plan), standings(plan.study_id), timezone.localdate())


@require_policy(SEES_PLAN)
def flow(request: Request, at: PlannedStudy, study_id: int) -> HttpResponse:
    """From all who were looked at to those who answered last: a figure, and the same as a table."""
    boxes = _boxes(at)
    context = {
        "study": at.study, "plan": at.plan, "boxes": boxes, "picture": picture(boxes) if boxes else None,
        "groups": design_of(at.plan).groups, "next": next_step(at.plan, timezone.localdate()),
    }  # fmt: skip
    return render(request, "studies/flow.html", context)


@require_policy(SEES_PLAN)
def flow_svg(request: Request, at: PlannedStudy, study_id: int) -> HttpResponse:
    """The figure by itself, for a report."""
    boxes = _boxes(at)
    if not boxes:
        raise Http404("Nothing was drawn yet")
    svg = render_to_string(
        "studies/parts/flow.svg.html", {"picture": picture(boxes), "boxes": boxes, "study": at.study}
    )
    answer = HttpResponse(svg.strip(), content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="study-{study_id}-flow.svg"'
    return answer


def _response_page(request: Request, at: PlannedStudy, problem: dict[str, str] | None = None) -> HttpResponse:
    today, current = timezone.localdate(), design_of(at.plan)
    found = standings(at.plan.study_id) if at.plan.is_drawn else []
    context = {
        "study": at.study, "plan": at.plan, "design": current,
        "rows": response_of(current, found, today, drawn_by_unit(at.plan.study_id)) if at.plan.is_drawn else [],
        "due": sum(1 for one in found if due(one, current, today)), "problem": problem or {},
        "may_run": at.at.actor.may(Permission.RUN_STUDIES) and not at.study.is_over(today),
        "next": next_step(at.plan, today),
    }  # fmt: skip
    return render(request, "studies/response.html", context, status=422 if problem else 200)


@require_policy(SEES_PLAN)
def response(request: Request, at: PlannedStudy, study_id: int) -> HttpResponse:
    """How far the families of each unit came, and what is still to be filled in."""
    return _response_page(request, at)


@require_policy(RUNS_PLAN, "POST")
def reminders(request: Request, at: PlannedStudy, study_id: int) -> HttpResponse:
    """Tell units which of their families have something to fill in."""
    try:
        reminded = recruiting.remind(at.at.actor, at.study)
    except ValidationError as problem:
        return _response_page(request, at, problems(problem))
    said = f"Units were reminded of {count(reminded, 'family', 'families')}."
    messages.success(
        request, said if reminded else "No one was reminded: nothing is due, or it was done within a week."
    )
    return redirect("study_response", study_id=study_id)


# -- its data


@require_policy(SEES_PLAN, "GET", "POST")
def releases(request: Request, at: PlannedStudy, study_id: int) -> HttpResponse:
    """What was given; and looking through data and giving it, for whoever runs the study."""
    actor, today = at.at.actor, timezone.localdate()
    may_run = actor.may(Permission.RUN_STUDIES) and at.study.closed_at is None and at.plan.is_drawn
    form, looked, problem = CoarseForm(request.POST or None, initial=_first()), None, {}
    if request.method == "POST":
        if not may_run:
            raise Http404("Not for them")
        if form.is_valid():
            coarse = form.coarseness()
            try:
                if request.POST.get("do") == "give":
                    made = giving.give(actor, at.study, coarse)
                    messages.success(request, f"Data {made.number} was given. Named evaluators can download it.")
                    return redirect("study_releases", study_id=study_id)
                looked = giving.look(actor, at.study, coarse)
            except ValidationError as wrong:
                problem = problems(wrong)
                looked = giving.look(actor, at.study, coarse)
        else:
            problem = form_problems(form)
    found = releases_of(at.study)
    named = at.study.evaluators.filter(user_id=actor.user_id).exists()
    context = {
        "study": at.study, "plan": at.plan, "releases": found, "gone": giving.gone_from(at.study.pk, found),
        "form": form, "looked": looked, "problem": problem, "may_run": may_run, "least": LEAST,
        "may_fetch": actor.may(Permission.DRAW_DATA) and named and at.study.closed_at is None,
        "next": next_step(at.plan, today),
    }  # fmt: skip
    return render(request, "studies/releases.html", context, status=422 if problem else 200)


def _first() -> dict[str, Any]:
    finest = Coarseness().as_data()
    return finest | {"group": "yes"}


@require_policy(FETCHES_DATA, "POST")
def release(request: Request, at: PlannedStudy, study_id: int, pk: int) -> HttpResponse:
    """What was given, as it was given."""
    try:
        found = giving.fetch(at.at.actor, at.study, pk, policy=request.policy.name)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("study_releases", study_id=study_id)
    if found is None:
        raise Http404("No such data")
    answer = HttpResponse(bytes(found.content), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="study-{study_id}-data-{found.number}.zip"'
    return answer


@require_policy(KEEPS_KEY, "GET", "POST")
def key(request: Request, at: PlannedStudy, study_id: int) -> HttpResponse:
    """Which family each code is: with a reason, and each time it is written down who looked."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_bound and form.is_valid():
        try:
            found = keys.open_key(at.at.actor, at.study, form.cleaned_data["why"])
        except ValidationError as problem:
            _put_on(form, problem)
    context = {
        "study": at.study, "plan": at.plan, "form": form, "problem": form_problems(form), "found": found,
        "looks": list(at.study.key_looks.select_related("by")[:50]),
    }  # fmt: skip
    return render(request, "studies/key.html", context, status=422 if context["problem"] else 200)
