"""The genogram on the family's page, in the meeting and on a page of its own: seen, drawn, taken back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import reswap, retarget

from kinwork.access.access_logging import mark_families_named
from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import PartialDateField, form_problems, number, problems
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.actions import NewMember, add_member, remove_member
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.clocks.natural_dates import Looks
from kinwork.families import actions
from kinwork.families.actions import EditContext
from kinwork.families.genogram import family_graph
from kinwork.families.held import HeldFamily
from kinwork.families.models import Bond, Fact, FamilyMember, Loss, Parenthood, Partnership, Siblinghood
from kinwork.families.panels import FamilyPage, Panel
from kinwork.search.same_person import called, likely_families, settle

from .fields import Draws, DrawsSomebody
from .forms import FORMS
from .presenters.drawing import AsOf, shown
from .presenters.symbol import Symbol, by_person, form_by, living_of

FACTS: dict[str, type[Fact]] = {
    kind._meta.model_name or "": kind for kind in (Parenthood, Partnership, Siblinghood, Bond, Loss)
}


def panel(page: FamilyPage) -> Panel:
    """The genogram as a part of the family's page."""
    return Panel("genograms/parts/genogram.html", shown(page.request, page.held))


def asked(request: Request) -> tuple[AsOf, dict[str, str]]:
    """The date that the address asks for; a problem where it cannot be read."""
    typed = request.GET.get("on", "")[:40]
    try:
        on = PartialDateField(Looks.PAST).clean(typed)
    except ValidationError as wrong:
        return AsOf(), {"on": wrong.messages[0]}
    return AsOf(on, request.GET.get("known") == "then"), {}


def _answer(request: Request, held: HeldFamily, context: dict[str, Any], *, failed: bool = False) -> HttpResponse:
    template = "genograms/parts/genogram.html" if request.htmx else "genograms/genogram.html"
    status = 422 if failed else 200
    return render(request, template, {"family": held.family, "panel": context}, status=status)


