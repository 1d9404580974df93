"""What rooms to the left hand over with a family, as the pack has it. Nothing that is limited to some of the unit."""

from __future__ import annotations

from datetime import date
from typing import Any

from kinwork.cases.models import FamilyRole, Involvement
from kinwork.cases.queries import dates_ahead, latest_involvement
from kinwork.families.genogram import contradictions, family_graph
from kinwork.families.hand_over import Section, register
from kinwork.families.held import HeldFamily
from kinwork.families.network import by_kind, ties_of
from kinwork.families.queries import take_care
from kinwork.family_pages.queries import members_with_status
from kinwork.genograms.presenters.drawing import AsOf, in_words, picture
from kinwork.meetings.presenters.minute import leads, with_whom
from kinwork.meetings.queries.family import conversations_of, family_now, open_tasks_of
from kinwork.meetings.queries.hypotheses import hypotheses_of
from kinwork.obligations.queries import due_in
from kinwork.record.queries import lately_for_all

LAST_ENTRIES = 8


def tell_once(held: HeldFamily, today: date) -> dict[str, Any] | None:
    """What no one should ask them again, before anything else. One statement."""
    involvement = latest_involvement(held.pk)
    return {"words": involvement.tell_once} if involvement and involvement.tell_once.strip() else None


def care(held: HeldFamily, today: date) -> dict[str, Any] | None:
    """Warnings, and that there is a confidential address; never the address. One statement."""
    found = take_care([held.pk], today)
    return {"care": found} if found else None


def story(held: HeldFamily, today: date) -> dict[str, Any]:
    """The four questions, where things stand, and how it was before. Three statements."""
    every = Involvement.objects.filter(family_id=held.pk).select_related("key_worker", "decided_by")
    now, *before = every.order_by("-opened_on", "-id")
    return {"involvement": now, "before": before, "now": family_now(held.pk, held.unit_id, today)}


def children(held: HeldFamily, today: date) -> dict[str, Any]:
    """Everybody in the family, and what each child is to the service. One statement."""
    return {"members": members_with_status(held.pk, today), "today": today}


def genogram(held: HeldFamily, today: date) -> dict[str, Any] | None:
    """As it is drawn now; in words where it cannot be. A few statements."""
    graph = family_graph(held.pk)
    if not graph.people:
        return None
    drawn = picture(graph, AsOf(), None)
    if not drawn.svg:
        drawn = in_words(graph, drawn)
    return {"drawn": drawn, "accounts": contradictions(graph)}


def ideas(held: HeldFamily, today: date) -> dict[str, Any] | None:
    """Hypotheses with what speaks for and against. One statement."""
    found = [one for one in hypotheses_of(held.pk) if one.statement.strip()]
    return {"hypotheses": found} if found else None


def to_do(held: HeldFamily, today: date) -> dict[str, Any] | None:
    """Open tasks, and conversations still to come. Two statements."""
    tasks, talks = open_tasks_of(held.pk), conversations_of(held.pk)[0]
    if not tasks and not talks:
        return None
    return {"tasks": tasks, "talks": talks, "with_whom": with_whom, "leads": leads, "today": today}


def dates(held: HeldFamily, today: date) -> dict[str, Any] | None:
    """The dates ahead, and what is due by law. Three statements."""
    involvement = latest_involvement(held.pk)
    ahead = list(dates_ahead([involvement.pk], today)) if involvement else []
    due = [one for one in due_in(held.pk, today) if not one.is_coming]
    return {"dates": ahead, "due": due, "today": today} if ahead or due else None


def network(held: HeldFamily, today: date) -> dict[str, Any] | None:
    """Who works with them and who is around them. Two statements."""
    ties = [one for one in ties_of(held.pk) if not one.is_over(today)]
    every = FamilyRole.objects.filter(involvement__family_id=held.pk).select_related("user")
    roles = [one for one in every if one.during.upper is None or one.during.upper > today]
    return {"groups": by_kind(ties), "roles": roles} if ties or roles else None


def happened(held: HeldFamily, today: date) -> dict[str, Any] | None:
    """The last entries that everybody of the unit may read, and when each child was last seen. One statement."""
    last = lately_for_all(held.pk, LAST_ENTRIES)
    return {"last": last} if last.lines else None


def start() -> None:
    for place, bring, title, empty in (
        (10, tell_once, "What no one should ask them again", "Nothing is recorded here. Ask the family."),
        (20, care, "Take care", ""),
        (30, story, "Their story", ""),
        (40, children, "Who is in the family", ""),
        (50, genogram, "Genogram", "No one is drawn yet."),
        (60, ideas, "Hypotheses", "No hypothesis has been written down."),
        (70, to_do, "Open tasks and planned conversations", "None."),
        (80, dates, "Dates, and what is due", "No dates, and nothing is due."),
        (90, network, "Who works with them, and who is around them", "No one is recorded."),
        (100, happened, "What happened lately", "Nothing is recorded."),
    ):
        key = bring.__name__
        register(Section(place, key, title, f"transfers/pack/{key}.html", bring, empty))
