"""Rules over tables that somebody wrote down: rows in, failing rows out. Nothing is changed or derived on the way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from kinwork.whole_numbers import whole

from .checking import Checked, check
from .filling import from_rows
from .kinds import kind_of
from .layouts import CIN, RETURNS
from .problems import BadReturn
from .rulebook import chosen
from .scene import Scene, as_day
from .years import Period, period_ending, period_of, period_starting


def day_in(said: object, what: str) -> date | None:
    """A day of a case’s metadata, as either return writes them. Raises ``BadReturn``."""
    if said is None:
        return None
    for written in (r"%d/%m/%Y", r"%Y-%m-%d"):
        day = pl.DataFrame({"day": [str(said)]}).select(as_day("day", written)).item()
        if isinstance(day, date):
            return day
    raise BadReturn(f"{what}: found '{said}', expected a day such as 31/03/2026")


def _period(year: int, metadata: Mapping[str, Any]) -> Period:
    period = period_of(year)
    start = day_in(metadata.get("collection_start"), "collection_start")
    end = day_in(metadata.get("collection_end"), "collection_end")
    if start and end:
        return Period(year, start, end)
    if start:
        return period_starting(year, start)
    return period_ending(year, end) if end else period


# Names under which the national check looks for columns that the return calls otherwise.
SAME = {"UASC_STATUS": "UASC", "DATE_EPISODE_CEASED": "DEC", "PLACEMENT": "PLACE"}


def _named(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name if SAME.get(name) in row else SAME.get(name, name): cell for name, cell in row.items()}


def checked(case: Mapping[str, Any]) -> Checked:
    """One case: ``return``, ``year``, ``rule`` or ``rules`` (or none, for all), ``tables``, ``metadata``.

    Raises ``BadReturn``.
    """
    return_, year, tables = str(case.get("return")), whole(case.get("year")), case.get("tables")
    if return_ not in RETURNS:
        raise BadReturn(f"found return '{return_}', expected {' or '.join(RETURNS)}")
    if year is None:
        raise BadReturn(f"found year '{case.get('year')}', expected a number such as 2026")
    if not isinstance(tables, Mapping) or not all(
        isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows) for rows in tables.values()
    ):
        raise BadReturn("expected tables, each a list of rows with columns by name")
    metadata = case.get("metadata") or {}
    if not isinstance(metadata, Mapping):
        raise BadReturn("expected metadata by name")
    wanted = case.get("rules", [case["rule"]] if case.get("rule") is not None else None)
    if wanted is not None and not (isinstance(wanted, list) and all(isinstance(code, str) for code in wanted)):
        raise BadReturn(f"found rules {wanted}, expected a list of codes")
    rules = chosen(return_, year, wanted)
    return check(kind_of(return_), scene_of(return_, year, tables, metadata), rules)


def cases_in(text: str, where: str) -> list[Mapping[str, Any]]:
    """One case, a list of them, or ``{"cases": […]}``. Raises ``BadReturn``."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise BadReturn(f"{where}: found no JSON, expected cases") from None
    if isinstance(said, Mapping) and "cases" in said:
        said = said["cases"]
    found = [said] if isinstance(said, Mapping) else said
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise BadReturn(f"{where}: found something else, expected a case, a list of cases, or {{'cases': […]}}")
    return found


def results(cases: list[Mapping[str, Any]], where: str) -> list[dict[str, Any]]:
    """What was found in each case. Raises ``BadReturn``, which says in which."""
    found = []
    for number, case in enumerate(cases):
        name = case.get("id", number)
        try:
            done = checked(case)
        except BadReturn as problem:
            raise BadReturn(f"{where}: case {name}: {problem}") from None
        silent = [{"rule": one.rule, "why": one.why} for one in done.silent]
        found.append({"id": name, "issues": done.issues.to_dicts(), "silent": silent})
    return found


def scene_of(return_: str, year: int, tables: Mapping[str, Any], metadata: Mapping[str, Any]) -> Scene:
    """What the rules look at, of tables as they are given."""
    kind = kind_of(return_)
    tables = {name: [_named(row) for row in rows] for name, rows in tables.items()}
    frames = from_rows(kind.layout, tables)
    given = {name: frozenset(key for row in tables[name] for key in row) for name in frames}
    period = _period(year, metadata)
    if return_ == CIN and "Header" in frames:
        from .cin_rules import period_of_header

        end = period_of_header(frames["Header"], kind.layout.day)
        period = period_ending(year, end) if end else period
    scene = Scene(kind.layout, period, frames, given, kind.facts, kind.order)
    scene.authority = str(metadata.get("localAuthority") or "")
    scene.file_format = str(metadata.get("file_format") or "")
    said = str(metadata.get("collectionYear") or "")
    scene.collection_year = found if (found := whole(said)) is not None and len(said) == 4 else year
    if return_ != CIN:
        from .lookups import with_given

        with_given(scene, metadata)
    return scene
