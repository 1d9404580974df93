"""Pages: all indicators as they stand, one over time, and the figures that the authority enters."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems
from kinwork.access.lists import file_answer
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.clocks.humanize import count as said_count
from kinwork.delimited import NotDelimited, decoded
from kinwork.indicators.measures import BETTER, BY_KEY, INDICATORS
from kinwork.indicators.series import LEAST_N, quarter_name, spoken
from kinwork.indicators.tables import FIGURES
from kinwork.units.models import Unit

from . import actions, queries, table
from .forms import FigureForm, MilestoneForm
from .models import Milestone, ServiceFigure
from .policies import KEEPS_FIGURES, SEES_INDICATORS

MOST_BYTES = 1_000_000
HEAD = ["Quarter", "Numerator", "Denominator", "n", "Value", "Unit of the value"]
KINDS = {"svg": "image/svg+xml", "png": "image/png"}


@require_policy(SEES_INDICATORS)
def indicators(request: Request, actor: Actor) -> HttpResponse:
    """Each as it stands and as it stood a year before, with n. Three statements besides those of every page."""
    context = {
        "told": queries.told(INDICATORS),
        "count": queries.last_count(),
        "may_enter": actor.may(Permission.KEEP_FIGURES),
        "spoken": spoken,
    }
    return render(request, "service_figures/indicators.html", context)


@require_policy(SEES_INDICATORS, "POST")
def count(request: Request, actor: Actor) -> HttpResponse:
    """All of them anew, now."""
    actions.count_now(actor)
    messages.success(request, "Counted.")
    return redirect("indicators")


@require_policy(SEES_INDICATORS)
def indicator(request: Request, actor: Actor, key: str) -> HttpResponse:
    """One of the whole service. Four statements besides those of every page."""
    return _one(request, actor, key, None)


@require_policy(SEES_INDICATORS)
def indicator_of_unit(request: Request, actor: Actor, key: str, unit_id: int) -> HttpResponse:
    """The same of a unit. Five statements besides those of every page."""
    if not (one := BY_KEY.get(key)) or not one.by_unit:
        raise Http404("No such indicator")  # before a unit is looked for
    return _one(request, actor, key, get_object_or_404(Unit, pk=unit_id))


def _one(request: Request, actor: Actor, key: str, unit: Unit | None) -> HttpResponse:
    one = BY_KEY.get(key)
    if one is None:
        raise Http404("No such indicator")
    [found] = queries.told((one,), unit)
    series, wanted = found.series, request.GET.get("as", "")
    title = f"{one.name}, {unit.name if unit else 'the whole service'}"
    name = f"{key}-{unit.pk}" if unit else key
    if wanted == "csv":
        rows = [[at.name, at.numerator, at.denominator, at.n, at.value, one.unit] for at in series.points]
        return file_answer(request, f"the indicator {title}", name=name, head=HEAD, rows=rows, family_ids=[])
    if wanted in KINDS:
        if not series.known:
            raise Http404("Nothing to draw")
        from kinwork.indicators.figure import figure_of

        events = [(event.on, event.words) for event in found.events]
        drawn = figure_of(series, f"{title}: {one.unit}", events)
        answer = HttpResponse(drawn.svg() if wanted == "svg" else drawn.png(), content_type=KINDS[wanted])
        if request.GET.get("save"):
            answer["Content-Disposition"] = f'attachment; filename="{name}.{wanted}"'
        answer["Cache-Control"] = "no-store"
        return answer
    context = {
        "one": one, "told": found, "series": series, "unit": unit, "units": queries.units_with(one), "title": title,
        "width": 60 + 26 * max(10, len(series.points)),
        "better": BETTER[one.better], "count": queries.last_count(), "spoken": spoken, "least": LEAST_N,
        "may_enter": actor.may(Permission.KEEP_FIGURES), "quarter_name": quarter_name,
        "entered": [FIGURES[figure] for figure in one.entered],
    }  # fmt: skip
    return render(request, "service_figures/indicator.html", context)


def _units() -> list[Unit]:
    return list(Unit.objects.filter(is_active=True).exclude(function="service"))


def _figures_page(
    request: Request, *, figure: FigureForm | None = None, event: MilestoneForm | None = None
) -> HttpResponse:
    asked = request.GET.get("figure", "")
    problem: dict[str, Any] = {}
    for form in (figure, event):
        problem |= form_problems(form) if form else {}
    context = {
        "entered": queries.entered(),
        "events": queries.all_milestones(),
        "form": figure or FigureForm(initial={"figure": asked if asked in FIGURES else ""}),
        "milestone_form": event or MilestoneForm(units=_units()),
        "problem": form_problems(figure) if figure else {},
        "milestone_problem": form_problems(event) if event else {},
        "all_problems": problem,
        "figures": list(FIGURES.items()),
        "names": FIGURES,
        "quarter_name": quarter_name,
        "today": timezone.localdate(),
    }
    return render(request, "service_figures/figures.html", context, status=422 if problem else 200)


@require_policy(KEEPS_FIGURES, "GET", "POST")
def figures(request: Request, actor: Actor) -> HttpResponse:
    """What the record does not hold: read, and entered. Three statements besides those of every page."""
    if request.method != "POST":
        return _figures_page(request)
    form = FigureForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.enter_figure(
                actor, figure=said["figure"], on=said["on"], value=said["value"], source=said["source"]
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, f"Saved for {quarter_name(made.quarter)}. It counts from the next count on.")
            return redirect("service_figures")
    return _figures_page(request, figure=form)


@require_policy(KEEPS_FIGURES, "GET", "POST")
def figures_of_a_file(request: Request, actor: Actor) -> HttpResponse:
    """Many figures at once: read, shown line by line, and saved whole or not at all."""
    text, wrong, planned, problem = request.POST.get("list", ""), list[str](), list[actions.Planned](), ""
    if request.method == "POST":
        sent = request.FILES.get("file")
        if sent is not None and (sent.size or 0) > MOST_BYTES:
            problem = "This file is larger than a megabyte: too large for a list of figures."
        elif sent is not None:
            try:
                text = decoded(sent.read())[0]
            except NotDelimited as bad:
                problem = f"Line {bad.line}: {bad.found}. Save the sheet as CSV, and choose that file."
        if not problem:
            lines, wrong = table.read(text.encode(), timezone.localdate())
            planned = [] if wrong else actions.plan_figures(lines)
    seen = actions.fingerprint(planned)
    if planned and request.POST.get("seen") == seen:
        try:
            changed = actions.enter_figures(actor, planned)
        except ValidationError as refused:
            problem = refused.messages[0]
        else:
            messages.success(request, f"Saved: {said_count(changed, 'figure')}. They count from the next count on.")
            return redirect("service_figures")
    if wrong:
        problem = f"Nothing is saved. {said_count(len(wrong), 'line')} to correct:"
    context = {
        "text": text, "wrong": wrong, "planned": planned if not problem else [], "seen": seen, "names": FIGURES,
        "problem": {"list": problem} if problem else {}, "quarter_name": quarter_name,
        "new": sum(1 for one in planned if one.stands is None),
        "replaced": sum(1 for one in planned if one.stands is not None and not one.is_there),
        "moved_on": "seen" in request.POST and not problem,
    }  # fmt: skip
    return render(request, "service_figures/file.html", context, status=422 if problem else 200)


@require_policy(KEEPS_FIGURES, "POST")
def milestone(request: Request, actor: Actor) -> HttpResponse:
    """What happened to the service or a unit."""
    units = _units()
    form = MilestoneForm(request.POST, units=units)
    if form.is_valid():
        said = form.cleaned_data
        unit = next((one for one in units if one.pk == said["unit"]), None)
        actions.enter_milestone(actor, on=said["on"], words=said["words"], is_start=said["is_start"], unit=unit)
        messages.success(request, "Saved. It appears in the figures at once.")
        return redirect("service_figures")
    return _figures_page(request, event=form)


@require_policy(KEEPS_FIGURES, "POST")
def remove_figure(request: Request, actor: Actor, figure_id: int) -> HttpResponse:
    """It was entered in error."""
    get_object_or_404(ServiceFigure, pk=figure_id)
    actions.remove_figure(actor, figure_id)
    messages.success(request, "Removed.")
    return redirect("service_figures")


@require_policy(KEEPS_FIGURES, "POST")
def remove_milestone(request: Request, actor: Actor, milestone_id: int) -> HttpResponse:
    """The same of a milestone."""
    get_object_or_404(Milestone, pk=milestone_id)
    actions.remove_milestone(actor, milestone_id)
    messages.success(request, "Removed.")
    return redirect("service_figures")
