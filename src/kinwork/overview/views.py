"""The units side by side, and the lists behind their figures: filtered, ordered, and as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kinwork.access.access_logging import log_list
from kinwork.access.actor import Actor
from kinwork.access.lists import Asked, asked_of, file_answer, page_of_list
from kinwork.access.permissions import Permission
from kinwork.access.policies import SIGNED_IN, require_policy, role_somewhere
from kinwork.access.queries import authority
from kinwork.access.request import Request
from kinwork.cases.models import Status
from kinwork.record.seen import SEEN_WITHIN_WEEKS
from kinwork.transfers.queries import transfers_in_reach
from kinwork.units.models import Unit
from kinwork.units.queries import opens_families_in, units_in_reach
from kinwork.units.unit_shapes import FUNCTIONS

from .queries import came_back as back_queries
from .queries import children as children_queries
from .queries import conversations as conversation_queries
from .queries import families as families_queries
from .queries import flow as flow_queries
from .queries import overdue as overdue_queries
from .queries.came_back import MONTHS, ClosingRow, UnitBack
from .queries.children import ChildRow
from .queries.conversations import ConversationRow
from .queries.families import FamilyRow
from .queries.flow import MoveRow, UnallocatedRow
from .queries.overdue import LateRow
from .queries.reach import Within
from .queries.units import UnitRow, all_of, units_compared, waiting_for

COMPARES_UNITS = role_somewhere(
    Permission.SEE_NUMBERS, "Managers and analysts; whoever is in a unit sees its own figures.", "role:compare_units"
)
STATUSES = [(status.value, status.label) for status in reversed(Status)]
WEEKS = [(str(weeks), f"{weeks} weeks") for weeks in (6, 8, 12)]


def _within(actor: Actor, asked: Asked) -> Within:
    return Within(actor, timezone.localdate(), asked.id("unit"))


def _weeks(asked: Asked) -> int:
    """For how long a child has not been seen; four weeks, unless another time is chosen."""
    return int(asked["weeks"]) if (asked["weeks"], f"{asked['weeks']} weeks") in WEEKS else SEEN_WITHIN_WEEKS


def _units(actor: Actor) -> list[Unit]:
    return list(units_in_reach(actor))


def _narrowed_to(units: Iterable[Unit], asked: Asked) -> Unit | None:
    return next((unit for unit in units if unit.pk == asked.id("unit")), None)


FAMILIES_HEAD = ["Family", "Unit", "Key worker", "Status", "Children", "Open since", "Closed", "Last discussed",
                 "Why open"]  # fmt: skip


def _family_cells(row: FamilyRow) -> list[object]:
    return [row.name, row.unit, row.worker, row.status_name, row.children, row.opened_on, row.closed_on, row.discussed,
            row.why_open]  # fmt: skip


@require_policy(SIGNED_IN)
def families(request: Request, actor: Actor) -> HttpResponse:
    """The families that open directly to me: open ones, or those closed."""
    filters = ("unit", "worker", "status", "discussed", "mine", "show")
    asked = asked_of(request.GET, filters=filters, sorts=("name", "unit", "worker", "status", "opened", "discussed"))
    closed = asked["show"] == "closed"
    within, weeks = _within(actor, asked), authority().discuss_every_weeks
    rows, total = families_queries.families(within, asked, every_weeks=weeks, closed=closed)
    units = _units(actor)
    what, thing = f"the list of {'closed ' if closed else ''}families", _narrowed_to(units, asked)
    if asked.is_file:
        return file_answer(
            request, what, name="families", head=FAMILIES_HEAD, rows=map(_family_cells, rows),
            family_ids=[row.family_id for row in rows], thing=thing,
        )  # fmt: skip
    log_list(request, what, [row.family_id for row in rows], thing=thing)
    context = {
        "closed": closed,
        "units": [(unit.pk, unit.name) for unit in units],
        "workers": [("none", "No one named"), *families_queries.key_workers(within)],
        "statuses": STATUSES,
        "weeks": weeks,
        "opens_in": opens_families_in(actor),
        "sorts": {"name": "Family", "unit": "Unit", "worker": "Key worker", "status": "Status",
                  "opened": "Closed" if closed else "Open since", "discussed": "Last discussed"},
    }  # fmt: skip
    return _list_page(request, "overview/families.html", asked, rows, total, context)


def _list_page(
    request: Request, template: str, asked: Asked, rows: list[Any], total: int, context: dict[str, Any]
) -> HttpResponse:
    shown = {"asked": asked, "rows": rows, "page": page_of_list(asked, total), "today": timezone.localdate()}
    return render(request, template, context | shown)


CHILDREN_HEAD = ["Child", "Age", "Family", "Unit", "Status", "Last seen", "Alone", "By"]


def _child_cells(row: ChildRow) -> list[object]:
    return [row.person.name, row.person.age_in_words(timezone.localdate()), row.family, row.unit, row.status_name,
            row.seen_on, row.seen_alone if row.seen_on else None, row.seen_by]  # fmt: skip


@require_policy(SIGNED_IN)
def children(request: Request, actor: Actor) -> HttpResponse:
    """The children of the families that open to me, and when each was last seen."""
    sorts = ("child", "family", "unit", "age", "status", "seen")
    asked = asked_of(request.GET, filters=("unit", "status", "seen", "weeks"), sorts=sorts)
    rows, total = children_queries.children(_within(actor, asked), asked, weeks=_weeks(asked))
    units = _units(actor)
    family_ids, thing = [row.family_id for row in rows], _narrowed_to(units, asked)
    if asked.is_file:
        return file_answer(
            request, "the list of children", name="children", head=CHILDREN_HEAD, rows=map(_child_cells, rows),
            family_ids=family_ids, thing=thing,
        )  # fmt: skip
    log_list(request, "the list of children", family_ids, thing=thing)
    context = {
        "units": [(unit.pk, unit.name) for unit in units],
        "statuses": STATUSES,
        "weeks": _weeks(asked),
        "all_weeks": WEEKS,
        "sorts": {"child": "Child", "age": "Age", "family": "Family", "unit": "Unit", "status": "Status",
                  "seen": "Last seen"},
    }  # fmt: skip
    return _list_page(request, "overview/children.html", asked, rows, total, context)


OVERDUE_HEAD = ["Due", "What", "Kind", "Family", "Unit", "Who"]


def _late_cells(row: LateRow) -> list[object]:
    return [row.due, row.what, row.kind, row.family, row.unit, row.who]


@require_policy(SIGNED_IN)
def overdue(request: Request, actor: Actor) -> HttpResponse:
    """Tasks and conversations whose day has passed, in the families that open to me."""
    asked = asked_of(request.GET, filters=("unit", "kind", "who"), sorts=("due", "family", "unit", "who"))
    within = _within(actor, asked)
    rows, total = overdue_queries.overdue(within, asked)
    units = _units(actor)
    family_ids, thing = [row.family_id for row in rows], _narrowed_to(units, asked)
    if asked.is_file:
        return file_answer(
            request, "what is overdue", name="overdue", head=OVERDUE_HEAD, rows=map(_late_cells, rows),
            family_ids=family_ids, thing=thing,
        )  # fmt: skip
    log_list(request, "what is overdue", family_ids, thing=thing)
    context = {
        "units": [(unit.pk, unit.name) for unit in units],
        "people": overdue_queries.who_is_late(within),
        "sorts": {"due": "Due", "family": "Family", "unit": "Unit", "who": "Who"},
    }
    return _list_page(request, "overview/overdue.html", asked, rows, total, context)


@require_policy(COMPARES_UNITS)
def waiting(request: Request, actor: Actor) -> HttpResponse:
    """What waits for me in my units: openings to review, decisions to take, meetings to close."""
    asked = asked_of(request.GET, filters=("unit",), sorts=("since",))
    rows = waiting_for(actor, timezone.localdate(), asked.id("unit"))
    log_list(request, "what waits for them", [row.family_id for row in rows if row.family_id])
    return render(request, "overview/waiting.html", {"rows": rows, "asked": asked})


UNITS_HEAD = ["Unit", "Function", "Families", "Planned at most", "Children", "Full-time workers", "Families per worker",
              "Discussed in time", "With a conversation planned", "Not seen", "Seen alone", "Overdue",
              "Conversations held", "Conversations to be held", "Waiting for you"]  # fmt: skip
UNIT_SORTS: dict[str, Callable[[UnitRow], Any]] = {
    "name": lambda row: row.unit.name.casefold(),
    "families": lambda row: row.families,
    "children": lambda row: row.children,
    "worker": lambda row: row.per_worker or 0,
    "discussed": lambda row: row.not_discussed,
    "seen": lambda row: row.not_seen,
    "overdue": lambda row: row.overdue,
    "waiting": lambda row: row.waiting,
}


def _unit_cells(row: UnitRow) -> list[object]:
    return [row.unit.name, row.unit.get_function_display(), row.families, row.unit.planned_families_high, row.children,
            round(row.workers, 2), row.per_worker, row.discussed, row.prepared, row.not_seen, row.seen_alone,
            row.overdue, row.happened, row.asked, row.waiting]  # fmt: skip


@require_policy(COMPARES_UNITS)
def units(request: Request, actor: Actor) -> HttpResponse:
    """Load, waiting and who has not been seen, of each unit whose figures I may see."""
    asked = asked_of(request.GET, filters=("function", "weeks"), sorts=UNIT_SORTS)
    every, today = authority().discuss_every_weeks, timezone.localdate()
    rows = units_compared(actor, today, every_weeks=every, unseen_weeks=_weeks(asked), function=asked["function"])
    rows.sort(key=UNIT_SORTS[asked.sort], reverse=asked.is_down)
    if asked.is_file:
        return file_answer(
            request, "the units’ figures", name="units", head=UNITS_HEAD, rows=map(_unit_cells, rows), family_ids=[]
        )
    on_their_way = transfers_in_reach(actor, today)
    context = {
        "asked": asked,
        "rows": rows,
        "sums": all_of(rows) if len(rows) > 1 else None,
        "every_weeks": every,
        "unallocated": flow_queries.how_many_unallocated(actor, today),
        "transfers": len(on_their_way),
        "stuck": sum(one.is_stuck for one in on_their_way),
        "lists_open": actor.sees_every_unit or any(row.may_open for row in rows),
        "sees_indicators": actor.may(Permission.SEE_NUMBERS),
        "weeks": _weeks(asked),
        "all_weeks": WEEKS,
        "functions": [function for function in FUNCTIONS if function[0] != "service"],
        "sorts": {"name": "Unit", "families": "Families", "children": "Children", "worker": "Families per worker",
                  "discussed": "Not discussed", "seen": "Not seen", "overdue": "Overdue",
                  "waiting": "Waiting for you"},
    }  # fmt: skip
    return render(request, "overview/units.html", context)


CONVERSATIONS_HEAD = ["Day", "What", "What for", "Family", "Unit", "Who", "What came of it"]


def _conversation_cells(row: ConversationRow) -> list[object]:
    return [row.on, row.what, row.purpose, row.family, row.unit, row.who, row.outcome]


@require_policy(SIGNED_IN)
def conversations(request: Request, actor: Actor) -> HttpResponse:
    """Planned conversations of the last four weeks in the families that open to me, and which took place."""
    asked = asked_of(request.GET, filters=("unit", "happened"), sorts=("when", "family", "unit", "who"), first="-when")
    rows, total = conversation_queries.conversations(_within(actor, asked), asked)
    units = _units(actor)
    family_ids, thing = [row.family_id for row in rows], _narrowed_to(units, asked)
    if asked.is_file:
        return file_answer(
            request, "planned conversations", name="conversations", head=CONVERSATIONS_HEAD,
            rows=map(_conversation_cells, rows), family_ids=family_ids, thing=thing,
        )  # fmt: skip
    log_list(request, "planned conversations", family_ids, thing=thing)
    context = {
        "units": [(unit.pk, unit.name) for unit in units],
        "within_weeks": conversation_queries.WEEKS,
        "sorts": {"when": "Day", "family": "Family", "unit": "Unit", "who": "Who"},
    }
    return _list_page(request, "overview/conversations.html", asked, rows, total, context)


FLOW_HEAD = ["Unit", "Week from", "Came", "Went"]


@require_policy(COMPARES_UNITS)
def flow(request: Request, actor: Actor) -> HttpResponse:
    """Families that came to each unit and left it, week by week, for the last twelve. One statement."""
    today = timezone.localdate()
    weeks = flow_queries.mondays(today)
    rows = flow_queries.flow(actor, today, lambda unit_id: actor.can(Permission.SEE_FAMILY, unit_id))
    if request.GET.get("as") == "csv":
        cells = [[row.unit, *week] for row in rows for week in zip(weeks, row.came, row.went, strict=True)]
        return file_answer(request, "families in and out", name="flow", head=FLOW_HEAD, rows=cells, family_ids=[])
    sums = flow_queries.all_of_flow(rows)
    most = max([1, *(number for row in rows for number in (*row.came, *row.went))])
    shown = {"rows": rows, "sums": sums if len(rows) > 1 else None, "weeks": weeks, "most": most,
             "most_of_all": max([1, *sums.came, *sums.went])}  # fmt: skip
    return render(request, "overview/flow.html", shown)


MOVED_HEAD = ["Day", "Family", "Unit", "How"]


def _moved_cells(row: MoveRow) -> list[object]:
    return [row.on, row.family, row.unit, row.how]


def _week(said: str) -> date | None:
    """A week as addresses have it, by its Monday: 20261123."""
    try:
        return datetime.strptime(said, "%Y%m%d").date() if len(said) == 8 else None  # noqa: DTZ007 -- a day, no time
    except ValueError:
        return None


@require_policy(COMPARES_UNITS)
def moved(request: Request, actor: Actor) -> HttpResponse:
    """The families that came or went: of a unit, a week, a way. Of the units that open to me."""
    asked = asked_of(request.GET, filters=("unit", "week", "way"), sorts=("when",))
    today, week = timezone.localdate(), _week(asked["week"])
    every = flow_queries.moved(actor, today, unit_id=asked.id("unit"), week=week, way=asked["way"])
    rows = [row for row in every if actor.can(Permission.SEE_FAMILY, row.unit_id)]
    family_ids = [row.family_id for row in rows]
    if asked.is_file:
        return file_answer(
            request, "families in and out", name="families-in-and-out", head=MOVED_HEAD,
            rows=map(_moved_cells, rows), family_ids=family_ids,
        )  # fmt: skip
    log_list(request, "families in and out", family_ids)
    weeks = [(f"{monday:%Y%m%d}", f"From {monday:%-d %B}") for monday in reversed(flow_queries.mondays(today))]
    shown = {"asked": asked, "rows": rows, "weeks": weeks, "units": [(unit.pk, unit.name) for unit in _units(actor)]}
    return render(request, "overview/moved.html", shown)


def _opens(actor: Actor, unit_id: int | None) -> bool:
    """Whether the families of a unit open to somebody; those of none, to whoever sees every unit."""
    return actor.sees_every_unit if unit_id is None else actor.can(Permission.SEE_FAMILY, unit_id)


BACK_HEAD = ["Unit", "Within months", "Families that came back", "Families closed", "Children who came back",
             "Children closed"]  # fmt: skip


def _back_cells(row: UnitBack) -> list[list[object]]:
    pairs = ((months, row.families[months], row.children[months]) for months in row.families)
    return [[row.unit, months, f.came, f.of, k.came, k.of] for months, f, k in pairs]


@require_policy(COMPARES_UNITS)
def came_back(request: Request, actor: Actor) -> HttpResponse:
    """Families and children who came back within 6, 12 and 24 months of their closing, unit by unit."""
    today = timezone.localdate()
    rows = back_queries.came_back(actor, today, lambda unit_id: actor.can(Permission.SEE_FAMILY, unit_id))
    if request.GET.get("as") == "csv":
        cells = [cell for row in rows for cell in _back_cells(row)]
        return file_answer(request, "who came back", name="came-back", head=BACK_HEAD, rows=cells, family_ids=[])
    sums = back_queries.all_of_them(rows)
    shown = {"rows": rows, "sums": sums if len(rows) > 1 else None, "months": MONTHS, "today": today}
    return render(request, "overview/came_back.html", shown)


CLOSINGS_HEAD = ["Family", "Child", "Unit", "Closed", "Came back", "After days", "In the family"]


def _closing_cells(row: ClosingRow) -> list[object]:
    days = (row.back_on - row.closed_on).days if row.back_on else None
    return [row.family, row.child, row.unit, row.closed_on, row.back_on, days, row.back_in]


@require_policy(COMPARES_UNITS)
def closings(request: Request, actor: Actor) -> HttpResponse:
    """The closings behind the numbers: of a unit, a span, families or children. Of the units that open to me."""
    asked = asked_of(request.GET, filters=("unit", "months", "of", "show"), sorts=("closed",))
    months = next((one for one in MONTHS if str(one) == asked["months"]), MONTHS[1])
    every = back_queries.closings(
        actor, timezone.localdate(), months, unit_id=asked.id("unit"), of_children=asked["of"] == "children",
        only_back=asked["show"] == "back",
    )  # fmt: skip
    rows = [row for row in every if actor.can(Permission.SEE_FAMILY, row.unit_id)]
    family_ids = list(dict.fromkeys([pk for row in rows for pk in (row.family_id, row.back_in_id) if pk]))
    if asked.is_file:
        return file_answer(
            request, "who came back", name="closings", head=CLOSINGS_HEAD, rows=map(_closing_cells, rows),
            family_ids=family_ids,
        )  # fmt: skip
    log_list(request, "who came back", family_ids)
    shown = {"asked": asked, "rows": rows, "months": months, "all_months": [(n, f"{n} months") for n in MONTHS],
             "units": [(unit.pk, unit.name) for unit in _units(actor)]}  # fmt: skip
    return render(request, "overview/closings.html", shown)


UNALLOCATED_HEAD = ["Family", "Waits for", "Since"]


def _unallocated_cells(row: UnallocatedRow) -> list[object]:
    return [row.family, row.waits_for, row.since]


@require_policy(COMPARES_UNITS)
def unallocated(request: Request, actor: Actor) -> HttpResponse:
    """Open families that wait for a unit, or for a worker where each has one. One statement."""
    asked = asked_of(request.GET, filters=(), sorts=("since",))
    rows = [row for row in flow_queries.unallocated(actor, timezone.localdate()) if _opens(actor, row.unit_id)]
    family_ids = [row.family_id for row in rows]
    if asked.is_file:
        return file_answer(
            request, "families waiting for allocation", name="waiting-for-allocation", head=UNALLOCATED_HEAD,
            rows=map(_unallocated_cells, rows), family_ids=family_ids,
        )  # fmt: skip
    log_list(request, "families waiting for allocation", family_ids)
    return render(request, "overview/unallocated.html", {"rows": rows, "asked": asked})
