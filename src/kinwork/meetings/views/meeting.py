"""The way to the meeting, its agenda, who is there, its closing."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.forms import number, problems, read_box, typed
from kinwork.access.permissions import Permission
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.queries import authority
from kinwork.access.request import Request
from kinwork.clocks.humanize import long_day
from kinwork.clocks.natural_dates import Looks
from kinwork.clocks.working_days import bank_holiday, next_of
from kinwork.meetings.policies import MeetingInReach
from kinwork.units.policies import OPENS_MEETING, SEES_UNIT, UnitInReach
from kinwork.units.queries import units_in_reach

from .. import agenda
from ..actions import closing, putting_back
from ..actions import meeting as act
from ..models import AgendaItem, Attendance, Meeting, Undoable, UndoKind
from ..policies import CLOSES_MEETING, OPENS_AGAIN, ORDERS_AGENDA, SEES_MEETING, WRITES_IN_MEETING
from ..presenters.agenda import AgendaPage
from ..queries.agenda import (
    agenda_candidates,
    agenda_of,
    closed_lately,
    families_not_on,
    open_meetings,
    past_meetings,
    to_be_settled,
    undoables_of,
)
from .answers import answer


@require_policy(SIGNED_IN)
def my_meeting(request: Request, actor: Actor) -> HttpResponse:
    """To the meeting of one's unit; a choice for somebody in several."""
    units = list(units_in_reach(actor))
    own = [unit for unit in units if unit.pk in actor.unit_ids]
    if len(own) == 1:
        return redirect("unit_meeting", unit_id=own[0].pk)
    shown = {
        "units": own or units,
        "to": "unit_meeting",
        "title": "Which unit’s meeting?",
        "has_post": bool(actor.posts),
    }
    return render(request, "units/choose.html", shown)


