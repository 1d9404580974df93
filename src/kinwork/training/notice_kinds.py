"""Who joins a unit hears that their induction has opened, and so does its consultant."""

from __future__ import annotations

from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.roles import ROLES, keys_of
from kinwork.notices.actions import notify
from kinwork.notices.kinds import Kind
from kinwork.units.models import PostHolding
from kinwork.units.queries import members_on

INDUCTION = Kind(
    key="induction_opened",
    sentence="{who} made an appointment: the list for an induction is ready",
    summary="the list for an induction in your unit is ready",
    link="/my-training/",
)
PRACTISE = Kind(
    key="practise_agreed",
    sentence="{who} and you have agreed what is practised, and until when",
    summary="what is to be practised, agreed with you",
    link="/my-training/",
)
PRACTISE_DUE = Kind(
    key="practise_due",
    sentence="What you agreed to practise, or to coach, is due. Say whether it was done, or carry it on",
    summary="something that you practise or coach is due",
    link="/my-training/",
)
KINDS = (INDUCTION, PRACTISE, PRACTISE_DUE)


def on_log(actor: Actor | None, verb: str, family_id: int | None, thing: object) -> None:
    """A colleague was appointed to a unit that meets: they and its consultant are told once."""
    if verb != "put in post" or not isinstance(thing, PostHolding) or actor is None:
        return
    post = thing.post
    if post.role not in keys_of(lambda role: role.is_member and Permission.SEE_UNIT in role.permissions):
        return
    lead = [
        member.user_id
        for member in members_on(post.unit_id, timezone.localdate())
        if Permission.SUPPORT_STAFF in ROLES[member.role].permissions
    ]
    notify(INDUCTION.key, actor=actor, to=sorted({thing.user_id, *lead}), thing=thing)
