"""The roles, who may hold each, and what each lets its holder do: in the unit where the post is, and everywhere.

Source of the unit's roles: Forrester et al. 2013, section 1.1, SW:WFF 2014, chapter 1. A role is held through a post,
from a date to a date; leaving the post ends it that day. The other roles hold posts in a team of the whole service.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from .permissions import Permission as P

EVERYONE_IN_A_UNIT = frozenset(
    {
        P.SEE_UNIT,
        P.SEE_FAMILY,
        P.EDIT_FAMILY,
        P.WRITE_MINUTES,
        P.DRAFT_DECISION,
        P.AMEND_MINUTES,
        P.DO_TASK,
        P.RATE_DISCUSSION,
        P.SEE_READERS,
        P.SEE_NUMBERS,
        P.SEE_CONFIDENTIAL,
        P.SAY_WHO_KNOWS,
    }
)
RUNS_THE_MEETING = frozenset({P.OPEN_MEETING, P.ORDER_AGENDA, P.OPEN_FAMILY, P.MERGE_PEOPLE})
DECIDES = frozenset(
    {
        P.DECIDE,
        P.DECIDE_STATUS,
        P.APPROVE,
        P.CLOSE_MEETING,
        P.CLOSE_FAMILY,
        P.TRANSFER_FAMILY,
        P.NAME_DEPUTY,
        P.ARRANGE_COVER,
    }
)

LOOKS_AFTER_RECORDS = frozenset({P.REVIEW_OPENING, P.RESTRICT_FAMILY, P.SEE_STAFF_LOG})

# What anyone who works with families may do with those of other units.
ANY_FAMILY = frozenset({P.SEARCH, P.OPEN_WITH_REASON, P.OPEN_IN_EMERGENCY})

# Who works where contacts come in takes them, whatever their post there; who leads it decides and finds a unit.
TAKES_CONTACTS = frozenset({P.TAKE_CONTACT})
DECIDES_CONTACTS = TAKES_CONTACTS | {P.DECIDE_CONTACT}

# What an opening lets its holder do with that family, for as long as it lasts. Nothing that would outlast it: who else
# may know, the unit says.
AS_OPENED = frozenset({P.SEE_FAMILY, P.EDIT_FAMILY, P.DO_TASK})
# In an emergency also where a mother in hiding is to be found: its guardian is told at once.
AS_BREAK_GLASS = AS_OPENED | {P.SEE_CONFIDENTIAL}

# What an authority adds that has chosen that every family opens directly (``Authority.reach``).
AS_COLLEAGUE = frozenset({P.SEE_UNIT, P.SEE_FAMILY})

# What a colleague of the buddy unit may do when the unit is short: see, and act for its families; not decide.
AS_BUDDY = frozenset({P.SEE_UNIT, P.SEE_FAMILY, P.EDIT_FAMILY, P.WRITE_MINUTES, P.DO_TASK, P.SEE_CONFIDENTIAL})

# What a named deputy may do besides their own role, while named.
AS_DEPUTY = RUNS_THE_MEETING | frozenset(
    {P.DECIDE, P.DECIDE_STATUS, P.APPROVE, P.CLOSE_MEETING, P.CLOSE_FAMILY, P.TRANSFER_FAMILY}
)

# What nobody does by covering for a colleague: it would outlast the cover, or is the unit's own to say.
NEVER_BY_COVER = LOOKS_AFTER_RECORDS | {
    P.STAFF_UNIT, P.NAME_DEPUTY, P.ARRANGE_COVER, P.MERGE_PEOPLE, P.SAY_WHO_KNOWS, P.RATE_DISCUSSION,
    P.KEEP_TRAINING, P.SUPPORT_STAFF,
    P.DECIDE_TRANSFER,
}  # fmt: skip


SETS_UP = frozenset({P.SET_UP_SERVICE, P.INVITE_PEOPLE})

HEADS_SERVICE = SETS_UP | {
    P.MERGE_PEOPLE, P.SEE_READERS, P.SEE_NUMBERS, P.STAFF_UNIT, P.ARRANGE_COVER, P.SET_RULES, P.RUN_STUDIES,
    P.KEEP_FIGURES, P.DRAW_EXTRACT, P.SEND_RETURNS,
    P.DECIDE_STATUS, P.APPROVE, P.TRANSFER_FAMILY, P.DECIDE_TRANSFER, P.ANSWER_REQUESTS,
    P.KEEP_RECORDS, P.ERASE_RECORDS, P.KEEP_TRAINING,
}  # fmt: skip


class Role:
    """A kind of post."""

    key: ClassVar[str]
    name: ClassVar[str]
    short: ClassVar[str]
    held_by: ClassVar[str]
    permissions: ClassVar[frozenset[P]] = frozenset()
    everywhere: ClassVar[frozenset[P]] = frozenset()
    at_front_door: ClassVar[frozenset[P]] = frozenset()  # everywhere too, where the post is in a unit of first response
    is_worker: ClassVar[bool] = True  # counted in families per worker (unit coordinators and managers are not)
    is_member: ClassVar[bool] = True  # of the unit where the post is, and expected at its meetings
    is_social_worker: ClassVar[bool] = False  # registered as one, which some meetings ask for
    is_clinical: ClassVar[bool] = False  # whether a meeting had a clinician is counted by these
    leads: ClassVar[bool] = False  # the unit, and answers for what others decide in their place
    decides_at: ClassVar[str] = "unit"  # the level of the service at which its holder decides (``DecisionLevel``)
    works_at_night: ClassVar[bool] = False  # then looking into records at night is nothing unusual

    @classmethod
    def may_everywhere(cls, permission: P, *, at_front_door: bool) -> bool:
        """Whether a post lets its holder do this in every unit; one in a unit of first response may let them more."""
        return permission in cls.everywhere or (at_front_door and permission in cls.at_front_door)

    @classmethod
    def decides(cls) -> bool:
        """In their own name where their post is; others only as a named deputy."""
        return P.DECIDE in cls.permissions


class ConsultantSocialWorker(Role):
    """Leads the unit, is accountable for its families, decides."""

    key = "csw"
    name = "Consultant social worker"
    short = "CSW"
    held_by = "A registered social worker appointed to lead a unit."
    is_social_worker = True
    leads = True
    permissions = EVERYONE_IN_A_UNIT | RUNS_THE_MEETING | DECIDES | {P.REVIEW_OPENING, P.KEEP_TRAINING, P.SUPPORT_STAFF}
    everywhere = ANY_FAMILY
    at_front_door = DECIDES_CONTACTS | {P.OPEN_FAMILY}


class SocialWorker(Role):
    """Works with the unit's families, holds statutory tasks."""

    key = "sw"
    name = "Social worker"
    short = "SW"
    held_by = "A registered social worker."
    is_social_worker = True
    permissions = EVERYONE_IN_A_UNIT
    everywhere = ANY_FAMILY
    at_front_door = TAKES_CONTACTS


