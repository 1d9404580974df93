"""The plan for the family: without what is not for them, on the screen and on paper."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import SEES_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.paper import as_pdf
from kinwork.whole_numbers import wholes

from ..models import AimState, Plan
from ..queries.plan import body_of, children_of, for_family, kept_in, people_of, plan_in_full, plans_in_law


def face_of(held: HeldFamily, said: QueryDict) -> dict[str, Any]:
    """The plan as it stands now, as those read it for whom this copy is (``?for=``), or everybody in the family.
    Fourteen statements. Who is not in the family reads none.
    """
    people = people_of(held.pk)
    readers = set(wholes(said.getlist("for")))
    if len(readers) < len(set(said.getlist("for"))) or not readers <= {one.person_id for one in people}:
        raise Http404("Not in the family")
    plan = Plan.objects.filter(involvement__family=held.family, ended_on=None).select_related("involvement").first()
    if plan is None:
        raise Http404("There is no plan")
    full = plan_in_full(plan)
    whole = body_of(full)
    kept = kept_in(whole)
    whose = readers or None
    body = for_family(whole, whose, kept)
    in_law = plans_in_law([plan.involvement_id])
    children = [(one.name, in_law.get(one.person_id, [])) for one in children_of(held.pk)]
    agreed = full.agreed
    # What somebody said of the plan may speak of what is kept from who reads this.
    left_out = any(people if whose is None else people & whose for people in kept.values())
    return {
        "family": held.family,
        "body": body,
        "aims": [aim for aim in body["aims"] if aim["state"] == AimState.OPEN.label],
        "reached": [aim for aim in body["aims"] if aim["state"] == AimState.REACHED.label],
        "agreed": agreed,
        "shows_words": not left_out,
        "is_as_agreed": agreed is not None and for_family(agreed.body, whose, kept) == body,
        "in_law": [(name, words) for name, words in children if words],
        "today": timezone.localdate(),
        "people": people,
        "readers": readers,
        "reader_names": [one.name for one in people if one.person_id in readers],
        "kept": sorted({one["name"] for aim in whole["aims"] for one in aim["kept_from"]}),
        "query": said.urlencode(),
    }


@require_policy(SEES_FAMILY)
def for_them(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """To look at before it is given to them."""
    return render(request, "plans/for_them.html", face_of(held, request.GET))


@require_policy(SEES_FAMILY)
def on_paper(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """A4, for the table in the kitchen."""
    page = render_to_string("plans/for_them_print.html", face_of(held, request.GET))
    log(held.actor, "printed plan for family", family_id=held.pk, thing=held.family, policy=request.policy.name)
    response = HttpResponse(as_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="plan-{held.pk}.pdf"'
    return response
