"""Verbs: offer a family to another unit, take it or return it, introduce the new unit, hand the family over.

Each locks the involvement first: of two who act at once, the second sees what the first has done, and is told.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import clean_reason
from kinwork.access.models import GraveChange
from kinwork.access.permissions import Permission
from kinwork.cases.actions import may_hold_families
from kinwork.cases.answerable import knows_of
from kinwork.cases.models import Allocation, Involvement
from kinwork.cases.moving import MOVED, MOVED_BACK, move_family
from kinwork.cases.queries import unit_holding
from kinwork.clocks.humanize import long_day, lower_first
from kinwork.families.held import HeldFamily
from kinwork.obligations.rebuilding import for_nobody
from kinwork.units.models import Unit
from kinwork.units.queries import members_on

from . import notice_kinds as notices
from .clock import ANSWER, answer_by
from .handing_on import NOTHING_SAID, SaidOn, at_the_handing_over, still_with_others, wrong_in
from .models import AGREED, OPEN, Pack, State, Step, Transfer, What

LOGGED = {
    What.OFFERED: "offered family", What.OFFERED_AGAIN: "offered family again", What.RETURNED: "returned family",
    What.ACCEPTED: "accepted family", What.RAISED: "raised transfer", What.DECIDED: "decided transfer",
    What.INTRODUCED: "introduced unit", What.DONE: "finished transfer", What.WITHDRAWN: "withdrew offer",
    What.ENDED: "ended transfer", What.PUT_BACK: "put transfer back",
}  # fmt: skip
MOST_RETURNS = 2  # the second time it goes up
# What of a transfer is changed by its steps; the rest stays as it was offered (row_level_security.py).
MAY_CHANGE = (
    "wanted_from", "state", "since", "times_returned", "raised_on", "raised_because", "introduced_on",
    "introduced_by_whom", "introduced_told", "done_on",
)  # fmt: skip
CLOSED = "The family was closed."
MOVED_AT_ONCE = "The family was moved at once."


def _note(transfer: Transfer, what: What, actor: Actor | None, words: str = "", on: date | None = None) -> None:
    """What happened, from which follows where it stands; and in the log, from which follows what is due."""
    Step.objects.create(
        transfer=transfer,
        what=what,
        state=transfer.state,
        on=on or timezone.localdate(),
        by_id=actor.user_id if actor else None,
        at=timezone.now(),
        words=words,
    )
    log(actor, LOGGED[what], family_id=transfer.involvement.family_id, thing=transfer, words=words)


def _locked(pk: int) -> Transfer:
    found = Transfer.objects.values_list("involvement_id", flat=True).get(pk=pk)
    Involvement.objects.select_for_update().get(pk=found)
    every = Transfer.objects.select_related("involvement__family", "from_unit", "to_unit")
    return every.select_for_update(of=("self",)).get(pk=pk)


def _must_be(transfer: Transfer, *states: State) -> None:
    """Somebody else may have been quicker: who, and what they did."""
    if transfer.state in states:
        return
    last = transfer.steps.select_related("by").last()
    assert last is not None
    who = f" by {last.by.full_name}" if last.by else ""
    is_back = transfer.state == State.RETURNED
    because = f": {last.words.removesuffix('.')}" if last.words and (is_back or not transfer.is_open) else ""
    then = f"{transfer.from_unit.name} has to offer the family again first. " if is_back else ""
    raise ValidationError(
        f"In the meantime: {lower_first(last.get_what_display())}{who}, {long_day(last.on)}{because}. {then}"
        "Nothing that you pressed was saved."
    )


def _to(transfer: Transfer, state: State) -> None:
    transfer.state, transfer.since = state, timezone.localdate()
    transfer.save(update_fields=MAY_CHANGE)


def _in_either(actor: Actor, permission: Permission, transfer: Transfer) -> None:
    if not actor.can(permission, transfer.from_unit_id):
        actor.require(permission, transfer.to_unit_id)


@transaction.atomic
def offer(
    held: HeldFamily, involvement: Involvement, unit: Unit | None, *, why: str, wanted_from: date | None
) -> Transfer:
    """A family is offered to another unit: why, and from when. It stays where it is until the transfer is done."""
    held.actor.require(Permission.TRANSFER_FAMILY, held.unit_id)
    involvement = Involvement.objects.select_for_update(of=("self",)).select_related("family").get(pk=involvement.pk)
    today = timezone.localdate()
    if involvement.closed_on is not None:
        raise ValidationError("The family is closed. Open it again before you offer it to another unit.")
    before = Transfer.objects.filter(involvement=involvement, state__in=OPEN).select_related("to_unit").first()
    if before is not None:
        raise ValidationError(
            f"The family has been offered to {before.to_unit.name} since {long_day(before.offered_on)}. "
            "Withdraw that offer first."
        )
    holder = unit_holding(held.pk)
    if holder is None:
        raise ValidationError("No unit holds the family now. Find one for it first.")
    problems = {}
    if unit is None:
        problems["unit"] = "Choose the unit that you offer the family to."
    elif unit.pk == holder:
        problems["unit"] = f"{unit.name} holds the family now. Choose another unit."
    if not why.strip():
        problems["why"] = "Say why the family goes to another unit."
    problems |= _wrong_in_day(wanted_from, today)
    if problems:
        raise ValidationError(problems)
    assert unit is not None
    assert wanted_from is not None
    may_hold_families(unit, wanted_from, field="unit")
    members = [one.user_id for one in members_on(unit.pk, today)]
    if members and not any(knows_of(held.pk, user_id) for user_id in members):
        first = "Name someone on the family’s page first."
        raise ValidationError({"unit": f"No one in {unit.name} is named for this restricted record. {first}"})
    try:
        with transaction.atomic():
            transfer = Transfer.objects.create(
                involvement=involvement,
                from_unit_id=holder,
                to_unit=unit,
                why=why.strip(),
                wanted_from=wanted_from,
                since=today,
                offered_on=today,
            )
    except IntegrityError as problem:
        raise ValidationError("The family was offered a moment ago. Look at its page again.") from problem
    _note(transfer, What.OFFERED, held.actor, transfer.why)
    notices.tell(notices.OFFERED, held.actor, transfer, unit.pk)
    return transfer


def _wrong_in_day(wanted_from: date | None, today: date) -> dict[str, str]:
    if wanted_from is None:
        return {"wanted_from": "Say from when, such as today or 2w."}
    if wanted_from < today:
        return {"wanted_from": f"{long_day(wanted_from)} has passed. Type today or a later day."}
    return {}


@transaction.atomic
def accept(actor: Actor, pk: int, *, words: str = "") -> Transfer:
    """The unit to which it is offered takes it; what was returned has to be offered again first."""
    transfer = _locked(pk)
    actor.require(Permission.TRANSFER_FAMILY, transfer.to_unit_id)
    _must_be(transfer, State.OFFERED)
    transfer.raised_on, transfer.raised_because = None, ""
    _to(transfer, State.ACCEPTED)
    _note(transfer, What.ACCEPTED, actor, words.strip())
    notices.no_longer_open(transfer)
    notices.tell(notices.ACCEPTED, actor, transfer, transfer.from_unit_id)
    return transfer


@transaction.atomic
def give_back(actor: Actor, pk: int, *, because: str) -> Transfer:
    """The unit returns what it was offered, with a reason. The second time, it goes up."""
    transfer = _locked(pk)
    actor.require(Permission.TRANSFER_FAMILY, transfer.to_unit_id)
    because = clean_reason(because, sentence="Say why you return the family, and what would have to be different.")
    _must_be(transfer, State.OFFERED, *AGREED)
    transfer.times_returned += 1
    _to(transfer, State.RETURNED)
    _note(transfer, What.RETURNED, actor, because)
    notices.no_longer_open(transfer)
    notices.tell(notices.RETURNED, actor, transfer, transfer.from_unit_id)
    if transfer.times_returned >= MOST_RETURNS:
        _raise(None, transfer, f"Returned {'twice' if transfer.times_returned == MOST_RETURNS else 'again'}.")
    return transfer


@transaction.atomic
def offer_again(actor: Actor, pk: int, *, why: str, wanted_from: date | None) -> Transfer:
    """What was returned is offered once more, with what has been put right or has to be said besides."""
    transfer = _locked(pk)
    actor.require(Permission.TRANSFER_FAMILY, transfer.from_unit_id)
    _must_be(transfer, State.RETURNED)
    problems = _wrong_in_day(wanted_from, timezone.localdate())
    if not why.strip():
        problems["why"] = "Say why you offer the family again, and what is different now."
    if problems:
        raise ValidationError(problems)
    assert wanted_from is not None
    may_hold_families(transfer.to_unit, wanted_from, field="wanted_from")
    transfer.wanted_from = wanted_from
    _to(transfer, State.OFFERED)
    _note(transfer, What.OFFERED_AGAIN, actor, why.strip())
    notices.tell(notices.OFFERED, actor, transfer, transfer.to_unit_id)
    return transfer


@transaction.atomic
def withdraw(actor: Actor, pk: int, *, because: str) -> Transfer:
    """The unit that offered the family keeps it after all."""
    transfer = _locked(pk)
    actor.require(Permission.TRANSFER_FAMILY, transfer.from_unit_id)
    because = clean_reason(because, sentence="Say briefly why the family stays.")
    _must_be(transfer, *OPEN)
    _to(transfer, State.ENDED)
    _note(transfer, What.WITHDRAWN, actor, because)
    notices.no_longer_open(transfer)
    notices.tell(notices.WITHDRAWN, actor, transfer, transfer.to_unit_id)
    return transfer


@transaction.atomic
def raise_up(actor: Actor, pk: int, *, because: str) -> Transfer:
    """Somebody of either unit asks whoever answers for both to decide."""
    transfer = _locked(pk)
    _in_either(actor, Permission.TRANSFER_FAMILY, transfer)
    because = clean_reason(because, sentence="Say briefly what you do not agree about.")
    _must_be(transfer, State.OFFERED, State.RETURNED)
    if transfer.raised_on is None:
        _raise(actor, transfer, because[:200])
    return transfer


def _raise(actor: Actor | None, transfer: Transfer, because: str) -> None:
    transfer.raised_on, transfer.raised_because = timezone.localdate(), because
    transfer.save(update_fields=MAY_CHANGE)
    _note(transfer, What.RAISED, actor, because)
    notices.tell_who_decides(actor, transfer)


def raise_overdue(today: date | None = None) -> int:
    """What was not answered in the authority's time goes up, once. How many. For the beginning of a day."""
    today = today or timezone.localdate()
    late = Transfer.objects.filter(
        state=State.OFFERED, raised_on=None, involvement__obligations__rule=ANSWER,
        involvement__obligations__is_open=True, involvement__obligations__falls_due__lt=today,
    )  # fmt: skip
    raised = 0
    with transaction.atomic():
        for_nobody()
        ids = list(late.values_list("pk", flat=True).distinct().order_by("pk"))
    for pk in ids:
        with transaction.atomic():
            for_nobody()
            transfer = _locked(pk)
            by = answer_by(transfer)
            if transfer.state == State.OFFERED and transfer.raised_on is None and by is not None and by < today:
                _raise(None, transfer, f"Not answered by {by:%-d %B %Y}.")
                raised += 1
    return raised


