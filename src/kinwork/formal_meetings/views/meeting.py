"""One meeting: before it, at it and after it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems, problems, read_box
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.grave_change_views import ask_why
from kinwork.cases.queries import latest_involvement
from kinwork.children.statuses import status_on
from kinwork.clocks.natural_dates import Looks
from kinwork.families.models import FamilyMember
from kinwork.meetings.actions import undoing
from kinwork.meetings.actions.writing import LIMIT
from kinwork.meetings.just_done import has_just_done
from kinwork.meetings.presenters.work import just
from kinwork.obligations.queries import due_in
from kinwork.paper import as_pdf
from kinwork.people.models.partial import as_typed
from kinwork.units.queries import members_on
from kinwork.whole_numbers import whole

from ..actions import agreeing, arranging, holding, inviting
from ..actions.arranging import Arranged
from ..actions.inviting import Asked
from ..forms import AgreedForm, ChangeForm, OutcomeForm, ReportForm, SomeoneForm, ViewForm
from ..kinds import KINDS, Part
from ..models import Answer, Attendance, Invitation, Report, View
from ..policies import EDITS_MEETING, SEES_MEETING, MeetingOfFamily
from ..presenters import Agreeing, MeetingPage, decided_in_words, invited_in_words, late_in_words, nexts_of
from ..queries import for_everybody, invitations_of, open_aims, proposals, whole_meeting
from ..quorum import missing_of
from ..suggesting import meetings_due
from .family import asked_again, children_named, named, not_again

PARTS = ("about", "people", "reports", "views", "agreed", "after")


def page_of(at: MeetingOfFamily, needed: Agreeing | None = None) -> MeetingPage:
    """Everything of the page. Eleven statements."""
    today = timezone.localdate()
    whole_one = whole_meeting(at.meeting)
    nexts = nexts_of(whole_one, meetings_due(due_in(at.held.pk, today)), today) if at.meeting.is_held else []
    members = list(FamilyMember.objects.filter(family_id=at.held.pk).select_related("person"))
    return MeetingPage(whole_one, at, today, nexts, members, needed or Agreeing())


def _agreeing(request: Request, at: MeetingOfFamily) -> Agreeing:
    """Three statements at most; one before its day, and none for whoever only reads."""
    today = timezone.localdate()
    if not at.held.may(Permission.EDIT_FAMILY) or at.meeting.involvement.closed_on is not None:
        return Agreeing()
    done = undoing.just_done(at.actor, at.held.pk) if has_just_done(request) else []
    just_now = {step.task_id: just(step, today) for step in done if step.task_id}
    if at.meeting.on > today or at.meeting.is_cancelled:
        return Agreeing(just=just_now)
    return Agreeing(members_on(at.held.unit_id, today), open_aims(at.held.pk), just_now)


def _page(request: Request, at: MeetingOfFamily, *, part: str = "", **more: Any) -> HttpResponse:
    page = page_of(at, _agreeing(request, at))
    context = {"page": page, "most": LIMIT, "problem": {}, "problem_at": "", "typed": {}, **more}
    template = f"formal_meetings/parts/{part}.html" if part else "formal_meetings/meeting.html"
    return render(request, template, context, status=422 if context["problem"] else 200)


def _answer(
    request: Request, at: MeetingOfFamily, part: str, problem: ValidationError | None = None, where: str = ""
) -> HttpResponse:
    """A part of the page to a script; else back to the page, or the page with what was wrong."""
    if problem is not None:
        said = {name: str(value) for name, value in request.POST.items()}
        more = {"problem": problems(problem), "problem_at": where, "typed": said}
        return _page(request, at, part=part if request.htmx else "", **more)
    if request.htmx:
        return _page(request, at, part=part)
    return redirect(reverse("formal_meeting", args=[at.held.pk, at.meeting.pk]) + f"#{part}")


@require_policy(SEES_MEETING)
def formal_meeting(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """The page."""
    return _page(request, at)


@require_policy(SEES_MEETING)
def formal_part(request: Request, at: MeetingOfFamily, family_id: int, pk: int, part: str) -> HttpResponse:
    """A part of it, which somebody else changed."""
    if part not in PARTS:
        raise Http404("No such part")
    return _page(request, at, part=part)


@require_policy(SEES_MEETING)
def print_meeting(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """On paper, with nothing that is not for everybody there: before it who is invited and the agenda; after it who
    came, what they said, what was decided and agreed, what is next.
    """
    page = page_of(at)
    context = {
        "page": page,
        "decisions": decided_in_words(page, status_on(family_id, at.meeting.on)) if at.meeting.is_held else [],
        "agreed": for_everybody(page.agreed),
    }
    log(at.actor, "printed meeting", family_id=family_id, thing=at.meeting, policy=request.policy.name)
    response = HttpResponse(
        as_pdf(render_to_string("formal_meetings/print.html", context)), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="meeting-{pk}.pdf"'
    return response


@require_policy(EDITS_MEETING, "GET", "POST")
def change_formal_meeting(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """Another day, time or place; other children."""
    meeting, sent = at.meeting, request.POST if request.method == "POST" else None
    stands = {
        "children": [one.pk for one in meeting.children.all()],
        "on": as_typed(meeting.on.isoformat()),
        "at": f"{meeting.at:%H:%M}" if meeting.at else "",
        **{name: getattr(meeting, name) for name in ("minutes", "place", "video", "ring", "agenda")},
    }
    form = ChangeForm(sent, children=children_named(family_id), initial=stands)
    if sent is not None and form.is_valid():
        said = dict(form.cleaned_data)
        because = said.pop("because")
        due = meetings_due(due_in(family_id, timezone.localdate()))
        try:
            changed = arranging.change_meeting(at.held, meeting, Arranged(kind=meeting.kind, **said), because=because)
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Saved.")
            if late := late_in_words(changed, due):
                messages.warning(request, late)
            return redirect("formal_meeting", family_id=family_id, pk=pk)
    context = {
        "family": at.held.family,
        "meeting": meeting,
        "form": form,
        "problem": form_problems(form),
        "chosen": [str(one) for one in form["children"].value() or ()],
    }
    return render(request, "formal_meetings/change.html", context, status=422 if form.is_bound else 200)


@require_policy(EDITS_MEETING, "GET", "POST")
def cancel_formal_meeting(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """It does not take place: asks why."""
    back = reverse("formal_meeting", args=[family_id, pk])
    wrong = None
    if request.method == "POST":
        try:
            arranging.cancel_meeting(at.held, at.meeting, because=request.POST.get("because", ""))
        except ValidationError as problem:
            wrong = problem
        else:
            undo = reverse("put_formal_meeting_back", args=[family_id, pk])
            said = "Cancelled. Colleagues who were invited have been told."
            messages.success(request, said, extra_tags=f"undo:{undo}")
            return redirect(back)
    return ask_why(
        request,
        title="Cancel this meeting?",
        sentence=f"This cancels the {at.meeting.what[:1].lower()}{at.meeting.what[1:]} on {at.meeting.on:%-d %B %Y}.",
        button="Cancel the meeting",
        back=back,
        back_to="the meeting",
        told="Colleagues who are invited will be told; tell the others yourself. You can restore it from its page.",
        problem=wrong,
    )


@require_policy(EDITS_MEETING, "POST")
def put_formal_meeting_back(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """Restore the meeting."""
    try:
        arranging.put_meeting_back(at.held, at.meeting)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, "Restored. The meeting stands as before.")
    return redirect("formal_meeting", family_id=family_id, pk=pk)


# -- who is asked, who is there


@require_policy(EDITS_MEETING, "GET", "POST")
def invite(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """Of the family, the network, the unit; or by name. Before the family is asked: must anybody not meet?"""
    shown = proposals(at.meeting, family_id, at.held.unit_id, timezone.localdate())
    sent = request.POST if request.method == "POST" else None
    someone = SomeoneForm(sent)
    problem: dict[str, str] = {}
    if sent is not None and someone.is_valid():
        try:
            made, known = inviting.invite(at.held, at.meeting, _chosen(request, shown, someone), apart=_apart(request))
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            if said := invited_in_words(made, known):
                messages.success(request, said)
            return redirect(reverse("formal_meeting", args=[family_id, pk]) + "#people")
    context = {
        "family": at.held.family,
        "meeting": at.meeting,
        "shown": shown,
        "someone": someone,
        "parts": Part.choices,
        "chosen": request.POST.getlist("who"),
        "typed": {name: str(value) for name, value in request.POST.items()},
        "may_let": inviting.who_may_change_that(at.held) if any(one.may_not_know for one in shown.unit) else "",
        "missing": missing_of(at.meeting.row, list(invitations_of(at.meeting)), at_meeting=False),
        "problem": {**form_problems(someone), **problem} if sent is not None else {},
    }
    return render(request, "formal_meetings/invite.html", context, status=422 if context["problem"] else 200)


def _apart(request: Request) -> str | None:
    """Who must not meet, as it was answered; None where it was not. Raises where "yes" says nobody."""
    asked, words = request.POST.get("apart_asked", ""), " ".join(request.POST.get("apart", "").split())
    if asked == "yes" and not words:
        raise ValidationError({"apart": "Say who must not meet, and what you do about it."})
    if asked == "no" and words:
        raise ValidationError({"apart_asked": "You wrote that someone must not meet. Choose “Yes”, or empty the box."})
    return words if asked in ("yes", "no") else None


def _chosen(request: Request, shown: Any, someone: SomeoneForm) -> list[Asked]:
    keys = set(request.POST.getlist("who"))
    asked = [
        Asked(
            name=one.name, part=_part(request, one), person_id=one.person_id, user_id=one.user_id, role=one.role,
            agency=one.agency, reach=one.reach, needs=request.POST.get(f"needs-{one.key}", ""),
        )
        for one in shown.all
        if one.key in keys
    ]  # fmt: skip
    said = someone.cleaned_data
    if said["name"].strip():
        more: dict[str, Any] = {name: " ".join(said[name].split()) for name in ("agency", "role", "reach")}
        asked.append(Asked(part=said["part"] or Part.OTHER, **more, **named(said["name"])))
    elif any(said[name].strip() for name in ("agency", "role", "reach")):
        raise ValidationError({"name": "Say who it is: a name, or what they are there, such as: duty sergeant."})
    if not asked:
        raise ValidationError({"who": "Choose who to invite, or type a name."})
    return asked


def _part(request: Request, one: Any) -> str:
    part = request.POST.get(f"part-{one.key}", "")
    return part if part in Part.values else one.part


@require_policy(EDITS_MEETING, "POST")
def invitation(request: Request, at: MeetingOfFamily, family_id: int, pk: int, invitation_id: int) -> HttpResponse:
    """They come, send apologies, are there, or are not asked after all."""
    found = get_object_or_404(Invitation, pk=invitation_id, meeting=at.meeting)
    done, because = request.POST.get("do", ""), request.POST.get("because", "")
    try:
        if done in Answer.values:
            sends = request.POST.get("sends_report") == "on"
            inviting.answer(at.held, found, done, because=because, sends_report=sends)
        elif done in Attendance.values:
            inviting.mark(at.held, found, "" if found.attendance == done else done)
        elif done == "end":
            inviting.end_invitation(at.held, found, because=because)
        elif done == "again":
            inviting.ask_again(at.held, found)
        else:
            raise ValidationError("Choose whether they come.")
    except ValidationError as problem:
        return _answer(request, at, "people", problem, f"i{found.pk}")
    return _answer(request, at, "people")


@require_policy(EDITS_MEETING, "POST")
def all_here(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """Whoever said that they come is here."""
    try:
        inviting.mark_those_coming(at.held, at.meeting)
    except ValidationError as problem:
        return _answer(request, at, "people", problem, "people")
    return _answer(request, at, "people")


# -- reports, views


@require_policy(EDITS_MEETING, "POST")
def meeting_report(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """One more report; or one came, is due on another day, is not needed."""
    done, report_id = request.POST.get("do", ""), whole(request.POST.get("report")) or 0
    report = get_object_or_404(Report, pk=report_id, meeting=at.meeting) if done != "add" else None
    try:
        if report is None:
            form = ReportForm(request.POST)
            if not form.is_valid():
                raise ValidationError(form_problems(form))
            inviting.note_report(at.held, at.meeting, None, **form.cleaned_data)
        elif done == "came":
            came = read_box(request.POST, "received_on", Looks.PAST) or timezone.localdate()
            inviting.note_report(at.held, at.meeting, report, due_on=report.due_on, received_on=came)
        elif done == "not_yet":
            inviting.note_report(at.held, at.meeting, report, due_on=report.due_on, received_on=None)
        elif done == "due":
            due = read_box(request.POST, "due_on", Looks.FUTURE)
            inviting.note_report(at.held, at.meeting, report, due_on=due, received_on=report.received_on)
        else:
            inviting.drop_report(at.held, report, because=request.POST.get("because", ""))
    except ValidationError as problem:
        return _answer(request, at, "reports", problem, f"r{report_id or ''}")
    return _answer(request, at, "reports")


@require_policy(EDITS_MEETING, "POST")
def meeting_view(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """How somebody’s views were got; or one more whose views are asked for."""
    if request.POST.get("do") == "add":
        person_id = whole(request.POST.get("person")) or 0
        get_object_or_404(FamilyMember, family_id=family_id, person_id=person_id)
        inviting.ask_for_views(at.held, at.meeting, person_id)
        return _answer(request, at, "views")
    view = get_object_or_404(View, pk=whole(request.POST.get("view")) or 0, meeting=at.meeting)
    form = ViewForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(form_problems(form))
        inviting.note_views(at.held, view, **form.cleaned_data)
    except ValidationError as problem:
        return _answer(request, at, "views", problem, f"v{view.pk}")
    return _answer(request, at, "views")


# -- what came of it


@require_policy(EDITS_MEETING, "POST")
def agreed_at_meeting(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """Who does what by when: a task of the unit, or a step of the plan."""
    form = AgreedForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(form_problems(form))
        said = form.cleaned_data
        owner_id, who = _who(at, said["who"], said["other"])
        agreeing.agree(
            at.held, at.meeting, what=said["what"], owner_id=owner_id, who=who, due_on=said["due"],
            aim_id=whole(said["aim"]), fits_none=said["aim"] == "none", is_for_staff=said["is_for_staff"],
        )  # fmt: skip
    except ValidationError as problem:
        return _answer(request, at, "agreed", problem, "agreed")
    return _answer(request, at, "agreed")


def _who(at: MeetingOfFamily, key: str, other: str) -> tuple[int | None, str]:
    """Of the unit (``u7``), of who is invited (``i7``), or by name."""
    other = " ".join(other.split())
    if key and other:
        raise ValidationError({"owner": "Choose one from the list or type a name, not both."})
    if key.startswith("u"):
        return whole(key[1:]), ""
    if key:
        one = get_object_or_404(invitations_of(at.meeting), pk=whole(key[1:]) or 0)
        return None, ", ".join(word for word in (one.name, one.agency) if word)[:120]
    return None, other


@require_policy(EDITS_MEETING, "GET", "POST")
def hold_meeting(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """It was held: what it decided of each child, and on which day. Each child’s record follows."""
    meeting, sent = at.meeting, request.POST if request.method == "POST" else None
    if meeting.is_held:
        messages.info(request, "This meeting is recorded as held already.")
        return redirect("formal_meeting", family_id=family_id, pk=pk)
    children = [(one.pk, one.name) for one in meeting.children.all()]
    day = min(meeting.on, timezone.localdate())
    form = OutcomeForm(
        sent, kind=meeting.row, children=children, stands_on=meeting.on, initial={"on": as_typed(day.isoformat())}
    )  # fmt: skip
    if sent is not None and form.is_valid():
        decided = holding.Decided(
            on=form.cleaned_data["on"] or day,
            quorum_because=form.cleaned_data["quorum_because"],
            of_all=form.said_of_all(),
            of_child=form.said_of_children(),
        )
        try:
            holding.hold(at.held, meeting, decided)
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Saved. The children’s records hold it, and what is due follows.")
            return redirect(reverse("formal_meeting", args=[family_id, pk]) + "#after")
    return _outcome_page(request, at, form, is_correction=False)


def _outcome_page(request: Request, at: MeetingOfFamily, form: OutcomeForm, *, is_correction: bool) -> HttpResponse:
    context = {
        "page": page_of(at),
        "form": form,
        "problem": form_problems(form),
        "of_child": holding.of_child,
        "is_correction": is_correction,
    }
    return render(request, "formal_meetings/outcome.html", context, status=422 if form.is_bound else 200)


@require_policy(EDITS_MEETING, "GET", "POST")
def correct_meeting(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """What was recorded of it was wrong: with the reason, here and in each child’s record at once."""
    meeting, sent = at.meeting, request.POST if request.method == "POST" else None
    if not meeting.is_held:
        raise Http404("Not held yet")
    facts = {fact.person_id: fact for _, fact in whole_meeting(meeting).facts}
    children = [(one.pk, one.name) for one in meeting.children.all() if one.pk in facts]
    stands: dict[str, Any] = {"on": as_typed(meeting.on.isoformat()), "outcome": meeting.outcome}
    form = OutcomeForm(None, kind=meeting.row, children=children, is_correction=True)
    first = next(iter(facts.values()), None)
    for name in ("proposal", "answer"):
        stands[name] = getattr(first, name, "")
    stands["hearing"] = getattr(first, "kind", "")
    for child_id, names in form.of_children.items():
        stands |= {holding.of_child(name, child_id): getattr(facts[child_id], name) for name in names}
    form = OutcomeForm(
        sent, kind=meeting.row, children=children, stands_on=meeting.on, is_correction=True, initial=stands
    )
    if sent is not None and form.is_valid():
        of_all = form.said_of_all()
        if "hearing" in of_all:
            of_all["kind"] = of_all.pop("hearing")
        try:
            holding.correct(
                at.held, meeting, on=form.cleaned_data["on"] or meeting.on, outcome=form.cleaned_data["outcome"],
                of_child=form.said_of_children(), of_all=of_all, because=form.cleaned_data["because"],
            )  # fmt: skip
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Saved, here and in the children’s records. What was written before stays there.")
            return redirect("formal_meeting", family_id=family_id, pk=pk)
    return _outcome_page(request, at, form, is_correction=True)


@require_policy(EDITS_MEETING, "GET", "POST")
def meeting_not_held(request: Request, at: MeetingOfFamily, family_id: int, pk: int) -> HttpResponse:
    """It was recorded by a slip: asks why."""
    back = reverse("formal_meeting", args=[family_id, pk])
    wrong = None
    if request.method == "POST":
        try:
            holding.not_held(at.held, at.meeting, because=request.POST.get("because", ""))
        except ValidationError as problem:
            wrong = problem
        else:
            messages.success(request, "It is arranged again, and not recorded as held. The history shows both.")
            return redirect(back)
    told = "What it made of the children’s records is removed there with your reason, and what is due follows."
    if at.meeting.row.fact == "conference":
        told += " Plans that began or ended with it stay: remove those under the status of the children."
    return ask_why(
        request,
        title="It was not held?",
        sentence=f"This says that the meeting on {at.meeting.on:%-d %B %Y} was recorded as held by mistake.",
        button="It was not held",
        back=back,
        back_to="the meeting",
        told=told,
        problem=wrong,
    )


@require_policy(EDITS_MEETING, "POST")
def next_meeting(request: Request, at: MeetingOfFamily, family_id: int, pk: int, kind: str) -> HttpResponse:
    """One press: the next of its kind, on the day by which it is due, with who was asked this time."""
    if kind not in at.meeting.row.next:
        raise Http404("No such kind follows")
    today = timezone.localdate()
    due = next((one for one in meetings_due(due_in(family_id, today)) if one.kind.key == kind), None)
    involvement = latest_involvement(family_id)
    if due is None or involvement is None:
        return redirect(reverse("arrange_meeting", args=[family_id]) + f"?kind={kind}&after={pk}")
    again = asked_again(at.meeting, without_chair=KINDS[kind].date_kind != at.meeting.row.date_kind)
    asked, left_out = inviting.who_may_hear(at.held, again)
    said = Arranged(
        kind=kind, children=_about(at, due.person_ids), on=due.suggested(today), at=at.meeting.at,
        minutes=at.meeting.minutes, place=at.meeting.place, video=at.meeting.video, ring=at.meeting.ring, asked=asked,
    )  # fmt: skip
    try:
        made = arranging.arrange(at.held, involvement, said, token=uuid4(), follows=at.meeting)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("formal_meeting", family_id=family_id, pk=pk)
    messages.success(request, "Arranged. Check the day, the time and who is invited.")
    if left_out:
        messages.warning(request, not_again(at.held, left_out))
    return redirect("formal_meeting", family_id=family_id, pk=made.pk)


def _about(at: MeetingOfFamily, due: tuple[int, ...]) -> list[int]:
    """For whom it is due, of those whom the meeting was about; who is due alone comes too."""
    here = [one.pk for one in at.meeting.children.all() if one.pk in due]
    return here or list(due)
