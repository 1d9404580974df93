"""What needs attention: a unit's families, the four questions again, a task about a flag."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.forms import number
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.models import Involvement
from kinwork.cases.policies import EDITS_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.people.models.partial import as_typed
from kinwork.units.policies import SEES_UNIT, UnitInReach
from kinwork.units.queries import members_on
from kinwork.whole_numbers import whole

from ..actions.asking import answer_again, as_seen, still_so
from ..actions.writing import Overtaken
from ..flags import counted, flags_of
from ..forms import QuestionsForm, said
from ..presenters import flagged, task_for
from ..queries.facts import facts_of_unit, in_brief
from .forms import form_page, overtaken, put_on


@require_policy(SEES_UNIT)
def of_unit(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """The families of a unit that need attention, the gravest first. One statement for all of them."""
    today = timezone.localdate()
    every = facts_of_unit(at.actor, unit_id, today)
    may_edit = at.actor.can(Permission.EDIT_FAMILY, unit_id)
    families = flagged(
        every,
        today,
        may_edit=may_edit,
        may_close=at.actor.can(Permission.CLOSE_FAMILY, unit_id),
    )
    suggested = [(one, said) for one in every for said in one.suggestions] if may_edit else []
    named = [*(one.facts.family_id for one in families), *(one.family_id for one, _ in suggested)]
    log_list(request, "what needs attention", list(dict.fromkeys(named)), thing=at.unit)
    context = {
        "unit": at.unit,
        "families": families,
        "suggested": suggested,
        "of": len(every),
        "kinds": counted([line.flag for line in one.lines] for one in families),
        "today": today,
    }
    return render(request, "plans/attention.html", context)


@require_policy(EDITS_FAMILY, "GET", "POST")
def ask(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """The four questions with what was said last: still so, or what has changed."""
    involvement = get_object_or_404(Involvement, family_id=family_id, closed_on=None)
    told = in_brief(held.actor, family_id, timezone.localdate())
    answers = {name: getattr(involvement, name) for name in ("why_open", "trying_to_do", "how")}
    end = involvement.expected_end
    initial = answers | {"expected_end": as_typed(end.isoformat()) if end else ""}
    seen, theirs = as_seen(involvement), {}
    is_still_so = request.POST.get("do") == "still_so"
    form: forms.Form = QuestionsForm(
        ({**initial, "because": ""} if is_still_so else request.POST) if request.method == "POST" else None,
        initial=initial,
    )
    if form.is_bound:
        if form.is_valid() or is_still_so:
            try:
                _answer(held, form, number(request.POST, "seen"), is_still_so=is_still_so)
            except Overtaken as problem:
                form, theirs = overtaken(form, problem), problem.theirs
            except ValidationError as problem:
                put_on(form, problem)
            else:
                messages.success(request, "Saved: still so." if is_still_so else "Saved.")
                return redirect("family", family_id=family_id)
        if not theirs:
            seen = number(request.POST, "seen") or seen
    return form_page(
        request, held, "plans/questions.html", form, told=told, seen=seen, theirs=theirs, involvement=involvement
    )


def _answer(held: HeldFamily, form: forms.Form, seen: int | None, *, is_still_so: bool) -> None:
    if is_still_so:
        still_so(held)
        return
    values: dict[str, Any] = said(form)
    answer_again(held, values, because=values.pop("because"), seen=seen)


@require_policy(EDITS_FAMILY)
def task(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """The form for a task, with what would answer a flag in it."""
    told = in_brief(held.actor, family_id, timezone.localdate())
    kind, of = request.GET.get("for", ""), whole(request.GET.get("of", ""))
    flags = flags_of(told.facts, timezone.localdate()) if told else []
    found = [flag for flag in flags if flag.kind == kind and of in (None, flag.person_id)]
    if told is None:
        raise Http404("The family is not open")
    context = {
        "family": held.family,
        "members": members_on(held.unit_id, timezone.localdate()),
        "problem": {},
        "typed": {"owner": str(held.actor.user_id), "what": task_for(found[0]) if found else ""},
    }
    return render(request, "meetings/new_task.html", context)
