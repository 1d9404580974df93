"""A family's chronology: read it, choose what belongs in it, give it to people, put it in a court's form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems, problems
from kinwork.access.lists import file_answer
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.families.queries import members_of
from kinwork.light_text import plain
from kinwork.paper import as_pdf
from kinwork.people.models import BirthKind
from kinwork.record.queries import entry_of
from kinwork.whole_numbers import page_of

from . import actions
from .court import court_chronologies, court_chronology, read_again
from .events import GROUPS, Event
from .forms import SIGNIFICANT, ChoiceForm, ForCourtForm, ForPeopleForm, WantedForm
from .picture import MONTHS, WEEKS, picture_of
from .queries import PAGE, Wanted, children_of, chronology_of

HEAD = ["Date", "Until", "Time", "What", "Kind", "Children", "What happened", "Who said so", "Recorded by",
        "Recorded on", "Added since", "Number in Kinwork"]  # fmt: skip


def _cells(event: Event) -> list[object]:
    recorded = timezone.localdate(event.recorded_at) if event.recorded_at else None
    said = "; ".join(f"{label}: {words}" for label, words in event.details)
    text = "\n".join(part for part in (plain(event.text), said) if part)
    added = "\n".join(words for words, _, _ in event.added)
    return [
        event.on, event.until, f"{event.at:%H:%M}" if event.at else "", event.title, GROUPS[event.group],
        ", ".join(event.names), text, event.said_by, event.writer, recorded, added, event.key,
    ]  # fmt: skip


@require_policy(SEES_FAMILY, "GET", "POST")
def chronology(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """What happened, by date. Words are sent and stay out of the address."""
    given = request.POST if request.method == "POST" else request.GET
    form = WantedForm(given, children=children_of(family_id))
    form.is_valid()
    wanted = form.wanted()
    number, today = page_of(given.get("page")), timezone.localdate()
    if given.get("as") == "csv":
        found = chronology_of(held.actor, family_id, today, wanted)
        rows = map(_cells, found.events)
        return file_answer(
            request, "a chronology", name="chronology", head=HEAD, rows=rows, family_ids=[family_id], thing=held.family
        )
    found = chronology_of(held.actor, family_id, today, wanted, page=number)
    context = {
        "family": held.family,
        "form": form,
        "problem": form_problems(form),
        "events": found.events,
        "total": found.total,
        "number": number,
        "last": max(1, -(-found.total // PAGE)),
        "wanted": wanted,
        "may_edit": held.actor.can(Permission.EDIT_FAMILY, held.unit_id),
        "today": today,
    }
    return render(request, "chronology/chronology.html", context, status=422 if context["problem"] else 200)


@require_policy(EDITS_FAMILY, "GET", "POST")
def choose(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """Put an entry into the chronology after all, or leave it out."""
    entry = entry_of(held.actor, family_id, pk)
    if entry is None:
        raise Http404("No such entry")
    is_in = actions.stands_in(entry)
    form = ChoiceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            because = form.cleaned_data["because"]
            actions.choose(held.actor, entry, held.unit_id, belongs=not is_in, because=because)
        except ValidationError as wrong:
            for name, sentence in problems(wrong).items():
                form.add_error(name, sentence)
        else:
            messages.success(request, "Saved.")
            return redirect("chronology", family_id=family_id)
    context = {"family": held.family, "entry": entry, "is_in": is_in, "form": form, "problem": form_problems(form)}
    return render(request, "chronology/choose.html", context, status=422 if form.is_bound else 200)


def _readers(family_id: int) -> list[FamilyMember]:
    """Who can be given something to read. Two statements."""
    return [
        one
        for one in members_of(family_id)
        if not one.person.is_deceased and one.person.born_kind != BirthKind.EXPECTED
    ]


@require_policy(EDITS_FAMILY)
def for_people(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """A chronology for somebody of the family, without anything that is hidden from them."""
    members, children = _readers(family_id), children_of(family_id)
    asked = request.GET if "people" in request.GET or "until" in request.GET else None
    form = ForPeopleForm(asked, members=members, children=children)
    found = None
    if asked is not None and form.is_valid():
        said = form.cleaned_data
        wanted = Wanted(
            said["which"] in ("", SIGNIFICANT), child=said["child"], since=said["since"], until=said["until"]
        )
        found = chronology_of(held.actor, family_id, timezone.localdate(), wanted, readers=said["people"])
        if asked.get("as") == "pdf":
            gaps = None
            if said.pop("picture"):
                gaps = picture_of(
                    held.actor, family_id, timezone.localdate(), child=said["child"], readers=said["people"],
                    since=said["since"], until=said["until"],
                )  # fmt: skip
            names = [one.person.name for one in members if one.person_id in said["people"]]
            log(
                held.actor, "printed chronology for family", family_id=family_id, thing=held.family,
                policy=request.policy.name, words="for people " + ", ".join(map(str, sorted(said["people"]))),
            )  # fmt: skip
            of = dict(children).get(said["child"]) or held.family.name
            return _paper("people_print", family_id, events=found.events, names=names, of=of, gaps=gaps, **said)
    query = request.GET.copy()
    query["as"] = "pdf"
    context = {
        "family": held.family,
        "form": form,
        "problem": form_problems(form),
        "found": found,
        "pdf": query.urlencode(),
    }
    return render(
        request, "chronology/people.html", context, status=422 if asked is not None and found is None else 200
    )


def _paper(template: str, family_id: int, **context: Any) -> HttpResponse:
    page = render_to_string(f"chronology/{template}.html", {"today": timezone.localdate(), **context})
    response = HttpResponse(as_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="chronology-{family_id}.pdf"'
    return response


@require_policy(EDITS_FAMILY, "GET", "POST")
def for_court(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Those made for a court, and a new one."""
    sent = request.POST if request.method == "POST" else None
    form = ForCourtForm(sent, members=_readers(family_id), children=children_of(family_id))
    if sent is not None and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.make_for_court(
                held, said["people"], child=said["child"], court=said["court"], since=said["since"],
                until=said["until"],
            )  # fmt: skip
        except ValidationError as wrong:
            for name, sentence in problems(wrong).items():
                form.add_error(name, sentence)
        else:
            messages.success(request, "Saved. Its numbers stay as they are now.")
            return redirect("court_chronology", family_id=family_id, pk=made.pk)
    context = {
        "family": held.family,
        "form": form,
        "problem": form_problems(form),
        "made": court_chronologies(family_id),
    }
    return render(request, "chronology/for_court.html", context, status=422 if form.is_bound else 200)


