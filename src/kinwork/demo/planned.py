"""The plans of the demo's families, made of the tasks that their meetings gave."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kinwork.meetings.models import Task
from kinwork.plans.models import Agreement, Aim, AimChild, Plan, PlanStep
from kinwork.plans.queries.plan import body_of, plan_in_full

from .story import Story, at, prose


def make_plan(story: Story, today: date) -> None:
    """The plan as it was agreed, and what has been added to it since."""
    told = story.told.get("plan")
    if not told:
        return
    writer, began = story.staff[told["by"]], today - timedelta(days=told["days_ago"])
    plan = Plan.objects.create(
        involvement=story.involvement,
        started_on=began,
        **{box: prose(told[box]) for box in ("danger", "contingency", "ending")},
        for_staff=prose(told.get("for_staff")),
        review_on=today + timedelta(days=told["review_in_days"]),
        written_by=writer,
        written_at=at(began, 16),
    )
    said = told["agreed"]
    agreed_on = today - timedelta(days=said["days_ago"])
    first = [aim for aim in told["aims"] if not aim.get("since_agreed")]
    made = [(_aim(plan, aim, story, position), aim["steps"]) for position, aim in enumerate(first)]
    steps = [(aim, _task(story, what)) for aim, steps in made for what in steps]
    _put([step for step in steps if step[1].given_at <= at(agreed_on, 16)])
    Agreement.objects.create(
        plan=plan, number=1, on=agreed_on, agreed_with=said["with"], their_words=prose(said.get("words")),
        disagreement=prose(said.get("disagreement")), body=body_of(plan_in_full(plan)), by=writer,
        at=at(agreed_on, 16),
    )  # fmt: skip
    _put([step for step in steps if step[1].given_at > at(agreed_on, 16)])
    for aim in told["aims"]:
        if aim not in first:
            added = _aim(plan, aim, story, len(first))
            _put([(added, _task(story, what)) for what in aim["steps"]])


def _aim(plan: Plan, said: dict[str, Any], story: Story, position: int) -> Aim:
    aim = Aim.objects.create(
        plan=plan, words=prose(said["words"]), said_by=said.get("said_by", ""), position=position,
        written_by=plan.written_by, written_at=plan.written_at,
    )  # fmt: skip
    for who in said.get("children", []):
        AimChild.objects.create(aim=aim, person=story.people[who])
    return aim


def _task(story: Story, what: str) -> Task:
    return Task.objects.get(family=story.family, what__startswith=what)


def _put(steps: list[tuple[Aim, Task]]) -> None:
    for aim, task in steps:
        put_at = max(aim.written_at, task.given_at)
        PlanStep.objects.create(aim=aim, task=task, put_by_id=task.given_by_id, put_at=put_at)
