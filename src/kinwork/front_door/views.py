"""The inbox, a call while it is taken, and a contact with everything of it."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems, problems
from kinwork.access.lists import asked_of, file_answer, page_of_list
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.clocks.expected import NEXT_STEPS
from kinwork.families.models import Agency
from kinwork.units.queries import opens_families_in
from kinwork.whole_numbers import whole

from .actions import contacts as actions
from .actions import drafts
from .forms import ROWS, AboutForm, CallForm, FeedbackForm, rows_of
from .knowing import look_for
from .models import Caller, Draft, Level
from .policies import SEES_CONTACT, TAKES_CONTACTS, ContactInReach
from .queries.contacts import drafts_begun, whole_contact
from .queries.inbox import ContactRow, inbox, working_days_late
from .queries.units import turns_around
from .suggesting import gap_in_rota

SORTS = {"age": "Age", "from": "Who it comes from", "taken": "Taken by"}
HEAD = ["Came", "To be decided by", "From", "Agency", "About", "Known families", "Said", "Taken by", "To decide",
        "Waiting for a unit"]  # fmt: skip


def _cells(row: ContactRow) -> list[object]:
    known = "; ".join(f"{one.name} ({one.unit if one.is_open else 'closed'})" for one in row.families)
    return [row.received_on, row.due, row.source_name, row.agency, "; ".join(one.name for one in row.children), known,
            row.said, row.taken_by, row.undecided, row.to_go]  # fmt: skip


@require_policy(TAKES_CONTACTS)
def contacts(request: Request, actor: Actor) -> HttpResponse:
    """Contacts without an answer, the oldest first; or those that have one."""
    asked = asked_of(request.GET, filters=("next", "late", "known", "show"), sorts=SORTS)
    today = timezone.localdate()
    rows, total = inbox(asked, today)
    family_ids = [one.family_id for row in rows for one in row.families]
    if asked.is_file:
        return file_answer(
            request, "the contacts", name="contacts", head=HEAD, rows=map(_cells, rows), family_ids=family_ids
        )
    log_list(request, "the contacts", family_ids)
    context = {
        "asked": asked,
        "rows": rows,
        "page": page_of_list(asked, total),
        "sorts": SORTS,
        "today": today,
        "late": {row.pk: working_days_late(row.due, today) for row in rows},
        "levels": dict(Level.choices),
        "begun": drafts_begun(),
        "gap": gap_in_rota(turns_around(today), today),
    }
    return render(request, "front_door/contacts.html", context)


# -- a call while it is taken


def _token(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        return uuid4()


@require_policy(TAKES_CONTACTS, "GET", "POST")
def new_contact(request: Request, actor: Actor) -> HttpResponse:
    """A call on one page. Its draft is on the server from the first word."""
    if request.method == "GET":
        return _call_page(request, CallForm(), rows_of(None, {}), token=uuid4(), version=0)
    return _take(request, actor, None)


@require_policy(TAKES_CONTACTS, "GET", "POST")
def draft(request: Request, actor: Actor, pk: int) -> HttpResponse:
    """Go on with a call that was begun, on whichever device."""
    found = Draft.objects.select_related("begun_by").filter(pk=pk).first()
    if found is None:
        raise Http404("No such draft")
    if found.contact_id is not None:
        return redirect("contact", pk=found.contact_id)
    if found.discarded_at is not None:
        messages.info(request, "This call was put away as no contact.")
        return redirect("contacts")
    if request.method == "POST":
        return _take(request, actor, found)
    log_list(request, "a contact that someone began", found.family_ids, thing=found)
    typed = {name: str(value) for name, value in found.typed.items()}
    form = CallForm(initial=typed)
    return _call_page(request, form, rows_of(None, typed), token=found.token, version=found.version, begun=found)


def _take(request: Request, actor: Actor, begun: Draft | None) -> HttpResponse:
    token = begun.token if begun is not None else _token(request.POST.get("request", ""))
    form, rows = CallForm(request.POST), rows_of(request.POST, {})
    said = [row for row in rows if row.is_bound]
    if all([form.is_valid(), *[row.is_valid() for row in said]]):
        taken = actions.Taken(
            form.as_contact(),
            form.cleaned_data["caller"],
            form.cleaned_data["telephone"],
            [row.as_about() for row in said],
            {place: known for place, row in enumerate(said) if (known := row.is_known) is not None},
        )
        try:
            contact = actions.take_contact(actor, token, taken)
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Saved. It is in the list of contacts; whoever holds a family it names was told.")
            return redirect("contact", pk=contact.pk)
    version = whole(request.POST.get("draft_version", "")) or 0
    kept = Draft.objects.filter(token=token).first()
    if kept is not None and kept.page == request.POST.get("draft_page"):
        version = kept.version  # this very page saved it last, perhaps a moment ago
    return _call_page(request, form, rows, token=token, version=version, begun=begun, status=422)


def _call_page(
    request: Request,
    form: CallForm,
    rows: list[AboutForm],
    *,
    token: UUID,
    version: int,
    begun: Draft | None = None,
    status: int = 200,
) -> HttpResponse:
    found = form_problems(form)
    for row in rows:
        if row.is_bound:
            found |= {
                f"{row.prefix}-{'given_name' if name == 'form' else name}": sentence
                for name, sentence in form_problems(row).items()
            }
    if not any(row.is_bound for row in rows) and form.is_bound:
        found.setdefault("a0-given_name", actions.NOBODY)
    context = {
        "form": form,
        "rows": rows,
        "problem": found,
        "token": token,
        "draft_page": uuid4().hex,
        "version": version,
        "begun": begun,
        "register": Agency.objects.filter(family=None).values_list("name", "place")[:400],
    }
    return render(request, "front_door/call.html", context, status=status)


@require_policy(TAKES_CONTACTS, "POST", reads=False)
def keep_draft(request: Request, actor: Actor) -> HttpResponse:
    """A pause in typing: everything that stands on the page."""
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError, RequestDataTooBig, RawPostDataException):
        said = None
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        return JsonResponse({"error": "This could not be read."}, status=400)
    try:
        token = UUID(said.get("request", ""))
    except ValueError:
        return JsonResponse({"error": "Open a new call."}, status=400)
    version = whole(said.get("draft_version", "")) or 0
    try:
        kept = drafts.keep_draft(actor, token, _without_nul(said), page=said.get("draft_page", ""), version=version)
    except drafts.WrittenElsewhere as other:
        when = timezone.localtime(other.draft.saved_at)
        who = other.draft.saved_by.full_name
        sentence = f"{who} wrote more of this call elsewhere at {when:%H:%M}. Open it again to see it."
        return JsonResponse({"error": sentence}, status=409)
    except ValidationError as problem:
        return JsonResponse({"error": problem.messages[0]}, status=422)
    at = f"/contacts/draft/{kept.pk}/"
    return JsonResponse({"version": kept.version, "address": at, "at": f"{timezone.localtime(kept.saved_at):%H:%M}"})


def _without_nul(said: dict[str, Any]) -> dict[str, str]:
    """As a form would have sent it: PostgreSQL's JSON holds no NUL, and no half of a letter."""
    return {
        name[:60]: value.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        for name, value in said.items()
    }


