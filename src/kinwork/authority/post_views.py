"""Who holds which post: appointing, changing dates, moving, ending; and who is away. First what it means, then done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems, typed
from kinwork.access.models import GraveChange, User
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.grave_change_views import undo_tag
from kinwork.clocks.humanize import long_day
from kinwork.units import absences, posts
from kinwork.units.actions import leave_post
from kinwork.units.models import Absence, Post, PostHolding, Unit
from kinwork.units.policies import STAFFS_UNIT, UnitInReach
from kinwork.units.queries import members_on
from kinwork.units.views import add_problems, people_page

from .access_preview import IN_A_UNIT, Held, Preview, preview_of_holding
from .forms import AbsenceForm, AppointForm, DatesForm, EndPostForm, LeaveForm, MoveForm, PostForm
from .overview import posts_of
from .policies import ARRANGES_COVER, CHANGES_POSTS
from .views import unit_page

DAY = timedelta(days=1)
UNDO = "You can undo this with one press for seven days."


@dataclass(frozen=True)
class Question:
    """What is about to be done, for the page that shows what it means."""

    title: str
    button: str
    back: str
    preview: Preview = field(default_factory=lambda: Preview(()))
    sentences: tuple[str, ...] = ()
    told: str = UNDO

    def is_answered(self, request: Request) -> bool:
        """Whether who asks has seen this, as it is now, and said yes."""
        return request.POST.get("seen") == self.preview.seen

    def page(self, request: Request) -> HttpResponse:
        """The question. Families that are named on it are noted as seen on a list."""
        log_list(request, "what a change of posts means", self.preview.families)
        without = ("csrfmiddlewaretoken", "seen")
        carried = [(name, value) for name, value in typed(request).items() if name not in without]
        context = {"question": self, "carried": carried, "is_new": "seen" in request.POST}
        return render(request, "authority/question.html", context)


def _holding(unit_id: int, pk: int) -> PostHolding:
    found = PostHolding.objects.select_related("post__unit", "user")
    return get_object_or_404(found, pk=pk, post__unit_id=unit_id)


def _said(request: Request, change: GraveChange | None, otherwise: str) -> None:
    if change is None:
        messages.success(request, otherwise)
    else:
        messages.success(request, change.words, extra_tags=undo_tag(change))


@require_policy(STAFFS_UNIT, "POST")
def join(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """Put somebody in a post."""
    form = AppointForm(request.POST, unit=at.unit)
    if not form.is_valid():
        return people_page(request, at, form, "join")
    post, user, start, last = (form.cleaned_data[name] for name in ("post", "user", "start", "last_day"))
    during = DateRange(start, last + DAY if last and last >= start else None)
    if PostHolding.objects.filter(post=post, user=user, during=during).exists():  # pressed twice
        _said(request, None, f"{user.full_name} is in the unit.")
        return redirect("unit_people", unit_id=unit_id)
    new = Held(unit_id, post.role, during)
    question = Question(
        title=f"{user.full_name} as {post.called.lower()} in {at.unit.name}",
        button="Appoint",
        back=reverse("unit_people", args=[unit_id]),
        preview=preview_of_holding(at.actor, user.pk, {}, [new], timezone.localdate()),
    )
    try:
        if question.is_answered(request):
            _, change = posts.join_unit(at.actor, post, user, start=start, last_day=last)
            _said(request, change, f"{user.full_name} is in the unit.")
            return redirect("unit_people", unit_id=unit_id)
        posts.check_joining(at.actor, post, user, start=start, last_day=last)
    except ValidationError as problem:
        add_problems(form, problem)
        return people_page(request, at, form, "join")
    return question.page(request)


def _posts_to_move_to(actor: Actor, unit_id: int) -> list[tuple[int, str]]:
    """Posts of other units that this person staffs and that nobody holds for good. Four statements."""
    units = {unit.pk: unit for unit in Unit.objects.filter(is_active=True).exclude(function="service")}
    mine = [pk for pk in units if pk != unit_id and actor.can(Permission.STAFF_UNIT, pk)]
    found = []
    for pk, lines in posts_of(mine, timezone.localdate()).items():
        for line in lines:
            holders = [line.now, *line.later] if line.now else line.later
            if all(one.during.upper for one in holders) and not line.post.ended_on:
                free = "vacant" if not holders else f"free from {holders[-1].during.upper:%-d %B %Y}"
                found.append((line.post.pk, f"{units[pk].name}: {line.post} ({free})"))
    return found


def _holding_page(
    request: Request, at: UnitInReach, holding: PostHolding, form: Any = None, which: str = ""
) -> HttpResponse:
    last = holding.during.upper - DAY if holding.during.upper else None
    stands = {"first_day": f"{holding.during.lower:%-d/%-m/%Y}", "last_day": f"{last:%-d/%-m/%Y}" if last else ""}
    context = {
        "unit": at.unit,
        "holding": holding,
        "stands": stands,
        "which": which,
        "typed": typed(request) if form is not None else {},
        "problem": form_problems(form) if form is not None else {},
        "posts": _posts_to_move_to(at.actor, at.unit.pk),
        "has_ended": bool(holding.during.upper and holding.during.upper <= timezone.localdate()),
    }
    return render(request, "authority/holding.html", context, status=422 if form is not None else 200)


@require_policy(STAFFS_UNIT)
def holding(request: Request, at: UnitInReach, unit_id: int, pk: int) -> HttpResponse:
    """Somebody in a post: to change its dates, move them or end it."""
    return _holding_page(request, at, _holding(unit_id, pk))


def _change(
    request: Request,
    at: UnitInReach,
    held: PostHolding,
    form: Any,
    which: str,
    question: Question,
    do: Callable[[], GraveChange | None],
    is_so: bool,
) -> HttpResponse:
    if is_so:  # pressed twice
        _said(request, None, "It is so already.")
        return redirect("unit_people", unit_id=at.unit.pk)
    if not question.is_answered(request):
        return question.page(request)
    try:
        _said(request, do(), "It is so already.")
    except ValidationError as problem:
        add_problems(form, problem)
        return _holding_page(request, at, held, form, which)
    return redirect("unit_people", unit_id=at.unit.pk)


def _title(held: PostHolding, what: str) -> str:
    return f"{held.user.full_name}, {held.post.called.lower()} in {held.post.unit.name}: {what}"


@require_policy(STAFFS_UNIT, "POST")
def dates(request: Request, at: UnitInReach, unit_id: int, pk: int) -> HttpResponse:
    """From when until when; without a last day, until further notice."""
    held = _holding(unit_id, pk)
    form = DatesForm(request.POST, initial=_stands(held))
    if not form.is_valid():
        return _holding_page(request, at, held, form, "dates")
    first, last, because = (form.cleaned_data[name] for name in ("first_day", "last_day", "because"))
    during = DateRange(first, last + DAY if last and last >= first else None)
    question = Question(
        title=_title(held, posts.in_words(during) if during.upper else f"{posts.in_words(during)}, no last day"),
        button="Change the dates",
        back=reverse("holding", args=[unit_id, pk]),
        preview=preview_of_holding(at.actor, held.user_id, {pk: during}, [], timezone.localdate()),
    )
    return _change(
        request, at, held, form, "dates", question,
        lambda: posts.change_dates(at.actor, held, first_day=first, last_day=last, because=because),
        is_so=held.during == during,
    )  # fmt: skip


def _stands(held: PostHolding) -> dict[str, str]:
    last = held.during.upper - DAY if held.during.upper else None
    return {"first_day": f"{held.during.lower:%-d/%-m/%Y}", "last_day": f"{last:%-d/%-m/%Y}" if last else ""}


@require_policy(STAFFS_UNIT, "POST")
def leave(request: Request, at: UnitInReach, unit_id: int, pk: int) -> HttpResponse:
    """End somebody's time in a post."""
    held = _holding(unit_id, pk)
    form = LeaveForm(request.POST)
    if not form.is_valid():
        return _holding_page(request, at, held, form, "leave")
    last, because = form.cleaned_data["last_day"], form.cleaned_data["because"]
    ends = max(last + DAY, held.during.lower + DAY)
    question = Question(
        title=_title(held, f"last day {long_day(last)}"),
        button="End",
        back=reverse("holding", args=[unit_id, pk]),
        preview=preview_of_holding(
            at.actor, held.user_id, {pk: DateRange(held.during.lower, ends)}, [], timezone.localdate()
        ),
    )
    return _change(
        request, at, held, form, "leave", question,
        lambda: leave_post(at.actor, held, last_day=last, because=because),
        is_so=held.during.upper == last + DAY,
    )  # fmt: skip