class ChildPractitioner(Role):
    """Works directly with children and parents; also called family practitioner."""

    key = "cp"
    name = "Child practitioner"
    short = "Child practitioner"
    held_by = "A practitioner, registered or not, who works directly with children."
    permissions = EVERYONE_IN_A_UNIT
    everywhere = ANY_FAMILY
    at_front_door = TAKES_CONTACTS


class Clinician(Role):
    """Brings systemic hypotheses and short pieces of clinical work; holds no case."""

    key = "clinician"
    name = "Clinician"
    short = "Clinician"
    held_by = "A family therapist or clinical psychologist, often half in each of two units."
    is_clinical = True
    permissions = EVERYONE_IN_A_UNIT
    everywhere = ANY_FAMILY
    at_front_door = TAKES_CONTACTS


class UnitCoordinator(Role):
    """Minutes the meeting live, runs diaries, messages and payments."""

    key = "uc"
    name = "Unit coordinator"
    short = "Unit coordinator"
    held_by = "The unit's administrator and first voice on the telephone."
    permissions = EVERYONE_IN_A_UNIT | RUNS_THE_MEETING | {P.KEEP_TRAINING}
    everywhere = ANY_FAMILY
    at_front_door = TAKES_CONTACTS
    is_worker = False


class GroupManager(Role):
    """Answers for several units: sees, staffs and may decide in the CSW's place."""

    key = "gm"
    name = "Group manager"
    short = "Group manager"
    held_by = "A manager of several units."
    permissions = (
        EVERYONE_IN_A_UNIT
        | RUNS_THE_MEETING
        | DECIDES
        | LOOKS_AFTER_RECORDS
        | {P.STAFF_UNIT, P.DECIDE_TRANSFER, P.KEEP_TRAINING}
    )
    everywhere = ANY_FAMILY | DECIDES_CONTACTS
    decides_at = "manager"
    is_worker = False
    is_member = False


class HeadOfService(Role):
    """Answers for every unit and for the safety of the records."""

    key = "hos"
    name = "Head of service"
    short = "Head of service"
    held_by = "The manager the group managers report to."
    everywhere = ANY_FAMILY | LOOKS_AFTER_RECORDS | AS_COLLEAGUE | HEADS_SERVICE | DECIDES_CONTACTS
    decides_at = "head"
    is_worker = False


