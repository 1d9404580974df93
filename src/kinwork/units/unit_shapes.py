"""Unit templates as data: the shapes of unit that the evaluations describe, each with its source."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True)
class UnitShape:
    """A shape of unit: posts as (role, full-time equivalent) and the load that it was planned for."""

    key: str
    name: str
    posts: tuple[tuple[str, str], ...]
    planned_families: tuple[int, int] | None
    planned_load: str
    meets: str
    source: str

    @property
    def posts_in_words(self) -> str:
        """'1 consultant social worker, 2 social workers, 1 clinician (0.5)'."""
        each: dict[tuple[str, str], int] = {}
        for role, fte in self.posts:
            each[role, fte] = each.get((role, fte), 0) + 1
        return ", ".join(
            f"{count(number, ROLES[role].name.lower())}{f' ({fte})' if fte != '1' else ''}"
            for (role, fte), number in each.items()
        )


def posts(csw: int = 0, sw: int = 0, cp: int = 0, uc: int = 0, clinician: str = "") -> tuple[tuple[str, str], ...]:
    each: list[tuple[type[Role], str]] = [(ConsultantSocialWorker, "1")] * csw
    each += [(SocialWorker, "1")] * sw + [(ChildPractitioner, "1")] * cp
    each += [(Clinician, clinician)] if clinician else []
    each += [(UnitCoordinator, "1")] * uc
    return tuple((role.key, fte) for role, fte in each)


UNIT_SHAPES = {
    template.key: template
    for template in (
        UnitShape(
            "systemic",
            "Systemic unit (Hackney)",
            posts(csw=1, sw=1, cp=1, uc=1, clinician="0.5"),
            (15, 18),
            "15–18 families, children in the high twenties",
            "weekly",
            "Forrester et al. 2013, section 1.1, chapter 5",
        ),
        UnitShape(
            "swwff",
            "SW:WFF unit (Cambridgeshire)",
            posts(csw=1, sw=2, uc=1, clinician="0.5"),
            (12, 45),
            "Child in Need 35 children, Access 40; 12–45 families seen",
            "weekly",
            "SW:WFF 2014, chapter 1, managers' interviews",
        ),
        UnitShape(
            "kft",
            "Keeping Families Together unit",
            posts(csw=1, sw=1, cp=1, uc=1, clinician="0.5"),
            None,
            "small; teenagers on the edge of care, twelve weeks (FAMILY approach)",
            "weekly",
            "Bostock et al. 2017, Keeping Families Together",
        ),
        UnitShape(
            "harrow_cin",
            "Child in Need unit (Harrow)",
            posts(csw=1, sw=4, cp=1, uc=1, clinician="0.3"),
            None,
            "larger",
            "weekly",
            "Bostock et al. 2017, appendix on unit structures",
        ),
        UnitShape(
            "pod",
            "Pod (Somerset)",
            posts(sw=4, cp=2, uc=3),
            (75, 75),
            "75 cases",
            "every morning",
            "Baginsky et al. 2011, section 3, Somerset",
        ),
        UnitShape(
            "conventional",
            "Conventional team",
            posts(csw=1, sw=13),
            None,
            "individual allocation; supervision groups of 5–6",
            "as the team decides",
            "Forrester et al. 2013, chapters 2 and 4 (team manager, deputies, 12–15 social workers)",
        ),
        UnitShape(
            "pilot",
            "Pilot team (area, front door, placement stability, in-school …)",
            (),
            None,
            "each of the eleven pilots had its own",
            "as the team decides",
            "Baginsky et al. 2011, section 3",
        ),
    )
}

FUNCTIONS = [
    ("front_door", "First response"),
    ("assessment", "Assessment"),
    ("child_in_need", "Child in Need"),
    ("looked_after", "Looked After"),
    ("leaving_care", "Leaving Care"),
    ("disability", "Disability"),
    ("edge_of_care", "Edge of care"),
    ("early_help", "Early help"),
    ("service", "Team of the whole service"),
]
