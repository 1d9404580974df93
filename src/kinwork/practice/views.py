"""Ten seconds after a discussion, and a unit's discussions over time."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.forms import problems
from kinwork.access.lists import file_answer
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy, role_somewhere
from kinwork.access.queries import authority
from kinwork.access.request import Request
from kinwork.access.roles import ROLES
from kinwork.chain.steps import NOT_YET
from kinwork.instruments.discussion_quality import FEATURES, Level, level_of
from kinwork.meetings.policies import SEES_DISCUSSION, DiscussionInReach
from kinwork.units.models import Unit
from kinwork.units.policies import SEES_UNIT, UnitInReach
from kinwork.units.queries import units_in_reach
from kinwork.whole_numbers import wholes

from .actions import rate_discussion
from .fidelity import Facts, facts_of, measures_of, profile, pyramid
from .models import DiscussionRating, Rater
from .queries import quality_of, share_of_features
from .time_use import LEAST_ENTRIES, LEAST_PEOPLE, MonthRow, bars, months_of, time_use

COMPARES_TIME = role_somewhere(
    Permission.SEE_NUMBERS, "Managers and analysts; whoever is in a unit.", "role:compare_time"
)


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
    """The six features and the pyramid, each number with what it counts. Six statements besides those of every page.

    It names no family: the lists behind the numbers do.
    """
    facts, is_ours = _facts(request, at)
    upper, base = pyramid(facts)
    context = {"unit": at.unit, "facts": facts, "features": profile(facts), "upper": upper, "base": base,
               "is_ours": is_ours}  # fmt: skip
    return render(request, "practice/fidelity.html", context)


@require_policy(SEES_UNIT)
def fidelity_rows(request: Request, at: UnitInReach, unit_id: int, key: str) -> HttpResponse:
    """What one number of the profile counts. Six statements besides those of every page."""
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


TIME_HEAD = [
    "Month", "People", "Entries", "Median minutes to write an entry", "Median minutes to write up a visit",
    "Hours writing for each person", "Hours with families for each person", "Entries that say how long",
]  # fmt: skip


def _time_cells(row: MonthRow) -> list[object]:
    entries, visits = row.entries, row.visits
    if entries is None:
        return [f"{row.month:%Y-%m}", "fewer than five people", *[None] * 6]
    return [
        f"{row.month:%Y-%m}", entries.people, entries.entries, entries.median_minutes,
        visits.median_minutes if visits else None, entries.written_hours, entries.family_hours, entries.with_minutes,
    ]  # fmt: skip


def _time_page(request: Request, unit: Unit | None, units: list[Unit]) -> HttpResponse:
    today = timezone.localdate()
    rows = months_of(time_use(today), unit.pk if unit else None, today)
    if request.GET.get("as") == "csv":
        cells = [_time_cells(row) for row in rows]
        return file_answer(request, "time for writing", name="time", head=TIME_HEAD, rows=cells, family_ids=[])
    written = [row.entries.written_hours if row.entries else 0 for row in rows]
    with_families = [row.entries.family_hours if row.entries else 0 for row in rows]
    most = max([1, *written, *with_families])
    context = {
        "unit": unit, "units": units, "rows": rows[::-1], "is_any": any(row.entries for row in rows),
        "first": rows[0].month, "last": rows[-1].month, "least_people": LEAST_PEOPLE, "least_entries": LEAST_ENTRIES,
        "with_families": bars(with_families, most, up=True), "written": bars(written, most),
    }  # fmt: skip
    return render(request, "practice/time.html", context)


@require_policy(COMPARES_TIME)
def time_of_all(request: Request, actor: Actor) -> HttpResponse:
    """Time writing beside time with families, in the whole service. Two statements besides those of every page."""
    return _time_page(request, None, list(units_in_reach(actor)))


@require_policy(SEES_UNIT)
def time_of_unit(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """The same of a unit. One statement besides those of every page."""
    return _time_page(request, at.unit, [])
