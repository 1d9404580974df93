"""The genogram on one sheet of paper, and as a picture for a document."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import SEES_FAMILY
from kinwork.families.actions import last_change_sets
from kinwork.families.drawing import attempt
from kinwork.families.genogram import contradictions, family_graph
from kinwork.families.held import HeldFamily
from kinwork.paper import as_png, bears

from .documents import drawn_pdf, not_drawn
from .paper import sheet
from .presenters.drawing import in_words, picture
from .views import asked


@require_policy(SEES_FAMILY)
def genogram_pdf(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """As it is, or as it was on a date; a date that cannot be read is now. A3 where A4 leaves letters too small."""
    when, _ = asked(request)
    log(held.actor, "printed genogram", family_id=family_id, thing=held.family, policy=request.policy.name)
    graph = family_graph(family_id, when.known)
    accounts = contradictions(graph)
    made = sheet(
        graph,
        when,
        last_change_sets(family_id)[0],
        paper=request.GET.get("paper", ""),
        accounts=len(accounts),
    )
    without = in_words(graph, made.drawn)
    shows = {
        "family": held.family,
        "asked": when,
        "sheet": made,
        "accounts": accounts,
        "today": timezone.localdate(),
    }
    instead = {"sheet": replace(made, drawn=without), "people": without.people}
    return drawn_pdf(request, held, "genograms/print.html", shows, instead, "genogram", "Genogram")


@require_policy(SEES_FAMILY)
def genogram_png(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """The drawing alone, twice as fine as on the screen; a page with everybody in words where it cannot be drawn."""
    when, _ = asked(request)
    log(held.actor, "printed genogram", family_id=family_id, thing=held.family, policy=request.policy.name)
    graph = family_graph(family_id, when.known)
    drawn = picture(graph, when, last_change_sets(family_id)[0])
    png = None
    if drawn.svg:
        png = attempt("the genogram as a picture", family_id, lambda: as_png(bears(drawn.svg), *drawn.size))
    if png is None:
        return not_drawn(request, held, "Genogram", in_words(graph, drawn).people, drawn.wrong)
    response = HttpResponse(png, content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="genogram-{family_id}.png"'
    return response
