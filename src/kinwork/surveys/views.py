"""Staff surveys: those that there are, making one, answering it, what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems, problems
from kinwork.access.lists import file_answer
from kinwork.access.permissions import Permission
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.request import Request
from kinwork.access.roles import ROLES
from kinwork.instruments import Instrument, NoSuchInstrument, NotToBeAsked, library
from kinwork.instruments.model import plain
from kinwork.measures.asking import Shown, choices_of
from kinwork.measures.choosing import folder
from kinwork.units.models import Unit

from . import actions
from .choosing import has_words, in_units, of_staff, sheets_of, why_not_asked
from .drawing import drawing
from .forms import RoundForm
from .models import LEAST, Round
from .policies import ANSWERS_SURVEY, READS_SURVEY, RUNS_SURVEY, RUNS_SURVEYS, RoundInReach
from .queries import (
    APART_WEEKS,
    answered_in,
    answered_in_all,
    answers_come,
    asked_by_unit,
    asked_ids,
    asked_in,
    asked_of_late,
    closed_before,
    has_answered,
    my_rounds,
    rounds,
    words_in,
)
from .results import OfInstrument, Result, results_of
from .suppression import responses
from .trend import Before, Trend, trend_of


@require_policy(SIGNED_IN)
def surveys(request: Request, actor: Actor) -> HttpResponse:
    """Those in which I am asked; and for whoever reads results, all that are closed. Four statements."""
    today = timezone.localdate()
    mine = my_rounds(actor.user_id)
    runs = actor.may(Permission.RUN_STUDIES)
    sees = runs or actor.somewhere(Permission.SEE_NUMBERS)
    own = {one.pk for one, _ in mine}
    every = [
        one for one in rounds()
        if runs or (not one.is_withdrawn and (one.pk in own or (sees and one.closed_at is not None)))
    ]  # fmt: skip
    context = {
        "to_answer": [one for one, done in mine if not done and _is_open(one)],
        "answered": {one.pk for one, done in mine if done},
        "rounds": every, "runs": runs, "today": today,
    }  # fmt: skip
    return render(request, "surveys/surveys.html", context)


def _is_open(one: Round) -> bool:
    return one.closed_at is None and one.opens_on <= timezone.localdate() <= one.closes_on


@require_policy(RUNS_SURVEYS, "GET", "POST")
def new_survey(request: Request, actor: Actor) -> HttpResponse:
    """What is asked of whom, from when to when. Seven statements."""
    units = [one for one in Unit.objects.filter(is_active=True) if one.function != "service"]
    first = {"unit_ids": [one.pk for one in units], "roles": in_units()}
    form = RoundForm(request.POST if request.method == "POST" else None, initial=first)
    problem: dict[str, Any] = {}
    if form.is_bound:
        problem = {} if form.is_valid() else form_problems(form)
        if not problem:
            try:
                made = actions.make_round(
                    actor, instruments=form.chosen("instruments"), unit_ids=form.units(), roles=form.chosen("roles"),
                    **form.cleaned_data,
                )  # fmt: skip
            except ValidationError as wrong:
                problem = problems(wrong)
            else:
                messages.success(request, f"Made. {len(asked_ids(made.pk))} people are asked.")
                return redirect("survey", pk=made.pk)
    there = [(one, why_not_asked(one)) for one in of_staff()]
    late = asked_of_late(timezone.localdate())
    context = {
        "form": form, "problem": problem, "least": LEAST, "apart": APART_WEEKS,
        "instruments": [(one.key, one.name, one.measures, late.get(one.key, [])) for one, why in there if not why],
        "not_asked": [(one.name, why) for one, why in there if why],
        "units": [(str(one.pk), one.name) for one in units],
        "roles": [(key, ROLES[key].name) for key in in_units()],
        "ticked": {name: set(form.chosen(name)) for name in ("instruments", "unit_ids", "roles")},
    }  # fmt: skip
    return render(request, "surveys/new.html", context, status=422 if problem else 200)


@require_policy(RUNS_SURVEY)
def survey(request: Request, at: RoundInReach, pk: int) -> HttpResponse:
    """One survey for whoever runs it: what, of whom, how many have answered."""
    one = at.round
    units = asked_by_unit(pk)
    come = answers_come(pk)
    answered, by_unit = responses({key: n for key, (_, n) in units.items()}, {k: n for k, n in come.items() if k})
    context = {
        "round": one, "is_open": _is_open(one), "names": _names(one), "units": units,
        "asked": sum(n for _, n in units.values()), "so_far": come.get(None, 0),
        "answered": answered, "by_unit": by_unit, "today": timezone.localdate(), "least": LEAST,
        "is_planned": one.closed_at is None and one.invited_at is None and one.opens_on > timezone.localdate(),
    }  # fmt: skip
    return render(request, "surveys/survey.html", context)


def _names(one: Round) -> list[str]:
    return [instrument.name if instrument else key for key, instrument in _instruments(one)]


def _instruments(one: Round) -> list[tuple[str, Instrument | None]]:
    found: list[tuple[str, Instrument | None]] = []
    for key, version in zip(one.instruments, one.versions, strict=True):
        try:
            found.append((key, library(folder()).instrument(key, version)))
        except NoSuchInstrument:
            found.append((key, None))
    return found


@require_policy(RUNS_SURVEY, "POST")
def close_survey(request: Request, at: RoundInReach, pk: int) -> HttpResponse:
    """Before its last day is over."""
    try:
        actions.close_round(at.actor, at.round)
    except ValidationError as wrong:
        messages.error(request, wrong.messages[0])
        return redirect("survey", pk=pk)
    messages.success(request, "Closed. What came of it can be read now.")
    return redirect("survey_results", pk=pk)


@require_policy(RUNS_SURVEY, "POST")
def withdraw_survey(request: Request, at: RoundInReach, pk: int) -> HttpResponse:
    """Before it opens."""
    try:
        actions.withdraw(at.actor, at.round)
    except ValidationError as wrong:
        messages.error(request, wrong.messages[0])
    else:
        messages.success(request, "Withdrawn. No one had been invited, and no one was told.")
    return redirect("survey", pk=pk)


@require_policy(RUNS_SURVEY, "POST")
def survey_tells_of_risk(request: Request, at: RoundInReach, pk: int) -> HttpResponse:
    """Words in it tell of someone at risk."""
    actions.tells_of_risk(at.actor, at.round)
    messages.success(request, "Everyone who was asked has been told to act now if the words are theirs.")
    return redirect("survey_results", pk=pk)


@require_policy(ANSWERS_SURVEY, "GET", "POST")
def answer_survey(request: Request, at: RoundInReach, pk: int) -> HttpResponse:
    """All questions on one page, sent at once: what is half done stays on the device of whoever is doing it."""
    one = at.round
    if request.method == "GET" and (not _is_open(one) or has_answered(pk)):
        return render(request, "surveys/answered.html", {"round": one, "is_open": _is_open(one),
                                                         "has_answered": has_answered(pk)})  # fmt: skip
    try:
        sheets = sheets_of(one)
    except (NoSuchInstrument, NotToBeAsked) as wrong:
        return render(request, "surveys/answered.html", {"round": one, "sentence": str(wrong)}, status=409)
    problem: dict[str, str] = {}
    sent = dict(request.POST.lists()) if request.method == "POST" else {}
    if request.method == "POST":
        try:
            actions.answer(one, sheets, sent)
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            return render(request, "surveys/thanks.html", {"round": one})
    context = {
        "round": one, "problem": problem,
        "sheets": [
            (sheet, [_shown(question, sent.get(sheet.box(question.key))) for question in sheet.form.questions])
            for sheet in sheets
        ],
        "also": one.asks_words and not has_words(sheets), "also_said": sent.get(actions.ALSO, [""])[-1],
    }  # fmt: skip
    return render(request, "surveys/answer.html", context, status=422 if problem else 200)


def _shown(question: Any, sent: Any) -> Shown:
    return Shown(question, choices_of(question), sent[-1] if sent else None)


def _results(one: Round, *, with_words: bool) -> list[OfInstrument]:
    """Three statements; two without words."""
    answered = answered_in(one.pk)
    units = asked_by_unit(one.pk)
    words = words_in(one.pk) if with_words else []
    return [
        results_of(instrument, answered, units, [(item, said) for at, item, said in words if at == key])
        for key, instrument in _instruments(one) if instrument is not None
    ]  # fmt: skip


def _before(one: Round) -> list[Before]:
    """What came of rounds before that asked the same in the same version. Three statements."""
    rounds_before = closed_before(one)
    if not rounds_before:
        return []
    keys = [each.pk for each in rounds_before]
    answered, units = answered_in_all(keys), asked_in(keys)
    mine = set(zip(one.instruments, one.versions, strict=True))
    return [
        Before(
            each.name, each.closes_on, frozenset(units[each.pk]),
            {
                (instrument.key, instrument.version): results_of(instrument, answered[each.pk], units[each.pk], [])
                for _, instrument in _instruments(each)
                if instrument is not None and (instrument.key, instrument.version) in mine
            },
        )
        for each in rounds_before
    ]  # fmt: skip


@require_policy(READS_SURVEY)
def survey_results(request: Request, at: RoundInReach, pk: int) -> HttpResponse:
    """What came of it, as a picture with its table, a spreadsheet, or printed."""
    one = at.round
    if one.closed_at is None or one.is_withdrawn:
        return render(request, "surveys/answered.html", {"round": one, "is_open": _is_open(one), "too_early": True})
    runs = at.actor.may(Permission.RUN_STUDIES)
    found = _results(one, with_words=runs)
    if request.GET.get("as") == "csv":
        return _file(request, one, found)
    log(at.actor, "read staff survey", thing=one, words=one.name)
    units, before = asked_by_unit(pk), _before(one)
    asked = {key: n for key, (_, n) in units.items()}
    answered, by_unit = responses(asked, {k: n for k, n in answers_come(pk).items() if k})
    context = {
        "round": one, "runs": runs, "least": LEAST,
        "found": [
            (each, [(result, drawing(result), _trend(one, each, result, units, before)) for result in each.results])
            for each in found
        ],
        "answered": answered, "asked": sum(asked.values()),
        "response": [(name, by_unit.get(key), n) for key, (name, n) in units.items()],
        "also": [said for key, _, said in words_in(pk) if not key] if runs else [],
        "has_words": runs and any(each.words for each in found),
    }  # fmt: skip
    return render(request, "surveys/results.html", context)


def _trend(
    one: Round, each: OfInstrument, result: Result, units: Iterable[int], before: list[Before]
) -> Trend | None:  # fmt: skip
    asked = (each.instrument.key, each.instrument.version)
    return trend_of(result, asked, frozenset(units), one.closes_on, before)


def _file(request: Request, one: Round, found: list[OfInstrument]) -> HttpResponse:
    rows: list[list[object]] = []
    for each in found:
        for result in each.results:
            rows += [
                [each.instrument.name, result.title, figure.of, figure.n, figure.mean, "", plain(result.low),
                 plain(result.top), result.direction, "" if figure.mean is not None else "not shown"]
                for figure in result.figures
            ]  # fmt: skip
        for shares in each.shares:
            rows += [
                [each.instrument.name, shares.title, "Everyone", shares.n, "", label, "", "", "",
                 "not shown" if n is None else n]
                for label, n in shares.rows
            ]  # fmt: skip
    head = [
        "Questionnaire",
        "Item or score",
        "Of",
        "People",
        "Mean",
        "Answer",
        "Lowest",
        "Highest",
        "Direction",
        "Note",
    ]
    name = f"survey-{one.pk}"
    return file_answer(request, "a staff survey", name=name, head=head, rows=rows, family_ids=[], thing=one)
