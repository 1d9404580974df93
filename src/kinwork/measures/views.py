"""Questionnaires of a family: what was filled in, beginning one, answering it, what came of it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.forms import problems
from kinwork.access.handed_over import hand_over
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.whole_numbers import whole

from . import actions, choosing
from .asking import Asking, ask, over
from .both_lists import KEYS, both_lists
from .drawing import drawing
from .forms import BeginForm
from .models import As, Completion, How, Occasion
from .policies import FILLS_IN, HANDED_OVER, SEES_COMPLETION, CompletionOfFamily
from .queries import completions_of, given_to, members_of, refusals_in
from .results import Scored, answers_in_words, goals_of, over_time, scored


def _name(key: str) -> str:
    found = choosing.named(key)
    return found.name if found else key


@require_policy(SEES_FAMILY)
def measures(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """What was filled in, by everyone or by one and about them; what they would rather not."""
    person_id = whole(request.GET.get("person"))
    found = completions_of(family_id, person_id)
    finished = [one for one in found if one.finished_at is not None]
    refusals = [one for one in refusals_in(family_id) if person_id in (None, one.person_id)]
    context = {
        "family": held.family,
        "members": members_of(family_id),
        "person_id": person_id,
        "begun": [(one, _name(one.instrument)) for one in found if one.is_open],
        "finished": [(one, _name(one.instrument)) for one in finished],
        "pictures": sorted({(_name(one.instrument), one.instrument) for one in finished}),
        "has_concerns": any(one.instrument in KEYS for one in finished),
        "refusals": [(one, _name(one.instrument)) for one in refusals],
        "may_edit": held.may(Permission.EDIT_FAMILY),
    }
    return render(request, "measures/measures.html", context)


@require_policy(EDITS_FAMILY, "GET", "POST")
def new_measure(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """First who answers, then what is for them, when, how, with whom as interpreter."""
    members = members_of(family_id)
    sent = request.POST if request.method == "POST" else request.GET
    who = sent.get("who", "")
    member = next((one for one in members if str(one.person_id) == who), None)
    first = {"token": uuid4(), "who": who, "instrument": sent.get("instrument", ""),
             "occasion": sent.get("occasion", ""), "how": How.INTERVIEW, "about": sent.get("about", "")}  # fmt: skip
    form = BeginForm(request.POST if request.method == "POST" else None, initial=first)
    problem: dict[str, str] = {}
    if form.is_bound and not form.is_valid():
        problem = {"form": "This form was changed on its way here. Try it again."}
    elif form.is_bound:
        said = form.cleaned_data
        about = said.pop("about")
        try:
            made = actions.begin(held, about=whole(about) if about else None, **said)
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            return redirect(where_answered(made))
    found = choosing.choices(member, timezone.localdate()) if member is not None or who == As.WORKER else []
    context = {
        "family": held.family, "members": members, "member": member, "who": who, "form": form, "problem": problem,
        "choices": [(one.key, f"{one.instrument.name}: {one.instrument.measures}") for one in found if one.answers_as],
        "not_for_them": [one for one in found if not one.answers_as],
        "occasions": Occasion.choices,
        "hows": [one for one in How.choices if who != As.WORKER or one[0] in (How.INTERVIEW, How.PAPER)],
        "about": [("", "The family as a whole"), *((one.person_id, one.person.name) for one in members)],
    }  # fmt: skip
    return render(request, "measures/new.html", context, status=422 if problem else 200)


def where_answered(made: Completion) -> str:
    if made.how == How.TABLET:
        return reverse("hand_over_tablet", args=[made.family_id, made.pk])
    if made.how == How.LINK:
        return reverse("make_answer_link", args=[made.family_id, made.pk])
    if made.how == How.PAPER:
        return reverse("fill_in_step", args=[made.family_id, made.pk, "all"])
    return reverse("fill_in", args=[made.family_id, made.pk])


# -- answering


def _by_worker(at: CompletionOfFamily) -> Asking:
    one = at.completion
    return Asking(
        one, reverse("fill_in", args=[one.family_id, one.pk]), at.held.actor, base="platform/base.html",
        more={
            "family": at.held.family, "name": _name(one.instrument),
            "finished": reverse("measure", args=[one.family_id, one.pk]),
        },
    )  # fmt: skip


@require_policy(FILLS_IN)
def fill_in(request: Request, at: CompletionOfFamily, family_id: int, pk: int) -> HttpResponse:
    """Where it was left."""
    return ask(request, _by_worker(at), "")


@require_policy(FILLS_IN, "GET", "POST")
def fill_in_step(request: Request, at: CompletionOfFamily, family_id: int, pk: int, step: str) -> HttpResponse:
    """One item, all of them, or the end; by whoever is signed in."""
    return ask(request, _by_worker(at), step)


@require_policy(FILLS_IN, "GET", "POST")
def hand_over_tablet(request: Request, at: CompletionOfFamily, family_id: int, pk: int) -> HttpResponse:
    """What happens when it is handed over; then everything but its pages is locked."""
    one = at.completion
    if not one.is_open or one.person_id is None:
        return redirect("measure", family_id=family_id, pk=pk)
    if request.method == "POST":
        hand_over(request, reverse("answering", args=[pk]), reverse("measure", args=[family_id, pk]))
        log(at.held.actor, "handed over tablet", family_id=family_id, thing=one)
        return redirect("answering", pk=pk)
    context = {"family": at.held.family, "completion": one, "name": _name(one.instrument)}
    return render(request, "measures/hand_over.html", context)


def _on_tablet(at: CompletionOfFamily) -> Asking:
    one = at.completion
    more = {"is_tablet": True, "name": _name(one.instrument)}
    return Asking(one, reverse("answering", args=[one.pk]), at.held.actor, more=more)


@require_policy(HANDED_OVER)
def answering(request: Request, at: CompletionOfFamily, pk: int) -> HttpResponse:
    """Where it was left, on the tablet that was handed over."""
    return ask(request, _on_tablet(at), "")


@require_policy(HANDED_OVER, "GET", "POST")
def answering_step(request: Request, at: CompletionOfFamily, pk: int, step: str) -> HttpResponse:
    """One item, all of them, the end, or that they would rather not; on the tablet."""
    if step == "rather-not":
        if request.method == "POST":
            actions.would_rather_not(at.held.actor, at.completion)
            at.completion.removed_at = timezone.now()
        return over(request, _on_tablet(at))
    return ask(request, _on_tablet(at), step)


@require_policy(FILLS_IN, "POST")
def rather_not(request: Request, at: CompletionOfFamily, family_id: int, pk: int) -> HttpResponse:
    """They said that they would rather not."""
    try:
        actions.would_rather_not(at.held.actor, at.completion, words=request.POST.get("words", ""))
    except ValidationError as wrong:
        messages.error(request, " ".join(problems(wrong).values()))
        return redirect("measure", family_id=family_id, pk=pk)
    messages.success(request, "Recorded. They are not asked again until they wish it.")
    return redirect("measures", family_id=family_id)


@require_policy(EDITS_FAMILY, "POST")
def ask_again(request: Request, held: HeldFamily, family_id: int, refusal: int) -> HttpResponse:
    """They wish to be asked again."""
    if not actions.wishes_again(held, refusal):
        raise Http404("No such refusal")
    messages.success(request, "Recorded. They can be asked again.")
    return redirect("measures", family_id=family_id)


# -- what came of it


@require_policy(SEES_COMPLETION)
def measure(request: Request, at: CompletionOfFamily, family_id: int, pk: int) -> HttpResponse:
    """One questionnaire: its scores as a picture with what there was before, and answer by answer."""
    one = at.completion
    before = [
        other for other in completions_of(family_id)
        if other.instrument == one.instrument and other.finished_at is not None
    ]  # fmt: skip
    given = given_to([one, *before])
    this = scored(one, given[one.pk], timezone.localdate()) if one.finished_at else None
    context = {
        "family": at.held.family, "completion": one, "name": _name(one.instrument), "this": this,
        "goals": goals_of(this) if this else None, "said": answers_in_words(this) if this else [],
        "pictures": _pictures(before, given), "may_edit": at.held.may(Permission.EDIT_FAMILY),
        "answered": len(given[one.pk]), "is_by_link": one.how == How.LINK,
    }  # fmt: skip
    return render(request, "measures/measure.html", context)


def _pictures(found: list[Completion], given: dict[int, dict[int, Any]]) -> list[tuple[Any, Any]]:
    return [(one, drawing(one)) for one in over_time(_all_scored(found, given))]


def _all_scored(found: list[Completion], given: dict[int, dict[int, Any]]) -> list[Scored]:
    today = timezone.localdate()
    return [made for one in found if (made := scored(one, given[one.pk], today)) is not None]


@require_policy(SEES_FAMILY)
def picture(request: Request, held: HeldFamily, family_id: int, instrument: str) -> HttpResponse:
    """One instrument by person over time, to look at together; printed as it stands."""
    found = [
        one for one in completions_of(family_id) if one.instrument == instrument and one.finished_at is not None
    ]  # fmt: skip
    if not found:
        raise Http404("No such picture")
    given = given_to(found)
    goals = [made for one in _all_scored(found, given) if (made := goals_of(one)) is not None]
    context = {
        "family": held.family, "name": _name(instrument), "instrument": choosing.named(instrument),
        "pictures": _pictures(found, given), "goals": goals,
    }  # fmt: skip
    return render(request, "measures/picture.html", context)


@require_policy(SEES_FAMILY)
def concerns_side_by_side(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """What the worker is concerned about, and what a parent is; where they agree."""
    found = [one for one in completions_of(family_id) if one.instrument in KEYS and one.finished_at is not None]
    lists = both_lists(_all_scored(found, given_to(found)))
    return render(request, "measures/both_lists.html", {"family": held.family, "lists": lists})


@require_policy(FILLS_IN, "GET", "POST")
def remove_measure(request: Request, at: CompletionOfFamily, family_id: int, pk: int) -> HttpResponse:
    """Entered in error."""
    problem: dict[str, str] = {}
    if request.method == "POST":
        try:
            actions.remove(at.held, at.completion, because=request.POST.get("because", ""))
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            messages.success(request, "Removed. It is in no picture any longer.")
            return redirect("measures", family_id=family_id)
    context = {
        "family": at.held.family, "completion": at.completion, "name": _name(at.completion.instrument),
        "because": request.POST.get("because", ""), "problem": problem,
    }  # fmt: skip
    return render(request, "measures/remove.html", context, status=422 if problem else 200)
