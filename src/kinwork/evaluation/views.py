"""Studies, one study with its data, and what a family said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import SEES_FAMILY
from kinwork.evaluation.policies import StudyInReach
from kinwork.families.held import HeldFamily

from . import actions, parts
from .forms import AnswerForm, AppointForm, EvaluatorsForm, StudyForm
from .policies import DRAWS_DATA, LISTS_STUDIES, RUNS_STUDIES, RUNS_STUDY, SEES_STUDY
from .queries import LEAST_FAMILIES, agreed_to, consents_of, may_be_named, studies, without_a_post
from .tables import TABLES


def _put_on(form: Any, problem: ValidationError) -> None:
    for name, sentence in problems(problem).items():
        form.add_error(name if name in form.fields else None, sentence)


@require_policy(LISTS_STUDIES, "GET", "POST")
def all_studies(request: Request, actor: Actor) -> HttpResponse:
    """The studies that somebody may know of; whoever runs them makes one here."""
    return _studies_page(request, actor, request.POST if request.method == "POST" else None)


@require_policy(RUNS_STUDIES, "POST")
def appoint(request: Request, actor: Actor) -> HttpResponse:
    """Give somebody an evaluator's post."""
    form = AppointForm(request.POST, people=list(without_a_post(timezone.localdate())))
    if form.is_valid():
        try:
            holding = actions.appoint_evaluator(actor, form.cleaned_data["user"])
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            messages.success(request, f"{holding.user.full_name} can be named for studies.")
            return redirect("studies")
    return _studies_page(request, actor, None, form)


def _studies_page(
    request: Request, actor: Actor, sent: QueryDict | None, appointing: AppointForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    may_run = actor.may(Permission.RUN_STUDIES)
    people = list(may_be_named(today)) if may_run else []
    appointing = appointing or AppointForm(people=list(without_a_post(today)) if may_run else [])
    form = StudyForm(sent, people=people)
    if sent is not None and form.is_valid():
        said = form.cleaned_data
        try:
            study = actions.make_study(
                actor, name=said["name"], purpose=said["purpose"], begins=said["begins"] or today,
                ends=said["ends"], evaluator_ids=said["evaluators"],
            )  # fmt: skip
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            messages.success(request, "Saved. Units can now record on a family’s page whether the family agrees.")
            return redirect("study", study_id=study.pk)
    context = {
        "studies": studies(actor), "form": form, "problem": form_problems(form) | form_problems(appointing),
        "people": people, "appointing": appointing, "may_run": may_run, "today": today, "least": LEAST_FAMILIES,
        "parts": parts.of_list(actor),
    }  # fmt: skip
    is_wrong = form.is_bound or appointing.is_bound
    return render(request, "evaluation/studies.html", context, status=422 if is_wrong else 200)


def _study_page(
    request: Request, at: StudyInReach, form: EvaluatorsForm | None = None, problem: str = ""
) -> HttpResponse:
    today, study = timezone.localdate(), at.study
    may_run = at.actor.may(Permission.RUN_STUDIES)
    named = list(study.evaluators.select_related("user").order_by("user__full_name"))
    people = list(may_be_named(today)) if may_run else []
    form = form or EvaluatorsForm(people=people, initial={"evaluators": [one.user_id for one in named]})
    holders = {one.pk for one in people}
    context = {
        "study": study,
        "agreed": len(agreed_to(study.pk)),
        "least": LEAST_FAMILIES,
        "named": named,
        "holders": holders,
        "people": people,
        "form": form,
        "problem": form_problems(form) | ({"form": problem} if problem else {}),
        "tables": TABLES,
        "may_run": may_run,
        "may_draw": at.actor.may(Permission.DRAW_DATA) and at.actor.user_id in {n.user_id for n in named},
        "is_over": study.is_over(today),
        "gives_data": study.gives_data(today),
        "parts": parts.of_study(study, at.actor),
    }
    return render(request, "evaluation/study.html", context, status=422 if problem or form.is_bound else 200)


@require_policy(SEES_STUDY)
def study(request: Request, at: StudyInReach, study_id: int) -> HttpResponse:
    """What the study asks, how many families agreed, and the way to its data."""
    return _study_page(request, at)


@require_policy(RUNS_STUDY, "POST")
def evaluators(request: Request, at: StudyInReach, study_id: int) -> HttpResponse:
    """Who draws the data of the study."""
    form = EvaluatorsForm(request.POST, people=list(may_be_named(timezone.localdate())))
    if form.is_valid():
        try:
            actions.name_evaluators(at.actor, at.study, form.cleaned_data["evaluators"])
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            messages.success(request, "Saved. Only the people named can see the study.")
            return redirect("study", study_id=study_id)
    return _study_page(request, at, form)


@require_policy(RUNS_STUDY, "POST")
def close(request: Request, at: StudyInReach, study_id: int) -> HttpResponse:
    """It gives nothing more, for good."""
    if not request.POST.get("sure"):
        return _study_page(request, at, problem="Tick the box to confirm: a closed study cannot be opened again.")
    actions.close_study(at.actor, at.study)
    messages.success(request, "Closed. It gives nothing more, and its pseudonyms can no longer be traced back.")
    return redirect("study", study_id=study_id)


@require_policy(DRAWS_DATA, "POST")
def data(request: Request, at: StudyInReach, study_id: int) -> HttpResponse:
    """The data, as a ZIP: drawn anew at each asking."""
    try:
        packed = actions.draw_data(at.actor, at.study, policy=request.policy.name)
    except ValidationError as problem:
        return _study_page(request, at, problem=problem.messages[0])
    response = HttpResponse(packed, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="study-{study_id}.zip"'
    return response


@require_policy(SEES_FAMILY, "GET", "POST")
def family_studies(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """What a family was asked to take part in and what it said; and noting what it says now."""
    today = timezone.localdate()
    asked = consents_of(family_id, today)
    others = parts.not_asked(family_id, [one.study.pk for one in asked])
    asked = [one for one in asked if one.said or one.study.pk not in others]
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, asked=asked)
    if sent is not None:
        held.actor.require(Permission.SAY_WHO_KNOWS, held.unit_id)
    if sent is not None and form.is_valid():
        said = form.cleaned_data
        about = next(one.study for one in asked if one.study.pk == said["study"])
        try:
            actions.note_answer(
                held.actor, about, family_id, held.unit_id, answer=said["answer"],
                on=said["on"] or today, said_by=said["said_by"], words=said["words"],
            )  # fmt: skip
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            messages.success(request, "Saved. It applies to all data downloaded from now on.")
            return redirect("family_studies", family_id=family_id)
    context = {
        "family": held.family,
        "asked": asked,
        "parts": parts.of_family(family_id, [one.study for one in asked]),
        "form": form,
        "problem": form_problems(form),
        "may_edit": held.actor.can(Permission.SAY_WHO_KNOWS, held.unit_id),
        "least": LEAST_FAMILIES,
    }
    return render(request, "evaluation/family.html", context, status=422 if form.is_bound else 200)
