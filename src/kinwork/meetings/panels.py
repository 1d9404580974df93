"""What meetings bring to a family's page (families does not know this room; it asks whoever has registered)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from kinwork.access.permissions import Permission
from kinwork.access.roles import ROLES
from kinwork.families.held import HeldFamily
from kinwork.families.panels import Fact, FamilyPage, Panel
from kinwork.whole_numbers import page_of

from .actions import undoing
from .actions.meeting import may_withdraw
from .just_done import has_just_done
from .models import PlannedConversation
from .presenters.minute import leads, with_whom
from .presenters.work import with_their_undo
from .queries.family import Now, conversations_of, discussions_of, family_now
from .queries.hypotheses import hypotheses_of

DISCUSSIONS_ON_A_PAGE = 8


def _now(held: HeldFamily) -> Now:
    """For the panels that show a part of it. One statement for all."""
    return family_now(held.pk, held.unit_id, timezone.localdate())


def _talks(held: HeldFamily) -> tuple[list[PlannedConversation], list[PlannedConversation]]:
    """Conversations to come and held. One statement for both panels."""
    return conversations_of(held.pk)


def last_contact(page: FamilyPage) -> Fact:
    """When anybody of us last met or spoke with the family, and who. No statement of its own."""
    known = [one for one in page.once(_now).people if one.last]
    if not known:
        return Fact("Last contact", "none yet")
    last = max(known, key=lambda one: one.last or date.min)
    return Fact("Last contact", on=last.last, more=last.name, href="#part-happened")


def situation(page: FamilyPage) -> Panel:
    """Current situation and risk, in the sentences that stand alone; and who of us knows the family."""
    return Panel(
        "meetings/parts/family_now.html",
        {"now": page.once(_now), "roles": ROLES, "today": timezone.localdate()},
    )


def open_at_closing(page: FamilyPage) -> Panel:
    """Tasks and conversations that nobody has done yet. Two statements."""
    tasks, talks = page.once(_now).tasks, page.once(_talks)[0]
    shows = {"tasks": tasks, "talks": talks, "with_whom": with_whom, "today": timezone.localdate()}
    return Panel("meetings/parts/at_closing.html", shows if tasks or talks else {})


def actions(page: FamilyPage) -> Panel:
    """Open tasks and conversations still to come, and what was done to them a moment ago.

    One statement besides those that are shared, where something was done.
    """
    unit_id = page.held.unit_id
    now = page.once(_now)
    today = timezone.localdate()
    steps = undoing.just_done(page.held.actor, page.held.family.pk) if has_just_done(page.request) else []
    on_tasks = [(step.task, step) for step in steps if step.task_id]
    on_talks = [(step.conversation, step) for step in steps if step.conversation_id]
    members = [one for one in now.people if one.role]
    return Panel(
        "meetings/parts/family_actions.html",
        {
            "tasks": with_their_undo(now.tasks, on_tasks, today),
            "talks": with_their_undo(page.once(_talks)[0], on_talks, today),
            "members": members,
            "member_ids": {member.user_id for member in members},
            "today": today,
            "with_whom": with_whom,
            "leads": leads,
            "wishes": now.wishes,
            "may_withdraw": lambda wish: may_withdraw(page.held.actor, unit_id, wish),
            "may_edit": page.held.actor.can(Permission.EDIT_FAMILY, unit_id),
        },
    )


def ideas(page: FamilyPage) -> Panel:
    """Hypotheses and how they changed, and conversations page.held. One statement besides those that are shared."""
    hypotheses = [h for h in hypotheses_of(page.held.family.pk) if h.statement.strip()]
    return Panel(
        "meetings/parts/family_ideas.html",
        {
            "hypotheses": [h for h in hypotheses if h.state != "dropped"],
            "dropped": [h for h in hypotheses if h.state == "dropped"],
            "held": page.once(_talks)[1],
            "with_whom": with_whom,
            "leads": leads,
        },
    )


def discussions(page: FamilyPage) -> Panel:
    """The discussions over time. One statement."""
    number = page_of(page.request.GET.get("page"))
    start = (number - 1) * DISCUSSIONS_ON_A_PAGE
    found = discussions_of(page.held.family.pk, start=start, most=DISCUSSIONS_ON_A_PAGE + 1)
    return Panel(
        "meetings/parts/family_discussions.html",
        {
            "discussions": found[:DISCUSSIONS_ON_A_PAGE],
            "older": number + 1 if len(found) > DISCUSSIONS_ON_A_PAGE else None,
            "newer": number - 1 if number > 1 else None,
        },
    )
