"""Training of the demo's colleagues, an induction that has begun, coaching and supervision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from kinwork.access.models import User
from kinwork.access.roles import HeadOfService
from kinwork.training import actions
from kinwork.training.queries import inductions_of, trained_in
from kinwork.training.shipped import programmes
from kinwork.units.models import PostHolding
from kinwork.units.queries import load_actor


def train(told: dict[str, Any], staff: Mapping[str, User], today: date) -> None:
    """By the head of service and by each colleague, as they would enter it."""
    head = load_actor(PostHolding.objects.select_related("user").get(post__role=HeadOfService.key).user, today)
    made = {key: actions.take_up(head, programmes()[key]) for key in told["programmes"]}
    for said in told["taken"]:
        first, last = said["days"]
        began = today - timedelta(weeks=said["weeks_ago"])
        actions.note_days(
            head, made[said["programme"]],
            [
                (staff[key].pk, number, min(began + timedelta(days=7 * (number - first)), today))
                for key in said["who"]
                for number in range(first, last + 1)
            ],
        )  # fmt: skip
    for said in told["sessions"]:
        other = staff.get(said.get("with", ""))
        for days in said["days_ago"]:
            actions.note_session(
                load_actor(staff[said["who"]], today), user_id=staff[said["who"]].pk,
                with_user_id=other.pk if other else None, with_name=said.get("coach", ""), kind=said["kind"],
                on=today - timedelta(days=days),
            )  # fmt: skip
    for key, items in told["inductions"].items():
        me = load_actor(staff[key], today)
        for member in trained_in(me.unit_ids, today):
            found = inductions_of([member], today).get((member.unit_id, me.user_id))
            if found is not None:
                unit = PostHolding.objects.get(user=staff[key], post__unit_id=member.unit_id).post.unit
                actions.tick(me, unit, found, set(items))
