"""The plan for the family: without what is not for them, on the screen and on paper."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import SEES_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.paper import as_pdf

from ..models import AimState, Plan
from ..queries.plan import body_of, children_of, for_family, plan_in_full, plans_in_law


def face_of(held: HeldFamily) -> dict[str, Any]:
    """The plan as it stands now, as the family reads it. Twelve statements."""
    plan = Plan.objects.filter(involvement__family=held.family, ended_on=None).select_related("involvement").first()
    if plan is None:
        raise Http404("There is no plan")
    full = plan_in_full(plan)
    body = for_family(body_of(full))
    in_law = plans_in_law([plan.involvement_id])
    children = [(one.name, in_law.get(one.person_id, [])) for one in children_of(held.pk)]
    agreed = full.agreed
    return {
        "family": held.family,
        "body": body,
        "aims": [aim for aim in body["aims"] if aim["state"] == AimState.OPEN.label],
        "reached": [aim for aim in body["aims"] if aim["state"] == AimState.REACHED.label],
        "agreed": agreed,
        "is_as_agreed": agreed is not None and for_family(agreed.body) == body,
        "in_law": [(name, words) for name, words in children if words],
        "today": timezone.localdate(),
    }


@require_policy(SEES_FAMILY)
def for_them(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """To look at before it is given to them."""
    return render(request, "plans/for_them.html", face_of(held))


@require_policy(SEES_FAMILY)
def on_paper(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """A4, for the table in the kitchen."""
    page = render_to_string("plans/for_them_print.html", face_of(held))
    log(held.actor, "printed plan for family", family_id=held.pk, thing=held.family, policy=request.policy.name)
    response = HttpResponse(as_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="plan-{held.pk}.pdf"'
    return response