@require_policy(SEES_FAMILY)
def genogram(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """The whole width for it, as it is or as it was on a date."""
    when, problem = asked(request)
    if "X-Kinwork-Background" not in request.headers:  # a page that follows what others draw was noted when opened
        log(held.actor, "looked at genogram", family_id=family_id, thing=held.family, policy=request.policy.name)
    context = shown(request, held, when, problem)
    return _answer(request, held, {**context, "typed": request.GET.get("on", "")[:40]}, failed=bool(problem))


@require_policy(SEES_FAMILY)
def by(request: Request, held: HeldFamily, family_id: int, who: str, what: str = "") -> HttpResponse:
    """Somebody's symbol: what is known of them, what can be drawn from them, and the short form of one verb."""
    graph = family_graph(family_id)
    chosen = by_person(graph, who, held.actor, held.unit_id)
    if chosen is None or (what and what not in dict(chosen.verbs)):
        return _gone(request, held)
    form = form_by(graph, what, chosen) if what and chosen.may_edit else None
    living = living_of(graph, chosen.person) if chosen.person else []
    return _by(request, held, chosen, what, form, living=living)


def _gone(request: Request, held: HeldFamily) -> HttpResponse:
    """The drawing on the screen was older than the record."""
    context = {"family": held.family, "by": None}
    return render(request, _by_template(request), context, status=422 if request.htmx else 404)


def _by_template(request: Request) -> str:
    return "genograms/parts/symbol.html" if request.htmx else "genograms/symbol.html"


def _by(
    request: Request,
    held: HeldFamily,
    chosen: Symbol | None,
    what: str,
    form: Draws | None,
    *,
    living: Any = (),
    failed: bool = False,
) -> HttpResponse:
    mark_families_named(request, (pk for pk, _ in chosen.also) if chosen else ())
    context = {
        "family": held.family,
        "by": chosen or True,
        "what": what,
        "form": form,
        "living": living,
        "problem": form_problems(form) if form is not None and failed else {},
    }
    response = render(request, _by_template(request), context, status=422 if failed else 200)
    return reswap(retarget(response, "#genogram-by"), "exchange") if failed and request.htmx else response


@require_policy(EDITS_FAMILY, "POST")
def draw(request: Request, held: HeldFamily, family_id: int, what: str) -> HttpResponse:
    """Somebody more, or how they are related."""
    if what not in FORMS:
        raise Http404("Nothing that can be drawn")
    graph = family_graph(family_id)
    who = request.POST.get("by", "")[:20]
    chosen = by_person(graph, who, held.actor, held.unit_id) if who else None
    if who and chosen is None:
        form = FORMS[what](request.POST, prefix=what, graph=graph)
        form.full_clean()
        form.add_error(None, "Someone has removed this person from the genogram in the meantime. Nothing was saved.")
        return _by(request, held, None, what, form, failed=True)
    form = FORMS[what](request.POST, prefix=what, graph=graph, by=chosen.person if chosen else None)
    if form.is_valid() and _is_settled(request, held.actor, form):
        try:
            with transaction.atomic():
                _bring_in(request, held, form)
                form.draw(_at(request, held, form.cleaned_data["source"]))
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            return _drawn(request, held)
    return _by(request, held, chosen, what, form, failed=True)


def _is_settled(request: Request, actor: Actor, form: Draws) -> bool:
    """Whether somebody new is somebody new: otherwise the form asks."""
    if not isinstance(form, DrawsSomebody) or form.who("other") is not None:
        return True
    typed = form.somebody()
    person = settle(actor, form, request.POST, typed, timezone.localdate())
    mark_families_named(request, likely_families(form))
    if person is not None and person.pk is not None:
        form.found, form.called = person, called(person, typed, actor)
    return person is not None


def _bring_in(request: Request, held: HeldFamily, form: Draws) -> None:
    """Somebody whom the records know already belongs to this family too from now on."""
    if isinstance(form, DrawsSomebody) and form.found is not None:
        if FamilyMember.objects.filter(family=held.family, person=form.found).exists():
            return
        new = NewMember(form.found, lives_here=False, called=form.called)
        add_member(held, new)


def _put_on(form: Draws, problem: ValidationError) -> None:
    """Each problem at its field, with its code."""
    found = problem.error_dict if hasattr(problem, "error_dict") else {"": problem.error_list}
    for name, errors in found.items():
        for error in errors:
            form.add_error(name if name in form.fields else None, error)


def _at(request: Request, held: HeldFamily, source: str = "") -> EditContext:
    page = request.headers.get("X-Kinwork-Page", "")[:40]
    return EditContext(held.family, held.unit_id, held.actor, source, page)


def _drawn(request: Request, held: HeldFamily) -> HttpResponse:
    if request.htmx:
        return _answer(request, held, shown(request, held))
    return redirect(f"{reverse('genogram', args=[held.family.pk])}#genogram")


def _undrawn(request: Request, held: HeldFamily, problem: ValidationError) -> HttpResponse:
    return _answer(request, held, shown(request, held, problem=problems(problem)), failed=True)


@require_policy(EDITS_FAMILY, "POST")
def turn(request: Request, held: HeldFamily, family_id: int, what: str) -> HttpResponse:
    """Take the last step back, or put it back."""
    turns = {"back": actions.take_back, "again": actions.say_again}
    if what not in turns:
        raise Http404("Nothing that can be turned")
    try:
        turns[what](_at(request, held), number(request.POST, "meant"))
    except ValidationError as problem:
        return _undrawn(request, held, problem)
    return _drawn(request, held)


@require_policy(EDITS_FAMILY, "POST")
def take(request: Request, held: HeldFamily, family_id: int, kind: str, pk: int) -> HttpResponse:
    """A fact that is not so, or somebody who is not of this family: gone from the drawing, kept in the history."""
    try:
        if kind == "person":
            graph = family_graph(family_id)
            if pk not in graph.people:
                raise ValidationError("This person is no longer in the family. Look at the genogram again.")
            remove_member(_at(request, held), graph.people[pk], because=request.POST.get("because", ""))
        elif kind in FACTS:
            fact = get_object_or_404(FACTS[kind]._default_manager, pk=pk, change_set__family_id=family_id)
            actions.take_away(_at(request, held), fact)
        else:
            raise Http404("Nothing that can be taken away")
    except ValidationError as problem:
        return _undrawn(request, held, problem)
    return _drawn(request, held)
