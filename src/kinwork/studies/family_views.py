"""A family that was drawn: what it reads, whether it was asked, what it said, what is to be filled in."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.measures import choosing
from kinwork.measures.models import As, How
from kinwork.measures.queries import members_of
from kinwork.measures.views import where_answered
from kinwork.whole_numbers import whole

from . import recruiting
from .forms import AskedForm, BeginForm, LostForm
from .policies import ASKS_DRAWN, OF_MY_UNITS, SEES_DRAWN, FamilyOfStudy
from .queries import design_of, participants, plan_of, standings
from .standing import Due, Standing, State, due


@require_policy(OF_MY_UNITS)
def families(request: Request, actor: Actor, study_id: int) -> HttpResponse:
    """The families of somebody's own units that were drawn for a study, and how far each is."""
    mine = {unit_id for unit_id in actor.unit_ids if actor.can(Permission.EDIT_FAMILY, unit_id)}
    found = [one for one in standings(study_id) if one.held_by in mine]
    people = {one.family_id: one for one in participants([one.participant_id for one in found])}
    plan = plan_of(people[found[0].family_id].study) if found else None
    if plan is None:
        raise Http404("None of their families was drawn")
    today, design = timezone.localdate(), design_of(plan)
    rows = [(people[one.family_id].family, one, due(one, design, today)) for one in found]
    log_list(request, f"the families drawn for “{plan.study.name}”", [family.pk for family, _, _ in rows])
    return render(request, "studies/families.html", {"study": plan.study, "rows": rows})


def _of_family(at: FamilyOfStudy) -> tuple[Standing, list[Due]]:
    found = next((one for one in standings(at.plan.study_id) if one.family_id == at.held.pk), None)
    if found is None:
        raise Http404("It is no longer in a study")
    return found, due(found, design_of(at.plan), timezone.localdate())


def _page(request: Request, at: FamilyOfStudy, problem: dict[str, str] | None = None, **forms: Any) -> HttpResponse:
    one, tasks = _of_family(at)
    is_over = at.plan.study.is_over(timezone.localdate())
    members = members_of(at.held.pk)
    context = {
        "family": at.held.family, "study": at.plan.study, "plan": at.plan, "one": one, "State": State,
        "wording": at.plan.study.wordings.first(), "design": design_of(at.plan),
        "tasks": [(task, _name(task), f"{task.wave.key}:{task.asked.key}") for task in tasks],
        "members": [(member.person_id, member.person.short_name) for member in members],
        "steps": list(at.participant.steps.select_related("by")),
        "hows": [one for one in How.choices if one[0] != How.LINK or at.held.may(Permission.SAY_WHO_KNOWS)],
        "asked": forms.get("asked") or AskedForm(None), "lost": forms.get("lost") or LostForm(None),
        "begin": forms.get("begin") or BeginForm(None, initial={"token": uuid4()}), "token": uuid4(),
        "may_edit": at.held.may(Permission.EDIT_FAMILY) and not is_over, "is_over": is_over,
        "problem": problem or {},
    }  # fmt: skip
    return render(request, "studies/family.html", context, status=422 if problem else 200)


def _name(task: Due) -> str:
    found = choosing.named(task.asked.instrument)
    return found.name if found else task.asked.instrument


@require_policy(SEES_DRAWN)
def family(request: Request, at: FamilyOfStudy, family_id: int, study_id: int) -> HttpResponse:
    """What the family reads, where it stands, what is to be filled in."""
    return _page(request, at)


@require_policy(ASKS_DRAWN, "POST")
def asked(request: Request, at: FamilyOfStudy, family_id: int, study_id: int) -> HttpResponse:
    """They were asked."""
    form = AskedForm(request.POST)
    if not form.is_valid():
        return _page(request, at, form_problems(form), asked=form)
    try:
        recruiting.note_asked(
            at.held, at.plan.study, on=form.cleaned_data["on"] or timezone.localdate(),
            words=form.cleaned_data["words"],
        )  # fmt: skip
    except ValidationError as problem:
        return _page(request, at, problems(problem), asked=form)
    messages.success(request, "Saved. Record what they say once they have answered.")
    return redirect("family_study", family_id=family_id, study_id=study_id)


@require_policy(ASKS_DRAWN, "POST")
def lost(request: Request, at: FamilyOfStudy, family_id: int, study_id: int) -> HttpResponse:
    """They can no longer be reached."""
    form = LostForm(request.POST)
    if not form.is_valid():
        return _page(request, at, form_problems(form), lost=form)
    try:
        recruiting.note_lost(
            at.held, at.plan.study, on=form.cleaned_data["lost_on"] or timezone.localdate(),
            words=form.cleaned_data["why"],
        )  # fmt: skip
    except ValidationError as problem:
        said = {{"on": "lost_on", "words": "why"}.get(name, name): words for name, words in problems(problem).items()}
        return _page(request, at, said, lost=form)
    messages.success(request, "Saved. They are no longer reminded.")
    return redirect("family_study", family_id=family_id, study_id=study_id)


@require_policy(ASKS_DRAWN, "POST")
def begin(request: Request, at: FamilyOfStudy, family_id: int, study_id: int) -> HttpResponse:
    """Begin a questionnaire that is due, as any other of the family's."""
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _page(request, at, {"form": "Choose who answers, and how."})
    said = form.cleaned_data
    wave, _, asked_for = said["task"].partition(":")
    instrument, _, who = asked_for.partition(":")
    try:
        made = recruiting.begin_for_wave(
            at.held, at.plan.study, wave=wave, instrument=instrument,
            who=As.WORKER.value if who == As.WORKER else said["who"], about=whole(said["about"]) or None,
            how=said["how"], token=said["token"],
        )  # fmt: skip
    except ValidationError as problem:
        return _page(request, at, problems(problem), begin=form)
    return redirect(where_answered(made))
