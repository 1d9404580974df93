"""Transfers: the list, offering, one transfer with all that can be done, the pack, moving at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form, TypedChoiceField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import SpokenDateField, form_problems, problems, typed
from kinwork.access.lists import asked_of, file_answer, page_of_list
from kinwork.access.models import GraveChange
from kinwork.access.permissions import Permission
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.request import Request
from kinwork.cases.grave_change_views import undo_tag
from kinwork.cases.models import Involvement
from kinwork.cases.moving import move_family
from kinwork.children.sealing import any_sealed_in
from kinwork.families.hand_over import Pack as Composed
from kinwork.families.hand_over import pack_of
from kinwork.families.held import HeldFamily
from kinwork.front_door.queries.units import unit_facts
from kinwork.obligations.queries import forecast, open_assessment_of
from kinwork.paper import as_pdf, bears
from kinwork.units.models import Unit
from kinwork.units.queries import units_in_reach
from kinwork.whole_numbers import whole

from . import actions
from .clock import answer_by
from .forms import AgainForm, DoneForm, IntroduceForm, MoveForm, OfferForm
from .handing_on import StillWithOthers, still_with_others
from .models import OPEN, Pack, State, Transfer
from .notice_kinds import who_decides
from .policies import SEES_TRANSFER, TRANSFERS_FAMILY, TransferInSight
from .queries import TransferLine, steps_of, transfers_listed, units_of_transfers

HEAD = ["Family", "From", "To", "Step", "Days in this step", "Days in all", "Wanted from", "To be answered by",
        "Times returned", "Stuck"]  # fmt: skip


def _cells(row: TransferLine) -> list[object]:
    return [row.family, row.from_unit, row.to_unit, row.state.label, row.days if row.is_open else None,
            row.days_in_all, row.wanted_from, row.answer_by, row.times_returned, row.why_stuck]  # fmt: skip


DAYS = [("7", "A week or longer"), ("14", "Two weeks or longer"), ("28", "Four weeks or longer")]
COLUMNS = {"family": "Family", "from": "From", "to": "To", "step": "Step"}
WHILE_OPEN = {"stuck": "Stuck first", **COLUMNS, "days": "Days in this step", "all": "Days in all",
              "wanted": "Wanted from"}  # fmt: skip
ONCE_OVER = {**COLUMNS, "ended": "Ended on", "all": "Days in all"}


@require_policy(SIGNED_IN)
def transfers(request: Request, actor: Actor) -> HttpResponse:
    """Those of my units, or of all: what is stuck first, then the longest in its step."""
    closed = request.GET.get("show") == "closed"
    sorts = ONCE_OVER if closed else WHILE_OPEN
    filters = ("from", "to", "step", *([] if closed else ["days"]), "show")
    asked = asked_of(request.GET, filters=filters, sorts=sorts, first="-ended" if closed else "stuck")
    listed = transfers_listed(actor, timezone.localdate(), asked)
    family_ids = [row.family_id for row in listed.rows]
    if asked.is_file:
        return file_answer(
            request, "transfers", name="transfers", head=HEAD, rows=map(_cells, listed.rows), family_ids=family_ids
        )
    log_list(request, "transfers", family_ids)
    steps = [(one.value, one.label) for one in State if (one in OPEN) != closed]
    shown = {
        "asked": asked,
        "listed": listed,
        "rows": listed.rows,
        "page": page_of_list(asked, listed.total),
        "closed": closed,
        "units": units_of_transfers(actor, over=closed),
        "steps": steps if closed else [("stuck", "Stuck"), *steps],
        "days": DAYS,
        "sorts": sorts,
        "leaves": [one for one in units_in_reach(actor) if actor.can(Permission.TRANSFER_FAMILY, one.pk)],
    }
    return render(request, "transfers/transfers.html", shown)


def _units_for(held: HeldFamily) -> list[Unit]:
    """Where a family could go. One statement."""
    today = timezone.localdate()
    units = Unit.objects.filter(is_active=True).exclude(function="service").exclude(pk=held.unit_id or 0)
    return list(units.exclude(ended_on__lte=today))


def _loads(units: list[Unit], held: HeldFamily, today: date) -> dict[str, Any]:
    """What each unit holds, and what falls due there; and when the family's own assessment is due. Four statements."""
    facts = {one.unit_id: one for one in unit_facts(today, since=today, family_id=held.pk, setting="")}
    due = forecast([unit.pk for unit in units], today)
    return {
        "loads": [(unit, facts.get(unit.pk), due[unit.pk]) for unit in units],
        "assessment": open_assessment_of(held.pk, today),
    }


