"""One family in one meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.forms import number, problems, read_box, typed
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.clocks.natural_dates import Looks
from kinwork.meetings.policies import DiscussionInReach, MeetingInReach
from kinwork.people.models import Person
from kinwork.units.queries import members_on
from kinwork.whole_numbers import whole, wholes

from ..actions import discussing, putting_back, seen, tasks, undoing
from ..actions.writing import MeetingIsClosed
from ..just_done import note_just_done
from ..models import AgendaItem, Decision, Discussion, Hypothesis, PlannedConversation, Step, Task, Undoable
from ..parts import TURNS
from ..policies import SEES_DISCUSSION, WRITES_DISCUSSION, WRITES_IN_MEETING
from ..presenters.discussion import DiscussionPage
from ..queries.discussion import DiscussionInFull
from .answers import answer

SECTIONS = {turn.key: turn.template for turn in TURNS if turn.is_refreshed}
WEEK = timedelta(days=7)
WHY = {
    "supported": "What supports it? Say it in a few words, or press Supported again to leave it open.",
    "weakened": "What weakens it? Say it in a few words, or press Weakened again to leave it open.",
    "dropped": "Why is it dropped? Say it in a few words, or press Drop again to leave it open.",
}


def _page(
    request: Request, at: DiscussionInReach, problem: ValidationError | None = None, beside: str = ""
) -> DiscussionPage:
    meeting = at.discussion.meeting
    actor = at.actor
    return DiscussionPage(
        full=DiscussionInFull(at.discussion),
        today=timezone.localdate(),
        may_write=meeting.is_open and actor.can(Permission.WRITE_MINUTES, meeting.unit_id),
        actor=actor,
        may_decide=meeting.is_open and actor.can(Permission.DECIDE, meeting.unit_id),
        problem=problems(problem) if problem else {},
        problem_at=beside,
        typed=typed(request),
    )


@require_policy(SEES_DISCUSSION)
def discussion(request: Request, at: DiscussionInReach, discussion_id: int) -> HttpResponse:
    """The conversation about a family; its minute once the meeting is closed."""
    if not at.discussion.meeting.is_open:
        return redirect("minute", discussion_id=discussion_id)
    log(
        at.actor,
        "opened discussion",
        family_id=at.discussion.family_id,
        thing=at.discussion,
        policy=request.policy.name,
    )
    page = _page(request, at)
    try:
        discussing.add_missing_passages(page.full)
    except MeetingIsClosed:
        return redirect("minute", discussion_id=discussion_id)
    return render(request, "meetings/discussion.html", {"page": page})


@require_policy(SEES_DISCUSSION)
def section(request: Request, at: DiscussionInReach, discussion_id: int, name: str) -> HttpResponse:
    """One part of the page, for pages that were told that it changed."""
    if name not in SECTIONS:
        raise Http404("No such section")
    return render(request, SECTIONS[name], {"page": _page(request, at)})


@require_policy(SEES_DISCUSSION)
def gone_on(request: Request, at: DiscussionInReach, discussion_id: int) -> HttpResponse:
    """Where the meeting is now, for whoever is still at this family: told, and not moved."""
    return render(request, "meetings/parts/gone_on.html", {"page": _page(request, at)})


@require_policy(WRITES_IN_MEETING, "POST")
def start(request: Request, at: MeetingInReach, meeting_id: int, item_id: int) -> HttpResponse:
    """Turn to a family."""
    item = get_object_or_404(AgendaItem.objects.select_related("meeting", "family"), pk=item_id, meeting_id=meeting_id)
    try:
        before = Discussion.objects.filter(pk=number(request.POST, "after") or 0, meeting_id=meeting_id).first()
        begun = discussing.go_on(at.actor, item, after=before)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("meeting", meeting_id=meeting_id)
    return redirect("discussion", discussion_id=begun.pk)


@require_policy(WRITES_DISCUSSION, "POST")
def end(request: Request, at: DiscussionInReach, discussion_id: int) -> HttpResponse:
    """Move on: to the next family, or back to the agenda."""
    try:
        discussing.end_discussion(at.actor, at.discussion)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect("meeting", meeting_id=at.discussion.meeting_id)


def _do(request: Request, at: DiscussionInReach, name: str, what: Callable[[], Any], beside: str = "") -> HttpResponse:
    """Carry an action out and answer with the section that it changed; a problem is said beside its field."""
    problem: ValidationError | None = None
    try:
        what()
    except ValidationError as found:
        problem = found
    return answer(
        request,
        "meetings/discussion.html",
        SECTIONS[name],
        lambda: {"page": _page(request, at, problem, beside)},
        back=("discussion", {"discussion_id": at.discussion.pk}),
        failed=problem is not None,
        anchor=name,
    )


def _date(request: Request, at: DiscussionInReach, name: str) -> date | None:
    """A day by which something is to be done."""
    counts_from = at.discussion.meeting.counts_from(timezone.localdate())
    return read_box(request.POST, name, Looks.FUTURE, counts_from=counts_from)


@require_policy(WRITES_DISCUSSION, "POST")
def add(request: Request, at: DiscussionInReach, discussion_id: int, name: str) -> HttpResponse:
    """A new hypothesis, planned conversation, decision or task; or who has seen which child."""
    talk: Discussion = at.discussion
    if name == "hypotheses":
        return _do(request, at, name, lambda: discussing.raise_hypothesis(
            at.actor, talk, statement=request.POST.get("statement", "")))  # fmt: skip
    if name == "conversations":
        return _do(request, at, name, lambda: discussing.plan_conversation(
            at.actor, talk, tests=_hypothesis(talk, number(request.POST, "tests"))))  # fmt: skip
    if name == "decisions":
        return _do(request, at, name, lambda: discussing.draft_decision(at.actor, talk))
    if name == "child":
        return _do(request, at, name, lambda: _write_down_who_was_seen(request, at), beside="seen")
    if name == "tasks":
        return _do(request, at, name, lambda: _give_task(request, at), beside="new-task")
    raise Http404("Nothing of that name to add")


def _hypothesis(talk: Discussion, pk: int | None) -> Hypothesis | None:
    return Hypothesis.objects.filter(pk=pk, family_id=talk.family_id).first() if pk else None


def _write_down_who_was_seen(request: Request, at: DiscussionInReach) -> None:
    said = {whole(name[5:]): value for name, value in request.POST.items() if name.startswith("seen-")}
    members = {str(one.user_id): one.name for one in members_on(at.discussion.meeting.unit_id, timezone.localdate())}
    seen.write_down_who_was_seen(
        at.actor,
        at.discussion,
        seen={pk: value == "alone" for pk, value in said.items() if pk and value in ("seen", "alone")},
        on=read_box(request.POST, "seen_on", Looks.PAST),
        kind=request.POST.get("how", ""),
        who=members.get(request.POST.get("who", ""), ""),
    )


def _give_task(request: Request, at: DiscussionInReach) -> None:
    talk: Discussion = at.discussion
    tasks.give_task(
        at.actor,
        talk.meeting.unit_id,
        talk.family_id,
        what=request.POST.get("what", ""),
        owner_id=number(request.POST, "owner"),
        agency=request.POST.get("agency", ""),
        due_on=_date(request, at, "due"),
        discussion=talk,
    )


@require_policy(WRITES_DISCUSSION, "POST")
def hypothesis(request: Request, at: DiscussionInReach, discussion_id: int, pk: int) -> HttpResponse:
    """Weigh a hypothesis."""
    found = get_object_or_404(Hypothesis, pk=pk, family_id=at.discussion.family_id)
    state = request.POST.get("state", "")
    if state == "remove":
        return _do(request, at, "hypotheses", lambda: discussing.take_back_hypothesis(
            at.actor, at.discussion, found))  # fmt: skip
    if state not in ("open", "supported", "weakened", "dropped"):
        raise Http404("No such state")
    because = request.POST.get("because", "")

    def weigh() -> None:
        # Asked for once, and never required: pressed again, it stands without.
        if state != "open" and not because.strip() and request.POST.get("asked") != state:
            raise ValidationError({"because": WHY[state]})
        discussing.weigh_hypothesis(at.actor, at.discussion, found, state=state, because=because)

    return _do(request, at, "hypotheses", weigh, beside=f"hypothesis-{pk}")


@require_policy(WRITES_DISCUSSION, "POST")
def conversation(request: Request, at: DiscussionInReach, discussion_id: int, pk: int, verb: str) -> HttpResponse:
    """Arrange a conversation planned today, or take it back."""
    talk: Discussion = at.discussion
    found = get_object_or_404(PlannedConversation, pk=pk, family_id=talk.family_id)
    if verb == "remove":
        return _do(request, at, "conversations", lambda: discussing.take_back_conversation(at.actor, talk, found))
    if verb != "arrange":
        raise Http404("No such verb")

    def arrange() -> None:
        ids = wholes(request.POST.getlist("people"))
        discussing.arrange_conversation(
            at.actor,
            talk,
            found,
            people=list(Person.objects.filter(pk__in=ids, memberships__family_id=talk.family_id).distinct()),
            with_others=request.POST.get("with_others", ""),
            lead_id=number(request.POST, "lead"),
            reflect_id=number(request.POST, "reflect"),
            by_when=_date(request, at, "by_when"),
            tests_id=getattr(_hypothesis(talk, number(request.POST, "tests")), "pk", None),
        )

    return _do(request, at, "conversations", arrange, beside=f"conversation-{pk}")


@require_policy(WRITES_DISCUSSION, "POST")
def decision(request: Request, at: DiscussionInReach, discussion_id: int, pk: int, verb: str) -> HttpResponse:
    """Decide, reconsider, or take a draft away."""
    found = get_object_or_404(
        Decision.objects.select_related("discussion__meeting"), pk=pk, discussion_id=discussion_id
    )
    verbs = {"decide": discussing.decide, "reconsider": discussing.reconsider, "remove": discussing.drop_draft}
    if verb not in verbs:
        raise Http404("No such verb")
    return _do(request, at, "decisions", lambda: verbs[verb](at.actor, found), beside=f"decision-{pk}")


@require_policy(WRITES_DISCUSSION, "POST")
def undo(request: Request, at: DiscussionInReach, discussion_id: int, pk: int) -> HttpResponse:
    """Put back what was taken away in this discussion."""
    talk: Discussion = at.discussion
    found = get_object_or_404(Undoable, pk=pk, discussion=talk)
    _, part = putting_back.TAKEN_AWAY[found.kind]
    return _do(
        request, at, part, lambda: putting_back.put_back(at.actor, talk.meeting, found), beside=f"undo-{pk}"
    )  # fmt: skip


@require_policy(WRITES_DISCUSSION, "POST")
def earlier(request: Request, at: DiscussionInReach, discussion_id: int, kind: str, pk: int, verb: str) -> HttpResponse:
    """What came of something agreed earlier: done, carried, dropped, or opened again."""
    talk: Discussion = at.discussion
    unit_id = talk.meeting.unit_id
    note = request.POST.get("note", "")
    beside, part = f"{kind}-{pk}", "last-time"

    def carry_to() -> date:
        return _date(request, at, "to") or talk.meeting.held_on + WEEK

    def undo(**of: int) -> None:
        step = get_object_or_404(Step, pk=number(request.POST, "step"), **of)
        undoing.take_back(at.actor, unit_id, step, discussion=talk)

    if kind == "task":
        task = get_object_or_404(Task, pk=pk, family_id=talk.family_id)
        part = "tasks" if task.discussion_id == talk.pk else part
        doing: dict[str, Callable[[], None]] = {
            "done": lambda: tasks.do_task(at.actor, unit_id, task, note=note, discussion=talk),
            "carry": lambda: tasks.carry_task(at.actor, unit_id, task, to=carry_to(), note=note, discussion=talk),
            "drop": lambda: tasks.drop_task(at.actor, unit_id, task, note=note, discussion=talk),
            "reopen": lambda: tasks.reopen_task(at.actor, unit_id, task, discussion=talk),
            "reword": lambda: tasks.reword_task(
                at.actor, unit_id, task, what=request.POST.get("what", ""), discussion=talk
            ),
            "mistaken": lambda: tasks.enter_task_in_error(at.actor, unit_id, task, discussion=talk),
            "undo": lambda: undo(task_id=task.pk),
        }
    else:
        said = get_object_or_404(PlannedConversation, pk=pk, family_id=talk.family_id)
        doing = {
            "done": lambda: tasks.tell_conversation(at.actor, unit_id, said, happened=True, what=note, discussion=talk),
            "carry": lambda: tasks.carry_conversation(
                at.actor, unit_id, said, to=carry_to(), note=note, discussion=talk
            ),
            "drop": lambda: tasks.tell_conversation(
                at.actor, unit_id, said, happened=False, what=note, discussion=talk
            ),
            "reopen": lambda: tasks.reopen_conversation(at.actor, unit_id, said, discussion=talk),
            "undo": lambda: undo(conversation_id=said.pk),
        }
    if verb not in doing:
        raise Http404("No such verb")

    note_just_done(request)

    @transaction.atomic
    def do() -> None:
        discussing.may_write(at.actor, talk)
        doing[verb]()

    return _do(request, at, part, do, beside=beside)
