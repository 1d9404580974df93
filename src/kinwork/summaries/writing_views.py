"""Writing a summary: boxes that save themselves, entries taken up by one key, and making it the standing one."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.access_logging import families_asked_for, log_reading
from kinwork.access.forms import number
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.families.held import HeldFamily
from kinwork.meetings.actions.writing import LIMIT, Outdated, edits_of
from kinwork.meetings.changes import NotThatText, to_json
from kinwork.meetings.history import Typed, since, text_before
from kinwork.meetings.live import family_room, publish
from kinwork.meetings.models import Discussion, Revision
from kinwork.meetings.models import Passage as MeetingPassage
from kinwork.meetings.parts import CURRENT_RISK, SITUATION
from kinwork.meetings.presenters.history import PAUSES_A_PAGE, History, pauses_of, stretches_of
from kinwork.meetings.views.writing import typed_in
from kinwork.record.queries import entry_of
from kinwork.whole_numbers import whole

from .actions import writing
from .models import BOX, Part, SummaryPassage
from .policies import EDITS_FAMILY
from .presenters import WritingPage

PART = "summaries/parts/editor.html"
UNCLEAR = "This could not be saved. What you typed is still here."


@require_policy(EDITS_FAMILY, "GET", "POST")
def write(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """The editor; a press begins the next version. A dozen statements, however much there is."""
    if request.method == "POST":
        try:
            writing.begin(held)
        except ValidationError as problem:
            messages.error(request, problem.messages[0])
            return redirect("summary", family_id=family_id)
        return redirect("write_summary", family_id=family_id)
    return _page(request, held)


def _page(request: Request, held: HeldFamily, template: str = "summaries/write.html", **more: Any) -> HttpResponse:
    page = WritingPage(held, timezone.localdate(), **more)
    if page.draft is None and template == PART:
        return render(request, "summaries/parts/no_draft.html", {"family": held.family})
    if page.draft is None:
        return redirect("summary", family_id=held.pk)
    context = {"family": held.family, "page": page, "today": page.today, "most": LIMIT}
    return render(request, template, context, status=422 if page.problem else 200)


@require_policy(EDITS_FAMILY, reads=False)
def editor(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """The parts and what happened since, for a page on which it is open and which heard that something changed."""
    return _page(request, held, PART)


@require_policy(EDITS_FAMILY, "POST", reads=False)
def here(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """I am here, writing in this box; or I am gone."""
    try:
        said = json.loads(request.body)
        page = str(said["page"])[:40]
    except (ValueError, KeyError, TypeError, RecursionError, RawPostDataException):
        return JsonResponse({"error": "not understood"}, status=400)
    more: dict[str, Any] = {"gone": True} if said.get("gone") else {"box": str(said.get("box") or "")[:60]}
    publish(family_room(held.pk), "here", page=page, user=held.actor.user_id, family=held.pk, **more)
    return HttpResponse(status=204)


@require_policy(EDITS_FAMILY, "POST", reads=False)
def save(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """A pause in typing."""
    try:
        said = json.loads(request.body)
        pk, version = whole(said["id"]), whole(said["version"], most=2**31 - 1)
        typed = typed_in(said, held.actor.name)
        if said["box"] != BOX or not pk or version is None:
            raise ValueError(said["box"])
    except RequestDataTooBig:
        sentence = f"This box holds up to {LIMIT:,} characters. What you typed is still here: shorten it."
        return JsonResponse({"error": sentence}, status=413)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError, RawPostDataException):
        return JsonResponse({"error": UNCLEAR}, status=400)
    try:
        saved = writing.save_passage(held, pk, version, typed, page=str(said.get("page", ""))[:40])
    except Outdated as outdated:
        log_reading(request, families_asked_for(request))
        return JsonResponse({"outdated": True, "version": outdated.version, "text": outdated.text}, status=409)
    except ValidationError as problem:
        return JsonResponse({"error": problem.messages[0]}, status=422)
    answer: dict[str, Any] = {"version": saved.version}
    if saved.text != typed.text:
        log_reading(request, families_asked_for(request))
        answer |= {"text": saved.text, "merged": saved.merged, "changes": to_json(saved.over)}
    return JsonResponse(answer)


def _passage(held: HeldFamily, pk: int) -> SummaryPassage:
    found = SummaryPassage.objects.filter(pk=pk, summary__involvement__family_id=held.pk).select_related("summary")
    passage = found.first()
    if passage is None or (passage.entry_id and entry_of(held.actor, held.pk, passage.entry_id) is None):
        raise Http404("No such box")
    return passage


@require_policy(EDITS_FAMILY)
def box(request: Request, held: HeldFamily, family_id: int, box: str, pk: int) -> HttpResponse:
    """What is new in a box since the version on somebody's screen."""
    passage = _passage(held, pk)
    known = number(request.GET, "since") or 0
    answer: dict[str, Any] = {"version": passage.version, "text": passage.text}
    edits = [edit for edit in edits_of(BOX, pk, since=known) if edit.version > known]
    with suppress(NotThatText):  # then the page finds the place of its caret by comparing
        answer["changes"] = to_json(since(text_before(passage.text, edits), edits))
    return JsonResponse(answer)


