"""The kinds of meeting, one row each: who must be there, what is to be read before it, what it becomes when held.

Guidance says who meets and by when; how many days before it a report is due is an authority's own affair, and so are
most quorums. These are the usual ones, shown as what is missing and never in anybody's way.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from kinwork.cases.models import KeyDateKind

WORKING_TOGETHER = "Working Together to Safeguard Children (HM Government, 2026), chapter 3"
CARE_PLANNING = "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959), regulation 33"
HANDBOOK = "IRO Handbook (Department for Children, Schools and Families, 2010)"
FAMILY_MEETINGS = (
    "Children Act 1989, section 31ZA (Children’s Wellbeing and Schools Act 2026, section 1), not yet in force"
)
OUTLINE = "Court orders and pre-proceedings (Department for Education, 2014)"
LOCAL = "procedures of the authority"
# Whose word it is who must be there.
STRATEGY_QUORUM = (
    "Working Together to Safeguard Children (HM Government, 2026), chapter 3: as a minimum a social worker, health "
    "and the police"
)
CONFERENCE_QUORUM = (
    "procedures of the authority; as a rule two agencies besides children’s social care. Working Together to Safeguard "
    "Children (HM Government, 2026), chapter 3, names who should be there, and no number"
)
CORE_GROUP_QUORUM = (
    "Working Together to Safeguard Children (HM Government, 2026), chapter 3: the lead practitioner, and the parents "
    "or carers"
)
CARE_QUORUM = (
    "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 36; IRO Handbook (Department for "
    "Children, Schools and Families, 2010): the officer attends and chairs it"
)


class Part(models.TextChoices):
    """As what somebody is at a meeting: by this it is known who is missing."""

    CHAIR = "chair", "Chair"
    WORKER = "worker", "Social worker"
    MANAGER = "manager", "Consultant social worker or manager"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    SCHOOL = "school", "School, nursery or college"
    LEGAL = "legal", "Legal adviser"
    CARER = "carer", "Carer"
    CHILD = "child", "Child"
    FAMILY = "family", "Family"
    SUPPORT = "support", "Advocate or supporter"
    OTHER = "other", "Someone else"


OTHER_AGENCIES = (Part.POLICE, Part.HEALTH, Part.SCHOOL, Part.LEGAL, Part.OTHER)


@dataclass(frozen=True)
class Need:
    """Who must be there: at least so many of these parts; of agencies, each counts once."""

    words: str
    parts: tuple[Part, ...]
    least: int = 1
    of_agencies: bool = False  # colleagues of the service are none


CHAIR = Need("a chair", (Part.CHAIR,))
WORKER = Need("the social worker", (Part.WORKER,))
MANAGER = Need("the consultant social worker or a manager", (Part.MANAGER,))
POLICE = Need("the police", (Part.POLICE,))
HEALTH = Need("someone from health", (Part.HEALTH,))
LEGAL = Need("a legal adviser", (Part.LEGAL,))
FAMILY = Need("someone from the family", (Part.FAMILY, Part.CHILD))
TWO_AGENCIES = Need("two agencies besides children’s social care", OTHER_AGENCIES, least=2, of_agencies=True)


@dataclass(frozen=True)
class ReportDue:
    """Something to be read before the meeting: who from, so many working days before it."""

    what: str
    part: Part
    days_before: int
    of_each_agency: bool = False


OURS = ReportDue("Social worker’s report", Part.WORKER, 5)
AGENCIES = ReportDue("Agency’s report", Part.OTHER, 5, of_each_agency=True)


@dataclass(frozen=True)
class Kind:
    """``fact``: the kind of fact of a child's record that it becomes when held. ``rules``: what is due by it.
    ``asks``: what is asked when it was held. ``next``: what may be arranged from it. ``quorum``: whose word it is who
    must be there. Without them it may be held all the same, with the reason.
    """

    key: str
    name: str
    date_kind: KeyDateKind
    needs: tuple[Need, ...] = ()
    quorum: str = LOCAL
    reports: tuple[ReportDue, ...] = ()
    with_family: bool = True
    fact: str = ""
    which: str = ""  # of several that share a fact
    asks: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    child_question: str = "What do they want us to know? What do they want to happen?"
    parent_question: str = "What do they think about our worries, and what do they want to happen?"
    sources: tuple[str, ...] = (LOCAL,)


_REVIEWS = ("has_plan", "participation")
KINDS: dict[str, Kind] = {
    one.key: one
    for one in (
        Kind(
            "strategy",
            "Strategy discussion",
            KeyDateKind.MEETING,
            needs=(WORKER, MANAGER, POLICE, HEALTH),
            quorum=STRATEGY_QUORUM,
            with_family=False,
            fact="strategy_discussion",
            asks=("begins_enquiry",),
            next=("initial",),
            sources=(WORKING_TOGETHER,),
        ),
        Kind(
            "initial",
            "Initial child protection conference",
            KeyDateKind.CONFERENCE,
            needs=(CHAIR, WORKER, TWO_AGENCIES),
            quorum=CONFERENCE_QUORUM,
            reports=(OURS, AGENCIES),
            fact="conference",
            which="initial",
            asks=_REVIEWS,
            rules=("ICPC",),
            next=("core_group", "review"),
            sources=(WORKING_TOGETHER, LOCAL),
        ),
        Kind(
            "review",
            "Review child protection conference",
            KeyDateKind.CONFERENCE,
            needs=(CHAIR, WORKER, TWO_AGENCIES),
            quorum=CONFERENCE_QUORUM,
            reports=(OURS, AGENCIES),
            fact="conference",
            which="review",
            asks=_REVIEWS,
            rules=("RCPC-1", "RCPC-N"),
            next=("core_group", "review"),
            child_question="What has changed for them? What do they want to happen now?",
            parent_question="What has changed, what helped, and what do they want to happen now?",
            sources=(WORKING_TOGETHER, LOCAL),
        ),
        Kind(
            "transfer",
            "Transfer-in conference",
            KeyDateKind.CONFERENCE,
            needs=(CHAIR, WORKER, TWO_AGENCIES),
            quorum=CONFERENCE_QUORUM,
            reports=(OURS, ReportDue("Report of the authority they move from", Part.OTHER, 5)),
            fact="conference",
            which="transfer",
            asks=_REVIEWS,
            rules=("ICPC-TRANSFER",),
            next=("core_group", "review"),
            sources=(LOCAL,),
        ),
        Kind(
            "core_group",
            "Core group",
            KeyDateKind.MEETING,
            needs=(WORKER, FAMILY),
            quorum=CORE_GROUP_QUORUM,
            fact="core_group",
            rules=("CORE-1", "CORE-N"),
            next=("core_group",),
            child_question="How do they find the plan? What do they want to change?",
            parent_question="How do they find the plan? What works, what does not?",
            sources=(WORKING_TOGETHER, LOCAL),
        ),
        Kind(
            "need_review",
            "Child in need or family help review",
            KeyDateKind.REVIEW,
            needs=(WORKER, FAMILY),
            fact="need_review",
            rules=("CIN-REV",),
            next=("need_review",),
            child_question="What has changed for them? What do they want to happen now?",
            parent_question="What has changed, what helped, and what do they want to happen now?",
            sources=(WORKING_TOGETHER, LOCAL),
        ),
        Kind(
            "care_review",
            "Looked-after review",
            KeyDateKind.REVIEW,
            needs=(Need("the independent reviewing officer, who chairs it", (Part.CHAIR,)), WORKER),
            quorum=CARE_QUORUM,
            reports=(OURS,),
            fact="care_review",
            asks=("participation",),
            rules=("LAC-R1", "LAC-R2", "LAC-RN", "ADOP-R0", "ADOP-R"),
            next=("care_review",),
            child_question="How do they find where they live, school, seeing the family? What do they want to happen?",
            sources=(CARE_PLANNING, HANDBOOK),
        ),
        Kind(
            "family",
            "Family group meeting",
            KeyDateKind.MEETING,
            needs=(FAMILY,),
            fact="family_meeting",
            asks=("proposal", "answer"),
            rules=("FGDM-OFFER",),
            next=("family",),
            parent_question="Who do they want there, and who not? What do they want the family to decide?",
            sources=(FAMILY_MEETINGS, WORKING_TOGETHER),
        ),
        Kind(
            "legal",
            "Legal planning meeting",
            KeyDateKind.MEETING,
            needs=(WORKER, MANAGER, LEGAL),
            reports=(ReportDue("Case summary for the legal adviser", Part.WORKER, 2),),
            with_family=False,
            fact="decision_to_apply",
            asks=("applies",),
            next=("legal",),
            sources=(OUTLINE, LOCAL),
        ),
        Kind(
            "pre_proceedings",
            "Pre-proceedings meeting",
            KeyDateKind.MEETING,
            needs=(WORKER, MANAGER, LEGAL, FAMILY),
            next=("pre_proceedings",),
            sources=(OUTLINE, LOCAL),
        ),
        Kind("panel", "Panel", KeyDateKind.MEETING, needs=(CHAIR, WORKER), reports=(OURS,), with_family=False),
        Kind("hearing", "Court hearing", KeyDateKind.COURT, fact="hearing", asks=("hearing",), next=("hearing",)),
        Kind("other", "Another meeting", KeyDateKind.MEETING, next=("other",)),
    )
}
CHOICES = [(key, kind.name) for key, kind in KINDS.items()]
# Of which agencies somebody is what; all others are someone else.
PART_OF_AGENCY = {
    "police": Part.POLICE,
    **dict.fromkeys(("nursery", "school", "education_other"), Part.SCHOOL),
    **dict.fromkeys(("health_visiting", "gp", "midwifery", "hospital", "camhs", "adult_mental_health"), Part.HEALTH),
    "legal": Part.LEGAL,
    "fostering": Part.CARER,
}


def kinds_due_by(rule: str) -> Kind | None:
    """The kind of meeting by which a rule is met."""
    return next((kind for kind in KINDS.values() if rule in kind.rules), None)
