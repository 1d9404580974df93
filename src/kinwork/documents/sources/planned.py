"""The family's plan, each child's plan in law, facts of the children's records, what is due and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from kinwork.access.sql import tuples
from kinwork.cases.queries import dates_ahead
from kinwork.children.kinds import KINDS, Kind
from kinwork.children.models import Fact
from kinwork.children.queries import NAMED, Line
from kinwork.clocks.humanize import long_day
from kinwork.layouts.blocks import Block, Heading, Items, Table
from kinwork.layouts.known import PARTS_OF_RECORD
from kinwork.obligations.queries import due_in
from kinwork.plans.models import AimState, Plan
from kinwork.plans.queries.plan import PlanInFull, body_of, for_family, kept_in, plan_in_full, plans_in_law

from ..reading import Edit, For, Reading, Source
from .thought import pairs

# -- the plan


def _plan(reading: Reading) -> PlanInFull | None:
    running = Plan.objects.filter(involvement=reading.involvement, ended_on=None)
    found = running.select_related("involvement").first()
    return plan_in_full(found) if found else None


def _body(reading: Reading) -> dict[str, Any] | None:
    """As it stands, for whoever reads it: nobody of the family for professionals."""
    full = reading.once(_plan)
    if full is None:
        return None
    whole = body_of(full)
    return for_family(whole, reading.for_people, kept_in(whole)) if reading.is_for_family else whole


def plan(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """Those parts of it that the layout asks for."""
    body = reading.once(_body)
    if body is None:
        return []
    found: list[Block] = []
    for part in options.get("parts") or ("worries", "aims", "reached", "contingency", "ending", "review", "agreed"):
        found += _part(reading, body, part)
    return found


WORDS = {
    "worries": ("danger", "What we are worried about"),
    "contingency": ("contingency", "If it goes wrong"),
    "ending": ("ending", "What would end our involvement"),
}


def _part(reading: Reading, body: dict[str, Any], part: str) -> list[Block]:
    if part in WORDS:
        key, label = WORDS[part]
        found = pairs([(label, body[key])], f"plan:{key}")
        return found + (pairs([("Not for the family", body["for_staff"])], "plan:staff") if part == "worries" else [])
    if part == "aims":
        return _aims(reading, body, AimState.OPEN.label, "Aims")
    if part == "reached":
        return _aims(reading, body, AimState.REACHED.label, "Reached")
    if part == "review":
        on = body["review_on"]
        return pairs([("We look at it together on", long_day(date.fromisoformat(on)) if on else "")], "plan:review")
    return _agreed(reading)


def _aims(reading: Reading, body: dict[str, Any], state: str, title: str) -> list[Block]:
    found: list[Block] = []
    own = {one.short_name for one in reading.children} | {one.name for one in reading.children}
    for aim in body["aims"]:
        named = set(aim["children"])
        if aim["state"] != state or (named and not named & own):
            continue
        said_by = f" ({aim['said_by']})" if aim["said_by"] else ""
        found.append(Heading(f"{aim['words']}{said_by}", ref=f"aim:{aim['id']}"))
        rows = tuple(
            (one["what"], one["who"], long_day(date.fromisoformat(one["due"])) if one["due"] else "", one["state"])
            for one in aim["steps"]
        )
        refs = tuple(f"step:{one['id']}" for one in aim["steps"])
        if rows:
            found.append(Table(("What", "Who", "By", "So far"), rows, (44, 22, 22, 12), refs=refs))
        else:
            found.append(Items(("No step yet.",), ref=f"aim:{aim['id']}"))
    return found


def _agreed(reading: Reading) -> list[Block]:
    """What they say of it; not where an aim is kept from whoever reads: their words may speak of it."""
    full = reading.once(_plan)
    agreed = full.agreed if full else None
    if agreed is None or (reading.is_for_family and any(kept_in(agreed.body).values())):
        return []
    rows = (
        ("Agreed on", f"{long_day(agreed.on)}, with {agreed.agreed_with}"),
        ("What they say about it", agreed.their_words),
        ("What they do not agree with", agreed.disagreement),
    )
    return pairs(rows, f"agreed:{agreed.pk}")


def in_law(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """Of each child."""
    plans = plans_in_law([reading.involvement.pk])
    rows = [(one.name, "; ".join(plans.get(one.pk, []))) for one in reading.children]
    return pairs(rows, "plans in law")


# -- facts of the children's records

# What says where a child lives, or who looks after them: not for everybody in the family.
WHERE = frozenset({
    "place", "provider", "urn", "postcode", "home_postcode", "carer", "found_at", "destination", "adopters",
})  # fmt: skip


def facts(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """Of each child, by parts of their record. One statement for each kind of which there is anything."""
    parts = options.get("parts") or PARTS_OF_RECORD
    since, now = reading.since(options.get("since")), bool(options.get("now"))
    rows: dict[int, list[tuple[str, str, str]]] = {}
    refs: dict[int, list[str]] = {}
    for kind in [KINDS[key] for key in reading.once(_there) if KINDS[key].section.key in parts]:
        said: set[int] = set()
        for line in _lines(reading, kind):
            child = line.fact.person_id
            if not _is_wanted(line, since, now=now) or (now and child in said):
                continue
            said.add(child)
            rows.setdefault(child, []).append((kind.title, _days(kind, line.fact), _details(line, reading)))
            refs.setdefault(child, []).append(f"{kind.key}:{line.fact.pk}")
    several = len(reading.children) > 1
    return [
        Table(
            ("What", "When", "Details"), tuple(rows[one.pk]), (28, 26, 46),
            title=one.name if several else "", refs=tuple(refs[one.pk]),
        )
        for one in reading.children
        if one.pk in rows
    ]  # fmt: skip


THERE = " UNION ALL ".join(
    f"SELECT '{kind.key}' WHERE EXISTS (SELECT 1 FROM {kind.fact._meta.db_table} x "  # noqa: S608 -- names of tables
    "WHERE x.person_id = ANY (%(children)s) AND x.withdrawn_at IS NULL AND x.involvement_id IN "
    "(SELECT id FROM cases_involvement WHERE family_id = %(family)s))"
    for kind in KINDS.values()
    if kind.section.key in PARTS_OF_RECORD
)


def _there(reading: Reading) -> list[str]:
    """Of which kinds anything is recorded of these children. One statement."""
    return [key for (key,) in tuples(THERE, children=sorted(reading.child_ids), family=reading.family_id)]


def _lines(reading: Reading, kind: Kind) -> list[Line]:
    found = kind.fact._default_manager.filter(
        person_id__in=reading.child_ids, involvement__family_id=reading.family_id, withdrawn_at=None
    )
    found = found.select_related(*NAMED.get(kind.key, ())) if kind.key in NAMED else found
    return [Line(kind, one) for one in found.order_by(f"-{kind.day_column}", "-id")]


def _is_wanted(line: Line, since: date | None, *, now: bool) -> bool:
    fact: Any = line.fact
    if line.kind.is_period:
        if now:
            return line.is_open
        return since is None or fact.ended_on is None or fact.ended_on >= since
    return since is None or fact.on >= since


def _days(kind: Kind, fact: Fact) -> str:
    day: Any = fact
    if not kind.is_period:
        return long_day(day.on)
    since = long_day(day.started_on)
    return f"{since} to {long_day(day.ended_on)}" if day.ended_on else f"since {since}"


def _details(line: Line, reading: Reading) -> str:
    labels = _labels_of_places(line.fact) if reading.is_for_family else frozenset()
    return "\n".join(f"{label}: {words}" for label, words in line.details if label not in labels)


def _labels_of_places(fact: Fact) -> frozenset[str]:
    found = [str(getattr(one, "verbose_name", one.name)) for one in fact._meta.get_fields() if one.name in WHERE]
    return frozenset(one[:1].upper() + one[1:] for one in found)


# -- what is due


def due(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """What the law wants by when, of these children and of the family."""
    lines = [
        one
        for one in due_in(reading.family_id, reading.today)
        if not one.is_coming and (not one.person_ids or reading.child_ids & set(one.person_ids))
    ]
    rows = tuple(
        (one.name, ", ".join(one.names), long_day(one.falls_due) if one.falls_due else "No day") for one in lines
    )
    refs = tuple(f"due:{one.rule}" for one in lines)
    return [Table(("What", "For", "By"), rows, (52, 26, 22), refs=refs)] if rows else []


def dates(reading: Reading, options: Mapping[str, Any]) -> Sequence[Block]:
    """Conferences, reviews, court, appointments."""
    found = dates_ahead([reading.involvement.pk], reading.today)
    lines = tuple(f"{long_day(one.on)}: {one.note or one.get_kind_display()}" for one in found)
    return [Items(lines, ref="dates")] if lines else []


def _to_plan(reading: Reading) -> list[Edit]:
    return [Edit("The plan", reverse("plan", args=[reading.family_id]))]


def _to_children(reading: Reading) -> list[Edit]:
    return [
        Edit(f"{one.short_name}’s record", reverse("child_record", args=[reading.family_id, one.pk]))
        for one in reading.children
    ]


def _to_due(reading: Reading) -> list[Edit]:
    return [Edit("What is due", reverse("family_due", args=[reading.family_id]))]


def _to_dates(reading: Reading) -> list[Edit]:
    return [Edit("Add a date", reverse("new_date", args=[reading.family_id]))]


SOURCES = (
    Source("plan", plan, For.ANYBODY, _to_plan, "The plan says nothing about this yet."),
    Source("plans in law", in_law, For.ANYBODY, _to_children, "None of the children has a plan in law."),
    Source("facts", facts, For.LOOKED_THROUGH, _to_children, "Nothing is recorded for these children yet."),
    Source("due", due, For.LOOKED_THROUGH, _to_due, "Nothing is due."),
    Source("dates", dates, For.LOOKED_THROUGH, _to_dates, "No dates ahead."),
)
