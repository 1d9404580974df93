"""What coders see: their codings, the page on which they hear and code; of whose session it is, nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from kinwork.access.actor import Actor
from kinwork.access.forms import problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.instruments.library import shipped_one
from kinwork.instruments.model import Item
from kinwork.whole_numbers import whole

from . import coding, rules
from .agreement import against_expert
from .hearing import given
from .models import As, Code, Coding, Mark
from .policies import CODES, OWN_CODING, OwnCoding
from .queries import (
    certificates_of,
    codes_given,
    codes_of,
    marks_of,
    my_codings,
    next_to_code,
    recording_of,
    training_to_code,
)


@dataclass(frozen=True)
class Shown:
    """A domain as the page shows it: what was chosen ("" for not heard, None for nothing yet), and the note."""

    item: Item
    value: str | None
    note: str


@require_policy(CODES)
def codings(request: Request, actor: Actor) -> HttpResponse:
    """What somebody codes, what they could take next, and how near they are to being certified. Constant statements."""
    mine = my_codings(actor.user_id)
    held = certificates_of(actor.user_id)
    rule = rules.certification()
    certified = [key for key in rules.INSTRUMENTS if (key, rule.version) in held]
    near = [
        (shipped_one(key).name, against_expert(codes_given(key), actor.user_id, rule), key in certified)
        for key in rules.INSTRUMENTS
    ]
    context = {
        "open": [one for one in mine if one.is_open and one.session.is_used],
        "stopped": [one for one in mine if one.is_open and not one.session.is_used],
        "done": [one for one in mine if one.submitted_at is not None],
        "waiting": len(next_to_code(actor.user_id, certified)) if certified else 0,
        "training": len(training_to_code(actor.user_id)), "near": near, "certified": certified, "rule": rule,
        "may_run": actor.may(Permission.RUN_CODING),
    }  # fmt: skip
    return render(request, "observation/codings.html", context)


@require_policy(CODES, "POST")
def take_next(request: Request, actor: Actor) -> HttpResponse:
    """The next session to code blind, or of the training set."""
    try:
        made = coding.take_training(actor) if "training" in request.POST else coding.take_next(actor)
    except ValidationError as wrong:
        messages.error(request, wrong.messages[0])
        return redirect("codings")
    return redirect("coding", pk=made.pk)


@require_policy(OWN_CODING, "GET", "POST")
def code_session(request: Request, at: OwnCoding, pk: int) -> HttpResponse:
    """Hear, code, mark. What is chosen and written is kept as it comes; without scripts, by “Save”."""
    problem: dict[str, str] = {}
    if request.method == "POST":
        by_script = "HX-Request" in request.headers
        try:
            coding.save(at.actor, at.coding, **_sent(request))
        except ValidationError as wrong:
            problem = problems(wrong)
            if by_script:
                return HttpResponse(" ".join(problem.values()), status=422)
        else:
            if by_script:
                return HttpResponse("Saved.")
            if "submit" not in request.POST:
                messages.success(request, "Saved.")
                return redirect("coding", pk=pk)
            try:
                coding.submit(at.actor, at.coding)
            except ValidationError as wrong:
                problem = problems(wrong)
            else:
                messages.success(request, "Submitted. Its codes stay as they are now.")
                return redirect("codings")
    return _page(request, at, problem)


class Sent(TypedDict):
    """What came of the form."""

    values: dict[int, str]
    notes_on: dict[int, str]
    notes: str | None


def _sent(request: Request) -> Sent:
    values: dict[int, str] = {}
    notes: dict[int, str] = {}
    for name, value in request.POST.items():
        number = whole(name[1:]) if name[:1] in ("v", "n") else None
        if number is not None:
            (values if name[0] == "v" else notes)[number] = str(value).replace("\r\n", "\n")
    whole_notes = request.POST.get("notes")
    return {
        "values": values, "notes_on": notes,
        "notes": None if whole_notes is None else whole_notes.replace("\r\n", "\n"),
    }  # fmt: skip


def _page(request: Request, at: OwnCoding, problem: dict[str, str]) -> HttpResponse:
    one = at.coding
    found = coding_of_again(at) if request.method == "POST" else one
    instrument, codes = coding.instrument_of(one), codes_of(one.pk)
    recording = recording_of(one.session_id) if one.session.is_used else None
    around = _around(my_codings(at.actor.user_id), one)
    shown = [_shown(item, codes.get(item.number), request) for item in instrument.items]
    context = {
        "around": around, "first_left": next((name for name in problem if name[:1] == "v"), f"v{shown[0].item.number}"),
        "coding": found, "session": one.session, "instrument": instrument, "domains": shown, "problem": problem,
        "marks": _marks(one), "recording": recording, "token": uuid4(), "notes": request.POST.get("notes", found.notes),
        "is_open": found.is_open and one.session.is_used, "overall": rules.overall(instrument),
        "vignette": rules.vignette(one.session.vignette),
        "words": {"second": request.POST.get("second", ""), "words": request.POST.get("words", "")},
    }  # fmt: skip
    return render(request, "observation/coding.html", context, status=422 if problem else 200)


@dataclass(frozen=True)
class Around:
    """One's other open codings, on either side of one."""

    before: Coding | None
    after: Coding | None
    place: int
    of: int


