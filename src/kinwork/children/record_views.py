"""Pages of a child's record: read it, record a fact, end it, correct it, withdraw it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.forms import form_problems, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.approvals.queries import said_of
from kinwork.cases.grave_change_views import ask_why, undo_tag
from kinwork.cases.policies import EDITS_FAMILY, SEES_FAMILY
from kinwork.cases.queries import latest_involvement
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.people.models.partial import as_typed
from kinwork.whole_numbers import whole

from .adopting import households_of
from .conferences import record_conference
from .forms import ENDS_EARLIER, FactForm
from .kinds import KINDS, Kind
from .models import AdopterHousehold, Fact, Period
from .pupil_numbers import numbers_of
from .queries import ADOPTERS, CONFERENCES, NUMBERS, Line, fact_of, gaps_without_worker, present, record_of
from .recording import correct_fact, end_fact, goes_on, put_fact_back, record_facts, withdraw_fact
from .sealing import not_sealed, seal_of
from .standing_alone import leave_standing, move_too, remove_too, standing_alone
from .statuses import status_on

BUT_ITS_DECISION = "What it decided about the plan is asked next: whether it goes too. "


def _children(family_id: int, *, may_write: bool = False) -> list[FamilyMember]:
    found = FamilyMember.objects.filter(family_id=family_id, is_child=True).select_related("person")
    return list((not_sealed(found) if may_write else found).order_by("position", "id"))


def _adopters(kind: Kind, held: HeldFamily) -> list[AdopterHousehold]:
    return households_of(held.pk) if "household_id" in kind.asks else []


def _kind(key: str) -> Kind:
    if key not in KINDS:
        raise Http404("No such kind of fact")
    return KINDS[key]


def _fact(held: HeldFamily, kind: Kind, pk: int) -> Fact:
    fact = fact_of(kind, held.pk, pk)
    if fact is None:
        raise Http404("No such fact")
    return fact


@require_policy(SEES_FAMILY)
def child_record(request: Request, held: HeldFamily, family_id: int, person_id: int) -> HttpResponse:
    """What the record holds of one child, and what can be recorded."""
    children = _children(family_id)
    child = next((one.person for one in children if one.person_id == person_id), None)
    if child is None:
        raise Http404("No child of this family")
    seal = seal_of(person_id)
    if seal.since is not None:
        context = {"family": held.family, "child": child, "seal": seal, "problem": {}}
        return render(request, "children/sealed.html", context)
    involvement = latest_involvement(family_id)
    may_edit = held.may(Permission.EDIT_FAMILY) and involvement is not None and involvement.closed_on is None
    there = present(family_id, person_id)
    parts = record_of(family_id, person_id, there)
    written = [(kind.kind.fact.__name__, line.fact.pk) for _, kinds in parts for kind in kinds for line in kind.lines]
    open_parts = {section.key for section, kinds in parts if any(one.lines for one in kinds)} | {"need", "protection"}
    return render(
        request,
        "children/record.html",
        {
            "family": held.family,
            "child": child,
            "children": children,
            "standing": status_on(family_id, timezone.localdate()).get(person_id),
            "parts": parts,
            "seal": seal,
            "alone": standing_alone(family_id, person_id) if CONFERENCES in there else [],
            "gaps": gaps_without_worker(parts, timezone.localdate()),
            "households": households_of(family_id) if ADOPTERS in there else [],
            "numbers": numbers_of(person_id, family_id, timezone.localdate()) if NUMBERS in there else [],
            "approvals": said_of(written),
            "open": open_parts,
            "may_edit": may_edit,
            "may_approve": held.may(Permission.APPROVE),
        },
    )


@require_policy(EDITS_FAMILY, "GET", "POST")
def new_fact(request: Request, held: HeldFamily, family_id: int, key: str) -> HttpResponse:
    """Record a fact of one child, or the same of several."""
    kind = _kind(key)
    if not kind.add:
        raise Http404("This is recorded with a decision")
    involvement = latest_involvement(family_id)
    if involvement is None:
        raise Http404("This family has never been open")
    children = [(one.person_id, one.person.name) for one in _children(family_id, may_write=True)]
    if not children:
        raise Http404("No child whose record is open")
    asks = (kind.day_column, *kind.asks, "said_by", "note")
    asked = whole(request.GET.get("child"))
    initial = {"children": [asked] if asked else []}
    sent = request.POST if request.method == "POST" else None
    form = FactForm(sent, kind=kind, children=children, asks=asks, adopters=_adopters(kind, held), initial=initial)
    if sent is not None and ENDS_EARLIER in sent:
        form.offer_to_end_earlier()
    if sent is not None and form.is_valid():
        values = form.values()
        values[kind.day_column] = values[kind.day_column] or timezone.localdate()
        who = form.cleaned_data["children"]
        try:
            if kind.key == "conference":
                more = {name: form.cleaned_data[name] for name in ("category", "then")}
                facts = record_conference(held, involvement, who, values, **more)
            else:
                earlier = form.cleaned_data.get(ENDS_EARLIER, False)
                facts = record_facts(held, involvement, kind, who, values, ends_earlier=earlier)
        except ValidationError as problem:
            _put_on(form, problem)
            if goes_on(problem):
                form.offer_to_end_earlier()
        else:
            messages.success(request, "Saved.")
            return redirect("child_record", family_id=family_id, person_id=facts[0].person_id)
    back = asked if asked in dict(children) else (children[0][0] if children else 0)
    return _page(request, held, form, f"{kind.add}: {held.family.name}", "Save", back)


@require_policy(EDITS_FAMILY, "GET", "POST")
def end_fact_view(request: Request, held: HeldFamily, family_id: int, key: str, pk: int) -> HttpResponse:
    """A period ends: when, who said so, and what is only known then."""
    kind = _kind(key)
    fact = _fact(held, kind, pk)
    if not kind.end or not isinstance(fact, Period):
        raise Http404("This ends with a decision")
    sent = request.POST if request.method == "POST" else None
    form = FactForm(sent, kind=kind, children=[], asks=("ended_on", *kind.at_end, "said_by"))
    if sent is not None and form.is_valid():
        values = form.values()
        on, said_by = values.pop("ended_on") or timezone.localdate(), values.pop("said_by")
        try:
            end_fact(held, kind, fact, on=on, said_by=said_by, values=values)
        except ValidationError as problem:
            _put_on(form, problem, on="ended_on")
        else:
            messages.success(request, "Saved.")
            return redirect("child_record", family_id=family_id, person_id=fact.person_id)
    title = f"{kind.end}: {kind.name} of {fact.person.name}"
    return _page(request, held, form, title, "Save", fact.person_id, fact=Line(kind, fact))


@require_policy(EDITS_FAMILY, "GET", "POST")
def correct_fact_view(request: Request, held: HeldFamily, family_id: int, key: str, pk: int) -> HttpResponse:
    """What was written was wrong, or more is known: with the reason; what was written stays in the history."""
    kind = _kind(key)
    fact = _fact(held, kind, pk)
    days = () if kind.by_decision else (kind.day_column, *(("ended_on",) if kind.is_period else ()))
    more = () if kind.by_decision else kind.at_end
    # What a conference decided is no detail of it: another decision changes that.
    details = tuple(name for name in kind.asks if name != "has_plan")
    asks = tuple(dict.fromkeys((*days, *details, *more, "said_by", "note")))
    stands = {name: getattr(fact, name) for name in asks}
    sent = request.POST if request.method == "POST" else None
    shown = {name: _as_box(kind, name, value) for name, value in stands.items()}
    adopters = _adopters(kind, held)
    form = FactForm(sent, kind=kind, children=[], asks=(*asks, "because"), adopters=adopters, initial=shown)
    if sent is not None and form.is_valid():
        values = form.values()
        if days and values[kind.day_column] is None:
            values[kind.day_column] = stands[kind.day_column]
        try:
            correct_fact(held, kind, fact, values, because=form.cleaned_data["because"])
        except ValidationError as problem:
            _put_on(form, problem)
        else:
            messages.success(request, "Saved. What was written before stays in the history.")
            return redirect("child_record", family_id=family_id, person_id=fact.person_id)
    title = f"Correct or complete: {kind.name} of {fact.person.name}"
    return _page(request, held, form, title, "Save", fact.person_id)


@require_policy(EDITS_FAMILY, "GET", "POST")
def withdraw_fact_view(request: Request, held: HeldFamily, family_id: int, key: str, pk: int) -> HttpResponse:
    """Entered in error: asks why."""
    kind = _kind(key)
    fact = _fact(held, kind, pk)
    back = reverse("child_record", args=[family_id, fact.person_id])
    wrong = None
    if request.method == "POST":
        try:
            withdraw_fact(held, kind, fact, because=request.POST.get("because", ""))
        except ValidationError as problem:
            wrong = problem
        else:
            messages.success(request, "Removed. It stays in the history.")
            return redirect(back)
    begun = getattr(fact, kind.day_column)
    return ask_why(
        request,
        title="Entered in error?",
        sentence=f"This removes the {kind.name} of {fact.person.name}, {begun:%-d %B %Y}. It stays in the history.",
        button="Remove",
        back=back,
        back_to=f"{fact.person.name}: record",
        told=(BUT_ITS_DECISION if kind.key == "conference" else "") + "You can put it back from the child’s record.",
        problem=wrong,
    )


STANDING = {"remove": remove_too, "move": move_too, "leave": leave_standing}
DONE_SO = {"remove": "Removed too.", "move": "It holds from the day of the conference now.", "leave": "It stands."}


@require_policy(EDITS_FAMILY, "POST")
def what_stands_alone(request: Request, held: HeldFamily, family_id: int, person_id: int) -> HttpResponse:
    """What a conference decided that was corrected or removed: it goes too, moves with it, or stands."""
    do, kind = request.POST.get("do", ""), request.POST.get("kind", "")
    if do not in STANDING:
        raise Http404("Nothing of the kind")
    try:
        change = STANDING[do](held, person_id, kind, whole(request.POST.get("pk")) or 0)
    except ValidationError as problem:
        messages.error(request, next(iter(problems(problem).values())))
    else:
        messages.success(request, DONE_SO[do], extra_tags=undo_tag(change))
    return redirect("child_record", family_id=family_id, person_id=person_id)


@require_policy(EDITS_FAMILY, "POST")
def put_fact_back_view(request: Request, held: HeldFamily, family_id: int, key: str, pk: int) -> HttpResponse:
    """It was removed by a slip."""
    kind = _kind(key)
    fact = _fact(held, kind, pk)
    try:
        put_fact_back(held, kind, fact)
    except ValidationError as problem:
        messages.error(request, next(iter(problems(problem).values())))
    else:
        messages.success(request, "It stands again.")
    return redirect("child_record", family_id=family_id, person_id=fact.person_id)


def _as_box(kind: Kind, name: str, value: Any) -> Any:
    """What stands, as somebody would type or choose it."""
    if isinstance(value, date):
        return as_typed(value.isoformat())
    if getattr(kind.fact._meta.get_field(name), "null", False) and (value is None or isinstance(value, bool)):
        return {True: "yes", False: "no", None: ""}[value]
    return value


def _put_on(form: FactForm, problem: ValidationError, on: str = "") -> None:
    for name, sentence in problems(problem).items():
        name = on if name == "on" and on else name
        form.add_error(name if name in form.fields else None, sentence)


def _page(
    request: Request, held: HeldFamily, form: FactForm, title: str, button: str, person_id: int, **more: Any
) -> HttpResponse:
    context = {
        "family": held.family,
        "form": form,
        "problem": form_problems(form),
        "title": title,
        "button": button,
        "more": {"on": "today, if empty"},
        "back": reverse("child_record", args=[held.pk, person_id]) if person_id else reverse("family", args=[held.pk]),
        **more,
    }
    return render(request, "children/fact_form.html", context, status=422 if form.is_bound else 200)
