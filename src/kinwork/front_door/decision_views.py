"""The decision about a contact, who somebody is, and the unit that the family comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.audit_log import log
from kinwork.access.forms import form_problems, problems
from kinwork.access.policies import require_policy
from kinwork.access.queries import authority
from kinwork.access.request import Request
from kinwork.cases.coming_back import LastClosing, last_closings
from kinwork.cases.family_roles import way_of
from kinwork.families.models import Family
from kinwork.obligations.queries import Forecast, assessment_due, forecast
from kinwork.units.models import Unit
from kinwork.units.queries import opens_families_in

from .actions import contacts as contact_actions
from .actions import decisions, referring
from .actions.drafts import known_of
from .deciders import who_may_have_decided
from .forms import DecisionForm, ReferForm
from .knowing import Looked, look_for
from .models import Level
from .models.decisions import TO_A_UNIT
from .policies import SEES_CONTACT, ContactInReach
from .queries.contacts import Child, WholeContact, whole_contact
from .queries.units import turns_around, unit_facts
from .suggesting import Suggested, Wanted, gap_in_rota, suggested

SUGGESTED = "unit suggested"  # as which a page is signed
PAGE_STANDS = timedelta(hours=12)  # and how long it is taken for what somebody has before them

A_MONTH = timedelta(days=31)


@require_policy(SEES_CONTACT, "GET", "POST")
def decide(request: Request, at: ContactInReach, pk: int) -> HttpResponse:
    """What becomes of it, for one child or for all; or an earlier decision is put right."""
    whole, today = whole_contact(at.contact), timezone.localdate()
    log_list(request, "a contact", at.contact.family_ids, thing=at.contact)
    asked = request.GET.get("again")
    again = next((one for one in whole.children if str(one.about.pk) == asked and one.decision), None)
    deciders = who_may_have_decided(today)
    initial = _as_it_stands(whole, again, at, deciders)
    form = DecisionForm(
        request.POST or None,
        children=[(one.about.pk, one.about.name) for one in whole.children],
        deciders=deciders,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        decided = decisions.Decided(
            level=said["level"], reason=said["reason"], on=said["decided_on"] or today, by_id=said["decided_by"],
            consent=said["consent"], no_consent_because=said["no_consent_because"], passed_to=said["passed_to"],
            because=said["because"],
        )  # fmt: skip
        try:
            made = decisions.decide(at.actor, at.contact, said["about"], decided)
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            messages.success(request, "The decision is saved.")
            if said["level"] in TO_A_UNIT and opens_families_in(at.actor):
                return redirect("refer_contact", pk=pk, about_id=made[0].about_id)
            return redirect("contact", pk=pk)
    decided_already = [one for one in whole.children if one.decision]
    context = {
        "contact": at.contact,
        "whole": whole,
        "form": form,
        "problem": form_problems(form),
        "levels": level_names().items(),
        "deciders": deciders,
        "chosen": [str(pk) for pk in form["about"].value() or ()],
        "again": again,
        "asks_why": bool(again) or bool(form.errors.get("because")),
        "decided_already": decided_already,
    }
    return render(request, "front_door/decide.html", context, status=422 if form.is_bound else 200)


def level_names() -> dict[str, str]:
    """What can be decided, in the authority's own words. One statement."""
    return dict(Level.choices) | {Level.HELP.value: way_of(authority().works_as).help_called}


def _as_it_stands(
    whole: WholeContact, again: Child | None, at: ContactInReach, deciders: list[tuple[int, str]]
) -> dict[str, Any]:
    me = at.actor.user_id if any(pk == at.actor.user_id for pk, _ in deciders) else ""
    if again is None or again.decision is None:
        children = whole.undecided or whole.children
        return {
            "about": [one.about.pk for one in children],
            "consent": at.contact.consent,
            "no_consent_because": at.contact.no_consent_because,
            "decided_by": me,
        }
    now = again.decision
    return {
        "about": [again.about.pk],
        "level": now.level,
        "reason": now.reason,
        "passed_to": now.passed_to,
        "consent": now.consent,
        "no_consent_because": now.no_consent_because,
        "decided_on": f"{now.decided_on.day}/{now.decided_on.month}/{now.decided_on.year}",
        "decided_by": now.decided_by_id,
    }


