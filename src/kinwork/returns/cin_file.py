"""The CIN census file: XML into flat tables and back, child by child.

The order of elements, how often each may stand and in which years are rows of ``data/cin-modules.csv``: the reader
takes from them what belongs into which table, the writer what comes after what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from kinwork.whole_numbers import whole

from .filling import FACTORS, from_columns
from .layouts import CIN, layout_of, rows_of, span
from .problems import BadReturn
from .scene import LINE
from .xml_reading import elements, line_of

ROOT = "Message"
AT_ONCE = 5_000  # rows of a table that wait as Python objects
# modules that have their own table, where one has another name than the module
TABLE_OF = {"CINPlanDates": "CINplanDates"}


@dataclass(frozen=True)
class Element:
    """One element of a module: how often it stands there, in which years."""

    name: str
    kind: str
    least: int
    most: int | None
    codes: str
    first: int
    last: int


@lru_cache(maxsize=1)
def modules() -> dict[str, tuple[Element, ...]]:
    """What stands in each module, in order."""
    found: dict[str, list[Element]] = {}
    for row in rows_of("cin-modules.csv"):
        most = int(row["most"]) if row["most"] else None
        one = Element(row["element"], row["kind"], int(row["least"]), most, row["codes"], *span(row["years"]))
        found.setdefault(row["module"], []).append(one)
    return {name: tuple(parts) for name, parts in found.items()}


class _Rows:
    """Rows of a table as they come, a few thousand at a time as objects, the rest as columns."""

    def __init__(self, table: str) -> None:
        self.table, self.names = table, layout_of(CIN).tables[table].names
        self.rows: list[tuple[Any, ...]] = []
        self.parts: list[pl.DataFrame] = []
        self.count = 0

    def add(self, line: int, cells: dict[str, Any]) -> None:
        self.rows.append((*map(cells.get, self.names), line))
        if len(self.rows) >= AT_ONCE:
            self._settle()

    def _settle(self) -> None:
        if not self.rows:
            return
        columns = dict(zip((*self.names, LINE), zip(*self.rows, strict=True), strict=True))
        lines = columns.pop(LINE)
        made = {
            name: pl.Series(name, cells, dtype=pl.List(pl.String) if name == FACTORS else pl.String)
            for name, cells in columns.items()
        }
        self.parts.append(from_columns(layout_of(CIN), self.table, made, height=len(self.rows), lines=lines))
        self.count += len(self.rows)
        self.rows = []

    def whole(self) -> pl.DataFrame:
        self._settle()
        if not self.parts:
            return from_columns(layout_of(CIN), self.table, {}, height=0)
        return pl.concat(self.parts).with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias("row"))


def _cells(module: Any) -> dict[str, Any]:
    """The texts of a module's own elements; of one that stands twice, the first."""
    found: dict[str, Any] = {}
    for element in module:
        text = element.text
        if text is not None and (text := text.strip()) and not len(element):
            found.setdefault(element.tag, text)
    return found


def read(path: Path) -> dict[str, pl.DataFrame]:
    """The flat tables of a file, all of them, however few rows they have. Raises ``BadReturn``."""
    rows = {name: _Rows(name) for name in layout_of(CIN).tables}
    for element in elements(path, ROOT, tags=("Child", "Header")):
        if element.tag == "Header":
            cells: dict[str, Any] = {}
            for part in element:
                cells = {**_cells(part), **cells}
            rows["Header"].add(line_of(element), cells)
        else:
            _child(element, rows)
    return {name: one.whole() for name, one in rows.items()}


def _child(element: Any, rows: dict[str, _Rows]) -> None:
    number: str | None = None
    episodes = 0
    for part in element:
        tag = part.tag
        if tag == "ChildIdentifiers":
            cells = _cells(part)
            number = cells.get("LAchildID")
            rows[tag].add(line_of(part), cells)
        elif tag == "ChildCharacteristics":
            rows[tag].add(line_of(part), {**_cells(part), "LAchildID": number})
            for disability in part.iter("Disability"):
                cells = {"LAchildID": number, "Disability": _text(disability)}
                rows["Disabilities"].add(line_of(disability), cells)
        elif tag == "CINdetails":
            episodes += 1
            _episode(part, {"LAchildID": number, "CINdetailsID": str(episodes)}, rows)


def _text(element: Any) -> str | None:
    return (element.text or "").strip() or None


def _episode(element: Any, keys: dict[str, Any], rows: dict[str, _Rows]) -> None:
    rows["CINdetails"].add(line_of(element), {**_cells(element), **keys})
    assessments = plans = 0
    for part in element:
        tag = part.tag
        if tag == "Assessments":
            assessments += 1
            of = {**keys, "AssessmentID": str(assessments)}
            factors = [(line_of(one), _text(one)) for one in part.iter("AssessmentFactors")]
            given = [text for _, text in factors if text]
            rows[tag].add(line_of(part), {**_cells(part), FACTORS: given or None, **of})
            for line, text in factors:
                rows["AssessmentFactorsList"].add(line, {**of, "AssessmentFactor": text})
        elif tag == "ChildProtectionPlans":
            plans += 1
            of = {**keys, "CPPID": str(plans)}
            rows[tag].add(line_of(part), {**_cells(part), **of})
            for review in part.iter("CPPreviewDate"):
                rows["Reviews"].add(line_of(review), {**of, "CPPreviewDate": _text(review)})
        elif tag in ("CINPlanDates", "Section47", "PreProceedingsandFGDM"):
            rows[TABLE_OF.get(tag, tag)].add(line_of(part), {**_cells(part), **keys})


# Back into a file


