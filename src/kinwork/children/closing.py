"""What ends with a family: the episodes of its children and their plans as children in need; and how it comes back.

A protection plan or being looked after ends by a decision of its own, never by a closing: for such a child nothing ends
here. That the family is closed all the same is asked plainly: a tick, a reason of its own, the manager who decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.audit_log import log
from kinwork.access.grave_changes import CHANGED_SINCE
from kinwork.access.models import GraveChange
from kinwork.cases.closing import AllTheSame, Ended, EndsWithFamily, close_family
from kinwork.cases.models import GRAVE, Involvement, Status
from kinwork.clocks.humanize import long_day, lower_first
from kinwork.families.held import HeldFamily
from kinwork.families.models import FamilyMember
from kinwork.genogram.describing import listed
from kinwork.people.models import Person

from .kinds import KINDS
from .models import STANDS, Assessment, Enquiry, Episode, EpisodeEnd, NeedPlan, Period
from .recording import clash_at, end_fact
from .statuses import Standing, status_on

STAYS = "stays"  # what is said of a child whose episode goes on
ENDS = ("episode", "need_plan")


@dataclass(frozen=True)
class ChildAtClosing:
    """A child of whom something is open when the family is to be closed."""

    person_id: int
    name: str
    standing: Standing | None
    episode: Episode | None
    plan: NeedPlan | None
    unfinished: tuple[str, ...]  # what has to be completed in the record, by its name

    @property
    def stays(self) -> str:
        """Why nothing of the child's ends with the family; empty where it does."""
        if self.standing is None or self.standing.status not in (*GRAVE, Status.LEAVER):
            return ""
        return lower_first(self.standing.words)


def grave_in_words(children: Iterable[ChildAtClosing]) -> str:
    """'Isla and Ned are on child protection plans, and Tom is looked after'; empty where nothing so grave stands."""
    found = []
    for status, one_is, more_are in (
        (Status.CP, "is on a child protection plan", "are on child protection plans"),
        (Status.LAC, "is looked after", "are looked after"),
    ):
        names = [one.name for one in children if one.standing is not None and one.standing.status == status]
        if names:
            found.append(f"{listed(names)} {one_is if len(names) == 1 else more_are}")
    return ", and ".join(found)


def children_at_closing(family_id: int, on: date) -> list[ChildAtClosing]:
    """The children of whom something has not ended. Six statements."""
    members = FamilyMember.objects.filter(family_id=family_id, is_child=True).select_related("person")
    children = {one.person_id: one.person.name for one in members.order_by("position", "id")}
    standing = status_on(family_id, on)
    # Also whoever is no longer recorded as a child of concern, and still is on a plan or looked after.
    children |= {pk: one.name for pk, one in standing.items() if one.is_grave}
    open_now: dict[type[Period], dict[int, Any]] = {
        fact: {
            one.person_id: one
            for one in fact._default_manager.filter(
                STANDS, person_id__in=children, involvement__family_id=family_id, ended_on=None
            )
        }
        for fact in (Episode, NeedPlan, Assessment, Enquiry)
    }
    found = []
    for pk, name in children.items():
        episode, plan = open_now[Episode].get(pk), open_now[NeedPlan].get(pk)
        unfinished = [str(fact._meta.verbose_name) for fact in (Assessment, Enquiry) if pk in open_now[fact]]
        one = ChildAtClosing(pk, name, standing.get(pk), episode, plan, tuple(unfinished))
        if episode or plan or unfinished or one.stays:
            found.append(one)
    return found


