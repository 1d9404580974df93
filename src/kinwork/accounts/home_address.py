"""Saying where one lives, on one's own account page. Nothing of it is in the log, in an address, or on another page."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import problems
from kinwork.access.models import Home, User
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.confidentiality.unusual_access import LOOKS_BACK
from kinwork.people.numbers import NotANumber
from kinwork.people.numbers import postcode as read_postcode

from .my_account import account_page
from .policies import OWN_ACCOUNT

KEPT = LOOKS_BACK + timedelta(days=1)  # after it has ended: what the report may still ask for


@transaction.atomic
def say_home(actor: Actor, *, postcode: str, house: str) -> None:
    """From now on the report counts openings near there. A home that was said before ends."""
    house = " ".join(house.split())
    wrong: dict[str, str] = {}
    try:
        postcode = read_postcode(postcode)
    except NotANumber:
        wrong["home_postcode"] = f"“{postcode}” cannot be a postcode. One looks like CB2 1TN."
    else:
        if not postcode:
            wrong["home_postcode"] = "Type the postcode. One looks like CB2 1TN."
    if len(house) > 60:
        wrong["home_house"] = f"Only the number or name of the house, up to 60 characters; this has {len(house)}."
    if wrong:
        raise ValidationError(wrong)
    _end(actor)
    Home.objects.create(user_id=actor.user_id, postcode=postcode, house=house, said_at=timezone.now())
    log(actor, "said where they live")


@transaction.atomic
def take_home_back(actor: Actor) -> None:
    """Nothing is known of it any more, once the report has looked back beyond it."""
    _end(actor)
    log(actor, "took back where they live")


def _end(actor: Actor) -> None:
    User.objects.select_for_update().get(pk=actor.user_id)  # two at once would say two homes
    now = timezone.now()
    mine = Home.objects.filter(user_id=actor.user_id)
    mine.filter(ended_at=None).update(ended_at=now)
    mine.filter(ended_at__lt=now - KEPT).delete()


@require_policy(OWN_ACCOUNT, "POST")
def my_home(request: Request, actor: Actor) -> HttpResponse:
    """Say it, or take it back."""
    if request.POST.get("take_back"):
        take_home_back(actor)
        messages.success(request, "Removed: from now on nothing is compared with it.")
        return redirect("my_account")
    try:
        say_home(
            actor,
            postcode=request.POST.get("home_postcode", "")[:100],
            house=request.POST.get("home_house", "")[:1000],
        )
    except ValidationError as problem:
        return account_page(request, actor, problems(problem))
    messages.success(request, "Thank you. No one else can see it.")
    return redirect("my_account")
