"""Whether a child is on a plan or looked after, and what changed of it: read through functions that say only that."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.db import transaction

from kinwork.access.sql import tuples
from kinwork.whole_numbers import whole

from .callers import Caller
from .problems import Problem
from .schemas import Call, Change, Changes, ChildAsked, Span, Status, StatusSaid, UnbornPlan

MOST_CHANGES = 200
NO_CURSOR = "Send as “since” the cursor that the last answer gave, or leave it out to begin."
ASKED_FOR = """
SELECT c.*, u.name, coalesce(t.telephone, d.telephone, ''), coalesce(d.telephone, '')
FROM (SELECT 1) one LEFT JOIN api_callto d ON d.unit_id IS NULL
LEFT JOIN kinwork_child_asked_for(%(day)s, %(nhs)s, %(id)s, %(born)s, %(restricted)s) c ON true
LEFT JOIN units_unit u ON u.id = c.unit_id LEFT JOIN api_callto t ON t.unit_id = c.unit_id
"""


def status_of(caller: Caller, asked: ChildAsked, day: date) -> StatusSaid:
    """What is so of one child. One statement."""
    if (asked.nhs_number is None) == (asked.person_id is None):
        where = "/nhs_number" if asked.nhs_number is None else "/person_id"
        raise Problem(
            422, "not-right", "Something in it is not right.", [(where, "Send either nhs_number or person_id.")]
        )
    rows = tuples(
        ASKED_FOR,
        day=day, nhs=asked.nhs_number, id=whole(asked.person_id), born=asked.born_on,
        restricted=caller.with_restricted,
    )  # fmt: skip
    own, babies, default = None, [], rows[0][-1]
    for of_parent, pk, born, unborn, plan_from, plan_until, care_from, care_until, _, _, unit, telephone, _ in rows:
        if pk is None:
            continue
        plan = span(plan_from, plan_until)
        if not of_parent and own is None:
            own = pk, plan, span(care_from, care_until), unborn, Call(unit=unit or "", telephone=telephone)
        elif of_parent and plan is not None:
            babies.append((UnbornPlan(id=str(pk), due_on=born, plan=plan), unit or "", telephone))
    found, plan, care, is_unborn, call = own or (None, None, None, False, None)
    if call is None:
        call = Call(unit=babies[0][1], telephone=babies[0][2]) if babies else Call(unit="", telephone=default)
    return StatusSaid(
        as_of=day, id=str(found) if found else None, protection_plan=plan, looked_after=care, is_unborn=is_unborn,
        unborn_plans=[baby for baby, _, _ in babies], call=call,
    )  # fmt: skip


def span(started_on: date | None, until: date | None) -> Span | None:
    return Span(is_now=until is None, started_on=started_on, until=until) if started_on else None


def changes(caller: Caller, since: str, limit: int, day: date) -> Changes:
    """What was said after a cursor, in its order. Two or three statements in one transaction."""
    after = whole(since) if since else 0
    if after is None:
        raise Problem(400, "not-a-cursor", NO_CURSOR, [("since", "This is not a cursor of ours.")])
    with transaction.atomic():
        tuples("SELECT kinwork_say_what_changed(%(day)s)", day=day)
        rows = tuples(
            "SELECT * FROM kinwork_changes_after(%(after)s, %(most)s, %(restricted)s)",
            after=after, most=limit + 1, restricted=caller.with_restricted,
        )  # fmt: skip
        last = "SELECT kinwork_last_change(%(restricted)s)"
        if not rows and after > tuples(last, restricted=caller.with_restricted)[0][0]:
            raise Problem(400, "not-a-cursor", NO_CURSOR, [("since", "This is not a cursor of ours.")])
    shown = rows[:limit]
    return Changes(
        changes=[
            Change(
                id=str(pk),
                what=what,
                corrects=corrects,
                changed_at=at,
                status=_status(json.loads(said)) if said else None,
            )
            for _, pk, what, said, corrects, at in shown
        ],
        cursor=str(shown[-1][0] if shown else after),
        is_more=len(rows) > limit,
    )


def _status(said: dict[str, Any]) -> Status:
    def day(name: str) -> date | None:
        return date.fromisoformat(said[name]) if said[name] else None

    return Status(
        born_on=day("born_on"), is_unborn=said["is_unborn"], nhs_number=said["nhs_number"],
        mothers_nhs_number=said["mothers_nhs_number"], protection_plan=span(day("plan_from"), day("plan_until")),
        looked_after=span(day("care_from"), day("care_until")),
        call=Call(unit=said["unit"] or "", telephone=said["telephone"] or ""),
    )  # fmt: skip
