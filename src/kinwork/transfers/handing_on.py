"""What people of the unit before still have of a family: who has it from now on is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from kinwork.access.actor import Actor
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.cases.actions import name_key_worker
from kinwork.cases.models import FamilyRole, Involvement
from kinwork.cases.moving import Now
from kinwork.children.models import STANDS, NamedWorker
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions.passing_on import DROPPED, OUTSIDE, Theirs, pass_on, still_theirs
from kinwork.meetings.models import ConversationState, TaskState
from kinwork.units.models import Unit
from kinwork.units.queries import members_on
from kinwork.whole_numbers import whole

NO_ONE = "no_one"


@dataclass(frozen=True)
class StillWithOthers:
    """What of a family is not with people of a unit: key worker, open tasks, planned conversations; who leads."""

    unit: Unit
    people: dict[int, str]  # of the unit
    key_worker: User | None
    items: list[Theirs]
    roles: list[FamilyRole] = field(default_factory=list)
    named: list[NamedWorker] = field(default_factory=list)  # of a child: who follows is recorded with their number

    def __bool__(self) -> bool:
        return self.key_worker is not None or bool(self.items)


@dataclass(frozen=True)
class SaidOn:
    """Who is key worker now; who has the rest; and each thing of which something else was said."""

    key_worker: str = ""
    rest: str = ""
    each: Mapping[str, str] = field(default_factory=dict)


NOTHING_SAID = SaidOn()


def still_with_others(involvement: Involvement, unit: Unit, today: date) -> StillWithOthers:
    """Seen from the unit that has, or is to have, the family. Six statements."""
    people = {one.user_id: one.name for one in members_on(unit.pk, today)}
    worker = involvement.key_worker if involvement.key_worker_id not in (None, *people) else None
    roles = FamilyRole.objects.filter(involvement=involvement, user__isnull=False).select_related("user")
    named = NamedWorker.objects.filter(STANDS, involvement=involvement, ended_on=None).exclude(worker_id__in=people)
    return StillWithOthers(
        unit,
        people,
        worker,
        still_theirs(involvement.family_id, people),
        [one for one in roles.exclude(user_id__in=people) if one.during.upper is None or one.during.upper > today],
        list(named.select_related("person", "worker").order_by("pk")),
    )


def wrong_in(theirs: StillWithOthers, said: SaidOn) -> dict[str, str]:
    """What has not been said yet."""
    problems = {}
    if theirs.key_worker is not None and not said.key_worker:
        problems["key_worker"] = f"Choose who is key worker in {theirs.unit.name} now, or “No one yet”."
    if not _rest(said) and any(not said.each.get(one.key) for one in theirs.items):
        problems["rest"] = "Choose who has these from now on, or say it for each."
    return problems


def _rest(said: SaidOn) -> str:
    return said.rest or (said.key_worker if said.key_worker != NO_ONE else "")


def hand_on(
    actor: Actor, involvement: Involvement, theirs: StillWithOthers, said: SaidOn, unit_before: str
) -> list[dict[str, Any]]:
    """Each thing goes to whoever is said, in the transaction of who calls. What it was, for undoing."""
    to: dict[str, int | str] = {}
    for one in theirs.items:
        answer = said.each.get(one.key) or _rest(said)
        to[one.key] = answer if answer in (OUTSIDE, DROPPED) else int(answer)
    return pass_on(actor, theirs.items, to, theirs.people, unit_before)


def key_worker_now(involvement: Involvement, said: SaidOn) -> int | None:
    """Who was chosen; where nothing was said, whoever it was."""
    if not said.key_worker:
        return involvement.key_worker_id
    return whole(said.key_worker)  # none where it is “No one yet”


def at_the_handing_over(
    actor: Actor, involvement: Involvement, theirs: StillWithOthers, said: SaidOn, unit_before: str
) -> Now:
    return Now(key_worker_now(involvement, said), hand_on(actor, involvement, theirs, said, unit_before))


@transaction.atomic
def hand_on_later(held: HeldFamily, involvement: Involvement, unit: Unit, said: SaidOn, today: date) -> None:
    """After a move at once, or once somebody has left: what is still with others goes to people of the unit."""
    held.actor.require(Permission.EDIT_FAMILY, held.unit_id)
    locked = Involvement.objects.select_for_update(of=("self",)).select_related("family", "key_worker")
    involvement = locked.get(pk=involvement.pk)
    theirs = still_with_others(involvement, unit, today)
    if problems := wrong_in(theirs, said):
        raise ValidationError(problems)
    hand_on(held.actor, involvement, theirs, said, "")
    name_key_worker(held.actor, involvement, key_worker_now(involvement, said))


def _outside(column: str) -> str:
    return f"""{column} IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM units_postholding h JOIN units_post p ON p.id = h.post_id
        WHERE p.unit_id = %(unit)s AND h.during @> %(today)s::date AND h.user_id = {column})"""  # noqa: S608


# Read with the rest of a family's page: its key worker, where that is nobody of the unit that holds it; how many tasks
# and planned conversations are with others.
OF_FAMILY = f"""
SELECT json_build_array(
    (SELECT w.full_name FROM access_user w WHERE w.id = x.key_worker_id AND {_outside("x.key_worker_id")}),
    (SELECT count(*) FROM meetings_task t
     WHERE t.family_id = x.family_id AND t.state = '{TaskState.OPEN}' AND {_outside("t.owner_id")}),
    (SELECT count(*) FROM meetings_plannedconversation c
     WHERE c.family_id = x.family_id AND c.state = '{ConversationState.PLANNED}'
       AND ({_outside("c.lead_id")} OR {_outside("c.reflect_id")})))
FROM cases_involvement x WHERE x.family_id = %(family)s AND x.closed_on IS NULL
"""  # noqa: S608 -- choices from their enums
