"""Start and end a discussion; what is raised in it: hypotheses, planned conversations, decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.audit_log import log
from kinwork.access.grave_changes import WhatChanged, record_change
from kinwork.access.models import ChangeKind
from kinwork.access.permissions import Permission
from kinwork.cases.answerable import knows_of, who_leads
from kinwork.clocks.humanize import lower_first
from kinwork.notices.actions import put_off, withdraw
from kinwork.people.models import Person
from kinwork.units.queries import members_on

from .. import notice_kinds, parts
from ..live import publish, publish_part
from ..models import (
    AgendaItem,
    Decision,
    Discussion,
    Hypothesis,
    HypothesisChange,
    HypothesisState,
    Passage,
    PlannedConversation,
    UndoKind,
)
from ..queries.discussion import DiscussionInFull
from ..queries.discussion_parts import passages_of
from .putting_back import as_it_stands, remember
from .writing import hold_open, is_written_in


def may_write(actor: Actor, discussion: Discussion) -> None:
    """Raise unless this person may write in this discussion and its meeting is open, and stays so until we are done."""
    actor.require(Permission.WRITE_MINUTES, discussion.meeting.unit_id)
    hold_open(discussion.meeting_id)


@transaction.atomic
def start_discussion(actor: Actor, item: AgendaItem) -> Discussion:
    """Turn to a family. Turning to it again finds the same discussion; another one under way is ended."""
    actor.require(Permission.WRITE_MINUTES, item.meeting.unit_id)
    discussion = Discussion.objects.filter(meeting_id=item.meeting_id, family_id=item.family_id).first()
    if discussion is not None:
        return discussion
    hold_open(item.meeting_id)
    discussion, is_new = Discussion.objects.get_or_create(
        meeting_id=item.meeting_id,
        family_id=item.family_id,
        defaults={"started_by_id": actor.user_id, "started_at": timezone.now()},
    )
    if is_new:
        Passage.objects.bulk_create(Passage(discussion=discussion, part=part) for part in parts.part_keys())
        if item.postponed_because:
            item.postponed_because, item.postponed_by = "", None
            item.save()
        log(actor, "started discussion", family_id=item.family_id, thing=discussion)
        publish(item.meeting_id, "agenda", family=item.family_id)
    return discussion


def add_missing_passages(full: DiscussionInFull) -> None:
    """A part that was declared after this discussion had begun gets its box, as long as the meeting is open.

    Two who come at the same time make one. No statement where nothing is missing.
    """
    missing = [key for key in parts.part_keys() if key not in full.passages]
    if not missing:
        return
    with transaction.atomic():
        hold_open(full.discussion.meeting_id)
        Passage.objects.bulk_create(
            [Passage(discussion=full.discussion, part=key) for key in missing], ignore_conflicts=True
        )
    full.passages = passages_of(full.discussion.pk)


@transaction.atomic
def go_on(actor: Actor, item: AgendaItem, *, after: Discussion | None = None) -> Discussion:
    """Turn to a family; the unit talks of one at a time, so the one before is over."""
    begun = start_discussion(actor, item)
    if after is not None and after.pk != begun.pk:
        end_discussion(actor, after)
    return begun


@transaction.atomic
def end_discussion(actor: Actor, discussion: Discussion) -> None:
    """The unit moves on. Writing stays possible until the meeting is closed."""
    may_write(actor, discussion)
    if discussion.ended_at is None:
        discussion.ended_at = timezone.now()
        discussion.save(update_fields=["ended_at"])
        publish(discussion.meeting_id, "agenda", family=discussion.family_id)


@transaction.atomic
def raise_hypothesis(actor: Actor, discussion: Discussion, *, statement: str = "") -> Hypothesis:
    """One more way to understand what is going on."""
    may_write(actor, discussion)
    hypothesis = Hypothesis.objects.create(
        family_id=discussion.family_id,
        raised_in=discussion,
        raised_by_id=actor.user_id,
        statement=statement.strip(),
        written_by_id=actor.user_id,
        written_at=timezone.now(),
    )
    publish_part(discussion, "hypotheses")
    return hypothesis


@transaction.atomic
def take_back_hypothesis(actor: Actor, discussion: Discussion, hypothesis: Hypothesis) -> None:
    """A hypothesis begun by mistake, in this meeting, with nothing written in it and no conversation about it."""
    may_write(actor, discussion)
    hypothesis = Hypothesis.objects.select_for_update().get(pk=hypothesis.pk)
    written = is_written_in("hypothesis", hypothesis)
    used = PlannedConversation.objects.filter(tests=hypothesis).exists()
    if hypothesis.raised_in_id != discussion.pk or written or used:
        raise ValidationError("This hypothesis is in use. Drop it instead, and say what the unit now knows.")
    _take_away(actor, UndoKind.HYPOTHESIS, discussion, hypothesis, "A hypothesis with nothing written in it")
    publish_part(discussion, "hypotheses")


def _take_away(actor: Actor, kind: UndoKind, discussion: Discussion, row: Model, words: str, **more: Any) -> None:
    """It goes from every page at once, and is kept as it was, so that one press puts it back."""
    remember(
        actor,
        kind,
        row,
        meeting_id=discussion.meeting_id,
        discussion_id=discussion.pk,
        family_id=discussion.family_id,
        words=words,
        before={**as_it_stands(row), **more},
    )
    row.delete()


@transaction.atomic
def weigh_hypothesis(
    actor: Actor, discussion: Discussion, hypothesis: Hypothesis, *, state: str, because: str
) -> HypothesisChange | None:
    """Supported, weakened, dropped or open again: with what the unit now knows."""
    may_write(actor, discussion)
    if hypothesis.family_id != discussion.family_id:
        raise ValidationError("This hypothesis is about another family.")
    after = HypothesisState(state)
    if after == hypothesis.state:
        return None
    change = HypothesisChange.objects.create(
        hypothesis=hypothesis,
        discussion=discussion,
        before=hypothesis.state,
        after=after,
        because=because.strip()[:500],
        by_id=actor.user_id,
        at=timezone.now(),
    )
    hypothesis.state = after
    hypothesis.save(update_fields=["state"])
    publish_part(discussion, "hypotheses")
    return change


@transaction.atomic
def plan_conversation(
    actor: Actor, discussion: Discussion, *, tests: Hypothesis | None = None, purpose: str = ""
) -> PlannedConversation:
    """Begin to plan a conversation; its boxes are then typed in like all others."""
    may_write(actor, discussion)
    conversation = PlannedConversation.objects.create(
        family_id=discussion.family_id,
        discussion=discussion,
        tests=tests,
        purpose=purpose.strip(),
        planned_by_id=actor.user_id,
        planned_at=timezone.now(),
        written_by_id=actor.user_id,
        written_at=timezone.now(),
    )
    publish_part(discussion, "conversations")
    return conversation


@transaction.atomic
def arrange_conversation(
    actor: Actor,
    discussion: Discussion,
    conversation: PlannedConversation,
    *,
    people: list[Person],
    with_others: str,
    lead_id: int | None,
    reflect_id: int | None,
    by_when: date | None,
    tests_id: int | None,
) -> None:
    """With whom, who leads and who reflects, by when, and which hypothesis it is to test."""
    may_write(actor, discussion)
    members = {member.user_id for member in members_on(discussion.meeting.unit_id, timezone.localdate())}
    for field, user_id in (("lead", lead_id), ("reflect", reflect_id)):
        if user_id is not None and user_id not in members and user_id != getattr(conversation, f"{field}_id"):
            raise ValidationError({field: "This person is no longer in the unit. Choose someone who is."})
    if lead_id is not None and lead_id == reflect_id:
        raise ValidationError(
            {"reflect": "One person leads and another reflects: choose two people, or leave one empty."}
        )
    before = {conversation.lead_id, conversation.reflect_id}
    conversation.people.set(people)
    conversation.with_others, conversation.by_when = with_others.strip()[:200], by_when
    conversation.lead_id, conversation.reflect_id, conversation.tests_id = lead_id, reflect_id, tests_id
    conversation.save(update_fields=["with_others", "by_when", "lead", "reflect", "tests"])
    if {lead_id, reflect_id} != before:
        notice_kinds.notify_participants(actor, conversation)
    else:
        put_off(notice_kinds.CONVERSATION.key, thing=conversation, due=by_when)
    publish_part(discussion, "conversations")


@transaction.atomic
def take_back_conversation(actor: Actor, discussion: Discussion, conversation: PlannedConversation) -> None:
    """A conversation begun by mistake, in this meeting, with nothing written in it yet."""
    may_write(actor, discussion)
    written = is_written_in("conversation", conversation)
    if conversation.discussion_id != discussion.pk or written or conversation.steps.exists():
        raise ValidationError("This conversation has been planned. Mark it as not happening instead, and say why.")
    withdraw(notice_kinds.CONVERSATION.key, thing=conversation)
    people = list(conversation.people.order_by("pk"))
    with_whom = ", ".join([person.short_name for person in people] + [conversation.with_others.strip()]).strip(", ")
    words = f"The conversation with {with_whom}" if with_whom else "A conversation with no one chosen yet"
    _take_away(
        actor, UndoKind.CONVERSATION, discussion, conversation, words, people=[person.pk for person in people]
    )  # fmt: skip
    publish_part(discussion, "conversations")


@transaction.atomic
def draft_decision(actor: Actor, discussion: Discussion, *, words: str = "", reason: str = "") -> Decision:
    """Anyone drafts."""
    may_write(actor, discussion)
    actor.require(Permission.DRAFT_DECISION, discussion.meeting.unit_id)
    decision = Decision.objects.create(
        discussion=discussion,
        words=words.strip(),
        reason=reason.strip(),
        drafted_by_id=actor.user_id,
        written_by_id=actor.user_id,
        written_at=timezone.now(),
    )
    notice_kinds.notify_deciders(actor, discussion)
    publish_part(discussion, "decisions")
    return decision


@transaction.atomic
def decide(actor: Actor, decision: Decision) -> None:
    """The CSW, or a deputy, makes a draft the decision. It needs words and a reason."""
    discussion = decision.discussion
    may_write(actor, discussion)
    actor.require(Permission.DECIDE, discussion.meeting.unit_id)
    if not decision.words.strip():
        raise ValidationError({"words": "Write the decision first."})
    if not decision.reason.strip():
        raise ValidationError({"reason": "Write the reason: the family and the next worker will want to know why."})
    decision.decided_by_id, decision.decided_at = actor.user_id, timezone.now()
    decision.decided_as = actor.decides_as(discussion.meeting.unit_id)
    decision.save(update_fields=["decided_by", "decided_at", "decided_as"])
    log(actor, "decided", family_id=discussion.family_id, thing=decision)
    if not actor.leads(discussion.meeting.unit_id):
        _tell_csw(actor, decision)
    notice_kinds.withdraw_when_decided(discussion)
    publish_part(discussion, "decisions")


def _tell_csw(actor: Actor, decision: Decision) -> None:
    """A deputy or a manager has decided in the consultant's place, who answers for it and so is told."""
    discussion = decision.discussion
    answerable = [pk for pk in who_leads(discussion.meeting.unit_id) if knows_of(discussion.family_id, pk)]
    record_change(
        actor,
        ChangeKind.DECIDED_FOR_CSW,
        WhatChanged(
            thing=decision,
            words=f"Decided by {actor.name}, {lower_first(decision.decided_as)}: {decision.words}",
            reason=decision.reason,
            family_id=discussion.family_id,
            unit_id=discussion.meeting.unit_id,
            answerable=answerable,
        ),
    )


@transaction.atomic
def reconsider(actor: Actor, decision: Decision) -> None:
    """The decider makes it a draft again, while the meeting is open."""
    may_write(actor, decision.discussion)
    actor.require(Permission.DECIDE, decision.discussion.meeting.unit_id)
    decision.decided_by, decision.decided_at, decision.decided_as = None, None, ""
    decision.save(update_fields=["decided_by", "decided_at", "decided_as"])
    log(actor, "reopened decision", family_id=decision.discussion.family_id, thing=decision)
    publish_part(decision.discussion, "decisions")


@transaction.atomic
def drop_draft(actor: Actor, decision: Decision) -> None:
    """Take away a draft that was not decided. Its words are kept, and can be put back."""
    may_write(actor, decision.discussion)
    draft = as_it_stands(decision)
    if draft["decided_at"] is not None:
        raise ValidationError("This has been decided; the person who decided it can open it again.")
    words = draft["words"].strip() or draft["reason"].strip()
    words = f"The draft “{words}”" if words else "A draft with nothing written in it"
    _take_away(actor, UndoKind.DECISION, decision.discussion, decision, words)
    notice_kinds.withdraw_when_decided(decision.discussion)
    publish_part(decision.discussion, "decisions")