def _of_contact(whole: WholeContact, about_id: int) -> Child:
    found = next((one for one in whole.everyone if one.about.pk == about_id), None)
    if found is None:
        raise Http404("No such person")
    return found


def _look(request: Request, at: ContactInReach, child: Child) -> Looked:
    """Who in the records it may be; logged as a search is."""
    one = child.about
    born = f"{one.born_on:%-d/%-m/%Y}" if one.born_on and one.born_kind == "exact" else ""
    row = {"given_name": one.given_name, "family_name": one.family_name, "also_known_as": one.also_known_as,
           "born": born, "who": one.who}  # fmt: skip
    looked = look_for(at.actor, row, timezone.localdate())
    if looked.words:
        log(at.actor, "searched", policy=request.policy.name, words=looked.words, shown=looked.family_ids)
    return looked


@require_policy(SEES_CONTACT, "GET", "POST")
def who(request: Request, at: ContactInReach, pk: int, about_id: int) -> HttpResponse:
    """Somebody whom it is about is perhaps in the records: which of these is it?"""
    child = _of_contact(whole_contact(at.contact), about_id)
    problem: dict[str, str] = {}
    if request.method == "POST":
        known = known_of(request.POST.get("known", ""))
        if known is None:
            problem = {"known": "Choose who it is, or go back: nothing changes then."}
        else:
            try:
                contact_actions.link_about(at.actor, child.about, known)
            except ValidationError as wrong:
                problem = problems(wrong)
            else:
                messages.success(request, f"Saved: it is known who {child.about.name} is.")
                return redirect("contact", pk=pk)
    log_list(request, "a contact", at.contact.family_ids, thing=at.contact)
    context = {"contact": at.contact, "child": child, "looked": _look(request, at, child), "problem": problem}
    return render(request, "front_door/who.html", context, status=422 if problem else 200)


@dataclass(frozen=True)
class Choosing:
    """A family on its way to a unit: who is in it, the family if it is known, and each unit with its reasons."""

    group: list[Child]
    family: Family | None
    holder: Suggested | None  # the unit that has the family open
    units: list[Suggested]
    due: dict[int, Forecast]  # what falls due in each, and
    assessment: date | None  # when the assessment of this family would be
    closing: LastClosing | None  # how the family was last closed

    @property
    def first(self) -> Suggested | None:
        """The unit that is suggested: none where nothing but room speaks for any."""
        return self.units[0] if self.units and self.units[0].is_reasoned else None


def _choosing(request: Request, at: ContactInReach, group: list[Child]) -> Choosing:
    today = timezone.localdate()
    on = min(child.decision.decided_on for child in group if child.awaits_unit and child.decision)
    family_id = next((child.about.family_id for child in group if child.about.family_id), None)
    setting = next((child.about.setting for child in group if child.about.setting), "")
    area = request.POST.get("area", "") or request.GET.get("area", "")
    facts = unit_facts(today, since=on, family_id=family_id, setting=setting)
    returns = A_MONTH * authority().returns_within_months
    wanted = Wanted(today=min(on, today), area=area[:80], setting=setting, returns_within=returns)
    mine = {unit.pk for unit in opens_families_in(at.actor)}
    units = [one for one in suggested(facts, wanted) if one.unit.unit_id in mine]
    open_with = next((child.unit for child in group if child.is_open), "")
    holder = next((one for one in units if one.unit.name == open_with), None)
    family = Family.objects.filter(pk=family_id).first() if family_id else None
    due = forecast([one.unit.unit_id for one in units], today)
    closing = last_closings([family.pk]).get(family.pk) if family and holder is None else None
    assessment = assessment_due(on) if holder is None else None
    return Choosing(group, family, holder, units, due, assessment, closing)


