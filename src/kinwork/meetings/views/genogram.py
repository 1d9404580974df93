"""The genogram on one sheet of paper, and as a picture for a document."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from kinwork.access.audit import log
from kinwork.access.policies import lets_in
from kinwork.access.request import Request
from kinwork.cases.drawn import picture
from kinwork.cases.genogram_paper import sheet
from kinwork.cases.genogram_views import asked
from kinwork.cases.policies import SEES_FAMILY
from kinwork.families.actions import last_tellings
from kinwork.families.genogram import circle_of, contradictions
from kinwork.paper import as_pdf, as_png


@lets_in(SEES_FAMILY)
def genogram_pdf(request: Request, family_id: int) -> HttpResponse:
    """As it is, or as it was on a date; a date that cannot be read is now. A3 where A4 leaves letters too small."""
    when, _ = asked(request)
    log(request.actor, "printed genogram", family_id=family_id, thing=request.family, policy=request.policy.name)
    circle = circle_of(family_id, when.known)
    accounts = contradictions(circle)
    page = render_to_string(
        "meetings/genogram_print.html",
        {
            "family": request.family,
            "asked": when,
            "sheet": sheet(
                circle,
                when,
                last_tellings(family_id)[0],
                paper=request.GET.get("paper", ""),
                accounts=len(accounts),
            ),
            "accounts": accounts,
            "today": timezone.localdate(),
        },
    )
    response = HttpResponse(as_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="genogram-{family_id}.pdf"'
    return response


@lets_in(SEES_FAMILY)
def genogram_png(request: Request, family_id: int) -> HttpResponse:
    """The drawing alone, twice as fine as on the screen; the page about what is wrong where it cannot be drawn."""
    when, _ = asked(request)
    log(request.actor, "printed genogram", family_id=family_id, thing=request.family, policy=request.policy.name)
    drawn = picture(circle_of(family_id, when.known), when, last_tellings(family_id)[0])
    if not drawn.svg:
        words = "Nobody entered yet." if not drawn.wrong else f"It cannot be drawn: {drawn.wrong[0]}"
        return HttpResponse(words, content_type="text/plain; charset=utf-8", status=422)
    response = HttpResponse(as_png(drawn.svg, *drawn.size), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="genogram-{family_id}.png"'
    return response