class IndependentChair(Role):
    """Chairs conferences and reviews of children in any unit; opens those families with that as the reason."""

    key = "chair"
    name = "Independent chair or reviewing officer"
    short = "Chair"
    held_by = "A registered social worker outside the line of the units."
    everywhere = frozenset({P.SEARCH, P.OPEN_WITH_REASON, P.DECIDE_STATUS})
    decides_at = "conference"
    is_worker = False


class FrontDoorWorker(Role):
    """Takes contacts and referrals, looks whether the family is known, opens it to a unit."""

    key = "frontdoor"
    name = "Front-door worker"
    short = "Front door"
    held_by = "A worker of the team that takes contacts and referrals."
    everywhere = ANY_FAMILY | DECIDES_CONTACTS | {P.OPEN_FAMILY}
    is_worker = False


class EmergencyDuty(Role):
    """At 3 am: opens what the night asks for, and answers for it in the morning."""

    key = "edt"
    name = "Emergency duty worker"
    short = "Emergency duty"
    held_by = "A registered social worker of the out-of-hours team."
    everywhere = ANY_FAMILY | DECIDES_CONTACTS
    is_worker = False
    works_at_night = True


class QualityAssurance(Role):
    """Reads whole records for audits and complaints, each with that as the reason; keeps the keys of studies."""

    key = "qa"
    name = "Quality assurance officer"
    short = "Quality assurance"
    held_by = "A member of the team that audits practice and answers complaints."
    everywhere = frozenset({
        P.SEARCH, P.OPEN_WITH_REASON, P.SEE_NUMBERS, P.KEEP_RECORDS, P.KEEP_STUDY_KEY, P.RUN_CODING, P.CODE_SESSIONS,
    })  # fmt: skip
    is_worker = False


class Coder(Role):
    """Hears recordings of practice and codes them blind; sees no family, no worker, no unit."""

    key = "blind_coder"
    name = "Coder of practice"
    short = "Coder"
    held_by = "A trained coder, of the authority or of a university under an agreement with it."
    everywhere = frozenset({P.CODE_SESSIONS})
    is_worker = False


class PerformanceAnalyst(Role):
    """Counts; sees numbers and no names."""

    key = "analyst"
    name = "Performance analyst"
    short = "Analyst"
    held_by = "A member of the performance team."
    everywhere = frozenset({P.SEE_NUMBERS, P.KEEP_FIGURES, P.SEND_RETURNS})
    is_worker = False


class Evaluator(Role):
    """Draws data without names of families who agreed, for the studies that they are named for; nothing else."""

    key = "evaluator"
    name = "Evaluator"
    short = "Evaluator"
    held_by = "A researcher under an agreement with the authority."
    everywhere = frozenset({P.DRAW_DATA})
    is_worker = False


class PartnerProfessional(Role):
    """Sees what a unit has shared with them by name, of named families, for a time; nothing else of anybody."""

    key = "partner"
    name = "Partner professional"
    short = "Partner"
    held_by = "A professional of another agency around a family: school, health, police."
    everywhere = frozenset({P.SEE_SHARED})
    is_worker = False


class SystemAdministrator(Role):
    """Invites and disables people, makes units. No access to families at all."""

    key = "sysadmin"
    name = "System administrator"
    short = "Administrator"
    held_by = "A member of the team that runs the service's computers."
    everywhere = SETS_UP | {P.MANAGE_ACCOUNTS}
    is_worker = False


ROLES: dict[str, type[Role]] = {
    role.key: role
    for role in (
        ConsultantSocialWorker,
        SocialWorker,
        ChildPractitioner,
        Clinician,
        UnitCoordinator,
        GroupManager,
        HeadOfService,
        IndependentChair,
        FrontDoorWorker,
        EmergencyDuty,
        QualityAssurance,
        Coder,
        PerformanceAnalyst,
        Evaluator,
        PartnerProfessional,
        SystemAdministrator,
    )
}
ROLE_CHOICES = [(role.key, role.name) for role in ROLES.values()]


def keys_of(which: Callable[[type[Role]], bool]) -> list[str]:
    """The keys of all roles of which something is so, for asking the database."""
    return [key for key, role in ROLES.items() if which(role)]


def by_cover(away: type[Role], own: list[type[Role]]) -> frozenset[P]:
    """What somebody may do in the unit of a colleague whom they cover: what both may do by their posts, no more."""
    mine = frozenset[P]().union(*(role.permissions for role in own))
    return (away.permissions & mine) - NEVER_BY_COVER
