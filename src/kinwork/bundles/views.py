"""Requests for one's record from the letter to the answer, and bundles."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY
from kinwork.csv_file import csv_file
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.people.models import BirthKind
from kinwork.record.file_views import OPENED, as_kept
from kinwork.record.models import Attachment
from kinwork.search.search import search
from kinwork.units.queries import who_work_with_families
from kinwork.whole_numbers import whole, wholes

from . import actions
from .forms import SECTION_CHOICES, AnsweredForm, ClockForm, CourtForm, MarkForm, RegisterForm
from .models import CITED, Bundle, BundleState, Decided, Why
from .policies import (
    ASKED_ABOUT,
    IN_REQUEST,
    LISTS_REQUESTS,
    SEES_BUNDLE,
    BundleInReach,
    PersonAskedAbout,
    RequestInReach,
)
from .queries import (
    bundles_of_family,
    clock_of,
    decisions_of,
    items_of,
    piece_of,
    progress_of,
    requests_of,
    words_of,
)
from .reading import LEFT_OUT, families_of
from .request_parts import parts_for
from .sources import MOST_PAGES, SOURCES

ON_A_PAGE = 20


def _put_on(form: Any, problem: ValidationError) -> None:
    for name, sentence in problems(problem).items():
        form.add_error(name if name in form.fields else None, sentence)


@require_policy(LISTS_REQUESTS)
def requests(request: Request, actor: Actor) -> HttpResponse:
    """All requests that somebody answers for, with their clocks; and finding whose record is asked for."""
    found = list(requests_of(actor))
    may_register = actor.may(Permission.ANSWER_REQUESTS)
    typed = request.GET.get("q", "").strip()
    people = search(actor, typed, timezone.localdate()).people if typed and may_register else []
    named = {family.family_id for one in people for family in one.families}
    named |= {family for one in found for family in families_of(one.person_id)} if found else set()
    log_list(request, "requests for one’s record", sorted(named))
    context = {
        "rows": [(one, clock_of(one)) for one in found],
        "today": timezone.localdate(),
        "may_register": may_register,
        "typed": typed,
        "people": people,
    }
    return render(request, "bundles/requests.html", context)


@require_policy(ASKED_ABOUT, "GET", "POST")
def register(request: Request, at: PersonAskedAbout, person_id: int) -> HttpResponse:
    """A request comes in."""
    today = timezone.localdate()
    people = who_work_with_families(today).order_by("full_name")
    sent = request.POST if request.method == "POST" else None
    form = RegisterForm(sent, people=people, initial={"asked_by": at.person.name, "asked_as": "self"})
    if sent is not None and form.is_valid():
        said = form.cleaned_data
        asked = actions.Asked(
            said["asked_by"], said["asked_as"], said["received_on"] or today, said["handler"], said["wants"],
            said["identity_asked_on"], said["identity_shown_on"], said["identity_how"],
        )  # fmt: skip
        try:
            made = actions.register_request(at.actor, at.person, asked)
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            messages.success(request, "Registered.")
            return redirect("access_request", request_id=made.pk)
    context = {"person": at.person, "form": form, "problem": form_problems(form), "people": people}
    return render(request, "bundles/register.html", context, status=422 if form.is_bound else 200)


def _request_page(request: Request, at: RequestInReach, problem: dict[str, str] | None = None, **forms: Any) -> Any:
    actor, found = at.actor, at.request
    may_answer = actor.may(Permission.ANSWER_REQUESTS)
    context = {
        "asked": found,
        "clock": clock_of(found),
        "questions": list(found.clarifications.all()),
        "progress": progress_of(found),
        "bundles": list(found.bundles.select_related("by")),
        "may_answer": may_answer,
        "may_check": may_answer and found.handler_id != actor.user_id,
        "people": who_work_with_families(timezone.localdate()).order_by("full_name") if may_answer else [],
        "clock_form": forms.get("clock_form") or ClockForm(),
        "end_form": forms.get("end_form") or AnsweredForm(),
        "problem": problem or {},
        "today": timezone.localdate(),
        "left_out": list(LEFT_OUT.values()),
        "brought": parts_for(found),
    }
    return render(request, "bundles/request.html", context, status=422 if problem else 200)


@require_policy(IN_REQUEST)
def request_page(request: Request, at: RequestInReach, request_id: int) -> HttpResponse:
    """One request: its clock, how far it is, what can be done next."""
    return _request_page(request, at)  # type: ignore[no-any-return]


@require_policy(IN_REQUEST, "POST")
def change_clock(request: Request, at: RequestInReach, request_id: int) -> HttpResponse:
    """Identity shown, a question asked or answered, two months more."""
    form = ClockForm(request.POST)
    if form.is_valid():
        said, actor, found = form.cleaned_data, at.actor, at.request
        verbs: dict[str, Callable[[], object]] = {
            "identity": lambda: actions.show_identity(actor, found, on=said["identity_on"], how=said["identity_how"]),
            "ask": lambda: actions.ask_back(actor, found, asked=said["asked"], on=said["asked_on"]),
            "hear": lambda: actions.hear_back(actor, found, on=said["answered_on"]),
            "extend": lambda: actions.extend(actor, found, because=said["because"], on=said["extended_on"]),
        }
        verb = verbs.get(request.POST.get("do", ""))
        if verb is None:
            raise Http404("No such change")
        try:
            verb()
        except ValidationError as problem:
            return _request_page(request, at, problems(problem), clock_form=form)  # type: ignore[no-any-return]
        messages.success(request, "Saved.")
        return redirect("access_request", request_id=request_id)
    return _request_page(request, at, form_problems(form), clock_form=form)  # type: ignore[no-any-return]


@require_policy(IN_REQUEST, "POST")
def go_on(request: Request, at: RequestInReach, request_id: int, do: str) -> HttpResponse:
    """Gather, look over as a second person, make the PDF, name somebody else, end it."""
    actor, found = at.actor, at.request
    form = AnsweredForm(request.POST) if do == "end" else None
    try:
        if do == "prepare":
            number = actions.prepare(actor, found)
            messages.success(request, f"Gathered: {number:,} parts of the record.")
        elif do == "check":
            actions.check(actor, found)
            messages.success(request, "Recorded that you looked over it.")
        elif do == "handler":
            actions.name_handler(actor, found, whole(request.POST.get("handler", "")) or 0)
            messages.success(request, "Saved.")
        elif do == "make":
            made = actions.make_answer(actor, found)
            return redirect("bundle", bundle_id=made.pk)
        elif form is not None:
            if not form.is_valid():
                return _request_page(request, at, form_problems(form), end_form=form)  # type: ignore[no-any-return]
            said = form.cleaned_data
            actions.end_request(actor, found, outcome=said["outcome"], on=said["ended_on"], words=said["ended_words"])
            messages.success(request, "Saved.")
        else:
            raise Http404("No such step")
    except ValidationError as problem:
        return _request_page(request, at, problems(problem), end_form=form)  # type: ignore[no-any-return]
    return redirect("access_request", request_id=request_id)


def _answer(request: Request, key: str = "") -> actions.Answer:
    return actions.Answer(
        request.POST.get(f"decided{key}", ""), request.POST.get(f"why{key}", ""), request.POST.get(f"because{key}", "")
    )


@require_policy(IN_REQUEST, "GET", "POST")
def words(request: Request, at: RequestInReach, request_id: int) -> HttpResponse:
    """Names, numbers and addresses of others, each once with how often it stands there: decided wherever it stands."""
    problem: dict[str, str] = {}
    if request.method == "POST":
        try:
            number = actions.decide_words(at.actor, at.request, request.POST.get("words", ""), _answer(request))
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            messages.success(request, f"Decided in {number:,} places.")
            return redirect("access_request_words", request_id=request_id)
    page = Paginator(words_of(at.request), 50).get_page(request.GET.get("page"))
    context = {"asked": at.request, "page": page, "whys": Why.choices, "problem": problem}
    return render(request, "bundles/words.html", context, status=422 if problem else 200)


@require_policy(IN_REQUEST, "GET", "POST")
def read(request: Request, at: RequestInReach, request_id: int) -> HttpResponse:
    """The record part by part, with what is proposed to be taken out."""
    only = request.GET.get("show", "") == "undecided"
    problem: dict[str, str] = {}
    form = MarkForm()
    if request.method == "POST":
        try:
            if request.POST.get("do") == "mark":
                form = MarkForm(request.POST)
                if form.is_valid():
                    said = form.cleaned_data
                    actions.mark(
                        at.actor, at.request, said["item"], said["words"],
                        actions.Answer(Decided.TAKE_OUT, said["why"], said["because"]),
                        everywhere=said["everywhere"], whole_sentence=said["sentence"],
                    )  # fmt: skip
                problem = form_problems(form)
            else:
                ids = wholes(request.POST.getlist("redaction"))
                answers = {pk: _answer(request, f"-{pk}") for pk in ids if request.POST.get(f"decided-{pk}")}
                actions.decide(at.actor, at.request, answers)
        except ValidationError as wrong:
            problem = problems(wrong)
        if not problem:
            messages.success(request, "Saved.")
            return redirect(request.get_full_path())
    page = Paginator(items_of(at.request, undecided=only), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": at.request, "page": page, "only": only, "whys": Why.choices, "problem": problem, "form": form,
        "cited": {why.value: CITED[why] for why in Why}, "parts": [(item, _shown(item)) for item in page],
        "files": Attachment._meta.db_table,
    }  # fmt: skip
    return render(request, "bundles/read.html", context, status=422 if problem else 200)


def _shown(item: Any) -> list[tuple[str, Any]]:
    """The text in pieces, each with what is marked in it; of marks that overlap the first that is taken out."""
    pieces, at = [], 0
    for one in item.redactions.all():
        if one.starts < at or (one.decided == Decided.KEEP):
            continue
        if at < one.starts:
            pieces.append((item.text[at : one.starts], None))
        pieces.append((item.text[one.starts : one.ends], one))
        at = one.ends
    if at < len(item.text):
        pieces.append((item.text[at:], None))
    return pieces


@require_policy(IN_REQUEST)
def asked_file(request: Request, at: RequestInReach, request_id: int, item_id: int) -> HttpResponse:
    """A file of an entry, for whoever decides whether it is given."""
    item = at.request.items.filter(pk=item_id, source=Attachment._meta.db_table, is_superseded=False).first()
    found = Attachment.objects.select_related("entry").filter(pk=item.source_id).first() if item else None
    if found is None:
        raise Http404("No such file")
    log(
        at.actor, OPENED, family_id=found.entry.family_id if found.entry else None, thing=at.request,
        policy=request.policy.name, words=f"file {found.pk}",
    )  # fmt: skip
    return as_kept(found)


@require_policy(IN_REQUEST)
def decisions(request: Request, at: RequestInReach, request_id: int) -> HttpResponse:
    """The log of decisions as a spreadsheet: for whoever has to account for them."""
    log(at.actor, "downloaded decisions of request", thing=at.request, policy=request.policy.name)
    head = ["when", "who", "part", "day", "words", "decided", "why", "because"]
    rows = (
        [
            f"{timezone.localtime(one.at):%Y-%m-%d %H:%M}", one.by.full_name, one.redaction.item.heading,
            one.redaction.item.on, one.redaction.words, one.get_decided_display(), one.get_why_display(), one.because,
        ]
        for one in decisions_of(at.request)
    )  # fmt: skip
    response = HttpResponse(csv_file(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="decisions-{request_id}.csv"'
    return response


CANNOT_GO = (
    "Not all that is ticked can go to these people. Left out would be some of: {what}. Nothing was made: press “Show "
    "what can go in”, look at what is ticked now, and make the bundle."
)


@require_policy(EDITS_FAMILY, "GET", "POST")
def family_bundles(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """The bundles of a family, and putting one together for a court."""
    members = FamilyMember.objects.filter(family_id=family_id, taken_back=False).select_related("person")
    readers = [one for one in members if not one.person.is_deceased and one.person.born_kind != BirthKind.EXPECTED]
    people = [(one.person_id, one.person.name) for one in readers]
    sent = request.POST if request.method == "POST" else None
    form = CourtForm(sent, people=people)
    asked_for = wholes((request.POST if sent is not None else request.GET).getlist("given_to"))
    given_to = [pk for pk, _ in people if pk in asked_for]
    offered = [
        (source, source.offers(held.actor, family_id, given_to))
        for source in SOURCES.values()
        if source.for_parties or not given_to
    ]
    problem: dict[str, str] = {}
    if sent is not None and "again" not in sent and form.is_valid():
        chosen = [
            actions.Chosen(
                source.key,
                _letter(sent.get(f"section-{source.key}", ""), source.section),
                tuple(one.id for one in offers if one.id in wholes(sent.getlist(source.key))),
            )
            for source, offers in offered
        ]
        said = form.cleaned_data
        offered_now = {(source.key, one.id) for source, offers in offered for one in offers}
        ticked = {(source.key, pk): source for source in SOURCES.values() for pk in wholes(sent.getlist(source.key))}
        left_out = list(dict.fromkeys(source.title for key, source in ticked.items() if key not in offered_now))
        try:
            if left_out:
                raise ValidationError({"given_to": CANNOT_GO.format(what="; ".join(left_out))})
            made = actions.make_court_bundle(
                held.actor, family_id, held.unit_id, title=said["title"], court=said["court"], chosen=chosen,
                given_to=said["given_to"],
            )  # fmt: skip
        except ValidationError as wrong:
            _put_on(form, wrong)
        else:
            return redirect("bundle", bundle_id=made.pk)
    if sent is not None and "again" not in sent:
        problem = form_problems(form)
    context = {
        "family": held.family, "form": form, "problem": problem, "people": people, "given_to": given_to,
        "offered": offered, "sections": SECTION_CHOICES, "bundles": list(bundles_of_family(family_id)[:50]),
        "sent": sent, "most": MOST_PAGES, "ticked": {key: wholes(sent.getlist(key)) for key in SOURCES} if sent else {},
    }  # fmt: skip
    return render(request, "bundles/family.html", context, status=422 if problem else 200)


def _letter(typed: str, usual: str) -> str:
    return typed if typed in dict(SECTION_CHOICES) else usual


@require_policy(SEES_BUNDLE)
def bundle(request: Request, at: BundleInReach, bundle_id: int) -> HttpResponse:
    """How far a bundle is; in the end, its file. The part that changes asks again by itself."""
    part = "bundles/parts/progress.html" if request.htmx else "bundles/bundle.html"
    return render(request, part, {"bundle": at.bundle, "most": MOST_PAGES, **_may(at)})


def _may(at: BundleInReach) -> dict[str, Any]:
    going_on = at.bundle.state in (BundleState.WAITING, BundleState.WORKING)
    mine = at.bundle.by_id == at.actor.user_id or at.actor.may(Permission.ANSWER_REQUESTS)
    return {"is_going_on": going_on, "may_cancel": going_on and mine, "is_ready": at.bundle.state == BundleState.MADE}


@require_policy(SEES_BUNDLE, "POST")
def cancel(request: Request, at: BundleInReach, bundle_id: int) -> HttpResponse:
    """It is not needed."""
    try:
        actions.cancel(at.actor, at.bundle)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, "Cancelled.")
    return redirect("bundle", bundle_id=bundle_id)


@require_policy(SEES_BUNDLE)
def bundle_file(request: Request, at: BundleInReach, bundle_id: int) -> HttpResponseBase:
    """The PDF, read piece by piece. Each download is noted."""
    found = at.bundle
    if found.state != BundleState.MADE:
        raise Http404("Not ready, or no longer kept")
    for family_id in _families(found) or [None]:
        log(at.actor, "downloaded bundle", family_id=family_id, thing=found, policy=request.policy.name)
    response = StreamingHttpResponse(_streamed(found.pk), content_type="application/pdf")
    response["Content-Length"] = str(found.size)
    what = "bundle" if found.family_id else "answer"
    response["Content-Disposition"] = f'attachment; filename="{what}-{found.pk}.pdf"'
    return response


async def _streamed(bundle_id: int) -> AsyncIterator[bytes]:
    number = 0
    while (content := await sync_to_async(piece_of)(bundle_id, number)) is not None:
        yield content
        number += 1


def _families(found: Bundle) -> list[int | None]:
    if found.family_id:
        return [found.family_id]
    return list(families_of(found.request.person_id)) if found.request else []
