"""The queue of what waits for approval; what one has asked for; returning, and taking an answer back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.forms import problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.queries import authority
from kinwork.access.request import Request
from kinwork.cases.grave_change_views import ask_why
from kinwork.clocks.humanize import count
from kinwork.whole_numbers import whole

from . import actions
from .kinds import kind_of
from .models import Answer
from .policies import ANSWERS, APPROVES, SETS_APPROVALS, InQueue
from .queries import answered_lately, asked_by, waiting
from .requirements import require, settings

NOT_FOUND = "Something you chose is no longer yours to approve. Nothing was saved; look at the queue again."


@require_policy(APPROVES, "GET", "POST")
def queue(request: Request, actor: Actor) -> HttpResponse:
    """What waits, the oldest first, to be approved one by one or together; and what was answered lately."""
    above = actor.may(Permission.APPROVE)
    every_one = above and request.GET.get("all") == "1"
    problem = ""
    if request.method == "POST":
        chosen = {pk for pk in map(whole, request.POST.getlist("approval")) if pk}
        mine = {line.pk for line in (*waiting(actor, every_one=True), *answered_lately(actor, every_one=True))}
        if not chosen:
            problem = "Choose what you approve first."
        elif not chosen <= mine:
            problem = NOT_FOUND
        else:
            number = actions.approve(actor, chosen)
            messages.success(request, f"Approved: {number}." if number else "Someone else had answered already.")
            return redirect(request.get_full_path())
    lines, lately = waiting(actor, every_one=every_one), answered_lately(actor, every_one=every_one)
    log_list(request, "what waits for approval", [line.family_id for line in (*lines, *lately)])
    context = {
        "lines": lines,
        "lately": lately,
        "today": timezone.localdate(),
        "goes_up_after": count(authority().approvals_go_up_after, "working day"),
        "above": above,
        "every_one": every_one,
        "problem": {"approval": problem} if problem else {},
    }
    return render(request, "approvals/queue.html", context, status=422 if problem else 200)


@require_policy(SIGNED_IN)
def mine(request: Request, actor: Actor) -> HttpResponse:
    """What one has done that waits for somebody else, or was answered lately."""
    lines = asked_by(actor)
    log_list(request, "what they asked approval for", [line.family_id for line in lines])
    return render(request, "approvals/mine.html", {"lines": lines, "today": timezone.localdate()})


@require_policy(ANSWERS, "GET", "POST")
def give_back(request: Request, at: InQueue, pk: int) -> HttpResponse:
    """What has to change; whoever did it is told."""
    if at.approval.answer:
        messages.info(request, f"{Answer(at.approval.answer).label} in the meantime.")
        return redirect("approvals")
    wrong = None
    if request.method == "POST":
        try:
            actions.give_back(at.actor, pk, because=request.POST.get("because", ""))
        except ValidationError as problem:
            wrong = problem
        else:
            messages.success(request, "Returned. They have been told what has to change.")
            return redirect("approvals")
    kind = kind_of(at.approval.kind)
    whose = f" of {at.approval.person.name}" if at.approval.person else ""
    whose += f", family {at.approval.involvement.family.name}"
    return ask_why(
        request,
        title="What has to change?",
        sentence=f"{kind.title if kind else at.approval.kind}{whose}. It stands until it is corrected.",
        told="The person who did it is told, and sees what you write.",
        button="Return",
        back=reverse("approvals"),
        back_to="What waits for approval",
        problem=wrong,
    )


@require_policy(ANSWERS, "POST")
def again(request: Request, at: InQueue, pk: int) -> HttpResponse:
    """A slip: it waits again."""
    try:
        actions.take_answer_back(at.actor, pk)
    except ValidationError as problem:
        messages.error(request, next(iter(problems(problem).values())))
    else:
        messages.success(request, "It waits for approval again.")
    return redirect("approvals")


@require_policy(SETS_APPROVALS, "GET", "POST")
def approval_rules(request: Request, actor: Actor) -> HttpResponse:
    """Which kinds of thing have to be approved, who said so when, and a form for each to change it."""
    problem: dict[str, str] = {}
    asked = request.POST.get("kind", "")
    if request.method == "POST":
        try:
            required = request.POST.get("required") == "yes"
            require(actor, asked, required=required, because=request.POST.get(f"because-{asked}", ""))
        except ValidationError as wrong:
            said = problems(wrong)
            problem = {f"because-{asked}": next(iter(said.values()))}
        else:
            messages.success(request, "Saved. It holds for what is done from now on.")
            return redirect("approval_rules")
    typed = request.POST.get(f"because-{asked}", "")
    context = {"settings": settings(), "problem": problem, "asked": asked, "typed": typed}
    return render(request, "approvals/rules.html", context, status=422 if problem else 200)
