"""The register of agencies: the same school is one row, however many families know it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_REGISTER
from kinwork.families.kinds import agency_kinds, kind_name
from kinwork.families.models import Agency
from kinwork.families.network import register
from kinwork.families.ties import correct_agency

from .forms import AgencyForm


@require_policy(EDITS_REGISTER)
def agencies(request: Request, actor: Actor) -> HttpResponse:
    """The agencies by kind, all or those of a name. One statement."""
    words = request.GET.get("q", "").strip()[:120]
    groups: dict[str, list[Agency]] = {kind: [] for kind in agency_kinds()}
    for one in register(words):
        groups.setdefault(one.kind, []).append(one)
    shown = [(kind_name(kind), found) for kind, found in groups.items() if found]
    return render(request, "networks/agencies.html", {"groups": shown, "words": words})


@require_policy(EDITS_REGISTER, "GET", "POST")
def agency(request: Request, actor: Actor, agency_id: int) -> HttpResponse:
    """A new number, another name, for every family at once."""
    known = get_object_or_404(Agency, pk=agency_id, family=None)
    initial: dict[str, Any] = {name: getattr(known, name) for name in ("name", "kind", "place", "telephone", "email")}
    form = AgencyForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            correct_agency(actor, known, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, f"{form.cleaned_data['name']} has been changed for every family that knows it.")
            return redirect("agencies")
    context = {"agency": initial["name"], "form": form, "problem": form_problems(form)}
    return render(request, "networks/agency.html", context, status=422 if form.is_bound else 200)
