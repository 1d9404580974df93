"""Who is around a family: on its page, and on a page of its own with the network map and the ecomap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from markupsafe import Markup

from kinwork.access.audit_log import log
from kinwork.access.forms import PartialDateField, form_problems, number, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.children.sealing import not_sealed
from kinwork.clocks.natural_dates import Looks
from kinwork.families import actions, ties
from kinwork.families.actions import EditContext
from kinwork.families.drawing import attempt
from kinwork.families.genogram import FamilyGraph, family_graph
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.families.network import Tied, by_kind, ecomap_on, in_words, network_on, register, ties_of
from kinwork.families.panels import FamilyPage, Panel
from kinwork.genogram import ImpossibleFamily, When, from_plain
from kinwork.genogram.network_drawing import draw_before_and_after, draw_network
from kinwork.genogram.network_map import Network, changes, describe_network, table
from kinwork.genogram.surroundings import describe_ecomap, draw_ecomap, part_of
from kinwork.genograms.presenters.drawing import named
from kinwork.genograms.presenters.in_words import family_in_words, network_in_words
from kinwork.whole_numbers import whole

from .forms import MORE, TieForm

ON_FAMILY_PAGE = 12


@dataclass(frozen=True)
class MapOptions:
    """Of whom the map is to be, on which date, and compared with which earlier one; as typed and as understood."""

    of: str = ""
    on: str = ""
    before: str = ""
    typed: dict[str, str] | None = None
    problem: dict[str, str] | None = None


def asked(request: Request) -> MapOptions:
    """From the address; a date that cannot be read is now, and said at its field."""
    typed = {name: request.GET.get(name, "").strip()[:40] for name in ("of", "on", "before")}
    said, problem = {"of": typed["of"] if whole(typed["of"]) else ""}, {}
    for name in ("on", "before"):
        try:
            said[name] = PartialDateField(Looks.PAST).clean(typed[name])
        except ValidationError as wrong:
            said[name] = ""
            problem[name] = wrong.messages[0]
    today = timezone.localdate()
    if not problem and said["before"] and _day(said["before"], today) >= _day(said["on"], today):
        problem["before"] = "This is not before the other date. Type an earlier one."
        said["before"] = ""
    return MapOptions(**said, typed=typed, problem=problem)


def _query(what: MapOptions) -> str:
    """The same question as a part of an address: ids and dates only."""
    said = {name: getattr(what, name) for name in ("of", "on", "before") if getattr(what, name)}
    return f"?{urlencode(said)}" if said else ""


def _day(said: str, today: date) -> date:
    """The last day that a date may mean, never after today."""
    return min(When.parse(said).latest, today) if said else today


def maps(
    request: Request, held: HeldFamily, known: list[Tied], members: list[FamilyMember], what: MapOptions
) -> dict[str, Any]:
    """The network map or two, in pictures, figures and words. No statements."""
    today = timezone.localdate()
    member = next((one for one in members if str(one.person_id) == what.of), None)
    of = member.person if member else None
    called = (of.short_name if of.given_name or of.family_name else member.role) if member and of else ""
    centre = called or f"The {held.family.name} family"

    def at(said: str) -> Network:
        return network_on(known, _day(said, today), today, of=of, centre=centre, said=said)

    def draw() -> dict[str, Any]:
        now = at(what.on)
        before = at(what.before) if what.before else None
        pictures: tuple[str, ...]
        if before:
            pictures = draw_before_and_after(
                before, now, titles=(f"{centre}: before, {in_words(what.before)}", f"{centre}: {_when(what.on)}")
            )
        else:
            pictures = (draw_network(now, title=f"{centre}: {_when(what.on)}"),)
        # The engine escapes every name, and writes attributes only: nothing that the page's policy forbids.
        return {
            "maps": [Markup(one) for one in pictures] if now.ties or (before and before.ties) else [],  # noqa: S704
            "table": table(before, now),
            "changes": list(changes(before, now).values()) if before else [],
            "map_words": describe_network(now, before),
        }

    return {
        "maps": [],
        "centre": centre,
        "table": [],
        "compared": bool(what.before),
        "before_words": in_words(what.before),
        "on_words": _when(what.on),
        "changes": [],
        "map_words": "",
        **(attempt("the network map", held.family.pk, draw) or {"maps_in_words": network_in_words(known)}),
    }


def _when(on: str) -> str:
    return in_words(on) or "now"


def ecomap(
    request: Request, held: HeldFamily, known: list[Tied], what: MapOptions, graph: FamilyGraph
) -> dict[str, Any]:
    """The ecomap, and the same in words. No statements."""
    today = timezone.localdate()
    shown: dict[str, Any] = {"ecomap": "", "ecomap_words": "", "ecomap_wrong": []}
    if not graph.people:
        return shown

    def draw() -> dict[str, Any]:
        data, middle = ecomap_on(graph, known, _day(what.on, today), today)
        try:
            family = part_of(from_plain(data), middle)
            svg = draw_ecomap(family, title=f"Ecomap of the {held.family.name} family, {_when(what.on)}")
        except ImpossibleFamily as problem:
            return {"ecomap_wrong": [named(graph, None, one) for one in problem.findings]}
        return {"ecomap": Markup(svg), "ecomap_words": describe_ecomap(family)}  # noqa: S704

    shown |= attempt("the ecomap", held.family.pk, draw) or {}
    if not shown["ecomap"]:
        shown["ecomap_in_words"] = [*family_in_words(graph), *network_in_words(known)]
    return shown


def members_of(family_id: int) -> list[FamilyMember]:
    """Members with their persons, but of whom the record is sealed: nothing is noted of them. One statement."""
    found = not_sealed(FamilyMember.objects.filter(family_id=family_id)).select_related("person")
    return list(found.order_by("position", "id"))


def shown(
    request: Request,
    held: HeldFamily,
    what: MapOptions,
    *,
    form: TieForm | None = None,
    problem: dict[str, str] | None = None,
) -> dict[str, Any]:
    """What the network's page shows. At most thirteen statements, however many ties."""
    today = timezone.localdate()
    known, members = ties_of(held.family.pk), members_of(held.family.pk)
    may_edit = held.actor.can(Permission.EDIT_FAMILY, held.unit_id)
    here = [one for one in known if not one.is_over(today)]
    last, back = actions.last_change_sets(held.family.pk) if may_edit else (None, None)
    return {
        **maps(request, held, known, members, what),
        **ecomap(request, held, known, what, family_graph(held.family.pk)),
        "groups": by_kind(here),
        "over": [one for one in known if one.is_over(today)],
        "members": [(one.person_id, one.person.name) for one in members],
        "asked": what,
        "query": _query(what),
        "may_edit": may_edit,
        "form": (form or TieForm(prefix="tie", members=members)) if may_edit else None,
        "form_problem": form_problems(form) if form else {},
        "register": register(family=held.family) if may_edit else [],
        "more": MORE,
        "problem": problem or {},
        "last": last,
        "back": back,
    }


