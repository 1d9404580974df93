"""An authority's own rows beside England's: its periods, or rows left to authorities that it confirms.

A file of them is YAML, read whole or not at all::

    rules:
      - id: CP-VISIT
        events: {from: [icpc plan=yes, cp_visit], met_by: cp_visit, ended_by: cp_plan_ended}
        period: 10 working days
        source: Procedures of the authority, section 4.2
        date: 2025-04-01
    closing_days: [2026-12-29]
    terms: [{first: 2026-09-02, last: 2026-12-18}]

``id``, ``source`` and ``date`` (in force from) are always needed; ``events`` and ``period`` where England's row says
none. ``then`` (the period after the first), ``until`` (the last day) and ``name`` may follow. Events that stand both in
``from`` and in ``met_by`` go on from one to the next. ``which: earlier`` or ``later`` takes one of several in ``from``.
A plain list of events is read so: the last meets it, the others start it. What the law says stays as it is: an id of a
rule that Kinwork computes by law is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import yaml

from ..nesting import too_deep
from .periods import Calendar, NotAPeriod, Period, Unit
from .rules import EACH, LOCAL, OURS, Matcher, Rule, Rules
from .working_days import WorkingDays

FIELDS = ("id", "name", "events", "period", "then", "source", "date", "until")
PARTS = ("rules", "closing_days", "terms")
EVENTS = ("from", "met_by", "ended_by", "which")
WHICH = ("each", "earlier", "later")
DEEPEST = 10
NAME_OF_ID = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*")


class BadLocalRules(ValueError):
    """Where in the file, what was found and what was expected, in one line."""


def with_local(rules: Rules, text: str) -> Rules:
    """The rules with an authority's own. Raises :class:`BadLocalRules`."""
    data = _plain(text)
    if isinstance(data, list):
        data = {"rules": data}
    if not isinstance(data, Mapping) or not data:
        raise BadLocalRules(f"found {_shown(data)}, expected rules: a list of rows with {', '.join(FIELDS[:7])}")
    for key in data:
        if key not in PARTS:
            raise BadLocalRules(f"found '{key}', expected {', '.join(PARTS[:-1])} or {PARTS[-1]}")
    closed = [_date(one, f"closing_days: {n}") for n, one in enumerate(_list(data, "closing_days", ""), 1)]
    calendar = Calendar(WorkingDays(closed), _terms(_list(data, "terms", "")))
    made: list[Rule] = []
    for n, row in enumerate(_list(data, "rules", ""), 1):
        rule = _rule(rules, row, f"rule {n}", calendar)
        if any(one.id == rule.id and one.in_force_from == rule.in_force_from for one in made):
            raise BadLocalRules(f"rule {n} ({rule.id}): found a second row of one date, expected another date")
        made.append(rule)
    return Rules(rules.name, (*rules.rows, *made))


def _plain(text: str) -> Any:
    """Lists, mappings and strings; nothing is taken for a date or a number before we look at it."""
    line = too_deep(text, DEEPEST)
    if line:
        raise BadLocalRules(f"line {line}: nested more than {DEEPEST} levels deep, expected rules: a list of rows")
    try:
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 strings only
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise BadLocalRules(f"line {line}: {problem.problem}, expected YAML") from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise BadLocalRules("not YAML, expected rules: a list of rows") from None


def _rule(rules: Rules, row: Any, where: str, calendar: Calendar) -> Rule:
    if not isinstance(row, Mapping):
        raise BadLocalRules(f"{where}: found {_shown(row)}, expected a row with {', '.join(FIELDS[:7])}")
    for key in row:
        if key not in FIELDS:
            raise BadLocalRules(f"{where}: found '{key}', expected {', '.join(FIELDS[:-1])} or {FIELDS[-1]}")
    id_ = _text(row, "id", where)
    if not NAME_OF_ID.fullmatch(id_):
        raise BadLocalRules(f"{where}: id: found '{id_}', expected capitals, digits and hyphens, such as CP-VISIT")
    where = f"{where} ({id_})"
    known = next((one for one in reversed(rules.rows) if one.id == id_), None)
    if known is not None and (known.enacted_only or (known.is_computed and known.basis not in (OURS, LOCAL))):
        raise BadLocalRules(
            f"{where}: id: found a rule of {known.citation}, which stays as it is; expected an id of your own, "
            f"such as {id_}-LOCAL"
        )
    source, from_ = _text(row, "source", where), _date(_text(row, "date", where), f"{where}: date")
    until = _date(row["until"], f"{where}: until") if row.get("until") else None
    if until is not None and until < from_:
        raise BadLocalRules(f"{where}: until: found {until}, expected a day from {from_}")
    base = known or Rule(id_, id_, "", "", "", "", LOCAL, source, from_, until, "-", "")
    rule = replace(
        base,
        name=row.get("name") or base.name,
        basis=LOCAL,
        citation=source,
        in_force_from=from_,
        in_force_until=until,
        evidence="-",
        enacted_only=False,
        way=EACH,
        calendar=calendar,
        variants={},
        during="",
    )
    if row.get("period"):
        period = _period(row["period"], f"{where}: period")
        rule = replace(rule, period=period, due=str(period), later=(), then="")
    if row.get("then"):
        period = _period(row["then"], f"{where}: then")
        rule = replace(rule, later=(period,), then=str(period))
    if row.get("events"):
        rule = _with_events(rule, row["events"], f"{where}: events", goes_on=bool(base.then))
    return _whole(rule, where, calendar)


