"""A table file (YAML) into a ``Table``. Everything that is wrong is said with its line and what would be right."""

from __future__ import annotations

from collections.abc import Mapping

from . import numerals
from .located import Field, one_of, parse
from .table import STAR_LEVELS, Cell, Claim, Group, Row, Scale, Table
from .table_file_claims import Names, read_claim

TABLE_KEYS = ("table", "title", "source", "note", "groups", "rows", "claims", "star_levels", "label", "background")
REMARKS = ("label", "note", "background")
GROUP_KEYS = ("n", *REMARKS)
ROW_KEYS = ("scale", "items", "n", "cells", *REMARKS)
CELL_KEYS = ("mean", "sd", "count", "percent", "base", "value", *REMARKS)


def read_table(text: str, file: str = "table.yaml") -> Table:
    """The table that a file describes.

    ``text`` is the file's content, ``file`` the name by which errors call it. Raises ``BadTable``.

    >>> table = read_table('''
    ... table: "1"
    ... groups: {here: {n: 40}}
    ... rows: {age: {cells: {here: {mean: "36.19", sd: "9.73"}}}}
    ... ''')
    >>> table.rows["age"].cells["here"].mean.text
    '36.19'
    """
    top = parse(text, file)
    keys = top.mapping(TABLE_KEYS)
    for needed in ("table", "groups", "rows"):
        if needed not in keys:
            raise top.wrong(f'the key "{needed}"', f"none ({', '.join(keys) or 'no keys'})")
    levels = _star_levels(keys["star_levels"]) if "star_levels" in keys else dict(STAR_LEVELS)
    groups = {name: _group(name, field) for name, field in _filled(keys["groups"]).items()}
    rows = {name: _row(name, field, groups) for name, field in _filled(keys["rows"]).items()}
    names = Names(frozenset(groups), frozenset(rows), levels)
    claims: dict[str, Claim] = {}
    for field in keys["claims"].items() if "claims" in keys and not keys["claims"].is_null else []:
        claim = read_claim(field, names)
        if claim.id in claims:
            raise field.wrong("an id of its own for each claim", f'the id "{claim.id}" a second time')
        claims[claim.id] = claim
    words = {name: keys[name].text() if name in keys else "" for name in ("table", "title", "source", "note")}
    number, title, source, note = words.values()
    return Table(number, title, source, note, groups, rows, tuple(claims.values()), levels, file)


def _filled(field: Field) -> dict[str, Field]:
    found = field.mapping()
    if not found:
        raise field.wrong("at least one", "none")
    return found


def _remark(fields: Mapping[str, Field], name: str) -> str:
    return fields[name].text() if name in fields and not fields[name].is_null else ""


def _star_levels(field: Field) -> dict[str, float]:
    levels = {}
    for mark, value in _filled(field).items():
        level = float(value.read(numerals.exact))
        if not 0 < level <= 1:
            raise value.wrong("a level between 0 and 1")
        levels[mark.strip()] = level
    return levels


def _group(name: str, field: Field) -> Group:
    if field.is_null:
        return Group(name)
    if not field.is_mapping:
        raise field.wrong(f"{{n: {field.text() if not field.is_list else 40}}}, or {{}} where no n is printed")
    keys = field.mapping(GROUP_KEYS)
    n = None if "n" not in keys or keys["n"].is_null else keys["n"].read(numerals.whole)
    return Group(name, n, _remark(keys, "label"), _remark(keys, "note"))


def _row(name: str, field: Field, groups: Mapping[str, Group]) -> Row:
    keys = field.mapping(ROW_KEYS)
    if "cells" not in keys:
        raise field.wrong('the key "cells"', f"none ({', '.join(keys) or 'no keys'})")
    sizes = {group: size.read(numerals.whole) for group, size in _by_group(keys.get("n"), groups).items()}
    cells = {group: _cell(cell) for group, cell in _by_group(keys["cells"], groups).items()}
    items = keys["items"].read(numerals.whole) if "items" in keys else 1
    if items < 1:
        raise keys["items"].wrong("1 or more items")
    return Row(
        name,
        _remark(keys, "label"),
        _remark(keys, "note"),
        _scale(keys["scale"]) if "scale" in keys and not keys["scale"].is_null else None,
        items,
        sizes,
        cells,
    )


def _by_group(field: Field | None, groups: Mapping[str, Group]) -> dict[str, Field]:
    if field is None or field.is_null:
        return {}
    found = field.mapping()
    for name, value in found.items():
        if name not in groups:
            raise value.wrong(f"a group of the table: {one_of(name, groups)}", f'the group "{name}"')
    return found


def _scale(field: Field) -> Scale:
    keys = field.mapping(("min", "max", "step"))
    for needed in ("min", "max"):
        if needed not in keys:
            raise field.wrong(f'the key "{needed}"', f"none ({', '.join(keys) or 'no keys'})")
    low, high = keys["min"].read(numerals.exact), keys["max"].read(numerals.exact)
    if low >= high:
        raise keys["max"].wrong(f"more than min ({keys['min'].text()})")
    if "step" not in keys or keys["step"].is_null:
        return Scale(low, high)
    step = keys["step"].read(numerals.exact)
    if step <= 0 or (high - low) % step:
        raise keys["step"].wrong("a step above 0 that leads from min to max")
    return Scale(low, high, step)


def _cell(field: Field) -> Cell:
    if not field.is_mapping:
        expected = '{mean: "2.23", sd: "1.19"}, {count: 26, percent: "81.3"} or {value: "61"}; leave out an empty cell'
        raise field.wrong(expected)
    keys = field.mapping(CELL_KEYS)
    if not {"mean", "sd", "count", "percent", "value"} & set(keys):
        raise field.wrong("mean, sd, count, percent or value", "none of them")
    mean, sd, percent, value = (
        keys[name].figure() if name in keys else None for name in ("mean", "sd", "percent", "value")
    )
    for name, figure in (("sd", sd), ("percent", percent)):
        if figure and figure.span.middle < 0:
            raise keys[name].wrong("0 or more")
    count, base = (keys[name].read(numerals.whole) if name in keys else None for name in ("count", "base"))
    return Cell(mean, sd, count, percent, base, value, _remark(keys, "note"), field.line)
