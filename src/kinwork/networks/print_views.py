"""The network map and the ecomap, each on one sheet of paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import SEES_FAMILY
from kinwork.families.genogram import family_graph
from kinwork.families.held import HeldFamily
from kinwork.families.network import ties_of
from kinwork.genograms.documents import drawn_pdf
from kinwork.genograms.presenters.in_words import family_in_words, network_in_words

from .views import asked, ecomap, maps, members_of


@require_policy(SEES_FAMILY)
def network_pdf(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """As asked for on the page, with its figures; a date that cannot be read is now."""
    log(held.actor, "printed network map", family_id=family_id, thing=held.family, policy=request.policy.name)
    known = ties_of(family_id)
    shown = maps(request, held, known, members_of(family_id), asked(request))
    around = shown.get("maps_in_words") or network_in_words(known)
    return _paper(request, held, "network", "Network map", shown, {"maps_in_words": around, "people": around})


@require_policy(SEES_FAMILY)
def ecomap_pdf(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """As it is, or as it was on a date."""
    log(held.actor, "printed ecomap", family_id=family_id, thing=held.family, policy=request.policy.name)
    known = ties_of(family_id)
    graph = family_graph(family_id)
    shown = ecomap(request, held, known, asked(request), graph)
    people = [*family_in_words(graph), *network_in_words(known)]
    instead = {"ecomap": "", "ecomap_in_words": people, "people": people}
    return _paper(request, held, "ecomap", "Ecomap", shown, instead)


def _paper(
    request: Request, held: HeldFamily, name: str, title: str, shown: dict[str, Any], instead: dict[str, Any]
) -> HttpResponse:
    shows = {"family": held.family, "title": title, "today": timezone.localdate(), **shown}
    return drawn_pdf(request, held, "networks/print.html", shows, instead, name, title)