def panel(page: FamilyPage) -> Panel:
    """Who outside knows them: a short list with telephone and when last heard. One statement."""
    today = timezone.localdate()
    known = [one for one in ties_of(page.held.family.pk) if not one.is_over(today)]
    # Who belongs to the family is listed as that already, unless the children are with them at times.
    here = [one for one in known if not one.last.somebody_id or one.now.is_carer]
    return Panel(
        "networks/parts/network.html",
        {
            "groups": by_kind(here[:ON_FAMILY_PAGE]),
            "more": max(0, len(known) - min(len(here), ON_FAMILY_PAGE)),
            "may_edit": page.held.actor.can(Permission.EDIT_FAMILY, page.held.unit_id),
        },
    )


def _answer(request: Request, held: HeldFamily, context: dict[str, Any], *, failed: bool = False) -> HttpResponse:
    template = "networks/parts/network_page.html" if request.htmx else "networks/network.html"
    return render(request, template, {"family": held.family, "panel": context}, status=422 if failed else 200)


@require_policy(SEES_FAMILY)
def network(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Everybody around the family, the network map as it is, was, or both, and the ecomap."""
    what = asked(request)
    if "X-Kinwork-Background" not in request.headers:  # a page that follows what others note was noted when opened
        log(held.actor, "looked at network", family_id=family_id, thing=held.family, policy=request.policy.name)
    return _answer(request, held, shown(request, held, what), failed=bool(what.problem))


@require_policy(EDITS_FAMILY, "POST")
def add(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Somebody more around the family."""
    form = TieForm(request.POST, prefix="tie", members=members_of(family_id))
    if _noted(form, lambda: form.note(_at(request, held, form.cleaned_data["source"]))):
        return _done(request, held)
    return _answer(request, held, shown(request, held, MapOptions(), form=form), failed=True)


def _noted(form: Form, note: Callable[[], object]) -> bool:
    """Whether it could be noted; otherwise each problem is at its field."""
    if not form.is_valid():
        return False
    try:
        note()
    except ValidationError as problem:
        found = problem.error_dict if hasattr(problem, "error_dict") else {"": problem.error_list}
        for name, errors in found.items():
            for error in errors:
                form.add_error(name if name in form.fields else None, error)
        return False
    return True


def _at(request: Request, held: HeldFamily, source: str = "") -> EditContext:
    page = request.headers.get("X-Kinwork-Page", "")[:40]
    return EditContext(held.family, held.unit_id, held.actor, source, page)


def _done(request: Request, held: HeldFamily) -> HttpResponse:
    if request.htmx:
        return _answer(request, held, shown(request, held, MapOptions()))
    return redirect("network", family_id=held.family.pk)


@require_policy(EDITS_FAMILY, "GET", "POST")
def tie(request: Request, held: HeldFamily, family_id: int, tie_id: int) -> HttpResponse:
    """One tie: what was said of it and when, and how it is now."""
    known = _tie(family_id, tie_id)
    data = request.POST if request.method == "POST" else None
    form = TieForm(data, prefix="tie", members=members_of(family_id), tie=known)
    if data is None:
        return _tie_page(request, held, known, form)
    seen = number(request.POST, "seen")
    if _noted(form, lambda: form.note(_at(request, held, form.cleaned_data["source"]), seen)):
        messages.success(request, f"Noted: {known.last.who}.")
        return redirect("network", family_id=family_id)
    return _tie_page(request, held, _tie(family_id, tie_id), form, seen=seen)


def _tie(family_id: int, tie_id: int) -> Tied:
    known = ties.tie_of(family_id, tie_id)
    if known is None:
        raise Http404("No such tie")
    return known


def _tie_page(
    request: Request,
    held: HeldFamily,
    known: Tied,
    form: TieForm,
    *,
    seen: int | None = None,
    problem: dict[str, str] | None = None,
    typed: str = "",
) -> HttpResponse:
    context = {
        "family": held.family,
        "tie": known,
        "accounts": [(in_words(one.on), one) for one in known.by_date[::-1]],
        "form": form,
        "seen": seen or known.last.pk,
        "form_problem": form_problems(form),
        "problem": problem or {},
        "typed": typed,
        "register": register(family=held.family),
        "more": MORE,
    }
    status = 422 if form.is_bound or problem else 200
    return render(request, "networks/tie.html", context, status=status)


@require_policy(EDITS_FAMILY, "POST")
def change_tie(request: Request, held: HeldFamily, family_id: int, tie_id: int, what: str) -> HttpResponse:
    """End a tie, note when they were heard, or that it never was."""
    if what not in ("end", "heard", "never"):
        raise Http404("Nothing that can be done with a tie")
    known, seen = _tie(family_id, tie_id), number(request.POST, "seen")
    typed = request.POST.get("ended" if what == "end" else "heard", "")[:40]
    at = _at(request, held, request.POST.get("source", "").strip()[:200])
    try:
        if what == "end":
            ties.end_tie(at, tie_id, seen, _date(PartialDateField(Looks.PAST), typed, "ended"))
        elif what == "heard":
            ties.hear_from(at, tie_id, seen, _date(PartialDateField(Looks.PAST), typed, "heard"))
        else:
            ties.never_so(at, tie_id)
    except ValidationError as problem:
        form = TieForm(prefix="tie", members=members_of(family_id), tie=known)
        return _tie_page(request, held, _tie(family_id, tie_id), form, problem=problems(problem), typed=typed)
    return _done(request, held)


def _date(field: PartialDateField, typed: str, name: str) -> str:
    try:
        return str(field.clean(typed))
    except ValidationError as wrong:
        raise ValidationError({name: wrong.messages}) from wrong


@require_policy(EDITS_FAMILY, "POST")
def turn(request: Request, held: HeldFamily, family_id: int, what: str) -> HttpResponse:
    """Take the last thing told in this family back, or put it back."""
    turns = {"back": actions.take_back, "again": actions.say_again}
    if what not in turns:
        raise Http404("Nothing that can be turned")
    try:
        turns[what](_at(request, held))
    except ValidationError as problem:
        return _answer(request, held, shown(request, held, MapOptions(), problem=problems(problem)), failed=True)
    return _done(request, held)
