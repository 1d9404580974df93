"""The Standard Safeguarding Dataset from the record: rows of its objects, child by child.

Every row's key is the kind of fact and its id, so that it stays the same from one extract to the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from kinwork.access.sql import tuples
from kinwork.children.models import AssessmentOutcome, ConferenceKind, Eligibility, EnquiryOutcome
from kinwork.front_door.models import Who
from kinwork.people.models import NumberKind, What

from . import cin, ssda903
from .around import Around, around, in_batches
from .episodes import cut
from .facts import FACTS, latest
from .reading import Child, Tell, children, number_of, people_with, untold

KINDS = tuple(FACTS)
Row = tuple[str, dict[str, Any]]
FOR_ADOPTION, FOSTER_TO_ADOPT, ADOPTED = ("A3", "A4", "A5", "A6"), ("U2", "U5"), ("E11", "E12")
NOTHING_MORE = (AssessmentOutcome.NOTHING, AssessmentOutcome.EARLY_HELP)
_WHO = " UNION ALL ".join(
    f"SELECT person_id FROM {FACTS[kind].table} WHERE withdrawn_at IS NULL AND started_on <= %(on)s"  # noqa: S608
    for kind in ("episode", "care_period", "leaving_care")
)
_CONTACTS = """
SELECT a.id, a.person_id, c.received_on, c.source,
       (SELECT d.level FROM front_door_decision d WHERE d.about_id = a.id ORDER BY d.id DESC LIMIT 1)
FROM front_door_about a JOIN front_door_contact c ON c.id = a.contact_id
WHERE a.person_id = ANY (%(people)s) AND a.who = ANY (%(children)s) AND c.received_on <= %(on)s ORDER BY a.id
"""
_ADDRESSES = """
SELECT id, person_id, kind, lines, postcode, begun, ended FROM people_address
WHERE person_id = ANY (%(people)s) AND NOT is_mistaken AND NOT is_confidential ORDER BY id
"""
_PARTICULARS = """
SELECT id, person_id, what, code, begun, ended FROM people_particular
WHERE person_id = ANY (%(people)s) AND what = %(immigration)s AND NOT is_mistaken AND code <> '' ORDER BY id
"""
_NUMBERS = """
SELECT id, person_id, kind, value, begun, ended FROM people_identifier
WHERE person_id = ANY (%(people)s) AND NOT is_mistaken ORDER BY id
"""
_MOTHERS = """
SELECT h.id, h.parent_id, h.child_id, c.born_on FROM families_parenthood h JOIN people_person c ON c.id = h.child_id
WHERE h.parent_id = ANY (%(people)s) AND h.superseded_in_id IS NULL AND c.id <> ALL (%(sealed)s) ORDER BY h.id
"""
_UNITS = "SELECT id, name FROM units_unit ORDER BY id"
_STAFF = """
SELECT u.id, u.full_name, (SELECT n.registration FROM children_namedworker n WHERE n.worker_id = u.id
        AND n.withdrawn_at IS NULL ORDER BY n.id DESC LIMIT 1),
       (SELECT sum(p.fte) FROM units_postholding h JOIN units_post p ON p.id = h.post_id
        WHERE h.user_id = u.id AND h.during @> %(on)s::date),
       (SELECT t.name FROM units_postholding h JOIN units_post p ON p.id = h.post_id
        JOIN units_unit t ON t.id = p.unit_id
        WHERE h.user_id = u.id AND h.during @> %(on)s::date ORDER BY h.id LIMIT 1)
FROM access_user u
WHERE EXISTS (SELECT 1 FROM units_postholding h WHERE h.user_id = u.id)
   OR EXISTS (SELECT 1 FROM children_namedworker n WHERE n.worker_id = u.id) ORDER BY u.id
