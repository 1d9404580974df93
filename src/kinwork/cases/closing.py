"""Verbs: close a family, undo that, open it again as it was.

What else ends with a family (its children's episodes, in the room above) is ended by that room in the same transaction,
written down with the closing, and brought back by it when the closing is undone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import CHANGED_SINCE, WhatChanged, clean_reason, put_back_by, record_change
from kinwork.access.models import ChangeKind, GraveChange, User
from kinwork.access.permissions import Permission
from kinwork.families.held import HeldFamily
from kinwork.units.in_post import InPost, not_in_post, who_could

from .answerable import answerable_for, knows_of
from .models import Involvement, ToldHow


@dataclass(frozen=True)
class Told:
    """What the family was told of it, when and how."""

    told_on: date | None = None
    told_how: str = ""
    told_what: str = ""


@dataclass(frozen=True)
class SteppedDown:
    """Who leads early help from now on, and when it was agreed with them."""

    step_down_name: str = ""
    step_down_agency: str = ""
    step_down_telephone: str = ""
    step_down_agreed_on: date | None = None


DAYS = ("closed_on", "told_on", "step_down_agreed_on")
# What closing says; opened again, these stand as they stood before.
OF_CLOSING: dict[str, Any] = {
    "closed_on": None, "closed_by_id": None, "closing_decided_by_id": None, "closing_reason": "", "what_changed": "",
    "if_rereferred": "", **asdict(Told()), **asdict(SteppedDown()),
}  # fmt: skip
ENDED = "ended"  # under this name a closing keeps what ended with it

Ended = list[dict[str, Any]]


@dataclass(frozen=True)
class EndsWithFamily:
    """How a room brings back what ended with a closing, and ends it again."""

    bring_back: Callable[[HeldFamily, Ended], None]  # raises ``ValidationError`` where something stands in its place
    end_again: Callable[[HeldFamily, Ended], None]
    # What of the room's ends by choice, as the page of the closing sent it.
    end: Callable[[HeldFamily, Involvement, Mapping[str, list[str]]], Ended] | None = None


@dataclass(frozen=True)
class AllTheSame:
    """What stands in the way of a closing that goes on all the same: in words, and why it is closed with it."""

    words: str = ""
    because: str = ""


_rooms: list[EndsWithFamily] = []


def register(room: EndsWithFamily) -> None:
    """A room above has things that end with a family."""
    if room not in _rooms:
        _rooms.append(room)


def _closing_of(involvement: Involvement) -> dict[str, Any]:
    said = {name: getattr(involvement, name) for name in OF_CLOSING}
    return said | {name: said[name].isoformat() if said[name] else None for name in DAYS}


def _put_closing(involvement: Involvement, said: dict[str, Any]) -> None:
    """What is not said, because nobody asked it then, is as if nothing had been said."""
    for name, nothing in OF_CLOSING.items():
        given = said.get(name, nothing)
        setattr(involvement, name, date.fromisoformat(given) if given and name in DAYS else given)
    involvement.save(update_fields=[name.removesuffix("_id") for name in OF_CLOSING])


def _still_stands(involvement: Involvement, said: dict[str, Any]) -> bool:
    now = _closing_of(involvement)
    return all(now[name] == value for name, value in said.items() if name in now)


@transaction.atomic
def close_family(
    held: HeldFamily,
    involvement: Involvement,
    *,
    on: date,
    reason: str,
    changed: str,
    if_rereferred: str,
    decided_by_id: int | None = None,
    told: Told = Told(),
    step_down: SteppedDown = SteppedDown(),
    ended: Ended | None = None,
    besides: Mapping[str, str] | None = None,
    chosen: Mapping[str, list[str]] | None = None,
    all_the_same: AllTheSame = AllTheSame(),
) -> GraveChange:
    """End the involvement: why, what changed, who decided it if not the actor, what to do if referred again, what the
    family was told, and who leads early help from then on.

    Who answers for the family sees it, and it can be undone for a while. ``ended``: what a room above
    has ended with it; ``besides``: what it or the form has found wrong, said together with what is found here;
    ``chosen``: what the page says of things that end by choice; ``all_the_same``: what is left standing, and why.
    """
    held.actor.require(Permission.CLOSE_FAMILY, held.unit_id)
    involvement = Involvement.objects.select_for_update().get(pk=involvement.pk)
    if involvement.closed_on is not None:
        raise ValidationError("The family is already closed.")
    reason = reason.strip()
    decider = None if decided_by_id == held.actor.user_id else decided_by_id
    problems = {**(besides or {}), **_wrong_in_day_and_reason(involvement, on, reason)}
    problems |= _wrong_in_telling(told) | _wrong_in_stepping_down(step_down)
    if decider and (wrong := _could_not_close(involvement, held.unit_id, decider, on)):
        problems["decided_by"] = wrong
    if problems:
        raise ValidationError(problems)
    was = _closing_of(involvement)
    closing = {
        "closed_on": on, "closed_by_id": held.actor.user_id, "closing_decided_by_id": decider, "closing_reason": reason,
        "what_changed": changed, "if_rereferred": if_rereferred, **asdict(told), **asdict(step_down),
    }  # fmt: skip
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in closing.items()}
    ended = list(ended or [])
    for room in _rooms:
        ended += room.end(held, involvement, chosen or {}) if room.end else []
    _put_closing(involvement, said)
    left = all_the_same
    log(held.actor, "closed family", family_id=involvement.family_id, thing=involvement, words=left.because)
    though = f", though {left.words}: “{left.because}”" if left.words else "."
    return record_change(
        held.actor,
        ChangeKind.FAMILY_CLOSED,
        WhatChanged(
            thing=involvement,
            words=f"The family was closed on {on:%-d %B %Y}{though}",
            reason=reason,
            family_id=involvement.family_id,
            unit_id=held.unit_id,
            answerable=answerable_for(involvement.family_id, held.unit_id, without=held.actor.user_id),
            was={**was, ENDED: ended},
            became=said,
            decided_by_id=decider if decider and knows_of(involvement.family_id, decider) else None,
        ),
    )


def _wrong_in_day_and_reason(involvement: Involvement, on: date, reason: str) -> dict[str, str]:
    problems = {}
    if on < involvement.opened_on:
        problems["on"] = (
            f"The family was opened on {involvement.opened_on:%-d %B %Y}; it cannot close before then."
        )  # fmt: skip
    elif on > timezone.localdate():
        problems["on"] = f"{on:%-d %B %Y} is in the future. Record it when it has happened."
    if not reason:
        problems["reason"] = "Say why you are closing the family."
    return problems


def deciders_of_closing(involvement: Involvement, unit_id: int | None) -> list[InPost]:
    """Who could close it since it was opened, also who has left since. One statement."""
    return who_could(Permission.CLOSE_FAMILY, [unit_id], involvement.opened_on, timezone.localdate())


def _could_not_close(involvement: Involvement, unit_id: int | None, user_id: int, on: date) -> str:
    """On that day; nothing, if they could."""
    if any(one.user_id == user_id for one in who_could(Permission.CLOSE_FAMILY, [unit_id], on, on)):
        return ""
    name = User.objects.values_list("full_name", flat=True).get(pk=user_id)
    if gap := not_in_post(user_id, name, on):
        return f"{gap} Check the date, or choose someone else."
    return "This person’s role does not let them close a family. Choose someone else."


def _wrong_in_telling(told: Told) -> dict[str, str]:
    problems = {}
    if told.told_on is not None and told.told_on > timezone.localdate():
        problems["told_on"] = "This date is in the future. Record it once the family has been told."
    if told.told_how and told.told_how not in ToldHow.values:
        problems["told_how"] = "Choose how the family was told."
    if told.told_on is None and (told.told_how or told.told_what.strip()):
        problems["told_on"] = "Say when the family was told, or leave the rest empty too."
    return problems


def _wrong_in_stepping_down(step_down: SteppedDown) -> dict[str, str]:
    said = asdict(step_down)
    if not step_down.step_down_name.strip() and any(said.values()):
        return {"step_down_name": "Name the person who leads early help from now on."}
    agreed = step_down.step_down_agreed_on
    if step_down.step_down_name.strip() and agreed is None:
        return {"step_down_agreed_on": "Say when it was agreed with them. They cannot lead without knowing of it."}
    if agreed is not None and agreed > timezone.localdate():
        return {"step_down_agreed_on": "This date is in the future. Close the family once they have agreed."}
    return {}


@transaction.atomic
def reopen_family(held: HeldFamily, involvement: Involvement, *, because: str) -> GraveChange:
    """The family is open again as before it was closed. Why it was closed stays in the history."""
    held.actor.require(Permission.CLOSE_FAMILY, held.unit_id)
    because = clean_reason(because)
    involvement = Involvement.objects.select_for_update().get(pk=involvement.pk)
    _must_be_alone(involvement)
    was = _closing_of(involvement)
    became = _closing_of(Involvement())
    ended = _ended_with(involvement)
    _put_closing(involvement, became)
    for room in _rooms:
        room.bring_back(held, ended)
    log(held.actor, "took closing back", family_id=involvement.family_id, thing=involvement, words=because)
    return record_change(
        held.actor,
        ChangeKind.FAMILY_REOPENED,
        WhatChanged(
            thing=involvement,
            words=f"The family, closed on {date.fromisoformat(was['closed_on']):%-d %B %Y}, was opened again.",
            reason=because,
            family_id=involvement.family_id,
            unit_id=held.unit_id,
            answerable=answerable_for(involvement.family_id, held.unit_id, without=held.actor.user_id),
            was={**was, ENDED: ended},
            became=became,
        ),
    )


def _ended_with(involvement: Involvement) -> Ended:
    """What ended with the closing that stands. One statement."""
    closed = GraveChange.objects.filter(
        kind=ChangeKind.FAMILY_CLOSED, object_id=involvement.pk, family_id=involvement.family_id, undone_at=None
    ).first()
    return list(closed.was.get(ENDED, [])) if closed else []


def _must_be_alone(involvement: Involvement) -> None:
    if Involvement.objects.filter(family_id=involvement.family_id, closed_on=None).exists():
        raise ValidationError("The family is already open.")


def _as_held(actor: Actor, involvement: Involvement, change: GraveChange) -> HeldFamily:
    return HeldFamily(involvement.family, change.unit_id, actor)


@put_back_by(ChangeKind.FAMILY_CLOSED, Permission.CLOSE_FAMILY)
def _undo_closing(actor: Actor, change: GraveChange) -> None:
    involvement = Involvement.objects.select_for_update().get(pk=change.object_id)
    if not _still_stands(involvement, change.became):
        raise ValidationError(CHANGED_SINCE)
    _must_be_alone(involvement)
    _put_closing(involvement, change.was)
    for room in _rooms:
        room.bring_back(_as_held(actor, involvement, change), change.was.get(ENDED, []))
    log(actor, "took closing back", family_id=change.family_id, thing=involvement, words="Undone.")


@put_back_by(ChangeKind.FAMILY_REOPENED, Permission.CLOSE_FAMILY)
def _undo_reopening(actor: Actor, change: GraveChange) -> None:
    involvement = Involvement.objects.select_for_update().get(pk=change.object_id)
    if not _still_stands(involvement, change.became):
        raise ValidationError(CHANGED_SINCE)
    for room in _rooms:
        room.end_again(_as_held(actor, involvement, change), change.was.get(ENDED, []))
    _put_closing(involvement, change.was)
    log(actor, "closed family", family_id=change.family_id, thing=involvement, words="Opening it again was undone.")
