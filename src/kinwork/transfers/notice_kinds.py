"""What the two units of a transfer, and who decides between them, are told of."""

from __future__ import annotations

from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.notices.actions import notify, withdraw
from kinwork.notices.kinds import Kind
from kinwork.notices.queries import ids_who_answer
from kinwork.units.queries import holders_of

from .clock import answer_by
from .models import Transfer

OFFERED = Kind(
    key="transfer_offered",
    sentence="{who} offers your unit this family",
    summary="a family was offered to your unit",
    link="/transfers/{thing}/",
    is_urgent=True,
    beyond_reach=True,
)
ACCEPTED = Kind(
    key="transfer_accepted",
    sentence="{who} accepted this family; it is yours until the transfer is done",
    summary="a family that you offered was accepted",
    link="/transfers/{thing}/",
    beyond_reach=True,
)
RETURNED = Kind(
    key="transfer_returned",
    sentence="{who} returned this family, with a reason",
    summary="a family that you offered was returned",
    link="/transfers/{thing}/",
    is_urgent=True,
    beyond_reach=True,
)
WITHDRAWN = Kind(
    key="transfer_withdrawn",
    sentence="{who} withdrew the offer of this family",
    summary="the offer of a family was withdrawn",
    link="/transfers/",
    beyond_reach=True,
)
RAISED = Kind(
    key="transfer_raised",
    sentence="Two units do not agree about the transfer of this family: it is for you to decide",
    summary="two units do not agree about the transfer of a family; it is for you to decide",
    link="/transfers/{thing}/",
    is_urgent=True,
    is_always_mailed=True,
    beyond_reach=True,
)
DECIDED = Kind(
    key="transfer_decided",
    sentence="{who} decided about the transfer of this family",
    summary="someone decided about the transfer of a family",
    link="/transfers/{thing}/",
    is_urgent=True,
    beyond_reach=True,
)
KINDS = (OFFERED, ACCEPTED, RETURNED, WITHDRAWN, RAISED, DECIDED)


def tell(kind: Kind, actor: Actor | None, transfer: Transfer, *unit_ids: int) -> None:
    """By name, since the family may not be theirs to open: this is."""
    people = {user_id for unit_id in unit_ids for user_id in ids_who_answer(unit_id)}
    due = answer_by(transfer) if kind is OFFERED else None
    notify(kind.key, actor=actor, family_id=transfer.involvement.family_id, to=people, thing=transfer, due=due)


def tell_who_decides(actor: Actor | None, transfer: Transfer) -> None:
    """The manager of both units; where there is none, the head of service. Two statements, and three to tell."""
    notify(
        RAISED.key,
        actor=actor,
        family_id=transfer.involvement.family_id,
        to=who_decides(transfer),
        thing=transfer,
    )


def who_decides(transfer: Transfer) -> dict[int, str]:
    """Who manages both units; without such a manager whoever answers for every unit. Three statements."""
    today = timezone.localdate()
    everywhere = holders_of(Permission.DECIDE_TRANSFER, None, today)
    of_one = holders_of(Permission.DECIDE_TRANSFER, transfer.from_unit_id, today)
    of_other = holders_of(Permission.DECIDE_TRANSFER, transfer.to_unit_id, today)
    both = {pk: name for pk, name in of_one.items() if pk in of_other and pk not in everywhere}
    return both or everywhere


def no_longer_open(transfer: Transfer) -> None:
    """Nobody need answer or decide any more. Two statements each."""
    for kind in (OFFERED, RAISED):
        withdraw(kind.key, thing=transfer)