@require_policy(STAFFS_UNIT, "POST")
def move(request: Request, at: UnitInReach, unit_id: int, pk: int) -> HttpResponse:
    """To a post of another unit, from a day on."""
    held = _holding(unit_id, pk)
    may = [post_id for post_id, _ in _posts_to_move_to(at.actor, unit_id)]
    may_be = Q(pk__in=may) | Q(holdings__user=held.user)  # theirs already: pressed twice
    form = MoveForm(request.POST, posts=Post.objects.filter(may_be).select_related("unit").distinct())
    if not form.is_valid():
        return _holding_page(request, at, held, form, "move")
    to, first, because = (form.cleaned_data[name] for name in ("to", "first_day", "because"))
    until = DateRange(held.during.lower, max(first, held.during.lower + DAY))
    new = Held(to.unit_id, to.role, DateRange(first, None))
    question = Question(
        title=f"{held.user.full_name}: from {at.unit.name} to {to.unit.name}, on {long_day(first)}",
        button="Move",
        back=reverse("holding", args=[unit_id, pk]),
        preview=preview_of_holding(at.actor, held.user_id, {pk: until}, [new], timezone.localdate()),
    )
    return _change(
        request, at, held, form, "move", question,
        lambda: posts.move(at.actor, held, to, first_day=first, because=because),
        is_so=to.holdings.filter(user=held.user, during__startswith=first).exists() and held.during.upper == first,
    )  # fmt: skip


