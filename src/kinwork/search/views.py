"""Searching for people and families."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import number
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import SEARCHES
from kinwork.units.models import Unit
from kinwork.units.queries import opens_families_in

from .as_new_family import begins_with
from .search import AGES, search


@require_policy(SEARCHES, "GET", "POST")
def search_page(request: Request, actor: Actor) -> HttpResponse:
    """People and families by whatever is known of them. Sent, not asked for by address: words stay out of addresses."""
    typed = " ".join(request.POST.get("q", "").split())[:120]
    unit_id, age = number(request.POST, "unit"), request.POST.get("age", "")
    answer = None
    if typed:
        answer = search(actor, typed, timezone.localdate(), unit_id=unit_id, age=age)
        log(actor, "searched", policy=request.policy.name, words=typed, shown=answer.family_ids)
    context: dict[str, Any] = {
        "words": typed,
        "answer": answer,
        "unit_id": unit_id,
        "age": age,
        "ages": AGES.items(),
        "today": timezone.localdate(),
        "actor": actor,
        "opens_in": opens_families_in(actor) if answer else [],
        "begins": begins_with(answer.asked, unit=next((name for _, name, _ in answer.units), "")) if answer else "",
    }
    if request.htmx:
        return render(request, "search/parts/found.html", context)
    context["may_in_emergency"] = actor.may(Permission.OPEN_IN_EMERGENCY)
    context["may_merge"] = actor.somewhere(Permission.MERGE_PEOPLE)
    context["units"] = Unit.objects.filter(is_active=True).exclude(function="service").values_list("pk", "name")
    return render(request, "search/search.html", context)