def is_up(transfer: Transfer, by: date | None, today: date) -> bool:
    """Whether it is to be decided between the units: it went up, or was not answered in time."""
    if transfer.state not in (State.OFFERED, State.RETURNED):
        return False
    return transfer.raised_on is not None or (transfer.state == State.OFFERED and by is not None and by < today)


@transaction.atomic
def decide(actor: Actor, pk: int, *, takes: bool | None, because: str) -> Transfer:
    """Who answers for both units says which of them has the family: the other takes it, or it stays."""
    transfer = _locked(pk)
    for unit_id in (transfer.from_unit_id, transfer.to_unit_id):
        actor.require(Permission.DECIDE_TRANSFER, unit_id)
    _must_be(transfer, State.OFFERED, State.RETURNED)
    if not is_up(transfer, answer_by(transfer), timezone.localdate()):
        raise ValidationError("This has not gone up for a decision. The units may still agree.")
    if takes is None:
        raise ValidationError({"takes": "Choose which unit has the family."})
    because = clean_reason(because, sentence="Say why. Both units read it.")
    transfer.raised_on, transfer.raised_because = None, ""
    _to(transfer, State.ACCEPTED if takes else State.ENDED)
    unit = transfer.to_unit if takes else transfer.from_unit
    _note(transfer, What.DECIDED, actor, f"{unit.name} has the family. {because}")
    notices.no_longer_open(transfer)
    notices.tell(notices.DECIDED, actor, transfer, transfer.from_unit_id, transfer.to_unit_id)
    return transfer


