"""The events of children's records by which clocks run. One statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kinwork.access.sql import tuples
from kinwork.clocks.events import Event
from kinwork.obligations.sources import Told

from .models import (
    OF_26_WEEKS,
    TEMPORARY,
    ConferenceKind,
    Eligibility,
    EnquiryOutcome,
    HealthKind,
    HearingKind,
    LegalStatusCode,
    PlacementType,
    StatusElsewhere,
)

_FOR_ADOPTION = ("A3", "A4", "A5", "A6")
_IS = "withdrawn_at IS NULL AND involvement_id = ANY (%(ids)s)"
EVENTS = f"""
SELECT involvement_id, person_id, 'referral' AS kind, started_on AS day, '' AS detail FROM children_episode WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'referral_decided', started_on,
    CASE WHEN is_no_further_action THEN 'outcome=nfa' ELSE 'outcome=assessment' END FROM children_episode WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'assessment_started', started_on, '' FROM children_assessment WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'assessment_completed', ended_on, '' FROM children_assessment
    WHERE ended_on IS NOT NULL AND {_IS}
-- Of a plan that has ended nothing is due: there is no event that says so, and so its own are told no more.
UNION ALL SELECT involvement_id, person_id, 'cin_plan', started_on, '' FROM children_needplan
    WHERE ended_on IS NULL AND {_IS}
UNION ALL SELECT involvement_id, person_id, 'cin_review', "on", '' FROM children_needreview r WHERE {_IS} AND EXISTS (
    SELECT 1 FROM children_needplan p WHERE p.person_id = r.person_id AND p.withdrawn_at IS NULL
        AND p.ended_on IS NULL AND p.started_on <= r.on
)
UNION ALL SELECT involvement_id, person_id, 'strategy', "on", CASE WHEN begins_enquiry THEN 's47=yes' ELSE 's47=no' END
    FROM children_strategydiscussion WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 's47_ended', ended_on,
    CASE WHEN outcome IN ('{EnquiryOutcome.NO_RISK}', '{EnquiryOutcome.NOT}') THEN 'icpc=no' ELSE 'icpc=yes' END
    FROM children_enquiry WHERE ended_on IS NOT NULL AND {_IS}
UNION ALL SELECT involvement_id, person_id, CASE WHEN kind = '{ConferenceKind.REVIEW}' THEN 'rcpc' ELSE 'icpc' END,
    "on", CASE WHEN kind = '{ConferenceKind.REVIEW}' THEN '' WHEN has_plan THEN 'plan=yes' ELSE 'plan=no' END
    FROM children_conference WHERE {_IS}
-- A plan begins at a conference: one that was recorded as a decision only counts from then too.
UNION ALL SELECT involvement_id, person_id, 'icpc', started_on, 'plan=yes' FROM children_protectionplan p
    WHERE {_IS} AND NOT EXISTS (
        SELECT 1 FROM children_conference c WHERE c.person_id = p.person_id AND c.on = p.started_on
            AND c.withdrawn_at IS NULL AND c.kind <> '{ConferenceKind.REVIEW}'
    )
UNION ALL SELECT involvement_id, person_id, 'cp_plan_ended', ended_on, '' FROM children_protectionplan
    WHERE ended_on IS NOT NULL AND {_IS}
UNION ALL SELECT involvement_id, person_id, 'core_group', "on", '' FROM children_coregroup WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'looked_after', started_on, CASE WHEN EXISTS (
        SELECT 1 FROM children_legalstatus l WHERE l.person_id = c.person_id AND l.started_on = c.started_on
            AND l.withdrawn_at IS NULL
            AND l.code IN ('{LegalStatusCode.SHORT_BREAKS}', '{LegalStatusCode.SHORT_BREAKS_AGREED}')
    ) THEN 'short_breaks=yes' ELSE '' END FROM children_careperiod c WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'left_care', ended_on, '' FROM children_careperiod
    WHERE ended_on IS NOT NULL AND {_IS}
UNION ALL SELECT involvement_id, person_id, CASE code
        WHEN '{LegalStatusCode.POLICE}' THEN 'police_protection' WHEN '{LegalStatusCode.EMERGENCY}' THEN 'epo'
        ELSE 'cao' END, started_on, '' FROM children_legalstatus
    WHERE code IN ('{LegalStatusCode.POLICE}', '{LegalStatusCode.EMERGENCY}', '{LegalStatusCode.ASSESSMENT}') AND {_IS}
UNION ALL SELECT p.involvement_id, p.person_id, 'placement', p.started_on, concat_ws(';',
        CASE WHEN p.type = ANY (%(adoption)s) THEN 'regime=adoption'
             WHEN p.type <> '{PlacementType.PARENTS}' THEN NULL
             WHEN l.code = '{LegalStatusCode.FULL}' THEN 'regime=care_order_parent'
             WHEN l.code = '{LegalStatusCode.INTERIM}' THEN 'regime=ico_parent'
             ELSE 'regime=parent_unassessed' END,
        CASE WHEN p.is_to_eighteen THEN 'to_18=yes' END
    ) FROM children_placement p LEFT JOIN children_legalstatus l ON l.person_id = p.person_id
        AND l.withdrawn_at IS NULL AND l.started_on <= p.started_on
        AND (l.ended_on IS NULL OR l.ended_on > p.started_on)
    WHERE p.withdrawn_at IS NULL AND p.involvement_id = ANY (%(ids)s) AND p.type <> ALL (%(temporary)s)
