"""The plan on its page; an earlier one; and as it was agreed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.approvals.queries import said_of
from kinwork.cases.policies import SEES_FAMILY
from kinwork.cases.queries import latest_involvement
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions import undoing
from kinwork.meetings.just_done import has_just_done
from kinwork.meetings.presenters.work import just
from kinwork.whole_numbers import whole

from ..differences import differences
from ..models import Agreement, Plan
from ..presenters import lines_of, may
from ..queries.facts import in_brief
from ..queries.plan import body_of, children_of, plan_in_full, plans_in_law, plans_of


def shown(request: Request, held: HeldFamily, plan: Plan | None, plans: list[Plan]) -> dict[str, Any]:
    """What the page of a plan shows. Eighteen statements, however much is in it."""
    today = timezone.localdate()
    full = plan_in_full(plan) if plan is not None else None
    children = children_of(held.pk)
    involvement = latest_involvement(held.pk)
    is_open = involvement is not None and involvement.closed_on is None
    told = in_brief(held.actor, held.pk, today)
    chosen = whole(request.GET.get("child", ""))
    changed = []
    if full is not None and full.agreed is not None and plan is not None and plan.ended_on is None:
        changed = differences(full.agreed.body, body_of(full))
    done = undoing.just_done(held.actor, held.pk) if has_just_done(request) else []
    return {
        "family": held.family,
        "plan": plan,
        "full": full,
        "aims": [line for line in full.aims if chosen is None or line.is_of(chosen)] if full else [],
        "children": children,
        "chosen": next((one for one in children if one.person_id == chosen), None),
        "in_law": plans_in_law([involvement.pk]) if involvement is not None else {},
        "changed": changed,
        "approvals": said_of([("Agreement", one.pk) for one in full.agreements]) if full else {},
        "just": {step.task_id: just(step, today) for step in done if step.task_id},
        "others": [one for one in plans if plan is None or one.pk != plan.pk],
        "involvement": involvement,
        "told": told,
        "lines": lines_of(told.facts, today, **may(held)) if told and plan is not None and not plan.ended_on else [],
        "may_edit": held.may(Permission.EDIT_FAMILY) and is_open and (plan is None or plan.ended_on is None),
        "may_take_up": held.may(Permission.EDIT_FAMILY)
        and is_open
        and plan is not None
        and plan.ended_on is not None
        and involvement is not None
        and plan.involvement_id == involvement.pk
        and all(one.ended_on is not None for one in plans),
        "is_open": is_open,
        "may_approve": held.may(Permission.APPROVE),
        "today": today,
    }


@require_policy(SEES_FAMILY)
def plan(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """The plan that runs; where none does, the way to one."""
    plans = plans_of(family_id)
    running = next((one for one in plans if one.ended_on is None), None)
    return render(request, "plans/plan.html", shown(request, held, running, plans))


@require_policy(SEES_FAMILY)
def earlier(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """A plan that has ended, as it was in the end."""
    plans = plans_of(family_id)
    found = next((one for one in plans if one.pk == pk), None)
    if found is None:
        raise Http404("No such plan")
    return render(request, "plans/plan.html", shown(request, held, found, plans))


@require_policy(SEES_FAMILY)
def as_agreed(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """The plan as it was agreed on a day, what had changed since the time before, and what has changed since."""
    agreement = get_object_or_404(
        Agreement.objects.select_related("by", "plan__involvement"), pk=pk, plan__involvement__family_id=family_id
    )
    earlier_ones = Agreement.objects.filter(plan_id=agreement.plan_id, number__lt=agreement.number)
    before = earlier_ones.filter(mistaken_at=None).first()
    context = {
        "family": held.family,
        "agreement": agreement,
        "before": before,
        "changed": differences(before.body, agreement.body) if before else [],
        "since": differences(agreement.body, body_of(plan_in_full(agreement.plan))),
        "approval": said_of([("Agreement", agreement.pk)]).get(("Agreement", agreement.pk)),
        "may_approve": held.may(Permission.APPROVE),
    }
    return render(request, "plans/agreed.html", context)
