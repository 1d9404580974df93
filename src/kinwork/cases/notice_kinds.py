"""What others are told of when something happens with a family."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.clocks.expected import NEXT_STEPS
from kinwork.families.models import FamilyMember
from kinwork.notices.actions import notify
from kinwork.notices.kinds import Kind
from kinwork.people.models import Person

from .queries import unit_holding

OPENED = Kind(
    key="family_opened",
    sentence="{who} opened this family to {unit}",
    summary="a family was opened to your unit",
    is_urgent=True,
    expected=NEXT_STEPS,
)
KEY_WORKER = Kind(
    key="key_worker",
    sentence="{who} named you as key worker",
    summary="you were named as key worker for a family",
)
DIED = Kind(
    key="person_died",
    sentence="{who} recorded that someone in this family has died",
    summary="someone in one of your unit’s families has died",
    is_grave=True,
    for_everyone=True,
)
CAME_BACK = Kind(
    key="family_came_back",
    sentence="{who} opened this family again; your unit held it before",
    summary="a family that your unit held before was opened again",
    beyond_reach=True,
)
CHILD_CAME_BACK = Kind(
    key="child_came_back",
    sentence="{who} opened this family; a child in it was in a family that your unit held before",
    summary="a child of a family that your unit held before is in a family that was opened",
    beyond_reach=True,
)
MOVED_HERE = Kind(
    key="family_moved_here",
    sentence="{who} moved this family to {unit}",
    summary="a family was moved to your unit",
    is_urgent=True,
)
KINDS = (OPENED, KEY_WORKER, DIED, CAME_BACK, CHILD_CAME_BACK, MOVED_HERE)

NEWS_FOR = timedelta(days=60)  # a death longer ago is put down for the family's history


def notify_of_death(actor: Actor, person: Person, *, was_deceased: bool) -> None:
    """Whoever works with a family hears that somebody in it has died. No statement if nobody has."""
    if was_deceased or not person.is_deceased:
        return
    today = timezone.localdate()
    if person.died_on is not None and today - person.died_on > NEWS_FOR:
        return
    for family_id in FamilyMember.objects.filter(person=person).values_list("family_id", flat=True):
        unit_id = unit_holding(family_id)
        notify(DIED.key, actor=actor, family_id=family_id, unit_id=unit_id, thing=person)
