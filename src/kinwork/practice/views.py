"""Ten seconds after a discussion, and a unit's discussions over time."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.forms import problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.instruments.discussion_quality import FEATURES, Level, level_of
from kinwork.meetings.policies import SEES_DISCUSSION, DiscussionInReach
from kinwork.units.policies import SEES_UNIT, UnitInReach
from kinwork.whole_numbers import wholes

from .actions import rate_discussion
from .models import DiscussionRating, Rater
from .queries import quality_of, share_of_features


@require_policy(SEES_DISCUSSION, "GET", "POST")
def rate(request: Request, at: DiscussionInReach, discussion_id: int) -> HttpResponse:
    """The eight features of one discussion."""
    discussion = at.discussion
    may_rate = at.actor.can(Permission.RATE_DISCUSSION, discussion.meeting.unit_id)
    rater = request.POST.get("rater") or request.GET.get("rater") or Rater.UNIT
    problem: dict[str, str] = {}
    saved = False
    if request.method == "POST":
        features = set(wholes(request.POST.getlist("features")))
        try:
            rate_discussion(at.actor, discussion, rater=rater, features=features)
            saved = True
        except ValidationError as found:
            problem = problems(found)
        if saved and not request.htmx:
            return redirect("rate_discussion", discussion_id=discussion_id)
    ratings = list(DiscussionRating.objects.filter(discussion=discussion).select_related("by"))
    mine = next((r for r in ratings if r.rater == rater and (rater == Rater.UNIT or r.by_id == request.user.pk)), None)
    template = "practice/parts/rate.html" if request.htmx else "practice/rate.html"
    return render(
        request,
        template,
        {
            "discussion": discussion,
            "features": FEATURES,
            "rater": rater,
            "ticked": set(mine.features) if mine else set(),
            "rating": mine,
            "level": level_of(mine.features) if mine else None,
            "ratings": [(r, level_of(r.features)) for r in ratings],
            "may_rate": may_rate,
            "saved": saved,
            "problem": problem,
        },
        status=422 if problem else 200,
    )


@require_policy(SEES_UNIT)
def quality(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """How the unit's discussions have been, beside who was there and what was planned."""
    weeks = {"8": 8, "26": 26, "52": 52}.get(request.GET.get("weeks", ""), 26)
    rater = Rater.OBSERVER if request.GET.get("rater") == Rater.OBSERVER else Rater.UNIT
    found = quality_of(unit_id, since=timezone.localdate() - timedelta(weeks=weeks), rater=rater)
    return render(
        request,
        "practice/quality.html",
        {
            "unit": at.unit,
            "quality": found,
            "features": FEATURES,
            "profile": share_of_features(found.total),
            "levels": list(Level),
            "weeks": weeks,
            "rater": rater,
        },
    )
