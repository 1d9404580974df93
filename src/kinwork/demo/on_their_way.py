"""Families of the demo that one unit has offered to another: as far as each has come, on the days on which it did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from kinwork.access.models import User
from kinwork.cases.models import Involvement
from kinwork.cases.queries import unit_holding
from kinwork.notices.models import Notice
from kinwork.notices.queries import ids_who_answer
from kinwork.transfers import notice_kinds
from kinwork.transfers.models import State, Step, Transfer, What
from kinwork.units.models import Unit

from .story import at, prose

LEADS_TO = {What.OFFERED: State.OFFERED, What.OFFERED_AGAIN: State.OFFERED, What.RETURNED: State.RETURNED,
            What.ACCEPTED: State.ACCEPTED}  # fmt: skip


def _weekday(today: date, days_ago: int) -> date:
    """So many days ago, or the Friday before."""
    day = today - timedelta(days=days_ago)
    return day - timedelta(days=max(0, day.weekday() - 4))


def put_on_their_way(
    told: list[dict[str, Any]], units: Mapping[str, Unit], staff: Mapping[str, User], today: date
) -> None:
    """Each with its steps; whoever is to answer an offer has it in their news."""
    for said in told:
        involvement = Involvement.objects.get(family__name=said["family"], closed_on=None)
        steps = [(What(one["what"]), _weekday(today, one["days_ago"]), one) for one in said["steps"]]
        last, since, _ = steps[-1]
        why = prose(said["why"])
        transfer = Transfer.objects.create(
            involvement=involvement,
            from_unit=Unit.objects.get(pk=unit_holding(involvement.family_id) or 0),
            to_unit=units[said["to"]],
            why=why,
            wanted_from=today + timedelta(days=said["wanted_in_days"]),
            state=LEADS_TO[last],
            since=since,
            offered_on=steps[0][1],
            times_returned=sum(what == What.RETURNED for what, _, _ in steps),
        )
        for what, day, one in steps:
            Step.objects.create(
                transfer=transfer, what=what, state=LEADS_TO[what], on=day, by=staff[one["by"]], at=at(day, 11, 20),
                words=one.get("words", why),
            )  # fmt: skip
        if transfer.state == State.OFFERED:
            Notice.objects.create(
                kind=notice_kinds.OFFERED.key,
                family_id=involvement.family_id,
                to_ids=sorted(ids_who_answer(transfer.to_unit_id)),
                actor=staff[steps[-1][2]["by"]],
                at=at(since, 11, 20),
                object_type=Transfer.__name__,
                object_id=transfer.pk,
            )
