"""Obligations as JSON, CSV or text, a child at a time: what is written needs no more memory than one child."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time

from kinwork.clocks.events import KINDS
from kinwork.clocks.humanize import count
from kinwork.clocks.obligation import Obligation, State
from kinwork.clocks.periods import Unit
from kinwork.clocks.rules import Rule
from kinwork.csv_file import harmless

Owed = Iterable[tuple[str, list[Obligation]]]
COLUMNS = (
    "child", "obligation", "because_event", "because_date", "arose", "due", "due_time", "met", "met_time", "state",
    "late_by", "varied_until", "varied_by", "varied_reason", "citation", "basis", "evidence",
)  # fmt: skip
HEADS = {
    State.OPEN: "open", State.OVERDUE: "OVERDUE", State.MET: "met", State.MET_LATE: "met late",
    State.SUPERSEDED: "superseded", State.LAPSED: "lapsed", State.EXPIRED: "expired", State.VARIED: "varied",
    State.COMING: "coming",
}  # fmt: skip


def as_json(owed: Owed, rules: str, on: date) -> Iterator[str]:
    """One document, one obligation a line."""
    yield f'{{"rules": {_quoted(rules)}, "on": "{on}", "obligations": ['
    between = "\n"
    heads: dict[int, tuple[str, str]] = {}  # of each rule: what comes before and after what differs
    days, times = _Days({None: "null"}), _Times({None: "null"})
    for child, found in owed:
        name = _quoted(child)
        lines = []
        for one in found:
            rule = one.rule
            ends = heads.get(id(rule))
            if ends is None:
                ends = heads[id(rule)] = (
                    f', "obligation": {_quoted(rule.id)}, "because": {{"event": "',
                    f', "citation": {_quoted(rule.citation)}, "basis": {_quoted(rule.basis)}, '
                    f'"evidence": {_quoted(rule.evidence)}}}',
                )
            because, met, late = one.because, one.met_by, one.late_by
            lines.append(
                f'{{"child": {name}{ends[0]}{because.kind}", "date": {days[because.date]}}}, '
                f'"arose": {days[one.arose]}, "due": {days[one.due]}, "due_time": {times[one.due_time]}, '
                f'"met": {days[met.date if met else None]}, "met_time": {times[met.time if met else None]}, '
                f'"state": "{one.state.value}", "late_by": {"null" if late is None else late}, '
                f'"varied": {_varied(one)}{ends[1]}'
            )
        if lines:
            yield between + ",\n".join(lines)
            between = ",\n"
    yield "\n]}\n"


def as_csv(owed: Owed, rules: str, on: date) -> Iterator[str]:
    """A line of names, then one for each obligation."""
    del rules, on
    out = io.StringIO(newline="")
    write = csv.writer(out).writerow
    write(COLUMNS)
    for child, found in owed:
        name = harmless(child)
        for one in found:
            rule, detail = one.rule, one.varied.detail if one.varied else {}
            write((
                name, rule.id, one.because.kind, one.because.date, one.arose, one.due, _hour(one.due_time), one.met,
                _hour(one.met_time), one.state.value, one.late_by, detail.get("until"), harmless(detail.get("by")),
                harmless(detail.get("reason")), harmless(rule.citation), rule.basis, rule.evidence,
            ))  # fmt: skip
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def as_text(owed: Owed, rules: str, on: date) -> Iterator[str]:
    """A line for each obligation, below the child's name."""
    yield f"As of {on}, by the rules of {rules.title()}\n"
    for child, found in owed:
        if found:
            yield f"\n{_plain(child)}\n" + "".join(f"  {_line(one)}\n" for one in found)


FORMATS: dict[str, Callable[[Owed, str, date], Iterator[str]]] = {"text": as_text, "json": as_json, "csv": as_csv}


def _line(one: Obligation) -> str:
    due = f"{one.due or 'no date'}{f' {one.due_time:%H:%M}' if one.due_time else ''}"
    because = f"{KINDS[one.because.kind][0]} of {one.because.date}"
    more = [f"{one.rule.name} ({because})"]
    if one.met_by is not None:
        more.append(f"{KINDS[one.met_by.kind][0]} of {one.met_by.date}")
    if one.late_by is not None:
        more.append(f"late by {_late(one.rule, one.late_by)}")
    if one.ended_by is not None:
        more.append(f"ended by {KINDS[one.ended_by.kind][0]} of {one.ended_by.date}")
    if one.varied is not None:
        detail = one.varied.detail
        by, reason = _plain(detail.get("by", "")), _plain(detail.get("reason", ""))
        more.append(f"varied until {detail['until']}{f' by {by}' if by else ''}{f': {reason}' if reason else ''}")
    return f"{HEADS[one.state]:<10}  {due:<16}  {one.id:<14}  {'; '.join(more)}"


def _late(rule: Rule, late: int) -> str:
    unit = rule.period.unit if rule.period else Unit.DAYS
    return count(late, unit[:-1])


def _plain(text: str) -> str:
    """On one line, and nothing in it that a terminal obeys."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


class _Days(dict[date | None, str]):
    """Days as JSON has them, each written once: a file of millions of rows has few."""

    def __missing__(self, day: date | None) -> str:
        self[day] = written = f'"{day}"'
        return written


class _Times(dict[time | None, str]):
    """Times of day as JSON has them."""

    def __missing__(self, at: time | None) -> str:
        self[at] = written = f'"{at:%H:%M}"'
        return written


def _hour(at: time | None) -> str:
    return "" if at is None else f"{at:%H:%M}"


def _varied(one: Obligation) -> str:
    if one.varied is None:
        return "null"
    detail = one.varied.detail
    return json.dumps({key: detail.get(key) for key in ("until", "by", "reason")}, ensure_ascii=False)
