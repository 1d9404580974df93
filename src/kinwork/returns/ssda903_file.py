"""SSDA903 files: a set of CSV files, each known by its columns, or one XML file; into tables and back.

Every value is in capitals once it is read from CSV, as the collection itself reads it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from kinwork.delimited import NotDelimited, decoded
from kinwork.delimited import read as read_delimited

from . import bounded
from .filling import from_columns
from .layouts import SSDA903, layout_of
from .problems import BadReturn
from .xml_reading import elements, line_of

ROOT = "EXPSSDA903"
DERIVED = {"Header": {"UASC"}, "Episodes": {"PL_LA", "PL_DISTANCE", "PL_LOCATION"}}
NAMES = {"CHILDID": "CHILD", "PL": "PLACE"}  # as the XML calls them
# the modules of an XML header that are a table of their own
MODULES = {
    "AMISSING": "Missing",
    "AREVIEW": "Reviews",
    "PERMANENCE": "PrevPerm",
    "OC2": "OC2",
    "AD_PLACED": "PlacedAdoption",
}
_BARE_TABLES = ("OC3", "AD1")  # whose elements stand in the header itself
_HEADER_ORDER = (
    "UPN", "SEX", "DOB", "ETHNIC", "UASC", "DUC", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR",
    "LS_ADOPTR", "IN_TOUCH", "ACTIV", "ACCOM", "Missing", "Reviews", "MOTHER", "MC_DOB", "PrevPerm", "OC2",
    "PlacedAdoption",
)  # fmt: skip
_EPISODE_ORDER = (
    "DECOM", "RNE", "LS", "CIN", "PLACE", "PL_POST", "HOME_POST", "URN", "PLACE_PROVIDER", "DEC", "REC",
    "REASON_PLACE_CHANGE",
)  # fmt: skip


@dataclass(frozen=True)
class Read:
    """What was read: tables, the columns that each came with, ``csv`` or ``xml``."""

    tables: dict[str, pl.DataFrame]
    given: dict[str, frozenset[str]]
    file_format: str


def columns_of(table: str) -> tuple[str, ...]:
    """The columns that a file of a table has."""
    return tuple(name for name in layout_of(SSDA903).tables[table].names if name not in DERIVED.get(table, ()))


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files that are meant: of a folder, its CSV files. Raises ``BadReturn``."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv")
            if not inside:
                raise BadReturn(f"{path}: found no CSV file in it, expected a file for each table")
            found += inside
        else:
            found.append(path)
    return found


def read(paths: Sequence[Path]) -> Read:
    """One year’s return. Raises ``BadReturn``."""
    files = files_in(paths)
    if any(path.suffix.lower() == ".xml" for path in files):
        if len(files) > 1:
            raise BadReturn(f"{files[1]}: found another file beside an XML file, expected one XML file or CSV files")
        return _read_xml(files[0])
    tables: dict[str, pl.DataFrame] = {}
    came_from: dict[str, Path] = {}
    for path in files:
        name, table = _read_csv(path)
        if name in tables:
            raise BadReturn(f"{path}: found table {name}, which {came_from[name].name} holds too, expected each once")
        tables[name], came_from[name] = table, path
    given = {name: frozenset(columns_of(name)) for name in tables}
    if "Header" in tables and "UASC" in tables:
        children = tables["UASC"].get_column("CHILD").drop_nulls().unique()
        flag = (
            pl.when(pl.col("CHILD").is_in(children.implode()).fill_null(False)).then(pl.lit("1")).otherwise(pl.lit("0"))
        )
        tables["Header"] = tables["Header"].with_columns(flag.alias("UASC"))
        given["Header"] |= {"UASC"}
    return Read(tables, given, "csv")


def _read_csv(path: Path) -> tuple[str, pl.DataFrame]:
    content = _bytes(path)
    try:
        text, _ = decoded(content)
        head, body, lines = _quickly(text) or _cell_by_cell(content)
    except NotDelimited as problem:
        raise BadReturn(f"{path}: {problem}") from None
    name = _table_with(head, path)
    cells = pl.col(head)
    made = body.with_columns(pl.when(cells != "").then(cells.str.to_uppercase()).name.keep(), lines.alias("line"))
    made = made.filter(pl.any_horizontal(cells.is_not_null()))
    columns = {column: made.get_column(column) for column in head}
    lines = made.get_column("line")
    return name, from_columns(layout_of(SSDA903), name, columns, height=made.height, lines=lines)


def _quickly(text: str) -> tuple[list[str], pl.DataFrame, pl.Series] | None:
    """Names, rows, and the line of each; nothing of a file whose lines are not all of one length."""
    text, before = (text.partition("\n")[2], 1) if text[:4].lower() == "sep=" else (text, 0)
    first = text.partition("\n")[0].strip("\r")
    separator = max(",;\t|", key=first.count)
    head = _names(next(csv.reader(io.StringIO(first), delimiter=separator), []))
    if len(set(head)) < len(head) or not head or "" in head:
        return None
    try:
        made = pl.read_csv(
            io.BytesIO(text.encode("utf-8")),
            separator=separator,
            infer_schema=False,
            has_header=False,
            skip_rows=1,
            new_columns=head,
            schema=dict.fromkeys(head, pl.String),
            raise_if_empty=False,
        )
    except pl.exceptions.PolarsError:
        return None
    return head, made, pl.int_range(made.height, dtype=pl.UInt32, eager=True) + 2 + before


def _cell_by_cell(content: bytes) -> tuple[list[str], pl.DataFrame, pl.Series]:
    """The same of a file with lines longer or shorter than its first. Raises ``NotDelimited``."""
    found = read_delimited(content)
    head = _names(found.rows[0]) if found.rows else []
    cells = [[row[at] if at < len(row) else None for row in found.rows[1:]] for at in range(len(head))]
    made = pl.DataFrame(dict(zip(head, cells, strict=True)), schema=dict.fromkeys(head, pl.String))
    return head, made, pl.Series("line", found.lines[1:], dtype=pl.UInt32)


def _names(cells: list[str]) -> list[str]:
    """Names of columns; spreadsheets leave empty ones at the end."""
    names = [cell.strip().upper() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def _bytes(path: Path) -> bytes:
    return bounded.content(path, "the CSV file of a table")


def _table_with(head: list[str], path: Path) -> str:
    found = frozenset(head)
    names = list(layout_of(SSDA903).tables)
    for name in names:
        columns = frozenset(columns_of(name))
        if found - DERIVED.get(name, set()) == columns and len(found) == len(head):
            return name
    closest = max(names, key=lambda name: len(found & set(columns_of(name))) - len(found ^ set(columns_of(name))))
    wanted = set(columns_of(closest))
    said = [f"{', '.join(sorted(wanted - found))} missing"] if wanted - found else []
    said += [f"{', '.join(sorted(found - wanted))[:80]} not known"] if found - wanted else []
    why = "; ".join(said) or "each once"
    raise BadReturn(f"{path}: line 1: found columns of no table, expected for instance those of {closest} ({why})")


def _read_xml(path: Path) -> Read:
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in layout_of(SSDA903).tables if name not in ("SWEpisodes", "DoLo")
    }
    lines: dict[str, list[int]] = {name: [] for name in rows}

    def add(table: str, line: int, cells: dict[str, Any]) -> None:
        rows[table].append(cells)
        lines[table].append(line)

    for child in elements(path, ROOT, tags=("CHILD",)):
        _xml_child(child, add)
    tables = {
        name: from_columns(
            layout_of(SSDA903),
            name,
            {column: [row.get(column) for row in found] for column in layout_of(SSDA903).tables[name].names},
            height=len(found),
            lines=lines[name],
        )
        for name, found in rows.items()
    }
    given = {name: frozenset(columns_of(name)) | ({"UASC"} if name == "Header" else set()) for name in tables}
    return Read(tables, given, "xml")


def _leaves(element: Any) -> dict[str, str]:
    return {
        NAMES.get(leaf.tag, leaf.tag): text
        for leaf in element
        if not len(leaf) and leaf.text and (text := leaf.text.strip())
    }


def _xml_child(child: Any, add: Any) -> None:
    own: dict[str, str] = {}
    for part in child:
        if part.tag == "HEADER":
            own = _leaves(part)
            who = {"CHILD": own.get("CHILD"), "DOB": own.get("DOB")}
            add("Header", line_of(part), own)
            if own.get("UASC") == "1" or own.get("DUC"):
                add("UASC", line_of(part), {**who, "SEX": own.get("SEX"), "DUC": own.get("DUC")})
            for table in _BARE_TABLES:
                filled = {name: own[name] for name in columns_of(table) if name in own}
                if len(filled.keys() - {"CHILD", "DOB"}):
                    add(table, line_of(part), {**filled, **who})
            for module in part:
                if module.tag in MODULES:
                    add(MODULES[module.tag], line_of(module), {**_leaves(module), **who})
        elif part.tag == "EPISODE":
            add("Episodes", line_of(part), {**_leaves(part), "CHILD": own.get("CHILD")})


# Back into files


def csv_text(table: pl.DataFrame, name: str) -> str:
    """A table as a file of the return."""
    return table.select(columns_of(name)).write_csv()


def write_xml(tables: dict[str, pl.DataFrame]) -> Iterator[str]:
    """One XML file, in parts; social workers and deprivation of liberty have no place in it."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{ROOT}>\n'
    side: dict[str, dict[Any, list[dict[str, Any]]]] = {}
    for name, table in tables.items():
        of: dict[Any, list[dict[str, Any]]] = side.setdefault(name, {})
        for row in table.iter_rows(named=True):
            of.setdefault(row["CHILD"], []).append(row)
    for header in tables["Header"].iter_rows(named=True):
        mine = {name: of.get(header["CHILD"], []) for name, of in side.items()}
        yield _child_xml(header, mine)
    yield f"</{ROOT}>\n"


