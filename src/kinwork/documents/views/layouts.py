"""The authority's layouts: which there are, each as a file that can be changed."""

from __future__ import annotations

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kinwork.access.actor import Actor
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.layouts.known import KNOWN
from kinwork.layouts.reading import shipped

from .. import actions
from ..forms import LayoutForm
from ..models import LayoutVersion
from ..policies import SETS_LAYOUTS
from ..queries import layouts_offered


@require_policy(SETS_LAYOUTS)
def layouts(request: Request, actor: Actor) -> HttpResponse:
    """All that can be begun with."""
    context = {"layouts": layouts_offered(), "shipped": set(shipped())}
    return render(request, "documents/layouts.html", context)


@require_policy(SETS_LAYOUTS, "GET", "POST")
def layout(request: Request, actor: Actor, key: str) -> HttpResponse:
    """One layout: its file, to read, change or copy."""
    offered = next((one for one in layouts_offered() if one.key == key), None)
    if offered is None:
        raise Http404("No such layout")
    seen = offered.own.number if offered.own else 0
    text = re.sub(r"(?m)^version:.*$", f"version: {offered.layout.version + 1}", offered.text, count=1)
    form = LayoutForm(request.POST if request.method == "POST" else None, initial={"text": text, "seen": seen})
    wrong: list[str] = []
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.change_layout(actor, said["text"], because=said["because"], seen=said["seen"] or 0)
        except ValidationError as problem:
            wrong = problem.message_dict["text"] if hasattr(problem, "error_dict") else problem.messages
        else:
            messages.success(request, "Saved. Documents begun from now on are made by it; drafts keep what they have.")
            return redirect("layout", key=made.key)
    context = {
        "offered": offered,
        "form": form,
        "wrong": wrong,
        "known": KNOWN,
        "versions": LayoutVersion.objects.filter(key=key).select_related("by"),
        "is_shipped": key in shipped(),
    }
    return render(request, "documents/layout.html", context, status=422 if wrong else 200)


@require_policy(SETS_LAYOUTS, "POST")
def put_layout_away(request: Request, actor: Actor, key: str) -> HttpResponse:
    """The authority's own goes; one of the house's is offered as it comes."""
    actions.put_layout_away(actor, key)
    done = "It is offered as it came again." if key in shipped() else "It is offered no more."
    messages.success(request, f"{done} Drafts and finalised documents keep what they have.")
    return redirect("layouts")
