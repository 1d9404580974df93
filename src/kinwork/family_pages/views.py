"""Families: the list, search, a family's page, and what changes it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.access_logging import families_named, mark_families_named
from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems, number, problems
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.access.roles import ROLES
from kinwork.cases import actions, closing
from kinwork.cases.grave_change_views import ask_why, only_why, undo_tag
from kinwork.cases.models import FamilyRole, Involvement, KeyDate, RoleKind
from kinwork.cases.policies import CLOSES_FAMILY, EDITS_FAMILY, SEES_FAMILY
from kinwork.cases.queries import latest_involvement
from kinwork.children.closing import children_at_closing, close_with_children, grave_in_words, in_a_sentence
from kinwork.clocks.expected import NEXT_STEPS
from kinwork.clocks.humanize import long_day
from kinwork.families.held import HeldFamily
from kinwork.families.models import Family, FamilyMember
from kinwork.families.panels import FamilyPage, layout_of, open_at_closing, part_for
from kinwork.notices.counts import opened_family_page
from kinwork.notices.queries import who_answers
from kinwork.people.models import Person, known_to
from kinwork.people.models.partial import as_typed
from kinwork.people.query_parser import parse
from kinwork.search.as_new_family import as_person
from kinwork.search.same_person import called, likely_families, settle
from kinwork.units.policies import OPENS_FAMILY, OPENS_FAMILY_SOMEWHERE, UnitInReach
from kinwork.units.queries import has_posts, members_on, opens_families_in, without_posts

from .forms import ClosingForm, KeyDateForm, MemberForm, OpeningForm, QuestionsForm

ROWS_OF_NEW_MEMBERS = 6


@require_policy(SEES_FAMILY)
def family(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """One screen that lets anyone in the unit answer the telephone; a part that is read when wanted, by itself."""
    page, wanted = FamilyPage(request, held), request.GET.get("show", "")[:20]
    if request.htmx and wanted:
        shown = part_for(page, wanted)
        if shown is None:
            raise Http404("No such part")
        return render(request, "family_pages/parts/part.html", {"family": held.family, "shown": shown})
    layout = layout_of(page, wanted)
    opened_family_page(request, held, names=families_named(request) or ())
    return render(request, "family_pages/family.html", {"family": held.family, "actor": held.actor, "layout": layout})


@require_policy(OPENS_FAMILY_SOMEWHERE, "GET", "POST")
def begin_family(request: Request, actor: Actor) -> HttpResponse:
    """To which unit? Then the form, with what a search did not find."""
    units = opens_families_in(actor)
    chosen = number(request.POST, "unit")
    unit = next((one for one in units if one.pk == chosen), units[0] if len(units) == 1 and not chosen else None)
    problem = {"unit": "Choose the unit the family is coming to."} if request.method == "POST" else {}
    if unit is not None:
        if has_posts(unit, timezone.localdate()):
            return _opening_page(request, UnitInReach(unit, actor), None, request.POST.get("from_search", ""))
        problem = {"unit": without_posts(unit)}
    elif chosen:
        actor.require(Permission.OPEN_FAMILY, chosen)
    choices = [(one.pk, f"{one.name} ({one.get_function_display()})") for one in units]
    context = {"unit_choices": choices, "from_search": request.POST.get("from_search", ""), "problem": problem,
               "chosen": chosen or ""}  # fmt: skip
    return render(request, "family_pages/begin_family.html", context, status=422 if problem else 200)


@require_policy(OPENS_FAMILY, "GET", "POST")
def open_family(request: Request, at: UnitInReach, unit_id: int) -> HttpResponse:
    """A family comes to the unit: its members, and the four questions."""
    typed = request.POST.get("from_search")  # what a search did not find
    return _opening_page(request, at, request.POST if request.method == "POST" and typed is None else None, typed or "")


def _opening_page(request: Request, at: UnitInReach, data: QueryDict | None, typed: str) -> HttpResponse:
    today = timezone.localdate()
    members = members_on(at.unit.pk, today)
    family_name, somebody = as_person(parse(typed, today=today), unit=at.unit.name)
    form = OpeningForm(data, members=members, initial={"name": family_name})
    rows = [_row(data, n, today) for n in range(ROWS_OF_NEW_MEMBERS)]
    new = _who_they_are(request, at.actor, form, rows) if data is not None and _all_valid(form, rows) else None
    if new is not None:
        answers: dict[str, Any] = {
            key: value for key, value in form.cleaned_data.items() if key not in ("name", "opened_on")
        }
        people: dict[str, Any] = {
            f"{key}_id": getattr(answers.pop(key), "pk", None) for key in ("decided_by", "key_worker")
        }
        try:
            involvement = actions.open_family(
                at.actor,
                at.unit,
                name=form.cleaned_data["name"],
                opened_on=form.cleaned_data["opened_on"] or today,
                answers=actions.FourQuestions(**answers, **people),
                members=new,
                is_another=request.POST.get("is_another") == "yes",
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _opened_in_words(request, at, form.cleaned_data["name"]))
            return redirect("family", family_id=involvement.family_id)
    begun = [somebody] + [{}] * ROWS_OF_NEW_MEMBERS
    shown = [row or MemberForm(prefix=f"m{n}", today=today, initial=begun[n]) for n, row in enumerate(rows)]
    return render(
        request,
        "family_pages/open_family.html",
        {
            "unit": at.unit,
            "form": form,
            "rows": shown,
            "members": members,
            "problem": form_problems(form),
            "known": _of_that_name(request, form),
        },
        status=422 if data is not None else 200,
    )


def _opened_in_words(request: Request, at: UnitInReach, name: str) -> str:
    """That it is open, who has been told, what is expected of them, and for how long one sees it. One statement."""
    actor, unit = at.actor, at.unit
    told = [
        f"{who} ({ROLES[role].name.lower()})" if role else who
        for who, role in who_answers(unit.pk, without=actor.user_id)
    ]
    by = NEXT_STEPS.by(timezone.localdate())
    words = [f"The {name} family is open to {unit.name}."]
    if told:
        words.append(f"Told just now: {', '.join(told)}.")
        words.append(
            f"They are now due to do this by {long_day(by)}: {NEXT_STEPS.what[0].lower()}{NEXT_STEPS.what[1:]}."
        )
    else:
        words.append("No one in the unit could be told: ring them.")
    if not actor.can(Permission.SEE_FAMILY, unit.pk):
        words.append("You can open the family until midnight; the unit sees when you do.")
    return " ".join(words)


def _who_they_are(
    request: Request, actor: Actor, form: OpeningForm, rows: list[MemberForm | None]
) -> list[actions.NewMember] | None:
    """Everybody who was typed, new or known; None while a form asks whether somebody is in the records already."""
    if actions.opened_just_now(actor, form.cleaned_data["name"]) and "is_another" not in request.POST:
        return []  # the same form again: nobody is entered twice
    new = [_new_member(request, actor, row) for row in rows if row is not None]
    return None if None in new else [one for one in new if one is not None]


def _of_that_name(request: Request, form: OpeningForm) -> list[tuple[int, str]]:
    """Families which stopped this opening, to look at: none unless there are some. One statement at most."""
    if not any(error.code == "known" for error in form.errors.get("name", ErrorList()).as_data()):
        return []
    known = list(Family.objects.filter(name__iexact=form.data["name"].strip()).values_list("pk", "name")[:10])
    mark_families_named(request, (pk for pk, _ in known))
    return known


def _row(data: Any, number: int, today: Any) -> MemberForm | None:
    """A member's row if anything was typed in it."""
    prefix = f"m{number}"
    said = data is not None and any(
        data.get(f"{prefix}-{name}", "").strip() for name in ("given_name", "family_name", "role", "born_on")
    )
    return MemberForm(data, prefix=prefix, today=today) if said else None


