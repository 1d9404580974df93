"""Child protection: enquiries, conferences, plans, reviews; and what comes before a court."""

from __future__ import annotations

from typing import Any

from kinwork.children.models import ConferenceKind, EnquiryOutcome

from .. import cin
from .telling import Rows, Told, as_json


def protection(it: Told) -> Rows:
    plans = it.child.of("protection_plan")
    led_from: dict[int, Any] = {}
    for one, held in cin.enquiries_with_conferences(it.child):
        if held is not None:
            led_from[held.id] = one
        yield (
            "ssd_s47_enquiry",
            {
                "s47e_s47_enquiry_id": f"S{one.id}",
                "s47e_referral_id": it.home(one),
                "s47e_person_id": it.number,
                "s47e_s47_start_date": one.started_on,
                "s47e_s47_end_date": one.ended_on,
                "s47e_s47_nfa": one.outcome == EnquiryOutcome.NOT if one.outcome else None,
                "s47e_s47_outcome_json": as_json(outcome=one.outcome) if one.outcome else None,
                **it.held(one, "s47e_s47_completed_by_team", "s47e_s47_completed_by_worker_id"),
            },
        )
    began: dict[int, Any] = {}
    for one in it.child.of("conference"):
        if one.kind == ConferenceKind.REVIEW:
            continue
        plan = next((each for each in plans if each.started_on == one.on), None)
        if plan is not None:
            began[plan.id] = one
        enquiry = led_from.get(one.id)
        yield (
            "ssd_initial_cp_conference",
            {
                "icpc_icpc_id": f"I{one.id}",
                "icpc_s47_enquiry_id": f"S{enquiry.id}" if enquiry else None,
                "icpc_person_id": it.number,
                "icpc_cp_plan_id": f"C{plan.id}" if plan else None,
                "icpc_referral_id": it.home(one),
                "icpc_icpc_transfer_in": one.kind == ConferenceKind.TRANSFER,
                "icpc_icpc_target_date": enquiry.conference_target if enquiry else None,
                "icpc_icpc_date": one.on,
                "icpc_icpc_outcome_cp_flag": one.has_plan,
                **it.held(one, "icpc_icpc_team", "icpc_icpc_worker_id"),
            },
        )
    for one in plans:
        at = began.get(one.id)
        yield (
            "ssd_cp_plans",
            {
                "cppl_cp_plan_id": f"C{one.id}",
                "cppl_referral_id": it.home(one),
                "cppl_icpc_id": f"I{at.id}" if at else None,
                "cppl_person_id": it.number,
                "cppl_cp_plan_start_date": one.started_on,
                "cppl_cp_plan_end_date": one.ended_on,
                "cppl_cp_plan_initial_category": one.category,
                "cppl_cp_plan_latest_category": cin.latest_category(it.child, one),
            },
        )
        for held in cin.reviews_of(it.child, one):
            yield (
                "ssd_cp_reviews",
                {
                    "cppr_cp_review_id": f"R{held.id}",
                    "cppr_person_id": it.number,
                    "cppr_cp_plan_id": f"C{one.id}",
                    "cppr_cp_review_date": held.on,
                    "cppr_cp_review_outcome_continue_cp": held.has_plan,
                    "cppr_cp_review_participation": held.participation,
                },
            )
    yield from court(it)


def court(it: Told) -> Rows:
    for one in it.child.of("pre_proceedings"):
        family = it.near.teams.get(one.involvement_id)
        applied = [each for each in it.child.of("application") if each.started_on >= one.started_on]
        first = applied[0] if applied else None
        yield (
            "ssd_pre_proceedings",
            {
                "prep_table_id": f"B{one.id}",
                "prep_person_id": it.number,
                "prep_plo_family_id": f"F{family.family_id}" if family else f"F{one.involvement_id}",
                "prep_pre_pro_decision_date": one.started_on,
                "prep_initial_pre_pro_meeting_date": one.first_meeting_on,
                "prep_pre_pro_outcome": one.outcome,
                "prep_agree_stepdown_issue_date": one.ended_on,
                "prep_pre_pro_letter_date": one.started_on,
                "prep_pre_pro_meetings_num": one.meetings,
                "prep_pre_pro_parents_legal_rep": one.has_lawyer,
                "prep_court_reference": first.number if first else None,
                "prep_care_proc_court_hearings": len(
                    [each for each in it.child.of("hearing") if first and each.on >= first.started_on]
                )
                if first
                else None,
            },
        )
