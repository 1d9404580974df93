"""Pages: school terms and local closing days; and how far what is due has been worked out anew."""

from __future__ import annotations

from itertools import groupby

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kinwork.access.actor import Actor
from kinwork.access.forms import SpokenDateField, form_problems, problems
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.clocks.natural_dates import Looks

from .calendar_days import (
    add_closing_days,
    add_term,
    closing_days,
    put_back,
    school_year,
    take_away,
    taken_away,
    terms,
)
from .models import ClosingDay, Recounting, SchoolTerm, SetByAuthority
from .period_views import SETS_PERIODS
from .rebuilding import begin_recounting, go_on

KEPT: dict[str, type[SetByAuthority]] = {"term": SchoolTerm, "closed": ClosingDay}


class TermForm(forms.Form):
    """A term: what it is called, its first and its last day."""

    name = forms.CharField(max_length=60, required=False, label="What it is called")
    first = SpokenDateField(Looks.EITHER, label="First day")
    last = SpokenDateField(Looks.EITHER, label="Last day")


class ClosedForm(TermForm):
    """Closed on a day, or from one to another."""

    first = SpokenDateField(Looks.EITHER, label="Day, or the first of several")
    last = SpokenDateField(Looks.EITHER, label="Last day, if there are several")


@require_policy(SETS_PERIODS, "GET", "POST")
def terms_page(request: Request, actor: Actor) -> HttpResponse:
    """The terms by school year, the closing days, a form for each, and what was taken away lately."""
    what = request.POST.get("what", "")
    term = TermForm(request.POST if what == "term" else None, prefix="term")
    closed = ClosedForm(request.POST if what == "closed" else None, prefix="closed")
    form = closed if what == "closed" else term
    if form.is_bound and form.is_valid():
        try:
            verb = add_closing_days if what == "closed" else add_term
            verb(actor, **form.cleaned_data)
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            return _work_out(actor, "closing days were added" if what == "closed" else "a school term was added")
    of_form = {f"{form.prefix}-{name}": sentence for name, sentence in form_problems(form).items()}
    context = {
        "years": [(year, list(found)) for year, found in groupby(terms(), key=lambda one: school_year(one.first))],
        "closed_days": closing_days(),
        "taken_away": [("term" if isinstance(one, SchoolTerm) else "closed", one) for one in taken_away()],
        "term": term,
        "closed": closed,
        "problem": of_form,
        "running": Recounting.objects.filter(finished_at=None).first(),
    }
    return render(request, "obligations/terms.html", context, status=422 if of_form else 200)


def _work_out(actor: Actor, because: str) -> HttpResponse:
    return redirect("recounting", pk=begin_recounting(actor, because).pk)


@require_policy(SETS_PERIODS, "POST")
def turn_day(request: Request, actor: Actor, what: str, pk: int) -> HttpResponse:
    """Taken away, or put back."""
    if what not in KEPT:
        raise Http404("Nothing of the kind")
    thing = get_object_or_404(KEPT[what], pk=pk)
    try:
        (put_back if request.POST.get("do") == "put_back" else take_away)(actor, thing)
    except ValidationError as problem:
        messages.error(request, next(iter(problems(problem).values())))
        return redirect("terms")
    return _work_out(actor, "a school term changed" if what == "term" else "a closing day changed")


@require_policy(SETS_PERIODS, "GET", "POST")
def recounting(request: Request, actor: Actor, pk: int) -> HttpResponse:
    """How far it has come; each time that it is asked to go on, some families more."""
    found = get_object_or_404(Recounting, pk=pk)
    if request.method == "POST":
        found = go_on(pk)
        if not request.htmx:
            return redirect("recounting", pk=pk)
    template = "obligations/parts/recounting.html" if request.htmx else "obligations/recounting.html"
    return render(request, template, {"recounting": found})
