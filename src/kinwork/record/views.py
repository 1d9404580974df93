"""What happened: read it, write it, add to it, say who may know; and a copy for somebody of the family."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems, problems
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.grave_change_views import undo_tag
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.families.queries import members_of
from kinwork.files.kinds import TAKEN
from kinwork.paper import as_pdf
from kinwork.people.models import BirthKind, Person
from kinwork.whole_numbers import page_of

from . import actions, attaching
from .beside import beside
from .forms import AmendmentForm, AudienceForm, CopyForm, FilterForm
from .heads import heads_for
from .models import Entry, EntryKind
from .queries import also_in, entries_for, entries_of, entry_of, files_of_draft, place_of, who_is_in
from .sharing import read_by

PAGE = 30


def known_members(family_id: int) -> list[FamilyMember]:
    """Who can be seen, read a copy, or be kept from reading it. Two statements."""
    return [
        one
        for one in members_of(family_id)
        if not one.person.is_deceased and one.person.born_kind != BirthKind.EXPECTED
    ]


def staff() -> list[User]:
    """Who can be named to know of an entry. One statement."""
    return list(User.objects.filter(is_active=True).exclude(full_name="").order_by("full_name"))


@require_policy(SEES_FAMILY)
def entries(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """The whole stream, newest first."""
    members, writers = who_is_in(held.actor, family_id)
    form = FilterForm(request.GET, members=members, writers=writers)
    asked = form.cleaned_data if form.is_valid() else {}
    number = page_of(request.GET.get("page"))
    lines = entries_of(held.actor, family_id, most=PAGE + 1, skip=(number - 1) * PAGE, **asked)
    others = also_in(held.actor, family_id, lines)
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "record/entries.html",
        {
            "family": held.family,
            "heads": heads_for(held),
            "lines": lines[:PAGE],
            "beside": beside([line.pk for line in lines[:PAGE]]),
            "others": others,
            "older": number + 1 if len(lines) > PAGE else None,
            "newer": number - 1 if number > 1 else None,
            "form": form,
            "problem": form_problems(form),
            "query": query.urlencode(),
            "is_narrowed": any(asked.values()) or not form.is_valid(),
            "may_edit": held.may(Permission.EDIT_FAMILY),
            "me": held.actor.user_id,
        },
        status=200 if form.is_valid() else 422,
    )


@require_policy(SEES_FAMILY, reads=False)
def entry(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """One entry, where it stands in the stream: how links to it stay right while the stream grows."""
    place = place_of(held.actor, family_id, pk)
    if place is None:
        raise Http404("No such entry")
    page = (place - 1) // PAGE + 1
    return redirect(f"{reverse('entries', args=[family_id])}{f'?page={page}' if page > 1 else ''}#entry-{pk}")


def put_on(form: Any, problem: ValidationError) -> None:
    for name, sentence in problems(problem).items():
        form.add_error(name if name in form.fields else None, sentence)


def form_page(request: Request, held: HeldFamily, form: Any, template: str, **more: Any) -> HttpResponse:
    context = {
        "family": held.family,
        "form": form,
        "problem": form_problems(form),
        "today": timezone.localdate(),
        "me": held.actor.user_id,
        **more,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)


def entry_or_404(request: Request, held: HeldFamily, pk: int) -> Entry:
    found = entry_of(held.actor, held.family.pk, pk)
    if found is None:
        raise Http404("No such entry")
    return found


@require_policy(EDITS_FAMILY, "GET", "POST")
def amend_entry(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """Add to an entry; what was written stays."""
    entry = entry_or_404(request, held, pk)
    form = AmendmentForm(request.POST if request.method == "POST" else None, entry=entry)
    token = form.token() if form.is_bound else uuid4()
    if request.FILES and (
        problem := attaching.take_files(held.actor, held.pk, held.unit_id, token, request.FILES.getlist("more_files"))
    ):
        form.add_error("more_files", problem)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.amend_with_files(held.actor, entry, held.unit_id, token, text=typed["text"], at=typed["at"])
        except ValidationError as wrong:
            put_on(form, wrong)
        else:
            said = "Saved. What was written first stays above it."
            messages.success(request, said)
            return redirect("entries", family_id=family_id)
    shared_with = read_by(entry, timezone.localdate())
    files = files_of_draft(held.actor, token) if form.is_bound else []
    return form_page(
        request, held, form, "record/amend.html", entry=entry, shared_with=shared_with, token=token, files=files,
        takes=TAKEN,
    )  # fmt: skip


@require_policy(EDITS_FAMILY, "POST")
def confirm_entry(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """A colleague wrote it down for them: so it was."""
    try:
        actions.confirm_entry(held.actor, entry_or_404(request, held, pk))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, "Confirmed.")
    return redirect("entry", family_id, pk)


@require_policy(EDITS_FAMILY, "GET", "POST")
def audience(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """Say anew who may know of an entry."""
    entry = entry_or_404(request, held, pk)
    stands = actions.readers_and_hidden(entry)
    sent = request.POST if request.method == "POST" else None
    form = AudienceForm(
        sent,
        members=known_members(family_id),
        staff=staff(),
        hidden=list(Person.objects.filter(pk__in=stands["hidden_from"])),
        initial={"is_limited": entry.is_limited, "why_limited": entry.why_limited, **stands},
    )
    if sent is not None and form.is_valid():
        try:
            because = form.cleaned_data["because"]
            change = actions.change_audience(held.actor, entry, held.unit_id, form.audience(), because=because)
        except ValidationError as problem:
            put_on(form, problem)
        else:
            messages.success(request, "Saved.", extra_tags=undo_tag(change))
            return redirect("entries", family_id=family_id)
    return form_page(request, held, form, "record/audience.html", entry=entry)


@require_policy(EDITS_FAMILY)
def copy(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """A copy of the entries for somebody of the family, without anything that is hidden from them."""
    members = known_members(family_id)
    asked = request.GET if "people" in request.GET or "until" in request.GET else None
    form = CopyForm(asked, members=members)
    lines = None
    if asked is not None and form.is_valid():
        said = form.cleaned_data
        lines = entries_for(held.actor, family_id, said["people"], since=said["since"], until=said["until"])
        for line in lines:
            line["what"] = EntryKind(line["kind"]).label
        if request.GET.get("as") == "pdf":
            return _copy_on_paper(request, held, members, lines, said)
    context = {"family": held.family, "form": form, "problem": form_problems(form), "lines": lines}
    query = request.GET.copy()
    query["as"] = "pdf"
    context["pdf"] = query.urlencode()
    return render(request, "record/copy.html", context, status=422 if asked is not None and lines is None else 200)


def _copy_on_paper(
    request: Request, held: HeldFamily, members: list[FamilyMember], lines: list[dict[str, Any]], said: dict[str, Any]
) -> HttpResponse:
    names = [one.person.name for one in members if one.person_id in said["people"]]
    ids = ", ".join(str(pk) for pk in sorted(said["people"]))
    log(
        held.actor, "printed copy for family", family_id=held.family.pk, thing=held.family,
        policy=request.policy.name, words=f"for people {ids}",
    )  # fmt: skip
    page = render_to_string(
        "record/copy_print.html",
        {"family": held.family, "names": names, "lines": lines, "today": timezone.localdate(), **said},
    )
    response = HttpResponse(as_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="copy-{held.family.pk}.pdf"'
    return response