@transaction.atomic
def introduce(actor: Actor, pk: int, *, on: date | None, by_whom: str, told: str, met_before: str = "") -> Transfer:
    """The family has met the new unit: when, who was there, what they were told. A second time it is put right.

    Before the offer only where they knew each other already: then it is said how (``met_before``).
    """
    transfer = _locked(pk)
    _in_either(actor, Permission.EDIT_FAMILY, transfer)
    _must_be(transfer, *AGREED)
    today = timezone.localdate()
    on = on or today
    problems = {}
    if on > today:
        problems["introduced_on"] = "This date is in the future. Record it once they have met."
    elif on < transfer.involvement.opened_on:
        problems["introduced_on"] = f"The family has been open since {long_day(transfer.involvement.opened_on)}."
    elif on < transfer.offered_on and not met_before.strip():
        offered_on = long_day(transfer.offered_on)
        problems["introduced_on"] = f"The family was offered on {offered_on}. Type that day or a later one."
        problems["met_before"] = "If they had met the new unit before that, say how, and keep the day."
    if not by_whom.strip():
        problems["by_whom"] = "Say who was there, of the family and of both units."
    if not told.strip():
        problems["told"] = "Say what the family was told."
    if problems:
        raise ValidationError(problems)
    transfer.introduced_on, transfer.introduced_by_whom = on, by_whom.strip()[:300]
    transfer.introduced_told = told.strip()
    _to(transfer, State.INTRODUCED)
    words = f"{transfer.introduced_by_whom}. {transfer.introduced_told}"
    if on < transfer.offered_on:
        words += f" They had met before the offer: {met_before.strip()}"
    _note(transfer, What.INTRODUCED, actor, words, on)
    return transfer


