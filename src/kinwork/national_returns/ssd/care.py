"""Looked after: episodes, placements, reviews, plans, health, adoption, times missing."""

from __future__ import annotations

from typing import Any

from .. import ssda903
from ..episodes import cut
from .telling import Rows, Told, as_json, spanning

FOR_ADOPTION = ("A3", "A4", "A5", "A6")
ADOPTED = ("E11", "E12")


def care(it: Told) -> Rows:
    child = it.child
    stays: dict[int, Any] = {}
    for care in child.of("care_period"):
        for one in cut(care, child.of("legal_status"), child.of("placement")):
            place, law = one.placement, one.legal
            if place is not None:
                stays.setdefault(place.id, (place, care))
            key = f"{place.id if place else 0}-{law.id if law else 0}-{one.started_on:%Y%m%d}"
            yield (
                "ssd_cla_episodes",
                {
                    "clae_cla_episode_id": key,
                    "clae_person_id": it.number,
                    "clae_cla_episode_start_date": one.started_on,
                    "clae_cla_episode_start_reason": one.began,
                    "clae_cla_primary_need_code": care.need,
                    "clae_cla_episode_ceased_date": one.ended_on,
                    "clae_cla_episode_ceased_reason": one.ended,
                    "clae_cla_id": f"L{care.id}",
                    "clae_referral_id": it.home(care),
                    "clae_cla_placement_id": f"P{place.id}" if place else None,
                    "clae_entered_care_date": care.started_on,
                },
            )
        for held in child.of("care_review"):
            if spanning([care], held.on):
                yield (
                    "ssd_cla_reviews",
                    {
                        "clar_cla_review_id": f"Q{held.id}-{care.id}",
                        "clar_cla_id": f"L{care.id}",
                        "clar_cla_review_date": held.on,
                        "clar_cla_review_participation": held.participation,
                    },
                )
    for place, care in stays.values():
        yield (
            "ssd_cla_placement",
            {
                "clap_cla_placement_id": f"P{place.id}",
                "clap_cla_placement_start_date": place.started_on,
                "clap_cla_placement_type": place.type,
                "clap_cla_placement_urn": place.urn,
                "clap_cla_id": f"L{care.id}",
                "clap_cla_placement_provider": place.provider,
                "clap_cla_placement_postcode": None if child.is_sealed else place.postcode,
                "clap_cla_placement_end_date": place.ended_on,
                "clap_cla_placement_change_reason": place.end_reason,
                "clap_person_id": it.number,
            },
        )
    for one in child.of("legal_status"):
        yield (
            "ssd_legal_status",
            {
                "lega_legal_status_id": f"G{one.id}",
                "lega_person_id": it.number,
                "lega_legal_status": one.code,
                "lega_legal_status_start_date": one.started_on,
                "lega_legal_status_end_date": one.ended_on,
            },
        )
    if child.of("care_period"):
        yield from in_care(it)


def in_care(it: Told) -> Rows:
    child = it.child
    for number, one in enumerate(child.of("care_plan")):
        later = child.of("care_plan")[number + 1 :]
        yield (
            "ssd_cla_care_plan",
            {
                "lacp_table_id": f"Y{one.id}",
                "lacp_person_id": it.number,
                "lacp_cla_care_plan_start_date": one.on,
                "lacp_cla_care_plan_end_date": later[0].on if later else None,
                "lacp_cla_care_plan_json": as_json(permanence=one.permanence) if one.permanence else None,
            },
        )
    for one in child.of("previous_order"):
        yield (
            "ssd_cla_previous_permanence",
            {
                "lapp_table_id": f"O{one.id}",
                "lapp_person_id": it.number,
                "lapp_previous_permanence_order_date": one.ordered,
                "lapp_previous_permanence_option": one.kind,
                "lapp_previous_permanence_la": one.authority,
            },
        )
    for one in child.of("missing"):
        talks = [each for each in child.of("interview") if one.ended_on and each.on >= one.ended_on]
        yield (
            "ssd_missing",
            {
                "miss_table_id": f"M{one.id}",
                "miss_person_id": it.number,
                "miss_missing_episode_start_date": one.started_on,
                "miss_missing_episode_type": one.kind,
                "miss_missing_episode_end_date": one.ended_on,
                "miss_missing_rhi_offered": one.is_interview_offered,
                "miss_missing_rhi_accepted": talks[0].is_accepted if talks and one.is_interview_offered else None,
            },
        )
    for one in child.of("adoption_decision"):
        matched = [each for each in child.of("match") if each.on >= one.started_on]
        match = matched[-1] if matched else None
        places = [each for each in child.of("placement") if each.started_on >= one.started_on]
        placed = [each.started_on for each in places if each.type in FOR_ADOPTION]
        ended = [each.ended_on for each in child.of("care_period") if each.end_reason in ADOPTED]
        orders = [each.started_on for each in child.of("legal_status") if each.code == "E1"]
        adopted = ssda903.adopted(child, child.of("care_period")[-1])
        yield (
            "ssd_permanence",
            {
                "perm_table_id": f"D{one.id}",
                "perm_person_id": it.number,
                "perm_adm_decision_date": one.started_on,
                "perm_placement_order_date": orders[-1] if orders else None,
                "perm_placed_for_adoption_date": placed[0] if placed else None,
                "perm_matched_date": match.on if match else None,
                "perm_adopted_by_carer_flag": match.were_carers if match else None,
                "perm_decision_reversed_date": one.ended_on if one.reversal else None,
                "perm_decision_reversed_reason": one.reversal,
                "perm_permanence_order_date": ended[-1] if ended else None,
                "perm_permanence_order_type": "Adoption" if ended else None,
                "perm_adopter_sex": adopted["SEX_ADOPTR"],
                "perm_adopter_legal_status": adopted["LS_ADOPTR"],
                "perm_number_of_adopters": adopted["NB_ADOPTR"],
            },
        )


def health(it: Told) -> Rows:
    child = it.child
    if not child.of("care_period"):
        return
    for one in child.of("health"):
        yield (
            "ssd_cla_health",
            {
                "clah_health_check_id": f"H{one.id}",
                "clah_person_id": it.number,
                "clah_health_check_type": one.kind,
                "clah_health_check_date": one.on,
            },
        )
    immunised = [one for one in child.of("health") if one.kind == "immunised"]
    if immunised:
        yield (
            "ssd_cla_immunisations",
            {
                "clai_person_id": it.number,
                "clai_immunisations_status": True,
                "clai_immunisations_status_date": immunised[-1].on,
            },
        )
    for one in child.of("score"):
        yield (
            "ssd_sdq_scores",
            {
                "csdq_table_id": f"Z{one.id}",
                "csdq_person_id": it.number,
                "csdq_sdq_completed_date": one.on,
                "csdq_sdq_reason": one.no_score,
                "csdq_sdq_score": one.score,
            },
        )
    for one in child.of("conviction"):
        yield (
            "ssd_cla_convictions",
            {
                "clac_cla_conviction_id": f"J{one.id}",
                "clac_person_id": it.number,
                "clac_cla_conviction_date": one.on,
            },
        )
    for one in child.of("substance"):
        yield (
            "ssd_cla_substance_misuse",
            {
                "clas_substance_misuse_id": f"T{one.id}",
                "clas_person_id": it.number,
                "clas_substance_misuse_date": one.on,
                "clas_substance_misused": True,
                "clas_intervention_received": one.is_received,
            },
        )
