"""A whole service from a template: chosen, looked at with every unit by name, and made all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from kinwork.access.actor import Actor
from kinwork.access.forms import problems, typed
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.clocks.humanize import count
from kinwork.units import setting_up
from kinwork.units.authority_templates import (
    AUTHORITY_TEMPLATES,
    MOST_OF_A_KIND,
    MOST_UNITS,
    AuthorityTemplate,
    Group,
    PlannedUnit,
    planned,
)
from kinwork.units.unit_shapes import EVERY_DAY, FUNCTIONS, WEEKDAYS, days_in_words
from kinwork.whole_numbers import whole

from .policies import SETS_UP

ALL = "all"
DAYS = [*((str(day), f"{name}s") for day, name in WEEKDAYS), (ALL, days_in_words(EVERY_DAY))]
LOOK_AGAIN = "The numbers have changed. Look at the units below, then press again."


@dataclass(frozen=True)
class GroupLine:
    """Units alike, as the page shows them."""

    group: Group
    typed: str
    units: list[PlannedUnit]

    @property
    def function(self) -> str:
        return dict(FUNCTIONS)[self.group.function]


@require_policy(SETS_UP)
def templates(request: Request, actor: Actor) -> HttpResponse:
    """The ways of arranging a service that the literature describes. No statement."""
    return render(request, "authority/templates.html", {"templates": AUTHORITY_TEMPLATES.values()})


@require_policy(SETS_UP, "GET", "POST")
def template(request: Request, actor: Actor, key: str) -> HttpResponse:
    """Every unit that would be made, each to be called otherwise, more or fewer of them; then all of them made."""
    chosen = AUTHORITY_TEMPLATES.get(key)
    if chosen is None:
        raise Http404("No such template")
    said = typed(request)
    numbers, problem = _numbers(chosen, said)
    units = [_as_said(one, said) for one in planned(chosen, numbers)]
    seen = " ".join(one.key for one in units)
    if said.get("make") and not problem:
        if said.get("seen") == seen:
            try:
                return _done(request, setting_up.make_units(actor, units, pairs=chosen.pairs), units)
            except ValidationError as wrong:
                problem = problems(wrong)
        else:
            problem = {f"n-{chosen.groups[0].key}": LOOK_AGAIN}
    posts = [post for one in units for post in one.group.shape.posts]
    context = {
        "template": chosen,
        "lines": [
            GroupLine(group, said.get(f"n-{group.key}", str(group.number)), [u for u in units if u.group == group])
            for group in chosen.groups
        ],
        "units": units,
        "posts": len(posts),
        "fte": f"{sum((Decimal(post.fte) for post in posts), Decimal(0)).normalize():f}",
        "seen": seen,
        "days": DAYS,
        "problem": problem,
    }
    return render(request, "authority/template.html", context, status=422 if problem else 200)


def _done(request: Request, made: Sequence[object], units: list[PlannedUnit]) -> HttpResponse:
    if made:
        posts = sum(len(one.group.shape.posts) for one in units)
        messages.success(request, f"{count(len(made), 'unit')} made, with {count(posts, 'vacant post')}.")
    else:
        messages.success(request, f"These {count(len(units), 'unit')} are there already. Nothing was made twice.")
    return redirect("authority")


def _numbers(chosen: AuthorityTemplate, said: dict[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    """How many of each group, and what is wrong with what was typed: there, the template's own number stands."""
    numbers, problem = {group.key: group.number for group in chosen.groups}, dict[str, str]()
    for group in chosen.groups:
        box = f"n-{group.key}"
        if box not in said:
            continue
        number = whole(said[box].strip(), most=MOST_OF_A_KIND)
        if number is None:
            more = " Type it without a comma or a point." if {",", "."} & set(said[box]) else ""
            problem[box] = f"{group.called}: a whole number from 0 to {MOST_OF_A_KIND}.{more}"
        else:
            numbers[group.key] = number
    total = sum(numbers.values())
    if not problem and not 0 < total <= MOST_UNITS:
        few = "At least one unit: type a number somewhere."
        many = f"{total} units at once are too many: up to {MOST_UNITS}. More can be added later."
        problem[f"n-{chosen.groups[0].key}"] = many if total else few
    return numbers, problem


def _as_said(one: PlannedUnit, said: dict[str, str]) -> PlannedUnit:
    """The unit with the name and the days that were chosen for it."""
    name = said.get(f"name-{one.key}")
    day = said.get(f"days-{one.key}", "")
    # As it came, it has a number or none by how many there are now.
    as_it_came = (one.group.called, f"{one.group.called} {one.key.rpartition('-')[2]}")
    if name is not None and (name := " ".join(name.split())) not in as_it_came:
        one = replace(one, name=name)
    if day == ALL:
        return replace(one, days=EVERY_DAY)
    number = whole(day, most=4)
    return one if number is None else replace(one, days=(number,))
