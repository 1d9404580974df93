"""A plan with everything in it, and each child's plan in law beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch

from kinwork.access.sql import tuples
from kinwork.cases.codes import CATEGORIES
from kinwork.children.models import NeedPlanKind, Permanence
from kinwork.clocks.humanize import long_day, lower_first
from kinwork.families.models import FamilyMember
from kinwork.meetings.models import Task, TaskState
from kinwork.people.models import BirthKind, Person

from ..models import Agreement, Aim, AimChild, AimKeptFrom, AimState, Plan, PlanReview, PlanStep, StepChild


@dataclass(frozen=True)
class Named:
    """A child as the plan calls them: one who has no first name yet, by what they are in the family."""

    person_id: int
    name: str
    short_name: str


@dataclass(frozen=True)
class StepLine:
    """A task under an aim, and of which children."""

    step: PlanStep
    children: list[Named]

    @property
    def task(self) -> Task:
        return self.step.task

    @property
    def who(self) -> str:
        return self.task.owner.full_name if self.task.owner else self.task.agency

    @property
    def is_open(self) -> bool:
        return self.task.state == TaskState.OPEN


@dataclass(frozen=True)
class AimLine:
    """An aim, of which children, and its steps: those that are open first, by day."""

    aim: Aim
    children: list[Named]
    steps: list[StepLine]
    kept_from: list[Named] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.aim.state == AimState.OPEN

    def is_of(self, person_id: int) -> bool:
        """Whether a child has part in it: one of the whole family's is everybody's."""
        own = {one.person_id for one in self.children}
        return (
            not own
            or person_id in own
            or any(one.person_id == person_id for step in self.steps for one in step.children)
        )


@dataclass
class PlanInFull:
    """A plan as its page shows it."""

    plan: Plan
    aims: list[AimLine]
    agreements: list[Agreement]
    reviews: list[PlanReview] = field(default_factory=list)

    @property
    def agreed(self) -> Agreement | None:
        """The last that stands."""
        return next((one for one in self.agreements if one.mistaken_at is None), None)

    @property
    def late(self) -> list[StepLine]:
        """Open steps with a day, the earliest first; whoever asks compares it with today."""
        dated = [one for aim in self.aims for one in aim.steps if one.is_open and one.task.due_on]
        return sorted(dated, key=lambda one: one.task.due_on or date.max)


def named(person: Person, role: str) -> Named:
    """A child with the name that there is, or "the baby".

    >>> named(Person(pk=1, family_name="Stone"), "unborn child").name
    'the unborn child'
    >>> named(Person(pk=1, given_name="Kian Joe", family_name="Stone"), "son").short_name
    'Kian'
    """
    if person.given_name or not role:
        return Named(person.pk, person.name, person.short_name)
    return Named(person.pk, f"the {role}", f"the {role}")


def plan_in_full(plan: Plan) -> PlanInFull:
    """Ten statements, however much is in it."""
    steps = PlanStep.objects.filter(taken_out_at=None).exclude(task__state=TaskState.MISTAKEN)
    steps = steps.select_related("task__owner").prefetch_related(
        Prefetch("children", StepChild.objects.select_related("person"))
    )
    aims = plan.aims.select_related("written_by").prefetch_related(
        Prefetch("children", AimChild.objects.select_related("person")),
        Prefetch("kept_from", AimKeptFrom.objects.select_related("person")),
        Prefetch("steps", steps),
    )
    roles = dict(FamilyMember.objects.filter(family_id=plan.involvement.family_id).values_list("person_id", "role"))
    lines = []
    for aim in aims:
        own = [
            StepLine(step, [named(one.person, roles.get(one.person_id, "")) for one in step.children.all()])
            for step in aim.steps.all()
        ]
        own.sort(key=lambda one: (not one.is_open, one.task.due_on or date.max, one.task.pk))
        whose = [named(one.person, roles.get(one.person_id, "")) for one in aim.children.all()]
        kept = [named(one.person, roles.get(one.person_id, "")) for one in aim.kept_from.all()]
        lines.append(AimLine(aim, whose, own, kept))
    lines.sort(key=lambda line: (not line.is_open, line.aim.position, line.aim.pk))
    agreements = list(plan.agreements.select_related("by", "mistaken_by"))
    return PlanInFull(plan, lines, agreements, list(plan.reviews.select_related("by", "mistaken_by")))


def plans_of(family_id: int) -> list[Plan]:
    """Every plan that a family had, the one that runs first. One statement."""
    found = Plan.objects.filter(involvement__family_id=family_id)
    found = found.select_related("involvement", "written_by", "ended_by")
    return sorted(found, key=lambda one: (one.ended_on is not None, -one.started_on.toordinal(), -one.pk))


def body_of(full: PlanInFull) -> dict[str, Any]:
    """The plan as it stands, for keeping: names and words, so that it reads the same for ever. No statement."""
    plan = full.plan
    return {
        "danger": plan.danger,
        "contingency": plan.contingency,
        "ending": plan.ending,
        "for_staff": plan.for_staff,
        "review_on": plan.review_on.isoformat() if plan.review_on else None,
        "aims": [
            {
                "id": line.aim.pk,
                "words": line.aim.words,
                "said_by": line.aim.said_by,
                "state": line.aim.get_state_display(),
                "for_staff": line.aim.is_for_staff,
                "kept_from": [{"id": one.person_id, "name": one.name} for one in line.kept_from],
                "children": [one.name for one in line.children],
                "steps": [
                    {
                        "id": one.task.pk,
                        "what": one.task.what,
                        "who": one.who,
                        "due": one.task.due_on.isoformat() if one.task.due_on else None,
                        "state": one.task.get_state_display(),
                        "for_staff": one.step.is_for_staff,
                        "children": [child.name for child in one.children],
                    }
                    for one in line.steps
                ],
            }
            for line in sorted(full.aims, key=lambda line: (line.aim.position, line.aim.pk))
        ],
    }


def kept_in(body: Mapping[str, Any]) -> dict[int, set[int]]:
    """Of each aim, from whom in the family it is kept. What was agreed before aims could be is kept from nobody."""
    return {aim["id"]: {one["id"] for one in aim.get("kept_from", ())} for aim in body["aims"]}


def for_family(
    body: Mapping[str, Any], readers: Collection[int] | None, also_kept: Mapping[int, set[int]]
) -> dict[str, Any]:
    """The same without what is not for them, and with nothing to show that it is left out. No statement.

    ``readers``: who reads this copy; None for everybody in the family, and then nothing is in it that is kept from
    any of them. ``also_kept``: from whom an aim is kept as the plan stands now, of a plan as it was agreed.
    """
    kept = {pk: people | also_kept.get(pk, set()) for pk, people in kept_in(body).items()}
    aims = []
    for aim in body["aims"]:
        is_kept = bool(kept[aim["id"]] if readers is None else kept[aim["id"]] & set(readers))
        if not aim["for_staff"] and not is_kept:
            steps = [step for step in aim["steps"] if not step["for_staff"]]
            aims.append({**{name: said for name, said in aim.items() if name != "kept_from"}, "steps": steps})
    return {**body, "for_staff": "", "aims": aims}


def tasks_to_put(family_id: int) -> list[Task]:
    """Open tasks of a family that stand in no plan. One statement."""
    there = PlanStep.objects.filter(taken_out_at=None).values("task_id")
    found = Task.objects.filter(family_id=family_id, state=TaskState.OPEN).exclude(pk__in=there)
    return list(found.select_related("owner"))


def people_of(family_id: int) -> list[Named]:
    """Everybody in the family who can read a copy of the plan, or be kept from an aim of it. One statement."""
    found = FamilyMember.objects.filter(family_id=family_id, person__is_deceased=False)
    found = found.exclude(person__born_kind=BirthKind.EXPECTED).select_related("person")
    return [named(one.person, one.role) for one in found.order_by("is_child", "position", "id")]


def children_of(family_id: int) -> list[Named]:
    """The children whom the plan is about. One statement."""
    found = FamilyMember.objects.filter(family_id=family_id, is_child=True, person__is_deceased=False)
    return [named(one.person, one.role) for one in found.select_related("person").order_by("position", "id")]


# Each child's plan in law, from the facts of its record, where it is kept: here it is shown, never typed again.
IN_LAW = """
SELECT person_id, 'need', started_on, kind, '' FROM children_needplan
WHERE withdrawn_at IS NULL AND ended_on IS NULL AND involvement_id = ANY (%(involvements)s)
UNION ALL SELECT p.person_id, 'protection', p.started_on, coalesce((
    SELECT c.category FROM children_plancategory c WHERE c.person_id = p.person_id AND c.withdrawn_at IS NULL
    AND c.on >= p.started_on ORDER BY c.on DESC, c.id DESC LIMIT 1), p.category), '' FROM children_protectionplan p
