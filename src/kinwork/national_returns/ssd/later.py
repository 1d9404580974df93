"""After care, and at school: care leavers; education, health and care plans."""

from __future__ import annotations

from kinwork.children.models import Eligibility

from ..facts import latest
from .telling import Rows, Told


def leaving(it: Told) -> Rows:
    child = it.child
    said = latest(child.of("eligibility"), it.on)
    supported = child.of("leaving_care")
    if said is None and not supported:
        return
    contact = latest(child.of("leaver_contact"), it.on)
    plan = latest(child.of("pathway_plan"), it.on)
    advisers = child.of("adviser")
    fact = supported[-1] if supported else said
    yield (
        "ssd_care_leavers",
        {
            "clea_table_id": f"K{child.id}",
            "clea_person_id": it.number,
            "clea_care_leaver_eligibility": Eligibility(said.kind).label if said else None,
            "clea_care_leaver_in_touch": contact.in_touch if contact else None,
            "clea_care_leaver_latest_contact": contact.on if contact else None,
            "clea_care_leaver_accommodation": contact.home if contact else None,
            "clea_care_leaver_accom_suitable": contact.is_suitable if contact else None,
            "clea_care_leaver_activity": contact.activity if contact else None,
            "clea_pathway_plan_review_date": plan.on if plan else None,
            "clea_care_leaver_personal_advisor": advisers[-1].name if advisers else None,
            **it.held(fact, "clea_care_leaver_allocated_team", "clea_care_leaver_worker_id"),
        },
    )


def school(it: Told) -> Rows:
    """Education, health and care plans, with what led to them."""
    child = it.child
    requests, assessed = child.of("ehc_request"), child.of("ehc_assessment")
    plans = child.of("ehc_plan")
    if not (requests or assessed or plans or child.upn):
        return
    yield (
        "ssd_send",
        {
            "send_table_id": f"N{child.id}",
            "send_upn": child.upn,
            "send_person_id": it.number,
        },
    )
    for one in requests:
        yield (
            "ssd_ehcp_requests",
            {
                "ehcr_ehcp_request_id": f"EQ{one.id}",
                "ehcr_send_table_id": f"N{child.id}",
                "ehcr_ehcp_req_date": one.started_on,
                "ehcr_ehcp_req_outcome_date": one.ended_on,
                "ehcr_ehcp_req_outcome": one.outcome,
            },
        )
    for one in assessed:
        asked = [each for each in requests if each.started_on <= one.started_on]
        yield (
            "ssd_ehcp_assessment",
            {
                "ehca_ehcp_assessment_id": f"EA{one.id}",
                "ehca_ehcp_request_id": f"EQ{asked[-1].id}" if asked else None,
                "ehca_ehcp_assessment_outcome_date": one.ended_on,
                "ehca_ehcp_assessment_outcome": one.outcome,
                "ehca_ehcp_assessment_exceptions": one.exception,
            },
        )
    for one in plans:
        before = [each for each in assessed if each.started_on <= one.started_on]
        asked = [each for each in requests if each.started_on <= one.started_on]
        yield (
            "ssd_ehcp_named_plan",
            {
                "ehcn_named_plan_id": f"EN{one.id}",
                "ehcn_ehcp_asmt_id": f"EA{before[-1].id}" if before else None,
                "ehcn_named_plan_start_date": one.started_on,
                "ehcn_named_plan_ceased_date": one.ended_on,
                "ehcn_named_plan_ceased_reason": one.end_reason,
            },
        )
        if one.ended_on is None:
            yield (
                "ssd_ehcp_active_plans",
                {
                    "ehcp_active_ehcp_id": f"EP{one.id}",
                    "ehcp_ehcp_request_id": f"EQ{asked[-1].id}" if asked else None,
                },
            )
            for rank, need in enumerate([one.need, *one.other_needs] if one.need else [], 1):
                yield (
                    "ssd_sen_need",
                    {
                        "senn_table_id": f"ES{one.id}-{rank}",
                        "senn_active_ehcp_id": f"EP{one.id}",
                        "senn_active_ehcp_need_type": need,
                        "senn_active_ehcp_need_rank": rank,
                    },
                )
