"""Whole authorities as data: which units of which shape one would make to begin with, each with its source.

Few sources print how many units of each kind there were. Where they do, the numbers are theirs; where not, they are a
start and the words say so. Names, numbers and days are changed on the page before anything is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .unit_shapes import UNIT_SHAPES, UnitShape

MOST_OF_A_KIND = 30
MOST_UNITS = 80


@dataclass(frozen=True)
class Group:
    """So many units alike: what they do, their shape, and what they are called before their number."""

    key: str
    called: str
    function: str
    shape_key: str
    number: int

    @property
    def shape(self) -> UnitShape:
        return UNIT_SHAPES[self.shape_key]


@dataclass(frozen=True)
class AuthorityTemplate:
    """A way of arranging a whole service. ``pairs``: two units of a kind are each other's buddy."""

    key: str
    name: str
    words: str
    source: str
    groups: tuple[Group, ...]
    pairs: bool = False


@dataclass(frozen=True)
class PlannedUnit:
    """One unit that would be made. ``key`` names it on the page while it is nowhere else."""

    key: str
    group: Group
    name: str
    days: tuple[int, ...]


AUTHORITY_TEMPLATES = {
    template.key: template
    for template in (
        AuthorityTemplate(
            "hackney",
            "Systemic units throughout (Hackney)",
            "A front door, then small systemic units by what they do, each holding its families together. The numbers "
            "of units are those of the systemic authority in the evaluation; it tells neither how its front door was "
            "staffed, which is set here as one area and assessment team, nor how many units there were for disability.",
            "Forrester et al. 2013, sections 1.2 and 2.4",
            (
                Group("front", "First Response", "front_door", "wirral_front", 1),
                Group("assess", "Assessment", "assessment", "systemic", 11),
                Group("cin", "Child in Need", "child_in_need", "systemic", 10),
                Group("lac", "Looked After", "looked_after", "systemic", 7),
                Group("leaving", "Leaving Care", "leaving_care", "systemic", 3),
                Group("disability", "Disability", "disability", "systemic", 1),
            ),
            pairs=True,
        ),
        AuthorityTemplate(
            "cambridgeshire",
            "Social Work: Working for Families (Cambridgeshire)",
            "An integrated access team, then Access units in turn on duty, Child in Need, Looked After and Disability "
            "units, in pairs that cover for one another. There were 46 units; how many of each kind is not printed, so "
            "the numbers are a start.",
            "SW:WFF 2014, chapter 1 and managers' interviews",
            (
                Group("front", "Integrated Access", "front_door", "wirral_front", 1),
                Group("assess", "Access", "assessment", "swwff", 14),
                Group("cin", "Child in Need", "child_in_need", "swwff", 20),
                Group("lac", "Looked After", "looked_after", "swwff", 9),
                Group("disability", "Disability", "disability", "swwff", 2),
            ),
            pairs=True,
        ),
        AuthorityTemplate(
            "boroughs",
            "Focus on Practice (three boroughs)",
            "Teams stay teams and everyone is trained; clinicians sit among them. Neighbourhood teams keep a family "
            "from its first day of duty to its end; where assessment teams are the front door, families are passed on. "
            "Set the number of either to nothing for one way only. Numbers are a start: none is printed.",
            "Cameron et al. 2016, delivery models compared",
            (
                Group("neighbourhood", "Neighbourhood", "child_in_need", "neighbourhood", 4),
                Group("assess", "Assessment", "assessment", "borough_assess", 2),
                Group("locality", "Locality", "child_in_need", "neighbourhood", 4),
                Group("lac", "Looked After", "looked_after", "neighbourhood", 2),
            ),
        ),
        AuthorityTemplate(
            "conventional",
            "Conventional teams",
            "Large teams under a manager and deputies; each family has one social worker. The numbers of teams are "
            "those of the first conventional authority in the evaluation.",
            "Forrester et al. 2013, sections 1.3 and 2.4",
            (
                Group("assess", "Assessment", "assessment", "conventional", 2),
                Group("cin", "Child in Need", "child_in_need", "conventional", 2),
                Group("lac", "Looked After", "looked_after", "conventional", 2),
                Group("leaving", "Leaving Care", "leaving_care", "conventional", 1),
            ),
        ),
        AuthorityTemplate(
            "mixed",
            "Units beside teams (mixed)",
            "Systemic units for children in need and on the edge of care, conventional teams for the rest: as in the "
            "authorities that brought units in step by step. Numbers are a start: none is printed.",
            "Bostock et al. 2017, unit structures and Keeping Families Together",
            (
                Group("assess", "Assessment", "assessment", "conventional", 2),
                Group("cin", "Child in Need", "child_in_need", "harrow_cin", 4),
                Group("edge", "Keeping Families Together", "edge_of_care", "kft", 1),
                Group("lac", "Looked After", "looked_after", "conventional", 1),
                Group("leaving", "Leaving Care", "leaving_care", "conventional", 1),
            ),
        ),
    )
}


def planned(template: AuthorityTemplate, numbers: Mapping[str, int]) -> list[PlannedUnit]:
    """The units that a template gives, with so many of each group (the template's own number where none is said).

    Those that meet once a week meet on different days in turn, so that a clinician can be in two of them.
    """
    return list(_planned(template, numbers))


def _planned(template: AuthorityTemplate, numbers: Mapping[str, int]) -> Iterator[PlannedUnit]:
    turn = 0
    for group in template.groups:
        number = numbers.get(group.key, group.number)
        for nth in range(1, number + 1):
            days = group.shape.rhythm.days
            if len(days) == 1:
                days, turn = ((days[0] + turn) % 5,), turn + 1
            name = group.called if number == 1 else f"{group.called} {nth}"
            yield PlannedUnit(f"{group.key}-{nth}", group, name, days)
