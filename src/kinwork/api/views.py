"""The pages of partner systems, among the authority's settings."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems, problems, typed
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.children.models import ReferralSource

from . import actions
from .forms import AgreeForm, SystemForm, TokenForm
from .models import LONGEST_DAYS, Token
from .policies import SEES_SYSTEM, SEES_SYSTEMS, SystemInReach
from .presenters import call_line
from .queries import last_calls, numbers_to_call, systems, tokens_of
from .scopes import Scope, in_words

ISSUED = "token_issued"  # of the session: the form by which the last token was issued


@require_policy(SEES_SYSTEMS, "GET", "POST")
def partner_systems(request: Request, actor: Actor) -> HttpResponse:
    """Which there are, a new one, and which number each unit is called by. Four statements besides every page's."""
    wrong: dict[str, str] = {}
    if request.method == "POST":
        form = SystemForm(request.POST)
        if form.is_valid():
            try:
                system = actions.make_system(actor, form.cleaned_data)
            except ValidationError as problem:
                wrong = problems(problem)
            else:
                messages.success(
                    request, f"{system.name} is there. It may do nothing until the head of service agrees."
                )
                return redirect("partner_system", pk=system.pk)
        else:
            wrong = form_problems(form)
    return _list_page(request, actor, wrong)


def _list_page(request: Request, actor: Actor, wrong: dict[str, str]) -> HttpResponse:
    default, units = numbers_to_call()
    context = {
        "systems": systems(), "problem": wrong, "typed": typed(request) if wrong else {"calls_a_minute": "60"},
        "sources": ReferralSource.choices, "default": default, "units": units,
        "manages": actor.may(Permission.MANAGE_ACCOUNTS),
    }  # fmt: skip
    return render(request, "api/systems.html", context, status=422 if wrong else 200)


@require_policy(SEES_SYSTEMS, "POST")
def numbers_to_call_said(request: Request, actor: Actor) -> HttpResponse:
    """The numbers that systems are given, all at once."""
    _, units = numbers_to_call()
    boxes = {actions.number_box(unit): unit for unit in (None, *(unit for unit, _ in units))}
    try:
        actions.say_numbers(actor, {unit: request.POST[name] for name, unit in boxes.items() if name in request.POST})
    except ValidationError as problem:
        return _list_page(request, actor, problems(problem))
    messages.success(request, "Saved.")
    return redirect("partner_systems")


def _page(request: Request, at: SystemInReach, wrong: dict[str, str] | None = None, which: str = "") -> HttpResponse:
    """Five statements besides those of every page."""
    system, wrong = at.system, wrong or {}
    stands: dict[str, Any] = {name: getattr(system, name) for name in actions.FIELDS}
    context = {
        "system": system, "problem": wrong, "which": which,
        "typed": stands | (typed(request) if which == "system" else {}),
        "token": typed(request) if which == "token" else {},
        "ticked": request.POST.getlist("scopes") if which == "token" else [],
        "agreed": request.POST.getlist("agreed") if which == "agree" else system.agreed,
        "agreed_in_words": in_words(system.agreed), "scopes": [one for one in Scope if one in system.agreed],
        "all_scopes": list(Scope), "tokens": tokens_of(system), "calls": [call_line(one) for one in last_calls(system)],
        "sources": ReferralSource.choices, "form": TokenForm(), "days": LONGEST_DAYS,
        "manages": at.actor.may(Permission.MANAGE_ACCOUNTS), "agrees": at.actor.may(Permission.SET_RULES),
        "once": uuid4().hex, "revoking": int(which.removeprefix("revoke-")) if which.startswith("revoke-") else 0,
        "because": request.POST.get("because", ""),
    }  # fmt: skip
    return render(request, "api/system.html", context, status=422 if wrong else 200)


@require_policy(SEES_SYSTEM, "GET", "POST")
def partner_system(request: Request, at: SystemInReach, pk: int) -> HttpResponse:
    """What it is, what it may do, its tokens, what it called last."""
    if request.method != "POST":
        return _page(request, at)
    form = SystemForm(request.POST)
    if not form.is_valid():
        return _page(request, at, form_problems(form), "system")
    try:
        is_another = actions.change_system(at.actor, at.system, form.cleaned_data)
    except ValidationError as problem:
        return _page(request, at, problems(problem), "system")
    messages.success(request, "Saved. The head of service is asked to agree to it again." if is_another else "Saved.")
    return redirect("partner_system", pk=pk)


@require_policy(SEES_SYSTEM, "POST")
def agree_system(request: Request, at: SystemInReach, pk: int) -> HttpResponse:
    """What its tokens may do at most."""
    form = AgreeForm(request.POST)
    if not form.is_valid():
        return _page(request, at, form_problems(form), "agree")
    try:
        actions.agree(at.actor, at.system, form.cleaned_data["agreed"])
    except ValidationError as problem:
        return _page(request, at, problems(problem), "agree")
    said = "An administrator can issue its tokens now." if at.system.agreed else "It may no longer do anything."
    messages.success(request, f"Saved, from its next call on. {said}")
    return redirect("partner_system", pk=pk)


@require_policy(SEES_SYSTEM, "POST")
def switch_system(request: Request, at: SystemInReach, pk: int) -> HttpResponse:
    """Off at once, or on again."""
    on = request.POST.get("to") == "on"
    actions.switch(at.actor, at.system, on=on)
    messages.success(request, f"{at.system.name} {'may call again' if on else 'can no longer call'}.")
    return redirect("partner_system", pk=pk)


@require_policy(SEES_SYSTEM, "POST")
def issue_token(request: Request, at: SystemInReach, pk: int) -> HttpResponse:
    """A token, shown on this page and never again."""
    form = TokenForm(request.POST)
    sent = request.POST.get("once", "")[:40]
    if sent and sent == request.session.get(ISSUED):  # the page was loaded again
        messages.info(request, "This token was shown once. If you no longer have it, revoke it and issue another.")
        return redirect("partner_system", pk=pk)
    if not form.is_valid():
        return _page(request, at, form_problems(form), "token")
    said = form.cleaned_data
    try:
        issued = actions.issue_token(
            at.actor, at.system, scopes=said["scopes"], ends_on=said["ends_on"], networks=said["networks"]
        )
    except ValidationError as problem:
        return _page(request, at, problems(problem), "token")
    request.session[ISSUED] = sent
    context = {"system": at.system, "issued": issued, "scopes": in_words(issued.token.scopes)}
    answer = render(request, "api/token.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_policy(SEES_SYSTEM, "POST")
def revoke_token(request: Request, at: SystemInReach, pk: int, token_id: int) -> HttpResponse:
    """From its next call on."""
    token = Token.objects.filter(pk=token_id, system=at.system).first()
    if token is None:
        raise Http404("No such token")
    try:
        actions.revoke_token(at.actor, token, because=request.POST.get("because", ""))
    except ValidationError as problem:
        return _page(request, at, problems(problem), f"revoke-{token.pk}")
    messages.success(request, f"Revoked. kw_{token.prefix}… is no longer valid.")
    return redirect("partner_system", pk=pk)