def _all_valid(form: OpeningForm, rows: list[MemberForm | None]) -> bool:
    # All are asked, so that every problem is shown at once.
    return all([form.is_valid(), *[row.is_valid() for row in rows if row is not None]])


def _new_member(request: Request, actor: Actor, row: MemberForm) -> actions.NewMember | None:
    """Somebody who was typed, new or known; None while the form asks which."""
    said, typed = row.cleaned_data, row.put_on(Person())
    person = settle(actor, row, request.POST, typed, timezone.localdate())
    mark_families_named(request, likely_families(row))
    if person is None:
        return None
    name = called(person, typed, actor)
    return actions.NewMember(person, said["role"], said["is_child"], said["lives_here"], name)


@require_policy(EDITS_FAMILY, "GET", "POST")
def add_member(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Somebody more in the family."""
    form = MemberForm(request.POST or None, today=timezone.localdate())
    new = _new_member(request, held.actor, form) if request.method == "POST" and form.is_valid() else None
    if new is not None:
        try:
            actions.add_member(held, new)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            return redirect("family", family_id=family_id)
    return _member_page(request, held, form, "Add someone to the family")


@require_policy(EDITS_FAMILY, "GET", "POST")
def change_member(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """Put right what we know of somebody."""
    member = get_object_or_404(FamilyMember.objects.select_related("person"), pk=pk, family_id=family_id)
    person = member.person
    initial = {name: getattr(person, name) for name in ("given_name", "family_name", "born_kind", "sex", "is_deceased")}
    initial |= {name: getattr(member, name) for name in ("role", "is_child", "lives_here")}
    initial["born_on"] = as_typed(person.born_said)
    initial["died_on"] = as_typed(known_to(person.died_on, person.died_kind))
    form = MemberForm(request.POST or None, initial=initial, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        form.put_on(person)
        for name in ("role", "is_child", "lives_here"):
            setattr(member, name, form.cleaned_data[name])
        because = request.POST.get("because", "")
        try:
            change = actions.change_member(held, member, because=because)
        except ValidationError as problem:
            if not only_why(problem):
                form.add_error(None, problem)
                return _member_page(request, held, form, person.name)
            return ask_why(
                request,
                title="No longer a child of concern?",
                sentence=f"{person.name}’s status goes from every page. It stays in the history.",
                button="Save",
                back=reverse("family", args=[family_id]),
                back_to=held.family.name,
                problem=problem,
                carries=True,
            )
        if change:
            messages.success(request, "Saved.", extra_tags=undo_tag(change))
        return redirect("family", family_id=family_id)
    return _member_page(request, held, form, person.name)


def _member_page(request: Request, held: HeldFamily, form: MemberForm, title: str) -> HttpResponse:
    return render(
        request,
        "family_pages/member.html",
        {"family": held.family, "form": form, "title": title, "problem": form_problems(form)},
        status=422 if form.is_bound else 200,
    )


@require_policy(EDITS_FAMILY, "GET", "POST")
def questions(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """Ask the four questions again."""
    involvement = latest_involvement(family_id)
    assert involvement is not None  # the policy found the unit through it
    members = members_on(held.unit_id, timezone.localdate())
    day = involvement.expected_end
    form = QuestionsForm(
        request.POST or None,
        instance=involvement,
        members=members,
        initial={"expected_end": f"{day.day}/{day.month}/{day.year}" if day else ""},
    )
    if request.method == "POST" and form.is_valid():
        actions.answer_questions(held, form.save(commit=False))
        messages.success(request, "Saved.")
        return redirect("family", family_id=family_id)
    return render(
        request,
        "family_pages/questions.html",
        {
            "family": held.family,
            "form": form,
            "members": members,
            "problem": form_problems(form),
        },
        status=422 if form.is_bound else 200,
    )


@require_policy(EDITS_FAMILY, "GET", "POST")
def new_date(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """A conference, review, court or other date."""
    involvement = get_object_or_404(Involvement, family_id=family_id, closed_on=None)
    form = KeyDateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.note_date(held, involvement, **form.cleaned_data)
        messages.success(request, "Date saved. The family goes on the agenda when it gets close.")
        return redirect("family", family_id=family_id)
    return render(
        request,
        "family_pages/new_date.html",
        {"family": held.family, "form": form, "problem": form_problems(form)},
        status=422 if form.is_bound else 200,
    )


@require_policy(EDITS_FAMILY, "POST")
def cancel_date(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    key_date = get_object_or_404(KeyDate.objects.select_related("involvement"), pk=pk, involvement__family_id=family_id)
    if key_date.is_arranged:
        messages.error(request, "This is a meeting that was arranged with others. Cancel it on its own page.")
        return redirect("family", family_id=family_id)
    actions.cancel_date(held, key_date)
    said = f"Removed: {key_date.note or key_date.get_kind_display()}, {long_day(key_date.on)}."
    undo = reverse("put_date_back", args=[family_id, pk])
    messages.success(request, said, extra_tags=f"undo:{undo}")
    return redirect("family", family_id=family_id)


@require_policy(EDITS_FAMILY, "POST")
def put_date_back(request: Request, held: HeldFamily, family_id: int, pk: int) -> HttpResponse:
    """Undo: the date takes place after all."""
    key_date = get_object_or_404(KeyDate, pk=pk, involvement__family_id=family_id, is_arranged=False)
    try:
        actions.put_date_back(held, key_date)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, "Undone. The date is back as it was.")
    return redirect("family", family_id=family_id)


@require_policy(CLOSES_FAMILY, "GET", "POST")
def close_family(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """The family's time with the service ends."""
    involvement = get_object_or_404(Involvement, family_id=family_id, closed_on=None)
    today = timezone.localdate()
    others = {one.user_id: one.label for one in closing.deciders_of_closing(involvement, held.unit_id)}
    children = children_at_closing(family_id, today)
    grave = grave_in_words(children)
    if not grave:  # where it is grave, whoever closes it names themselves if they decided it
        others.pop(held.actor.user_id, None)
    sent = request.POST if request.method == "POST" else None
    form = ClosingForm(sent, deciders=others, children=children, initial=_leads_early_help(involvement))
    if request.method == "POST":
        besides = {} if form.is_valid() else form_problems(form)
        try:
            chosen = {name: request.POST.getlist(name) for name in request.POST}
            change = close_with_children(held, involvement, besides=besides, chosen=chosen, **form.said(today))
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                if name not in besides:
                    form.add_error(name if name in form.fields else None, sentence)
        else:
            words = "The family is closed. Its record can still be read."
            messages.success(request, words, extra_tags=undo_tag(change))
            return redirect("family", family_id=family_id)
    return render(
        request,
        "family_pages/close_family.html",
        {
            "family": held.family,
            "form": form,
            "problem": form_problems(form),
            "children": [(one, in_a_sentence(one)) for one in children],
            "grave": grave,
            "panels": open_at_closing(FamilyPage(request, held)),
        },
        status=422 if form.is_bound else 200,
    )


def _leads_early_help(involvement: Involvement) -> dict[str, str]:
    """Who leads early help already goes on, as a rule. One statement."""
    leads = FamilyRole.objects.filter(involvement=involvement, kind=RoleKind.EARLY_HELP)
    lead = leads.filter(during__endswith__isnull=True).select_related("user").first()
    if lead is None:
        return {}
    return {"step_down_name": lead.who, "step_down_agency": lead.agency, "step_down_telephone": lead.telephone}


@require_policy(CLOSES_FAMILY, "GET", "POST")
def reopen_family(request: Request, held: HeldFamily, family_id: int) -> HttpResponse:
    """A closed family is open again: what that does, and why."""
    involvement = latest_involvement(family_id)
    back = reverse("family", args=[family_id])
    if involvement is None or involvement.closed_on is None:
        messages.info(request, "The family is already open.")
        return redirect(back)
    wrong = None
    if request.method == "POST":
        try:
            because = request.POST.get("because", "")
            change = closing.reopen_family(held, involvement, because=because)
        except ValidationError as problem:
            wrong = problem
        else:
            messages.success(request, "The family is open again.", extra_tags=undo_tag(change))
            return redirect(back)
    return ask_why(
        request,
        title=f"Open {held.family.name} again?",
        sentence="The family is open again as it was before it was closed, "
        f"on {long_day(involvement.closed_on)}. Why it was closed stays in the history.",
        button="Open again",
        back=back,
        back_to=held.family.name,
        problem=wrong,
    )
