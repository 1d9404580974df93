"""A return from its files to what is found in it: the whole of ``kinwork returns check cin`` and ``check 903``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .checking import Checked, check
from .kinds import kind_of
from .layouts import CIN, SSDA903
from .rulebook import LAST_YEAR, chosen
from .scene import Scene
from .schema import Schema
from .years import Period, period_ending, period_of


@dataclass(frozen=True)
class Outcome:
    """A return that has been checked."""

    return_: str
    period: Period
    files: list[str]
    schema: Schema
    checked: Checked


def check_cin(path: Path, year: int, *, rules: list[str] | None = None, schema: Path | None = None) -> Outcome:
    """Raises ``BadReturn``."""
    from .cin_file import read
    from .cin_rules import period_of_header

    period = period_of(year)
    asked = chosen(CIN, year, rules)
    found = Schema()
    if schema is not None:
        from .xsd import validate

        found = validate(path, schema)
    tables = read(path)
    kind = kind_of(CIN)
    end = period_of_header(tables["Header"], kind.layout.day)
    given = {name: frozenset(kind.layout.tables[name].names) for name in tables}
    scene = Scene(kind.layout, period_ending(year, end) if end else period, tables, given, kind.facts, kind.order)
    return Outcome(CIN, scene.period, [path.name], found, check(kind, scene, asked))


def check_903(
    paths: Sequence[Path],
    year: int,
    *,
    authority: str = "",
    last: Path | None = None,
    providers: Sequence[Path] = (),
    postcodes: Path | None = None,
    rules: list[str] | None = None,
) -> Outcome:
    """Raises ``BadReturn``."""
    from .lookups import read_places, read_register, what_is_known, with_places
    from .ssda903_file import files_in, read

    period = period_of(year)
    asked = chosen(SSDA903, year, rules)
    kind = kind_of(SSDA903)
    now = read(paths)
    tables, given = dict(now.tables), dict(now.given)
    if last is not None:
        before = read([last])
        tables |= {name + LAST_YEAR: table for name, table in before.tables.items()}
        given |= {name + LAST_YEAR: columns for name, columns in before.given.items()}
    scene = Scene(kind.layout, period, tables, given, kind.facts, kind.order)
    scene.authority, scene.file_format = authority, now.file_format
    if providers:
        scene.providers = read_register(providers)
        scene.derived |= {"Providers"}
    if postcodes is not None:
        with_places(scene, read_places(postcodes))
    what_is_known(scene)
    return Outcome(SSDA903, period, [path.name for path in files_in(paths)], Schema(), check(kind, scene, asked))
