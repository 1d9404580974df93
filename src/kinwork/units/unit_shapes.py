"""The shapes of unit that the evaluations describe, as data: posts, work, load and rhythm, each with its source."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import TextChoices

from kinwork.access.roles import (
    ROLES,
    ChildPractitioner,
    Clinician,
    ConsultantSocialWorker,
    Role,
    SocialWorker,
    UnitCoordinator,
)
from kinwork.clocks.humanize import count

WEEKDAYS = [(0, "Monday"), (1, "Tuesday"), (2, "Wednesday"), (3, "Thursday"), (4, "Friday")]
EVERY_DAY = (0, 1, 2, 3, 4)


class Holds(TextChoices):
    """How a unit holds its families. Either way they are allocated to the unit, which answers for them."""

    JOINT = "joint", "Jointly: the whole unit works with each family"
    INDIVIDUAL = "individual", "Individually: each family has a named worker"


@dataclass(frozen=True)
class ShapePost:
    """A post of a shape: its role, which says what it may do; what it is called there; whether it shares the load."""

    role: str
    fte: str = "1"
    title: str = ""
    counts: bool = True

    @property
    def name(self) -> str:
        return self.title or ROLES[self.role].name


@dataclass(frozen=True)
class Rhythm:
    """When a unit meets: the usual weekdays, for how long, and what the source says of it."""

    days: tuple[int, ...]
    minutes: int
    words: str


@dataclass(frozen=True)
class UnitShape:
    """A shape of unit. What its source does not print is empty, and its words say so."""

    key: str
    name: str
    posts: tuple[ShapePost, ...]
    functions: tuple[str, ...]
    planned_load: str
    rhythm: Rhythm
    source: str
    planned_families: tuple[int, int] | None = None
    planned_children: dict[str, int] = field(default_factory=dict)  # by function
    holds: Holds = Holds.JOINT

    @property
    def posts_in_words(self) -> str:
        """'1 consultant social worker, 2 social workers, 1 clinician (0.5)'."""
        each: dict[tuple[str, str], int] = {}
        for post in self.posts:
            each[post.name, post.fte] = each.get((post.name, post.fte), 0) + 1
        return ", ".join(
            f"{count(number, name[:1].lower() + name[1:])}{f' ({fte})' if fte not in ('0', '1') else ''}"
            for (name, fte), number in each.items()
        )


def days_in_words(days: list[int] | tuple[int, ...]) -> str:
    """When a unit meets, as people say it.

    >>> days_in_words([1])
    'on Tuesdays'
    >>> days_in_words([0, 2, 4])
    'on Mondays, Wednesdays and Fridays'
    >>> days_in_words([0, 1, 2, 3, 4])
    'every working day'
    """
    if len(days) == len(WEEKDAYS):
        return "every working day"
    names = [f"{dict(WEEKDAYS)[day]}s" for day in sorted(days)]
    return "on " + (f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0])


def posts(csw: int = 0, sw: int = 0, cp: int = 0, uc: int = 0, clinician: str = "") -> tuple[ShapePost, ...]:
    """The posts of a unit whose members are called what their roles are called."""
    each: list[tuple[type[Role], str]] = [(ConsultantSocialWorker, "1")] * csw
    each += [(SocialWorker, "1")] * sw + [(ChildPractitioner, "1")] * cp
    each += [(Clinician, clinician)] if clinician else []
    each += [(UnitCoordinator, "1")] * uc
    return tuple(ShapePost(role.key, fte) for role, fte in each)


def manager(title: str, fte: str = "1") -> ShapePost:
    """Whoever leads and decides, and has no families of their own: not counted among the workers who share them."""
    return ShapePost(ConsultantSocialWorker.key, fte, title, counts=False)


def senior(title: str) -> ShapePost:
    """Whoever may decide and works with families too."""
    return ShapePost(ConsultantSocialWorker.key, title=title)


def some(number: str, role: type[Role], title: str = "", *, counts: bool = True) -> tuple[ShapePost, ...]:
    """So many full-time equivalents as posts of at most a full week: 2.3 are two whole ones and one of 0.3.

    >>> [post.fte for post in some("2.3", UnitCoordinator)]
    ['1', '1', '0.3']
    """
    whole, _, part = number.partition(".")
    each = ["1"] * int(whole) + ([f"0.{part}"] if part else [])
    return tuple(ShapePost(role.key, fte, title, counts) for fte in each)


WEEKLY = Rhythm((1,), 180, "weekly")
TEAM_WEEKLY = "the report tells of no regular meeting; set to once a week"
HALF_DAY = 90  # minutes: a start, where the source gives none

SYSTEMIC_FUNCTIONS = ("child_in_need", "assessment", "looked_after", "leaving_care", "disability")


def _described() -> tuple[UnitShape, ...]:
    return (
        UnitShape(
            "systemic",
            "Systemic unit (Hackney)",
            posts(csw=1, sw=1, cp=1, uc=1, clinician="0.5"),
            SYSTEMIC_FUNCTIONS,
            "15–18 families, children in the high twenties",
            WEEKLY,
            "Forrester et al. 2013, section 1.1, chapter 5",
            (15, 18),
            dict.fromkeys(SYSTEMIC_FUNCTIONS, 28),
        ),
        UnitShape(
            "swwff",
            "SW:WFF unit (Cambridgeshire)",
            posts(csw=1, sw=2, uc=1, clinician="0.5"),
            ("child_in_need", "assessment", "looked_after", "disability"),
            "Child in Need 35 children, Access 40; 12–45 families seen",
            WEEKLY,
            "SW:WFF 2014, chapter 1, managers' interviews",
            (12, 45),
            {"child_in_need": 35, "assessment": 40},
        ),
        UnitShape(
            "kft",
            "Keeping Families Together unit",
            posts(csw=1, sw=1, cp=1, uc=1, clinician="0.5"),
            ("edge_of_care",),
            "small; teenagers on the edge of care, twelve weeks (FAMILY approach)",
            Rhythm((1,), 180, "weekly, the plan of each family looked at every time"),
            "Bostock et al. 2017, Keeping Families Together",
        ),
        UnitShape(
            "harrow_cin",
            "Child in Need unit (Harrow)",
            posts(csw=1, sw=4, cp=1, uc=1, clinician="0.3"),
            ("child_in_need",),
            "larger",
            WEEKLY,
            "Bostock et al. 2017, appendix on unit structures",
        ),
        UnitShape(
            "harrow_assess",
            "Assessment unit (Harrow)",
            posts(csw=1, sw=2, cp=1, uc=1, clinician="0.3"),
            ("assessment",),
            "not printed",
            WEEKLY,
            "Bostock et al. 2017, appendix on unit structures",
        ),
        UnitShape(
            "neighbourhood",
            "Neighbourhood team (three boroughs)",
            (
                manager("Team manager"),
                senior("Advanced practitioner"),
                *some("5", SocialWorker),
                *some("1", Clinician),
                *some("1", UnitCoordinator, "Administrator"),
            ),
            ("child_in_need", "assessment"),
            "no figure printed; families stay from the first day of duty until they close",
            Rhythm((1,), HALF_DAY, "a reflective group or part of the team meeting; numbers of posts are a start"),
            "Cameron et al. 2016, delivery models compared (the integrated model), clinicians embedded in teams",
            holds=Holds.INDIVIDUAL,
        ),
        UnitShape(
            "borough_assess",
            "Assessment team (three boroughs)",
            (
                manager("Team manager"),
                senior("Advanced practitioner"),
                *some("5", SocialWorker),
                *some("1", ChildPractitioner, "Social work assistant"),
                *some("0.5", Clinician),
                *some("1", UnitCoordinator, "Administrator"),
            ),
            ("assessment", "front_door"),
            "no figure printed; families are seen three or four times and passed on",
            Rhythm((1,), HALF_DAY, "a reflective group or part of the team meeting; numbers of posts are a start"),
            "Cameron et al. 2016, delivery models compared (the transfer model), appendix 3",
            holds=Holds.INDIVIDUAL,
        ),
        UnitShape(
            "conventional",
            "Conventional team",
            (
                manager("Team manager"),
                manager("Deputy team manager"),
                manager("Deputy team manager"),
                *some("12", SocialWorker),
                *some("1", UnitCoordinator, "Administrator"),
            ),
            ("child_in_need", "assessment", "looked_after", "leaving_care", "disability"),
            "individual allocation; supervision groups of 5–6",
            Rhythm((1,), HALF_DAY, "meant to be fortnightly and often less; supervision about once a month"),
            "Forrester et al. 2013, chapters 2 and 4 (team manager, deputies, 12–15 social workers)",
            holds=Holds.INDIVIDUAL,
        ),
    )


def _pilots() -> tuple[UnitShape, ...]:
    """The eleven Remodelling pilots. In Derbyshire, Tower Hamlets and Wirral two teams had shapes of their own."""
    return (
        UnitShape(
            "banes",
            "Integrated solutions team (Bath & North-East Somerset)",
            (
                ShapePost(UnitCoordinator.key, "1", "Pilot manager (projects)"),
                senior("Senior practitioner, community-based assessment"),
                *some("2", SocialWorker),
                *some("0.5", SocialWorker),
                *some("0.5", SocialWorker),
                *some("1", ChildPractitioner, "Social work assistant"),
                *some("0.8", ChildPractitioner, "Contact support officer", counts=False),
                *some("0.8", ChildPractitioner, "Contact support officer", counts=False),
                *some("1", UnitCoordinator, "Administrator"),
            ),
            ("child_in_need", "early_help"),
            "not printed; families from universal services to care proceedings; part-time posts set to half a week",
            Rhythm((1,), HALF_DAY, "review days of each community-based assessment fixed at its first meeting"),
            "Baginsky et al. 2011, section 3, Bath & North-East Somerset",
            holds=Holds.INDIVIDUAL,
        ),
        UnitShape(
            "birmingham",
            "Placement breakdown team (Birmingham)",
            (
                manager("Project manager"),
                *some("2", SocialWorker),
                *some("1", ChildPractitioner, "Social work assistant"),
                *some("1", UnitCoordinator, "Team assistant"),
            ),
            ("edge_of_care",),
            "not printed; young people considered for care, an intensive assessment in the first four weeks",
            Rhythm((1,), HALF_DAY, "regular, with the education, drug and alcohol, and mental health workers there"),
            "Baginsky et al. 2011, section 3, Birmingham",
            holds=Holds.INDIVIDUAL,
        ),
        UnitShape(
            "derby_north",
            "Rural access team, north (Derbyshire)",
            (
                manager("Pilot manager"),
                *some("4", SocialWorker),
                *some("2", ChildPractitioner, "Social work support worker"),
                *some("1", UnitCoordinator, "Administrator"),
            ),
            ("child_in_need", "assessment"),
            "not printed; a generic brief in rural communities",
            Rhythm((1,), HALF_DAY, f"up to a day a week in a partner agency; {TEAM_WEEKLY}"),
            "Baginsky et al. 2011, section 3, Derbyshire",
            holds=Holds.INDIVIDUAL,
        ),
        UnitShape(
            "derby_south",
            "Rural access team, south (Derbyshire)",
            (
                senior("Social work manager"),
                *some("3", SocialWorker),
                *some("2", ChildPractitioner, "Social work support worker"),
                *some("1", UnitCoordinator, "Administrator"),
            ),
            ("child_in_need", "assessment"),
            "not printed; a generic brief in rural communities",
            Rhythm((1,), HALF_DAY, f"up to a day a week in a partner agency; {TEAM_WEEKLY}"),
            "Baginsky et al. 2011, section 3, Derbyshire",
            holds=Holds.INDIVIDUAL,
        ),
        UnitShape(
            "tyneside",
            "Area children’s team (North Tyneside)",
            (
                manager("Team manager"),
                *some("2", SocialWorker),
                *some("1.5", ChildPractitioner, "Early intervention worker"),
                *some("1", UnitCoordinator, "Administrator"),
            ),
            ("early_help",),
            "not printed; families below the threshold, a social worker and an early intervention worker together",
            Rhythm((1,), HALF_DAY, "a regular meeting with other agencies at which new families are allocated"),
            "Baginsky et al. 2011, section 3, North Tyneside",
        ),
        UnitShape(
            "rochdale",
            "Edge of care team (Rochdale)",
            (
                manager("Team manager"),
                senior("Senior practitioner"),
                *some("3", SocialWorker),
                *some("1", UnitCoordinator, "Administrator"),
            ),
            ("edge_of_care", "looked_after"),
            "protected and much reduced; no figure printed; two or three visits a week to a young person",
            Rhythm((1,), HALF_DAY, f"an answer within 24 hours to whoever asks for accommodation; {TEAM_WEEKLY}"),
            "Baginsky et al. 2011, section 3, Rochdale",
            holds=Holds.INDIVIDUAL,
        ),
        UnitShape(
            "sheffield",
            "Social work consultants (Sheffield)",
            (
                manager("Service improvement manager", "0"),
                *some("4", SocialWorker, "Social work consultant", counts=False),
                *some("1", UnitCoordinator, "Business support officer"),
                *some("1", UnitCoordinator, "Project officer"),
            ),
            ("staff_development",),
            "no families: they coach and train those who have",
            Rhythm((1,), HALF_DAY, f"a network of newly qualified workers each month; {TEAM_WEEKLY}"),
            "Baginsky et al. 2011, section 3, Sheffield",
        ),
        UnitShape(
            "shropshire",
            "Social work in multi-agency teams (Shropshire)",
            (
                manager("Head of integrated working", "0"),
                manager("Team manager"),
                manager("Team manager"),
                ShapePost(SocialWorker.key, title="Senior social worker"),
                *some("1", SocialWorker),
                *some("2", ChildPractitioner, "Support-plus worker"),
                *some("1", ChildPractitioner, "Participation worker"),
                *some("1", UnitCoordinator, "Administrator"),
            ),
            ("early_help", "child_in_need"),
            "protected; no figure printed",
            Rhythm((1,), HALF_DAY, f"a team around the child for each; {TEAM_WEEKLY}"),
            "Baginsky et al. 2011, section 3, Shropshire (two of five teams)",
        ),
        UnitShape(
            "pod",
            "Pod (Somerset)",
            (
                manager("Team leader", "0.5"),
                *some("4", SocialWorker),
                *some("2", ChildPractitioner, "Family support worker"),
                *some("3", UnitCoordinator, "Administrator"),
            ),
            ("child_in_need", "assessment"),
            "75 cases",
            Rhythm(EVERY_DAY, 30, "every morning; group supervision and workshops besides"),
            "Baginsky et al. 2011, section 3, Somerset",
            (75, 75),
        ),
        UnitShape(
            "towerhamlets_fs",
            "Mentoring in family support and protection (Tower Hamlets)",
            (
                manager("Pilot manager", "0"),
                *some("1", SocialWorker, "Consultant social worker (mentor)", counts=False),
                *some("2", UnitCoordinator, "Administrator"),
            ),
            ("staff_development",),
            "no families of its own: one mentor and two administrators for four teams",
            Rhythm((1,), HALF_DAY, f"sessions one to one and in groups; {TEAM_WEEKLY}"),
            "Baginsky et al. 2011, section 3, Tower Hamlets",
        ),
        UnitShape(
            "towerhamlets_ps",
            "Placement stability (Tower Hamlets)",
            (
                manager("Pilot manager", "0"),
                *some("1", SocialWorker, "Placement stability officer"),
                *some("1", UnitCoordinator, "Administrator"),
            ),
            ("looked_after",),
            "not printed; placements that look vulnerable, beside the children’s own social workers",
            Rhythm((1,), HALF_DAY, TEAM_WEEKLY),
            "Baginsky et al. 2011, section 3, Tower Hamlets",
            holds=Holds.INDIVIDUAL,
        ),
        UnitShape(
            "westminster",
            "Social work in schools and a health centre (Westminster)",
            (
                manager("Manager"),
                *some("0.5", SocialWorker),
                *some("0.5", SocialWorker),
                *some("0.5", SocialWorker),
                *some("0.5", SocialWorker),
                *some("0.5", ChildPractitioner, "Family support worker"),
                *some("1", UnitCoordinator, "Administrator"),
            ),
            ("early_help",),
            "not printed; half of each week in the school or health centre, half in the home team",
            Rhythm((1,), HALF_DAY, "with up to fifteen professionals of the secondary school four times a year"),
            "Baginsky et al. 2011, section 3, Westminster",
            holds=Holds.INDIVIDUAL,
        ),
        UnitShape(
            "wirral_front",
            "Area and assessment team together (Wirral)",
            (
                manager("Area team leader"),
                ShapePost(SocialWorker.key, title="Area social worker"),
                *some("1.5", ChildPractitioner, "Family support worker (area)"),
                *some("1", ChildPractitioner, "Educational social worker"),
                *some("1", ChildPractitioner, "Youth outreach worker"),
                *some("1", UnitCoordinator, "Information sharing co-ordinator"),
                manager("Team leader"),
                senior("Senior practitioner"),
                *some("5", SocialWorker),
                *some("1.5", ChildPractitioner, "Family support worker (assessment)"),
                *some("2.3", UnitCoordinator, "Administrator"),
            ),
            ("front_door", "assessment"),
            "not printed; one front door for prevention and assessment",
            Rhythm((1,), HALF_DAY, f"with other agencies of the area four times a year; {TEAM_WEEKLY}"),
            "Baginsky et al. 2011, table 3.1, Wirral",
            holds=Holds.INDIVIDUAL,
        ),
        UnitShape(
            "wirral_care",
            "Care management team (Wirral)",
            (
                manager("Team leader"),
                *some("9", SocialWorker),
                *some("2.5", UnitCoordinator, "Administrator"),
            ),
            ("child_in_need", "looked_after"),
            "not printed",
            Rhythm((1,), HALF_DAY, TEAM_WEEKLY),
            "Baginsky et al. 2011, table 3.1, Wirral",
            holds=Holds.INDIVIDUAL,
        ),
    )


def _own() -> UnitShape:
    return UnitShape(
        "own",
        "A shape of its own",
        (),
        (),
        "as you decide",
        Rhythm((1,), 180, "as the unit decides"),
        "the authority",
    )


PILOTS = _pilots()
UNIT_SHAPES = {shape.key: shape for shape in (*_described(), *PILOTS, _own())}

FRONT_DOOR = "front_door"
FUNCTIONS = [
    (FRONT_DOOR, "First response"),
    ("assessment", "Assessment"),
    ("child_in_need", "Child in Need"),
    ("looked_after", "Looked After"),
    ("leaving_care", "Leaving Care"),
    ("disability", "Disability"),
    ("edge_of_care", "Edge of care"),
    ("early_help", "Early help"),
    ("staff_development", "Staff development"),
    ("service", "Team of the whole service"),
]
