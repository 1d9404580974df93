"""Verbs: decide what a child is to the service, what a panel says to it, and take it back. Its effects: effects.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import CHANGED_SINCE, WhatChanged, clean_reason, put_back_by, record_change
from kinwork.access.models import ChangeKind, GraveChange, User
from kinwork.access.permissions import Permission
from kinwork.access.roles import ROLES
from kinwork.cases.answerable import answerable_for, knows_of
from kinwork.cases.codes import Abuse, LegalStatusCode
from kinwork.cases.models import GRAVE, Allocation, DecisionLevel, Involvement, PanelAnswer, Status, StatusDecision
from kinwork.clocks.humanize import lower_first, short_day
from kinwork.families.models import FamilyMember
from kinwork.people.models import Person
from kinwork.units.in_post import InPost, not_in_post, who_could
from kinwork.units.models import PostHolding

from .effects import put_into_effect, take_out_of_effect
from .sealing import not_sealed
from .statuses import Standing, in_words, standing_of

SENT_TWICE = timedelta(seconds=10)
MYSELF = frozenset({"i", "me", "myself"})
WHO = "such as the conference, the court, or the consultant social worker"


@dataclass(frozen=True)
class Decider:
    """Who decided, in words; and which of those who sign in here that is, if it is one of them."""

    words: str
    user_id: int | None = None


def decider_of(actor: Actor, family_id: int, words: str, user_id: int | None) -> Decider:
    """Somebody who was chosen, or whose name was typed; a body or a person from outside stays words.

    Of a restricted family nobody is told who must not know of it: for them the name alone is kept.
    """
    words = " ".join(words.split())
    said = words.casefold()
    if user_id is None and said and (said in MYSELF or actor.name.casefold() in said):
        user_id = actor.user_id
    if user_id is not None:
        found = User.objects.filter(pk=user_id).first()
        if found is None:
            raise ValidationError({"decided_by": "They are no longer in the list. Choose again, or type the name."})
    else:  # of two of one name, whoever is here now
        called = User.objects.filter(full_name__iexact=words)
        found = called.order_by("-is_active", "pk").first() if words else None
    if found is None:
        return Decider(words)
    tells = found.pk == actor.user_id or knows_of(family_id, found.pk)
    return Decider(found.full_name, found.pk if tells else None)


def deciders_in(involvement: Involvement) -> list[InPost]:
    """Who could decide something grave since the family was opened, whichever unit held it then. Two statements."""
    units = list(Allocation.objects.filter(involvement=involvement).values_list("unit_id", flat=True))
    return who_could(Permission.DECIDE_STATUS, units, involvement.opened_on, timezone.localdate())


def _may_decide(actor: Actor, involvement: Involvement, unit_id: int | None, who: Decider, on: date) -> str:
    """What is wrong with naming somebody as who decided something grave on a day; nothing, if they could."""
    if who.user_id is None:
        return ""
    then = Allocation.objects.filter(involvement=involvement, during__contains=on)
    unit_on = then.values_list("unit_id", flat=True).first() or unit_id
    if any(one.user_id == who.user_id for one in who_could(Permission.DECIDE_STATUS, [unit_on], on, on)):
        return ""
    whose = "Your" if who.user_id == actor.user_id else f"{who.words}’s"
    return f"{whose} role does not let them decide this. Say who did decide, {WHO}."


@dataclass(frozen=True, kw_only=True)
class DecidedStatus:
    """What was decided of a child: which status, on what ground, from when, by whom and why."""

    person_id: int
    status: str
    category: str
    placed: str
    on: date
    decided_by: str = ""
    decider_id: int | None = None
    reason: str = ""
    level: str = ""
    alternatives: str = ""
    panel: str = ""  # which has to agree: until then it is provisional

    def ends(self, before: Standing | None) -> bool:
        """Whether it ends a protection plan, or that the child is looked after."""
        if before is None or before.status == self.status:
            return False
        return before.is_grave and (before.status, self.status) != (Status.CP, Status.LAC)

    def is_grave(self, before: Standing | None) -> bool:
        """Whether somebody has to answer for it, and a reason must be given."""
        return self.status in GRAVE or self.ends(before)


@transaction.atomic
def decide_status(
    actor: Actor, involvement: Involvement, unit_id: int | None, decided: DecidedStatus
) -> StatusDecision:
    """Note what was decided of a child, by whom and from when. Problems are said at each field.

    That a child is looked after or has a protection plan, or that this ends, is shown to who answers for it, needs a
    reason, and is decided by who may; anybody in the unit records it as decided by them, by a court or a conference.
    """
    actor.require(Permission.EDIT_FAMILY, unit_id)
    child = FamilyMember.objects.filter(family_id=involvement.family_id, person_id=decided.person_id, is_child=True)
    child = not_sealed(child)
    member = child.select_related("person").first()
    who = decider_of(actor, involvement.family_id, decided.decided_by, decided.decider_id)
    before = standing_of(involvement.pk, decided.person_id, decided.on)
    problems = {} if member else {"person": "Choose a child in this family."}
    problems |= _wrong_in_itself(decided)
    if member is not None and (wrong := _too_long_ago(member.person, decided.on)):
        problems["on"] = wrong
    problems |= _wrong_in_who_and_why(actor, involvement, unit_id, decided, who, before)
    if problems:
        raise ValidationError(problems)
    assert member is not None
    lac = decided.status == Status.LAC
    values = {
        "involvement": involvement,
        "person_id": decided.person_id,
        "status": decided.status,
        "category": decided.category if lac or decided.status == Status.CP else "",
        "placed": decided.placed.strip() if lac else "",
        "on": decided.on,
        "decided_by": who.words,
        "decider_id": who.user_id,
        "level": decided.level or _level_of(who, decided.on),
        "reason": " ".join(decided.reason.split()),
        "alternatives": decided.alternatives.strip(),
        "panel": " ".join(decided.panel.split()),
        "recorded_by_id": actor.user_id,
        "taken_back_at": None,
    }
    # The same form sent again within moments is noted once.
    Person.objects.select_for_update().get(pk=decided.person_id)
    again = StatusDecision.objects.filter(**values, recorded_at__gt=timezone.now() - SENT_TWICE).first()
    if again is not None:
        return again
    if values["panel"] and (waits := _waits_for_panel(involvement.pk, member.person)):
        raise ValidationError({"panel": waits})
    decision = StatusDecision.objects.create(**values, recorded_at=timezone.now())
    put_into_effect(decision)
    log(actor, "noted status", family_id=involvement.family_id, thing=decision)
    # A provisional one changes nothing of the child yet: whose name is on it hears of it, the rest when a panel agreed.
    is_grave = decided.is_grave(before) and not decision.is_provisional
    if is_grave or who.user_id not in (None, actor.user_id):
        ended = before if decided.ends(before) and not decision.is_provisional else None
        _tell_of(actor, decision, member.person, unit_id, ended, is_grave=is_grave)
    return decision


def _waits_for_panel(involvement_id: int, child: Person) -> str:
    """That a decision of this child waits for a panel already, and what to do about it; empty where none does."""
    waiting = StatusDecision.objects.filter(
        involvement_id=involvement_id, person=child, taken_back_at=None, panel_answer=""
    ).exclude(panel="")
    first = waiting.first()
    if first is None:
        return ""
    words = lower_first(in_words(first.status, first.category, first.placed))
    return (
        f"Another decision about {child.name} waits for {first.panel}: {words}, from {_day(first.on)}. First record "
        "what that panel said, at the top of this page; or, if it no longer stands, choose “Entered in error” there."
    )


# What was typed, as one would say it; somebody's own level is that of their post.
SOUNDS_LIKE = {
    "court": DecisionLevel.COURT,
    "judge": DecisionLevel.COURT,
    "panel": DecisionLevel.PANEL,
    "conference": DecisionLevel.CONFERENCE,
    "review": DecisionLevel.CONFERENCE,
    "head of service": DecisionLevel.HEAD,
    "group manager": DecisionLevel.MANAGER,
}


def _level_of(who: Decider, on: date) -> str:
    """At what level somebody decided, as far as their post on that day or the words say. One statement at most."""
    if who.user_id is not None:
        held = PostHolding.objects.filter(user_id=who.user_id, during__contains=on)
        levels = {ROLES[key].decides_at for key in held.values_list("post__role", flat=True)}
        return next((level for level in DecisionLevel.values if level in levels), "")
    said = who.words.casefold()
    return next((level.value for words, level in SOUNDS_LIKE.items() if words in said), "")


def _wrong_in_itself(decided: DecidedStatus) -> dict[str, str]:
    """What is wrong whoever decided it, at the field where it was typed."""
    problems = {}
    if decided.status not in Status.values:
        problems["status"] = "Choose what was decided."
    if decided.status == Status.CP and decided.category not in Abuse.values:
        problems["category"] = "Choose the category of the child protection plan."
    elif decided.status == Status.LAC and decided.category not in LegalStatusCode.values:
        problems["category"] = "Choose the legal ground on which the child is looked after."
    if decided.level and decided.level not in DecisionLevel.values:
        problems["level"] = "Choose the level from the list, or leave it empty."
    if decided.on > timezone.localdate():
        problems["on"] = "This date is in the future. Record a decision once it has been made."
    return problems


BEFORE_BIRTH = timedelta(days=300)  # a plan may be made for a child who is not born yet
NO_CHILD_SO_LONG = timedelta(days=366 * 26)  # where the day of birth is not known; care leavers are helped until 25


def _too_long_ago(child: Person, on: date) -> str:
    """Nothing is decided of a child years before there was one: a slip in the year."""
    earliest = child.born_on - BEFORE_BIRTH if child.born_on else timezone.localdate() - NO_CHILD_SO_LONG
    if on >= earliest:
        return ""
    born = f", born on {child.born_on:%-d %B %Y}" if child.born_on else ""
    return f"{on:%-d %B %Y} is long before {child.name}{born}. Check the year."


def _wrong_in_who_and_why(
    actor: Actor,
    involvement: Involvement,
    unit_id: int | None,
    decided: DecidedStatus,
    who: Decider,
    before: Standing | None,
) -> dict[str, str]:
    """Somebody decided it who was there on that day; where it is grave, somebody who could, and with a reason."""
    problems = {}
    is_grave = decided.is_grave(before)
    if not who.words:
        problems["decided_by"] = f"Say who decided, {WHO}."
    elif who.user_id is not None and (gap := not_in_post(who.user_id, who.words, decided.on)):
        problems["decided_by"] = f"{gap} Check the date, or say who did decide, {WHO}."
    elif is_grave and (wrong := _may_decide(actor, involvement, unit_id, who, decided.on)):
        problems["decided_by"] = wrong
    if is_grave and not decided.reason.strip():
        problems["reason"] = "Say why, in a few words. The consultant social worker sees it."
        if before is not None and decided.ends(before):
            ended = lower_first(Status(before.status).label)
            problems["reason"] = f"Say why, in a few words: this ends the status “{ended}”."
    return problems


def _tell_of(
    actor: Actor,
    decision: StatusDecision,
    child: Person,
    unit_id: int | None,
    ended: Standing | None,
    *,
    is_grave: bool,
) -> None:
    """Shown to who answers for it, and to who is said to have decided it."""
    family_id = decision.involvement.family_id
    words = f"{child.name}: {in_words(decision.status, decision.category, decision.placed)}"
    words += f", from {_day(decision.on)}, decided by {decision.decided_by}."
    if decision.is_provisional:
        words += f" Provisional until the panel agrees ({decision.panel})."
    elif decision.panel:
        words += f" Agreed by {decision.panel}."
    if ended is not None:
        words += f" Before: {lower_first(ended.words)}."
    record_change(
        actor,
        ChangeKind.STATUS_DECIDED if is_grave else ChangeKind.DECIDER_NAMED,
        WhatChanged(
            thing=decision,
            words=words,
            reason=decision.reason or "No reason was given.",
            family_id=family_id,
            unit_id=unit_id,
            answerable=answerable_for(family_id, unit_id, without=actor.user_id) if is_grave else (),
            decided_by_id=decision.decider_id,
        ),
    )


@transaction.atomic
def answer_for_panel(
    actor: Actor, decision: StatusDecision, unit_id: int | None, *, answer: str, on: date, since: date, said: str
) -> StatusDecision:
    """A panel agreed, and the decision holds ``since`` a day; or it did not, and the decision never held.

    Said twice, the first stands. Of what a panel refused the reason is asked for.
    """
    actor.require(Permission.EDIT_FAMILY, unit_id)
    decision = (
        StatusDecision.objects.select_for_update(of=("self",))
        .select_related("person", "involvement")
        .get(pk=decision.pk)
    )
    if decision.taken_back_at is not None:
        raise ValidationError("This decision was removed in the meantime. Look at the status of the children again.")
    if not decision.is_provisional:
        return decision
    today, said = timezone.localdate(), " ".join(said.split())
    problems: dict[str, str] = {}
    if answer not in PanelAnswer.values:
        problems["answer"] = "Say whether the panel agreed."
    if on > today:
        problems["panel_on"] = "This date is in the future. Record the answer once the panel has given it."
    elif on < decision.on:
        problems["panel_on"] = f"The decision was made on {_day(decision.on)}; the panel cannot have answered before."
    if answer == PanelAnswer.REFUSED and not said:
        problems["said"] = "Say what the panel said, in a few words."
    if answer == PanelAnswer.AGREED and since < decision.on:
        problems["since"] = f"The decision was made on {_day(decision.on)}; it cannot hold from before then."
    if answer == PanelAnswer.AGREED and since > today:
        problems["since"] = "This date is in the future. Record the answer on the day from which it holds."
    if problems:
        raise ValidationError(problems)
    Person.objects.select_for_update().get(pk=decision.person_id)
    before = standing_of(decision.involvement_id, decision.person_id, since)
    decision.panel_answer, decision.panel_on, decision.panel_reason = answer, on, said
    decision.panel_recorded_by_id, decision.panel_recorded_at = actor.user_id, timezone.now()
    changed = ["panel_answer", "panel_on", "panel_reason", "panel_recorded_by", "panel_recorded_at"]
    if answer == PanelAnswer.AGREED:
        decision.on = since
        changed.append("on")
    decision.save(update_fields=changed)
    put_into_effect(decision)
    log(actor, "noted answer of panel", family_id=decision.involvement.family_id, thing=decision)
    if decision.has_effect:
        _tell_if_grave(actor, decision, unit_id, before)
    return decision


def _tell_if_grave(actor: Actor, decision: StatusDecision, unit_id: int | None, before: Standing | None) -> None:
    decided = DecidedStatus(
        person_id=decision.person_id,
        status=decision.status,
        category=decision.category,
        placed=decision.placed,
        on=decision.on,
    )
    if decided.is_grave(before):
        ended = before if decided.ends(before) else None
        _tell_of(actor, decision, decision.person, unit_id, ended, is_grave=True)


def _day(day: date) -> str:
    return short_day(day, timezone.localdate())


def what_removing_does(decision: StatusDecision) -> str:
    """'This removes Amira Khan’s child protection plan: neglect, from Tue 3 Nov. It stays in the history.'"""
    words = lower_first(in_words(decision.status, decision.category, decision.placed))
    if decision.status != Status.CP:
        words = f"status “{words}”"
    return f"This removes {decision.person.name}’s {words}, from {_day(decision.on)}. It stays in the history."


@transaction.atomic
def take_back_status(
    actor: Actor, decision: StatusDecision, unit_id: int | None, *, because: str
) -> GraveChange | None:
    """Entered in error: what stood before stands again. What was removed stays in the history, with the reason.

    Who answers for it sees it, and it can be put back for a while.
    """
    actor.require(Permission.EDIT_FAMILY, unit_id)
    because = clean_reason(because)
    decision = (
        StatusDecision.objects.select_for_update(of=("self",))
        .select_related("person", "involvement")
        .get(pk=decision.pk)
    )
    if decision.taken_back_at is not None:
        return None
    _remove(actor, decision, because)
    family_id = decision.involvement.family_id
    log(actor, "took status back", family_id=family_id, thing=decision, words=because)
    words = in_words(decision.status, decision.category, decision.placed)
    return record_change(
        actor,
        ChangeKind.STATUS_REMOVED,
        WhatChanged(
            thing=decision,
            words=f"{decision.person.name}: removed as entered in error: {words}, from {_day(decision.on)}.",
            reason=because,
            family_id=family_id,
            unit_id=unit_id,
            answerable=answerable_for(family_id, unit_id, without=actor.user_id),
            became={"at": _moment(decision.taken_back_at)},
        ),
    )


def _remove(actor: Actor, decision: StatusDecision, because: str) -> None:
    decision.taken_back_at, decision.taken_back_by_id = timezone.now(), actor.user_id
    decision.taken_back_because = because
    decision.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])
    take_out_of_effect(decision)


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""


@put_back_by(ChangeKind.STATUS_REMOVED, Permission.EDIT_FAMILY)
def _put_status_back(actor: Actor, change: GraveChange) -> None:
    """It stands again as if it had never been removed."""
    decision = StatusDecision.objects.select_for_update().get(pk=change.object_id)
    if _moment(decision.taken_back_at) != change.became["at"]:
        raise ValidationError(CHANGED_SINCE)
    decision.taken_back_at, decision.taken_back_by, decision.taken_back_because = None, None, ""
    decision.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])
    put_into_effect(decision)
    log(actor, "put status back", family_id=change.family_id, thing=decision)


@put_back_by(ChangeKind.STATUS_DECIDED, Permission.EDIT_FAMILY)
def _unrecord(actor: Actor, change: GraveChange) -> None:
    """What stood before stands again; what was recorded stays in the history as undone."""
    decision = StatusDecision.objects.select_for_update().get(pk=change.object_id)
    if decision.taken_back_at is not None:
        raise ValidationError(CHANGED_SINCE)
    _remove(actor, decision, "Undone.")
    log(actor, "took status back", family_id=change.family_id, thing=decision, words="Undone.")