def year_of(tables: dict[str, pl.DataFrame]) -> int:
    """The year that the header of flat tables says. Raises ``BadReturn``."""
    for row in tables["Header"].iter_rows(named=True):
        said = (row["Year"] or (row["ReferenceDate"] or "")[:4]).strip()
        year = whole(said)
        if year is not None and len(said) == 4:
            return year
    raise BadReturn("Header.csv: found no year, expected one there or by --year")


def write(tables: dict[str, pl.DataFrame], year: int) -> Iterator[str]:
    """The file of a year, in parts: elements in the schema's order, nothing for what is empty."""
    return document(tables["Header"].iter_rows(named=True), _children(tables, year), year)


def document(headers: Iterable[dict[str, Any]], children: Iterable[str], year: int) -> Iterator[str]:
    """The file around the texts of its children, in parts."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n'
    for header in headers:
        inner = "".join(_lines(name, header, 2, year) for name in ("CollectionDetails", "Source"))
        yield f"  <Header>\n{inner}  </Header>\n"
    yield "  <Children>\n"
    yield from children
    yield "  </Children>\n</Message>\n"


def child_text(found: Mapping[str, list[dict[str, Any]]], year: int) -> str:
    """One child's element, from the child's rows by table."""
    [child] = found["ChildIdentifiers"]
    side = {name: {child["LAchildID"]: list(rows)} for name, rows in found.items()}
    return _child_text(child, side, year, again=False)


def _children(tables: dict[str, pl.DataFrame], year: int) -> Iterator[str]:
    side = {
        name: _by_child(tables, name) for name in layout_of(CIN).tables if name not in ("Header", "ChildIdentifiers")
    }
    seen: set[str | None] = set()
    for child in tables["ChildIdentifiers"].iter_rows(named=True):
        yield _child_text(child, side, year, again=child["LAchildID"] in seen)
        seen.add(child["LAchildID"])


_Side = dict[str, dict[Any, list[dict[str, Any]]]]


def _by_child(tables: dict[str, pl.DataFrame], name: str) -> dict[Any, list[dict[str, Any]]]:
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in tables.get(name, from_columns(layout_of(CIN), name, {}, height=0)).iter_rows(named=True):
        found.setdefault(row["LAchildID"], []).append(row)
    return found


def _child_text(child: dict[str, Any], side: _Side, year: int, *, again: bool) -> str:
    number = child["LAchildID"]

    def mine(table: str) -> list[dict[str, Any]]:
        return [] if again else side.get(table, {}).get(number, [])

    parts = ["    <Child>\n", _lines("ChildIdentifiers", child, 3, year)]
    for row in mine("ChildCharacteristics")[:1]:
        disabilities = "".join(_each("Disability", one["Disability"], 5) for one in mine("Disabilities"))
        parts.append(
            _lines("ChildCharacteristics", row, 3, year, {"Disabilities": _module("Disabilities", disabilities, 4)})
        )
    parts += [_episode_text(episode, mine, year) for episode in mine("CINdetails")]
    return "".join([*parts, "    </Child>\n"])


def _episode_text(episode: dict[str, Any], mine: Any, year: int) -> str:
    def of(table: str, *keys: str, row: dict[str, Any] = episode) -> list[dict[str, Any]]:
        wanted = [row[key] for key in ("CINdetailsID", *keys)]
        return [one for one in mine(table) if [one[key] for key in ("CINdetailsID", *keys)] == wanted]

    inside: dict[str, str] = {}
    texts = []
    for row in of("Assessments"):
        factors = "".join(
            _each("AssessmentFactors", one["AssessmentFactor"], 6)
            for one in of("AssessmentFactorsList", "AssessmentID", row=row)
        )
        module = _module("FactorsIdentifiedAtAssessment", factors, 5)
        texts.append(_lines("Assessments", row, 4, year, {"FactorsIdentifiedAtAssessment": module}))
    inside["Assessments"] = "".join(texts)
    texts = []
    for row in of("ChildProtectionPlans"):
        reviews = "".join(_each("CPPreviewDate", one["CPPreviewDate"], 6) for one in of("Reviews", "CPPID", row=row))
        texts.append(_lines("ChildProtectionPlans", row, 4, year, {"Reviews": _module("Reviews", reviews, 5)}))
    inside["ChildProtectionPlans"] = "".join(texts)
    for module in ("CINPlanDates", "Section47", "PreProceedingsandFGDM"):
        inside[module] = "".join(_lines(module, row, 4, year) for row in of(TABLE_OF.get(module, module)))
    return _lines("CINdetails", episode, 3, year, inside)


def _lines(module: str, cells: dict[str, Any], depth: int, year: int, inside: dict[str, str] | None = None) -> str:
    """A module's element with its own texts and the modules in it, in order."""
    parts = []
    for element in modules()[module]:
        if not element.first <= year <= element.last:
            continue
        if element.kind == "module":
            parts.append((inside or {}).get(element.name, ""))
        else:
            text = cells.get(element.name)
            parts.append(_leaf(element.name, text, depth + 1))
    return _module(module, "".join(parts), depth, always=module not in ("CollectionDetails", "Source"))


def _module(name: str, inner: str, depth: int, *, always: bool = False) -> str:
    pad = "  " * depth
    return f"{pad}<{name}>\n{inner}{pad}</{name}>\n" if inner or always else ""


def _each(name: str, text: str | None, depth: int) -> str:
    """One of several elements of a name; an empty one stands there too."""
    return f"{'  ' * depth}<{name}>{_escaped(text or '')}</{name}>\n"


def _leaf(name: str, text: str | None, depth: int) -> str:
    return f"{'  ' * depth}<{name}>{_escaped(text)}</{name}>\n" if text is not None else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
