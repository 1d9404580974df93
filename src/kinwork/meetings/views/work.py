"""My work, the unit's board, and a family's actions outside meetings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.forms import number, problems, read_box, typed
from kinwork.access.lists import Asked, asked_of, file_answer, page_of_list
from kinwork.access.permissions import Permission
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.request import Request
from kinwork.approvals.queries import waiting_count
from kinwork.cases.policies import EDITS_FAMILY
from kinwork.clocks.natural_dates import Looks
from kinwork.confidentiality.access_grants import access_grants_to_review, open_to
from kinwork.families.held import HeldFamily
from kinwork.families.panels import FamilyPage
from kinwork.front_door.queries.inbox import waiting
from kinwork.notices.counts import new_lines
from kinwork.obligations.queries import next_of
from kinwork.units.lines import lines_for
from kinwork.units.policies import SEES_UNIT, UnitInReach
from kinwork.units.queries import absences_of, duty_of, members_on, opens_families_in

from .. import panels
from ..actions import tasks, undoing
from ..actions.meeting import bring_after_all, bring_to_next_meeting, withdraw_from_next_meeting
from ..board_parts import parts_for as board_parts_for
from ..just_done import has_just_done, note_just_done
from ..models import BroughtForward, PlannedConversation, Step, Task, TaskState
from ..presenters.board import SORTS, sort_board
from ..presenters.load import away_soon, duty_in_words, load_of
from ..presenters.what_i_can_do import what_can_be_done
from ..presenters.work import anchor_of, by_family, in_order, just, narrowed, next_after, stretches, with_just_done
from ..queries.agenda import open_meetings
from ..queries.board import board
from ..queries.work import WorkItem, left_behind, my_work
from ..work_parts import parts_for


def _work_page(
    request: Request, actor: Actor, problem: ValidationError | None = None, at: str = "", *, is_part: bool = False
) -> HttpResponse:
    today, asked = timezone.localdate(), _asked(request)
    mine = my_work(actor, timezone.now())
    everything, unfinished = mine.items, mine.unfinished
    work = narrowed(everything, asked, today)
    if asked.is_file:
        return _work_file(request, [item for item in work if item.is_open], asked)
    open_now = [] if is_part else open_to(actor, timezone.now())
    # What the unit has to answer stands on its page for everyone; here for those who answer it.
    answers_for = [unit for unit in actor.home_unit_ids if actor.can(Permission.TRANSFER_FAMILY, unit)]
    to_answer = [] if is_part else lines_for(actor, answers_for, today)
    ids = [one.family_id for one in to_answer if one.family_id]
    ids += [one.family_id for one in everything] + [one.family_id for one in open_now]
    ids += [one.family_id for one in unfinished]
    brought = [] if is_part else parts_for(request)
    ids += [pk for part in brought for pk in part.family_ids]
    log_list(request, "their own work", ids)
    steps = undoing.just_done(actor) if has_just_done(request) else []
    lines = in_order(with_just_done(work, steps, today), asked)
    page = page_of_list(asked, len(lines))
    lines = lines[(page.number - 1) * page.size : page.number * page.size]
    shown = by_family(lines, is_down=asked.is_down) if asked.sort == "family" else stretches(lines, today)
    undoable = {item.anchor for stretch in shown for item in stretch.items if item.just}
    new = new_lines(request)
    context = {
        "new": new,
        "new_tasks": {f"{line.kind.key.removesuffix('_given')}-{line.thing_id}" for line in new},
        "stretches": shown,
        "asked": asked,
        "page": page,
        "back": reverse("my_work") + ("" if asked.at(page.number) == "?" else asked.at(page.number)),
        "families": sorted({(item.family_id, item.family) for item in everything}, key=lambda one: one[1].casefold()),
        "units": sorted({(item.unit_id, item.unit) for item in everything if item.unit_id}, key=lambda one: one[1]),
        "done_lately": [item for item in work if not item.is_open and item.state != TaskState.MISTAKEN],
        "undoable": undoable,
        "today": today,
        "to_review": len(access_grants_to_review(actor)),
        "to_approve": waiting_count(actor),
        "problem": problems(problem) if problem else {},
        "problem_at": at,
        "typed": typed(request),
        "focus": next_after(shown, request.GET.get("done", "")),
        "holds_families": bool(actor.reach),
        "can_do": what_can_be_done(actor) if not shown and not asked.is_narrowed else [],
        "open_now": open_now,
        "unfinished": [] if is_part else unfinished,
        "brought": brought,
        "to_answer": to_answer,
        "has_post": bool(actor.posts),
        "is_desk": not actor.reach,
        "contacts_waiting": waiting(today) if not is_part and actor.may(Permission.TAKE_CONTACT) else None,
        "can_search": actor.may(Permission.SEARCH),
        "opens_in": opens_families_in(actor) if not actor.reach and actor.may(Permission.OPEN_FAMILY) else [],
    }
    template = "meetings/parts/my_work.html" if is_part else "meetings/my_work.html"
    return render(request, template, context, status=422 if problem else 200)


WORK_HEAD = ["Due", "What", "Kind", "Purpose", "Family", "Unit", "From the meeting of"]


def _asked(request: Request) -> Asked:
    """What the address asks of the list; where something was done on it, that of the page on which it was."""
    given = request.GET if request.method == "GET" else QueryDict(urlsplit(_came_from(request)).query)
    return asked_of(given, filters=("kind", "due", "family", "unit"), sorts=("due", "family"))


def _work_file(request: Request, work: list[WorkItem], asked: Asked) -> HttpResponse:
    rows = in_order(work, asked)
    return file_answer(
        request, "their own work", name="my-work", head=WORK_HEAD, family_ids=[item.family_id for item in rows],
        rows=[[one.due, one.what, one.kind, one.purpose, one.family, one.unit, one.held_on] for one in rows],
    )  # fmt: skip


@require_policy(SIGNED_IN)
def work(request: Request, actor: Actor) -> HttpResponse:
    """Everything that I am to do, by date, across families."""
    return _work_page(request, actor)


@require_policy(SEES_UNIT)
def unit_board(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """Every family of the unit on one page, and what the unit can carry. Fifteen statements at most."""
    today = timezone.localdate()
    rows, by = sort_board(board(unit_id, today), request.GET.get("sort", ""))
    members = members_on(unit_id, today)
    children = sum(row.children for row in rows)
    absences = list(absences_of(unit_id, today))
    new: dict[int, list[str]] = {}
    for line in new_lines(request):
        new.setdefault(line.family_id or 0, []).append(line.words)
    brought = board_parts_for(at.actor, at.unit, today)
    to_answer = lines_for(at.actor, [unit_id], today)
    named = [*(row.family_id for row in rows), *(one.family_id for one in to_answer if one.family_id)]
    log_list(request, f"the board of {at.unit.name}", list(dict.fromkeys(named)), thing=at.unit)
    return render(
        request,
        "meetings/board.html",
        {
            "unit": at.unit,
            "rows": rows,
            "to_answer": to_answer,
            "new": new,
            "left_behind": left_behind(unit_id, today, [member.user_id for member in members]),
            "brought": brought,
            "sort": by,
            "sorts": [(key, title) for key, (title, _) in SORTS.items() if key != "worker" or at.unit.names_workers],
            "members": members,
            "next_due": next_of([row.family_id for row in rows], today),
            "load": load_of(at.unit, len(rows), children, members, absences, today),
            "absences": away_soon(absences, today),
            "duty": duty_in_words(list(duty_of(unit_id, today)), today),
            "today": today,
            "waiting": list(open_meetings(unit_id)),
            "may_open_family": at.actor.can(Permission.OPEN_FAMILY, unit_id),
            "is_own": unit_id in at.actor.home_unit_ids,
            "may_rate": at.actor.can(Permission.RATE_DISCUSSION, unit_id),
        },
    )


def _back(request: Request, family_id: int, done: str = "") -> HttpResponse:
    """To the page that the person came from."""
    to = _came_from(request)
    if not to:
        return redirect(f"{reverse('family', args=[family_id])}{f'?done={done}' if done else ''}#to-do")
    at, _, query = to.partition("?")
    kept = QueryDict(query, mutable=True)
    kept.pop("done", None)
    if done:
        kept["done"] = done
    return redirect(f"{at}?{kept.urlencode()}" if kept else at)


def _came_from(request: Request) -> str:
    to = request.POST.get("back", "") or request.GET.get("back", "")
    is_inside = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return to if to.startswith("/") and is_inside else ""


@require_policy(EDITS_FAMILY, "POST")
def change_action(request: Request, held: HeldFamily, family_id: int, kind: str, pk: int, verb: str) -> HttpResponse:
    """Done with a line on what happened, carried, dropped, handed on, or undone."""
    note = request.POST.get("note", "")
    verbs = {"task": _task_verbs, "conversation": _talk_verbs, "meeting": _wish_verbs}
    if kind not in verbs:
        raise Http404("Nothing of this kind")
    doing = verbs[kind](request, held, pk, note)
    if verb not in doing:
        raise Http404("No such verb")
    at, problem = f"{kind}-{pk}", None
    try:
        doing[verb]()
    except ValidationError as found:
        problem = found
    note_just_done(request)
    if request.htmx:
        return _part(request, held, problem, at)
    if problem is None:
        _say_it_with_undo(request, held, at)
        return _back(request, family_id, done=at)
    if _came_from(request).startswith("/my-work/"):
        return _work_page(request, held.actor, problem, at=at)
    if verb == "hand":
        return _hand_page(request, held, pk, problems(problem))
    messages.error(request, next(iter(problems(problem).values())))
    return _back(request, family_id)


def _part(request: Request, held: HeldFamily, problem: ValidationError | None, at: str) -> HttpResponse:
    """The part of the page on which something was done, with its undo in the place of what was done."""
    if _came_from(request).startswith("/my-work/"):
        return _work_page(request, held.actor, problem, at, is_part=True)
    panel = panels.actions(FamilyPage(request, held)).shows
    panel |= {"problem": problems(problem) if problem else {}, "problem_at": at, "typed": typed(request)}
    context = {"panel": panel, "family": held.family}
    return render(request, "meetings/parts/family_actions.html", context, status=422 if problem else 200)


def _say_it_with_undo(request: Request, held: HeldFamily, at: str) -> None:
    """For browsers without scripts: above everything else on the next page."""
    step = next((step for step in undoing.just_done(held.actor) if anchor_of(step) == at), None)
    if step is None:
        return
    kind, pk = at.split("-")
    address = reverse("change_action", args=[held.family.pk, kind, pk, "undo"])
    said = urlencode({"step": step.pk, "back": _came_from(request)})
    messages.success(request, f"{just(step, timezone.localdate()).words}.", extra_tags=f"undo:{address}?{said}")


def _undo(request: Request, actor: Actor, unit_id: int | None, **of: int) -> None:
    number_of_step = number(request.POST, "step") or number(request.GET, "step")
    step = get_object_or_404(Step, pk=number_of_step, **of)
    undoing.take_back(actor, unit_id, step)


def _hand_page(request: Request, held: HeldFamily, pk: int, problem: dict[str, str]) -> HttpResponse:
    """Who does it instead, once more, with what was typed."""
    context = {
        "family": held.family,
        "task": get_object_or_404(Task, pk=pk, family_id=held.family.pk),
        "members": members_on(held.unit_id, timezone.localdate()),
        "problem": problem,
        "typed": typed(request),
    }
    return render(request, "meetings/hand_task.html", context, status=422)


def _task_verbs(request: Request, held: HeldFamily, pk: int, note: str) -> dict[str, Callable[[], None]]:
    task = get_object_or_404(Task, pk=pk, family_id=held.family.pk)
    return {
        "done": lambda: tasks.do_task(held.actor, held.unit_id, task, note=note),
        "drop": lambda: tasks.drop_task(held.actor, held.unit_id, task, note=note),
        "carry": lambda: tasks.carry_task(held.actor, held.unit_id, task, to=_to(request), note=note),
        "reword": lambda: tasks.reword_task(held.actor, held.unit_id, task, what=request.POST.get("what", "")),
        "mistaken": lambda: tasks.enter_task_in_error(held.actor, held.unit_id, task),
        "reopen": lambda: tasks.reopen_task(held.actor, held.unit_id, task),
        "undo": lambda: _undo(request, held.actor, held.unit_id, task_id=task.pk),
        "hand": lambda: tasks.hand_task(
            held.actor,
            held.unit_id,
            task,
            owner_id=number(request.POST, "owner"),
            agency=request.POST.get("agency", ""),
            due_on=_date(request, "due") or task.due_on,
        ),
    }


def _talk_verbs(request: Request, held: HeldFamily, pk: int, note: str) -> dict[str, Callable[[], None]]:
    talk = get_object_or_404(PlannedConversation, pk=pk, family_id=held.family.pk)
    effect = request.POST.get("effect", "")

    def told(happened: bool) -> None:
        tasks.tell_conversation(held.actor, held.unit_id, talk, happened=happened, what=note, effect=effect)

    return {
        "done": lambda: told(True),
        "drop": lambda: told(False),
        "carry": lambda: tasks.carry_conversation(held.actor, held.unit_id, talk, to=_to(request), note=note),
        "reopen": lambda: tasks.reopen_conversation(held.actor, held.unit_id, talk),
        "undo": lambda: _undo(request, held.actor, held.unit_id, conversation_id=talk.pk),
    }


def _wish_verbs(request: Request, held: HeldFamily, pk: int, note: str) -> dict[str, Callable[[], None]]:
    asked = get_object_or_404(BroughtForward, pk=pk, family_id=held.family.pk)
    return {
        "withdraw": lambda: withdraw_from_next_meeting(held, asked),
        "bring-after-all": lambda: bring_after_all(held, asked),
    }


def _date(request: Request, name: str) -> date | None:
    """A day by which something is to be done."""
    return read_box(request.POST, name, Looks.FUTURE)


def _to(request: Request) -> date:
    return _date(request, "to") or timezone.localdate() + timedelta(days=7)


@require_policy(EDITS_FAMILY, "GET", "POST")
def new_task(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """A task given outside a meeting."""
    problem: dict[str, str] = {}
    if request.method == "POST":
        try:
            tasks.give_task(
                held.actor,
                held.unit_id,
                family_id,
                what=request.POST.get("what", ""),
                owner_id=number(request.POST, "owner"),
                agency=request.POST.get("agency", ""),
                due_on=_date(request, "due"),
            )
        except ValidationError as found:
            problem = problems(found)
        else:
            messages.success(request, "The task is on the list.")
            return redirect("family", family_id=family_id)
    return render(
        request,
        "meetings/new_task.html",
        {
            "family": held.family,
            "members": members_on(held.unit_id, timezone.localdate()),
            "problem": problem,
            "typed": typed(request) or {"owner": str(held.actor.user_id)},
        },
        status=422 if problem else 200,
    )


@require_policy(EDITS_FAMILY, "GET", "POST")
def bring_forward(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Ask that the family is talked of at the next meeting."""
    problem: dict[str, str] = {}
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        try:
            if kind not in BroughtForward.Kind.values:
                raise ValidationError({"kind": "Choose whether this is a crisis."})
            bring_to_next_meeting(held, kind=kind, words=request.POST.get("words", ""))
        except ValidationError as found:
            problem = problems(found)
        else:
            messages.success(request, "It will be on the next agenda, in your words.")
            return redirect("family", family_id=family_id)
    return render(
        request,
        "meetings/bring_forward.html",
        {"family": held.family, "problem": problem, "typed": typed(request)},
        status=422 if problem else 200,
    )
