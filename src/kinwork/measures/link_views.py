"""The link: made by the worker; and the pages that one person in the family opens with it, and no others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.forms import form_problems, problems
from kinwork.access.policies import open_to, require_policy
from kinwork.access.request import Request, address_of
from kinwork.faces.linking import compare_nothing
from kinwork.faces.outside import Door, page

from . import actions, choosing, linking
from .asking import REFUSE, Asking, ask, over
from .forms import LinkForm
from .policies import BY_ANSWER_LINK, FILLS_IN, CompletionOfFamily

DOOR = Door("kinwork_answering", "answer-link", most=300)  # every answer is a request


@require_policy(FILLS_IN, "GET", "POST")
def make_link(request: Request, at: CompletionOfFamily, family_id: int, pk: int) -> HttpResponse:
    """Until which day; then the address and the code, once."""
    day = timezone.localdate() + timedelta(days=3)
    form = LinkForm(request.POST if request.method == "POST" else None, initial={"until": f"{day:%-d/%-m/%Y}"})
    problem: dict[str, Any] = {}
    if form.is_bound:
        problem = {} if form.is_valid() else form_problems(form)
        if form.is_valid() and form.cleaned_data["until"] is None:
            problem = {"until": "Say until which day."}
        if not problem:
            try:
                shown = linking.make_link(at.held, at.completion, until=form.cleaned_data["until"])
            except ValidationError as wrong:
                problem = problems(wrong)
            else:
                address = request.build_absolute_uri(reverse("by_answer_link", args=[shown.token]))
                context = {"family": at.held.family, "completion": at.completion, "link": shown.link,
                           "address": address, "code": shown.code}  # fmt: skip
                return render(request, "measures/link_made.html", context)
    found = choosing.instrument_of(at.completion)
    context = {"family": at.held.family, "completion": at.completion, "form": form, "problem": problem,
               "name": found.name if found else at.completion.instrument}  # fmt: skip
    return render(request, "measures/link.html", context, status=422 if problem else 200)


# -- outside


@open_to(BY_ANSWER_LINK, "GET", "POST")
def by_answer_link(request: HttpRequest, token: str) -> HttpResponse:
    """First the code; then where it was left."""
    return _by_link(request, token, "")


@open_to(BY_ANSWER_LINK, "GET", "POST")
def by_answer_link_step(request: HttpRequest, token: str, step: str) -> HttpResponse:
    """One question, all of them, the end, or that they would rather not."""
    return _by_link(request, token, step)


def _by_link(request: HttpRequest, token: str, step: str) -> HttpResponse:
    if DOOR.is_too_often(request):
        return page(request, "outside_closed", {"too_often": True}, 429)
    user_id = request.user.pk  # asked before the database answers as to somebody else
    at = linking.opens(token, address_of(request))
    if at is None:
        if "code" in request.POST:
            compare_nothing(request.POST["code"])  # no quicker than a wrong code
        return page(request, "outside_closed", {}, 404)
    if user_id is not None:
        name = "a family member"
        return page(request, "outside_signed_in", {"name": name}, 403)
    start = reverse("by_answer_link", args=[token])
    if not DOOR.has_code(request, at.link):
        return _ask_code(request, at, start)
    found = choosing.instrument_of(at.completion)
    asking = Asking(
        at.completion, start, None, more={"name": found.name if found else "", "is_link": True}
    )  # fmt: skip
    if step == REFUSE:
        if request.method == "POST":
            actions.would_rather_not(None, at.completion)
            at.completion.removed_at = timezone.now()
        return over(request, asking)
    if request.method == "POST" and not step:
        return redirect(start)
    return ask(request, asking, step)


def _ask_code(request: HttpRequest, at: linking.Opened, start: str) -> HttpResponse:
    if "code" not in request.POST:
        return page(request, "outside_code", {}) if request.path == start else redirect(start)
    if not linking.try_code(at, request.POST["code"]):
        wrong = {"problem": {"code": "That is not the code. Ask the worker who sent you the link."}}
        return page(request, "outside_code", wrong, 422)
    return DOOR.opened(request, at.link, start)