def _posts_page(request: Request, at: UnitInReach, form: Any, which: str) -> HttpResponse:
    """Where somebody changes posts: the people of the unit, or for who sees none of it, how it is set up."""
    if at.actor.can(Permission.STAFF_UNIT, at.unit.pk):
        return people_page(request, at, form, which)
    return unit_page(request, at, form, which)


def _to_posts(at: UnitInReach) -> HttpResponse:
    can_staff = at.actor.can(Permission.STAFF_UNIT, at.unit.pk)
    return redirect("unit_people" if can_staff else "set_up_unit", unit_id=at.unit.pk)


@require_policy(CHANGES_POSTS, "POST")
def add_post(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """One more post of the unit, vacant."""
    form = PostForm(request.POST, unit=at.unit)
    if not form.is_valid():
        return _posts_page(request, at, form, "post")
    try:
        post = posts.add_post(at.actor, at.unit, **form.cleaned_data)
    except ValidationError as problem:
        add_problems(form, problem)
        return _posts_page(request, at, form, "post")
    messages.success(request, f"{at.unit.name} has one more post: {post}. It is vacant.")
    return _to_posts(at)


@require_policy(CHANGES_POSTS, "POST")
def end_post(request: Request, at: UnitInReach, unit_id: int, pk: int) -> HttpResponse:
    """The unit has this post until a day."""
    post = get_object_or_404(Post.objects.select_related("unit"), pk=pk, unit_id=unit_id)
    form = EndPostForm(request.POST)
    if form.is_valid():
        try:
            posts.end_post(at.actor, post, last_day=form.cleaned_data["post_last"])
        except ValidationError as problem:
            add_problems(form, problem)
        else:
            undo = f"undo:{reverse('keep_post', args=[unit_id, pk])}"
            until = long_day(form.cleaned_data["post_last"])
            messages.success(request, f"{post}: the unit has it until {until}.", undo)
            return _to_posts(at)
    return _posts_page(request, at, form, f"end-post-{pk}")


@require_policy(CHANGES_POSTS, "POST")
def keep_post(request: Request, at: UnitInReach, unit_id: int, pk: int) -> HttpResponse:
    """The unit has the post after all."""
    post = get_object_or_404(Post.objects.select_related("unit"), pk=pk, unit_id=unit_id)
    posts.keep_post(at.actor, post)
    messages.success(request, f"{at.unit.name} keeps this post: {post}.")
    return _to_posts(at)


def _cover_sentences(unit: Unit, away: User, cover: User, first: date, last: date) -> tuple[str, ...]:
    """What covering means, in words. One statement."""
    may = absences.what_cover_may(unit.pk, away, cover, max(first, timezone.localdate()))
    if Permission.SEE_FAMILY not in may:
        return ()
    also = [words for permission, words in IN_A_UNIT if permission in may]
    never = [words for permission, words in IN_A_UNIT if permission not in may]
    return tuple(
        sentence
        for sentence in (
            f"From {long_day(first)} to {long_day(last)} {cover.full_name} opens {unit.name}’s families without a "
            "reason, writes in their records and in meetings, and does their tasks.",
            f"They also {' and '.join(also)}, as {away.full_name} does." if also else "",
            f"They do not {', '.join(never[:-1])}{' or ' if len(never) > 1 else ''}{never[-1]} there." if never else "",
            "Restricted records stay closed to them, unless they are on the list of one.",
            "It ends by itself. The unit sees it under People; both of them, and who answers for the unit, are told.",
        )
        if sentence
    )


@require_policy(ARRANGES_COVER, "POST")
def absence(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """Somebody is away, and a colleague covers."""
    today = timezone.localdate()
    form = AbsenceForm(request.POST, members=members_on(unit_id, today))
    if not form.is_valid():
        return people_page(request, at, form, "absence")
    away = get_object_or_404(User, pk=form.cleaned_data["user"])
    first, last, cover = (form.cleaned_data[name] for name in ("first_day", "last_day", "covered_by"))
    days = DateRange(first, last + DAY) if first <= last else None
    if days and Absence.objects.filter(unit=at.unit, user=away, covered_by=cover, during=days).exists():
        _said(request, None, f"{away.full_name} is recorded as away on those days.")  # pressed twice
        return redirect("unit_people", unit_id=unit_id)
    question = None
    if cover is not None and cover != away and first <= last:
        sentences = _cover_sentences(at.unit, away, cover, first, last)
        question = Question(
            title=f"{cover.full_name} covers for {away.full_name}",
            button="Save",
            back=reverse("unit_people", args=[unit_id]),
            preview=Preview((), sentences),
            sentences=sentences,
        )
    if question is not None and question.sentences and not question.is_answered(request):
        return question.page(request)
    try:
        change = absences.note_absence(
            at.actor, at.unit, away, first_day=first, last_day=last, covered_by=cover
        )  # fmt: skip
    except ValidationError as problem:
        add_problems(form, problem)
        return people_page(request, at, form, "absence")
    _said(request, change, "")
    return redirect("unit_people", unit_id=unit_id)


@require_policy(ARRANGES_COVER, "POST")
def end_absence(request: Request, at: UnitInReach, unit_id: int, pk: int) -> HttpResponse:
    """Back earlier, or not away after all."""
    found = get_object_or_404(Absence.objects.select_related("unit", "user"), pk=pk, unit_id=unit_id)
    try:
        _said(request, absences.end_absence(at.actor, found), "")
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect("unit_people", unit_id=unit_id)