@require_policy(EDITS_FAMILY)
def history(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """How a box came to read as it does: each pause, and by whom."""
    passage = _passage(held, pk)
    kept = list(Revision.objects.filter(box=BOX, object_id=pk).select_related("written_by").order_by("-version"))

    def address(version: int) -> str:
        return reverse("bring_summary_back", args=[family_id, pk, version])

    pauses, is_cut = pauses_of(kept, passage.text, address)
    pages = Paginator(pauses, PAUSES_A_PAGE).get_page(request.GET.get("page", "1"))
    page = History(
        f"Summary, {passage.get_part_display().lower()}", held.family.name, passage.text, stretches_of(list(pages)),
        pages, [], is_cut, reverse("write_summary", args=[family_id]), may_write=passage.summary.is_draft,
    )  # fmt: skip
    return render(request, "meetings/history.html", {"page": page})


@require_policy(EDITS_FAMILY, "POST")
def bring_back(request: Request, held: HeldFamily, family_id: int, pk: int, version: int) -> HttpResponse:
    """An earlier version of a box is the present one again; the present one becomes an earlier one."""
    passage = _passage(held, pk)
    try:
        text = text_before(passage.text, [edit for edit in edits_of(BOX, pk) if edit.version > version])
        writing.save_passage(held, pk, passage.version, Typed(text, held.actor.name))
    except NotThatText:
        messages.error(request, "This version cannot be brought back as it was. Copy its words instead.")
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, "Brought back. The version it replaced is in the list too.")
    return redirect("summary_history", family_id=family_id, pk=pk)


VERBS = {"link": writing.link, "fold": writing.fold_in, "out": writing.take_out}


@require_policy(EDITS_FAMILY, "POST")
def take_up(request: Request, held: HeldFamily, family_id: int, pk: int, how: str) -> HttpResponse:
    """An entry is linked, folded in, or taken out again: by one key. Answers with the editor as it is now."""
    if how not in VERBS:
        raise Http404("No such verb")
    part = request.POST.get("part", "")
    where = request.POST.getlist("of") or [part]
    problem = ""
    try:
        for one in where if how == "out" else [part]:
            VERBS[how](held, pk, one)
    except ValidationError as wrong:
        problem = wrong.messages[0]
    part = part if part in Part.values else Part.SITUATION
    if request.htmx:
        return _page(request, held, PART, part=part, problem=problem, problem_at=pk)
    if problem:
        messages.error(request, problem)
    return redirect("write_summary", family_id=family_id)


@require_policy(EDITS_FAMILY, "POST")
def take_over(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """The two sentences of a discussion, or of the last one, become the summary's situation and risk."""
    discussions = Discussion.objects.filter(family_id=family_id)
    if (asked := number(request.POST, "discussion")) is not None:
        discussions = discussions.filter(pk=asked)
    said = MeetingPassage.objects.filter(
        discussion__in=discussions, part__in=(SITUATION.key, CURRENT_RISK.key)
    ).exclude(text="")
    parts = {SITUATION.key: Part.SITUATION.value, CURRENT_RISK.key: Part.RISK.value}
    only = [part for part in request.POST.getlist("part") if part in Part.values]
    sentences: dict[str, str] = {}
    for passage in said.order_by("-discussion__meeting__held_on", "-pk"):
        part = parts[passage.part]
        if not only or part in only:
            sentences.setdefault(part, passage.text)
    problem = ""
    try:
        writing.take_over(held, sentences)
    except ValidationError as wrong:
        problem = wrong.messages[0]
    if request.htmx:
        context = {"family_id": family_id, "discussion_id": asked, "done": not problem, "problem": problem}
        return render(request, "summaries/parts/take_over.html", context, status=422 if problem else 200)
    if problem:
        messages.error(request, problem)
    return redirect("write_summary", family_id=family_id)


@require_policy(EDITS_FAMILY, "POST")
def stand(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """This is how it is, today, by whoever presses it."""
    try:
        writing.make_standing(held)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("write_summary", family_id=family_id)
    messages.success(request, "This is the summary now, with today’s date and your name.")
    return redirect("summary", family_id=family_id)