@require_policy(SEES_UNIT)
def unit_meeting(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """The unit's next meeting: what would be on its agenda; meetings that wait for closing; past ones."""
    today = timezone.localdate()
    closed = {meeting.held_on: meeting for meeting in closed_lately(unit_id, today)}
    day, problem = _meeting_day(request, at.unit.meeting_days, closed)
    is_closed = closed.get(day) or (past_meetings(unit_id).filter(held_on=day).first() if day < today else None)
    rules = authority()
    lines = agenda.build(
        candidates := agenda_candidates(unit_id, day),
        on=day,
        minutes=at.unit.meeting_minutes,
        rules=agenda.Rules(rules.discuss_every_weeks, rules.dates_soon_days, tuple(at.unit.meeting_days)),
    )
    names = {candidate.family_id: candidate.name for candidate in candidates}
    log_list(request, f"the next agenda of {at.unit.name}", names, thing=at.unit)
    under_way = list(open_meetings(unit_id))
    page = Paginator(past_meetings(unit_id), 10).get_page(request.GET.get("page"))
    return render(
        request,
        "meetings/unit_meeting.html",
        {
            "unit": at.unit,
            "day": day,
            "typed": request.GET.get("on", ""),
            "problem": problem,
            "holiday": bank_holiday(day),
            "day_after_holiday": _first_after_holiday(at.unit.meeting_days, day),
            "lines": [(names[line.family_id], line) for line in lines],
            "families": len(candidates),
            "open_meetings": under_way,
            "is_open": next((meeting for meeting in under_way if meeting.held_on == day), None),
            "past": page,
            "is_closed": is_closed,
            "may_open_again": is_closed is not None and closing.may_open_again(at.actor, is_closed),
            "day_wrong": act.day_wrong(day, today),
            "may_open": at.actor.can(Permission.OPEN_MEETING, unit_id),
            "today": today,
        },
    )


def _first_after_holiday(weekdays: list[int], day: date) -> date:
    """The next of the unit's days; of a day that is none of them, the same weekday a week later."""
    return next_of(weekdays if day.weekday() in weekdays else [day.weekday()], day + timedelta(days=1))


def _meeting_day(request: Request, weekdays: list[int], closed: Container[date]) -> tuple[date, str]:
    """The day that is asked for; otherwise the next of the unit's days on which no meeting has been closed."""
    today = timezone.localdate()
    usual = next_of(weekdays, today)
    while usual in closed:
        usual = next_of(weekdays, usual + timedelta(days=1))
    try:
        day = read_box(request.GET, "on", Looks.EITHER)
    except ValidationError as problem:
        return usual, problems(problem)["on"]
    return day or usual, ""


@require_policy(OPENS_MEETING, "POST")
def open_meeting(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """Open the meeting of a day, or go to it if somebody was quicker."""
    try:
        day = read_box(request.POST, "on", Looks.EITHER) or timezone.localdate()
    except ValidationError as problem:
        messages.error(request, problems(problem)["on"])
        return redirect("unit_meeting", unit_id=unit_id)
    today = timezone.localdate()
    is_ahead = today < day and not act.day_wrong(day, today)
    if is_ahead and not request.POST.get("early") and not Meeting.objects.filter(unit=at.unit, held_on=day).exists():
        return render(
            request, "meetings/open_early.html", {"unit": at.unit, "day": day, "is_near": (day - today).days < 7}
        )
    try:
        meeting, is_new = act.open_meeting(at.actor, at.unit, on=day)
    except ValidationError as problem:
        messages.error(request, problems(problem)["on"])
        return redirect("unit_meeting", unit_id=unit_id)
    if not is_new:
        state = "already opened" if meeting.is_open else "already closed; it was opened"
        messages.info(request, f"The meeting of {long_day(day)} was {state}, by {meeting.opened_by}. Here it is.")
    return redirect("meeting", meeting_id=meeting.pk)


@require_policy(SEES_MEETING)
def meeting(request: Request, at: MeetingInReach, meeting_id: int) -> HttpResponse:
    """The agenda, who is there, the learning slot, and the closing."""
    return render(request, "meetings/meeting.html", {"page": _page(request, at)})


def _page(
    request: Request,
    at: MeetingInReach,
    problem: dict[str, str] | None = None,
    item_id: int | None = None,
    undo_id: int | None = None,
) -> AgendaPage:
    the_meeting: Meeting = at.meeting
    items = agenda_of(the_meeting)
    may_order = the_meeting.is_open and at.actor.can(Permission.ORDER_AGENDA, the_meeting.unit_id)
    others = families_not_on(the_meeting, items) if may_order else []
    named = [item.family_id for item in items] + [one.family_id for one in others]
    log_list(request, f"the agenda of {the_meeting.unit.name}, {_day(the_meeting)}", named, thing=the_meeting)
    return AgendaPage(
        meeting=the_meeting,
        items=items,
        others=others,
        attendance=list(the_meeting.attendance.all()),
        may_order=may_order,
        may_write=the_meeting.is_open and at.actor.can(Permission.WRITE_MINUTES, the_meeting.unit_id),
        may_close=the_meeting.is_open
        and the_meeting.held_on <= timezone.localdate()
        and at.actor.can(Permission.CLOSE_MEETING, the_meeting.unit_id),
        is_ahead=the_meeting.is_open and the_meeting.held_on > timezone.localdate(),
        may_open_again=closing.may_open_again(at.actor, the_meeting),
        undoables=undoables_of(the_meeting) if the_meeting.is_open else [],
        problem=problem or {},
        problem_item=item_id,
        problem_undo=undo_id,
        typed=typed(request),
    )


def _day(meeting: Meeting) -> str:
    return f"{meeting.held_on.day} {meeting.held_on:%b %Y}"


def _agenda(
    request: Request,
    at: MeetingInReach,
    problem: ValidationError | None = None,
    item_id: int | None = None,
    undo_id: int | None = None,
) -> HttpResponse:
    """What an action on the agenda answers with: the agenda alone to a script, the whole page otherwise."""
    return answer(
        request,
        "meetings/meeting.html",
        "meetings/parts/agenda.html",
        lambda: {"page": _page(request, at, problems(problem) if problem else None, item_id, undo_id)},
        back=("meeting", {"meeting_id": at.meeting.pk}),
        failed=problem is not None,
    )


@require_policy(SEES_MEETING)
def agenda_section(request: Request, at: MeetingInReach, meeting_id: int) -> HttpResponse:
    """The agenda alone, for pages that were told that it changed."""
    return render(request, "meetings/parts/agenda.html", {"page": _page(request, at)})


@require_policy(SEES_MEETING)
def attendance_section(request: Request, at: MeetingInReach, meeting_id: int) -> HttpResponse:
    return render(request, "meetings/parts/attendance.html", {"page": _page(request, at)})


def _item(request: Request, at: MeetingInReach, item_id: int) -> AgendaItem:
    return get_object_or_404(at.meeting.items.select_related("meeting__unit", "family"), pk=item_id)


@require_policy(ORDERS_AGENDA, "POST")
def change_item(request: Request, at: MeetingInReach, meeting_id: int, item_id: int, verb: str) -> HttpResponse:
    """Move, postpone, take back, or give more or less time to a family on the agenda."""
    item = _item(request, at, item_id)
    try:
        if verb == "move":
            act.move_item(at.actor, item, to=number(request.POST, "to") or 0)
        elif verb == "postpone":
            act.postpone(at.actor, item, because=request.POST.get("because", ""))
        elif verb == "take-back":
            act.take_back_postponement(at.actor, item)
        elif verb == "minutes":
            act.set_minutes(at.actor, item, minutes=number(request.POST, "minutes") or 20)
        else:
            raise Http404("No such verb")
    except ValidationError as problem:
        return _agenda(request, at, problem, item_id)
    return _agenda(request, at)


@require_policy(ORDERS_AGENDA, "POST")
def add_family(request: Request, at: MeetingInReach, meeting_id: int) -> HttpResponse:
    """Put one more family on the agenda."""
    family_id = number(request.POST, "family")
    try:
        if family_id is None:
            raise ValidationError({"family": "Choose a family to add."})
        act.add_family(at.actor, at.meeting, family_id, reason=request.POST.get("reason", "").strip())
    except ValidationError as problem:
        return _agenda(request, at, problem)
    return _agenda(request, at)


@require_policy(ORDERS_AGENDA, "POST")
def plan_time(request: Request, at: MeetingInReach, meeting_id: int) -> HttpResponse:
    """The meeting's length and learning slot."""
    try:
        act.plan_time(
            at.actor,
            at.meeting,
            minutes=number(request.POST, "minutes") or 0,
            learning_minutes=number(request.POST, "learning_minutes") or 0,
            learning_topic=request.POST.get("learning_topic", "")[:200],
        )
    except ValidationError as problem:
        return _agenda(request, at, problem)
    return _agenda(request, at)


def _attendance(
    request: Request, at: MeetingInReach, problem: ValidationError | None = None, undo_id: int | None = None
) -> HttpResponse:
    return answer(
        request,
        "meetings/meeting.html",
        "meetings/parts/attendance.html",
        lambda: {"page": _page(request, at, problems(problem) if problem else None, undo_id=undo_id)},
        back=("meeting", {"meeting_id": at.meeting.pk}),
        failed=problem is not None,
    )


@require_policy(WRITES_IN_MEETING, "POST")
def mark_attendance(request: Request, at: MeetingInReach, meeting_id: int, attendance_id: int) -> HttpResponse:
    """Here, apologies, not here; or take a guest off."""
    person = get_object_or_404(at.meeting.attendance.all(), pk=attendance_id)
    try:
        if request.POST.get("status") == "remove":
            act.remove_guest(at.actor, person)
        elif request.POST.get("status") in Attendance.Status.values:
            act.mark_attendance(at.actor, person, status=request.POST["status"])
        else:
            raise ValidationError("Choose here, apologies or not here.")
    except ValidationError as problem:
        return _attendance(request, at, problem)
    return _attendance(request, at)


@require_policy(WRITES_IN_MEETING, "POST")
def undo_guest(request: Request, at: MeetingInReach, meeting_id: int, pk: int) -> HttpResponse:
    """Put back a guest who was taken off."""
    found = get_object_or_404(Undoable, pk=pk, meeting=at.meeting, kind=UndoKind.GUEST)
    try:
        putting_back.put_back(at.actor, at.meeting, found)
    except ValidationError as problem:
        return _attendance(request, at, problem, undo_id=pk)
    return _attendance(request, at)


@require_policy(ORDERS_AGENDA, "POST")
def undo_agenda(request: Request, at: MeetingInReach, meeting_id: int, pk: int) -> HttpResponse:
    """The agenda as it was before a family was moved, added or given another time."""
    found = get_object_or_404(Undoable, pk=pk, meeting=at.meeting, kind__in=putting_back.OF_AGENDA)
    try:
        putting_back.put_back(at.actor, at.meeting, found)
    except ValidationError as problem:
        return _agenda(request, at, problem, undo_id=pk)
    return _agenda(request, at)


@require_policy(WRITES_IN_MEETING, "POST")
def add_guest(request: Request, at: MeetingInReach, meeting_id: int) -> HttpResponse:
    try:
        act.add_guest(at.actor, at.meeting, name=request.POST.get("name", ""), role=request.POST.get("role", ""))
    except ValidationError as problem:
        return _attendance(request, at, problem)
    return _attendance(request, at)


@require_policy(CLOSES_MEETING, "GET", "POST")
def close_meeting(request: Request, at: MeetingInReach, meeting_id: int) -> HttpResponse:
    """What will be confirmed, and what it means on another day than the meeting's own; then the confirming."""
    the_meeting: Meeting = at.meeting
    if not the_meeting.is_open:
        return redirect("meeting_minutes", meeting_id=meeting_id)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            closing.close_meeting(at.actor, the_meeting, because=request.POST.get("because", ""))
        except ValidationError as problem:
            wrong = problems(problem)
        else:
            undo = f"undo:{reverse('open_meeting_again', args=[meeting_id])}"
            said = "The meeting is closed. Its minutes are in each family’s record."
            messages.success(request, said, extra_tags=undo)
            return redirect("meeting_minutes", meeting_id=meeting_id)
    page = _page(request, at)
    drafts = [
        decision.discussion.family.name
        for discussion in the_meeting.discussions.prefetch_related("decisions__discussion__family")
        for decision in discussion.decisions.all()
        if decision.decided_at is None and decision.words.strip()
    ]
    today = timezone.localdate()
    context = {
        "page": page,
        "drafts": drafts,
        "to_be_settled": to_be_settled(the_meeting),
        "means": closing.what_closing_means(the_meeting, today),
        "is_ahead": the_meeting.held_on > today,
        "asks_why": closing.asks_why(the_meeting, today),
        "problem": wrong,
        "typed": typed(request),
    }
    return render(request, "meetings/close.html", context, status=422 if wrong else 200)


@require_policy(OPENS_AGAIN, "POST")
def open_again(request: Request, at: MeetingInReach, meeting_id: int) -> HttpResponse:
    """Undo a closing."""
    try:
        closing.open_again(at.actor, at.meeting, because=request.POST.get("because", ""))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("meeting_minutes", meeting_id=meeting_id)
    messages.success(request, "The meeting is open again, as it was. The confirmed minutes are kept too.")
    return redirect("meeting", meeting_id=meeting_id)
