"""The pages on which a questionnaire is answered: the same for a worker, on a tablet handed over, and by a link."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kinwork.access.actor import Actor
from kinwork.access.forms import problems
from kinwork.faces.outside import kept_to_itself
from kinwork.instruments import Form, NotToBeAsked, Question
from kinwork.instruments.model import Asked

from . import actions
from .models import Completion
from .queries import Given, given_to

ALL, END, REFUSE = "all", "end", "rather-not"
SHORT = 11  # so many whole numbers are chosen, more are typed


@dataclass(frozen=True)
class Asking:
    """Of which questionnaire, at which addresses, by whom (None: by a link), on what sort of page."""

    completion: Completion
    prefix: str
    actor: Actor | None
    base: str = "measures/parts/bare.html"
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def is_bare(self) -> bool:
        return self.base == "measures/parts/bare.html"


@dataclass(frozen=True)
class Shown:
    """A question as the page shows it: its choices, and what was answered (None: nothing yet; "": left out)."""

    question: Question
    choices: list[tuple[str, str, str]]  # value, the digit that chooses it, words
    answered: str | None

    @property
    def is_words(self) -> bool:
        return self.question.asked == Asked.WORDS


def choices_of(question: Question) -> list[tuple[str, str, str]]:
    """What can be chosen; empty where a number or words are typed."""
    if question.asked == Asked.ONE:
        found = [(str(one.value), one.label) for one in question.options]
    elif question.asked == Asked.NUMBER and question.whole and question.top - question.low < SHORT:
        found = [(str(n), "") for n in range(int(question.low), int(question.top) + 1)]
    else:
        return []
    with_digits = [(value, "0" if value == "10" else value if len(value) == 1 else "", label) for value, label in found]
    return with_digits + [(one.code, "", one.label) for one in question.asides]


def shown(question: Question, answers: dict[int, Given], typed: dict[str, list[str]]) -> Shown:
    """``typed``: what was sent and could not be kept is still there."""
    said = answers.get(question.number)
    answered = None if said is None else f"{said:g}" if isinstance(said, float) else str(said)
    if question.key in typed:
        answered = typed[question.key][-1]
    return Shown(question, choices_of(question), answered)


def ask(request: HttpRequest, at: Asking, step: str) -> HttpResponse:
    """A step: one item by its number, all of them, the end; without one, where it was left."""
    try:
        form = actions.form_for(at.completion)
    except NotToBeAsked as wrong:
        return _page(request, at, "asking_over", {"sentence": str(wrong)}, 409)
    if not at.completion.is_open:
        return over(request, at)
    answers = given_to([at.completion])[at.completion.pk]
    if step == "":
        return redirect(_first(at, form, answers))
    if step == END:
        return _end(request, at, form, answers)
    if step == ALL:
        return _questions(request, at, form, list(form.questions), answers, None)
    question = next((one for one in form.questions if str(one.number) == step), None)
    if question is None:
        raise Http404("No such question")
    return _questions(request, at, form, [question], answers, question)


def _first(at: Asking, form: Form, answers: dict[int, Given]) -> str:
    left = [one for one in form.asked(answers) if one.number not in answers]
    return f"{at.prefix}{left[0].number}/" if left else f"{at.prefix}{END}/"


def _questions(
    request: HttpRequest, at: Asking, form: Form, questions: list[Question], answers: dict[int, Given],
    one: Question | None,
) -> HttpResponse:  # fmt: skip
    problem: dict[str, str] = {}
    typed: dict[str, list[str]] = {}
    before = form.before(one.number, answers) if one else None
    if request.method == "POST":
        keys = {question.key for question in questions}
        sent = {key: values for key, values in request.POST.lists() if key in keys}
        by_script = "HX-Request" in request.headers
        try:
            kept = actions.answer(at.actor, at.completion, form, sent)
        except actions.Refused as wrong:
            problem = problems(wrong)
            typed = {key: [str(value) for value in sent[key]] for key in problem}
        except ValidationError:
            return over(request, at) if not by_script else HttpResponse("It has been finished.", status=422)
        else:
            if by_script:
                return HttpResponse("Saved.")
            answers = {**answers, **{item: value for item, value in kept.items() if value is not None}}
            answers = {item: value for item, value in answers.items() if kept.get(item, value) is not None}
            if "back" in request.POST and before is not None:
                return redirect(f"{at.prefix}{before.number}/")
            after = form.next_after(one.number, answers) if one else None
            return redirect(f"{at.prefix}{after.number if after else END}/")
        if by_script:
            return HttpResponse(" ".join(problem.values()), status=422)
    done, many = form.progress(answers)
    context = {
        "form": form, "questions": [shown(question, answers, typed) for question in questions], "one": one,
        "before": before, "done": done, "many": many, "problem": problem,
        "place": [question.number for question in form.asked(answers)].index(one.number) + 1
        if one and one in form.asked(answers) else 0,
    }  # fmt: skip
    return _page(request, at, "asking", context, 422 if problem else 200)


def _end(request: HttpRequest, at: Asking, form: Form, answers: dict[int, Given]) -> HttpResponse:
    problem: dict[str, str] = {}
    if request.method == "POST":
        try:
            done = actions.finish(at.actor, at.completion)
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            at.completion.finished_at = done.finished_at
            return over(request, at)
    count, many = form.progress(answers)
    left = [one for one in form.asked(answers) if one.number not in answers]
    context = {"form": form, "done": count, "many": many, "left": left, "problem": problem}
    return _page(request, at, "asking_end", context, 422 if problem else 200)


def over(request: HttpRequest, at: Asking) -> HttpResponse:
    """It is finished, or was put aside."""
    if "finished" in at.more and at.completion.finished_at is not None:
        return redirect(at.more["finished"])
    return _page(request, at, "asking_over", {"sentence": ""})


def _page(request: HttpRequest, at: Asking, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    said = {"base": at.base, "at": at, "prefix": at.prefix, "completion": at.completion, **at.more, **context}
    answer = render(request, f"measures/{name}.html", said, status=status)
    return kept_to_itself(answer) if at.is_bare else answer
