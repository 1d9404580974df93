"""The register of training, one's own page, a unit's, and inductions."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.request import Request
from kinwork.clocks.humanize import count, long_day
from kinwork.units.policies import SEES_UNIT, UnitInReach

from . import actions, coaching, pasted
from .forms import OnForm, PastedForm, PractisingForm, ProgrammeForm, SessionForm, TakenForm, UntilForm
from .models import Attendance
from .policies import (
    ENDS_PROGRAMME,
    KEEPS_EVERYWHERE,
    KEEPS_PROGRAMME,
    KEEPS_SOMEWHERE,
    OWN_PRACTISING,
    OWN_SESSION,
    SEES_INDUCTION,
    InductionInReach,
    PractisingInReach,
    ProgrammeInReach,
    SessionInReach,
    supports,
)
from .queries import (
    LATELY,
    Trained,
    cadence,
    colleagues_of,
    groups_of,
    had_lately,
    inductions_of,
    last_sessions,
    practising_of,
    programmes_now,
    sessions_of,
    taken_of,
    trained_in,
    whom_i_meet,
)
from .shipped import induction, programmes


@require_policy(KEEPS_SOMEWHERE)
def register(request: Request, actor: Actor) -> HttpResponse:
    """The programmes, and those that can be taken up. Two statements besides those of every page."""
    return _register(request, actor, ProgrammeForm())


@require_policy(KEEPS_EVERYWHERE, "POST")
def make(request: Request, actor: Actor) -> HttpResponse:
    form = ProgrammeForm(request.POST)
    problem: dict[str, str] = {}
    if form.is_valid():
        try:
            made = actions.make_programme(actor, **form.cleaned_data)
        except ValidationError as found:
            problem = problems(found)
        else:
            messages.success(request, "Saved.")
            return redirect("training_programme", programme_id=made.pk)
    return _register(request, actor, form, problem)


def _register(
    request: Request, actor: Actor, form: ProgrammeForm, problem: dict[str, str] | None = None
) -> HttpResponse:
    given = programmes_now(timezone.localdate())
    there = {one.name.casefold() for one in given}
    problem = {**form_problems(form), **(problem or {})}
    context = {
        "programmes": given, "form": form, "problem": problem, "may_make": actor.may(Permission.KEEP_TRAINING),
        "shipped": [one for one in programmes().values() if one.name.casefold() not in there],
    }  # fmt: skip
    return render(request, "training/register.html", context, status=422 if problem else 200)


@require_policy(KEEPS_EVERYWHERE, "POST")
def take_up(request: Request, actor: Actor, key: str) -> HttpResponse:
    shipped = programmes().get(key)
    if shipped is None:
        return redirect("training")
    try:
        made = actions.take_up(actor, shipped)
    except ValidationError as found:
        messages.error(request, " ".join(found.messages))
        return redirect("training")
    messages.success(request, "Taken up. Enter now who took which days.")
    return redirect("training_programme", programme_id=made.pk)


@require_policy(ENDS_PROGRAMME, "POST")
def end(request: Request, at: ProgrammeInReach, programme_id: int) -> HttpResponse:
    actions.end_programme(at.actor, at.programme)
    messages.success(request, f"{at.programme.name} is no longer offered. What colleagues took of it stays.")
    return redirect("training")


@require_policy(KEEPS_PROGRAMME, "GET", "POST")
def programme(request: Request, at: ProgrammeInReach, programme_id: int) -> HttpResponse:
    """Who took which days, and a form for many at once. Three statements besides those of every page."""
    people, days = colleagues_of(at.actor, timezone.localdate()), list(at.programme.days.all())
    given: dict[str, Any] = {
        "days": [(day.number, f"Day {day.number}: {day.module}") for day in days],
        "people": [(one.pk, one.full_name) for one in people],
    }
    is_pasted = "pasted" in request.POST
    form = TakenForm(request.POST if request.method == "POST" and not is_pasted else None, **given)
    lines = PastedForm(request.POST if is_pasted else None)
    problem: dict[str, str] = {}
    wrong: list[str] = []
    taken = None
    if is_pasted and lines.is_valid():
        named = defaultdict(list)
        for one in people:
            named[pasted.called(one.full_name)].append(one.pk)
            named[pasted.called(one.email)].append(one.pk)
        found, wrong = pasted.read(lines.cleaned_data["pasted"], named, days=len(days))
        taken = [(line.user_id, line.day, line.on) for line in found] if not wrong else None
    elif form.is_bound and form.is_valid():
        said = form.cleaned_data
        taken = [(pk, said["day"], said["on"]) for pk in said["people"]]
    if taken is not None:
        try:
            new, there = actions.note_days(at.actor, at.programme, taken)
        except ValidationError as refused:
            problem = {"form": " ".join(refused.messages)}
        else:
            already = f" {count(there, 'day')} stood here already." if there else ""
            messages.success(request, f"Saved: {count(new, 'day')} of training.{already}")
            return redirect("training_programme", programme_id=programme_id)
    problem |= form_problems(form) | form_problems(lines)
    if wrong:
        problem["pasted"] = f"Nothing is saved yet. {count(len(wrong), 'line')} to correct:"
    rows: dict[int, dict[int, Attendance]] = defaultdict(dict)
    for attendance in taken_of(at.programme):
        rows[attendance.user_id][attendance.day.number] = attendance
    context = {
        "programme": at.programme, "days": days, "people": people, "form": form, "lines": lines, "problem": problem,
        "wrong": wrong, "rows": rows, "theirs": {one.pk for one in people},
        "others": sum(pk not in {one.pk for one in people} for pk in rows),
        "may_end": at.actor.may(Permission.KEEP_TRAINING) and at.programme.ended_on is None,
    }  # fmt: skip
    return render(request, "training/programme.html", context, status=422 if problem else 200)


@require_policy(KEEPS_PROGRAMME, "POST")
def remove_day(request: Request, at: ProgrammeInReach, programme_id: int, pk: int) -> HttpResponse:
    taken = get_object_or_404(Attendance, pk=pk, day__programme_id=programme_id)
    actions.remove_day(at.actor, taken)
    messages.success(request, "Removed: it was entered in error.")
    return redirect("training_programme", programme_id=programme_id)


@require_policy(SEES_UNIT)
def unit(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """A unit's training on any day. Three statements besides those of every page.

    Names of who had coaching or supervision only for the consultant and the colleague themselves.
    """
    today = timezone.localdate()
    form = OnForm(request.GET if request.GET.get("on") else None)
    problem = form_problems(form)
    on = today
    if form.is_bound and not problem:
        on = form.cleaned_data["on"] or today
    members = trained_in([unit_id], on)
    last = last_sessions([member.user_id for member in members], on)
    opened = inductions_of(members, on) if on == today else {}
    me = at.actor.user_id

    def is_seen(member: Trained) -> bool:
        return member.user_id == me or supports(at.actor, unit_id)

    rows = [
        (
            member,
            cadence(last[member.user_id], on) if is_seen(member) else None,
            opened.get((unit_id, member.user_id)) if is_seen(member) else None,
        )
        for member in members
    ]
    sees_all = supports(at.actor, unit_id)
    lately = (sum(any(day > on - LATELY for day in days.values()) for days in last.values()), len(last))
    # For today only: of two days between which someone came or went, anyone could take one from the other.
    others = had_lately(last, me, on) if on == today else None
    context = {
        "unit": at.unit, "on": on, "today": today, "rows": rows, "groups": groups_of(members), "form": form,
        "problem": problem, "lately": lately if sees_all else others, "sees_all": sees_all,
        "may_keep": at.actor.can(Permission.KEEP_TRAINING, unit_id),
        "is_member": any(member.user_id == me for member in members),
    }  # fmt: skip
    return render(request, "training/unit.html", context, status=422 if problem else 200)


@require_policy(SEES_INDUCTION, "GET", "POST")
def an_induction(request: Request, at: InductionInReach, unit_id: int, user_id: int) -> HttpResponse:
    """What is done and what is left: for who joined and the consultant. Nothing waits for it."""
    if request.method == "POST":
        try:
            actions.tick(at.actor, at.unit, at.induction, set(request.POST.getlist("items")))
        except ValidationError as found:
            messages.error(request, " ".join(found.messages))
        else:
            messages.success(request, "Saved.")
        return redirect("induction", unit_id=unit_id, user_id=user_id)
    context = {
        "unit": at.unit, "member": at.member, "induction": at.induction, "items": induction(),
        "is_me": user_id == at.actor.user_id,
    }  # fmt: skip
    return render(request, "training/induction.html", context)


@require_policy(SIGNED_IN, "GET", "POST")
def mine(request: Request, actor: Actor) -> HttpResponse:
    """One's own training, inductions, sessions and what is practised. Six statements besides those of every page."""
    form = None
    problem: dict[str, str] = {}
    if request.method == "POST":
        people, me = _around(actor)
        form = SessionForm(request.POST, people=people, me=me)
        if form.is_valid():
            said = form.cleaned_data
            try:
                actions.note_session(
                    actor, user_id=said["user"], with_user_id=said["with_user"], with_name=said["with_name"],
                    kind=said["kind"], on=said["on"],
                )  # fmt: skip
            except ValidationError as refused:
                problem = problems(refused)
            else:
                messages.success(request, "Saved.")
                return redirect("my_training")
        problem = {**form_problems(form), **problem}
    return _mine(request, actor, session=form, problem=problem)