Made = TypeVar("Made")


def _tried(form: Form, verb: Callable[[dict[str, Any]], Made]) -> Made | None:
    """What the verb made of a form. Where part of it cannot be read, nothing is done, and all that is wrong is said at
    once: what cannot be read, and what the verb says of the rest.
    """
    is_read = form.is_valid()
    none = SpokenDateField | TypedChoiceField
    said = {
        name: form.cleaned_data.get(name, None if isinstance(field, none) else "")
        for name, field in form.fields.items()
    }
    try:
        with transaction.atomic():
            made = verb(said)
            transaction.set_rollback(not is_read)
    except ValidationError as problem:
        for name, sentence in problems(problem).items():
            if name not in form.errors:
                form.add_error(name if name in form.fields else None, sentence)
        return None
    return made if is_read else None


@require_policy(TRANSFERS_FAMILY, "GET", "POST")
def offer_transfer(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Offer the family to another unit: which, why, from when."""
    involvement = get_object_or_404(Involvement, family_id=family_id, closed_on=None)
    units = _units_for(held)
    form = OfferForm(request.POST if request.method == "POST" else None, units=units)

    def offer(said: dict[str, Any]) -> Transfer:
        unit = next((one for one in units if one.pk == said["unit"]), None)
        return actions.offer(held, involvement, unit, why=said["why"], wanted_from=said["wanted_from"])

    if form.is_bound:
        made = _tried(form, offer)
        if made is not None:
            messages.success(request, f"Offered to {made.to_unit.name}. Those who answer for it have been told.")
            return redirect("transfer", pk=made.pk)
    context = {
        "family": held.family,
        "form": form,
        "problem": form_problems(form),
        "may_move": any(held.actor.can(Permission.TRANSFER_FAMILY, unit.pk) for unit in units),
        **_loads(units, held, timezone.localdate()),
    }
    return render(request, "transfers/offer.html", context, status=422 if form.is_bound else 200)


# -- one transfer

FORMS: dict[str, type[Form]] = {"again": AgainForm, "introduce": IntroduceForm}
TAKES = {"takes": True, "keeps": False}
SAID = {
    "accept": "Accepted. The family stays with {from_unit} until the transfer is done.",
    "return": "Returned to {from_unit}, with your reason.",
    "again": "Offered again to {to_unit}.",
    "withdraw": "Withdrawn. The family stays with {from_unit}.",
    "raise": "Whoever answers for both units has been told, and decides.",
    "decide": "Decided. Both units have been told.",
    "introduce": "Saved: the family has been introduced to {to_unit}.",
}


def _do(at: TransferInSight, what: str, post: dict[str, str], said: dict[str, Any]) -> Transfer | None:
    """What was pressed; raises what to say instead."""
    actor, pk, because = at.held.actor, at.transfer.pk, post.get("because", "")
    verbs: dict[str, Callable[[], Transfer]] = {
        "accept": lambda: actions.accept(actor, pk, words=post.get("words", "")),
        "return": lambda: actions.give_back(actor, pk, because=because),
        "again": lambda: actions.offer_again(actor, pk, why=said["why"], wanted_from=said["wanted_from"]),
        "withdraw": lambda: actions.withdraw(actor, pk, because=because),
        "raise": lambda: actions.raise_up(actor, pk, because=because),
        "decide": lambda: actions.decide(actor, pk, takes=TAKES.get(post.get("takes", "")), because=because),
        "introduce": lambda: actions.introduce(
            actor,
            pk,
            on=said["introduced_on"],
            by_whom=said["by_whom"],
            told=said["told"],
            met_before=said["met_before"],
        ),
    }  # fmt: skip
    return verbs[what]() if what in verbs else None


@require_policy(SEES_TRANSFER, "GET", "POST")
def transfer(request: Request, at: TransferInSight, pk: int) -> HttpResponse:
    """Where it stands, what happened when, and what can be done now."""
    what, problem = request.POST.get("do", ""), {}
    form: Form | None = FORMS[what](request.POST) if what in FORMS else None
    if what == "done":
        form = DoneForm(request.POST, theirs=_theirs(at.transfer))
    if request.method == "POST":
        try:
            answer = _pressed(request, at, what, form)
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            if answer is not None:
                return answer
            problem = form_problems(form) if form is not None else {}
    return _transfer_page(request, at, what, problem, form)


def _pressed(request: Request, at: TransferInSight, what: str, form: Form | None) -> HttpResponse | None:
    """Where to go from there; nothing, where the form says what is wrong."""
    if isinstance(form, DoneForm):
        return _finished(request, at, form) if form.is_valid() else None
    if form is not None:
        made = _tried(form, lambda said: _do(at, what, typed(request), said))
        if made is None:
            return None
    else:
        made = _do(at, what, typed(request), {})
    if made is not None:
        said = SAID[what].format(from_unit=made.from_unit.name, to_unit=made.to_unit.name)
        messages.success(request, said)
    if made is not None and not made.is_open:  # then it may no longer be theirs to see
        return redirect("transfers")
    return redirect("transfer", pk=at.transfer.pk)


def _theirs(one: Transfer) -> StillWithOthers:
    """What is still with people of the unit before, seen from the other. Six statements."""
    return still_with_others(one.involvement, one.to_unit, timezone.localdate())


def _finished(request: Request, at: TransferInSight, form: DoneForm) -> HttpResponse:
    change = actions.finish(
        at.held.actor, at.transfer.pk, on=form.cleaned_data["on"], freeze=lambda: str(_composed(at)[0]), said=form.said
    )
    said = f"Done. {at.transfer.to_unit.name} holds {at.held.family.name} now; the hand-over pack stays as it was."
    messages.success(request, said, extra_tags=undo_tag(change))
    if at.held.actor.can(Permission.SEE_FAMILY, at.transfer.to_unit_id):
        return redirect("family", family_id=at.held.pk)
    return redirect("transfers")


def _transfer_page(
    request: Request, at: TransferInSight, what: str, problem: dict[str, str], form: Form | None
) -> HttpResponse:
    # As it is now: somebody else may have been quicker than who pressed.
    every = Transfer.objects.select_related("involvement__family", "involvement__key_worker", "from_unit", "to_unit")
    one = every.get(pk=at.transfer.pk)
    actor, today = at.held.actor, timezone.localdate()
    by = answer_by(one) if one.is_open else None
    up = actions.is_up(one, by, today)
    of_from, of_to = (actor.can(Permission.TRANSFER_FAMILY, unit) for unit in (one.from_unit_id, one.to_unit_id))
    edits = any(actor.can(Permission.EDIT_FAMILY, unit) for unit in (one.from_unit_id, one.to_unit_id))
    decides = all(actor.can(Permission.DECIDE_TRANSFER, unit) for unit in (one.from_unit_id, one.to_unit_id))
    may = {
        "accept": of_to and one.state == "offered",
        "return": of_to and (one.state == "offered" or one.is_agreed),
        "again": of_from and one.state == "returned",
        "withdraw": of_from and one.is_open,
        "raise": (of_from or of_to) and one.state in ("offered", "returned") and not up,
        "decide": decides and up,
        "introduce": edits and one.is_agreed,
        "done": (of_from or of_to) and one.is_agreed,
    }
    forms = {name: form if name == what and form is not None else kind() for name, kind in FORMS.items()}
    context: dict[str, Any] = {
        "transfer": one,
        "family": at.held.family,
        "steps": steps_of(one, today),
        "answer_by": by,
        "is_up": up,
        "who_decides": list(who_decides(one).values()) if up else [],
        "may": may,
        "what": what,
        "problem": problem,
        "typed": typed(request),
        "forms": forms,
        "today": today,
        "waits_for_offer": of_to and not of_from and one.state == "returned",
        "may_open": actor.can(Permission.SEE_FAMILY, at.held.unit_id),
    }
    if may["accept"] or may["done"]:
        context |= _loads([one.to_unit], at.held, today)
    if may["done"]:
        theirs = _theirs(one)
        context["theirs"] = theirs
        forms["done"] = form if isinstance(form, DoneForm) else DoneForm(theirs=theirs)
    return render(request, "transfers/transfer.html", context, status=422 if problem else 200)


# -- the pack


def _composed(at: TransferInSight) -> tuple[Markup, Composed]:
    """The pack as the record is now."""
    now = timezone.localtime()
    made = pack_of(at.held, now.date())
    shows = {"transfer": at.transfer, "sections": made.sections, "today": now.date(), "now": now}
    return Markup(render_to_string("transfers/pack/body.html", shows)), made  # noqa: S704 -- a template of ours


def _pack(at: TransferInSight) -> tuple[Markup, Pack | Composed | None]:
    """As it was when the family went, once it has gone; until then as it is now.

    Not where it was kept before the record of a child in it was sealed: then that is said in its place.
    """
    kept = at.transfer.packs.select_related("made_by").first() if at.transfer.done_on else None
    if kept is not None:
        return Markup(kept.html), kept  # noqa: S704 -- as it was written above
    if at.transfer.done_on and any_sealed_in(at.held.pk):
        return Markup(render_to_string("transfers/pack/sealed.html")), None  # noqa: S704 -- a template of ours
    return _composed(at)


@require_policy(SEES_TRANSFER)
def pack(request: Request, at: TransferInSight, pk: int) -> HttpResponse:
    """What the unit hands over, put together from the record."""
    body, made = _pack(at)
    context = {
        "transfer": at.transfer, "family": at.held.family, "body": body,
        "kept": made if isinstance(made, Pack) else None,
        "made": made if isinstance(made, Composed) and at.transfer.is_open else None,
    }  # fmt: skip
    return render(request, "transfers/pack.html", context)


@require_policy(SEES_TRANSFER)
def pack_pdf(request: Request, at: TransferInSight, pk: int) -> HttpResponse:
    """The same on paper."""
    log(at.held.actor, "printed hand-over pack", family_id=at.held.pk, thing=at.transfer, policy=request.policy.name)
    body, _ = _pack(at)
    page = render_to_string("transfers/pack/print.html", {"family": at.held.family, "body": body})
    response = HttpResponse(as_pdf(bears(page)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="hand-over-{at.held.pk}.pdf"'
    return response


# -- at once


@require_policy(TRANSFERS_FAMILY, "GET", "POST")
def move_now(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """The family goes to another unit at once, without an offer: for who may do so in both."""
    involvement = get_object_or_404(Involvement, family_id=family_id, closed_on=None)
    units = [one for one in _units_for(held) if held.actor.can(Permission.TRANSFER_FAMILY, one.pk)]
    form = MoveForm(request.POST if request.method == "POST" else None, units=units)

    def move(said: dict[str, Any]) -> tuple[Unit, GraveChange]:
        unit = next((one for one in units if one.pk == said["unit"]), None)
        if unit is None:
            why = {} if said["because"].strip() else {"because": "Say briefly why the family goes to another unit."}
            raise ValidationError({"unit": "Choose the unit that has the family from now on.", **why})
        on, seen_with = said["on"] or timezone.localdate(), whole(request.POST.get("away_from", ""))
        because, away_from = said["because"], seen_with or held.unit_id
        return unit, move_family(held.actor, involvement, unit, on=on, because=because, away_from=away_from)

    if form.is_bound:
        made = _tried(form, move)
        if made is not None:
            unit, change = made
            messages.success(request, f"{unit.name} holds the family now.", extra_tags=undo_tag(change))
            asks = still_with_others(involvement, unit, timezone.localdate())
            return redirect("hand_on" if asks else "family", family_id=family_id)
    context = {
        "family": held.family,
        "away_from": request.POST.get("away_from") or held.unit_id,
        "form": form,
        "problem": form_problems(form),
        "units": units,
        **_loads(units, held, timezone.localdate()),
    }
    return render(request, "transfers/move.html", context, status=422 if form.is_bound else 200)