WHERE p.withdrawn_at IS NULL AND p.ended_on IS NULL AND p.involvement_id = ANY (%(involvements)s)
UNION ALL SELECT c.person_id, 'care', c.started_on, coalesce((
    SELECT l.permanence FROM children_careplan l WHERE l.person_id = c.person_id AND l.withdrawn_at IS NULL
    AND l.on >= c.started_on ORDER BY l.on DESC, l.id DESC LIMIT 1), ''), '' FROM children_careperiod c
WHERE c.withdrawn_at IS NULL AND c.ended_on IS NULL AND c.involvement_id = ANY (%(involvements)s)
UNION ALL SELECT p.person_id, 'court', p.started_on, '', '' FROM children_preproceedings p
WHERE p.withdrawn_at IS NULL AND p.ended_on IS NULL AND p.involvement_id = ANY (%(involvements)s)
UNION ALL (SELECT DISTINCT ON (person_id) person_id, 'pathway', "on", '', '' FROM children_pathwayplan
WHERE withdrawn_at IS NULL AND involvement_id = ANY (%(involvements)s) ORDER BY person_id, "on" DESC)
ORDER BY 3
"""


def plans_in_law(involvement_ids: list[int]) -> dict[int, list[str]]:
    """Of each child, what the plan is in law, in words. One statement."""
    found: dict[int, list[str]] = defaultdict(list)
    for person_id, kind, since, detail, _ in tuples(IN_LAW, involvements=involvement_ids):
        found[person_id].append(f"{_in_law(kind, detail)}, since {long_day(since)}")
    return dict(found)


def _in_law(kind: str, detail: str) -> str:
    if kind == "need":
        return str(NeedPlanKind(detail).label)
    if kind == "protection":
        return f"Child protection plan: {lower_first(CATEGORIES[detail])}"
    if kind == "care":
        return f"Care plan: {lower_first(str(Permanence(detail).label))}" if detail else "Looked after"
    return "Pre-proceedings" if kind == "court" else "Pathway plan"