def _around(actor: Actor) -> tuple[list[tuple[int, str]], tuple[int, str]]:
    return whom_i_meet(actor, timezone.localdate()), (actor.user_id, actor.name)


def _mine(
    request: Request, actor: Actor, *, session: SessionForm | None = None, practising: PractisingForm | None = None,
    until: tuple[int, UntilForm] | None = None, problem: dict[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    today = timezone.localdate()
    people, me = _around(actor)
    form = session or SessionForm(None, people=people, me=me, initial={"user": actor.user_id})
    members = trained_in(actor.unit_ids, today)
    here = [one for one in members if one.user_id == actor.user_id]
    seen = [one for one in members if one.user_id == actor.user_id or supports(actor, one.unit_id)]
    found = inductions_of(seen, today)
    opened = [(one, found[key]) for one in seen if (key := (one.unit_id, one.user_id)) in found]
    last = last_sessions([actor.user_id], today)[actor.user_id]
    at, until_form = until or (0, UntilForm())
    context = {
        "me": me, "taken": here[0].taken if here else (), "here": here, "opened": opened, "form": form,
        "sessions": list(sessions_of(actor.user_id)[:30]), "cadence": cadence(last, today), "problem": problem or {},
        "may_keep": actor.somewhere(Permission.KEEP_TRAINING), "today": today,
        "practised": practising_of(actor.user_id), "until_at": at, "until_form": until_form,
        "practising": practising or PractisingForm(None, people=people, me=me, initial={"who": actor.user_id}),
    }  # fmt: skip
    return render(request, "training/mine.html", context, status=422 if problem else 200)


@require_policy(SIGNED_IN, "POST")
def agree_practising(request: Request, actor: Actor) -> HttpResponse:
    """What is practised, with which coach, until when."""
    people, me = _around(actor)
    form = PractisingForm(request.POST, people=people, me=me)
    problem = {} if form.is_valid() else form_problems(form)
    if not problem:
        said = form.cleaned_data
        try:
            coaching.agree(
                actor, user_id=said["who"], with_user_id=said["coach"], with_name=said["coach_name"],
                what=said["what"], due=said["due"],
            )  # fmt: skip
        except ValidationError as refused:
            problem = problems(refused)
        else:
            messages.success(request, "Saved. Only the two of you can read it.")
            return redirect("my_training")
    return _mine(request, actor, practising=form, problem=problem)


@require_policy(OWN_PRACTISING, "POST")
def practising_done(request: Request, at: PractisingInReach, pk: int) -> HttpResponse:
    coaching.done(at.actor, at.practising)
    messages.success(request, "Done.")
    return redirect("my_training")


@require_policy(OWN_PRACTISING, "POST")
def carry_practising(request: Request, at: PractisingInReach, pk: int) -> HttpResponse:
    form = UntilForm(request.POST)
    problem = {} if form.is_valid() else form_problems(form)
    if not problem:
        try:
            made = coaching.carry(at.actor, at.practising, form.cleaned_data["until"])
        except ValidationError as refused:
            problem = problems(refused)
        else:
            messages.success(request, f"Carried on until {long_day(made.due)}.")
            return redirect("my_training")
    return _mine(request, at.actor, until=(pk, form), problem=problem)


@require_policy(OWN_SESSION, "POST")
def remove_session(request: Request, at: SessionInReach, pk: int) -> HttpResponse:
    actions.remove_session(at.actor, at.session)
    messages.success(request, "Removed: it was entered in error.")
    return redirect("my_training")