def _whole(rule: Rule, where: str, calendar: Calendar) -> Rule:
    if rule.period is None:
        raise BadLocalRules(f"{where}: period: found none, expected one such as '10 working days'")
    if not rule.starts:
        raise BadLocalRules(f"{where}: events: found none, expected {{from: [EVENT], met_by: EVENT}}")
    if any(one.unit == Unit.TERMS for one in (rule.period, *rule.later)) and not calendar.terms:
        raise BadLocalRules(f"terms: found none, expected the school terms that {rule.id} counts in")
    return rule


def _with_events(rule: Rule, said: Any, where: str, *, goes_on: bool) -> Rule:
    which, ended_by = "", tuple[Matcher, ...]()
    if isinstance(said, Mapping):
        for key in said:
            if key not in EVENTS:
                raise BadLocalRules(f"{where}: found '{key}', expected {', '.join(EVENTS[:-1])} or {EVENTS[-1]}")
        starts, met_by = _matchers(said.get("from"), where), _matchers(said.get("met_by"), where)
        ended_by = _matchers(said.get("ended_by"), where)
        which = said.get("which") or "each"
        if which not in WHICH:
            raise BadLocalRules(f"{where}: which: found '{which}', expected each, earlier or later")
        which = "" if which == "each" else which
    else:
        named = _matchers(said, where)
        starts, met_by = (named[:-1] or named), named[-1:]
        if goes_on and len(named) > 1:
            starts = named
    if not starts:
        raise BadLocalRules(f"{where}: found nothing in from, expected an event")
    return replace(rule, starts=starts, met_by=met_by, ended_by=ended_by, which=which)


def _matchers(said: Any, where: str) -> tuple[Matcher, ...]:
    if not said:
        return ()
    found = []
    for one in [said] if isinstance(said, str) else said:
        if not isinstance(one, str):
            raise BadLocalRules(f"{where}: found {_shown(one)}, expected an event such as icpc")
        try:
            found.append(Matcher.read(one))
        except ValueError as problem:
            raise BadLocalRules(f"{where}: {problem}") from None
    return tuple(found)


def _list(data: Mapping[str, Any], key: str, where: str) -> list[Any]:
    said = data.get(key) or []
    if not isinstance(said, list):
        raise BadLocalRules(f"{where}{key}: found {_shown(said)}, expected a list")
    return said


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    said = row.get(key)
    if not isinstance(said, str) or not said.strip():
        raise BadLocalRules(f"{where}: {key}: found {_shown(said) if said else 'none'}, expected one")
    return " ".join(said.split())


def _date(said: Any, where: str) -> date:
    try:
        if isinstance(said, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", said):
            return date.fromisoformat(said)
    except ValueError:
        pass
    raise BadLocalRules(f"{where}: found {_shown(said)}, expected a day that exists, such as 2026-04-01")


def _period(said: Any, where: str) -> Period:
    try:
        if isinstance(said, str):
            return Period.read(said)
    except NotAPeriod as problem:
        raise BadLocalRules(f"{where}: {problem}") from None
    raise BadLocalRules(f"{where}: found {_shown(said)}, expected a period such as '10 working days'")


def _terms(said: list[Any]) -> tuple[tuple[date, date], ...]:
    found = []
    for n, one in enumerate(said, 1):
        if not isinstance(one, Mapping) or set(one) != {"first", "last"}:
            raise BadLocalRules(f"terms: {n}: found {_shown(one)}, expected {{first: DAY, last: DAY}}")
        found.append((_date(one["first"], f"terms: {n}: first"), _date(one["last"], f"terms: {n}: last")))
        if found[-1][1] < found[-1][0]:
            raise BadLocalRules(f"terms: {n}: found a last day before the first, expected one after it")
    return tuple(sorted(found))


def _shown(said: Any) -> str:
    if said is None or said == "":
        return "nothing"
    if isinstance(said, str):
        return f"'{' '.join(said.split())[:60]}'"
    return "a list" if isinstance(said, list) else "a mapping"
