"""Ten seconds after a discussion, and a unit's discussions over time."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.forms import problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.queries import authority
from kinwork.access.request import Request
from kinwork.access.roles import ROLES
from kinwork.instruments.discussion_quality import FEATURES, Level, level_of
from kinwork.meetings.policies import SEES_DISCUSSION, DiscussionInReach
from kinwork.units.policies import SEES_UNIT, UnitInReach
from kinwork.whole_numbers import wholes

from .actions import rate_discussion
from .fidelity import NOT_YET, Facts, facts_of, measures_of, profile, pyramid
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


def _facts(request: Request, at: UnitInReach) -> tuple[Facts, bool]:
    """What is counted, and whether it is shown as of today: to the unit; to all others, as it stood four weeks ago."""
    weeks = {"4": 4, "12": 12, "26": 26}.get(request.GET.get("weeks", ""), 12)
    is_ours = any(post.unit_id == at.unit.pk and ROLES[post.role].is_member for post in at.actor.posts)
    on = timezone.localdate() - (timedelta(0) if is_ours else NOT_YET)
    return facts_of(at.unit, on, weeks=weeks, every_weeks=authority().discuss_every_weeks), is_ours


@require_policy(SEES_UNIT)
def fidelity(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """The six features and the pyramid, each number with what it counts. Five statements besides those of every page.

    It names no family: the lists behind the numbers do.
    """
    facts, is_ours = _facts(request, at)
    upper, base = pyramid(facts)
    context = {"unit": at.unit, "facts": facts, "features": profile(facts), "upper": upper, "base": base,
               "is_ours": is_ours}  # fmt: skip
    return render(request, "practice/fidelity.html", context)


@require_policy(SEES_UNIT)
def fidelity_rows(request: Request, at: UnitInReach, unit_id: int, key: str) -> HttpResponse:
    """What one number of the profile counts. Five statements besides those of every page."""
    facts, is_ours = _facts(request, at)
    measure = measures_of(facts).get(key)
    if measure is None:
        raise Http404("No such measure")
    shown = {family.family_id for family in facts.families} | {talk.family_id for talk in facts.discussions}
    log_list(request, f"the profile of {at.unit.name}", sorted(shown), thing=at.unit)
    context = {"unit": at.unit, "facts": facts, "measure": measure, "is_ours": is_ours}
    return render(request, "practice/fidelity_rows.html", context)


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
