"""The system administrator's page: who may sign in, when they last did. No family is in reach of it."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.forms import problems, typed
from kinwork.access.models import User
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.units.models import PostHolding

from . import actions
from .policies import MANAGES_ACCOUNTS
from .sign_in import base_of


def _page(request: Request, actor: Actor, problem: ValidationError | None = None) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:120]
    people = (
        User.objects.filter(is_system=False)
        .annotate(has_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk")).exclude(type="recovery_codes")))
        .order_by("full_name", "pk")
    )
    if words:
        people = people.filter(Q(full_name__icontains=words) | Q(email__icontains=words))
    page = Paginator(people, 50).get_page(request.GET.get("page"))
    held: dict[int, list[str]] = {}
    today = timezone.localdate()
    for holding in PostHolding.objects.filter(user__in=page.object_list, during__contains=today).select_related(
        "post__unit"
    ):
        held.setdefault(holding.user_id, []).append(f"{holding.post.called}, {holding.post.unit.name}")
    return render(
        request,
        "accounts/people.html",
        {
            "page": page,
            "held": held,
            "words": words,
            "problem": problems(problem) if problem else {},
            "typed": typed(request) if problem else {},
            "me": actor.user_id,
        },
        status=422 if problem else 200,
    )


@require_policy(MANAGES_ACCOUNTS)
def accounts(request: Request, actor: Actor) -> HttpResponse:
    """Everyone who may sign in, or might."""
    return _page(request, actor)


@require_policy(MANAGES_ACCOUNTS, "POST")
def invite(request: Request, actor: Actor) -> HttpResponse:
    """Somebody new."""
    try:
        user = actions.invite(
            actor,
            email=request.POST.get("email", "")[:254],
            full_name=request.POST.get("full_name", ""),
            base=base_of(request),
        )
    except ValidationError as problem:
        return _page(request, actor, problem)
    if page := _to_hand_over(request, actor, user):
        return page
    messages.success(
        request, (f"{user} has been sent a link. They need a post in a unit before they can work with families.")
    )
    return redirect("accounts")


def _to_hand_over(request: Request, actor: Actor, user: User) -> HttpResponse | None:
    """Where no mail server takes an invitation: the page with its link, once."""
    link = actions.link_to_hand_over(actor, user, base_of(request))
    if not link:
        return None
    context = {"said": f"{user.full_name} is invited.", "links": [(user.full_name, link)], "back": reverse("accounts")}
    return render(request, "accounts/links.html", context)


SAID = {
    "disable": "{} is signed out everywhere and cannot sign in.",
    "enable": "{} can sign in again.",
    "link": "{} has been sent a new link.",
    "forget-factor": "{} will set up a second factor at their next sign-in.",
    "sign-out": "{} is signed out everywhere.",
}


@require_policy(MANAGES_ACCOUNTS, "POST")
def change(request: Request, actor: Actor, user_id: int, verb: str) -> HttpResponse:
    """Disable, enable, a new link, a lost second factor, sign out everywhere."""
    user = get_object_or_404(User, pk=user_id, is_system=False)
    if verb not in SAID:
        raise Http404("No such verb")
    try:
        if verb in ("disable", "enable"):
            actions.set_active(actor, user, active=verb == "enable")
        elif verb == "link":
            actions.invite_again(actor, user, base=base_of(request))
            if page := _to_hand_over(request, actor, user):
                return page
        elif verb == "forget-factor":
            actions.forget_second_factor(actor, user)
        else:
            actions.sign_out_everywhere(actor, user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, SAID[verb].format(user))
    return redirect("accounts")
