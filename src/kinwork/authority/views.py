"""The authority as it is set up, on one page; its units, their days, buddies and duty."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems, typed
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.clocks.humanize import count
from kinwork.units import setting_up
from kinwork.units.models import DutyTurn, Unit
from kinwork.units.policies import UnitInReach
from kinwork.units.posts import roles_of
from kinwork.units.unit_shapes import FUNCTIONS, PILOTS, UNIT_SHAPES, WEEKDAYS, Holds
from kinwork.units.views import add_problems

from .forms import BuddyForm, ChangedUnitForm, DutyForm, EndUnitForm, NewUnitForm
from .history import history_of_setting_up
from .overview import overview, posts_of
from .policies import SETS_UP, SETS_UP_UNIT

DO = [one for one in FUNCTIONS if one[0] != "service"]


@require_policy(SETS_UP)
def authority(request: Request, actor: Actor) -> HttpResponse:
    """What is there, what is missing, and what to do next. Eight statements besides those of every page."""
    may_staff = actor.may(Permission.STAFF_UNIT)
    return render(
        request,
        "authority/overview.html",
        {"all": overview(timezone.localdate(), asked_by_head=may_staff), "may_staff": may_staff,
         "today": timezone.localdate()},
    )  # fmt: skip


@require_policy(SETS_UP)
def history(request: Request, actor: Actor) -> HttpResponse:
    """Who set up what, in sentences. One statement."""
    return render(request, "authority/history.html", {"lines": history_of_setting_up()})


@require_policy(SETS_UP, "GET", "POST")
def new_unit(request: Request, actor: Actor) -> HttpResponse:
    """A unit of one of the shapes, with its posts."""
    form = NewUnitForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            unit = setting_up.new_unit(actor, began_on=said.pop("began"), **said)
        except ValidationError as problem:
            add_problems(form, problem)
        else:
            posts = count(len(UNIT_SHAPES[unit.template].posts), "vacant post")
            messages.success(request, f"{unit.name} is there, with {posts}.")
            return redirect("authority")
    context = {
        "problem": form_problems(form) if form.is_bound else {},
        "typed": typed(request) or {"minutes": "180"},
        "ticked": request.POST.getlist("days"),
        "functions": DO,
        "weekdays": WEEKDAYS,
        "shapes": [shape for shape in UNIT_SHAPES.values() if shape not in PILOTS],
        "pilots": PILOTS,
    }
    return render(request, "authority/new_unit.html", context, status=422 if form.is_bound else 200)


def unit_page(request: Request, at: UnitInReach, form: Any = None, which: str = "") -> HttpResponse:
    """A unit's name, days, posts and buddy, each to be changed."""
    today, unit = timezone.localdate(), at.unit
    stands = {
        "name": unit.name, "function": unit.function, "area": unit.area, "holds": unit.holds,
        "at": f"{unit.meeting_at:%H:%M}" if unit.meeting_at else "", "minutes": unit.meeting_minutes,
        "families_low": unit.planned_families_low, "families_high": unit.planned_families_high,
        "children": unit.planned_children, "buddy": unit.buddy_id or "",
        "began": f"{unit.began_on:%-d/%-m/%Y}" if unit.began_on else "",
    }  # fmt: skip
    others = Unit.objects.filter(is_active=True).exclude(function="service").exclude(pk=unit.pk)
    context = {
        "unit": unit,
        "which": which,
        "typed": stands | (typed(request) if form is not None else {}),
        "problem": form_problems(form) if form is not None else {},
        "functions": DO,
        "weekdays": WEEKDAYS,
        "holds": Holds.choices,
        "ticked": request.POST.getlist("days") if which == "unit" else [str(day) for day in unit.meeting_days],
        "units": [(other.pk, other.name) for other in others],
        "lines": posts_of([unit.pk], today).get(unit.pk, []),
        "ended_posts": list(unit.posts.filter(ended_on__isnull=False)),
        "roles": [(role.key, role.name) for role in roles_of(unit)],
        "today": today,
    }
    return render(request, "authority/unit.html", context, status=422 if form is not None else 200)


