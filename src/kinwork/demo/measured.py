"""Questionnaires of the demo's families: SCORE-15, life rating, goals, lists of concerns; at the start and since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from kinwork.access.roles import ROLES
from kinwork.cases.models import Involvement
from kinwork.cases.queries import unit_holding
from kinwork.families.held import HeldFamily
from kinwork.measures import actions
from kinwork.measures.choosing import choices, named
from kinwork.measures.models import As, Completion, How, Occasion
from kinwork.measures.queries import members_of
from kinwork.units.models import PostHolding
from kinwork.units.queries import load_actor

GOALS: Mapping[int, int | str] = {1: "Bedtime at eight, with a story", 2: 1, 3: "School every day by nine", 4: 2,
         11: "The children are never alone in the evening", 12: 1}  # fmt: skip
EXPERIENCE: Mapping[int, int | str] = {1: 4, 2: 5, 3: 4, 4: "You come when you say, and you ask the children.",
              5: "Too many letters at once. Ring me first."}  # fmt: skip
STRENGTHS = (1, 3, 6, 10, 15)


def measure_families(today: date) -> None:
    """Every third family that is open, by those in it who may be asked, at the start and ten weeks later."""
    open_now = Involvement.objects.filter(closed_on=None).select_related("family").order_by("pk")
    told = False
    for number, involvement in enumerate(open_now):
        unit_id = unit_holding(involvement.family_id)
        if unit_id is None or number % 3:
            continue
        there = PostHolding.objects.filter(post__unit_id=unit_id, during__contains=today).select_related("user", "post")
        worker = next((one.user for one in there.order_by("pk") if ROLES[one.post.role].is_social_worker), None)
        if worker is not None:
            held = HeldFamily(involvement.family, unit_id, load_actor(worker, today))
            _of_family(held, today)
            told = told or _says_how_it_is(held)


def _of_family(held: HeldFamily, today: date) -> None:
    parents = 0
    for at, member in enumerate(members_of(held.pk)):
        ways = {one.key: one.answers_as for one in choices(member, today) if one.answers_as is not None}
        if "score-15" in ways:
            for weeks, occasion, hard in ((12, Occasion.START, 4), (2, Occasion.REVIEW, 3)):
                answers = {n: (hard if n in STRENGTHS else 6 - hard) - (at == n % 3) for n in range(1, 16)}
                _filled(held, "score-15", member.person_id, ways["score-15"], occasion, weeks, answers)
        if ways.get("goal-attainment") == As.PARENT and not parents:
            parents += 1
            who, way = member.person_id, As.PARENT
            _filled(held, "life-rating", who, way, Occasion.START, 12, {1: 3, 2: 4})
            _filled(held, "life-rating", who, way, Occasion.REVIEW, 2, {1: 3, 2: 6})
            _filled(held, "goal-attainment", who, way, Occasion.REVIEW, 2, GOALS)
            rated = {n: 3 + (n + member.person_id) % 3 for n in range(1, 11)}
            _filled(held, "parents-rating-of-service", who, way, Occasion.REVIEW, 5, rated)
            _filled(held, "parents-concerns", who, way, Occasion.START, 12, {1: 0, 2: 1, 3: 1, 4: 1, 5: 1})
            _filled(held, "family-issues", None, As.WORKER, Occasion.START, 12, {1: 1, 2: 2, 3: 0})


def _says_how_it_is(held: HeldFamily) -> bool:
    """One of them has just said how the work is: that is on the next agenda. Whether there was a parent who could."""
    member = next((one for one in members_of(held.pk) if not one.is_child), None)
    if member is None:
        return False
    made = actions.begin(
        held, instrument="swwff-family-experience", who=str(member.person_id), about=None, occasion=Occasion.REVIEW,
        how=How.PAPER, interpreter="", language="", token=uuid4(),
    )  # fmt: skip
    sent = {f"q{number}": [str(said)] for number, said in EXPERIENCE.items()}
    actions.answer(held.actor, made, actions.form_for(made), sent)
    actions.finish(held.actor, made)
    return True


def _filled(
    held: HeldFamily, key: str, who: int | None, answers_as: As, occasion: Occasion, weeks_ago: int,
    answers: Mapping[int, int | str],
) -> None:  # fmt: skip
    """As it would have been on that day: the verb itself begins things now."""
    begun = timezone.now() - timedelta(weeks=weeks_ago)
    instrument = named(key)
    assert instrument is not None
    made = Completion.objects.create(
        family_id=held.pk, instrument=key, version=instrument.version, person_id=who,
        worker_id=None if who else held.actor.user_id, answers_as=answers_as, occasion=occasion, how=How.INTERVIEW,
        token=uuid4(), begun_at=begun, by_id=held.actor.user_id,
    )  # fmt: skip
    sent = {f"q{number}": [str(said)] for number, said in answers.items()}
    actions.answer(held.actor, made, actions.form_for(made), sent)
    made.finished_at = begun + timedelta(minutes=12)
    made.save(update_fields=["finished_at"])
