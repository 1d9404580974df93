"""The network map and the ecomap, each on one sheet of paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from kinwork.access.audit import log
from kinwork.access.policies import lets_in
from kinwork.access.request import Request
from kinwork.cases.network_views import asked, ecomap, maps, members_of
from kinwork.cases.policies import SEES_FAMILY
from kinwork.families.network import ties_of
from kinwork.paper import as_pdf


@lets_in(SEES_FAMILY)
def network_pdf(request: Request, family_id: int) -> HttpResponse:
    """As asked for on the page, with its figures; a date that cannot be read is now."""
    log(request.actor, "printed network map", family_id=family_id, thing=request.family, policy=request.policy.name)
    shown = maps(request, ties_of(family_id), members_of(family_id), asked(request))
    return _paper(request, "network", "Network map", shown)


@lets_in(SEES_FAMILY)
def ecomap_pdf(request: Request, family_id: int) -> HttpResponse:
    """As it is, or as it was on a date."""
    log(request.actor, "printed ecomap", family_id=family_id, thing=request.family, policy=request.policy.name)
    return _paper(request, "ecomap", "Ecomap", ecomap(request, ties_of(family_id), asked(request)))


def _paper(request: Request, name: str, title: str, shown: dict[str, Any]) -> HttpResponse:
    context = {"family": request.family, "title": title, "today": timezone.localdate(), **shown}
    response = HttpResponse(
        as_pdf(render_to_string("meetings/network_print.html", context)), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="{name}-{request.family.pk}.pdf"'
    return response
