"""Extracts of authorities that never were, as rows: for tests that run over several."""

from __future__ import annotations

from base64 import b32encode
from datetime import date
from random import Random
from typing import Any

from kinwork.indicators.tables import FIGURES, TABLES

Data = dict[str, list[tuple[Any, ...]]]


def name_of(kind: str, number: int) -> str:
    """A pseudonym as an extract has them."""
    return kind + b32encode((number << 4).to_bytes(8, "big")).decode()[:12]


def quarters(years: int, first: int = 2020) -> list[date]:
    return [date(year, month, 1) for year in range(first, first + years) for month in (1, 4, 7, 10)]


def empty() -> Data:
    return {table.name: [] for table in TABLES}


def made_up(code: str, seed: int, *, years: int = 4, children: int = 60) -> Data:
    """Everything by chance, and everything that may be missing is missing now and then."""
    dice, over, data = Random(seed), quarters(years), empty()

    def add(table: str, *row: Any) -> None:
        data[table].append((code, *row))

    units = [name_of("U", n) for n in range(3)]
    for quarter in over:
        add("periods", quarter)
        add("workforce", quarter, 12.5, dice.choice([0.0, 1.0, 2.5]), dice.randint(8, 12), dice.randint(0, 3))
        for figure in FIGURES:
            if dice.random() < 0.8:
                add("entered", figure, quarter, float(dice.randint(1, 40)) + 0.5)
        for unit in [None, *units]:
            if dice.random() < 0.6:
                add("time", unit, quarter, dice.randint(5, 9), dice.randint(0, 80) / 2, dice.randint(0, 40) / 2)
        for unit in units:
            add("unit_workers", unit, quarter, dice.choice([3.0, 4.5, 2.25]))
        for family in range(dice.randint(0, 12)):
            weeks = (dice.randint(0, 52), dice.choice([None, *range(9)]))
            has_meetings, unit = dice.random() < 0.8, dice.choice([None, *units])
            add("open_families", name_of("F", family), unit, quarter, *weeks, has_meetings)
    for number in range(children):
        child, begun = name_of("C", number), dice.choice(over)
        later = [None, *[one for one in over if one >= begun]]
        before = dice.choice([None, dice.randint(0, 40)])
        add("referrals", child, begun, before, dice.randint(0, 40))
        add("family_referrals", name_of("F", number // 2), begun, before, dice.randint(0, 40))
        add("care", child, begun, dice.choice(later), dice.random() < 0.1)
        for _ in range(dice.randint(1, 5)):
            add("placements", child, begun, dice.choice(later))
        ended = dice.choice(later)
        months = None if ended is None else dice.randint(0, 40)
        add("plans", child, begun, ended, months, dice.choice([None, True, False]))
    return data
