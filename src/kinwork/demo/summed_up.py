"""Summaries of the demo's families, and how much is recorded of the work with them: made as the units make them."""

from __future__ import annotations

from datetime import date

from kinwork.access.roles import ROLES
from kinwork.cases.models import Involvement
from kinwork.cases.queries import unit_holding
from kinwork.families.held import HeldFamily
from kinwork.meetings.history import Typed
from kinwork.meetings.models import Passage
from kinwork.meetings.parts import CURRENT_RISK, SITUATION
from kinwork.record.models import Entry
from kinwork.summaries.actions.levels import propose_level
from kinwork.summaries.actions.writing import begin, fold_in, link, make_standing, save_passage, take_over
from kinwork.summaries.models import Level, Part, SummaryPassage
from kinwork.units.models import PostHolding
from kinwork.units.queries import load_actor

PARTS = {SITUATION.key: Part.SITUATION.value, CURRENT_RISK.key: Part.RISK.value}
STEADY = "The plan works, three of us see them every fortnight, and nothing has to be shown to a court."
CLOSE = "The next weeks decide whether the children can stay. Every contact may have to be shown later."
NEXT = "Go through it with the family, correct what they see otherwise, and agree what we do if it does not hold."


def sum_up(today: date) -> None:
    """Two families of three have a summary of what was said last; every fourth a level of recording of its own."""
    open_now = Involvement.objects.filter(closed_on=None).select_related("family").order_by("pk")
    for number, involvement in enumerate(open_now):
        unit_id = unit_holding(involvement.family_id)
        if unit_id is None:
            continue
        there = PostHolding.objects.filter(post__unit_id=unit_id, during__contains=today).select_related("user", "post")
        staff = [(ROLES[one.post.role], one.user) for one in there.order_by("pk")]
        csw = next((user for role, user in staff if role.leads), None)
        worker = next((user for role, user in staff if role.is_social_worker and not role.leads), csw)
        if csw is None or worker is None:
            continue
        held = HeldFamily(involvement.family, unit_id, load_actor(worker, today))
        if number % 3 != 2:
            _write(held)
        if number % 4 == 0:
            level, because = (Level.SUMMARY, STEADY) if number % 8 == 0 else (Level.FULL, CLOSE)
            propose_level(held, level, because=because)
            if number % 12 != 0:
                propose_level(
                    HeldFamily(involvement.family, unit_id, load_actor(csw, today)), level, because=because
                )  # fmt: skip


def _write(held: HeldFamily) -> None:
    said: dict[str, str] = {}
    latest = Passage.objects.filter(discussion__family_id=held.pk, part__in=PARTS).exclude(text="")
    for passage in latest.order_by("-discussion__meeting__held_on"):
        said.setdefault(PARTS[passage.part], passage.text)
    if not said:
        return
    take_over(held, said)
    entries = Entry.objects.filter(family_id=held.pk, is_limited=False).order_by("-happened_on", "-pk")
    for n, entry in enumerate(entries[:3]):
        if n == 0:
            fold_in(held, entry.pk, Part.SITUATION)
        else:
            link(held, entry.pk, Part.RISK)
    plan = SummaryPassage.objects.get(summary=begin(held), part=Part.PLAN, entry=None)
    save_passage(held, plan.pk, plan.version, Typed(NEXT, held.actor.name))
    make_standing(held)