-- Where the next begins on the same day, that is what ends it.
UNION ALL SELECT involvement_id, person_id, 'placement_ended', ended_on, '' FROM children_placement p
    WHERE ended_on IS NOT NULL AND {_IS} AND type <> ALL (%(temporary)s) AND NOT EXISTS (
        SELECT 1 FROM children_placement n WHERE n.person_id = p.person_id AND n.started_on = p.ended_on
            AND n.withdrawn_at IS NULL AND n.type <> ALL (%(temporary)s)
    )
UNION ALL SELECT involvement_id, person_id, 'lac_review', "on", '' FROM children_carereview WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'care_plan', "on", '' FROM children_careplan WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'placement_plan', "on", '' FROM children_placementplan WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'placement_notified', "on", '' FROM children_placementnotice WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'connected_approved', started_on,
    CASE WHEN is_extended THEN 'extended=yes' ELSE '' END FROM children_connectedapproval WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'connected_full_approval', ended_on, '' FROM children_connectedapproval
    WHERE is_full AND ended_on IS NOT NULL AND {_IS}
UNION ALL SELECT involvement_id, person_id, 'health_assessment', "on", '' FROM children_health
    WHERE kind = '{HealthKind.ASSESSMENT}' AND {_IS}
UNION ALL SELECT involvement_id, person_id, CASE WHEN is_ready THEN 'pep' ELSE 'pep_started' END, "on", ''
    FROM children_educationplan WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'school_move', "on", '' FROM children_schoolmove WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'school_move', started_on, '' FROM children_school s
    WHERE {_IS} AND NOT is_second AND EXISTS (
        SELECT 1 FROM children_school b WHERE b.person_id = s.person_id AND b.withdrawn_at IS NULL AND NOT b.is_second
            AND b.started_on < s.started_on AND (b.name <> s.name OR b.kind <> s.kind)
    )
UNION ALL SELECT involvement_id, person_id, 'adoption_authority', started_on, '' FROM children_adoptiondecision
    WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'intention_to_apply', "on", '' FROM children_decisiontoapply WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'letter_before_proceedings', started_on, '' FROM children_preproceedings
    WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'application_issued', started_on, '' FROM children_application
    WHERE kind = ANY (%(of_26_weeks)s) AND {_IS}
UNION ALL SELECT involvement_id, person_id, 'final_hearing', "on", '' FROM children_hearing
    WHERE kind = '{HearingKind.FINAL}' AND {_IS}
UNION ALL SELECT involvement_id, person_id, 'eligible', "on", '' FROM children_leavereligibility
    WHERE kind = '{Eligibility.ELIGIBLE}' AND {_IS}
UNION ALL SELECT involvement_id, person_id, 'needs_assessment', "on", '' FROM children_leavingneeds WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'accommodation_provided', started_on, '' FROM children_providedhome
    WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'pa_visit', "on", '' FROM children_adviservisit WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'private_fostering_notified', started_on, '' FROM children_privatefostering
    WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'private_fostering_ended', ended_on, '' FROM children_privatefostering
    WHERE ended_on IS NOT NULL AND {_IS}
UNION ALL SELECT involvement_id, person_id, 'private_fostering_visit', "on", '' FROM children_fosteringvisit
    WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'plan_moved_in', coalesce(documents_on, "on"), '' FROM children_movedin
    WHERE status = '{StatusElsewhere.PLAN}' AND {_IS}
UNION ALL SELECT involvement_id, person_id, 'incident_known', "on", '' FROM children_incident WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'incident_notified', notified_on, '' FROM children_incident
    WHERE notified_on IS NOT NULL AND {_IS}
UNION ALL SELECT involvement_id, person_id, 'rapid_review', reviewed_on, '' FROM children_incident
    WHERE reviewed_on IS NOT NULL AND {_IS}
"""  # noqa: S608 -- choices from their enums


# With the time of day, where it was said: what is due within hours counts from then.
MISSING = f"""
SELECT involvement_id, person_id, 'missing', started_on, started_at FROM children_missing WHERE {_IS}
UNION ALL SELECT involvement_id, person_id, 'missing_returned', ended_on, ended_at FROM children_missing
    WHERE ended_on IS NOT NULL AND {_IS}
UNION ALL SELECT involvement_id, person_id, 'return_interview', "on", NULL FROM children_returninterview
    WHERE is_accepted AND {_IS}
"""  # noqa: S608 -- put together from constants


def going_missing(involvement_ids: Sequence[int]) -> Iterable[Told]:
    """Going missing, coming back, talking about it. One statement."""
    for involvement_id, person_id, kind, day, at in tuples(MISSING, ids=list(involvement_ids)):
        yield Told(involvement_id, person_id, Event(kind, day, time=at))


def facts(involvement_ids: Sequence[int]) -> Iterable[Told]:
    """Every fact that starts, meets or ends a clock. One statement."""
    values = {"ids": list(involvement_ids), "temporary": list(TEMPORARY), "adoption": list(_FOR_ADOPTION)}
    values["of_26_weeks"] = list(OF_26_WEEKS)
    for involvement_id, person_id, kind, day, detail in tuples(EVENTS, **values):
        said = dict(one.split("=", 1) for one in detail.split(";") if one)
        yield Told(involvement_id, person_id, Event(kind, day, detail=said))
