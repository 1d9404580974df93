"""The returns all year round: numbers for whoever sends them, the unit's own findings for the unit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.returns.years import FIRST, year_on
from kinwork.units.policies import SEES_UNIT, UnitInReach
from kinwork.whole_numbers import whole

from . import actions
from .models import Explanation, Finding, LookState, Which
from .policies import SENDS_RETURNS, WAS_SENT, SentInReach
from .queries import findings_in_unit, latest, sent_of
from .sending import ENDING, content_of
from .writing import codes as codes_of_authority

TYPES = {
    "xml": "application/xml",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _page(request: Request, problem: dict[str, str] | None = None, typed: Any = None) -> HttpResponse:
    done, after = latest()
    year = year_on(timezone.localdate())
    parts = []
    for which in Which:
        numbers = done.numbers.get(which.value) if done is not None else None
        if numbers is not None:
            parts.append((which, numbers))
    codes = codes_of_authority()
    sent = sent_of([year, year - 1])
    context = {
        "done": done,
        "after": after,
        "is_going_on": after is not None and after.state in (LookState.WAITING, LookState.WORKING),
        "year": year,
        "parts": parts,
        "units": done.numbers.get("units", []) if done is not None else [],
        "sent": sent,
        "sent_by_id": {one.pk: one for one in sent},
        "which_choices": Which.choices,
        "of_a_year": [which for which in Which if which.is_of_a_year],
        "year_choices": [(one, f"{one - 1}–{one % 100:02d}") for one in (year, year - 1) if one >= FIRST],
        "lea": typed.get("lea", "") if typed is not None else codes.lea,
        "ons": typed.get("ons", "") if typed is not None else codes.ons,
        "problem": problem or {},
    }
    template = "national_returns/parts/progress.html" if request.htmx else "national_returns/returns.html"
    return render(request, template, context, status=422 if problem else 200)


@require_policy(SENDS_RETURNS)
def returns(request: Request, actor: Actor) -> HttpResponse:
    """What would be wrong today, by cause; what was sent on which day. Numbers, no names."""
    return _page(request)


@require_policy(SENDS_RETURNS, "POST")
def look_again(request: Request, actor: Actor) -> HttpResponse:
    """Have the returns worked out now: all of them, or one."""
    try:
        actions.look_now(actor, only=request.POST.get("which", ""))
    except ValidationError as problem:
        return _page(request, problems(problem))
    return redirect("returns")


@require_policy(SENDS_RETURNS, "POST")
def keep_as_sent(request: Request, actor: Actor) -> HttpResponse:
    """Write a return now and keep it as what is sent."""
    today = year_on(timezone.localdate())
    year = whole(request.POST.get("year", ""))
    if year not in (today, today - 1):
        return _page(request, {"year": f"Choose {today} or {today - 1}."})
    try:
        actions.look_now(
            actor, keeps=request.POST.get("which", ""), year=year, note=request.POST.get("note", "").strip()
        )
    except ValidationError as problem:
        return _page(request, problems(problem))
    return redirect("returns")


@require_policy(SENDS_RETURNS, "POST")
def codes(request: Request, actor: Actor) -> HttpResponse:
    """By which codes the authority returns."""
    try:
        actions.say_codes(actor, lea=request.POST.get("lea", ""), ons=request.POST.get("ons", ""))
    except ValidationError as problem:
        return _page(request, problems(problem), request.POST)
    messages.success(request, "Saved. They count from the next time that the returns are worked out.")
    return redirect("returns")


@require_policy(WAS_SENT)
def sent_file(request: Request, at: SentInReach, pk: int) -> HttpResponse:
    """What was sent, as a file; noted."""
    sent = at.sent
    ending = ENDING[Which(sent.which)]
    log(at.actor, "fetched a return as it was sent", thing=sent, policy="returns:sent", words=str(sent))
    answer = HttpResponse(content_of(sent), content_type=TYPES[ending])
    of = f"-{sent.year}" if Which(sent.which).is_of_a_year else ""
    answer["Content-Disposition"] = f'attachment; filename="{sent.which}{of}-{sent.on}.{ending}"'
    return answer


def _unit_page(request: Request, found: UnitInReach, **more: Any) -> HttpResponse:
    done, _ = latest()
    causes = findings_in_unit(done, found.unit.pk) if done is not None else []
    families = {line.family_id for cause in causes for line in cause.lines}
    log_list(request, f"returns: what is found in {found.unit.name}", sorted(families), thing=found.unit)
    context = {
        "unit": found.unit,
        "done": done,
        "causes": [cause for cause in causes if cause.to_do],
        "explained": [cause for cause in causes if cause.explained],
        "children": len({line.person_id for cause in causes for line in cause.to_do}),
        "may_explain": found.actor.can(Permission.EDIT_FAMILY, found.unit.pk),
        "may_see": found.actor.can(Permission.SEE_FAMILY, found.unit.pk),
        **more,
    }
    return render(request, "national_returns/unit.html", context, status=422 if more else 200)


@require_policy(SEES_UNIT)
def unit_returns(request: Request, found: UnitInReach, unit_id: int) -> HttpResponse:
    """What the returns would find of the unit's own families, by cause, each a click from where it is mended."""
    return _unit_page(request, found)


@require_policy(SEES_UNIT, "POST")
def explain_finding(request: Request, found: UnitInReach, unit_id: int, pk: int) -> HttpResponse:
    """It is right, because …"""
    words = request.POST.get("words", "")
    try:
        actions.explain(found.actor, unit_id, pk, words)
    except Finding.DoesNotExist:
        raise Http404("No such finding") from None
    except ValidationError as problem:
        return _unit_page(request, found, problem=problems(problem), problem_of=pk, typed=words)
    messages.success(request, "Noted. No one has to ask again while the same stands there, next year either.")
    return redirect("unit_returns", unit_id=unit_id)


@require_policy(SEES_UNIT, "POST")
def take_back(request: Request, found: UnitInReach, unit_id: int, pk: int) -> HttpResponse:
    """It was not right after all."""
    try:
        actions.take_explanation_back(found.actor, unit_id, pk)
    except Explanation.DoesNotExist:
        raise Http404("No such explanation") from None
    messages.success(request, "The explanation is taken back.")
    return redirect("unit_returns", unit_id=unit_id)
