"""What the demo's units ask of families, and what staff were asked: one survey that is closed, one that is open."""

from __future__ import annotations

import json
from datetime import date, timedelta

from django.utils import timezone

from kinwork.access.models import User
from kinwork.access.roles import ROLES
from kinwork.access.sql import tuples
from kinwork.measures.planning import plan_measure
from kinwork.surveys import actions
from kinwork.surveys.choosing import in_units, of_staff
from kinwork.surveys.models import Asked, Round
from kinwork.surveys.queries import people_in
from kinwork.units.models import PostHolding, Unit
from kinwork.units.queries import load_actor

PLANNED = (  # what, of whom, at the start, at reviews, at the end, every so many weeks
    ("score-15", "parent", True, True, True, "12"),
    ("family-issues", "worker", True, False, False, ""),
    ("swwff-family-experience", "parent", False, False, True, ""),
)
CLOSED = ("swwff-staff-experiences", "confidence-in-decisions")


def plan_and_ask(units: list[Unit], head: User, today: date) -> None:
    """Each unit's own plan; then the head of service asks everyone in them."""
    for unit in units:
        held = PostHolding.objects.filter(post__unit=unit, during__contains=today).select_related("user", "post")
        leads = next((one.user for one in held.order_by("pk") if ROLES[one.post.role].leads), None)
        if leads is not None:
            for key, of, at_start, at_review, at_end, weeks in PLANNED:
                plan_measure(
                    load_actor(leads, today), unit, instrument=key, asked_of=of, at_start=at_start,
                    at_review=at_review, at_end=at_end, every_weeks=weeks,
                )  # fmt: skip
    _closed(units, head, today)
    actions.make_round(
        load_actor(head, today), name="A worker’s week, autumn", instruments=["time-use", "swwff-staff-attitudes"],
        purpose="How much of the week is with families, and how it is to do this work. Units talk about the results.",
        unit_ids=[unit.pk for unit in units], roles=in_units(), asks_words=True, opens_on=None,
        closes_on=today + timedelta(days=12), remind_on=today + timedelta(days=8),
    )  # fmt: skip


def _closed(units: list[Unit], head: User, today: date) -> None:
    """As it would have been on those days: the verb makes surveys from today on."""
    begun, day = today - timedelta(days=45), today - timedelta(days=40)
    versions = {one.key: one.version for one in of_staff()}
    made = Round.objects.create(
        name="How it is to work here", purpose="To see what helps and what gets in the way, and to change it.",
        instruments=list(CLOSED), versions=[versions[key] for key in CLOSED], opens_on=begun,
        closes_on=today - timedelta(days=20), made_by=head, made_at=timezone.now() - timedelta(days=46),
    )  # fmt: skip
    people = people_in([unit.pk for unit in units], in_units(), today)
    Asked.objects.bulk_create(Asked(round=made, user_id=user, unit_id=unit) for user, unit, _ in people)
    for number, (user_id, _, _) in enumerate(people):
        if number % 7 == 6:
            continue  # not everyone answers
        load_actor(User.objects.get(pk=user_id), today)  # the database takes answers of whoever asks
        sheets = {
            CLOSED[0]: {str(n): (2, 3, 4, 3)[(number + n) % 4] for n in range(1, 6)},
            CLOSED[1]: {str(n): (3, 4, 2, 5, 4)[(number * 2 + n) % 5] for n in range(1, 9)},
        }
        tuples(
            "SELECT kinwork_survey_take(%(round)s, %(on)s::date, %(sheets)s::jsonb, '[]'::jsonb)",
            round=made.pk, on=day, sheets=json.dumps(sheets),
        )  # fmt: skip
    made.closed_at = timezone.now() - timedelta(days=20)
    made.save(update_fields=["closed_at"])
