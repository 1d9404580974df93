"""Sharing with partners, and what they see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import SpokenDateField, form_problems, number, problems, set_choices
from kinwork.access.models import User
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.grave_change_views import ask_why, undo_tag
from kinwork.cases.policies import SAYS_WHO_KNOWS
from kinwork.clocks.natural_dates import Looks
from kinwork.families.held import HeldFamily
from kinwork.whole_numbers import wholes

from .models import Share
from .policies import IS_SHARED_WITH, SEES_SHARED, FamilyShared
from .queries import EntryLine, entries_of
from .sharing import end_share, entries_shared_with, partners, share, shared_with, shares_of

SHOWN = 100
USUAL = timedelta(days=90)


class ShareForm(forms.Form):
    """With whom, what, what for, until when."""

    user = forms.TypedChoiceField(coerce=int, error_messages={"required": "Choose who to share with."})
    words = forms.CharField(max_length=300, error_messages={"required": "Say what for, such as: core group."})
    until = SpokenDateField(Looks.FUTURE, bounded=True)
    entries = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, people: list[User], lines: list[EntryLine], **options: Any) -> None:
        super().__init__(*args, **options)
        set_choices(self, "user", [(one.pk, one.full_name) for one in people])
        set_choices(self, "entries", [(one.pk, one.what) for one in lines])

    def chosen(self) -> set[int]:
        return set(wholes(self["entries"].value() or []))


@require_policy(SAYS_WHO_KNOWS, "GET", "POST")
def sharing(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """With whom something of this family is shared, and sharing it."""
    today = timezone.localdate()
    people, shares = list(partners(today)), shares_of(family_id, today)
    stand = {one.entry_id for each in shares for one in each.entries.all()}
    lines = [line for line in entries_of(held.actor, family_id, most=SHOWN, with_=stand) if not line.is_limited]
    sent = request.POST if request.method == "POST" else None
    again = number(request.GET, "with")
    stands = next((one for one in shares if one.user_id == again), None)
    initial: dict[str, Any] = {"user": again}
    if stands:
        initial |= {
            "words": stands.words,
            "until": f"{stands.until.day}/{stands.until.month}/{stands.until.year}",
            "entries": [one.entry_id for one in stands.entries.all()],
        }
    form = ShareForm(sent, people=people, lines=lines, initial=initial)
    if sent is not None and form.is_valid():
        said = form.cleaned_data
        try:
            share(
                held.actor, family_id, held.unit_id, user_id=said["user"], words=said["words"],
                entry_ids=set(said["entries"]), until=said["until"] or today + USUAL,
            )  # fmt: skip
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Shared. They will see it when they sign in; what they open is logged.")
            return redirect("sharing", family_id=family_id)
    context = {
        "family": held.family, "form": form, "problem": form_problems(form), "lines": lines,
        "shares": shares, "people": people, "usual": today + USUAL,
    }  # fmt: skip
    return render(request, "record/sharing.html", context, status=422 if form.is_bound else 200)


@require_policy(SAYS_WHO_KNOWS, "GET", "POST")
def end(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """They see nothing of the family from now on: what that does, and why."""
    found = get_object_or_404(Share.objects.select_related("user"), pk=pk, family_id=family_id)
    back = reverse("sharing", args=[family_id])
    if found.ended_at is not None:
        messages.info(request, "This has ended already.")
        return redirect(back)
    wrong = None
    if request.method == "POST":
        try:
            change = end_share(held.actor, found, held.unit_id, because=request.POST.get("because", ""))
        except ValidationError as problem:
            wrong = problem
        else:
            said = "Ended. They can no longer see anything about this family."
            messages.success(request, said, extra_tags=undo_tag(change))
            return redirect(back)
    return ask_why(
        request,
        title="End the sharing?",
        sentence=f"{found.user.full_name} will no longer see anything about {held.family.name}.",
        button="End sharing",
        back=back,
        back_to=f"{held.family.name}: shared with partners",
        problem=wrong,
    )


@require_policy(IS_SHARED_WITH)
def shared_with_me(request: Request, actor: Actor) -> HttpResponse:
    """Families of which something is shared with me."""
    found = shared_with(actor.user_id, timezone.localdate())
    log_list(request, "what is shared with them", [one.family_id for one in found])
    return render(request, "record/shared_with_me.html", {"families": found})


@require_policy(SEES_SHARED)
def shared_family(request: Request, at: FamilyShared, family_id: int) -> HttpResponse:
    """What was shared with me of a family, and whom to ring."""
    log(at.actor, "read what is shared", family_id=family_id, policy=request.policy.name)
    lines = entries_shared_with(at.actor.user_id, family_id, timezone.localdate())
    return render(request, "record/shared_family.html", {"shared": at.family, "lines": lines})
