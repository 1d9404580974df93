"""The genogram on one sheet of paper."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from kinwork.access.audit import log
from kinwork.access.policies import lets_in
from kinwork.access.request import Request
from kinwork.cases.genogram_forms import PartialDateField
from kinwork.cases.genogram_views import picture
from kinwork.cases.policies import SEES_FAMILY
from kinwork.families.genogram import circle_of, contradictions
from kinwork.paper import as_pdf


@require_GET
@lets_in(SEES_FAMILY)
def genogram_pdf(request: Request, family_id: int) -> HttpResponse:
    """As it is, or as it was on a date; a date that cannot be read is now."""
    try:
        on = PartialDateField().clean(request.GET.get("on", "")[:40])
    except ValidationError:
        on = ""
    log(request.actor, "printed genogram", family_id=family_id, thing=request.family, policy=request.policy.name)
    circle = circle_of(family_id)
    page = render_to_string(
        "meetings/genogram_print.html",
        {
            "family": request.family,
            **picture(circle, on),
            "accounts": contradictions(circle),
            "today": timezone.localdate(),
        },
    )
    response = HttpResponse(as_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="genogram-{family_id}.pdf"'
    return response