def _around(mine: Sequence[Coding], one: Coding) -> Around | None:
    open_ones = sorted((each for each in mine if each.is_open and each.session.is_used), key=lambda each: each.pk)
    place = next((at for at, each in enumerate(open_ones) if each.pk == one.pk), None)
    if place is None or len(open_ones) < 2:
        return None
    before = open_ones[place - 1] if place else None
    after = open_ones[place + 1] if place + 1 < len(open_ones) else None
    return Around(before, after, place + 1, len(open_ones))


def coding_of_again(at: OwnCoding) -> Coding:
    return Coding.objects.select_related("session").get(pk=at.coding.pk)


def _shown(item: Item, code: Code | None, request: Request) -> Shown:
    value = None if code is None else str(code.value) if code.value else "" if code.is_left_out else None
    note = code.note if code else ""
    return Shown(item, request.POST.get(f"v{item.number}", value), request.POST.get(f"n{item.number}", note))


@dataclass(frozen=True)
class Marked:
    """A mark as the page shows it."""

    mark: Mark
    domain: str

    @property
    def at(self) -> str:
        return clock(self.mark.second)


def clock(second: int) -> str:
    """As a player says it.

    >>> clock(4), clock(270), clock(3_725)
    ('0:04', '4:30', '1:02:05')
    """
    hours, rest = divmod(second, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def seconds(said: str) -> int | None:
    """A time as people type it: minutes and seconds, with hours or without, or seconds alone.

    >>> seconds("4:30"), seconds("1:02:05"), seconds("75"), seconds("4:75"), seconds("soon"), seconds("")
    (270, 3725, 75, None, None, None)
    """
    parts = [whole(part) for part in said.strip().split(":")]
    if not 1 <= len(parts) <= 3 or None in parts:
        return None
    numbers = [part for part in parts if part is not None]
    if any(part > 59 for part in numbers[1:]):
        return None
    total = 0
    for part in numbers:
        total = total * 60 + part
    return total


def _marks(one: Coding) -> list[Marked]:
    names = {item.number: item.text for item in coding.instrument_of(one).items}
    return [Marked(mark, names.get(mark.item or 0, "")) for mark in marks_of(one.pk)]


@require_policy(OWN_CODING, "POST", reads=False)
def mark_moment(request: Request, at: OwnCoding, pk: int) -> HttpResponseBase:
    """A moment is marked, or a mark removed. Scripts are given the list anew."""
    by_script = "json" in request.headers.get("Accept", "")
    try:
        token = UUID(request.POST.get("token", ""))
    except ValueError:
        raise Http404("No such press") from None
    try:
        if remove := whole(request.POST.get("remove")):
            coding.remove_mark(at.actor, at.coding, remove)
        else:
            coding.mark(
                at.actor, at.coding, second=seconds(request.POST.get("second", "")),
                item=whole(request.POST.get("item")), words=request.POST.get("words", ""), token=token,
            )  # fmt: skip
    except ValidationError as wrong:
        problem = problems(wrong)
        if by_script:
            return JsonResponse({"error": " ".join(problem.values())}, status=422)
        return _page(request, at, problem)
    if by_script:
        context = {"marks": _marks(at.coding), "coding": at.coding, "is_open": True, "token": uuid4()}
        return JsonResponse({"html": render_to_string("observation/parts/marks.html", context, request)})
    return redirect("coding", pk=pk)


@require_policy(OWN_CODING, reads=False)
def coding_recording(request: Request, at: OwnCoding, pk: int) -> HttpResponseBase:
    """What is heard: while the coding is open, or to read one's own again while the recording is there."""
    if not at.coding.session.is_used or at.coding.given_back_at is not None:
        raise Http404("Not to be heard any longer")
    recording = recording_of(at.coding.session_id)
    if recording is None:
        raise Http404("There is no recording any longer")
    return given(request, at.actor, recording, at.coding)


@require_policy(OWN_CODING, "GET", "POST")
def give_back(request: Request, at: OwnCoding, pk: int) -> HttpResponse:
    """A voice is known after all."""
    problem: dict[str, str] = {}
    if request.method == "POST":
        try:
            coding.give_back(at.actor, at.coding, because=request.POST.get("because", ""))
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            messages.success(request, "Given back. Another coder gets it, and you do not get it again.")
            return redirect("codings")
    context = {"coding": at.coding, "because": request.POST.get("because", ""), "problem": problem}
    return render(request, "observation/give_back.html", context, status=422 if problem else 200)


TRAINS = (As.TRAINING, As.EXPERT)