@transaction.atomic
def finish(
    actor: Actor, pk: int, *, on: date | None, freeze: Callable[[], str], said: SaidOn = NOTHING_SAID
) -> GraveChange:
    """The family is the other unit's from that day on; the pack stays as it is now (``freeze`` writes it).

    What people of the unit before still have of it goes to whom is ``said``: nothing is left behind unasked.
    """
    transfer = _locked(pk)
    _in_either(actor, Permission.TRANSFER_FAMILY, transfer)
    _must_be(transfer, *AGREED)
    today = timezone.localdate()
    on = on or today
    involvement = Involvement.objects.select_related("family", "key_worker").get(pk=transfer.involvement_id)
    theirs = still_with_others(involvement, transfer.to_unit, today)
    problems = wrong_in(theirs, said)
    if on > today:
        problems["on"] = "This date is in the future. Hand the family over once it has gone."
    if problems:
        raise ValidationError(problems)
    Pack.objects.create(transfer=transfer, html=freeze(), made_by_id=actor.user_id, made_at=timezone.now())
    transfer.done_on = on
    _to(transfer, State.DONE)
    _note(transfer, What.DONE, actor, on=on)
    then = at_the_handing_over(actor, involvement, theirs, said, transfer.from_unit.name)
    return move_family(
        actor, involvement, transfer.to_unit, on=on, because=transfer.why[:500], is_agreed=True,
        away_from=transfer.from_unit_id, then=then,
    )  # fmt: skip


# -- what else happens to the family


def on_log(actor: Actor | None, verb: str, family_id: int | None, thing: object | None) -> None:
    """A family that is closed or moved at once is offered no more; undone, the transfer stands as it stood."""
    if not isinstance(thing, Involvement):
        return
    if verb in ("closed family", MOVED):
        _end(actor, thing, CLOSED if verb == "closed family" else MOVED_AT_ONCE)
    elif verb == "took closing back":
        _put_back(actor, thing, CLOSED)
    elif verb == MOVED_BACK:
        _put_back(actor, thing, MOVED_AT_ONCE)


def _end(actor: Actor | None, involvement: Involvement, words: str) -> None:
    open_now = Transfer.objects.select_for_update().filter(involvement=involvement, state__in=OPEN)
    for transfer in open_now.select_related("involvement"):
        _to(transfer, State.ENDED)
        _note(transfer, What.ENDED, actor, words)
        notices.no_longer_open(transfer)


def _put_back(actor: Actor | None, involvement: Involvement, ended_as: str) -> None:
    if ended_as == MOVED_AT_ONCE:  # what the other unit has begun to offer since
        _end(actor, involvement, MOVED_AT_ONCE)
    every = Transfer.objects.select_for_update(of=("self",)).select_related("involvement")
    transfer = every.filter(involvement=involvement, from_unit_id=unit_holding(involvement.family_id)).first()
    steps = list(transfer.steps.all()) if transfer is not None else []
    if transfer is None or len(steps) < 2:
        return
    before, last = steps[-2:]
    by_this = last.what == What.ENDED and last.words == ended_as
    if by_this or (last.what == What.DONE and ended_as == MOVED_AT_ONCE and not _went(transfer)):
        transfer.state, transfer.since, transfer.done_on = State(before.state), before.on, None
        transfer.save(update_fields=MAY_CHANGE)
        _note(transfer, What.PUT_BACK, actor)


def _went(transfer: Transfer) -> bool:
    """Whether the family was with the other unit for a day: then it is another move that was undone."""
    held = Allocation.objects.filter(involvement_id=transfer.involvement_id, unit_id=transfer.to_unit_id)
    return held.filter(during__startswith=transfer.done_on, during__isempty=False).exists()
