"""What plans bring: to a family's page what needs attention and the plan in brief; to My work and the unit's board the
families that need attention.
"""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from kinwork.access.actor import Actor
from kinwork.access.permissions import Permission
from kinwork.access.request import Request
from kinwork.families.held import HeldFamily
from kinwork.families.panels import FamilyPage, Panel
from kinwork.meetings.board_parts import BoardNote, BoardPart
from kinwork.meetings.work_parts import WorkPart
from kinwork.units.models import Unit

from .flags import FlagKind, counted
from .presenters import FlaggedFamily, flagged, lines_of, may
from .queries.facts import InBrief, facts_of_unit, in_brief, own_facts

STEPS_IN_SIGHT = 5
FAMILIES_IN_SIGHT = 8
SUGGESTIONS_IN_SIGHT = 5


def _told(held: HeldFamily) -> InBrief | None:
    """For both panels. One statement for all."""
    return in_brief(held.actor, held.pk, timezone.localdate())


def attention(page: FamilyPage) -> Panel:
    """What needs attention, each with what can be done; the four questions, when they are to be asked again."""
    told, today = page.once(_told), timezone.localdate()
    lines = lines_of(told.facts, today, **may(page.held)) if told else []
    may_edit = page.held.may(Permission.EDIT_FAMILY)
    return Panel(
        "plans/parts/attention.html",
        {
            "told": told,
            "lines": lines,
            "asks": any(line.flag.kind == FlagKind.QUESTIONS for line in lines),
            "suggestions": [(told.facts, one) for one in told.facts.suggestions] if told and may_edit else [],
            "may_edit": may_edit,
            "today": today,
        },
    )


def attention_at_closing(page: FamilyPage) -> Panel:
    """The same as the family's page says needs attention, in words alone. One statement."""
    told, today = page.once(_told), timezone.localdate()
    lines = lines_of(told.facts, today, may_edit=False, may_close=False) if told else []
    return Panel("plans/parts/at_closing.html", {"lines": lines} if lines else {})


def plan(page: FamilyPage) -> Panel:
    """Aims, what comes next, what is late. No statement of its own."""
    told = page.once(_told)
    return Panel(
        "plans/parts/in_brief.html",
        {
            "told": told,
            "steps": told.steps[:STEPS_IN_SIGHT] if told else [],
            "more": len(told.steps) - STEPS_IN_SIGHT if told else 0,
            "may_edit": page.held.may(Permission.EDIT_FAMILY),
            "today": timezone.localdate(),
        },
    )


def on_board(actor: Actor, unit: Unit, on: date) -> BoardPart | None:
    """How many of a unit's families need attention, and why; a note in the row of each. One statement."""
    every = facts_of_unit(actor, unit.pk, on)
    found = flagged(every, on, may_edit=False, may_close=False)
    if not found:
        return None
    href = reverse("unit_attention", args=[unit.pk])
    return BoardPart(
        "plans/parts/on_board.html",
        {
            "unit": unit,
            "families": len(found),
            "of": len(every),
            "kinds": counted([line.flag for line in one.lines] for one in found),
        },
        notes={one.facts.family_id: [_note(one, href)] for one in found},
    )


def _note(one: FlaggedFamily, href: str) -> BoardNote:
    words = one.lines[0].flag.name
    more = len(one.lines) - 1
    return BoardNote(f"{words}, and {more} more" if more else words, f"{href}#family-{one.facts.family_id}")


def on_my_work(request: Request) -> WorkPart:
    """Whose key worker somebody is, and what needs attention in the families that are theirs; of a unit that they
    lead, how many. One statement.
    """
    actor, on = request.actor, timezone.localdate()
    every = own_facts(actor, on)
    by_name = [one for one in every if one.is_by_name]
    found = flagged(every, on, may_edit=True, may_close=False)
    led = {unit_id for unit_id in actor.unit_ids if actor.leads(unit_id)}
    in_led = [one.facts for one in found if one.facts.unit_id in led]
    units = {one.unit_id: one.unit for one in in_led}
    mine = [one for one in found if one.facts.unit_id not in led]
    suggested = [(one, said) for one in every for said in one.suggestions]
    named = [*by_name, *(one.facts for one in mine[:FAMILIES_IN_SIGHT]),
             *(one for one, _ in suggested[:SUGGESTIONS_IN_SIGHT])]  # fmt: skip
    return WorkPart(
        "plans/parts/on_my_work.html",
        {
            "by_name": by_name,
            "units": [(pk, name, sum(1 for one in in_led if one.unit_id == pk)) for pk, name in units.items()],
            "mine": mine[:FAMILIES_IN_SIGHT],
            "more": len(mine) - FAMILIES_IN_SIGHT,
            "suggested": suggested[:SUGGESTIONS_IN_SIGHT],
            "more_suggested": len(suggested) - SUGGESTIONS_IN_SIGHT,
        },
        family_ids=list(dict.fromkeys(one.family_id for one in named)),
    )
