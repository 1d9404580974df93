"""What is wrong in a Standard Safeguarding Dataset: its keys, what leads to what, dates, codes; whether it agrees.

Each file is read twice and let go: first what others lead to and what holds today, then line by line.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from .layouts import all_codes_of, rows_of
from .own_rules import SSD, severity_of
from .ssd_objects import Column, files_in, objects, rows_in

# What is open while its last day is empty, of which object and by which columns: child, last day, what it is.
OPEN = {
    "ssd_cin_episodes": ("cine_person_id", "cine_close_date", "an open episode of need"),
    "ssd_cin_plans": ("cinp_person_id", "cinp_cin_plan_end_date", "an open child in need plan"),
    "ssd_cp_plans": ("cppl_person_id", "cppl_cp_plan_end_date", "an open child protection plan"),
    "ssd_cla_episodes": ("clae_person_id", "clae_cla_episode_ceased_date", "an open episode of care"),
}
ONCE = ("ssd_cp_plans", "ssd_cla_episodes")  # of which a child has one that is open
IN_NEED = ("ssd_cp_plans", "ssd_cla_episodes")  # with which a child has an open episode of need
PERSON = "ssd_person.pers_person_id"
YES = ("Y", "T", "TRUE", "1")
Finding = dict[str, object]


@dataclass
class Whole:
    """Of the whole dataset: values that others lead to, with the child they are of; and which children have what."""

    there: dict[str, dict[str, str]] = field(default_factory=dict)
    open: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, frozenset[str]]:
    """The codes of a column, of every year: a dataset holds what was recorded long ago."""
    return {row["column"]: all_codes_of(row["return"], row["codes"]) for row in rows_of("ssd-codes.csv")}


@lru_cache(maxsize=1)
def _order() -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows_of("ssd-order.csv"):
        found.setdefault(row["object"], []).append((row["first"], row["then"]))
    return {name: tuple(pairs) for name, pairs in found.items()}


@lru_cache(maxsize=1)
def _led_to() -> frozenset[str]:
    return frozenset(column.leads_to for columns in objects().values() for column in columns if column.leads_to)


@lru_cache(maxsize=64)
def child_of(name: str) -> str:
    """The column of an object that says of which child a line is; nothing where there is none, or several."""
    if f"{name}." == PERSON[: len(name) + 1]:
        return PERSON[len(name) + 1 :]
    columns = [column.name for column in objects()[name] if column.leads_to == PERSON]
    return columns[0] if len(columns) == 1 else ""


def check(folder: Path) -> list[Finding]:
    """Everything that is wrong, in the order of files and lines. Raises ``BadReturn``."""
    return list(findings_in(folder))


def findings_in(folder: Path) -> Iterator[Finding]:
    """The same, one after the other. Raises ``BadReturn``."""
    files = files_in(folder)
    whole = Whole()
    for name, file in files.items():
        _look_at(name, rows_in(file), whole)
    for name, file in files.items():
        yield from _wrong(name, rows_in(file), whole)


def _look_at(name: str, rows: Iterator[dict[str, str]], whole: Whole) -> None:
    child = child_of(name)
    led_to = [column.name for column in objects()[name] if f"{name}.{column.name}" in _led_to()]
    known = {column: whole.there.setdefault(f"{name}.{column}", {}) for column in led_to}
    open_now = whole.open[name] if name in OPEN else set()
    for row in rows:
        for column, values in known.items():
            values[row[column]] = row[child] if child else ""
        if _is_open(name, row):
            open_now.add(row[OPEN[name][0]])


def _is_open(name: str, row: Mapping[str, str]) -> bool:
    if name not in OPEN or row[OPEN[name][1]]:
        return False
    return name != "ssd_cin_episodes" or row["cine_referral_nfa"].upper() not in YES


def _wrong(name: str, rows: Iterator[dict[str, str]], whole: Whole) -> Iterator[Finding]:
    columns = objects()[name]
    keys = [column.name for column in columns if column.is_key]
    child = child_of(name)
    seen: set[tuple[str, ...]] = set()
    once: dict[str, int] = {}
    for line, row in enumerate(rows, 2):
        key = tuple(row[one] for one in keys)
        if keys and (key in seen or not all(key)):
            said = "the key stands twice; right would be each once" if all(key) else "there is no key"
            yield _said(name, line, keys[0], row, "key", said)
        seen.add(key)
        for column in columns:
            if cell := row[column.name]:
                if found := _wrong_cell(column, cell):
                    yield _said(name, line, column.name, row, *found)
                if wrong := _leads_nowhere(column, cell, row[child] if child else "", whole):
                    yield _said(name, line, column.name, row, "leads away", wrong)
        for first, then in _order().get(name, ()):
            if _is_day(row[first]) and _is_day(row[then]) and row[then] < row[first]:
                yield _said(name, line, then, row, "order", f"{row[then]} lies before {first}, {row[first]}")
        if _is_open(name, row):
            yield from _beside_others(name, line, row, whole, once)


def _wrong_cell(column: Column, cell: str) -> tuple[str, str] | None:
    short = cell[:40]
    if column.kind == "date" and not _is_day(cell):
        return "no date", f"“{short}” is not a date, expected yyyy-mm-dd"
    if column.kind == "number" and not _is_number(cell):
        return "no number", f"“{short}” is not a number"
    if column.name.endswith("_json") and not _is_json(cell):
        return "no JSON", f"“{short}” is no JSON"
    codes = _codes().get(column.name)
    if codes is not None and cell not in codes:
        few = ", ".join(sorted(codes)[:3])
        return "no code", f"“{short}” is none of the codes; right would be one such as {few}"
    return None


def _leads_nowhere(column: Column, cell: str, child: str, whole: Whole) -> str:
    above = whole.there.get(column.leads_to)
    if above is None:
        return ""
    if cell not in above:
        return f"“{cell[:40]}” stands nowhere in {column.leads_to}"
    other = above[cell]
    if column.leads_to != PERSON and child and other and other != child:
        return f"{column.leads_to} {cell[:40]} is of another child, {other[:40]}"
    return ""


def _beside_others(
    name: str, line: int, row: Mapping[str, str], whole: Whole, once: dict[str, int]
) -> Iterator[Finding]:
    """What a child has today, beside what else the child has."""
    column, _, what = OPEN[name]
    child = row[column]
    if name in ONCE and once.setdefault(child, line) != line:
        said = f"{child[:40]} has {what} in line {once[child]} too; right would be one"
        yield _said(name, line, column, row, "twice", said)
    if name in IN_NEED and "ssd_cin_episodes" in whole.open and child not in whole.open["ssd_cin_episodes"]:
        yield _said(name, line, column, row, "not in need", f"{child[:40]} has {what}, and no open episode of need")
    if name == "ssd_cin_plans" and child in whole.open["ssd_cp_plans"]:
        said = f"{child[:40]} has {what} beside an open child protection plan"
        yield _said(name, line, column, row, "two plans", said)


def _said(name: str, line: int, column: str, row: Mapping[str, str], rule: str, message: str) -> Finding:
    child = child_of(name)
    return {
        "place": f"{name}.csv, line {line}, {column}", "object": name, "line": line, "column": column,
        "child": row[child] if child else None, "key": row[key_of(name)], "value": row[column], "rule": rule,
        "severity": severity_of(SSD, rule), "message": message,
    }  # fmt: skip


def key_of(name: str) -> str:
    """The column by which a line is known: the first that is a key, or the first."""
    columns = objects()[name]
    return next((column.name for column in columns if column.is_key), columns[0].name)


def _is_day(cell: str) -> bool:
    try:
        return len(cell) == 10 and bool(date.fromisoformat(cell))
    except ValueError:
        return False


def _is_number(cell: str) -> bool:
    try:
        return cell.isascii() and abs(float(cell)) < float("inf")
    except ValueError:
        return False


def _is_json(cell: str) -> bool:
    try:
        json.loads(cell)
    except (ValueError, RecursionError):
        return False
    return True