@require_policy(SETS_UP_UNIT, "GET", "POST")
def unit(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """Its name, what it does, where, and when it meets."""
    if request.method != "POST":
        return unit_page(request, at)
    form = ChangedUnitForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            changed = setting_up.change_unit(
                at.actor, at.unit, name=said["name"], function=said["function"], area=said["area"],
                began_on=said["began"],
                holds=said["holds"], meeting_days=said["days"], meeting_at=said["at"],
                meeting_minutes=said["minutes"], planned_families_low=said["families_low"],
                planned_families_high=said["families_high"], planned_children=said["children"],
            )  # fmt: skip
        except ValidationError as problem:
            add_problems(form, problem)
        else:
            messages.success(request, f"Saved: {'; '.join(changed)}." if changed else "Nothing was changed.")
            return redirect("set_up_unit", unit_id=unit_id)
    return unit_page(request, at, form, "unit")


@require_policy(SETS_UP_UNIT, "POST")
def end_unit(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """The unit is no more after a day; its page stays, and it can be opened again."""
    form = EndUnitForm(request.POST)
    if form.is_valid():
        try:
            setting_up.end_unit(at.actor, at.unit, last_day=form.cleaned_data["unit_last"])
        except ValidationError as problem:
            add_problems(form, problem)
        else:
            undo = f"undo:{reverse('go_on_with_unit', args=[unit_id])}"
            messages.success(request, f"{at.unit.name} has ended.", extra_tags=undo)
            return redirect("set_up_unit", unit_id=unit_id)
    return unit_page(request, at, form, "end")


@require_policy(SETS_UP_UNIT, "POST")
def go_on_with_unit(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """The unit is there again."""
    setting_up.go_on_with_unit(at.actor, at.unit)
    messages.success(request, f"{at.unit.name} is open again. Choose its buddy and its duty anew.")
    return redirect("set_up_unit", unit_id=unit_id)


@require_policy(SETS_UP_UNIT, "POST")
def buddy(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """Which unit covers for this one, and the other way round: first what that opens and closes, then done."""
    form = BuddyForm(request.POST, unit=at.unit)
    if not form.is_valid():
        return unit_page(request, at, form, "buddy")
    chosen: Unit | None = form.cleaned_data["buddy"]
    if chosen == at.unit.buddy:
        messages.success(request, "Nothing was changed.")
        return redirect("set_up_unit", unit_id=unit_id)
    former = list(Unit.objects.filter(buddy=chosen).exclude(pk=unit_id)) if chosen else []
    if request.POST.get("sure") != "yes":
        context = {"unit": at.unit, "chosen": chosen, "former": former}
        return render(request, "authority/buddy.html", context)
    setting_up.choose_buddy(at.actor, at.unit, chosen)
    said = (
        f"{at.unit.name} and {chosen.name} cover for one another." if chosen else f"{at.unit.name} has no buddy unit."
    )
    messages.success(request, said)
    return redirect("set_up_unit", unit_id=unit_id)


@require_policy(SETS_UP, "GET", "POST")
def duty(request: Request, actor: Actor) -> HttpResponse:
    """Which unit takes new families, week by week."""
    today = timezone.localdate()
    form = DutyForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = setting_up.put_on_duty(
                actor, list(said["units"]), first_day=said["first_day"], weeks=said["weeks"]
            )  # fmt: skip
        except ValidationError as problem:
            add_problems(form, problem)
        else:
            messages.success(request, f"{count(len(made), 'week')} of duty noted.")
            return redirect("put_on_duty")
    context = {
        "problem": form_problems(form) if form.is_bound else {},
        "typed": typed(request),
        "ticked": request.POST.getlist("units"),
        "units": list(Unit.objects.filter(is_active=True).exclude(function="service")),
        "turns": list(DutyTurn.objects.filter(during__endswith__gt=today).select_related("unit").order_by("during")),
        "today": today,
    }
    return render(request, "authority/duty.html", context, status=422 if form.is_bound else 200)


@require_policy(SETS_UP, "POST")
def end_duty(request: Request, actor: Actor, pk: int) -> HttpResponse:
    """Take a week of duty off the list, or end the one that runs."""
    turn = get_object_or_404(DutyTurn.objects.select_related("unit"), pk=pk)
    setting_up.end_duty(actor, turn)
    messages.success(request, f"{turn.unit.name} is not on duty then.")
    return redirect("put_on_duty")
