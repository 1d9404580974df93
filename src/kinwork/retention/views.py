"""Records whose time has come; how long each is kept; holds; the authority's periods; what was erased."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems, problems
from kinwork.access.models import User
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.csv_file import csv_file
from kinwork.people.models import Person

from . import actions, kept_list
from .forms import SCOPES, HoldForm, PeriodForm
from .models import CountsFrom, Erased, HoldScope, LocalKind, LocalPeriod, Proposal
from .policies import ERASES_RECORDS, KEEPS_RECORDS, SEES_KEEPING, RecordInReach
from .queries import STOPS, due, holds, record_of, waiting
from .rules import LOCAL_WORDS, national

ON_A_PAGE = 50
NAMELESS = "someone whose record is sealed"


@require_policy(KEEPS_RECORDS)
def records(request: Request, actor: Actor) -> HttpResponse:
    """Records whose time has come, and proposals that wait for a second person."""
    found, proposed = due(timezone.localdate()), waiting()
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    log_list(
        request,
        "records that no longer need to be kept",
        sorted({row.family.pk for row in page} | {pk for one in proposed for pk in one.family_ids}),
    )
    standing = [one for one in holds() if one.lifted_at is None]
    context = {"page": page, "proposed": proposed, "standing": standing, "may_decide": _decides(actor)}
    return render(request, "retention/records.html", context)


def _decides(actor: Actor) -> bool:
    return actor.may(Permission.ERASE_RECORDS)


@require_policy(SEES_KEEPING, "GET", "POST")
def record(request: Request, at: RecordInReach, family_id: int) -> HttpResponse:
    """How long one record is kept and why; proposing to erase it, deciding about it."""
    problem: dict[str, str] = {}
    if request.method == "POST":
        do = request.POST.get("do", "")
        try:
            done = _do(at, do, request)
        except ValidationError as wrong:
            problem = problems(wrong)
        else:
            messages.success(request, done)
            return redirect("records") if do == "agree" else redirect("record_keeping", family_id=family_id)
    today = timezone.localdate()
    found = record_of(family_id, today)
    proposal = Proposal.objects.filter(family_ids__contains=[family_id], answer="").select_related("by").first()
    people = Person.objects.in_bulk([one.person_id for row in found.together for one in row.facts.people])
    context = {
        "family": at.family,
        "found": found,
        "stops": [STOPS[stop] for stop in found.stops],
        "others": len(found.together) - 1,
        "rows": [
            (people[why.person_id].name if why.person_id in people else NAMELESS if why.person_id else "", why)
            for row in found.together
            for why in row.why
        ],
        "proposal": proposal,
        "is_mine": proposal is not None and proposal.by_id == at.actor.user_id,
        "may_decide": _decides(at.actor),
        "problem": problem,
        "typed": request.POST,
        "people": sum(len(row.facts.people) for row in found.together),
    }
    return render(request, "retention/record.html", context, status=422 if problem else 200)


def _do(at: RecordInReach, do: str, request: Request) -> str:
    """What was pressed; gives what is said then."""
    said, family_id = request.POST, at.family.pk
    if do == "hold":
        actions.place_hold(
            at.actor, scope=HoldScope.FAMILY, asked_by=said.get("asked_by", ""), reason=said.get("hold_reason", ""),
            family_id=family_id,
        )  # fmt: skip
        return "Held. Nothing of this record is erased until the hold is lifted."
    if do == "propose":
        actions.propose(at.actor, family_id, reason=said.get("reason", ""))
        return "Proposed. Someone else has to decide."
    waits = Proposal.objects.filter(family_ids__contains=[family_id], answer="").first()
    if waits is None:
        raise ValidationError(actions.ANSWERED)
    if do == "withdraw":
        actions.withdraw(at.actor, waits.pk)
        return "Withdrawn. The record stays."
    if do == "refuse":
        actions.refuse(at.actor, waits.pk, because=said.get("because", ""))
        return "Refused. The record stays."
    if do == "agree":
        if not said.get("sure"):
            raise ValidationError({"sure": "Tick that you have looked at the record and that it can go for good."})
        gone = actions.agree(at.actor, waits.pk)
        return f"Erased: {sum(gone.rows.values()):,} rows. This cannot be undone."
    raise Http404("No such step")


@require_policy(KEEPS_RECORDS, "GET", "POST")
def all_holds(request: Request, actor: Actor) -> HttpResponse:
    """Holds that stand and that were lifted; placing one on every record, or on those of a period."""
    form = HoldForm(request.POST or None, initial={"scope": HoldScope.EVERYTHING})
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.place_hold(
                actor, scope=said["scope"], asked_by=said["asked_by"], reason=said["reason"], since=said["since"],
                until=said["until"],
            )  # fmt: skip
        except ValidationError as wrong:
            for name, words in problems(wrong).items():
                form.add_error(name if name in form.fields else None, words)
        else:
            messages.success(request, "Held. Nothing within its scope is erased until it is lifted.")
            return redirect("record_holds")
    return _holds_page(request, actor, form_problems(form), form)


def _holds_page(request: Request, actor: Actor, problem: dict[str, str], form: HoldForm) -> HttpResponse:
    found = holds()
    log_list(request, "holds on records", sorted({one.family_id for one in found if one.family_id}))
    context = {"holds": found, "form": form, "problem": problem, "scopes": SCOPES, "may_decide": _decides(actor)}
    return render(request, "retention/holds.html", context, status=422 if problem else 200)


@require_policy(ERASES_RECORDS, "POST")
def lift(request: Request, actor: Actor, hold_id: int) -> HttpResponse:
    """A hold no longer stands."""
    try:
        actions.lift_hold(actor, hold_id, because=request.POST.get(f"because-{hold_id}", ""))
    except ValidationError as wrong:
        said = {f"because-{hold_id}" if name == "because" else name: words for name, words in problems(wrong).items()}
        return _holds_page(request, actor, said, HoldForm(initial={"scope": HoldScope.EVERYTHING}))
    messages.success(request, "Lifted.")
    return redirect("record_holds")


@require_policy(KEEPS_RECORDS, "GET", "POST")
def periods(request: Request, actor: Actor) -> HttpResponse:
    """The law's periods, and the authority's own for what the law leaves to it."""
    form = PeriodForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.set_period(
                actor, kind=said["kind"], counts_from=said["counts_from"], years=said["years"], reason=said["reason"]
            )
        except ValidationError as wrong:
            for name, words in problems(wrong).items():
                form.add_error(name if name in form.fields else None, words)
        else:
            messages.success(request, "Saved. It applies from now on.")
            return redirect("record_periods")
    every = list(LocalPeriod.objects.select_related("by"))
    context = {
        "national": sorted(national().values(), key=lambda rule: -rule.years),
        "now": [one for one in every if one.ended_at is None],
        "before": [one for one in every if one.ended_at is not None],
        "without": [words for kind, words in LOCAL_WORDS.items() if kind not in _set(every)],
        "form": form,
        "problem": form_problems(form),
        "kinds": LocalKind.choices,
        "counted": CountsFrom.choices,
        "may_set": actor.may(Permission.SET_RULES),
    }
    return render(request, "retention/periods.html", context, status=422 if form.errors else 200)


def _set(every: list[LocalPeriod]) -> set[str]:
    return {one.kind for one in every if one.ended_at is None}


@require_policy(KEEPS_RECORDS)
def erased(request: Request, actor: Actor) -> HttpResponse:
    """What was erased: nothing of anybody."""
    found = Erased.objects.select_related("proposed_by", "decided_by")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, sum(one.rows.values())) for one in page]
    behind = bool(found) and bool(kept_list.missing_at(kept_list.places()))
    return render(request, "retention/erased.html", {"page": page, "rows": rows, "is_behind": behind})


@require_policy(KEEPS_RECORDS)
def erased_file(request: Request, actor: Actor) -> HttpResponse:
    """The same as a spreadsheet."""
    log(actor, "downloaded what was erased", policy=request.policy.name)
    head = ["erased", "family ids", "people", "rules", "kept until", "proposed by", "proposed", "decided by", "rows"]
    rows = (
        [
            f"{timezone.localtime(one.at):%Y-%m-%d %H:%M}", " ".join(str(pk) for pk in one.family_ids), one.people,
            " ".join(one.rules), one.kept_until, _who(one.proposed_by),
            f"{timezone.localtime(one.proposed_at):%Y-%m-%d %H:%M}", _who(one.decided_by),
            "; ".join(f"{table} {number}" for table, number in sorted(one.rows.items())),
        ]
        for one in Erased.objects.select_related("proposed_by", "decided_by").iterator(chunk_size=500)
    )  # fmt: skip
    response = HttpResponse(csv_file(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="erased-records.csv"'
    return response


def _who(user: User | None) -> str:
    return user.full_name if user else "not in this database"
