"""Grave changes: those that somebody made, answers for, or is said to have decided; undoing one, disputing one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kinwork.access import grave_changes
from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.forms import problems
from kinwork.access.models import ChangeKind, GraveChange
from kinwork.access.permissions import Permission
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.request import Request
from kinwork.families.models import Family

from .grave_changes import changes_for
from .policies import ABOUT_CHANGE, ChangeInSight

DAYS = grave_changes.UNDO_FOR.days
TOLD = f"The consultant social worker will be told. You or they can undo this with one press for {DAYS} days."


def ask_why(
    request: HttpRequest,
    *,
    title: str,
    sentence: str,
    button: str,
    back: str,
    back_to: str = "",
    problem: ValidationError | None = None,
    told: str = TOLD,
    carries: bool = False,
) -> HttpResponse:
    """The page before a grave change: what it will do, and why it is done. What was typed stays.

    ``carries``: what was sent was a form of its own, and goes on with the reason.
    """
    asked_before = "because" in request.POST
    context = {
        "title": title,
        "sentence": sentence,
        "told": told,
        "button": button,
        "back": back,
        "back_to": back_to,
        "typed": {"because": request.POST.get("because", "")},
        "carried": _carried(request) if carries else [],
        "problem": problems(problem) if problem and (asked_before or not carries) else {},
    }
    return render(request, "platform/why.html", context, status=422 if context["problem"] else 200)


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    without = ("csrfmiddlewaretoken", "because")
    return [(name, str(value)) for name, found in request.POST.lists() if name not in without for value in found]


def only_why(problem: ValidationError) -> bool:
    """Whether nothing is wrong but that nobody has said why."""
    return set(getattr(problem, "error_dict", {})) == {"because"}


def undo_tag(change: GraveChange | None) -> str:
    """What gives a message its Undo button."""
    return f"undo:{reverse('undo_change', args=[change.pk])}" if change else ""


@require_policy(SIGNED_IN)
def changes(request: Request, actor: Actor) -> HttpResponse:
    """The last month's, newest first. Three statements."""
    found = changes_for(actor)
    ids = {one.family_id for one in found if one.family_id}
    names = dict(Family.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}
    log_list(request, "changes that they answer for", list(names))
    lines = [
        {
            "change": one,
            "family": names.get(one.family_id or 0, ""),
            "may_undo": grave_changes.may_undo(actor, one),
            "may_dispute": one.decided_by_id == actor.user_id and one.disputed_at is None and one.undone_at is None,
        }
        for one in found
    ]
    return render(request, "cases/changes.html", {"lines": lines})


def _home(change: GraveChange) -> str:
    """The page on which a change shows."""
    if change.family_id is None:
        return reverse("unit_people", args=[change.unit_id])
    if change.kind in (ChangeKind.STATUS_DECIDED, ChangeKind.STATUS_REMOVED):
        return reverse("statuses", args=[change.family_id])
    return reverse("family", args=[change.family_id])


@require_policy(ABOUT_CHANGE, "POST")
def undo(request: Request, at: ChangeInSight, pk: int) -> HttpResponse:
    """One press: as it was before."""
    change: GraveChange = at.change
    try:
        grave_changes.undo(at.actor, pk)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, "Undone. It is back as it was; the history shows both.")
    here = at.actor.can(Permission.SEE_FAMILY, change.unit_id) and request.POST.get("to") != "changes"
    return redirect(_home(change) if here else reverse("changes"))


@require_policy(ABOUT_CHANGE, "POST")
def dispute(request: Request, at: ChangeInSight, pk: int) -> HttpResponse:
    """'I did not decide this': it is shown wherever the decision is, and who recorded it is told."""
    grave_changes.dispute(at.actor, pk, request.POST.get("words", ""))
    messages.success(
        request, "Saved. It appears beside what was recorded, and the person who recorded it has been told."
    )
    return redirect("changes")
