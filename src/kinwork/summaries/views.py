"""The summary as it reads: as it stands, as it stood, on paper; and whose in a unit is out of date."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.models import Authority
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.families.held import HeldFamily
from kinwork.paper import as_pdf
from kinwork.units.policies import UnitInReach

from .changes import changes
from .models import Level, Part
from .policies import SEES_FAMILY, SEES_UNIT
from .presenters import Beside
from .queries import Version, draft_of, of_unit, standing, version_before, version_of, versions_of


def _shown(held: HeldFamily, found: Version | None) -> dict[str, Any]:
    today = timezone.localdate()
    before = version_before(held.actor, found) if found else None
    return {
        "family": held.family,
        "summary": found,
        "before": before,
        "changes": [one for one in changes(before, found) if one.is_changed] if found and before else [],
        "parts": [found[part] for part in Part] if found else [],
        "beside": Beside(held, today),
        "today": today,
        "may_edit": held.may(Permission.EDIT_FAMILY),
        "age": (today - found.on).days if found and found.on else 0,
    }


@require_policy(SEES_FAMILY)
def summary(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """As it stands, readable in a minute; the earlier versions below. Ten statements, however long its story."""
    context = {
        **_shown(held, standing(held.actor, family_id)),
        "versions": versions_of(family_id),
        "draft": draft_of(held.actor, family_id),
    }
    return render(request, "summaries/summary.html", context)


@require_policy(SEES_FAMILY)
def version(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """One version as it stood, and what it changed."""
    found = version_of(held.actor, family_id, pk)
    if found is None:
        raise Http404("No such version")
    return render(request, "summaries/version.html", _shown(held, found))


@require_policy(SEES_FAMILY)
def summary_pdf(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """The standing summary on paper, for staff: one page, unless much is written."""
    found = standing(held.actor, family_id)
    if found is None:
        raise Http404("No summary stands")
    page = render_to_string("summaries/print.html", {**_shown(held, found), "by": held.actor.name})
    response = HttpResponse(as_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="summary.pdf"'
    return response


@require_policy(SEES_UNIT)
def unit_summaries(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """Every family of the unit, the oldest summary first. Two statements."""
    today = timezone.localdate()
    rules = Authority.objects.only("summary_weeks", "summary_entries").first() or Authority()
    lines = of_unit(unit_id, today)
    log_list(request, f"the summaries of {at.unit.name}", [one.family_id for one in lines], thing=at.unit)
    old = [one for one in lines if one.is_out_of_date(today, rules.summary_weeks, rules.summary_entries)]
    return render(
        request,
        "summaries/unit.html",
        {
            "unit": at.unit,
            "old": old,
            "fresh": [one for one in lines if one not in old],
            "today": today,
            "rules": rules,
            "level": lambda key: Level(key).label if key else "",
        },
    )
