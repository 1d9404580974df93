"""Two records of one person: which they may be, side by side, put together, taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.audit_log import log, log_for_each
from kinwork.access.permissions import Permission
from kinwork.access.policies import require_policy
from kinwork.access.request import Request
from kinwork.cases.models import Merging
from kinwork.cases.person_policies import SEES_PERSON, FamilyAccess, KnownPerson
from kinwork.families.models import FamilyMember
from kinwork.people.models import Address, Identifier, OtherName, Person
from kinwork.people.models.person import date_in_words
from kinwork.people.numbers import spaced

from . import merging
from .duplicates import likely, pairs
from .policies import MERGES_PEOPLE, MERGES_SOMEWHERE, TAKES_APART, DoneMerging, TwoRecords


@require_policy(MERGES_SOMEWHERE)
def duplicates(request: Request, actor: Actor) -> HttpResponse:
    """Records in one's reach that may be of one person with another."""
    found = pairs(actor, timezone.localdate())
    named = [one.family_id for pair in found for families in pair.families.values() for one in families]
    log(actor, "looked for duplicates", policy=request.policy.name, shown=named)
    return render(request, "search/duplicates.html", {"pairs": found})


@require_policy(SEES_PERSON)
def records(request: Request, known: KnownPerson, person_id: int) -> HttpResponse:
    """Other records that may be of the same person, and those that were merged with this one."""
    person, today = known.person, timezone.localdate()
    nhs = Identifier.objects.filter(person=person, kind="nhs").values_list("value", flat=True).first() or ""
    found = likely(known.actor, person, today, nhs=nhs, without=[person.pk])
    context = {
        "person": person,
        "likely": found,
        "mergings": Merging.objects.filter(kept=person).select_related("by", "undone_by"),
        "may_merge": all(way.may(Permission.MERGE_PEOPLE) for way in known.accesses),
    }
    log_for_each(
        [(way.family_id, way.actor) for way in known.accesses if way.actor], "looked for other records", thing=person
    )
    # Without the person, whose own families may be hidden from whoever reads this.
    log_list(request, "records that may be the same person", [f.family_id for one in found for f in one.families])
    return render(request, "search/records.html", context)


@dataclass(frozen=True)
class Side:
    """One of two records, as they stand side by side."""

    person: Person
    said: dict[str, str]
    names: list[str]
    numbers: list[str]
    addresses: list[str]
    families: list[FamilyAccess]


def _side(person: Person, ways: list[FamilyAccess], today: date) -> Side:
    born = person.born_in_words if person.born_on else "not known"
    died = "no"
    if person.is_deceased:
        died = date_in_words(person.died_on, person.died_kind) if person.died_on else "yes"
    return Side(
        person,
        {"name": person.name, "born": born, "sex": person.get_sex_display(), "died": died},
        [f"{one} ({one.kind})" for one in OtherName.objects.filter(person=person)],
        [f"{one.get_kind_display()} {spaced(one.kind, one.value)}" for one in Identifier.objects.filter(person=person)],
        [one.in_full for one in Address.objects.filter(person=person, is_confidential=False)],
        ways,
    )


@require_policy(MERGES_PEOPLE, "GET", "POST")
def merge(request: Request, records: TwoRecords, person_id: int, other_id: int) -> HttpResponse:
    """Side by side: which record stays, and in what the other is right."""
    kept, dropped = records.one, records.other
    problem = merging.why_not(kept, dropped)
    if request.method == "POST" and not problem:
        take = [group for group in merging.GROUPS if request.POST.get(group) == "other"]
        try:
            done = merging.merge(records.actor, kept, dropped, take=take)
        except ValidationError as wrong:
            problem = wrong.messages[0]
        else:
            messages.success(request, f"{done.called} are now one record. You can separate them again.")
            return redirect("person_records", person_id=kept.pk)
    today = timezone.localdate()
    context = {
        "one": _side(kept, records.accesses[kept.pk], today),
        "other": _side(dropped, records.accesses[dropped.pk], today),
        "groups": merging.LABELS.items(),
        "differs": merging.differs(kept, dropped),
        "taken": [group for group in merging.GROUPS if request.POST.get(group) == "other"],
        "both_in": _both_in(kept, dropped),
        "problem": {"form": problem} if problem else {},
    }
    return render(request, "search/merge.html", context, status=422 if problem and request.method == "POST" else 200)


def _both_in(kept: Person, dropped: Person) -> list[str]:
    mine = FamilyMember.objects.filter(person=kept).values("family_id")
    both = FamilyMember.objects.filter(person=dropped, family_id__in=mine).select_related("family")
    return [one.family.name for one in both]


@require_policy(TAKES_APART, "GET", "POST")
def take_apart(request: Request, at: DoneMerging, pk: int) -> HttpResponse:
    """What would go back and what would not; and then it goes back."""
    done: Merging = at.merging
    problem = ""
    if request.method == "POST":
        try:
            stays = merging.undo(at.actor, done)
        except ValidationError as wrong:
            problem = wrong.messages[0]
        else:
            left = f" {len(stays)} later change{'s' if len(stays) > 1 else ''} stayed as they are." if stays else ""
            messages.success(request, f"{done.kept.name} and {done.called} are two records again.{left}")
            return redirect("person_records", person_id=done.kept_id)
    stays = [] if done.undone_at else merging.what_stays(done)
    context = {"merging": done, "stays": stays, "problem": {"form": problem} if problem else {}}
    return render(request, "search/take_apart.html", context, status=422 if problem else 200)
