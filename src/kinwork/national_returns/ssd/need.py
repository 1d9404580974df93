"""Children in need: episodes, assessments, plans, and when a child was seen."""

from __future__ import annotations

from kinwork.children.models import AssessmentOutcome

from .telling import ENCODED, Rows, Told, as_json, spanning

NOTHING_MORE = (AssessmentOutcome.NOTHING, AssessmentOutcome.EARLY_HELP)


def need(it: Told) -> Rows:
    for one in it.episodes:
        yield (
            "ssd_cin_episodes",
            {
                "cine_referral_id": f"E{one.id}",
                "cine_person_id": it.number,
                "cine_referral_date": one.started_on,
                "cine_cin_primary_need_code": one.need,
                "cine_referral_source_code": one.source,
                "cine_referral_nfa": one.is_no_further_action,
                "cine_close_reason": one.end_reason,
                "cine_close_date": None if one.is_no_further_action else one.ended_on,
                **it.held(one, "cine_referral_team", "cine_referral_worker_id"),
            },
        )
    for one in it.child.of("assessment"):
        yield (
            "ssd_cin_assessments",
            {
                "cina_assessment_id": f"A{one.id}",
                "cina_person_id": it.number,
                "cina_referral_id": it.home(one),
                "cina_assessment_start_date": one.started_on,
                "cina_assessment_child_seen": one.is_child_seen,
                "cina_assessment_auth_date": one.ended_on,
                "cina_assessment_outcome_json": as_json(outcome=one.outcome) if one.outcome else None,
                "cina_assessment_outcome_nfa": one.outcome in NOTHING_MORE if one.outcome else None,
                **it.held(one, "cina_assessment_team", "cina_assessment_worker_id"),
            },
        )
        if one.factors:
            yield (
                "ssd_assessment_factors",
                {
                    "cinf_table_id": f"A{one.id}",
                    "cinf_assessment_id": f"A{one.id}",
                    "cinf_assessment_factors_json": ENCODED(list(one.factors)),
                },
            )
    for one in it.child.of("need_plan"):
        yield (
            "ssd_cin_plans",
            {
                "cinp_cin_plan_id": f"N{one.id}",
                "cinp_referral_id": it.home(one),
                "cinp_person_id": it.number,
                "cinp_cin_plan_start_date": one.started_on,
                "cinp_cin_plan_end_date": one.ended_on,
                **it.held(one, "cinp_cin_plan_team", "cinp_cin_plan_worker_id"),
            },
        )
    yield from visits(it)


def visits(it: Told) -> Rows:
    """When the child was seen: as what the child was on that day."""
    plans = it.child.of("protection_plan")
    cares = it.child.of("care_period")
    for seen in it.near.seen.get(it.child.id, ()):
        key = f"V{seen.entry_id}-{it.child.id}"
        plan = spanning(plans, seen.on)
        care = spanning(cares, seen.on)
        if care is not None:
            yield (
                "ssd_cla_visits",
                {
                    "clav_cla_visit_id": key,
                    "clav_cla_id": f"L{care.id}",
                    "clav_person_id": it.number,
                    "clav_cla_visit_date": seen.on,
                    "clav_cla_visit_seen": True,
                    "clav_cla_visit_seen_alone": seen.alone,
                },
            )
        elif plan is not None:
            yield (
                "ssd_cp_visits",
                {
                    "cppv_cp_visit_id": key,
                    "cppv_person_id": it.number,
                    "cppv_cp_plan_id": f"C{plan.id}",
                    "cppv_cp_visit_date": seen.on,
                    "cppv_cp_visit_seen": True,
                    "cppv_cp_visit_seen_alone": seen.alone,
                },
            )
        elif spanning(it.episodes, seen.on) is not None:
            yield (
                "ssd_cin_visits",
                {
                    "cinv_cin_visit_id": key,
                    "cinv_person_id": it.number,
                    "cinv_cin_visit_date": seen.on,
                    "cinv_cin_visit_seen": True,
                    "cinv_cin_visit_seen_alone": seen.alone,
                },
            )
