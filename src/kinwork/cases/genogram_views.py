"""The genogram on the family's page and on a page of its own: seen, drawn, taken back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from markupsafe import Markup

from kinwork.access.audit import log
from kinwork.access.forms import form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import lets_in
from kinwork.access.request import Request
from kinwork.families import actions
from kinwork.families.actions import At
from kinwork.families.genogram import Circle, circle_of, contradictions, plain
from kinwork.families.panels import Panel
from kinwork.genogram import ImpossibleFamily, describe, draw_svg, from_plain, lay_out

from .genogram_forms import FORMS, Draws, PartialDateField
from .policies import EDITS_FAMILY, SEES_FAMILY


def picture(circle: Circle, on: str = "") -> dict[str, Any]:
    """The drawing and the same in words; only words where it cannot be drawn."""
    today = timezone.localdate().isoformat()
    if not circle.people:
        return {"svg": "", "text": "", "wrong": []}
    try:
        family = from_plain(plain(circle, on=on or today, is_now=not on or on == today))
        svg = draw_svg(lay_out(family))
    except ImpossibleFamily as problem:
        return {"svg": "", "text": "", "wrong": [one.what for one in problem.findings]}
    # The engine escapes every name, and writes attributes only: nothing that the page's policy forbids.
    return {"svg": Markup(svg), "text": describe(family), "wrong": []}  # noqa: S704


def shown(
    request: Request, *, on: str = "", wrong: tuple[str, Draws] | None = None, problem: dict[str, str] | None = None
) -> dict[str, Any]:
    """What the genogram's part of a page shows. Seven statements."""
    circle = circle_of(request.family.pk)
    may_edit = request.actor.can(Permission.EDIT_FAMILY, request.family_unit_id)
    forms = {}
    if may_edit:
        forms = {what: form(prefix=what, circle=circle) for what, form in FORMS.items()}
        if wrong:
            forms[wrong[0]] = wrong[1]
    last, back = actions.last_tellings(request.family.pk)
    return {
        **picture(circle, on),
        "accounts": contradictions(circle),
        "on": on,
        "may_edit": may_edit and bool(circle.people),
        "forms": forms,
        "failed": wrong[0] if wrong else "",
        "form_problem": form_problems(wrong[1]) if wrong else {},
        "problem": problem or {},
        "last": last,
        "back": back,
    }


def panel(request: Request) -> Panel:
    """The genogram as a part of the family's page."""
    return Panel("cases/parts/genogram.html", shown(request), on_phone=5)


def _answer(request: Request, context: dict[str, Any], *, failed: bool = False) -> HttpResponse:
    template = "cases/parts/genogram.html" if request.htmx else "cases/genogram.html"
    status = 422 if failed else 200
    return render(request, template, {"family": request.family, "panel": context}, status=status)


@require_GET
@lets_in(SEES_FAMILY)
def genogram(request: Request, family_id: int) -> HttpResponse:
    """The whole width for it, as it is or as it was on a date."""
    typed = request.GET.get("on", "")[:40]
    try:
        on, problem = PartialDateField().clean(typed), {}
    except ValidationError as wrong:
        on, problem = "", {"on": wrong.messages[0]}
    log(request.actor, "looked at genogram", family_id=family_id, thing=request.family, policy=request.policy.name)
    context = shown(request, on=on, problem=problem)
    return _answer(request, {**context, "on": typed if problem else on}, failed=bool(problem))


@require_POST
@lets_in(EDITS_FAMILY)
def draw(request: Request, family_id: int, what: str) -> HttpResponse:
    """Somebody more, or how they are related."""
    if what not in FORMS:
        raise Http404("Nothing that can be drawn")
    form = FORMS[what](request.POST, prefix=what, circle=circle_of(family_id))
    if form.is_valid():
        try:
            form.draw(_at(request, form.cleaned_data["source"]))
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            return _drawn(request)
    return _answer(request, shown(request, wrong=(what, form)), failed=True)


def _put_on(form: Draws, problem: ValidationError) -> None:
    """Each problem at its field, with its code."""
    found = problem.error_dict if hasattr(problem, "error_dict") else {"": problem.error_list}
    for name, errors in found.items():
        for error in errors:
            form.add_error(name if name in form.fields else None, error)


def _at(request: Request, source: str = "") -> At:
    return At(request.actor, request.family, request.family_unit_id, source)


def _drawn(request: Request) -> HttpResponse:
    if request.htmx:
        return _answer(request, shown(request))
    response = redirect("genogram", family_id=request.family.pk)
    response["Location"] += "#genogram"
    return response


@require_POST
@lets_in(EDITS_FAMILY)
def turn(request: Request, family_id: int, what: str) -> HttpResponse:
    """Take the last step back, or put it back."""
    turns = {"back": actions.take_back, "again": actions.say_again}
    if what not in turns:
        raise Http404("Nothing that can be turned")
    try:
        turns[what](_at(request))
    except ValidationError as problem:
        return _answer(request, shown(request, problem=problems(problem)), failed=True)
    return _drawn(request)