def _child_xml(header: dict[str, Any], mine: dict[str, list[dict[str, Any]]]) -> str:
    asylum = mine.get("UASC", [])
    cells = {**header, "UASC": "1" if asylum else "0", "DUC": asylum[0]["DUC"] if asylum else None}
    for table in _BARE_TABLES:
        for row in mine.get(table, [])[:1]:
            cells = {**row, **{name: cell for name, cell in cells.items() if cell is not None}}
    tags = {table: module for module, table in MODULES.items()}
    parts = [_xml_leaf("CHILDID", header["CHILD"])]
    for name in _HEADER_ORDER:
        if name in tags:
            for row in mine.get(name, []):
                inner = "".join(_xml_leaf(c, row[c]) for c in columns_of(name) if c not in ("CHILD", "DOB"))
                parts.append(f"<{tags[name]}>{inner}</{tags[name]}>")
        else:
            parts.append(_xml_leaf(name, cells.get(name)))
    episodes = [
        "<EPISODE>" + "".join(_xml_leaf("PL" if c == "PLACE" else c, row[c]) for c in _EPISODE_ORDER) + "</EPISODE>\n"
        for row in mine.get("Episodes", [])
    ]
    return f"<CHILD><HEADER>{''.join(parts)}</HEADER>\n{''.join(episodes)}</CHILD>\n"


def _xml_leaf(name: str, text: str | None) -> str:
    if text is None:
        return ""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<{name}>{safe}</{name}>"