@require_policy(EDITS_FAMILY)
def one_for_court(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """One of them, as a page or on paper."""
    made = court_chronology(family_id, pk)
    if made is None:
        raise Http404("No such chronology")
    again = read_again(held.actor, made, timezone.localdate())
    if request.GET.get("as") == "pdf" and again.is_whole:
        log(held.actor, "printed chronology for court", family_id=family_id, thing=made, policy=request.policy.name)
        return _paper("court_print", family_id, again=again, family=held.family)
    return render(request, "chronology/court.html", {"family": held.family, "again": again})


@require_policy(SEES_FAMILY)
def patterns(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Gaps and patterns: visits, sight of each child, contacts, crises, month by month."""
    children = children_of(family_id)
    by = WEEKS if request.GET.get("by") == WEEKS else MONTHS
    child = next((pk for pk, _ in children if str(pk) == request.GET.get("child")), None)
    picture = picture_of(held.actor, family_id, timezone.localdate(), by=by, child=child)
    if request.GET.get("as") == "pdf":
        of = held.family.name if child is None else dict(children)[child]
        log(held.actor, "printed gaps and patterns", family_id=family_id, thing=held.family, policy=request.policy.name)
        return _paper("patterns_print", family_id, picture=picture, of=of)
    context = {"family": held.family, "picture": picture, "children": children, "child": child, "by": by}
    context["may_edit"] = held.actor.can(Permission.EDIT_FAMILY, held.unit_id)
    return render(request, "chronology/patterns.html", context)
