"""Inviting one person or a list, and putting them in their first post."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.forms import form_problems, problems, typed
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.access.roles import ROLES
from kinwork.accounts.sign_in import base_of
from kinwork.clocks.humanize import count
from kinwork.units.models import Unit
from kinwork.units.posts import may_appoint

from .access_preview import NOBODY_YET, Held, preview_of_holding
from .bringing_in import BroughtIn, Plan, bring_in, by_column, one_person, plan_for
from .forms import PersonForm
from .overview import posts_of
from .people_list import MOST_ROWS, SAMPLE, NotAList, Row, decoded, read_list
from .policies import INVITES

FIELDS = {"Name": "full_name", "Email": "email", "Unit": "place", "Post": "place", "FTE": "place", "From": "start"}
MOST_BYTES = 1_000_000


def _places(actor: Actor) -> list[tuple[str, str]]:
    """Where somebody new may begin: vacant posts of units, and posts of the whole service. Three statements."""
    today = timezone.localdate()
    found = [
        (f"0:{role.key}", f"Whole service: {role.name}")
        for role in ROLES.values()
        if not role.permissions and may_appoint(actor, 0, role)
    ]
    if not actor.may(Permission.STAFF_UNIT):
        return found
    units = {unit.pk: unit for unit in Unit.objects.filter(is_active=True).exclude(function="service")}
    for unit_id, lines in posts_of(list(units), today).items():
        vacant = dict.fromkeys(line.role for line in lines if not line.now and not line.later)
        found += [(f"{unit_id}:{role.key}", f"{units[unit_id].name}: {role.name}") for role in vacant]
    return found


@require_policy(INVITES, "GET", "POST")
def new_person(request: Request, actor: Actor) -> HttpResponse:
    """Somebody new: their name and address, and perhaps a post; first what opens for them, then the invitation."""
    today = timezone.localdate()
    places = _places(actor)
    form = PersonForm(request.POST or None, places=places)
    problem: dict[str, str] = {}
    if form.is_valid():
        said = form.cleaned_data
        unit_id, _, role = said["place"].partition(":")
        unit = Unit.objects.filter(pk=unit_id or 0).first()
        row = Row(
            1, said["full_name"], said["email"].lower(), unit.name if unit else "", ROLES.get(role), None,
            said["start"] or today,
        )  # fmt: skip
        plan = plan_for(actor, one_person(row), today)
        problem = {FIELDS[column]: right for column, right in by_column(plan.faults).items()}
        if not problem and plan.rows[0].user_id is not None:
            problem = {"email": "There is already someone with this address. Appoint them under Unit → People."}
        if not problem:
            held = [Held(unit.pk, role, _from(row))] if unit else []
            preview = preview_of_holding(actor, NOBODY_YET, {}, held, today)
            if request.POST.get("seen") == preview.seen + plan.seen:
                try:
                    return _done(request, bring_in(actor, plan, base_of(request)))
                except ValidationError as wrong:
                    problem = problems(wrong)
            else:
                log_list(request, "what a post opens", preview.families)
                context = {"row": row, "plan": plan, "preview": preview, "typed": typed(request)}
                return render(request, "authority/new_person_preview.html", context)
    problem = problem or (form_problems(form) if form.is_bound else {})
    context = {"problem": problem, "typed": typed(request), "places": places}
    return render(request, "authority/new_person.html", context, status=422 if problem else 200)


def _from(row: Row) -> DateRange:
    return DateRange(row.start, None)


def _done(request: Request, done: BroughtIn) -> HttpResponse:
    said = f"{count(done.invited, 'person', 'people')} invited, {done.appointed} put in a post."
    if done.links:
        context = {"said": said, "links": done.links, "back": reverse("authority")}
        return render(request, "accounts/links.html", context)
    messages.success(request, said)
    return redirect("authority" if request.POST.get("to") != "accounts" else "accounts")


@require_policy(INVITES, "GET", "POST")
def people_list(request: Request, actor: Actor) -> HttpResponse:
    """A list from a spreadsheet: read, shown with what each line would do and every fault, then done whole."""
    text, problem, plan = request.POST.get("list", ""), "", None
    today = timezone.localdate()
    if request.method == "POST":
        try:
            if (sent := request.FILES.get("file")) is not None:
                if (sent.size or 0) > MOST_BYTES:
                    raise NotAList("This file is larger than a megabyte: too large for a list of people.")
                text = decoded(sent.read())
            sheet = read_list(text, today, Unit.objects.filter(is_active=True).exclude(function="service")
                              .values_list("name", flat=True))  # fmt: skip
            plan = plan_for(actor, sheet, today)
        except NotAList as wrong:
            problem = str(wrong)
    if plan is not None and not plan.faults and request.POST.get("seen") == plan.seen:
        try:
            return _done(request, bring_in(actor, plan, base_of(request)))
        except ValidationError as wrong:
            problem = wrong.messages[0]
    context = {
        "text": text, "problem": {"list": problem} if problem else {}, "plan": plan, "sample": SAMPLE,
        "most": MOST_ROWS, "may_staff": actor.may(Permission.STAFF_UNIT), "opens": _opens(plan),
    }  # fmt: skip
    return render(request, "authority/people_list.html", context, status=422 if problem or _is_faulty(plan) else 200)


def _is_faulty(plan: Plan | None) -> bool:
    return plan is not None and bool(plan.faults)


def _opens(plan: Plan | None) -> list[tuple[str, str, int]]:
    """To how many people of the list the families of each unit open, and those of which buddy. One statement."""
    found: dict[str, int] = {}
    for one in plan.rows if plan else ():
        if one.row.unit and not one.is_there:
            found[one.row.unit] = found.get(one.row.unit, 0) + 1
    buddies = dict(Unit.objects.filter(name__in=found, is_active=True).values_list("name", "buddy__name"))
    return [(unit, buddies.get(unit) or "", many) for unit, many in sorted(found.items())]
