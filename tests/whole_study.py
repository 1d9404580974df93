"""A study from its template to the table and figure of ``kinwork compare``, on whatever authority there is."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

from django.utils import timezone
from typer.testing import CliRunner

from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.roles import keys_of
from kinwork.evaluation.actions import note_answer
from kinwork.families.held import HeldFamily
from kinwork.measures import actions as measures
from kinwork.operations.cli import app
from kinwork.studies import giving, planning, recruiting
from kinwork.studies.dataset import AgeAs, ChildrenAs, Coarseness, StatusAs, UnitAs
from kinwork.studies.models import Plan, Release
from kinwork.studies.queries import design_of, standings
from kinwork.studies.standing import Box, Drawn, State, flow
from kinwork.units.models import PostHolding
from tests.factories import actor

OUTCOME = "t1_score_15_parent_score_total"
TODAY = timezone.localdate()


def holding(permission: Permission, **where: object) -> User:
    """Somebody whose post lets them do this everywhere, or in a unit: who leads it, or another while no one does."""
    everywhere = keys_of(lambda role: permission in role.everywhere)
    here = keys_of(lambda role: permission in role.permissions)
    leading = keys_of(lambda role: permission in role.permissions and role.leads)
    held = PostHolding.objects.filter(during__contains=TODAY, user__is_active=True).select_related("user", "post")
    found = held.filter(post__role__in=here, **where) if where else held.filter(post__role__in=everywhere)
    return min(found, key=lambda one: (one.post.role not in leading, one.pk)).user


@dataclass(frozen=True)
class Done:
    """What came of it."""

    plan: Plan
    boxes: dict[str, Box]
    release: Release
    table: str  # as kinwork compare printed it
    figure: str


def whole_study(folder: Path, *, each: int, seed: int = 20261129) -> Done:
    """Planned, started, drawn; asked, answered or not; looked through, given; compared by its groups."""
    chance, head = random.Random(seed), holding(Permission.RUN_STUDIES)
    plan = planning.plan_study(
        actor(head), template="2017-with-and-without-a-clinician", name="Three months on", purpose="To know.",
        begins=TODAY, ends=TODAY + timedelta(days=200),
    )  # fmt: skip
    study = plan.study
    groups = [
        {"key": "systemic", "name": "Systemic units", "rules": [{"fact": "shape", "any_of": ["systemic", "swwff"]}]},
        {"key": "other", "name": "Other teams", "rules": []},
    ]
    rules = [{"fact": "is_open", "is": True}, {"fact": "child_age", "from": 0, "to": 17}]
    planning.change_design(actor(head), study, plan.design | {"each": each, "groups": groups, "rules": rules})
    planning.write_wording(actor(head), study, "You need not take part.")
    planning.start(actor(head), study)
    plan = planning.draw(actor(head), study, seed)
    leaders: dict[int, User] = {}
    for one in study.participants.select_related("family"):
        leader = leaders.setdefault(one.unit_id, holding(Permission.EDIT_FAMILY, post__unit_id=one.unit_id))
        _ask(HeldFamily(one.family, one.unit_id, actor(leader)), plan, one.group, chance)
    recruiting.remind(actor(head), study)
    coarse = Coarseness(UnitAs.NONE, ChildrenAs.BANDS, AgeAs.BANDS, StatusAs.TWO, withhold=True)
    release = giving.give(actor(head), study, coarse)
    data = folder / "data.csv"
    data.write_bytes(ZipFile(BytesIO(bytes(release.content))).read("data.csv"))
    figure = folder / "effects.svg"
    answer = CliRunner().invoke(
        app,
        ["compare", str(data), "--by", "group", "--outcome", OUTCOME, "--plot", str(figure)],
        catch_exceptions=False,
    )
    assert answer.exit_code == 0, answer.output
    drawn = Drawn(
        plan.assessed or 0, tuple((x["why"], x["n"]) for x in plan.excluded), plan.in_frame or 0, plan.sampled or 0
    )
    boxes = {box.label: box for box in flow(drawn, design_of(plan), standings(study.pk), TODAY)}
    return Done(plan, boxes, release, answer.output, figure.read_text())


def _ask(held: HeldFamily, plan: Plan, group: str, chance: random.Random) -> None:
    """Most agree, some say no, some answer nothing; in systemic units parents see their family a little better."""
    study = plan.study
    recruiting.note_asked(held, study, on=TODAY)
    said = chance.choices(["agreed", "declined", ""], [75, 15, 10])[0]
    if not said:
        return
    note_answer(held.actor, study, held.pk, held.unit_id, answer=said, on=TODAY, said_by="The mother")
    parent = held.family.members.filter(is_child=False, role__in=["mother", "father"]).first()
    if said != "agreed" or parent is None or chance.random() < 0.1:
        return
    made = recruiting.begin_for_wave(
        held, study, wave="t1", instrument="score-15", who=str(parent.person_id), about=None, how="interview",
        token=uuid4(),
    )  # fmt: skip
    form = measures.form_for(made)
    high = 2.6 if group == "systemic" else 3.2
    sent = {one.key: [str(min(5, max(1, round(chance.gauss(high, 1)))))] for one in form.questions}
    measures.answer(held.actor, made, form, sent)
    measures.finish(held.actor, made)
    if chance.random() < 0.05:
        note_answer(held.actor, study, held.pk, held.unit_id, answer="withdrawn", on=TODAY, said_by="The mother")


def state_counts(plan: Plan) -> dict[State, int]:
    """How many families are in each state."""
    found = [one.state for one in standings(plan.study_id)]
    return {state: found.count(state) for state in State}
