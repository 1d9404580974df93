"""Pages of adoption: the adopters, the order, and the sealed records that somebody is named for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems, problems
from kinwork.access.policies import SIGNED_IN, Policy, require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY
from kinwork.cases.queries import latest_involvement
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.whole_numbers import whole

from .adopting import Adopted, change_household, households_of, record_adoption, record_household
from .forms import AdoptersForm, AdoptionOrderForm
from .models import CameFrom, Sealing
from .sealing import kept_by, may_change, name_keepers, not_sealed, open_sealed, unseal, who_can_be_named, who_can_guard


def _put_on(form: Any, problem: ValidationError) -> None:
    for name, sentence in problems(problem).items():
        form.add_error(name if name in form.fields else None, sentence)


def _back(held: HeldFamily, child: int | None) -> str:
    known = FamilyMember.objects.filter(family=held.family, is_child=True)
    found = known.filter(person_id=child or 0).first() or known.order_by("position", "id").first()
    return reverse("child_record", args=[held.pk, found.person_id]) if found else reverse("family", args=[held.pk])


@require_policy(EDITS_FAMILY, "GET", "POST")
def adopters(request: Request, held: HeldFamily, family_id: int, pk: int = 0) -> HttpResponse:
    """Who adopts, and how far they have come."""
    involvement = latest_involvement(family_id)
    if involvement is None:
        raise Http404("This family has never been open")
    household = next((one for one in households_of(family_id) if one.pk == pk), None)
    if pk and household is None:
        raise Http404("No such adopters")
    back = _back(held, whole(request.GET.get("child")))
    form = AdoptersForm(request.POST if request.method == "POST" else None, household=household)
    if household is not None:
        for name in [name for name in form.fields if name.startswith(("first_", "second_"))]:
            del form.fields[name]
    if form.is_bound and form.is_valid():
        try:
            if household is not None:
                change_household(held, household, form.values())
            else:
                people = [one for one in (form.person("first"), form.person("second")) if one is not None]
                record_household(held, involvement, people, form.values())
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            messages.success(request, "Saved.")
            return redirect(back)
    context = {
        "family": held.family,
        "form": form,
        "problem": form_problems(form),
        "household": household,
        "back": back,
    }
    return render(request, "children/adopters.html", context, status=422 if form.is_bound else 200)


@require_policy(EDITS_FAMILY, "GET", "POST")
def adoption_order(request: Request, held: HeldFamily, family_id: int, person_id: int) -> HttpResponse:
    """The court made an adoption order: what it says, the new name, and who keeps the sealed record."""
    involvement = latest_involvement(family_id)
    members = not_sealed(FamilyMember.objects.filter(family_id=family_id, person_id=person_id, is_child=True))
    member = members.select_related("person").first()
    if involvement is None or member is None:
        raise Http404("No child of this family whose record is open")
    known = households_of(family_id)
    staff = [(one.pk, one.full_name) for one in who_can_be_named()]
    guardians = [(one.pk, one.full_name) for one in who_can_guard().exclude(pk=held.actor.user_id)]
    sent = request.POST if request.method == "POST" else None
    form = AdoptionOrderForm(sent, adopters=known, staff=staff, guardians=guardians)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            sealing = record_adoption(
                held,
                involvement,
                member.person,
                Adopted(
                    on=said["on"] or timezone.localdate(),
                    household=next(one for one in known if one.pk == said["household_id"]),
                    court=said["court"],
                    is_consent_dispensed=said["is_consent_dispensed"],
                    note=said["note"],
                    given_name=said["new_given_name"],
                    family_name=said["new_family_name"],
                    guardian_id=said["guardian"],
                    people=said["people"],
                    not_sealed_because=said["not_sealed_because"],
                ),
            )
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            messages.success(request, "Saved. The earlier record is sealed now." if sealing else "Saved.")
            return redirect("child_record", family_id=family_id, person_id=person_id)
    context = {
        "family": held.family,
        "child": member.person,
        "form": form,
        "problem": form_problems(form),
        "known": known,
    }
    return render(request, "children/adoption_order.html", context, status=422 if form.is_bound else 200)


# -- sealed records


@dataclass(frozen=True)
class Kept:
    """A sealed record that the actor is named for."""

    sealing: Sealing
    actor: Actor


def _keeps(request: Request, *, pk: int, **ids: Any) -> Kept:
    sealing = next((one for one in kept_by(request.actor) if one.pk == pk), None)
    if sealing is None:
        raise Http404("No sealed record of theirs")
    return Kept(sealing, request.actor)


KEEPS_SEAL = Policy("sealed:keeps", "The people named for a sealed record, and its guardian.", _keeps)


@require_policy(SIGNED_IN)
def sealed_records(request: Request, actor: Actor) -> HttpResponse:
    """The sealed records that somebody is named for, and who opened each."""
    return render(request, "children/sealed_records.html", {"sealed": kept_by(actor), "actor": actor})


@require_policy(KEEPS_SEAL, "GET", "POST")
def sealed_record(request: Request, kept: Kept, pk: int) -> HttpResponse:
    """Who may open it; by its guardian, others are named, or it is unsealed."""
    sealing, problem = kept.sealing, {}
    if request.method == "POST":
        because = request.POST.get("because", "")
        try:
            if request.POST.get("do") == "unseal":
                unseal(kept.actor, pk, because=because)
                messages.success(request, "The record is no longer sealed.")
                return redirect("sealed_records")
            people = [one for one in map(whole, request.POST.getlist("people")) if one]
            name_keepers(
                kept.actor, pk, guardian_id=whole(request.POST.get("guardian")), people=people, because=because
            )
            messages.success(request, "Saved.")
            return redirect("sealed_records")
        except ValidationError as wrong:
            problem = problems(wrong)
    chosen = {one.user_id for one in sealing.keepers.all()}
    if request.method == "POST":
        chosen = {one for one in map(whole, request.POST.getlist("people")) if one}
    context = {
        "sealing": sealing,
        "staff": who_can_be_named(),
        "chosen": chosen,
        "guardian": whole(request.POST.get("guardian")) or sealing.guardian_id,
        "guardians": who_can_guard(),
        "is_guardian": may_change(kept.actor, sealing),
        "problem": problem,
        "typed": request.POST.get("because", ""),
    }
    return render(request, "children/sealed_record.html", context, status=422 if problem else 200)


@require_policy(KEEPS_SEAL, "POST")
def open_sealed_record(request: Request, kept: Kept, pk: int) -> HttpResponse:
    """With the reason: it can be read for the rest of the working day."""
    came_from = request.POST.get("from", CameFrom.BEFORE)
    sealing = kept.sealing
    try:
        open_sealed(kept.actor, pk, came_from=came_from, reason=request.POST.get("because", ""))
    except ValidationError as wrong:
        context = {"sealing": sealing, "came_from": came_from, "problem": problems(wrong)}
        return render(request, "children/open_sealed.html", context, status=422)
    messages.success(request, "You can read it for the next eight hours. The guardian has been told.")
    return redirect("child_record", family_id=sealing.involvement.family_id, person_id=sealing.person_id)


@require_policy(KEEPS_SEAL)
def ask_to_open(request: Request, kept: Kept, pk: int) -> HttpResponse:
    """Asks why, before a sealed record is opened."""
    came_from = CameFrom.AFTER if request.GET.get("from") == CameFrom.AFTER else CameFrom.BEFORE
    context = {"sealing": kept.sealing, "came_from": came_from, "problem": {}}
    return render(request, "children/open_sealed.html", context)