@require_policy(TAKES_CONTACTS, "POST", reads=False)
def discard_draft(request: Request, actor: Actor, pk: int) -> HttpResponse:
    """It was no contact after all."""
    found = Draft.objects.filter(pk=pk).first()
    if found is None:
        raise Http404("No such draft")
    drafts.discard_draft(actor, found)
    messages.success(request, "Put away.")
    return redirect("contacts")


@require_policy(TAKES_CONTACTS, "POST", reads=False)
def known_people(request: Request, actor: Actor) -> HttpResponse:
    """Who somebody in a row may be, while it is typed; logged as a search is."""
    if not actor.may(Permission.SEARCH):
        return HttpResponse(status=204)
    number = whole(request.POST.get("row", ""), most=ROWS - 1) or 0
    row = {name: request.POST.get(f"a{number}-{name}", "") for name in AboutForm.base_fields}
    looked = look_for(actor, row, timezone.localdate())
    if looked.words:
        log(actor, "searched", policy=request.policy.name, words=looked.words, shown=looked.family_ids)
    context = {"prefix": f"a{number}", "looked": looked, "known": row["known"], "name": row["given_name"]}
    return render(request, "front_door/parts/known.html", context)


# -- a contact


@require_policy(SEES_CONTACT)
def contact(request: Request, at: ContactInReach, pk: int) -> HttpResponse:
    """What was said, what was decided for each child, and what is still to be done."""
    return contact_page(request, at)


def contact_page(
    request: Request,
    at: ContactInReach,
    problem: dict[str, str] | None = None,
    form: FeedbackForm | None = None,
    who: Any = None,
) -> HttpResponse:
    whole = whole_contact(at.contact)
    log_list(request, "a contact", at.contact.family_ids, thing=at.contact)
    context = {
        "contact": at.contact,
        "whole": whole,
        "today": timezone.localdate(),
        "late": working_days_late(NEXT_STEPS.by(at.contact.received_on), timezone.localdate()),
        "due": NEXT_STEPS.by(at.contact.received_on),
        "levels": dict(Level.choices),
        "feedback": form or FeedbackForm(),
        "problem": problem or {},
        "typed": request.POST if problem else {},
        "who": who or (None if at.contact.is_anonymous else Caller.objects.filter(contact=at.contact).first()),
        "may_refer": bool(opens_families_in(at.actor)) if whole.families() else False,
        "may_decide": at.actor.may(Permission.DECIDE_CONTACT),
    }
    return render(request, "front_door/contact.html", context, status=422 if problem else 200)


@require_policy(SEES_CONTACT, "POST")
def caller(request: Request, at: ContactInReach, pk: int) -> HttpResponse:
    """Who rang: asked for by a press, and noted."""
    found = actions.who_rang(at.actor, at.contact)
    return contact_page(request, at, who=found or "nobody")


@require_policy(SEES_CONTACT, "POST")
def add_to_contact(request: Request, at: ContactInReach, pk: int) -> HttpResponse:
    """They rang again, or something was wrong: what was taken stays above it."""
    try:
        actions.add_to_contact(at.actor, at.contact, request.POST.get("text", ""))
    except ValidationError as problem:
        return contact_page(request, at, problems(problem))
    messages.success(request, "Added.")
    return redirect("contact", pk=pk)


@require_policy(SEES_CONTACT, "POST")
def feedback(request: Request, at: ContactInReach, pk: int) -> HttpResponse:
    """The caller was told what came of it."""
    form = FeedbackForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.give_feedback(
                at.actor, at.contact, on=said["on"] or timezone.localdate(), how=said["how"], words=said["words"]
            )
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "Saved: the caller has been told.")
            return redirect("contact", pk=pk)
    return contact_page(request, at, form_problems(form), form)
