"""Unit costs with their source and price year, brought to the prices of one year; the cost of a child's path."""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from ..json_letters import letters
from .problems import BadData

PER = ("week", "month", "year", "child", "hour")


@dataclass(frozen=True)
class UnitCost:
    """``amount`` in pounds of ``price_year`` per ``per``; ``kind`` printed or derived, or the authority's own."""

    id: str
    label: str
    amount: float
    per: str
    price_year: int
    source: str
    kind: str = "own"

    def at(self, year: int) -> float:
        """The amount in prices of ``year``."""
        return inflate(self.amount, self.price_year, year)


def data(name: str) -> Any:
    """A data file of this room."""
    return yaml.safe_load((resources.files("kinwork.statistics") / "data" / name).read_text(encoding="utf-8"))


def catalogue(path: str | Path | None = None) -> dict[str, UnitCost]:
    """Unit costs by id: the evaluations' own, or an authority's from a file of the same form.

    BadData names file, entry and field: every cost needs an id, label, amount, per, price_year and source.

    >>> catalogue()["care-week-mean"].amount
    1464.0
    """
    if path is None:
        return _entries(data("unit_costs.yaml"), "unit_costs.yaml")
    try:
        content = yaml.safe_load(letters(Path(path).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise BadData(f"{path}: no such file") from None
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise BadData(f"{path}: not YAML: {' '.join(str(problem).split())}") from None
    return _entries(content, Path(path).name)


def _entries(content: Any, name: str) -> dict[str, UnitCost]:
    if not isinstance(content, dict) or not isinstance(content.get("costs"), list):
        raise BadData(f"{name}: expected a list under 'costs'")
    found: dict[str, UnitCost] = {}
    for position, entry in enumerate(content["costs"], start=1):
        where = f"{name}, cost {position}"
        if not isinstance(entry, dict):
            raise BadData(f"{where}: expected fields such as id and amount")
        for field in ("id", "label", "amount", "per", "price_year", "source"):
            if field not in entry:
                raise BadData(f"{where}: no '{field}'")
        if unknown := set(entry) - {"id", "label", "amount", "per", "price_year", "source", "kind"}:
            raise BadData(f"{where}: unknown field '{min(unknown)}'")
        amount = entry["amount"]
        if isinstance(amount, bool) or not isinstance(amount, (int, float)) or not amount >= 0:
            raise BadData(f"{where}, amount: found {amount!r}, expected pounds as a number, such as 1464.50")
        if entry["per"] not in PER:
            raise BadData(f"{where}, per: found {entry['per']!r}, expected one of: {', '.join(PER)}")
        if not isinstance(entry["price_year"], int):
            raise BadData(f"{where}, price_year: found {entry['price_year']!r}, expected a year")
        if entry["id"] in found:
            raise BadData(f"{where}: id '{entry['id']}' stands there twice")
        found[entry["id"]] = UnitCost(**{**entry, "amount": float(amount)})
    return found


@functools.cache
def _prices() -> dict[int, float]:
    return {int(year): float(value) for year, value in data("prices.yaml")["index"].items()}


def inflate(amount: float, year: int, to_year: int, index: Mapping[int, float] | None = None) -> float:
    """Pounds of ``year`` in pounds of ``to_year``, by consumer prices or another ``index`` (year → level).

    >>> round(inflate(100, 2015, 2023), 1)
    130.5
    """
    levels = _prices() if index is None else index
    for wanted in (year, to_year):
        if wanted not in levels:
            raise BadData(f"no price level for {wanted}, there is {min(levels)} to {max(levels)}: give another index")
    return amount * levels[to_year] / levels[year]


@dataclass(frozen=True)
class Stay:
    """A child under one arrangement, from ``start`` to the day before ``end``; ``cost`` is an id of the catalogue."""

    cost: str
    start: dt.date
    end: dt.date

    @property
    def weeks(self) -> float:
        return (self.end - self.start).days / 7


def child_path(
    stays: Iterable[Stay], costs: Mapping[str, UnitCost], *, year: int, until: dt.date | None = None
) -> list[tuple[Stay, float]]:
    """What each stay of a child cost, in pounds of ``year``; stays are cut at ``until``.

    Weekly, monthly (12 a year) and yearly prices run with time; a price per child is paid once. BadData for
    unknown costs, an end before its start, or stays that overlap.

    >>> stay = Stay("care-week-mean", dt.date(2016, 1, 4), dt.date(2016, 1, 18))
    >>> [round(pounds) for _, pounds in child_path([stay], catalogue(), year=2016)]
    [2928]
    """
    found: list[tuple[Stay, float]] = []
    last: Stay | None = None
    for given in sorted(stays, key=lambda stay: stay.start):
        if given.cost not in costs:
            raise BadData(f"no cost '{given.cost}', expected one of: {', '.join(costs)}")
        if given.end < given.start:
            raise BadData(f"{given.cost}: ends on {given.end}, before it starts on {given.start}")
        if last is not None and given.start < last.end:
            raise BadData(f"{given.cost} from {given.start} overlaps {last.cost} until {last.end}")
        last = given
        if until is not None and given.start >= until:
            continue
        stay = given if until is None or given.end <= until else Stay(given.cost, given.start, until)
        price = costs[stay.cost]
        times = {"week": stay.weeks, "month": stay.weeks / (365.25 / 7 / 12), "year": stay.weeks * 7 / 365.25}
        if price.per == "hour":
            raise BadData(f"{stay.cost}: a price per hour needs hours, not dates")
        found.append((stay, price.at(year) * times.get(price.per, 1.0)))
    if not found:
        raise BadData("found no stays to cost")
    return found


def activity_cost(hours: Mapping[str, float], hourly: Mapping[str, float]) -> float:
    """Bottom-up cost of an activity: hours by type of staff × hourly rate including overheads, in pounds."""
    if lacking := [staff for staff in hours if staff not in hourly]:
        raise BadData(f"no hourly rate for '{lacking[0]}', expected one for each of: {', '.join(hours)}")
    total = sum(hours[staff] * hourly[staff] for staff in hours)
    if not math.isfinite(total) or any(value < 0 for value in hours.values()):
        raise BadData("hours and rates must be finite and not negative")
    return total