@require_policy(SEES_CONTACT, "GET", "POST")
def refer(request: Request, at: ContactInReach, pk: int, about_id: int) -> HttpResponse:
    """Which unit: those that there are, each with its reasons; anybody who may overrules the suggestion with theirs."""
    whole = whole_contact(at.contact)
    child = _of_contact(whole, about_id)
    log_list(request, "a contact", at.contact.family_ids, thing=at.contact)
    group = next((group for group in whole.families() if child in group), None)
    if group is None:
        messages.info(request, "This family has come to a unit already, or it was decided otherwise.")
        return redirect("contact", pk=pk)
    choosing = _choosing(request, at, group)
    form = ReferForm(
        request.POST if request.POST.get("do") == "refer" else None,
        units=[(one.unit.unit_id, one.unit.name) for one in choosing.units],
        needs_name=choosing.family is None,
        initial={
            "unit": _first_id(choosing),
            "name": _family_name(choosing),
            "why_open": next((one.decision.reason for one in group if one.awaits_unit and one.decision), ""),
        },
    )
    if form.is_bound and form.is_valid():
        try:
            said = _allocated(choosing, form, _shown(request, about_id))
            done = referring.refer(at.actor, at.contact, [one.about.pk for one in group], said)
        except ValidationError as problem:
            for name, sentence in problems(problem).items():
                form.add_error(name if name in form.fields else None, sentence)
        else:
            does = "has the news" if done.is_news else "holds the family now"
            messages.success(request, f"{done.unit.name} {does}; those who answer for it have been told.")
            if missing := referring.without_episode(done):
                names = ", ".join(missing)
                messages.warning(request, f"No referral could be recorded for {names}: ask the unit to do it.")
            return redirect("contact", pk=pk)
    today = timezone.localdate()
    context = {
        "contact": at.contact,
        "whole": whole,
        "choosing": choosing,
        "shown": signing.dumps([about_id, choosing.first.unit.unit_id if choosing.first else None], salt=SUGGESTED),
        "form": form,
        "problem": form_problems(form),
        "gap": gap_in_rota(turns_around(today), today),
        "areas": sorted({(one.unit.area, one.unit.area) for one in choosing.units if one.unit.area}),
        "area": request.POST.get("area", "") or request.GET.get("area", ""),
        "looked": [
            (one, looked)
            for one in group
            if one.about.person_id is None and (looked := _look(request, at, one)).choices
        ],
    }  # fmt: skip
    return render(request, "front_door/refer.html", context, status=422 if form.is_bound else 200)


def _first_id(choosing: Choosing) -> int | str:
    if choosing.holder is not None:
        return choosing.holder.unit.unit_id
    return choosing.first.unit.unit_id if choosing.first is not None else ""


def _family_name(choosing: Choosing) -> str:
    """The surname of a child, else of anybody."""
    people = sorted(choosing.group, key=lambda one: not one.about.is_child)
    return next((one.about.family_name for one in people if one.about.family_name), "")


def _shown(request: Request, about_id: int) -> int | None:
    """The unit that was suggested on the page from which this comes: a colleague's family may have gone there since."""
    try:
        about, unit_id = signing.loads(request.POST.get("shown", ""), salt=SUGGESTED, max_age=PAGE_STANDS)
    except signing.BadSignature:
        return None
    return unit_id if about == about_id else None


def _allocated(choosing: Choosing, form: ReferForm, shown: int | None) -> referring.Allocated:
    said = form.cleaned_data
    taken = next((one for one in choosing.units if one.unit.unit_id == shown == said["unit"]), None)
    first = choosing.holder or taken or choosing.first
    return referring.Allocated(
        unit=Unit.objects.get(pk=said["unit"], is_active=True),
        suggested_id=first.unit.unit_id if first is not None else None,
        suggested_because=first.because if first is not None else "",
        overruled_because=said["because"],
        name=said["name"],
        why_open=said["why_open"],
        is_another=bool(form.data.get("is_another")),
    )