"""


def _json(**said: object) -> str:
    return json.dumps({name: value for name, value in said.items() if value not in (None, "")}, ensure_ascii=False)


def whole_day(said: str) -> str | None:
    """A date as far as it is known, where it is known to the day."""
    return said if len(said) == 10 else None


class Teller:
    """The rows of one child."""

    def __init__(self, child: Child, near: Around, on: date) -> None:
        self.child, self.near, self.on = child, near, on
        self.number = child.number
        self.episodes = child.of("episode")

    def home(self, fact: Any) -> str | None:
        found = cin.home_of(fact, self.episodes)
        return f"E{found.id}" if found is not None else None

    def held(self, fact: Any, team: str, worker: str) -> dict[str, Any]:
        """Which unit and who, by id."""
        day = getattr(fact, "ended_on", None) or self.on
        found = self.near.teams.get(fact.involvement_id)
        named = [one for one in self.child.of("named_worker") if one.started_on <= day]
        return {
            team: f"U{found.unit_id}" if found else None,
            worker: f"W{named[-1].worker_id}" if named else None,
        }

    def rows(self) -> Iterator[Row]:
        yield from self.person()
        yield from self.need()
        yield from self.protection()
        yield from self.care()
        yield from self.health()
        yield from self.leaving()
        yield from self.school()

    def person(self) -> Iterator[Row]:
        child = self.child
        unknown = [one.reason for one in child.of("no_number") if one.ended_on is None]
        mother = None
        if child.sex == "female":
            mother = child.first_child_born is not None
        yield (
            "ssd_person",
            {
                "pers_person_id": self.number,
                "pers_forename": child.given,
                "pers_surname": child.surname,
                "pers_sex": cin.SEX.get(child.sex, "U"),
                "pers_ethnicity": child.ethnicity,
                "pers_dob": child.born,
                "pers_expected_dob": child.expected,
                "pers_death_date": child.died,
                "pers_legacy_id": child.id,
                "pers_upn_unknown": unknown[-1] if unknown and not child.upn else None,
                "pers_send_flag": bool([one for one in child.of("ehc_plan") if one.ended_on is None]) or None,
                "pers_is_mother": mother,
            },
        )
        family = self.near.families.get(child.id)
        if family is not None and not child.is_sealed:
            yield (
                "ssd_family",
                {
                    "fami_table_id": f"F{family}-{child.id}",
                    "fami_family_id": f"F{family}",
                    "fami_person_id": self.number,
                },
            )
        for code in child.disabilities(self.on):
            if code != "NONE":
                yield (
                    "ssd_disability",
                    {
                        "disa_table_id": f"{child.id}-{code}",
                        "disa_person_id": self.number,
                        "disa_disability_code": code,
                    },
                )
        for one in child.of("unaccompanied"):
            yield (
                "ssd_immigration_status",
                {
                    "immi_immigration_status_id": f"X{one.id}",
                    "immi_person_id": self.number,
                    "immi_immigration_status": "UASC",
                    "immi_immigration_status_start_date": one.started_on,
                    "immi_immigration_status_end_date": one.ended_on,
                },
            )
        for one in child.of("named_worker"):
            team = self.near.teams.get(one.involvement_id)
            yield (
                "ssd_involvements",
                {
                    "invo_involvements_id": f"W{one.id}",
                    "invo_professional_id": f"W{one.worker_id}",
                    "invo_professional_team": f"U{team.unit_id}" if team else None,
                    "invo_involvement_start_date": one.started_on,
                    "invo_involvement_end_date": one.ended_on,
                    "invo_worker_change_reason": one.change,
                    "invo_person_id": self.number,
                    "invo_referral_id": self.home(one),
                },
            )

    def need(self) -> Iterator[Row]:
        for one in self.episodes:
            yield (
                "ssd_cin_episodes",
                {
                    "cine_referral_id": f"E{one.id}",
                    "cine_person_id": self.number,
                    "cine_referral_date": one.started_on,
                    "cine_cin_primary_need_code": one.need,
                    "cine_referral_source_code": one.source,
                    "cine_referral_nfa": one.is_no_further_action,
                    "cine_close_reason": one.end_reason,
                    "cine_close_date": None if one.is_no_further_action else one.ended_on,
                    **self.held(one, "cine_referral_team", "cine_referral_worker_id"),
                },
            )
        for one in self.child.of("assessment"):
            yield (
                "ssd_cin_assessments",
                {
                    "cina_assessment_id": f"A{one.id}",
                    "cina_person_id": self.number,
                    "cina_referral_id": self.home(one),
                    "cina_assessment_start_date": one.started_on,
                    "cina_assessment_child_seen": one.is_child_seen,
                    "cina_assessment_auth_date": one.ended_on,
                    "cina_assessment_outcome_json": _json(outcome=one.outcome) if one.outcome else None,
                    "cina_assessment_outcome_nfa": one.outcome in NOTHING_MORE if one.outcome else None,
                    **self.held(one, "cina_assessment_team", "cina_assessment_worker_id"),
                },
            )
            if one.factors:
                yield (
                    "ssd_assessment_factors",
                    {
                        "cinf_table_id": f"A{one.id}",
                        "cinf_assessment_id": f"A{one.id}",
                        "cinf_assessment_factors_json": json.dumps(list(one.factors)),
                    },
                )
        for one in self.child.of("need_plan"):
            yield (
                "ssd_cin_plans",
                {
                    "cinp_cin_plan_id": f"N{one.id}",
                    "cinp_referral_id": self.home(one),
                    "cinp_person_id": self.number,
                    "cinp_cin_plan_start_date": one.started_on,
                    "cinp_cin_plan_end_date": one.ended_on,
                    **self.held(one, "cinp_cin_plan_team", "cinp_cin_plan_worker_id"),
                },
            )
        yield from self.visits()

    def visits(self) -> Iterator[Row]:
        """When the child was seen: as what the child was on that day."""
        plans = self.child.of("protection_plan")
        cares = self.child.of("care_period")
        for seen in self.near.seen.get(self.child.id, ()):
            key = f"V{seen.entry_id}-{self.child.id}"
            plan = next((one for one in plans if _spans(one, seen.on)), None)
            care = next((one for one in cares if _spans(one, seen.on)), None)
            if care is not None:
                yield (
                    "ssd_cla_visits",
                    {
                        "clav_cla_visit_id": key,
                        "clav_cla_id": f"L{care.id}",
                        "clav_person_id": self.number,
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
                        "cppv_person_id": self.number,
                        "cppv_cp_plan_id": f"C{plan.id}",
                        "cppv_cp_visit_date": seen.on,
                        "cppv_cp_visit_seen": True,
                        "cppv_cp_visit_seen_alone": seen.alone,
                    },
                )
            elif any(_spans(one, seen.on) for one in self.episodes):
                yield (
                    "ssd_cin_visits",
                    {
                        "cinv_cin_visit_id": key,
                        "cinv_person_id": self.number,
                        "cinv_cin_visit_date": seen.on,
                        "cinv_cin_visit_seen": True,
                        "cinv_cin_visit_seen_alone": seen.alone,
                    },
                )

    def protection(self) -> Iterator[Row]:
        plans = self.child.of("protection_plan")
        led_from: dict[int, Any] = {}
        for one, held in cin.enquiries_with_conferences(self.child):
            if held is not None:
                led_from[held.id] = one
            yield (
                "ssd_s47_enquiry",
                {
                    "s47e_s47_enquiry_id": f"S{one.id}",
                    "s47e_referral_id": self.home(one),
                    "s47e_person_id": self.number,
                    "s47e_s47_start_date": one.started_on,
                    "s47e_s47_end_date": one.ended_on,
                    "s47e_s47_nfa": one.outcome == EnquiryOutcome.NOT if one.outcome else None,
                    "s47e_s47_outcome_json": _json(outcome=one.outcome) if one.outcome else None,
                    **self.held(one, "s47e_s47_completed_by_team", "s47e_s47_completed_by_worker_id"),
                },
            )
        began: dict[int, Any] = {}
        for one in self.child.of("conference"):
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
                    "icpc_person_id": self.number,
                    "icpc_cp_plan_id": f"C{plan.id}" if plan else None,
                    "icpc_referral_id": self.home(one),
                    "icpc_icpc_transfer_in": one.kind == ConferenceKind.TRANSFER,
                    "icpc_icpc_target_date": enquiry.conference_target if enquiry else None,
                    "icpc_icpc_date": one.on,
                    "icpc_icpc_outcome_cp_flag": one.has_plan,
                    **self.held(one, "icpc_icpc_team", "icpc_icpc_worker_id"),
                },
            )
        for one in plans:
            at = began.get(one.id)
            yield (
                "ssd_cp_plans",
                {
                    "cppl_cp_plan_id": f"C{one.id}",
                    "cppl_referral_id": self.home(one),
                    "cppl_icpc_id": f"I{at.id}" if at else None,
                    "cppl_person_id": self.number,
                    "cppl_cp_plan_start_date": one.started_on,
                    "cppl_cp_plan_end_date": one.ended_on,
                    "cppl_cp_plan_initial_category": one.category,
                    "cppl_cp_plan_latest_category": cin.latest_category(self.child, one),
                },
            )
            for held in cin.reviews_of(self.child, one):
                yield (
                    "ssd_cp_reviews",
                    {
                        "cppr_cp_review_id": f"R{held.id}",
                        "cppr_person_id": self.number,
                        "cppr_cp_plan_id": f"C{one.id}",
                        "cppr_cp_review_date": held.on,
                        "cppr_cp_review_outcome_continue_cp": held.has_plan,
                        "cppr_cp_review_participation": held.participation,
                    },
                )
        yield from self.court()

    def court(self) -> Iterator[Row]:
        for one in self.child.of("pre_proceedings"):
            family = self.near.teams.get(one.involvement_id)
            applied = [each for each in self.child.of("application") if each.started_on >= one.started_on]
            first = applied[0] if applied else None
            yield (
                "ssd_pre_proceedings",
                {
                    "prep_table_id": f"B{one.id}",
                    "prep_person_id": self.number,
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
                        [each for each in self.child.of("hearing") if first and each.on >= first.started_on]
                    )
                    if first
                    else None,
                },
            )

    def care(self) -> Iterator[Row]:
        child = self.child
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
                        "clae_person_id": self.number,
                        "clae_cla_episode_start_date": one.started_on,
                        "clae_cla_episode_start_reason": one.began,
                        "clae_cla_primary_need_code": care.need,
                        "clae_cla_episode_ceased_date": one.ended_on,
                        "clae_cla_episode_ceased_reason": one.ended,
                        "clae_cla_id": f"L{care.id}",
                        "clae_referral_id": self.home(care),
                        "clae_cla_placement_id": f"P{place.id}" if place else None,
                        "clae_entered_care_date": care.started_on,
                    },
                )
            for held in child.of("care_review"):
                if _spans(care, held.on):
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
                    "clap_person_id": self.number,
                },
            )
        for one in child.of("legal_status"):
            yield (
                "ssd_legal_status",
                {
                    "lega_legal_status_id": f"G{one.id}",
                    "lega_person_id": self.number,
                    "lega_legal_status": one.code,
                    "lega_legal_status_start_date": one.started_on,
                    "lega_legal_status_end_date": one.ended_on,
                },
            )
        if child.of("care_period"):
            yield from self.in_care()

    def in_care(self) -> Iterator[Row]:
        child = self.child
        for number, one in enumerate(child.of("care_plan")):
            later = child.of("care_plan")[number + 1 :]
            yield (
                "ssd_cla_care_plan",
                {
                    "lacp_table_id": f"Y{one.id}",
                    "lacp_person_id": self.number,
                    "lacp_cla_care_plan_start_date": one.on,
                    "lacp_cla_care_plan_end_date": later[0].on if later else None,
                    "lacp_cla_care_plan_json": _json(permanence=one.permanence) if one.permanence else None,
                },
            )
        for one in child.of("previous_order"):
            yield (
                "ssd_cla_previous_permanence",
                {
                    "lapp_table_id": f"O{one.id}",
                    "lapp_person_id": self.number,
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
                    "miss_person_id": self.number,
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
                    "perm_person_id": self.number,
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

    def health(self) -> Iterator[Row]:
        child = self.child
        if not child.of("care_period"):
            return
        for one in child.of("health"):
            yield (
                "ssd_cla_health",
                {
                    "clah_health_check_id": f"H{one.id}",
                    "clah_person_id": self.number,
                    "clah_health_check_type": one.kind,
                    "clah_health_check_date": one.on,
                },
            )
        immunised = [one for one in child.of("health") if one.kind == "immunised"]
        if immunised:
            yield (
                "ssd_cla_immunisations",
                {
                    "clai_person_id": self.number,
                    "clai_immunisations_status": True,
                    "clai_immunisations_status_date": immunised[-1].on,
                },
            )
        for one in child.of("score"):
            yield (
                "ssd_sdq_scores",
                {
                    "csdq_table_id": f"Z{one.id}",
                    "csdq_person_id": self.number,
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
                    "clac_person_id": self.number,
                    "clac_cla_conviction_date": one.on,
                },
            )
        for one in child.of("substance"):
            yield (
                "ssd_cla_substance_misuse",
                {
                    "clas_substance_misuse_id": f"T{one.id}",
                    "clas_person_id": self.number,
                    "clas_substance_misuse_date": one.on,
                    "clas_substance_misused": True,
                    "clas_intervention_received": one.is_received,
                },
            )

    def leaving(self) -> Iterator[Row]:
        child = self.child
        said = latest(child.of("eligibility"), self.on)
        supported = child.of("leaving_care")
        if said is None and not supported:
            return
        contact = latest(child.of("leaver_contact"), self.on)
        plan = latest(child.of("pathway_plan"), self.on)
        advisers = child.of("adviser")
        fact = supported[-1] if supported else said
        yield (
            "ssd_care_leavers",
            {
                "clea_table_id": f"K{child.id}",
                "clea_person_id": self.number,
                "clea_care_leaver_eligibility": Eligibility(said.kind).label if said else None,
                "clea_care_leaver_in_touch": contact.in_touch if contact else None,
                "clea_care_leaver_latest_contact": contact.on if contact else None,
                "clea_care_leaver_accommodation": contact.home if contact else None,
                "clea_care_leaver_accom_suitable": contact.is_suitable if contact else None,
                "clea_care_leaver_activity": contact.activity if contact else None,
                "clea_pathway_plan_review_date": plan.on if plan else None,
                "clea_care_leaver_personal_advisor": advisers[-1].name if advisers else None,
                **self.held(fact, "clea_care_leaver_allocated_team", "clea_care_leaver_worker_id"),
            },
        )

    def school(self) -> Iterator[Row]:
        """Education, health and care plans, with what led to them."""
        child = self.child
        requests, assessed = child.of("ehc_request"), child.of("ehc_assessment")
        plans = child.of("ehc_plan")
        if not (requests or assessed or plans or child.upn):
            return
        yield (
            "ssd_send",
            {
                "send_table_id": f"N{child.id}",
                "send_upn": child.upn,
                "send_person_id": self.number,
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


def _spans(one: Any, day: date) -> bool:
    return bool(one.started_on <= day and (one.ended_on is None or day <= one.ended_on))


def _noted(some: list[Child], on: date, there: frozenset[int]) -> Iterator[Row]:
    """What is noted of people, and who was rung about. Five statements."""
    people = [one.id for one in some]
    sealed = sorted(one.id for one in some if one.is_sealed)
    open_people = [one.id for one in some if not one.is_sealed]
    asked = {"people": people, "children": [str(Who.CHILD), str(Who.EXPECTED)], "on": on}
    for about, person, received, source, level in tuples(_CONTACTS, **asked):
        yield (
            "ssd_contacts",
            {
                "cont_contact_id": f"C{about}",
                "cont_person_id": number_of(person),
                "cont_contact_date": received,
                "cont_contact_source_code": source,
                "cont_contact_outcome_json": _json(outcome=level) if level else None,
            },
        )
    for id, person, kind, lines, postcode, begun, ended in tuples(_ADDRESSES, people=open_people):
        yield (
            "ssd_address",
            {
                "addr_table_id": id,
                "addr_address_json": _json(lines=lines, postcode=postcode),
                "addr_person_id": number_of(person),
                "addr_address_type": kind,
                "addr_address_start_date": whole_day(begun),
                "addr_address_end_date": whole_day(ended),
                "addr_address_postcode": postcode,
            },
        )
    for id, person, _, code, begun, ended in tuples(_PARTICULARS, people=people, immigration=What.IMMIGRATION):
        yield (
            "ssd_immigration_status",
            {
                "immi_immigration_status_id": id,
                "immi_person_id": number_of(person),
                "immi_immigration_status": code,
                "immi_immigration_status_start_date": whole_day(begun),
                "immi_immigration_status_end_date": whole_day(ended),
            },
        )
    for id, person, kind, value, begun, ended in tuples(_NUMBERS, people=open_people):
        yield (
            "ssd_linked_identifiers",
            {
                "link_table_id": id,
                "link_person_id": number_of(person),
                "link_identifier_type": NumberKind(kind).label,
                "link_identifier_value": value,
                "link_valid_from_date": whole_day(begun),
                "link_valid_to_date": whole_day(ended),
            },
        )
    for id, mother, child, born in tuples(_MOTHERS, people=people, sealed=sealed):
        if child in there:
            yield (
                "ssd_mother",
                {
                    "moth_table_id": id,
                    "moth_person_id": number_of(mother),
                    "moth_childs_person_id": number_of(child),
                    "moth_childs_dob": born,
                },
            )


def people_in(on: date) -> list[int]:
    """Every child with an episode, a period of care or support after it. One statement."""
    return people_with(_WHO, on=on)


def rows(on: date, tell: Tell = untold) -> Iterator[Row]:
    """All rows: object and cells. For every 500 a statement for each kind of fact and eleven; and two."""
    for id, name in tuples(_UNITS):
        yield "ssd_department", {"dept_team_id": f"U{id}", "dept_team_name": name}
    for id, name, registration, fte, team in tuples(_STAFF, on=on):
        yield (
            "ssd_professionals",
            {
                "prof_professional_id": f"W{id}",
                "prof_staff_id": id,
                "prof_professional_name": name,
                "prof_social_worker_registration_no": registration,
                "prof_professional_department": team,
                "prof_full_time_equivalency": fte,
            },
        )
    people = people_in(on)
    there = frozenset(people)
    for some in in_batches(children(people, on, KINDS)):
        near = around(some, on)
        yield from _noted(list(some), on, there)
        for child in some:
            yield from Teller(child, near, on).rows()
            tell(1)
