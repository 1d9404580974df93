"""What's new: the page, the count beside its name in the navigation, and when to write by email."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.request import Request

from . import actions
from .counts import known_new
from .queries import count_new, lines_for


@require_policy(SIGNED_IN)
def notices(request: Request, actor: Actor) -> HttpResponse:
    """Everything that came in the last weeks. To open it is to have seen it."""
    lines = lines_for(actor)
    log_list(request, "what is new", [line.family_id for line in lines if line.family_id])
    known_new(request, actions.see_all(actor))
    context = {
        "new": [line for line in lines if line.is_new],
        "earlier": [line for line in lines if not line.is_new],
        "today": timezone.localdate(),
    }
    return render(request, "notices/notices.html", context)


@require_policy(SIGNED_IN)
def count(request: Request, actor: Actor) -> HttpResponse:
    """How many are new: asked by open pages when they are told that there is something."""
    return JsonResponse({"count": count_new(actor)})


@require_policy(SIGNED_IN, "POST")
def seen(request: Request, actor: Actor) -> HttpResponse:
    """I have read what stands on My work; no need to open the page."""
    actions.see_all(actor)
    return redirect("my_work")


@require_policy(SIGNED_IN, "POST")
def unread(request: Request, actor: Actor, notice_id: int) -> HttpResponse:
    """I want to come back to this one."""
    actions.leave_unseen(actor, notice_id)
    return redirect("notices")


@require_policy(SIGNED_IN, "POST")
def read(request: Request, actor: Actor, notice_id: int) -> HttpResponse:
    """I have come back to it."""
    actions.see(actor, notice_id)
    return redirect("notices")


@require_policy(SIGNED_IN, "POST")
def email(request: Request, actor: Actor) -> HttpResponse:
    """When I hear by email."""
    try:
        actions.choose_mail(actor, request.POST.get("mail", ""))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, "Saved. We will email you as you have chosen.")
    return redirect("my_account")
