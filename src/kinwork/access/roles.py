"""The roles of a systemic unit, who may hold each, and what each lets its holder do in the unit where the post is.

Source of the roles: domain.md section 1 (Hackney, SW:WFF, KFT and Harrow units). A role is held through a post, from
a date to a date; leaving the post ends it that day.
"""

from __future__ import annotations

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
    }
)
RUNS_THE_MEETING = frozenset({P.OPEN_MEETING, P.ORDER_AGENDA, P.OPEN_FAMILY})
DECIDES = frozenset({P.DECIDE, P.CLOSE_MEETING, P.CLOSE_FAMILY, P.NAME_DEPUTY})

# What a colleague of the buddy unit may do when the unit is short: see, and act for its families; not decide.
AS_BUDDY = frozenset({P.SEE_UNIT, P.SEE_FAMILY, P.EDIT_FAMILY, P.WRITE_MINUTES, P.DO_TASK})

# What a named deputy may do besides their own role, while named.
AS_DEPUTY = RUNS_THE_MEETING | frozenset({P.DECIDE, P.CLOSE_MEETING, P.CLOSE_FAMILY})


class Role:
    """A kind of post."""

    key: ClassVar[str]
    name: ClassVar[str]
    short: ClassVar[str]
    held_by: ClassVar[str]
    permissions: ClassVar[frozenset[P]]
    is_worker: ClassVar[bool] = True  # counted in families per worker (unit coordinators and managers are not)


class ConsultantSocialWorker(Role):
    """Leads the unit, is accountable for its families, decides."""

    key = "csw"
    name = "Consultant social worker"
    short = "CSW"
    held_by = "A registered social worker appointed to lead a unit."
    permissions = EVERYONE_IN_A_UNIT | RUNS_THE_MEETING | DECIDES


class SocialWorker(Role):
    """Works with the unit's families, holds statutory tasks."""

    key = "sw"
    name = "Social worker"
    short = "SW"
    held_by = "A registered social worker."
    permissions = EVERYONE_IN_A_UNIT


class ChildPractitioner(Role):
    """Works directly with children and parents; also called family practitioner."""

    key = "cp"
    name = "Child practitioner"
    short = "CP"
    held_by = "A practitioner, registered or not, who works directly with children."
    permissions = EVERYONE_IN_A_UNIT


class Clinician(Role):
    """Brings systemic hypotheses and short pieces of clinical work; holds no case."""

    key = "clinician"
    name = "Clinician"
    short = "Clinician"
    held_by = "A family therapist or clinical psychologist, often half in each of two units."
    permissions = EVERYONE_IN_A_UNIT


class UnitCoordinator(Role):
    """Minutes the meeting live, runs diaries, messages and payments."""

    key = "uc"
    name = "Unit coordinator"
    short = "UC"
    held_by = "The unit's administrator and first voice on the telephone."
    permissions = EVERYONE_IN_A_UNIT | RUNS_THE_MEETING
    is_worker = False


class GroupManager(Role):
    """Answers for several units: sees, staffs and may decide in the CSW's place."""

    key = "gm"
    name = "Group manager"
    short = "Group manager"
    held_by = "A manager of several units."
    permissions = EVERYONE_IN_A_UNIT | RUNS_THE_MEETING | DECIDES | {P.STAFF_UNIT}
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
    )
}
ROLE_CHOICES = [(role.key, role.name) for role in ROLES.values()]
