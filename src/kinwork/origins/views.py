"""Bringing text in, checking it passage by passage, writing it to the record; and what waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems, number, problems
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.policies import SIGNED_IN, require_policy
from kinwork.access.request import Request
from kinwork.cases.grave_change_views import ask_why
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.families.queries import members_of
from kinwork.people.models import BirthKind, Person
from kinwork.record.forms import AudienceForm
from kinwork.whole_numbers import page_of

from . import queries
from .actions import bringing, checking
from .actions.checking import CheckedByAnother, Found
from .actions.finishing import finish as finish_text
from .forms import BringInForm, ConsentForm, FinishForm
from .kinds import BY_KEY, KINDS, Consent, Origin, Outcome, Struck
from .models import Passage
from .policies import CHECKS_TEXT, SEES_HOW_OFTEN_WRONG, SEES_TEXT, HeldText
from .presenters import Typed, shown_passages

PAGE = 40  # passages on a page


def _members(family_id: int) -> list[FamilyMember]:
    """From whom it can be kept. Two statements."""
    return [
        one
        for one in members_of(family_id)
        if not one.person.is_deceased and one.person.born_kind != BirthKind.EXPECTED
    ]


def _staff() -> list[User]:
    """Who can be named to know of it. One statement."""
    return list(User.objects.filter(is_active=True).exclude(full_name="").order_by("full_name"))


@require_policy(SIGNED_IN)
def waiting(request: Request, actor: Actor) -> HttpResponse:
    """What waits to be checked, mine and my units’, oldest first. Three statements."""
    lines = queries.waiting_for(actor)
    log_list(request, "texts brought in that wait", [one.family_id for one in lines])
    context = {"mine": [one for one in lines if one.by_id == actor.user_id],
               "others": [one for one in lines if one.by_id != actor.user_id],
               "sees_how_often": actor.somewhere(Permission.SEE_NUMBERS)}  # fmt: skip
    return render(request, "origins/waiting.html", context)


@require_policy(SEES_HOW_OFTEN_WRONG)
def how_often_wrong(request: Request, actor: Actor) -> HttpResponse:
    """How often what a machine made was put right or struck out. One statement."""
    return render(request, "origins/how_often_wrong.html", {"rows": queries.how_often_wrong(), "few": queries.FEW})


@require_policy(SEES_FAMILY)
def of_family(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """All that was brought in for a family: what waits, what is in the record, what was withdrawn."""
    lines = queries.of_family(held.actor, family_id)
    context = {"family": held.family, "lines": lines, "may_edit": held.may(Permission.EDIT_FAMILY)}
    return render(request, "origins/of_family.html", context)


@require_policy(EDITS_FAMILY, "GET", "POST")
def bring_in(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Paste a text or choose a file, and say what it is."""
    sent = request.POST if request.method == "POST" else None
    files = request.FILES if request.method == "POST" else None
    form = BringInForm(sent, files, members=_members(family_id), staff=_staff(), initial={"token": uuid4()})
    if sent is not None and form.is_valid():
        try:
            text = bringing.bring_in(
                held.actor, family_id, held.unit_id, form.cleaned_data["token"], form.brought(), form.audience()
            )
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            said = (
                "Brought in. Nothing of it is in the record until it has been checked."
                if text.what.is_by_machine
                else ("Brought in. Look through it, then write it to the record.")
            )
            messages.success(request, said)
            return redirect("brought_in_text", family_id=family_id, pk=text.pk)
    context = {
        "family": held.family, "form": form, "problem": form_problems(form), "me": held.actor.user_id, "kinds": KINDS,
        "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "origins/bring_in.html", context, status=422 if form.is_bound else 200)


def _letters(sent: Mapping[str, str], name: str) -> str:
    """What was sent in a box of no form, without what no database holds."""
    return sent.get(name, "").replace("\0", "")


def _put_on(form: Any, problem: ValidationError) -> None:
    for name, sentence in problems(problem).items():
        form.add_error(name if name in form.fields else None, sentence)


def _page(
    request: Request,
    at: HeldText,
    *,
    typed: Typed | None = None,
    form: FinishForm | None = None,
    place: int | None = None,
) -> HttpResponse:
    """The text with its passages, from the first that waits. Nine statements at most."""
    progress = queries.progress_of(at.text.pk)
    pages = max(1, -(-progress.passages // PAGE))
    wanted = place if place is not None else None if "page" in request.GET else progress.next_place
    page = min(pages, (wanted - 1) // PAGE + 1 if wanted else page_of(request.GET.get("page")))
    passages = queries.passages_of(at.text.pk, first=(page - 1) * PAGE + 1, most=PAGE)
    again = [one.pk for one in passages if one.version > 1]
    may_check = at.may_check
    context = {
        "family": at.held.family,
        "text": at.text,
        "progress": progress,
        "passages": shown_passages(at.text, passages, queries.steps_of(again) if again else {}, typed),
        "speakers": queries.speakers_of(at.text.pk),
        "origins": Origin.choices,
        "reasons": Struck.choices,
        "consents": Consent.choices,
        "may_check": may_check,
        "may_edit": at.held.may(Permission.EDIT_FAMILY),
        "form": form or FinishForm(text=at.text),
        "problem": form_problems(form) if form else {},
        "page": page,
        "pages": pages,
        "hidden_from": list(
            Person.objects.filter(pk__in=at.text.kept_from.values("person_id")).order_by("family_name", "given_name")
        ),
        "readers": list(User.objects.filter(pk__in=at.text.readers.values("user_id")).order_by("full_name"))
        if at.text.is_limited
        else [],
    }
    part = request.htmx and request.method == "POST"
    template = "origins/parts/checking.html" if part else "origins/text.html"
    wrong = (typed is not None and typed.is_wrong) or (form is not None and form.is_bound)
    return render(request, template, context, status=422 if wrong else 200)


@require_policy(SEES_TEXT)
def text(request: Request, at: HeldText, family_id: int, pk: int) -> HttpResponse:
    """Its passages, with whose words they are and what was found; whoever may, checks them here."""
    return _page(request, at)


@require_policy(CHECKS_TEXT, "POST")
def passage(request: Request, at: HeldText, family_id: int, pk: int, passage: int, verb: str) -> HttpResponse:
    """Keep, correct, strike out, or take that back; or say whose words it is. Saved at once."""
    one = Passage.objects.filter(pk=passage, brought_in=at.text).first()
    if one is None:
        raise Http404("No such passage")
    sent, typed = request.POST, None
    of = (at.held.actor, at.text, at.held.unit_id, passage)
    seen = number(sent, "version") or 0
    found = Found(verb, _letters(sent, "text"), _letters(sent, "struck_for"), _letters(sent, "words"))
    try:
        if verb == "origin":
            checking.say_origin(*of, sent.get("origin", ""))
        elif verb == "undo":
            checking.take_back(*of, seen=seen)
        elif verb in Outcome.values:
            checking.check(*of, seen=seen, found=found)
        else:
            raise Http404("No such verb")
    except CheckedByAnother as other:
        typed = Typed(passage, other.mine, by_another=True)
    except ValidationError as wrong:
        typed = Typed(passage, found, problem=problems(wrong))
    at.text.refresh_from_db()
    if request.htmx or typed is not None:
        return _page(request, at, typed=typed, place=one.position)
    address = reverse("brought_in_text", args=[family_id, pk])
    following = queries.progress_of(pk).next_place if verb in Outcome.values else None
    place = following or one.position
    next_id = Passage.objects.filter(brought_in=at.text, position=place).values_list("pk", flat=True).first()
    return redirect(f"{address}?page={(place - 1) // PAGE + 1}#passage-{next_id}")


@require_policy(CHECKS_TEXT, "POST")
def speaker(request: Request, at: HeldText, family_id: int, pk: int) -> HttpResponse:
    """Whose words all are that a speaker says."""
    sent = request.POST
    try:
        checking.say_origin_of_speaker(
            at.held.actor, at.text, at.held.unit_id, _letters(sent, "speaker"), _letters(sent, "origin")
        )
    except ValidationError as problem:
        messages.error(request, next(iter(problems(problem).values())))
    page = number(sent, "page") or 1
    if request.htmx:
        return _page(request, at, place=(page - 1) * PAGE + 1)
    return redirect(f"{reverse('brought_in_text', args=[family_id, pk])}?page={page}")


@require_policy(CHECKS_TEXT, "POST")
def finish(request: Request, at: HeldText, family_id: int, pk: int) -> HttpResponse:
    """Write it to the record as it was checked."""
    form = FinishForm(request.POST, text=at.text)
    if form.is_valid():
        try:
            entry = finish_text(at.held.actor, at.text, at.held.unit_id, form.as_entry())
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            messages.success(request, "Written to the record.")
            return redirect("entry", family_id, entry.pk)
    return _page(request, at, form=form)


@require_policy(CHECKS_TEXT, "GET", "POST")
def consent(request: Request, at: HeldText, family_id: int, pk: int) -> HttpResponse:
    """What is known of who was recorded and whether they agreed."""
    stands = {"recorded_people": at.text.recorded_people, "consent": at.text.consent,
              "consent_words": at.text.consent_words}  # fmt: skip
    form = ConsentForm(request.POST if request.method == "POST" else None, initial=stands)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        bringing.note_consent(
            at.held.actor, at.text, at.held.unit_id,
            consent=said["consent"], people=said["recorded_people"], words=said["consent_words"],
        )  # fmt: skip
        messages.success(request, "Saved.")
        return redirect("brought_in_text", family_id=family_id, pk=pk)
    context = {"family": at.held.family, "text": at.text, "form": form, "problem": form_problems(form)}
    return render(request, "origins/consent.html", context, status=422 if form.is_bound else 200)


@require_policy(CHECKS_TEXT, "GET", "POST")
def audience(request: Request, at: HeldText, family_id: int, pk: int) -> HttpResponse:
    """Keep it back from more people while it waits."""
    hidden = set(at.text.kept_from.values_list("person_id", flat=True))
    readers = set(at.text.readers.values_list("user_id", flat=True))
    sent = request.POST if request.method == "POST" else None
    form = AudienceForm(
        sent, members=_members(family_id), staff=_staff(), hidden=list(Person.objects.filter(pk__in=hidden)),
        initial={"is_limited": at.text.is_limited, "why_limited": at.text.why_limited, "hidden_from": hidden,
                 "readers": readers},
    )  # fmt: skip
    if sent is not None and form.is_valid():
        try:
            bringing.keep_back(at.held.actor, at.text, at.held.unit_id, form.audience())
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            messages.success(request, "Saved.")
            return redirect("brought_in_text", family_id=family_id, pk=pk)
    context = {
        "family": at.held.family, "text": at.text, "form": form, "problem": form_problems(form),
        "me": at.held.actor.user_id,
    }  # fmt: skip
    return render(request, "origins/audience.html", context, status=422 if form.is_bound else 200)


@require_policy(CHECKS_TEXT, "GET", "POST")
def withdraw(request: Request, at: HeldText, family_id: int, pk: int) -> HttpResponse:
    """It was brought in by mistake: why."""
    back = reverse("brought_in_text", args=[family_id, pk])
    wrong = None
    if request.method == "POST":
        try:
            bringing.withdraw(at.held.actor, at.text, at.held.unit_id, _letters(request.POST, "because"))
        except ValidationError as problem:
            wrong = problem
        else:
            undo = f"undo:{reverse('put_brought_in_back', args=[family_id, pk])}"
            messages.success(request, "Withdrawn. Nothing of it is in the record.", extra_tags=undo)
            return redirect("brought_in", family_id=family_id)
    return ask_why(
        request,
        title="Withdraw this text?",
        sentence="It was brought in by mistake. It stays on the list of what was brought in, with your reason; nothing "
        "of it comes into the record.",
        button="Withdraw",
        back=back,
        back_to=f"{at.held.family.name}: {BY_KEY[at.text.kind].label.lower()}",
        problem=wrong,
        told="You can undo this at any time.",
    )


@require_policy(CHECKS_TEXT, "POST")
def put_back(request: Request, at: HeldText, family_id: int, pk: int) -> HttpResponse:
    """It was no mistake."""
    bringing.put_back(at.held.actor, at.text, at.held.unit_id)
    messages.success(request, "Put back. Checking goes on where it was.")
    return redirect("brought_in_text", family_id=family_id, pk=pk)
