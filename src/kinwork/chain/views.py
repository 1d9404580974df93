"""Is it getting better? One figure for a unit beside the whole service, and what each point counts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.lists import file_answer
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.access.roles import ROLES
from kinwork.units.models import Unit
from kinwork.units.policies import SEES_UNIT, UnitInReach

from .figure import HEAD, Drawn, cells, drawings
from .policies import SEES_CHAIN
from .reading import Reading, chain_of, reading
from .steps import CHAIN, NOT_YET, PLACES, Asked, Fact, Step, steps

WEEKS = (12, 26, 52)


def _weeks(request: Request) -> int:
    asked = request.GET.get("weeks", "")
    return next((weeks for weeks in WEEKS if str(weeks) == asked), 26)


def _asked(units: list[int] | None, on: date, weeks: int) -> Asked:
    return Asked(units, on - timedelta(weeks=weeks), on)


def _day_of(at: UnitInReach) -> tuple[date, bool]:
    """As of today for the unit itself; for all others as it stood four weeks ago."""
    is_ours = any(post.unit_id == at.unit.pk and ROLES[post.role].is_member for post in at.actor.posts)
    return timezone.localdate() - (timedelta(0) if is_ours else NOT_YET), is_ours


@require_policy(SEES_UNIT)
def of_unit(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """A unit’s chain, and the whole service’s beside it. Each step is read twice, whatever there is of it."""
    weeks = _weeks(request)
    on, is_ours = _day_of(at)
    own = chain_of(_asked([unit_id], on, weeks))
    everyone = chain_of(_asked(None, timezone.localdate() - NOT_YET, weeks)).of()
    rows = [Drawn(mine, whole, _leads(mine, unit_id, weeks)) for mine, whole in zip(own.of(), everyone, strict=True)]
    if request.GET.get("as") == "csv":
        return _file(request, f"the chain of {at.unit.name}", rows, at.unit)
    context = {
        "unit": at.unit, "rows": rows, "links": own.links(), "weeks": weeks, "all_weeks": WEEKS, "on": on,
        "is_ours": is_ours, "compares": at.actor.somewhere(Permission.SEE_NUMBERS),
        "figure": drawings(rows, f"The chain of {at.unit.name}: nine steps, each with how many and an interval"),
    }  # fmt: skip
    return render(request, "chain/chain.html", context)


@require_policy(SEES_CHAIN)
def of_all(request: Request, actor: Actor) -> HttpResponse:
    """The whole service’s chain. Each step is read once, and no unit stands beside another."""
    weeks = _weeks(request)
    on = timezone.localdate() - NOT_YET
    found = chain_of(_asked(None, on, weeks))
    rows = [
        Drawn(one, None, reverse("chain_of_all_counts", args=[one.place.key]) + f"?weeks={weeks}" if one.n else "")
        for one in found.of()
    ]
    if request.GET.get("as") == "csv":
        return _file(request, "the chain of the whole service", rows, None)
    context = {
        "unit": None, "rows": rows, "links": found.links(), "weeks": weeks, "all_weeks": WEEKS, "on": on,
        "is_ours": False, "compares": True,
        "figure": drawings(rows, "The chain of the whole service: nine steps, each with how many and an interval"),
    }  # fmt: skip
    return render(request, "chain/chain.html", context)


def _leads(one: Reading, unit_id: int, weeks: int) -> str:
    """To what a step counts; where there is nothing yet, to where one begins."""
    if one.n:
        return reverse("chain_counts", args=[unit_id, one.place.key]) + f"?weeks={weeks}"
    place = one.place
    return reverse(place.link, args=[unit_id] if place.of_unit else []) if place.link else ""


def _file(request: Request, what: str, rows: list[Drawn], unit: Unit | None) -> HttpResponse:
    return file_answer(
        request, what, name="chain", head=HEAD, rows=[cells(row) for row in rows], family_ids=[], thing=unit
    )  # fmt: skip


def _step(key: str) -> Step:
    step = next((step for place, step in steps() if place.key == key and step is not None), None)
    if step is None:
        raise Http404("No such step")
    return step


def _may_list(actor: Actor, fact: Fact) -> bool:
    """What is of a family is listed for who may see the families of that unit; the database hides restricted ones."""
    return fact.family_id is None or actor.can(Permission.SEE_FAMILY, fact.unit_id)


@require_policy(SEES_UNIT)
def counts(request: Request, at: UnitInReach, unit_id: int, key: str) -> HttpResponse:
    """What one point of a unit’s chain counts. As many statements as the step says, besides those of every page."""
    step, weeks = _step(key), _weeks(request)
    on, _ = _day_of(at)
    found = step.read(_asked([unit_id], on, weeks))
    shown = [] if step.not_listed else [fact for fact in found if _may_list(at.actor, fact)]
    families = sorted({fact.family_id for fact in shown if fact.family_id is not None})
    if request.GET.get("as") == "csv":
        rows = [[fact.what, fact.says, fact.value] for fact in shown]
        return file_answer(
            request, f"what the chain of {at.unit.name} counts", name=f"chain-{key}",
            head=["What", "In the record", "Value"], rows=rows, family_ids=families, thing=at.unit,
        )  # fmt: skip
    log_list(request, f"the chain of {at.unit.name}: {step.place.name}", families, thing=at.unit)
    context = {
        "unit": at.unit, "place": step.place, "step": step, "facts": shown,
        "left_out": 0 if step.not_listed else len(found) - len(shown),
        "reading": reading(step.place, step, found, alone=True), "weeks": weeks, "on": on,
    }  # fmt: skip
    return render(request, "chain/counts.html", context)


@require_policy(SEES_CHAIN)
def counts_of_all(request: Request, actor: Actor, key: str) -> HttpResponse:
    """How many each unit brings to a point of the service’s chain, in the order of their names, without a figure.

    One statement, and those of the step.
    """
    step, weeks = _step(key), _weeks(request)
    on = timezone.localdate() - NOT_YET
    found = sorted(step.read(_asked(None, on, weeks)), key=lambda fact: fact.unit_id)
    numbers = {unit_id: len(list(facts)) for unit_id, facts in groupby(found, key=lambda fact: fact.unit_id)}
    units = [
        (unit, numbers[unit.pk], actor.can(Permission.SEE_UNIT, unit.pk))
        for unit in Unit.objects.filter(pk__in=numbers).order_by("name")
    ]
    context = {
        "place": step.place, "step": step, "units": units, "reading": reading(step.place, step, found),
        "weeks": weeks, "on": on,
    }  # fmt: skip
    return render(request, "chain/counts_of_all.html", context)


@require_policy(SEES_CHAIN)
def side_by_side(request: Request, actor: Actor) -> HttpResponse:
    """Every unit’s chain, because it was asked for: in the order of their names and never by a figure.

    One statement, and those of the steps once.
    """
    weeks = _weeks(request)
    on = timezone.localdate() - NOT_YET
    found = chain_of(_asked(None, on, weeks))
    there = {fact.unit_id for facts in found.facts.values() for fact in facts}
    rows = [
        (unit, actor.can(Permission.SEE_UNIT, unit.pk), found.of({unit.pk}))
        for unit in Unit.objects.filter(pk__in=there).order_by("name")
    ]
    context = {"rows": rows, "places": CHAIN, "weeks": weeks, "all_weeks": WEEKS, "on": on, "known": PLACES}
    return render(request, "chain/side_by_side.html", context)
