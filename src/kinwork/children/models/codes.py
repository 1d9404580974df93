"""The codes by which England's returns call things, each with words for a page.

Sources: Department for Education, Children in need census and Children looked-after data return (SSDA903), code sets
of the collections 2023 to 2027.
"""

from __future__ import annotations

from django.db import models

from kinwork.cases.codes import NO_LONGER_GIVEN, Abuse, LegalStatusCode

__all__ = [
    "NO_LONGER_GIVEN", "TEMPORARY", "Abuse", "CareEnd", "EpisodeEnd", "LegalStatusCode", "Participation",
    "PlacementChange", "PlacementType", "PrimaryNeed", "Provider", "ReferralSource",
]  # fmt: skip


class ReferralSource(models.TextChoices):
    """Who referred. Children in need census."""

    FAMILY = "1A", "Family member, relative or carer"
    ACQUAINTANCE = "1B", "Friend, neighbour or childminder"
    CHILD = "1C", "The child"
    INDIVIDUAL = "1D", "Another individual"
    SCHOOL = "2A", "School"
    EDUCATION = "2B", "Education service"
    GP = "3A", "GP"
    HEALTH_VISITOR = "3B", "Health visitor"
    SCHOOL_NURSE = "3C", "School nurse"
    PRIMARY_HEALTH = "3D", "Other primary health service"
    EMERGENCY = "3E", "Accident and emergency"
    HEALTH = "3F", "Other health service"
    HOUSING = "4", "Housing"
    SOCIAL_CARE = "5A", "This authority: social care"
    INTERNAL = "5B", "This authority: another department"
    AUTHORITY = "5C", "Another authority"
    EARLY_HELP = "5D", "This authority: early help"
    POLICE = "6", "Police"
    LEGAL = "7", "Court, probation, immigration, CAFCASS"
    OTHER = "8", "Other, such as a voluntary agency"
    ANONYMOUS = "9", "Anonymous"
    UNKNOWN = "10", "Not known"


class PrimaryNeed(models.TextChoices):
    """Why the child is in need. Children in need census; SSDA903 asks the same as category of need."""

    ABUSE = "N1", "Abuse, neglect or exploitation"
    DISABILITY = "N2", "Child’s disability"
    PARENT = "N3", "Parent’s illness or disability"
    STRESS = "N4", "Family in acute stress"
    DYSFUNCTION = "N5", "Family dysfunction"
    BEHAVIOUR = "N6", "Socially unacceptable behaviour"
    INCOME = "N7", "Low income"
    ABSENT = "N8", "Absent parenting"
    ADOPTION = "N9", "Not a child in need (adoption support)"
    NOT_STATED = "N0", "Not stated"


class EpisodeEnd(models.TextChoices):
    """Why a child's episode closed. Children in need census."""

    ADOPTED = "RC1", "Adopted"
    DIED = "RC2", "Died"
    ARRANGEMENTS = "RC3", "Child arrangements order"
    GUARDIANSHIP = "RC4", "Special guardianship order"
    AUTHORITY = "RC5", "Moved to another authority"
    ADULTS = "RC6", "Moved to adult services"
    CEASED = "RC7", "Services ended for another reason"
    NO_ACTION = "RC8", "Closed after assessment, no further action"
    EARLY_HELP = "RC9", "Closed after assessment, referred to early help"


