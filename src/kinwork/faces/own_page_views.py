"""A child's own page: read it, put something on it, put it right, take it away as a file."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.whole_numbers import whole

from . import keeping
from .forms import OwnWordsForm
from .policies import SEES_OWN_PAGE, WRITES_OWN_PAGE, ChildOfFamily


@require_policy(SEES_OWN_PAGE)
def own_page(request: Request, at: ChildOfFamily, family_id: int, person_id: int) -> HttpResponse:
    """All that the child wants kept, with what it was before."""
    pieces, taken_off = keeping.own_words_of(family_id, person_id)
    context = {
        "family": at.held.family, "child": at.child, "pieces": pieces, "taken_off": taken_off,
        "may_edit": at.may_edit, "says_who": at.held.may(Permission.SAY_WHO_KNOWS),
    }  # fmt: skip
    return render(request, "faces/own_page.html", context)


@require_policy(WRITES_OWN_PAGE, "GET", "POST")
def add(request: Request, at: ChildOfFamily, family_id: int, person_id: int) -> HttpResponse:
    """Something new, or what stands there put right."""
    asked = request.POST if request.method == "POST" else request.GET
    pk = whole(asked.get("corrects")) if asked.get("corrects") else None
    stands = keeping.own_words_in(family_id, person_id, pk) if pk else None
    if asked.get("corrects") and stands is None:
        raise Http404("No such words")
    first: dict[str, Any] = {"token": uuid4(), "whose": at.child.name, "said_on": "today"}
    if stands is not None:
        first |= {"title": stands.title, "text": stands.text, "whose": stands.whose, "for_others": stands.for_others}
    form = OwnWordsForm(request.POST if request.method == "POST" else None, initial=first)
    problem: dict[str, Any] = {}
    if form.is_bound:
        problem = {} if form.is_valid() else form_problems(form)
        if form.is_valid() and form.cleaned_data["said_on"] is None:
            problem = {"said_on": "Say on which day they said it."}
        if not problem:
            try:
                keeping.keep(at.held, at.child, corrects=stands.pk if stands else None, **form.cleaned_data)
            except ValidationError as wrong:
                problem = problems(wrong)
            else:
                messages.success(request, "Kept.")
                return redirect("own_page", family_id=family_id, person_id=person_id)
    context = {
        "family": at.held.family, "child": at.child, "form": form, "stands": stands, "problem": problem,
    }  # fmt: skip
    return render(request, "faces/add_to_own_page.html", context, status=422 if problem else 200)


@require_policy(SEES_OWN_PAGE)
def file(request: Request, at: ChildOfFamily, family_id: int, person_id: int, kind: str) -> HttpResponseBase:
    """Whole, with nothing that leads elsewhere. Its name says nothing of whose it is."""
    if kind not in ("pdf", "html", "txt"):
        raise Http404("No such file")
    pieces, _ = keeping.own_words_of(family_id, person_id)
    today = timezone.localdate()
    log(at.held.actor, "printed own page", family_id=family_id, thing=at.child, policy=request.policy.name)
    if kind == "pdf":
        made, of = keeping.as_paper(at.child, pieces, today), "application/pdf"
    elif kind == "html":
        made, of = keeping.as_html(at.child, pieces, today).encode(), "text/html; charset=utf-8"
    else:
        made, of = keeping.as_text(at.child, pieces, today).encode(), "text/plain; charset=utf-8"
    return FileResponse(BytesIO(made), as_attachment=True, filename=f"own-page.{kind}", content_type=of)