@transaction.atomic
def close_with_children(
    held: HeldFamily,
    involvement: Involvement,
    ends: Mapping[int, str],
    *,
    on: date,
    besides: Mapping[str, str] | None = None,
    all_the_same: bool = False,
    all_the_same_because: str = "",
    **said: Any,
) -> GraveChange:
    """Close a family and end what ends with it: of each child, by the reason in ``ends`` for which the episode closes
    or :data:`STAYS`. Of whom nothing is said there, nobody has decided: that is asked.

    Whatever is wrong is said at once, ``besides`` what the form has found. With a child on a protection plan or looked
    after it closes where that is meant (``all_the_same``), with why and which manager decided it.
    """
    Involvement.objects.select_for_update().get(pk=involvement.pk)
    everyone = children_at_closing(held.pk, on)
    children = [one for one in everyone if one.episode or one.plan]
    grave = grave_in_words(everyone)
    left = AllTheSame(grave, " ".join(all_the_same_because.split())) if grave else AllTheSame()
    problems: dict[str, str] = {}
    if grave and not all_the_same:
        problems["all_the_same"] = f"{grave}. Tick this if you close the family all the same, or end that first."
    if grave and not left.because:
        problems["all_the_same_because"] = "Say why the family is closed all the same."
    if grave and said.get("decided_by_id") is None:
        problems["decided_by"] = "Say which manager decided it. If you did, choose your own name."
    for child in children:
        asked = ends.get(child.person_id) or (STAYS if child.stays else "")
        if asked == STAYS:
            continue
        if child.stays:
            problems[f"end_{child.person_id}"] = (
                f"{child.name} is recorded as: {child.stays}. That ends by a decision of its own, so this stays open."
            )
        elif asked not in EpisodeEnd.values:
            problems[f"end_{child.person_id}"] = f"Say why it closes for {child.name}, or that it stays open."
    said_by = held.actor.name
    ended: Ended = []
    for child in children:
        reason = ends.get(child.person_id, "")
        if child.stays or reason == STAYS or f"end_{child.person_id}" in problems:
            continue
        for key, fact in (("episode", child.episode), ("need_plan", child.plan)):
            if fact is None:
                continue
            values = {"end_reason": reason} if key == "episode" else {}
            try:
                end_fact(held, KINDS[key], fact, on=on, said_by=said_by, values=values)
            except ValidationError as problem:  # the day is that of the closing
                problems.setdefault("on", f"{child.name}: {' '.join(problem.messages)}")
                continue
            ended.append({"kind": key, "id": fact.pk, "on": on.isoformat(), "by": said_by, **values})
    wrong = {**problems, **(besides or {})}
    return close_family(held, involvement, on=on, ended=ended, besides=wrong, all_the_same=left, **said)


def _of_children(ended: Ended) -> Ended:
    """Other rooms keep there what ended of theirs."""
    return [one for one in ended if one["kind"] in ENDS]


def _ended(one: Mapping[str, Any]) -> Any:
    """A fact that ended with a closing, locked, its child too."""
    fact = KINDS[one["kind"]].fact
    found = fact._default_manager.select_for_update(of=("self",)).select_related("person").get(pk=one["id"])
    Person.objects.select_for_update().get(pk=found.person_id)
    return found


def bring_back(held: HeldFamily, ended: Ended) -> None:
    """Each goes on as before the closing; raises where something else stands in its place since."""
    for one in _of_children(ended):
        kind, fact = KINDS[one["kind"]], _ended(one)
        as_it_ended = (fact.ended_on and fact.ended_on.isoformat(), getattr(fact, "end_reason", ""))
        if fact.withdrawn_at is not None or as_it_ended != (one["on"], one.get("end_reason", "")):
            raise ValidationError(CHANGED_SINCE)
        fact.ended_on = fact.end_recorded_at = fact.end_recorded_by_id = None
        fact.end_said_by = ""
        if "end_reason" in one:
            fact.end_reason = ""
        if clash := clash_at(kind, fact):
            raise ValidationError(clash)
        _save_end(held, fact, one)


def end_again(held: HeldFamily, ended: Ended) -> None:
    """The closing stands again: each ends as it ended with it, unless it has ended otherwise since."""
    for one in _of_children(ended):
        fact = _ended(one)
        if fact.withdrawn_at is not None or fact.ended_on is not None:
            continue
        fact.ended_on, fact.end_said_by = date.fromisoformat(one["on"]), one["by"]
        fact.end_recorded_at, fact.end_recorded_by_id = timezone.now(), held.actor.user_id
        if "end_reason" in one:
            fact.end_reason = one["end_reason"]
        _save_end(held, fact, one)


def _save_end(held: HeldFamily, fact: Any, one: Mapping[str, Any]) -> None:
    more = ["end_reason"] if "end_reason" in one else []
    fact.save(update_fields=["ended_on", "end_said_by", "end_recorded_by", "end_recorded_at", *more])
    log(held.actor, "undid", family_id=held.pk, thing=fact)


ROOM = EndsWithFamily(bring_back, end_again)


def in_a_sentence(child: ChildAtClosing) -> str:
    """'Episode from Tuesday 3 November 2026, child in need plan from …': what would end."""
    words = []
    if child.episode is not None:
        words.append(f"open since {long_day(child.episode.started_on)}")
    if child.plan is not None:
        words.append(f"{lower_first(child.plan.get_kind_display())} since {long_day(child.plan.started_on)}")
    return ", ".join(words)