class PlacementType(models.TextChoices):
    """Where a child is placed. SSDA903."""

    FOSTER_KIN_LONG = "U1", "Fostered by relative or friend, long term"
    FOSTER_KIN_ADOPT = "U2", "Fostered by relative or friend, fostering for adoption"
    FOSTER_KIN = "U3", "Fostered by relative or friend"
    FOSTER_LONG = "U4", "Foster carer, long term"
    FOSTER_ADOPT = "U5", "Foster carer, fostering for adoption"
    FOSTER = "U6", "Foster carer"
    PARENTS = "P1", "With parents"
    HOME = "K2", "Children’s home"
    SECURE = "K1", "Secure children’s home"
    SUPPORTED = "K3", "Supported accommodation"
    SEMI_INDEPENDENT = "H5", "Semi-independent living (until 2024)"
    INDEPENDENT = "P2", "Independent living (until 2024)"
    EMPLOYMENT = "P3", "Residential employment"
    RESIDENTIAL = "R1", "Residential care home"
    HEALTH = "R2", "Hospital or other health establishment"
    FAMILY_CENTRE = "R3", "Family centre or mother and baby unit"
    CUSTODY = "R5", "Young offender institution"
    SCHOOL = "S1", "Residential school"
    ADOPT_CONSENT_SAME = "A3", "For adoption with consent, with the foster carer"
    ADOPT_CONSENT = "A4", "For adoption with consent, not with the foster carer"
    ADOPT_ORDER_SAME = "A5", "For adoption by placement order, with the foster carer"
    ADOPT_ORDER = "A6", "For adoption by placement order, not with the foster carer"
    TEMPORARY = "T0", "Temporary: any"
    HOSPITAL = "T1", "Temporary: in hospital"
    HOLIDAY = "T2", "Temporary: on holiday"
    CARERS_AWAY = "T3", "Temporary: carers on holiday"
    TEMPORARY_OTHER = "T4", "Temporary: other, up to seven days"
    OTHER = "Z1", "Other (until 2025)"


TEMPORARY = ("T0", "T1", "T2", "T3", "T4")


class Provider(models.TextChoices):
    """Who provides the placement. SSDA903."""

    PARENTS = "PR0", "Parents"
    OWN = "PR1", "This authority"
    AUTHORITY = "PR2", "Another authority"
    PUBLIC = "PR3", "Other public body"
    PRIVATE = "PR4", "Private"
    VOLUNTARY = "PR5", "Voluntary"


class PlacementChange(models.TextChoices):
    """Why a placement ended. SSDA903."""

    PLAN = "CARPL", "As planned"
    CLOSED = "CLOSE", "The home closed or the carer resigned"
    ALLEGATION = "ALLEG", "Allegation"
    STANDARDS = "STAND", "Standards of care"
    APPROVAL = "APPRR", "Approval was withdrawn"
    CARER_BEHAVIOUR = "CREQB", "Carer asked, because of the child’s behaviour"
    CARER = "CREQO", "Carer asked, for another reason"
    CHILD = "CHILD", "Child asked"
    AUTHORITY = "LAREQ", "This authority asked"
    STATUS = "PLACE", "Only the kind of placement changed"
    CUSTODY = "CUSTOD", "Custody"
    OTHER = "OTHER", "Other"


class CareEnd(models.TextChoices):
    """Why a child stopped being looked after. SSDA903."""

    HOME_PLANNED = "E4A", "Home, planned"
    HOME_UNPLANNED = "E4B", "Home, not planned"
    ELSEWHERE = "E13", "To people without parental responsibility"
    ARRANGEMENTS = "E41", "Child arrangements order"
    SGO_CARERS_KIN = "E45", "Special guardianship: relatives who had fostered"
    SGO_CARERS = "E46", "Special guardianship: other former foster carers"
    SGO_KIN = "E47", "Special guardianship: relatives or friends"
    SGO_OTHER = "E48", "Special guardianship: others"
    ADOPTED = "E11", "Adopted, unopposed"
    ADOPTED_DISPENSED = "E12", "Adopted, consent dispensed with"
    SUPPORTED = "E5", "Independent living with support"
    INDEPENDENT = "E6", "Independent living without support"
    STAYED = "E17", "18, stayed with carers"
    ADULT_CARE = "E7", "Adult residential care"
    AUTHORITY = "E3", "Care taken over by another authority"
    REMAND = "E14", "Remand ended"
    CUSTODY = "E9", "Custody"
    ADULT = "E15", "Found to be 18 or over"
    ABROAD = "E16", "Moved abroad"
    DIED = "E2", "Died"
    OTHER = "E8", "Another reason"


class Participation(models.TextChoices):
    """How a child took part in a review. SSDA903; used for child protection reviews too."""

    UNDER_FOUR = "PN0", "Under 4"
    SPOKE = "PN1", "Was there and spoke"
    ADVOCATE = "PN2", "Was there, an advocate spoke"
    WITHOUT_WORDS = "PN3", "Was there, spoke without words"
    SILENT = "PN4", "Was there, did not speak and no one spoke for them"
    BRIEFED = "PN5", "Was not there, an advocate spoke"
    SENT = "PN6", "Was not there, sent their views"
    NOTHING = "PN7", "Was not there, no views"
