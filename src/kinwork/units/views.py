"""The unit itself: who is in it, in which post, who deputises."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems, problems, typed
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.request import Request
from kinwork.units.policies import UnitInReach

from . import actions
from .forms import DeputyForm, WithdrawForm
from .models import Deputy, PostHolding
from .policies import NAMES_DEPUTY, SEES_UNIT
from .posts import roles_of
from .queries import absences_of, deputies_of, holdings_of, members_on, units_in_reach
from .unit_shapes import UNIT_SHAPES


@require_policy(SIGNED_IN)
def my_unit(request: Request, actor: Actor) -> HttpResponse:
    """To one's unit; for somebody in several, to all of them side by side."""
    units = list(units_in_reach(actor))
    own = [unit for unit in units if unit.pk in actor.unit_ids]
    if len(own) == 1:
        return redirect("unit_board", unit_id=own[0].pk)
    if units:
        return redirect("units")
    return render(request, "units/choose.html", {"title": "Which unit?", "has_post": bool(actor.posts)})


def people_page(request: Request, at: UnitInReach, form: Any = None, which: str = "") -> HttpResponse:
    """The page, with what was wrong in the form that was sent. Eight statements besides those of every page."""
    unit = at.unit
    today = timezone.localdate()
    members = members_on(unit.pk, today)
    holdings = list(holdings_of(unit))
    may_staff = at.actor.can(Permission.STAFF_UNIT, unit.pk)
    may_arrange_cover = at.actor.can(Permission.ARRANGE_COVER, unit.pk)
    posts = list(unit.posts.all())
    held = {holding.post_id for holding in holdings if holding.during.upper is None or holding.during.upper > today}
    return render(
        request,
        "units/people.html",
        {
            "unit": unit,
            "template": UNIT_SHAPES[unit.template],
            "posts": [post for post in posts if post.ended_on is None or post.ended_on > today],
            "vacant": [post for post in posts if post.pk not in held and (not post.ended_on or post.ended_on > today)],
            "ended_posts": [post for post in posts if post.ended_on],
            "roles": [(role.key, role.name) for role in roles_of(unit)],
            "holdings": holdings,
            "changes": _in_a_year(holdings, today),
            "absences": list(absences_of(unit.pk, today)),
            "today": today,
            "members": members,
            "deputies": list(deputies_of(unit.pk, today)),
            "may_staff": may_staff,
            "may_name_deputy": at.actor.can(Permission.NAME_DEPUTY, unit.pk),
            "may_arrange_cover": may_arrange_cover,
            "may_change_posts": may_staff,
            "staff": list(User.objects.filter(is_active=True)) if may_staff or may_arrange_cover else [],
            "problem": form_problems(form) if form is not None else {},
            "which": which,
            "typed": typed(request),
        },
        status=422 if form is not None else 200,
    )


def _in_a_year(holdings: list[PostHolding], today: date) -> tuple[int, int]:
    """How many people came to the unit in the last twelve months, and how many left it. Changing posts is neither."""
    since = today - timedelta(days=365)
    by: dict[int, list[PostHolding]] = {}
    for holding in holdings:
        by.setdefault(holding.user_id, []).append(holding)
    first = [min(one.during.lower for one in held) for held in by.values()]
    last = [max(one.during.upper or date.max for one in held) for held in by.values()]
    return sum(since <= day <= today for day in first), sum(since <= day <= today for day in last)


@require_policy(SEES_UNIT)
def people(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """Posts, who holds them, deputies."""
    return people_page(request, at)


def add_problems(form: Any, problem: ValidationError) -> None:
    """What a verb found wrong, beside the fields of the form."""
    for name, sentence in problems(problem).items():
        form.add_error(name if name in form.fields else None, sentence)


@require_policy(NAMES_DEPUTY, "POST")
def withdraw_deputy(request: Request, at: UnitInReach, unit_id: int, pk: int) -> HttpResponse:
    """From now on this person decides no longer in the CSW's place."""
    found = get_object_or_404(Deputy.objects.select_related("user", "unit"), pk=pk, unit_id=unit_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return people_page(request, at, form, f"withdraw-{pk}")
    change = actions.withdraw_deputy(at.actor, found, because=form.cleaned_data["because"])
    messages.success(request, change.words, extra_tags=f"undo:/changes/{change.pk}/undo/")
    return redirect("unit_people", unit_id=unit_id)


@require_policy(NAMES_DEPUTY, "POST")
def deputy(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """Name somebody who may decide."""
    form = DeputyForm(request.POST, members=members_on(unit_id, timezone.localdate()))
    if form.is_valid():
        said = form.cleaned_data
        user = get_object_or_404(User, pk=said["user"])
        try:
            actions.name_deputy(at.actor, at.unit, user, first_day=said["first_day"], last_day=said["last_day"])
        except ValidationError as problem:
            add_problems(form, problem)
        else:
            messages.success(request, f"{user} can decide in your place on those days.")
            return redirect("unit_people", unit_id=unit_id)
    return people_page(request, at, form, "deputy")
