"""A unit's families go to others at once, as when it ends: chosen, looked at, done together, undone together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.forms import problems, read_box, typed
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.access.roles import ROLES
from kinwork.access.sql import tuples
from kinwork.cases.grave_change_views import undo_tag
from kinwork.cases.models import Involvement
from kinwork.cases.moving import move_families
from kinwork.cases.queries import open_in_units
from kinwork.clocks.natural_dates import Looks
from kinwork.front_door.queries.units import unit_facts
from kinwork.front_door.suggesting import UnitFacts
from kinwork.obligations.queries import UnitLine, due_in_unit
from kinwork.units.models import Unit
from kinwork.units.policies import UnitInReach
from kinwork.units.queries import members_on
from kinwork.whole_numbers import whole

from .policies import MOVES_FAMILIES
from .queries import open_of_units

CHILDREN = """
SELECT family_id, count(*) FROM families_familymember
WHERE family_id = ANY (%(families)s::bigint[]) AND is_child AND NOT taken_back GROUP BY family_id
"""


@dataclass
class Target:
    """One of the units to which families go: what it holds now and then, who there sees them from then on."""

    unit: Unit
    facts: UnitFacts | None
    names: list[str] = field(default_factory=list)
    children: int = 0
    due: list[UnitLine] = field(default_factory=list)
    gain: list[str] = field(default_factory=list)

    @property
    def families_after(self) -> int:
        return (self.facts.families if self.facts else 0) + len(self.names)

    @property
    def children_after(self) -> int:
        return (self.facts.children if self.facts else 0) + self.children

    @property
    def is_over_plan(self) -> bool:
        high = self.facts.planned_high if self.facts else None
        return high is not None and self.families_after > high


@dataclass(frozen=True)
class Preview:
    """What moving these families changes."""

    targets: list[Target]
    before: UnitFacts | None
    leaving: int
    children: int
    lose: list[str]
    ends: list[str]  # offers that end with it


def _sees(unit_id: int, on: date) -> dict[int, str]:
    """Who opens the families of a unit by a post in it. One statement."""
    return {
        one.user_id: one.name for one in members_on(unit_id, on) if Permission.SEE_FAMILY in ROLES[one.role].permissions
    }


def preview(unit: Unit, where: Sequence[tuple[Involvement, Unit]], today: date) -> Preview:
    """Five statements, and one for each unit."""
    facts = {one.unit_id: one for one in unit_facts(today, since=today, family_id=None, setting="")}
    children = dict(tuples(CHILDREN, families=[one.family_id for one, _ in where]))
    due, own = due_in_unit(unit.pk, today), _sees(unit.pk, today)
    targets: dict[int, Target] = {}
    for involvement, to in where:
        target = targets.setdefault(to.pk, Target(to, facts.get(to.pk)))
        target.names.append(involvement.family.name)
        target.children += children.get(involvement.family_id, 0)
        target.due += [line for line in due if line.family_id == involvement.family_id]
    seeing: set[int] = set()
    for target in targets.values():
        target.due.sort(key=lambda line: line.falls_due)
        there = _sees(target.unit.pk, today)
        seeing |= there.keys()
        target.gain = [name for pk, name in there.items() if pk not in own]
    moving = {one.family_id for one, _ in where}
    return Preview(
        sorted(targets.values(), key=lambda one: one.unit.name),
        facts.get(unit.pk),
        len(where),
        sum(children.values()),
        [name for pk, name in own.items() if pk not in seeing],
        [line.family for line in open_of_units([unit.pk], today) if line.family_id in moving],
    )


def _chosen(post: QueryDict, families: list[Involvement], units: dict[int, Unit]) -> list[tuple[Involvement, Unit]]:
    """Each family with the unit chosen for it; where none is, the one chosen for all the rest."""
    rest = post.get("rest", "")
    found = []
    for one in families:
        said = post.get(f"to_{one.family_id}", "") or rest
        unit = units.get(whole(said) or 0)
        if unit is not None:
            found.append((one, unit))
    return found


@require_policy(MOVES_FAMILIES, "GET", "POST")
def move_unit(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """Where each family goes; then what that changes; then it is done, all of it or nothing."""
    today = timezone.localdate()
    families = list(open_in_units([unit_id], today).distinct())
    log_list(request, f"the families of {at.unit.name} to move", [one.family_id for one in families], thing=at.unit)
    others = Unit.objects.filter(is_active=True).exclude(function="service").exclude(pk=unit_id)
    units = {
        one.pk: one for one in others.exclude(ended_on__lte=today) if at.actor.can(Permission.TRANSFER_FAMILY, one.pk)
    }
    where, problem, looked = [], {}, None
    if request.method == "POST":
        where = _chosen(request.POST, families, units)
        try:
            on = read_box(request.POST, "on", Looks.PAST) or today
            if not where:
                raise ValidationError({"rest": "Choose for one family at least where it goes."})
            if request.POST.get("do") == "move":
                change = move_families(at.actor, at.unit, where, on=on, because=request.POST.get("because", ""))
                messages.success(request, change.words, extra_tags=undo_tag(change))
                return redirect("transfers")
        except ValidationError as wrong:
            problem = problems(wrong)
        if where and not problem.get("on"):
            looked = preview(at.unit, where, today)
    context = {
        "unit": at.unit,
        "families": families,
        "units": [(one.pk, one.name) for one in units.values()],
        "typed": typed(request),
        "problem": problem,
        "preview": looked if request.POST.get("do") in ("look", "move") else None,
        "today": today,
    }
    return render(request, "transfers/move_unit.html", context, status=422 if problem else 200)
